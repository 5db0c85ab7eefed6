//! Alarms that screens raise: written into the journal, said until they were seen, and told to the registry for its security officers.
//! What could not be told yet is told when the registry answers next, also after a restart: the journal has it, with the key it is told
//! under, from the moment it is raised. One that ends a review
//! keeps the same order from being tried again until its time is over (F08), whoever starts the console anew.
//! Must not know: what any screen found.

use super::{State, Unfinished};
use crate::{
    app::{Effect, ProfileId, RequestId, Ticket, pack::PackWritten, toast::Severity},
    domain::transfer::OrderId,
    evidence::journal::{Entry, Record},
    registry::{
        Act, Authorised, Confirmed, Deed, IdempotencyKey, Outcome, Problem, Recording, ToldAlarm, is_to_be_told_again,
        traffic::IncidentKind,
    },
    screens::Alarm,
};
use jiff::Timestamp;

/// How the line of an alarm begins in the journal.
const BEGIN: &str = "ALARM: ";
/// What stands before the time until which nothing is tried again.
const AGAIN: &str = " Not again before ";

/// What is known of alarms.
#[derive(Debug, Default)]
pub struct Alarms {
    /// Those of this sitting, oldest first, with the profile each is of.
    raised: Vec<(ProfileId, Alarm)>,
    /// What the journal of earlier sittings keeps from being tried.
    held: Vec<Held>,
    /// What the registries are to be told of.
    telling: Vec<Telling>,
    /// Where evidence of this sitting's alarms is kept, by the order it is about.
    kept: Vec<(ProfileId, OrderId, String)>,
}

/// That something is not tried again for a while, as the journal of an earlier sitting has it (F08).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The name of the profile of its registry.
    pub profile: String,
    /// The id of what it is about.
    pub about: String,
    /// Until when.
    pub until: Timestamp,
}

/// An alarm on its way to a registry.
#[derive(Debug)]
struct Telling {
    profile: ProfileId,
    act: Box<Authorised<Act>>,
    /// The request under which it was sent; none while it waits for the registry to answer.
    sent: Option<RequestId>,
}

impl Alarms {
    /// Until when an alarm keeps somebody from trying something again.
    pub(super) fn until(&self, (profile, name): (ProfileId, &str), about: &str, now: Timestamp) -> Option<Timestamp> {
        let of_it = self.raised.iter().filter(|(of, alarm)| *of == profile && alarm.about == about);
        let before = self.held.iter().filter(|held| held.profile == name && held.about == about).map(|held| held.until);
        of_it.filter_map(|(_, alarm)| alarm.until).chain(before).filter(|until| *until > now).max()
    }
}

impl Held {
    /// That something is held back, from the words of a line of the journal; `None` of any other line.
    pub fn of_journal(profile: &str, what: &str) -> Option<Self> {
        let (alarm, until) = what.strip_prefix(BEGIN)?.rsplit_once(AGAIN)?;
        let (thing, _) = alarm.split_once(": ")?;
        let about = thing.rsplit(' ').next()?.to_owned();
        Some(Self { profile: profile.to_owned(), about, until: until.strip_suffix('.')?.parse().ok()? })
    }
}

impl Unfinished {
    /// The telling of an alarm that a line of the journal has and no intent follows: a console was ended between the two. `None` of any
    /// other line, and of an alarm that was to be told to nobody.
    pub fn of_alarm(line: &Record) -> Option<Self> {
        let Entry { profile, act, object, what, .. } = &line.entry;
        let key = IdempotencyKey(act.parse().ok()?);
        let alarm = what.strip_prefix(BEGIN)?;
        let alarm = alarm.rsplit_once(AGAIN).map_or(alarm, |(alarm, _)| alarm);
        let (about, reason) = alarm.split_once(": ")?;
        let told = ToldAlarm { kind: IncidentKind::of_word(object)?, at: line.at, about: about.to_owned() };
        let what = Deed::TellAlarm(Box::new(told)).in_words(reason.strip_suffix('.')?).to_string();
        Some(Self { profile: profile.clone(), key, since: line.at, what })
    }
}

/// What a registry is told of an alarm that was noticed at this time.
pub fn telling(alarm: &Alarm, at: Timestamp) -> Confirmed<Act> {
    let told = ToldAlarm { kind: alarm.kind, at, about: format!("{} {}", alarm.thing, alarm.about) };
    Confirmed::by_recording(Recording::Alarm(told), alarm.what.clone())
}

/// An alarm as a sentence, as the screen and the journal have it.
pub fn sentence(Alarm { thing, about, what, until, .. }: &Alarm) -> String {
    let again = until.map_or_else(String::new, |until| format!("{AGAIN}{until}."));
    format!("{BEGIN}{thing} {about}: {what}.{again}")
}

