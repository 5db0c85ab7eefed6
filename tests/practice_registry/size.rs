//! A million blocks: how long it takes to make the book and to answer from it. Run on demand; the figures are in the documents.

use crate::client::{Client, options};
use countersign::sandbox::Options;
use std::time::Instant;

#[tokio::test]
#[ignore = "makes a book of a million blocks; run with --ignored --nocapture"]
async fn a_million_blocks_answer_like_a_hundred() {
    let begun = Instant::now();
    let client = Client::of(Options { accounts: 20_000, blocks: 1_000_000, ..options() }).await;
    println!("seeded in {:?}", begun.elapsed());
    for path in ["overview", "holdings"] {
        let mut times = Vec::new();
        for _ in 0..3 {
            let begun = Instant::now();
            client.get(path).await.ok::<serde_json::Value>();
            times.push(begun.elapsed());
        }
        println!("{path}: {times:?}");
    }
    for parameters in [
        vec![],
        vec![("offset", "900000")],
        vec![("offset", "900200")],
        vec![("offset", "500000")],
        vec![("sort", "-quantity")],
        vec![("sort", "-quantity"), ("offset", "900000")],
        vec![("sort", "-quantity"), ("offset", "400000")],
        vec![("sort", "account"), ("offset", "900000")],
        vec![("filter", "party:GHA")],
        vec![("filter", "party:GHA"), ("offset", "150000")],
        vec![("filter", "party:GHA vintage:2022.. locked:no"), ("sort", "-quantity")],
        vec![("filter", "party:GHA vintage:2022.. locked:no"), ("sort", "-quantity"), ("offset", "100000")],
        vec![("filter", "party:GHA vintage:2022.. locked:no"), ("sort", "-quantity"), ("offset", "100200")],
        vec![("filter", "locked:yes")],
        vec![("filter", "metric:non-ghg")],
        vec![("filter", "approach:CA0006")],
        vec![("filter", "4711")],
        vec![("filter", "1000000..2000000")],
        vec![("filter", "CA0003-CHE01-VUT-4711-2023")],
        vec![("filter", "stove")],
        vec![("filter", "account:CHE01-100-00001")],
        vec![("sort", "state"), ("around", "CA0003-CHE01-VUT-4711-2023")],
        vec![("sort", "state"), ("around", "CA0003-CHE01-VUT-471100-2023")],
    ] {
        let mut times = Vec::new();
        let mut said = String::new();
        for _ in 0..3 {
            let begun = Instant::now();
            let page = client.blocks(&parameters).await;
            times.push(begun.elapsed());
            said = format!("{} of {} at {}", page.items.len(), page.total.0, page.offset.0);
        }
        println!("{parameters:?}: {said}: {times:?}");
    }
}
