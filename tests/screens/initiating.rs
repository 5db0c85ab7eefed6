//! Initiating an order: what the form begins with, what it says while it is filled in, and what must be read before it is signed.

use super::{
    book::Book,
    deeds::unfinished,
    desk::{Desk, Setting},
    seed,
    signed::guards,
    snapshots::{SIZES, keep},
};
use countersign::{
    app::{Action, Signer, Timer},
    console::{Message, allowed},
    domain::{Block, BlockRange, BlockState, Metric},
    evidence::order::{Body, OrderText},
    registry::{Act, Environment, Outcome, Problem, ProblemKind, Receipt, Unsigned},
    text::Untrusted,
};

pub const WIDE: (u16, u16) = (160, 45);

/// A block of the book that can move: with an authorization that the book has.
pub fn block() -> Block {
    blocks().swap_remove(0)
}

/// All such blocks, the largest first.
pub fn blocks() -> Vec<Block> {
    let book = seed::swiss();
    let known = |block: &&Block| {
        let paper = book.papers.authorizations.iter().find(|paper| paper.summary.id == block.authorization);
        paper.is_some_and(|paper| paper.versions.iter().any(|version| version.version == block.authorization_version))
    };
    let free = |block: &&Block| block.state == BlockState::Available && block.lock.is_none() && block.metric == Metric::Ghg;
    let mut found: Vec<&Block> = book.blocks.iter().filter(known).filter(free).collect();
    found.sort_by_key(|block| std::cmp::Reverse(block.range.quantity()));
    found.into_iter().cloned().collect()
}

/// At a new order from the account of that block.
pub fn form(size: (u16, u16)) -> Desk {
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    form_of(book, size)
}

/// The same in a book of the caller's.
pub fn form_of(book: Book, size: (u16, u16)) -> Desk {
    form_as("amina.k", book, size)
}

