//! The report of a year, made from the ledger alone: its entries up to the last of the year are applied to an empty book aside, and what
//! they do is noted. The same entries give the same report whenever it is asked for; once a year is over it is frozen by their digest.
//! Must not know: HTTP, and the tables that are filed.

mod actions;

use super::{
    book,
    fault::StoreProblem,
    ledger::{self, OPENED},
    list::{BLOCKS, List},
    problem::Refusal,
    rows,
};
use crate::{
    domain::RegistryId,
    wire::{
        BigNumber,
        admin::{
            Block,
            report::{AuthorizedEntity, Report, ReportRows, ReportedAction},
        },
        ledger::Authorization,
    },
};
use actions::Actions;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::{Arc, Mutex, PoisonError};

/// What is held: what is in an account and neither used nor cancelled. A provisional credit is not.
const HELD: &str = "state NOT IN ('in-flight-in', 'used', 'cancelled')";

/// The report that was asked for last, so that its rows can be read page by page.
#[derive(Debug, Default)]
pub(super) struct Reports(Mutex<Option<Arc<Made>>>);

/// A report, with the book it was made in.
#[derive(Debug)]
pub(super) struct Made {
    year: i16,
    /// What is said of it as a whole.
    pub(super) head: Report,
    book: Mutex<Connection>,
}

/// Which rows of a report are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// The last entry that counts.
    pub(super) entry: u64,
    /// How many rows are stepped over.
    pub(super) offset: u64,
    /// How many come at most.
    pub(super) limit: u16,
}

/// The entries that a report is made of.
struct Moment {
    entry: u64,
    digest: String,
    ended: bool,
    at: Timestamp,
}

impl Reports {
    /// The report of a year as of now.
    pub(super) fn of(&self, book: &Connection, here: RegistryId, year: i16, now: Timestamp) -> Result<Arc<Made>, Refusal> {
        let moment = Moment::of(book, year, now)?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |made: &&Arc<Made>| made.is(year, moment.entry) && made.head.ended == moment.ended;
        if let Some(made) = kept.as_ref().filter(same) {
            return Ok(Arc::clone(made));
        }
        let made = Arc::new(Made::of(book, here, year, moment)?);
        *kept = Some(Arc::clone(&made));
        Ok(made)
    }

    /// The report of a year up to an entry, which its reader has the head of.
    pub(super) fn up_to(
        &self,
        book: &Connection,
        here: RegistryId,
        (year, entry): (i16, u64),
        now: Timestamp,
    ) -> Result<Arc<Made>, Refusal> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(made) = kept.filter(|made| made.is(year, entry)) {
            return Ok(made);
        }
        let made = self.of(book, here, year, now)?;
        if made.is(year, entry) {
            return Ok(made);
        }
        Err(Refusal::state(format!("the report of {year} is as of another entry now; begin again with the report itself")))
    }
}

/// Notes the digest that the ledger had at the end of a year; a note that is there stays.
pub(super) fn freeze(book: &Connection, report: &Report) -> Result<(), StoreProblem> {
    let sql = "INSERT OR IGNORE INTO year_ends (year, sha256) VALUES (?, ?)";
    book.prepare_cached(sql)?.execute(params![report.year.parse::<i16>().unwrap_or_default(), report.digest])?;
    Ok(())
}

/// Whether the end of a year is noted.
pub(super) fn is_frozen(book: &Connection, report: &Report) -> Result<bool, StoreProblem> {
    Ok(noted(book, report.year.parse().unwrap_or_default())?.is_some())
}

fn noted(book: &Connection, year: i16) -> Result<Option<String>, StoreProblem> {
    let sql = "SELECT sha256 FROM year_ends WHERE year = ?";
    Ok(book.prepare_cached(sql)?.query_row([year], |row| row.get(0)).optional()?)
}

