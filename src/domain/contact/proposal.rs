//! A change of contacts that somebody proposes: what kind it is, what it may touch, and through which old channel it is confirmed.
//! A channel that is itself being changed confirms nothing; only one that was verified before and counts does (F14).
//! Must not know: who signs it, or what time it is.

use super::{Act, Address, CardId, Directory, Entry, EntryKey, OrganisationId};
use crate::domain::words;
use jiff::Timestamp;
use std::{fmt, str::FromStr};

/// How long a proposal waits for its second person, in days.
pub const PROPOSAL_DAYS: i64 = 7;

/// What a proposal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProposalKind {
    /// Somebody new, with roles, channels and keys.
    Onboarding,
    /// Other channels, hours, names, chains, lists.
    Change,
    /// Other keys.
    KeyChange,
    /// Other roles.
    RoleChange,
    /// Somebody leaves: roles are revoked, channels and keys end.
    Offboarding,
    /// What is there is still right.
    Verification,
}

words!(
    ProposalKind, "kind of change",
    Onboarding "onboarding",
    Change "change",
    KeyChange "key-change",
    RoleChange "role-change",
    Offboarding "offboarding",
    Verification "verification",
);

/// How far a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProposalState {
    /// It waits for a second person.
    Waiting,
    /// A second person confirmed it, or it took one.
    Confirmed,
    /// Somebody ended it.
    Cancelled,
    /// Nobody confirmed it in time.
    Expired,
}

words!(
    ProposalState, "state",
    Waiting "waiting",
    Confirmed "confirmed",
    Cancelled "cancelled",
    Expired "expired",
);

/// A known way by which a counterpart said yes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Through {
    /// A channel of somebody.
    Channel(CardId, Address),
    /// The published switchboard of an organisation.
    Switchboard(OrganisationId),
}

/// No way of saying yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a change is confirmed through: channel CARD KIND ADDRESS, or switchboard ORGANISATION")]
pub struct NoWay;

impl fmt::Display for Through {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Channel(card, address) => write!(f, "channel {card} {address}"),
            Self::Switchboard(organisation) => write!(f, "switchboard {organisation}"),
        }
    }
}

impl FromStr for Through {
    type Err = NoWay;

    fn from_str(text: &str) -> Result<Self, NoWay> {
        let words: Vec<&str> = text.split(' ').collect();
        match words.as_slice() {
            ["channel", card, kind, address] => {
                let kind = super::ChannelKind::of_word(kind).ok_or(NoWay)?;
                let address = Address::read(kind, address).map_err(|_| NoWay)?;
                Ok(Self::Channel(card.parse().map_err(|_| NoWay)?, address))
            }
            ["switchboard", organisation] => organisation.parse().map(Self::Switchboard).map_err(|_| NoWay),
            _ => Err(NoWay),
        }
    }
}

impl Through {
    /// Whether a proposal itself changes this way: then it confirms nothing (F14). The same number under another kind or name is the same
    /// telephone.
    pub fn is_changed_by(&self, entries: &[Entry]) -> bool {
        entries.iter().any(|entry| match (self, entry) {
            (Self::Channel(_, address), Entry::Channel(channel)) => channel.address.as_str() == address.as_str(),
            (Self::Switchboard(id), Entry::Organisation(organisation)) => organisation.id == *id,
            _ => false,
        })
    }
}

