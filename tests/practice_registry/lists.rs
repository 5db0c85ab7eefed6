//! Filters and sorts: each is compared with the same thing done by hand on all rows.

use crate::client::{ACCOUNTS, BLOCKS, Client, serial, series};
use countersign::{
    registry::query::minutes,
    wire::admin::{AccountSummary, Block},
};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;

type Selects<T> = Box<dyn Fn(&T) -> bool>;
/// What rows are compared by, before their id.
type SortKey<T> = Box<dyn Fn(&T) -> (String, u64)>;

fn has(text: &str, part: &str) -> bool {
    text.to_ascii_lowercase().contains(&part.to_ascii_lowercase())
}

fn account_filters() -> Vec<(&'static str, Selects<AccountSummary>)> {
    vec![
        ("", Box::new(|_| true)),
        ("party:gha", Box::new(|a| a.holder.party == "GHA")),
        ("-party:CHE", Box::new(|a| a.holder.party != "CHE")),
        ("type:holding", Box::new(|a| a.kind == 100)),
        ("type:cancellation", Box::new(|a| a.kind >= 300)),
        ("state:OPEN -type:holding", Box::new(|a| a.state == "open" && a.kind != 100)),
        ("holder:solar", Box::new(|a| has(&a.holder.name, "solar"))),
        ("holder:\"republic of\"", Box::new(|a| has(&a.holder.name, "republic of"))),
        ("biogas", Box::new(|a| has(&a.holder.name, "biogas") || has(&a.name, "biogas"))),
        ("CHE01-100-000", Box::new(|a| a.id.starts_with("CHE01-100-000"))),
        ("id:-320-", Box::new(|a| a.id.contains("-320-"))),
        ("name:cancellation", Box::new(|a| has(&a.name, "cancellation"))),
        ("held:0", Box::new(|a| a.held.0 == 0)),
        ("held:1..50000", Box::new(|a| (1..=50_000).contains(&a.held.0))),
        ("held:>50000", Box::new(|a| a.held.0 > 50_000)),
        ("-held:<50000", Box::new(|a| a.held.0 >= 50_000)),
        ("locked:yes", Box::new(|a| a.locked.0 > 0)),
        ("locked:no", Box::new(|a| a.locked.0 == 0)),
        ("act:2026", Box::new(|a| a.last_act.is_some_and(|at| at.to_string().starts_with("2026")))),
        ("act:0", Box::new(|a| a.last_act.is_none())),
        ("holder:\u{202e}", Box::new(|a| a.holder.name.contains('\u{202e}'))),
    ]
}

/// Filters for what accounts hold, and for when they last acted. Each term is about all that an account holds.
fn holding_filters(blocks: &[Block]) -> Vec<(&'static str, Selects<AccountSummary>)> {
    let of = |fits: fn(&Block) -> bool| {
        let held = blocks.iter().filter(|block| fits(block) && block.state != "in-flight-in");
        let accounts: HashSet<String> = held.map(|block| block.account.clone()).collect();
        move |a: &AccountSummary| accounts.contains(&a.id)
    };
    let first_approach = || of(|b| b.first.starts_with("CA0001-"));
    let in_2022 = || of(|b| vintage(b) == 2022);
    let in_years = || of(|b| (2022..=2024).contains(&vintage(b)));
    let (not_first, first, not_2022, also_2022, of_2022) = (first_approach(), first_approach(), in_2022(), in_2022(), in_2022());
    let of_years = in_years();
    vec![
        ("vintage:2022", Box::new(in_2022())),
        ("vintage:2022..2024", Box::new(in_years())),
        ("-vintage:2022", Box::new(move |a| !not_2022(a))),
        ("party:GHA vintage:2022", Box::new(move |a| a.holder.party == "GHA" && of_2022(a))),
        ("vintage:..2000", Box::new(|_| false)),
        ("vintage:18446744073709551615", Box::new(|_| false)),
        ("approach:ca0001", Box::new(first_approach())),
        ("-approach:CA0001", Box::new(move |a| !not_first(a))),
        ("approach:CA0001 vintage:2022", Box::new(move |a| first(a) && also_2022(a))),
        ("approach:CA9999", Box::new(|_| false)),
        (
            "type:holding vintage:2022..2024 locked:yes age:>1d",
            Box::new(move |a| {
                let before = Timestamp::now() - SignedDuration::from_hours(24);
                a.kind == 100 && of_years(a) && a.locked.0 > 0 && a.last_act.is_some_and(|at| at < before)
            }),
        ),
    ]
}

fn vintage(block: &Block) -> u16 {
    series(&block.first).3.parse().unwrap()
}

fn touches(block: &Block, first: u64, last: u64) -> bool {
    serial(&block.first) <= last && serial(&block.last) >= first
}

