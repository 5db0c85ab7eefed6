//! Keeps the record of what this console does: what is wanted done goes in as it leaves, what came of it as it comes.
//! Everything passes here, so that nothing is done without standing in the record.
//! Must not know: what any of it means.

use super::{Message, State};
use crate::app::{Effect, activity::End};

impl State {
    /// Takes note of what happens, before anything comes of it.
    pub(super) fn record_message(&mut self, message: &Message) {
        let now = self.now;
        match message {
            Message::Exchanged(request, call, took) => self.activity.measured(*request, *call, *took),
            Message::Answer(ticket, answer) => {
                let end = answer.as_ref().map_or_else(|problem| End::Failed(problem.clone()), |_| End::Answered);
                self.activity.end(ticket.request, end, now);
            }
            Message::Acted(ticket, outcome) => {
                let end = outcome.clone().map_or_else(End::Failed, End::Acted);
                self.activity.end(ticket.request, end, now);
            }
            Message::Stream(ticket, stream) => self.activity.streamed(ticket.profile, stream.clone(), now),
            _ => {}
        }
    }

    /// Takes note of what is wanted done.
    pub(super) fn record_effects(&mut self, effects: &[Effect]) {
        for effect in effects {
            if let Effect::Cancel(request) = effect {
                self.live.over(*request);
            }
            self.activity.note(effect, self.now);
        }
    }
}
