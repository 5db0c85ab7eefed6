//! Versions that may follow and versions that may not (F27, T20, T33).

use super::*;
use crate::{
    domain::PersonId,
    evidence::{
        officers::Discounted,
        sample::{self, NOW, at},
    },
};

fn signed(namespace: Namespace, text: &str, keys: &[&str]) -> Vec<SshSignature> {
    keys.iter().map(|key| SshSignature::sign(&sample::secret(key), namespace, text.as_bytes())).collect()
}

/// The sample's text as version 2, with another change.
fn next(text: &str, digest: Digest, from: &str, to: &str) -> String {
    let text = text.replace("version: 1", "version: 2").replace("previous: none", &format!("previous: sha256:{digest}"));
    text.replacen(from, to, 1)
}

fn next_policy_text(from: &str, to: &str) -> PolicyText {
    PolicyText::parse(next(sample::POLICY, sample::policy().edition().sha256, from, to).as_bytes()).unwrap()
}

#[test]
fn a_policy_takes_two_security_officers() {
    let (old, roster) = (sample::policy(), sample::roster());
    let new = next_policy_text("limit-order: 1000000", "limit-order: 2000000");
    let judged = |keys: &[&str]| {
        let signatures = signed(Namespace::Policy, new.as_str(), keys);
        next_policy(Some(&old), &new, &roster, &signatures, at(NOW)).unwrap()
    };
    assert!(judged(&["ines.r", "tomas.w"]).is_complete());
    for (keys, missing) in [
        (&[][..], 2),
        (&["ines.r"], 1),
        (&["ines.r", "ines.r"], 1),
        (&["ines.r", "amina.k", "luc.b", "nadia.t"], 1),
        (&["a stranger", "tomas.w"], 1),
    ] {
        let judged = judged(keys);
        assert_eq!((judged.is_complete(), judged.missing()), (false, missing), "{keys:?}");
        let signed = judged.by_old.unwrap();
        assert_eq!(signed.by.len() + signed.discounted.len(), keys.len(), "every signature counts or is explained");
    }
    let in_the_wrong_place = signed(Namespace::Roster, new.as_str(), &["ines.r", "tomas.w"]);
    assert!(!next_policy(Some(&old), &new, &roster, &in_the_wrong_place, at(NOW)).unwrap().is_complete());
    let of_the_old = signed(Namespace::Policy, old.as_str(), &["ines.r", "tomas.w"]);
    assert!(!next_policy(Some(&old), &new, &roster, &of_the_old, at(NOW)).unwrap().is_complete());
}

/// T20: unsigned, edited, rolled back, skipped, from another registry or environment.
#[test]
fn nothing_but_the_next_version_may_follow() {
    let (old, roster) = (sample::policy(), sample::roster());
    let new = |from: &str, to: &str| next_policy(Some(&old), &next_policy_text(from, to), &roster, &[], at(NOW)).err();
    assert_eq!(new("limit-order: 1000000", "limit-order: 2000000"), None);
    let digest = old.edition().sha256.to_string();
    assert!(matches!(new("version: 2", "version: 3"), Some(NoSuccessor::Version { next: 2, .. })));
    assert!(matches!(new(&digest, &Digest::of("abc").to_string()), Some(NoSuccessor::Previous(1))));
    assert!(matches!(new("registry: CHE01", "registry: THA01"), Some(NoSuccessor::Registry { .. })));
    assert!(matches!(new("environment: practice", "environment: production"), Some(NoSuccessor::Environment { .. })));
    assert!(matches!(new("valid-from: 2026-01-01", "valid-from: 2026-12-01"), Some(NoSuccessor::NotValidNow(_))));
    let back = next_policy(Some(&next_policy_text("", "")), &old, &roster, &[], at(NOW));
    assert!(matches!(back, Err(NoSuccessor::Version { next: 3, .. })), "no way back");
    assert!(next_policy(None, &old, &roster, &[], at(NOW)).is_ok(), "the first one");
}

#[test]
fn a_first_roster_is_signed_by_its_own_officers() {
    let roster = sample::roster();
    let ours = ("CHE01".parse().unwrap(), Environment::Practice);
    let by = |keys: &[&str]| first_roster(ours, &roster, &signed(Namespace::Roster, roster.as_str(), keys), at(NOW)).unwrap();
    assert!(by(&["ines.r", "tomas.w"]).is_complete());
    assert!(!by(&["ines.r", "amina.k"]).is_complete());
    let other = first_roster(("GHA01".parse().unwrap(), Environment::Practice), &roster, &[], at(NOW));
    assert!(matches!(other, Err(NoSuccessor::Registry { .. })));
    let real = first_roster((ours.0, Environment::Production), &roster, &[], at(NOW));
    assert!(matches!(real, Err(NoSuccessor::Environment { .. })));
}

