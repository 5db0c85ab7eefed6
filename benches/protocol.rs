//! Transfers through the whole protocol between two practice registries over HTTP on this machine: five messages, two books, every
//! commit on the disk. Prints how many there were, how long they took, and how many a second that is.
//! Must not know: how the protocol works.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]
#![allow(missing_docs)]

#[path = "../tests/two_registries/book.rs"]
#[allow(dead_code)]
mod book;
#[path = "../tests/two_registries/people.rs"]
#[allow(dead_code)]
mod people;

use book::Book;
use countersign::sandbox::{Options, pair};
use people::{Keys, People, delivery};
use std::time::Instant;

/// How many transfers.
const COUNT: usize = 200;
/// How many are ordered before the first is waited for.
const AT_ONCE: usize = 20;

fn main() {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(measure());
}

async fn measure() {
    let data = tempfile::tempdir().unwrap();
    let ids = ["CHE01", "GHA01"];
    let options = |id: &str| Options {
        history: false,
        accounts: 200,
        blocks: 4_000,
        data: Some(data.path().to_owned()),
        automatic_acceptance: true,
        ..Options::of(id.parse().unwrap())
    };
    let pair = pair::start(options(ids[0]), options(ids[1])).unwrap();
    let [from, to] = ids.map(|id| Book::of(&data.path().join(format!("{id}.sqlite"))));
    let people = People::at(&pair.a.url()).await;
    let account = to.accounts()[0].clone();
    let mut holdings = from.holdings().into_iter();
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
    let a_second = done as u128 * 10_000 / time.as_millis().max(1);
    println!("{done} transfers, ordered and approved, in {} ms: {}.{} a second", time.as_millis(), a_second / 10, a_second % 10);
}
