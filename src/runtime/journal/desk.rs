//! The journal as something that can be asked, like a registry: pages of its lines, and each line in full.
//! It reads the files again from where it stopped, so that what another console writes is seen too; it never writes.
//! Must not know: who asks, or what is shown.

use super::{
    breach::ReadProblem,
    folder,
    selection::{Numbers, Order, selects},
    walk::{Extent, Walk},
};
use crate::{
    evidence::journal::Record,
    registry::{
        Authorised, BoxFuture, Environment, Filter, Identity, Outcome, Page, Problem, ProblemKind, Query, Read, Registry, Reply,
        Start, Write,
        journal::{Closing, JournalLine, JournalRow},
    },
    text::Untrusted,
};
use jiff::Timestamp;
use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

/// The most lines of a page.
const MOST: u16 = 1_000;
/// Lines further apart than this are looked up one by one.
const APART: u64 = 128;

/// The journal of a folder, to be asked.
pub struct JournalDesk {
    identity: Identity,
    reader: Arc<Mutex<Reader>>,
}

impl JournalDesk {
    /// The journal in this folder. Nothing is read before somebody asks.
    pub fn of(folder: &Path) -> Self {
        let identity = Identity { profile: "journal".into(), endpoint: String::new(), environment: Environment::Practice };
        Self { identity, reader: Arc::new(Mutex::new(Reader::of(folder))) }
    }
}

impl Registry for JournalDesk {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        let reader = Arc::clone(&self.reader);
        Box::pin(async move {
            let read = move || reader.lock().unwrap_or_else(PoisonError::into_inner).answer(&ask, Timestamp::now());
            tokio::task::spawn_blocking(read).await.unwrap_or_else(|_| Err(Problem::of(ProblemKind::Cancelled)))
        })
    }

    fn write(&self, _: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(async { Err(Problem::of(ProblemKind::ReadOnly)) })
    }
}

/// What has been read of the journal, and which lines were selected last.
struct Reader {
    walk: Walk,
    folder: std::path::PathBuf,
    selected: Option<Selected>,
}

/// The lines that a filter selects, as far as the journal was read.
struct Selected {
    filter: Filter,
    /// What else the selection depends on.
    open: Vec<u64>,
    minute: i64,
    upto: u64,
    numbers: Vec<u64>,
}

impl Reader {
    fn of(folder: &Path) -> Self {
        Self { walk: Walk::of(folder, Extent::Whole), folder: folder.to_owned(), selected: None }
    }

    fn answer(&mut self, ask: &Read, now: Timestamp) -> Result<Reply, Problem> {
        match self.walk.advance(&mut |_| ()) {
            // What comes before a breach is shown, and each line's page says where it is.
            Ok(()) | Err(ReadProblem::Breach(_)) => {}
            Err(ReadProblem::File(error)) => return Err(unread(&error.to_string())),
        }
        match ask {
            Read::Journal(query) => self.page(query, now).map(Reply::Journal),
            Read::JournalLine(number) => self.line(*number).map(|line| Reply::JournalLine(Box::new(line))),
            _ => Err(Problem::of_other_answer()),
        }
    }

    fn open(&self) -> Vec<u64> {
        self.walk.chain().open_intents().iter().map(|open| open.seq).collect()
    }

    fn page(&mut self, query: &Query, now: Timestamp) -> Result<Page<JournalRow>, Problem> {
        let open = self.open();
        let all = Numbers::All(self.walk.first(), self.walk.chain().head().seq);
        let unfiltered = all.count();
        let numbers = if query.filter.is_empty() { all } else { self.select(&query.filter, &open, now)? };
        let order = Order::of(numbers, &open, query.sort);
        let limit = u64::from(query.window.limit.clamp(1, MOST));
        let offset = match &query.window.start {
            Start::Offset(offset) => *offset,
            Start::Cursor(cursor) => cursor.parse().map_err(|_| Problem::of(ProblemKind::Missing))?,
            Start::Around(key) => {
                let place = order.place(key.parse().map_err(|_| Problem::of(ProblemKind::Missing))?);
                place.min(order.count().saturating_sub(1)) / limit * limit
            }
        };
        let end = offset.saturating_add(limit).min(order.count());
        let wanted: Vec<u64> = (offset..end).filter_map(|place| order.at(place)).collect();
        let rows = self.rows(&wanted, &open)?;
        Ok(Page {
            rows,
            offset,
            total: order.count(),
            unfiltered,
            next: (end < order.count()).then(|| end.to_string()),
            revision: self.walk.chain().head().seq,
            as_of: now,
        })
    }

