//! Whether somebody answers at all: once a year they are called without a reason, and how long it took is measured (TF-CSIRT).
//! An attempt about nothing but that is such a test; attempts about something that was wrong count for nothing here.
//! Must not know: who called, or where attempts are kept.

use super::{Attempt, CardId, Matter};
use jiff::{SignedDuration, Timestamp};

/// After so many days an answer is too old to rely upon.
pub const TEST_DAYS: i64 = 365;

/// What the newest response tests of somebody came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseTest {
    /// Nobody ever tested it.
    Never,
    /// They were tried and have not answered since.
    Silent {
        /// When they were tried last.
        since: Timestamp,
    },
    /// They answered.
    Answered {
        /// When.
        at: Timestamp,
        /// How long it took.
        after: SignedDuration,
    },
}

impl ResponseTest {
    /// What the attempts say of somebody, in whatever order they come.
    pub fn of<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, who: &CardId) -> Self {
        let theirs = attempts.into_iter().filter(|attempt| attempt.about == Matter::Test && attempt.who == *who);
        let Some(last) = theirs.max_by_key(|attempt| attempt.ended) else { return Self::Never };
        match last.answered_after() {
            Some(after) => Self::Answered { at: last.ended, after },
            None => Self::Silent { since: last.ended },
        }
    }

    /// Whether they are to be tested again.
    pub fn is_due(self, now: Timestamp) -> bool {
        match self {
            Self::Never | Self::Silent { .. } => true,
            Self::Answered { at, .. } => now.duration_since(at) >= SignedDuration::from_hours(TEST_DAYS * 24),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{Address, AttemptResult, Severity, Topic, sample::*};

    fn attempt(who: &str, about: Matter, result: AttemptResult, ended: &str) -> Attempt {
        let ended = at(ended);
        Attempt {
            who: id(who),
            address: Address::Duty("+233200000001".parse().unwrap()),
            topic: Topic::Operations,
            severity: Severity::Normal,
            about,
            result,
            began: ended - SignedDuration::from_secs(150),
            ended,
        }
    }

    #[test]
    fn the_newest_test_counts_and_only_tests_do() {
        use AttemptResult::{Answered, NoAnswer};
        let answered = attempt("gha-1", Matter::Test, Answered, "2026-03-01T10:00:00Z");
        let silent = attempt("gha-1", Matter::Test, NoAnswer, "2026-05-01T10:00:00Z");
        let other = attempt("gha-2", Matter::Test, Answered, "2026-06-01T10:00:00Z");
        let call = attempt("gha-1", Matter::Registry("GHA01".parse().unwrap()), Answered, "2026-07-01T10:00:00Z");
        let of = |attempts: &[&Attempt]| ResponseTest::of(attempts.iter().copied(), &id("gha-1"));
        assert_eq!(of(&[&other, &call]), ResponseTest::Never);
        assert_eq!(of(&[&answered, &call]), ResponseTest::Answered { at: answered.ended, after: SignedDuration::from_secs(150) });
        for order in [[&answered, &silent], [&silent, &answered]] {
            assert_eq!(of(&order), ResponseTest::Silent { since: silent.ended });
        }
    }

    #[test]
    fn an_answer_lasts_a_year() {
        let answered = ResponseTest::Answered { at: at("2026-03-01T10:00:00Z"), after: SignedDuration::from_secs(1) };
        assert!(!answered.is_due(at("2027-03-01T09:59:59Z")));
        assert!(answered.is_due(at("2027-03-01T10:00:00Z")));
        assert!(ResponseTest::Never.is_due(at("2026-03-01T10:00:00Z")));
    }
}
