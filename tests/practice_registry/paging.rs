//! Pages: by place, by cursor and around a row, they are the same list, each row exactly once.

use crate::client::{BLOCKS, Client, options};
use countersign::sandbox::Options;

const QUESTIONS: [(&str, &str); 6] = [
    ("", ""),
    ("", "-quantity"),
    ("", "state"),
    ("vintage:2022..2024", "-account"),
    ("party:GHA", "serial"),
    ("-metric:non-ghg", "-vintage"),
];

/// The parameters of a question; an empty sort is left out.
fn asked<'a>(filter: &'a str, sort: &'a str, rest: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut parameters = vec![("filter", filter)];
    if !sort.is_empty() {
        parameters.push(("sort", sort));
    }
    parameters.extend(rest);
    parameters
}

#[tokio::test]
async fn walking_by_cursor_and_by_offset_gives_everything_exactly_once() {
    let client = Client::small().await;
    for (filter, sort) in QUESTIONS {
        let whole = client.blocks(&asked(filter, sort, &[("limit", "1000")])).await;
        assert!(whole.items.len() > 10 && whole.next.is_none(), "{filter} {sort}");
        let (mut by_cursor, mut by_offset) = (Vec::new(), Vec::new());
        let mut cursor: Option<String> = None;
        loop {
            let start = cursor.as_deref().map_or(("offset", "0"), |cursor| ("cursor", cursor));
            let page = client.blocks(&asked(filter, sort, &[("limit", "17"), start])).await;
            assert_eq!(page.offset.0, by_cursor.len() as u64, "{filter} {sort}");
            let offset = by_offset.len().to_string();
            let same = client.blocks(&asked(filter, sort, &[("limit", "17"), ("offset", &offset)])).await;
            by_cursor.extend(page.items);
            by_offset.extend(same.items);
            assert_eq!((same.offset, same.total, &same.next), (page.offset, page.total, &page.next));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(by_cursor, whole.items, "{filter} {sort}");
        assert_eq!(by_offset, whole.items, "{filter} {sort}");
    }
}

#[tokio::test]
async fn a_window_around_a_row_is_aligned_and_holds_it() {
    let client = Client::small().await;
    for (filter, sort) in QUESTIONS {
        let whole = client.blocks(&asked(filter, sort, &[("limit", "1000")])).await.items;
        for place in [0, 1, whole.len() / 3, whole.len() - 2, whole.len() - 1] {
            let page = client.blocks(&asked(filter, sort, &[("limit", "16"), ("around", &whole[place].first)])).await;
            assert_eq!(page.offset.0, place as u64 / 16 * 16, "{filter} {sort} {place}");
            assert!(page.items.contains(&whole[place]));
        }
    }
}

#[tokio::test]
async fn around_a_row_that_is_not_there_is_its_would_be_place() {
    let client = Client::small().await;
    let all = client.all_accounts().await;
    for (key, place) in [("CHE01-100-00075", 7), ("AAA", 0), ("zzz", all.len() - 1)] {
        let page = client.accounts(&[("limit", "8"), ("around", key)]).await;
        assert_eq!(page.offset.0, place as u64 / 8 * 8, "{key}");
    }
    // A row the filter leaves out: where it would be among those it does not.
    let out = all.iter().find(|account| account.holder.party != "GHA" && account.held.0 > 0).unwrap();
    let before = all.iter().filter(|a| a.holder.party == "GHA" && (a.held.0, &a.id) < (out.held.0, &out.id)).count() as u64;
    let page = client.accounts(&[("filter", "party:GHA"), ("sort", "held"), ("limit", "2"), ("around", &out.id)]).await;
    assert_eq!(page.offset.0, before.min(page.total.0 - 1) / 2 * 2);
    // Gone for good, and not sorted by id: the beginning.
    let page = client.accounts(&[("sort", "held"), ("limit", "2"), ("around", "CHE01-999-1")]).await;
    assert_eq!(page.offset.0, 0);
    // An ITMO inside a block leads to the block; an empty selection has one empty page.
    let block = client.all_blocks().await.into_iter().find(|block| block.first != block.last).unwrap();
    let page = client.blocks(&[("limit", "1"), ("around", &block.last)]).await;
    assert_eq!(page.items, std::slice::from_ref(&block));
    let page = client.blocks(&[("filter", "quantity:..0"), ("around", &block.last)]).await;
    assert_eq!((page.items.len(), page.total.0, page.offset.0, page.next), (0, 0, 0, None));
}

#[tokio::test]
async fn places_beyond_the_end_are_an_empty_page_at_the_end() {
    let client = Client::small().await;
    for offset in [BLOCKS, BLOCKS + 1, u64::MAX] {
        let page = client.blocks(&[("offset", &offset.to_string())]).await;
        assert_eq!((page.items.len(), page.offset.0, page.total.0, page.next), (0, BLOCKS, BLOCKS, None));
    }
}

#[tokio::test]
async fn a_cursor_belongs_to_its_question() {
    let client = Client::small().await;
    let cursor = client.blocks(&[("filter", "party:GHA"), ("sort", "-quantity"), ("limit", "5")]).await.next.unwrap();
    let again = client.blocks(&[("filter", "  PARTY:gha"), ("sort", "-quantity"), ("cursor", &cursor)]).await;
    assert_eq!(again.offset.0, 5, "the same question in other words");
    let mut broken = cursor.clone();
    broken.replace_range(0..1, "f");
    for parameters in [
        vec![("filter", "party:THA"), ("sort", "-quantity"), ("cursor", cursor.as_str())],
        vec![("filter", "party:GHA"), ("sort", "quantity"), ("cursor", cursor.as_str())],
        vec![("filter", "party:GHA"), ("cursor", cursor.as_str())],
        vec![("filter", "party:GHA"), ("sort", "-quantity"), ("cursor", &broken)],
        vec![("cursor", &cursor)],
    ] {
        let parameters: Vec<(&str, &str)> = parameters.iter().map(|(name, value)| (*name, *value)).collect();
        let answer = client.list("blocks", &parameters).await;
        assert_eq!(answer.status, 400, "{parameters:?}");
        assert_eq!(answer.problem().fields[0].field, "cursor");
    }
}

/// Enough rows for several marks, so that deep pages do not begin at the first row.
#[tokio::test]
async fn deep_pages_and_places_agree_with_the_walk() {
    let client = Client::of(Options { blocks: 7_300, ..options() }).await;
    for (filter, sort) in [("", ""), ("", "-quantity"), ("-party:THA", "-state"), ("locked:no", "serial")] {
        let mut all = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let start = cursor.as_deref().map_or(("offset", "0"), |cursor| ("cursor", cursor));
            let page = client.blocks(&asked(filter, sort, &[("limit", "1000"), start])).await;
            all.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        for place in [1_999, 2_000, 2_001, 2_999, 3_000, 3_001, 4_321, all.len() - 1] {
            let offset = place.to_string();
            let page = client.blocks(&asked(filter, sort, &[("limit", "3"), ("offset", &offset)])).await;
            assert_eq!(page.items, all[place..(place + 3).min(all.len())], "{filter} {sort} {place}");
            let page = client.blocks(&asked(filter, sort, &[("limit", "100"), ("around", &all[place].first)])).await;
            assert_eq!(page.offset.0, place as u64 / 100 * 100, "{filter} {sort} {place}");
        }
    }
}
