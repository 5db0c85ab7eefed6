//! What tells the values of an order in free text: how many ITMOs, in figures of any grouping or in words, their first and last serials, and
//! the accounts they go between.
//! It finds too much rather than too little: a number that is the same by chance is kept back too.
//! Must not know: who must not read it, or where the text stands.

use super::OrderedTransfer;
use crate::{
    domain::{AccountId, BlockRange, Quantity},
    text::words::words,
};
use std::collections::BTreeSet;

/// The values of one order, as a text could say them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    /// How many, and where each run begins and ends.
    numbers: BTreeSet<u64>,
    /// How many, in words.
    words: String,
    /// The accounts they go to or come from.
    accounts: Vec<AccountId>,
}

/// What stands between groups of three digits.
const GROUPING: [char; 8] = [' ', ',', '.', '\'', '_', '\u{a0}', '\u{2009}', '\u{202f}'];

impl Telling {
    /// Of so many ITMOs of these runs, and of these accounts.
    pub fn of(quantity: Quantity, runs: &[BlockRange], accounts: impl IntoIterator<Item = AccountId>) -> Self {
        let ends = runs.iter().flat_map(|run| [run.range.first().number(), run.range.last().number()]);
        Self {
            numbers: ends.chain([quantity.count()]).collect(),
            words: words(quantity.count()),
            accounts: accounts.into_iter().collect(),
        }
    }

    /// Of an order that moves ITMOs. The account they are in is typed again by nobody.
    pub fn of_transfer(moved: &OrderedTransfer) -> Self {
        Self::of(moved.quantity, &moved.ranges, [moved.to.account().clone()])
    }

    /// Whether a text says how many, or which.
    pub fn says_units(&self, text: &str) -> bool {
        numbers(text).any(|number| self.numbers.contains(&number))
            || (!self.words.is_empty() && text.to_lowercase().contains(&self.words))
    }

    /// Whether a text says one of the accounts.
    pub fn says_accounts(&self, text: &str) -> bool {
        let text = text.to_ascii_lowercase();
        self.accounts.iter().any(|account| text.contains(&account.as_str().to_ascii_lowercase()))
    }
}

/// Every number that a text can be read to say: each run of digits, and each reading of such runs as groups of three.
fn numbers(text: &str) -> impl Iterator<Item = u64> {
    let digits: Vec<(usize, &str)> = runs(text);
    let mut found = Vec::new();
    for (at, (_, first)) in digits.iter().enumerate() {
        found.extend(first.parse::<u64>().ok());
        if first.len() > 3 {
            continue;
        }
        let mut whole = (*first).to_owned();
        for pair in digits.get(at..).unwrap_or_default().windows(2) {
            let [(begins, before), (next, group)] = pair else { break };
            let between = text.get(begins + before.len()..*next).unwrap_or_default();
            let mut between = between.chars();
            let is_grouped = between.next().is_some_and(|sign| GROUPING.contains(&sign)) && between.next().is_none();
            if group.len() != 3 || !is_grouped {
                break;
            }
            whole.push_str(group);
            found.extend(whole.parse::<u64>().ok());
        }
    }
    found.into_iter()
}

/// The runs of digits, each with where it begins.
fn runs(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut at = 0;
    while let Some(begins) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let tail = rest.get(begins..).unwrap_or_default();
        let length = tail.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(tail.len());
        found.push((at + begins, tail.get(..length).unwrap_or_default()));
        at += begins + length;
        rest = tail.get(length..).unwrap_or_default();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn telling() -> Telling {
        let run = "CA0007-CHE01-CHE-120001-132500-2023".parse().unwrap();
        Telling::of(Quantity::new(12_500), &[run], ["GHA01-100-0045".parse().unwrap()])
    }

    #[test]
    fn f07_a_value_is_found_in_every_spelling_and_not_in_another_number() {
        for (text, units, accounts) in [
            ("12500 t", true, false),
            ("about 12 500, as agreed", true, false),
            ("3 lots, 12,500 in all", true, false),
            ("12.500", true, false),
            ("12'500", true, false),
            ("12\u{202f}500", true, false),
            ("Twelve thousand five hundred tonnes", true, false),
            ("120001-132500", true, false),
            ("up to 132 500", true, false),
            ("for gha01-100-0045", false, true),
            ("112500, 125000, 12 5000, 12  500, 1 250", false, false),
            ("GHA01-100-0054", false, false),
            ("TICKET-4471 delivery", false, false),
            ("", false, false),
        ] {
            assert_eq!((telling().says_units(text), telling().says_accounts(text)), (units, accounts), "{text}");
        }
    }

    proptest! {
        #[test]
        fn f07_a_quantity_is_found_however_it_is_grouped(quantity in 1_u64..u64::MAX, sign in prop::sample::select(&GROUPING[..]), around in "[a-z ]{0,8}") {
            let digits = quantity.to_string();
            let mut grouped = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at).is_multiple_of(3) {
                    grouped.push(sign);
                }
                grouped.push(digit);
            }
            let telling = Telling::of(Quantity::new(quantity), &[], []);
            let text = format!("{around}x {grouped} x{around}");
            prop_assert!(telling.says_units(&text), "{text}");
            prop_assert!(telling.says_units(&quantity.to_string()));
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            telling().says_units(&text);
            telling().says_accounts(&text);
        }
    }
}
