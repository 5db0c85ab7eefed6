//! Acts with an effect, from the confirmation to the outcome; several may be under way, but no two on the same thing.
//! Journaled by the runtime, sent once under a key that was made before; what has no answer is unknown, not failed (promise 3).
//! Must not know: how an act is signed, sent or journaled.

mod again;
mod key_source;
mod under_way;

pub use again::Missed;
pub use key_source::KeySource;
pub use under_way::UnderWay;

use super::State;
use crate::{
    app::{Action, Desk, Effect, Overlay, ProfileId, RequestId, Ticket, overlay::PassphraseBox, toast::Severity, why::Refusal},
    registry::{
        Act, Authorised, Confirmed, Contradiction, Deed, IdempotencyKey, InWords, Outcome, Problem, Read, Receipt, Recording,
        Reply, Unsigned,
    },
    screens::{Did, ON_ITS_WAY, Place, RECORD_AWAITED, Source},
};
use jiff::Timestamp;
use under_way::{Stage, capital};

/// How it is said that an act never arrived.
const NEVER_RECEIVED: &str = "The registry never received it";

/// An act of an earlier session without an outcome, as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The name of the profile of its registry.
    pub profile: String,
    /// Its key.
    pub key: IdempotencyKey,
    /// When the intent was written.
    pub since: Timestamp,
    /// What was about to be done, in the journal's words.
    pub what: String,
}

impl State {
    /// The act of the registry in use to be shown: one of unknown outcome before one that is on its way, and how many more there are.
    pub(super) fn act_to_show(&self) -> Option<(&UnderWay, usize)> {
        let here = || self.acts.iter().filter(|act| act.profile == self.tickets.profile());
        let first = here().min_by_key(|act| (act.unknown_since().is_none(), act.unknown_since()))?;
        Some((first, here().count() - 1))
    }

    /// What is under way, as a sentence for the message line.
    pub(super) fn act_sentence(&self) -> Option<String> {
        let (act, more) = self.act_to_show()?;
        // While the key is locked nothing is signed or sent; the box that asks for its passphrase says so.
        if matches!(self.overlays.top(), Some(Overlay::Passphrase(_))) && act.unknown_since().is_none() {
            return None;
        }
        let sentence = self.sentence(act);
        Some(if more == 0 { sentence } else { format!("{sentence} (+{more} more)") })
    }

    /// What is so with one act, with the key that asks for it.
    fn sentence(&self, act: &UnderWay) -> String {
        let key = self.keymap.keys_of(Action::ActsAsk).into_iter().next();
        act.sentence(&key.unwrap_or_else(|| Action::ActsAsk.spec().title.to_owned()))
    }

    /// Whether an act on this thing may begin: none may be under way on it, and none of unknown outcome.
    ///
    /// # Errors
    /// [`Refusal::UnderWay`] or [`Refusal::OutcomeUnknown`].
    pub(super) fn is_free(&self, subject: &str) -> Result<(), Refusal> {
        let profile = self.tickets.profile();
        match self.acts.iter().find(|act| act.profile == profile && act.is_about(subject)) {
            None => Ok(()),
            Some(act) if act.unknown_since().is_some() => Err(Refusal::OutcomeUnknown),
            Some(_) => Err(Refusal::UnderWay),
        }
    }

    /// Whether an act of the registry in use has an unknown outcome.
    pub(super) fn has_unknown(&self) -> bool {
        self.acts.iter().any(|act| act.profile == self.tickets.profile() && act.unknown_since().is_some())
    }

    /// Sends a text that was reviewed; the review was the confirmation.
    pub(super) fn sign(&mut self, text: Unsigned, effects: &mut Vec<Effect>) {
        let subject = text.in_words().subject;
        let reason = text.text().lines().find_map(|line| line.strip_prefix("reason: ")).map(str::to_owned);
        match self.may_act().and_then(|()| self.is_free(&subject)) {
            Ok(()) => {
                self.send(Confirmed::by_review(text), effects);
                self.reasons.extend(reason.map(|reason| (self.tickets.profile(), reason)));
                self.stage.screen_mut().handed_over();
            }
            Err(refusal) => self.refuse(&refusal, effects),
        }
    }

