//! The invented book: the same seed gives the same rows, sums add up, nothing overlaps, and the hard cases are in it.

use crate::client::{ACCOUNTS, BLOCKS, Client, options, serial, series};
use countersign::sandbox::Options;
use countersign::wire::admin::{Account, Block, Holdings};
use std::collections::{BTreeMap, BTreeSet};

fn quantity(block: &Block) -> u64 {
    serial(&block.last) - serial(&block.first) + 1
}

#[tokio::test]
async fn the_same_seed_gives_the_same_book_and_another_one_does_not() {
    let (one, same) = (Client::small().await, Client::small().await);
    let other = Client::of(Options { seed: 8, ..options() }).await;
    assert_eq!(one.all_accounts().await, same.all_accounts().await);
    assert_eq!(one.all_blocks().await, same.all_blocks().await);
    assert_ne!(one.all_accounts().await, other.all_accounts().await);
    assert_ne!(one.all_blocks().await, other.all_blocks().await);
}

#[tokio::test]
async fn accounts_and_holdings_say_exactly_what_the_blocks_add_up_to() {
    let client = Client::small().await;
    let (accounts, blocks) = (client.all_accounts().await, client.all_blocks().await);
    assert_eq!((accounts.len() as u64, blocks.len() as u64), (ACCOUNTS, BLOCKS));
    for account in &accounts {
        let inside: Vec<&Block> = blocks.iter().filter(|block| block.account == account.id).collect();
        let sum =
            |only_locked: bool| inside.iter().filter(|b| !only_locked || b.lock.is_some()).map(|b| quantity(b)).sum::<u64>();
        assert_eq!((account.held.0, account.locked.0), (sum(false), sum(true)), "{}", account.id);
        let holdings: Holdings = client.get(&format!("accounts/{}/holdings", account.id)).await.ok();
        let mut expected: BTreeMap<(String, u16), (u64, u64, u64)> = BTreeMap::new();
        for block in &inside {
            let (approach, _, _, vintage) = series(&block.first);
            let row = expected.entry((approach, vintage.parse().unwrap())).or_default();
            row.0 += 1;
            row.1 += quantity(block);
            row.2 += if block.lock.is_some() { quantity(block) } else { 0 };
        }
        let got = holdings.items.iter().map(|h| ((h.approach.clone(), h.vintage), (h.blocks.0, h.held.0, h.locked.0)));
        assert_eq!(got.collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>(), "{}", account.id);
    }
}

#[tokio::test]
async fn no_two_blocks_overlap_and_neighbours_that_touch_differ() {
    let client = Client::small().await;
    let mut blocks = client.all_blocks().await;
    blocks.sort_by_key(|block| (series(&block.first), serial(&block.first)));
    let mut touching = 0;
    for pair in blocks.windows(2) {
        assert!(serial(&pair[0].first) <= serial(&pair[0].last) && series(&pair[0].first) == series(&pair[0].last));
        if series(&pair[0].first) == series(&pair[1].first) {
            assert!(serial(&pair[0].last) < serial(&pair[1].first), "{} {}", pair[0].last, pair[1].first);
            if serial(&pair[0].last) + 1 == serial(&pair[1].first) {
                touching += 1;
                let other = Block { first: pair[0].first.clone(), last: pair[0].last.clone(), ..pair[1].clone() };
                assert_ne!(pair[0], other, "{} should be one block", pair[0].first);
            }
        }
    }
    assert!(touching > 20, "adjacent blocks are among the hard cases");
}

