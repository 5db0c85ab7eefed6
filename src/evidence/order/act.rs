//! An order that moves no ITMOs: what the registry is sent, one line a value, so that nothing of it is unsigned or unseen.
//! A line names the place of a value and the value as JSON; only the reason stands elsewhere, once for every kind of order.
//! Must not know: what a kind of act is made of; `wire::convert::order_text` goes from lines to the act and back.

use super::SourceDocument;
use crate::{
    domain::{AccountId, Quantity, RegistryId, transfer::TransferId, words::words},
    evidence::{digest::Digest, lines::Prose},
};
use std::{fmt, str::FromStr};

/// What kind of act it is: the word that the admin API has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    /// Accept an incoming transfer.
    AcceptTransfer,
    /// Give up a provisional credit.
    DropIncoming,
    /// Complete a transfer by hand.
    CompleteByHand,
    /// Take units in transit back.
    Rebook,
    /// Renounce the units of a cancelled incoming transfer.
    GiveUp,
    /// Issue mitigation outcomes.
    Issue,
    /// Record an authorization.
    Authorize,
    /// Record a cooperative approach.
    Approach,
    /// Open an account.
    OpenAccount,
    /// Give an account another state.
    AccountState,
    /// Release frozen blocks.
    ReleaseBlocks,
    /// Take a link up again.
    ResumeLink,
    /// Trust a counterpart's account (F16).
    TrustAccount,
}

words!(
    ActKind, "kind of act",
    AcceptTransfer "accept-transfer",
    DropIncoming "drop-incoming",
    CompleteByHand "complete-by-hand",
    Rebook "rebook",
    GiveUp "give-up",
    Issue "issue",
    Authorize "authorize",
    Approach "approach",
    OpenAccount "open-account",
    AccountState "account-state",
    ReleaseBlocks "release-blocks",
    ResumeLink "resume-link",
    TrustAccount "trust-account",
);

impl ActKind {
    /// Whether it decides about a transfer that is there already.
    pub fn decides(self) -> bool {
        match self {
            Self::AcceptTransfer | Self::DropIncoming | Self::CompleteByHand | Self::Rebook | Self::GiveUp => true,
            Self::Issue
            | Self::Authorize
            | Self::Approach
            | Self::OpenAccount
            | Self::AccountState
            | Self::ReleaseBlocks
            | Self::ResumeLink
            | Self::TrustAccount => false,
        }
    }
}

/// An act with everything the registry is sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Act {
    /// Its kind.
    pub kind: ActKind,
    /// Its values, in the order in which they are sent.
    pub leaves: Vec<Leaf>,
    /// The document that asks for it, if there is one (F21).
    pub source: Option<SourceDocument>,
}

/// The transfer that an act decides about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Which.
    pub transfer: TransferId,
    /// How many ITMOs it is about.
    pub quantity: Quantity,
    /// SHA-256 of the octets of the proposal that was read.
    pub proposal: Digest,
}

/// The account that an act puts on another one's list of trusted accounts (F16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// The account that keeps the list.
    pub account: AccountId,
    /// The registry of the account that is to be trusted.
    pub registry: RegistryId,
    /// The account that is to be trusted.
    pub trusted: AccountId,
}

impl Act {
    /// What stands at this place, without the quotes of a text.
    fn said(&self, path: &str) -> Option<&str> {
        self.leaves.iter().find(|leaf| leaf.path() == path).map(|leaf| leaf.value().trim_matches('"'))
    }

    /// Which account it lets another one trust; none for another kind of act, or when its lines do not say which.
    pub fn trusted(&self) -> Option<Trusted> {
        let account = self.said("account").filter(|_| self.kind == ActKind::TrustAccount)?.parse().ok()?;
        Some(Trusted { account, registry: self.said("registry")?.parse().ok()?, trusted: self.said("trusted")?.parse().ok()? })
    }

    /// The transfer it decides about; none for another kind of act, or when its lines do not say which, how many and on what proposal.
    pub fn decided(&self) -> Option<Decided> {
        let transfer = self.said("transfer").filter(|_| self.kind.decides())?.parse().ok()?;
        let quantity = Quantity::new(self.said("quantity")?.parse().ok()?);
        Some(Decided { transfer, quantity, proposal: self.said("proposal")?.parse().ok()? })
    }
}

/// One value of an act: `account.name = "Northern Biogas"`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    path: Box<str>,
    value: Prose,
}

/// A text that is not a value with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a value reads like account.name = \"Northern Biogas\": its place, and itself as JSON, with nothing that could not be shown"
)]
pub struct NotALeaf;

impl Leaf {
    /// The value at this place: names joined by dots, and the number of an item in brackets, as `blocks[0].first`.
    ///
    /// # Errors
    /// [`NotALeaf`] for another kind of place, or a value that can't be shown as it is.
    pub fn new(path: &str, value: &str) -> Result<Self, NotALeaf> {
        let plain = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'[' | b']');
        if path.is_empty() || !path.bytes().all(plain) {
            return Err(NotALeaf);
        }
        Ok(Self { path: path.into(), value: Prose::new(value).map_err(|_| NotALeaf)? })
    }

    /// Its place.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Itself, as JSON.
    pub fn value(&self) -> &str {
        self.value.as_str()
    }
}

impl FromStr for Leaf {
    type Err = NotALeaf;

    fn from_str(text: &str) -> Result<Self, NotALeaf> {
        let (path, value) = text.split_once(" = ").ok_or(NotALeaf)?;
        Self::new(path, value)
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {}", self.path, self.value)
    }
}
