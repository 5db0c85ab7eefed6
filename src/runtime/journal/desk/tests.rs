//! A journal that is asked: pages from anywhere, filters that go on with the journal, lines with their place.

use super::*;
use crate::{
    evidence::journal::Entry,
    registry::{Sort, Window, query::JOURNAL_FIELDS},
    runtime::journal::{Journal, Keeping},
};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_824_000 + second).unwrap()
}

struct Bench {
    folder: tempfile::TempDir,
    journal: Journal,
    reader: Reader,
    written: i64,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(Keeping { folder: folder.path().into(), ..Keeping::default() }).unwrap();
        let reader = Reader::of(folder.path());
        Self { folder, journal, reader, written: 0 }
    }

    fn add(&mut self, entry: Entry) {
        self.written += 1;
        self.journal.append_at(at(self.written * 600), entry).unwrap();
    }

    fn ask(&mut self, filter: &str, sort: Option<bool>, start: Start, limit: u16) -> Page<JournalRow> {
        let query = Query {
            filter: Filter::parse(filter, JOURNAL_FIELDS).unwrap(),
            sort: sort.map(|descending| Sort { by: "line", descending }),
            window: Window { start, limit },
        };
        match self.reader.answer(&Read::Journal(query), at(self.written * 600)) {
            Ok(Reply::Journal(page)) => page,
            other => panic!("{other:?}"),
        }
    }

    fn numbers(&mut self, filter: &str, sort: Option<bool>, start: Start, limit: u16) -> Vec<u64> {
        self.ask(filter, sort, start, limit).rows.iter().map(|row| row.seq).collect()
    }

    fn line(&mut self, number: u64) -> Result<JournalLine, Problem> {
        match self.reader.answer(&Read::JournalLine(number), at(0))? {
            Reply::JournalLine(line) => Ok(*line),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn open_intents_stand_first_and_pages_come_from_anywhere() {
    let mut bench = Bench::new();
    for n in 1..=400 {
        let key = format!("act-{n}");
        bench.add(if n % 100 == 0 { Entry::intent(key, "freeze") } else { Entry::note("", "looked") });
    }
    bench.add(Entry::outcome("act-200", "done"));
    assert_eq!(bench.numbers("", None, Start::Offset(0), 5), [100, 300, 400, 401, 399]);
    assert_eq!(bench.numbers("", Some(false), Start::Offset(398), 5), [399, 400, 401]);
    assert_eq!(bench.numbers("", Some(true), Start::Around("401".into()), 2), [401, 400]);
    assert_eq!(bench.numbers("open:yes", None, Start::Offset(0), 9), [100, 300, 400]);
    assert_eq!(bench.numbers("kind:intent", Some(true), Start::Offset(1), 9), [300, 200, 100]);
    let page = bench.ask("freeze -open:yes", None, Start::Offset(0), 9);
    assert_eq!((page.total, page.unfiltered, page.rows[0].seq, page.revision), (1, 401, 200, 401));
    bench.add(Entry::intent("more", "freeze again"));
    bench.add(Entry::outcome("act-300", "asked later: done"));
    assert_eq!(bench.numbers("freeze", None, Start::Offset(0), 9), [100, 400, 402, 300, 200], "it goes on where it was");
}

#[test]
fn a_line_says_where_it_stands_and_how_its_file_was_closed() {
    let mut bench = Bench::new();
    for n in 0..200 {
        bench.add(Entry::note("", n.to_string()));
    }
    let (first, last) = (bench.line(3).unwrap(), bench.line(200).unwrap());
    assert_eq!((first.file.as_str(), first.place), ("journal-2026-11-28.jsonl", 3));
    assert_eq!((last.file.as_str(), last.place, last.closed), ("journal-2026-11-29.jsonl", 57, None));
    let closed = first.closed.unwrap();
    assert_eq!((closed.manifest.as_str(), closed.signed, first.breach), ("journal-2026-11-28.sha256", false, None));
    assert!(bench.line(201).is_err() && bench.line(0).is_err());
}

#[test]
fn a_broken_journal_is_shown_up_to_where_it_breaks() {
    let mut bench = Bench::new();
    for n in 0..5 {
        bench.add(Entry::note("", format!("note {n}")));
    }
    let path = bench.folder.path().join("journal-2026-11-28.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("note 3", "note 9", 1)).unwrap();
    assert_eq!(bench.numbers("", Some(false), Start::Offset(0), 9), [1, 2, 3, 4]);
    let breach = bench.line(1).unwrap().breach.unwrap();
    assert!(breach.contains("journal-2026-11-28.jsonl, line 5 (number 5)"), "{breach}");
}
