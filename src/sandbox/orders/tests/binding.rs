//! What binds an account stops its orders: the list of accounts it trusts (A08), and the limit of a day (C03).

use super::world::*;
use crate::{
    sandbox::{desk::Policy, ledger},
    wire::ledger::{Act, Posting, TrustedAccount, TrustedAccounts},
    wire::order::OrderAct,
};
use jiff::Timestamp;

/// The first account's list: a registry, an account, and from when it counts.
fn trust(world: &World, entries: &[(&str, &str, &str)]) -> Result<(), ledger::LedgerProblem> {
    let entered: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    let entry = |(registry, account, from): &(&str, &str, &str)| TrustedAccount {
        registry: (*registry).to_owned(),
        account: (*account).to_owned(),
        entered,
        counts_from: from.parse().unwrap(),
    };
    let list = TrustedAccounts { account: "CHE01-100-0001".to_owned(), trusted: entries.iter().map(entry).collect() };
    let postings = vec![Posting::TrustedAccounts(list)];
    let act = Act { by: Vec::new(), reason: "a list".to_owned(), message: None, postings };
    let mut outcome = Ok(());
    world
        .act(|desk| {
            outcome = ledger::append(desk, "account-trusts", &act).map(|_| ());
            Ok(())
        })
        .unwrap();
    outcome
}

fn units(from: u64, count: u64, to: &str) -> OrderAct {
    transfer(vec![span(from, from + count - 1, 2023)], count, to_account(to))
}

/// The checks that refuse an order, by their ids.
fn refused(world: &World, act: &OrderAct) -> Vec<String> {
    world.submit(act).err().map(|refusal| refusal.failed().into_iter().map(str::to_owned).collect()).unwrap_or_default()
}

#[test]
fn an_account_with_a_list_moves_units_to_accounts_on_it_once_they_count_and_nowhere_else() {
    let world = World::new();
    assert!(refused(&world, &units(1, 10, "CHE01-100-0003")).is_empty(), "without a list nothing is bound");
    let before = "2026-02-01T00:00:00Z";
    trust(&world, &[("CHE01", "CHE01-100-0002", before), ("CHE01", "CHE01-100-0006", "2026-03-02T10:00:00Z")]).unwrap();
    assert!(refused(&world, &units(11, 10, "CHE01-100-0002")).is_empty());
    for (what, act) in [
        ("not listed", units(21, 10, "CHE01-100-0003")),
        ("pending", units(21, 10, "CHE01-100-0006")),
        ("the same id in another registry", transfer(vec![span(21, 30, 2023)], 10, to_registry("GHA01"))),
    ] {
        let failed = refused(&world, &act);
        assert!(failed.contains(&"A08".to_owned()), "{what}: {failed:?}");
    }
    world.execute(&transfer(vec![span(31, 40, 2023)], 10, to_ndc(2023))).unwrap();
    world.pass(1);
    assert!(!refused(&world, &units(21, 10, "CHE01-100-0006")).contains(&"A08".to_owned()), "the delay is over");
    world.is_sound();
}

#[test]
fn what_is_taken_off_the_list_is_no_longer_approved_and_an_empty_list_trusts_nobody() {
    let world = World::new();
    trust(&world, &[("CHE01", "CHE01-100-0002", "2026-02-01T00:00:00Z")]).unwrap();
    let id = world.submit(&units(1, 10, "CHE01-100-0002")).unwrap().subject;
    trust(&world, &[]).unwrap();
    assert_eq!(world.approve_as("luc.b", &id).unwrap_err().failed(), ["A08"]);
    assert_eq!(world.state(&id), "submitted");
    assert_eq!(refused(&world, &units(11, 10, "CHE01-100-0002")), ["A08"]);
    world.is_sound();
}

#[test]
fn a_list_that_contradicts_itself_is_not_written() {
    let world = World::new();
    let from = "2026-02-01T00:00:00Z";
    for (entries, why) in [
        (vec![("CHE01", "CHE01-100-0002", from), ("CHE01", "CHE01-100-0002", from)], "named twice"),
        (vec![("CHE01", "CHE01-100-0002", "2025-12-31T00:00:00Z")], "before it is entered"),
        (vec![("che01", "CHE01-100-0002", from)], "not usable"),
        (vec![("CHE01", "CHE01 100", from)], "not usable"),
    ] {
        let problem = trust(&world, &entries).unwrap_err().to_string();
        assert!(problem.contains(why), "{problem}");
    }
}

#[test]
fn a_day_has_its_limit_and_the_next_day_another() {
    let mut world = World::new();
    world.me.policy = Policy { limit: Some(1_000), day_limit: Some(1_500), ..world.me.policy.clone() };
    world.execute(&units(1_100, 1_000, "CHE01-100-0002")).unwrap();
    assert_eq!(refused(&world, &units(2_100, 501, "CHE01-100-0002")), ["C03"]);
    let waits = world.submit(&units(2_100, 500, "CHE01-100-0002")).unwrap().subject;
    world.execute(&transfer(vec![span(3_100, 3_199, 2023)], 100, to_ndc(2023))).unwrap();
    assert_eq!(world.approve_as("luc.b", &waits).unwrap_err().failed(), ["C03"], "what another order used is used");
    world.pass(24);
    world.approve_as("luc.b", &waits).unwrap();
    assert_eq!(refused(&world, &units(4_100, 1_001, "CHE01-100-0002")), ["C03"], "the limit of an order stays");
    world.is_sound();
}
