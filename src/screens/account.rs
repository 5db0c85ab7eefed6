//! One account: its facts, its holdings by cooperative approach and vintage, its blocks as a list, and what binds it as pages of its own.
//! Each is a question of its own: shown when it is there, and one that fails does not hide the others.
//! Must not know: how an act on the account is confirmed.

mod acts;
mod bound;
mod view;

use super::{
    Place,
    linked::{Linked, Reading},
    listing::marked,
    raise::Raised,
    screen::{Absence, Did, Freshness, Screen, Spot},
    scroll::Scroll,
};
use crate::{
    app::{Action, Desk, List, Remote, RequestId, Table, Timer, confirm::Intent, why::Refusal},
    domain::{Account, AccountId, Block, Holding},
    evidence::order::Order,
    registry::{Filter, Problem, Read, Reply, query::Term, sheet::Sheet},
    ui::Theme,
};
use bound::{Bound, Side};
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
    /// What binds it.
    bound: Bound,
    /// What of it is shown.
    part: Part,
    /// How far a page of what binds it has been read.
    reading: Reading,
    /// Whether what binds it stands beside the whole.
    is_wide: bool,
    /// When it was last looked at.
    now: Timestamp,
    /// First holding shown when they do not all fit.
    holdings_scroll: Scroll,
}

/// What of an account is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Facts, holdings and blocks; on a wide screen what binds it beside them.
    Whole,
    /// All its holdings.
    Holdings,
    /// One page of what binds it.
    Bound(Side),
}

impl Part {
    const ALL: [Self; 6] = [
        Self::Whole,
        Self::Holdings,
        Self::Bound(Side::People),
        Self::Bound(Side::Rules),
        Self::Bound(Side::Locks),
        Self::Bound(Side::Life),
    ];

    /// The part a key shows.
    fn of(action: Action) -> Option<Self> {
        Some(match action {
            Action::Holdings => Self::Holdings,
            Action::People => Self::Bound(Side::People),
            Action::Trusted => Self::Bound(Side::Rules),
            Action::Locks => Self::Bound(Side::Locks),
            Action::Life => Self::Bound(Side::Life),
            _ => return None,
        })
    }

    /// The next or prior part; after the last comes the first.
    fn beside(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|part| *part == self).unwrap_or(0);
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL.get((at + step) % Self::ALL.len()).copied().unwrap_or(Self::Whole)
    }
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
            bound: Bound::default(),
            part: Part::Whole,
            reading: Reading::default(),
            is_wide: false,
            now: Timestamp::UNIX_EPOCH,
            holdings_scroll: Scroll::default(),
        }
    }

    /// The first problem of the card, if there is one.
    fn problem(&self) -> Option<&Problem> {
        self.account.problem().or(self.holdings.problem()).or(self.blocks.problem()).or(self.bound.problem())
    }

    /// Shows a part; the one that is shown again gives way to the whole.
    fn show(&mut self, part: Part) {
        self.part = if self.part == part { Part::Whole } else { part };
        self.holdings_scroll = Scroll::default();
        self.reading = Reading::default();
    }

    /// Whether the keys of its list of blocks work.
    fn has_list(&self) -> bool {
        matches!(self.part, Part::Whole | Part::Holdings)
    }

    /// The page that is shown, if the part is one.
    fn page(&self) -> Option<Linked> {
        match self.part {
            Part::Bound(side) => Some(self.bound.page(side, self.now)),
            Part::Whole | Part::Holdings => None,
        }
    }

    /// The trusted account the cursor is on, if the page of those is shown.
    fn pointed_trusted(&self) -> Option<&AccountId> {
        let Part::Bound(Side::Rules) = self.part else { return None };
        let Did::Go(Place::Account(id)) = self.reading.follow(&self.page()?) else { return None };
        self.bound.trusted().find(|trusted| **trusted == id)
    }

    /// Comes back when a countdown among the trusted accounts says something else, where they are shown. How wide the screen is, is known once
    /// it was painted there.
    fn tick(&mut self, whole_shows_it: bool, desk: &mut Desk<'_>) {
        self.now = desk.now;
        let shown = self.part == Part::Bound(Side::Rules) || (self.part == Part::Whole && whole_shows_it);
        if let Some(next) = self.bound.next_tick(desk.now).filter(|_| shown) {
            desk.wake(Timer::Reading, next);
        }
    }

    /// Asks for what is on the screen and was not asked for yet.
    fn ask_for_shown(&mut self, body: Rect, desk: &mut Desk<'_>) {
        self.is_wide = view::is_wide(body);
        let wide = self.part == Part::Whole && self.is_wide;
        for side in Side::ALL {
            if (wide || self.part == Part::Bound(side)) && self.bound.is_missing(side) && !self.account.is_missing() {
                self.bound.ask(side, &self.id, desk);
            }
        }
    }
}

