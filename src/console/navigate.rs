//! Going to a place and back, and switching registries.
//! After a switch nothing of the old registry stays on the screen and nothing of it is waited for.
//! Must not know: which key asked for it.

use super::{State, stage::Stage};
use crate::{
    app::{Counts, Desk, Effect, Live, ProfileId},
    registry::Read,
    screens::{Place, TABS},
};

/// Places to go back to that are kept.
const REMEMBERED: usize = 32;

impl State {
    /// Goes to a place, remembering the present one.
    pub(super) fn go(&mut self, place: Place, effects: &mut Vec<Effect>) {
        self.leave_for(&place);
        self.arrive(place, effects);
    }

    /// Remembers the present place, if another is gone to.
    pub(super) fn leave_for(&mut self, place: &Place) {
        if place != self.place() {
            self.behind.push(self.place().clone());
            if self.behind.len() > REMEMBERED {
                self.behind.remove(0);
            }
        }
    }

    /// Goes to the first level of a screen, forgetting the way there.
    pub(super) fn go_tab(&mut self, place: Place, effects: &mut Vec<Effect>) {
        self.behind.clear();
        self.arrive(place, effects);
    }

    /// Goes to the tab so many further on; after the last comes the first, and beside what has no tab stands the first.
    pub(super) fn go_beside(&mut self, further: usize, effects: &mut Vec<Effect>) {
        let next = self.place().tab().map_or(0, |tab| (tab + further) % TABS.len());
        if let Some(tab) = TABS.get(next) {
            self.go_tab(tab.root.clone(), effects);
        }
    }

    /// Goes back. Says whether there was anywhere to go.
    pub(super) fn go_back(&mut self, effects: &mut Vec<Effect>) -> bool {
        let Some(place) = self.behind.pop() else { return false };
        self.arrive(place, effects);
        true
    }

    /// Shows a place, and makes its data be asked for, if they are not here.
    fn arrive(&mut self, place: Place, effects: &mut Vec<Effect>) {
        self.remember_look(effects);
        self.stage.go(place, &mut Desk { now: self.now, tickets: &mut self.tickets, effects });
        self.brief();
        self.stage.screen_mut().open(&mut Desk { now: self.now, tickets: &mut self.tickets, effects });
        // What was verified elsewhere may have settled something here.
        self.take_finding(effects);
        self.fit(effects);
        self.follow(effects);
    }

    /// Asks for everything the place shows again.
    pub(super) fn refresh(&mut self, effects: &mut Vec<Effect>) {
        self.ask_for_acts(effects);
        self.read_again(effects);
    }

    /// Asks again for what the place shows.
    pub(super) fn read_again(&mut self, effects: &mut Vec<Effect>) {
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        if self.standing.value().is_none() || self.standing.problem().is_some() {
            self.standing.ask(Read::Standing, &mut desk);
        }
        self.stage.refresh(&mut desk);
        self.live.follow(self.now);
        self.listen_again(effects);
        self.counts.doubt();
        self.count(effects);
    }

    /// Switches to another registry: nothing of the old one stays on the screen, and nothing of it is waited for.
    pub(super) fn switch(&mut self, profile: ProfileId, effects: &mut Vec<Effect>) {
        self.remember_look(effects);
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        self.standing.give_up(&mut desk);
        self.counts.give_up(&mut desk);
        self.stage.each_mut().for_each(|screen| screen.give_up(&mut desk));
        if self.live.is_listening() {
            desk.effects.push(Effect::Unlisten);
        }
        self.live = Live::default();
        self.counts = Counts::default();
        self.no_longer_asked();
        self.tickets.switch(profile);
        self.standing = Default::default();
        self.stage = Stage::on(self.begin.clone());
        self.behind.clear();
        self.problem = None;
        self.environment_warned = false;
        self.dress(effects);
        self.connect(effects);
    }

    /// Asks who the registry is, and for what the place shows.
    pub(super) fn connect(&mut self, effects: &mut Vec<Effect>) {
        self.brief();
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        self.standing.ask(Read::Standing, &mut desk);
        self.stage.screen_mut().open(&mut desk);
        self.fit(effects);
    }
}
