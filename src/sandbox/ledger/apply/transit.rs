//! Postings about what we transfer to a counterpart: out of the book, delivered, or taken back.
//! In transit means in no account and still in exactly one place: with everything that is true of it, under its transfer.
//! Must not know: which message says so.

use super::{Applied, Applying, creation::fate, life::Life, locks::held_already, refuse, rows::covered, spans};
use crate::{
    domain::{
        BlockRange, BlockState, SerialRange,
        transfer::{Side, Whereabouts},
    },
    sandbox::book::{self, Held, Transit},
    wire::ledger,
};
use rusqlite::params;

impl Applying<'_> {
    /// Takes blocks out of the book, under a transfer.
    pub(super) fn depart(&mut self, out: &ledger::Transit) -> Applied {
        let id = &out.transfer;
        let transfer = self.under(id, Side::Transferring)?;
        if transfer.out_state().is_none_or(|state| matches!(state.units(), Whereabouts::Released)) {
            return refuse(format!("transfer {id} is {}; nothing leaves under it", transfer.state));
        }
        for span in spans::all(&out.spans)? {
            self.within(id, span)?;
            for block in book::blocks_in(self.book, span)? {
                self.leaving(&block)?;
            }
            let parts = self.change(span, |part| {
                let ours = part.lock.as_ref().is_some_and(|lock| lock.cause == *id);
                if part.state == BlockState::InFlightOut && ours { Ok(None) } else { refuse(held_already(part)) }
            })?;
            for part in parts {
                let Held { span, account, nature, .. } = part;
                self.insert_transit(&Transit { span, transfer: id.clone(), account, nature })?;
            }
            self.note(Life { span, what: "depart", account: None, state: None, transfer: Some(id.clone()) });
        }
        Ok(())
    }

    /// Blocks have arrived: they are no longer in transit.
    pub(super) fn deliver(&mut self, out: &ledger::Transit) -> Applied {
        for span in spans::all(&out.spans)? {
            self.out_of_transit(span, &out.transfer)?;
            self.note(Life { span, what: "deliver", account: None, state: None, transfer: Some(out.transfer.clone()) });
        }
        Ok(())
    }

    /// Takes blocks in transit back into the book.
    pub(super) fn take_back(&mut self, back: &ledger::Return) -> Applied {
        for span in spans::all(&back.spans)? {
            for Transit { span, nature, .. } in self.out_of_transit(span, &back.transfer)? {
                let mut held = Held { span, account: super::read(&back.to)?, state: BlockState::Available, lock: None, nature };
                let account = self.receiving(&back.to, span.series, self.metric_here(&held)?)?;
                if fate(&account) != BlockState::Available {
                    return refuse(format!("account {} is not a holding account; ITMOs come back into one", account.id));
                }
                held.account = account.id;
                self.note_parts("return", std::slice::from_ref(&held), Some(back.transfer.clone()));
                self.bring(held)?;
            }
        }
        Ok(())
    }

    /// Whether a span is within what a transfer names.
    pub(super) fn within(&self, transfer: &str, span: BlockRange) -> Applied {
        let named = book::spans_of(self.book, transfer)?;
        if named.iter().any(|of| of.series == span.series && of.range.covers(span.range)) {
            return Ok(());
        }
        refuse(format!("{} are not among the ITMOs of transfer {transfer}", spans::named(span)))
    }

    /// Removes a span from transit and gives its parts. All of it must be in transit under the transfer.
    fn out_of_transit(&self, span: BlockRange, transfer: &str) -> Applied<Vec<Transit>> {
        let rows = book::in_transit_in(self.book, span)?;
        covered(span, rows.iter().map(|row| row.span))?;
        let mut parts = Vec::with_capacity(rows.len());
        for row in rows {
            if row.transfer != transfer {
                return refuse(format!("{} are in transit under {}", spans::named(row.span), row.transfer));
            }
            let sql = "DELETE FROM in_transit WHERE approach = ? AND registry = ? AND party = ? AND vintage = ? AND first = ?";
            let [approach, registry, party, vintage, first, _] = book::key(row.span);
            self.prepare(sql)?.execute(params![approach, registry, party, vintage, first])?;
            let (left, right) = row.span.range.subtract(span.range);
            let with = |range: SerialRange| Transit { span: BlockRange { range, ..row.span }, ..row.clone() };
            for rest in left.into_iter().chain(right) {
                self.insert_transit(&with(rest))?;
            }
            parts.extend(row.span.range.intersect(span.range).map(with));
        }
        Ok(parts)
    }

    fn insert_transit(&self, row: &Transit) -> Applied {
        let [approach, registry, party, vintage, first, last] = book::key(row.span);
        let nature = &row.nature;
        self.prepare("INSERT INTO in_transit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(params![
            approach,
            registry,
            party,
            vintage,
            first,
            last,
            row.transfer,
            row.account.as_str(),
            nature.authorization.as_str(),
            nature.version,
            nature.non_ghg,
            nature.underlying,
            nature.first_transferred.map(|day| day.to_string()),
        ])?;
        Ok(())
    }
}
