//! Where an act takes place: the book inside its transaction, the registry that acts, and the time it is there.
//! Whoever opens the desk decides the time and commits or rolls back; nothing at the desk reads a clock, waits or sends.
//! Must not know: HTTP, sessions, or what is done at it.

use super::{Level, ledger::Pen};
use crate::{
    domain::{RegistryId, transfer::Deadlines},
    evidence::key::{KeyId, SecretKey},
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// A place to act at.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The book, inside the caller's write transaction.
    pub book: &'a Connection,
    /// The registry that acts.
    pub me: &'a Me,
    /// The time, UTC.
    pub now: Timestamp,
}

impl Desk<'_> {
    /// The time as messages write it: in whole milliseconds.
    pub fn time(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now.as_millisecond()).unwrap_or(self.now)
    }
}

impl<'a> From<&Desk<'a>> for Pen<'a> {
    fn from(desk: &Desk<'a>) -> Self {
        Self { book: desk.book, registry: desk.me.registry, now: desk.now }
    }
}

/// A registry as it acts: who it is, what it signs with, what it lets its rules decide.
pub struct Me {
    /// Its id.
    pub registry: RegistryId,
    /// `production`, `test` or `practice`: messages of another environment are refused.
    pub environment: String,
    /// The name of its key.
    pub key: KeyId,
    /// Its key. Never printed.
    pub secret: SecretKey,
    /// What its rules decide.
    pub policy: Policy,
}

/// What a registry leaves to its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How far it verifies approvals by itself.
    pub level: Level,
    /// Whether an incoming transfer whose checks pass is accepted without people.
    pub automatic_acceptance: bool,
    /// How long an order waits for its second person.
    pub order_life: SignedDuration,
    /// The most units that one order may move; none is no limit (C03).
    pub limit: Option<u64>,
    /// The most units that orders may move out of one account on one day, UTC; none is no limit (C03).
    pub day_limit: Option<u64>,
    /// The deadlines of transfers.
    pub deadlines: Deadlines,
}

impl Policy {
    /// A practice registry's that tells persons apart by login: incoming transfers wait for people, orders for 72 hours, at most a million units an order and five
    /// million a day from one account.
    pub const PRACTICE: Self = Self {
        level: Level::A1,
        automatic_acceptance: false,
        order_life: Deadlines::DEFAULT.approval,
        limit: Some(1_000_000),
        day_limit: Some(5_000_000),
        deadlines: Deadlines::DEFAULT,
    };
}

/// The environment of every practice registry.
pub const PRACTICE: &str = "practice";

impl Me {
    /// A practice registry. Its key grows from its own name and a generation, so that any two practice registries know
    /// each other's keys without a ceremony. Anybody can make the same key: it protects nothing, and is not meant to.
    pub fn practice(registry: RegistryId, generation: u32, policy: Policy) -> Self {
        let (key, secret) = practice_key(registry, generation);
        Self { registry, environment: PRACTICE.to_owned(), key, secret, policy }
    }
}

/// The key that a practice registry of this name signs with in this generation. Public by design: it protects nothing.
pub fn practice_key(registry: RegistryId, generation: u32) -> (KeyId, SecretKey) {
    let mut hash = Sha256::new();
    hash.update(b"countersign practice key");
    hash.update(registry.to_string());
    hash.update(generation.to_be_bytes());
    (practice_key_id(registry, generation), SecretKey::from_seed(&hash.finalize().into()))
}

/// The name of that key: `GHA01-practice-1`.
pub fn practice_key_id(registry: RegistryId, generation: u32) -> KeyId {
    // A registry id and a number are always the name of a key; a test holds that.
    #[allow(clippy::expect_used)]
    format!("{registry}-practice-{generation}").parse().expect("a registry id and a number name a key")
}
