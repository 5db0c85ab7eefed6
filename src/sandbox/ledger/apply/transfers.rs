//! Postings about transfers: one begins in this book, one takes a step.
//! The steps are the tables of `domain::transfer`; a posting that says another state than the table is refused.
//! Must not know: what moves the units.

use super::{Applied, Applying, Trouble, approaches::no_word, read, refuse, spans};
use crate::{
    domain::{
        AccountId, Quantity, RegistryId, Vintage,
        transfer::{InEvent, InState, OutEvent, OutState, Picks, Side, TransferId},
    },
    sandbox::book,
    wire::ledger::{Transfer, TransferState},
};
use jiff::Timestamp;
use rusqlite::params;

impl Applying<'_> {
    /// Writes a transfer into the book.
    pub(super) fn transfer(&self, transfer: &Transfer) -> Applied {
        let Transfer { id, side, .. } = transfer;
        read::<TransferId>(id)?;
        let Some(side) = Side::of_word(side) else { return no_word("side of a transfer", side) };
        let (from, to): (RegistryId, RegistryId) = (read(&transfer.from_registry)?, read(&transfer.to_registry)?);
        read::<AccountId>(&transfer.from_account)?;
        read::<AccountId>(&transfer.to_account)?;
        if let Some(corrects) = &transfer.corrects {
            read::<TransferId>(corrects)?;
        }
        if let Some(year) = transfer.year {
            Vintage::new(year).map_err(|why| Trouble::Why(format!("the year {year}: {why}")))?;
        }
        let (ours, counterpart) = match side {
            Side::Transferring => (from, to),
            Side::Acquiring => (to, from),
        };
        if ours != self.registry {
            return refuse(format!(
                "transfer {id} has {ours} on the {} side, and this is the book of {}",
                side.word(),
                self.registry
            ));
        }
        if !begins(side, from == to, &transfer.state) {
            return refuse(format!("a transfer does not begin as \"{}\" on the {} side", transfer.state, side.word()));
        }
        if book::transfer(self.book, id)?.is_some() {
            return refuse(format!("there is a transfer {id} in this book already"));
        }
        self.write_spans(transfer)?;
        self.write_transfer(transfer, counterpart)
    }

    /// What the transfer names, which must add up to what it says.
    fn write_spans(&self, transfer: &Transfer) -> Applied {
        let picks = Picks::new(spans::all(&transfer.spans)?).map_err(|why| Trouble::Why(why.to_string()))?;
        let (sum, said) = (picks.quantity(), Quantity::new(transfer.quantity.0));
        if sum != said || i64::try_from(said.count()).is_err() {
            return refuse(format!("transfer {} names {sum} ITMOs and says {said}", transfer.id));
        }
        let mut insert = self.prepare("INSERT INTO transfer_spans VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
        for (n, span) in (1_i64..).zip(picks.spans()) {
            let [approach, registry, party, vintage, first, last] = book::key(*span);
            insert.execute(params![transfer.id, n, approach, registry, party, vintage, first, last])?;
        }
        Ok(())
    }

    fn write_transfer(&self, transfer: &Transfer, counterpart: RegistryId) -> Applied {
        let sql = "INSERT INTO transfers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)";
        self.prepare(sql)?.execute(params![
            transfer.id,
            transfer.side,
            transfer.state,
            transfer.action,
            transfer.subtype,
            transfer.from_registry,
            transfer.from_account,
            transfer.to_registry,
            transfer.to_account,
            counterpart.to_string(),
            transfer.quantity.0.cast_signed(),
            transfer.year,
            transfer.purpose,
            transfer.corrects,
            self.at,
            self.at,
            transfer.due.map(Timestamp::as_millisecond),
            self.seq,
        ])?;
        Ok(())
    }

    /// A transfer takes a step.
    pub(super) fn transfer_state(&self, step: &TransferState) -> Applied {
        let TransferState { transfer: id, event, state, due } = step;
        let Some(transfer) = book::transfer(self.book, id)? else {
            return refuse(format!("there is no transfer {id} in this book"));
        };
        let to = match transfer.side {
            Side::Transferring => {
                let Some((from, event)) = OutState::of_word(&transfer.state).zip(OutEvent::of_word(event)) else {
                    return no_word("event of an outgoing transfer", event);
                };
                from.step(event).map(OutState::word)
            }
            Side::Acquiring => {
                let Some((from, event)) = InState::of_word(&transfer.state).zip(InEvent::of_word(event)) else {
                    return no_word("event of an incoming transfer", event);
                };
                from.step(event).map(InState::word)
            }
        };
        let to = to.map_err(|why| Trouble::Why(format!("transfer {id}: {why}")))?;
        if to != state {
            return refuse(format!("transfer {id} becomes {to} by {event}, not \"{state}\""));
        }
        let sql = "UPDATE transfers SET state = ?, event = ?, since = ?, due = ?, entry = ? WHERE id = ?";
        let due = due.map(Timestamp::as_millisecond);
        self.prepare(sql)?.execute(params![state, event, self.at, due, self.seq, id])?;
        Ok(())
    }
}

/// Whether a transfer may begin in this state. Within one registry there is no counterpart: it is done when it is written.
fn begins(side: Side, within: bool, state: &str) -> bool {
    match side {
        _ if within => side == Side::Transferring && state == OutState::Completed.word(),
        Side::Transferring => matches!(OutState::of_word(state), Some(OutState::AwaitingApproval | OutState::Approved)),
        Side::Acquiring => matches!(InState::of_word(state), Some(InState::Received | InState::Rejected)),
    }
}
