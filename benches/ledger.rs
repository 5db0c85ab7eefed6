//! The ledger of a practice registry with a million blocks: checking its chain, making the book again, and asking for lists.
//! The book is made once, in a folder under `target`; a smaller one is used where the whole would take minutes.
//! Run with `cargo bench --bench ledger`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use countersign::{
    registry::http::{Credentials, HttpRegistry},
    registry::{Environment, Filter, Identity, Query, Read, Registry, Reply, Sort, Start, Window, query::BLOCK_FIELDS},
    sandbox::{self, Options, PRACTICE_PASSPHRASE, Running, ledger},
};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};
use rusqlite::Connection;
use std::{path::PathBuf, sync::OnceLock};
use tokio::runtime::{Builder, Runtime};

const MANY: u64 = 1_000_000;
const FEW: u64 = 20_000;

fn main() {
    divan::main();
}

/// The options of a book of so many blocks, which is kept from one run to the next.
fn options(blocks: u64) -> Options {
    let data = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("ledger-{blocks}"));
    Options { accounts: blocks / 50, blocks, data: Some(data), ..Options::of("CHE01".parse().unwrap()) }
}

/// The book's file, made if it is missing.
fn book(blocks: u64) -> Connection {
    let options = options(blocks);
    let file = options.data.as_ref().unwrap().join("CHE01.sqlite");
    sandbox::start(options).unwrap().stop();
    Connection::open(file).unwrap()
}

fn size(book: &Connection) -> (u64, u64) {
    let sql = "SELECT count(*), sum(length(line)) FROM entries";
    let (entries, octets): (i64, i64) = book.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    (entries.cast_unsigned(), octets.cast_unsigned())
}

/// Following the chain: entries and octets a second.
#[divan::bench(args = [FEW, MANY], sample_count = 5)]
fn verify_chain(bencher: Bencher<'_, '_>, blocks: u64) {
    let book = book(blocks);
    let (entries, octets) = size(&book);
    bencher
        .counter(ItemsCount::new(entries))
        .counter(BytesCount::new(octets))
        .bench_local(|| ledger::verify_chain(&book).unwrap());
}

/// Making the book again aside and comparing: blocks a second.
#[divan::bench(sample_count = 3)]
fn rebuild_aside(bencher: Bencher<'_, '_>) {
    let book = book(FEW);
    bencher.counter(ItemsCount::new(FEW)).bench_local(|| assert!(ledger::rebuilt_equals(&book).unwrap()));
}

/// A registry over a million blocks, and its client.
struct Served {
    _running: Running,
    runtime: Runtime,
    client: HttpRegistry,
}

fn served() -> &'static Served {
    static SERVED: OnceLock<Served> = OnceLock::new();
    SERVED.get_or_init(|| {
        let running = sandbox::start(options(MANY)).unwrap();
        let identity = Identity { profile: "CHE01".into(), endpoint: running.url(), environment: Environment::Practice };
        let credentials = Credentials::Practice { operator: running.operator().into(), passphrase: PRACTICE_PASSPHRASE.into() };
        let client = HttpRegistry::new(identity, running.url().parse().unwrap(), credentials).unwrap();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        Served { _running: running, runtime, client }
    })
}

/// A page of 200 blocks over HTTP: filter, sort, place of the first row.
#[divan::bench(
    args = [
        ("", "", 0),
        ("", "", 900_000),
        ("", "-quantity", 400_000),
        ("party:GHA vintage:2022..", "", 100_000),
        ("party:GHA locked:yes", "-quantity", 0),
        ("account:CHE01-100-00001", "", 0),
    ],
    sample_count = 20
)]
fn page(bencher: Bencher<'_, '_>, (filter, sort, offset): (&str, &str, u64)) {
    let served = served();
    let query = Query {
        filter: Filter::parse(filter, BLOCK_FIELDS).unwrap(),
        sort: Some(sort).filter(|sort| !sort.is_empty()).map(|sort| Sort::parse(sort, BLOCK_FIELDS).unwrap()),
        window: Window { start: Start::Offset(offset), ..Window::default() },
    };
    bencher.bench_local(|| {
        let reply = served.runtime.block_on(served.client.read(Read::Blocks(query.clone()))).unwrap();
        assert!(matches!(reply, Reply::Blocks(page) if !page.rows.is_empty()));
    });
}
