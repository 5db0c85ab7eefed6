//! The rows of a roster: persons, deputies, keys, stations, logins.
//! A row says one thing about one of them, with an end.
//! Must not know: the other rows.

use crate::{
    domain::{PersonId, StationId},
    evidence::{key::PublicKey, lines::Prose, validity::Validity},
};
use std::{fmt, str::FromStr};

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Makes orders.
    Initiator,
    /// Approves and rejects orders of other persons.
    Approver,
    /// Releases what others approved (F19).
    Releaser,
    /// Finds out why something is stuck.
    Support,
    /// Watches over people, keys and policy; holds no other role (F27).
    SecurityOfficer,
    /// Reads everything and acts nowhere; holds no other role.
    Auditor,
}

impl Role {
    /// Every role with its word, in the order in which they are written.
    pub const ALL: [(Self, &str); 6] = [
        (Self::Initiator, "initiator"),
        (Self::Approver, "approver"),
        (Self::Releaser, "releaser"),
        (Self::Support, "support"),
        (Self::SecurityOfficer, "security-officer"),
        (Self::Auditor, "auditor"),
    ];

    /// The role's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initiator => "initiator",
            Self::Approver => "approver",
            Self::Releaser => "releaser",
            Self::Support => "support",
            Self::SecurityOfficer => "security-officer",
            Self::Auditor => "auditor",
        }
    }

    /// Whether who holds it takes part in moving ITMOs.
    pub fn is_operating(self) -> bool {
        !matches!(self, Self::SecurityOfficer | Self::Auditor)
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Some roles, at least one. Written with commas, in the order of [`Role::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Roles(u8);

impl Roles {
    /// These roles; `None` when there are none.
    pub fn of(roles: impl IntoIterator<Item = Role>) -> Option<Self> {
        let bits = roles.into_iter().fold(0, |bits, role| bits | role.bit());
        (bits != 0).then_some(Self(bits))
    }

    /// Whether a role is one of them.
    pub fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// The roles, in their order.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().map(|(role, _)| role).filter(move |role| self.has(*role))
    }
}

impl FromStr for Roles {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let words = text.split(',').map(|word| Role::ALL.iter().find(|(_, known)| *known == word).map(|(role, _)| *role));
        let roles: Option<Vec<Role>> = words.collect();
        roles.and_then(Self::of).filter(|roles| roles.to_string() == text).ok_or("roles are named once each and in their order")
    }
}

impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.iter().map(Role::word).collect();
        f.pad(&words.join(","))
    }
}

impl fmt::Debug for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A person. Written `amina.k initiator,approver 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z Amina Kessie`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id; two persons are two ids (F02).
    pub id: PersonId,
    /// What they may do.
    pub roles: Roles,
    /// When.
    pub validity: Validity,
    /// Their name.
    pub name: Prose,
}

/// Somebody who stands in for somebody else: a dated row, never a shared account (F25).
/// Written `luc.b esi.o approver 2026-07-01T00:00:00Z 2026-08-01T00:00:00Z`: Luc for Esi.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deputy {
    /// Who stands in.
    pub deputy: PersonId,
    /// For whom.
    pub principal: PersonId,
    /// In which of their roles.
    pub roles: Roles,
    /// When.
    pub validity: Validity,
}

/// Where a person's secret key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// With an agent.
    Agent,
    /// In the operating system's keyring.
    Keyring,
    /// In a file under a passphrase.
    File,
    /// In hardware that never gives it away.
    Hardware,
}

impl KeyKind {
    const ALL: [Self; 4] = [Self::Agent, Self::Keyring, Self::File, Self::Hardware];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Keyring => "keyring",
            Self::File => "file",
            Self::Hardware => "hardware",
        }
    }
}

impl FromStr for KeyKind {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let known = Self::ALL.into_iter().find(|kind| kind.word() == text);
        known.ok_or("a key is kept by agent, keyring, file or hardware")
    }
}

/// A person's key. Written `amina.k agent ssh-ed25519 AAAA… 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Whose it is.
    pub person: PersonId,
    /// Where its secret is kept.
    pub kind: KeyKind,
    /// The key.
    pub public: PublicKey,
    /// When it may be used.
    pub validity: Validity,
}

/// A station and its key. Written `ONL-2 ssh-ed25519 AAAA… 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Station {
    /// Its id.
    pub id: StationId,
    /// Its key.
    pub public: PublicKey,
    /// When it may be used.
    pub validity: Validity,
}

/// A login of a registry and the person it belongs to. Written `amina.k2 amina.k`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The login: 1 to 64 ASCII characters that can be seen.
    pub login: Box<str>,
    /// Whose it is.
    pub person: PersonId,
}

/// A text that is no login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a login is 1 to 64 ASCII characters without spaces")]
pub struct NotALogin;

impl Login {
    /// A login and whose it is.
    ///
    /// # Errors
    /// [`NotALogin`].
    pub fn new(login: &str, person: PersonId) -> Result<Self, NotALogin> {
        let fits = (1..=64).contains(&login.len()) && login.bytes().all(|b| b.is_ascii_graphic());
        if fits { Ok(Self { login: login.into(), person }) } else { Err(NotALogin) }
    }
}