    /// Records what only adds to what is known; the key that said so was the confirmation.
    pub(super) fn record(&mut self, recording: Recording, why: String, effects: &mut Vec<Effect>) {
        let subject = Deed::from(recording.clone()).subject();
        match self.may_act().and_then(|()| self.is_free(&subject)) {
            Ok(()) => {
                self.send(Confirmed::by_recording(recording, why), effects);
                self.stage.screen_mut().handed_over();
            }
            Err(refusal) => self.refuse(&refusal, effects),
        }
    }

    /// Sends a confirmed act. A profile that only reads has no capability, so nothing can be built here.
    pub(super) fn send(&mut self, confirmed: Confirmed<Act>, effects: &mut Vec<Effect>) {
        let profile = self.tickets.profile();
        let Some(capability) = self.profiles.get(profile.0).and_then(|card| card.access.capability()) else { return };
        let key = self.keys.next_key();
        let words = confirmed.act().in_words();
        let act = Box::new(Authorised::new(confirmed, capability, key));
        let ticket = self.tickets.issue();
        self.no_longer_missed(profile, &words.subject);
        self.acts.push(UnderWay { profile, words, key, stage: Stage::Sent(ticket.request), sent: Some(act.clone()) });
        effects.push(Effect::Act { ticket, act });
    }

    /// A key that is to sign is locked: asks for its passphrase, if the act is still there.
    pub(super) fn locked(&mut self, request: RequestId, key: String, again: bool) {
        if self.acts.iter().any(|act| act.stage == Stage::Sent(request)) {
            self.overlays.push(Overlay::Passphrase(Box::new(PassphraseBox::new(request, key, again))));
        }
    }

    /// Takes acts of earlier sessions that have no outcome. Nothing is asked until somebody wants it; alarms the registry does not have are told it.
    pub(super) fn unfinished(&mut self, acts: Vec<Unfinished>, effects: &mut Vec<Effect>) {
        for Unfinished { profile, key, since, what } in acts {
            let place = self.profiles.iter().position(|known| known.name == profile);
            if place.is_some_and(|place| self.untold(ProfileId(place), key, &what)) {
                continue;
            }
            let words = InWords::of_journal(key.to_string(), what);
            let Some(place) = place else {
                self.say(Severity::Warn, under_way::without_profile(&words, since, &profile), effects);
                continue;
            };
            let act = UnderWay { profile: ProfileId(place), words, key, stage: Stage::Unknown { since }, sent: None };
            self.say(Severity::Warn, self.sentence(&act), effects);
            self.acts.push(act);
        }
        // The journal can be open after the last answer came; on a quiet day there is no other that would bring it about.
        if self.standing.value().is_some() {
            self.tell_all(effects);
        }
    }

