//! What the operator should know about the configured keys.
//! Never fatal: the console starts with what can be used, and a key that does nothing is said, not swallowed.
//! Must not know: where it is shown.

use crate::app::{
    action::{Action, Scope},
    chord::{Ambiguity, Chord, ChordProblem},
    toast::Severity,
};
use std::fmt;

/// One thing about the configured keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeymapRemark {
    /// No action has this id.
    UnknownAction {
        /// What was written.
        id: String,
        /// The id that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A key can't be read; the action keeps its other keys, or its defaults when it has no others.
    BadKey {
        /// The action it was for.
        action: Action,
        /// What was written.
        written: String,
        /// What is wrong with it.
        problem: ChordProblem,
    },
    /// `ctrl-c` can't be given to another action.
    Reserved {
        /// The action that wanted it.
        action: Action,
        /// The keys it wanted.
        chord: Chord,
    },
    /// Two actions on one key in one scope.
    Conflict {
        /// The key.
        chord: Chord,
        /// The action that has it.
        winner: Action,
        /// The action that does not get it.
        loser: Action,
    },
    /// A sequence and its own beginning in one scope.
    PrefixConflict {
        /// The key that was left out.
        chord: Chord,
        /// The action that does not get it.
        loser: Action,
        /// The action whose keys begin it, or begin with it.
        winner: Action,
    },
    /// An inner scope hides an outer one's key. Often meant, so only a note.
    Shadow {
        /// The key.
        chord: Chord,
        /// The scope that hides it.
        scope: Scope,
        /// What runs there.
        inner: Action,
        /// What it would run elsewhere.
        outer: Action,
    },
    /// Ordinary terminals can't send it, or not as this key.
    Unreachable {
        /// The action.
        action: Action,
        /// The key.
        chord: Chord,
        /// Why.
        why: Ambiguity,
    },
    /// An action that was not unbound has no key left.
    Keyless(Action),
}

impl KeymapRemark {
    /// A note tells of something that may well be meant; a warning of something that does not work as written.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Shadow { .. } | Self::Unreachable { why: Ambiguity::BeginsSequence, .. } => Severity::Info,
            _ => Severity::Warn,
        }
    }
}

impl fmt::Display for KeymapRemark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownAction { id, nearest } => {
                write!(f, "keys: there is no action {id:?}")?;
                nearest.map_or(Ok(()), |name| write!(f, "; did you mean {name}?"))
            }
            Self::BadKey { action, written, problem } => {
                write!(f, "keys: {}: {written:?} was left out: {problem}", action.spec().id)
            }
            Self::Reserved { action, chord } => {
                write!(f, "keys: {}: {chord} was left out: ctrl-c always cancels or quits", action.spec().id)
            }
            Self::Conflict { chord, winner, loser } => {
                write!(f, "keys: {chord} is for {} already, so {} does not get it", winner.spec().id, loser.spec().id)
            }
            Self::PrefixConflict { chord, loser, winner } => {
                let (winner, loser) = (winner.spec().id, loser.spec().id);
                write!(f, "keys: {chord} and a key of {winner} begin alike, so {loser} does not get it")
            }
            Self::Shadow { chord, scope, inner, outer } => {
                let (inner, outer) = (inner.spec().id, outer.spec().id);
                write!(f, "keys: in {}, {chord} is {inner}; elsewhere it is {outer}", scope.name())
            }
            Self::Unreachable { action, chord, why } => write!(f, "keys: {}: {chord}: {why}", action.spec().id),
            Self::Keyless(action) => {
                write!(f, "keys: {} has no key left; the palette runs it", action.spec().id)
            }
        }
    }
}