fn begins(year: i16) -> Option<Timestamp> {
    Some(Date::new(year, 1, 1).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

impl Moment {
    fn of(book: &Connection, year: i16, now: Timestamp) -> Result<Self, Refusal> {
        let next = year.checked_add(1).and_then(begins);
        let (Some(begins), Some(ends)) = (begins(year), next) else { return Err(Refusal::missing("year")) };
        if now < begins {
            return Err(Refusal::state(format!("the year {year} has not begun by the clock of this registry")));
        }
        let ended = now >= ends;
        let before = if ended { ends.as_millisecond() } else { i64::MAX };
        let sql = "SELECT seq, lower(hex(digest)) FROM entries WHERE at < ? ORDER BY seq DESC LIMIT 1";
        let last: Option<(i64, String)> =
            book.prepare_cached(sql)?.query_row([before], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((entry, digest)) = last else {
            let why = format!("the book of this registry was opened after {year}; its ledger does not say what was held then");
            return Err(Refusal::state(why));
        };
        if ended && noted(book, year)?.is_some_and(|noted| noted != digest) {
            let why = format!(
                "the ledger up to the end of {year} is not what it was when the year was frozen (W12); find out why before it is reported"
            );
            return Err(Refusal::state(why));
        }
        let last_moment = Timestamp::from_millisecond(ends.as_millisecond().saturating_sub(1)).unwrap_or(ends);
        let whole = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        Ok(Self { entry: entry.unsigned_abs(), digest, ended, at: if ended { last_moment } else { whole } })
    }
}

impl Made {
    fn is(&self, year: i16, entry: u64) -> bool {
        self.year == year && self.head.entry.0 == entry
    }

    fn of(book: &Connection, here: RegistryId, year: i16, moment: Moment) -> Result<Self, Refusal> {
        let actions = Actions { here, year };
        let aside = ledger::replayed_to(book, moment.entry, |aside, line, act| actions.note(aside, line, act))?;
        aside.execute_batch(&format!(
            "CREATE TABLE reported_holdings AS SELECT approach, registry, party, vintage, first FROM blocks WHERE {HELD} \
             ORDER BY approach, registry, party, vintage, first"
        ))?;
        let count = |table: &str| -> Result<BigNumber, Refusal> {
            let count: i64 = aside.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
            Ok(BigNumber(count.unsigned_abs()))
        };
        let opened = "SELECT max(at) FROM entries WHERE kind = ?";
        let opened: i64 = book.prepare_cached(opened)?.query_row([OPENED], |row| row.get(0))?;
        let party = here.party().to_string();
        let head = Report {
            year: year.to_string(),
            registry: here.to_string(),
            ended: moment.ended,
            at: moment.at,
            entry: BigNumber(moment.entry),
            digest: moment.digest,
            opened: Timestamp::from_millisecond(opened).map_err(|_| StoreProblem::Row("a time"))?,
            authorizations: authorizations(&aside, &party)?,
            entities: entities(&aside, &party)?,
            actions: count(actions::TABLE)?,
            holdings: count("reported_holdings")?,
            party,
        };
        Ok(Self { year, head, book: Mutex::new(aside) })
    }

    /// Actions, in the order in which they were done.
    pub(super) fn actions(&self, wanted: Wanted) -> Result<ReportRows<ReportedAction>, Refusal> {
        let book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        let items = actions::rows(&book, wanted)?;
        Ok(self.rows(wanted, self.head.actions, items))
    }

    /// Blocks that are held, in the order of their ids.
    pub(super) fn holdings(&self, wanted: Wanted) -> Result<ReportRows<Block>, Refusal> {
        let book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        let List { select, join, .. } = BLOCKS;
        let key = "approach, registry, party, vintage, first";
        let sql = format!(
            "SELECT {select} FROM blocks {join} WHERE ({key}) IN (SELECT {key} FROM reported_holdings WHERE rowid > ?1 AND rowid <= ?2) \
             ORDER BY {key}"
        );
        let first = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
        let mut statement = book.prepare_cached(&sql)?;
        let mut found = statement.query([first, first.saturating_add(i64::from(wanted.limit))])?;
        let mut items = Vec::new();
        while let Some(row) = found.next()? {
            items.push(rows::block(row)?);
        }
        Ok(self.rows(wanted, self.head.holdings, items))
    }

    fn rows<T>(&self, wanted: Wanted, total: BigNumber, items: Vec<T>) -> ReportRows<T> {
        ReportRows { entry: self.head.entry, offset: BigNumber(wanted.offset), total, items }
    }
}

fn authorizations(book: &Connection, party: &str) -> Result<Vec<Authorization>, StoreProblem> {
    let mut statement = book.prepare("SELECT id, version FROM authorizations WHERE party = ? ORDER BY id, version")?;
    let keys = statement.query_map([party], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?)))?;
    let mut found = Vec::new();
    for key in keys {
        let (id, version) = key?;
        found.extend(book::authorization_said(book, &id, Some(version))?);
    }
    Ok(found)
}

fn entities(book: &Connection, party: &str) -> Result<Vec<AuthorizedEntity>, StoreProblem> {
    let mut statement = book.prepare("SELECT id, name, country FROM entities WHERE party = ? ORDER BY id")?;
    let rows = statement.query_map([party], |row| {
        Ok(AuthorizedEntity { id: row.get("id")?, name: row.get("name")?, country: row.get("country")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
