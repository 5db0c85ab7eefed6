//! Acts with an effect, and the three things each needs: a confirmation, a capability, and an idempotency key.
//! All three are values that only their maker can make, so a write without them does not compile.
//! Must not know: which screen asked.

use crate::{domain::AccountId, text::Untrusted};
use jiff::Timestamp;

/// An act with an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Stops everything from leaving or entering an account. Reduces risk, so one person may do it at once (F15).
    Freeze {
        /// The account.
        account: AccountId,
        /// Its version when it was read; the registry refuses if it has changed.
        version: u64,
        /// Why; goes into the registry's book.
        reason: String,
    },
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

/// An act that somebody confirmed. Made only by [`Challenge::accept`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed<W>(W);

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
}
