//! The book's own blocks as lines, and as rows with what stands beside their ids once more.
//! A provisional credit is no line: it is the transferring registry's until Final. The ledger made again is read the same way.
//! Must not know: what should be there.

use crate::{
    domain::{
        Quantity, RegistryId,
        reconcile::{
            Attributes, Position,
            within::{BookRow, Columns},
        },
    },
    sandbox::{book, comm::CommProblem, fault::StoreProblem},
    text::Untrusted,
};
use rusqlite::{Connection, Row};

/// Every block that is held, in the order of ids.
pub(super) fn lines(book: &Connection, here: RegistryId) -> Result<Vec<Position>, CommProblem> {
    let sql = "SELECT * FROM blocks WHERE state <> 'in-flight-in' ORDER BY approach, registry, party, vintage, first";
    let mut statement = book.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push(line(row, here)?);
    }
    Ok(lines)
}

fn line(row: &Row<'_>, here: RegistryId) -> Result<Position, CommProblem> {
    let block = book::span(row)?;
    let text = |column: &str| row.get::<_, String>(column);
    let day: Option<String> = row.get("first_transferred")?;
    let day = day.map(|day| day.parse().map_err(|_| StoreProblem::Row("a day"))).transpose()?;
    let said = Attributes {
        account: Some(text("account")?.parse().map_err(|_| StoreProblem::Row("an account"))?),
        authorization: Some(text("authorization")?.parse().map_err(|_| StoreProblem::Row("an authorization"))?),
        authorization_version: Some(row.get("authorization_version")?),
        non_ghg: Some(Untrusted::new(text("non_ghg")?)),
        first_transferred: Some(day),
        ..Attributes::held_by(here)
    };
    Ok(Position::new(block, said))
}

/// Every block whose quantity is not that of its serials, or whose authorization is of another approach or Party than its id.
pub(super) fn rows(book: &Connection, here: RegistryId) -> Result<Vec<BookRow>, CommProblem> {
    let sql = "SELECT b.*, a.approach AS given_approach, a.party AS given_party FROM blocks b \
               LEFT JOIN authorizations a ON a.id = b.authorization AND a.version = b.authorization_version \
               WHERE b.quantity <> b.last - b.first + 1 OR a.approach <> b.approach OR a.party <> b.party \
               ORDER BY b.approach, b.registry, b.party, b.vintage, b.first";
    let mut statement = book.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |column: &str| row.get::<_, Option<String>>(column);
        let quantity = row.get::<_, i64>("quantity")?.unsigned_abs();
        let columns = Columns {
            approach: text("given_approach")?.and_then(|id| id.parse().ok()),
            party: text("given_party")?.and_then(|code| code.parse().ok()),
            ..Columns::default()
        };
        found.push(BookRow { line: line(row, here)?, quantity: Some(Quantity::new(quantity)), columns });
    }
    Ok(found)
}
