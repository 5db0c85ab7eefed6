//! A version in force and those before it, asked for one after the other as far down as somebody needs them.
//! Each is read strictly when it comes; one that does not read ends the walk, and what needs it stays unknown.
//! Must not know: what the versions are needed for.

use super::verdict::Version;
use crate::{
    app::{Desk, Remote, RequestId},
    evidence::guarded::{Guarded as Text, NotGuarded},
    registry::{
        Problem, Read, Reply,
        book::{Guarded, GuardedText, GuardedVersion},
    },
};

/// A version as the registry gave it; none when it has none.
pub(super) type Given = Option<Box<GuardedText>>;

/// The most versions that are gone down.
const LONGEST: usize = 64;

/// Versions, the newest first.
#[derive(Debug)]
pub(super) struct Walk {
    guarded: Guarded,
    newest: Remote<Given>,
    asked: Remote<Given>,
    before: Vec<Version>,
    /// Whether a version below did not come or did not read.
    ended: bool,
}

impl Walk {
    /// Nothing asked for yet.
    pub(super) fn of(guarded: Guarded) -> Self {
        Self { guarded, newest: Remote::default(), asked: Remote::default(), before: Vec::new(), ended: false }
    }

    /// The version in force, as it was asked for.
    pub(super) fn newest(&self) -> &Remote<Given> {
        &self.newest
    }

    /// The version in force, read; none when there is none or it does not read.
    pub(super) fn in_force(&self) -> Option<Version> {
        version(self.guarded, self.newest.value()?.as_deref()?).ok()
    }

    /// The versions before it that are here, the newest first.
    pub(super) fn before(&self) -> &[Version] {
        &self.before
    }

    /// Whether no version below will come.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Asks for the version in force.
    pub(super) fn ask(&mut self, desk: &mut Desk<'_>) {
        self.newest.ask(Read::Guarded(self.guarded, GuardedVersion::InForce), desk);
    }

    /// Stops waiting.
    pub(super) fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.newest.give_up(desk);
        self.asked.give_up(desk);
    }

    /// How many answers are waited for.
    pub(super) fn in_flight(&self) -> usize {
        usize::from(self.newest.is_asking()) + usize::from(self.asked.is_asking())
    }

    /// Takes an answer, if it is one of these. Says whether it was.
    pub(super) fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.newest.awaits(request) {
            let was = self.in_force().map(|version| version.text.edition());
            self.newest.take(answer.clone().map(given), desk.now);
            if self.in_force().map(|version| version.text.edition()) != was {
                self.asked.give_up(desk);
                self.before.clear();
                self.ended = false;
            }
            return true;
        }
        if !self.asked.awaits(request) {
            return false;
        }
        self.asked.take(answer.clone().map(given), desk.now);
        let wanted = self.lowest().and_then(|version| version.checked_sub(1));
        let came = self.asked.value().and_then(Option::as_deref).and_then(|given| version(self.guarded, given).ok());
        match came.filter(|version| Some(version.text.edition().version.get()) == wanted) {
            Some(version) => self.before.push(version),
            None => self.ended = true,
        }
        true
    }

    /// Goes one version down, unless `enough` says that those which are here will do.
    pub(super) fn go_down(&mut self, enough: impl FnOnce(&Version) -> bool, desk: &mut Desk<'_>) {
        let Some(newest) = self.in_force() else { return };
        let lowest = self.before.last().unwrap_or(&newest);
        let number = lowest.text.edition().version.get();
        if number == 1 || self.ended || self.asked.is_asking() || self.before.len() >= LONGEST || enough(lowest) {
            return;
        }
        self.asked = Remote::default();
        self.asked.ask(Read::Guarded(self.guarded, GuardedVersion::Number(number - 1)), desk);
    }

    fn lowest(&self) -> Option<u32> {
        let number = |version: &Version| version.text.edition().version.get();
        self.before.last().map(number).or_else(|| self.in_force().as_ref().map(number))
    }
}

/// The version in an answer.
pub(super) fn given(reply: Reply) -> Option<Given> {
    if let Reply::Guarded(text) = reply { Some(text) } else { None }
}

/// Reads a version as what it was asked for as.
///
/// # Errors
/// [`NotGuarded`], also when the registry calls it by another number than its text.
pub(super) fn version(guarded: Guarded, given: &GuardedText) -> Result<Version, NotGuarded> {
    let text = match Text::parse(given.text.octets().as_bytes())? {
        Text::Roster(roster) => Text::Roster(Box::new(given.without_revoked(*roster))),
        policy @ Text::Policy(_) => policy,
    };
    let kind = matches!((&text, guarded), (Text::Roster(_), Guarded::Roster) | (Text::Policy(_), Guarded::Policy));
    if kind && text.edition().version.get() == given.version {
        Ok(Version { text, given: given.clone() })
    } else {
        Err(NotGuarded::Neither)
    }
}
