//! Who signs: a person or a station, by the name that a signature's file gives them.
//! A person's key is good for what persons do and a station's for what stations do.
//! Must not know: keys, and which roster is in force.

use super::sshsig::Namespace;
use crate::domain::{PersonId, StationId};
use std::{fmt, str::FromStr};

/// Who signs. Written `person:amina.k` or `station:ONL-2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Principal {
    /// A person.
    Person(PersonId),
    /// A station.
    Station(StationId),
}

impl Principal {
    /// What their keys sign in.
    pub fn namespaces(&self) -> &'static [Namespace] {
        match self {
            Self::Person(_) => &Namespace::OF_PERSONS,
            Self::Station(_) => &Namespace::OF_STATIONS,
        }
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Station(id) => write!(f, "station:{id}"),
        }
    }
}

/// A text that names nobody who signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("who signs reads like person:luc.b or station:ONL-2")]
pub struct NotAPrincipal;

impl FromStr for Principal {
    type Err = NotAPrincipal;

    fn from_str(text: &str) -> Result<Self, NotAPrincipal> {
        let read = match text.split_once(':') {
            Some(("person", id)) => id.parse().ok().map(Self::Person),
            Some(("station", id)) => id.parse().ok().map(Self::Station),
            _ => None,
        };
        read.ok_or(NotAPrincipal)
    }
}
