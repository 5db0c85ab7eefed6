//! The board, a case, and its resolution: what comes first, what one person may do, what two sign, and what stops it.

use super::{
    book::Book,
    cases::{self, ANALYSED, EVIDENCE, NEW, PROPOSED},
    desk::{Desk, Setting},
    review::{enter, read},
    seed, signed,
};
use countersign::{
    app::{Action, Effect, Signer, Timer, looked::Looked},
    console::{Message, allowed},
    domain::{
        case::{Event, ResolutionKind},
        transfer::OrderId,
    },
    evidence::{confirmation::ConfirmationKind, digest::Digest, resolution::ResolutionText},
    registry::{
        Act, Deed, Outcome, Read, Reply, Unsigned,
        case::{Board, CaseInFull},
    },
};

fn books(case: Option<Box<CaseInFull>>) -> Vec<Book> {
    let mut book = seed::swiss();
    book.papers.guards = Some(signed::guards);
    book.case = case;
    vec![book, seed::ghana(), seed::empty()]
}

/// The desk of a person at a station.
pub fn desk_of(person: &str, station: &str, size: (u16, u16), case: Option<Box<CaseInFull>>) -> Desk {
    desk_at(books(case), person, station, size)
}

/// The same at a registry with this book.
pub fn desk_with(book: Book, person: &str, station: &str, size: (u16, u16)) -> Desk {
    desk_at(vec![book, seed::ghana(), seed::empty()], person, station, size)
}

fn desk_at(books: Vec<Book>, person: &str, station: &str, size: (u16, u16)) -> Desk {
    let signer = Signer { person: person.parse().unwrap(), station: station.parse().unwrap() };
    Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() })
}

/// The page of a case.
pub fn on_case(desk: &mut Desk, id: &str) {
    desk.press(":");
    desk.type_text(&format!("case {id}"));
    desk.press("enter");
}

fn amina() -> Desk {
    desk_of("amina.k", "ONL-2", (160, 45), None)
}

fn luc() -> Desk {
    desk_of("luc.b", "ONL-1", (160, 45), None)
}

/// What luc types again of the proposal: how many, and the beginning of the digest of his own copy.
pub fn retype(desk: &mut Desk) {
    enter(desk, "500");
    enter(desk, &Digest::of(EVIDENCE).to_string()[..8]);
}

fn act(desk: &Desk) -> Act {
    desk.acts.last().map(|(_, act)| act.act().clone()).unwrap_or_else(|| panic!("{}", desk.screen()))
}

#[test]
fn the_board_is_filtered_by_fields_that_are_completed() {
    let mut desk = amina();
    desk.press("6 /");
    desk.type_text("co");
    assert!(desk.screen().contains("code:"), "{}", desk.screen());
    desk.press("tab");
    desk.type_text("D02");
    desk.press("enter");
    assert!(desk.head().contains("1 shown, code:D02; 4 open cases"), "{}", desk.head());
    assert!(desk.screen().contains(ANALYSED) && !desk.screen().contains(NEW), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.screen().contains(NEW), "{}", desk.screen());
    desk.press("/");
    desk.type_text("state:closed");
    desk.press("enter");
    assert!(
        desk.screen().contains(cases::CLOSED) && !desk.screen().contains(NEW),
        "a filter that names states is taken at its word"
    );
    desk.press("esc /");
    desk.type_text("frozen:yes -code:D03");
    desk.press("enter");
    assert!(desk.screen().contains("No cases match"), "{}", desk.screen());
}

#[test]
fn on_a_board_without_a_case_there_is_nothing_to_choose_from() {
    let mut desk = amina();
    desk.prompt = false;
    desk.press("6");
    let (ticket, _) = desk.asked.iter().find(|(_, ask)| *ask == Read::Cases).cloned().unwrap();
    let Reply::Cases(full) = cases::board() else { panic!("a board") };
    let empty = Board { cases: Vec::new(), ..*full };
    desk.send(Message::Answer(ticket, Ok(Reply::Cases(Box::new(empty)))));
    assert!(desk.screen().contains("This registry has no cases"), "{}", desk.screen());
    assert!(allowed(Action::BoardOnly, &desk.state).is_err() && !desk.line(-1).contains("for me"), "{}", desk.line(-1));
    assert_eq!(allowed(Action::BoardRuns, &desk.state), Ok(()), "a run is begun there");
}

