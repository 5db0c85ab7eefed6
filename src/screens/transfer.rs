//! One transfer: both sides, whose turn it is, why it stands still, and everything that was said, checked and booked about it.
//! It is one page. The cursor is on a message of the ladder while that is on the screen; keys lead to the other sections.
//! Must not know: how an act on the transfer is confirmed or sent.

mod acts;
mod cause;
mod ladder;
mod page;
mod sections;
mod sides;

#[cfg(test)]
mod tests;

use super::{
    Place,
    calling::{self, Calling},
    proof::{Found, Proof},
    screen::{Absence, Alarm, Did, Freshness, Screen},
    scroll::Scroll,
    tried::Tried,
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Timer, confirm::Intent, why::Refusal},
    domain::{contact::Matter, transfer::TransferId},
    registry::{
        Problem, Read, Reply,
        sheet::Sheet,
        traffic::{IncidentKind, MessageId, Transfer},
    },
    ui::Theme,
};
use jiff::Timestamp;
use page::{Beside, Page, Section};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::time::Duration;

/// After so many looks in vain each further one is as far away as the last: a minute.
const MOST_LOOKS: u32 = 6;

/// State of the screen of one transfer.
#[derive(Debug)]
pub struct TransferCard {
    id: TransferId,
    transfer: Remote<Box<Transfer>>,
    /// The message the cursor is on, once the ladder is here.
    cursor: Option<MessageId>,
    /// Whether that message is on the screen, so that it is what opens.
    in_view: bool,
    /// What the counterpart's proposal rests on.
    proof: Proof,
    /// Who was called about it.
    tried: Tried,
    /// Whether each check has a line of its own.
    checks_in_full: bool,
    alarm: Option<Alarm>,
    /// The alarm that was raised last, so that it is not raised at each answer.
    raised: Option<String>,
    scroll: Scroll,
    /// The moment and the area the page was last laid out for.
    laid_out: (Timestamp, Rect),
    /// How often it was looked in vain whether something was sent.
    looks: u32,
}

impl TransferCard {
    /// The page of a transfer, not asked for yet.
    pub fn of(id: TransferId) -> Self {
        let laid_out = (Timestamp::UNIX_EPOCH, Rect::ZERO);
        Self {
            id,
            transfer: Remote::default(),
            cursor: None,
            in_view: false,
            proof: Proof::default(),
            tried: Tried::default(),
            checks_in_full: false,
            alarm: None,
            raised: None,
            scroll: Scroll::default(),
            laid_out,
            looks: 0,
        }
    }

