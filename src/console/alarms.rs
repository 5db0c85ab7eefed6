//! Alarms that screens raise: written into the journal, said until they were seen, and kept for this sitting.
//! One that ends a review also keeps the same order from being tried again until its time is over (F08).
//! Must not know: what any screen found.

use super::State;
use crate::{
    app::{Effect, ProfileId, toast::Severity},
    screens::Alarm,
};
use jiff::Timestamp;

/// The alarms of this sitting, oldest first, with the profile each is of.
#[derive(Debug, Default)]
pub struct Alarms(Vec<(ProfileId, Alarm)>);

impl Alarms {
    /// Until when an alarm keeps somebody from trying something again.
    pub(super) fn until(&self, profile: ProfileId, about: &str, now: Timestamp) -> Option<Timestamp> {
        let of_it = self.0.iter().filter(|(of, alarm)| *of == profile && alarm.about == about);
        of_it.filter_map(|(_, alarm)| alarm.until).filter(|until| *until > now).max()
    }
}

impl State {
    /// Takes the alarm of the screen that is shown, if it raises one.
    pub(super) fn take_alarm(&mut self, effects: &mut Vec<Effect>) {
        let Some(alarm) = self.stage.screen_mut().take_alarm() else { return };
        let Alarm { thing, about, what, .. } = &alarm;
        let why = format!("ALARM: {thing} {about}: {what}.");
        if let Some(profile) = self.profile() {
            effects.push(Effect::NoteRefusal { profile: profile.name.clone(), wanted: "review", why: why.clone() });
        }
        self.say(Severity::Error, why, effects);
        self.alarms.0.push((self.tickets.profile(), alarm));
    }
}
