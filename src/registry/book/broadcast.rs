//! A message to a list as a registry keeps it: the text that was signed, and a table of who got it, when it was sent, and who answered.
//! Until everybody who must has signed, nothing of it may go out.
//! Must not know: how it was asked for, or how mail is sent.

use crate::{
    domain::{
        PersonId,
        contact::{DeliveryMark, LeftOut, ListId, Recipient, Recipients},
    },
    evidence::digest::Digest,
    text::Untrusted,
    wire::contact::mail,
};
use jiff::Timestamp;
use uuid::Uuid;

/// The messages to lists a registry tells of, and of which state of its book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broadcasts {
    /// The newest hundred, the newest first.
    pub all: Vec<Broadcast>,
    /// The state of the book.
    pub revision: u64,
    /// When they were read, by the registry's clock.
    pub as_of: Timestamp,
}

/// A message to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broadcast {
    /// Its id.
    pub id: Uuid,
    /// The list it goes to.
    pub list: ListId,
    /// The message.
    pub message: mail::Broadcast,
    /// SHA-256 of its text.
    pub sha256: Digest,
    /// Who signed it, each with the armor of the signature.
    pub signatures: Vec<(PersonId, Untrusted)>,
    /// What became of it with each recipient.
    pub deliveries: Vec<Delivery>,
    /// Who gets nothing, and why.
    pub left_out: Vec<LeftOut>,
    /// The login that recorded it.
    pub by: Untrusted,
    /// When it was recorded.
    pub at: Timestamp,
    /// The entry of the ledger that names it.
    pub entry: u64,
}

/// What became of a message with one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Who, and where.
    pub to: Recipient,
    /// When the office's mail sent it.
    pub sent: Option<Timestamp>,
    /// When they answered.
    pub answered: Option<Timestamp>,
    /// When it came back.
    pub returned: Option<Timestamp>,
}

impl Broadcast {
    /// How many persons sign it before it may go out.
    pub fn needed(&self) -> usize {
        if self.message.label().takes_two() { 2 } else { 1 }
    }

    /// Whether it may go out.
    pub fn is_ready(&self) -> bool {
        self.signatures.len() >= self.needed()
    }

    /// Whether somebody signed it.
    pub fn is_signed_by(&self, person: &PersonId) -> bool {
        self.signatures.iter().any(|(by, _)| by == person)
    }

    /// How many it was sent to, how many answered, how many it came back from.
    pub fn tally(&self) -> [usize; 3] {
        let count = |of: fn(&Delivery) -> Option<Timestamp>| self.deliveries.iter().filter(|to| of(to).is_some()).count();
        [count(|to| to.sent), count(|to| to.answered), count(|to| to.returned)]
    }

    /// The draft for the office's mail, with the signatures beside the text; none before it may go out.
    pub fn draft(&self, made: Timestamp) -> Option<String> {
        let to = self.deliveries.iter().map(|delivery| delivery.to.clone()).collect();
        let signatures: Vec<(PersonId, String)> =
            self.signatures.iter().map(|(person, armor)| (person.clone(), armor.octets().to_owned())).collect();
        self.is_ready().then(|| self.message.draft(&Recipients { to, left_out: Vec::new() }, &signatures, made))
    }
}

impl Delivery {
    /// When this was said of it.
    pub fn at(&self, mark: DeliveryMark) -> Option<Timestamp> {
        match mark {
            DeliveryMark::Sent => self.sent,
            DeliveryMark::Answered => self.answered,
            DeliveryMark::Returned => self.returned,
        }
    }
}
