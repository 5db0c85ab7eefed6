//! What happens to serials in an entry, for the history of a block.
//! Neighbours that share their fate are one event. Of the opening of a book there is one event for each series of a batch.
//! Must not know: what is done to the blocks.

use super::{Applied, Applying, refuse, spans};
use crate::{domain::BlockRange, sandbox::book};
use rusqlite::params;

/// Something that happened to serials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Life {
    /// Which.
    pub span: BlockRange,
    /// The posting's word.
    pub what: &'static str,
    /// The account they are in afterwards.
    pub account: Option<String>,
    /// Their state afterwards.
    pub state: Option<&'static str>,
    /// The transfer it happened under.
    pub transfer: Option<String>,
}

impl Applying<'_> {
    /// Notes an event. One that goes on where the one before ended is the same event.
    pub(super) fn note(&mut self, life: Life) {
        if let Some(before) = self.lives.last_mut() {
            let follows = before.span.series == life.span.series && before.span.range.last() < life.span.range.first();
            let alike = Life { span: before.span, ..life.clone() } == *before;
            if let Some(range) = before.span.range.merge(life.span.range).filter(|_| follows && alike) {
                before.span.range = range;
                return;
            }
        }
        self.lives.push(life);
    }

    /// Notes that a batch of the opening holds serials of a series from the first to the last block. Batches don't interleave,
    /// so that a serial was opened by one entry.
    pub(super) fn note_opened(&mut self, span: BlockRange) -> Applied {
        let sql = "SELECT EXISTS (SELECT 1 FROM life WHERE approach = ? AND registry = ? AND party = ? AND vintage = ?
                   AND last >= ? AND first <= ?)";
        let taken: bool = self.prepare(sql)?.query_row(rusqlite::params_from_iter(book::key(span)), |row| row.get(0))?;
        if taken {
            return refuse(format!("{} lie among the blocks of an earlier batch of the opening", spans::named(span)));
        }
        self.lives.push(Life { span, what: "opened", account: None, state: None, transfer: None });
        Ok(())
    }

    /// Writes the posting's events.
    pub(super) fn write_lives(&mut self) -> Applied {
        let mut insert = self.prepare("INSERT INTO life VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        for Life { span, what, account, state, transfer } in std::mem::take(&mut self.lives) {
            self.events += 1;
            let [approach, registry, party, vintage, first, last] = book::key(span);
            let (entry, n) = (self.seq, self.events);
            insert.execute(params![entry, n, approach, registry, party, vintage, first, last, what, account, state, transfer])?;
        }
        Ok(())
    }
}
