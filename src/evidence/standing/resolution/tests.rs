//! Who counts for the resolution of a case: the same persons, keys and stations as for an order.

use super::*;
use crate::evidence::{
    confirmation::Confirmation,
    resolution::Resolution,
    sample::{NOW, at, policy, roster, secret, taken},
    sshsig::SshSignature,
    statement::Display,
};

fn resolution(kind: &str, until: Option<&str>) -> Resolution {
    let digest = crate::evidence::digest::Digest::of("abc");
    let kind = crate::domain::case::ResolutionKind::of_word(kind).unwrap();
    Resolution {
        case: "CHE01-CASE-000012".parse().unwrap(),
        registry: "CHE01".parse().unwrap(),
        environment: crate::domain::Environment::Practice,
        counterpart: Some("GHA01".parse().unwrap()),
        code: crate::domain::reconcile::Code::D12,
        about: vec!["units CA0007-CHE01-CHE-1-10-2023".to_owned()],
        quantity: crate::domain::Quantity::new(10),
        resolution: kind.with(until.map(at)).unwrap(),
        evidence: vec![crate::evidence::order::SourceDocument::new("statement.pdf", digest).unwrap()],
        orders: Vec::new(),
        reason: "their amendment 3".parse().unwrap(),
        policy: policy().edition(),
        roster: roster().edition(),
        person: "amina.k".parse().unwrap(),
        station: "ONL-2".parse().unwrap(),
        made: "2026-11-26T08:00:00Z".parse().unwrap(),
        not_after: "2026-11-29T08:00:00Z".parse().unwrap(),
        seq: 1_u64.try_into().unwrap(),
    }
}

fn signed<T>(text: T, octets: &str, key: &str, station: &str, namespace: Namespace) -> Signed<T> {
    let person = SshSignature::sign(&secret(key), namespace, octets.as_bytes());
    let station = SshSignature::sign(&secret(station), Namespace::Station, octets.as_bytes());
    Signed { text, person, station, taken: None }
}

fn proposed(said: &Resolution, key: &str) -> Signed<ResolutionText> {
    let text = said.write().unwrap();
    signed(text.clone(), text.as_str(), key, said.station.as_str(), Namespace::Resolve)
}

fn word(of: &Signed<ResolutionText>, kind: ConfirmationKind, person: &str, station: &str) -> Confirmation {
    let said = of.text.resolution();
    Confirmation {
        resolution_sha256: of.text.sha256(),
        case: said.case,
        kind,
        person: person.parse().unwrap(),
        station: station.parse().unwrap(),
        roster: said.roster,
        policy: said.policy,
        compared: said.digests(),
        display: Display { columns: 120, rows: 40 },
        reason: "compared".parse().unwrap(),
        made: "2026-11-26T08:30:00Z".parse().unwrap(),
        not_after: "2026-11-28T08:30:00Z".parse().unwrap(),
        seq: 2_u64.try_into().unwrap(),
    }
}

fn said(word: &Confirmation, key: &str, namespace: Namespace) -> Signed<ConfirmationText> {
    let text = word.write().unwrap();
    signed(text.clone(), text.as_str(), key, word.station.as_str(), namespace)
}

fn judged(resolution: &Signed<ResolutionText>, words: &[Signed<ConfirmationText>]) -> Settlement {
    let (roster, policy) = (roster(), policy());
    let guard = Guard { roster: &roster, policy: &policy, earlier: &[] };
    judge_resolution(&Matter { resolution, words, guard }, at(NOW))
}

fn confirm(of: &Signed<ResolutionText>, person: &str) -> Signed<ConfirmationText> {
    said(&word(of, ConfirmationKind::Confirm, person, "OFF-1"), person, Namespace::Resolve)
}

#[test]
fn two_agree_and_three_accept_a_difference() {
    let two = proposed(&resolution("sent-again", None), "amina.k");
    assert_eq!(judged(&two, &[]).state, Settled::Waiting(1));
    assert_eq!(judged(&two, &[confirm(&two, "luc.b")]).state, Settled::Agreed);
    let three = proposed(&resolution("accepted-difference", Some("2027-03-31T22:00:00Z")), "amina.k");
    let (luc, esi) = (confirm(&three, "luc.b"), confirm(&three, "esi.o"));
    assert_eq!(judged(&three, std::slice::from_ref(&luc)).state, Settled::Waiting(1));
    assert_eq!(judged(&three, &[luc.clone(), luc.clone()]).state, Settled::Waiting(1), "a person counts once (F02)");
    assert_eq!(judged(&three, &[luc, esi]).state, Settled::Agreed);
    let decline = said(&word(&two, ConfirmationKind::Decline, "amina.k", "ONL-2"), "amina.k", Namespace::Resolve);
    assert_eq!(judged(&two, &[decline]).state, Settled::Declined("amina.k".parse().unwrap()), "who proposed it takes it back");
}

