//! Acts with an effect, and the three things each needs: a confirmation, a capability, and an idempotency key.
//! All three are values that only their maker can make, so a write without them does not compile; texts need signatures besides.
//! Must not know: which screen asked.

use super::{
    Contradiction, Deed, Echo, Signed, SignedAs, SignedContact, SignedGuard, SignedRevocation, Unsigned, book::OrderId,
    reviewed::Reviewable, words::InWords,
};
use crate::{
    evidence::{confirmation::ConfirmationText, order::OrderText, resolution::ResolutionText, statement::StatementText},
    text::Untrusted,
};
use jiff::Timestamp;

/// An act with an effect, as somebody wants it done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// An act of one person (F15).
    Alone {
        /// What is to be done.
        deed: Deed,
        /// Why; goes into the registry's book (F20).
        reason: String,
    },
    /// A text that was reviewed is to be signed and sent.
    Sign(Unsigned),
}

impl Act {
    /// The act in words.
    pub fn in_words(&self) -> InWords {
        match self {
            Self::Alone { deed, reason } => deed.in_words(reason),
            Self::Sign(text) => text.in_words(),
        }
    }
}

/// An act with an effect, as a registry gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// An act of one person (F15).
    Alone {
        /// What is done.
        deed: Deed,
        /// Why; goes into the registry's book (F20).
        reason: String,
    },
    /// Submits a signed order.
    Submit(Box<Signed<OrderText>>),
    /// Says something about an order: approves it, rejects it, takes it back.
    State {
        /// The registry's number of the order.
        on: OrderId,
        /// The statement.
        statement: Box<Signed<StatementText>>,
    },
    /// Proposes a version of the roster or the policy, or signs the one that waits (F27).
    Guard(Box<SignedGuard>),
    /// Ends a key before its row in the roster does (F15).
    Revoke(Box<SignedRevocation>),
    /// Proposes how a case is resolved.
    Resolve(Box<Signed<ResolutionText>>),
    /// Confirms or declines the resolution another person proposed.
    Confirm(Box<Signed<ConfirmationText>>),
    /// Proposes a change of contacts, or confirms the one of somebody else (F14).
    Contact(Box<SignedContact>),
}

impl Write {
    /// The digests of the text that is sent; none of an act that is no signed text.
    pub fn signed_as(&self) -> Option<SignedAs> {
        Some(match self {
            Self::Alone { .. } => return None,
            Self::Submit(order) => SignedAs::alone(order.text().text()),
            Self::State { statement, .. } => SignedAs::about(statement.text().text(), statement.text().statement().order_sha256),
            Self::Guard(version) => SignedAs::alone(&version.draft().text),
            Self::Revoke(revocation) => SignedAs::alone(revocation.text().as_str()),
            Self::Resolve(text) => SignedAs::alone(text.text().text()),
            Self::Confirm(text) => SignedAs::about(text.text().text(), text.text().confirmation().resolution_sha256),
            Self::Contact(signed) => signed.draft().signed_as(),
        })
    }
}

/// What came of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The registry did it.
    Done(Receipt),
    /// It is kept to be sent later.
    Queued(u64),
    /// It was sent and no answer came: only asking for the key tells (promise 3).
    Unknown(IdempotencyKey),
    /// The receipt that came is about another text than the one that was signed: an alarm, and nothing counts as done (F06).
    Contradicted(IdempotencyKey, Contradiction),
}

/// The registry's word that it did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The key it was sent under.
    pub key: IdempotencyKey,
    /// The registry's entry number.
    pub entry: u64,
    /// When, by the registry's clock.
    pub at: Timestamp,
    /// What the registry says it did.
    pub said: Untrusted,
    /// What it is about, in the registry's words: an account, the number an order got, a transfer; empty when it does not say.
    pub subject: Untrusted,
    /// Which text it was done with, in the registry's words (F06).
    pub echo: Echo,
}

/// The key under which an act is sent, kept before the first send and reused on every retry (T04).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(pub uuid::Uuid);

impl std::fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What a profile may do.
#[derive(Debug, PartialEq, Eq)]
pub enum Access {
    /// Only read: no capability exists, so no code path can build a write.
    ReadOnly,
    /// Read and write.
    ReadWrite(WriteCap),
}

/// The capability to write. It can't be copied or made outside this module.
#[derive(Debug, PartialEq, Eq)]
pub struct WriteCap(());

impl Access {
    /// The access of a profile; the only place where a capability is made.
    pub fn of_profile(read_only: bool) -> Self {
        if read_only { Self::ReadOnly } else { Self::ReadWrite(WriteCap(())) }
    }

    /// The capability, if there is one.
    pub fn capability(&self) -> Option<&WriteCap> {
        match self {
            Self::ReadOnly => None,
            Self::ReadWrite(capability) => Some(capability),
        }
    }
}

/// An act and the words that confirm it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge<W> {
    act: W,
    expected: String,
}

/// An act that somebody confirmed. Made only by [`Challenge::accept`], and of a text that was reviewed whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed<W>(W);

impl<W> Confirmed<W> {
    pub(super) fn trusting(act: W) -> Self {
        Self(act)
    }

    /// What was confirmed.
    pub fn act(&self) -> &W {
        &self.0
    }
}

impl<W> Challenge<W> {
    /// An act that must be confirmed by typing `expected`.
    pub fn new(act: W, expected: impl Into<String>) -> Self {
        Self { act, expected: expected.into() }
    }

    /// What is to be confirmed.
    pub fn act(&self) -> &W {
        &self.act
    }

    /// What must be typed.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The confirmed act, if what was typed is what was asked for; otherwise the challenge again.
    ///
    /// # Errors
    /// Gives the challenge back when the words differ.
    pub fn accept(self, typed: &str) -> Result<Confirmed<W>, Self> {
        if typed == self.expected { Ok(Confirmed(self.act)) } else { Err(self) }
    }
}

/// An act that may be sent: confirmed, by a profile that may write, under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorised<W> {
    what: Confirmed<W>,
    key: IdempotencyKey,
}

impl<W> Authorised<W> {
    /// Puts the three together.
    pub fn new(what: Confirmed<W>, _capability: &WriteCap, key: IdempotencyKey) -> Self {
        Self { what, key }
    }

    /// The act.
    pub fn act(&self) -> &W {
        &self.what.0
    }

    /// The key it is sent under.
    pub fn key(&self) -> IdempotencyKey {
        self.key
    }

    /// The same with what it comes to, under the same key.
    pub(super) fn try_map<V, E>(self, change: impl FnOnce(W) -> Result<V, E>) -> Result<Authorised<V>, E> {
        Ok(Authorised { what: Confirmed(change(self.what.0)?), key: self.key })
    }
}
