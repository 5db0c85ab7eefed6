//! The pages on checks, transfers and discrepancies: their tables are the program's own.
//! What stands around the tables a person must check.
//! Must not know: how a check or a step is decided.

use super::generated;
use countersign::domain::{
    check::{CheckId, Family},
    reconcile::Code,
    transfer::{Deadlines, InEvent, InState, MessageKind, OutEvent, OutState, RETRY_LADDER, Side},
};
use std::fmt::Write as _;

fn marks(name: &str) -> (String, String) {
    (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->\n"))
}

fn written(page: &str, name: &str, expected: &str) {
    let (begin, end) = marks(name);
    generated(page, (&begin, &end), &format!("\n{expected}\n\n"));
}

#[test]
fn the_page_on_checks_lists_exactly_the_checks_there_are() {
    let mut text = String::new();
    let families: Vec<Family> = {
        let mut families: Vec<Family> = CheckId::ALL.iter().map(|check| check.family()).collect();
        families.dedup();
        families
    };
    for family in families {
        let heading = family.title();
        write!(text, "### {heading}\n\n| Id | Name | Rule | Evaluated |\n|---|---|---|---|\n").unwrap();
        for check in CheckId::ALL.iter().filter(|check| check.family() == family) {
            writeln!(text, "| {} | {} | {} | {} |", check.id(), check.name(), check.rule(), check.when().words()).unwrap();
        }
        text.push('\n');
    }
    written("docs/checks.md", "checks", text.trim_end_matches('\n').trim_start());
}

/// One row for each event and state it leads to, with the states it leads there from.
fn steps(rows: impl IntoIterator<Item = (&'static str, &'static str, &'static str, u8)>) -> String {
    let mut merged: Vec<(Vec<&str>, &str, &str, u8)> = Vec::new();
    for (from, event, to, persons) in rows {
        match merged.iter_mut().find(|row| (row.1, row.2) == (event, to)) {
            Some(row) => row.0.push(from),
            None => merged.push((vec![from], event, to, persons)),
        }
    }
    let mut text = "| From | Event | To | Persons |\n|---|---|---|---|\n".to_owned();
    for (from, event, to, persons) in merged {
        let persons = if persons == 0 { "–".to_owned() } else { persons.to_string() };
        writeln!(text, "| {} | {event} | {to} | {persons} |", from.join(", ")).unwrap();
    }
    text
}

#[test]
fn the_page_on_transfers_shows_the_steps_of_both_sides() {
    let out = OutState::ALL.iter().flat_map(|(state, from)| {
        OutEvent::ALL.iter().filter_map(|(event, word)| Some((*from, *word, state.step(*event).ok()?.word(), event.persons())))
    });
    written("docs/transfers.md", "outgoing", steps(out).trim_end());
    let incoming = InState::ALL.iter().flat_map(|(state, from)| {
        InEvent::ALL.iter().filter_map(|(event, word)| Some((*from, *word, state.step(*event).ok()?.word(), event.persons())))
    });
    written("docs/transfers.md", "incoming", steps(incoming).trim_end());
}

#[test]
fn the_page_on_transfers_numbers_the_messages_as_they_are() {
    let mut text = "| Number | From the transferring registry | From the acquiring registry |\n|---|---|---|\n".to_owned();
    for number in 1..=5 {
        let from = |side: Side| {
            let kinds = MessageKind::ALL.iter().filter(|(kind, _)| kind.may_be(side, number));
            kinds.map(|(_, word)| *word).collect::<Vec<_>>().join(" or ")
        };
        writeln!(text, "| {number} | {} | {} |", from(Side::Transferring), from(Side::Acquiring)).unwrap();
    }
    written("docs/transfers.md", "messages", text.trim_end());
}

#[test]
fn the_page_on_transfers_names_the_deadlines_in_force() {
    let d = Deadlines::DEFAULT;
    let mut text = "| Deadline | Length | Counted from |\n|---|---|---|\n".to_owned();
    for (name, length, from) in [
        ("approval", d.approval, "the order, and again the approval until it is sent"),
        ("receipt", d.receipt, "the proposal; then the peer is asked, and an operator told"),
        ("accept", d.accept, "the proposal; then either side may end it alone"),
        ("finalise", d.finalise, "the acceptance; never finalised after it"),
        ("doubt", d.doubt, "the end of the acceptance; all that time the peer is asked"),
        ("skew", d.skew, "a message's own times, either way"),
        ("clock alarm", d.clock_alarm, "the difference of the two clocks"),
    ] {
        writeln!(text, "| {name} | {length:#} | {from} |").unwrap();
    }
    let ladder: Vec<String> = RETRY_LADDER.iter().map(|wait| format!("{wait:#}")).collect();
    write!(text, "\nA message that did not get through is sent again after {}, then hourly.", ladder.join(", ")).unwrap();
    written("docs/transfers.md", "deadlines", &text);
}

#[test]
fn the_page_on_reconciliation_lists_exactly_the_discrepancies_there_are() {
    let mut text = "### Between two registries\n".to_owned();
    let header = "\n| Id | Discrepancy | It is one when | Kind | Freezes | Usually | Look first at | Resolved by |\n|---|---|---|---|---|---|---|---|\n";
    text.push_str(header);
    for code in Code::ALL {
        let spec = code.spec();
        if *code == Code::W1 {
            write!(text, "\n### Within one registry\n\nThe rule is what should be; a finding says where it is not.\n{header}")
                .unwrap();
        }
        let freezes = if spec.freezes { "yes" } else { "" };
        let (rule, gravity) = (spec.rule, spec.gravity.word());
        let (usual, look, resolve) = (spec.usual, spec.look, spec.resolve);
        writeln!(text, "| {} | {} | {rule} | {gravity} | {freezes} | {usual} | {look} | {resolve} |", spec.id, spec.name)
            .unwrap();
    }
    written("docs/reconciliation.md", "codes", text.trim_end());
}

#[test]
fn the_page_on_rules_lists_the_discrepancies() {
    let mut text = "| Id | Discrepancy | |\n|---|---|---|\n".to_owned();
    for code in Code::ALL {
        writeln!(text, "| {} | {} | {} |", code.id(), code.spec().name, code.spec().rule).unwrap();
    }
    written("docs/rules.md", "codes", text.trim_end());
}
