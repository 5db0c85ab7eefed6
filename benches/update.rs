//! The console's own work for what happens to it: a key press, a burst of keys, an answer with a page of rows.
//! A burst must cost no more than its keys: fetching waits for stillness.
//! Must not know: painting, the terminal, the network.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

#[path = "micro/book.rs"]
mod book;
#[path = "micro/loaded.rs"]
mod loaded;

use countersign::{
    app::{Effect, Key, Ticket, key::KeyCode},
    console::{self, Message},
    registry::{Read, Reply},
};
use divan::{AllocProfiler, Bencher};
use loaded::Loaded;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// Keys in a burst.
const BURST: usize = 5_000;

fn main() {
    divan::main();
}

fn blocks() -> Loaded {
    let mut loaded = Loaded::of((200, 50));
    loaded.keys("3");
    loaded
}

/// Down and up in turn, within what is loaded.
#[divan::bench]
fn one_key(bencher: Bencher<'_, '_>) {
    let mut console = blocks();
    let mut keys = [KeyCode::Down, KeyCode::Up].map(Key::plain).into_iter().cycle();
    bencher.bench_local(|| console.update(keys.next().unwrap()));
}

/// From the first row to row 5 001, with nothing answered on the way.
#[divan::bench]
fn burst_of_5_000_keys(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(blocks).bench_local_values(|mut console| {
        for _ in 0..BURST {
            divan::black_box(console.update(Key::plain(KeyCode::Down)));
        }
        console
    });
}

/// A page of 200 rows that was asked for arrives.
#[divan::bench]
fn answer_of_200_rows(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(asking).bench_local_values(|(mut console, ticket, reply)| {
        divan::black_box(console::update(&mut console.state, Message::Answer(ticket, Ok(reply))));
        console
    });
}

/// A console that has asked for a page of blocks, and the answer.
fn asking() -> (Loaded, Ticket, Reply) {
    let mut console = blocks();
    let asked = console.update(Key::char('r')).into_iter().find_map(|effect| match effect {
        Effect::Ask { ticket, ask: ask @ Read::Blocks(_) } => Some((ticket, ask)),
        _ => None,
    });
    let (ticket, ask) = asked.unwrap();
    (console, ticket, book::answer(&ask))
}
