//! That somebody tried to reach a contact: whom, where, about what, and what came of it. Attempts are evidence, also the ones that failed.
//! A response test is an attempt too: how long they took to answer is measured, not felt.
//! Must not know: who tried, or where it is kept.

use super::{Address, CardId, Severity, Topic};
use crate::domain::{RegistryId, case::CaseId, transfer::TransferId, words};
use jiff::{SignedDuration, Timestamp};
use std::{fmt, str::FromStr};

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttemptResult {
    /// They answered.
    Answered,
    /// Nobody did.
    NoAnswer,
    /// A message was left, or sent.
    MessageLeft,
    /// Somebody else answered, who was not expected there: the channel is doubtful.
    WrongPerson,
}

words!(
    AttemptResult, "result",
    Answered "answered",
    NoAnswer "no-answer",
    MessageLeft "message-left",
    WrongPerson "wrong-person",
);

/// What an attempt belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// A transfer.
    Transfer(TransferId),
    /// A case of a discrepancy.
    Case(CaseId),
    /// A counterpart as such.
    Registry(RegistryId),
    /// Nothing but whether they answer.
    Test,
}

/// No matter that an attempt can belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an attempt is about transfer:ID, case:ID, registry:ID, or test")]
pub struct NoMatter;

/// `transfer:GHA01-2026-000123`, `case:ID`, `registry:GHA01`, `test`.
impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transfer(id) => write!(f, "transfer:{id}"),
            Self::Case(id) => write!(f, "case:{id}"),
            Self::Registry(id) => write!(f, "registry:{id}"),
            Self::Test => f.write_str("test"),
        }
    }
}

impl FromStr for Matter {
    type Err = NoMatter;

    fn from_str(text: &str) -> Result<Self, NoMatter> {
        let read = match text.split_once(':') {
            Some(("transfer", id)) => id.parse().ok().map(Self::Transfer),
            Some(("case", id)) => id.parse().ok().map(Self::Case),
            Some(("registry", id)) => id.parse().ok().map(Self::Registry),
            None if text == "test" => Some(Self::Test),
            _ => None,
        };
        read.ok_or(NoMatter)
    }
}

/// An attempt to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attempt {
    /// Whom.
    pub who: CardId,
    /// Where.
    pub address: Address,
    /// What it was about.
    pub topic: Topic,
    /// How bad it was.
    pub severity: Severity,
    /// What it belongs to.
    pub about: Matter,
    /// What came of it.
    pub result: AttemptResult,
    /// When it began.
    pub began: Timestamp,
    /// When it ended: when they answered, or when it was given up. Not before it began.
    pub ended: Timestamp,
}

impl Attempt {
    /// How long they took to answer; `None` when they did not.
    pub fn answered_after(&self) -> Option<SignedDuration> {
        (self.result == AttemptResult::Answered).then(|| self.ended.duration_since(self.began))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matter_is_read_as_it_is_written() {
        for text in ["transfer:GHA01-2026-000123", "case:CHE01-CASE-000012", "registry:GHA01", "test"] {
            assert_eq!(text.parse::<Matter>().unwrap().to_string(), text);
        }
        for text in ["", "tests", "transfer:", "transfer", "registry:gha", "case:R-7", "case:CHE01-CASE-12", "test:"] {
            assert_eq!(text.parse::<Matter>(), Err(NoMatter), "{text:?}");
        }
    }

    #[test]
    fn only_an_answer_has_a_time() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let attempt = |result| Attempt {
            who: "gha-1".parse().unwrap(),
            address: Address::Duty("+233200000001".parse().unwrap()),
            topic: Topic::Operations,
            severity: Severity::High,
            about: Matter::Test,
            result,
            began: at("2026-11-22T03:00:00Z"),
            ended: at("2026-11-22T03:04:30Z"),
        };
        assert_eq!(attempt(AttemptResult::Answered).answered_after(), Some(SignedDuration::from_secs(270)));
        assert_eq!(attempt(AttemptResult::NoAnswer).answered_after(), None);
    }
}
