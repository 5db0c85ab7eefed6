//! Revoking a key from the roster's page: whose and why are typed, the text is read whole, then signed (F15, promise 1).
//! Nothing is chosen beforehand (F36). Every officer may, and everybody their own key; the registry judges again.
//! Must not know: how a revocation is sent.

use super::{GuardPage, signing::Signing};
use crate::{
    app::why::Refusal,
    domain::PersonId,
    evidence::{
        guarded::Guarded as Text,
        lines::Prose,
        moment::Moment,
        revocation::{self, Revocation},
        roster::RosterText,
    },
    registry::book::Guarded,
};

impl GuardPage {
    /// Who revokes here, and the roster that has the keys.
    ///
    /// # Errors
    /// [`Refusal`]: this is not the roster, it is not here yet, nobody signs, or who does has no row.
    pub(super) fn may_revoke(&self) -> Result<(PersonId, RosterText), Refusal> {
        if self.guarded != Guarded::Roster {
            return Err(Refusal::NotNow("Keys stand in the roster: go there first.".into()));
        }
        let Some(Text::Roster(roster)) = self.walk.in_force().map(|version| version.text) else {
            return Err(Refusal::NotLoaded);
        };
        let signer = self.signer.as_ref().ok_or(Refusal::NotNow(
            "Nobody signs for this profile. Name the person and their key in the configuration.".into(),
        ))?;
        if roster.roster().person(&signer.person).is_none() {
            let why = format!("{} is not in the roster in force", signer.person);
            return Err(Refusal::Rule { rule: "F15", why });
        }
        Ok((signer.person.clone(), *roster))
    }

    /// Begins to read the revocation of the key that the first word names, for the reason that follows it.
    ///
    /// # Errors
    /// [`Refusal`]: as [`Self::may_revoke`]; no key or several are named so, it has ended, it is another's, or there is no reason.
    pub(super) fn of_words(&self, words: &str) -> Result<Signing, Refusal> {
        let (person, roster) = self.may_revoke()?;
        let (whose, reason) = words.trim().split_once(char::is_whitespace).unwrap_or((words.trim(), ""));
        let roster = roster.roster();
        let (of, key) = revocation::named(roster, whose).map_err(|why| Refusal::NotNow(why.to_string()))?;
        let no = |why: revocation::NoRevocation| Refusal::Rule { rule: why.rule(), why: why.to_string() };
        revocation::may(roster, &person, &of, self.now).map_err(no)?;
        let now = Moment::of(self.now);
        if let Some(row) = revocation::row(roster, &of, &key).filter(|row| row.to() <= now) {
            return Err(no(revocation::NoRevocation::Ended(row.to())));
        }
        let reason = Prose::new(reason.trim())
            .map_err(|_| Refusal::NotNow("Say why after the name, in one line of plain words (F20).".into()))?;
        let (registry, environment) = (roster.registry, roster.environment);
        let revocation = Revocation { registry, environment, of, key, person, reason, made: now };
        let text = revocation.write().map_err(|why| Refusal::NotNow(format!("It can't be written: {why}.")))?;
        let mut signing = Signing::of_revocation(text, self.now);
        signing.fit(self.area);
        Ok(signing)
    }
}
