//! Who counts and who does not: each rule by a case that it alone decides, and the whole by properties.

mod clocks;
mod endings;
mod matrix;
mod properties;
mod times;

use super::*;
use crate::evidence::{
    openssh_key::openssh_public,
    sample::{self, NOW, at, said, sign, sign_in, statement},
    sshsig::Namespace,
    statement::StatementKind::{self, Approve, Release, WithdrawApproval},
};

/// A roster, a policy, and what was ever in force.
pub(super) struct World {
    pub roster: RosterText,
    pub policy: PolicyText,
    pub earlier: Vec<Edition>,
}

impl World {
    pub fn new() -> Self {
        Self { roster: sample::roster(), policy: sample::policy(), earlier: Vec::new() }
    }

    /// The same under another policy; the sample's was in force before.
    pub fn under(policy: &str) -> Self {
        let before = sample::policy().edition();
        Self { policy: PolicyText::parse(policy.as_bytes()).unwrap(), earlier: vec![before], ..Self::new() }
    }

    /// The same with another roster; the sample's was in force before.
    pub fn with_roster(roster: &str) -> Self {
        let before = sample::roster().edition();
        Self { roster: RosterText::parse(roster.as_bytes()).unwrap(), earlier: vec![before], ..Self::new() }
    }

    pub fn case<'a>(&'a self, order: &'a Signed<OrderText>, statements: &'a [Signed<StatementText>]) -> Case<'a> {
        let guard = Guard { roster: &self.roster, policy: &self.policy, earlier: &self.earlier };
        Case { order, statements, guard, superseded: false }
    }

    pub fn judge(&self, order: &Signed<OrderText>, statements: &[Signed<StatementText>]) -> Standing {
        judge(&self.case(order, statements), at(NOW))
    }
}

/// What is held against the only statement, by its rule.
fn objection(order: &Signed<OrderText>, said: Signed<StatementText>) -> String {
    let standing = World::new().judge(order, &[said]);
    assert_eq!((standing.approvals.len(), standing.is_approved()), (0, false));
    let [(0, objection)] = standing.discounted.as_slice() else { panic!("{standing:?}") };
    format!("{} {objection}", objection.rule())
}

/// F18.
#[test]
fn one_approval_of_another_person_is_enough_where_the_policy_says_so() {
    let order = sample::order(12_500);
    let standing = World::new().judge(&order, &[said(&order, Approve, "luc.b", "OFF-1", 1)]);
    assert_eq!(standing.state, State::Approved);
    assert_eq!((standing.needed(), standing.approvals), (1, vec!["luc.b".parse().unwrap()]));
    assert_eq!((standing.discounted, standing.one_station), (vec![], false));
}

/// F18: nothing said is never enough.
#[test]
fn the_initiators_word_alone_is_not_enough() {
    let order = sample::order(1);
    assert_eq!(World::new().judge(&order, &[]).state, State::Waiting { have: 0, needed: 1 });
}

