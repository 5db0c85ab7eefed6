//! Following the book of the registry in use: when to listen, and when to ask again for what is shown.
//! Every change may concern every screen: a list can't know from the ids a change names which rows its filter selects now, or what
//! they add up to. So what is shown is asked for again, in place and not too often; what is not shown, when it is shown next.
//! Must not know: how a stream travels, or what any screen shows.

use super::State;
use crate::{
    app::{Desk, Effect, StreamState, Ticket, Timer},
    registry::Change,
    screens::Shown,
};

impl State {
    /// Begins to listen once the registry has answered: after the state of the book that was read, so that nothing is missed between.
    pub(super) fn begin_to_listen(&mut self, revision: Option<u64>, effects: &mut Vec<Effect>) {
        let all_is_here = self.standing.value().is_some() && self.requests_in_flight() == 0;
        if self.live.is_listening() || !(revision.is_some() || all_is_here) {
            return;
        }
        if let Some(revision) = revision {
            self.live.note(revision);
        }
        self.live.listen(&mut Desk { now: self.now, tickets: &mut self.tickets, effects });
    }

    /// Opens a stream again that is broken, without waiting any longer.
    pub(super) fn listen_again(&mut self, effects: &mut Vec<Effect>) {
        if matches!(self.live.state(), Some(StreamState::Broken { .. } | StreamState::None)) {
            self.live.listen(&mut Desk { now: self.now, tickets: &mut self.tickets, effects });
        }
    }

    /// Asks the other registries what waits there, if what is known is old. The one in use comes first.
    pub(super) fn look_elsewhere(&mut self, effects: &mut Vec<Effect>) {
        if self.live.is_listening() {
            self.badges.ask(self.profiles.len(), &mut Desk { now: self.now, tickets: &mut self.tickets, effects });
        }
    }

    /// The book has changed.
    pub(super) fn changed(&mut self, ticket: Ticket, changes: &[Change], effects: &mut Vec<Effect>) {
        if !self.live.is_of(ticket) {
            return;
        }
        for change in changes {
            self.live.note(change.revision);
            self.counts.note(change.revision);
        }
        self.stage.fall_behind();
        self.follow(effects);
    }

    /// The change stream was opened, or broke.
    pub(super) fn streamed(&mut self, ticket: Ticket, stream: StreamState, effects: &mut Vec<Effect>) {
        if !self.live.is_of(ticket) {
            return;
        }
        match &stream {
            StreamState::Live { gap } if *gap || self.screen().freshness().problem.is_some() => {
                self.stage.fall_behind();
                self.counts.doubt();
            }
            StreamState::Broken { problem, .. } => self.problem = Some(problem.clone()),
            StreamState::Live { .. } | StreamState::None => {}
        }
        self.live.turn(stream);
        self.follow(effects);
    }

    /// Asks again for what is shown, if the book has changed since, and then for what waits behind the tabs.
    pub(super) fn follow(&mut self, effects: &mut Vec<Effect>) {
        self.follow_screen(effects);
        self.count(effects);
    }

    /// Asks what waits behind the tabs, once all that is shown is here and true: nothing shown waits for a count.
    pub(super) fn count(&mut self, effects: &mut Vec<Effect>) {
        // Home asks for the same, and what it hears counts.
        let by_home = matches!(self.stage.shown(), Shown::Home(_));
        let shown = self.screen().freshness();
        let true_and_here =
            shown.as_of.is_some() && shown.problem.is_none() && !self.stage.is_waiting() && !self.stage.is_behind();
        if true_and_here && !by_home {
            self.counts.ask(&mut Desk { now: self.now, tickets: &mut self.tickets, effects });
        }
    }

    /// One question after the other, and not too soon.
    fn follow_screen(&mut self, effects: &mut Vec<Effect>) {
        if !self.stage.is_behind() || self.stage.is_waiting() {
            return;
        }
        let wait = self.live.wait(self.now);
        if !wait.is_zero() {
            return effects.push(Effect::Wake { timer: Timer::Follow, after: wait });
        }
        let before = effects.len();
        self.live.follow(self.now);
        self.stage.refresh(&mut Desk { now: self.now, tickets: &mut self.tickets, effects });
        self.live.asks(effects.get(before..).unwrap_or_default());
    }
}
