//! One frame: the state painted, compared with the frame before, and encoded for the terminal.
//! Nothing is written anywhere; octets are counted. Budgets: 1 ms at 200×50, 3 ms at 400×100.
//! Must not know: the real terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

#[path = "micro/book.rs"]
mod book;
#[path = "micro/frames.rs"]
mod frames;
#[path = "micro/loaded.rs"]
mod loaded;

use divan::{AllocProfiler, Bencher};
use frames::{Change, Frames, List};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = Change::ALL)]
fn accounts_200x50(bencher: Bencher<'_, '_>, change: Change) {
    frame(bencher, List::Accounts, (200, 50), change);
}

#[divan::bench(args = Change::ALL)]
fn accounts_400x100(bencher: Bencher<'_, '_>, change: Change) {
    frame(bencher, List::Accounts, (400, 100), change);
}

#[divan::bench(args = Change::ALL)]
fn blocks_200x50(bencher: Bencher<'_, '_>, change: Change) {
    frame(bencher, List::Blocks, (200, 50), change);
}

#[divan::bench(args = Change::ALL)]
fn blocks_400x100(bencher: Bencher<'_, '_>, change: Change) {
    frame(bencher, List::Blocks, (400, 100), change);
}

fn frame(bencher: Bencher<'_, '_>, list: List, size: (u16, u16), change: Change) {
    let mut frames = Frames::of(list, size, change);
    bencher.bench_local(|| frames.next());
}
