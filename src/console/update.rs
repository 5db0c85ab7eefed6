//! The one function that changes the console.
//! No I/O, no clock, no dice: the same messages give the same state and effects.
//! Must not know: the terminal, the network.

use super::{Message, State, frame, layout};
use crate::{
    app::{Desk, Effect, Timer, toast::Severity, why::PASTE_REFUSED},
    screens::Place,
};
use ratatui::layout::Rect;
use std::time::Duration;

/// How long the cursor rests on a row before what it opens is asked for.
const REST: Duration = Duration::from_millis(120);

/// Takes one thing that happened; changes the state and says what to do.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let mut effects = Vec::new();
    state.record_message(&message);
    match message {
        Message::Now(now) => state.now = now,
        Message::Key(key, at) => state.pressed(key, at, &mut effects),
        Message::Mouse(mouse) => state.moused(mouse, &mut effects),
        Message::Paste(text) => state.pasted(&text, &mut effects),
        Message::Resize { columns, rows } => {
            state.size = (columns, rows);
            state.fit(&mut effects);
        }
        Message::Answer(ticket, answer) => state.answered(ticket, answer, &mut effects),
        // It is in the record.
        Message::Exchanged(..) => {}
        Message::Changed(ticket, changes) => state.changed(ticket, &changes, &mut effects),
        Message::Stream(ticket, stream) => state.streamed(ticket, stream, &mut effects),
        Message::Acted(ticket, outcome) => state.acted(ticket, outcome, &mut effects),
        Message::Locked { request, key, again } => state.locked(request, key, again),
        Message::Held(held) => state.hold(held),
        Message::Unfinished(acts) => state.unfinished(acts, &mut effects),
        Message::Exporting(ticket, progress) => state.exporting(ticket, progress),
        Message::Exported(ticket, ended) => state.exported(ticket, ended, &mut effects),
        Message::Draft(ticket, came) => state.drafted(ticket, came, &mut effects),
        Message::DraftSaved(came) => state.draft_saved(came, &mut effects),
        Message::EvidenceKept { profile, order, came } => state.evidence_kept(profile, order, came, &mut effects),
        Message::Packed(came) => state.packed(came, &mut effects),
        Message::Timer(timer) => state.timer(timer, &mut effects),
        Message::JournalClosed(reason) => {
            state.say(Severity::Error, format!("{reason} Reading works; acting is off."), &mut effects);
            state.journal_closed = Some(reason);
        }
        Message::Theme { asked, came } => state.theme_loaded(&asked, came, &mut effects),
        Message::Notice(text) => state.say(Severity::Warn, text, &mut effects),
    }
    state.note_looks(&mut effects);
    state.take_alarm(&mut effects);
    state.record_effects(&effects);
    state.stage.watch(&state.activity);
    state.fit_again(&mut effects);
    effects
}

/// How long until it is looked again whether something lies over a text that is to be read.
const COVERED: Duration = Duration::from_secs(1);

impl State {
    fn timer(&mut self, timer: Timer, effects: &mut Vec<Effect>) {
        match timer {
            Timer::Settle => self.settle(effects),
            Timer::Peek => self.peek(effects),
            Timer::Follow => self.follow(effects),
            // What is covered is not read.
            Timer::Reading if self.overlays.top().is_some() || self.sequence_shown || self.is_blind() => {
                effects.push(Effect::Wake { timer, after: COVERED });
            }
            Timer::Reading => {
                let covered = frame::rows_covered(self);
                let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
                let screen = self.stage.screen_mut();
                screen.woken(&mut desk);
                screen.rested(covered, &mut desk);
            }
            Timer::Sequence => self.sequence_shown = !self.pending.is_empty(),
            Timer::Toast => {
                if let Some(after) = self.toasts.expire() {
                    effects.push(Effect::Wake { timer: Timer::Toast, after });
                }
            }
        }
    }

    /// The list has been still.
    fn settle(&mut self, effects: &mut Vec<Effect>) {
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        if self.live.is_following() {
            // The operator has moved to rows that are not here, and does not wait for what only follows the book.
            self.stage.give_way(&mut desk);
        }
        self.stage.screen_mut().settle(&mut desk);
        self.follow(effects);
    }

    /// Where the screen is painted.
    pub(super) fn body(&self) -> Rect {
        frame::body_of(self, Rect::new(0, 0, self.size.0, self.size.1))
    }

    /// A message that came, or went, may have left the screen less room, or more: what is on it then is looked at anew.
    fn fit_again(&mut self, effects: &mut Vec<Effect>) {
        let is_over = frame::rows_over(self) > 0;
        let stays = self.yields.as_ref() == Some(self.place());
        // What was read last is not covered by the message the moment that it counts as read.
        self.yields = (is_over && (stays || self.screen().is_unread())).then(|| self.place().clone());
        let room = (self.body(), frame::rows_covered(self));
        if self.room.replace(room).is_some_and(|before| before != room) {
            self.fit(effects);
            effects.push(Effect::Wake { timer: Timer::Reading, after: REST });
        }
    }

    /// Tells the screens how much room they have.
    pub(super) fn fit(&mut self, effects: &mut Vec<Effect>) {
        // What it opens beside the list depends on what it lists.
        self.stage.watch(&self.activity);
        let (now, body) = (self.now, self.body());
        let mut desk = Desk { now, tickets: &mut self.tickets, effects };
        for screen in self.stage.each_mut() {
            screen.fit(now, body, &mut desk);
        }
        if let Some((halves, screen)) = layout::halves(body).zip(self.stage.beside_mut()) {
            screen.fit(now, halves.beside, &mut desk);
        }
        self.peek_soon(effects);
    }

    /// What belongs beside the list now: on a wide screen what its selected row opens.
    pub(super) fn belongs_beside(&self) -> Option<Place> {
        layout::halves(self.body()).filter(|_| !self.plain)?;
        let screen = self.screen();
        if screen.is_list() && screen.absence().is_none() { screen.opens() } else { None }
    }

    /// Shows beside the list what its selected row opens, once the cursor rests.
    pub(super) fn peek_soon(&mut self, effects: &mut Vec<Effect>) {
        let wanted = self.belongs_beside();
        if wanted.as_ref() != self.stage.beside().map(|(place, _)| place) {
            effects.push(Effect::Wake { timer: Timer::Peek, after: REST });
        }
    }

    fn peek(&mut self, effects: &mut Vec<Effect>) {
        let wanted = self.belongs_beside();
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        self.stage.put_beside(wanted, &mut desk);
        // Who signs here decides what a page says can be done, also beside a list.
        let signer = self.signer().cloned();
        if let Some(beside) = self.stage.beside_mut() {
            beside.signs_as(signer.as_ref());
        }
        self.fit(effects);
    }

    /// Text was pasted: into the field on top, an id into the question where to go, or nowhere. It never reaches
    /// actions.
    fn pasted(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if self.is_blind() {
            return;
        }
        if let Some(outcome) = self.overlays.paste(text) {
            return self.overlaid(outcome, effects);
        }
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        match self.stage.screen_mut().pasted(text, &mut desk) {
            Some(Ok(())) => self.fit(effects),
            Some(Err(refusal)) => self.refuse(&refusal, effects),
            None if self.jump_to_pasted(text) => {}
            None => self.say(Severity::Warn, PASTE_REFUSED, effects),
        }
    }
}
