//! A practice registry with a million blocks: making it, checking its ledger, and asking it for lists over HTTP. Prints a table; with
//! UPDATE_DOCS=1 also puts it into docs/performance.md.
//! Must not know: how the book is made of its entries.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, clippy::print_stderr)]
#![allow(missing_docs)]

#[path = "whole/report.rs"]
#[allow(dead_code)]
mod report;
#[path = "whole/stats.rs"]
#[allow(dead_code)]
mod stats;

use countersign::{
    sandbox::{
        self, Options, PRACTICE_PASSPHRASE, Running,
        ledger::{self, Pen},
    },
    wire::ledger::{AccountState, Act, Posting},
};
use report::Row;
use rusqlite::Connection;
use stats::{Durations, mib, ms};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

const MANY: u64 = 1_000_000;
const FEW: u64 = 20_000;
/// So many small acts follow the opening of the large book.
const ACTS: u32 = 20_000;
/// So often each list is asked for, after the first time.
const TIMES: usize = 20;

/// Lists: path, filter, sort, place of the first row.
const LISTS: [(&str, &str, &str, u64); 11] = [
    ("blocks", "", "", 0),
    ("blocks", "", "", 900_000),
    ("blocks", "", "-quantity", 400_000),
    ("blocks", "party:GHA vintage:2022..", "", 100_000),
    ("blocks", "party:GHA locked:yes", "-quantity", 0),
    ("blocks", "account:CHE01-100-00017", "", 0),
    ("blocks", "4711..4999", "", 0),
    ("accounts", "type:holding holder:energy", "-held", 0),
    ("ledger", "", "-entry", 0),
    ("ledger", "touched:CHE01-100-00017 by:amina.k", "-entry", 0),
    ("accounts/CHE01-100-00017/history", "", "", 0),
];

fn main() {
    let machine = report::machine();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    eprintln!("inventing a book of {MANY} blocks …");
    let begun = Instant::now();
    sandbox::start(options(folder.path(), MANY)).unwrap().stop();
    let mut rows =
        vec![Row::note("making a registry of 1 000 000 blocks and 20 000 accounts, until it listens", seconds(begun.elapsed()))];
    let file = folder.path().join("CHE01.sqlite");
    rows.push(Row::note("its file", mib(std::fs::metadata(&file).unwrap().len() / 1_024)));
    eprintln!("acting, verifying …");
    rows.extend(acts(&file));
    rows.extend(verification(folder.path(), &file));
    eprintln!("asking for lists …");
    let registry = sandbox::start(options(folder.path(), MANY)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    rows.extend(runtime.block_on(lists(&registry)));
    let table = report::table(&machine, &rows);
    println!("{table}");
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        report::into_document("ledger figures", &table);
    }
}

fn options(folder: &Path, blocks: u64) -> Options {
    let data: PathBuf = folder.to_owned();
    Options { accounts: blocks / 50, blocks, data: Some(data), history: false, ..Options::of("CHE01".parse().unwrap()) }
}

fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}

/// How many things a second that is.
fn a_second(count: u64, time: Duration) -> u128 {
    u128::from(count) * 1_000_000 / time.as_micros().max(1)
}

/// Small acts, a transaction for a hundred of them: an account is blocked for transfers out and opened again.
fn acts(file: &Path) -> Vec<Row> {
    let book = Connection::open(file).unwrap();
    book.set_prepared_statement_cache_capacity(128);
    let registry = "CHE01".parse().unwrap();
    let mut open = book.prepare("SELECT id FROM accounts WHERE state = 'open' ORDER BY id LIMIT 200").unwrap();
    let open: Vec<String> = open.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let begun = Instant::now();
    for n in 0..ACTS {
        if n % 100 == 0 {
            book.execute_batch("BEGIN IMMEDIATE").unwrap();
        }
        let account = open[n as usize / 2 % open.len()].clone();
        let state = if n % 2 == 0 { "blocked-out" } else { "open" };
        let posting = AccountState { account, state: state.into(), lock: None };
        let act = Act {
            by: vec!["amina.k".into()],
            reason: "measured".into(),
            message: None,
            postings: vec![Posting::AccountState(posting)],
        };
        ledger::append(Pen { book: &book, registry, now: jiff::Timestamp::now() }, "account-state-changed", &act).unwrap();
        if n % 100 == 99 {
            book.execute_batch("COMMIT").unwrap();
        }
    }
    let rate = a_second(u64::from(ACTS), begun.elapsed());
    vec![Row::note(format!("{ACTS} small acts into its ledger, a hundred in a transaction"), format!("{rate} a second"))]
}

