//! The likely cause by both states and by what was said, and what the ladder shows between messages.

use super::{
    cause::Cause,
    ladder::{self, Step},
};
use crate::{
    domain::{
        BlockRange, Serial, SerialRange, Series,
        transfer::{MessageKind, Picks, Side},
    },
    evidence::digest::Digest,
    registry::{
        Word,
        traffic::{
            Direction, End, MessageId, PeerWord, Rung, RungKind, Sending, SendingKind, Transfer, TransferState, TransferSummary,
            Turn, Verdict, Way,
        },
    },
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};

fn now() -> Timestamp {
    "2026-11-22T09:14:00Z".parse().unwrap()
}

fn ago(minutes: i64) -> Timestamp {
    now().checked_sub(SignedDuration::from_mins(minutes)).unwrap()
}

fn word(side: Side, state: &str) -> Word<TransferState> {
    Word::read(state.to_owned(), |state| TransferState::of_word(side, state))
}

/// An outgoing or incoming transfer in these states, with nothing said about it.
fn transfer(direction: Direction, here: &str, there: Option<&str>) -> Transfer {
    let series = Series {
        approach: "CA0007".parse().unwrap(),
        registry: "GHA01".parse().unwrap(),
        party: "GHA".parse().unwrap(),
        vintage: "2023".parse().unwrap(),
    };
    let range = SerialRange::new(Serial::new(1).unwrap(), Serial::new(500).unwrap()).unwrap();
    let picks = Picks::new(vec![BlockRange { series, range }]).unwrap();
    let end =
        |registry: &str| End { registry: registry.parse().unwrap(), account: format!("{registry}-100-0001").parse().unwrap() };
    let side = direction.side();
    let (from, to) = if direction == Direction::Incoming { (end("CHE01"), end("GHA01")) } else { (end("GHA01"), end("CHE01")) };
    let summary = TransferSummary {
        id: "GHA01-2026-000001".parse().unwrap(),
        direction,
        action: Untrusted::new("Transfer"),
        subtype: Untrusted::default(),
        quantity: picks.quantity(),
        from,
        to,
        state: word(side, here),
        peer_state: there.map(|state| word(side.other(), state)),
        turn: Word::Known(Turn::Peer),
        since: ago(60),
        due: None,
        begun: ago(600),
        kinds: picks.kinds(),
        veil: None,
    };
    Transfer {
        summary,
        picks,
        year: None,
        purpose: None,
        corrects: None,
        order: None,
        peer: None,
        messages: Vec::new(),
        missing: Vec::new(),
        outbox: Vec::new(),
        entries: Vec::new(),
        checks: Vec::new(),
        in_transit: Vec::new(),
        allowed: Vec::new(),
    }
}

/// A message of the ladder, so many seconds before now.
fn rung(number: u64, kind: RungKind, way: Way, seconds: i64) -> Rung {
    Rung {
        message: MessageId::new(number).unwrap(),
        sequence: if let RungKind::Said(kind) = kind { Some(kind.sequence()) } else { None },
        kind: Word::Known(kind),
        way,
        at: now().checked_sub(SignedDuration::from_secs(seconds)).unwrap(),
        digest: Digest::of(number.to_string()),
        verdict: Verdict::Good,
        status: None,
        peer_has: None,
    }
}

fn likely(transfer: &Transfer) -> Option<&'static str> {
    Cause::of(transfer, now()).map(|cause| cause.likely)
}

