//! Postings that set blocks aside and free them again. They stay where they are.
//! What one cause holds, no other cause takes over: a reservation becomes a proposal only under the same transfer.
//! Must not know: whose order or which discrepancy a cause is.

use super::{Applied, Applying, approaches::no_word, life::Life, refuse, spans};
use crate::{
    domain::{BlockRange, BlockState, transfer::TransferId},
    sandbox::book::{self, Cause, Held},
    wire::ledger::{Lock, Spans},
};
use jiff::Timestamp;

impl Applying<'_> {
    /// Sets blocks aside, proposes or freezes them.
    pub(super) fn lock(&mut self, lock: &Lock) -> Applied {
        let state = BlockState::of_word(&lock.state);
        if !is_lock(state) {
            return no_word("state that keeps ITMOs from moving", &lock.state);
        }
        if lock.cause.trim().is_empty() {
            return refuse("ITMOs are kept from moving for a cause, and none is given");
        }
        let now = Timestamp::from_millisecond(self.at).map_err(|_| super::StoreProblem::Row("a time"))?;
        for span in self.to_lock(lock, state)? {
            let parts = self.change(span, |part| {
                let since = match &part.lock {
                    None if part.state == BlockState::Available => now,
                    Some(held) if is_lock(part.state) && held.cause == lock.cause => held.since,
                    _ => return refuse(held_already(part)),
                };
                Ok(Some(Held { state, lock: Some(Cause { cause: lock.cause.clone(), since }), ..part.clone() }))
            })?;
            self.note_parts("lock", &parts, transfer_of(&lock.cause));
        }
        Ok(())
    }

    /// What a posting locks. What a case of reconciliation freezes may stand in a book that is not what its ledger makes; made again from
    /// the ledger, the book has only the part that is really there, and only that is locked.
    fn to_lock(&self, lock: &Lock, state: BlockState) -> Applied<Vec<BlockRange>> {
        let named = spans::all(&lock.spans)?;
        if state != BlockState::FrozenReconciliation {
            return Ok(named);
        }
        let mut there = Vec::with_capacity(named.len());
        for span in named {
            let held = book::blocks_in(self.book, span)?;
            let free = held.iter().filter(|part| part.lock.is_none() && part.state == BlockState::Available);
            let within = free.filter_map(|part| part.span.range.intersect(span.range));
            there.extend(within.map(|range| BlockRange { range, ..span }));
        }
        Ok(there)
    }

    /// Frees blocks.
    pub(super) fn unlock(&mut self, unlock: &Spans) -> Applied {
        for span in spans::all(&unlock.spans)? {
            let mut transfers = Vec::new();
            let parts = self.change(span, |part| {
                let Some(lock) = part.lock.as_ref().filter(|_| is_lock(part.state)) else {
                    return refuse(format!(
                        "{} are {}; nothing keeps them that could be lifted",
                        spans::named(part.span),
                        part.state.word()
                    ));
                };
                transfers.push(transfer_of(&lock.cause));
                Ok(Some(Held { state: BlockState::Available, lock: None, ..part.clone() }))
            })?;
            for (part, transfer) in parts.iter().zip(transfers) {
                self.note_parts("unlock", std::slice::from_ref(part), transfer);
            }
        }
        Ok(())
    }

    /// Notes what became of parts of blocks that are still in the book.
    pub(super) fn note_parts(&mut self, what: &'static str, parts: &[Held], transfer: Option<String>) {
        for part in parts {
            let (account, state) = (Some(part.account.to_string()), Some(part.state.word()));
            self.note(Life { span: part.span, what, account, state, transfer: transfer.clone() });
        }
    }
}

/// Whether a state keeps ITMOs of this book from moving until it is lifted.
fn is_lock(state: BlockState) -> bool {
    use BlockState as S;
    matches!(state, S::Reserved | S::InFlightOut | S::FrozenReconciliation | S::FrozenAdministration)
}

/// The transfer that a cause is, if it is one.
pub(super) fn transfer_of(cause: &str) -> Option<String> {
    cause.parse::<TransferId>().is_ok().then(|| cause.to_owned())
}

/// Why a block that is not available can't be taken.
pub(super) fn held_already(part: &Held) -> String {
    let (itmos, state) = (spans::named(part.span), part.state.word());
    match &part.lock {
        Some(lock) => format!("{itmos} are {state} ({})", lock.cause),
        None => format!("{itmos} are {state}"),
    }
}
