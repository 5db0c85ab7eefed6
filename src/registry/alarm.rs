//! An alarm as a console tells its registry of it: what only the console notices, so that security officers hear of it (F08, F29, T02, T20).
//! Its words in the journal are enough to tell it again after a restart; no value that is to be typed again is among them (F07).
//! Must not know: how it is sent, or who reads it.

use super::{Outcome, Problem, ProblemKind, traffic::IncidentKind};
use crate::domain::transfer::TransferId;
use jiff::Timestamp;

/// How its words begin.
const BEGIN: &str = "tell the registry of the alarm ";
/// What stands before the reason in the words of an act.
const BECAUSE: &str = ", because: ";

/// What a console noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldAlarm {
    /// What kind it is.
    pub kind: IncidentKind,
    /// When it was noticed.
    pub at: Timestamp,
    /// What it is about: a word, then an id, such as `order CHE01-2026-000124`.
    pub about: String,
}

impl ToldAlarm {
    /// The act in words: what is to be done.
    pub fn what(&self) -> String {
        format!("{BEGIN}{} of {} about {}", self.kind.word(), self.at, self.about)
    }

    /// The alarm and its sentence from the words of the journal; `None` of any other act.
    pub fn of_words(words: &str) -> Option<(Self, String)> {
        let (what, reason) = words.strip_prefix(BEGIN)?.split_once(BECAUSE)?;
        let (kind, what) = what.split_once(" of ")?;
        let (at, about) = what.split_once(" about ")?;
        let told = Self { kind: IncidentKind::of_word(kind)?, at: at.parse().ok()?, about: about.to_owned() };
        Some((told, reason.to_owned()))
    }

    /// The order it is about, if it is about one.
    pub fn order(&self) -> Option<TransferId> {
        self.about.strip_prefix("order ")?.parse().ok()
    }

    /// The transfer it is about, if it is about one.
    pub fn transfer(&self) -> Option<TransferId> {
        self.about.strip_prefix("transfer ")?.parse().ok()
    }
}

/// Whether an alarm must be told once more: nobody knows that the registry has it, and it did not refuse to take it.
pub fn is_to_be_told_again(outcome: &Result<Outcome, Problem>) -> bool {
    match outcome {
        Ok(Outcome::Unknown(_) | Outcome::Contradicted(..)) => true,
        Ok(Outcome::Done(_) | Outcome::Queued(_)) => false,
        Err(problem) => {
            let later = matches!(
                problem.kind,
                ProblemKind::SignedOut | ProblemKind::NotSignedIn { .. } | ProblemKind::Distrusted(_) | ProblemKind::Cancelled
            );
            later || problem.may_pass()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Deed;

    #[test]
    fn an_alarm_is_read_back_from_its_words_in_the_journal() {
        for (about, order) in [("order CHE01-2026-000124", true), ("case CHE01-CASE-000012", false), ("roster", false)] {
            let told =
                ToldAlarm { kind: IncidentKind::Retyped, at: "2026-11-29T02:00:00Z".parse().unwrap(), about: about.into() };
            let words = Deed::TellAlarm(Box::new(told.clone())).in_words("it did not match, because: of that (F08)").to_string();
            let (read, reason) = ToldAlarm::of_words(&words).unwrap();
            assert_eq!((read.order().is_some(), &read), (order, &told));
            assert_eq!(reason, "it did not match, because: of that (F08)");
        }
        for other in ["freeze account A at version 1", "tell the registry of the alarm moon of then about it, because: why"] {
            assert_eq!(ToldAlarm::of_words(other), None);
        }
    }

    #[test]
    fn what_the_registry_refused_is_not_told_again() {
        let refused = Err(Problem::of(ProblemKind::Forbidden));
        assert!(!is_to_be_told_again(&refused) && is_to_be_told_again(&Err(Problem::of(ProblemKind::Offline))));
        assert!(is_to_be_told_again(&Ok(Outcome::Unknown(crate::registry::IdempotencyKey(uuid::Uuid::nil())))));
    }
}
