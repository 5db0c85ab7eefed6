//! Ends by hand: never without signed evidence, and never twice.

use super::pair::{Fate, Pair, Who, id};
use crate::sandbox::comm::{self, CommProblem};

fn two() -> [String; 2] {
    ["rita.k".to_owned(), "urs.m".to_owned()]
}

fn ask(pair: &mut Pair, who: Who) {
    pair.act(who, |desk| comm::ask_status(desk, &id())).unwrap();
    let question = pair.due(who).into_iter().find(|due| due.request.method == "GET").unwrap();
    pair.send(who, &question, Fate::Good);
}

/// CHE01 dropped what it had accepted, and then the Final came (case 10).
fn dropped_then_final() -> Pair {
    let mut pair = Pair::finalised();
    pair.act(Who::Q, |desk| comm::drop_by_hand(desk, &id(), &two(), "no word")).unwrap();
    assert_eq!((pair.states(), pair.units()), (("finalised-out", "cancelled"), (0, 100, 0, 0)));
    pair.send_one(Who::I, Fate::Good);
    assert_eq!(pair.outbox(Who::I), ["final held", "status"]);
    pair.settle();
    assert_eq!(pair.states(), ("in-doubt", "cancelled"));
    assert!(pair.incidents(Who::I).contains(&"disagreement".to_owned()));
    assert!(pair.incidents(Who::Q).contains(&"disagreement".to_owned()));
    pair
}

#[test]
fn what_was_dropped_is_completed_by_hand_on_the_final_in_the_archive() {
    let mut pair = dropped_then_final();
    let act = |pair: &Pair| pair.act(Who::Q, |desk| comm::complete_by_hand(desk, &id(), &two(), "agreed by telephone"));
    assert!(matches!(act(&pair), Err(CommProblem::Evidence(_))), "the peer must be asked first");
    ask(&mut pair, Who::Q);
    act(&pair).unwrap();
    assert_eq!((pair.states(), pair.units()), (("in-doubt", "completed"), (0, 100, 0, 100)));
    assert!(act(&pair).is_err(), "once");
    pair.run(3);
    assert_eq!((pair.states(), pair.units()), (("completed", "completed"), (0, 0, 0, 100)));
    pair.check();
}

#[test]
fn what_was_given_up_for_good_is_booked_back_and_its_final_never_taken() {
    let mut pair = dropped_then_final();
    let finally = comm::archive::numbered(&pair.i.book, "GHA01-2026-000001", 4, comm::archive::Direction::Out).unwrap().unwrap();
    let rebook = |pair: &Pair| pair.act(Who::I, |desk| comm::rebook(desk, &id(), &two(), "agreed by telephone"));
    assert!(matches!(rebook(&pair), Err(CommProblem::Evidence(_))), "cancelled is not for good");
    pair.act(Who::Q, |desk| comm::give_up(desk, &id(), &two(), "agreed by telephone")).unwrap();
    assert!(matches!(rebook(&pair), Err(CommProblem::Evidence(_))), "the newer word must be here");
    ask(&mut pair, Who::I);
    rebook(&pair).unwrap();
    assert_eq!((pair.states(), pair.units()), (("cancelled", "terminated"), (100, 0, 0, 0)));
    let again = comm::Request {
        method: "POST".into(),
        path: finally.path.unwrap(),
        query: None,
        fields: finally.fields,
        body: finally.octets,
    };
    assert_eq!(pair.receive(Who::Q, &again).status, 409);
    assert!(pair.act(Who::Q, |desk| comm::complete_by_hand(desk, &id(), &two(), "no")).is_err());
    pair.run(30);
    assert_eq!((pair.states(), pair.units()), (("cancelled", "terminated"), (100, 0, 0, 0)));
    pair.check();
}

#[test]
fn what_the_peer_signed_as_final_is_not_dropped() {
    let mut pair = Pair::finalised();
    ask(&mut pair, Who::Q);
    let dropped = pair.act(Who::Q, |desk| comm::drop_by_hand(desk, &id(), &two(), "no word"));
    assert!(matches!(dropped, Err(CommProblem::Evidence(_))), "{dropped:?}");
}

#[test]
fn a_book_that_lost_its_final_is_completed_on_the_peers_signed_word() {
    let mut pair = Pair::accepted();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("before.sqlite");
    pair.i.book.execute("VACUUM INTO ?", [file.to_str().unwrap()]).unwrap();
    let before = rusqlite::Connection::open(&file).unwrap();
    pair.settle();
    assert_eq!(pair.states(), ("completed", "completed"));
    // GHA01 comes back from a backup that knows of no Final (case 11).
    pair.i.book = before;
    assert_eq!(pair.states(), ("proposed", "completed"));
    ask(&mut pair, Who::I);
    assert_eq!(pair.incidents(Who::I), ["disagreement"]);
    pair.act(Who::I, |desk| comm::complete_by_hand(desk, &id(), &two(), "our Final is there")).unwrap();
    assert_eq!((pair.states(), pair.units()), (("completed", "completed"), (0, 0, 0, 100)));
    pair.settle();
    pair.check();
}
