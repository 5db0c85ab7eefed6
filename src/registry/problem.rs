//! Why a registry gave no answer, in the terms a caller can act on.
//! Every problem says what happened, what was not done, what to try, and the request id.
//! Must not know: how it is painted.

mod distrust;
mod sign_in;
#[cfg(test)]
mod tests;
mod unreached;

pub use distrust::Distrust;
pub use sign_in::NotSignedIn;
pub use unreached::Unreached;

use super::book::CheckFinding;
use crate::text::Untrusted;
use std::time::Duration;

/// The only error a screen sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem it is.
    pub kind: ProblemKind,
    /// The id this console gave the request; support staff find it in the registry's log.
    pub request: Option<String>,
    /// What the registry said in its own words, if it said anything.
    pub said: Option<Untrusted>,
}

/// What kind of problem it is; a caller decides by this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// No connection could be made, or it broke before an answer.
    Offline,
    /// No connection could be made, and it is known why.
    Unreached(Unreached),
    /// No secure connection: whoever answered could not prove to be the registry, or it did not accept us (T12).
    Distrusted(Distrust),
    /// No complete answer in time.
    Deadline {
        /// How long was waited.
        waited: Duration,
    },
    /// Nobody wants the answer any more.
    Cancelled,
    /// The session is missing, over, or was refused.
    SignedOut,
    /// There is no token that the registry takes.
    NotSignedIn {
        /// The profile to sign in to.
        profile: String,
        /// Why.
        why: NotSignedIn,
    },
    /// The operator may not do this.
    Forbidden,
    /// The thing does not exist, or not for this operator.
    Missing,
    /// The thing has changed since it was read.
    Conflict,
    /// The registry refused what was asked.
    Invalid(Vec<FieldProblem>),
    /// Checks refused what was asked; those that did not pass, with what they looked at.
    Checks(Vec<CheckFinding>),
    /// The registry asks to wait.
    Busy {
        /// For how long, if it said so.
        retry_after: Option<Duration>,
    },
    /// The registry failed.
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// An answer came that is not one: wrong type, broken, too large, or pointing elsewhere.
    Unreadable(Unreadable),
    /// This profile only reads; no write left this console.
    ReadOnly,
    /// The act could not be journalled, so it was not sent (promise 7).
    Unrecorded,
    /// The text was not signed, so it was not sent.
    Unsigned {
        /// Why, as a clause in our own words.
        why: String,
        /// What to do, as a sentence; empty where the clause says it.
        advice: String,
    },
}

/// Why an answer could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unreadable {
    /// More octets than any honest answer has.
    TooLarge {
        /// The cap.
        octets: usize,
    },
    /// The registry tried to send us to another address. It was not followed (T11).
    Redirect,
    /// Not the media type that was asked for.
    MediaType,
    /// Not JSON, nested too deep, or not the fields that were asked for.
    Malformed {
        /// Where and what, in our own words; never the server's text.
        at: String,
    },
}

/// One field the registry refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field.
    pub field: Untrusted,
    /// Why.
    pub why: Untrusted,
}

impl Problem {
    /// A problem with nothing said and no request.
    pub fn of(kind: ProblemKind) -> Self {
        Self { kind, request: None, said: None }
    }

    /// A problem of the request with this id.
    pub fn of_request(kind: ProblemKind, request: impl Into<String>) -> Self {
        Self { kind, request: Some(request.into()), said: None }
    }

    /// The problem of an answer to another question than was asked: it is not used, and nobody goes on waiting for it.
    pub fn of_other_answer() -> Self {
        Self::of(ProblemKind::Unreadable(Unreadable::Malformed { at: "it answers another question".into() }))
    }

    /// Whether asking again may help without anybody doing anything.
    pub fn may_pass(&self) -> bool {
        matches!(
            self.kind,
            ProblemKind::Offline
                | ProblemKind::Unreached(_)
                | ProblemKind::Deadline { .. }
                | ProblemKind::Busy { .. }
                | ProblemKind::Server { status: 500.. }
        )
    }

