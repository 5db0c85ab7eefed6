//! A book restored from its own ledger: what stands beside each line, and the whole projection, are made again from the lines.
//! No line is touched. The lines must follow each other, and lead through a head that was signed while it was the newest.
//! Must not know: who decided it, and why.

use super::{LedgerProblem, replay};
use crate::{
    evidence::ledger::{Chain, Head, Line},
    sandbox::fault::StoreProblem,
};
use rusqlite::{Connection, params};

/// Makes the book again from the lines of its entries, in the caller's write transaction. `witness` is the digest of a line that somebody
/// signed as the newest; without one, only the chain itself is followed.
///
/// # Errors
/// [`LedgerProblem`] when the chain is broken, does not lead through the witness, or an entry does not apply; the caller rolls back.
pub fn restore(book: &Connection, witness: Option<[u8; 32]>) -> Result<Head, LedgerProblem> {
    let (wrong, is_witnessed) = follow(book, witness)?;
    if !is_witnessed {
        return Err(LedgerProblem::Unwitnessed);
    }
    if !wrong.is_empty() {
        rewrite_beside(book, &wrong)?;
    }
    replay::rebuild(book)
}

/// A line of the ledger, and its digest.
type Kept = (Line, [u8; 32]);

/// Follows the whole chain: gives the lines beside which something else stands than they say, and whether the witness is among them.
fn follow(book: &Connection, witness: Option<[u8; 32]>) -> Result<(Vec<Kept>, bool), LedgerProblem> {
    let (mut chain, mut wrong, mut is_witnessed) = (Chain::start(), Vec::new(), witness.is_none());
    let mut statement = book.prepare("SELECT line, at, kind, digest FROM entries ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line = chain.follow(replay::text(row.get_ref(0)?)?)?;
        let digest = *chain.head().digest.octets();
        is_witnessed |= witness == Some(digest);
        let same = row.get::<_, i64>(1)? == line.at().as_millisecond()
            && row.get::<_, String>(2)? == line.kind()
            && row.get::<_, Vec<u8>>(3)? == digest;
        if !same {
            wrong.push((line, digest));
        }
    }
    Ok((wrong, is_witnessed))
}

/// Writes beside lines what they say. The database refuses every change of an entry, so its guard is lifted for these columns and put back.
fn rewrite_beside(book: &Connection, wrong: &[Kept]) -> Result<(), StoreProblem> {
    let guard: String = book.query_row("SELECT sql FROM sqlite_schema WHERE name = 'entries_stay'", [], |row| row.get(0))?;
    book.execute_batch("DROP TRIGGER entries_stay")?;
    for (line, digest) in wrong {
        let sql = "UPDATE entries SET at = ?, kind = ?, digest = ? WHERE seq = ?";
        book.execute(sql, params![line.at().as_millisecond(), line.kind(), digest, line.seq().cast_signed()])?;
    }
    book.execute_batch(&guard)?;
    Ok(())
}
