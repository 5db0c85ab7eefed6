//! Whom a call leaves out: who holds a role for other cooperative approaches or topics, from wherever the call is about a transfer.
//! What whoever looks is to type again leaves nobody out, since the page would tell it (F07).

use super::{
    book::Book,
    contacting::{narrowed, recorded, says, says_not},
    desk::Desk,
    directory::id,
    signed::ORDER,
    snapshots::keep,
    unseen_everywhere::{self, AMINA, LUC},
};
use countersign::domain::contact::{Entry, ScopePart};

/// A desk at which somebody's roles are for these cooperative approaches and topics only.
fn limited(who: &str, parts: &[&str]) -> Desk {
    let mut desk = Desk::open();
    limit(&mut desk.books[0], who, parts);
    desk
}

fn limit(book: &mut Book, who: &str, parts: &[&str]) {
    for record in book.people.directory.entries.values_mut() {
        let Entry::Assignment(assignment) = &mut record.entry else { continue };
        if assignment.who == id(who) {
            assignment.scope = parts.iter().map(|part| part.parse::<ScopePart>().unwrap()).collect();
        }
    }
}

#[test]
fn whoever_is_for_other_cooperative_approaches_is_not_called_and_the_page_says_why() {
    let mut desk = limited("gha-1", &["CA0099"]);
    narrowed(&mut desk, "4 /", "counterpart:GHA01 overdue:yes");
    desk.press("C");
    let of = desk.books[0].traffic.transfers.iter().find(|row| desk.head().contains(&row.summary.id.to_string()));
    let approach = of.unwrap().summary.kinds.first().unwrap().0.to_string();
    says_not(&desk, "Kwame Mensah   administrator, gha-1");
    says(&desk, &format!("Not called  Kwame Mensah   administrator only CA0099; this is about {approach}"));
    keep("calls-not-called@80x24", &desk.screen());
    desk.press("u");
    desk.let_it_be_done();
    desk.answer_all();
    assert_ne!(recorded(&desk)[0].0, "gha-1");
    says(&desk, "Not called");
    says(&desk, "no answer");

    // Of a counterpart as such no cooperative approach is known: nobody is left out for one.
    let mut desk = limited("gha-1", &["CA0099"]);
    narrowed(&mut desk, "8 /", "GHA01");
    desk.press("enter C");
    says(&desk, "Kwame Mensah   administrator, gha-1");
    says_not(&desk, "Not called");
}

#[test]
fn a_case_leads_to_who_is_for_its_cooperative_approach_from_the_board_and_from_its_page() {
    for keys in ["6", "6 enter"] {
        let mut desk = limited("gha-1", &["CA0099", "reconciliation"]);
        desk.resize(160, 45);
        desk.press(keys);
        desk.press("C");
        says(&desk, "Kwame Mensah   administrator only CA0099, reconciliation; this is about CA0");
        let mut desk = limited("gha-1", &["security"]);
        desk.resize(160, 45);
        desk.press(keys);
        desk.press("C");
        says(&desk, "Kwame Mensah   administrator only security; this is about reconciliation");
    }
}

/// The cooperative approach of the transfer that a call with this head is about.
fn approach_of_call(desk: &Desk) -> String {
    let is_it = |id: &str| desk.head().contains(id);
    let of = desk.books[0].traffic.transfers.iter().find(|row| is_it(&row.summary.id.to_string()));
    of.unwrap_or_else(|| panic!("{}", desk.head())).summary.kinds.first().unwrap().0.to_string()
}

#[test]
fn a_message_and_an_incident_about_a_transfer_are_narrowed_by_its_cooperative_approach() {
    for (list, filter) in [("g m /", "peer:GHA01 verdict:good"), ("g m /", "peer:GHA01 -verdict:good"), ("g i /", "peer:GHA01")] {
        let mut desk = Desk::open();
        for who in ["gha-1", "gha-3"] {
            limit(&mut desk.books[0], who, &["CA0099"]);
        }
        desk.resize(160, 45);
        narrowed(&mut desk, list, filter);
        desk.press("C");
        assert!(desk.head().starts_with("Call GHA01 about transfer "), "{list} {filter}\n{}", desk.screen());
        says(&desk, "only CA0099; this is about ");
        says(&desk, &format!("; this is about {}", approach_of_call(&desk)));
    }
}

#[test]
fn a_case_about_a_transfer_is_narrowed_by_its_cooperative_approach_once_that_is_known() {
    let known = |desk: &mut Desk| {
        let transfers = &mut desk.books[0].traffic.transfers;
        let mut transfer = transfers.iter().find(|row| row.summary.counterpart() == "GHA01".parse().ok()).unwrap().clone();
        transfer.summary.id = "CHE01-2026-000123".parse().unwrap();
        transfers.push(transfer);
    };
    for (is_known, words) in
        [(true, "Not called  Kwame Mensah   administrator only CA0099"), (false, "is not known: nobody is left")]
    {
        let mut desk = limited("gha-1", &["CA0099"]);
        if is_known {
            known(&mut desk);
        }
        narrowed(&mut desk, ":", "case CHE01-CASE-000009");
        desk.press("C");
        says(&desk, words);
        assert_eq!(desk.screen().contains("Kwame Mensah   administrator, gha-1"), !is_known, "{}", desk.screen());
    }
}

#[test]
fn where_everybody_of_the_chain_is_for_other_work_the_page_says_so() {
    let mut desk = Desk::open();
    for who in ["gha-1", "gha-2", "gha-3", "gha-desk"] {
        limit(&mut desk.books[0], who, &["standards"]);
    }
    narrowed(&mut desk, "4 /", "counterpart:GHA01 overdue:yes");
    desk.press("C");
    says(&desk, "whoever is in this chain is there for other work");
    says(&desk, "Yaw Darko   security only standards; this is about operations");
    desk.press("a");
    assert!(desk.acts.is_empty(), "there is nobody whom to have called");
}

#[test]
fn f07_whom_to_call_does_not_tell_the_units_that_are_to_be_typed_again() {
    let page = |who: (&str, &str), (list, words): (&str, &str)| {
        let mut book = unseen_everywhere::book();
        for who in ["gha-1", "gha-3"] {
            limit(&mut book, who, &["CA0099"]);
        }
        let told = book.traffic.messages.iter_mut().filter(|message| message.summary.transfer == ORDER.parse().ok());
        told.for_each(|message| message.summary.peer = "GHA01".parse().ok());
        let mut desk = unseen_everywhere::desk_of(book, who, (160, 45));
        narrowed(&mut desk, list, &format!("{words}{ORDER}"));
        desk.press("C");
        assert!(desk.head().starts_with(&format!("Call GHA01 about transfer {ORDER}")), "{}", desk.screen());
        desk.screen()
    };
    // From the transfer itself, and through a message of it.
    for way in [(":", "transfer "), ("g m /", "transfer:")] {
        let (luc, amina) = (page(LUC, way), page(AMINA, way));
        assert!(!luc.contains("CA0007") && !luc.contains("Not called"), "{way:?}\n{luc}");
        assert!(amina.contains("this is about CA0007"), "{way:?}\n{amina}");
    }
}
