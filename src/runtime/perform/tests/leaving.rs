//! Files that leave the console: what the journal has of each before and after it is written, and that there is none without the first line.

use super::*;
use crate::{
    app::{
        export::{ExportProblem, ExportRows, OwnRows},
        pack::{PackOrder, ShownEvidence},
    },
    evidence::pack::{Audience, PackFile},
    registry::sheet::{Choice, Format},
    runtime::journal::{Journal, text},
};
use jiff::Timestamp;
use std::{fs, path::Path};

const ORDER: &str = "CHE01-2026-000124";

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    List,
    Pack,
    Draft,
    Evidence,
}

/// A performer, and a folder for its journal and its files.
struct Bench {
    folder: tempfile::TempDir,
    performer: Performer,
    messages: mpsc::Receiver<Message>,
}

impl Bench {
    fn new() -> Self {
        let (performer, messages) = Performer::new(Vec::new());
        Self { folder: tempfile::tempdir().unwrap(), performer, messages }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn keeping(&self) -> Keeping {
        Keeping { folder: self.state(), ..Keeping::default() }
    }

    /// From when its lock is there, whoever wants to write a line waits until it is open.
    async fn open(&mut self) {
        self.performer.open_journal(self.keeping());
        while !self.state().join("journal.lock").exists() {
            tokio::task::yield_now().await;
        }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out.csv")
    }

    /// Has it written; what came of it is the last of what was told.
    async fn write(&mut self, thing: Thing) -> Vec<Message> {
        let path = self.out();
        match thing {
            Thing::List => {
                let choice = Choice::all(Sheet::Accounts);
                let own = OwnRows { word: "accounts", choice, rows: Vec::new(), as_of: Timestamp::UNIX_EPOCH };
                let (rows, format) = (ExportRows::Own(own), Format::Csv);
                self.performer.export(ticket(1), ExportOrder { rows, format, mark: false, path, replace: false });
            }
            Thing::Pack => {
                let order = PackOrder { transfer: "CHE01-2026-000077".parse().unwrap(), path, audience: Audience::Operator };
                self.performer.pack(ticket(1), order);
            }
            Thing::Draft => self.performer.save_draft(path, "Dear colleagues".into()),
            Thing::Evidence => {
                let files = vec![PackFile { name: "order".into(), octets: b"an order".to_vec() }];
                self.performer.keep_evidence(
                    ProfileId(0),
                    ShownEvidence { order: ORDER.parse().unwrap(), found: "it does not hold".into(), files },
                );
            }
        }
        let mut told = Vec::new();
        let is_end = |told: &Message| {
            matches!(told, Message::Exported(..) | Message::Packed(_) | Message::DraftSaved(_) | Message::EvidenceKept { .. })
        };
        while !told.last().is_some_and(is_end) {
            told.push(self.messages.recv().await.unwrap());
        }
        told
    }
}

/// Why it was not written, if it was not.
fn failed(told: &[Message]) -> Option<String> {
    match told.last().unwrap() {
        Message::Exported(_, came) => came.as_ref().err().map(ExportProblem::sentence),
        Message::Packed(came) => came.as_ref().err().cloned(),
        Message::DraftSaved(came) => came.as_ref().err().cloned(),
        Message::EvidenceKept { came, .. } => came.as_ref().err().cloned(),
        other => panic!("{other:?}"),
    }
}

/// The lines about files: the act, the digest and the words of each.
fn lines(folder: &Path) -> Vec<(String, bool, String)> {
    let lines = text(folder);
    let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let of = |line: &serde_json::Value, field: &str| line[field].as_str().unwrap_or_default().to_owned();
    let exports = lines.lines().map(value).filter(|line| of(line, "kind") == "export");
    exports.map(|line| (of(&line, "act"), line["digest"].is_string(), of(&line, "what"))).collect()
}

/// Promise 7, T24: a line before the file and one after it, under one key; the second has the digest, or why there is no file.
#[tokio::test]
async fn a_file_has_a_line_before_it_and_one_with_what_came_of_it() {
    for (thing, before, after) in [
        (Thing::List, "the list accounts is being written to a file", "0 rows were written to a file"),
        (Thing::Draft, "the draft of a message is being written to a file", "the draft of a message was written to a file"),
        (
            Thing::Evidence,
            "what was shown of order CHE01-2026-000124 is being",
            "what was shown of order CHE01-2026-000124 was kept",
        ),
    ] {
        let mut bench = Bench::new();
        bench.open().await;
        assert_eq!(failed(&bench.write(thing).await), None, "{thing:?}");
        let lines = lines(&bench.state());
        let [(act, false, first), (same, true, second)] = &lines[..] else { panic!("{thing:?}: {lines:?}") };
        assert!(!act.is_empty() && act == same, "{thing:?}: {lines:?}");
        assert!(first.starts_with(before) && second.starts_with(after), "{thing:?}: {lines:?}");
        if thing != Thing::Evidence {
            let again = failed(&bench.write(thing).await).unwrap();
            let lines = self::lines(&bench.state());
            assert!(
                matches!(&lines[2..], [_, (_, false, said)] if *said == format!("not written: {again}")),
                "{thing:?}: {lines:?}"
            );
        }
    }
    let mut bench = Bench::new();
    bench.open().await;
    let why = failed(&bench.write(Thing::Pack).await).unwrap();
    let lines = lines(&bench.state());
    let [(act, false, first), (same, false, second)] = &lines[..] else { panic!("{lines:?}") };
    assert!(
        act == same && first == "evidence is being written to a file" && *second == format!("not written: {why}"),
        "{lines:?}"
    );
}

/// T24: a journal that is in use, or can't be trusted, or none at all. What shows an attack is kept all the same, where there is a place.
#[tokio::test]
async fn t24_without_the_line_before_it_no_file_is_written() {
    for thing in [Thing::List, Thing::Pack, Thing::Draft, Thing::Evidence] {
        for (number, said) in
            ["in use by another console", "can't be trusted", "No journal is configured"].into_iter().enumerate()
        {
            let mut bench = Bench::new();
            let other = (number == 0).then(|| Journal::open(bench.keeping()).unwrap());
            if number == 1 {
                fs::create_dir(bench.state()).unwrap();
                fs::write(bench.state().join("journal.jsonl"), "{\"seq\":1}\n").unwrap();
            }
            if number < 2 {
                bench.performer.open_journal(bench.keeping());
                assert!(matches!(bench.messages.recv().await, Some(Message::JournalClosed(_))), "{said}");
            }
            let told = bench.write(thing).await;
            assert!(told.iter().any(|told| matches!(told, Message::JournalClosed(_))), "{thing:?} {said}: {told:?}");
            let why = failed(&told);
            if thing == Thing::Evidence && number < 2 {
                assert_eq!(why, None, "{said}");
                continue;
            }
            let why = why.unwrap();
            assert!(!bench.out().exists() && !bench.state().join("evidence").exists(), "{thing:?} {said}");
            if thing != Thing::Evidence {
                assert!(why.contains(said) && why.ends_with("so no file was written."), "{thing:?} {said}: {why}");
            }
            drop(other);
        }
    }
}