/// Scenario 2 and scenario 3 are among the cases.
/// Each statement breaks one rule and no other (F01 to F05, F07, F13, F21, F25, F26, T06, T20, T23).
#[test]
fn a_statement_that_breaks_a_rule_does_not_count() {
    let order = sample::order(12_500);
    let good = statement(&order, Approve, "luc.b", "OFF-1", 1);
    let changed = |change: &dyn Fn(&mut crate::evidence::statement::Statement)| {
        let mut other = good.clone();
        change(&mut other);
        other
    };
    let unknown: Edition = format!("v1 sha256:{}", crate::evidence::digest::Digest::of("another")).parse().unwrap();
    let by = |person: &str| sign(&changed(&|s| s.person = person.parse().unwrap()), person);
    for (said, expected) in [
        // Scenario 2: Amina also holds the approver's role; scenario 3: her second key.
        (by("amina.k"), "F01 amina.k initiated"),
        (sign(&changed(&|s| s.person = "amina.k".parse().unwrap()), "amina.k/2"), "F01 amina.k initiated"),
        (sign(&good, "amina.k/2"), "F02 said to be by luc.b, and signed with a key of amina.k"),
        (sign(&changed(&|s| s.person = "nobody".parse().unwrap()), "luc.b"), "F02 nobody is not in the roster"),
        (sign(&changed(&|s| s.station = "ONL-2".parse().unwrap()), "luc.b"), "F03 ONL-2 is the station"),
        (sign(&changed(&|s| s.station = "ONL-9".parse().unwrap()), "luc.b"), "F03 ONL-9 is no station"),
        (sign_in(&good, "luc.b", Namespace::Approve, "ONL-1"), "F03 the signature of station OFF-1 does not hold"),
        (sign(&changed(&|s| s.order_sha256 = sample::order(12_501).text.sha256()), "luc.b"), "F05 it is about another text"),
        (sign_in(&good, "luc.b", Namespace::Reject, "OFF-1"), "F05 the signature of luc.b does not hold"),
        (sign(&changed(&|s| s.checked = "source-document=own-copy".parse().unwrap()), "luc.b"), "F07 the policy asks"),
        (sign(&changed(&|s| s.checked.own_copy = false), "luc.b"), "F21 the policy asks"),
        (sign(&changed(&|s| s.not_after = "2026-11-26T09:00:00Z".parse().unwrap()), "luc.b"), "F13 it expired at"),
        (by("kofi.d"), "F25 kofi.d stands in for the initiator"),
        (by("jonas.h"), "F26 jonas.h is no approver"),
        (by("ines.r"), "F26 ines.r is no approver"),
        (by("old.o"), "F26 old.o is no approver"),
        (sign(&good, "a stranger"), "T06 signed with a key that the roster does not have"),
        (sign(&changed(&|s| s.roster = unknown), "luc.b"), "T20 it was made under roster v1"),
        (sign(&changed(&|s| s.policy = unknown), "luc.b"), "T20 it was made under policy v1"),
        (sign(&changed(&|s| s.made = "2026-11-26T09:05:01Z".parse().unwrap()), "luc.b"), "T23 it says it was made"),
    ] {
        let found = objection(&order, said);
        assert!(found.starts_with(expected), "{found}");
    }
    // A clock five minutes ahead is still good; it counts from when the registry took it.
    let ahead = sign(&changed(&|s| s.made = "2026-11-26T09:05:00Z".parse().unwrap()), "luc.b");
    let ahead = ahead.taken(sample::taken("luc.b", "s2", None, NOW));
    assert!(World::new().judge(&order, &[ahead]).is_approved());
}

/// The order is void when its initiator's word does not hold, whoever approved it (scenario 4, T02, T33).
#[test]
fn an_order_without_its_initiator_is_none() {
    let world = World::new();
    let text = sample::order_text(12_500, at("2026-11-26T08:00:00Z"));
    let stolen = text.replace("person:amina.k", "person:luc.b");
    let wrong_place = text.replace("environment: practice", "environment: production");
    let elsewhere = text.replace("\nregistry: CHE01", "\nregistry: THA01");
    for (order, rule) in [
        (sample::sign_order(&stolen, "amina.k", "ONL-2"), "F02"),
        (sample::sign_order(&text, "a stranger", "ONL-2"), "T06"),
        (sample::sign_order(&text, "amina.k", "ONL-1"), "F03"),
        (sample::sign_order(&text.replace("person:amina.k", "person:esi.o"), "esi.o", "ONL-2"), "F26"),
        (sample::sign_order(&wrong_place, "amina.k", "ONL-2"), "T33"),
        (sample::sign_order(&elsewhere, "amina.k", "ONL-2"), "T33"),
        (sample::order_at(12_500, at("2026-11-26T09:05:01Z")), "T23"),
    ] {
        let standing = world.judge(&order, &[said(&order, Approve, "luc.b", "OFF-1", 1)]);
        let State::Void(objection) = &standing.state else { panic!("{rule} {standing:?}") };
        assert_eq!((objection.rule(), standing.state.is_final()), (rule, true));
    }
    // What a server shows instead of what was signed: the signature is over other octets.
    let mut swapped = sample::order(125_000);
    swapped.person = sample::order(12_500).person;
    let State::Void(objection) = world.judge(&swapped, &[]).state else { panic!("it is void") };
    assert_eq!(objection.rule(), "F05");
}

