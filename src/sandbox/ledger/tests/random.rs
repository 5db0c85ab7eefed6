//! Random acts, most of them legal: after each, every ITMO is in one place; after all, the book can be made again.

use super::{
    acts::{account_state, lock, move_to, unlock},
    *,
};
use crate::wire::ledger::{Expect, FirstTransfer, Return, Spans, Transfer, TransferState, Transit};
use proptest::{collection::vec, prelude::*};

/// The beginning of an outgoing transfer, approved and not sent.
pub(super) fn outgoing(id: &str, first: u64, last: u64) -> Posting {
    transfer(id, "transferring", "approved", ("CHE01", "GHA01"), said(first, last), last - first + 1)
}

fn transfer(id: &str, side: &str, state: &str, between: (&str, &str), span: Span, quantity: u64) -> Posting {
    Posting::Transfer(Box::new(Transfer {
        id: id.into(),
        side: side.into(),
        state: state.into(),
        action: "First transfer".into(),
        subtype: "First transfer to another Party".into(),
        from_registry: between.0.into(),
        from_account: format!("{}-100-0001", between.0),
        to_registry: between.1.into(),
        to_account: format!("{}-100-0001", between.1),
        spans: vec![span],
        quantity: BigNumber(quantity),
        year: None,
        purpose: None,
        corrects: None,
        due: None,
    }))
}

fn steps(id: &str, steps: &[(&str, &str)]) -> Vec<Posting> {
    let step = |(event, state): &(&str, &str)| {
        Posting::TransferState(TransferState { transfer: id.into(), event: (*event).into(), state: (*state).into(), due: None })
    };
    steps.iter().map(step).collect()
}

/// An outgoing transfer proposed and accepted.
pub(super) fn accepted(id: &str) -> Vec<Posting> {
    steps(id, &[("propose", "proposed"), ("peer-accepted", "accepted-by-peer")])
}

/// An incoming transfer, accepted, with its provisional credit.
pub(super) fn incoming(id: &str, to: &str, first: String, last: String) -> Vec<Posting> {
    let span = Span { first: first.clone(), last: last.clone() };
    let serial = |id: &str| id.split('-').nth(3).unwrap().parse::<u64>().unwrap();
    let quantity = serial(&last) - serial(&first) + 1;
    let mut postings = vec![transfer(id, "acquiring", "received", ("GHA01", "CHE01"), span, quantity)];
    postings.extend(steps(id, &[("accept", "accepted")]));
    let blocks = vec![block(first, last)];
    postings.push(Posting::Expect(Expect { transfer: id.into(), to: to.into(), blocks }));
    postings
}

/// The posting of a departure.
pub(super) fn depart(out: Transit) -> Posting {
    Posting::Depart(out)
}

pub(super) fn transit(posting: fn(Transit) -> Posting, id: &str, first: u64, last: u64) -> Posting {
    posting(Transit { spans: vec![said(first, last)], transfer: id.into() })
}

/// A random act: what it does, which serials, which account or cause.
type Drawn = (u8, u64, u64, usize);

fn postings((what, first, length, which): Drawn) -> Vec<Posting> {
    let last = first + length;
    let account = [ONE, TWO, BLOCKED, SUSPENDED][which % 4];
    let cause = ["case 1", "case 2"][which % 2];
    let spans = || Spans { spans: vec![said(first, last)] };
    // A transfer's number says which serials it takes, so that later acts can find it.
    let out = format!("CHE01-2026-{:06}", first / 20 + 1);
    let (from, to) = (first / 20 * 20 + 1, first / 20 * 20 + 20);
    let into = format!("GHA01-2026-{:06}", first + 1);
    let foreign = |serial: u64| format!("CA0001-GHA01-GHA-{serial}-2023");
    let provisional = || Spans { spans: vec![Span { first: foreign(first), last: foreign(last) }] };
    match what {
        0 => vec![lock(first, last, "frozen-administration", cause)],
        1 => vec![lock(first, last, "reserved", cause)],
        2 => vec![unlock(first, last)],
        3 | 4 => vec![move_to(first, last, account, "available")],
        5 => vec![move_to(first, last, [USE, CANCELLATION][which % 2], ["used", "cancelled"][which % 2])],
        6 => vec![Posting::FirstTransfer(FirstTransfer { spans: spans().spans, on: "2026-01-01".parse().unwrap() })],
        7 => vec![Posting::Create(Blocks { blocks: vec![held(account, 200 + first * 40, 200 + first * 40 + length, None)] })],
        8 => vec![outgoing(&out, from, to), lock(from, to, "in-flight-out", &out)],
        9 => [accepted(&out), steps(&out, &[("finalise", "finalised-out")]), vec![transit(depart, &out, from, to)]].concat(),
        10 => vec![transit(Posting::Deliver, &out, first, last)],
        11 => {
            vec![Posting::Return(Return { spans: spans().spans, transfer: out, to: account.into() })]
        }
        12 | 13 => incoming(&into, account, foreign(first), foreign(last)),
        14 => vec![Posting::Credit(provisional())],
        15 => vec![Posting::Forget(provisional())],
        _ => vec![account_state(account, ["open", "blocked-out", "suspended", "open"][which / 4 % 4])],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_whatever_is_done(drawn in vec((0_u8..17, 1_u64..140, 0_u64..12, 0_usize..16), 60)) {
        let mut small = Small::open();
        let (mut done, mut remembered) = (0, head(&small.book).unwrap());
        for act in drawn {
            let before = (head(&small.book).unwrap(), small.rows());
            match small.act("test", postings(act)) {
                Ok(entry) => {
                    done += 1;
                    prop_assert_eq!(entry.seq, before.0.seq + 1);
                    remembered = head(&small.book).unwrap();
                    prop_assert_eq!(entry.digest, remembered.digest);
                }
                Err(LedgerProblem::Posting { .. }) => prop_assert_eq!((head(&small.book).unwrap(), small.rows()), before),
                Err(other) => prop_assert!(false, "{other:?}"),
            }
            if let Err(problem) = conservation(&small.book) {
                prop_assert!(false, "{problem}");
            }
        }
        prop_assert!(done > 5, "only {done} acts were legal: that proves little");
        let report = verify(&small.book).unwrap();
        prop_assert!(report.is_sound() && report.head == remembered, "{report:?}");
        let rows = small.rows();
        let transaction = small.book.unchecked_transaction().unwrap();
        prop_assert_eq!(rebuild(&transaction).unwrap(), remembered);
        transaction.commit().unwrap();
        prop_assert_eq!(small.rows(), rows);
        prop_assert!(rebuilt_equals(&small.book).unwrap());
    }
}
