//! Cooperative approaches and their life cycle: Draft, Submitted, Active, Suspended, Completed or Revoked.
//! Completed and Revoked are the end, and nothing becomes a draft again.
//! Must not know: which outcomes were authorized under an approach.

use super::{ApproachId, PartyCode, words};
use crate::text::Untrusted;

/// The state of a cooperative approach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApproachState {
    /// Being prepared.
    Draft,
    /// Handed in, not yet in force.
    Submitted,
    /// In force.
    Active,
    /// Out of force for a time.
    Suspended,
    /// Over, as planned.
    Completed,
    /// Taken back.
    Revoked,
}

words!(
    ApproachState, "state",
    Draft "draft",
    Submitted "submitted",
    Active "active",
    Suspended "suspended",
    Completed "completed",
    Revoked "revoked",
);

/// A change of state that a cooperative approach can't make. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the cooperative approach is {from}; it can't become {to}, and nothing was changed")]
pub struct IllegalChange {
    /// The word of the state it is in.
    pub from: &'static str,
    /// The word of the state asked for.
    pub to: &'static str,
}

impl ApproachState {
    /// The state asked for, if it may follow this one.
    ///
    /// # Errors
    /// [`IllegalChange`] when it may not.
    pub fn step(self, to: Self) -> Result<Self, IllegalChange> {
        let legal = match self {
            Self::Draft => matches!(to, Self::Submitted | Self::Active | Self::Revoked),
            Self::Submitted => matches!(to, Self::Active | Self::Revoked),
            Self::Active => matches!(to, Self::Suspended | Self::Completed | Self::Revoked),
            Self::Suspended => matches!(to, Self::Active | Self::Completed | Self::Revoked),
            Self::Completed | Self::Revoked => false,
        };
        if legal { Ok(to) } else { Err(IllegalChange { from: self.word(), to: to.word() }) }
    }

    /// Whether nothing follows.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Revoked)
    }
}

/// How far the initial report of a cooperative approach is. Outcomes are authorized only once it is submitted (2/CMA.3, annex, paragraph 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InitialReport {
    /// Being written.
    Draft,
    /// Handed in.
    Submitted,
    /// Public.
    Published,
}

words!(InitialReport, "state", Draft "draft", Submitted "submitted", Published "published");

/// A cooperative approach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approach {
    /// Its id, allocated by the centralized accounting and reporting platform.
    pub id: ApproachId,
    /// Its name as the registry spells it.
    pub name: Untrusted,
    /// The participating Parties.
    pub parties: Vec<PartyCode>,
    /// Its state.
    pub state: ApproachState,
    /// Its initial report.
    pub initial_report: InitialReport,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_legal_or_named() {
        use ApproachState as S;
        let legal = [
            (S::Draft, vec![S::Submitted, S::Active, S::Revoked]),
            (S::Submitted, vec![S::Active, S::Revoked]),
            (S::Active, vec![S::Suspended, S::Completed, S::Revoked]),
            (S::Suspended, vec![S::Active, S::Completed, S::Revoked]),
            (S::Completed, vec![]),
            (S::Revoked, vec![]),
        ];
        assert_eq!(legal.len(), S::ALL.len());
        for (from, targets) in legal {
            for (to, word) in S::ALL.iter().copied() {
                let expected = if targets.contains(&to) { Ok(to) } else { Err(IllegalChange { from: from.word(), to: word }) };
                assert_eq!(from.step(to), expected, "{from:?} → {to:?}");
            }
            assert_eq!(from.is_final(), targets.is_empty());
            assert!(from.step(S::Draft).is_err(), "nothing becomes a draft again");
        }
    }

    #[test]
    fn words_read_back() {
        for (state, word) in ApproachState::ALL {
            assert_eq!(ApproachState::of_word(word), Some(*state));
        }
        for (report, word) in InitialReport::ALL {
            assert_eq!((InitialReport::of_word(word), report.word()), (Some(*report), *word));
        }
        assert_eq!(ApproachState::of_word("Active"), None);
    }
}
