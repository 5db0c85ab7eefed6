//! What a security officer may do here: read the version that waits, or a draft of the next, and sign it (F27).
//! Only an officer of the roster in force signs, each once, and only what can follow what was verified.
//! Must not know: how a version is read, or how a signature is made.

use super::{
    GuardPage,
    signing::Signing,
    verdict::{Version, signatures},
    walk,
};
use crate::{
    app::{
        Action,
        confirm::{Answer, Intent},
        why::Refusal,
    },
    domain::PersonId,
    evidence::{
        draft::spoken,
        guarded::Guarded as Text,
        roster::{Role, RosterText},
    },
    registry::{
        Deed, GuardDraft,
        book::{Guarded, GuardedText},
    },
    text::{Kind, Untrusted},
};

impl GuardPage {
    /// The roster in force, whose officers sign.
    pub(super) fn officers_roster(&self) -> Option<RosterText> {
        let walk = match self.guarded {
            Guarded::Roster => &self.walk,
            Guarded::Policy => &self.rosters,
        };
        match walk.in_force()?.text {
            Text::Roster(roster) => Some(*roster),
            Text::Policy(_) => None,
        }
    }

    /// The officer who signs here, and what is in force.
    ///
    /// # Errors
    /// [`Refusal`]: nobody signs here, who does is no officer, or what the registry calls in force was not verified.
    pub(super) fn may_sign(&self) -> Result<(PersonId, Version), Refusal> {
        let in_force = self.walk.in_force().ok_or(Refusal::NotLoaded)?;
        let judged = self.in_force.as_ref().ok_or(Refusal::NotLoaded)?;
        if let Some(why) = judged.alarm() {
            let why = format!("The {} the registry calls in force is none: {why}", self.guarded.word());
            return Err(Refusal::Rule { rule: "T20", why });
        }
        if !judged.is_verified() {
            return Err(Refusal::NotNow(match self.guarded {
                Guarded::Roster => "It is not known yet who signed what is in force.".into(),
                Guarded::Policy => format!(
                    "The roster whose officers sign it was not verified yet: look at the roster first ({}).",
                    self.keys.get(Action::GoRoster)
                ),
            }));
        }
        let signer = self.signer.as_ref().ok_or(Refusal::NotNow(
            "Nobody signs for this profile. Name the person and their key in the configuration.".into(),
        ))?;
        let roster = self.officers_roster().ok_or(Refusal::NotLoaded)?;
        if roster.roster().holds(&signer.person, Role::SecurityOfficer, self.now) {
            return Ok((signer.person.clone(), in_force));
        }
        Err(Refusal::Rule { rule: "F27", why: format!("{} is no security officer of the roster in force", signer.person) })
    }

    /// Begins to read the version that waits.
    ///
    /// # Errors
    /// [`Refusal`]: as [`Self::may_sign`]; none waits, it can't follow, or the officer has signed it.
    pub(super) fn of_waiting(&self) -> Result<Signing, Refusal> {
        let waiting = self.waiting.value().ok_or(Refusal::NotLoaded)?;
        let given = waiting.as_deref().ok_or(Refusal::NothingWaits)?;
        let (officer, in_force) = self.may_sign()?;
        let waits = walk::version(self.guarded, given)
            .map_err(|why| Refusal::Rule { rule: "T20", why: format!("What the registry sent can't be read: {why}") })?;
        match self.waits.as_ref().ok_or(Refusal::NotLoaded)? {
            Err(why) => Err(Refusal::Rule { rule: "F27", why: format!("It can't come into force: {why}") }),
            Ok(signed) if signed.by.contains(&officer) => {
                Err(Refusal::Rule { rule: "F02", why: format!("{officer} signed it already, and counts once") })
            }
            Ok(_) => Ok(self.read(waits.text, &in_force, officer)),
        }
    }

    /// What taking back the version that waits would be.
    ///
    /// # Errors
    /// [`Refusal`]: none waits, or who signs here is no officer.
    pub(super) fn withdrawal(&self) -> Result<Intent, Refusal> {
        let given = self.waiting.value().ok_or(Refusal::NotLoaded)?.as_deref().ok_or(Refusal::NothingWaits)?;
        let roster = self.officers_roster().ok_or(Refusal::NotLoaded)?;
        if let Some(signer) = &self.signer
            && !roster.roster().holds(&signer.person, Role::SecurityOfficer, self.now)
        {
            return Err(Refusal::Rule {
                rule: "F27",
                why: format!("{} is no security officer of the roster in force", signer.person),
            });
        }
        let word = self.guarded.word();
        Ok(Intent {
            deed: Deed::WithdrawVersion { guarded: self.guarded, sha256: given.sha256 },
            what: format!("v{} of the {word} waits no more for a second officer; what is in force stays.", given.version),
            whom: Untrusted::new(format!("v{} of the {word}, {}", given.version, spoken(&given.sha256))).gate(Kind::Prose),
            undo: "It can be proposed again, and then begins without signatures.",
            answer: Answer::Yes,
        })
    }

    /// Begins to read a draft of the next version.
    ///
    /// # Errors
    /// [`Refusal`]: as [`Self::may_sign`]; the draft is none, changes nothing, or could not follow what is in force.
    pub(super) fn of_draft(&self, draft: &str) -> Result<Signing, Refusal> {
        let (officer, in_force) = self.may_sign()?;
        let text = Text::tidied(draft, Some(in_force.text.edition()))
            .map_err(|why| Refusal::NotNow(format!("The draft can't be used: {why}. Nothing was signed.")))?;
        if text.kind() != in_force.text.kind() {
            let why = format!("This is a {}, and a {} belongs here.", text.kind().word(), self.guarded.word());
            return Err(Refusal::NotNow(why));
        }
        if text.changes_since(&in_force.text).iter().all(|change| change.is_version()) {
            return Err(Refusal::NotNow("The draft changes nothing. Edit a copy of the version in force.".into()));
        }
        let edition = text.edition();
        let given = GuardedText {
            version: edition.version.get(),
            sha256: edition.sha256,
            text: Untrusted::new(text.as_str()),
            signatures: Vec::new(),
            since: None,
            revocations: Vec::new(),
        };
        let version = Version { text, given };
        let roster = self.officers_roster();
        match signatures(&version, Some(&in_force), roster.as_ref(), self.now) {
            Ok(_) => Ok(self.read(version.text, &in_force, officer)),
            Err(why) => Err(Refusal::Rule { rule: "F27", why: format!("The draft can't come into force: {why}") }),
        }
    }

    fn read(&self, text: Text, in_force: &Version, officer: PersonId) -> Signing {
        let name = format!("v{} of the {}", text.edition().version, self.guarded.word());
        let changes = text.changes_since(&in_force.text);
        let draft = GuardDraft { guarded: self.guarded, edition: text.edition(), text: text.as_str().to_owned(), officer };
        let mut signing = Signing::of(draft, &name, &changes, self.now);
        signing.fit(self.area);
        signing
    }
}
