//! A page of a list: found by place, by cursor or around a row.
//! Rows, total and revision are read from the same state of the book, so that a page never contradicts itself.
//! Must not know: HTTP, or what the rows hold.

use super::{
    around, book,
    cursor::Cursor,
    fault::{StoreProblem, count},
    list::List,
    order::{Key, Order},
    places::{Places, STEP, Selection},
    problem::Refusal,
    question::Question,
    sql::Condition,
};
use crate::{
    registry::{Start, query::Filter},
    wire::{BigNumber, admin::Page},
};
use rusqlite::{Connection, Row, params_from_iter, types::Value};

/// Rows this near to the beginning are reached by stepping; farther ones from a mark.
const NEAR: u64 = 2 * STEP;

/// A filter that selects at least one row in so many selects many.
const ONE_IN: u64 = 50;

/// Where the rows of a page are read from.
struct From {
    /// Only rows here, if anything limits them.
    behind: Option<Condition>,
    /// So many of them are stepped over.
    skip: u64,
    /// The place of the first row of the page.
    offset: u64,
}

/// Reads a page.
pub(super) fn read<T>(
    connection: &Connection,
    places: &Places,
    question: &Question,
    row: fn(&Row<'_>) -> Result<T, StoreProblem>,
) -> Result<Page<T>, Refusal> {
    let order = Order::of(question.list, question.sort);
    let condition = Condition::of(question.list, &question.filter, question.now);
    let (filter, revision) = (question.measured_as(), book::revision(connection)?);
    let everything = Condition::of(question.list, &Filter::default(), question.now);
    let whole = Selection { list: question.list, condition: &everything, filter: "", order: &order, revision, many: true };
    let unfiltered = places.total(connection, &whole)?;
    let selection = Selection { condition: &condition, filter: &filter, ..whole };
    let total = places.total(connection, &selection)?;
    let selection = Selection { many: total.saturating_mul(ONE_IN) >= unfiltered, ..selection };
    let from = start(connection, places, question, &selection, total)?;
    let (items, last) = if from.offset < total {
        rows_from(connection, &selection, &from, question.window.limit, row)?
    } else {
        (Vec::new(), None)
    };
    let end = from.offset + items.len() as u64;
    let next = last.filter(|_| end < total).and_then(|key| Cursor { key, offset: end, revision }.write(&question.text()));
    Ok(Page {
        items,
        offset: BigNumber(from.offset),
        total: BigNumber(total),
        unfiltered: BigNumber(unfiltered),
        next,
        revision: BigNumber(revision),
        as_of: question.now,
    })
}

/// Where the page begins.
fn start(
    connection: &Connection,
    places: &Places,
    question: &Question,
    selection: &Selection<'_>,
    total: u64,
) -> Result<From, Refusal> {
    let limit = u64::from(question.window.limit);
    match &question.window.start {
        Start::Offset(offset) => Ok(at_place(connection, places, selection, *offset, total)?),
        Start::Cursor(text) => {
            let cursor = Cursor::read(text, &question.text(), selection.order.width())
                .ok_or_else(|| Refusal::field("cursor", "was not given for this filter and sort; begin again with offset"))?;
            let offset = if selection.list.lasting && cursor.revision == selection.revision {
                cursor.offset
            } else {
                let place = places.place(connection, selection, &cursor.key)?;
                // The cursor's own row is before the page, if it is still there.
                place + u64::from(is_selected(connection, selection, &cursor.key)?)
            };
            Ok(From { behind: Some(selection.order.after(&cursor.key)), skip: 0, offset: offset.min(total) })
        }
        Start::Around(text) => {
            let place = match key_of(connection, selection, text)? {
                Some(key) => places.place(connection, selection, &key)?.min(total.saturating_sub(1)),
                None => 0,
            };
            Ok(at_place(connection, places, selection, place - place % limit, total)?)
        }
    }
}

/// The page that begins at a place.
fn at_place(
    connection: &Connection,
    places: &Places,
    selection: &Selection<'_>,
    offset: u64,
    total: u64,
) -> Result<From, StoreProblem> {
    let offset = offset.min(total);
    // The rows of a filter may lie far behind the first of the list, all in one place; then the first mark leads there.
    let near = offset <= NEAR && (selection.filter.is_empty() || !selection.many);
    if near || offset == total {
        return Ok(From { behind: None, skip: offset, offset });
    }
    let marks = places.marks(connection, selection)?;
    let mark = usize::try_from(offset / STEP).ok().and_then(|number| marks.get(number)).ok_or(StoreProblem::Lost)?;
    Ok(From { behind: Some(selection.order.from(mark)), skip: offset % STEP, offset })
}

/// Reads the rows, and the key of the last one.
fn rows_from<T>(
    connection: &Connection,
    selection: &Selection<'_>,
    from: &From,
    limit: u16,
    row: fn(&Row<'_>) -> Result<T, StoreProblem>,
) -> Result<(Vec<T>, Option<Key>), StoreProblem> {
    let Selection { list, order, .. } = selection;
    let (mut condition, hint, order_by) = selection.plan();
    if let Some(behind) = &from.behind {
        condition.and(behind.clone());
    }
    // The key's columns follow those of the answer.
    let List { select, table, join, .. } = list;
    let (key, filter) = (order.columns(), &condition.sql);
    let sql = format!("SELECT {select}, {key} FROM {table} {hint} {join} WHERE {filter} ORDER BY {order_by} LIMIT ? OFFSET ?");
    condition.values.push(Value::Integer(i64::from(limit)));
    condition.values.push(Value::Integer(i64::try_from(from.skip).unwrap_or(i64::MAX)));
    let mut statement = connection.prepare_cached(&sql)?;
    let key_at = statement.column_count() - order.width();
    let mut found = statement.query(params_from_iter(&condition.values))?;
    let (mut items, mut last) = (Vec::with_capacity(usize::from(limit)), None);
    while let Some(at) = found.next()? {
        items.push(row(at)?);
        last = Some(order.key(at, key_at)?);
    }
    Ok((items, last))
}

/// Whether a row with this key is selected.
fn is_selected(connection: &Connection, selection: &Selection<'_>, key: &Key) -> Result<bool, StoreProblem> {
    let mut condition = selection.condition.clone();
    condition.and(selection.order.exactly(key));
    let sql = format!("SELECT count(*) FROM {} WHERE {}", selection.list.table, condition.sql);
    Ok(count(connection, &sql, &condition.values)? > 0)
}

/// The place key of a row key: an account id, or the first ITMO id of a block. A block that was split or merged is found by
/// the one that holds that ITMO now; a row that is quite gone has a place only in the order of the ids.
fn key_of(connection: &Connection, selection: &Selection<'_>, text: &str) -> Result<Option<Key>, Refusal> {
    let row_key = selection.list.row_key;
    let (condition, own) = around::identify(row_key, text)
        .ok_or_else(|| Refusal::field("around", format!("expects the key of a row: {}", row_key.expected())))?;
    let order = selection.order;
    let sql = format!("SELECT {} FROM {} WHERE {}", order.columns(), selection.list.table, condition.sql);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query(params_from_iter(&condition.values))?;
    match found.next()? {
        Some(row) => Ok(Some(order.key(row, 0)?)),
        None => Ok(Some(own).filter(|own| own.len() == order.width())),
    }
}
