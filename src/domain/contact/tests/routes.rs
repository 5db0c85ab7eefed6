//! Whom to call about a counterpart, and who gets a message.

use super::super::{sample::*, *};
use jiff::Timestamp;
use std::collections::BTreeSet;

const NOON: &str = "2026-12-01T12:00:00Z";
const NIGHT: &str = "2026-12-01T03:00:00Z";

fn route_of(directory: &Directory, topic: Topic, severity: Severity, when: &str) -> Route {
    route(directory, gha(), topic.into(), severity, at(when))
}

/// Who is in the chain, each with whether they can be reached.
fn calls(route: &Route) -> Vec<(&str, bool)> {
    route.calls.iter().map(|call| (call.who.as_str(), call.reach.is_now())).collect()
}

fn chain(topic: Topic, severity: Severity, rungs: &[(Role, u16, When)]) -> EscalationChain {
    let rungs = rungs.iter().map(|(role, wait, when)| Rung { role: *role, wait: *wait, when: *when }).collect();
    EscalationChain { registry: gha(), topic, severity, rungs }
}

#[test]
fn the_usual_chain_goes_by_the_topic() {
    let directory = accra();
    let route = route_of(&directory, Topic::Operations, Severity::High, NOON);
    assert_eq!(calls(&route), [("gha-1", true), ("gha-2", true), ("gha-desk", true)]);
    assert_eq!((route.first().unwrap().who.as_str(), route.is_their_own), ("gha-1", false));
    assert_eq!(route.vacant, [Role::ServiceDesk]);
    assert_eq!(route.calls.iter().map(|call| call.after).collect::<Vec<_>>(), [0, 15, 30]);
    let clock = route.office.unwrap();
    assert_eq!((clock.civil.to_string(), clock.is_open, clock.is_holiday), ("2026-12-01T12:00:00".to_owned(), true, false));

    // At night the desk is the first who answers, and everybody before it is told with their reason.
    let route = route_of(&directory, Topic::Operations, Severity::High, NIGHT);
    assert_eq!(calls(&route), [("gha-1", false), ("gha-2", false), ("gha-desk", true)]);
    assert_eq!(route.when(at(NIGHT)), Some(at(NIGHT)));
    // For security nobody is there at night: the console says when somebody will be.
    let route = route_of(&directory, Topic::Security, Severity::Critical, NIGHT);
    assert_eq!((route.first(), route.when(at(NIGHT))), (None, Some(at("2026-12-01T08:00:00Z"))));
    assert_eq!(calls(&route), [("gha-3", false), ("gha-1", false), ("gha-2", false)]);
}

