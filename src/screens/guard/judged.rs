//! What is so with the version in force and with the one that waits: who signed them, and whether they come from what was verified.
//! What it is judged by is asked for first; as long as something of it is not here, nothing is said to be good.
//! Must not know: how it is shown.

use super::{
    verdict::{Origin, Signatures, Version, origin, signatures},
    walk::Walk,
};
use crate::{
    app::pins::{Known, Pins},
    evidence::{guarded::Guarded as Text, roster::RosterText},
    registry::book::Guarded,
};
use jiff::Timestamp;

/// What is so with a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    /// Something it is judged by is not here yet, in words.
    NotYet(&'static str),
    /// It can't be in force, whoever signed it.
    Refused(String),
    /// Its signatures were judged.
    By {
        /// Who signed.
        signatures: Signatures,
        /// Where it comes from.
        origin: Origin,
        /// Whether the roster whose officers these are was verified by this console.
        by_known_roster: bool,
    },
}

impl Judged {
    /// Whether it is signed as it must be, by a roster that was verified, and comes from what was verified before.
    pub(super) fn is_verified(&self) -> bool {
        matches!(self, Self::By { signatures, by_known_roster: true, .. } if signatures.missing == 0)
    }

    /// Why nothing may be done by it, if so.
    pub(super) fn alarm(&self) -> Option<String> {
        match self {
            Self::NotYet(_) => None,
            Self::Refused(why) => Some(why.clone()),
            Self::By { signatures, .. } if signatures.missing > 0 => {
                Some(format!("it lacks the signatures of {} security officers (F27)", signatures.missing))
            }
            Self::By { .. } => None,
        }
    }
}

/// The roster whose officers a policy of a time was signed by: the one in force then, linked to the one in force now.
fn roster_at(rosters: &Walk, at: Timestamp) -> Result<RosterText, Judged> {
    let Some(newest) = rosters.in_force() else { return Err(Judged::NotYet("the roster whose officers sign it")) };
    let mut all = std::iter::once(&newest).chain(rosters.before()).peekable();
    while let Some(version) = all.next() {
        let Text::Roster(text) = &version.text else { break };
        if version.given.since.is_some_and(|since| since <= at) {
            return Ok((**text).clone());
        }
        let linked = all.peek().is_none_or(|before| version.follows(before));
        if !linked {
            return Err(Judged::Refused("the registry's rosters do not come from each other (T20)".into()));
        }
    }
    let ended = rosters.has_ended() || rosters.before().last().unwrap_or(&newest).text.edition().version.get() == 1;
    if ended {
        return Err(Judged::Refused("the registry shows no roster of the time when it came into force".into()));
    }
    Err(Judged::NotYet("the roster of the time when it came into force"))
}

/// Judges the version in force. A policy is judged by the officers of the roster that was in force when it came.
pub(super) fn in_force(guarded: Guarded, walk: &Walk, rosters: &Walk, known: &Known, now: Timestamp) -> Option<Judged> {
    let newest = walk.in_force()?;
    if let Some(why) = elsewhere(&newest, known) {
        return Some(Judged::Refused(why));
    }
    let pins = &known.pins;
    let origin = match origin(&newest, walk.before(), pins.of(guarded)) {
        Origin::Back(pin) => {
            let why =
                format!("it is older than v{} that this console verified before: the registry went back (T20)", pin.version);
            return Some(Judged::Refused(why));
        }
        Origin::Other(pin) => {
            let why = format!("it does not come from v{} that this console verified before: {} (T20)", pin.version, pin.sha256);
            return Some(Judged::Refused(why));
        }
        Origin::NotKnown if walk.has_ended() => {
            return Some(Judged::Refused("the registry does not show the versions it comes from (T20)".into()));
        }
        Origin::NotKnown => return Some(Judged::NotYet("the versions it comes from")),
        origin @ (Origin::First | Origin::Same | Origin::Follows(_)) => origin,
    };
    let before = walk.before().first();
    if newest.text.edition().version.get() > 1 && before.is_none() {
        return Some(match walk.has_ended() {
            true => Judged::Refused("the registry does not show the version before it (T20)".into()),
            false => Judged::NotYet("the version before it"),
        });
    }
    let at = newest.given.since.unwrap_or(now);
    let roster = match guarded {
        Guarded::Roster => None,
        Guarded::Policy => match roster_at(rosters, at) {
            Ok(roster) => Some(roster),
            Err(judged) => return Some(judged),
        },
    };
    Some(match signatures(&newest, before, roster.as_ref(), at) {
        Ok(signatures) => Judged::By { signatures, origin, by_known_roster: knows_roster(guarded, rosters, pins) },
        Err(why) => Judged::Refused(why),
    })
}

/// Why a version is not for this registry, if so (T33).
fn elsewhere(version: &Version, known: &Known) -> Option<String> {
    let (registry, environment) = version.text.registry();
    if known.environment.is_some_and(|ours| ours != environment) {
        return Some(format!("it is for {environment}, and the profile is for something else (T33)"));
    }
    let is_ours = known.registry.is_none_or(|ours| ours == registry);
    (!is_ours).then(|| format!("it is for {registry}, which is not this registry (T33)"))
}

/// Whether the roster that judges was verified. A roster is judged by the one it comes from, so by itself.
fn knows_roster(guarded: Guarded, rosters: &Walk, pins: &Pins) -> bool {
    match guarded {
        Guarded::Roster => true,
        Guarded::Policy => rosters.in_force().is_some_and(|roster| Some(roster.text.edition()) == pins.of(Guarded::Roster)),
    }
}

/// Judges a version that waits: it is to follow the one in force now.
///
/// # Errors
/// Why it can't follow, whoever signs it.
pub(super) fn waiting(
    (waits, in_force): (&Version, &Version),
    roster: Option<&RosterText>,
    now: Timestamp,
) -> Result<Signatures, String> {
    signatures(waits, Some(in_force), roster, now)
}
