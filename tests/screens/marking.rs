//! Marking blocks: an order about several of them, from the account they are in.

use super::{
    book::Book,
    desk::{Desk, Setting},
    initiating::{WIDE, block, read, row, signed},
    seed,
    signed::guards,
    snapshots::{SIZES, keep},
};
use countersign::{
    app::{Action, Signer, Timer},
    console::allowed,
    domain::{Block, BlockRange, Serial},
    evidence::order::Body,
    registry::{Environment, Outcome, Problem, ProblemKind},
};

/// A book in which the block that can move is cut in three.
fn book() -> Book {
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    let whole = block();
    let at = book.blocks.iter().position(|known| known.first_id() == whole.first_id()).unwrap();
    let cut = |range: countersign::domain::SerialRange, after: u64| {
        range.split_at(Serial::new(range.first().number() + after).unwrap()).unwrap()
    };
    let (first, rest) = cut(whole.range, 100);
    let (second, third) = cut(rest, 50);
    book.blocks[at] = Block { range: first, ..whole.clone() };
    book.blocks.extend([second, third].map(|range| Block { range, ..whole.clone() }));
    book
}

fn desk(size: (u16, u16)) -> Desk {
    desk_of(book(), size)
}

fn desk_of(book: Book, size: (u16, u16)) -> Desk {
    let signer = Signer { person: "amina.k".parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let profiles = vec![("practice-che", Environment::Practice, false)];
    Desk::with(Setting { books: vec![book], profiles, size, signer: Some(signer), ..Setting::default() })
}

/// The list of blocks, at the three.
fn blocks(size: (u16, u16)) -> Desk {
    blocks_of(book(), size)
}

fn blocks_of(book: Book, size: (u16, u16)) -> Desk {
    let mut desk = desk_of(book, size);
    let whole = block();
    desk.press("3 /");
    desk.type_text(&format!(
        "account:{} approach:{} vintage:{} serial:{}..{}",
        whole.account,
        whole.series.approach,
        whole.series.vintage,
        whole.range.first().number(),
        whole.range.last().number()
    ));
    desk.press("enter g g");
    desk
}

fn run(from: u64, to: u64) -> BlockRange {
    let whole = block();
    let first = whole.range.first().number();
    BlockRange { series: whole.series, range: format!("{}..{}", first + from, first + to).parse().unwrap() }
}

#[test]
fn every_scene_in_every_size() {
    for (columns, rows) in SIZES {
        let mut desk = blocks((columns, rows));
        desk.press("m m");
        keep(&format!("blocks-marked@{columns}x{rows}"), &desk.screen());
    }
}

/// The order is about exactly the blocks that are marked, and nothing else of it is filled in (F36).
#[test]
fn an_order_is_about_all_blocks_that_are_marked() {
    let mut desk = blocks(WIDE);
    desk.press("m");
    assert!(desk.head().contains("1 marked, 100 ITMOs"), "{}", desk.head());
    desk.press("m k k m");
    assert!(desk.head().contains("1 marked, 50 ITMOs"), "a mark is taken away by the same key: {}", desk.head());
    desk.press("g g m");
    let screen = desk.screen();
    assert_eq!(screen.lines().filter(|line| line.contains('●') && line.contains("CA0")).count(), 2, "{screen}");
    desk.press("o");
    let screen = desk.screen();
    assert!(
        screen.contains("It is about what you marked: 150 ITMOs") && screen.contains(&run(100, 149).last_id().to_string()),
        "{screen}"
    );
    desk.press("right");
    let screen = desk.screen();
    assert!(!screen.contains("what you marked"), "the row has them now: {screen}");
    assert!(screen.contains(&format!("{}; {}", run(0, 99), run(100, 149))), "{screen}");
    assert!(screen.contains("such as GHA01") && screen.contains("the whole account id"), "{screen}");
    desk.press("enter");
    row(&mut desk, "GHA01");
    row(&mut desk, "GHA01-100-0045");
    desk.press("enter");
    desk.fire(Timer::Reading);
    let screen = desk.screen();
    assert!(screen.contains("ITMOs, as they are named: 150 together"), "no rule picked them: {screen}");
    assert!(!screen.contains("oldest vintage first") && !screen.contains("a first transfer"), "{screen}");
    row(&mut desk, "/papers/LOA-2026-118.pdf");
    row(&mut desk, "TICKET-4471 delivery");
    read(&mut desk);
    desk.press("x s");
    let text = signed(&desk);
    let Body::Movement(moved) = &text.order().body else { panic!("{text:?}") };
    assert_eq!(moved.units.runs(), [run(0, 99), run(100, 149)]);
    assert_eq!(moved.transferring_account, block().account);
}

/// What an order took is marked no longer, in the list and on the page of its account, and what it did not take stays marked. An order
/// that was not taken leaves every mark.
#[test]
fn marks_go_with_the_order_that_took_them() {
    for is_taken in [true, false] {
        let mut desk = blocks(WIDE);
        desk.press("m m o right enter");
        for text in ["GHA01", "GHA01-100-0045"] {
            row(&mut desk, text);
        }
        (0..200).for_each(|_| desk.press("backspace"));
        row(&mut desk, &run(0, 49).to_string());
        for text in ["/papers/LOA-2026-118.pdf", "TICKET-4471 delivery"] {
            row(&mut desk, text);
        }
        read(&mut desk);
        desk.press("x s");
        let order = signed(&desk);
        let came = match is_taken {
            true => Ok(Outcome::Done(desk.books[0].receipt(desk.acts[0].1.key()))),
            false => Err(Problem::of(ProblemKind::Forbidden)),
        };
        desk.outcome(came);
        desk.press("3");
        let left = if is_taken { "1 marked, 50 ITMOs" } else { "2 marked, 150 ITMOs" };
        assert!(desk.head().contains(left), "{order:?}: {}", desk.head());
    }
}

/// First transfers and others don't go into one order; each run says which it is, so that they can be parted.
#[test]
fn which_of_the_marked_are_first_transfers_is_said() {
    let mut book = book();
    let mut parts = book.blocks.iter_mut().filter(|known| known.series == block().series && block().range.overlaps(known.range));
    parts.next().unwrap().first_transferred = None;
    parts.next().unwrap().first_transferred = Some("2025-03-14".parse().unwrap());
    let mut desk = blocks_of(book, WIDE);
    desk.press("m m o right enter");
    row(&mut desk, "GHA01");
    row(&mut desk, "GHA01-100-0045");
    let screen = desk.screen();
    assert!(screen.contains("order each by itself"), "{screen}");
    let said: Vec<bool> =
        screen.lines().filter(|line| line.contains("a whole block")).map(|line| line.contains("a first transfer")).collect();
    assert_eq!(said, [true, false], "{screen}");
}

/// On the page of an account the same keys mark its blocks, and a new order is about them.
#[test]
fn blocks_are_marked_on_the_page_of_their_account() {
    let mut desk = desk((200, 60));
    desk.press(":");
    desk.type_text(&format!("account {}", block().account));
    desk.press("enter");
    assert!(allowed(Action::Unmark, &desk.state).unwrap_err().to_string().contains("Nothing is marked"));
    desk.press("m m");
    assert!(desk.screen().contains("2 marked"), "{}", desk.screen());
    desk.press("M");
    assert!(!desk.screen().contains("marked"), "{}", desk.screen());
    desk.press("g g m o right");
    let screen = desk.screen();
    let line = screen.lines().find(|line| line.contains("ITMOs ")).expect(&screen);
    assert!(line.contains("CA0") && !line.contains(';'), "{line}");
}

/// An order leaves one account: of blocks of two, the refusal says which.
#[test]
fn an_order_is_not_about_blocks_of_two_accounts() {
    let mut desk = desk(WIDE);
    desk.press("3 s");
    desk.type_text("account");
    desk.press("enter g g m G m o");
    assert!(desk.says().contains("an order is about one account"), "{}\n{}", desk.says(), desk.screen());
    assert!(desk.head().starts_with("Blocks"), "{}", desk.head());
}

/// More than go into one order are not marked, and it is said.
#[test]
fn only_so_many_are_marked() {
    let mut desk = desk((200, 50));
    desk.press("3");
    for _ in 0..70 {
        desk.press("m");
    }
    assert!(desk.head().contains("64 marked"), "{}", desk.head());
    assert!(desk.says().contains("more do not go into one order"), "{}", desk.says());
}
