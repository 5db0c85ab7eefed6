//! One person ends a key; nobody ends another's without the role, and nothing that was sent before is worth anything again (F15, T04).

use super::*;
use crate::evidence::{
    openssh_key::openssh_public,
    roster::RosterText,
    sample::{self, NOW, at, said, secret},
    standing::{Case, Guard, Objection, State, judge},
    statement::StatementKind::{Approve, Reject},
};

/// Whose word about whose key.
pub(super) fn revocation(person: &str, of: &str) -> Revocation {
    let name = of.split_once(':').map_or("", |(_, name)| name);
    Revocation {
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        of: of.split_once('/').map_or(of, |(first, _)| first).parse().unwrap(),
        key: secret(name).public(),
        person: person.parse().unwrap(),
        reason: Prose::new("the token was lost").unwrap(),
        made: Moment::of(at(NOW)),
    }
}

fn signed(revocation: &Revocation, key: &str, namespace: Namespace) -> SignedRevocation {
    let text = revocation.write().unwrap();
    let signature = SshSignature::sign(&secret(key), namespace, text.as_str().as_bytes());
    SignedRevocation::read(text.as_str(), &signature.armored(), None).unwrap()
}

fn by(person: &str, of: &str) -> SignedRevocation {
    signed(&revocation(person, of), person, Namespace::Revoke)
}

