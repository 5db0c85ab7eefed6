//! One account: its facts, its holdings by cooperative approach and vintage, its locks, and its blocks as a list.
//! Facts, holdings and blocks are three questions: each is shown when it is there, and one that fails does not hide the others.
//! Must not know: how an act on the account is confirmed.

mod view;

use super::{
    Place,
    screen::{Absence, Did, Freshness, Screen, Spot},
    scroll::Scroll,
};
use crate::{
    app::{Action, Desk, List, Remote, RequestId, Table},
    domain::{Account, AccountId, Block, Holding},
    registry::{Filter, Problem, Read, Reply, query::Term, sheet::Sheet},
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// State of the screen of one account.
#[derive(Debug)]
pub struct AccountCard {
    /// Which account.
    pub id: AccountId,
    /// The account.
    pub account: Remote<Box<Account>>,
    /// What it holds.
    pub holdings: Remote<Vec<Holding>>,
    /// Its blocks.
    pub blocks: Table<Block>,
    /// Whether the holdings take the whole screen.
    holdings_in_full: bool,
    /// First holding shown when they do not all fit.
    holdings_scroll: Scroll,
}

impl AccountCard {
    /// The card of an account, not asked for yet.
    pub fn of(id: AccountId) -> Self {
        let here = Term { field: Some("account"), value: id.to_string(), negated: false };
        let blocks = Table::with_base(Filter { terms: vec![here] });
        Self {
            id,
            account: Remote::default(),
            holdings: Remote::default(),
            blocks,
            holdings_in_full: false,
            holdings_scroll: Scroll::default(),
        }
    }

    /// The first problem of the card, if there is one.
    fn problem(&self) -> Option<&Problem> {
        self.account.problem().or(self.holdings.problem()).or(self.blocks.problem())
    }
}

impl Screen for AccountCard {
    fn title(&self) -> String {
        format!("Account {}", self.id)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.account, || format!("account {}", self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness { as_of: self.account.as_of(), problem: self.problem(), asking: self.account.is_asking() }
    }

    fn list(&self) -> Option<&dyn List> {
        Some(&self.blocks)
    }

    fn list_mut(&mut self) -> Option<&mut dyn List> {
        Some(&mut self.blocks)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.account.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.account.ask(Read::Account(self.id.clone()), desk);
        self.holdings.ask(Read::Holdings(self.id.clone()), desk);
        List::refresh(&mut self.blocks, desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.account.give_up(desk);
        self.holdings.give_up(desk);
        List::give_up(&mut self.blocks, desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.account.awaits(request) {
            let account = |reply| if let Reply::Account(account) = reply { Some(account) } else { None };
            self.account.take(answer.clone().map(account), desk.now);
        } else if self.holdings.awaits(request) {
            let holdings = |reply| if let Reply::Holdings(holdings) = reply { Some(holdings) } else { None };
            self.holdings.take(answer.clone().map(holdings), desk.now);
        } else if self.blocks.awaits(request) {
            List::answer(&mut self.blocks, request, answer.clone(), desk);
        } else {
            return false;
        }
        true
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        let height = view::list_height(self, now, body);
        List::resize(&mut self.blocks, height, desk);
    }

    fn in_flight(&self) -> usize {
        usize::from(self.account.is_asking()) + usize::from(self.holdings.is_asking()) + self.blocks.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        if self.holdings_in_full {
            let limit = view::scroll_limit(self, now, body);
            self.holdings_scroll.turn(action, limit, body.height);
        } else {
            self.blocks.perform_movement(action, desk);
        }
    }

    fn step_back(&mut self) -> bool {
        std::mem::take(&mut self.holdings_in_full)
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Accounts)
    }

    fn opens(&self) -> Option<Place> {
        self.blocks.selected().map(|block| Place::Block(block.first_id()))
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        match action {
            Action::Holdings => {
                self.holdings_in_full = !self.holdings_in_full;
                self.holdings_scroll = Scroll::default();
                Did::Divided
            }
            _ => Did::Nothing,
        }
    }

    fn spot(&self, now: Timestamp, area: Rect, at: Position) -> Option<Spot> {
        view::spot(self, now, area, at)
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        view::paint(self, now, theme, area, buffer)
    }
}
