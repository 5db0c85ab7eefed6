//! The table against a list that lives elsewhere, changes, answers late, twice, or not at all.

use super::*;
use crate::{
    app::{Action, Effect, Tickets, Timer},
    registry::{
        Page, Query, Read, Reply, Start,
        problem::ProblemKind,
        query::{ACCOUNT_FIELDS, Field},
        sheet::{Of, Sheet, SheetRow},
    },
};
use proptest::prelude::*;

/// A row of the test list. Its page travels in an `Account` question's place: the test answers with rows directly.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item(u64);

impl SheetRow for Item {
    const SHEET: Sheet = Sheet::Accounts;
    const SHORT: usize = 0;
    const COLUMNS: &'static [Of<Self>] = &[];
    fn filter(&self) -> String {
        format!("held:{}", self.0)
    }
}

impl Listed for Item {
    const ONE: &'static str = "item";
    const MANY: &'static str = "items";
    const FIELDS: &'static [Field] = ACCOUNT_FIELDS;
    fn ask(query: Query) -> Read {
        Read::Accounts(query)
    }
    fn page(reply: Reply) -> Option<Page<Self>> {
        let Reply::Accounts(page) = reply else { return None };
        let rows = page.rows.iter().map(|row| Item(row.held.count())).collect();
        let Page { offset, total, unfiltered, next, revision, as_of, .. } = page;
        Some(Page { rows, offset, total, unfiltered, next, revision, as_of })
    }
    fn key(&self) -> String {
        format!("k{:08}", self.0)
    }
    fn words(&self) -> String {
        format!("item {}", self.0)
    }
}

fn row(number: u64) -> crate::domain::AccountSummary {
    use crate::{domain::*, text::Untrusted};
    AccountSummary {
        id: "x".parse().unwrap(),
        name: Untrusted::default(),
        kind: AccountKind(100),
        holder: Holder { name: Untrusted::default(), kind: HolderKind::Party, party: "CHE".parse().unwrap() },
        state: AccountState::Open,
        held: Quantity::new(number),
        locked: Some(Quantity::ZERO),
        last_act: None,
    }
}

/// The list as the registry has it.
struct Book {
    items: Vec<u64>,
    revision: u64,
}

impl Book {
    fn of(items: impl IntoIterator<Item = u64>) -> Self {
        Self { items: items.into_iter().collect(), revision: 1 }
    }

    fn reply(&self, query: &Query) -> Reply {
        let limit = u64::from(query.window.limit);
        let at = match &query.window.start {
            Start::Offset(offset) => *offset,
            Start::Around(key) => {
                let place = self.items.iter().position(|item| Item(*item).key() >= *key).unwrap_or(self.items.len());
                (place as u64).min((self.items.len() as u64).saturating_sub(1)) / limit * limit
            }
            Start::Cursor(_) => unreachable!("the table asks by place"),
        };
        let rows = self.items.iter().skip(at as usize).take(limit as usize).map(|item| row(*item)).collect();
        let total = self.items.len() as u64;
        Reply::Accounts(Page {
            rows,
            offset: at,
            total,
            unfiltered: total,
            next: None,
            revision: self.revision,
            as_of: Timestamp::UNIX_EPOCH,
        })
    }
}

/// A table, and what it has asked for.
struct Bench {
    table: Table<Item>,
    tickets: Tickets,
    asked: Vec<(RequestId, Query)>,
    settle: bool,
}

impl Bench {
    fn open(book: &Book) -> Self {
        let mut bench = Self::closed();
        bench.with(|table, desk| table.refresh(desk));
        bench.answer_all(book);
        bench
    }

    fn closed() -> Self {
        Self { table: Table::default(), tickets: Tickets::default(), asked: Vec::new(), settle: false }
    }

