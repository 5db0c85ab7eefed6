//! Cases in a book: opened by runs, locked, looked after, resolved by two, closed by the next run; and what the registry refuses.

mod calling;

use super::*;
use crate::{
    domain::{
        BlockRange,
        case::{Resolution, ResolutionKind},
        reconcile::{Code, Finding},
    },
    evidence::{
        confirmation::{Confirmation, ConfirmationKind},
        moment::Moment,
        order::SourceDocument,
        resolution as paper,
        sshsig::{Namespace, SshSignature},
        statement::Display,
    },
    sandbox::{
        guard::{practice_person_key, practice_station_key},
        orders::tests::world::{World, span, to_account, transfer, unit},
        session::SessionName,
        shown,
    },
    wire::admin::{
        case::{NoteCase, OwnCase},
        signed::SignedText,
    },
};
use jiff::SignedDuration;

fn range(from: u64, to: u64) -> BlockRange {
    BlockRange::of(unit(from, 2023).parse().unwrap(), unit(to, 2023).parse().unwrap()).unwrap()
}

fn found(world: &World, code: Code, from: u64, to: u64) -> Finding {
    Finding::units(code, range(from, to), world.now.get())
}

fn run(world: &World, run: &str, findings: &[Finding]) {
    let peer = Some("GHA01".parse().unwrap());
    let at = world.now.get();
    world.act(|desk| Ok(take_run(desk, &Ran { run, peer, at, findings })?)).unwrap();
}

fn id(number: u32) -> CaseId {
    CaseId::new("CHE01".parse().unwrap(), number).unwrap()
}

fn case(world: &World, number: u32) -> Case {
    book::case(&world.book, id(number)).unwrap().unwrap()
}

fn take(world: &World, login: &str) -> Result<Receipt, Refusal> {
    let asked = world.asked(login);
    world.act(|desk| own(desk, asked, id(1), &OwnCase { owner: None, reason: "mine".to_owned() }))
}

fn signed(text: &str, person: &str, station: &str) -> SignedText {
    let sign = |key, namespace| SshSignature::sign(&key, namespace, text.as_bytes()).armored();
    SignedText {
        text: text.to_owned(),
        signature: sign(practice_person_key(person), Namespace::Resolve),
        station_signature: sign(practice_station_key(station), Namespace::Station),
    }
}

/// A resolution of the first case, as its text would be written at a console.
fn resolution(world: &World, resolution: Resolution) -> paper::Resolution {
    let (case, force) = (case(world, 1), guard::in_force(&world.book).unwrap());
    let now = world.now.get();
    let evidence = match resolution.kind().needs_evidence() {
        true => vec![SourceDocument::new("statement.pdf", crate::evidence::digest::Digest::of("abc")).unwrap()],
        false => Vec::new(),
    };
    paper::Resolution {
        case: case.id,
        registry: world.me.registry,
        environment: crate::domain::Environment::Practice,
        counterpart: case.found.peer,
        code: case.found.code,
        about: case.found.about.names(),
        quantity: case.found.quantity,
        resolution,
        evidence,
        orders: Vec::new(),
        reason: "both registries looked at it".parse().unwrap(),
        policy: force.policy.edition(),
        roster: force.roster.edition(),
        person: "amina-kessie".parse().unwrap(),
        station: "ONL-1".parse().unwrap(),
        made: Moment::of(now),
        not_after: Moment::of(now + SignedDuration::from_hours(24)),
        seq: 1_u64.try_into().unwrap(),
    }
}

fn proposing(world: &World, login: &str, said: &paper::Resolution) -> Result<Receipt, Refusal> {
    let asked = world.asked(login);
    let text = signed(said.write().unwrap().as_str(), said.person.as_str(), said.station.as_str());
    world.act(|desk| propose(desk, (asked, &SessionName("s1".into())), said.case, &text))
}

fn word(world: &World, said: &paper::Resolution, kind: ConfirmationKind, person: &str) -> Confirmation {
    let now = world.now.get();
    Confirmation {
        resolution_sha256: said.write().unwrap().sha256(),
        case: said.case,
        kind,
        person: person.parse().unwrap(),
        station: "ONL-2".parse().unwrap(),
        roster: said.roster,
        policy: said.policy,
        compared: said.digests(),
        display: Display { columns: 120, rows: 40 },
        reason: "compared".parse().unwrap(),
        made: Moment::of(now),
        not_after: Moment::of(now + SignedDuration::from_hours(24)),
        seq: 1_u64.try_into().unwrap(),
    }
}

