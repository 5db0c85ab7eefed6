//! The ITMO blocks of the registry, as a list.
//! A block's key is its first ITMO: limits and state may change, and no other block can hold that ITMO.
//! Must not know: what opening a block shows.

mod acts;
mod serials;
mod view;

pub use acts::intent;
pub use view::{Of, paint_rows, spot};

use super::{
    Did, Place,
    listing::{Listing, Rows},
};
use crate::{
    app::{Action, Listed, Table, confirm::Intent, why::Refusal},
    domain::{Block, BlockRange, Quantity},
    evidence::order::{Body, Order},
    registry::{
        Page, Query, Read, Reply, Sort,
        query::{BLOCK_FIELDS, Field},
    },
    text::number::{counted, grouped},
    ui::{
        Theme,
        table::{Column, RowPaint},
    },
};
use jiff::Timestamp;
use ratatui::{buffer::Buffer, layout::Rect};

/// The blocks screen.
pub type Blocks = Listing<Block>;

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
        if self.is_withheld() {
            return format!("{} {}", self.account, self.state.word());
        }
        let (first, last) = (self.range.first(), self.range.last());
        format!("{} {first} {last} {} {} {}", self.first_id(), self.account, self.state.word(), self.quantity())
    }
}

impl Rows for Block {
    const TITLE: &'static str = "Blocks";

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(Of::Registry, sort)
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, Of::Registry, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(place(self))
    }

    fn named(&self) -> Option<String> {
        (!self.is_withheld()).then(|| self.key())
    }

    fn head_height(list: &Table<Self>, area: Rect) -> u16 {
        if area.height >= serials::LEAST && serials::asked(list).is_some() { serials::HEIGHT } else { 0 }
    }

    fn paint_head(list: &Table<Self>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        if let Some(strip) = serials::Strip::of(list) {
            strip.paint(theme, area, buffer);
        }
    }

    fn part(list: &Table<Self>, forward: bool) -> Option<u64> {
        serials::beside(list, forward)
    }

    fn intent(&self, action: Action) -> Result<Intent, Refusal> {
        intent(self, action)
    }

    fn marked(list: &Table<Self>) -> Option<String> {
        marked(list)
    }

    fn perform_on_marked(marked: &[&Self], action: Action) -> Option<Did> {
        (action == Action::BlockOrder).then(|| order_about_all(marked))
    }

    fn is_taken_by(&self, order: &Order) -> bool {
        is_taken_by(self, order)
    }

    fn perform(&self, action: Action) -> Did {
        match action {
            Action::BlockAccount => Did::Go(Place::Account(self.account.clone())),
            Action::BlockOrder => order_about(self),
            Action::BlockAuthorization => Did::Go(Place::Authorization(self.authorization.clone())),
            _ => Did::Nothing,
        }
    }
}

/// What opening a block shows: its page, or the order it is set aside for where its serials are kept back (F07).
pub(super) fn place(block: &Block) -> Place {
    let order = block.lock.as_ref().filter(|lock| lock.withheld).and_then(|lock| lock.order.or(lock.transfer));
    order.map_or_else(|| Place::Block(block.first_id()), Place::Order)
}

/// A new order about the ITMOs of a block, from the account it is in.
pub(super) fn order_about(block: &Block) -> Did {
    if let Some(why) = disputed(block) {
        return Did::Refuse(why);
    }
    let range = BlockRange { series: block.series, range: block.range };
    Did::Go(Place::Initiate(block.account.clone(), vec![range], None))
}

/// A new order about the ITMOs of several blocks. An order is about one account.
pub(super) fn order_about_all(blocks: &[&Block]) -> Did {
    let Some(account) = blocks.first().map(|block| &block.account) else { return Did::Nothing };
    if let Some(other) = blocks.iter().find(|block| block.account != *account) {
        let why = format!("Blocks of {account} and of {} are marked; an order is about one account.", other.account);
        return Did::Refuse(Refusal::NotNow(why));
    }
    if let Some(why) = blocks.iter().find_map(|block| disputed(block)) {
        return Did::Refuse(why);
    }
    let mut runs: Vec<BlockRange> = blocks.iter().map(|block| BlockRange { series: block.series, range: block.range }).collect();
    runs.sort_unstable();
    Did::Go(Place::Initiate(account.clone(), runs, None))
}

/// Why no new order can be about the ITMOs of a block that stands in an open case (B09).
fn disputed(block: &Block) -> Option<Refusal> {
    let case = block.disputed?;
    let first = block.first_id();
    Some(Refusal::NotNow(format!(
        "ITMOs of the block {first} stand in the open case {case}; they are in no new order until it is resolved (B09)."
    )))
}

/// Whether an order moves ITMOs of a block.
pub(super) fn is_taken_by(block: &Block, order: &Order) -> bool {
    let Body::Movement(moved) = &order.body else { return false };
    let takes = |run: &BlockRange| run.series == block.series && run.range.overlaps(block.range);
    moved.transferring_account == block.account && moved.units.runs().iter().any(takes)
}

/// What is marked, for the line above the rows; nothing is said of no marks.
pub(super) fn marked(list: &Table<Block>) -> Option<String> {
    let held = Quantity::total(list.marked().map(Block::quantity)).unwrap_or_default();
    let many = list.marked().len() as u64;
    if list.marked().any(Block::is_withheld) {
        return Some(format!("{} marked", grouped(many)));
    }
    (many > 0).then(|| format!("{} marked, {}", grouped(many), counted(held.count(), "ITMO")))
}