/// F27, after TUF: two of the old and two of the new. Whoever takes over shows that their key is theirs.
#[test]
fn a_roster_that_changes_an_officer_takes_the_old_and_the_new() {
    let old = sample::roster();
    let text = next(old.as_str(), old.edition().sha256, "rita.r releaser", "rita.r security-officer");
    let text = text.replace("tomas.w security-officer", "tomas.w support");
    let new = RosterText::parse(text.as_bytes()).unwrap();
    let by = |keys: &[&str]| {
        let judged = next_roster(&old, &new, &signed(Namespace::Roster, new.as_str(), keys), at(NOW)).unwrap();
        (judged.is_complete(), judged.missing())
    };
    assert_eq!(by(&["ines.r", "tomas.w", "rita.r"]), (true, 0));
    assert_eq!(by(&["ines.r", "tomas.w"]), (false, 1), "the new officer has not shown their key");
    assert_eq!(by(&["ines.r", "rita.r"]), (false, 1), "only one of the old");
    // Where the officers stay, the same two sign for both.
    let same = next(old.as_str(), old.edition().sha256, "Amina Kessie", "Amina Kessie-Huber");
    let same = RosterText::parse(same.as_bytes()).unwrap();
    let both = signed(Namespace::Roster, same.as_str(), &["tomas.w", "ines.r"]);
    assert!(next_roster(&old, &same, &both, at(NOW)).unwrap().is_complete());
}

/// F27: an officer's key that has ended decides nothing, although its person is a security officer now.
#[test]
fn f27_an_officers_key_that_is_not_valid_now_does_not_count() {
    let ines = crate::evidence::openssh_key::openssh_public(&sample::secret("ines.r").public());
    let year = "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z";
    let text = sample::roster_text();
    let valid = |validity: &str| {
        let changed = text.replace(&format!("{ines} {year}"), &format!("{ines} {validity}"));
        let ines: PersonId = "ines.r".parse().unwrap();
        let roster = RosterText::parse(changed.as_bytes()).unwrap();
        let signatures = signed(Namespace::Policy, "what guards", &["ines.r", "tomas.w"]);
        let judged = officers::judge(Namespace::Policy, "what guards", &signatures, roster.roster(), at(NOW));
        assert!(judged.by.contains(&"tomas.w".parse().unwrap()), "the other officer counts whatever becomes of this key");
        (judged.missing(), judged.discounted == [(0, Discounted::KeyNotValid(ines))])
    };
    assert_eq!(valid(year), (0, false));
    assert_eq!(valid(&format!("2026-01-01T00:00:00Z {NOW}")), (1, true), "it ended this very moment");
    assert_eq!(valid("2026-01-01T00:00:00Z 2026-11-26T09:00:01Z"), (0, false), "its last second");
}

/// T20: the first roster is version 1 and names none before it; a later one can't be passed off as the first.
#[test]
fn t20_a_later_roster_is_no_first_one() {
    let first = sample::roster();
    let ours = (first.roster().registry, first.roster().environment);
    let later = next(first.as_str(), first.edition().sha256, "Amina Kessie", "Amina Kessie-Huber");
    let later = RosterText::parse(later.as_bytes()).unwrap();
    let both = signed(Namespace::Roster, later.as_str(), &["ines.r", "tomas.w"]);
    assert!(matches!(first_roster(ours, &later, &both, at(NOW)), Err(NoSuccessor::Version { next: 1, .. })));
    let over = first_roster(ours, &first, &[], at("2027-01-01T00:00:00Z"));
    assert!(matches!(over, Err(NoSuccessor::NotValidNow(_))));
}

/// T33, T20: the officers may be the same people, but a roster of another registry or environment follows none of ours.
#[test]
fn t33_a_roster_of_another_place_does_not_follow() {
    let old = sample::roster();
    let judged = |from: &str, to: &str| {
        let new = RosterText::parse(next(old.as_str(), old.edition().sha256, from, to).as_bytes()).unwrap();
        let both = signed(Namespace::Roster, new.as_str(), &["ines.r", "tomas.w"]);
        next_roster(&old, &new, &both, at(NOW)).map(|judged| judged.is_complete())
    };
    assert_eq!(judged("Amina Kessie", "Amina Kessie-Huber"), Ok(true));
    assert!(matches!(judged("version: 2", "version: 3"), Err(NoSuccessor::Version { next: 2, .. })), "one was left out (T20)");
    assert!(matches!(judged("registry: CHE01", "registry: THA01"), Err(NoSuccessor::Registry { .. })));
    assert!(matches!(judged("environment: practice", "environment: production"), Err(NoSuccessor::Environment { .. })));
}