#[test]
fn both_states_tell_the_cause() {
    use Direction::{Incoming, Outgoing};
    for (direction, here, there, begins) in [
        (Outgoing, "awaiting-approval", None, Some("The order waits")),
        (Outgoing, "approved", None, Some("Approved and not sent")),
        (Outgoing, "proposed", Some("completed"), Some("Completed there and not final here")),
        (Outgoing, "accepted-by-peer", Some("completed"), Some("Completed there and not final here")),
        (Outgoing, "proposed", Some("rejected"), Some("They rejected it")),
        (Outgoing, "proposed", Some("accepted"), Some("They accepted it")),
        (Outgoing, "accepted-by-peer", Some("accepted"), Some("They accepted; this registry")),
        (Outgoing, "finalised-out", Some("accepted"), Some("Our final message did not arrive")),
        (Outgoing, "finalised-out", None, Some("Our final message did not arrive")),
        (Outgoing, "finalised-out", Some("cancelled"), Some("Final at one registry")),
        (Outgoing, "in-doubt", Some("terminated"), Some("Final at one registry")),
        (Outgoing, "cancelled", Some("accepted"), Some("Their acceptance crossed")),
        (Outgoing, "terminated", Some("in-doubt"), Some("Their acceptance crossed")),
        (Outgoing, "cancelled", Some("cancelled"), None),
        (Outgoing, "completed", Some("completed"), None),
        (Outgoing, "withdrawn", None, None),
        (Outgoing, "teleporting", Some("accepted"), None),
        (Incoming, "received", Some("proposed"), Some("It waits for our people")),
        (Incoming, "accepted", Some("accepted-by-peer"), Some("Accepted here; they make it final")),
        (Incoming, "accepted", Some("terminated"), Some("They ended it")),
        (Incoming, "accepted", Some("finalised-out"), Some("It is final there")),
        (Incoming, "in-doubt", None, Some("Accepted here, and no word")),
        (Incoming, "in-doubt", Some("finalised-out"), Some("It is final there")),
        (Incoming, "final-received", Some("finalised-out"), Some("Their final message is here")),
        (Incoming, "cancelled", Some("in-doubt"), Some("Final at one registry")),
        (Incoming, "cancelled", Some("proposed"), Some("Given up here")),
        (Incoming, "cancelled", Some("cancelled"), None),
        (Incoming, "completed", Some("finalised-out"), None),
    ] {
        let found = likely(&transfer(direction, here, there));
        let fits = match (found, begins) {
            (Some(found), Some(begins)) => found.starts_with(begins),
            (found, begins) => found.is_none() && begins.is_none(),
        };
        assert!(fits, "{direction:?} {here} {there:?}: {found:?}");
    }
}

#[test]
fn a_cause_is_a_sentence_and_so_is_what_helps() {
    for (side, direction) in [(Side::Transferring, Direction::Outgoing), (Side::Acquiring, Direction::Incoming)] {
        let states = |side: Side| -> Vec<&'static str> {
            match side {
                Side::Transferring => crate::domain::transfer::OutState::ALL.iter().map(|(_, word)| *word).collect(),
                Side::Acquiring => crate::domain::transfer::InState::ALL.iter().map(|(_, word)| *word).collect(),
            }
        };
        for here in states(side) {
            for there in states(side.other()) {
                let Some(cause) = Cause::of(&transfer(direction, here, Some(there)), now()) else { continue };
                for text in [cause.likely, cause.helps] {
                    assert!(text.ends_with('.') && !text.contains("  "), "{text}");
                }
                assert!(cause.never.is_empty() || cause.never.ends_with('.'), "{}", cause.never);
            }
        }
    }
}

#[test]
fn what_waits_to_be_sent_tells_a_queue_that_stands_from_a_silent_counterpart() {
    let sending = |attempts, next: Option<Timestamp>| Sending {
        kind: Word::Known(SendingKind::Message(MessageKind::Proposal)),
        attempts,
        next,
        failure: None,
    };
    let proposal = rung(1, RungKind::Said(MessageKind::Proposal), Way::Sent, 9_000);
    let receipt = rung(2, RungKind::Said(MessageKind::Receipt), Way::Received, 8_999);
    let soon = now().checked_add(SignedDuration::from_mins(9)).unwrap();
    for (outbox, said, due, begins) in [
        (vec![sending(0, Some(soon))], vec![&proposal], None, "Signed and never sent"),
        (vec![sending(3, None)], vec![&proposal], None, "The last attempt failed"),
        (vec![sending(3, Some(soon))], vec![&proposal], None, "They can't be reached"),
        (vec![], vec![&proposal], None, "They can't be reached"),
        (vec![], vec![&proposal, &receipt], None, "They have it, and their people"),
        (vec![], vec![&proposal, &receipt], Some(soon), "They have it, and their people"),
        (vec![], vec![&proposal, &receipt], Some(ago(1)), "They have it, nobody decided"),
    ] {
        let mut transfer = transfer(Direction::Outgoing, "proposed", None);
        (transfer.outbox, transfer.summary.due) = (outbox, due);
        transfer.messages = said.into_iter().cloned().collect();
        assert!(likely(&transfer).unwrap().starts_with(begins), "{begins}: {:?}", likely(&transfer));
    }
}

