use super::*;
use crate::{
    evidence::{
        sample::{self, NOW, at, secret},
        sshsig::Namespace,
    },
    text::Untrusted,
};

const OFFICERS: [&str; 2] = ["ines.r", "tomas.w"];

fn version(text: Text, signers: &[(&str, Namespace)]) -> Version {
    let sign = |(key, namespace): &(&str, Namespace)| {
        let signature = SshSignature::sign(&secret(key), *namespace, text.as_str().as_bytes());
        Untrusted::new(signature.armored())
    };
    let edition = text.edition();
    let given = GuardedText {
        version: edition.version.get(),
        sha256: edition.sha256,
        text: Untrusted::new(text.as_str()),
        signatures: signers.iter().map(sign).collect(),
        since: None,
        revocations: Vec::new(),
    };
    Version { text, given }
}

fn rosters(count: u32) -> Vec<Version> {
    let mut all =
        vec![version(Text::parse(sample::roster_text().as_bytes()).unwrap(), &OFFICERS.map(|key| (key, Namespace::Roster)))];
    for number in 1..count {
        let before = all.last().unwrap().text.clone();
        let edited = before.as_str().replace("Esi Owusu", &format!("Esi Owusu {number}"));
        let next = Text::tidied(&edited, Some(before.edition())).unwrap();
        all.push(version(next, &OFFICERS.map(|key| (key, Namespace::Roster))));
    }
    all.reverse();
    all
}

/// F27, F02, T06: two different officers, each with a key of the roster, in the namespace of what they sign.
#[test]
fn only_two_different_officers_bring_a_roster_into_force() {
    use Namespace::{Approve, Policy, Roster};
    let old = rosters(1).remove(0);
    let next = rosters(2).remove(0).text;
    for (signers, missing, why) in [
        (&[("ines.r", Roster), ("tomas.w", Roster)][..], 0, None),
        (&[("ines.r", Roster)], 1, None),
        (&[("ines.r", Roster), ("ines.r", Roster)], 1, Some("counts once (F02)")),
        (&[("ines.r", Roster), ("amina.k", Roster)], 1, Some("no security officer")),
        (&[("ines.r", Roster), ("tomas.w", Policy)], 1, Some("tomas.w")),
        (&[("ines.r", Approve), ("tomas.w", Roster)], 1, Some("ines.r")),
        (&[("ines.r", Roster), ("a stranger", Roster)], 1, Some("a key that the roster does not have")),
        (&[], 2, None),
    ] {
        let judged = signatures(&version(next.clone(), signers), Some(&old), None, at(NOW)).unwrap();
        assert_eq!(judged.missing, missing, "{signers:?}");
        let said = judged.discounted.concat();
        assert!(why.is_none_or(|why| said.contains(why)) && (why.is_some() || said.is_empty()), "{signers:?}: {said}");
    }
}

/// T20: a version that skips one, or was made from another text, follows nothing.
#[test]
fn only_the_next_version_follows() {
    let all = rosters(3);
    let judge = |new: &Version, old: &Version| signatures(new, Some(old), None, at(NOW)).err();
    assert_eq!(judge(&all[0], &all[1]), None);
    assert!(judge(&all[0], &all[2]).unwrap().contains("only version 2"), "one is skipped");
    assert!(judge(&all[2], &all[1]).unwrap().contains("only version 3"), "it goes back");
    let other = Text::tidied(&sample::roster_text().replace("Esi", "Else"), None).unwrap();
    assert!(judge(&all[1], &version(other, &[])).unwrap().contains("another version"));
}

/// T20: what comes must come from the newest that was verified, link by link.
#[test]
fn what_is_in_force_comes_from_what_was_verified() {
    let all = rosters(4);
    let pin = |at: usize| Some(all[at].text.edition());
    let forged = Edition { sha256: crate::evidence::digest::Digest::of("another"), ..all[2].text.edition() };
    for (newest, before, pinned, expected) in [
        (0, 1..1, None, Origin::First),
        (0, 1..1, pin(0), Origin::Same),
        (0, 1..2, pin(1), Origin::Follows(all[1].text.edition())),
        (0, 1..4, pin(3), Origin::Follows(all[3].text.edition())),
        (0, 1..2, pin(3), Origin::NotKnown),
        (0, 2..3, pin(3), Origin::Other(all[3].text.edition())),
        (1, 2..3, pin(0), Origin::Back(all[0].text.edition())),
        (0, 1..3, Some(forged), Origin::Other(forged)),
        (2, 3..4, Some(forged), Origin::Other(forged)),
    ] {
        assert_eq!(origin(&all[newest], &all[before.clone()], pinned), expected, "{newest} {before:?}");
    }
}
