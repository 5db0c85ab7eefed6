//! The disk gives out, or the program is killed, at each line that signing an order or an approval writes into the journal (scenario 12,
//! T24): the real console, both registries, and a limit of the system on how large a file may get. Where the program lets itself be told, a
//! write beyond the limit fails as on a full disk; otherwise the system kills it in the middle of that very line. The limit is set
//! while the console waits for a key and all its lines so far are in the file, so the line it falls into is known.
//! Must not know: how the journal is written.
#![cfg(target_os = "linux")]

use crate::{
    desk::ESI,
    driver::{Change, Console},
    hands::{self, Paper, Wanted},
    home::press_calmly,
    initiating::movable,
    site::{Seat, Site, leave, leave_half_written},
    versions::{in_force, next_policy},
};
use countersign::{
    evidence::{
        journal::{Chain, SegmentName},
        order::OrderText,
        policy::PolicyText,
        sshsig::Namespace,
        statement::{RekeyField, StatementKind::Approve},
    },
    wire::admin::{Page, order::OrderSummary},
};
use rustix::process::{Resource, Rlimit, Signal, prlimit};
use std::{collections::BTreeSet, fs, time::Instant};

/// Told to the shell: a write beyond the limit is to fail instead of killing.
const TOLD: &str = r#"trap "" XFSZ; exec "$0" "$@""#;
/// Into the middle of a line: any line of an act is longer.
const WITHIN: u64 = 60;
/// A terminal on which a whole order stands at once.
const TALL: (u16, u16) = (140, 100);
/// Said when there is no journal.
const SAID: &str = "The journal can't be written";

/// What breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    /// The disk is full.
    Disk,
    /// The program is killed.
    Program,
}

/// When the limit is set: before a text is to be signed, or before the key is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Asking,
    Opening,
}

/// A line into which the limit falls: from when on, after how many octets, which lines of the act are whole then, and whether the
/// registry has it.
type Case = (Before, u64, &'static [&'static str], bool);

/// A line of a journal, as far as it matters here.
struct Line {
    kind: String,
    act: String,
    octets: u64,
}

/// A person who signs again and again, and what.
struct Bench<'a> {
    site: &'a Site,
    seat: Seat,
}

impl Bench<'_> {
    fn sit(&self, breaks: Breaks) -> Console {
        let start = self.seat.start().size(TALL.0, TALL.1);
        self.seat.sits(if breaks == Breaks::Disk { start.through_shell(TOLD) } else { start })
    }

    /// The lines of all runs. The chain holds.
    fn lines(&self) -> Vec<Line> {
        let journal = self.seat.home().journal();
        assert!(Chain::resume(&journal).is_ok(), "{journal}");
        journal.lines().map(line).collect()
    }

    /// The kinds of the lines of acts.
    fn acts(&self) -> Vec<String> {
        self.lines().into_iter().filter(|line| !line.act.is_empty()).map(|line| line.kind).collect()
    }

    /// How long the file is that the running console writes its journal into, once these lines are in it.
    fn written(&self, words: &[&str]) -> u64 {
        let until = Instant::now() + crate::driver::DEADLINE;
        loop {
            let folder = fs::read_dir(self.seat.home().home().join(".local/state/countersign")).unwrap();
            let files = folder.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "jsonl"));
            let newest = files.max_by_key(|path| SegmentName::of_lines(path.file_name().unwrap().to_str().unwrap())).unwrap();
            let text = fs::read_to_string(newest).unwrap();
            if words.iter().all(|word| text.contains(word)) && text.ends_with('\n') {
                return text.len().try_into().unwrap();
            }
            assert!(Instant::now() < until, "{words:?} are not in {text}");
            std::thread::yield_now();
        }
    }

    /// The last line of each kind: how long it is.
    fn measured(&self, kind: &str) -> u64 {
        self.lines().iter().rfind(|line| line.kind == kind).unwrap_or_else(|| panic!("no {kind}")).octets
    }

    /// Signs, with the limit set when the case says so, and waits until it breaks.
    fn break_at(&self, mut console: Console, breaks: Breaks, (before, room, _, committed): Case, lines: &[&str]) {
        let policy = format!("\"policy v{}\"", self.site.api.policy.version);
        let about = ["\"roster v1\"", &policy];
        if before == Before::Asking {
            limit(&console, self.written(&about) + room);
            press_calmly(&mut console, "x s");
        } else {
            hands::ask_to_sign(&mut console);
            limit(&console, self.written(lines) + room);
            hands::open_key(&mut console);
        }
        if breaks == Breaks::Program {
            return assert_eq!(console.wait_change(), Change::Killed(Signal::XFSZ.as_raw()));
        }
        console.wait_for(SAID);
        console.wait_for("no journal: acting is off");
        if !committed {
            // Nothing is signed any more in this sitting, and it is said why.
            console.wait_for("was not ");
            press_calmly(&mut console, "x s");
            console.wait_for("Reading works");
            assert!(!console.screen_text().contains("Open the key"), "{}", console.screen_text());
        }
        leave_half_written(console);
    }

    /// Starts again: what is uncertain is said, and the registry says what became of it.
    fn settle(&self, breaks: Breaks, (_, _, lines, committed): Case) -> Console {
        let mut console = self.sit(breaks);
        if !lines.is_empty() {
            console.wait_for("Outcome unknown since");
            console.wait_for("U asks the registry");
            press_calmly(&mut console, "U");
            console.wait_for(if committed { "It was done" } else { "The registry never received it" });
        }
        console.wait_gone("Outcome unknown");
        // Half a line that was left is taken back when the journal is opened.
        self.written(&["a theme was taken"]);
        console
    }

    /// What must hold in the journal: the lines that were whole, and in the end an outcome for the intent.
    fn assert_lines(&self, before: usize, whole: &[&str]) {
        let ends = if whole.is_empty() { &[][..] } else { &["outcome"] };
        assert_eq!(self.acts()[before..], [whole, ends].concat());
    }

    /// How many orders the registry has.
    async fn orders(&self) -> usize {
        let page: Page<OrderSummary> = self.site.api.client.list("orders", &[("limit", "200")]).await.ok();
        page.items.len()
    }
}

