//! Whatever happens, in whatever order: nothing panics, nothing of another registry is shown, nothing is written by who may only
//! read, and the same messages give the same console.

use super::{
    book::Book,
    desk::{Desk, Setting, dark, plain},
    typed::{KEYS, TEXTS},
};
use countersign::{
    app::{Effect, Key, StreamState, Ticket, Timer},
    console::Message,
    registry::{Environment, Outcome, Problem, ProblemKind, Read, Reply},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Something that happens. Numbers choose among what there is at that moment.
#[derive(Clone, Debug)]
enum Step {
    Keys(&'static str),
    Key(Key, u64),
    Type(&'static str),
    Paste(String),
    Resize(u16, u16),
    /// The n-th question is answered as it should be.
    Answer(usize),
    /// All are.
    AnswerAll,
    /// The n-th question fails.
    Fail(usize, u8),
    /// The n-th question gets the answer to another.
    Confuse(usize),
    /// The n-th question of all that were ever asked is answered, again or late.
    Late(usize),
    /// The n-th act comes to something.
    Acted(usize, u8),
    Timer(Timer),
    Switch(usize),
    Freeze,
    Change(usize),
    JournalClosed,
    Notice,
    Later(i64),
    /// The book is told to have changed, so many times at once.
    Told(u8),
    /// The change stream turns.
    Stream(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let timers = prop::sample::select(vec![Timer::Settle, Timer::Sequence, Timer::Toast, Timer::Follow]);
    let size = (prop_oneof![Just(0u16), Just(1), 2u16..60, 60u16..210], prop_oneof![Just(0u16), Just(1), 2u16..12, 12u16..55]);
    let wild = (any::<char>(), any::<bool>(), 0u64..60)
        .prop_map(|(c, control, after)| Step::Key(if control { Key::control(c) } else { Key::char(c) }, after));
    prop_oneof![
        12 => prop::sample::select(KEYS).prop_map(Step::Keys),
        2 => wild,
        3 => prop::sample::select(TEXTS).prop_map(Step::Type),
        1 => "\\PC{0,30}".prop_map(Step::Paste),
        3 => size.prop_map(|(columns, rows)| Step::Resize(columns, rows)),
        6 => any::<usize>().prop_map(Step::Answer),
        4 => Just(Step::AnswerAll),
        2 => (any::<usize>(), any::<u8>()).prop_map(|(n, kind)| Step::Fail(n, kind)),
        1 => any::<usize>().prop_map(Step::Confuse),
        3 => any::<usize>().prop_map(Step::Late),
        2 => (any::<usize>(), any::<u8>()).prop_map(|(n, kind)| Step::Acted(n, kind)),
        3 => timers.prop_map(Step::Timer),
        2 => (0usize..3).prop_map(Step::Switch),
        2 => Just(Step::Freeze),
        1 => any::<usize>().prop_map(Step::Change),
        1 => (0u8..20).prop_map(|n| if n == 0 { Step::JournalClosed } else { Step::Notice }),
        1 => (0i64..1_000_000).prop_map(Step::Later),
        3 => any::<u8>().prop_map(Step::Told),
        2 => any::<u8>().prop_map(Step::Stream),
    ]
}

/// A desk and everything that was ever asked at it.
struct Run {
    desk: Desk,
    asked: Vec<(Ticket, Read)>,
    tickets: BTreeSet<Ticket>,
    seen: usize,
    writes: usize,
    closed: bool,
    /// What was painted, for comparing two runs.
    trace: Vec<String>,
}

impl Run {
    /// All registries are only read, or the first may be written in.
    fn new(reads: bool) -> Self {
        let profiles = vec![
            ("practice-che", Environment::Practice, reads),
            ("practice-gha", Environment::Practice, true),
            ("empty", Environment::Practice, reads),
        ];
        let desk = Desk::with(Setting { profiles, prompt: false, ..Setting::default() });
        let mut run =
            Self { desk, asked: Vec::new(), tickets: BTreeSet::new(), seen: 0, writes: 0, closed: false, trace: Vec::new() };
        run.look(reads);
        run
    }

    fn happens(&mut self, step: &Step) {
        let desk = &mut self.desk;
        match step {
            Step::Keys(keys) => desk.press(keys),
            Step::Key(key, after) => desk.key(*key, *after),
            Step::Type(text) => desk.type_text(text),
            Step::Paste(text) => desk.paste(text),
            Step::Resize(columns, rows) => desk.send(Message::Resize { columns: *columns, rows: *rows }),
            Step::Answer(n) if !desk.asked.is_empty() => {
                let (ticket, ask) = desk.asked.remove(n % desk.asked.len());
                let answer = desk.books[ticket.profile.0].answer(&ask);
                desk.send(Message::Answer(ticket, answer));
            }
            Step::AnswerAll => desk.answer_all(),
            Step::Fail(n, kind) if !desk.asked.is_empty() => {
                let (ticket, _) = desk.asked.remove(n % desk.asked.len());
                desk.send(Message::Answer(ticket, Err(problem(*kind))));
            }
            Step::Confuse(n) if !desk.asked.is_empty() => {
                let (ticket, ask) = desk.asked.remove(n % desk.asked.len());
                let other = if ask == Read::Standing { Reply::Holdings(Vec::new()) } else { Reply::Act(None) };
                desk.send(Message::Answer(ticket, Ok(other)));
            }
            Step::Late(n) if !self.asked.is_empty() => {
                let (ticket, ask) = self.asked[n % self.asked.len()].clone();
                desk.asked.retain(|(waiting, _)| *waiting != ticket);
                let answer = desk.books[ticket.profile.0].answer(&ask);
                desk.send(Message::Answer(ticket, answer));
            }
            Step::Acted(n, kind) if !desk.acts.is_empty() => acted(desk, *n, *kind),
            Step::Timer(timer) => desk.send(Message::Timer(*timer)),
            Step::Switch(to) => {
                desk.press("esc esc ctrl-o");
                desk.type_text(["practice-che", "practice-gha", "empty"][*to]);
                desk.press("enter");
            }
            Step::Freeze => freeze(desk),
            Step::Change(n) => change(&mut desk.books[0], *n),
            Step::JournalClosed => {
                self.closed = true;
                desk.send(Message::JournalClosed("The journal can't be written: no space left.".into()));
            }
            Step::Notice => desk.send(Message::Notice("The configuration has changed.".into())),
            Step::Later(seconds) => {
                let now = super::book::now().checked_add(jiff::SignedDuration::from_secs(*seconds)).unwrap();
                desk.send(Message::Now(now));
            }
            Step::Told(times) if desk.listening.is_some() => (0..*times % 4).for_each(|_| desk.tell(desk.books[0].revision)),
            Step::Stream(kind) if desk.listening.is_some() => desk.stream(stream(*kind)),
            _ => {}
        }
    }

    /// What holds after every step.
    fn look(&mut self, reads: bool) {
        for effect in self.desk.effects.split_off(0) {
            self.seen += 1;
            match effect {
                Effect::Ask { ticket, ask } => {
                    assert!(self.tickets.insert(ticket), "a ticket is issued once");
                    self.asked.push((ticket, ask));
                }
                Effect::Act { ticket, .. } => {
                    assert!(self.tickets.insert(ticket), "a ticket is issued once");
                    assert!(!reads && ticket.profile.0 != 1, "who only reads writes nothing");
                    assert!(!self.closed, "nothing is written without a journal");
                    self.writes += 1;
                }
                _ => {}
            }
        }
        self.look_at_requests();
        self.look_at_cells();
    }

    fn look_at_requests(&self) {
        let asked = &self.desk.asked;
        let of = |fits: fn(&Read) -> bool| asked.iter().filter(|(_, ask)| fits(ask)).count();
        assert!(of(|ask| matches!(ask, Read::Accounts(_))) <= 4, "{asked:?}");
        // The list of all blocks and that of one account.
        assert!(of(|ask| matches!(ask, Read::Blocks(_))) <= 8, "{asked:?}");
        assert!(of(|ask| matches!(ask, Read::Act(_))) <= 3, "{asked:?}");
        assert!(asked.len() <= 4 * 3 + 4 + 3, "{asked:?}");
        assert!(self.desk.state.requests_in_flight() <= asked.len(), "what the console waits for was asked: {asked:?}");
    }

    fn look_at_cells(&mut self) {
        let theme = if self.seen.is_multiple_of(2) { dark() } else { plain() };
        let (buffer, cursor) = self.desk.paint(&theme);
        let (columns, rows) = self.desk.size;
        assert!(cursor.is_none_or(|at| at.x < columns && at.y < rows), "{cursor:?} in {columns}x{rows}");
        let screen = countersign::ui::dump::dump(&buffer);
        // A message may take the three lines above the keys, and may tell of an act in another registry.
        if columns >= 40 && rows >= 8 {
            let lines: Vec<&str> = screen.lines().take(usize::from(rows)).collect();
            let body = lines[3..usize::from(rows) - 4].join("\n");
            let current = current(lines[0]);
            for (at, book) in self.desk.books.iter().enumerate().take(2) {
                let fits = current.is_none_or(|current| at == current);
                assert!(fits || !book.is_in(&body), "rows of another registry:\n{}", lines.join("\n"));
            }
        }
        self.trace.push(screen);
    }
}

/// The registry in use, as the title says; the empty one has the first one's name. A question on a small terminal covers the title.
fn current(title: &str) -> Option<usize> {
    let of = |names: &[&str]| names.iter().any(|name| title.contains(name));
    if of(&["GHA01", "practice-gha"]) { Some(1) } else { of(&["CHE01", "practice-che", "empty"]).then_some(0) }
}

/// The n-th act comes to something.
fn acted(desk: &mut Desk, n: usize, kind: u8) {
    let (ticket, act) = desk.acts[n % desk.acts.len()].clone();
    let outcome = match kind % 4 {
        0 => desk.books[ticket.profile.0].act(&act),
        1 => Ok(Outcome::Unknown(act.key())),
        2 => Ok(Outcome::Queued(2)),
        _ => Err(problem(kind)),
    };
    desk.send(Message::Acted(ticket, outcome));
}

fn stream(kind: u8) -> StreamState {
    match kind % 4 {
        0 => StreamState::Live { gap: false },
        1 => StreamState::Live { gap: true },
        2 => StreamState::Broken { since: super::book::now(), problem: problem(kind), next_try: None },
        _ => StreamState::None,
    }
}

fn problem(kind: u8) -> Problem {
    match kind % 5 {
        0 => Problem::of(ProblemKind::Offline),
        1 => Problem::of(ProblemKind::Cancelled),
        2 => Problem::of_request(ProblemKind::Missing, "req-1"),
        3 => Problem::of_request(ProblemKind::Invalid(Vec::new()), "req-2"),
        _ => Problem::of_request(ProblemKind::Server { status: 503 }, "req-3"),
    }
}

/// Opens the first account, whatever was on the screen, and goes through the challenge.
fn freeze(desk: &mut Desk) {
    desk.press("esc esc esc 2");
    desk.answer_all();
    desk.press("home enter");
    desk.answer_all();
    let title = desk.head();
    desk.press("F");
    desk.type_text("frozen because of doubts");
    desk.press("enter");
    let id = title.split_whitespace().nth(1).unwrap_or_default().to_owned();
    desk.type_text(&id);
    desk.press("enter");
}

/// The book goes on while nobody looks.
fn change(book: &mut Book, n: usize) {
    book.revision += 1;
    if book.accounts.len() > 3 {
        book.accounts.remove(n % book.accounts.len());
    }
    if book.blocks.len() > 3 {
        book.blocks.remove(n % book.blocks.len());
    }
}

fn run(steps: &[Step], reads: bool) -> Run {
    let mut run = Run::new(reads);
    for step in steps {
        // Two columns too narrow to read a head in are fine for everything but reading the head.
        if matches!(step, Step::Freeze) {
            run.happens(&Step::Resize(120, 30));
        }
        run.happens(step);
        run.look(reads);
    }
    run
}

/// An eighth of what is usual or asked for: a stream is long, and every step of it is painted.
fn cases() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 8, ..usual }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_stream_of_messages_is_survived(steps in prop::collection::vec(step(), 0..60)) {
        run(&steps, false);
    }

    #[test]
    fn who_only_reads_never_writes(steps in prop::collection::vec(step(), 0..60)) {
        let run = run(&steps, true);
        prop_assert_eq!(run.writes, 0);
        prop_assert!(run.desk.acts.is_empty());
    }

    #[test]
    fn the_same_messages_give_the_same_console(steps in prop::collection::vec(step(), 0..30)) {
        let (one, two) = (run(&steps, false), run(&steps, false));
        prop_assert_eq!(one.asked, two.asked);
        prop_assert_eq!(one.trace, two.trace);
        prop_assert_eq!(one.desk.acts, two.desk.acts);
    }
}

#[test]
fn the_same_stream_writes_where_one_may_and_not_where_one_may_only_read() {
    let steps = [Step::AnswerAll, Step::Freeze];
    assert_eq!(run(&steps, false).writes, 1);
    assert_eq!(run(&steps, true).writes, 0);
    let elsewhere = [Step::AnswerAll, Step::Switch(1), Step::AnswerAll, Step::Freeze];
    assert_eq!(run(&elsewhere, false).writes, 0);
    let closed = [Step::AnswerAll, Step::JournalClosed, Step::Freeze];
    assert_eq!(run(&closed, false).writes, 0);
}

#[test]
fn the_marks_of_a_book_are_on_its_screen_and_on_no_other() {
    let mut desk = Desk::open();
    for keys in ["", "enter", "3", "enter"] {
        desk.press(keys);
        let screen = desk.screen();
        assert!(desk.books[0].is_in(&screen), "{keys}");
        assert!(!desk.books[1].is_in(&screen), "{keys}");
    }
}