#[tokio::test]
async fn the_hard_cases_are_in_a_small_book() {
    let client = Client::small().await;
    let (accounts, blocks) = (client.all_accounts().await, client.all_blocks().await);
    let kinds: BTreeSet<u16> = accounts.iter().map(|account| account.kind).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), [100, 200, 210, 300, 310, 320, 330]);
    let states: BTreeSet<&str> = accounts.iter().map(|account| account.state.as_str()).collect();
    assert_eq!(states.into_iter().collect::<Vec<_>>(), ["blocked-out", "closed", "open", "requested", "suspended"]);
    let holders: BTreeSet<&str> = accounts.iter().map(|account| account.holder.kind.as_str()).collect();
    assert_eq!(holders.into_iter().collect::<Vec<_>>(), ["entity", "party"]);
    let block_states: BTreeSet<&str> = blocks.iter().map(|block| block.state.as_str()).collect();
    // What is reserved or in flight comes from orders and transfers that exist.
    let without_orders = ["available", "cancelled", "frozen-administration", "frozen-reconciliation", "used"];
    assert_eq!(block_states.into_iter().collect::<Vec<_>>(), without_orders);
    for block in &blocks {
        let moves = !matches!(block.state.as_str(), "available" | "used" | "cancelled");
        assert_eq!(block.lock.is_some(), moves, "{}", block.first);
        assert_eq!(block.non_ghg.is_empty(), block.metric == "GHG", "{}", block.first);
        assert!(matches!(block.metric.as_str(), "GHG" | "non-GHG"));
        assert_eq!(block.holding_registry, "CHE01");
    }
    for (what, found) in [
        ("single serials", blocks.iter().any(|b| b.first == b.last)),
        ("serials beyond 2^53", blocks.iter().any(|b| serial(&b.last) > 1 << 53)),
        ("non-GHG", blocks.iter().any(|b| b.metric == "non-GHG")),
        ("not yet first transferred", blocks.iter().any(|b| b.first_transferred.is_none())),
        ("the nomenclature's own spelling", blocks.iter().any(|b| b.activity_type == "C02 usage")),
        ("an account that never acted", accounts.iter().any(|a| a.last_act.is_none())),
    ] {
        assert!(found, "{what}");
    }
}

#[tokio::test]
async fn hostile_names_stand_near_the_top_exactly_as_they_are() {
    let client = Client::small().await;
    let page = client.accounts(&[("limit", "22")]).await;
    let names: Vec<&str> = page.items.iter().map(|account| account.holder.name.as_str()).collect();
    for part in
        ["\u{202e}", "\u{1b}[2J", "\u{200b}", "\u{410}lpine", "\u{36b}", "\u{1f331}", "\u{682a}", "\n", "\u{9b}", "DROP TABLE"]
    {
        assert!(names.iter().any(|name| name.contains(part)), "{part:?}");
    }
    assert!(names.iter().any(|name| name.len() > 150));
}

#[tokio::test]
async fn single_things_say_what_the_lists_say() {
    let client = Client::small().await;
    for summary in client.all_accounts().await.into_iter().take(10) {
        let answer = client.get(&format!("accounts/{}", summary.id)).await;
        let account: Account = answer.ok();
        assert_eq!(account.summary, summary);
        assert_eq!(answer.headers["etag"], format!("\"{}\"", account.version.0).as_str());
        assert_eq!(account.lock.is_some(), summary.state == "suspended");
    }
    for block in client.all_blocks().await.into_iter().step_by(7) {
        let (approach, registry, party, vintage) = series(&block.first);
        for number in [serial(&block.first), serial(&block.last), (serial(&block.first) + serial(&block.last)) / 2] {
            let found: Block = client.get(&format!("blocks/{approach}-{registry}-{party}-{number}-{vintage}")).await.ok();
            assert_eq!(found, block);
        }
    }
}

#[tokio::test]
async fn another_registry_has_a_book_of_its_own() {
    let client = Client::of(Options { registry: "GHA01".parse().unwrap(), ..options() }).await;
    let (accounts, blocks) = (client.all_accounts().await, client.all_blocks().await);
    assert!(accounts.iter().all(|account| account.id.starts_with("GHA01-")));
    assert!(blocks.iter().all(|block| block.holding_registry == "GHA01"));
    let firsts: BTreeSet<&str> = blocks.iter().map(|block| block.first.as_str()).collect();
    assert_eq!(firsts.len() as u64, BLOCKS);
}

#[tokio::test]
async fn a_named_folder_keeps_the_book_and_refuses_another_one() {
    let folder = tempfile::tempdir().unwrap();
    let with = |seed| Options { seed, data: Some(folder.path().to_owned()), ..options() };
    let before = Client::of(with(7)).await.all_blocks().await;
    let told = countersign::sandbox::start(with(8)).unwrap_err().to_string();
    assert!(told.contains("seed 7") && told.contains("seed 8"), "{told}");
    assert_eq!(Client::of(with(7)).await.all_blocks().await, before);
}

#[tokio::test]
async fn a_file_that_is_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("CHE01.sqlite");
    std::fs::write(&file, "my notes, not a database; long enough to be read as a header of one").unwrap();
    let with = Options { data: Some(folder.path().to_owned()), ..options() };
    countersign::sandbox::start(with).unwrap_err();
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("my notes"));
}
