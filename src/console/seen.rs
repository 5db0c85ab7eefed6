//! What the operator has seen of each registry's book: what Home tells as news begins there.
//! Looking moves the place only for the next sitting: within this one the news stays until the operator says it was read.
//! Must not know: where it is kept, or what stands on Home.

use super::State;
use crate::{
    app::{Action, Desk, Effect, Habits, pins::Pins, seen::Mark, toast::Severity},
    screens::Shown,
    text::{number::grouped, time},
};
use std::collections::{BTreeMap, BTreeSet};

/// What was seen of each profile's book, by the profile's name.
#[derive(Debug, Default)]
pub struct Seen {
    /// Where the news begins.
    before: BTreeMap<String, Mark>,
    /// What was kept last for the next sitting.
    kept: BTreeMap<String, Mark>,
    /// The newest roster and policy of each that were verified.
    pub(super) pins: BTreeMap<String, Pins>,
    /// The profiles whose books are shorter than they were, as was said already.
    shorter: BTreeSet<String>,
}

impl Seen {
    /// As it was kept the last time.
    pub fn of(before: BTreeMap<String, Mark>) -> Self {
        Self { kept: before.clone(), before, pins: BTreeMap::new(), shorter: BTreeSet::new() }
    }
}

impl State {
    /// Tells the screen what it shows of the console itself: who signs, what its keys are called, where the news begins.
    pub(super) fn brief(&mut self) {
        let (signer, known) = (self.signer().cloned(), self.known());
        self.stage.screen_mut().signs_as(signer.as_ref());
        let last = self.reasons.get(&self.tickets.profile()).cloned();
        let ticket = self.profile().and_then(|profile| profile.ticket.clone());
        self.stage.screen_mut().weighs(&Habits { last, ticket });
        self.stage.screen_mut().knows(&known);
        let scopes = self.place().scopes();
        let key = |action: Action| self.keymap.live_keys(scopes, action).into_iter().next();
        self.stage.screen_mut().names(&key);
        self.stage.screen_mut().seeded(*self.keys.next_key().0.as_bytes());
        let practice = self.profile().and_then(|profile| profile.practice.clone());
        let since = self.profile().and_then(|profile| self.seen.before.get(&profile.name)).copied();
        let environment = self.profile().map(|profile| profile.environment);
        let name = self.profile().map(|profile| profile.name.clone()).unwrap_or_default();
        let (profile, now) = (self.tickets.profile(), self.now);
        if let Shown::Review(review) = self.stage.shown_mut() {
            review.brief(environment, |about| self.alarms.until((profile, &name), about, now));
        }
        if let Shown::Resolve(resolution) = self.stage.shown_mut() {
            resolution.brief(environment, |about| self.alarms.until((profile, &name), about, now));
        }
        let Shown::Home(home) = self.stage.shown_mut() else { return };
        home.brief(since, practice);
    }

    /// Takes note that Home was looked at, before it is left.
    pub(super) fn remember_look(&mut self, effects: &mut Vec<Effect>) {
        let Shown::Home(home) = self.stage.shown() else { return };
        let (Some(mark), Some(profile)) = (home.mark(), self.profile()) else { return };
        let name = profile.name.clone();
        // A book that is shorter than it was is told of each time, until the operator says that it was read.
        if self.seen.kept.get(&name).is_some_and(|kept| kept.entry >= mark.entry) {
            return;
        }
        self.seen.kept.insert(name.clone(), mark);
        effects.push(Effect::Remember { profile: name, mark });
    }

    /// What is news on Home has been read: what comes from now on is news.
    pub(super) fn have_read_news(&mut self, effects: &mut Vec<Effect>) {
        let Shown::Home(home) = self.stage.shown() else { return };
        let (Some(mark), Some(profile)) = (home.mark(), self.profile()) else { return };
        let name = profile.name.clone();
        self.seen.before.insert(name.clone(), mark);
        self.seen.kept.insert(name.clone(), mark);
        effects.push(Effect::Remember { profile: name, mark });
        self.brief();
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        if let Shown::Home(home) = self.stage.shown_mut() {
            home.ask_news(&mut desk);
        }
    }

    /// A book that is shorter than it was when it was looked at last is an alarm: entries are never taken away.
    pub(super) fn check_book(&mut self, effects: &mut Vec<Effect>) {
        let Shown::Home(home) = self.stage.shown() else { return };
        let (Some(now), Some(profile)) = (home.mark(), self.profile()) else { return };
        let name = profile.name.clone();
        let Some(before) = self.seen.before.get(&name).filter(|before| before.entry > now.entry).copied() else { return };
        if self.seen.shorter.insert(name.clone()) {
            let (ends, had, at) = (grouped(now.entry), grouped(before.entry), time::full(before.at));
            let text = format!(
                "The book of {name} ends at entry {ends}; on {at} it had {had}. Entries are gone, or it is another book. \
                 Do not act before this is cleared up."
            );
            self.say(Severity::Error, text, effects);
        }
    }
}