/// Following the chain of the large book, and making a small one again aside.
fn verification(folder: &Path, file: &Path) -> Vec<Row> {
    let book = Connection::open(file).unwrap();
    let sql = "SELECT count(*), sum(length(line)) FROM entries";
    let (entries, octets): (i64, i64) = book.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let (entries, octets) = (entries.cast_unsigned(), octets.cast_unsigned());
    let chain = time(5, || assert!(ledger::verify_chain(&book).unwrap().1.is_none()));
    let rate = a_second(octets / 1_024, chain.median());
    let followed = format!(
        "{}: {} entries a second, {}",
        ms(chain.median()),
        a_second(entries, chain.median()),
        mib(rate as u64) + " a second"
    );
    let small = folder.join("small");
    sandbox::start(options(&small, FEW)).unwrap().stop();
    let book = Connection::open(small.join("CHE01.sqlite")).unwrap();
    let rebuilt = time(3, || assert!(ledger::verify(&book).unwrap().is_sound()));
    vec![
        Row::note(format!("following the chain: {entries} entries, {}", mib(octets / 1_024)), followed),
        Row::note(
            format!("verifying a book of {FEW} blocks: the chain, the book made again aside, every table compared"),
            format!("{}: {} blocks a second", ms(rebuilt.median()), a_second(FEW, rebuilt.median())),
        ),
    ]
}

fn time(times: usize, work: impl Fn()) -> Durations {
    Durations::of((0..times).map(|_| {
        let begun = Instant::now();
        work();
        begun.elapsed()
    }))
}

/// Pages of 200 rows: the first time, when rows may have to be counted, and again.
async fn lists(registry: &Running) -> Vec<Row> {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let sign_in = format!(r#"{{"operator":"{}","secret":"{PRACTICE_PASSPHRASE}"}}"#, registry.operator());
    let session =
        http.post(format!("{}/admin/v1/session", registry.url())).header("content-type", "application/json").body(sign_in);
    let session: serde_json::Value = serde_json::from_str(&session.send().await.unwrap().text().await.unwrap()).unwrap();
    let token = session["token"].as_str().unwrap();
    let mut rows = Vec::new();
    for (path, filter, sort, offset) in LISTS {
        let query = if path.contains('/') { String::new() } else { format!("?filter={}&offset={offset}", encoded(filter)) };
        let sort_part = if sort.is_empty() { String::new() } else { format!("&sort={sort}") };
        let url = format!("{}/admin/v1/{path}{query}{sort_part}", registry.url());
        let mut taken = Vec::new();
        for _ in 0..=TIMES {
            let begun = Instant::now();
            let answer = http.get(&url).bearer_auth(token).send().await.unwrap();
            let (status, text) = (answer.status(), answer.text().await.unwrap());
            taken.push(begun.elapsed());
            assert!(status.is_success(), "{url}: {status} {text}");
        }
        let again = Durations::of(taken.drain(1..).collect::<Vec<_>>());
        let words: Vec<String> = [filter.to_owned(), if sort.is_empty() { String::new() } else { format!("sorted by {sort}") }]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        let from = if offset > 0 { format!(", from row {offset}") } else { String::new() };
        let what = format!("`GET {path}` {}{from}", if words.is_empty() { "as it is".to_owned() } else { words.join(", ") });
        rows.push(Row::note(
            what,
            format!("first {}, then median {}, most {}", ms(taken[0]), ms(again.median()), ms(again.most())),
        ));
    }
    rows
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
