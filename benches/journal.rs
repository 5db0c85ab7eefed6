//! The journal: lines appended and on the disk one by one, and a journal of a million lines verified, beside `sha256sum` over the same
//! files. Prints a table; with UPDATE_DOCS=1 also puts it into docs/performance.md.
//! Must not know: what the lines say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, clippy::print_stderr)]
#![allow(missing_docs)]

#[path = "whole/report.rs"]
#[allow(dead_code)]
mod report;
#[path = "whole/stats.rs"]
#[allow(dead_code)]
mod stats;

use countersign::{
    evidence::journal::{Chain, Entry, Head, Manifest, SegmentName, Tree, leaf},
    runtime::journal::{Journal, Judged, Keeping, look_at_journal, verify},
};
use jiff::{Timestamp, ToSpan};
use report::Row;
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const MANY: u64 = 1_000_000;
const DAYS: u64 = 250;
const SYNCED: u32 = 2_000;

fn main() {
    let machine = report::machine();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut rows = vec![appending(&folder.path().join("appended"))];
    let large = folder.path().join("large");
    eprintln!("inventing a journal of {MANY} lines …");
    let octets = invent(&large);
    rows.push(Row::note("the journal: lines, files, octets", format!("{MANY}, {DAYS}, {}", octets)));
    let begun = Instant::now();
    assert_eq!(look_at_journal(&large), countersign::runtime::journal::JournalState::Whole { unfinished: 0 });
    rows.push(Row::note("checked as at each start: every line, every manifest", rate(begun.elapsed())));
    let begun = Instant::now();
    assert_eq!(verify(&large, &Judged { whole: true, ..Judged::default() }).unwrap().head.seq, MANY);
    rows.push(Row::note("`countersign journal verify`: with the trees too", rate(begun.elapsed())));
    let begun = Instant::now();
    let check = "cat journal*.sha256 | sha256sum --check --quiet";
    let stock = Command::new("sh").args(["-c", check]).current_dir(&large).stdout(Stdio::null()).status().unwrap();
    assert!(stock.success());
    rows.push(Row::note("`sha256sum --check` over the same files, which reads no line", rate(begun.elapsed())));
    let table = report::table(&machine, &rows);
    println!("{table}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        report::into_document("journal figures", &table);
    }
}

/// Lines that wait for the disk, one after the other.
fn appending(folder: &Path) -> Row {
    let mut journal = Journal::open(Keeping { folder: folder.into(), ..Keeping::default() }).unwrap();
    let begun = Instant::now();
    for n in 0..SYNCED {
        journal.append(entry(u64::from(n))).unwrap();
    }
    let took = begun.elapsed();
    let each = took.as_micros() / u128::from(SYNCED);
    Row::note("a line appended and on the disk (fdatasync)", format!("{SYNCED} in {} ms: {each} µs each", took.as_millis()))
}

fn entry(n: u64) -> Entry {
    let key = format!("2845c65b-9b7f-80e9-ae15-{n:012x}");
    let what = format!(
        "CHE01 (PRODUCTION, https://registry.example.org): freeze account CHE01-100-{n:05} at version 1, because: reported"
    );
    let entry = if n.is_multiple_of(2) { Entry::intent(key, what) } else { Entry::outcome(key, "done, entry 4711") };
    entry.in_profile("swiss").by("amina.k", "ONL-2").about(format!("CHE01-100-{n:05}"), None)
}

/// A journal of many lines in as many files as there are working days in a year, written without waiting for the disk; its octets.
fn invent(folder: &Path) -> u64 {
    fs::create_dir(folder).unwrap();
    let (mut chain, mut before, mut octets) = (Chain::new(), None, 0);
    let mut newest: Option<SegmentName> = None;
    let begun: Timestamp = "2026-01-01T09:00:00Z".parse().unwrap();
    for day in 0..DAYS {
        let at = begun.checked_add((24 * i64::try_from(day).unwrap()).hours()).unwrap();
        let segment = SegmentName::next(newest, at);
        newest = Some(segment);
        let first = chain.head().seq + 1;
        let mut tree = Tree::default();
        let mut text = String::new();
        for n in 0..MANY / DAYS {
            // An outcome closes the intent before it, so that none stays open.
            let key = (first + n - 1) / 2 * 2;
            let entry = if (first + n) % 2 == 1 { entry(key) } else { Entry::outcome(entry(key).act, "done, entry 4711") };
            let line = chain.line(at, entry);
            tree.push(leaf(line.trim_end()));
            text.push_str(&line);
        }
        let Head { seq, digest } = chain.head();
        let manifest = Manifest {
            segment,
            station: None,
            closed: at,
            first,
            head: Head { seq, digest },
            root: tree.root(),
            sum: countersign::evidence::digest::Digest::of(&text),
            before,
        };
        let written = manifest.write();
        before =
            Some(countersign::evidence::journal::Before { segment, sum: countersign::evidence::digest::Digest::of(&written) });
        octets += text.len() as u64;
        fs::write(folder.join(segment.lines()), text).unwrap();
        fs::write(folder.join(segment.manifest()), written).unwrap();
    }
    octets
}

fn rate(took: Duration) -> String {
    let second = u128::from(MANY) * 1_000 / took.as_millis().max(1);
    format!("{} ms: {second} lines a second", took.as_millis())
}
