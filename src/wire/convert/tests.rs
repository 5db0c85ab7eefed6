//! What fits comes back unchanged; what does not is named by its place and never by the server's words.

use super::*;
use crate::{
    domain::{AccountState, BlockState},
    wire::BigNumber,
};
use proptest::prelude::*;

fn wire_account() -> wire::Account {
    wire::Account {
        summary: wire::AccountSummary {
            id: "GHA01-100-0045".into(),
            name: "Cook\u{202e}stoves".into(),
            kind: 100,
            holder: wire::Holder { name: "EPA".into(), kind: "entity".into(), party: "GHA".into() },
            state: "open".into(),
            held: BigNumber(u64::MAX),
            locked: BigNumber(12_500),
            last_act: None,
        },
        opened: Some("2025-03-01T09:00:00Z".parse().unwrap()),
        approaches: vec!["CA0007".into(), "CA0001".into()],
        version: BigNumber(7),
        lock: Some(wire::Lock {
            cause: "T-1".into(),
            since: "2026-01-01T00:00:00Z".parse().unwrap(),
            order: Some("CHE01-2026-000117".into()),
            transfer: None,
        }),
    }
}

fn wire_block() -> wire::Block {
    wire::Block {
        first: "CA0007-GHA01-GHA-120001-2023".into(),
        last: "CA0007-GHA01-GHA-132500-2023".into(),
        account: "CHE01-100-2071".into(),
        holding_registry: "CHE01".into(),
        state: "in-flight-in".into(),
        lock: None,
        case: Some("CHE01-CASE-000012".into()),
        authorization: "AUTH-2025/31".into(),
        authorization_version: 2,
        metric: "non-GHG".into(),
        non_ghg: "12 kWh".into(),
        mitigation_type: "Emission reductions".into(),
        sector: "Energy".into(),
        activity_type: "Energy efficiency".into(),
        underlying: "NA".into(),
        first_transferred: Some("2026-02-03".parse().unwrap()),
    }
}

fn wire_holding() -> wire::Holding {
    wire::Holding { approach: "CA0007".into(), vintage: 2023, blocks: BigNumber(3), held: BigNumber(9), locked: BigNumber(0) }
}

#[test]
fn what_fits_comes_back_unchanged() {
    let there = account(wire_account(), &Place::ROOT).unwrap();
    assert_eq!(account_to_wire(&there), wire_account());
    let there = block(wire_block(), &Place::ROOT).unwrap();
    assert_eq!(block_to_wire(&there), wire_block());
    let there = holding(wire_holding(), &Place::ROOT).unwrap();
    assert_eq!(holding_to_wire(&there), wire_holding());
}

#[test]
fn unknown_states_are_kept_as_unrecognised() {
    let mut row = wire_account();
    row.summary.state = "on-holiday".into();
    assert_eq!(account(row, &Place::ROOT).unwrap().summary.state, AccountState::Unrecognised);
    let mut row = wire_block();
    row.state = "teleporting".into();
    assert_eq!(block(row, &Place::ROOT).unwrap().state, BlockState::Unrecognised);
}

