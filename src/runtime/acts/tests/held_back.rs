//! Tests of lines that name values somebody is still to type again.

use super::*;
use crate::{
    app::looked::Looked,
    evidence::digest::Digest,
    registry::{
        Page, Reply, Review, Unsigned, Word,
        book::{OrderKind, OrderState, OrderSummary},
        signed::samples::{authorised, read, read_order, statement, submit},
    },
};

const OURS: &str = "CHE01-2026-000124";

fn row(id: &str, state: Word<OrderState>) -> OrderSummary {
    OrderSummary {
        id: id.parse().unwrap(),
        kind: Word::Known(OrderKind::Transfer),
        subject: Untrusted::default(),
        quantity: None,
        by: Untrusted::default(),
        person: None,
        agreed: None,
        state,
        at: Timestamp::UNIX_EPOCH,
        expires: Timestamp::UNIX_EPOCH,
        withheld: std::collections::BTreeSet::new(),
    }
}

fn list(rows: Vec<OrderSummary>) -> Reply {
    let total = rows.len() as u64;
    Reply::Orders(Page { rows, offset: 0, total, unfiltered: total, next: None, revision: 1, as_of: Timestamp::UNIX_EPOCH })
}

/// Scenario 5, F07, F08: what was typed wrongly and what was signed stand in the journal as soon as this console reads that the order has ended,
/// whoever ended it, once; not while it can still be approved, of another order, or by the word of another registry.
#[tokio::test]
async fn scenario_5_what_was_typed_is_written_when_it_is_seen_that_the_order_has_ended() {
    use OrderState::{Approved, Executed, Expired, Rejected, Stopped, Submitted, Superseded, Withdrawn};
    let (us, them) = (ProfileId(0), ProfileId(1));
    for ended in [Executed, Rejected, Withdrawn, Expired, Superseded, Stopped] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let (sender, _messages) = mpsc::channel(8);
        let acts = Acts::new(sender);
        acts.journal.open(keeping(&path));
        let apart = "what was typed again did not match three times: quantity: typed \"125000\", the text says \"12500\"";
        acts.note_once_ended(us, Looked::review(OURS, Digest::of("an order"), apart));
        let written = || text(&path).matches("the text says").count();
        for (profile, id, state) in [
            (us, OURS, Word::Known(Submitted)),
            (us, OURS, Word::Known(Approved)),
            (us, OURS, Word::Unrecognised(Untrusted::new("over"))),
            (us, "CHE01-2026-000125", Word::Known(ended)),
            (them, OURS, Word::Known(ended)),
        ] {
            acts.recorder().seen_ended((profile, "a profile"), &list(vec![row(id, state.clone())])).await;
            assert_eq!(written(), 0, "{profile:?} {id} {state:?}");
        }
        for _ in 0..2 {
            acts.recorder().seen_ended((us, "swiss"), &list(vec![row(OURS, Word::Known(ended))])).await;
            assert_eq!(written(), 1, "{ended:?}: once");
        }
        let text = text(&path);
        assert!(text.contains("\"kind\":\"review\",\"profile\":\"swiss\"") && text.contains(OURS), "{text}");
    }
}

/// Scenario 5: of what is said about an order, what ends it lets the lines out, and nothing else does; nor does what is done without a text.
#[test]
fn scenario_5_what_ends_an_order_is_known_by_its_kind() {
    let order = read_order();
    let sha256 = order.text().sha256().to_string();
    for (kind, ends) in [
        ("reject", true),
        ("withdraw", true),
        ("stop", true),
        ("approve", false),
        ("withdraw-approval", false),
        ("release", false),
    ] {
        let text = read(Review::of_statement(statement(kind, &sha256), Some(&order)).unwrap());
        let act = authorised(Unsigned::Statement { on: OURS.parse().unwrap(), text }, 1);
        assert_eq!(HeldBack::ended_by(act.act()).as_deref(), ends.then_some(OURS), "{kind}");
    }
    assert_eq!(HeldBack::ended_by(submit(2).act()), None, "an order that is submitted");
    assert_eq!(HeldBack::ended_by(freeze().act()), None);
}