#[test]
fn a_chain_of_their_own_counts_by_severity_and_hour() {
    let mut directory = accra();
    let always = chain(Topic::Operations, Severity::Low, &[(Role::AlternateAdministrator, 60, When::Always)]);
    let steps =
        [(Role::Administrator, 10, When::OfficeHours), (Role::Technical, 5, When::OutOfHours), (Role::Security, 5, When::Always)];
    let urgent = chain(Topic::Operations, Severity::High, &steps);
    directory.add(Entry::Chain(always)).add(Entry::Chain(urgent));
    let who = |severity, when| {
        let route = route_of(&directory, Topic::Operations, severity, when);
        assert!(route.is_their_own);
        route.calls.iter().map(|call| call.who.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(who(Severity::Low, NOON), ["gha-2"]);
    assert_eq!(who(Severity::Normal, NOON), ["gha-2"]);
    assert_eq!(who(Severity::High, NOON), ["gha-1", "gha-3"]);
    assert_eq!(who(Severity::Critical, NIGHT), ["gha-desk", "gha-3"]);
    assert!(!route_of(&directory, Topic::Security, Severity::High, NOON).is_their_own, "that chain is for another topic");

    // A chain that nobody verified leads nobody.
    let unverified = chain(Topic::Security, Severity::Low, &[(Role::Technical, 1, When::Always)]);
    directory.set(Record { entry: Entry::Chain(unverified), standing: Standing { verified: None, edited: at(NOON) } });
    assert!(!route_of(&directory, Topic::Security, Severity::High, NOON).is_their_own);
}

#[test]
fn roles_that_do_not_count_are_not_called() {
    let mut directory = accra();
    let suspended = Assignment { state: AssignmentState::Suspended, ..assignment("gha-1", Role::Administrator, "GHA01") };
    directory.add(Entry::Assignment(suspended));
    let expired = Assignment {
        term: term("2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z"),
        ..assignment("gha-4", Role::Administrator, "GHA01")
    };
    directory.add_person(card("gha-4", "gha-epa"), "+233200000004").add(Entry::Assignment(expired));
    let unverified = assignment("gha-3", Role::Administrator, "GHA01");
    directory.set(Record { entry: Entry::Assignment(unverified), standing: Standing { verified: None, edited: at(NOON) } });
    let route = route_of(&directory, Topic::Contacts, Severity::High, NOON);
    assert_eq!(calls(&route), [("gha-2", true)]);
    assert_eq!(route.vacant, [Role::Administrator, Role::NationalFocalPoint]);
    let nobody = route_of(&Directory::default(), Topic::Contacts, Severity::High, NOON);
    assert_eq!((nobody.office, nobody.calls.len(), nobody.when(at(NOON))), (None, 0, None));
}

fn list(ceiling: Tlp) -> DistributionList {
    let roles = BTreeSet::from([Role::Administrator, Role::AlternateAdministrator, Role::Security, Role::Technical]);
    DistributionList { id: "operations".parse().unwrap(), topic: Topic::Operations, roles, ceiling }
}

fn sent(directory: &Directory, label: Tlp, now: Timestamp) -> Result<Recipients, NoRecipients> {
    recipients(directory, &list(Tlp::Amber), label, now)
}

#[test]
fn a_message_goes_to_roles_and_not_above_the_ceiling() {
    let mut directory = accra();
    let recipients = sent(&directory, Tlp::Amber, at(NOON)).unwrap();
    let to: Vec<_> = recipients.to.iter().map(|to| (to.role.word(), to.mail.as_str())).collect();
    assert_eq!(
        to,
        [
            ("administrator", "gha-1@epa.example"),
            ("alternate-administrator", "gha-2@epa.example"),
            ("security", "gha-3@epa.example")
        ]
    );
    let left_out = |why| LeftOut { registry: gha(), role: Role::Technical, who: id("gha-desk"), why };
    assert_eq!(recipients.left_out, [left_out(Left::NoMail)], "nobody is left out without being named");
    for label in [Tlp::AmberStrict, Tlp::Red] {
        assert_eq!(sent(&directory, label, at(NOON)), Err(NoRecipients::AboveCeiling { label, ceiling: Tlp::Amber }));
        assert!(label.takes_two());
    }
    assert_eq!(sent(&directory, Tlp::Clear, at("2027-06-01T00:00:00Z")), Err(NoRecipients::Nobody), "every card has run out");

    // Somebody in two roles gets it once, and an address that nobody verified gets nothing.
    directory.add(Entry::Assignment(assignment("gha-1", Role::Security, "GHA01")));
    let swapped = Entry::Channel(mail("gha-2", "gha-2@attacker.example"));
    directory.set(Record { entry: swapped, standing: Standing { verified: None, edited: at(NOON) } });
    assert_eq!(sent(&directory, Tlp::Amber, at(NOON)).unwrap(), recipients);
}

#[test]
fn what_is_more_confidential_asks_more_of_who_gets_it() {
    let mut directory = accra();
    let all = DistributionList { ceiling: Tlp::Red, ..list(Tlp::Red) };
    let why = |directory: &Directory, label, now| {
        let to = recipients(directory, &all, label, now).unwrap();
        to.left_out.into_iter().map(|one| (one.who.to_string(), one.why)).collect::<Vec<_>>()
    };
    directory.add(Entry::Channel(mail("gha-desk", "duty@epa.example")));
    assert_eq!(why(&directory, Tlp::Amber, at(NOON)), []);
    let desk = |why| vec![("gha-desk".to_owned(), why)];
    assert_eq!(why(&directory, Tlp::Red, at(NOON)), desk(Left::Desk), "a desk is read by several");
    let one = Entry::Channel(mail("gha-desk", "duty@epa.example"));
    let mut standing = verified(at(NOON));
    standing.verified.iter_mut().for_each(|verified| verified.by = Verifiers::one("amina.k".parse().unwrap()));
    directory.set(Record { entry: one, standing });
    assert_eq!(why(&directory, Tlp::AmberStrict, at(NOON)), desk(Left::OnePerson));
    assert_eq!(why(&directory, Tlp::Amber, at(NOON)), []);
}

/// Whoever is nominated for some topics only is called, found and written to about those.
#[test]
fn a_role_for_some_topics_is_no_role_for_others() {
    let mut directory = accra();
    let scope = |parts: &[&str]| parts.iter().map(|part| part.parse::<ScopePart>().unwrap()).collect::<Scope>();
    let limited = |who: &str, parts: &[&str]| {
        Entry::Assignment(Assignment { scope: scope(parts), ..assignment(who, Role::Administrator, "GHA01") })
    };
    directory.add(limited("gha-1", &["CA0007", "infrastructure", "operations"]));
    directory.add_person(card("gha-4", "gha-epa"), "+233200000004").add(Entry::Channel(mail("gha-4", "gha-4@epa.example")));
    directory.add(limited("gha-4", &["security"]));
    for (topic, administrators) in [
        (Topic::Operations, &["gha-1"][..]),
        (Topic::Infrastructure, &["gha-1"]),
        (Topic::Security, &["gha-4"]),
        (Topic::Reconciliation, &[]),
    ] {
        let route = route_of(&directory, topic, Severity::High, NOON);
        let called: Vec<&str> =
            route.calls.iter().filter(|call| call.role == Role::Administrator).map(|call| call.who.as_str()).collect();
        assert_eq!(called, administrators, "{topic:?}");
        assert!(!route.vacant.contains(&Role::Administrator), "{topic:?}: somebody holds it, if not for that");
        let others = route.others.iter().filter(|other| other.role == Role::Administrator).map(|other| other.who.as_str());
        let rest: Vec<&str> = ["gha-1", "gha-4"].into_iter().filter(|who| !administrators.contains(who)).collect();
        assert_eq!(others.collect::<Vec<_>>(), rest, "{topic:?}: named, with the reason");
        let found = directory.seek(&Seek { topic: Some(topic), ..Seek::default() }, at(NOON));
        let found = found.iter().map(CardId::as_str).filter(|who| ["gha-1", "gha-4"].contains(who));
        assert_eq!(found.collect::<Vec<_>>(), administrators, "{topic:?}");
        let list = DistributionList { id: "l".parse().unwrap(), topic, roles: [Role::Administrator].into(), ceiling: Tlp::Red };
        let to = recipients(&directory, &list, Tlp::Green, at(NOON)).map(|all| all.to).unwrap_or_default();
        assert_eq!(to.iter().map(|one| one.who.as_str()).collect::<Vec<_>>(), administrators, "{topic:?}");
    }
    let role = |scope| Entry::Assignment(Assignment { scope, ..assignment("gha-4", Role::Administrator, "GHA01") });
    assert!(raises_risk(Some(&role(scope(&["security"]))), &role(Scope::EVERYTHING)), "who is called about more from now on");
}

/// Whoever is nominated for some cooperative approaches only is called about those, and named where it is about others.
#[test]
fn a_role_for_some_cooperative_approaches_leads_no_call_about_others() {
    let mut directory = accra();
    let limited = |who: &str, role, parts: &[&str]| {
        let scope = parts.iter().map(|part| part.parse::<ScopePart>().unwrap()).collect();
        Entry::Assignment(Assignment { scope, ..assignment(who, role, "GHA01") })
    };
    directory.add(limited("gha-1", Role::Administrator, &["CA0007"]));
    directory.add(limited("gha-2", Role::AlternateAdministrator, &["CA0012", "CA0007"]));
    directory.add(limited("gha-3", Role::Technical, &["CA0012", "security"]));
    let about = |approaches: &[&str]| {
        let approaches = approaches.iter().map(|id| id.parse().unwrap()).collect();
        route(&directory, gha(), Subject { topic: Topic::Operations, approaches }, Severity::High, at(NOON))
    };
    let others = |route: &Route| route.others.iter().map(|other| other.who.to_string()).collect::<Vec<_>>();
    for (approaches, called, left_out) in [
        (&["CA0007"][..], &["gha-1", "gha-2", "gha-desk"][..], &["gha-3"][..]),
        (&["CA0012"], &["gha-2", "gha-desk"], &["gha-1", "gha-3"]),
        (&["CA0012", "CA0007"], &["gha-1", "gha-2", "gha-desk"], &["gha-3"]),
        (&["CA0099"], &["gha-desk"], &["gha-1", "gha-2", "gha-3"]),
        (&[], &["gha-1", "gha-2", "gha-desk"], &["gha-3"]),
    ] {
        let route = about(approaches);
        assert_eq!(route.calls.iter().map(|call| call.who.as_str()).collect::<Vec<_>>(), called, "{approaches:?}");
        assert_eq!(others(&route), left_out, "{approaches:?}");
        let afters: Vec<u32> = route.calls.iter().map(|call| call.after).collect();
        assert_eq!(
            afters,
            (0_u32..).map(|n| n * 15).take(called.len()).collect::<Vec<_>>(),
            "nobody is waited for who is not called"
        );
        assert_eq!(route.vacant, [Role::ServiceDesk], "{approaches:?}");
    }
    let why = &about(&["CA0099"]).others[1];
    assert_eq!((why.role, said(&why.scope)), (Role::AlternateAdministrator, "CA0007 CA0012".to_owned()));

    // Whoever is called in another role is not named twice.
    directory.add(limited("gha-desk", Role::Administrator, &["CA0012"]));
    let route = route(&directory, gha(), Topic::Operations.into(), Severity::High, at(NOON));
    assert!(!others(&route).contains(&"gha-desk".to_owned()));
}

fn said(scope: &Scope) -> String {
    scope.parts().map(|part| part.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn short_names_of_roles_are_short_and_unlike_each_other() {
    let short: std::collections::BTreeSet<&str> = Role::ALL.iter().map(|(role, _)| role.short()).collect();
    assert_eq!(short.len(), Role::ALL.len());
    assert!(short.iter().all(|short| short.len() <= 14), "{short:?}");
}
