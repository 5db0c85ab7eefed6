//! The one function that changes the console.
//! No I/O, no clock, no dice: the same messages give the same state and effects.
//! Must not know: the terminal, the network.

use super::{Message, State, layout};
use crate::app::{Desk, Effect, Timer, toast::Severity, why::PASTE_REFUSED};
use ratatui::layout::Rect;

/// Takes one thing that happened; changes the state and says what to do.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let mut effects = Vec::new();
    match message {
        Message::Now(now) => state.now = now,
        Message::Key(key, at) => state.pressed(key, at, &mut effects),
        Message::Paste(text) => state.pasted(&text, &mut effects),
        Message::Resize { columns, rows } => {
            state.size = (columns, rows);
            state.fit(&mut effects);
        }
        Message::Answer(ticket, answer) => state.answered(ticket, answer, &mut effects),
        Message::Acted(ticket, outcome) => state.acted(ticket, outcome, &mut effects),
        Message::Timer(timer) => state.timer(timer, &mut effects),
        Message::JournalClosed(reason) => {
            state.say(
                Severity::Error,
                format!("The journal can't be written: {reason}. Reading works; acting is off."),
                &mut effects,
            );
            state.journal_closed = Some(reason);
        }
        Message::Notice(text) => state.say(Severity::Warn, text, &mut effects),
    }
    effects
}

impl State {
    fn timer(&mut self, timer: Timer, effects: &mut Vec<Effect>) {
        match timer {
            Timer::Settle => self.settle(effects),
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
        self.stage.screen_mut().settle(&mut desk);
    }

    /// Where the screen is painted.
    pub(super) fn body(&self) -> Rect {
        layout::regions(Rect::new(0, 0, self.size.0, self.size.1)).body
    }

    /// Tells the screens how much room they have.
    pub(super) fn fit(&mut self, effects: &mut Vec<Effect>) {
        let (now, body) = (self.now, self.body());
        let mut desk = Desk { now, tickets: &mut self.tickets, effects };
        for screen in self.stage.each_mut() {
            screen.fit(now, body, &mut desk);
        }
    }

    /// Text was pasted: into the field on top, or nowhere. It never reaches actions.
    fn pasted(&mut self, text: &str, effects: &mut Vec<Effect>) {
        match self.overlays.paste(text) {
            Some(outcome) => self.overlaid(outcome, effects),
            None => self.say(Severity::Warn, PASTE_REFUSED, effects),
        }
    }
}
