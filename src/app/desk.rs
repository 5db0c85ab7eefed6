//! What an `update` works with besides its own state: the time, tickets, and the list of things to be done.
//! Every question leaves through [`Desk::ask`], so that each has a ticket of its own and its answer can be told from all others.
//! Must not know: how effects are performed.

use super::{Effect, RequestId, Tickets, Timer, looked::Looked};
use crate::{
    evidence::digest::Digest,
    registry::{Blind, Read},
};
use jiff::Timestamp;
use std::time::Duration;

/// The desk an update sits at.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The time, as the runtime told it.
    pub now: Timestamp,
    /// Where tickets come from.
    pub tickets: &'a mut Tickets,
    /// What is to be done, in order.
    pub effects: &'a mut Vec<Effect>,
}

impl Desk<'_> {
    /// Asks the registry; the answer will carry the returned id.
    pub fn ask(&mut self, ask: Read) -> RequestId {
        let ticket = self.tickets.issue();
        self.effects.push(Effect::Ask { ticket, ask });
        ticket.request
    }

    /// Gives up on an answer.
    pub fn cancel(&mut self, request: RequestId) {
        self.effects.push(Effect::Cancel(request));
    }

    /// Has a look written into the journal.
    pub fn note(&mut self, looked: Looked) {
        self.effects.push(Effect::NoteLooked { profile: self.tickets.profile(), looked });
    }

    /// Has it written into the journal that what was typed again did not match; which values, once the order or the
    /// resolution of the case has ended, so that the journal tells them to nobody who is still to type them (F07, F08).
    pub fn note_mismatch(&mut self, about: String, sha256: Digest, blind: &Blind) {
        let what = "what was typed again did not match three times";
        self.note(Looked::review(about.clone(), sha256, what));
        if let Some(apart) = blind.apart() {
            let looked = Looked::review(about, sha256, format!("{what}: {apart}"));
            self.effects.push(Effect::NoteOnceEnded { profile: self.tickets.profile(), looked });
        }
    }

    /// Sets a timer.
    pub fn wake(&mut self, timer: Timer, after: Duration) {
        self.effects.push(Effect::Wake { timer, after });
    }
}
