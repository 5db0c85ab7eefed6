//! One ITMO block: where it is and every attribute it has.
//! It is named by one ITMO and not by its limits: after a split or a transfer the block that holds that ITMO is shown.
//! Must not know: which list it was opened from.

mod view;

pub use view::{paint, scroll_limit};

use crate::{
    app::{Desk, Remote, RequestId},
    domain::{Block, ItmoId},
    registry::{Problem, Read, Reply},
};

/// State of the screen of one block.
#[derive(Debug)]
pub struct BlockCard {
    /// The ITMO the block was opened by; the block that holds it is shown, even after a split.
    pub id: ItmoId,
    /// The block.
    pub block: Remote<Box<Block>>,
    /// First line shown, when not all fit.
    pub scroll: u16,
}

impl BlockCard {
    /// The card of the block that holds an ITMO, not asked for yet.
    pub fn of(id: ItmoId) -> Self {
        Self { id, block: Remote::default(), scroll: 0 }
    }

    /// Asks for the block again; what is shown stays until it comes.
    pub fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.block.ask(Read::Block(self.id.clone()), desk);
    }

    /// Takes an answer, if it is the card's. Says whether it was.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &Desk<'_>) -> bool {
        if !self.block.awaits(request) {
            return false;
        }
        let block = |reply| if let Reply::Block(block) = reply { Some(block) } else { None };
        self.block.take(answer.clone().map(block), desk.now);
        true
    }
}
