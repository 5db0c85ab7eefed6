//! Facts at the edges of the rules: what comes home, what is spent, what is new, what moves whole.

use super::super::*;
use super::sample::{authorization, block, now, receiving, sending, span, stated};
use crate::domain::{
    AccountState, HolderKind, Metric, Quantity,
    authorization::{Authorization, AuthorizationState},
    transfer::Action,
};

fn outcome(facts: &Facts, check: CheckId) -> Outcome {
    evaluate(facts, now()).of(check).unwrap().outcome
}

fn with(facts: &mut Facts, authorization: Authorization) {
    facts.authorizations = vec![(authorization.id.clone(), Lookup::Found(authorization))];
}

#[test]
fn each_state_of_an_authorization_binds_what_was_not_first_transferred() {
    for (state, fresh, transferred) in [
        (AuthorizationState::Draft, false, false),
        (AuthorizationState::Issued, true, true),
        (AuthorizationState::Suspended, false, false),
        (AuthorizationState::Revoked, false, true),
        (AuthorizationState::Expired, false, true),
        (AuthorizationState::Exhausted, false, true),
    ] {
        for (before, passes) in [(None, fresh), (Some("2025-03-01".parse().unwrap()), transferred)] {
            let mut facts = sending();
            with(&mut facts, Authorization { state, ..authorization() });
            let mut held = block(1, 100);
            held.first_transferred = before;
            facts.units.spans[0].held = Some(vec![held]);
            assert_eq!(outcome(&facts, CheckId::Z01) == Outcome::Pass, passes, "{state:?} {before:?}");
        }
    }
}

#[test]
fn only_first_transfers_use_the_authorized_quantity_up() {
    let mut facts = sending();
    with(&mut facts, Authorization { consumed: Quantity::new(1000), ..authorization() });
    assert_eq!(outcome(&facts, CheckId::Z04), Outcome::Fail);
    let mut held = block(1, 100);
    held.first_transferred = Some("2025-03-01".parse().unwrap());
    facts.units.spans[0].held = Some(vec![held]);
    assert_eq!(outcome(&facts, CheckId::Z04), Outcome::Pass);
    let mut facts = sending();
    with(
        &mut facts,
        Authorization { consumed: Quantity::new(u64::MAX), quantity: Some(Quantity::new(u64::MAX)), ..authorization() },
    );
    assert_eq!(outcome(&facts, CheckId::Z04), Outcome::Fail, "the sum does not fit");
}

#[test]
fn the_quantity_of_all_parts_under_one_authorization_counts_together() {
    let mut facts = sending();
    facts.units.spans =
        vec![SpanFacts::of(span(1, 60), Some(vec![block(1, 60)])), SpanFacts::of(span(61, 101), Some(vec![block(61, 500)]))];
    assert_eq!(outcome(&facts, CheckId::Z04), Outcome::Fail, "60 and 41 are above the 100 that are left");
}

#[test]
fn units_may_come_home_and_a_party_needs_no_entry() {
    let mut facts = sending();
    facts.action = Action::ExternalTransfer { to: "GHA02".parse().unwrap(), account: "GHA02-100-0001".parse().unwrap() };
    assert_eq!(outcome(&facts, CheckId::Z05), Outcome::Pass);
    let Lookup::Found(account) = &mut facts.accounts.sending else { panic!() };
    account.holder.kind = HolderKind::Party;
    with(&mut facts, Authorization { entities: Vec::new(), ..authorization() });
    assert_eq!(outcome(&facts, CheckId::Z06), Outcome::Pass);
    let facts = {
        let mut facts = sending();
        with(&mut facts, Authorization { entities: Vec::new(), ..authorization() });
        facts
    };
    assert!(matches!(outcome(&facts, CheckId::Z06), Outcome::NotEvaluated(_)), "an entity, and none is named");
}

#[test]
fn another_metric_moves_whole_and_into_its_own_account() {
    let mut facts = sending();
    let mut held = block(1, 100);
    held.metric = Metric::NonGhg;
    facts.units.spans[0].held = Some(vec![held]);
    assert_eq!(outcome(&facts, CheckId::B11), Outcome::Pass, "the whole block");
    assert_eq!(outcome(&facts, CheckId::A04), Outcome::Fail, "an account for GHG");
    let Lookup::Found(account) = &mut facts.accounts.receiving else { panic!() };
    account.metric = Some(Metric::NonGhg);
    assert_eq!(outcome(&facts, CheckId::A04), Outcome::Pass);
    facts.units.spans.push(SpanFacts::of(span(101, 120), Some(vec![block(101, 120)])));
    assert_eq!(outcome(&facts, CheckId::B11), Outcome::Fail, "two metrics");
}

#[test]
fn an_account_blocked_for_moves_out_still_takes_units_in() {
    for (state, sends, receives) in [
        (AccountState::Requested, false, false),
        (AccountState::Open, true, true),
        (AccountState::BlockedOut, false, true),
        (AccountState::Suspended, false, false),
        (AccountState::Closed, false, false),
        (AccountState::Unrecognised, false, false),
    ] {
        let mut facts = sending();
        for account in [&mut facts.accounts.sending, &mut facts.accounts.receiving] {
            let Lookup::Found(account) = account else { panic!() };
            account.state = state;
        }
        let may_send = [CheckId::A01, CheckId::A02].iter().all(|check| outcome(&facts, *check) == Outcome::Pass);
        assert_eq!((may_send, outcome(&facts, CheckId::A05) == Outcome::Pass), (sends, receives), "{state:?}");
    }
}

#[test]
fn what_a_peer_offers_is_judged_by_what_it_states() {
    let mut facts = receiving();
    facts.units.spans[0].stated = Some(Stated { authorization: "AUTH-9".parse().unwrap(), ..stated() });
    facts.authorizations.push(("AUTH-9".parse().unwrap(), Lookup::Missing));
    assert_eq!(outcome(&facts, CheckId::Z01), Outcome::Fail);
    facts.units.spans[0].stated = Some(Stated { authorization_version: 3, ..stated() });
    assert_eq!(outcome(&facts, CheckId::Z01), Outcome::Fail, "version 3 does not exist");
    facts.units.spans[0].stated = None;
    assert!(matches!(outcome(&facts, CheckId::Z01), Outcome::NotEvaluated(_)));
}