/// F04: only a registry sees sessions and computers; where it does, another login is not another place.
#[test]
fn the_same_seat_under_another_login_does_not_count() {
    let order = sample::order(500).taken(sample::taken("amina.k", "s1", Some("pc7/amina"), "2026-11-26T08:01:00Z"));
    let vote = said(&order, Approve, "luc.b", "OFF-1", 1);
    let through = |login, session, host, when| vote.clone().taken(sample::taken(login, session, host, when));
    for (vote, rule) in [
        (through("luc.b", "s1", Some("pc9/luc"), "2026-11-26T08:31:00Z"), Some("F04")),
        (through("luc.b", "s2", Some("pc7/amina"), "2026-11-26T08:30:59Z"), Some("F04")),
        (through("luc.b", "s2", Some("pc7/amina"), "2026-11-26T08:31:00Z"), None),
        (through("luc.b", "s2", None, "2026-11-26T08:31:00Z"), None),
        (through("amina.k2", "s2", None, "2026-11-26T08:31:00Z"), Some("F02")),
        (through("nobody", "s2", None, "2026-11-26T08:31:00Z"), Some("F02")),
    ] {
        let standing = World::new().judge(&order, &[vote]);
        assert_eq!(standing.discounted.first().map(|(_, why)| why.rule()), rule);
        assert_eq!(standing.is_approved(), rule.is_none());
    }
}

/// F03 off only in the policy, and then every order shows it.
#[test]
fn one_station_is_enough_only_where_the_policy_says_so() {
    let order = sample::order(500);
    let vote = [said(&order, Approve, "luc.b", "ONL-2", 1)];
    assert!(!World::new().judge(&order, &vote).is_approved());
    let lax = World::under(&sample::POLICY.replace("different-stations: yes", "different-stations: no"));
    let standing = lax.judge(&order, &vote);
    assert!(standing.is_approved() && standing.one_station);
    // F01 knows no such switch.
    let own = lax.judge(&order, &[said(&order, Approve, "amina.k", "ONL-1", 1)]);
    assert_eq!(own.discounted[0].1.rule(), "F01");
}

/// F26: roles are looked up at use. Who was removed since counts no more, and neither does who got another key.
#[test]
fn who_was_removed_since_counts_no_more() {
    let order = sample::order(500);
    let vote = [said(&order, Approve, "esi.o", "OFF-1", 1)];
    assert!(World::new().judge(&order, &vote).is_approved());
    let key = |name: &str| openssh_public(&sample::secret(name).public());
    let (old, new) = (key("esi.o"), key("esi.o/new"));
    let year = "esi.o approver 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z";
    for (from, to, rule) in [
        (year, "esi.o approver 2026-01-01T00:00:00Z 2026-11-26T09:00:00Z", "F26"),
        ("esi.o approver", "esi.o support", "F26"),
        (old.as_str(), new.as_str(), "T06"),
    ] {
        let changed = sample::roster_text().replacen(from, to, 1);
        assert_ne!(changed, sample::roster_text());
        let standing = World::with_roster(&changed).judge(&order, &vote);
        assert_eq!(standing.discounted.first().map(|(_, why)| why.rule()), Some(rule), "{from}");
    }
}

/// F18, F02: two are needed from 100 000 on; one person with two statements is one.
#[test]
fn a_person_counts_once() {
    let order = sample::order(100_000);
    let twice = [said(&order, Approve, "luc.b", "OFF-1", 1), said(&order, Approve, "luc.b", "ONL-1", 2)];
    let standing = World::new().judge(&order, &twice);
    assert_eq!(standing.state, State::Waiting { have: 1, needed: 2 });
    assert_eq!(standing.discounted, [(0, Objection::Again("luc.b".parse().unwrap()))]);
    let both = [said(&order, Approve, "luc.b", "OFF-1", 1), said(&order, Approve, "esi.o", "ONL-1", 1)];
    assert!(matches!(World::new().judge(&order, &both).state, State::Cooling { .. }));
}