    fn with<T>(&mut self, act: impl FnOnce(&mut Table<Item>, &mut Desk<'_>) -> T) -> T {
        let mut effects = Vec::new();
        let mut desk = Desk { now: Timestamp::UNIX_EPOCH, tickets: &mut self.tickets, effects: &mut effects };
        let result = act(&mut self.table, &mut desk);
        for effect in effects {
            match effect {
                Effect::Ask { ticket, ask: Read::Accounts(query) } => self.asked.push((ticket.request, query)),
                Effect::Cancel(request) => self.asked.retain(|(asked, _)| *asked != request),
                Effect::Wake { timer: Timer::Settle, .. } => self.settle = true,
                other => panic!("unexpected {other:?}"),
            }
        }
        result
    }

    fn settle(&mut self) {
        if std::mem::take(&mut self.settle) {
            self.with(|table, desk| table.settle(desk));
        }
    }

    fn answer_all(&mut self, book: &Book) {
        while let Some((request, query)) = self.asked.pop() {
            let reply = book.reply(&query);
            self.with(|table, desk| table.answer(request, Ok(reply), desk));
        }
    }

    fn go(&mut self, action: Action) {
        assert!(self.with(|table, desk| table.perform_movement(action, desk)));
    }
}

#[test]
fn the_first_page_is_asked_once_and_shown() {
    let book = Book::of(0..1_000_000);
    let bench = Bench::open(&book);
    assert_eq!((bench.table.total(), bench.table.cursor(), bench.table.key()), (Some(1_000_000), 0, Some("k00000000")));
    assert!(!bench.table.is_asking());
}

#[test]
fn five_thousand_steps_ask_nothing_until_the_list_is_still_and_then_only_what_is_shown() {
    let book = Book::of(0..1_000_000);
    let mut bench = Bench::open(&book);
    for _ in 0..5_000 {
        bench.go(Action::Down);
    }
    assert!(bench.asked.is_empty(), "nothing is asked while keys come");
    bench.settle();
    assert!(bench.asked.len() <= IN_FLIGHT);
    bench.answer_all(&book);
    assert_eq!(bench.table.cursor(), 5_000);
    assert_eq!(bench.table.key(), Some("k00005000"));
}

#[test]
fn what_is_no_longer_shown_is_cancelled() {
    let book = Book::of(0..1_000_000);
    let mut bench = Bench::open(&book);
    bench.with(|table, desk| table.go_to(500_000, desk));
    bench.settle();
    let far = bench.asked.clone();
    assert!(!far.is_empty());
    bench.with(|table, desk| table.go_to(900_000, desk));
    bench.settle();
    assert!(far.iter().all(|(request, _)| bench.asked.iter().all(|(asked, _)| asked != request)));
    // A late answer to a cancelled request changes nothing.
    let before = bench.table.clone();
    let (request, query) = &far[0];
    let reply = book.reply(query);
    bench.with(|table, desk| table.answer(*request, Ok(reply), desk));
    assert_eq!(format!("{before:?}"), format!("{:?}", bench.table));
}

#[test]
fn the_cursor_stays_on_its_row_when_rows_come_in_above() {
    let mut book = Book::of((0..1_000).map(|n| n * 10));
    let mut bench = Bench::open(&book);
    bench.with(|table, desk| table.go_to(150, desk));
    let screen_row = bench.table.cursor() - bench.table.top();
    book.items.splice(0..0, []);
    book.items.extend((0..300).map(|n| n * 10 + 1));
    book.items.sort_unstable();
    book.revision += 1;
    bench.with(|table, desk| table.refresh(desk));
    bench.answer_all(&book);
    assert_eq!(bench.table.key(), Some("k00001500"));
    assert_eq!(bench.table.selected(), Some(&Item(1_500)));
    assert_eq!(bench.table.cursor() - bench.table.top(), screen_row, "the row stays where the eye is");
}

#[test]
fn a_row_that_is_gone_is_said_and_the_neighbour_selected() {
    let mut book = Book::of(0..1_000);
    let mut bench = Bench::open(&book);
    bench.with(|table, desk| table.go_to(42, desk));
    book.items.remove(42);
    bench.with(|table, desk| table.refresh(desk));
    bench.answer_all(&book);
    assert_eq!(bench.table.selected(), Some(&Item(43)));
    assert!(bench.table.take_remark().unwrap().contains("k00000042"));
}

#[test]
fn a_problem_keeps_the_rows_and_the_next_movement_asks_again() {
    let book = Book::of(0..100_000);
    let mut bench = Bench::open(&book);
    bench.with(|table, desk| table.refresh(desk));
    let (request, _) = bench.asked.pop().unwrap();
    bench.with(|table, desk| table.answer(request, Err(Problem::of(ProblemKind::Offline)), desk));
    assert!(bench.table.problem().is_some() && bench.table.is_stale(0));
    assert_eq!(bench.table.selected(), Some(&Item(0)));
    assert!(bench.asked.is_empty(), "a failed request is not repeated by itself");
    bench.with(|table, desk| table.go_to(50_000, desk));
    bench.settle();
    bench.answer_all(&book);
    assert!(bench.table.problem().is_none());
    assert_eq!(bench.table.selected(), Some(&Item(50_000)));
}

#[test]
fn a_list_of_nothing_and_of_one_can_be_walked() {
    for length in [0, 1] {
        let mut bench = Bench::open(&Book::of(0..length));
        for action in [Action::Down, Action::Up, Action::PageDown, Action::Bottom, Action::Top, Action::HalfUp, Action::Right] {
            bench.go(action);
            assert_eq!((bench.table.cursor(), bench.table.top()), (0, 0));
        }
    }
}

#[test]
fn find_goes_round_what_is_loaded_and_comes_back_when_given_up() {
    let mut bench = Bench::open(&Book::of(0..1_000));
    bench.with(|table, desk| table.go_to(30, desk));
    bench.with(|table, desk| {
        table.begin_find();
        table.find_text("item 19", desk);
    });
    assert_eq!(bench.table.cursor(), 190);
    assert_eq!(bench.table.find().matches, Some((11, 200)));
    bench.with(|table, desk| table.find_again(true, desk));
    assert_eq!(bench.table.cursor(), 191);
    bench.with(|table, desk| table.find_again(false, desk));
    bench.with(|table, desk| table.find_again(false, desk));
    assert_eq!(bench.table.cursor(), 19);
    bench.with(|table, desk| table.end_find(false, desk));
    assert_eq!(bench.table.cursor(), 30);
}

#[derive(Clone, Debug)]
enum Step {
    Go(u64),
    Do(Action),
    Settle,
    Refresh,
    Answer(usize),
    Fail(usize),
    Repeat(usize),
    Insert(u64),
    Remove(usize),
    Height(u16),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let moves = prop::sample::select(vec![
        Action::Up,
        Action::Down,
        Action::PageUp,
        Action::PageDown,
        Action::Top,
        Action::Bottom,
        Action::HalfDown,
    ]);
    let step = prop_oneof![
        (0u64..3_000).prop_map(Step::Go),
        moves.prop_map(Step::Do),
        Just(Step::Settle),
        Just(Step::Refresh),
        any::<usize>().prop_map(Step::Answer),
        any::<usize>().prop_map(Step::Answer),
        any::<usize>().prop_map(Step::Fail),
        any::<usize>().prop_map(Step::Repeat),
        (0u64..30_000).prop_map(Step::Insert),
        any::<usize>().prop_map(Step::Remove),
        (0u16..80).prop_map(Step::Height),
    ];
    prop::collection::vec(step, 0..120)
}

/// What holds after every step.
fn is_in_bounds(bench: &Bench) -> Result<(), TestCaseError> {
    let table = &bench.table;
    prop_assert!(table.in_flight() <= IN_FLIGHT && bench.asked.len() == table.in_flight());
    prop_assert!(table.pages.count() <= pages::KEPT);
    prop_assert!(table.cursor() <= table.total().unwrap_or(0).saturating_sub(1));
    prop_assert!(table.top() <= table.cursor());
    prop_assert!(table.cursor() - table.top() < u64::from(table.height().max(1)));
    if let (Some(key), Some(row)) = (table.key(), table.selected()) {
        prop_assert_eq!(key, row.key(), "what is selected is what the key names");
    }
    Ok(())
}

proptest! {
    #[test]
    fn whatever_happens_the_table_stays_in_bounds_and_within_its_requests(steps in steps()) {
        let mut book = Book::of((0..2_500).map(|n| n * 10));
        let mut bench = Bench::closed();
        bench.with(|table, desk| table.refresh(desk));
        let mut answered: Vec<(RequestId, Query)> = Vec::new();
        for step in steps {
            match step {
                Step::Go(index) => bench.with(|table, desk| table.go_to(index, desk)),
                Step::Do(action) => bench.go(action),
                Step::Settle => bench.settle(),
                Step::Refresh => bench.with(|table, desk| table.refresh(desk)),
                Step::Answer(n) if !bench.asked.is_empty() => {
                    let (request, query) = bench.asked.remove(n % bench.asked.len());
                    let reply = book.reply(&query);
                    bench.with(|table, desk| table.answer(request, Ok(reply), desk));
                    answered.push((request, query));
                }
                Step::Fail(n) if !bench.asked.is_empty() => {
                    let (request, _) = bench.asked.remove(n % bench.asked.len());
                    bench.with(|table, desk| table.answer(request, Err(Problem::of(ProblemKind::Offline)), desk));
                }
                Step::Repeat(n) if !answered.is_empty() => {
                    let (request, query) = answered[n % answered.len()].clone();
                    let reply = book.reply(&query);
                    let before = format!("{:?}", bench.table);
                    bench.with(|table, desk| table.answer(request, Ok(reply), desk));
                    prop_assert_eq!(before, format!("{:?}", bench.table), "an answer counts once");
                }
                Step::Insert(item) => {
                    if let Err(place) = book.items.binary_search(&item) {
                        book.items.insert(place, item);
                        book.revision += 1;
                    }
                }
                Step::Remove(n) if !book.items.is_empty() => {
                    book.items.remove(n % book.items.len());
                    book.revision += 1;
                }
                Step::Height(rows) => bench.with(|table, desk| table.resize(rows, desk)),
                _ => {}
            }
            is_in_bounds(&bench)?;
        }
        // When all has been answered, a refresh shows the book as it is.
        bench.with(|table, desk| table.refresh(desk));
        bench.answer_all(&book);
        bench.settle();
        bench.answer_all(&book);
        let table = &bench.table;
        prop_assert_eq!(table.total(), Some(book.items.len() as u64));
        prop_assert_eq!(table.selected().map(|item| item.0), book.items.get(table.cursor() as usize).copied());
    }
}