    /// The page, as it was last laid out.
    fn page(&self) -> Option<Page<'_>> {
        let (now, area) = self.laid_out;
        self.transfer.value().map(|transfer| Page::of(transfer, self.beside(), now, area))
    }

    fn beside(&self) -> Beside<'_> {
        Beside { proof: &self.proof, tried: &self.tried, checks_in_full: self.checks_in_full }
    }

    /// Asks for what the transfer rests on, once it is here.
    fn follow(&mut self, desk: &mut Desk<'_>) {
        if let Some(transfer) = self.transfer.value() {
            self.proof.follow(transfer, desk);
        }
    }

    /// When the next thing that is to be sent should be gone.
    fn sends_at(&self) -> Option<Timestamp> {
        self.transfer.value().and_then(|transfer| transfer.outbox.iter().filter_map(|sending| sending.next).min())
    }

    /// Looks again when what is to be sent should be gone: that it was sent, or refused there, is no entry of the book, and nobody tells of
    /// it. Each look in vain is followed by one twice as far away.
    fn await_sending(&mut self, desk: &mut Desk<'_>) {
        let Some(at) = self.sends_at() else {
            self.looks = 0;
            return;
        };
        let left: Duration = at.duration_since(desk.now).try_into().unwrap_or_default();
        desk.wake(Timer::Reading, left + Duration::from_secs(1_u64 << self.looks));
        self.looks = (self.looks + 1).min(MOST_LOOKS);
    }

    /// Evidence that does not hold is an alarm while anything can still come of the transfer.
    fn raise(&mut self) {
        let is_open =
            self.transfer.value().is_some_and(|transfer| !transfer.summary.state.known().is_some_and(|state| state.is_final()));
        let Some(Found::Fails(why)) = self.proof.found().filter(|_| is_open) else { return };
        let what = format!("The counterpart's evidence does not hold: {why}");
        if self.raised.as_ref() != Some(&what) {
            self.alarm = Some(Alarm {
                kind: IncidentKind::Altered,
                thing: "transfer",
                about: self.id.to_string(),
                what: what.clone(),
                until: None,
                evidence: None,
            });
            self.raised = Some(what);
        }
    }

    /// Moves the cursor to the next or prior message. Says whether there was one.
    fn step(&mut self, forward: bool) -> bool {
        let Some(page) = self.page() else { return false };
        let rungs: Vec<(usize, MessageId)> = page.rungs().collect();
        let at = rungs.iter().position(|(_, id)| Some(*id) == self.cursor);
        let next = match (at, forward) {
            (Some(at), true) => rungs.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| rungs.get(at)),
            (None, _) => rungs.last(),
        };
        let Some((line, id)) = next.copied() else { return false };
        let first = page.bring(line, self.scroll.first(page.limit()));
        (self.cursor, self.scroll) = (Some(id), Scroll::to(first.into()));
        true
    }

    /// Brings a section to the top of the screen; of the ladder, its newest message.
    fn lead_to(&mut self, section: Section) {
        let Some(page) = self.page() else { return };
        let newest = page.rungs().next_back();
        let limit = page.limit();
        let mut first = page.start(section).map_or_else(|| self.scroll.first(limit), |line| Scroll::to(line).first(limit));
        let mut cursor = self.cursor;
        if let (Section::Messages, Some((line, id))) = (section, newest) {
            (first, cursor) = (page.bring(line, first), Some(id));
        }
        (self.cursor, self.scroll) = (cursor, Scroll::to(first.into()));
        self.settle_cursor();
    }

    /// Goes to the checks; from there it shows each in a line of its own, or in few lines again.
    fn lead_to_checks(&mut self) {
        let shows = |page: &Page<'_>| {
            let first = usize::from(self.scroll.first(page.limit()));
            page.start(Section::Checks).is_some_and(|start| (first..first + usize::from(self.laid_out.1.height)).contains(&start))
        };
        if self.page().is_some_and(|page| shows(&page)) {
            self.checks_in_full = !self.checks_in_full;
        }
        self.lead_to(Section::Checks);
    }

    /// Keeps the cursor on a message that is on the screen, if one is: the nearest to where it was.
    fn settle_cursor(&mut self) {
        let Some(page) = self.page() else { return };
        let visible = page.visible(self.scroll.first(page.limit()));
        let rungs: Vec<(usize, MessageId)> = page.rungs().collect();
        let at = rungs.iter().find(|(_, id)| Some(*id) == self.cursor).or(rungs.last()).copied();
        let mut shown = rungs.iter().filter(|(line, _)| visible.contains(line)).copied();
        let nearest = match at {
            Some((line, _)) if visible.contains(&line) => at,
            Some((line, _)) if line < visible.start => shown.next(),
            _ => shown.next_back(),
        };
        self.in_view = nearest.is_some();
        self.cursor = nearest.or(at).map(|(_, id)| id);
    }
}

