//! Every part of the directory has its form: offices and their switchboards, registries, chains, lists, and for what a role is held.
//! What is there stands in its row; what differs stands below, line by line; what is signed is what was typed.

use super::{
    changing::{card, desk_of, end_form, says, signed},
    desk::Desk,
    review::{enter, read},
};
use countersign::{
    domain::contact::{DistributionList, Entry, ProposalKind, Role, Tlp, Topic},
    evidence::contact_change::ChangeText,
};

const SIZE: (u16, u16) = (160, 60);

/// What is done in a row of a form, before the next.
#[derive(Clone, Copy)]
enum In {
    /// It stays as it is.
    Keep,
    /// Another text is typed.
    Type(&'static str),
    /// A value is chosen.
    Choose(&'static str),
}
use In::{Choose, Keep, Type};

/// The row of the form that has this name.
fn row(desk: &Desk, label: &str) -> String {
    let screen = desk.screen();
    let is_it = |line: &&str| line.trim_start_matches(['│', ' ', '▸']).starts_with(label);
    screen.lines().find(is_it).unwrap_or_else(|| panic!("{label}\n{screen}")).to_owned()
}

/// Chooses in the row that has the cursor.
fn choose(desk: &mut Desk, words: &str) {
    for _ in 0..40 {
        desk.press("right");
        if desk.screen().lines().any(|line| line.contains(words)) {
            return;
        }
    }
    panic!("{words} is not offered\n{}", desk.screen());
}

/// Begins a proposal about somebody, or about the registry of theirs.
fn begin(desk: &mut Desk, who: &str, of_registry: bool, task: &str) {
    card(desk, who);
    desk.press(if of_registry { "v p" } else { "p" });
    choose(desk, task);
    desk.press("enter");
}

fn fill(desk: &mut Desk, rows: &[In]) {
    for row in rows {
        match row {
            Keep => {}
            Type(text) => {
                desk.press("ctrl-u");
                desk.type_text(text);
            }
            Choose(words) => choose(desk, words),
        }
        desk.press("enter");
    }
}

/// Ends the form, reads the whole text and hands it over; through the first old channel, or through none.
fn sign(desk: &mut Desk, through_one: bool) -> (ProposalKind, Vec<Entry>) {
    end_form(desk, "CB/2026/50", if through_one { "right right" } else { "right" }, "as they wrote");
    says(desk, "The change, exactly as you will sign it");
    read(desk);
    desk.press("x s");
    let text = ChangeText::parse(signed(desk).1.as_bytes()).unwrap();
    assert_eq!(text.change().through.is_some(), through_one);
    (text.change().kind, text.entries())
}

/// F14: the switchboard vouches for others, so another one waits and is asked for through an old channel, which it is not itself.
#[test]
fn another_switchboard_waits_and_vouches_for_nothing_of_itself() {
    let mut desk = desk_of("amina.k", SIZE);
    begin(&mut desk, "gha-1", true, "the switchboard of their office");
    assert!(row(&desk, "Switchboard").contains("+2335550000"), "what is there stands in its row");
    fill(&mut desk, &[Type("+233555019998")]);
    says(&desk, "- switchboard: +2335550000");
    says(&desk, "+ switchboard: +233555019998");
    says(&desk, "counts after a delay (F14)");
    says(&desk, "Confirmed now, it would count from 2026-11-26 11:00 UTC");
    fill(&mut desk, &[Type("CB/2026/50"), Choose("call-back")]);
    for _ in 0..30 {
        desk.press("right");
        assert!(!row(&desk, "Through").contains("switchboard gha"), "{}", desk.screen());
    }
    desk.press("backtab backtab");
    let (kind, entries) = sign(&mut desk, true);
    let [Entry::Organisation(office)] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((kind, office.id.as_str()), (ProposalKind::Change, "gha"));
    assert_eq!(office.switchboard.as_ref().map(ToString::to_string).as_deref(), Some("+233555019998"));
    assert_eq!(office.postal.octets(), "P. O. Box 7", "the rest is as it was");
}

#[test]
fn an_office_is_changed_in_its_rows_and_its_number_stays() {
    let mut desk = desk_of("amina.k", SIZE);
    begin(&mut desk, "gha-1", false, "their office: hours, holidays, name, address");
    fill(&mut desk, &[Keep, Type("2026-12-04,2026-12-25"), Keep, Type("P. O. Box 8"), Keep, Type("en,tw")]);
    says(&desk, "+ holidays: 2026-12-04, 2026-12-25");
    says(&desk, "- postal address: P. O. Box 7");
    let (kind, entries) = sign(&mut desk, false);
    let [Entry::Organisation(office)] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((kind, office.postal.octets(), office.holidays.len()), (ProposalKind::Change, "P. O. Box 8", 2));
    assert!(office.switchboard.is_some() && office.hours.zone.to_string() == "Africa/Accra");
}

#[test]
fn a_registry_answers_elsewhere_only_after_the_delay() {
    let mut desk = desk_of("amina.k", SIZE);
    begin(&mut desk, "gha-1", true, "the registry: who runs it, where it answers");
    assert!(row(&desk, "Organisation").contains("gha"), "who runs it is chosen");
    fill(&mut desk, &[Keep, Keep, Keep, Type("1.1"), Type("push,teleport")]);
    says(&desk, "a feature is one of push, pull, receipts, partial-acceptance");
    desk.press("backtab");
    fill(&mut desk, &[Type("push,receipts"), Keep, Type("2026-12-05T22:00:00Z")]);
    says(&desk, "a term is FROM/TO");
    desk.press("backtab");
    fill(&mut desk, &[Type("2026-12-05T22:00:00Z/2026-12-06T02:00:00Z")]);
    says(&desk, "Another person reads all of it");
    assert!(!desk.screen().contains("could lead a call astray"), "a version leads nobody astray");
    for _ in 0..6 {
        desk.press("backtab");
    }
    fill(&mut desk, &[Type("https://new.gha.example/comm/v1"), Keep, Keep, Keep, Keep, Keep]);
    says(&desk, "+ production: https://new.gha.example/comm/v1");
    says(&desk, "counts after a delay (F14)");
    let (kind, entries) = sign(&mut desk, true);
    let [Entry::Registry(registry)] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((kind, registry.version.octets(), registry.operator.as_str()), (ProposalKind::Change, "1.1", "gha"));
    assert_eq!((registry.features.len(), registry.maintenance.len()), (2, 1));
}

#[test]
fn a_chain_is_changed_for_its_topic_and_severity() {
    let mut desk = desk_of("amina.k", SIZE);
    begin(&mut desk, "gha-1", true, "whom to call: a chain of escalation");
    fill(&mut desk, &[Choose("operations"), Choose("low")]);
    says(&desk, "a chain has a step, or nobody would be called");
    desk.press("backtab");
    fill(&mut desk, &[Choose("high")]);
    let there = "administrator/10/always,alternate-administrator/10/always,technical/15/always,security/15/always";
    assert!(row(&desk, "Steps").contains(there), "their own chain stands in its row\n{}", desk.screen());
    fill(&mut desk, &[Type("king/5/always")]);
    says(&desk, "this is not a role");
    desk.press("backtab");
    fill(&mut desk, &[Type("technical/5/out-of-hours,administrator/15/office-hours")]);
    says(&desk, "+ steps: technical 5 min out-of-hours, administrator 15 min office-hours");
    says(&desk, "Another person reads all of it");
    let (kind, entries) = sign(&mut desk, false);
    let [Entry::Chain(chain)] = entries.as_slice() else { panic!("{entries:?}") };
    let roles: Vec<Role> = chain.rungs.iter().map(|rung| rung.role).collect();
    assert_eq!((kind, chain.topic, roles), (ProposalKind::Change, Topic::Operations, vec![Role::Technical, Role::Administrator]));
}

#[test]
fn a_list_is_begun_and_changed() {
    let mut desk = desk_of("amina.k", SIZE);
    begin(&mut desk, "gha-1", true, "a new distribution list");
    fill(&mut desk, &[Type("stuck-transfers"), Choose("operations"), Type("administrator,king"), Choose("TLP:AMBER ")]);
    says(&desk, "there is no such role as king");
    desk.press("backtab backtab");
    fill(&mut desk, &[Type("administrator,technical"), Keep]);
    let (_, entries) = sign(&mut desk, false);
    let [Entry::List(list)] = entries.as_slice() else { panic!("{entries:?}") };
    let roles = [Role::Administrator, Role::Technical].into();
    let expected =
        DistributionList { id: "stuck-transfers".parse().unwrap(), topic: Topic::Operations, roles, ceiling: Tlp::Amber };
    assert_eq!(*list, expected);

    let mut desk = desk_of("amina.k", SIZE);
    let standing = desk.books[0].people.directory.entries.values().next().unwrap().standing.clone();
    desk.books[0].people.put(Entry::List(expected.clone()), standing);
    begin(&mut desk, "gha-1", true, "who is on a distribution list");
    fill(&mut desk, &[Choose("stuck-transfers")]);
    assert!(row(&desk, "Roles").contains("administrator,technical") && row(&desk, "At most").contains("TLP:AMBER"));
    fill(&mut desk, &[Keep, Type("security"), Keep]);
    says(&desk, "- roles: administrator, technical");
    let (_, entries) = sign(&mut desk, false);
    assert_eq!(entries, [Entry::List(DistributionList { roles: [Role::Security].into(), ..expected })]);
}

#[test]
fn a_role_is_held_for_some_cooperative_approaches() {
    let mut desk = desk_of("amina.k", SIZE);
    begin(&mut desk, "gha-3", false, "a role: for which cooperative approaches");
    fill(&mut desk, &[Choose("security of GHA01"), Type("CA1,x")]);
    says(&desk, "Still to do");
    desk.press("backtab");
    fill(&mut desk, &[Type("security,CA0007,CA0001")]);
    says(&desk, "- scope: everything");
    says(&desk, "+ scope: CA0001, CA0007, security");
    says(&desk, "counts after a delay (F14)");
    let (kind, entries) = sign(&mut desk, true);
    let [Entry::Assignment(role)] = entries.as_slice() else { panic!("{entries:?}") };
    let parts: Vec<String> = role.scope.parts().map(|part| part.to_string()).collect();
    assert_eq!((kind, parts), (ProposalKind::RoleChange, ["CA0001", "CA0007", "security"].map(str::to_owned).into()));
}

/// The first word about a registry has nobody who could be asked; it takes another person and waits.
#[test]
fn an_organisation_of_a_registry_nobody_knows_waits_without_an_old_channel() {
    let mut desk = desk_of("amina.k", SIZE);
    begin(&mut desk, "gha-1", true, "a new organisation");
    let hours = "Asia/Almaty mon,tue,wed,thu,fri 09:00-18:00";
    fill(&mut desk, &[Type("kaz-moe"), Choose("operator"), Type("KAZ"), Type("KAZ01"), Type("Ministry of Ecology")]);
    fill(&mut desk, &[Type("+77172740000"), Type(hours), Keep, Keep, Keep, Type("en,kk,ru")]);
    says(&desk, "Nothing is known of this registry yet");
    says(&desk, "Confirmed now, it would count from 2026-11-26 11:00 UTC");
    let (kind, entries) = sign(&mut desk, false);
    let [Entry::Organisation(office)] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((kind, office.id.as_str(), office.registries.len()), (ProposalKind::Onboarding, "kaz-moe", 1));
}

/// A form that has no rows of its own left as they are changes nothing, and says so.
#[test]
fn what_is_as_it_was_is_no_change() {
    let mut desk = desk_of("amina.k", SIZE);
    begin(&mut desk, "gha-1", true, "the switchboard of their office");
    fill(&mut desk, &[Keep]);
    says(&desk, "the organisation in it is as it is already");
}

/// What has an id can be opened by its name and that id, also a counterpart and the page of its people.
#[test]
fn a_counterpart_and_its_contacts_are_opened_by_command() {
    for (command, title) in [("peer GHA01", "GHA01"), ("contacts-of GHA01", "Contacts of GHA01")] {
        let mut desk = desk_of("amina.k", SIZE);
        desk.press(":");
        enter(&mut desk, command);
        assert!(desk.head().contains(title), "{command}: {}", desk.head());
    }
}
