//! Reads a statement's text strictly, and lays one down.
//! Both name the keys in the same order, so that one can be compared with the other line by line.
//! Must not know: the order that the statement is about.

use super::{Display, MAGIC, Statement, StatementKind};
use crate::evidence::lines::{LineProblem, LineWriter, Lines};

/// The words after the size of the screen: through which gate the text was shown, and that nothing was cut off.
const SHOWN: &str = " gate:v1 truncated:no";

/// The text of a statement.
pub(super) fn written(statement: &Statement) -> String {
    let Display { columns, rows } = statement.display;
    LineWriter::new(MAGIC)
        .put("order-sha256", statement.order_sha256)
        .put("kind", statement.kind.word())
        .put("person", format_args!("person:{}", statement.person))
        .put("station", &statement.station)
        .put("roster", statement.roster)
        .put("policy", statement.policy)
        .put("checked", &statement.checked)
        .put("display", format_args!("{columns}x{rows}{SHOWN}"))
        .put("reason", &statement.reason)
        .put("made", statement.made)
        .put("not-after", statement.not_after)
        .put("seq", statement.seq)
        .finish()
}

/// The statement that a text says.
pub(super) fn statement(octets: &[u8]) -> Result<Statement, LineProblem> {
    let mut lines = Lines::open(octets, MAGIC)?;
    let order_sha256 = lines.take_as("order-sha256")?;
    let kind = StatementKind::of_word(lines.take("kind")?).ok_or_else(|| lines.wrong("no such kind of statement"))?;
    let person = lines.take("person")?.strip_prefix("person:");
    let person = lines.read(person.ok_or_else(|| lines.wrong("a person reads like person:luc.b"))?)?;
    let station = lines.take_as("station")?;
    let roster = lines.take_as("roster")?;
    let policy = lines.take_as("policy")?;
    let checked = lines.take_as("checked")?;
    let display = display(&mut lines)?;
    let reason = lines.take_prose("reason")?;
    let made = lines.take_as("made")?;
    let not_after = lines.take_as("not-after")?;
    if not_after <= made {
        return Err(lines.wrong("a statement ends after it was made"));
    }
    let seq = lines.take_number("seq")?;
    lines.end()?;
    let said = Statement { order_sha256, kind, person, station, roster, policy, checked, display, reason, made, not_after, seq };
    Ok(said)
}

fn display(lines: &mut Lines<'_>) -> Result<Display, LineProblem> {
    let value = lines.take("display")?;
    let size = value.strip_suffix(SHOWN).and_then(|size| size.split_once('x'));
    let (columns, rows) = size.ok_or_else(|| lines.wrong("a display reads like 120x40 gate:v1 truncated:no"))?;
    Ok(Display { columns: lines.read_number(columns)?, rows: lines.read_number(rows)? })
}
