//! The disk fails, and the program ends, at every step of opening a journal and of its roll-over at midnight (scenario 12, T24): a line that was
//! taken is never lost and never doubled, none is taken after the first failure, and the next run brings it to its end, signed.

use super::{
    super::fault::{self, Fault},
    *,
};

/// More steps than any course has.
const MOST: usize = 200;

/// What was there before, and what is done then.
struct Course {
    name: &'static str,
    /// Writes what earlier runs left.
    before: fn(&Bench),
    /// Days on which a line is appended, after opening.
    days: &'static [&'static str],
}

const THIRD: &str = "2024-11-29T09:00:00Z";

const COURSES: [Course; 8] = [
    Course { name: "the first ever", before: |_| (), days: &[FIRST] },
    Course { name: "after a run that closed", before: |bench| closed(bench, &[FIRST]), days: &[FIRST] },
    Course { name: "after a run that was killed on the day", before: |bench| killed(bench, &[FIRST]), days: &[FIRST] },
    Course { name: "after one killed a day before", before: |bench| killed(bench, &[FIRST, SECOND]), days: &[THIRD] },
    Course { name: "after one killed within a line", before: |bench| torn(bench, "{\"seq\":4,\"at"), days: &[SECOND] },
    Course { name: "after one killed before its first line", before: |bench| begun(bench, ""), days: &[SECOND] },
    Course { name: "after one killed within its first line", before: |bench| begun(bench, "{\"se"), days: &[SECOND] },
    Course { name: "over two midnights", before: |_| (), days: &[FIRST, SECOND, SECOND, THIRD] },
];

fn killed(bench: &Bench, days: &[&str]) {
    let mut journal = bench.open();
    for day in days {
        // One of them is a file of which the run does not say any more what came of it.
        let line = Entry::new(Kind::Export, "is being written").of_act("k").about("/a", None);
        journal.append_at(at(day), if day == days.last().unwrap() { line } else { Entry::note("", "before") }).unwrap();
    }
}

fn closed(bench: &Bench, days: &[&str]) {
    let mut journal = bench.open();
    days.iter().for_each(|day| journal.append_at(at(day), Entry::note("", "before")).unwrap());
    journal.close().unwrap();
}

fn torn(bench: &Bench, rest: &str) {
    killed(bench, &[FIRST]);
    let name = "journal-2024-11-27.jsonl";
    bench.write(name, &(bench.read(name) + rest));
}

/// A run that closed, and another that came to no line.
fn begun(bench: &Bench, rest: &str) {
    closed(bench, &[FIRST]);
    bench.write("journal-2024-11-28.jsonl", rest);
}

/// Opens it and appends a line for each day: the words of what was taken. Whatever fails, nothing is taken after it.
fn course(bench: &Bench, days: &[&str]) -> Vec<String> {
    let Ok(mut journal) = bench.try_open() else { return Vec::new() };
    let mut taken = Vec::new();
    for (number, day) in days.iter().enumerate() {
        let what = format!("line {number}");
        if journal.append_at(at(day), Entry::note("", what.clone())).is_err() {
            assert!(journal.append_at(at(day), Entry::note("", "after it")).is_err(), "nothing is taken after a failure");
            assert!(journal.close().is_err(), "what is not whole is not signed");
            return taken;
        }
        taken.push(what);
    }
    taken
}

fn lines(bench: &Bench) -> Vec<String> {
    text(bench.path())
        .lines()
        .filter_map(|line| crate::evidence::journal::Record::read(line).map(|record| record.entry.what))
        .collect()
}

/// The next run: it verifies, has every line that was there or was taken, each once, and all that is closed is signed.
fn assert_goes_on(bench: &Bench, before: &[String], taken: &[String], place: &str) {
    let mut journal = bench.try_open().unwrap_or_else(|problem| panic!("{place}: {problem} {:?}", bench.files()));
    journal.append_at(at(THIRD), Entry::note("", "the next run")).unwrap();
    journal.close().unwrap();
    drop(journal);
    let after = lines(bench);
    for what in before.iter().chain(taken) {
        assert_eq!(count(&after, what), count(before, what) + count(taken, what), "{place}: {what}: {after:?}");
    }
    for what in ["after it", "line 9"] {
        assert_eq!(count(&after, what), 0, "{place}");
    }
    let torn = bench.files().iter().filter(|name| name.ends_with(".torn")).count();
    let said = |words: &str| after.iter().filter(|what| what.contains(words)).count();
    assert_eq!(said("was cut off"), torn, "{place}: what was cut off is said once: {after:?}");
    assert_eq!(said("without a word of it"), count(before, "is being written"), "{place}: {after:?}");
    let stations = Some(vec![("ONL-2".to_owned(), key().public())]);
    let found = verify(bench.path(), &Judged { whole: true, stations, ..Judged::default() }).unwrap();
    let unsigned: Vec<_> = found.segments.iter().filter(|segment| segment.signed.is_none()).collect();
    assert!(unsigned.is_empty() && found.torn == 0, "{place}: {unsigned:?}");
}

fn count(lines: &[String], what: &str) -> usize {
    lines.iter().filter(|line| *line == what).count()
}

/// Scenario 12, T24.
#[test]
fn scenario_12_a_fault_at_every_step_of_opening_and_of_a_day_s_end() {
    for Course { name, before, days } in &COURSES {
        for kind in [Fault::Fails, Fault::Ends] {
            for steps in 0.. {
                assert!(steps < MOST, "{name}: it does not end");
                let bench = Bench::new();
                before(&bench);
                let there = lines(&bench);
                fault::after(steps, kind);
                let taken = course(&bench, days);
                let hit = fault::over();
                assert_goes_on(&bench, &there, &taken, &format!("{name}, {kind:?} at step {steps}"));
                if !hit {
                    assert!(steps > 3 && taken.len() == days.len(), "{name}: without a fault all is taken: {taken:?}");
                    break;
                }
            }
        }
    }
}
