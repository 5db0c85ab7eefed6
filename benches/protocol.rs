//! Transfers through the whole protocol between two practice registries over HTTP on this machine: five messages, two books, every
//! commit on the disk. Prints a table; with UPDATE_DOCS=1 also puts it into docs/performance.md.
//! Must not know: how the protocol works.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]
#![allow(missing_docs)]

#[path = "../tests/two_registries/book.rs"]
#[allow(dead_code)]
mod book;
#[path = "../tests/two_registries/people.rs"]
#[allow(dead_code)]
mod people;

#[path = "whole/report.rs"]
#[allow(dead_code)]
mod report;
#[path = "whole/stats.rs"]
#[allow(dead_code)]
mod stats;

use book::Book;
use countersign::sandbox::{Level, Options, pair};
use people::{Keys, People, delivery};
use report::Row;
use stats::{Durations, ms};
use std::time::{Duration, Instant};

/// How many transfers.
const COUNT: usize = 200;
/// How many one after the other, to see how long one takes.
const ALONE: usize = 20;
/// How many are ordered before the first is waited for.
const AT_ONCE: usize = 20;

fn main() {
    let machine = report::machine();
    let rows = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(measure());
    let table = report::table(&machine, &rows);
    println!("{table}");
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        report::into_document("protocol figures", &table);
    }
}

async fn measure() -> Vec<Row> {
    let data = tempfile::tempdir().unwrap();
    let ids = ["CHE01", "GHA01"];
    let options = |id: &str| Options {
        history: false,
        accounts: 200,
        blocks: 4_000,
        data: Some(data.path().to_owned()),
        automatic_acceptance: true,
        level: Level::A1,
        ..Options::of(id.parse().unwrap())
    };
    let pair = pair::start(options(ids[0]), options(ids[1])).unwrap();
    let [from, to] = ids.map(|id| Book::of(&data.path().join(format!("{id}.sqlite"))));
    let people = People::at(&pair.a.url()).await;
    let account = to.accounts()[0].clone();
    let mut holdings = from.holdings().into_iter();
    let mut alone = Vec::new();
    while alone.len() < ALONE {
        let holding = holdings.next().expect("the book has too little to transfer");
        let begun = Instant::now();
        if let Ok(id) = people.order(&delivery(&holding, ids[1], &account), Keys::new()).await.unwrap() {
            from.wait_for(&id, &["completed"]);
            alone.push(begun.elapsed());
        }
    }
    let (mut done, begun) = (0, Instant::now());
    while done < COUNT {
        let mut waiting = Vec::new();
        while waiting.len() < AT_ONCE.min(COUNT - done) {
            let holding = holdings.next().expect("the book has too little to transfer");
            // What a check refuses is not transferred; the next may be.
            if let Ok(id) = people.order(&delivery(&holding, ids[1], &account), Keys::new()).await.unwrap() {
                waiting.push(id);
            }
        }
        for id in &waiting {
            from.wait_for(id, &["completed"]);
        }
        done += waiting.len();
    }
    let time = begun.elapsed();
    for (book, pair) in [&from, &to].into_iter().zip([&pair.a, &pair.b]) {
        People::at(&pair.url()).await.assert_ledger_is_whole().await;
        assert!(book.incidents().is_empty());
    }
    rows(done, time, &Durations::of(alone))
}

fn rows(done: usize, time: Duration, alone: &Durations) -> Vec<Row> {
    let a_second = done as u128 * 10_000 / time.as_millis().max(1);
    vec![
        Row::note(
            "one transfer, from the order to its completion at the transferring registry: ordered, approved, five messages",
            format!("median {}, most {}", ms(alone.median()), ms(alone.most())),
        ),
        Row::note(
            format!("{done} transfers, ordered by one person and approved by another, {AT_ONCE} at once"),
            format!("{}.{} a second", a_second / 10, a_second % 10),
        ),
    ]
}
