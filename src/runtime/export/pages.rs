//! Page after page of a list, each beginning where the one before ended.
//! Nothing may be left out or come twice: while the book stays the same, places and totals must add up, or it is no answer.
//! Must not know: what becomes of the rows.

use crate::{
    app::export::{RowsOrder, RowsRead},
    registry::{
        Page, Problem, ProblemKind, Query, Registry, Start, Unreadable, Window,
        sheet::{Row, Sheet},
    },
};
use jiff::Timestamp;

/// Rows of a page: as many as a registry gives at once.
const ROWS: u16 = 1_000;

/// The pages of an order.
pub(super) struct Pages<'a> {
    registry: &'a dyn Registry,
    sheet: Sheet,
    query: Query,
    /// How many rows are wanted at most.
    wanted: u64,
    /// Whether there is another page.
    more: bool,
    done: u64,
    /// How many rows the registry says there are.
    said: u64,
    /// First and last state of the book, and the moment of the last.
    revisions: Option<(u64, u64, Timestamp)>,
}

impl<'a> Pages<'a> {
    /// The pages of an order; nothing is asked yet.
    pub(super) fn of(registry: &'a dyn Registry, order: &RowsOrder) -> Self {
        let query = Query { window: Window { start: Start::Offset(0), limit: ROWS }, ..order.query.clone() };
        let wanted = order.limit.unwrap_or(u64::MAX);
        Self { registry, sheet: order.sheet, query, wanted, more: true, done: 0, said: 0, revisions: None }
    }

    /// Rows that came.
    pub(super) fn done(&self) -> u64 {
        self.done
    }

    /// Rows that will have come.
    pub(super) fn total(&self) -> u64 {
        self.said.min(self.wanted).max(self.done)
    }

    /// What came, after the last page.
    pub(super) fn read(&self) -> RowsRead {
        let (first_revision, last_revision, as_of) = self.revisions.unwrap_or((0, 0, Timestamp::UNIX_EPOCH));
        RowsRead { rows: self.done, first_revision, last_revision, as_of }
    }

    /// The next rows; `None` after the last. The first page always comes, even with nothing on it, to tell the state of the book.
    ///
    /// # Errors
    /// When the registry gives no answer, or one that leaves rows out.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<Row>>, Problem> {
        if !self.more {
            return Ok(None);
        }
        let left = self.wanted.saturating_sub(self.done);
        self.query.window.limit = u16::try_from(left).unwrap_or(ROWS).clamp(1, ROWS);
        let reply = self.registry.read(self.sheet.ask(self.query.clone())).await?;
        let mut page = self.sheet.page(reply).ok_or_else(Problem::of_other_answer)?;
        self.check(&page)?;
        page.rows.truncate(usize::try_from(left).unwrap_or(usize::MAX));
        self.done = self.done.saturating_add(count(&page.rows));
        self.said = page.total;
        let first = self.revisions.map_or(page.revision, |(first, _, _)| first);
        self.revisions = Some((first, page.revision, page.as_of));
        match page.next {
            Some(cursor) if self.done < self.wanted => self.query.window.start = Start::Cursor(cursor),
            _ => self.more = false,
        }
        Ok(Some(page.rows))
    }

    /// Whether the page goes on where the one before ended. Of a book that changed meanwhile nobody can say.
    fn check(&self, page: &Page<Row>) -> Result<(), Problem> {
        if page.rows.is_empty() && page.next.is_some() {
            return Err(unreadable("a page without rows names a next one"));
        }
        let same_book = self.revisions.is_none_or(|(_, last, _)| last == page.revision);
        if !same_book {
            return Ok(());
        }
        let end = self.done.saturating_add(count(&page.rows));
        if !page.rows.is_empty() && page.offset != self.done {
            return Err(unreadable("a page does not begin where the one before ended"));
        }
        // A registry that ends early must not make a file that looks whole.
        if page.next.is_none() && end < page.total {
            return Err(unreadable("the pages end before all rows have come"));
        }
        Ok(())
    }
}

fn count(rows: &[Row]) -> u64 {
    u64::try_from(rows.len()).unwrap_or(u64::MAX)
}

fn unreadable(at: &str) -> Problem {
    Problem::of(ProblemKind::Unreadable(Unreadable::Malformed { at: at.to_owned() }))
}