fn block_filters() -> Vec<(&'static str, Selects<Block>)> {
    vec![
        ("account:che01-100-0001", Box::new(|b| b.account == "CHE01-100-0001")),
        ("approach:ca0005", Box::new(|b| b.first.starts_with("CA0005"))),
        ("-approach:CA0005", Box::new(|b| !b.first.starts_with("CA0005"))),
        ("registry:CHE01 party:GHA", Box::new(|b| b.first.contains("-CHE01-GHA-"))),
        ("vintage:2023", Box::new(|b| vintage(b) == 2023)),
        ("vintage:2022..2024", Box::new(|b| (2022..=2024).contains(&vintage(b)))),
        ("state:frozen-reconciliation", Box::new(|b| b.state == "frozen-reconciliation")),
        ("locked:yes -state:reserved", Box::new(|b| b.lock.is_some() && b.state != "reserved")),
        ("metric:non-ghg", Box::new(|b| b.metric == "non-GHG")),
        ("-metric:ghg", Box::new(|b| b.metric == "non-GHG")),
        ("quantity:1", Box::new(|b| b.first == b.last)),
        ("quantity:20000..", Box::new(|b| serial(&b.last) - serial(&b.first) + 1 >= 20_000)),
        ("4711", Box::new(|b| touches(b, 4_711, 4_711))),
        ("4000..9000", Box::new(|b| touches(b, 4_000, 9_000))),
        ("..5", Box::new(|b| touches(b, 1, 5))),
        ("9007199254740993..", Box::new(|b| touches(b, 9_007_199_254_740_993, u64::MAX))),
        ("-serial:1..1000000", Box::new(|b| !touches(b, 1, 1_000_000))),
        ("18446744073709551615", Box::new(|_| false)),
        ("CA0002-THA", Box::new(|b| b.first.starts_with("CA0002-THA"))),
        ("authorization:auth-1999-0001", Box::new(|_| false)),
    ]
}

#[tokio::test]
async fn filters_select_what_they_say() {
    let client = Client::small().await;
    let (accounts, blocks) = (client.all_accounts().await, client.all_blocks().await);
    let mut found_something = 0;
    for (filter, selects) in account_filters().into_iter().chain(holding_filters(&blocks)) {
        let page = client.accounts(&[("filter", filter), ("limit", "1000")]).await;
        let expected: Vec<_> = accounts.iter().filter(|account| selects(account)).cloned().collect();
        assert_eq!(page.items, expected, "{filter}");
        assert_eq!((page.total.0, page.unfiltered.0), (expected.len() as u64, ACCOUNTS), "{filter}");
        found_something += usize::from(!expected.is_empty());
    }
    assert!(found_something > 24, "filters that find nothing prove little: {found_something}");
    for (filter, selects) in block_filters() {
        let page = client.blocks(&[("filter", filter), ("limit", "1000")]).await;
        let expected: Vec<_> = blocks.iter().filter(|block| selects(block)).cloned().collect();
        assert_eq!(page.items, expected, "{filter}");
        assert_eq!((page.total.0, page.unfiltered.0), (expected.len() as u64, BLOCKS), "{filter}");
        found_something += usize::from(!expected.is_empty());
    }
    assert!(found_something > 41, "filters that find nothing prove little: {found_something}");
}

#[tokio::test]
async fn the_age_of_an_account_is_counted_from_its_last_act() {
    let client = Client::small().await;
    let all = client.all_accounts().await;
    let (mut some, mut not_all) = (0, 0);
    for (filter, negated) in [("1d..", false), ("..400d", false), ("400d..", false), ("30d..900d", false), ("400d..", true)] {
        let term = format!("{}age:{filter}", if negated { "-" } else { "" });
        let page = client.accounts(&[("filter", &term), ("limit", "1000")]).await;
        let range = minutes(filter).unwrap();
        let selects = |account: &&AccountSummary| {
            let age = account.last_act.map(|at| u64::try_from(page.as_of.as_millisecond() - at.as_millisecond()).unwrap());
            let within = |age: u64| range.start() * 60_000 <= age && age <= range.end().saturating_mul(60_000);
            age.is_some_and(within) != negated
        };
        let expected: Vec<AccountSummary> = all.iter().filter(selects).cloned().collect();
        assert_eq!(page.items, expected, "{term}");
        some += usize::from(!expected.is_empty());
        not_all += usize::from(expected.len() < all.len());
    }
    assert!(some > 2 && not_all > 2, "ages that find nothing or everything prove little: {some}, {not_all}");
    assert!(all.iter().any(|account| account.last_act.is_none()), "who never acted has no age");
}

#[tokio::test]
async fn an_itmo_id_finds_its_block() {
    let client = Client::small().await;
    for block in client.all_blocks().await.iter().step_by(13) {
        for filter in [block.last.clone(), format!("id:{}", block.first.to_lowercase())] {
            assert_eq!(client.blocks(&[("filter", &filter)]).await.items, std::slice::from_ref(block), "{filter}");
        }
        let authorization = format!("authorization:{}", block.authorization);
        assert!(client.blocks(&[("filter", &authorization), ("limit", "1000")]).await.items.contains(block));
    }
}

