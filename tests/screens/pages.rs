//! Pages of a book: filtered, sorted and cut as `registry::query` says.

use super::book::now;
use countersign::{
    domain::{AccountSummary, Block, Metric},
    registry::{
        Page, Query, Sort, Start,
        query::{Term, bounds, minutes},
    },
};
use jiff::{Timestamp, tz::TimeZone};

/// What a row is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Number(u64),
    Text(String),
}

/// A row of a list in a book.
pub trait Row: Clone {
    /// The row's identity.
    fn key(&self) -> String;
    /// Where it stands by id: by its key, unless that ends in a number.
    fn by_id(&self) -> (String, u64) {
        (self.key(), 0)
    }
    /// What a field of it is sorted by.
    fn place(&self, field: &str) -> Place;
    /// Whether a term without negation holds.
    fn holds(&self, term: &Term) -> bool;
}

/// The page a query asks for.
pub fn page<R: Row>(rows: &[&R], query: &Query, revision: u64) -> Page<R> {
    page_where(rows, query, revision, R::holds)
}

/// The same of rows that alone don't say whether a term without negation holds.
pub fn page_where<R: Row>(rows: &[&R], query: &Query, revision: u64, holds: impl Fn(&R, &Term) -> bool) -> Page<R> {
    let fits = |row: &&&R| query.filter.terms.iter().all(|term| holds(row, term) != term.negated);
    let mut selected: Vec<&R> = rows.iter().filter(fits).copied().collect();
    selected.sort_by_key(|row| row.by_id());
    if let Some(Sort { by, descending }) = query.sort {
        selected.sort_by(|a, b| {
            let order = a.place(by).cmp(&b.place(by));
            if descending { order.reverse() } else { order }
        });
    }
    let limit = usize::from(query.window.limit);
    let offset = match &query.window.start {
        Start::Offset(offset) => usize::try_from(*offset).unwrap(),
        Start::Around(key) => selected.iter().position(|row| row.key() == *key).unwrap_or(0) / limit * limit,
        Start::Cursor(cursor) => cursor.parse().unwrap(),
    };
    let window: Vec<R> = selected.iter().skip(offset).take(limit).map(|row| (*row).clone()).collect();
    let end = offset + window.len();
    Page {
        rows: window,
        offset: offset as u64,
        total: selected.len() as u64,
        unfiltered: rows.len() as u64,
        next: (end < selected.len()).then(|| end.to_string()),
        revision,
        as_of: now(),
    }
}

pub fn text(value: &str) -> Place {
    Place::Text(value.to_owned())
}

pub fn contains(text: &str, word: &str) -> bool {
    text.to_ascii_lowercase().contains(&word.to_ascii_lowercase())
}

pub fn within(value: &str, number: u64) -> bool {
    bounds(value).is_some_and(|bounds| bounds.contains(&number))
}

/// Whether a moment lies so long ago.
pub fn is_ago(value: &str, at: Timestamp) -> bool {
    let passed = now().duration_since(at).as_mins();
    minutes(value).is_some_and(|range| u64::try_from(passed).is_ok_and(|passed| range.contains(&passed)))
}

impl Row for AccountSummary {
    fn key(&self) -> String {
        self.id.to_string()
    }

    fn by_id(&self) -> (String, u64) {
        (self.id.to_string(), 0)
    }

    fn place(&self, field: &str) -> Place {
        match field {
            "name" => text(self.name.octets()),
            "holder" => text(self.holder.name.octets()),
            "party" => text(self.holder.party.as_str()),
            "type" => Place::Number(u64::from(self.kind.code())),
            "state" => text(self.state.word()),
            "held" => Place::Number(self.held.count()),
            "act" => Place::Number(self.last_act.map_or(0, |at| u64::try_from(at.as_second()).unwrap())),
            _ => text(self.id.as_str()),
        }
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        match term.field {
            None => [self.id.as_str(), self.name.octets(), self.holder.name.octets()].iter().any(|text| contains(text, value)),
            Some("id") => contains(self.id.as_str(), value),
            Some("name") => contains(self.name.octets(), value),
            Some("holder") => contains(self.holder.name.octets(), value),
            Some("party") => self.holder.party.as_str() == value,
            Some("type") => self.kind.word() == Some(value),
            Some("state") => self.state.word() == value,
            Some("held") => within(value, self.held.count()),
            Some("locked") => self.locked.is_some_and(|locked| locked.count() > 0) == (value == "yes"),
            Some("act") => {
                let year = self.last_act.map(|at| at.to_zoned(TimeZone::UTC).year());
                year.is_some_and(|year| within(value, u64::try_from(year).unwrap()))
            }
            Some("age") => self.last_act.is_some_and(|at| is_ago(value, at)),
            Some("representative") => {
                let people = super::papers::bound::representatives(&self.id);
                people.iter().any(|person| contains(person.name.octets(), value))
            }
            Some(field) => panic!("accounts have no {field}"),
        }
    }
}

impl Row for Block {
    fn key(&self) -> String {
        self.first_id().to_string()
    }

    fn by_id(&self) -> (String, u64) {
        let series = self.series;
        let text = format!("{}-{}-{}-{}", series.approach, series.registry, series.party, series.vintage);
        (text, self.range.first().number())
    }

    fn place(&self, field: &str) -> Place {
        match field {
            "account" => text(self.account.as_str()),
            "approach" => text(&self.series.approach.to_string()),
            "party" => text(self.series.party.as_str()),
            "vintage" => Place::Number(u64::from(self.series.vintage.year())),
            "state" => text(self.state.word()),
            "quantity" => Place::Number(self.quantity().count()),
            _ => Place::Number(self.range.first().number()),
        }
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        match term.field {
            None => contains(&self.key(), value) || contains(self.account.as_str(), value),
            Some("serial") => bounds(value)
                .is_some_and(|asked| *asked.start() <= self.range.last().number() && *asked.end() >= self.range.first().number()),
            Some("account") => self.account.as_str() == value,
            Some("approach") => self.series.approach.to_string() == value,
            Some("registry") => self.series.registry.to_string() == value,
            Some("party") => self.series.party.as_str() == value,
            Some("vintage") => within(value, u64::from(self.series.vintage.year())),
            Some("state") => self.state.word() == value,
            Some("locked") => self.lock.is_some() == (value == "yes"),
            Some("metric") => (self.metric == Metric::Ghg) == (value == "ghg"),
            Some("quantity") => within(value, self.quantity().count()),
            Some("authorization") => self.authorization.as_str() == value,
            Some(field) => panic!("blocks have no {field}"),
        }
    }
}