    /// What happened, as a sentence without the end stop.
    pub fn what(&self) -> String {
        match &self.kind {
            ProblemKind::Offline => "The registry can't be reached".into(),
            ProblemKind::Unreached(why) => why.what().into(),
            ProblemKind::Distrusted(why) => why.what(),
            ProblemKind::Deadline { waited } => format!("The registry did not answer within {} s", waited.as_secs()),
            ProblemKind::Cancelled => "The request was cancelled".into(),
            ProblemKind::SignedOut => "The session has ended or was refused".into(),
            ProblemKind::NotSignedIn { why, .. } => why.what(),
            ProblemKind::Forbidden => "The registry does not allow this operator to do that".into(),
            ProblemKind::Missing => "The registry knows nothing under this id".into(),
            ProblemKind::Conflict => "It has changed since it was read".into(),
            ProblemKind::Invalid(_) => "The registry refused what was asked".into(),
            ProblemKind::Checks(checks) => {
                let names: Vec<String> = checks.iter().map(CheckFinding::named).collect();
                format!("The registry refused it: {} did not pass", names.join(", "))
            }
            ProblemKind::Busy { .. } => "The registry is busy".into(),
            ProblemKind::Server { status } => format!("The registry failed (HTTP {status})"),
            ProblemKind::Unreadable(Unreadable::TooLarge { octets }) if *octets < 1 << 20 => {
                format!("The answer is larger than {} KiB", octets >> 10)
            }
            ProblemKind::Unreadable(Unreadable::TooLarge { octets }) => format!("The answer is larger than {} MiB", octets >> 20),
            ProblemKind::Unreadable(Unreadable::Redirect) => "The registry tried to send us to another address".into(),
            ProblemKind::Unreadable(Unreadable::MediaType) => "The answer is not JSON".into(),
            ProblemKind::Unreadable(Unreadable::Malformed { at }) => format!("The answer can't be read: {at}"),
            ProblemKind::ReadOnly => "This profile only reads".into(),
            ProblemKind::Unrecorded => "The journal can't be written".into(),
            ProblemKind::Unsigned { why, .. } => format!("It was not signed: {why}"),
        }
    }

    /// What was not done because of it, as a sentence.
    pub fn not_done(&self) -> &'static str {
        match &self.kind {
            ProblemKind::Distrusted(why) if why.is_refusal() => "Nothing was changed.",
            ProblemKind::NotSignedIn { why: NotSignedIn::Refused, .. } => "Nothing was changed.",
            ProblemKind::Unreadable(Unreadable::Redirect) => "It was not followed; nothing was sent there.",
            ProblemKind::Unreadable(_) => "None of it was used.",
            ProblemKind::ReadOnly | ProblemKind::Unrecorded | ProblemKind::Unsigned { .. } => "Nothing was sent.",
            ProblemKind::Distrusted(_) | ProblemKind::NotSignedIn { .. } => "Nothing was sent.",
            _ => "Nothing was changed.",
        }
    }

    /// What to try, as a sentence.
    pub fn advice(&self) -> String {
        match &self.kind {
            ProblemKind::Offline => "Check the network and the address in the profile, then refresh.".into(),
            ProblemKind::Unreached(why) => why.advice().into(),
            ProblemKind::Distrusted(why) => why.advice().into(),
            ProblemKind::Deadline { .. } | ProblemKind::Server { .. } => {
                "Refresh; if it lasts, give the request id to the registry's support.".into()
            }
            ProblemKind::Cancelled => "Refresh to ask again.".into(),
            ProblemKind::SignedOut => "Check the operator in the profile, then refresh: that signs in anew.".into(),
            ProblemKind::NotSignedIn { profile, why } => why.advice(profile),
            ProblemKind::Forbidden => "Ask the registry's administrator for the role.".into(),
            ProblemKind::Missing => "Check the id; it may have moved by a split or a transfer.".into(),
            ProblemKind::Conflict => "Refresh, look at what changed, and decide again.".into(),
            ProblemKind::Invalid(_) => "Change the filter or the values it names.".into(),
            ProblemKind::Checks(_) => "Look at what each check found, mend that, and prepare it anew.".into(),
            ProblemKind::Busy { retry_after: Some(wait) } => format!("Try again in {} s.", wait.as_secs().max(1)),
            ProblemKind::Busy { retry_after: None } => "Try again in a moment.".into(),
            ProblemKind::Unreadable(Unreadable::Redirect) => {
                "Check the address in the profile; if it is right, warn the registry's support.".into()
            }
            ProblemKind::Unreadable(_) => {
                "Give the request id to the registry's support; it may not be a registry at all.".into()
            }
            ProblemKind::ReadOnly => "Use a profile that may act, if you have one.".into(),
            ProblemKind::Unsigned { advice, .. } if advice.is_empty() => "It can be signed again.".into(),
            ProblemKind::Unsigned { advice, .. } => advice.clone(),
            ProblemKind::Unrecorded => "Make the journal file writable, then start the console again.".into(),
        }
    }
}
