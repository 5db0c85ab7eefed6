//! The ladder of messages between two registries, and what is still to be sent.
//! A rung that is not good is in quarantine: it is shown with its reason and takes no part in the conversation.
//! Must not know: the octets of a message.

use super::MessageId;
use crate::{
    domain::{transfer::MessageKind, words::words},
    evidence::digest::Digest,
    registry::Word,
    text::Untrusted,
};
use jiff::Timestamp;

/// Which way a message went, seen from the registry that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// To the peer.
    Sent,
    /// From the peer.
    Received,
}

words!(Way, "way", Sent "sent", Received "received");

/// What a message in the archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RungKind {
    /// A message of the conversation about a transfer.
    Said(MessageKind),
    /// The question how a transfer stands at the other side.
    StatusQuestion,
    /// The signed answer to it.
    Status,
    /// The question for the other side's copies of the messages.
    CopyQuestion,
    /// The signed answer to it.
    Copy,
    /// A signed refusal of a message: a problem document.
    Refusal,
    /// Something that could not be read as any of these.
    Unreadable,
}

impl RungKind {
    const OTHERS: [(Self, &'static str); 6] = [
        (Self::StatusQuestion, "status-question"),
        (Self::Status, "status"),
        (Self::CopyQuestion, "copy-question"),
        (Self::Copy, "copy"),
        (Self::Refusal, "refusal"),
        (Self::Unreadable, "unreadable"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Said(kind) => kind.word(),
            Self::StatusQuestion => "status-question",
            Self::Status => "status",
            Self::CopyQuestion => "copy-question",
            Self::Copy => "copy",
            Self::Refusal => "refusal",
            Self::Unreadable => "unreadable",
        }
    }

    /// The kind of a word; `None` when none has it.
    pub fn of_word(word: &str) -> Option<Self> {
        let other = || Self::OTHERS.iter().find(|(_, w)| *w == word).map(|(kind, _)| *kind);
        MessageKind::of_word(word).map(Self::Said).or_else(other)
    }

    /// Whether it takes a place in the conversation; an acknowledgement has the number of what it acknowledges and takes none.
    pub fn takes_a_place(self) -> bool {
        matches!(self, Self::Said(kind) if kind != MessageKind::Ack)
    }
}

/// What became of a message's signature and of everything else that is asked of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It passed everything.
    Good,
    /// It is kept aside, for this reason in the registry's word.
    Quarantined(Untrusted),
}

impl Verdict {
    /// Whether the message passed.
    pub fn is_good(&self) -> bool {
        *self == Self::Good
    }
}

/// A message of the ladder between the two registries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Its number in the archive.
    pub message: MessageId,
    /// Its place in the conversation, from 1; none for questions and what could not be read.
    pub sequence: Option<u8>,
    /// What it is.
    pub kind: Word<RungKind>,
    /// Which way it went.
    pub way: Way,
    /// When it was sent or received, by this registry's clock.
    pub at: Timestamp,
    /// SHA-256 of its octets.
    pub digest: Digest,
    /// What became of it.
    pub verdict: Verdict,
    /// The HTTP status it travelled with or was answered by.
    pub status: Option<u16>,
    /// Whether the counterpart says it has the same octets; none when it has not said.
    pub peer_has: Option<bool>,
}

impl Rung {
    /// Its place in the conversation, if it is good and takes one.
    pub fn place(&self) -> Option<u8> {
        let takes = self.kind.known().is_some_and(|kind| kind.takes_a_place());
        self.sequence.filter(|_| takes && self.verdict.is_good())
    }
}

/// What an outbox holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SendingKind {
    /// A message of a conversation.
    Message(MessageKind),
    /// The question how a transfer stands.
    Status,
    /// The question for the peer's copies of the messages.
    Copy,
    /// The question what the peer's clock says.
    Ping,
    /// The question what the peer can do.
    Capabilities,
}

impl SendingKind {
    const QUESTIONS: [(Self, &'static str); 4] =
        [(Self::Status, "status"), (Self::Copy, "copy"), (Self::Ping, "ping"), (Self::Capabilities, "capabilities")];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Message(kind) => kind.word(),
            Self::Status => "status",
            Self::Copy => "copy",
            Self::Ping => "ping",
            Self::Capabilities => "capabilities",
        }
    }

    /// The kind of a word; `None` when none has it.
    pub fn of_word(word: &str) -> Option<Self> {
        let question = || Self::QUESTIONS.iter().find(|(_, w)| *w == word).map(|(kind, _)| *kind);
        MessageKind::of_word(word).map(Self::Message).or_else(question)
    }
}

/// Something that is still to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// What it is.
    pub kind: Word<SendingKind>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried again; none when it is held until somebody sends it again.
    pub next: Option<Timestamp>,
    /// What went wrong the last time.
    pub failure: Option<Untrusted>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        let said = MessageKind::ALL.iter().map(|(kind, _)| RungKind::Said(*kind));
        for kind in said.chain(RungKind::OTHERS.map(|(kind, _)| kind)) {
            assert_eq!(RungKind::of_word(kind.word()), Some(kind));
        }
        let messages = MessageKind::ALL.iter().map(|(kind, _)| SendingKind::Message(*kind));
        for kind in messages.chain(SendingKind::QUESTIONS.map(|(kind, _)| kind)) {
            assert_eq!(SendingKind::of_word(kind.word()), Some(kind));
        }
        assert_eq!((RungKind::of_word("ping"), SendingKind::of_word("refusal")), (None, None));
    }
}