impl Screen for AccountCard {
    fn title(&self) -> String {
        match self.part {
            Part::Bound(side) => format!("Account {}: {}", self.id, side.word()),
            Part::Whole | Part::Holdings => format!("Account {}", self.id),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.account, || format!("account {}", self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness { as_of: self.account.as_of(), problem: self.problem(), asking: self.account.is_asking() }
    }

    fn list(&self) -> Option<&dyn List> {
        self.has_list().then_some(&self.blocks as &dyn List)
    }

    fn list_mut(&mut self) -> Option<&mut dyn List> {
        self.has_list().then_some(&mut self.blocks as &mut dyn List)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.account.is_missing() {
            self.refresh(desk);
        }
        self.tick(true, desk);
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.tick(self.is_wide, desk);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.account.ask(Read::Account(self.id.clone()), desk);
        self.holdings.ask(Read::Holdings(self.id.clone()), desk);
        List::refresh(&mut self.blocks, desk);
        for side in Side::ALL.into_iter().filter(|side| !self.bound.is_missing(*side)).collect::<Vec<_>>() {
            self.bound.ask(side, &self.id, desk);
        }
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.account.give_up(desk);
        self.holdings.give_up(desk);
        List::give_up(&mut self.blocks, desk);
        self.bound.give_up(desk);
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
            let mine = self.bound.answer(request, answer, desk.now);
            if mine {
                self.tick(true, desk);
            }
            return mine;
        }
        true
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.now = now;
        self.reading.fit(body);
        let height = view::list_height(self, now, body);
        List::resize(&mut self.blocks, height, desk);
        self.ask_for_shown(body, desk);
    }

    fn in_flight(&self) -> usize {
        let facts = usize::from(self.account.is_asking()) + usize::from(self.holdings.is_asking());
        facts + self.blocks.in_flight() + self.bound.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.now = now;
        self.reading.fit(body);
        match (self.part, self.page()) {
            (_, Some(page)) => self.reading.turn(&page, action),
            (Part::Holdings, _) => {
                let limit = view::scroll_limit(self, now, body);
                self.holdings_scroll.turn(action, limit, body.height);
            }
            _ => {
                self.blocks.perform_movement(action, desk);
            }
        }
    }

    fn step_back(&mut self) -> bool {
        std::mem::replace(&mut self.part, Part::Whole) != Part::Whole
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Accounts)
    }

    fn subject_is_loaded(&self) -> bool {
        if self.has_list() { self.blocks.key().is_some() } else { self.account.value().is_some() }
    }

    fn opens(&self) -> Option<Place> {
        self.blocks.selected().filter(|_| self.has_list()).map(super::blocks::place)
    }

    fn open_selected(&self) -> Did {
        match self.page() {
            Some(page) => self.reading.follow(&page),
            None => self.opens().map_or(Did::Nothing, Did::Go),
        }
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::Mark if self.part != Part::Whole || self.blocks.selected().is_none() => Err(Refusal::NoRow),
            Action::Unmark if self.blocks.marked().len() == 0 => Err(Refusal::NothingMarked),
            Action::TrustAccount | Action::ReopenAccount => acts::may_order(self, action),
            _ => Ok(()),
        }
    }

    fn intent(&self, action: Action, follows: bool) -> Result<Intent, Refusal> {
        acts::intent(self, action, follows)
    }

    fn ordered(&mut self, order: &Order) {
        self.blocks.unmark_those(|block| super::blocks::is_taken_by(block, order));
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        match action {
            Action::AccountOrder => {
                let marked: Vec<&Block> = self.blocks.marked().collect();
                let all = || Did::Go(Place::Initiate(self.id.clone(), Vec::new(), None));
                return if marked.is_empty() { all() } else { super::blocks::order_about_all(&marked) };
            }
            Action::TrustAccount => return Did::Go(Place::Raise(Raised::Trust(self.id.clone()))),
            Action::ReopenAccount => return Did::Go(Place::Raise(Raised::Reopen(self.id.clone()))),
            Action::Mark => return marked(self.blocks.mark(desk)),
            Action::Unmark => self.blocks.unmark(),
            _ => {}
        }
        match (action, Part::of(action)) {
            (_, Some(part)) => self.show(part),
            (Action::NextPart | Action::PriorPart, _) => self.show(self.part.beside(action == Action::NextPart)),
            _ => return Did::Nothing,
        }
        self.tick(self.is_wide, desk);
        Did::Divided
    }

    fn spot(&self, now: Timestamp, area: Rect, at: Position) -> Option<Spot> {
        view::spot(self, now, area, at)
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        view::paint(self, now, theme, area, buffer)
    }
}