/// F22, T04: an approval can be taken back, and the old one sent again changes nothing.
#[test]
fn an_approval_that_was_taken_back_stays_so() {
    let order = sample::order(500);
    let first = said(&order, Approve, "luc.b", "OFF-1", 1);
    let back = said(&order, WithdrawApproval, "luc.b", "ONL-1", 2);
    let world = World::new();
    for statements in
        [vec![first.clone(), back.clone()], vec![back.clone(), first.clone()], vec![first.clone(), back.clone(), first.clone()]]
    {
        let standing = world.judge(&order, &statements);
        assert_eq!(standing.state, State::Waiting { have: 0, needed: 1 }, "{:?}", standing.discounted);
        assert!(standing.discounted.iter().all(|(_, why)| why.rule() == "F22"));
    }
    let again = [first.clone(), back, said(&order, Approve, "luc.b", "OFF-1", 3)];
    assert!(world.judge(&order, &again).is_approved(), "who changes their mind says so with a later number");
    // Nobody takes back what another said.
    let others = [first.clone(), said(&order, WithdrawApproval, "esi.o", "ONL-1", 9)];
    assert!(world.judge(&order, &others).is_approved());
    // What was taken back of another order stands for this one (F05).
    let elsewhere = [first, said(&sample::order(501), WithdrawApproval, "luc.b", "ONL-1", 9)];
    let standing = world.judge(&order, &elsewhere);
    assert_eq!((standing.is_approved(), standing.discounted), (true, vec![(1, Objection::OtherOrder)]));
}

#[test]
fn two_statements_with_one_number_count_neither() {
    let order = sample::order(500);
    let one = said(&order, Approve, "luc.b", "OFF-1", 1);
    let other = said(&order, Approve, "luc.b", "ONL-1", 1);
    let standing = World::new().judge(&order, &[one.clone(), other]);
    assert_eq!(standing.state, State::Waiting { have: 0, needed: 1 });
    assert!(standing.discounted.iter().any(|(_, why)| why.rule() == "T04"));
    // The very same statement twice is one.
    assert!(World::new().judge(&order, &[one.clone(), one]).is_approved());
}

/// What a console greys is what the judge refuses.
#[test]
fn who_may_not_say_something_is_told_why_before_signing() {
    let order = sample::order(500);
    let world = World::new();
    let may_at = |statements: &[Signed<StatementText>], kind: StatementKind, person: &str, station: &str| {
        let case = world.case(&order, statements);
        let standing = judge(&case, at(NOW));
        may(&case, &standing, kind, (&person.parse().unwrap(), &station.parse().unwrap()), at(NOW)).map_err(|why| why.rule())
    };
    let approved = [said(&order, Approve, "luc.b", "OFF-1", 1)];
    let rejected = [said(&order, StatementKind::Reject, "luc.b", "OFF-1", 1)];
    for (statements, kind, person, station, expected) in [
        (&[][..], Approve, "luc.b", "OFF-1", Ok(())),
        (&[], Approve, "amina.k", "OFF-1", Err("F01")),
        (&[], Approve, "luc.b", "ONL-2", Err("F03")),
        (&[], Approve, "kofi.d", "OFF-1", Err("F25")),
        (&[], Approve, "jonas.h", "OFF-1", Err("F26")),
        (&[], Approve, "nobody", "OFF-1", Err("F02")),
        (&[], Approve, "luc.b", "ONL-9", Err("F03")),
        (&[], StatementKind::Reject, "luc.b", "ONL-9", Ok(())),
        (&[], StatementKind::Withdraw, "amina.k", "ONL-2", Ok(())),
        (&[], StatementKind::Withdraw, "luc.b", "OFF-1", Err("F22")),
        (&[], StatementKind::Stop, "kofi.d", "ONL-2", Ok(())),
        (&[], StatementKind::Stop, "nadia.t", "ONL-1", Err("F26")),
        (&[], StatementKind::Reject, "tomas.w", "ONL-2", Ok(())),
        (&[], WithdrawApproval, "luc.b", "OFF-1", Err("F22")),
        (&[], Release, "rita.r", "ONL-1", Err("F19")),
        (&approved, Approve, "luc.b", "OFF-1", Err("F02")),
        (&approved, Approve, "esi.o", "OFF-1", Ok(())),
        (&approved, WithdrawApproval, "luc.b", "OFF-1", Ok(())),
        (&rejected, Approve, "esi.o", "OFF-1", Err("F34")),
        (&rejected, StatementKind::Withdraw, "amina.k", "ONL-2", Err("F34")),
    ] {
        assert_eq!(may_at(statements, kind, person, station), expected, "{person} {} at {station}", kind.word());
    }
}
