//! What a registry has of signed orders, and of the roster and the policy they are judged by: texts and signatures as they came.
//! Nothing here was verified yet; whoever shows or counts it parses the texts strictly and judges the signatures first.
//! Must not know: what a text says, or whose signatures count.

use crate::{
    domain::{PersonId, words::words},
    evidence::{
        digest::Digest,
        revocation::{NotARevocation, SignedRevocation},
        roster::RosterText,
    },
    text::Untrusted,
};
use jiff::Timestamp;
use uuid::Uuid;

/// A text and the two signatures that came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedText {
    /// The text, octet for octet.
    pub text: Untrusted,
    /// The person's signature in its armor.
    pub signature: Untrusted,
    /// The station's signature in its armor.
    pub station_signature: Untrusted,
}

/// A signed order and everything that was said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedOrder {
    /// The order.
    pub order: ReceivedText,
    /// The statements, in the order in which the registry took them.
    pub statements: Vec<ReceivedText>,
    /// How far it is, as the registry counts. The console counts again from the statements.
    pub count: RegistryCount,
}

/// How far an order is, as its registry counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryCount {
    /// The id in the order's text.
    pub order_id: Uuid,
    /// SHA-256 of the order's text: it is that of the octets that came.
    pub sha256: Digest,
    /// Who initiated it.
    pub initiator: PersonId,
    /// Whose approvals count now.
    pub approvals: Vec<PersonId>,
    /// How many the policy asks for, besides the initiator (F18).
    pub needed: u8,
    /// Until when anyone may still stop it after it was approved (F14).
    pub cooling_until: Option<Timestamp>,
    /// Who may not approve it now, and until when (F08).
    pub held: Vec<(PersonId, Timestamp)>,
}

/// What is guarded by security officers who hold no operating role (F27).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guarded {
    /// Who may do what, with which keys, at which stations.
    Roster,
    /// Bands, quorums, delays and limits.
    Policy,
}

words!(Guarded, "guarded text", Roster "roster", Policy "policy");

/// Which version of it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuardedVersion {
    /// The one in force.
    InForce,
    /// The one with this number.
    Number(u32),
    /// The one that waits for a second officer.
    Waiting,
}

/// A version of the roster or the policy, as the registry has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardedText {
    /// Its number.
    pub version: u32,
    /// SHA-256 of the text: it is that of the octets that came.
    pub sha256: Digest,
    /// The text, octet for octet.
    pub text: Untrusted,
    /// The officers' signatures in their armor.
    pub signatures: Vec<Untrusted>,
    /// Since when it is in force; not while it waits.
    pub since: Option<Timestamp>,
    /// Of a roster: the keys of it that one person has ended since (F15).
    pub revocations: Vec<ReceivedRevocation>,
}

/// A revocation as the registry has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedRevocation {
    /// The text, octet for octet.
    pub text: Untrusted,
    /// The signature of who revoked, in its armor.
    pub signature: Untrusted,
    /// When the registry took it in.
    pub taken: Timestamp,
}

impl ReceivedRevocation {
    /// Reads it strictly; whose word it is, is not judged.
    ///
    /// # Errors
    /// [`NotARevocation`].
    pub fn read(&self) -> Result<SignedRevocation, NotARevocation> {
        SignedRevocation::read(self.text.octets(), self.signature.octets(), Some(self.taken))
    }
}

impl GuardedText {
    /// A roster without the keys that the registry says were revoked. What takes risk away needs no belief: a registry that lies about it
    /// can only make less count.
    pub fn without_revoked(&self, roster: RosterText) -> RosterText {
        let revoked: Vec<SignedRevocation> = self.revocations.iter().filter_map(|received| received.read().ok()).collect();
        roster.without(&revoked)
    }
}