/// F01 to F05, F13, F21, F25, F26, T06.
#[test]
fn whoever_must_not_count_does_not() {
    let proposal = proposed(&resolution("sent-again", None), "amina.k");
    let other = proposed(&Resolution { reason: "another".parse().unwrap(), ..resolution("sent-again", None) }, "amina.k");
    let made = |person: &str, station: &str| word(&proposal, ConfirmationKind::Confirm, person, station);
    let good = |word: &Confirmation, key: &str| said(word, key, Namespace::Resolve);
    let late = Confirmation { not_after: "2026-11-26T08:45:00Z".parse().unwrap(), ..made("luc.b", "OFF-1") };
    let blind = Confirmation { compared: Vec::new(), ..made("luc.b", "OFF-1") };
    for (what, rule) in [
        (good(&made("amina.k", "OFF-1"), "amina.k"), "F01"),
        (good(&made("amina.k", "OFF-1"), "amina.k/2"), "F01"),
        (good(&made("luc.b", "OFF-1"), "amina.k"), "F02"),
        (good(&made("luc.b", "ONL-2"), "luc.b"), "F03"),
        (confirm(&other, "luc.b"), "F05"),
        (said(&made("luc.b", "OFF-1"), "luc.b", Namespace::Approve), "F05"),
        (good(&late, "luc.b"), "F13"),
        (good(&blind, "luc.b"), "F21"),
        (good(&made("kofi.d", "OFF-1"), "kofi.d"), "F25"),
        (good(&made("jonas.h", "OFF-1"), "jonas.h"), "F26"),
        (good(&made("ines.r", "OFF-1"), "ines.r"), "F26"),
    ] {
        let settlement = judged(&proposal, std::slice::from_ref(&what));
        assert_eq!(settlement.state, Settled::Waiting(1), "{rule} {:?}", what.text.as_str());
        assert_eq!(settlement.discounted[0].1.rule(), rule, "{:?}", settlement.discounted);
    }
    let soon = |mut signed: Signed<ConfirmationText>| {
        signed.taken = Some(taken("luc.b", "s2", Some("OFF-1"), "2026-11-26T08:31:00Z"));
        signed
    };
    let mut sat = proposal.clone();
    sat.taken = Some(taken("amina.k", "s1", Some("OFF-1"), "2026-11-26T08:20:00Z"));
    assert_eq!(judged(&sat, &[soon(confirm(&proposal, "luc.b"))]).discounted[0].1.rule(), "F04");
}

/// T06, T33.
#[test]
fn a_resolution_nobody_stands_behind_is_void() {
    let mut fake = proposed(&resolution("sent-again", None), "luc.b");
    assert!(matches!(judged(&fake, &[]).state, Settled::Void(Objection::KeyOfAnother(..))));
    fake = proposed(&Resolution { registry: "GHA01".parse().unwrap(), ..resolution("sent-again", None) }, "amina.k");
    assert_eq!(judged(&fake, &[]).state, Settled::Void(Objection::OtherRegistry));
    let over = Resolution { not_after: "2026-11-26T08:30:00Z".parse().unwrap(), ..resolution("sent-again", None) };
    assert!(matches!(judged(&proposed(&over, "amina.k"), &[]).state, Settled::Expired(_)));
}