fn line(text: &str) -> Line {
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    let word = |name: &str| value[name].as_str().unwrap().to_owned();
    Line { kind: word("kind"), act: word("act"), octets: u64::try_from(text.len()).unwrap() + 1 }
}

/// No file of this console gets longer than this from now on.
fn limit(console: &Console, octets: u64) {
    let most = Rlimit { current: Some(octets), maximum: None };
    prlimit(Some(console.pid()), Resource::Fsize, most).unwrap();
}

/// A site whose policy lets a text be signed soon: the least time counts for each field that is typed again.
async fn quick() -> Site {
    let mut site = Site::open().await;
    let text = next_policy(&site.api, |policy| {
        policy.bands.iter_mut().for_each(|band| band.rekey = BTreeSet::from([RekeyField::Quantity]))
    });
    in_force(&mut site.api, "policy", Namespace::Policy, &text).await;
    site
}

/// An order in the form, written and read: the next key signs.
async fn composed(site: &Site, console: &mut Console) {
    let account = &site.there.accounts()[0];
    let holding = movable(site, account).await;
    let paper = Paper::of("a letter of authorization");
    hands::compose(console, &Wanted { holding: &holding, account, paper: &paper, reason: "agreed delivery" });
}

/// Scenario 12, T04, T24: an order that is initiated while the disk is full, or the program killed, at each line of it.
#[tokio::test]
async fn scenario_12_initiating_breaks_at_each_line() {
    let site = quick().await;
    let bench = Bench { seat: site.initiator(), site: &site };
    let mut console = bench.sit(Breaks::Disk);
    composed(&site, &mut console).await;
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("is submitted");
    let signature = bench.measured("signature");
    let cases: [Case; 3] = [
        (Before::Asking, WITHIN, &[], false),
        (Before::Opening, WITHIN, &["intent"], false),
        (Before::Opening, signature + WITHIN, &["intent", "signature"], true),
    ];
    for (breaks, case, next) in every(&cases) {
        let (_, _, lines, committed) = case;
        let (orders, acts) = (bench.orders().await, bench.acts().len());
        composed(&site, &mut console).await;
        bench.break_at(console, breaks, case, &["\"intent\""]);
        console = bench.settle(next, case);
        bench.assert_lines(acts, lines);
        assert_eq!(bench.orders().await, orders + usize::from(committed), "{breaks:?} {case:?}");
    }
    leave(console);
}

/// An order that waits, reviewed as far as the statement: the next key signs.
async fn reviewed(site: &Site, console: &mut Console) -> (String, OrderText) {
    let (id, text) = site.transfer().await;
    let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
    hands::begin_review(console, &id);
    hands::type_again(console, &hands::own_copy(&text, &policy));
    hands::read_review(console);
    hands::approve(console, "matches my own copy");
    (id, text)
}

/// Scenario 12, T04, T24: an approval that is signed while the disk is full, or the program killed, at each line of it. What was not
/// approved can still be; what was is carried out once.
#[tokio::test]
async fn scenario_12_approving_breaks_at_each_line() {
    let site = quick().await;
    let bench = Bench { seat: site.approver(), site: &site };
    let mut console = bench.sit(Breaks::Disk);
    reviewed(&site, &mut console).await;
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("is approved by you");
    let (review, signature) = (bench.measured("review"), bench.measured("signature"));
    let cases: [Case; 4] = [
        (Before::Asking, WITHIN, &[], false),
        (Before::Asking, review + WITHIN, &[], false),
        (Before::Opening, WITHIN, &["intent"], false),
        (Before::Opening, signature + WITHIN, &["intent", "signature"], true),
    ];
    for (breaks, case, next) in every(&cases) {
        let (_, _, lines, committed) = case;
        let acts = bench.acts().len();
        let (id, text) = reviewed(&site, &mut console).await;
        bench.break_at(console, breaks, case, &["\"intent\"", "\"review\""]);
        let statements = site.api.served(&id).await.signed.unwrap().statements.len();
        assert_eq!(statements, usize::from(committed), "{breaks:?} {case:?}");
        console = bench.settle(next, case);
        bench.assert_lines(acts, lines);
        if !committed {
            assert_eq!(site.there.state(&id), None, "nothing was proposed");
            assert_eq!(site.api.say(ESI, Approve, (&id, &text)).await.status, 200);
        }
        site.api.comes_to(&id, "executed").await;
        assert_eq!(site.there.wait_for(&id, &["completed"]), "completed");
        assert_eq!(site.here.attempts(&id, "proposal"), 1, "once");
    }
    leave(console);
}

/// Each case with each way to break, and how the console after it will break.
fn every(cases: &[Case]) -> Vec<(Breaks, Case, Breaks)> {
    let with = |breaks| cases.iter().map(move |case| (breaks, *case));
    let all: Vec<_> = with(Breaks::Disk).chain(with(Breaks::Program)).collect();
    let next = |at: usize| all.get(at + 1).map_or(Breaks::Program, |(breaks, _)| *breaks);
    all.iter().enumerate().map(|(at, (breaks, case))| (*breaks, *case, next(at))).collect()
}
