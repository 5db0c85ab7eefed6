//! Accounts and what they hold.
//! Every text in them is the registry's own and untrusted; what the console does not know it shows and does not act on.
//! Must not know: who may act on them; that is the registry's answer and the policy's.

mod kind;
mod likeness;

pub use kind::AccountKind;
pub use likeness::{Likeness, likeness};

use super::{
    AccountId, ApproachId, PartyCode, Quantity, Vintage,
    transfer::{OrderId, TransferId},
};
use crate::text::Untrusted;
use jiff::Timestamp;

/// Who holds an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HolderKind {
    /// A participating Party.
    Party,
    /// An authorized entity.
    Entity,
}

/// The holder of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The holder's name as the registry spells it.
    pub name: Untrusted,
    /// Party or authorized entity.
    pub kind: HolderKind,
    /// The Party the holder is, or is authorized by.
    pub party: PartyCode,
}

/// The state of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountState {
    /// Asked for, not yet opened.
    Requested,
    /// In use.
    Open,
    /// Nothing may leave it.
    BlockedOut,
    /// Nothing may move.
    Suspended,
    /// Closed for good.
    Closed,
    /// A state this console does not know. Shown, and nothing acts on it.
    Unrecognised,
}

impl AccountState {
    /// Every state with its word on the wire, in filters and on the screen.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Requested, "requested"),
        (Self::Open, "open"),
        (Self::BlockedOut, "blocked-out"),
        (Self::Suspended, "suspended"),
        (Self::Closed, "closed"),
    ];

    /// The state's word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("unrecognised", |(_, word)| word)
    }

    /// The state of a word; [`AccountState::Unrecognised`] when no state has it.
    pub fn of_word(word: &str) -> Self {
        Self::ALL.iter().find(|(_, w)| *w == word).map_or(Self::Unrecognised, |(state, _)| *state)
    }
}

/// Why something may not move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// What holds it, in the registry's words: a transfer id, a discrepancy, an administrator's freeze.
    pub cause: Untrusted,
    /// Since when.
    pub since: Timestamp,
    /// The order it belongs to.
    pub order: Option<OrderId>,
    /// The transfer it belongs to.
    pub transfer: Option<TransferId>,
    /// Whether what it keeps is not to be shown, because whoever looks types it again from their own paper first (F07).
    pub withheld: bool,
}

impl Lock {
    /// A lock of which nobody has said what it belongs to.
    pub fn of_cause(cause: Untrusted, since: Timestamp) -> Self {
        Self { cause, since, order: None, transfer: None, withheld: false }
    }
}

/// An account as a row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSummary {
    /// Its id.
    pub id: AccountId,
    /// Its name as the registry spells it.
    pub name: Untrusted,
    /// Its type.
    pub kind: AccountKind,
    /// Who holds it.
    pub holder: Holder,
    /// Its state.
    pub state: AccountState,
    /// How many ITMOs it holds, locked ones included.
    pub held: Quantity,
    /// How many of them are locked; `None` where that is not to be shown, because whoever looks types it again from their own paper (F07).
    pub locked: Option<Quantity>,
    /// When it last took part in an act.
    pub last_act: Option<Timestamp>,
}

/// An account in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What the list shows.
    pub summary: AccountSummary,
    /// When it was opened.
    pub opened: Option<Timestamp>,
    /// The cooperative approaches it is restricted to; empty means any.
    pub approaches: Vec<ApproachId>,
    /// Its version, for acts that must not meet a changed account (`ETag`).
    pub version: u64,
    /// What keeps the whole account from moving, if anything.
    pub lock: Option<Lock>,
}

/// What an account holds of one cooperative approach and vintage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The cooperative approach.
    pub approach: ApproachId,
    /// The vintage.
    pub vintage: Vintage,
    /// In how many blocks.
    pub blocks: u64,
    /// How many ITMOs, locked ones included.
    pub held: Quantity,
    /// How many of them are locked; `None` where that is not to be shown, because whoever looks types it again from their own paper (F07).
    pub locked: Option<Quantity>,
}

#[cfg(test)]
mod tests {
    use super::AccountState;

    #[test]
    fn words_of_states_read_back() {
        for (state, word) in AccountState::ALL {
            assert_eq!((state.word(), AccountState::of_word(word)), (word, state));
        }
        for word in ["", "Open", "unrecognised", "open "] {
            assert_eq!(AccountState::of_word(word), AccountState::Unrecognised);
        }
        assert_eq!(AccountState::Unrecognised.word(), "unrecognised");
    }
}
