//! One line of a result: the kind, what it is about and how many ITMOs: `D03 CA0007-CHE01-CHE-1-2023..CA0007-CHE01-CHE-40-2023 40`.
//! It names the thing exactly and explains nothing: causes and words are each registry's own.
//! Must not know: who found it, and what it means.

mod about;

use crate::domain::{
    Quantity,
    reconcile::{Code, Finding, Subject},
};
use std::{fmt, str::FromStr};

/// What was found, in a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Its kind.
    pub code: Code,
    /// What it is about: ids as they are spelled everywhere.
    pub about: String,
    /// How many ITMOs.
    pub quantity: Quantity,
}

/// A text that is no such line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was found reads like D03 FIRST..LAST 40: a kind, what it is about, how many ITMOs")]
pub struct NotFound;

impl Found {
    /// The line of a finding.
    pub fn of(finding: &Finding) -> Self {
        Self { code: finding.code, about: about(&finding.subject), quantity: finding.quantity }
    }

    /// The lines of findings, ascending, each once.
    pub fn all(findings: &[Finding]) -> Vec<Self> {
        let mut all: Vec<Self> = findings.iter().map(Self::of).collect();
        all.sort();
        all.dedup();
        all
    }
}

/// What something is about, in the one spelling of signed results.
pub fn about(subject: &Subject) -> String {
    match subject {
        Subject::Units(block) => format!("{}..{}", block.first_id(), block.last_id()),
        Subject::Transfer(id) => format!("transfer {id}"),
        Subject::Order(id) => format!("order {id}"),
        Subject::Authorization(id) => format!("authorization {id}"),
        Subject::Total(key) => {
            let metric = key.metric.map_or("any", crate::domain::Metric::word);
            let class = key.class.map_or("any", crate::domain::reconcile::AccountClass::word);
            format!("total {} {} {} {metric} {} {class}", key.approach, key.party, key.vintage, key.holder)
        }
        Subject::Snapshot => "snapshots".to_owned(),
        Subject::Entry(entry) => format!("entry {entry}"),
        Subject::Report(year) => format!("report {year}"),
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.code.id(), self.about, self.quantity.count())
    }
}

impl FromStr for Found {
    type Err = NotFound;

    fn from_str(text: &str) -> Result<Self, NotFound> {
        let (code, rest) = text.split_once(' ').ok_or(NotFound)?;
        let (about, quantity) = rest.rsplit_once(' ').ok_or(NotFound)?;
        let code = Code::of_id(code).ok_or(NotFound)?;
        let plain = quantity.bytes().all(|octet| octet.is_ascii_digit()) && (quantity == "0" || !quantity.starts_with('0'));
        let count = quantity.parse().ok().filter(|_| plain && about::is_one(about)).ok_or(NotFound)?;
        Ok(Self { code, about: about.to_owned(), quantity: Quantity::new(count) })
    }
}
