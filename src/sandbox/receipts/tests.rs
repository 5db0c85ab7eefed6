use super::*;
use crate::sandbox::people::person;
use std::cell::Cell;

fn book() -> Connection {
    let book = Connection::open_in_memory().unwrap();
    book.execute_batch(TABLE).unwrap();
    book
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn asked(key: u128, login: &str) -> Asked {
    Asked { key: Uuid::from_u128(key), person: person(login).unwrap() }
}

const FREEZE: Content<'static> =
    Content { deed: Deed::FreezeAccount, subject: "CHE01-1", version: Some(3), body: b"why", text: None, about: None };

/// How often the act ran, and what came of the question.
fn ask(book: &Connection, second: i64, asked: Asked, content: Content<'_>) -> (u32, Result<Receipt, Refusal>) {
    let ran = Cell::new(0);
    let receipt = once(book, at(second), asked, content, || {
        ran.set(ran.get() + 1);
        Ok(Done { entry: 41, said: "it is done".to_owned(), subject: content.subject.to_owned() })
    });
    (ran.get(), receipt)
}

#[test]
fn the_same_act_under_one_key_happens_once() {
    let book = book();
    let (ran, first) = ask(&book, 0, asked(1, "amina.k"), FREEZE);
    let (again, second) = ask(&book, 60, asked(1, "amina.k"), FREEZE);
    assert_eq!((ran, again), (1, 0));
    let first = first.unwrap();
    assert_eq!(first, second.unwrap());
    assert_eq!((first.entry.0, first.at, first.subject.as_str()), (41, at(0), "CHE01-1"));
    assert_eq!(first, receipt(&book, Uuid::from_u128(1)).unwrap());
}

#[test]
fn a_key_with_any_other_content_is_refused() {
    let book = book();
    ask(&book, 0, asked(1, "amina.k"), FREEZE).1.unwrap();
    for (login, content) in [
        ("luc.b", FREEZE),
        ("amina.k2", FREEZE),
        ("amina.k", Content { deed: Deed::FreezeBlocks, ..FREEZE }),
        ("amina.k", Content { subject: "CHE01-2", ..FREEZE }),
        ("amina.k", Content { version: Some(4), ..FREEZE }),
        ("amina.k", Content { version: None, ..FREEZE }),
        ("amina.k", Content { body: b"why?", ..FREEZE }),
        ("amina.k", Content { subject: "CHE01-13", version: None, ..FREEZE }),
    ] {
        let (ran, refused) = ask(&book, 1, asked(1, login), content);
        assert_eq!(ran, 0);
        assert_eq!(refused.unwrap_err().kind(), crate::wire::problem::kind::IDEMPOTENCY, "{login} {content:?}");
    }
    // Another key is another act.
    assert_eq!(ask(&book, 2, asked(2, "amina.k"), FREEZE).0, 1);
}

#[test]
fn a_refused_act_uses_no_key_and_a_role_is_judged_first() {
    let book = book();
    let refused = once(&book, at(0), asked(1, "amina.k"), FREEZE, || Err(Refusal::missing("account")));
    assert_eq!(refused.unwrap_err().kind(), crate::wire::problem::kind::MISSING);
    for login in ["sofia.m", "nadia.t"] {
        let (ran, refused) = ask(&book, 0, asked(1, login), FREEZE);
        assert_eq!((ran, refused.unwrap_err().kind()), (0, crate::wire::problem::kind::ROLE), "{login}");
    }
    assert_eq!(receipt(&book, Uuid::from_u128(1)).unwrap_err().kind(), crate::wire::problem::kind::MISSING);
    assert_eq!(ask(&book, 0, asked(1, "amina.k"), FREEZE).0, 1);
}

/// F35, T04.
#[test]
fn receipts_are_never_changed() {
    let book = book();
    ask(&book, 0, asked(1, "amina.k"), FREEZE).1.unwrap();
    for sql in ["UPDATE receipts SET said = ''", "DELETE FROM receipts"] {
        assert!(book.execute(sql, []).is_err(), "{sql}");
    }
}
