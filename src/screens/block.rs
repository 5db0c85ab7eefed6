//! One ITMO block: where it is, what stands against moving it, its authorization, its whole life, and every attribute it has.
//! It is named by one ITMO and not by its limits: after a split or a transfer the block that holds that ITMO is shown.
//! Must not know: which list it was opened from.

mod view;

use super::{
    Place, blocks,
    linked::{Linked, Reading},
    screen::{Absence, Did, Freshness, Screen},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, confirm::Intent, why::Refusal},
    domain::{Block, ItmoId},
    registry::{
        Problem, Read, Reply,
        book::{AuthorizationInFull, LifeEvent},
        sheet::Sheet,
    },
    ui::Theme,
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
    /// What happened to the ITMO it was opened by.
    life: Remote<Vec<LifeEvent>>,
    /// The authorization it was created under.
    authorization: Remote<Box<AuthorizationInFull>>,
    reading: Reading,
    /// When it was last looked at.
    now: Timestamp,
}

impl BlockCard {
    /// The card of the block that holds an ITMO, not asked for yet.
    pub fn of(id: ItmoId) -> Self {
        Self {
            id,
            block: Remote::default(),
            life: Remote::default(),
            authorization: Remote::default(),
            reading: Reading::default(),
            now: Timestamp::UNIX_EPOCH,
        }
    }

    fn page(&self, now: Timestamp) -> Linked {
        self.block.value().map(|block| view::page(self, block, now)).unwrap_or_default()
    }

    /// Asks for the authorization, now that the block says which.
    fn ask_for_authorization(&mut self, desk: &mut Desk<'_>) {
        let Some(block) = self.block.value() else { return };
        self.authorization.ask(Read::Authorization(block.authorization.clone()), desk);
    }
}

impl Screen for BlockCard {
    fn title(&self) -> String {
        match self.block.value() {
            Some(block) if !block.is_withheld() => format!("Block {}", block.first_id()),
            _ => format!("Block of {}", self.id),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.block, || format!("the block of {}", self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        let problem = self.block.problem().or(self.life.problem()).or(self.authorization.problem());
        Freshness { problem, ..Freshness::of_value(&self.block) }
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.block.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.block.ask(Read::Block(self.id.clone()), desk);
        self.life.ask(Read::BlockLife(self.id.clone()), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.block.give_up(desk);
        self.life.give_up(desk);
        self.authorization.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let answer = answer.clone();
        if self.block.awaits(request) {
            let block = |reply| if let Reply::Block(block) = reply { Some(block) } else { None };
            self.block.take(answer.map(block), desk.now);
            if self.block.problem().is_none() {
                self.ask_for_authorization(desk);
            }
        } else if self.life.awaits(request) {
            self.life.take(answer.map(|reply| if let Reply::BlockLife(life) = reply { Some(life) } else { None }), desk.now);
        } else if self.authorization.awaits(request) {
            let authorization = |reply| if let Reply::Authorization(all) = reply { Some(all) } else { None };
            self.authorization.take(answer.map(authorization), desk.now);
        } else {
            return false;
        }
        true
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.now = now;
        self.reading.fit(body);
    }

    fn in_flight(&self) -> usize {
        [self.block.is_asking(), self.life.is_asking(), self.authorization.is_asking()].into_iter().filter(|asks| *asks).count()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.fit(now, body, desk);
        let page = self.page(now);
        self.reading.turn(&page, action);
    }

    fn subject(&self) -> Option<String> {
        let block = self.block.value().filter(|block| !block.is_withheld());
        Some(block.map_or_else(|| self.id.to_string(), |block| block.first_id().to_string()))
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Blocks)
    }

    fn subject_is_loaded(&self) -> bool {
        self.block.value().is_some()
    }

    fn open_selected(&self) -> Did {
        self.reading.follow(&self.page(self.now))
    }

    fn allowed(&self, _action: Action) -> Result<(), Refusal> {
        self.block.value().map(|_| ()).ok_or(Refusal::NotLoaded)
    }

    fn intent(&self, action: Action, follows: bool) -> Result<Intent, Refusal> {
        blocks::intent(self.block.fresh(follows)?, action)
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        let Some(block) = self.block.value() else { return Did::Nothing };
        match action {
            Action::BlockAccount => Did::Go(Place::Account(block.account.clone())),
            Action::BlockOrder => blocks::order_about(block),
            Action::BlockAuthorization => Did::Go(Place::Authorization(block.authorization.clone())),
            Action::NextPart | Action::PriorPart => {
                let page = self.page(self.now);
                self.reading.part(&page, action == Action::NextPart);
                Did::Nothing
            }
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.block.value()?;
        self.reading.paint(&self.page(now), theme, area, buffer)
    }
}