    /// Takes what came of an act. It counts in any epoch: an act does not end with a look at another registry.
    pub(super) fn acted(&mut self, ticket: Ticket, outcome: Result<Outcome, Problem>, effects: &mut Vec<Effect>) {
        if self.told(ticket, &outcome, effects) {
            return;
        }
        let Some(at) = self.acts.iter().position(|act| act.stage == Stage::Sent(ticket.request)) else { return };
        // Whoever wanted to sign it again was told to wait for what is said now.
        let wait = Refusal::UnderWay.to_string();
        self.take_back(|said| said == ON_ITS_WAY || said == RECORD_AWAITED || said == wait, effects);
        if let Ok(Outcome::Unknown(_) | Outcome::Contradicted(..)) = &outcome {
            let sentence = self.now_unknown(at);
            self.say(Severity::Error, sentence, effects);
            if let Ok(Outcome::Contradicted(_, why)) = &outcome {
                self.contradicted(at, why, effects);
            }
            return;
        }
        let act = self.acts.remove(at);
        let place = self.elsewhere(&act);
        let mut leads = Did::Nothing;
        let (severity, text) = match outcome {
            Ok(Outcome::Done(receipt)) => {
                // That it was not done before is no longer so.
                let not_done = capital(&act.result(false));
                self.take_back(|said| said.starts_with(&not_done), effects);
                leads = self.leads_to(&act, &receipt);
                self.became(&act, Some(&receipt));
                (Severity::Info, format!("{}{place}: entry {} of the registry.", capital(&act.done(&receipt)), receipt.entry))
            }
            Ok(Outcome::Queued(place)) => {
                (Severity::Info, format!("It waits to be sent, as number {place}: {}.", act.words.doing))
            }
            Ok(Outcome::Unknown(_) | Outcome::Contradicted(..)) => return,
            Err(problem) => {
                self.became(&act, None);
                let not_done = capital(&act.result(false));
                let text = format!("{not_done}{place}. {}. {}", problem.what(), problem.advice());
                self.problem = Some(problem);
                (Severity::Error, text)
            }
        };
        self.say(severity, text, effects);
        if self.tickets.is_current(ticket) {
            self.read_again(effects);
            self.do_next(leads, effects);
        }
    }

    /// From now on nobody knows what became of this act; the sentence that says so.
    fn now_unknown(&mut self, at: usize) -> String {
        let since = self.now;
        if let Some(act) = self.acts.get_mut(at) {
            act.stage = Stage::Unknown { since };
        }
        self.acts.get(at).map(|act| self.sentence(act)).unwrap_or_default()
    }

    /// Raises the alarm of a receipt that is about another text than the one that was signed (F06).
    fn contradicted(&mut self, at: usize, why: &Contradiction, effects: &mut Vec<Effect>) {
        if let Some(alarm) = self.acts.get(at).map(|act| act.alarm(why)) {
            self.raise(alarm, effects);
        }
    }

    /// Tells the screens what came of a signed text, or of a bundle that was to be recorded: it is known by its number from now on, or, where it was
    /// not done, can be handed over again.
    fn became(&mut self, act: &UnderWay, receipt: Option<&Receipt>) {
        let recorded = match act.sent.as_ref().map(|sent| sent.act()) {
            Some(Act::Alone { deed: Deed::RecordBundle(taken), .. }) => Some(taken.sha256),
            _ => None,
        };
        if let Some(sha256) = act.words.sha256.or(recorded) {
            self.stage.became(sha256, receipt);
        }
        let sent = act.sent.as_ref().filter(|_| receipt.is_some() && act.profile == self.tickets.profile());
        if let Some(Act::Sign(Unsigned::Order(text))) = sent.map(|sent| sent.act()) {
            self.stage.each_mut().for_each(|screen| screen.ordered(text.text().order()));
        }
    }

    /// Where the receipt of an act leads: what a counterpart is asked of its people is compared on a page of its own.
    fn leads_to(&self, act: &UnderWay, receipt: &Receipt) -> Did {
        let from_there = matches!(self.place(), Place::Peers | Place::Peer(_) | Place::ContactsOf(_));
        match act.sent.as_ref().map(|sent| sent.act()) {
            Some(Act::Alone { deed: Deed::AskContacts(peer), .. }) if from_there => {
                Did::Go(Place::TakeOver(Box::new(Source::Peer(*peer))))
            }
            Some(Act::Alone { deed: Deed::AskContacts(_), .. }) => Did::Nothing,
            _ => self.screen().receipt(receipt),
        }
    }

    /// Which registry an act went to, when that is not the one in use.
    fn elsewhere(&self, act: &UnderWay) -> String {
        let elsewhere = self.profiles.get(act.profile.0).filter(|_| act.profile != self.tickets.profile());
        elsewhere.map_or_else(String::new, |profile| format!(" in {}", profile.name))
    }

