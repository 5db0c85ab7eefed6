//! Changes and confirmations read back as they were written; one spelling, and nothing else.

use super::*;
use crate::domain::contact::{Batch, Improper, sample::*};

fn change() -> ContactChange {
    let directory = whole();
    let entries = directory.entries.values().map(|record| ChangedEntry {
        entry: record.entry.clone(),
        replaces: (record.entry.key().word() != "list").then(|| entry_digest(&record.entry)),
    });
    ContactChange {
        id: Uuid::from_u128(7),
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        kind: ProposalKind::Verification,
        basis: "CB/2026/9".parse().unwrap(),
        method: Method::CallBack,
        through: Some("channel gha-2 duty +233200000002".parse().unwrap()),
        entries: entries.collect(),
        reason: Prose::new("Kwame called from his desk").unwrap(),
        made: "2026-11-27T15:00:00Z".parse().unwrap(),
        initiator: "amina-kessie".parse().unwrap(),
    }
}

fn confirmation() -> Confirmation {
    Confirmation {
        proposal: Uuid::from_u128(7),
        change_sha256: change().write().unwrap().sha256(),
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        method: Method::CallBack,
        through: Some("switchboard gha-epa".parse().unwrap()),
        evidence: None,
        reason: Prose::new("said yes").unwrap(),
        made: "2026-11-27T16:00:00Z".parse().unwrap(),
        person: "luc-berset".parse().unwrap(),
    }
}

#[test]
fn what_is_written_reads_back_whole() {
    let text = change().write().unwrap();
    assert_eq!(text.change(), &change());
    assert_eq!(ChangeText::parse(text.as_str().as_bytes()).unwrap(), text);
    let confirmed = confirmation().write().unwrap();
    assert_eq!(confirmed.confirmation(), &confirmation());
    assert_eq!(ConfirmationText::parse(confirmed.as_str().as_bytes()).unwrap(), confirmed);
}

#[test]
fn a_changed_line_is_another_text_or_none() {
    let text = change().write().unwrap();
    for line in 0..text.as_str().lines().count() {
        let without: Vec<&str> = text.as_str().lines().enumerate().filter(|(at, _)| *at != line).map(|(_, it)| it).collect();
        assert!(ChangeText::parse((without.join("\n") + "\n").as_bytes()).is_err(), "line {line} is missing");
        let twice: Vec<&str> =
            text.as_str().lines().enumerate().flat_map(|(at, it)| std::iter::repeat_n(it, 1 + usize::from(at == line))).collect();
        assert!(ChangeText::parse((twice.join("\n") + "\n").as_bytes()).is_err(), "line {line} stands twice");
    }
    for (from, to) in [
        ("person:amina-kessie", "amina-kessie"),
        ("kind: verification", "kind: whim"),
        ("practice", "Practice"),
        ("through: channel gha-2 duty +233200000002", "through: channel gha-2 duty"),
        ("-replaces: none", "-replaces: sha256:00"),
        ("2026-11-27T15:00:00Z", "2026-11-27T15:00:00.0Z"),
    ] {
        let changed = text.as_str().replacen(from, to, 1);
        assert_ne!(changed, text.as_str(), "{from}");
        assert!(ChangeText::parse(changed.as_bytes()).is_err(), "{to}");
    }
}

/// F01, F05, T33.
#[test]
fn a_confirmation_is_another_persons_and_of_this_text() {
    let change = change().write().unwrap();
    let of = |said: Confirmation| said.write().unwrap().confirms(&change);
    assert_eq!(of(confirmation()), Ok(()));
    for (said, why) in [
        (Confirmation { proposal: Uuid::from_u128(8), ..confirmation() }, NotConfirmed::OtherText),
        (Confirmation { change_sha256: Digest::of("another"), ..confirmation() }, NotConfirmed::OtherText),
        (Confirmation { registry: "GHA01".parse().unwrap(), ..confirmation() }, NotConfirmed::OtherRegistry),
        (Confirmation { environment: Environment::Test, ..confirmation() }, NotConfirmed::OtherRegistry),
        (Confirmation { person: "amina-kessie".parse().unwrap(), ..confirmation() }, NotConfirmed::Initiator),
    ] {
        assert_eq!(of(said), Err(why), "{}", why.rule());
    }
}

#[test]
fn a_name_that_would_be_escaped_is_not_signed() {
    let mut hostile = change();
    for changed in &mut hostile.entries {
        if let Entry::Card(card) = &mut changed.entry {
            card.name = crate::text::Untrusted::new("Kwame\u{202E}hsa");
        }
    }
    assert!(hostile.write().is_err());
}

#[test]
fn another_line_is_another_digest() {
    let Entry::Channel(channel) = Entry::Channel(duty("gha-1", "+233200000001")) else { unreachable!() };
    let ended = crate::domain::contact::Channel { ended: Some(at("2026-12-01T00:00:00Z")), ..channel.clone() };
    assert_ne!(entry_digest(&Entry::Channel(channel.clone())), entry_digest(&Entry::Channel(ended)));
    assert_eq!(entry_digest(&Entry::Channel(channel.clone())), entry_digest(&Entry::Channel(channel)));
}

/// F14, F20: what the registry would refuse is not written: nothing at all, a number that could lead a call astray without the old way, a
/// reason that is none.
#[test]
fn f14_a_proposal_that_does_not_fit_the_directory_has_no_text() {
    let directory = whole();
    let grounds = |through: Option<&str>, reason: &str| Grounds {
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        basis: "CB/2026/9".parse().unwrap(),
        method: Method::CallBack,
        through: through.map(|way| way.parse().unwrap()),
        reason: reason.to_owned(),
        source: "from their bundle 3".to_owned(),
        initiator: "amina-kessie".parse().unwrap(),
    };
    let entries = vec![Entry::Channel(duty("gha-1", "+233200000077"))];
    let text = |grounds: Grounds, entries: &[Entry]| {
        let batch = Batch { kind: ProposalKind::Change, entries: entries.to_vec() };
        grounds.text(&directory, &batch, Uuid::from_u128(7), at("2026-11-27T15:00:00Z"))
    };
    let old_way = Some("channel gha-3 duty +233200000003");
    let written = text(grounds(old_way, "their new number"), &entries).unwrap();
    assert_eq!(written.change().reason.as_str(), "their new number: from their bundle 3");
    assert!(matches!(text(grounds(old_way, "why"), &[]), Err(NotWritten::Improper(Improper::Empty))));
    assert!(matches!(text(grounds(None, "why"), &entries), Err(NotWritten::Way(Improper::NoOldChannel))));
    let its_own = text(grounds(Some("channel gha-1 duty +233200000077"), "why"), &entries);
    assert!(matches!(its_own, Err(NotWritten::Way(_))), "{its_own:?}");
    assert_eq!(text(grounds(old_way, "why\u{202e}"), &entries), Err(NotWritten::Reason));
}
