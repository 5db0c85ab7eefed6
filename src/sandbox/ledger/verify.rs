//! Reading the ledger as evidence: is its chain whole, does the book say what it says, and every line for export.
//! Nothing here changes anything.
//! Must not know: what the postings do.

use super::{LedgerProblem, replay};
use crate::{
    evidence::ledger::{Broken, Chain, Head, Why},
    sandbox::fault::StoreProblem,
};
use rusqlite::Connection;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many entries are sound, from the first on.
    pub entries: u64,
    /// The last sound entry, to be remembered elsewhere.
    pub head: Head,
    /// The first entry that is not.
    pub broken: Option<Broken>,
    /// The tables of the book that are not what the entries make; `None` when the chain is broken, so that nothing can be said.
    pub differs: Option<Vec<&'static str>>,
}

impl Report {
    /// Whether chain and book are as they should be.
    pub fn is_sound(&self) -> bool {
        self.broken.is_none() && self.differs.as_ref().is_some_and(Vec::is_empty)
    }
}

/// Checks the chain, and whether the book is what its entries make.
///
/// # Errors
/// [`LedgerProblem`] when the book can't be read or an entry that stands in the chain does not apply.
pub fn verify(book: &Connection) -> Result<Report, LedgerProblem> {
    let (head, broken) = verify_chain(book)?;
    let differs = if broken.is_some() { None } else { Some(replay::differences(book)?) };
    Ok(Report { entries: head.seq, head, broken, differs })
}

/// Checks the chain alone: gives the last sound entry, and the first that is not.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn verify_chain(book: &Connection) -> Result<(Head, Option<Broken>), StoreProblem> {
    let mut chain = Chain::start();
    let mut statement = book.prepare("SELECT seq, at, kind, line, digest FROM entries ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let before = chain.head();
        let line = match chain.follow(replay::text(row.get_ref(3)?)?) {
            Ok(line) => line,
            Err(broken) => return Ok((before, Some(broken))),
        };
        // What stands beside the line is for looking it up; it must say the same.
        let same = row.get::<_, i64>(0)? == line.seq().cast_signed()
            && row.get::<_, i64>(1)? == line.at().as_millisecond()
            && row.get::<_, String>(2)? == line.kind()
            && row.get::<_, [u8; 32]>(4)? == *chain.head().digest.octets();
        if !same {
            return Ok((before, Some(Broken { seq: line.seq(), why: Why::Form })));
        }
    }
    Ok((chain.head(), None))
}

/// Gives every line from an entry on, in order and without LF.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn export(book: &Connection, from_seq: u64, mut take: impl FnMut(&str)) -> Result<(), StoreProblem> {
    let from = i64::try_from(from_seq).unwrap_or(i64::MAX);
    let mut statement = book.prepare("SELECT line FROM entries WHERE seq >= ? ORDER BY seq")?;
    let mut rows = statement.query([from])?;
    while let Some(row) = rows.next()? {
        take(replay::text(row.get_ref(0)?)?);
    }
    Ok(())
}