#[test]
fn a_text_has_one_spelling() {
    let text = revocation("ines.r", "station:ONL-2").write().unwrap();
    assert_eq!(RevocationText::parse(text.as_str().as_bytes()).unwrap(), text);
    let good = text.as_str();
    for (from, to) in [
        ("of: station:ONL-2", "of: ONL-2"),
        ("of: station:ONL-2", "of: station:onl-2"),
        ("person: person:ines.r", "person: station:ONL-1"),
        ("key: ssh-ed25519 ", "key: ssh-rsa "),
        ("Z\n", "Z\nmore: of it\n"),
        ("made: 2026-11-26T09:00:00Z", "made: 2026-11-26T09:00:00.5Z"),
        ("reason: the token", "reason: the  token"),
        ("itmo-revocation/v1", "itmo-revocation/v2"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        assert!(RevocationText::parse(bad.as_bytes()).is_err(), "{to}");
    }
    // A key may have a comment in other files. Here that is refused where it stands.
    let bad = good.replacen("\nperson: ", " ines@ONL-1\nperson: ", 1);
    assert_eq!(RevocationText::parse(bad.as_bytes()).unwrap_err().key, "key");
}

/// F15: an officer alone, and everybody their own key.
#[test]
fn one_person_is_enough() {
    let roster = sample::roster();
    for (person, of) in [
        ("ines.r", "person:luc.b"),
        ("tomas.w", "station:ONL-1"),
        ("ines.r", "person:tomas.w"),
        ("luc.b", "person:luc.b"),
        ("nadia.t", "person:nadia.t"),
    ] {
        let signed = by(person, of);
        assert_eq!(signed.judge(roster.roster()), Ok(()), "{person} {of}");
        assert_eq!(signed.judge_new(roster.roster(), at(NOW)), Ok(()), "{person} {of}");
    }
}

/// F15, F02, T04, T06, T23, T33: what an attacker has is not enough.
#[test]
fn nobody_else_revokes_and_nothing_else_does() {
    let roster = sample::roster();
    let judged = |signed: SignedRevocation| signed.judge_new(roster.roster(), at(NOW)).map_err(|why| why.rule());
    let changed = |change: &dyn Fn(&mut Revocation)| {
        let mut revocation = revocation("ines.r", "person:luc.b");
        change(&mut revocation);
        signed(&revocation, "ines.r", Namespace::Revoke)
    };
    let moment = |text: &str| Moment::of(at(text));
    for (what, signed, rule) in [
        ("somebody else's key", by("luc.b", "person:esi.o"), "F15"),
        ("a station, by who sits there", by("luc.b", "station:ONL-1"), "F15"),
        ("an auditor's word", by("nadia.t", "person:luc.b"), "F15"),
        ("an officer's name, another's key", signed(&revocation("ines.r", "person:esi.o"), "luc.b", Namespace::Revoke), "F02"),
        ("a key of nobody", signed(&revocation("ines.r", "person:luc.b"), "nobody", Namespace::Revoke), "T06"),
        ("signed as a roster", signed(&revocation("ines.r", "person:luc.b"), "ines.r", Namespace::Roster), "T06"),
        ("a key that is in no row", changed(&|revocation| revocation.key = secret("nobody").public()), "F15"),
        ("the key of another", changed(&|revocation| revocation.key = secret("esi.o").public()), "F15"),
        ("from tomorrow", changed(&|revocation| revocation.made = moment("2026-11-27T09:00:00Z")), "T23"),
        ("since yesterday", changed(&|revocation| revocation.made = moment("2026-11-25T09:00:00Z")), "T23"),
        ("another registry", changed(&|revocation| revocation.registry = "GHA01".parse().unwrap()), "T33"),
        ("another environment", changed(&|revocation| revocation.environment = Environment::Production), "T33"),
    ] {
        assert_eq!(judged(signed), Err(rule), "{what}");
    }
}

/// F15, T04: it counts once, and only two officers let the key count again: by a row that begins later.
#[test]
fn a_key_comes_back_by_a_later_row_only() {
    let revoked = by("ines.r", "person:luc.b");
    let roster = sample::roster().without([&revoked]);
    assert_eq!(roster.edition(), sample::roster().edition(), "the text is what the officers signed");
    assert_eq!(revoked.judge(roster.roster()), Err(NoRevocation::Ended(Moment::of(at(NOW)))));
    let key = secret("luc.b").public();
    let holds = |roster: &RosterText, when: &str| roster.roster().key(&key).unwrap().validity.holds_at(at(when));
    assert!(holds(&roster, "2026-11-26T08:59:59Z") && !holds(&roster, NOW));
    let kept = sample::roster_text()
        .replace("version: 1\nprevious: none", &format!("version: 2\nprevious: sha256:{}", roster.edition().sha256));
    let kept = RosterText::parse(kept.as_bytes()).unwrap().without([&revoked]);
    assert!(!holds(&kept, NOW), "a version that merely keeps the row does not bring it back");
    let mut again = sample::roster().roster().clone();
    let row = again.keys.iter_mut().find(|row| row.public == key).unwrap();
    row.validity = Validity::new(Moment::of(at("2026-11-26T12:00:00Z")), row.validity.to()).unwrap();
    let again = again.write().unwrap().without([&revoked]);
    assert!(holds(&again, "2026-11-26T12:00:00Z"));
    assert_eq!(revoked.judge(again.roster()).map_err(|why| why.rule()), Err("T04"), "sent again, it does not end the new row");
}

/// F15, F26: what was signed with the key counts no more unless it was carried out; what took risk away stands.
#[test]
fn an_open_order_is_counted_without_the_key() {
    let (policy, order) = (sample::policy(), sample::order(500));
    let votes = [said(&order, Approve, "luc.b", "OFF-1", 1)];
    let standing = |revoked: &SignedRevocation, when: &str, votes: &[_]| {
        let roster = sample::roster().without([revoked]);
        let guard = Guard { roster: &roster, policy: &policy, earlier: &[] };
        judge(&Case { order: &order, statements: votes, guard, superseded: false }, at(when))
    };
    let approver = by("ines.r", "person:luc.b");
    assert_eq!(standing(&approver, "2026-11-26T08:45:00Z", &votes).state, State::Approved, "before it");
    let after = standing(&approver, NOW, &votes);
    assert_eq!(after.state, State::Waiting { have: 0, needed: 1 });
    let [(0, why @ Objection::Revoked(..))] = after.discounted.as_slice() else { panic!("{:?}", after.discounted) };
    assert_eq!((why.rule(), why.to_string().contains("was revoked")), ("F15", true));
    let station = standing(&by("ines.r", "station:OFF-1"), NOW, &votes);
    assert_eq!(station.state, State::Waiting { have: 0, needed: 1 }, "by its station");
    let initiator = standing(&by("ines.r", "person:amina.k"), NOW, &votes);
    assert!(matches!(initiator.state, State::Void(Objection::Revoked(..))), "{:?}", initiator.state);
    let rejected = standing(&approver, NOW, &[said(&order, Reject, "luc.b", "OFF-1", 1)]);
    assert!(matches!(rejected.state, State::Rejected(_)), "what took risk away stands");
}

/// T06: an officer's key that is over ends nobody's, although its person is a security officer still.
#[test]
fn t06_a_key_that_is_over_revokes_nothing() {
    let ines = openssh_public(&secret("ines.r").public());
    let text = sample::roster_text();
    let roster = |until: &str| {
        let row = format!("{ines} 2026-01-01T00:00:00Z ");
        let changed = text.replace(&format!("{row}2027-01-01T00:00:00Z"), &format!("{row}{until}"));
        assert_ne!(changed, text);
        RosterText::parse(changed.as_bytes()).unwrap()
    };
    let revoked = by("ines.r", "person:luc.b");
    assert_eq!(revoked.judge(roster(NOW).roster()), Err(NoRevocation::KeyNotValid("ines.r".parse().unwrap())));
    assert_eq!(revoked.judge(roster("2026-11-26T09:00:01Z").roster()), Ok(()), "its last second");
}