/// The same at the desk of this person.
fn form_as(person: &str, book: Book, size: (u16, u16)) -> Desk {
    let signer = Signer { person: person.parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let profiles = vec![("practice-che", Environment::Practice, false)];
    let mut desk = Desk::with(Setting { books: vec![book], profiles, size, signer: Some(signer), ..Setting::default() });
    desk.press(":");
    desk.type_text(&format!("account {}", block().account));
    desk.press("enter o");
    desk
}

pub fn row(desk: &mut Desk, text: &str) {
    desk.type_text(text);
    desk.press("enter");
    desk.fire(Timer::Reading);
}

/// Everything but the reason, for a transfer to GHA01.
pub fn filled(size: (u16, u16)) -> Desk {
    let mut desk = form(size);
    fill(&mut desk, block());
    desk
}

/// The same in a form that is open, of this block.
pub fn fill(desk: &mut Desk, block: Block) {
    desk.press("right enter");
    row(desk, "GHA01");
    row(desk, "GHA01-100-0045");
    row(desk, &BlockRange { series: block.series, range: block.range }.to_string());
    row(desk, "/papers/LOA-2026-118.pdf");
}

/// The whole text, not read yet.
pub fn written(size: (u16, u16)) -> Desk {
    let mut desk = filled(size);
    row(&mut desk, "TICKET-4471 delivery");
    desk
}

pub fn read(desk: &mut Desk) {
    for _ in 0..40 {
        desk.fire(Timer::Reading);
        desk.press("pgdn");
        desk.fire(Timer::Reading);
    }
    desk.later(5_000);
    desk.fire(Timer::Reading);
}

pub fn signed(desk: &Desk) -> OrderText {
    match desk.acts.last().map(|(_, act)| act.act()) {
        Some(Act::Sign(Unsigned::Order(text))) => text.text().clone(),
        other => panic!("{other:?}\n{}", desk.screen()),
    }
}

/// F36: neither a quantity nor a counterpart nor anything of an earlier order is filled in.
#[test]
fn f36_the_form_begins_empty_and_is_empty_again_after_an_order() {
    let mut desk = form(WIDE);
    assert!(desk.screen().contains("left and right choose"), "{}", desk.screen());
    assert!(!desk.screen().contains("GHA01"), "{}", desk.screen());
    desk.press("right");
    let screen = desk.screen();
    for hint in ["such as GHA01", "the whole account id", "how many, or which", "path of the document", "why, such as"] {
        assert!(screen.contains(hint), "{hint}\n{screen}");
    }
    let mut desk = written(WIDE);
    read(&mut desk);
    desk.press("x s");
    assert!(desk.screen().contains("Handed over to be signed"), "a wrong passphrase loses nothing\n{}", desk.screen());
    desk.press("esc");
    assert!(desk.screen().contains("left and right choose") && !desk.screen().contains("TICKET"), "{}", desk.screen());
}

/// F09, F20, F21: what is signed says what was typed and what the book says, and it was on the screen to its last line.
#[test]
fn f09_an_order_is_signed_when_all_of_it_was_on_the_screen() {
    let mut desk = written((80, 24));
    assert!(desk.screen().contains("exactly as you will sign it"), "{}", desk.screen());
    let why = allowed(Action::InitiateSign, &desk.state).unwrap_err().to_string();
    assert!(why.contains("F09"), "{why}");
    desk.press("x s");
    assert!(desk.acts.is_empty());
    while desk.fire(Timer::Toast) {}
    read(&mut desk);
    desk.press("x s");
    let text = signed(&desk);
    let order = text.order();
    let Body::Movement(moved) = &order.body else { panic!("{text:?}") };
    let block = block();
    assert_eq!(moved.units.runs(), [BlockRange { series: block.series, range: block.range }]);
    assert_eq!(
        (moved.transferring_account.clone(), moved.acquiring_account.to_string()),
        (block.account, "GHA01-100-0045".into())
    );
    assert_eq!(moved.authorizations.iter().next(), Some(&block.authorization));
    assert_eq!((order.initiator.to_string(), order.station.to_string()), ("amina.k".into(), "ONL-2".into()));
    assert_eq!(order.reason.as_str(), "TICKET-4471 delivery");
    assert_eq!(order.source().map(|source| source.name().to_owned()), Some("LOA-2026-118.pdf".to_owned()));
    assert_eq!(order.supersedes, None);
}

/// F09: a message of several lines takes the last rows of the screen. What stood there has not been read; paging on leads to it, and it has
/// been read then, although the message is still there.
#[test]
fn f09_what_a_message_keeps_from_the_screen_is_paged_to() {
    let mut desk = written((80, 24));
    let long = "A message that is longer than a line of this screen is, so that it goes over the last rows of it.";
    desk.send(Message::Notice(long.to_owned()));
    desk.fire(Timer::Reading);
    assert!(!desk.screen().contains("initiator: person:amina.k"), "{}", desk.screen());
    let why = allowed(Action::InitiateSign, &desk.state).unwrap_err().to_string();
    assert!(why.contains("of the text"), "{why}");
    read(&mut desk);
    let screen = desk.screen();
    assert!(screen.contains("initiator: person:amina.k") && screen.contains("A message that is longer"), "{screen}");
    desk.press("x s");
    assert!(desk.screen().contains("Handed over to be signed"), "{}", desk.screen());
}

/// F09: an act of unknown outcome stays on the message line until the registry has said what became of it. Another order is read all the
/// same: over a page that is to be read it takes one line, and the key that asks stands in it.
#[test]
fn f09_an_act_of_unknown_outcome_keeps_nobody_from_reading() {
    for size in [(80, 24), (60, 16)] {
        let mut desk = written(size);
        desk.send(Message::Unfinished(vec![unfinished("practice-che")]));
        // What is said of it once can be seen and is gone; that it is unknown stays.
        while desk.fire(Timer::Toast) {}
        read(&mut desk);
        assert_eq!(allowed(Action::InitiateSign, &desk.state), Ok(()), "{}", desk.screen());
        assert!(desk.screen().contains("Outcome unknown since 2026-11-22 08:42:07; U"), "{}", desk.screen());
    }
}

/// What was submitted has the registry's number, waits for others, and is not signed again; the next order begins empty (F36).
#[test]
fn an_order_that_was_submitted_is_named_by_its_number_and_not_signed_again() {
    for size in [(80, 24), (160, 45)] {
        let mut desk = written(size);
        read(&mut desk);
        assert_eq!(allowed(Action::InitiateSign, &desk.state), Ok(()));
        desk.press("x s");
        let receipt = Receipt { subject: Untrusted::new("CHE01-2026-000778"), ..desk.books[0].receipt(desk.acts[0].1.key()) };
        desk.outcome(Ok(Outcome::Done(receipt)));
        let screen = desk.screen();
        assert!(screen.contains("Order CHE01-2026-000778 is submitted and waits for other persons: entry"), "{screen}");
        let why = allowed(Action::InitiateSign, &desk.state).unwrap_err().to_string();
        assert!(why.contains("CHE01-2026-000778 waits for others"), "{why}");
        assert!(!desk.line(-1).contains("sign"), "{screen}");
        desk.press("x s");
        assert!(desk.acts.is_empty(), "it is signed once");
        // The two messages go first, then the text.
        desk.press("esc esc esc");
        assert!(!desk.screen().contains("TICKET-4471"), "{}", desk.screen());
    }
}

/// F09: the initiator's own text rests on the screen too: not before the policy's least time is over since its last line was seen, however
/// often the key is pressed.
#[test]
fn f09_the_initiators_own_text_rests_on_the_screen() {
    let mut desk = written((200, 60));
    desk.fire(Timer::Reading);
    let why = |desk: &Desk| allowed(Action::InitiateSign, &desk.state).unwrap_err().to_string();
    assert!(why(&desk).contains("1 s more"), "{}", why(&desk));
    desk.press("x s x s");
    assert!(desk.acts.is_empty(), "{}", desk.screen());
    desk.later(900);
    desk.fire(Timer::Reading);
    assert!(why(&desk).contains("1 s more"), "{}", why(&desk));
    desk.later(1_000);
    desk.fire(Timer::Reading);
    assert_eq!(allowed(Action::InitiateSign, &desk.state), Ok(()));
    // Going back to the form begins anew: what is written again is read again.
    for _ in 0..3 {
        if desk.screen().contains("exactly as you will sign it") {
            desk.press("esc");
        }
    }
    desk.press("enter");
    assert!(desk.screen().contains("exactly as you will sign it"), "{}", desk.screen());
    assert!(allowed(Action::InitiateSign, &desk.state).is_err(), "{}", desk.screen());
}

/// F20, F21: without a reason or a document there is no order, and what is wrong stands under its row.
#[test]
fn f21_what_is_missing_or_wrong_is_said_in_its_row() {
    for (path, reason, why) in [
        ("", "TICKET-1", "type the path of the document"),
        ("/papers/missing.pdf", "TICKET-1", "there is no such file"),
        ("/papers/LOA.pdf", "", "a reason is part of what is signed"),
        ("/papers/LOA.pdf", "two  spaces", "a space too many"),
    ] {
        let mut desk = form(WIDE);
        desk.press("right enter");
        row(&mut desk, "GHA01");
        row(&mut desk, "GHA01-100-0045");
        row(&mut desk, "1");
        row(&mut desk, path);
        row(&mut desk, reason);
        assert!(desk.screen().contains(why), "{path} {reason}\n{}", desk.screen());
        assert!(!desk.screen().contains("exactly as you will sign it"));
    }
    let mut desk = form(WIDE);
    desk.press("right enter");
    row(&mut desk, "CHE01");
    row(&mut desk, "GHA01 100");
    row(&mut desk, "999999999999");
    let screen = desk.screen();
    assert!(screen.contains("ITMOs are available here"), "{screen}");
    desk.press("backtab backtab backtab enter");
    assert!(desk.screen().contains("our own registry") || desk.screen().contains("account's id"), "{}", desk.screen());
}

/// What is wrong with one value is said under it when its row is left, whatever else is still missing.
#[test]
fn a_value_that_can_t_be_read_is_said_in_its_row() {
    for (choose, before, value, why) in [
        ("right", None, "GHA", "a registry's id"),
        ("right", Some("GHA01"), "GHA01 100", "an account's id"),
        ("right right right right right right", None, "CHE01 310", "of this registry, of type 310"),
        ("right right right", Some("CHE01-200-0001"), "1999", "a calendar year from 2021 on"),
        ("right right right right", Some("CHE01-200-0001"), "two words", "one word of letters"),
    ] {
        for size in [(80, 24), WIDE] {
            let mut desk = form(size);
            desk.press(choose);
            desk.press("enter");
            before.into_iter().for_each(|before| row(&mut desk, before));
            row(&mut desk, value);
            let screen = desk.screen();
            let at = screen
                .lines()
                .position(|line| line.trim_end_matches(['│', ' ']).ends_with(value))
                .unwrap_or_else(|| panic!("{value}\n{screen}"));
            assert!(screen.lines().nth(at + 1).unwrap().contains(why), "{value}\n{screen}");
        }
    }
}

/// T01, T17: what a row does not take is said under it, to its last word, and nothing of it is kept.
#[test]
fn t17_what_a_row_does_not_take_is_said_under_it() {
    let mut desk = filled((80, 24));
    desk.paste("TICKET \u{1b}[31m");
    let screen = desk.screen();
    let reason = screen.lines().position(|line| line.contains("Reason ")).unwrap();
    let below = |screen: &str| screen.lines().nth(reason + 1).unwrap().to_owned();
    assert!(below(&screen).contains("U+001B can't stand here") && !screen.contains("TICKET"), "{screen}");
    desk.paste(&"x".repeat(900));
    assert!(below(&desk.screen()).contains("room for 400 characters"), "{}", desk.screen());
    desk.type_text("T");
    assert!(!desk.screen().contains("can't stand here"), "{}", desk.screen());
    desk.press("backtab backtab ctrl-u");
    desk.type_text("-5");
    desk.press("enter");
    let screen = desk.screen();
    assert!(screen.contains("nor an") && screen.contains("apart by ;"), "no word of it is cut\n{screen}");
}

/// A key that stayed locked loses nothing: what was not signed is signed when somebody wants it again, and not twice meanwhile.
/// F01: whom the roster names as an approver only reads so before there is a text to sign, not from the registry after it.
#[test]
fn f01_who_is_no_initiator_writes_no_order() {
    for (person, writes) in [("esi.o", false), ("amina.k", true)] {
        let mut book = seed::swiss();
        book.papers.guards = Some(guards);
        let mut desk = form_as(person, book, WIDE);
        fill(&mut desk, block());
        row(&mut desk, "TICKET-4471 delivery");
        let screen = desk.screen();
        assert_eq!(screen.contains("exactly as you will sign it"), writes, "{person}\n{screen}");
        assert_eq!(screen.contains(&format!("does not let {person} initiate")), !writes, "{person}\n{screen}");
    }
}

#[test]
fn an_order_that_was_not_signed_can_be_signed_again() {
    let mut desk = written(WIDE);
    read(&mut desk);
    desk.press("x s");
    let why = allowed(Action::InitiateSign, &desk.state).unwrap_err().to_string();
    assert!(why.contains("handed over already"), "{why}");
    desk.outcome(Err(Problem::of(ProblemKind::Offline)));
    assert_eq!(allowed(Action::InitiateSign, &desk.state), Ok(()), "{}", desk.screen());
}

/// F10: what would come of it stands there while the form is filled in, with what the checks say.
#[test]
fn f10_effects_and_checks_stand_under_the_form() {
    let desk = filled(WIDE);
    let screen = desk.screen();
    for said in ["Checks, asked of the registry", "C03", "Effect (F10)", "→", "Action", "a whole block"] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
}

/// Whoever ends the form before every answer is here need not end it again.
#[test]
fn an_order_is_written_when_what_it_depends_on_has_come() {
    let mut desk = filled(WIDE);
    desk.press("backtab");
    desk.prompt = false;
    desk.type_text("x");
    desk.press("enter");
    desk.type_text("TICKET-4471 delivery");
    desk.press("enter");
    assert!(desk.screen().contains("the document is being read"), "{}", desk.screen());
    desk.answer_all();
    assert!(desk.screen().contains("exactly as you will sign it"), "{}", desk.screen());
}

/// What would be refused stands before the effects, with the values and what to do.
#[test]
fn a_check_that_fails_is_said_before_anything_else() {
    let mut desk = form(WIDE);
    desk.press("right enter");
    row(&mut desk, "GHA01");
    row(&mut desk, "GHA01-100-0045");
    row(&mut desk, "115 000");
    let screen = desk.screen();
    let at = |words: &str| screen.find(words).unwrap_or_else(|| panic!("{words}\n{screen}"));
    assert!(at("The registry would refuse this") < at("Effect (F10)"), "{screen}");
    assert!(at("The registry would refuse this") < at("ITMOs, "), "a small screen shows it without turning a page: {screen}");
    assert!(screen.contains("split the order"), "{screen}");
}

#[test]
fn each_step_in_every_size() {
    type Step = (&'static str, fn((u16, u16)) -> Desk);
    let steps: [Step; 3] = [("initiate-empty", form), ("initiate-filled", filled), ("initiate-text", written)];
    for (name, set) in steps {
        for (columns, rows) in SIZES {
            keep(&format!("{name}@{columns}x{rows}"), &set((columns, rows)).screen());
        }
    }
}
