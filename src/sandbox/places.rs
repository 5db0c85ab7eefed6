//! Where rows stand: how many a filter selects, and the key of every thousandth of them.
//! Measured once for each question and state of the book; then row 900 000 of a million is as near as the first.
//! Must not know: what rows hold, or who asks.

use super::{
    fault::{StoreProblem, count},
    list::List,
    order::{Key, Order},
    sql::Condition,
};
use rusqlite::{Connection, params_from_iter};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Rows from one mark to the next.
pub(super) const STEP: u64 = 1_000;
/// So many measured questions are kept.
const MOST_KEPT: usize = 64;

/// What has been measured.
#[derive(Debug, Default)]
pub(super) struct Places {
    totals: Kept<u64>,
    marks: Kept<Arc<[Key]>>,
}

/// Which rows, in which order, of which state of the book.
#[derive(Debug)]
pub(super) struct Selection<'a> {
    /// The list.
    pub list: &'static List,
    /// Which rows.
    pub condition: &'a Condition,
    /// The same as text, for telling one question from another.
    pub filter: &'a str,
    /// In which order.
    pub order: &'a Order,
    /// The state of the book.
    pub revision: u64,
    /// Whether the filter selects so many rows that walking in order soon meets enough of them.
    pub many: bool,
}

impl Selection<'_> {
    /// The condition as the database should take it, what follows the table's name, and what follows `ORDER BY`. Many rows: walk
    /// in order until there are enough, and let no filter lead elsewhere (the sign hides it from the planner). Few: find them,
    /// then sort. The database can't know which it will be; we have counted.
    pub(super) fn plan(&self) -> (Condition, String, String) {
        let Condition { sql, values } = self.condition.clone();
        if self.many && self.list.vast {
            let hidden = Condition { sql: format!("+({sql})"), values };
            (hidden, format!("INDEXED BY {}", self.order.index()), self.order.order_by())
        } else {
            let sorted = if self.list.vast { self.order.sorted_by() } else { self.order.order_by() };
            (Condition { sql, values }, String::new(), sorted)
        }
    }
}

/// Goes through the selection once, in order, and keeps every thousandth key. The database chooses how: here, sorting many
/// keys is cheaper than looking up each row of an index walk.
fn measure(connection: &Connection, selection: &Selection<'_>) -> Result<Vec<Key>, StoreProblem> {
    let Selection { list, condition, order, .. } = selection;
    let (key, filter, order_by) = (order.columns(), &condition.sql, order.order_by());
    let sql = format!("SELECT {key} FROM {} WHERE {filter} ORDER BY {order_by}", list.table);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(&condition.values))?;
    let mut marks = Vec::new();
    let mut until_mark = 0;
    while let Some(row) = rows.next()? {
        if until_mark == 0 {
            marks.push(order.key(row, 0)?);
            until_mark = STEP;
        }
        until_mark -= 1;
    }
    Ok(marks)
}

impl Places {
    /// How many rows are selected.
    pub(super) fn total(&self, connection: &Connection, selection: &Selection<'_>) -> Result<u64, StoreProblem> {
        let Selection { list, condition, filter, revision, .. } = selection;
        let measure = || {
            let sql = format!("SELECT count(*) FROM {} WHERE {}", list.table, condition.sql);
            count(connection, &sql, &condition.values)
        };
        if !list.lasting {
            return measure();
        }
        self.totals.get(format!("{revision}\n{}\n{filter}", list.table), measure)
    }

    /// The keys of rows 0, 1000, 2000 and so on of the selection.
    pub(super) fn marks(&self, connection: &Connection, selection: &Selection<'_>) -> Result<Arc<[Key]>, StoreProblem> {
        let Selection { list, filter, order, revision, .. } = selection;
        if !list.lasting {
            return measure(connection, selection).map(Into::into);
        }
        let question = format!("{revision}\n{}\n{}\n{filter}", list.table, order.order_by());
        self.marks.get(question, || measure(connection, selection).map(Into::into))
    }

    /// How many selected rows come before a key, whether or not a row has it.
    pub(super) fn place(&self, connection: &Connection, selection: &Selection<'_>, key: &Key) -> Result<u64, StoreProblem> {
        let marks = self.marks(connection, selection)?;
        let behind = marks.partition_point(|mark| selection.order.is_before(mark, key));
        let Some((number, mark)) = behind.checked_sub(1).and_then(|n| Some((n, marks.get(n)?))) else { return Ok(0) };
        let mut condition = selection.condition.clone();
        condition.and(selection.order.from(mark));
        condition.and(selection.order.before(key));
        let sql = format!("SELECT count(*) FROM {} WHERE {}", selection.list.table, condition.sql);
        let behind_mark = count(connection, &sql, &condition.values)?;
        Ok(number as u64 * STEP + behind_mark)
    }
}

/// A value being measured by one and waited for by others.
type Slot<V> = Arc<Mutex<Option<V>>>;

/// Values that are dear to find and cheap to keep. Who asks for one that is being measured waits for it.
#[derive(Debug)]
struct Kept<V>(Mutex<HashMap<String, Slot<V>>>);

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<V: Clone> Kept<V> {
    fn get(&self, question: String, measure: impl FnOnce() -> Result<V, StoreProblem>) -> Result<V, StoreProblem> {
        let slot = {
            let mut slots = lock(&self.0);
            if slots.len() >= MOST_KEPT && !slots.contains_key(&question) {
                slots.clear();
            }
            Arc::clone(slots.entry(question).or_default())
        };
        let mut value = lock(&slot);
        if value.is_none() {
            *value = Some(measure()?);
        }
        value.clone().ok_or(StoreProblem::Lost)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
