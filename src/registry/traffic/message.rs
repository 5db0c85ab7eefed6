//! Messages between registries as a registry's archive keeps them: the octets, the header, what was signed.
//! The octets are the evidence; everything beside them only helps to read them.
//! Must not know: what a message does to a transfer.

use super::{RungKind, Verdict, Way};
use crate::{
    domain::{RegistryId, check::CheckId, transfer::TransferId},
    evidence::{digest::Digest, key::KeyId},
    registry::{Word, book::Veil},
    text::Untrusted,
};
use jiff::Timestamp;
use std::{fmt, num::NonZeroU64, str::FromStr};

/// The number of a message within its registry's archive, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(NonZeroU64);

/// The text is not the number of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the number of a message is a whole number from 1, without leading zeros")]
pub struct NotAMessageId;

impl MessageId {
    /// The message with this number; `None` for 0.
    pub fn new(number: u64) -> Option<Self> {
        NonZeroU64::new(number).map(Self)
    }

    /// The number.
    pub fn number(self) -> u64 {
        self.0.get()
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Reads exactly what [`MessageId`] writes.
///
/// # Errors
/// [`NotAMessageId`] for anything else.
impl FromStr for MessageId {
    type Err = NotAMessageId;
    fn from_str(text: &str) -> Result<Self, NotAMessageId> {
        let plain = text.bytes().all(|octet| octet.is_ascii_digit()) && !text.starts_with('0');
        text.parse().ok().filter(|_| plain).and_then(Self::new).ok_or(NotAMessageId)
    }
}

/// A message as a row of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageSummary {
    /// Its number in the archive.
    pub id: MessageId,
    /// The transfer it is about, if it is about one.
    pub transfer: Option<TransferId>,
    /// Its place in the conversation, from 1.
    pub sequence: Option<u8>,
    /// What it is.
    pub kind: Word<RungKind>,
    /// Which way it went.
    pub way: Way,
    /// The registry at the other end; none when it could not be told.
    pub peer: Option<RegistryId>,
    /// What became of it.
    pub verdict: Verdict,
    /// SHA-256 of its octets.
    pub digest: Digest,
    /// The HTTP status, of an answer.
    pub status: Option<u16>,
    /// When it was sent or received.
    pub at: Timestamp,
}

/// The first line of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// The HTTP method.
    pub method: Untrusted,
    /// The path with its query.
    pub path: Untrusted,
}

/// One attempt to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// What went wrong; none when it was answered.
    pub failure: Option<Untrusted>,
}

/// A message in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What the list shows.
    pub summary: MessageSummary,
    /// Its own id, as its sender gave it.
    pub own_id: Option<Untrusted>,
    /// The body as it travelled. Its SHA-256 is the digest of the summary.
    pub octets: Vec<u8>,
    /// The header lines that travelled with it, names and values.
    pub headers: Vec<(Untrusted, Untrusted)>,
    /// Its first line; none of an answer.
    pub request: Option<RequestLine>,
    /// What was signed (RFC 9421, section 2.5), line by line; of a good signature.
    pub signature_base: Option<Untrusted>,
    /// The key that signed.
    pub key: Option<KeyId>,
    /// The checks that failed.
    pub failed: Vec<Word<CheckId>>,
    /// The message it answers.
    pub answers: Option<MessageId>,
    /// Each attempt to send it, oldest first.
    pub attempts: Vec<Attempt>,
    /// Why its octets are not to be shown to whoever asked (F07). They are here all the same: its evidence is judged by them.
    pub veil: Option<Veil>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        for text in ["1", "4711", "18446744073709551615"] {
            assert_eq!(text.parse::<MessageId>().unwrap().to_string(), text);
        }
        for text in ["", "0", "01", "+1", "-1", " 1", "1 ", "1.0", "18446744073709551616", "x"] {
            assert_eq!(text.parse::<MessageId>(), Err(NotAMessageId), "{text:?}");
        }
    }
}
