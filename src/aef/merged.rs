//! Which tables of a sheet merged cells are in: the rows under each head, which end with the next head or a title.
//! A workbook tells what is merged after all its rows, so every table of the sheet is asked, and none is passed over.
//! Must not know: what the columns mean.

use super::rows::CellRange;

/// The tables of one sheet: the row of the head, the row at which the table is over, and the columns with their places.
#[derive(Debug)]
pub(super) struct Stretches<C>(Vec<(u64, Option<u64>, Vec<(C, usize)>)>);

impl<C> Default for Stretches<C> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<C: Copy> Stretches<C> {
    /// A table begins under a head.
    pub(super) fn begin(&mut self, head: u64, columns: impl IntoIterator<Item = (C, usize)>) {
        self.end(head);
        self.0.push((head, None, columns.into_iter().collect()));
    }

    /// The table that rows stand in is over at this row.
    pub(super) fn end(&mut self, row: u64) {
        if let Some((_, end @ None, _)) = self.0.last_mut() {
            *end = Some(row);
        }
    }

    /// For each table that merged cells reach into below its head: the first row in it, and the first of its columns.
    pub(super) fn reached(&self, range: CellRange) -> Vec<(u64, C, usize)> {
        let columns = range.first.1..=range.last.1;
        let within = |(head, end, of): &(u64, Option<u64>, Vec<(C, usize)>)| {
            let row = range.first.0.max(head + 1);
            let is_in = range.last.0 >= row && end.is_none_or(|end| row < end);
            let column = of.iter().filter(|(_, place)| columns.contains(place)).min_by_key(|(_, place)| *place);
            column.filter(|_| is_in).map(|(column, place)| (row, *column, *place))
        };
        self.0.iter().filter_map(within).collect()
    }
}
