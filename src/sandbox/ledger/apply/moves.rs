//! Postings that move blocks within the registry, and that say they were first transferred.
//! What is used or cancelled never leaves; a first transfer happens once.
//! Must not know: what the movement is called in the agreed electronic format.

use super::{Applied, Applying, creation::fate, locks::held_already, refuse, spans};
use crate::{
    domain::{AccountState, BlockState, Metric},
    sandbox::book::{self, Held},
    wire::ledger::{FirstTransfer, Move},
};

impl Applying<'_> {
    /// Moves blocks to another account of this registry.
    pub(super) fn move_to(&mut self, order: &Move) -> Applied {
        let to = self.existing(&order.to)?;
        let state = BlockState::of_word(&order.state);
        if state != fate(&to) {
            return refuse(format!("ITMOs in account {} are {}, not \"{}\"", to.id, fate(&to).word(), order.state));
        }
        for span in spans::all(&order.spans)? {
            for block in book::blocks_in(self.book, span)? {
                self.receiving(&order.to, span.series, self.metric_here(&block)?)?;
                self.leaving(&block)?;
            }
            let parts = self.change(span, |part| {
                if part.state != BlockState::Available || part.lock.is_some() {
                    return refuse(held_already(part));
                }
                if part.account == to.id {
                    return refuse(format!("{} are in account {} already", spans::named(part.span), to.id));
                }
                Ok(Some(Held { account: to.id.clone(), state, ..part.clone() }))
            })?;
            self.note_parts("move", &parts, None);
        }
        Ok(())
    }

    /// Says that blocks were first transferred.
    pub(super) fn first_transfer(&mut self, first: &FirstTransfer) -> Applied {
        for span in spans::all(&first.spans)? {
            let parts = self.change(span, |part| {
                if let Some(day) = part.nature.first_transferred {
                    return refuse(format!("{} were first transferred on {day}; that happens once", spans::named(part.span)));
                }
                if part.state == BlockState::InFlightIn {
                    return refuse(held_already(part));
                }
                let nature = book::Nature { first_transferred: Some(first.on), ..part.nature.clone() };
                Ok(Some(Held { nature, ..part.clone() }))
            })?;
            for part in &parts {
                self.consume(part.nature.authorization.as_str(), part.span.quantity().count().into())?;
            }
            self.note_parts("first-transfer", &parts, None);
        }
        Ok(())
    }

    /// Whether ITMOs may leave the account they are in.
    pub(super) fn leaving(&self, block: &Held) -> Applied {
        let from = self.existing(block.account.as_str())?;
        if from.state == AccountState::Open {
            return Ok(());
        }
        refuse(format!("account {} is {}; nothing leaves it", from.id, from.state.word()))
    }

    /// What a block of this book measures.
    pub(super) fn metric_here(&self, block: &Held) -> Applied<Metric> {
        let (authorization, version) = (block.nature.authorization.as_str(), block.nature.version);
        let found = book::authorization_said(self.book, authorization, Some(version))?;
        let non_ghg = found.is_some_and(|authorization| authorization.metric == "non-GHG");
        Ok(if non_ghg { Metric::NonGhg } else { Metric::Ghg })
    }
}