/// What a console greys is what the judge refuses, for the same rule (F01 to F03, F13, F15, F25, F26, F34).
#[test]
fn who_may_not_confirm_is_told_why_before_signing() {
    let two = proposed(&resolution("sent-again", None), "amina.k");
    let three = proposed(&resolution("accepted-difference", Some("2027-03-31T22:00:00Z")), "amina.k");
    let nobodys = proposed(&resolution("sent-again", None), "luc.b");
    let by_luc = [confirm(&three, "luc.b")];
    let agreed = [confirm(&two, "luc.b")];
    let declined = [said(&word(&two, ConfirmationKind::Decline, "luc.b", "OFF-1"), "luc.b", Namespace::Resolve)];
    let over = "2026-11-29T08:00:00Z";
    for (resolution, words, person, station, now, expected) in [
        (&two, &[][..], "luc.b", "OFF-1", NOW, Ok(())),
        (&two, &[], "amina.k", "OFF-1", NOW, Err("F01")),
        (&two, &[], "nobody", "OFF-1", NOW, Err("F02")),
        (&two, &[], "luc.b", "ONL-2", NOW, Err("F03")),
        (&two, &[], "luc.b", "ONL-9", NOW, Err("F03")),
        (&two, &[], "luc.b", "OFF-1", over, Err("F13")),
        (&two, &[], "kofi.d", "OFF-1", NOW, Err("F25")),
        (&two, &[], "jonas.h", "OFF-1", NOW, Err("F26")),
        (&two, &agreed, "esi.o", "OFF-1", NOW, Err("F34")),
        (&two, &declined, "esi.o", "OFF-1", NOW, Err("F34")),
        (&three, &by_luc, "luc.b", "OFF-1", NOW, Err("F02")),
        (&three, &by_luc, "esi.o", "OFF-1", NOW, Ok(())),
        (&nobodys, &[], "esi.o", "OFF-1", NOW, Err("F02")),
    ] {
        let (roster, policy) = (roster(), policy());
        let guard = Guard { roster: &roster, policy: &policy, earlier: &[] };
        let matter = Matter { resolution, words, guard };
        let may = may_confirm(&matter, (&person.parse().unwrap(), &station.parse().unwrap()), at(now));
        assert_eq!(may.map_err(|why| why.rule()), expected, "{person} at {station}, {now}");
    }
}

/// F03, F26: a proposal takes an initiator at a station of the roster. F15: saying no takes an operator, wherever they sit.
#[test]
fn who_may_not_propose_or_decline_is_told_why_before_signing() {
    let (roster, policy) = (roster(), policy());
    let guard = Guard { roster: &roster, policy: &policy, earlier: &[] };
    for (person, station, propose, decline) in [
        ("amina.k", "ONL-2", Ok(()), Ok(())),
        ("amina.k", "ONL-9", Err("F03"), Ok(())),
        ("esi.o", "ONL-2", Err("F26"), Ok(())),
        ("jonas.h", "ONL-2", Ok(()), Ok(())),
        ("ines.r", "ONL-2", Err("F26"), Err("F26")),
        ("nobody", "ONL-2", Err("F02"), Err("F02")),
    ] {
        let (person, station) = (person.parse().unwrap(), station.parse().unwrap());
        let may = may_propose(guard, (&person, &station), at(NOW)).map_err(|why| why.rule());
        assert_eq!(
            (may, may_decline(guard, &person, at(NOW)).map_err(|why| why.rule())),
            (propose, decline),
            "{person} at {station}"
        );
    }
}

/// F05, F15, F26: a no is about one resolution, and by somebody whose it is to say.
#[test]
fn a_decline_that_is_not_about_this_or_not_theirs_ends_nothing() {
    let ours = proposed(&resolution("sent-again", None), "amina.k");
    let other = proposed(&Resolution { reason: "another".parse().unwrap(), ..resolution("sent-again", None) }, "amina.k");
    let elsewhere = Resolution { case: "CHE01-CASE-000013".parse().unwrap(), ..resolution("sent-again", None) };
    let no = |of: &Signed<ResolutionText>, person: &str| word(of, ConfirmationKind::Decline, person, "OFF-1");
    let of_another_case = Confirmation { case: elsewhere.case, ..no(&ours, "luc.b") };
    for (no, key, namespace, rule) in [
        (no(&other, "luc.b"), "luc.b", Namespace::Resolve, "F05"),
        (of_another_case, "luc.b", Namespace::Resolve, "F05"),
        (no(&ours, "luc.b"), "luc.b", Namespace::Reject, "F05"),
        (no(&ours, "luc.b"), "esi.o", Namespace::Resolve, "F02"),
        (no(&ours, "nadia.t"), "nadia.t", Namespace::Resolve, "F26"),
    ] {
        let settlement = judged(&ours, &[said(&no, key, namespace)]);
        assert_eq!(settlement.state, Settled::Waiting(1), "{rule}");
        assert_eq!(settlement.discounted[0].1.rule(), rule, "{:?}", settlement.discounted);
    }
}
