//! Who signed a version, and where it comes from: judged here over the octets that came, whatever the registry says (F27, T20).
//! A version must be signed by two officers, follow the one before it, and come from the newest that this console verified.
//! Must not know: how it is shown, or how it was asked for.

use crate::{
    domain::PersonId,
    evidence::{edition::Edition, guarded::Guarded as Text, officers::Countersigned, roster::RosterText, sshsig::SshSignature},
    registry::book::GuardedText,
};
use jiff::Timestamp;

/// A version that was read strictly, with what came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// The text.
    pub text: Text,
    /// As the registry gave it.
    pub given: GuardedText,
}

/// Who signed a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signatures {
    /// The officers whose signatures count, by the roster that judges them.
    pub by: Vec<PersonId>,
    /// How many officers are missing.
    pub missing: usize,
    /// Why the others don't count.
    pub discounted: Vec<String>,
}

/// How a version in force stands to the newest one that was verified before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// None was verified before: this is the first look.
    First,
    /// It is that one.
    Same,
    /// It comes from that one, link by link.
    Follows(Edition),
    /// The versions between are not here yet.
    NotKnown,
    /// It is older than that one.
    Back(Edition),
    /// It does not come from that one.
    Other(Edition),
}

impl Version {
    /// The version before, as its text names it, is this one.
    pub(super) fn follows(&self, before: &Self) -> bool {
        let previous = match &self.text {
            Text::Roster(text) => text.roster().previous,
            Text::Policy(text) => text.policy().previous,
        };
        let (edition, before) = (self.text.edition(), before.text.edition());
        before.version.checked_add(1) == Some(edition.version) && previous == Some(before.sha256)
    }
}

/// Judges the signatures under a version that follows another, as of a time. A policy is judged by a roster, a first roster by itself.
///
/// # Errors
/// In words, why it could not follow, whoever signed it.
pub(super) fn signatures(
    version: &Version,
    before: Option<&Version>,
    roster: Option<&RosterText>,
    at: Timestamp,
) -> Result<Signatures, String> {
    let mut discounted = Vec::new();
    let mut read = Vec::new();
    for armored in &version.given.signatures {
        match SshSignature::parse(armored.octets()) {
            Ok(signature) => read.push(signature),
            Err(why) => discounted.push(why.to_string()),
        }
    }
    let old = before.map(|before| &before.text);
    let judged = version.text.succeeds(old, roster, &read, at).map_err(|why| why.to_string())?;
    let counted: Vec<&Countersigned> = [&judged.by_old, &judged.by_new].into_iter().flatten().collect();
    let by = counted.first().map(|signed| signed.by.clone()).unwrap_or_default();
    for signed in counted {
        for (_, why) in &signed.discounted {
            let why = why.to_string();
            if !discounted.contains(&why) {
                discounted.push(why);
            }
        }
    }
    Ok(Signatures { by, missing: judged.missing(), discounted })
}

/// Where a version in force comes from: `newest` and those before it, one after the other.
pub(super) fn origin(newest: &Version, before: &[Version], pin: Option<Edition>) -> Origin {
    let Some(pin) = pin else { return Origin::First };
    let edition = newest.text.edition();
    if edition == pin {
        return Origin::Same;
    }
    if edition.version < pin.version {
        return Origin::Back(pin);
    }
    if edition.version == pin.version {
        return Origin::Other(pin);
    }
    let mut later = newest;
    for version in before {
        if !later.follows(version) {
            return Origin::Other(pin);
        }
        if version.text.edition().version == pin.version {
            return if version.text.edition() == pin { Origin::Follows(pin) } else { Origin::Other(pin) };
        }
        later = version;
    }
    Origin::NotKnown
}

#[cfg(test)]
mod tests;
