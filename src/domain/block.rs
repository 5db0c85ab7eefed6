//! ITMO blocks: maximal runs of consecutive serials with identical attributes. A block is a row of the Blocks screen.
//! A split never renumbers: children keep the serials and inherit every attribute.
//! Must not know: where blocks are stored.

mod cut;

pub use cut::{Carved, MergeProblem};

use super::{
    AccountId, ApproachId, AuthorizationId, ItmoId, PartyCode, Quantity, RegistryId, SerialRange, Vintage, account::Lock,
    case::CaseId, words,
};
use crate::text::Untrusted;
use jiff::civil::Date;

/// What all ids of one numbering share. Serials are unique within a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series {
    /// The cooperative approach.
    pub approach: ApproachId,
    /// The registry that created the id. It never changes, wherever the block is held.
    pub registry: RegistryId,
    /// The first transferring participating Party.
    pub party: PartyCode,
    /// The year in which the mitigation outcome occurred.
    pub vintage: Vintage,
}

/// What an ITMO measures (common nomenclature, table 12(b)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// Tonnes of CO2 equivalent.
    Ghg,
    /// Another metric, determined by the participating Parties.
    NonGhg,
}

words!(Metric, "metric", Ghg "GHG", NonGhg "non-GHG");

/// The state of a block in the book of the registry that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockState {
    /// Free to be moved.
    Available,
    /// Set aside for an order that waits for approval.
    Reserved,
    /// Proposed to a counterpart registry.
    InFlightOut,
    /// Received provisionally from a counterpart registry.
    InFlightIn,
    /// Frozen by an open discrepancy.
    FrozenReconciliation,
    /// Frozen by an administrator.
    FrozenAdministration,
    /// Used towards an NDC or for another purpose. Never leaves.
    Used,
    /// Cancelled. Never leaves.
    Cancelled,
    /// A state this console does not know. Shown, and nothing acts on it.
    Unrecognised,
}

impl BlockState {
    /// Every state with its word on the wire, in filters and on the screen.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Available, "available"),
        (Self::Reserved, "reserved"),
        (Self::InFlightOut, "in-flight-out"),
        (Self::InFlightIn, "in-flight-in"),
        (Self::FrozenReconciliation, "frozen-reconciliation"),
        (Self::FrozenAdministration, "frozen-administration"),
        (Self::Used, "used"),
        (Self::Cancelled, "cancelled"),
    ];

    /// The state's word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("unrecognised", |(_, word)| word)
    }

    /// The state of a word; [`BlockState::Unrecognised`] when no state has it.
    pub fn of_word(word: &str) -> Self {
        Self::ALL.iter().find(|(_, w)| *w == word).map_or(Self::Unrecognised, |(state, _)| *state)
    }
}

/// One ITMO block as a registry holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What all its ids share.
    pub series: Series,
    /// Its serials.
    pub range: SerialRange,
    /// The account it is in.
    pub account: AccountId,
    /// The registry that holds it now. May differ from `series.registry` after a transfer.
    pub holding_registry: RegistryId,
    /// Its state in the book.
    pub state: BlockState,
    /// What keeps it from moving, if anything.
    pub lock: Option<Lock>,
    /// The open case of reconciliation that keeps its ITMOs, or some of them, out of new orders (B09), if there is one.
    pub disputed: Option<CaseId>,
    /// The authorization it was created under, and that authorization's version.
    pub authorization: AuthorizationId,
    /// Version of the authorization, from 1.
    pub authorization_version: u32,
    /// What it measures.
    pub metric: Metric,
    /// The non-GHG metric's unit, with its amount as written by the registry; empty for GHG.
    pub non_ghg: Untrusted,
    /// Value of table 36(b), as the registry spells it.
    pub mitigation_type: Untrusted,
    /// Value of table 15(b), as the registry spells it.
    pub sector: Untrusted,
    /// Value of table 51(b), as the registry spells it.
    pub activity_type: Untrusted,
    /// The underlying registry (table 31(b)) and its unit numbers, `NA` when there is none.
    pub underlying: Untrusted,
    /// When it was first transferred; `None` while it has not been. A split inherits it.
    pub first_transferred: Option<Date>,
}

impl Block {
    /// How many ITMOs it holds.
    pub fn quantity(&self) -> Quantity {
        self.range.quantity()
    }

    /// The id of its first ITMO: what identifies the block at one moment, since no two blocks share a serial.
    pub fn first_id(&self) -> ItmoId {
        ItmoId::of(self.series, self.range.first())
    }

    /// Whether its serials and how many they are is not to be shown to whoever looks (F07).
    pub fn is_withheld(&self) -> bool {
        self.lock.as_ref().is_some_and(|lock| lock.withheld)
    }

    /// The id of its last ITMO.
    pub fn last_id(&self) -> ItmoId {
        ItmoId::of(self.series, self.range.last())
    }
}

#[cfg(test)]
mod tests {
    use super::BlockState;

    #[test]
    fn words_of_states_read_back() {
        for (state, word) in BlockState::ALL {
            assert_eq!((state.word(), BlockState::of_word(word)), (word, state));
        }
        for word in ["", "Used", "unrecognised", "in flight out"] {
            assert_eq!(BlockState::of_word(word), BlockState::Unrecognised);
        }
        assert_eq!(BlockState::Unrecognised.word(), "unrecognised");
    }
}
