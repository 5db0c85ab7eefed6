//! What is new is judged by what was completed, and by nothing that was only tried (F31).

use super::*;
use crate::{
    domain::{Quantity, transfer::InState},
    evidence::{order::Body, sample},
    registry::{
        Word,
        traffic::{Direction, End, Turn},
    },
    text::Untrusted,
};

/// A transfer to the account of the sample's order, of the same approach and vintage.
fn row(state: Word<TransferState>) -> TransferSummary {
    let end = |account: &str| End { registry: account[..5].parse().unwrap(), account: account.parse().unwrap() };
    TransferSummary {
        id: "CHE01-2026-000007".parse().unwrap(),
        direction: Direction::Outgoing,
        action: Untrusted::default(),
        subtype: Untrusted::default(),
        quantity: Quantity::new(500),
        from: end("CHE01-100-2071"),
        to: end("GHA01-100-0045"),
        state,
        peer_state: None,
        turn: Word::Known(Turn::Nobody),
        since: Timestamp::UNIX_EPOCH,
        due: None,
        begun: Timestamp::UNIX_EPOCH,
        kinds: BTreeSet::from([("CA0007".parse().unwrap(), crate::domain::Vintage::new(2023).unwrap())]),
        veil: None,
    }
}

fn said(states: &[Word<TransferState>], quantity: u64) -> Vec<String> {
    let rows: Vec<TransferSummary> = states.iter().cloned().map(row).collect();
    let total = rows.len() as u64;
    let past = Page { rows, offset: 0, total, unfiltered: total, next: None, revision: 1, as_of: Timestamp::UNIX_EPOCH };
    let order = sample::order(quantity);
    let Body::Movement(moved) = &order.text.order().body else { panic!("it moves ITMOs") };
    let own = "CHE01".parse().unwrap();
    assert_eq!(count(&past, moved, own), labels(&past, moved, own).len());
    labels(&past, moved, own)
}

/// F31: what was proposed, rejected or is under way went nowhere. Whoever sends a small one first and has it rejected makes nothing known by it.
#[test]
fn f31_only_what_was_completed_makes_a_way_known() {
    let completed = Word::Known(TransferState::Transferring(OutState::Completed));
    assert_eq!(said(std::slice::from_ref(&completed), 500), Vec::<String>::new());
    let all_new = said(&[], 500);
    assert_eq!(all_new.len(), 3, "{all_new:?}");
    for (state, _) in OutState::ALL.iter().filter(|(state, _)| *state != OutState::Completed) {
        assert_eq!(said(&[Word::Known(TransferState::Transferring(*state))], 500), all_new, "{state:?}");
    }
    let incoming = Word::Known(TransferState::Acquiring(InState::Completed));
    assert_eq!(said(&[incoming], 500), all_new, "what came to us did not go there");
    assert_eq!(said(&[Word::Unrecognised(Untrusted::new("completed"))], 500), all_new);
    // What is usual is counted from completed moves alone as well.
    let rejected = Word::Known(TransferState::Transferring(OutState::Rejected));
    let unusual = said(&[completed.clone(), rejected], 1_501);
    assert!(unusual.iter().any(|label| label.contains("500 is usual")), "{unusual:?}");
    assert!(said(&[completed], 1_500).is_empty());
}

/// F31: the registry is asked for completed moves only, so that a thousand rejected ones push none of them off the page.
#[test]
fn f31_what_moved_before_is_asked_for_as_completed() {
    let asked = question();
    let terms: Vec<(Option<&str>, &str, bool)> =
        asked.filter.terms.iter().map(|term| (term.field, term.value.as_str(), term.negated)).collect();
    assert_eq!((terms, asked.window.limit), (vec![(Some("state"), OutState::Completed.word(), false)], 1000));
}
