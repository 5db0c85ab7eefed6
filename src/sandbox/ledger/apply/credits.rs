//! Postings about what a counterpart transfers to us: expected, credited, or given up.
//! Until it is credited it stands in the book as provisional and is in no sum.
//! Must not know: which message says so.

use super::{
    Applied, Applying,
    creation::{Seen, fate, nature},
    life::Life,
    locks::{held_already, transfer_of},
    refuse, spans,
};
use crate::{
    domain::{BlockState, transfer::Side},
    sandbox::book::{self, Cause, Held},
    wire::ledger::{Expect, Spans},
};
use jiff::Timestamp;

impl Applying<'_> {
    /// Credits blocks provisionally.
    pub(super) fn expect(&mut self, expected: &Expect) -> Applied {
        let Expect { transfer, to, blocks } = expected;
        if blocks.is_empty() {
            return refuse("it names no ITMOs");
        }
        self.under(transfer, Side::Acquiring)?;
        let since = Timestamp::from_millisecond(self.at).map_err(|_| super::StoreProblem::Row("a time"))?;
        let mut seen = Seen::default();
        for block in blocks {
            let span = spans::of_block(block)?;
            self.within(transfer, span)?;
            let metric = self.metric_of(block, span, &mut seen)?;
            let account = self.receiving(to, span.series, metric)?;
            if fate(&account) != BlockState::Available {
                return refuse(format!("account {to} is not a holding account; a counterpart can't transfer into it"));
            }
            let lock = Some(Cause { cause: transfer.clone(), since });
            let held = Held { span, account: account.id, state: BlockState::InFlightIn, lock, nature: nature(block)? };
            self.note_parts("expect", std::slice::from_ref(&held), Some(transfer.clone()));
            self.number(span)?;
            self.bring(held)?;
        }
        Ok(())
    }

    /// Makes provisional credits holdings.
    pub(super) fn credit(&mut self, credit: &Spans) -> Applied {
        for span in spans::all(&credit.spans)? {
            let mut transfers = Vec::new();
            let parts = self.change(span, |part| {
                transfers.push(provisional(part)?);
                Ok(Some(Held { state: BlockState::Available, lock: None, ..part.clone() }))
            })?;
            for (part, transfer) in parts.iter().zip(transfers) {
                self.note_parts("credit", std::slice::from_ref(part), transfer);
            }
        }
        Ok(())
    }

    /// Gives provisional credits up.
    pub(super) fn forget(&mut self, forget: &Spans) -> Applied {
        for span in spans::all(&forget.spans)? {
            let mut transfers = Vec::new();
            let parts = self.change(span, |part| {
                transfers.push(provisional(part)?);
                Ok(None)
            })?;
            for (part, transfer) in parts.iter().zip(transfers) {
                self.note(Life { span: part.span, what: "forget", account: None, state: None, transfer });
            }
        }
        Ok(())
    }

    /// A transfer of this book that stands on this side.
    pub(super) fn under(&self, id: &str, side: Side) -> Applied<book::Transfer> {
        match book::transfer(self.book, id)? {
            Some(transfer) if transfer.side == side => Ok(transfer),
            Some(_) => refuse(format!("this registry is not on the {} side of transfer {id}", side.word())),
            None => refuse(format!("there is no transfer {id} in this book")),
        }
    }
}

/// The transfer of a provisional credit; anything else is none.
fn provisional(part: &Held) -> Applied<Option<String>> {
    if part.state != BlockState::InFlightIn {
        return refuse(format!("{}: that is no provisional credit", held_already(part)));
    }
    Ok(part.lock.as_ref().and_then(|lock| transfer_of(&lock.cause)))
}
