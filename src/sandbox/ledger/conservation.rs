//! That no ITMO is lost or doubled: every serial stands in one place, and what is held is what came minus what went.
//! What came and went is read from the entries, what is held from the book; neither is asked about the other.
//! Must not know: how postings are applied.

use super::{apply::spans_of_posting, replay};
use crate::{
    domain::BlockRange,
    evidence::ledger::Line,
    sandbox::{book, fault::StoreProblem},
    wire::ledger::{Act, Posting},
};
use rusqlite::Connection;

/// How many ITMOs came, went, and are here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Created here, or there when the book was opened.
    pub created: u128,
    /// Credited from counterparts.
    pub arrived: u128,
    /// Sent out of the book.
    pub departed: u128,
    /// Taken back into it.
    pub returned: u128,
    /// Delivered to counterparts.
    pub delivered: u128,
    /// Held in accounts now.
    pub held: u128,
    /// In transit now.
    pub in_transit: u128,
    /// Expected, and in no sum.
    pub provisional: u128,
}

/// What is not conserved.
#[derive(Debug, thiserror::Error)]
pub enum NotConserved {
    /// The book failed.
    #[error(transparent)]
    Store(#[from] StoreProblem),
    /// Serials stand in two places.
    #[error("{} to {} share serials with {}", .0.first_id(), .0.last_id(), .1.first_id())]
    Twice(BlockRange, BlockRange),
    /// Two sums that must be equal are not.
    #[error("{what}: the entries say {entries}, the book says {book}")]
    Sum {
        /// Of what.
        what: &'static str,
        /// By the entries, or by the blocks.
        entries: u128,
        /// By the book, or by the accounts.
        book: u128,
    },
}

impl From<rusqlite::Error> for NotConserved {
    fn from(problem: rusqlite::Error) -> Self {
        StoreProblem::from(problem).into()
    }
}

/// Adds up the book and its entries.
///
/// # Errors
/// [`NotConserved`] names the first thing that does not add up.
pub fn conservation(book: &Connection) -> Result<Totals, NotConserved> {
    let mut totals = came_and_went(book)?;
    everywhere_once(book)?;
    let sum = |sql: &str| -> Result<u128, StoreProblem> {
        // Text, because a sum over many accounts may pass what SQLite counts.
        let mut statement = book.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut total = 0;
        while let Some(row) = rows.next()? {
            total += u128::try_from(row.get::<_, i64>(0)?).map_err(|_| StoreProblem::Row("a quantity"))?;
        }
        Ok(total)
    };
    totals.held = sum("SELECT quantity FROM blocks WHERE state <> 'in-flight-in'")?;
    totals.provisional = sum("SELECT quantity FROM blocks WHERE state = 'in-flight-in'")?;
    totals.in_transit = sum("SELECT last - first + 1 FROM in_transit")?;
    let locked = sum("SELECT quantity FROM blocks WHERE state <> 'in-flight-in' AND lock_cause IS NOT NULL")?;
    let Totals { created, arrived, departed, returned, delivered, held, in_transit, .. } = totals;
    let equal = |what, entries, book| if entries == book { Ok(()) } else { Err(NotConserved::Sum { what, entries, book }) };
    equal("held", created + arrived + returned, held + departed)?;
    equal("in transit", departed, in_transit + returned + delivered)?;
    equal("held in accounts", held, sum("SELECT held FROM accounts")?)?;
    equal("locked in accounts", locked, sum("SELECT locked FROM accounts")?)?;
    equal("held in the registry", held, sum("SELECT held FROM holdings")?)?;
    equal("locked in the registry", locked, sum("SELECT locked FROM holdings")?)?;
    Ok(totals)
}

/// What the entries say.
fn came_and_went(book: &Connection) -> Result<Totals, StoreProblem> {
    let mut totals = Totals::default();
    let mut statement = book.prepare("SELECT line FROM entries ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line = Line::read(replay::text(row.get_ref(0)?)?).map_err(|_| StoreProblem::Row("a line"))?;
        let act: Act = serde_json::from_str(line.act_json()).map_err(|_| StoreProblem::Row("an act"))?;
        for posting in &act.postings {
            let total = match posting {
                Posting::Create(_) => &mut totals.created,
                Posting::Credit(_) => &mut totals.arrived,
                Posting::Depart(_) => &mut totals.departed,
                Posting::Return(_) => &mut totals.returned,
                Posting::Deliver(_) => &mut totals.delivered,
                _ => continue,
            };
            let spans = spans_of_posting(posting).ok_or(StoreProblem::Row("a span"))?;
            *total += spans.iter().map(|span| u128::from(span.quantity().count())).sum::<u128>();
        }
    }
    Ok(totals)
}

/// Whether no serial stands in two rows, blocks in the book and in transit together.
fn everywhere_once(book: &Connection) -> Result<(), NotConserved> {
    let sql = "SELECT approach, registry, party, vintage, first, last FROM blocks
               UNION ALL SELECT approach, registry, party, vintage, first, last FROM in_transit
               ORDER BY 1, 2, 3, 4, 5";
    let mut statement = book.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut before: Option<BlockRange> = None;
    while let Some(row) = rows.next()? {
        let span = book::span(row)?;
        if let Some(other) = before.filter(|other| other.series == span.series && other.range.overlaps(span.range)) {
            return Err(NotConserved::Twice(span, other));
        }
        before = Some(span);
    }
    Ok(())
}
