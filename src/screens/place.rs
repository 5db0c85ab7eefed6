//! Where the operator is.
//! A place is a value with ids and without data, so that the way back can be kept and data asked for again.
//! Must not know: what is there.

use crate::{
    app::Scope,
    domain::{AccountId, ItmoId},
};

/// A screen and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The accounts of the registry.
    Accounts,
    /// One account.
    Account(AccountId),
    /// The ITMO blocks of the registry.
    Blocks,
    /// The block that holds one ITMO.
    Block(ItmoId),
}

impl Place {
    /// The tab the place belongs to, from 0.
    pub fn tab(&self) -> usize {
        match self {
            Self::Accounts | Self::Account(_) => 0,
            Self::Blocks | Self::Block(_) => 1,
        }
    }

    /// The scopes whose keys work here, innermost first.
    pub fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Accounts => &[Scope::Accounts, Scope::List, Scope::Global],
            Self::Account(_) => &[Scope::Account, Scope::List, Scope::Global],
            Self::Blocks => &[Scope::Blocks, Scope::List, Scope::Global],
            Self::Block(_) => &[Scope::Block, Scope::Blocks, Scope::List, Scope::Global],
        }
    }

    /// The name of the screen, for help.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Account(_) => "account",
            Self::Blocks => "blocks",
            Self::Block(_) => "block",
        }
    }
}
