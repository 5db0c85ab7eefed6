//! F07 where nothing names the order: the sums of an account, and what a reconciliation found of ITMOs that are on their way.

use super::{
    book::now,
    offered::open,
    runs::{self, DIFFERS},
    signed::ORDER,
    snapshots::{SIZES, keep},
    unseen_everywhere::{LUC, MOVED, RUN, book, desk_of},
};
use countersign::{
    domain::{
        BlockRange, Quantity,
        reconcile::{Cause, Code, Finding, Recent, RunId, Subject},
    },
    registry::{
        Word,
        run::{BothTotals, FoundKind, Run, RunSegments},
    },
};

/// A run of reconciliation that found the order's ITMOs on their way: what it found, the sums that differ by them, and what each book says.
pub fn compared() -> (Run, RunSegments) {
    let id: RunId = DIFFERS.parse().unwrap();
    let (mut run, mut segments) = (*runs::run(id, false).unwrap(), *runs::segments(id).unwrap());
    let units: BlockRange = RUN.parse().unwrap();
    let sent = Recent {
        transfer: ORDER.parse().unwrap(),
        from: "CHE01".parse().unwrap(),
        to: "GHA01".parse().unwrap(),
        quantity: Quantity::new(MOVED),
        state: "proposed",
        at: now(),
    };
    let cause = Some(Cause::Transfers { difference: MOVED.into(), items: vec![sent] });
    run.found.push(Finding { cause, ..Finding::units(Code::D14, units, now()) });
    run.summary.kinds.push(FoundKind { code: Word::Known(Code::D14), count: 1, units: Some(Quantity::new(MOVED)) });
    let total = run.totals[0];
    run.totals = vec![BothTotals { ours: total.theirs + MOVED, theirs: total.theirs, ..total }];
    let mut segment = segments.items[0].clone();
    (segment.subject, segment.found) = (Subject::Units(units), vec![(Code::D14, None)]);
    segments.items = vec![segment];
    (run, segments)
}

/// How an account, a run and its differences look while something of them is kept back.
#[test]
fn what_keeps_something_back_in_every_size() {
    for (name, kind, id, keys) in [
        ("account-withheld", "account", "CHE01-100-2001", ""),
        ("run-withheld", "run", DIFFERS, ""),
        ("differences-withheld", "run", DIFFERS, "d"),
    ] {
        for size in SIZES {
            let mut luc = desk_of(book(), LUC, size);
            open(&mut luc, kind, id);
            luc.press(keys);
            keep(&format!("{name}@{}x{}", size.0, size.1), &luc.screen());
        }
    }
}