    /// The lines that a filter selects. The ones that were selected before are not looked at again.
    fn select(&mut self, filter: &Filter, open: &[u64], now: Timestamp) -> Result<Numbers, Problem> {
        let minute = now.as_second().div_euclid(60);
        let fits = |held: &Selected| held.filter == *filter && held.open == open && held.minute == minute;
        let fresh = Selected {
            filter: filter.clone(),
            open: open.to_vec(),
            minute,
            upto: self.walk.first().saturating_sub(1),
            numbers: Vec::new(),
        };
        let mut held = self.selected.take().filter(fits).unwrap_or(fresh);
        let from = held.upto + 1;
        let mut take = |record: Record| {
            held.upto = record.seq;
            if selects(filter, &record, open.contains(&record.seq), now) {
                held.numbers.push(record.seq);
            }
            true
        };
        self.walk.again(from, &mut take).map_err(|problem| unread(&problem.to_string()))?;
        let numbers = held.numbers.clone();
        self.selected = Some(held);
        Ok(Numbers::Some(numbers))
    }

    /// Rows by their numbers, in this order.
    fn rows(&self, wanted: &[u64], open: &[u64]) -> Result<Vec<JournalRow>, Problem> {
        let mut sorted = wanted.to_vec();
        sorted.sort_unstable();
        let mut found: Vec<JournalRow> = Vec::with_capacity(wanted.len());
        let mut rest = sorted.as_slice();
        while let Some(from) = rest.first().copied() {
            let near = rest.windows(2).take_while(|pair| matches!(pair, [a, b] if b - a <= APART)).count();
            let (now, later) = rest.split_at((near + 1).min(rest.len()));
            let last = now.last().copied().unwrap_or(from);
            let mut take = |record: Record| {
                if now.binary_search(&record.seq).is_ok() {
                    found.push(JournalRow::of(&record, open.contains(&record.seq)));
                }
                record.seq < last
            };
            self.walk.again(from, &mut take).map_err(|problem| unread(&problem.to_string()))?;
            rest = later;
        }
        let row = |seq: &u64| found.binary_search_by_key(seq, |row| row.seq).ok().and_then(|at| found.get(at)).cloned();
        Ok(wanted.iter().filter_map(row).collect())
    }

    fn line(&self, number: u64) -> Result<JournalLine, Problem> {
        let mut found = None;
        let mut take = |record: Record| {
            found = Some(record).filter(|record| record.seq == number);
            false
        };
        self.walk.again(number, &mut take).map_err(|problem| unread(&problem.to_string()))?;
        let missing = || Problem::of(ProblemKind::Missing);
        let record = found.ok_or_else(missing)?;
        let segment = self.walk.segments().iter().rfind(|segment| segment.first <= number).ok_or_else(missing)?;
        let closed = segment.manifest.as_ref().map(|manifest| Closing {
            manifest: manifest.segment.manifest(),
            at: manifest.closed,
            station: manifest.station.clone(),
            signed: folder::signature(&self.folder, manifest.segment).is_ok_and(|signature| signature.is_some()),
        });
        Ok(JournalLine {
            row: JournalRow::of(&record, self.open().contains(&number)),
            text: Untrusted::new(record.text()),
            session: Untrusted::new(record.entry.session),
            floor: record.entry.floor,
            about: record.entry.digest,
            previous: record.prev,
            file: segment.name.lines(),
            place: number - segment.first + 1,
            closed,
            breach: self.walk.breach().map(|breach| breach.to_string()),
        })
    }
}

/// The journal could not be read; what the system says of it.
fn unread(why: &str) -> Problem {
    let said = Some(Untrusted::new(format!("the journal of this console: {why}")));
    Problem { said, ..Problem::of(ProblemKind::Offline) }
}

#[cfg(test)]
mod tests;
