//! What a book says of ITMOs beside its blocks: amounts in tonnes, marks of underlying registries, what others notified of ITMOs that left.
//! A remark is about whole lines that it covers and goes before what the block says.
//! Must not know: who made a remark.

use crate::{
    domain::{
        AccountId, Quantity, SerialRange,
        authorization::AuthorizationState,
        reconcile::{AccountClass, Amount, Attributes, Position},
    },
    sandbox::{book, comm::CommProblem, fault::StoreProblem},
    text::Untrusted,
};
use rusqlite::Connection;
use std::sync::Arc;

/// Adds what is remarked to lines.
pub(super) fn note(book: &Connection, lines: &mut [Position]) -> Result<(), CommProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM remarks ORDER BY approach, registry, party, vintage, first, field")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let span = book::span(row)?;
        let (field, value): (String, String) = (row.get("field")?, row.get("value")?);
        let covered = |line: &&mut Position| line.block.series == span.series && span.range.covers(line.block.range);
        for line in lines.iter_mut().filter(covered) {
            let mut said = Attributes::clone(&line.attributes);
            set(&mut said, line.block.range, &field, &value).ok_or(StoreProblem::Row("a remark"))?;
            line.attributes = Arc::new(said);
        }
    }
    Ok(())
}

fn set(said: &mut Attributes, of: SerialRange, field: &str, value: &str) -> Option<()> {
    match field {
        "account class" => said.class = Some(AccountClass::of_word(value)?),
        "authorization state" => said.authorization_state = Some(AuthorizationState::of_word(value)?),
        "amount (t CO2 eq)" => said.amount = Some(Amount { of, tonnes: Quantity::new(value.parse().ok()?) }),
        "GWP values" => said.gwp = Some(Untrusted::new(value)),
        "underlying units marked" => said.underlying_marked = Some(value == "yes"),
        "account" => said.account = Some(value.parse::<AccountId>().ok()?),
        _ => return None,
    }
    Some(())
}
