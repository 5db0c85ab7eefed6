//! The file that keeps the newest roster and policy that were verified, for each profile: `pins.json` beside the journal, for its owner only.
//! It only goes forward. One that can't be read is said: what comes then is seen for the first time, and compared with paper (T20).
//! Must not know: how a version is verified.

use super::kept;
use crate::{app::pins::Pins, evidence::edition::Edition, registry::book::Guarded};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    io::{self, ErrorKind},
    path::Path,
};

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    profiles: BTreeMap<String, KeptPins>,
}

/// The pins of a profile, as `v3 sha256:…`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptPins {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    roster: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    policy: Option<String>,
}

impl KeptPins {
    fn pins(&self) -> Option<Pins> {
        let mut pins = Pins::default();
        for (guarded, kept) in [(Guarded::Roster, &self.roster), (Guarded::Policy, &self.policy)] {
            if let Some(kept) = kept {
                pins.note(guarded, kept.parse().ok()?);
            }
        }
        Some(pins)
    }
}

/// The pins of each profile; and in a sentence why they can't be told, if they can't.
pub fn read(path: &Path) -> (BTreeMap<String, Pins>, Option<String>) {
    let kept = kept::read::<Kept>(path).and_then(|kept| {
        let pins = |(name, pins): (String, KeptPins)| Some((name, pins.pins()?));
        let all: Option<BTreeMap<_, _>> = kept.profiles.into_iter().map(pins).collect();
        all.ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "it names no version where one belongs"))
    });
    match kept {
        Ok(pins) => (pins, None),
        Err(error) if error.kind() == ErrorKind::NotFound => (BTreeMap::new(), None),
        Err(error) => {
            let why = format!(
                "Which roster and policy were verified before can't be told: {} can't be read ({error}). Compare their digests with \
                 those you have on paper.",
                path.display()
            );
            (BTreeMap::new(), Some(why))
        }
    }
}

/// Keeps a version that was verified; what is there for others, or is newer, stays.
///
/// # Errors
/// Whatever the system says; the file is then as it was.
pub(super) fn keep(path: &Path, profile: String, guarded: Guarded, edition: Edition) -> io::Result<()> {
    let mut file: Kept = kept::read(path).unwrap_or_default();
    let pins = file.profiles.entry(profile).or_default();
    let mut known = pins.pins().unwrap_or_default();
    if !known.note(guarded, edition) {
        return Ok(());
    }
    let said = |guarded| known.of(guarded).map(|edition| edition.to_string());
    *pins = KeptPins { roster: said(Guarded::Roster), policy: said(Guarded::Policy) };
    kept::write(path, &file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::digest::Digest;
    use std::fs;

    fn edition(version: u32) -> Edition {
        Edition { version: version.try_into().unwrap(), sha256: Digest::of(version.to_string()) }
    }

    /// T20: what was verified is remembered, and an older version never takes its place.
    #[test]
    fn what_is_kept_is_read_back_and_only_goes_forward() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state").join("pins.json");
        assert_eq!(read(&path), (BTreeMap::new(), None));
        for (profile, guarded, version) in [
            ("swiss", Guarded::Roster, 2),
            ("ghana", Guarded::Policy, 1),
            ("swiss", Guarded::Policy, 4),
            ("swiss", Guarded::Roster, 1),
        ] {
            keep(&path, profile.into(), guarded, edition(version)).unwrap();
        }
        let (pins, why) = read(&path);
        assert_eq!(why, None);
        assert_eq!(pins["swiss"].of(Guarded::Roster), Some(edition(2)));
        assert_eq!(pins["swiss"].of(Guarded::Policy), Some(edition(4)));
        assert_eq!((pins["ghana"].of(Guarded::Roster), pins["ghana"].of(Guarded::Policy)), (None, Some(edition(1))));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pins.json");
        for text in ["", "{", "{\"profiles\":{\"a\":{\"roster\":\"v0\"}}}", "{\"profiles\":{},\"more\":1}"] {
            fs::write(&path, text).unwrap();
            let (pins, why) = read(&path);
            assert!(pins.is_empty() && why.unwrap().contains("Compare their digests"), "{text}");
        }
    }
}
