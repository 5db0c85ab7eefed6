//! Every screen there is, made from the place it shows.
//! One variant for each kind of place: what drives screens goes through [`Screen`], what acts on one kind matches it here.
//! Must not know: when screens are made or dropped.

use super::{AccountCard, Accounts, BlockCard, Blocks, Place, Screen};

/// A screen with its state.
#[derive(Debug)]
pub enum Shown {
    /// The accounts of the registry.
    Accounts(Accounts),
    /// One account.
    Account(Box<AccountCard>),
    /// The ITMO blocks of the registry.
    Blocks(Blocks),
    /// One block.
    Block(Box<BlockCard>),
}

impl Shown {
    /// The screen of a place. Nothing is asked for yet.
    pub fn of(place: &Place) -> Self {
        match place {
            Place::Accounts => Self::Accounts(Accounts::default()),
            Place::Account(id) => Self::Account(Box::new(AccountCard::of(id.clone()))),
            Place::Blocks => Self::Blocks(Blocks::default()),
            Place::Block(id) => Self::Block(Box::new(BlockCard::of(id.clone()))),
        }
    }

    /// As the console drives it.
    pub fn screen(&self) -> &dyn Screen {
        match self {
            Self::Accounts(screen) => screen,
            Self::Account(screen) => &**screen,
            Self::Blocks(screen) => screen,
            Self::Block(screen) => &**screen,
        }
    }

    /// As the console drives it, to be changed.
    pub fn screen_mut(&mut self) -> &mut dyn Screen {
        match self {
            Self::Accounts(screen) => screen,
            Self::Account(screen) => &mut **screen,
            Self::Blocks(screen) => screen,
            Self::Block(screen) => &mut **screen,
        }
    }
}