/// What is typed on the wrong page is answered as a whole: the letters after the first are no commands of their own.
#[test]
fn a_sequence_of_another_page_says_where_it_works_and_runs_nothing() {
    let mut desk = amina();
    desk.press("6");
    let before = desk.screen();
    for (keys, said) in [
        ("x n", "x n does nothing here; it works in reconciliation runs and one case."),
        ("x f", "x f does nothing here; it works in "),
        ("x q", ""),
        ("x esc", ""),
    ] {
        desk.press(keys);
        assert!(desk.says().contains(said), "{keys}: {}", desk.says());
        desk.press("esc");
        assert_eq!(desk.screen(), before, "{keys}");
    }
    assert!(!desk.take().contains(&Effect::Quit));
    desk.press("x");
    desk.fire(Timer::Sequence);
    assert!(desk.screen().contains("Nothing on this page begins so."), "{}", desk.screen());
    desk.press("esc n");
    assert!(desk.says().contains("Only what matches is shown here"), "{}", desk.says());
}

#[test]
fn the_columns_of_the_board_that_have_no_room_are_a_key_away() {
    let mut desk = desk_of("amina.k", "ONL-2", (80, 24), None);
    desk.press("6");
    let before = desk.screen();
    assert!(!before.contains("SEVERITY"), "{before}");
    desk.press("right right right right right right");
    assert!(desk.screen().contains("SEVERITY") && desk.screen().contains(NEW), "{}", desk.screen());
    desk.press("right right right right right right right right");
    assert!(desk.screen().contains("ABOUT"), "the last column stays: {}", desk.screen());
    desk.press("left left left left left left left left left left");
    assert_eq!(desk.screen(), before);
}

#[test]
fn the_severity_of_the_selected_case_can_be_worked_out_again() {
    let mut desk = amina();
    desk.press("6");
    assert!(desk.screen().contains("37 530 000 = 12 510 ITMOs × 3 days × 1 000 (critical)"), "{}", desk.screen());
    desk.press("j");
    assert!(desk.screen().contains("1 250 000 = 12 500 ITMOs × 1 day × 100 (high)"), "{}", desk.screen());
}

