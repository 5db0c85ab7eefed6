//! Postings that record on evidence what is true of ITMOs: an attribute of their blocks, or what stands beside them; and what a report has.
//! A record goes before the one that stood there, for these ITMOs alone; the entry of the earlier one is not touched.
//! Must not know: whose evidence it is, and who agreed.

use super::{Applied, Applying, approaches::no_word, read, refuse, spans};
use crate::{
    domain::{
        AccountId, BlockRange, SerialRange,
        authorization::AuthorizationState,
        reconcile::{AccountClass, Field},
    },
    sandbox::book::{self, Held, Nature},
    wire::ledger::{Recorded, Reported},
};
use jiff::civil::Date;
use rusqlite::params;

/// What stands for the day of a first transfer that has not happened.
const NOT_YET: &str = "not yet";

impl Applying<'_> {
    /// Records a field of ITMOs.
    pub(super) fn recorded(&mut self, said: &Recorded) -> Applied {
        let Some(field) = Field::of_word(&said.field) else { return no_word("field of ITMOs", &said.field) };
        for span in spans::all(&said.spans)? {
            match field {
                Field::AuthorizationVersion => self.under_version(span, read(&said.value)?)?,
                Field::FirstTransferred => self.first_transferred(span, day(&said.value)?)?,
                _ if reads(field, &said.value) => self.remark(span, field, &said.value)?,
                _ => return refuse(format!("\"{}\" can't be recorded as the {} of ITMOs", said.value, field.word())),
            }
        }
        Ok(())
    }

    /// The blocks stand under another version of their authorization, which must be recorded.
    fn under_version(&mut self, span: BlockRange, version: u32) -> Applied {
        let book = self.book;
        let parts = self.change(span, |part| {
            let id = part.nature.authorization.as_str();
            if book::authorization_said(book, id, Some(version))?.is_none() {
                return refuse(format!("version {version} of authorization {id} is not recorded here"));
            }
            Ok(Some(Held { nature: Nature { version, ..part.nature.clone() }, ..part.clone() }))
        })?;
        self.note_parts("record", &parts, None);
        Ok(())
    }

    /// The blocks were first transferred on that day, or were not.
    fn first_transferred(&mut self, span: BlockRange, on: Option<Date>) -> Applied {
        let mut more = Vec::new();
        let parts = self.change(span, |part| {
            let counted = i128::from(part.span.quantity().count());
            more.push(match (part.nature.first_transferred, on) {
                (None, Some(_)) => counted,
                (Some(_), None) => -counted,
                _ => 0,
            });
            Ok(Some(Held { nature: Nature { first_transferred: on, ..part.nature.clone() }, ..part.clone() }))
        })?;
        for (part, more) in parts.iter().zip(more) {
            self.consume(part.nature.authorization.as_str(), more)?;
        }
        self.note_parts("record", &parts, None);
        Ok(())
    }

    /// What stands beside the blocks. What was remarked of other ITMOs in the same row stays.
    fn remark(&mut self, span: BlockRange, field: Field, value: &str) -> Applied {
        let mut left: Vec<(SerialRange, String)> = vec![(span.range, value.to_owned())];
        let [approach, registry, party, vintage, first, last] = book::key(span);
        let sql = "DELETE FROM remarks WHERE approach = ? AND registry = ? AND party = ? AND vintage = ? \
                   AND first <= ? AND last >= ? AND field = ? RETURNING *";
        let mut delete = self.prepare(sql)?;
        let mut rows = delete.query(params![approach, registry, party, vintage, last, first, field.word()])?;
        while let Some(row) = rows.next()? {
            let (before, after) = book::span(row)?.range.subtract(span.range);
            let said: String = row.get("value")?;
            left.extend([before, after].into_iter().flatten().map(|range| (range, said.clone())));
        }
        let mut insert = self.prepare("INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
        for (range, said) in left {
            let [approach, registry, party, vintage, first, last] = book::key(BlockRange { range, ..span });
            insert.execute(params![approach, registry, party, vintage, first, last, field.word(), said])?;
        }
        Ok(())
    }

    /// The report has a transfer, or leaves it out.
    pub(super) fn reported(&self, said: &Reported) -> Applied {
        let id = &said.transfer;
        if book::transfer(self.book, id)?.is_none() {
            return refuse(format!("there is no transfer {id} in this book"));
        }
        let sql = match said.reported {
            true => "DELETE FROM left_out_of_reports WHERE transfer = ?",
            false => "INSERT OR IGNORE INTO left_out_of_reports (transfer) VALUES (?)",
        };
        if self.prepare(sql)?.execute([id])? == 0 {
            let how = if said.reported { "has" } else { "leaves out" };
            return refuse(format!("the report {how} transfer {id} already"));
        }
        Ok(())
    }
}

/// A day, or that there is none yet.
fn day(text: &str) -> Applied<Option<Date>> {
    if text == NOT_YET { Ok(None) } else { read(text).map(Some) }
}

/// Whether something can stand beside ITMOs as this field of theirs.
fn reads(field: Field, value: &str) -> bool {
    match field {
        Field::Account => value.parse::<AccountId>().is_ok(),
        Field::Class => AccountClass::of_word(value).is_some(),
        Field::AuthorizationState => AuthorizationState::of_word(value).is_some(),
        Field::Amount => value.parse::<u64>().is_ok(),
        Field::UnderlyingMarked => matches!(value, "yes" | "no"),
        Field::Gwp => !value.is_empty(),
        _ => false,
    }
}
