//! Accounts that are easily taken for each other by somebody who types or compares them (T18, scenario 14).
//! The answer is a warning and refuses nothing: accounts that were opened one after the other are alike, too.
//! Must not know: which of two accounts was meant.

use super::AccountId;
use crate::text::{Untrusted, confusable};

/// How alike two different accounts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Two neighbouring characters changed places, as under fingers that type fast.
    Swapped,
    /// The eye takes one for the other: the same characters in another order, or letters that look alike.
    Twins,
    /// One character differs, as in accounts that were opened one after the other.
    OneDiffers,
}

/// How alike two accounts are; `None` when they are the same, or plainly different.
pub fn likeness(one: &AccountId, other: &AccountId) -> Option<Likeness> {
    let (one, other) = (one.as_str(), other.as_str());
    if one == other {
        None
    } else if swapped(one, other) {
        Some(Likeness::Swapped)
    } else if reordered(one, other) || twins(one, other) {
        Some(Likeness::Twins)
    } else {
        one_differs(one, other).then_some(Likeness::OneDiffers)
    }
}

fn swapped(one: &str, other: &str) -> bool {
    let differing: Vec<usize> =
        one.bytes().zip(other.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let [first, second] = differing.as_slice() else { return false };
    let pair = |text: &str| text.as_bytes().get(*first..=*second).and_then(|pair| <[u8; 2]>::try_from(pair).ok());
    one.len() == other.len() && pair(one).zip(pair(other)).is_some_and(|([a, b], [c, d])| (a, b) == (d, c))
}

fn reordered(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut octets = text.as_bytes().to_vec();
        octets.sort_unstable();
        octets
    };
    sorted(one) == sorted(other)
}

fn one_differs(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count() == 1
}

fn twins(one: &str, other: &str) -> bool {
    confusable(&Untrusted::new(one), &Untrusted::new(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(text: &str) -> AccountId {
        text.parse().unwrap()
    }

    /// T18, scenario 14.
    #[test]
    fn t18_an_account_that_is_easily_taken_for_another_is_said_to_look_like_it() {
        use Likeness::{OneDiffers, Swapped, Twins};
        for (typed, alike) in [
            ("GHA01-100-0054", Some(Swapped)),
            ("GHA10-100-0045", Some(Swapped)),
            ("GHA01-100-4005", Some(Twins)),
            ("GHA01-100-0450", Some(Twins)),
            ("GHA01-100-0405", Some(Swapped)),
            ("GHAO1-100-0045", Some(Twins)),
            ("GHA01-100-0046", Some(OneDiffers)),
            ("GHA01-100-0045", None),
            ("GHA01-200-0099", None),
            ("GHA01-100-00450", None),
        ] {
            assert_eq!(likeness(&id(typed), &id("GHA01-100-0045")), alike, "{typed}");
        }
    }

    fn account() -> impl Strategy<Value = String> {
        "[A-Z]{3}[0-9]{2}-[0-9]{3}-[0-9]{1,8}"
    }

    proptest! {
        /// T18: it is the same both ways, and nothing looks like itself.
        #[test]
        fn likeness_goes_both_ways(one in account(), other in account()) {
            let (one, other) = (id(&one), id(&other));
            prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
            prop_assert_eq!(likeness(&one, &one), None);
        }

        /// T18: any slip of one finger is found: two digits that changed places, and one that is another.
        #[test]
        fn one_slip_is_found(text in account(), at in 0_usize..8, digit in b'0'..=b'9') {
            let tail = text.rfind('-').unwrap() + 1;
            let at = tail + at % (text.len() - tail);
            let mut swapped = text.clone().into_bytes();
            swapped.swap(tail, at);
            let mut other = text.clone().into_bytes();
            other[at] = digit;
            for slip in [swapped, other] {
                let slip = String::from_utf8(slip).unwrap();
                prop_assert_eq!(likeness(&id(&text), &id(&slip)).is_some(), text != slip, "{} {}", text, slip);
            }
        }

        /// T18, scenario 14: two neighbours that changed places are called a swap wherever they stand, and nothing else is.
        #[test]
        fn scenario_14_only_neighbours_that_changed_places_are_a_swap(text in account(), at in 0_usize..8, by in 1_usize..4) {
            let tail = text.rfind('-').unwrap() + 1;
            let (at, other) = (tail + at % (text.len() - tail), tail + (at + by) % (text.len() - tail));
            let mut octets = text.clone().into_bytes();
            octets.swap(at, other);
            let slip = String::from_utf8(octets).unwrap();
            prop_assume!(slip != text);
            let is_swap = likeness(&id(&text), &id(&slip)) == Some(Likeness::Swapped);
            prop_assert_eq!(is_swap, at.abs_diff(other) == 1, "{} {}", text, slip);
        }

        /// T18: two that differ in many places, and not only in their order, are not called alike.
        #[test]
        fn others_are_not_said_to_be_alike(text in account()) {
            let other: String = text.chars().map(|c| match c { '1'..='4' => '8', '5'..='9' => '2', c => c }).collect();
            let changed = text.chars().zip(other.chars()).filter(|(a, b)| a != b).count();
            prop_assume!(changed > 1);
            prop_assume!(!reordered(&text, &other) && !twins(&text, &other));
            prop_assert_eq!(likeness(&id(&text), &id(&other)), None);
        }
    }
}