fn saying(world: &World, login: &str, word: &Confirmation) -> Result<Receipt, Refusal> {
    let asked = world.asked(login);
    let text = signed(word.write().unwrap().as_str(), word.person.as_str(), word.station.as_str());
    world.act(|desk| say(desk, (asked, &SessionName("s2".into())), word.case, &text))
}

fn confirming(world: &World, login: &str, said: &paper::Resolution, person: &str) -> Result<Receipt, Refusal> {
    saying(world, login, &word(world, said, ConfirmationKind::Confirm, person))
}

#[test]
fn a_run_opens_a_case_that_freezes_and_the_next_run_closes_it() {
    let world = World::new();
    run(&world, "RUN-1", &[found(&world, Code::D03, 1, 10), found(&world, Code::D10, 21, 30)]);
    assert_eq!((case(&world, 1).frozen, case(&world, 2).frozen), (true, false));
    let lock = |serial| {
        let held = book::blocks_in(&world.book, range(serial, serial)).unwrap();
        held[0].lock.as_ref().map(|lock| lock.cause.clone())
    };
    assert_eq!((lock(1), lock(11), lock(21)), (Some("CHE01-CASE-000001".to_owned()), None, None));
    world.is_sound();

    run(&world, "RUN-2", &[found(&world, Code::D10, 21, 30)]);
    assert_eq!((case(&world, 1).state.word(), case(&world, 2).runs, lock(1)), ("closed", 2, None));
    assert_eq!(world.unit(&unit(1, 2023)).1, "available");

    // Nobody solved the second by the end of the next working day.
    world.pass(72);
    run(&world, "RUN-3", &[found(&world, Code::D10, 21, 30)]);
    assert_eq!((case(&world, 2).frozen, lock(30)), (true, Some("CHE01-CASE-000002".to_owned())));
    world.is_sound();
}

/// What holds ITMOs already goes on holding them; the case keeps all of them from new orders.
#[test]
fn only_what_is_free_is_locked() {
    let world = World::new();
    run(&world, "RUN-1", &[found(&world, Code::D03, 490, 510)]);
    let states = [490, 500, 501, 510].map(|serial| world.unit(&unit(serial, 2023)).1);
    assert_eq!(states, ["frozen-reconciliation", "frozen-reconciliation", "frozen-administration", "frozen-administration"]);
    run(&world, "RUN-2", &[]);
    assert_eq!(world.unit(&unit(510, 2023)).1, "frozen-administration");
    world.is_sound();
}

/// Two differences about the same ITMOs are two cases; the first locks them, and what the other adds it locks itself.
#[test]
fn itmos_of_two_cases_are_locked_once() {
    let world = World::new();
    run(&world, "RUN-1", &[found(&world, Code::D03, 1, 10), found(&world, Code::D11, 5, 20), found(&world, Code::D18, 1, 20)]);
    let cause = |serial| book::blocks_in(&world.book, range(serial, serial)).unwrap()[0].lock.clone().unwrap().cause;
    assert_eq!((cause(5), cause(20)), ("CHE01-CASE-000001".to_owned(), "CHE01-CASE-000002".to_owned()));
    assert_eq!([1, 2, 3].map(|number| case(&world, number).frozen), [true, true, false]);
    // The third locks what the others let go.
    run(&world, "RUN-2", &[found(&world, Code::D18, 1, 20)]);
    run(&world, "RUN-3", &[found(&world, Code::D18, 1, 20)]);
    assert_eq!((cause(5), case(&world, 3).frozen), ("CHE01-CASE-000003".to_owned(), true));
    world.is_sound();
}