impl Screen for TransferCard {
    fn title(&self) -> String {
        format!("Transfer {}", self.id)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.transfer, || format!("transfer {}", self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.transfer)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.transfer.is_missing() {
            self.refresh(desk);
        } else {
            // Whoever comes back from a call finds it here.
            self.tried.ask(Matter::Transfer(self.id), desk);
            self.await_sending(desk);
        }
        self.follow(desk);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.transfer.ask(Read::Transfer(self.id), desk);
        self.tried.ask(Matter::Transfer(self.id), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.transfer.give_up(desk);
        self.tried.give_up(desk);
        self.proof.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.transfer.awaits(request) {
            let transfer = |reply| if let Reply::Transfer(transfer) = reply { Some(transfer) } else { None };
            self.transfer.take(answer.clone().map(transfer), desk.now);
            self.follow(desk);
            self.await_sending(desk);
        } else if self.tried.answer(request, answer, desk.now) {
            return true;
        } else if !self.proof.answer(request, answer, self.transfer.value().map(|transfer| &**transfer), desk) {
            return false;
        }
        self.raise();
        true
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.laid_out = (now, body);
        self.settle_cursor();
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        if self.sends_at().is_some_and(|at| at <= desk.now) {
            self.refresh(desk);
        }
    }

    fn in_flight(&self) -> usize {
        usize::from(self.transfer.is_asking()) + self.tried.in_flight() + self.proof.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.laid_out = (now, body);
        let Some((limit, wide)) = self.page().map(|page| (page.limit(), page.is_wide())) else { return };
        let by_message = matches!(action, Action::Up | Action::Down);
        let moved = by_message && self.in_view && self.step(action == Action::Down);
        // Beside the ladder the text is scrolled by pages: up and down belong to the messages.
        let stays = moved || (by_message && wide);
        if !stays {
            self.scroll.turn(action, limit, body.height);
        }
        self.settle_cursor();
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Transfers)
    }

    fn subject_is_loaded(&self) -> bool {
        self.transfer.value().is_some()
    }

    fn opens(&self) -> Option<Place> {
        self.cursor.filter(|_| self.in_view).map(Place::Message)
    }

    fn take_alarm(&mut self) -> Option<Alarm> {
        self.alarm.take()
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match acts::decision(action) {
            Some(decision) => {
                let transfer = self.transfer.value().ok_or(Refusal::NotLoaded)?;
                acts::may_decide(transfer, &self.proof, decision)
            }
            None if action == Action::TransferEvidence => {
                let is_incoming = self.proof.is_about_one();
                if is_incoming { Ok(()) } else { Err(Refusal::AboutNo("proposal of a counterpart")) }
            }
            None if matches!(action, Action::NextPart | Action::PriorPart) => Err(Refusal::NoParts),
            None if action == Action::TransferCall => {
                let transfer = self.transfer.value().ok_or(Refusal::NotLoaded)?;
                Calling::of_transfer(&transfer.summary).map(drop).ok_or(Refusal::AboutNo("counterpart"))
            }
            None => Ok(()),
        }
    }

    fn intent(&self, action: Action, follows: bool) -> Result<Intent, Refusal> {
        acts::intent(self.transfer.fresh(follows)?, &self.proof, self.cursor.filter(|_| self.in_view), action)
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        if let Some(decision) = acts::decision(action) {
            return Did::Go(Place::Decide(self.id, decision));
        }
        match action {
            Action::TransferEvidence => self.lead_to(Section::Evidence),
            Action::TransferMessages => self.lead_to(Section::Messages),
            Action::TransferActs => self.lead_to(Section::Acts),
            Action::TransferUnits => self.lead_to(Section::Units),
            Action::TransferChecks => self.lead_to_checks(),
            Action::TransferLedger => self.lead_to(Section::Ledger),
            Action::TransferCall => {
                return calling::go(self.transfer.value().and_then(|transfer| Calling::of_transfer(&transfer.summary)));
            }
            Action::TransferArchive => return Did::List(Place::Messages, format!("transfer:{}", self.id)),
            _ => {}
        }
        Did::Nothing
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let page = Page::of(self.transfer.value()?, self.beside(), now, area);
        page.paint(self.scroll, self.cursor.filter(|_| self.in_view), theme, area, buffer)
    }
}