/// One way to spoil a value, and the place that must be named.
type Spoil<T> = (&'static str, fn(&mut T));

#[test]
fn an_account_misfit_names_its_place() {
    let rows: [Spoil<wire::Account>; 5] = [
        ("items[3].summary.id", |a| a.summary.id = "HOSTILE x".into()),
        ("items[3].summary.holder.kind", |a| a.summary.holder.kind = "HOSTILE".into()),
        ("items[3].summary.holder.party", |a| a.summary.holder.party = "HOSTILE".into()),
        ("items[3].approaches[1]", |a| a.approaches[1] = "HOSTILE".into()),
        ("items[3].approaches[0]", |a| a.approaches[0] = String::new()),
    ];
    for (place, spoil) in rows {
        let mut row = wire_account();
        spoil(&mut row);
        let misfit = account(row, &Place::ROOT.field("items").item(3)).unwrap_err();
        assert_eq!(misfit.at, place);
        assert!(!misfit.to_string().contains("HOSTILE"), "{misfit}");
    }
}

#[test]
fn a_block_misfit_names_its_place() {
    let rows: [Spoil<wire::Block>; 10] = [
        ("items[3].first", |b| b.first = "HOSTILE".into()),
        ("items[3].last", |b| b.last = "CA0007-GHA01-GHA-0132500-2023".into()),
        ("items[3]", |b| b.last = "CA0007-GHA01-GHA-132500-2024".into()),
        ("items[3]", |b| b.last = "CA0007-GHA01-GHA-1-2023".into()),
        ("items[3].account", |b| b.account = "HOSTILE\u{200b}".into()),
        ("items[3].holding_registry", |b| b.holding_registry = "HOSTILE".into()),
        ("items[3].authorization", |b| b.authorization = String::new()),
        ("items[3].authorization_version", |b| b.authorization_version = 0),
        ("items[3].metric", |b| b.metric = "ghg".into()),
        ("items[3].metric", |b| b.metric = "HOSTILE".into()),
    ];
    for (place, spoil) in rows {
        let mut row = wire_block();
        spoil(&mut row);
        let misfit = block(row, &Place::ROOT.field("items").item(3)).unwrap_err();
        assert_eq!(misfit.at, place);
        assert!(!misfit.to_string().contains("HOSTILE"), "{misfit}");
    }
}

#[test]
fn the_sentence_says_what_an_id_reads_like() {
    let mut row = wire_block();
    row.first = "x".into();
    let misfit = block(row, &Place::ROOT.field("items").item(3)).unwrap_err();
    assert!(misfit.to_string().starts_with("items[3].first: an ITMO id reads like "), "{misfit}");
}

#[test]
fn only_the_canonical_id_is_an_id() {
    let rows = [
        "",
        "CA0007-GHA01-GHA-1",
        "CA0007-GHA01-GHA-1-2023-",
        "CA0007-GHA01-GHA--2023",
        "CA0007-GHA01-GHA-0-2023",
        "CA0007-GHA01-GHA-01-2023",
        "CA0007-GHA01-GHA-+1-2023",
        "CA0007-GHA01-GHA-18446744073709551616-2023",
        "CA0007-GHA01-GHA-1-2020",
        " CA0007-GHA01-GHA-1-2023",
        "CA0007-GHA01-GHA-1-2023\n",
        "CA0007-GHA01-GH\u{410}-1-2023",
    ];
    for text in rows {
        let mut row = wire_block();
        (row.first, row.last) = (text.into(), text.into());
        assert!(block(row, &Place::ROOT).is_err(), "{text:?}");
    }
}

#[test]
fn a_holding_that_comes_twice_is_no_answer() {
    let twice = wire::Holdings { items: vec![wire_holding(), wire_holding()] };
    assert_eq!(holdings(twice, &Place::ROOT).unwrap_err().at, "items[1]");
    let mut old = wire_holding();
    old.vintage = 2020;
    assert_eq!(holdings(wire::Holdings { items: vec![old] }, &Place::ROOT).unwrap_err().at, "items[0].vintage");
}

proptest! {
    #[test]
    fn every_block_survives_the_round_trip(first in 1_u64.., more in 0_u64..1_000_000, vintage in 2021_u16..=9999, name in ".*") {
        let last = first.saturating_add(more);
        let mut row = wire_block();
        row.first = format!("CA0007-GHA01-GHA-{first}-{vintage}");
        row.last = format!("CA0007-GHA01-GHA-{last}-{vintage}");
        row.sector = name;
        let there = block(row.clone(), &Place::ROOT).unwrap();
        prop_assert_eq!(block_to_wire(&there), row);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC*|[CA0-9GHA-]{0,40}") {
        let mut row = wire_block();
        row.first = text;
        let _ = block(row, &Place::ROOT);
    }
}