/// B09.
#[test]
fn itmos_of_an_open_case_are_in_no_new_order_until_two_agree_on_a_correction() {
    let world = World::new();
    run(&world, "RUN-1", &[found(&world, Code::D10, 21, 30)]);
    let order = || transfer(vec![span(15, 25, 2023)], 11, to_account("CHE01-100-0002"));
    let refused = world.submit(&order()).unwrap_err();
    assert_eq!(refused.failed(), ["B09"]);
    assert!(refused.sentence().contains("B09"), "{}", refused.sentence());
    world.submit(&transfer(vec![span(31, 40, 2023)], 10, to_account("CHE01-100-0002"))).unwrap();

    take(&world, "jonas.h").unwrap();
    let said = resolution(&world, Resolution::CorrectingOrder);
    proposing(&world, "amina.k", &said).unwrap();
    assert_eq!(world.submit(&order()).unwrap_err().failed(), ["B09"]);
    world.pass(1);
    confirming(&world, "luc.b", &said, "luc-bernasconi").unwrap();
    assert_eq!(case(&world, 1).state.word(), "agreed");
    world.submit(&order()).unwrap();
    run(&world, "RUN-2", &[]);
    assert_eq!(shown::board(&world.book, world.now.get()).unwrap().cases[0].state, "closed");
    world.is_sound();
}

/// F01, F02: the second login of a person is the same person.
#[test]
fn nobody_confirms_what_they_proposed() {
    let world = World::new();
    run(&world, "RUN-1", &[found(&world, Code::D03, 1, 10)]);
    take(&world, "amina.k").unwrap();
    let said = resolution(&world, Resolution::Released);
    proposing(&world, "amina.k", &said).unwrap();
    world.pass(1);
    let rule = |refused: Result<Receipt, Refusal>| refused.unwrap_err().failed().join(" ");
    assert_eq!(rule(confirming(&world, "amina.k2", &said, "amina-kessie")), "F01");
    assert_eq!(rule(confirming(&world, "luc.b", &said, "amina-kessie")), "F02");
    assert_eq!(rule(confirming(&world, "amina.k2", &said, "luc-bernasconi")), "F02");
    let elsewhere =
        Confirmation { station: "ONL-1".parse().unwrap(), ..word(&world, &said, ConfirmationKind::Confirm, "luc-bernasconi") };
    assert_eq!(rule(saying(&world, "luc.b", &elsewhere)), "F03");
    let other = resolution(&world, Resolution::Resent);
    assert_eq!(rule(confirming(&world, "luc.b", &other, "luc-bernasconi")), "F05");
    assert!(case(&world, 1).frozen, "nothing of it changed anything");
    confirming(&world, "luc.b", &said, "luc-bernasconi").unwrap();
    assert_eq!((case(&world, 1).frozen, case(&world, 1).state.word()), (false, "under-analysis"));
    assert_eq!(world.unit(&unit(1, 2023)).1, "available");
    world.is_sound();
}

/// F21, scenario 23: proposed it changes nothing, and the ITMOs stay out of new orders until enough others compared the evidence.
#[test]
fn a_difference_is_accepted_by_three_with_evidence_each_compared() {
    let world = World::new();
    run(&world, "RUN-1", &[found(&world, Code::D12, 1, 10)]);
    take(&world, "amina.k").unwrap();
    let until = world.now.get() + SignedDuration::from_hours(24 * 90);
    let said = resolution(&world, ResolutionKind::Accepted.with(Some(until)).unwrap());
    proposing(&world, "amina.k", &said).unwrap();
    world.pass(1);
    let blind = Confirmation { compared: Vec::new(), ..word(&world, &said, ConfirmationKind::Confirm, "luc-bernasconi") };
    assert_eq!(saying(&world, "luc.b", &blind).unwrap_err().failed(), ["F21"]);
    confirming(&world, "luc.b", &said, "luc-bernasconi").unwrap();
    assert_eq!((case(&world, 1).state.word(), case(&world, 1).proposal().unwrap().missing()), ("proposed", 1));
    assert_eq!(confirming(&world, "luc.b", &said, "luc-bernasconi").unwrap_err().failed(), ["T04"], "no text counts twice");
    let order = || transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0002"));
    assert_eq!(world.submit(&order()).unwrap_err().failed(), ["B09"]);
    confirming(&world, "esi.o", &said, "esi-owusu").unwrap();
    assert_eq!(
        case(&world, 1).state,
        crate::domain::case::State::Closed(crate::domain::case::Closing::Accepted(said.resolution.until().unwrap()))
    );
    run(&world, "RUN-2", &[found(&world, Code::D12, 1, 10)]);
    assert!(!case(&world, 1).is_open());
    world.pass(24 * 91);
    run(&world, "RUN-3", &[found(&world, Code::D12, 1, 10)]);
    assert_eq!((case(&world, 1).is_open(), case(&world, 1).reopened), (true, 1));
    // What came back has its time from then on, on the board and on its page.
    let row = shown::board(&world.book, world.now.get()).unwrap().cases.remove(0);
    let file = shown::case_file(&world.book, id(1), world.now.get()).unwrap();
    assert_eq!((file.due, file.suspend), (row.due, row.suspend));
    assert!(row.due > world.now.get(), "it is in time when it comes back");
    world.is_sound();
}

