//! Bundles read back as they were written; one spelling, and nothing else.

use super::*;
use crate::{
    domain::contact::{sample::*, *},
    evidence::sample::secret,
    text::Untrusted,
};

fn bundle() -> ContactBundle {
    ContactBundle {
        from: Speaker::Registry(gha()),
        environment: Environment::Practice,
        number: NonZeroU32::MIN,
        previous: None,
        made: "2026-11-22T09:14:05Z".parse().unwrap(),
        label: Tlp::Green,
        records: whole().entries.into_values().collect(),
    }
}

#[test]
fn what_is_written_reads_back_and_is_signed_as_it_stands() {
    let bundle = bundle();
    let text = bundle.write().unwrap();
    assert_eq!(text.bundle(), &bundle);
    assert_eq!(text.directory().entries, whole().entries);
    assert_eq!(BundleText::parse(text.as_str().as_bytes()).unwrap(), text);
    let (key, other) = (secret("amina.k"), secret("luc.b"));
    let signature = SshSignature::sign(&key, Namespace::Contact, text.as_str().as_bytes());
    assert!(text.verify(&signature, &key.public()).is_ok());
    assert!(text.verify(&signature, &other.public()).is_err());
    let moved = SshSignature::sign(&key, Namespace::Approve, text.as_str().as_bytes());
    assert!(text.verify(&moved, &key.public()).is_err(), "a signature for another purpose");
    let hub = ContactBundle { from: Speaker::Hub, number: 2.try_into().unwrap(), previous: Some(text.sha256()), ..bundle };
    assert_eq!(hub.write().unwrap().bundle(), &hub);
}

/// Every line changed in some way is refused, or is another bundle that is spelled in its own one way.
#[test]
fn no_line_can_be_respelled() {
    let text = bundle().write().unwrap();
    let lines: Vec<&str> = text.as_str().lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let with = |new: &[&str]| {
            let mut changed = lines.clone();
            changed.splice(at..=at, new.iter().copied());
            format!("{}\n", changed.join("\n"))
        };
        let upper = line.to_uppercase();
        let respelled =
            [format!("{line} "), line.replacen(": ", ":", 1), line.replacen(": ", ":  ", 1), format!("{line}\u{202E}"), upper];
        for text in respelled.iter().filter(|new| new != line).map(|new| with(&[new])).chain([with(&[]), with(&[line, line])]) {
            assert!(BundleText::parse(text.as_bytes()).is_err(), "line {}: {line}\n{text}", at + 1);
        }
    }
}