    /// Asks the registry for the outcome of its acts, of those that are unknown.
    pub(super) fn ask_for_acts(&mut self, effects: &mut Vec<Effect>) {
        let profile = self.tickets.profile();
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        for act in self.acts.iter_mut().filter(|act| act.profile == profile) {
            let Some(since) = act.unknown_since() else { continue };
            if let Stage::Asked { request, .. } = act.stage {
                desk.cancel(request);
            }
            act.stage = Stage::Asked { request: desk.ask(Read::Act(act.key)), since };
        }
    }

    /// Whether this request asked for the outcome of an act.
    pub(super) fn awaits_act(&self, request: RequestId) -> bool {
        self.acts.iter().any(|act| matches!(act.stage, Stage::Asked { request: asked, .. } if asked == request))
    }

    /// Takes the registry's word about an act.
    pub(super) fn act_answered(&mut self, request: RequestId, answer: Result<Reply, Problem>, effects: &mut Vec<Effect>) {
        let asked = |act: &UnderWay| matches!(act.stage, Stage::Asked { request: asked, .. } if asked == request);
        let Some(at) = self.acts.iter().position(asked) else { return };
        let receipt = |reply| if let Reply::Act(receipt) = reply { Some(receipt) } else { None };
        let answer = match answer.and_then(|reply| receipt(reply).ok_or_else(Problem::of_other_answer)) {
            Ok(answer) => answer,
            Err(problem) => {
                if let Some(act) = self.acts.get_mut(at) {
                    act.stage = act.unknown_since().map_or(act.stage, |since| Stage::Unknown { since });
                }
                return self.trouble(problem, effects);
            }
        };
        if let Some(why) = self.other_text(at, answer.as_ref()) {
            if let Some(act) = self.acts.get_mut(at) {
                act.stage = act.unknown_since().map_or(act.stage, |since| Stage::Unknown { since });
            }
            return self.contradicted(at, &why, effects);
        }
        let act = self.acts.remove(at);
        let (unknown, refused) = (self.sentence(&act), Refusal::OutcomeUnknown.to_string());
        self.take_back(|said| said == unknown || said == refused, effects);
        let (severity, text) = match answer {
            Some(receipt) => {
                self.became(&act, Some(&receipt));
                (Severity::Info, format!("It was done: {}, entry {} of the registry.", act.done(&receipt), receipt.entry))
            }
            None => {
                let not_done = act.result(false);
                (Severity::Error, format!("{NEVER_RECEIVED}: {not_done}. {}", self.missed(act)))
            }
        };
        self.say(severity, text, effects);
        self.read_again(effects);
    }

    /// Why a receipt that was asked for is not about what was signed, if it is not.
    fn other_text(&self, at: usize, receipt: Option<&Receipt>) -> Option<Contradiction> {
        let signed = self.acts.get(at)?.signed_as()?;
        receipt?.echo.contradicts(&signed)
    }

    /// Another registry comes into use: what was asked of this one before will not be heard, so it is to be asked again.
    pub(super) fn no_longer_asked(&mut self) {
        for act in &mut self.acts {
            act.stage = match act.stage {
                Stage::Asked { since, .. } => Stage::Unknown { since },
                stage => stage,
            };
        }
    }

    /// Has a refusal by a rule written into the journal; every other refusal is in the record of this sitting only.
    pub(super) fn note_refusal(&self, wanted: Action, refusal: &Refusal, effects: &mut Vec<Effect>) {
        let (Refusal::Rule { .. }, Some(profile)) = (refusal, self.profile()) else { return };
        let (profile, wanted) = (profile.name.clone(), wanted.spec().id);
        effects.push(Effect::NoteRefusal { profile, wanted, why: refusal.to_string(), told_as: None });
    }
}