/// T03, T04, F13, T33.
#[test]
fn a_resolution_is_of_the_case_as_it_is_now() {
    let world = World::new();
    run(&world, "RUN-1", &[found(&world, Code::D10, 1, 10)]);
    let said = resolution(&world, Resolution::Resent);
    assert_eq!(proposing(&world, "amina.k", &said).unwrap_err().kind(), crate::wire::problem::kind::STATE, "nobody owns it");
    take(&world, "amina.k").unwrap();
    let changed = |change: fn(&mut paper::Resolution)| {
        let mut other = said.clone();
        change(&mut other);
        proposing(&world, "amina.k", &other).unwrap_err()
    };
    assert_eq!(changed(|said| said.quantity = crate::domain::Quantity::new(9)).failed(), ["T03"]);
    assert_eq!(changed(|said| said.about = vec!["units CA0001-CHE01-GHA-1-9-2023".into()]).failed(), ["T03"]);
    assert_eq!(changed(|said| said.environment = crate::domain::Environment::Test).failed(), ["T33"]);
    assert!(changed(|said| said.orders = vec!["CHE01-2026-000999".parse().unwrap()]).sentence().contains("order"));
    run(&world, "RUN-2", &[found(&world, Code::D10, 1, 8)]);
    assert_eq!(proposing(&world, "amina.k", &said).unwrap_err().failed(), ["T03"], "a run found something else since");
    let said = resolution(&world, Resolution::Resent);
    proposing(&world, "amina.k", &said).unwrap();
    let decline = word(&world, &said, ConfirmationKind::Decline, "amina-kessie");
    saying(&world, "amina.k", &decline).unwrap();
    assert_eq!(case(&world, 1).state.word(), "under-analysis");
    assert_eq!(proposing(&world, "amina.k", &said).unwrap_err().failed(), ["T04"], "what was declined does not come back");
    world.is_sound();
}

#[test]
fn one_person_notes_and_freezes_and_only_those_who_may() {
    let world = World::new();
    run(&world, "RUN-1", &[found(&world, Code::D10, 1, 10)]);
    let note = |login: &str, mark: Option<&str>| {
        let (asked, mark) = (world.asked(login), mark.map(str::to_owned));
        world.act(|desk| super::note(desk, asked, id(1), &NoteCase { mark, text: "told them by telephone".to_owned() }))
    };
    note("sofia.m", Some("counterpart-told")).unwrap();
    note("sofia.m", Some("forgotten")).unwrap_err();
    note("nadia.t", None).unwrap_err();
    let freeze = |login: &str| {
        let asked = world.asked(login);
        world.act(|desk| super::freeze(desk, asked, id(1), "until it is clear"))
    };
    assert_eq!(freeze("sofia.m").unwrap_err().kind(), crate::wire::problem::kind::ROLE);
    freeze("ines.r").unwrap();
    freeze("luc.b").unwrap_err();
    assert!(case(&world, 1).frozen);
    let file = shown::case_file(&world.book, id(1), world.now.get()).unwrap();
    assert_eq!(file.steps.len(), 3);
    assert!(file.due < file.suspend);
    assert_eq!(shown::board(&world.book, world.now.get()).unwrap().cases[0].notes, 1, "what is noted is counted on the board");
    let given = OwnCase { owner: Some("nobody".to_owned()), reason: "yours".to_owned() };
    let asked = world.asked("luc.b");
    world.act(|desk| own(desk, asked, id(1), &given)).unwrap_err();
    world.is_sound();
}
