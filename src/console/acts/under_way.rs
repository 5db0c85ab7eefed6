//! An act that is under way, or of which nobody knows what became.
//! Unknown is a state with a beginning: only the registry's word about the act's key leaves it, never time and never another act (promise 3).
//! Must not know: how an act is sent, journaled or asked for.

use crate::{
    app::{ProfileId, RequestId},
    registry::{Act, Authorised, Contradiction, IdempotencyKey, InWords, Receipt, SignedAs, Unsigned},
    screens::Alarm,
    text::{Kind, Untrusted, time},
};
use jiff::Timestamp;

/// An act without an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// Which registry it went to.
    pub profile: ProfileId,
    /// The act in words.
    pub words: InWords,
    /// The key it was sent under.
    pub key: IdempotencyKey,
    /// How far it is.
    pub stage: Stage,
    /// What was sent, if that was in this sitting.
    pub sent: Option<Box<Authorised<Act>>>,
}

/// How far an act is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On its way, or waiting for a key to be opened; no answer yet.
    Sent(RequestId),
    /// No answer came, or a session before this one ended without.
    Unknown {
        /// Since when that is so.
        since: Timestamp,
    },
    /// The registry was asked for the key.
    Asked {
        /// By which request.
        request: RequestId,
        /// Since when the outcome is unknown.
        since: Timestamp,
    },
}

impl UnderWay {
    /// Since when the outcome is unknown, if it is.
    pub fn unknown_since(&self) -> Option<Timestamp> {
        match self.stage {
            Stage::Sent(_) => None,
            Stage::Unknown { since } | Stage::Asked { since, .. } => Some(since),
        }
    }

    /// Whether it is an act on this thing. Of an act of an earlier session the journal's words say which things it was about.
    pub fn is_about(&self, thing: &str) -> bool {
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '-';
        let names_it = || self.words.what.split(|letter| !is_part(letter)).any(|word| word == thing);
        self.words.subject == thing || (self.sent.is_none() && names_it())
    }

    /// What is under way, as a sentence for the message line; `key` is what asks for it.
    pub fn sentence(&self, key: &str) -> String {
        let doing = gated(&self.words.doing);
        match self.unknown_since() {
            None if self.words.sha256.is_some() => format!("{}: being signed and sent, no answer yet.", capital(&doing)),
            None => format!("{}: sent, no answer yet.", capital(&doing)),
            Some(since) => {
                // The key stands where a narrow screen still shows it.
                format!("Outcome unknown since {}; {key} asks the registry: {doing}, act {}.", time::second(since), self.key)
            }
        }
    }

    /// The digests its receipt must name (F06): of an act of an earlier session what its words say. None of an act that is no signed text.
    pub fn signed_as(&self) -> Option<SignedAs> {
        match self.sent.as_ref().map(|sent| sent.act()) {
            Some(Act::Sign(text)) => Some(text.signed_as()),
            Some(Act::Alone { .. }) => None,
            None => InWords::signed_in(&self.words.what),
        }
    }

    /// The alarm of a receipt that is about another text than the one that was signed (F06).
    pub fn alarm(&self, why: &Contradiction) -> Alarm {
        Alarm::of_receipt(self.sent.as_ref().map(|sent| sent.act()), &self.words.subject, self.key, why)
    }

    /// Whether it submits an order; not known of an act of an earlier session.
    pub fn is_order(&self) -> bool {
        self.sent.as_ref().is_some_and(|sent| matches!(sent.act(), Act::Sign(Unsigned::Order(_))))
    }

    /// What is so now that it was done, as a part of a sentence. An order has its number from the registry, and waits for others next.
    pub fn done(&self, receipt: &Receipt) -> String {
        match self.is_order() && !receipt.subject.is_empty() {
            true => format!("order {} is submitted and waits for other persons", receipt.subject.gate(Kind::Critical)),
            false => self.result(true),
        }
    }

    /// What became of it, as a part of a sentence.
    pub fn result(&self, done: bool) -> String {
        gated(if done { &self.words.done } else { &self.words.not_done })
    }
}

/// What is said of an act whose registry this configuration does not know any more.
pub fn without_profile(words: &InWords, since: Timestamp, profile: &str) -> String {
    let (doing, profile) = (gated(&words.doing), gated(profile));
    format!("Outcome unknown since {}: {doing}. The configuration has no profile {profile} to ask.", time::second(since))
}

/// Words that may come from a journal, for the screen.
pub(super) fn gated(words: &str) -> String {
    Untrusted::new(words).gate(Kind::Name).to_string()
}

/// The same with a capital letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