impl State {
    /// Takes the alarm of the screen that is shown, if it raises one.
    pub(super) fn take_alarm(&mut self, effects: &mut Vec<Effect>) {
        if let Some(alarm) = self.stage.screen_mut().take_alarm() {
            self.raise(alarm, effects);
        }
    }

    /// Writes an alarm down, says it, and tells the registry of it unless that was done in this sitting.
    pub(super) fn raise(&mut self, alarm: Alarm, effects: &mut Vec<Effect>) {
        let why = sentence(&alarm);
        let raised = (self.tickets.profile(), alarm);
        let is_new = !self.alarms.raised.contains(&raised);
        let telling = if is_new { self.telling_of(&raised.1) } else { None };
        if let Some(profile) = self.profile() {
            let (profile, wanted) = (profile.name.clone(), raised.1.kind.word());
            let told_as = telling.as_ref().map(|act| act.key());
            effects.push(Effect::NoteRefusal { profile, wanted, why: why.clone(), told_as });
        }
        self.say(Severity::Error, why, effects);
        if is_new {
            self.alarms.telling.extend(telling.map(|act| Telling { profile: raised.0, act, sent: None }));
            self.tell_all(effects);
            if let Some(shown) = raised.1.evidence.clone() {
                effects.push(Effect::KeepEvidence { profile: raised.0, shown });
            }
            self.alarms.raised.push(raised);
        }
        self.show_evidence();
    }

    /// Takes what came of keeping the evidence of an alarm.
    pub(super) fn evidence_kept(
        &mut self,
        profile: ProfileId,
        order: OrderId,
        came: Result<PackWritten, String>,
        effects: &mut Vec<Effect>,
    ) {
        match came {
            Ok(written) => {
                self.say(Severity::Warn, written.place(), effects);
                self.alarms.kept.push((profile, order, written.place()));
                self.show_evidence();
            }
            Err(why) => self.say(Severity::Error, format!("The evidence of the alarm could not be kept. {why}"), effects),
        }
    }

    /// Tells the screen where the evidence of its order is.
    fn show_evidence(&mut self) {
        let profile = self.tickets.profile();
        for (_, order, place) in self.alarms.kept.iter().filter(|(of, ..)| *of == profile) {
            self.stage.screen_mut().has_evidence(*order, place);
        }
    }

    /// What the registry in use is told of an alarm, under a key of its own. A profile that only reads tells nobody; what is not in the
    /// journal is not sent (promise 7).
    fn telling_of(&mut self, alarm: &Alarm) -> Option<Box<Authorised<Act>>> {
        let profile = self.tickets.profile();
        let capability = self.profiles.get(profile.0).and_then(|card| card.access.capability())?;
        if self.journal_closed.is_some() {
            return None;
        }
        Some(Box::new(Authorised::new(telling(alarm, self.now), capability, self.keys.next_key())))
    }

    /// Sends what waits to be told to the registry in use.
    pub(super) fn tell_all(&mut self, effects: &mut Vec<Effect>) {
        let profile = self.tickets.profile();
        if self.journal_closed.is_some() {
            return;
        }
        for telling in self.alarms.telling.iter_mut().filter(|telling| telling.profile == profile && telling.sent.is_none()) {
            let ticket = self.tickets.issue();
            telling.sent = Some(ticket.request);
            effects.push(Effect::Act { ticket, act: telling.act.clone() });
        }
    }

    /// Takes what came of telling an alarm. Says whether this was about one.
    pub(super) fn told(&mut self, ticket: Ticket, outcome: &Result<Outcome, Problem>, effects: &mut Vec<Effect>) -> bool {
        let is_this = |telling: &Telling| telling.sent == Some(ticket.request);
        let Some(at) = self.alarms.telling.iter().position(is_this) else { return false };
        if is_to_be_told_again(outcome) {
            if let Some(telling) = self.alarms.telling.get_mut(at) {
                telling.sent = None;
            }
            let text = "The security officers are not told of the alarm yet: the registry can't be asked. It is in the journal, and is \
                        sent again when the registry answers.";
            self.say(Severity::Warn, text, effects);
            return true;
        }
        self.alarms.telling.remove(at);
        match outcome {
            Err(problem) => {
                let text = format!(
                    "The registry does not take the alarm: {}. It is in the journal; tell a security officer yourself.",
                    problem.what()
                );
                self.say(Severity::Warn, text, effects);
            }
            Ok(_) => self.say(Severity::Info, "The security officers of the registry are told of the alarm.", effects),
        }
        true
    }

