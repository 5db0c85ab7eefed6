//! Transfers as a registry shows them: its own state, what the counterpart last said, the ladder between the two.
//! What the counterpart is said to be in is only ever what it signed, with the moment it said so.
//! Must not know: the state tables; `domain::transfer` has them.

use super::{AllowedAct, CheckRun, Rung, RungKind, Sending, Way};
use crate::{
    domain::{
        AccountId, ApproachId, BlockRange, Quantity, RegistryId, Vintage,
        transfer::{InState, MessageKind, OutState, Picks, Side, TransferId},
        words::words,
    },
    evidence::digest::Digest,
    registry::{
        Word,
        book::{EntrySummary, Veil},
    },
    text::Untrusted,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Which way the units go, seen from the registry that shows the transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// To another registry.
    Outgoing,
    /// From another registry.
    Incoming,
    /// Between two accounts of the registry, or into use or cancellation.
    Internal,
}

words!(Direction, "direction", Outgoing "outgoing", Incoming "incoming", Internal "internal");

impl Direction {
    /// The side the registry is on. What stays within it follows the table of the transferring side.
    pub fn side(self) -> Side {
        match self {
            Self::Outgoing | Self::Internal => Side::Transferring,
            Self::Incoming => Side::Acquiring,
        }
    }
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// The registry's that shows the transfer.
    Us,
    /// The counterpart's.
    Peer,
    /// It is over.
    Nobody,
}

words!(Turn, "turn", Us "us", Peer "peer", Nobody "nobody");

/// The state of a transfer in one of the two books. Each side has a table of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TransferState {
    /// At the registry the units leave.
    Transferring(OutState),
    /// At the registry they go to.
    Acquiring(InState),
}

impl TransferState {
    /// The state's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Transferring(state) => state.word(),
            Self::Acquiring(state) => state.word(),
        }
    }

    /// The state of a word in the table of a side; `None` when that table has none.
    pub fn of_word(side: Side, word: &str) -> Option<Self> {
        match side {
            Side::Transferring => OutState::of_word(word).map(Self::Transferring),
            Side::Acquiring => InState::of_word(word).map(Self::Acquiring),
        }
    }

    /// Whether nothing can happen any more by itself.
    pub fn is_final(self) -> bool {
        match self {
            Self::Transferring(state) => state.is_final(),
            Self::Acquiring(state) => state.is_final(),
        }
    }
}

/// One end of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The registry.
    pub registry: RegistryId,
    /// The account there.
    pub account: AccountId,
}

/// A transfer as a row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferSummary {
    /// Its id; it names the registry the units come from.
    pub id: TransferId,
    /// Which way the units go.
    pub direction: Direction,
    /// Action type (table 25(b)), as the registry spells it.
    pub action: Untrusted,
    /// Action subtype (table 26(b)); empty for action types without subtypes.
    pub subtype: Untrusted,
    /// How many ITMOs.
    pub quantity: Quantity,
    /// Where they come from.
    pub from: End,
    /// Where they go.
    pub to: End,
    /// Its state in this registry's book.
    pub state: Word<TransferState>,
    /// Its state at the counterpart as it last said, signed; none when it has not said or there is none.
    pub peer_state: Option<Word<TransferState>>,
    /// Whose turn it is.
    pub turn: Word<Turn>,
    /// Since when it is in this state here.
    pub since: Timestamp,
    /// Until when the next step is due.
    pub due: Option<Timestamp>,
    /// When it began in this book.
    pub begun: Timestamp,
    /// What the ITMOs are of: cooperative approach and vintage.
    pub kinds: BTreeSet<(ApproachId, Vintage)>,
    /// What of it is not to be shown to whoever asked (F07). It is here all the same: a review compares with it.
    pub veil: Option<Veil>,
}

impl TransferSummary {
    /// The other registry; none when the units stay.
    pub fn counterpart(&self) -> Option<RegistryId> {
        match self.direction {
            Direction::Outgoing => Some(self.to.registry),
            Direction::Incoming => Some(self.from.registry),
            Direction::Internal => None,
        }
    }

    /// Whether how many ITMOs it moves, and which, is not to be shown.
    pub fn hides_units(&self) -> bool {
        self.veil.as_ref().is_some_and(Veil::hides_units)
    }

    /// Whether its accounts are not to be shown.
    pub fn hides_accounts(&self) -> bool {
        self.veil.as_ref().is_some_and(Veil::hides_accounts)
    }

    /// Whether the other registry is not to be shown.
    pub fn hides_registry(&self) -> bool {
        self.veil.as_ref().is_some_and(Veil::hides_registry)
    }

    /// The account at this registry's end: of what stays within it, the one the units come from.
    pub fn account(&self) -> &AccountId {
        match self.direction {
            Direction::Outgoing | Direction::Internal => &self.from.account,
            Direction::Incoming => &self.to.account,
        }
    }
}

/// A message the counterpart says it has. It is the counterpart's word, so nothing in it is believed but its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its place in the conversation.
    pub sequence: u8,
    /// What kind it is.
    pub kind: Word<RungKind>,
    /// Who said it.
    pub from: Untrusted,
    /// SHA-256 of its octets, as the counterpart writes it.
    pub digest: Untrusted,
    /// When the counterpart sent or received it, by its clock.
    pub at: Timestamp,
}

impl Told {
    /// Whether the counterpart speaks of the octets with this digest.
    pub fn is_of(&self, digest: &Digest) -> bool {
        self.digest.octets().parse() == Ok(*digest)
    }
}

/// What the counterpart last said of a transfer, in a signed answer to a status question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerWord {
    /// Its state there; none when the counterpart does not know the transfer.
    pub state: Option<Word<TransferState>>,
    /// Since when, by its clock.
    pub since: Option<Timestamp>,
    /// When it said so, by its clock.
    pub as_of: Timestamp,
    /// The messages it says it has.
    pub messages: Vec<Told>,
}

/// A transfer in full: everything an investigation begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// What the list shows. Its quantity is what the picks hold.
    pub summary: TransferSummary,
    /// Which ITMOs.
    pub picks: Picks,
    /// The calendar year of the NDC they are used towards.
    pub year: Option<Vintage>,
    /// The purpose of a use for other international mitigation purposes.
    pub purpose: Option<Untrusted>,
    /// The transfer this one corrects.
    pub corrects: Option<TransferId>,
    /// The order that began it here.
    pub order: Option<TransferId>,
    /// What the counterpart last said of it, signed.
    pub peer: Option<PeerWord>,
    /// What was said, in order of number and time.
    pub messages: Vec<Rung>,
    /// Numbers of the conversation that are missing here though a later one is here.
    pub missing: Vec<u8>,
    /// What is still to be sent.
    pub outbox: Vec<Sending>,
    /// The ledger's entries that touched it.
    pub entries: Vec<EntrySummary>,
    /// What was checked, and when.
    pub checks: Vec<CheckRun>,
    /// ITMOs that left this book under it and are not known to have arrived; never more than the picks hold.
    pub in_transit: Vec<BlockRange>,
    /// Every act there is for it, each once, with whether it may be done now.
    pub allowed: Vec<AllowedAct>,
}

impl Transfer {
    /// The proposal that began it, ours or the counterpart's: the good one of the conversation. None for what stays within a registry.
    pub fn proposal(&self) -> Option<&Rung> {
        let way = if self.summary.direction == Direction::Incoming { Way::Received } else { Way::Sent };
        let is_proposal =
            |rung: &&Rung| rung.way == way && rung.verdict.is_good() && rung.kind.is(&RungKind::Said(MessageKind::Proposal));
        self.messages.iter().find(is_proposal)
    }
}