#[test]
fn each_refusal_names_its_line() {
    let text = bundle().write().unwrap();
    let refused = |from: &str, to: &str| {
        let changed = text.as_str().replacen(from, to, 1);
        assert_ne!(changed, text.as_str(), "{from}");
        BundleText::parse(changed.as_bytes()).unwrap_err().to_string()
    };
    for (from, to, why) in [
        ("from: GHA01", "from: Hub", "line 2, from: who speaks is the id of a registry, such as GHA01, or hub"),
        ("label: TLP:GREEN", "label: TLP:PINK", "line 7, label: this is not a TLP label"),
        (
            "Africa/Accra mon,",
            "Africa/Acra mon,",
            "line 9, organisation-1: a time zone is a name of the IANA database, such as Europe/Zurich",
        ),
        (
            "08:00-17:00",
            "17:00-08:00",
            "line 9, organisation-1: hours are two times of one day, the earlier first, such as 10:00-16:00",
        ),
        ("-languages: en,tw", "-languages: tw,en", "card-1-languages: several words ascend, each once"),
        ("gha-1 duty +233200000001", "gha-1 duty 0200000001", "channel-1: a telephone number is + and 7 to 15 digits"),
        (
            " call-back amina.k luc.b ",
            " call-back amina.k amina.k ",
            "organisation-1-standing: two persons verify; this is one person twice (F02)",
        ),
        (" call-back ", " hearsay ", "organisation-1-standing: this is not a method of verification"),
        ("security/5/always", "security/05/always", "chain-1: a number is written in digits alone"),
        ("made: 2026-11-22", "made: 2026-11-01", "refused: one of the organisation entries says"),
        ("number: 1", "number: 2", "number 1 has no bundle before it"),
        ("gha-1 duty", "gha-9 duty", "the channel entries are not in ascending order, each once"),
    ] {
        let said = refused(from, to);
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn what_cannot_be_said_is_not_written() {
    let with = |name: &str| {
        let mut bundle = bundle();
        bundle.records.retain(|record| matches!(record.entry, Entry::Card(_)));
        bundle.records[0].entry = Entry::Card(Card { name: Untrusted::new(name), ..card("gha-1", "gha-epa") });
        bundle.write().map(|_| ()).map_err(|problem| problem.to_string())
    };
    assert_eq!(with("Kwame Mensah"), Ok(()));
    for hostile in ["\u{202E}Kwame", "Kwame\u{1B}[2J", "Kwame\nchannel-1: gha-1 duty +233999999999", " Kwame", "none"] {
        assert!(with(hostile).is_err(), "{hostile:?}");
    }
}

/// T23, T33: an old bundle played again, one that was rewritten, one of another environment.
#[test]
fn a_bundle_comes_after_the_one_that_was_taken() {
    let first = bundle().write().unwrap();
    let numbered = |number: u32, previous| {
        let bundle = ContactBundle { number: number.try_into().unwrap(), previous: Some(previous), ..bundle() };
        bundle.write().unwrap()
    };
    let (second, other) = (numbered(2, first.sha256()), numbered(2, Digest::of("another")));
    let practice =
        |text: &BundleText, newest: Option<&BundleText>| text.follows(Environment::Practice, newest.map(BundleText::head));
    assert_eq!(practice(&first, None), Ok(()));
    assert_eq!(practice(&second, Some(&first)), Ok(()));
    assert_eq!(practice(&numbered(5, Digest::of("missed")), Some(&first)), Ok(()), "a bundle may be missed");
    assert_eq!(practice(&other, Some(&first)), Err(NotNext::Rewritten));
    for old in [&first, &second, &other] {
        assert_eq!(practice(old, Some(&second)), Err(NotNext::NotNewer { newest: 2.try_into().unwrap() }));
    }
    assert_eq!(second.follows(Environment::Production, None), Err(NotNext::Environment));
    let hub = ContactBundle { from: Speaker::Hub, ..second.bundle().clone() }.write().unwrap();
    assert_eq!(practice(&hub, Some(&first)), Err(NotNext::Speaker));
}

/// T06: a bundle is theirs by a key that was known before: in the directory, or compared on the telephone; and by a signature for this purpose.
#[test]
fn t06_a_bundle_says_nothing_of_who_may_sign_it() {
    let text = bundle().write().unwrap();
    let (key, other) = (secret("amina.k"), secret("luc.b").public());
    let by = |namespace: Namespace, octets: &str, given: Option<&PublicKey>| {
        let signature = SshSignature::sign(&key, namespace, octets.as_bytes());
        text.signed_by(&signature, given, &whole(), at("2026-11-22T10:00:00Z"))
    };
    let ours = key.public();
    let good = by(Namespace::Contact, text.as_str(), Some(&ours)).unwrap();
    assert_eq!((good.owner, good.fingerprint), (None, crate::evidence::openssh_key::openssh_fingerprint(&ours)));
    assert!(matches!(by(Namespace::Contact, text.as_str(), Some(&other)), Err(NoSignatory::Other(_))));
    assert!(matches!(by(Namespace::Contact, text.as_str(), None), Err(NoSignatory::Unknown(_))));
    assert!(matches!(by(Namespace::Approve, text.as_str(), Some(&ours)), Err(NoSignatory::Signature(_))));
    assert!(matches!(by(Namespace::Contact, "another text", Some(&ours)), Err(NoSignatory::Signature(_))));
}
