//! The roster and the policy as the console keeps them in mind: the newest that were verified, and drafts that officers read from files.
//! What was verified is remembered for each profile; a registry that goes back behind it is told of at once (T20).
//! Must not know: how a version is verified, or how a file is read.

use super::State;
use crate::{
    app::{
        Action, Effect, Ticket,
        pins::{Finding, Known, Pins},
        toast::Severity,
    },
    registry::traffic::IncidentKind,
    screens::{Alarm, Place, Source},
};
use std::collections::BTreeMap;

/// How it ends that a draft could not be read.
const NOTHING_PROPOSED: &str = "Nothing was proposed.";

impl State {
    /// The same with what was verified in earlier sittings, by the profile's name.
    #[must_use]
    pub fn with_pins(mut self, pins: BTreeMap<String, Pins>) -> Self {
        self.seen.pins = pins;
        self
    }

    /// What the roster and the policy of the registry in use are judged by.
    pub(super) fn known(&self) -> Known {
        let profile = self.profile();
        Known {
            pins: profile.and_then(|profile| self.seen.pins.get(&profile.name)).copied().unwrap_or_default(),
            registry: self.standing.value().map(|standing| standing.registry),
            environment: profile.map(|profile| profile.environment),
        }
    }

    /// Takes what a screen found out about the version in force: keeps it, or says the alarm.
    pub(super) fn take_finding(&mut self, effects: &mut Vec<Effect>) {
        match self.stage.screen_mut().take_finding() {
            Some(Finding::Verified(guarded, edition)) => {
                let Some(profile) = self.profile().map(|profile| profile.name.clone()) else { return };
                if self.seen.pins.entry(profile.clone()).or_default().note(guarded, edition) {
                    effects.push(Effect::KeepPin { profile, guarded, edition });
                    self.brief();
                }
            }
            Some(Finding::Alarm(guarded, what)) => {
                let about = self.standing.value().map_or_else(String::new, |standing| standing.registry.to_string());
                let thing = guarded.word();
                self.raise(Alarm { kind: IncidentKind::Guard, thing, about, what, until: None, evidence: None }, effects);
            }
            None => {}
        }
    }

    /// Has a draft read from a file: asks which, or reads it when that was said.
    pub(super) fn read_draft(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(name) = argument else { return self.ask_for(Action::GuardDraft) };
        let path = self.export_place(name.trim());
        let ticket = self.tickets.issue();
        effects.push(Effect::ReadDraft { ticket, path });
    }

    /// Compares a bundle of contacts in a file with the directory: asks which, or goes to the comparison when that was said.
    pub(super) fn import_bundle(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(name) = argument else { return self.ask_for(Action::ContactImport) };
        let path = self.export_place(name.trim());
        self.go(Place::TakeOver(Box::new(Source::File(path))), effects);
    }

    /// Begins the revocation of a key: asks whose and why, or has the text read when that was said.
    pub(super) fn revoke(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(words) = argument else { return self.ask_for(Action::GuardRevoke) };
        match self.stage.screen_mut().take_revocation(&words) {
            Ok(()) => self.fit(effects),
            Err(refusal) => self.refuse(&refusal, effects),
        }
    }

    /// A draft was read, or why not. One that comes when the operator is elsewhere is dropped.
    pub(super) fn drafted(&mut self, ticket: Ticket, came: Result<String, String>, effects: &mut Vec<Effect>) {
        if !self.tickets.is_current(ticket) || !matches!(self.place(), Place::Guard(_)) {
            return;
        }
        match came {
            Ok(text) => match self.stage.screen_mut().take_draft(&text) {
                Ok(()) => {
                    // What was said of the draft before is over, and would cover lines of this one.
                    self.take_back(|said| said.ends_with(NOTHING_PROPOSED), effects);
                    self.fit(effects);
                }
                Err(refusal) => self.refuse(&refusal, effects),
            },
            Err(why) => self.say(Severity::Warn, format!("{why} {NOTHING_PROPOSED}"), effects),
        }
    }
}