/// The own order of blocks: the parts of the id, the serial as a number.
fn own(block: &Block) -> (String, String, String, u16, u64) {
    let (approach, registry, party, _) = series(&block.first);
    (approach, registry, party, vintage(block), serial(&block.first))
}

#[tokio::test]
async fn accounts_sort_by_every_sortable_field_in_both_directions() {
    let client = Client::small().await;
    let all = client.all_accounts().await;
    assert!(all.windows(2).all(|pair| pair[0].id < pair[1].id), "the own order is by id");
    let seconds = |a: &AccountSummary| a.last_act.map_or(0, |at| at.as_second());
    let orders: [(&str, SortKey<AccountSummary>); 9] = [
        ("id", Box::new(|a| (a.id.clone(), 0))),
        ("name", Box::new(|a| (a.name.clone(), 0))),
        ("holder", Box::new(|a| (a.holder.name.clone(), 0))),
        ("party", Box::new(|a| (a.holder.party.clone(), 0))),
        ("type", Box::new(|a| (String::new(), u64::from(a.kind)))),
        ("state", Box::new(|a| (a.state.clone(), 0))),
        ("held", Box::new(|a| (String::new(), a.held.0))),
        ("act", Box::new(move |a| (String::new(), u64::try_from(seconds(a)).unwrap()))),
        ("Held", Box::new(|a| (String::new(), a.held.0))),
    ];
    for (sort, key) in orders {
        let mut expected = all.clone();
        expected.sort_by_key(|account| (key(account), account.id.clone()));
        assert_eq!(client.accounts(&[("sort", sort), ("limit", "1000")]).await.items, expected, "{sort}");
        expected.reverse();
        let descending = format!("-{sort}");
        assert_eq!(client.accounts(&[("sort", &descending), ("limit", "1000")]).await.items, expected, "{descending}");
    }
}

#[tokio::test]
async fn blocks_sort_by_every_sortable_field_in_both_directions() {
    let client = Client::small().await;
    let all = client.all_blocks().await;
    assert!(all.windows(2).all(|pair| own(&pair[0]) < own(&pair[1])), "the own order is by the parts of the id");
    let orders: [(&str, SortKey<Block>); 7] = [
        ("serial", Box::new(|b| (String::new(), serial(&b.first)))),
        ("account", Box::new(|b| (b.account.clone(), 0))),
        ("approach", Box::new(|b| (series(&b.first).0, 0))),
        ("party", Box::new(|b| (series(&b.first).2, 0))),
        ("vintage", Box::new(|b| (series(&b.first).3, 0))),
        ("state", Box::new(|b| (b.state.clone(), 0))),
        ("quantity", Box::new(|b| (String::new(), serial(&b.last) - serial(&b.first)))),
    ];
    for (sort, key) in orders {
        let mut expected = all.clone();
        expected.sort_by_key(|block| (key(block), own(block)));
        assert_eq!(client.blocks(&[("sort", sort), ("limit", "1000")]).await.items, expected, "{sort}");
        expected.reverse();
        let descending = format!("-{sort}");
        assert_eq!(client.blocks(&[("sort", &descending), ("limit", "1000")]).await.items, expected, "{descending}");
    }
}

#[tokio::test]
async fn tricks_in_filters_find_nothing_and_change_nothing() {
    let client = Client::small().await;
    let before = (client.all_accounts().await, client.all_blocks().await);
    for trick in [
        "holder:\"' OR '1'='1\"",
        "\"x' OR 1=1 --\"",
        "holder:%",
        "holder:_",
        "holder:\"\\\\\"",
        "\"') UNION SELECT * FROM acts --\"",
        "id:?1",
        "name:\"{0} %s %n ${jndi:x}\"",
        "holder:*",
        "account:x';DELETE/**/FROM/**/blocks",
        "party:A'B",
        "held:1;2",
        "state:open'",
        "\u{0}",
        "rowid:1",
        "holder:\"a\u{0}b\"",
    ] {
        for list in ["accounts", "blocks"] {
            let answer = client.list(list, &[("filter", trick)]).await;
            if answer.status == 200 {
                let page: serde_json::Value = answer.json();
                assert_eq!(page["total"], "0", "{list} {trick}");
            } else {
                assert_eq!(answer.status, 400, "{list} {trick}");
                assert_eq!(answer.problem().fields[0].field, "filter");
            }
        }
        let sorted = client.list("accounts", &[("sort", trick)]).await;
        assert_eq!(sorted.status, 400, "{trick}");
        assert_eq!(sorted.problem().fields[0].field, "sort");
    }
    let found = client.accounts(&[("filter", "\"'; DROP TABLE accounts\"")]).await;
    assert_eq!(found.total.0, 1, "a name that looks like SQL is found like any other");
    assert_eq!((client.all_accounts().await, client.all_blocks().await), before);
}