/// Why a proposal can't be made or confirmed. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Improper {
    /// It has no entry.
    #[error("it names nothing that is to be changed")]
    Empty,
    /// It says what is there already.
    #[error("the {0} in it is as it is already; to say that it is still right, record a verification")]
    Unchanged(&'static str),
    /// It is a verification and says something else than what is there.
    #[error("a verification says of the {0} what is not there; propose a change instead")]
    NotThere(&'static str),
    /// It touches what its kind does not.
    #[error("a change of this kind ({}) does not touch a {entry} in this way", .kind.word())]
    OtherKind {
        /// The kind of the proposal.
        kind: ProposalKind,
        /// The kind of entry.
        entry: &'static str,
    },
    /// A card that was erased does not come back under its id.
    #[error("the card was erased; whoever comes back gets a new id")]
    Erased,
    /// It names a card or an organisation that is neither in the directory nor in the proposal.
    #[error("the {0} in it belongs to nobody the directory or this change knows")]
    Nobody(&'static str),
    /// Somebody is to stand in who belongs to another organisation and another registry.
    #[error(
        "whoever stands in belongs to the same organisation or to the same registry, and the deputy in this {0} does not (F14)"
    )]
    OtherDeputy(&'static str),
    /// It raises risk and no old channel is named.
    #[error("a change that could lead a call astray is confirmed through an old channel, and none is named")]
    NoOldChannel,
    /// The channel is part of what is changed.
    #[error("the channel it was confirmed through is itself being changed: a new channel confirms nothing (F14)")]
    ItsOwn,
    /// The channel is not verified, ended, or does not count yet.
    #[error("the channel it was confirmed through is not one that was verified before and counts")]
    NotOld,
    /// The channel is of somebody who can't speak for what is changed.
    #[error("the channel it was confirmed through belongs to somebody of another registry")]
    Stranger,
}

impl ProposalKind {
    /// Whether a change of this kind may do this to an entry.
    fn fits(self, act: Act, entry: &Entry) -> bool {
        match self {
            Self::Onboarding => act == Act::Add,
            Self::Change => !matches!(entry, Entry::Key(_) | Entry::Assignment(_)) && act != Act::Verify,
            Self::KeyChange => matches!(entry, Entry::Key(_)) && act != Act::Verify,
            Self::RoleChange => matches!(entry, Entry::Assignment(_)) && act != Act::Verify,
            Self::Offboarding => act == Act::End || matches!((act, entry), (Act::Change, Entry::Key(_) | Entry::Card(_))),
            Self::Verification => act == Act::Verify,
        }
    }
}

impl Directory {
    /// Whether a proposal may be made: it fits its kind, and belongs to somebody.
    ///
    /// # Errors
    /// [`Improper`].
    pub fn proper(&self, kind: ProposalKind, entries: &[Entry]) -> Result<(), Improper> {
        if entries.is_empty() {
            return Err(Improper::Empty);
        }
        entries.iter().try_for_each(|entry| self.entry_is_proper(kind, entry, entries))
    }

    fn entry_is_proper(&self, kind: ProposalKind, entry: &Entry, all: &[Entry]) -> Result<(), Improper> {
        let key = entry.key();
        let before = self.entries.get(&key).map(|record| &record.entry);
        let act = Act::between(before, entry);
        if key.card().is_some_and(|card| self.erased.contains(card)) {
            return Err(Improper::Erased);
        }
        match (kind, act) {
            (ProposalKind::Verification, Act::Verify) => {}
            (ProposalKind::Verification, _) => return Err(Improper::NotThere(key.word())),
            (_, Act::Verify) => return Err(Improper::Unchanged(key.word())),
            _ if !kind.fits(act, entry) => return Err(Improper::OtherKind { kind, entry: key.word() }),
            _ => {}
        }
        let knows = |key: EntryKey| self.entries.contains_key(&key) || all.iter().any(|entry| entry.key() == key);
        let belongs = match entry {
            Entry::Card(card) => knows(EntryKey::Organisation(card.organisation.clone())),
            Entry::Organisation(_) | Entry::Registry(_) | Entry::Chain(_) | Entry::List(_) => true,
            _ => key.card().is_none_or(|card| knows(EntryKey::Card(card.clone()))),
        };
        if !belongs {
            return Err(Improper::Nobody(key.word()));
        }
        if self.brings_stranger(entry, all) { Err(Improper::OtherDeputy(key.word())) } else { Ok(()) }
    }

    /// Whether it takes a second person: everything does, but the verification of what no thief could use.
    pub fn takes_two(&self, kind: ProposalKind, entries: &[Entry], at: Timestamp) -> bool {
        let is_critical = |entry: &Entry| match entry {
            Entry::Key(_) => true,
            Entry::Assignment(assignment) => assignment.role.is_critical(),
            // Its switchboard vouches for others.
            Entry::Organisation(organisation) => organisation.switchboard.is_some() && !organisation.registries.is_empty(),
            _ => entry.key().card().is_some_and(|card| self.is_critical(card, at)),
        };
        kind != ProposalKind::Verification || entries.iter().any(is_critical)
    }
}
