//! Tests of the witness: it is made by reading all of a text, and by nothing less.

use super::*;
use proptest::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Letter(String);

impl Reviewable for Letter {
    fn text(&self) -> &str {
        &self.0
    }
}

fn letter(lines: usize) -> Letter {
    Letter((0..lines).map(|n| format!("line-{n}: value\n")).collect())
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn quantity() -> Blind {
    Blind::new([("quantity".to_owned(), "12500".to_owned()), ("acquiring-account".to_owned(), "GHA01-100-0045".to_owned())])
}

fn review(lines: usize, blind: Blind, dwell: i64) -> Review<Letter> {
    Review::begin(letter(lines), blind, SignedDuration::from_secs(dwell))
}

#[test]
fn f09_a_review_ends_when_every_line_was_shown_and_the_least_time_has_passed() {
    let mut review = review(10, Blind::default(), 4);
    assert_eq!(review.lacks(at(0)), Some(Unfinished::Lines(10)));
    review.show(0..6, at(0));
    review.show(7..10, at(1));
    let (mut review, why) = review.finish(at(60)).unwrap_err();
    assert_eq!(why, Unfinished::Lines(1), "one line in the middle was never shown");
    review.show(6..7, at(2));
    assert_eq!(review.lacks(at(2)), Some(Unfinished::Dwell(2)));
    assert_eq!(review.lacks(at(4)), None);
    assert_eq!(review.finish(at(4)).unwrap().text(), &letter(10));
}

#[test]
fn f07_nothing_is_shown_before_the_values_were_typed_again() {
    let mut review = review(3, quantity(), 0);
    assert_eq!((review.text(), review.blind().asks()), (None, Some("quantity")));
    review.show(0..3, at(0));
    assert_eq!(review.lacks(at(9)), Some(Unfinished::Blind(2)));
    assert_eq!(review.type_again("12 500"), Retyped::Matches);
    assert_eq!(review.type_again("GHA01-100-0045"), Retyped::Matches);
    assert_eq!(review.type_again("more"), Retyped::NotAsked);
    assert_eq!(review.lacks(at(9)), Some(Unfinished::Lines(3)), "what was on the screen while it was hidden does not count");
    assert!(review.text().is_some());
}

#[test]
fn f08_only_grouping_may_differ_and_three_mismatches_end_it() {
    for (typed, matches) in [
        ("12500", true),
        ("12 500", true),
        ("12,500", true),
        ("12.500", false),
        ("012500", false),
        ("12500t", false),
        ("125000", false),
        ("", false),
        ("１２５００", false),
    ] {
        assert_eq!(review(1, quantity(), 0).type_again(typed) == Retyped::Matches, matches, "{typed}");
    }
    let mut review = review(1, quantity(), 0);
    assert_eq!(review.type_again("1"), Retyped::Differs(2));
    assert_eq!(review.type_again("12500"), Retyped::Matches);
    assert_eq!(review.type_again("1"), Retyped::Differs(1));
    assert_eq!(review.blind().apart(), None, "not before it is over");
    assert_eq!(review.type_again("1"), Retyped::Failed);
    let account = "acquiring-account: typed \"1\", the text says \"GHA01-100-0045\"";
    let apart = format!("quantity: typed \"1\", the text says \"12500\"; {account}; {account}");
    assert_eq!(review.blind().apart(), Some(apart), "each with the value it was typed for");
    assert_eq!(review.type_again("GHA01-100-0045"), Retyped::Failed, "a right answer comes too late");
    assert_eq!((review.lacks(at(9)), review.text()), (Some(Unfinished::Mismatched), None));
}

#[test]
fn what_is_to_be_typed_again_is_not_printed() {
    let printed = format!("{:?}", quantity());
    assert!(printed.contains("quantity") && !printed.contains("12500") && !printed.contains("0045"), "{printed}");
}

proptest! {
    #[test]
    fn no_lines_but_all_of_them_end_a_review(
        lines in 1_usize..40,
        shown in proptest::collection::vec((0_usize..50, 0_usize..50), 0..12),
    ) {
        let mut review = review(lines, Blind::default(), 0);
        let mut seen = vec![false; lines];
        for (from, to) in shown {
            review.show(from..to, at(0));
            (from..to.min(lines)).for_each(|line| seen[line] = true);
        }
        prop_assert_eq!(review.finish(at(0)).is_ok(), seen.iter().all(|seen| *seen));
    }
}
