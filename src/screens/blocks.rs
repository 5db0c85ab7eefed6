//! The ITMO blocks of the registry, as a list.
//! A block's key is its first ITMO: limits and state may change, and no other block can hold that ITMO.
//! Must not know: what opening a block shows.

mod view;

pub use view::{Of, columns, paint, paint_rows};

use crate::{
    app::{Listed, Table},
    domain::Block,
    registry::{
        Page, Query, Read, Reply,
        query::{BLOCK_FIELDS, Field},
    },
};

/// State of the blocks screen.
#[derive(Debug, Default)]
pub struct Blocks {
    /// The list.
    pub list: Table<Block>,
}

impl Listed for Block {
    const ONE: &'static str = "block";
    const MANY: &'static str = "blocks";
    const FIELDS: &'static [Field] = BLOCK_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Blocks(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        match reply {
            Reply::Blocks(page) => Some(page),
            _ => None,
        }
    }

    fn key(&self) -> String {
        self.first_id().to_string()
    }

    fn words(&self) -> String {
        let (first, last) = (self.range.first(), self.range.last());
        format!("{} {first} {last} {} {} {}", self.first_id(), self.account, self.state.word(), self.quantity())
    }
}
