//! Journals of several runs and days in a real folder: what is written is found again, and every change of it is named with its place.

mod faults;

use super::*;
use crate::evidence::{
    journal::Why,
    key::SecretKey,
    sshsig::{Namespace, SshSignature},
};

/// A folder for a journal.
struct Bench {
    folder: tempfile::TempDir,
}

const FIRST: &str = "2024-11-27T09:00:00Z";
const SECOND: &str = "2024-11-28T09:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn key() -> SecretKey {
    SecretKey::from_seed(&[7; 32])
}

fn station() -> Station {
    let sign = |namespace: Namespace, octets: &[u8]| Ok(SshSignature::sign(&key(), namespace, octets).armored());
    Station { id: "ONL-2".into(), sign: Arc::new(sign) }
}

impl Bench {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// One file for each of these days, of three lines each, all closed but the last.
    fn of_days(days: &[&str]) -> Self {
        let bench = Self::new();
        let mut journal = bench.open();
        for day in days {
            for n in 1..=3 {
                journal.append_at(at(day), Entry::note("", format!("note {n} of {day}"))).unwrap();
            }
        }
        bench
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn keeping(&self) -> Keeping {
        Keeping { folder: self.path().into(), session: "s".into(), station: Some(station()), ..Keeping::default() }
    }

    fn try_open(&self) -> Result<Journal, JournalProblem> {
        Journal::open(self.keeping())
    }

    fn open(&self) -> Journal {
        self.try_open().unwrap()
    }

    fn files(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != "journal.lock");
        names.sort();
        names
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn breach(&self) -> Breach {
        match self.try_open() {
            Err(JournalProblem::Broken(breach)) => breach,
            other => panic!("{other:?}"),
        }
    }

    /// Where it breaks: file, line in it, number, why.
    fn broken(&self) -> (String, u64, u64, BreachWhy) {
        let Breach { segment, line, seq, why } = self.breach();
        (segment.to_string(), line, seq, why)
    }
}

#[test]
fn every_day_and_every_run_has_a_file_of_its_own_and_the_chain_goes_through_all() {
    let bench = Bench::of_days(&[FIRST, SECOND]);
    assert_eq!(
        bench.files(),
        ["journal-2024-11-27.jsonl", "journal-2024-11-27.sha256", "journal-2024-11-27.sha256.sig", "journal-2024-11-28.jsonl"]
    );
    let mut next = bench.open();
    next.append_at(at(SECOND), Entry::note("", "of another run")).unwrap();
    next.close().unwrap();
    assert_eq!(bench.files().len(), 9, "{:?}", bench.files());
    let chain = Chain::resume(&text(bench.path())).unwrap();
    assert_eq!((chain.head(), chain.head().seq), (next.head(), 7));
    for day in ["27", "28"] {
        let manifest = bench.read(&format!("journal-2024-11-{day}.sha256"));
        let signature = SshSignature::parse(&bench.read(&format!("journal-2024-11-{day}.sha256.sig"))).unwrap();
        signature.verify(Namespace::Journal, manifest.as_bytes(), &key().public()).unwrap();
        assert!(Manifest::parse(&manifest).unwrap().station.as_deref() == Some("ONL-2"));
    }
    let line = crate::evidence::journal::Record::read(bench.read("journal-2024-11-28_002.jsonl").trim_end()).unwrap();
    assert_eq!((line.entry.session.as_str(), line.entry.station.as_str()), ("s", "ONL-2"));
}

#[test]
fn a_journal_of_before_there_were_segments_is_gone_on_with() {
    let bench = Bench::new();
    let mut chain = Chain::new();
    let old: String =
        [Entry::intent("k", "freeze"), Entry::note("k", "unknown")].map(|entry| chain.line(at(FIRST), entry)).concat();
    bench.write("journal.jsonl", &old);
    let mut journal = bench.open();
    assert_eq!(journal.open_intents().len(), 1);
    journal.append_at(at(SECOND), Entry::outcome("k", "asked later: done")).unwrap();
    journal.close().unwrap();
    drop(journal);
    assert_eq!(bench.read("journal.jsonl"), old, "what was written stays as it is");
    assert_eq!(Chain::resume(&text(bench.path())).unwrap().head().seq, 3);
    assert_eq!(bench.open().open_intents(), []);
}

/// T22, scenario 25.
#[test]
fn a_changed_byte_a_dropped_line_and_swapped_days_are_found_with_day_and_line() {
    // Scenario 25, T22.
    let days = [FIRST, SECOND, "2024-11-29T09:00:00Z"];
    let (first, second) = ("journal-2024-11-27.jsonl", "journal-2024-11-28.jsonl");
    let chain = |why: Why| BreachWhy::Chain(why);
    type Change = fn(&Bench, &str, &str);
    let dropped: Change = |bench, _, second| {
        let text = bench.read(second);
        let kept: Vec<&str> = text.split_inclusive('\n').take(2).collect();
        bench.write(second, &kept.concat());
    };
    let swapped: Change = |bench, first, second| {
        let (a, b) = (bench.read(first), bench.read(second));
        bench.write(first, &b);
        bench.write(second, &a);
    };
    /// The day and the lines a breach is found at, and why.
    type Found = (&'static str, u64, u64, BreachWhy);
    let cases: [(Change, Found); 8] = [
        (|b, _, s| b.write(s, &b.read(s).replacen("note 2", "note 9", 1)), ("journal-2024-11-28", 3, 6, chain(Why::Digest))),
        (|b, _, s| b.write(s, &b.read(s).replacen("note 3", "note 9", 1)), ("journal-2024-11-28", 3, 6, BreachWhy::Last)),
        (|b, _, s| b.write(s, &b.read(s).replacen("note 2", "n\\u006fte 2", 1)), ("journal-2024-11-28", 2, 5, chain(Why::Form))),
        (dropped, ("journal-2024-11-28", 2, 5, BreachWhy::Short)),
        (swapped, ("journal-2024-11-27", 1, 1, chain(Why::Number))),
        (|b, _, s| b.write(s, b.read(s).trim_end()), ("journal-2024-11-28", 3, 6, chain(Why::CutOff))),
        (|b, _, s| fs::remove_file(b.path().join(s)).unwrap(), ("journal-2024-11-29", 1, 4, chain(Why::Number))),
        (|b, f, _| fs::remove_file(b.path().join(f)).unwrap(), ("journal-2024-11-28", 1, 1, chain(Why::Number))),
    ];
    for (change, (segment, line, seq, why)) in cases {
        let bench = Bench::of_days(&days);
        change(&bench, first, second);
        assert_eq!(bench.broken(), (segment.to_owned(), line, seq, why));
    }
}

#[test]
fn a_manifest_that_was_changed_or_taken_away_is_found() {
    let days = [FIRST, SECOND, "2024-11-29T09:00:00Z"];
    let bench = Bench::of_days(&days);
    let (name, text) = ("journal-2024-11-27.sha256", bench.read("journal-2024-11-27.sha256"));
    for (changed, segment, why) in [
        (text.replace("ONL-2", "ONL-3"), "journal-2024-11-28", BreachWhy::Before),
        (text.replace("# root", "# Root"), "journal-2024-11-27", BreachWhy::Manifest),
        (text.replace("lines: 1-3", "lines: 2-3"), "journal-2024-11-27", BreachWhy::Sum),
        (bench.read("journal-2024-11-28.sha256"), "journal-2024-11-27", BreachWhy::Manifest),
    ] {
        bench.write(name, &changed);
        let (found, line, _, is) = bench.broken();
        assert_eq!((found.as_str(), line, is), (segment, 0, why));
    }
    fs::remove_file(bench.path().join(name)).unwrap();
    assert_eq!(bench.broken().3, BreachWhy::NoManifest);
    bench.write(name, &text);
    assert!(bench.try_open().is_ok());
}

/// Scenario 12.
#[test]
fn what_a_crash_left_is_brought_to_its_end() {
    let bench = Bench::of_days(&[FIRST, SECOND]);
    let last = "journal-2024-11-28.jsonl";
    let whole = bench.read(last);
    for (left, lines) in [(whole.clone(), 6), (format!("{whole}{{\"seq\":7,\"a"), 7)] {
        let bench = Bench::of_days(&[FIRST, SECOND]);
        bench.write(last, &left);
        let mut journal = bench.open();
        assert_eq!(journal.head().seq, lines, "the cut is noted");
        journal.close().unwrap();
        drop(journal);
        assert_eq!(bench.read(last), whole);
        assert_eq!(Chain::resume(&text(bench.path())).unwrap().head().seq, lines);
        assert!(bench.try_open().is_ok());
        let torn = bench.path().join("journal-2024-11-28.torn");
        assert_eq!(fs::read_to_string(torn).ok().as_deref(), left.strip_prefix(&whole).filter(|rest| !rest.is_empty()));
    }
    for nothing in ["", "{\"seq\":7"] {
        let bench = Bench::of_days(&[FIRST]);
        fs::remove_file(bench.path().join("journal-2024-11-27.jsonl")).unwrap();
        bench.write("journal-2024-11-27.jsonl", nothing);
        bench.open().append_at(at(FIRST), Entry::note("", "first")).unwrap();
        assert!(Chain::resume(&text(bench.path())).unwrap().head().seq > 0);
    }
}

/// T23.
#[test]
fn a_clock_that_goes_back_is_noted_and_makes_no_earlier_file() {
    // T23.
    let bench = Bench::new();
    let mut journal = bench.open();
    journal.append_at(at(SECOND), Entry::note("", "a").not_before(Some(at("2024-11-28T10:00:00Z")))).unwrap();
    journal.append_at(at("1970-01-01T00:00:00Z"), Entry::note("", "b")).unwrap();
    journal.append_at(at("1970-01-01T00:00:01Z"), Entry::note("", "c")).unwrap();
    let kinds = text(bench.path());
    let kinds: Vec<&str> =
        kinds.lines().map(|line| line.split("\"kind\":\"").nth(1).unwrap().split('"').next().unwrap()).collect();
    assert_eq!(kinds, ["clock", "note", "clock", "note", "note"]);
    assert_eq!(bench.files(), ["journal-2024-11-28.jsonl"]);
    let last = text(bench.path()).lines().last().unwrap().to_owned();
    assert!(last.contains("\"floor\":\"2024-11-28T10:00:00.000Z\""), "{last}");
}

#[test]
fn a_station_that_does_not_sign_is_noted_and_the_next_manifest_carries_the_one_before() {
    let bench = Bench::new();
    let silent = Station { sign: Arc::new(|_, _| Err("the agent is gone".into())), ..station() };
    let mut journal = Journal::open(Keeping { station: Some(silent), ..bench.keeping() }).unwrap();
    journal.append_at(at(FIRST), Entry::note("", "a")).unwrap();
    journal.append_at(at(SECOND), Entry::note("", "b")).unwrap();
    assert!(text(bench.path()).contains("journal-2024-11-27.sha256 is not signed: the agent is gone"));
    drop(journal);
    bench.open();
    assert!(bench.path().join("journal-2024-11-28.sha256.sig").exists());
    let manifest = Manifest::parse(&bench.read("journal-2024-11-28.sha256")).unwrap();
    assert_eq!(manifest.before.unwrap().sum, Digest::of(bench.read("journal-2024-11-27.sha256")));
}

#[test]
fn a_run_begins_with_the_digest_of_its_program_and_what_it_read() {
    let bench = Bench::new();
    bench.write("program", "octets");
    let program = Some(bench.path().join("program"));
    let first = vec![Entry::new(Kind::Load, "the configuration was read").about("config.toml", Some(Digest::of("config")))];
    Journal::open(Keeping { program, first, ..bench.keeping() }).unwrap();
    let text = text(bench.path());
    let expected = format!("\"object\":\"program\",\"digest\":\"{}\"", Digest::of("octets"));
    assert!(text.lines().next().unwrap().contains(&expected), "{text}");
    assert!(text.lines().nth(1).unwrap().contains("\"kind\":\"load\""), "{text}");
}

#[test]
fn only_one_console_writes_and_looking_changes_nothing() {
    let bench = Bench::of_days(&[FIRST]);
    let before = bench.files();
    assert_eq!(look_at_journal(bench.path()), JournalState::Whole { unfinished: 0 });
    assert_eq!(bench.files(), before);
    let journal = bench.open();
    assert_eq!(look_at_journal(bench.path()), JournalState::InUse);
    assert!(matches!(bench.try_open(), Err(JournalProblem::InUse)));
    drop(journal);
    bench.write("journal-2024-11-27.jsonl", "no journal\n");
    let state = look_at_journal(bench.path());
    let JournalState::Unusable(sentence) = state else { panic!("{state:?}") };
    assert!(sentence.contains("journal-2024-11-27.jsonl, line 1 (number 1)"), "{sentence}");
}

#[test]
fn lines_are_found_again_and_a_walk_goes_on_where_it_was() {
    let bench = Bench::new();
    let mut walk = Walk::of(bench.path(), Extent::Whole);
    let mut journal = bench.open();
    let mut seen = 0;
    for day in [FIRST, SECOND] {
        for n in 0..300 {
            journal.append_at(at(day), Entry::note("", n.to_string())).unwrap();
        }
        walk.advance(&mut |_| seen += 1).unwrap();
        assert_eq!(walk.chain().head(), journal.head());
    }
    assert_eq!(seen, 600);
    for from in [1, 127, 128, 129, 299, 301, 600] {
        let mut found = Vec::new();
        let mut see = |record: crate::evidence::journal::Record| {
            found.push(record.seq);
            found.len() < 5
        };
        walk.again(from, &mut see).unwrap();
        assert_eq!(found, (from..=600).take(5).collect::<Vec<_>>());
    }
}

/// T24.
#[test]
fn a_disk_that_takes_nothing_leaves_a_sound_journal() {
    // T24.
    let bench = Bench::of_days(&[FIRST]);
    let mut journal = bench.open();
    journal.append_at(at(SECOND), Entry::note("", "before")).unwrap();
    let mut journal = journal.on_full_disk();
    assert!(matches!(journal.append_at(at(SECOND), Entry::note("", "lost")), Err(JournalProblem::File(_))));
    drop(journal);
    let reopened = bench.open();
    assert_eq!(reopened.head().seq, 4);
}