#[test]
fn a_closed_case_says_how_it_ended_and_what_would_open_it_again() {
    let mut desk = amina();
    on_case(&mut desk, cases::CLOSED);
    let screen = desk.screen();
    for said in
        ["How it ended", "Not found by", "CHE01-R-2026-000006", "Was open for", "None was needed", "finds the difference again"]
    {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    assert!(!screen.contains("What to do") && !screen.contains("Where it stands"), "{screen}");
    assert!(
        screen.contains("500 = 1, as it is about no ITMO, × 5 days × 100 (high)"),
        "as severe as when it was closed: {screen}"
    );
}

#[test]
fn the_worst_comes_first_and_each_kind_is_named_once() {
    let mut desk = amina();
    desk.press("6");
    let at = |desk: &Desk, id: &str| {
        desk.screen().lines().position(|line| line.contains(id)).unwrap_or_else(|| panic!("{}", desk.screen()))
    };
    assert!(at(&desk, NEW) < at(&desk, ANALYSED) && at(&desk, ANALYSED) < at(&desk, PROPOSED), "{}", desk.screen());
    assert!(!desk.screen().contains(cases::CLOSED) && desk.head().contains("4 open cases"), "{}", desk.head());
    assert!(desk.screen().contains("⟦ESC⟧") || !desk.screen().contains("\u{1b}"), "hostile words are shown, not obeyed");
    desk.press("o");
    assert!(
        desk.screen().contains(NEW) && desk.screen().contains(ANALYSED) && !desk.screen().contains(PROPOSED),
        "{}",
        desk.screen()
    );
    desk.press("o");
    assert!(desk.screen().contains(cases::CLOSED) && !desk.screen().contains(NEW), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.screen().contains(PROPOSED));
    desk.press("enter");
    assert!(desk.head().contains(NEW), "the cursor is on the worst: {}", desk.head());
}

#[test]
fn one_person_takes_notes_and_freezes() {
    for (keys, answer, expected) in [
        ("x o", "", Deed::OwnCase(NEW.parse().unwrap())),
        ("x n", "", Deed::NoteCase { case: NEW.parse().unwrap(), mark: None }),
        ("x e", "", Deed::NoteCase { case: NEW.parse().unwrap(), mark: Some(countersign::domain::case::Mark::Escalated) }),
    ] {
        let mut desk = amina();
        on_case(&mut desk, NEW);
        desk.press(keys);
        enter(&mut desk, "it is for us");
        desk.type_text(answer);
        desk.press("y");
        let Act::Alone { deed, reason } = act(&desk) else { panic!("{}", desk.screen()) };
        assert_eq!((deed, reason.as_str()), (expected, "it is for us"));
    }
    let mut desk = amina();
    on_case(&mut desk, NEW);
    assert!(allowed(Action::CaseFreeze, &desk.state).unwrap_err().to_string().contains("frozen already"));
    assert!(allowed(Action::CaseResolve, &desk.state).unwrap_err().to_string().contains("Take it first"));
    desk.press("6");
    on_case(&mut desk, ANALYSED);
    assert_eq!(allowed(Action::CaseFreeze, &desk.state), Ok(()));
    assert!(allowed(Action::CaseOwn, &desk.state).unwrap_err().to_string().contains("yours already"));
}

/// What was lost with its ledger is asked for where it is found to be lost, by one person; everywhere else it is said why not.
#[test]
fn one_person_asks_for_a_transfer_that_was_lost() {
    let mut desk = amina();
    on_case(&mut desk, cases::LOST);
    desk.press("x a");
    enter(&mut desk, "we were restored from a backup");
    let screen = desk.screen();
    assert!(screen.contains("GHA01 is asked for each message it keeps of transfer GHA01-2026-000044"), "{screen}");
    assert!(screen.contains("There is nothing to undo"), "{screen}");
    desk.press("enter");
    assert!(desk.acts.is_empty(), "Enter alone is a no");
    desk.press("x a");
    enter(&mut desk, "we were restored from a backup");
    desk.press("y");
    let Act::Alone { deed, reason } = act(&desk) else { panic!("{}", desk.screen()) };
    assert_eq!((deed, reason.as_str()), (Deed::AskArchive(cases::LOST.parse().unwrap()), "we were restored from a backup"));
    for (case, why) in [(NEW, "It is about no transfer that was lost here."), (cases::CLOSED, "The case is closed.")] {
        let mut desk = amina();
        on_case(&mut desk, case);
        assert_eq!(allowed(Action::CaseArchive, &desk.state).unwrap_err().to_string(), why);
    }
    let known = cases::of_steps(cases::LOST.parse().unwrap(), cases::both_know()).unwrap();
    let mut desk = desk_of("amina.k", "ONL-2", (160, 45), Some(known));
    on_case(&mut desk, cases::LOST);
    assert!(allowed(Action::CaseArchive, &desk.state).unwrap_err().to_string().contains("on the transfer's page"));
}

/// F05, F09, F20: what is signed names the case as it was read, and was on the screen whole.
#[test]
fn a_proposal_is_written_read_and_signed() {
    let mut desk = amina();
    on_case(&mut desk, ANALYSED);
    desk.press("v");
    enter(&mut desk, "9");
    assert!(desk.screen().contains("from 1 to 8"), "{}", desk.screen());
    enter(&mut desk, &cases::number(ResolutionKind::CorrectingOrder));
    desk.press("enter");
    enter(&mut desk, "CHE01-2026-000124");
    desk.type_text("the order says it again");
    assert!(allowed(Action::ResolveSign, &desk.state).is_err());
    desk.press("enter");
    assert!(desk.screen().contains("itmo-resolution/v1"), "{}", desk.screen());
    read(&mut desk);
    desk.press("x s");
    let Act::Sign(Unsigned::Resolution(text)) = act(&desk) else { panic!("{}", desk.screen()) };
    let said = text.text().resolution();
    assert_eq!((said.case.to_string().as_str(), said.about.len(), said.quantity.count()), (ANALYSED, 1, 12_500));
    assert_eq!(said.orders, ["CHE01-2026-000124".parse::<OrderId>().unwrap()]);
    assert_eq!((said.person.as_str(), said.station.as_str()), ("amina.k", "ONL-2"));

    // The registry has taken it: the page says what comes next, and not that something went wrong.
    let proposed = proposed(text.text());
    desk.outcome(Ok(Outcome::Queued(3)));
    desk.books[0].case.clone_from(&proposed);
    desk.press("r");
    let screen = desk.screen();
    assert!(screen.contains("What you signed was sent") && screen.contains("It waits for 1 person more"), "{screen}");

    // Whoever was not as quick is told so.
    let mut desk = amina();
    on_case(&mut desk, ANALYSED);
    desk.press("v");
    desk.books[0].case = proposed;
    desk.press("f5");
    let screen = desk.screen();
    assert!(screen.contains("It can't be resolved here") && screen.contains("The case has changed since"), "{screen}");
}

/// The case once this resolution of it was taken.
fn proposed(text: &ResolutionText) -> Option<Box<CaseInFull>> {
    let resolution = text.resolution().resolution.clone();
    let event = Event::Proposed { by: text.resolution().person.clone(), resolution, sha256: *text.sha256().octets() };
    let mut steps = cases::steps(ANALYSED);
    steps.push((0, event, Some(cases::taken(text.as_str(), "amina.k", "ONL-2"))));
    cases::of_steps(ANALYSED.parse().unwrap(), steps)
}

/// F07, F08, F21: nothing of a resolution is shown before values were typed again, the digest of one's own copy among them.
#[test]
fn another_person_confirms_after_typing_values_again() {
    let mut desk = luc();
    on_case(&mut desk, PROPOSED);
    desk.press("v");
    assert!(!desk.screen().contains("amendment 3") && desk.screen().contains(EVIDENCE), "{}", desk.screen());
    assert!(allowed(Action::ResolveConfirm, &desk.state).is_err());
    retype(&mut desk);
    assert!(desk.screen().contains("exactly as it was signed"), "{}", desk.screen());
    assert!(allowed(Action::ResolveConfirm, &desk.state).is_err(), "not all of it was on the screen for long enough");
    read(&mut desk);
    desk.press("x a");
    enter(&mut desk, "statement 14 says so");
    read(&mut desk);
    desk.press("x s");
    let Act::Sign(Unsigned::Confirmation(text)) = act(&desk) else { panic!("{}", desk.screen()) };
    let said = text.text().confirmation();
    assert_eq!(said.resolution_sha256, cases::resolution().sha256());
    assert_eq!((said.kind, said.compared.as_slice()), (ConfirmationKind::Confirm, &[Digest::of(EVIDENCE)][..]));
}

/// F01, F22: who proposed it can take it back, and nothing else.
#[test]
fn nobody_confirms_their_own_proposal() {
    let mut desk = amina();
    on_case(&mut desk, PROPOSED);
    desk.press("v");
    read(&mut desk);
    let why = allowed(Action::ResolveConfirm, &desk.state).unwrap_err().to_string();
    assert!(why.contains("F01") && why.contains("amina.k proposed"), "{why}");
    desk.press("x r");
    enter(&mut desk, "it was too early");
    read(&mut desk);
    desk.press("x s");
    let Act::Sign(Unsigned::Confirmation(text)) = act(&desk) else { panic!("{}", desk.screen()) };
    assert_eq!((text.text().confirmation().kind, text.text().confirmation().compared.len()), (ConfirmationKind::Decline, 0));
}

/// A case that what was signed leaves open, as a decline does or the lifting of a freeze, has not changed behind anybody's back.
#[test]
fn what_was_signed_may_leave_the_case_open() {
    let mut desk = luc();
    on_case(&mut desk, PROPOSED);
    desk.press("v");
    retype(&mut desk);
    read(&mut desk);
    desk.press("x r");
    enter(&mut desk, "the statement is not theirs");
    read(&mut desk);
    desk.press("x s");
    let Act::Sign(Unsigned::Confirmation(text)) = act(&desk) else { panic!("{}", desk.screen()) };
    assert_eq!(text.text().confirmation().kind, ConfirmationKind::Decline);
    let mut steps = cases::steps(PROPOSED);
    steps.push((0, Event::Declined { by: "luc.b".parse().unwrap(), sha256: *cases::resolution().sha256().octets() }, None));
    desk.outcome(Ok(Outcome::Queued(3)));
    desk.books[0].case = cases::of_steps(PROPOSED.parse().unwrap(), steps);
    desk.press("r");
    let screen = desk.screen();
    assert!(screen.contains("What you signed was sent") && screen.contains("The case stays open"), "{screen}");
}

/// F08.
#[test]
fn three_mismatches_end_it_for_a_while() {
    let mut desk = luc();
    on_case(&mut desk, PROPOSED);
    desk.press("v");
    desk.take();
    (0..3).for_each(|_| enter(&mut desk, "501"));
    assert!(desk.screen().contains("did not match") && !desk.screen().contains("amendment"), "{}", desk.screen());
    let effects = desk.take();
    assert!(effects.iter().any(|effect| matches!(effect, Effect::NoteRefusal { why, .. } if why.contains("F08"))));
    // What was typed, and for what, waits until nobody types it again (F07).
    let told = |looked: &Looked| looked.what.contains("typed \"501\", the text says \"500\"");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::NoteOnceEnded { looked, .. } if told(looked))), "{effects:?}");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::NoteLooked { looked, .. } if told(looked))), "{effects:?}");
    desk.press("6");
    on_case(&mut desk, PROPOSED);
    desk.press("v");
    assert!(desk.screen().contains("can be reviewed here again from"), "{}", desk.screen());
}

/// Promise 2: who agreed comes from the signatures, whatever the registry counts.
#[test]
fn a_confirmation_that_is_not_signed_by_whom_it_names_does_not_count() {
    let (event, text) = cases::confirmed();
    let mut desk = desk_of("amina.k", "ONL-2", (160, 60), Some(cases::proposal_and(event.clone(), text.clone())));
    on_case(&mut desk, PROPOSED);
    assert!(desk.screen().contains("luc.b, signature verified"), "{}", desk.screen());
    let mut forged = text;
    forged.signed.signature = forged.signed.station_signature.clone();
    let mut desk = desk_of("amina.k", "ONL-2", (160, 60), Some(cases::proposal_and(event, forged)));
    on_case(&mut desk, PROPOSED);
    let screen = desk.screen();
    assert!(screen.contains("does not count") && screen.contains("counts other confirmations"), "{screen}");
}
