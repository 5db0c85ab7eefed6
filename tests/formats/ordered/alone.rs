//! Orders and words about them that would count but for one rule, where the rule is easily covered by another: who may take back is asked of
//! another initiator, who may release of an approver with that role, and what is in force of an office that is else in order.
//! Must not know: how a verdict is found.

use super::{
    super::{judged::Case, office::Paper, people::person},
    OPEN, Office, at, ordered, release_at, stated,
};
use countersign::evidence::statement::StatementKind::{Approve, Withdraw};

pub fn all() -> Vec<Case> {
    [in_force(), vec![taken_back_by_another()], released()].into_iter().flatten().collect()
}

/// Rosters and policies that are not in force when an order is judged.
fn in_force() -> Vec<Case> {
    let (from, to) = ("valid-from: 2026-01-01T00:00:00Z", "valid-to: 2027-01-01T00:00:00Z");
    let (later, before) = ("valid-from: 2026-11-23T20:00:00Z", "valid-to: 2026-11-23T12:30:00Z");
    [
        ("under a policy that is not in force yet (T20)", Office::of_policy(from, later)),
        ("under a policy that is in force no more (T20)", Office::of_policy(to, before)),
        ("under a roster that is not in force yet", Office::of_roster(from, later)),
        ("under a roster that is in force no more", Office::of_roster(to, before)),
    ]
    .map(|(name, office)| at(OPEN, office.case(name, &[ordered(&office.order(12_500))], Err(()))))
    .into()
}

/// Whoever may initiate takes back what they initiated, and nothing else (F22).
fn taken_back_by_another() -> Case {
    let row = person("esi.o", "approver", "Somebody");
    let office = Office::of_roster(&row, &row.replace("approver", "initiator"));
    let order = office.order(12_500);
    let word = stated(&office.said(Withdraw, &order, "esi.o"));
    office.case("taken back by another who initiates (F22)", &[ordered(&order), word], Err(()))
}

/// Releases by who could release another order, or this one later (F19).
fn released() -> Vec<Case> {
    let mut office = Office::releasing();
    office.roster = office.roster.replacen("luc.b approver ", "luc.b approver,releaser ", 1);
    let order = office.order(12_500);
    let approved = stated(&office.said(Approve, &order, "luc.b"));
    let release = |person: &str| stated(&release_at(&office, &order, person, "2026-11-23T12:30:00Z"));
    let case = |name: &str, words: &[Paper]| at(OPEN, office.case(name, &[&[ordered(&order)], words].concat(), Err(())));
    vec![
        case("released by who approved it, with that role too (F19)", &[approved, release("luc.b")]),
        case("released before anybody approved it (F19)", &[release("rita.r")]),
    ]
}
