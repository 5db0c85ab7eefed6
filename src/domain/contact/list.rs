//! Who is told what: lists by topic whose members are roles, with a ceiling on how confidential a message may be.
//! A list has no addresses: whoever holds the role when a message is sent gets it.
//! Must not know: who holds a role.

use super::{ListId, Role, Topic};
use crate::domain::words;
use std::collections::BTreeSet;

/// How far a message may travel: the Traffic Light Protocol 2.0 of FIRST, the most open first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tlp {
    /// To everybody.
    Clear,
    /// Within the community.
    Green,
    /// To the recipients' organisations and their clients, where they need to know.
    Amber,
    /// To the recipients' organisations alone.
    AmberStrict,
    /// To the recipients alone.
    Red,
}

words!(
    Tlp, "TLP label",
    Clear "TLP:CLEAR",
    Green "TLP:GREEN",
    Amber "TLP:AMBER",
    AmberStrict "TLP:AMBER+STRICT",
    Red "TLP:RED",
);

impl Tlp {
    /// Whether a message with this label is sent by two persons.
    pub fn takes_two(self) -> bool {
        self > Self::Amber
    }
}

/// A distribution list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DistributionList {
    /// Its id.
    pub id: ListId,
    /// What it is about.
    pub topic: Topic,
    /// Who is on it.
    pub roles: BTreeSet<Role>,
    /// The most confidential label that a message to it may have.
    pub ceiling: Tlp,
}
