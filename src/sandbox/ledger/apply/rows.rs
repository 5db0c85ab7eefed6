//! The rows of the blocks table: carved at the edges of a span, changed, and merged with neighbours that became the same.
//! Serials are never renumbered, every part inherits everything, and rows are maximal runs before and after.
//! Must not know: why a block is changed.

use super::{Applied, Applying, refuse, spans};
use crate::{
    domain::{BlockRange, Serial, SerialRange},
    sandbox::book::{self, Held},
};
use rusqlite::params;

impl Applying<'_> {
    /// Changes the blocks of a span: each part within it becomes what `change` says, or goes. All serials must be in the book.
    pub(super) fn change(
        &mut self,
        span: BlockRange,
        mut change: impl FnMut(&Held) -> Applied<Option<Held>>,
    ) -> Applied<Vec<Held>> {
        let before = book::blocks_in(self.book, wider(span))?;
        covered(span, before.iter().map(|row| row.span))?;
        let (mut after, mut parts) = (Vec::with_capacity(before.len() + 2), Vec::new());
        for row in &before {
            let Some(range) = row.span.range.intersect(span.range) else {
                after.push(row.clone());
                continue;
            };
            let part = with(row, range);
            let (left, right) = row.span.range.subtract(span.range);
            after.extend(left.map(|range| with(row, range)));
            let changed = change(&part)?;
            after.extend(changed.clone());
            parts.push(changed.unwrap_or(part));
            after.extend(right.map(|range| with(row, range)));
        }
        self.replace(&before, merged(after))?;
        Ok(parts)
    }

    /// Brings a block into the book. None of its serials may be in it or in transit.
    pub(super) fn bring(&mut self, block: Held) -> Applied {
        let span = block.span;
        let before = book::blocks_in(self.book, wider(span))?;
        if let Some(other) = before.iter().find(|row| row.span.range.overlaps(span.range)) {
            return refuse(format!(
                "{} share serials with {}, which this book has",
                spans::named(span),
                spans::named(other.span)
            ));
        }
        if let Some(other) = book::in_transit_in(self.book, span)?.first() {
            let (ours, theirs) = (spans::named(span), spans::named(other.span));
            return refuse(format!("{ours} share serials with {theirs}, which are in transit under {}", other.transfer));
        }
        let place = before.iter().take_while(|row| row.span.range < span.range).count();
        let mut after = before.clone();
        after.insert(place, block);
        self.replace(&before, merged(after))
    }

    /// Makes the rows of a stretch those that they should be.
    fn replace(&mut self, before: &[Held], after: Vec<Held>) -> Applied {
        for row in before.iter().filter(|row| !after.contains(row)) {
            self.subtract(row);
            let sql = "DELETE FROM blocks WHERE approach = ? AND registry = ? AND party = ? AND vintage = ? AND first = ?";
            let [approach, registry, party, vintage, first, _] = book::key(row.span);
            self.prepare(sql)?.execute(params![approach, registry, party, vintage, first])?;
        }
        for row in after.iter().filter(|row| !before.contains(row)) {
            self.add(row);
            self.insert(row)?;
        }
        Ok(())
    }

    fn insert(&self, row: &Held) -> Applied {
        let [approach, registry, party, vintage, first, last] = book::key(row.span);
        let quantity = row.span.quantity().count().cast_signed();
        let (cause, since) = row.lock.as_ref().map(|lock| (&lock.cause, lock.since.as_millisecond())).unzip();
        let nature = &row.nature;
        let sql = "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        self.prepare(sql)?.execute(params![
            approach,
            registry,
            party,
            vintage,
            first,
            last,
            quantity,
            row.account.as_str(),
            row.state.word(),
            cause,
            since,
            nature.authorization.as_str(),
            nature.version,
            nature.non_ghg,
            nature.underlying,
            nature.first_transferred.map(|day| day.to_string()),
        ])?;
        Ok(())
    }
}

/// Whether rows in order hold every serial of a span.
pub(super) fn covered(span: BlockRange, rows: impl Iterator<Item = BlockRange>) -> Applied {
    let mut missing = Some(span.range.first());
    for row in rows.filter(|row| row.range.overlaps(span.range)) {
        match missing {
            Some(serial) if row.range.contains(serial) => missing = row.range.last().next(),
            _ => break,
        }
    }
    match missing {
        Some(serial) if serial <= span.range.last() => {
            refuse(format!("{} is not where it would have to be: this book does not have it there", id(span, serial)))
        }
        _ => Ok(()),
    }
}

fn id(span: BlockRange, serial: Serial) -> crate::domain::ItmoId {
    crate::domain::ItmoId::of(span.series, serial)
}

/// One serial more on each side, so that neighbours that touch are seen.
fn wider(span: BlockRange) -> BlockRange {
    let (first, last) = (span.range.first(), span.range.last());
    let range = SerialRange::new(first.previous().unwrap_or(first), last.next().unwrap_or(last));
    BlockRange { range: range.unwrap_or(span.range), ..span }
}

/// The same block with other serials.
fn with(row: &Held, range: SerialRange) -> Held {
    Held { span: BlockRange { range, ..row.span }, ..row.clone() }
}

/// Rows in order, with neighbours that touch and differ in nothing but serials made one.
fn merged(rows: Vec<Held>) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(last) = all.last_mut()
            && last.span.range.touches(row.span.range)
            && with(last, row.span.range) == row
            && let Some(range) = last.span.range.merge(row.span.range)
        {
            last.span.range = range;
        } else {
            all.push(row);
        }
    }
    all
}