#[test]
fn a_message_in_quarantine_comes_first_until_a_good_one_follows() {
    let mut transfer = transfer(Direction::Outgoing, "proposed", None);
    let forged = Rung {
        verdict: Verdict::Quarantined(Untrusted::new("forged")),
        ..rung(2, RungKind::Said(MessageKind::Accept), Way::Received, 600)
    };
    transfer.messages = vec![rung(1, RungKind::Said(MessageKind::Proposal), Way::Sent, 700), forged];
    assert!(likely(&transfer).unwrap().starts_with("Their last message is kept aside"));
    transfer.messages.push(rung(3, RungKind::Said(MessageKind::Receipt), Way::Received, 500));
    assert!(likely(&transfer).unwrap().starts_with("They have it"));
}

#[test]
fn a_transfer_they_do_not_know_after_completion_points_at_their_backup() {
    let mut transfer = transfer(Direction::Outgoing, "completed", None);
    assert_eq!(likely(&transfer), None);
    transfer.peer = Some(PeerWord { state: None, since: None, as_of: ago(1), messages: Vec::new() });
    assert!(likely(&transfer).unwrap().starts_with("Completed here and unknown there"));
}

/// The ladder in short: kinds with how long the answer took, silence in minutes, holes.
fn short(transfer: &Transfer) -> Vec<String> {
    let steps = ladder::steps(transfer, now());
    let line = |step: &Step<'_>| match step {
        Step::Rung(rung, took) => {
            let kind = rung.kind.octets(RungKind::word).to_owned();
            took.map_or(kind.clone(), |took| format!("{kind} after {} s", took.as_secs()))
        }
        Step::Silence(length, lasts) => format!("silence {} {lasts}", length.as_mins()),
        Step::Hole(number) => format!("hole {number}"),
    };
    steps.iter().map(line).collect()
}

#[test]
fn the_ladder_shows_silence_holes_and_how_long_an_answer_took() {
    use MessageKind as M;
    let said = RungKind::Said;
    let mut transfer = transfer(Direction::Outgoing, "finalised-out", Some("accepted"));
    transfer.messages = vec![
        rung(1, said(M::Proposal), Way::Sent, 10_000),
        rung(4, said(M::Final), Way::Sent, 3_600),
        rung(3, said(M::Ack), Way::Sent, 9_997),
        rung(2, said(M::Receipt), Way::Received, 9_998),
        rung(6, RungKind::Status, Way::Received, 3_300),
        rung(5, RungKind::StatusQuestion, Way::Sent, 3_305),
    ];
    transfer.missing = vec![3];
    let expected = [
        "proposal",
        "receipt after 2 s",
        "ack",
        "silence 106 false",
        "hole 3",
        "final",
        "status-question",
        "status after 5 s",
        "silence 55 true",
    ];
    assert_eq!(short(&transfer), expected);
    transfer.summary.state = word(Side::Transferring, "completed");
    assert_eq!(short(&transfer), expected[..8], "what is over does not wait");
}

#[test]
fn an_answer_in_quarantine_answers_nothing() {
    let mut transfer = transfer(Direction::Outgoing, "proposed", None);
    let forged = Rung {
        verdict: Verdict::Quarantined(Untrusted::new("forged")),
        ..rung(2, RungKind::Said(MessageKind::Receipt), Way::Received, 60)
    };
    transfer.messages = vec![rung(1, RungKind::Said(MessageKind::Proposal), Way::Sent, 61), forged];
    assert_eq!(short(&transfer), ["proposal", "receipt"]);
}

#[test]
fn holes_after_the_last_message_stand_at_the_end() {
    let mut transfer = transfer(Direction::Incoming, "accepted", None);
    transfer.messages = vec![rung(1, RungKind::Said(MessageKind::Proposal), Way::Received, 30)];
    transfer.missing = vec![2, 3];
    assert_eq!(short(&transfer), ["proposal", "hole 2", "hole 3"]);
}
