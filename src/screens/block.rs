//! One ITMO block: where it is and every attribute it has.
//! It is named by one ITMO and not by its limits: after a split or a transfer the block that holds that ITMO is shown.
//! Must not know: which list it was opened from.

mod view;

use super::{
    Place,
    screen::{Absence, Did, Freshness, Screen},
    scroll::{self, Scroll},
};
use crate::{
    app::{Action, Desk, Remote, RequestId},
    domain::{Block, ItmoId},
    registry::{Problem, Read, Reply, sheet::Sheet},
    ui::{Theme, detail::Item},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// State of the screen of one block.
#[derive(Debug)]
pub struct BlockCard {
    /// The ITMO the block was opened by; the block that holds it is shown, even after a split.
    pub id: ItmoId,
    /// The block.
    pub block: Remote<Box<Block>>,
    scroll: Scroll,
}

impl BlockCard {
    /// The card of the block that holds an ITMO, not asked for yet.
    pub fn of(id: ItmoId) -> Self {
        Self { id, block: Remote::default(), scroll: Scroll::default() }
    }

    fn items(&self, now: Timestamp) -> Vec<Item<'static>> {
        self.block.value().map(|block| view::items(self, block, now)).unwrap_or_default()
    }
}

impl Screen for BlockCard {
    fn title(&self) -> String {
        match self.block.value() {
            Some(block) => format!("Block {}", block.first_id()),
            None => format!("Block of {}", self.id),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.block, || format!("the block of {}", self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.block)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.block.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.block.ask(Read::Block(self.id.clone()), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.block.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if !self.block.awaits(request) {
            return false;
        }
        let block = |reply| if let Reply::Block(block) = reply { Some(block) } else { None };
        self.block.take(answer.clone().map(block), desk.now);
        true
    }

    fn fit(&mut self, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {}

    fn in_flight(&self) -> usize {
        usize::from(self.block.is_asking())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        let limit = scroll::limit(&self.items(now), body);
        self.scroll.turn(action, limit, body.height);
    }

    fn subject(&self) -> Option<String> {
        let block = self.block.value();
        Some(block.map_or_else(|| self.id.to_string(), |block| block.first_id().to_string()))
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Blocks)
    }

    fn subject_is_loaded(&self) -> bool {
        self.block.value().is_some()
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        match (action, self.block.value()) {
            (Action::BlockAccount, Some(block)) => Did::Go(Place::Account(block.account.clone())),
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.block.value()?;
        scroll::paint(&self.items(now), self.scroll, theme, area, buffer)
    }
}