    /// Takes an alarm of an earlier sitting of which nobody knows that the registry has it. It goes under the key it was first sent under.
    pub(super) fn untold(&mut self, profile: ProfileId, key: IdempotencyKey, what: &str) -> bool {
        let Some((told, reason)) = ToldAlarm::of_words(what) else { return false };
        let Some(capability) = self.profiles.get(profile.0).and_then(|card| card.access.capability()) else { return false };
        let confirmed = Confirmed::by_recording(Recording::Alarm(told), reason);
        let act = Box::new(Authorised::new(confirmed, capability, key));
        self.alarms.telling.push(Telling { profile, act, sent: None });
        true
    }

    /// Takes what the journal of earlier sittings keeps from being tried.
    pub(super) fn hold(&mut self, held: Vec<Held>) {
        self.alarms.held = held;
        self.brief();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{digest::Digest, journal::Kind};

    #[test]
    fn f08_what_is_held_back_is_read_from_the_journal_again() {
        let until: Timestamp = "2026-11-29T02:15:00Z".parse().unwrap();
        let alarm = |until| Alarm {
            kind: IncidentKind::Retyped,
            thing: "order",
            about: "CHE01-2026-000124".into(),
            what: "what was typed again did not match three times: stop it (F08)".into(),
            until,
            evidence: None,
        };
        let line = sentence(&alarm(Some(until)));
        let held = Held { profile: "CHE01".into(), about: "CHE01-2026-000124".into(), until };
        assert_eq!(Held::of_journal("CHE01", &line), Some(held));
        assert_eq!(Held::of_journal("CHE01", &sentence(&alarm(None))), None);
        assert_eq!(Held::of_journal("CHE01", "anything else"), None);
    }

    /// F08: what is held back in one registry holds nobody back in another, whether it was in this sitting or is read from the journal; and a
    /// thing is known by its whole id.
    #[test]
    fn f08_what_is_held_back_is_held_back_in_its_own_profile() {
        let now: Timestamp = "2026-11-29T02:00:00Z".parse().unwrap();
        let (soon, later) = ("2026-11-29T02:05:00Z".parse().unwrap(), "2026-11-29T02:15:00Z".parse().unwrap());
        let id = "CHE01-2026-000124";
        let of_sitting = Alarm {
            kind: IncidentKind::Retyped,
            thing: "order",
            about: id.into(),
            what: "what was typed again did not match three times".into(),
            until: Some(soon),
            evidence: None,
        };
        let of_journal = Held { profile: "CHE01".into(), about: id.into(), until: later };
        let (here, there) = ((ProfileId(0), "CHE01"), (ProfileId(1), "CHE01 from home"));
        for (raised, held, here_until) in [
            (vec![(ProfileId(0), of_sitting.clone())], vec![], Some(soon)),
            (vec![], vec![of_journal.clone()], Some(later)),
            (vec![(ProfileId(0), of_sitting)], vec![of_journal], Some(later)),
        ] {
            let alarms = Alarms { raised, held, ..Alarms::default() };
            assert_eq!(alarms.until(here, id, now), here_until);
            assert_eq!(alarms.until(there, id, now), None, "another profile");
            assert_eq!(alarms.until(here, "CHE01-2026-000125", now), None, "another order");
            assert_eq!(alarms.until(here, id, later), None, "it is over");
        }
    }

    /// What a killed console left: the line alone is enough to tell the registry, under the key that stands in it.
    #[test]
    fn an_alarm_that_was_never_sent_is_read_from_its_line() {
        let at: Timestamp = "2026-11-29T02:00:00Z".parse().unwrap();
        let key = IdempotencyKey(uuid::Uuid::from_u128(7));
        let alarm = |until| Alarm {
            kind: IncidentKind::Retyped,
            thing: "order",
            about: "CHE01-2026-000124".into(),
            what: "it did not match: three times (F08)".into(),
            until,
            evidence: None,
        };
        let line = |act: &str, object: &str, what: String| Record {
            seq: 3,
            at,
            prev: Digest::of(""),
            digest: Digest::of(""),
            entry: Entry::new(Kind::Refusal, what).in_profile("CHE01").about(object, None).of_act(act),
        };
        for until in [None, Some(at)] {
            let untold = Unfinished::of_alarm(&line(&key.to_string(), "retyped-wrong", sentence(&alarm(until)))).unwrap();
            assert_eq!((untold.profile.as_str(), untold.key, untold.since), ("CHE01", key, at));
            let (told, reason) = ToldAlarm::of_words(&untold.what).unwrap();
            assert_eq!((told.kind, told.at, told.about.as_str()), (IncidentKind::Retyped, at, "order CHE01-2026-000124"));
            assert_eq!(reason, "it did not match: three times (F08)");
        }
        let said = || sentence(&alarm(None));
        for other in [
            line("", "retyped-wrong", said()),
            line(&key.to_string(), "order-review", said()),
            line(&key.to_string(), "retyped-wrong", "you initiated this (F01)".into()),
        ] {
            assert!(Unfinished::of_alarm(&other).is_none(), "{other:?}");
        }
    }
}
