//! The journal of a test's console: a few lines of every kind, one act whose outcome nobody knows, one file that is closed.

use super::{
    book::now,
    pages::{Place, Row, contains, is_ago, page, within},
};
use countersign::{
    evidence::journal::{Chain, Digest, Entry, Kind, Record},
    registry::{
        Problem, ProblemKind, Read, Reply,
        journal::{Closing, JournalLine, JournalRow},
        query::Term,
    },
    text::Untrusted,
};
use jiff::ToSpan;

/// Lines of the first file.
const CLOSED: u64 = 4;

fn entries() -> Vec<Entry> {
    let (done, open) = ("2845c65b-9b7f-80e9-ae15-2a3d13cee8b8", "9c1f0a52-6d3e-8f41-b7a8-50c2e9d4731b");
    let program = Some(Digest::of("program"));
    let freeze = |account: &str| {
        format!("practice-che (PRACTICE, http://127.0.0.1:44163): freeze account {account} at version 1, because: reported")
    };
    let by_amina = |entry: Entry| entry.in_profile("practice-che").by("amina.k", "ONL-2");
    let mut entries = vec![
        Entry::new(Kind::Start, "countersign 0.1.0 begins").about("program", program),
        Entry::new(Kind::Load, "the configuration was read").about("/home/amina/.config/countersign/config.toml", program),
        by_amina(Entry::intent(done, freeze("CHE01-100-0001"))).about("CHE01-100-0001", None),
        by_amina(Entry::outcome(done, "done, entry 4 711 of 2026-11-21T21:57:18.646Z")),
        by_amina(Entry::new(Kind::Refusal, "F01: who submitted an order never approves it")).about("approve", None),
        by_amina(Entry::intent(open, freeze("CHE01-100-0007"))).about("CHE01-100-0007", None),
        Entry::note(open, "sent, and no answer came: the outcome is unknown"),
        Entry::new(Kind::Clock, "the clock went back: the line before was written at 2026-11-22T09:11:00Z"),
        Entry::note("", "a name with \u{202e} in it\u{1b}[2J"),
    ];
    entries.extend((1..=30).map(|n| Entry::new(Kind::Export, format!("accounts-{n}.csv was written"))));
    entries
}

fn records() -> Vec<Record> {
    let mut chain = Chain::new();
    let count = entries().len();
    let line = |(n, entry): (usize, Entry)| {
        let before = i64::try_from(count - n).unwrap() * 17;
        let line = chain.line(now().checked_sub(before.minutes()).unwrap(), entry);
        Record::read(line.trim_end()).unwrap()
    };
    entries().into_iter().enumerate().map(line).collect()
}

fn row(record: &Record) -> JournalRow {
    JournalRow::of(record, record.seq == 6)
}

/// What the runtime would answer.
pub fn answer(ask: &Read) -> Result<Reply, Problem> {
    let (records, missing) = (records(), || Problem::of(ProblemKind::Missing));
    match ask {
        Read::Journal(query) => {
            let rows: Vec<JournalRow> = records.iter().map(row).collect();
            Ok(Reply::Journal(page(&rows.iter().collect::<Vec<_>>(), query, rows.len() as u64)))
        }
        Read::JournalLine(number) => {
            let record = records.iter().find(|record| record.seq == *number).ok_or_else(missing)?;
            Ok(Reply::JournalLine(Box::new(line(record))))
        }
        _ => Err(missing()),
    }
}

fn line(record: &Record) -> JournalLine {
    let first = record.seq <= CLOSED;
    let closing = Closing {
        manifest: "journal-2026-11-21.sha256".into(),
        at: now().checked_sub(9.hours()).unwrap(),
        station: Some("ONL-2".into()),
        signed: true,
    };
    JournalLine {
        row: row(record),
        session: Untrusted::new("0198f6c2-6c1e-7c1a-9d0e-5f3c1b7a2e44"),
        floor: record.entry.floor,
        about: record.entry.digest,
        previous: record.prev,
        text: Untrusted::new(record.text()),
        file: if first { "journal-2026-11-21.jsonl" } else { "journal-2026-11-22.jsonl" }.into(),
        place: if first { record.seq } else { record.seq - CLOSED },
        closed: first.then_some(closing),
        breach: None,
    }
}

impl Row for JournalRow {
    fn key(&self) -> String {
        self.seq.to_string()
    }

    /// Open intents first, then the newest first.
    fn by_id(&self) -> (String, u64) {
        ((if self.open { "0" } else { "1" }).to_owned(), u64::MAX - self.seq)
    }

    fn place(&self, _field: &str) -> Place {
        Place::Number(self.seq)
    }

    fn holds(&self, term: &Term) -> bool {
        let value = term.value.as_str();
        match term.field {
            None => contains(self.what.octets(), value),
            Some("line") => within(value, self.seq),
            Some("kind") => self.kind.word() == value,
            Some("open") => (value == "yes") == self.open,
            Some("person") => contains(self.person.octets(), value),
            Some("station") => contains(self.station.octets(), value),
            Some("profile") => contains(self.profile.octets(), value),
            Some("object") => contains(self.object.octets(), value),
            Some("act") => contains(self.act.octets(), value),
            Some("at") => is_ago(value, self.at),
            Some(field) => panic!("the journal has no {field}"),
        }
    }
}
