//! Why not: every reason an action can't run, as a sentence the operator can act on.
//! The same value greys the key, fills the help row and the toast.
//! Must not know: the console's state; the console judges and gives the reason.

use super::action::{Risk, Scope};

/// Two keys closer than this are a burst: a paste, or typing into the wrong window. Milliseconds.
pub const BURST_MILLIS: u64 = 30;

/// What a paste is told where no field takes it.
pub const PASTE_REFUSED: &str = "Pasted text was not used: nothing here takes text.";

/// Why an action can't run now.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// It needs a row and none is selected.
    #[error("No row is selected.")]
    NoRow,
    /// There is no filter to clear.
    #[error("The list is not filtered.")]
    NotFiltered,
    /// No filter was kept for this list.
    #[error("No filter is kept for this list yet. Filter it, then keep the filter under a name.")]
    NothingSaved,
    /// There is no next match without a search.
    #[error("Nothing was searched for yet.")]
    NothingFound,
    /// There is only one registry to switch to.
    #[error("The configuration has only one profile.")]
    OneProfile,
    /// There is nothing to go back to.
    #[error("There is nothing to go back to.")]
    NothingBehind,
    /// Nothing of what it would show waits.
    #[error("Nothing of that kind waits.")]
    NothingWaits,
    /// Nothing came since the last look.
    #[error("Nothing is new.")]
    NothingNew,
    /// Nothing went wrong.
    #[error("There was no problem so far.")]
    NoProblem,
    /// The profile may only read.
    #[error("The profile {0} only reads. Use a profile that may act.")]
    ReadOnly(String),
    /// The registry's word for its environment is not the configured one (T33).
    #[error("The registry says it is in another environment than the profile. Nothing is sent before this is cleared up.")]
    OtherEnvironment,
    /// Acting without a journal is not allowed (promise 7); why there is none, as a sentence.
    #[error("{0} Reading works; acting is off.")]
    JournalClosed(String),
    /// The session is missing or over.
    #[error("You are not signed in to this registry.")]
    NotSignedIn,
    /// No row is marked.
    #[error("Nothing is marked.")]
    NothingMarked,
    /// Nothing more can be marked.
    #[error("{0} blocks are marked; more do not go into one order.")]
    TooManyMarked(usize),
    /// The row shows all there is.
    #[error("There is nothing more to open.")]
    NothingToOpen,
    /// What it would lead to is not there.
    #[error("It is about no {0}.")]
    AboutNo(&'static str),
    /// It answers no message.
    #[error("It answers no other message.")]
    AnswersNothing,
    /// The action belongs to another place.
    #[error("This works only in {}.", .0.name())]
    NotHere(Scope),
    /// The keys do nothing here, and something in other places.
    #[error("{keys} does nothing here; it works in {}.", listed(.scopes))]
    KeysOf {
        /// The keys, as they are written.
        keys: String,
        /// Where they do something.
        scopes: Vec<Scope>,
    },
    /// A list that is here as a whole has no matches to go through.
    #[error("Only what matches is shown here, so there is no next match to go to.")]
    OnlyMatches,
    /// There is nothing left to freeze.
    #[error("The account is frozen already.")]
    AlreadyFrozen,
    /// The block is in a state that can't be frozen.
    #[error("The block is {0}; only an available one can be frozen.")]
    BlockIs(&'static str),
    /// There are no parts to go through.
    #[error("There is no further part to go to here.")]
    NoParts,
    /// The account is closed; nothing can move.
    #[error("The account is closed.")]
    AccountClosed,
    /// The thing it would act on is not loaded yet.
    #[error("It is not loaded yet.")]
    NotLoaded,
    /// What was picked can't be used; the picker knows why.
    #[error("{0}")]
    Unusable(String),
    /// What is shown may be old; acting needs it fresh.
    #[error("What is shown may be old. Refresh first.")]
    Stale,
    /// An earlier act on the same thing has no known outcome (promise 3).
    #[error("The outcome of the last act on it is unknown. Ask what became of it first.")]
    OutcomeUnknown,
    /// No act has an unknown outcome.
    #[error("No act has an unknown outcome.")]
    NothingUnknown,
    /// No act is known that never reached the registry.
    #[error("There is no act to send again: that is offered when the registry says that it never received one.")]
    NothingMissed,
    /// The registry says that the act can't be done now, and why, in words that passed the gate.
    #[error("{0}")]
    NotNow(String),
    /// The cursor is on nothing the act could be about.
    #[error("Move the cursor to {0} first.")]
    PointAt(&'static str),
    /// A rule forbids it; with the rule's id, which goes into the journal too.
    #[error("{why} ({rule}).")]
    Rule {
        /// The rule's id, such as `F01`.
        rule: &'static str,
        /// Why, without the end stop.
        why: String,
    },
    /// One export at a time.
    #[error("An export is under way. Wait for its end, or give it up.")]
    Exporting,
    /// There is no export to give up.
    #[error("No export is under way.")]
    NotExporting,
    /// More than a terminal's clipboard takes.
    #[error("This is too long for the terminal's clipboard; nothing was copied.")]
    TooLongToCopy,
    /// The problem came without a request.
    #[error("No request was sent, so there is no request id.")]
    NoRequest,
    /// Another act is under way.
    #[error("Another act on it is under way.")]
    UnderWay,
    /// The registry can't do it.
    #[error("This registry does not offer that.")]
    NotOffered,
    /// A risky key came in a burst.
    #[error("Too fast: that looked like pasted text. Nothing was done; press the key again.")]
    TooFast,
    /// The argument does not fit. What was given has passed the gate; what is needed stands as in the table of actions.
    #[error("{given} is not what it takes: {}.", .needs.trim_matches(['<', '>']))]
    Misfit {
        /// What was typed or picked.
        given: String,
        /// What the action takes.
        needs: &'static str,
    },
    /// A challenge must be typed.
    #[error("Type it: pasted text confirms nothing.")]
    TypeIt,
    /// Text was pasted where no field takes it.
    #[error("{PASTE_REFUSED}")]
    NoField,
    /// The pasted or typed text does not fit the field.
    #[error("{0}")]
    Field(#[from] super::field::FieldProblem),
}

/// The first few scopes, in words.
fn listed(scopes: &[Scope]) -> String {
    const NAMED: usize = 3;
    let names: Vec<&str> = scopes.iter().take(NAMED).map(|scope| scope.name()).collect();
    match (names.split_last(), scopes.len().saturating_sub(NAMED)) {
        (Some((last, before)), 0) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        (_, 0) => names.join(""),
        (_, more) => format!("{} and {more} other places", names.join(", ")),
    }
}

/// Refuses a risky action that comes in a burst of keys; `since` is the time since the key before, in milliseconds.
///
/// # Errors
/// [`Refusal::TooFast`] when the action has a risk and the last key was less than [`BURST_MILLIS`] ago.
pub fn burst(risk: Risk, since: Option<u64>) -> Result<(), Refusal> {
    match (risk, since) {
        (Risk::None, _) | (_, None) => Ok(()),
        (_, Some(millis)) if millis < BURST_MILLIS => Err(Refusal::TooFast),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_risky_action_in_a_burst_is_refused() {
        for (risk, since, fine) in [
            (Risk::None, Some(0), true),
            (Risk::Reversible, Some(29), false),
            (Risk::Irreversible, Some(0), false),
            (Risk::Irreversible, Some(30), true),
            (Risk::Irreversible, None, true),
        ] {
            assert_eq!(burst(risk, since).is_ok(), fine, "{risk:?} {since:?}");
        }
    }

    #[test]
    fn reasons_are_sentences() {
        for (refusal, sentence) in [
            (Refusal::NotHere(Scope::Account), "This works only in one account."),
            (
                Refusal::KeysOf { keys: "x n".to_owned(), scopes: vec![Scope::Runs, Scope::Case] },
                "x n does nothing here; it works in reconciliation runs and one case.",
            ),
            (
                Refusal::KeysOf { keys: "x w".to_owned(), scopes: vec![Scope::Order, Scope::Runs, Scope::Guard, Scope::Case] },
                "x w does nothing here; it works in one order, reconciliation runs, the roster and the policy and 1 other places.",
            ),
            (Refusal::ReadOnly("swiss".into()), "The profile swiss only reads. Use a profile that may act."),
            (Refusal::Misfit { given: "CHE01-1".to_owned(), needs: "<account id>" }, "CHE01-1 is not what it takes: account id."),
        ] {
            assert_eq!(refusal.to_string(), sentence);
        }
    }
}
