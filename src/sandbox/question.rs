//! The parameters of a list request.
//! Read strictly: what is unknown, doubled or wrong is named, never ignored, since an ignored filter shows rows nobody asked for.
//! Must not know: SQL, or how rows look.

use super::{
    list::{List, Matches},
    problem::Refusal,
};
use crate::{
    registry::{Filter, Sort, Start, Window},
    wire::problem::Field,
};
use jiff::Timestamp;

/// A list, and what is asked of it.
#[derive(Clone, Debug)]
pub(super) struct Question {
    /// The list.
    pub list: &'static List,
    /// Which rows.
    pub filter: Filter,
    /// In which order.
    pub sort: Option<Sort>,
    /// Which of them now.
    pub window: Window,
    /// The time it is asked.
    pub now: Timestamp,
}

/// The parameters as they came.
#[derive(Default)]
struct Parameters {
    filter: Option<String>,
    sort: Option<String>,
    limit: Option<String>,
    offset: Option<String>,
    cursor: Option<String>,
    around: Option<String>,
}

impl Question {
    /// Reads the parameters of a list.
    pub(super) fn read(list: &'static List, pairs: Vec<(String, String)>, now: Timestamp) -> Result<Self, Refusal> {
        let mut wrong = Vec::new();
        let given = Parameters::collect(pairs, &mut wrong);
        let mut question = Self { list, filter: Filter::default(), sort: None, window: Window::default(), now };
        if let Some(text) = &given.filter {
            match Filter::parse(text, list.fields) {
                Ok(filter) => question.filter = filter,
                Err(problem) => wrong.push(field("filter", problem.to_string())),
            }
        }
        if let Some(text) = &given.sort {
            match Sort::parse(text, list.fields) {
                Ok(sort) => question.sort = Some(sort),
                Err(problem) => wrong.push(field("sort", problem.to_string())),
            }
        }
        if let Some(text) = &given.limit {
            match digits(text).and_then(|n| u16::try_from(n).ok()).filter(|n| (1..=1_000).contains(n)) {
                Some(limit) => question.window.limit = limit,
                None => wrong.push(field("limit", "expects a number from 1 to 1000")),
            }
        }
        question.window.start = given.start(&mut wrong);
        if wrong.is_empty() { Ok(question) } else { Err(Refusal::invalid(wrong)) }
    }

    /// The filter as text, for what is measured once and kept: with ages, or with what is due, it means something else as time goes by.
    pub(super) fn measured_as(&self) -> String {
        let moves = |name: &str| {
            self.list.meaning(name).is_some_and(|meaning| match meaning.matches {
                Matches::Ago(_) => true,
                Matches::Holds(condition) => condition.contains('?'),
                _ => false,
            })
        };
        let moving = self.filter.terms.iter().filter_map(|term| term.field).any(moves);
        if moving { format!("{}\n{}", self.filter, self.now.as_millisecond()) } else { self.filter.to_string() }
    }

    /// Everything but the window, as text: what cursors are bound to.
    pub(super) fn text(&self) -> String {
        let sort = self.sort.map(|sort| sort.to_string()).unwrap_or_default();
        format!("{}\n{sort}\n{}", self.list.table, self.filter)
    }
}

impl Parameters {
    fn collect(pairs: Vec<(String, String)>, wrong: &mut Vec<Field>) -> Self {
        let mut given = Self::default();
        for (name, value) in pairs {
            let slot = match name.as_str() {
                "filter" => &mut given.filter,
                "sort" => &mut given.sort,
                "limit" => &mut given.limit,
                "offset" => &mut given.offset,
                "cursor" => &mut given.cursor,
                "around" => &mut given.around,
                _ => {
                    let name: String = name.chars().take(40).collect();
                    wrong.push(field(&name, "is not a parameter of this list"));
                    continue;
                }
            };
            if slot.replace(value).is_some() {
                wrong.push(field(&name, "is given twice"));
            }
        }
        given
    }

    /// Where the window begins: at most one of three ways to say it.
    fn start(self, wrong: &mut Vec<Field>) -> Start {
        let ways = [self.offset.is_some(), self.cursor.is_some(), self.around.is_some()];
        if ways.iter().filter(|given| **given).count() > 1 {
            wrong.push(field("offset", "only one of offset, cursor and around can be given"));
        }
        if let Some(cursor) = self.cursor {
            return Start::Cursor(cursor);
        }
        if let Some(key) = self.around {
            return Start::Around(key);
        }
        let offset = self.offset.map_or(Some(0), |text| digits(&text));
        if offset.is_none() {
            wrong.push(field("offset", "expects a whole number from 0"));
        }
        Start::Offset(offset.unwrap_or(0))
    }
}

fn field(name: &str, why: impl Into<String>) -> Field {
    Field { field: name.to_owned(), why: why.into() }
}

/// Digits only, in their one spelling: no sign, no space, no leading zeros.
fn digits(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}
