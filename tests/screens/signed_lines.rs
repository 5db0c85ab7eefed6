//! T03, promise 1: of every kind of text that is signed at a screen, every line was painted before it was signed. What is handed over to be
//! signed is looked for, line by line, on the screens there were since it was written.
//! A kind that is added does not compile before it has a name here, and then this fails until it is signed here.
//! Must not know: what a screen shows beside the text.

use super::{
    announcing, cases,
    changed::{OLD, WAITS},
    changing,
    desk::Desk,
    guarding::officer,
    initiating, offered,
    papers::guards,
    releasing, resolving,
    review::enter,
    revoking,
    signed::{given, order, order_page, review},
    speaking, taking_over,
};
use countersign::{
    app::{Effect, Timer},
    console::Message,
    domain::case::ResolutionKind,
    evidence::{confirmation::ConfirmationKind, statement::StatementKind},
    registry::{
        Act, ContactStep, Unsigned,
        book::{Guarded, GuardedVersion},
    },
};
use std::collections::BTreeSet;

type Size = (u16, u16);
const AMINA: (&str, &str) = ("amina.k", "ONL-2");
const LUC: (&str, &str) = ("luc.b", "ONL-1");

/// What kind of text it is.
fn name(unsigned: &Unsigned) -> String {
    match unsigned {
        Unsigned::Order(_) => "order".to_owned(),
        Unsigned::Statement { text, .. } => format!("statement: {}", text.text().statement().kind.word()),
        Unsigned::Guard(draft) => format!("version of the {}", draft.text().guarded.word()),
        Unsigned::Revocation(_) => "revocation".to_owned(),
        Unsigned::Resolution(_) => "resolution".to_owned(),
        Unsigned::Confirmation(text) => confirmation(text.text().confirmation().kind).to_owned(),
        Unsigned::Contact(draft) => of_contacts(&draft.text().step()).to_owned(),
    }
}

fn confirmation(kind: ConfirmationKind) -> &'static str {
    match kind {
        ConfirmationKind::Confirm => "resolution confirmed",
        ConfirmationKind::Decline => "resolution declined",
    }
}

fn of_contacts(step: &ContactStep) -> &'static str {
    match step {
        ContactStep::Propose(_) => "change of contacts",
        ContactStep::Confirm(_) => "change of contacts confirmed",
        ContactStep::Announce(..) => "message",
        ContactStep::CoSign(_) => "message of another",
    }
}

/// Everything there is to sign.
fn every_kind() -> BTreeSet<String> {
    let statements = StatementKind::ALL.iter().map(|(_, word)| format!("statement: {word}"));
    let versions = [Guarded::Roster, Guarded::Policy].map(|guarded| format!("version of the {}", guarded.word()));
    let others = [
        "order",
        "revocation",
        "resolution",
        confirmation(ConfirmationKind::Confirm),
        confirmation(ConfirmationKind::Decline),
        "change of contacts",
        "change of contacts confirmed",
        "message",
        "message of another",
    ];
    statements.chain(versions).chain(others.map(str::to_owned)).collect()
}

/// Every way to a signature, but for the key that signs.
const COURSES: [fn(Size) -> Desk; 18] = [
    |size| {
        let mut desk = initiating::filled(size);
        desk.watch();
        initiating::row(&mut desk, "TICKET-4471 delivery");
        read(desk)
    },
    |size| {
        let mut desk = offered::filled_of(500, size);
        desk.watch();
        desk.press("enter");
        read(desk)
    },
    |size| reviewed(review(given(&order(500)), size), "x a"),
    |size| reviewed(review(given(&order(500)), size), "ctrl-x"),
    |size| reviewed(sized(releasing::at("rita.r", releasing::approved()), size), "x a"),
    |size| said(order_page(given(&order(500)), AMINA, size), "x w"),
    |size| said(order_page(speaking::cooling(30), LUC, size), "x b"),
    |size| said(order_page(speaking::cooling(30), LUC, size), "x t"),
    |size| said(sized(officer("ines.r"), size), "g r v"),
    policy,
    |size| {
        let mut desk = sized(officer("ines.r"), size);
        desk.watch();
        revoking::begun(&mut desk, "luc.b the token was left on a train");
        read(desk)
    },
    resolution,
    |size| {
        let mut desk = resolving::desk_of("luc.b", "ONL-1", size, None);
        resolving::on_case(&mut desk, cases::PROPOSED);
        desk.press("v");
        resolving::retype(&mut desk);
        reviewed(desk, "x a")
    },
    |size| {
        let mut desk = resolving::desk_of("amina.k", "ONL-2", size, None);
        resolving::on_case(&mut desk, cases::PROPOSED);
        desk.press("v");
        reviewed(desk, "x r")
    },
    change,
    change_confirmed,
    |size| {
        let mut desk = announcing::written(size);
        desk.watch();
        desk.press("enter enter");
        read(desk)
    },
    |size| {
        let mut desk = announcing::shown("luc.b", &["amina.k"], size);
        desk.watch();
        desk.press("v");
        read(desk)
    },
];

fn sized(mut desk: Desk, size: Size) -> Desk {
    desk.resize(size.0, size.1);
    desk
}

/// Pages to the end, each page long enough.
fn read(mut desk: Desk) -> Desk {
    desk.press("home");
    // What is said meanwhile goes by itself.
    while desk.fire(Timer::Toast) {}
    for _ in 0..14 {
        desk.fire(Timer::Reading);
        desk.press("pgdn");
    }
    desk.fire(Timer::Reading);
    desk.later(60_000);
    desk.fire(Timer::Reading);
    desk
}

/// Reads what is there, begins to speak with these keys, and gives a reason.
fn reviewed(desk: Desk, keys: &str) -> Desk {
    said(read(desk), keys)
}

/// Begins with these keys, and gives a reason where one is asked for.
fn said(mut desk: Desk, keys: &str) -> Desk {
    desk.press(keys);
    if desk.screen().contains("Why ") {
        desk.type_text("as on the paper");
        desk.watch();
        desk.press("enter");
    } else {
        desk.watch();
    }
    read(desk)
}

fn policy(size: Size) -> Desk {
    let mut desk = sized(officer("ines.r"), size);
    desk.press("g r g k r d");
    desk.type_text("next.policy");
    desk.press("enter");
    let asked = desk.take().into_iter().find_map(|effect| match effect {
        Effect::ReadDraft { ticket, .. } => Some(ticket),
        _ => None,
    });
    let in_force = guards::given(Guarded::Policy, GuardedVersion::InForce).unwrap();
    let draft = in_force.text.octets().replace("limit-order: 1000000", "limit-order: 900000");
    desk.send(Message::Draft(asked.unwrap(), Ok(draft)));
    desk.watch();
    read(desk)
}

fn resolution(size: Size) -> Desk {
    let mut desk = resolving::desk_of("amina.k", "ONL-2", size, None);
    resolving::on_case(&mut desk, cases::ANALYSED);
    desk.press("v");
    enter(&mut desk, &cases::number(ResolutionKind::CorrectingOrder));
    desk.press("enter");
    enter(&mut desk, "CHE01-2026-000124");
    desk.type_text("the order says it again");
    desk.watch();
    desk.press("enter");
    read(desk)
}

fn change(size: Size) -> Desk {
    let mut desk = taking_over::of_everything(size);
    desk.press("tab");
    enter(&mut desk, "CB/2026/41");
    desk.press("right enter right enter");
    enter(&mut desk, "the half-yearly look");
    desk.press("right right tab tab tab tab enter");
    desk.press("right enter enter");
    desk.let_it_be_done();
    desk.watch();
    read(desk)
}

fn change_confirmed(size: Size) -> Desk {
    let mut desk = changing::desk_of("luc.b", size);
    changing::open(&mut desk, WAITS);
    let mut desk = read(desk);
    desk.press("x a right enter");
    for _ in 0..40 {
        if desk.screen().lines().any(|line| line.contains("Through") && line.contains(OLD)) {
            break;
        }
        desk.press("right");
    }
    desk.press("enter enter");
    desk.type_text("Akosua said yes");
    desk.watch();
    desk.press("enter");
    read(desk)
}

/// Without what a line is broken by.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '│').collect()
}

#[test]
fn t03_every_line_of_every_kind_of_text_is_painted_before_it_is_signed() {
    for size in [(80, 24), (160, 45)] {
        let mut signed = BTreeSet::new();
        for (at, course) in COURSES.iter().enumerate() {
            let mut desk = course(size);
            desk.press("x s");
            let Some(Act::Sign(unsigned)) = desk.acts.last().map(|(_, act)| act.act()) else {
                panic!("course {at}: nothing was signed\n{}", desk.screen())
            };
            let name = name(unsigned);
            let painted: Vec<String> = desk.watched.iter().flatten().map(|screen| joined(screen)).collect();
            for line in unsigned.text().lines() {
                assert!(painted.iter().any(|screen| screen.contains(&joined(line))), "{name} at {size:?}: {line}");
            }
            signed.insert(name);
        }
        assert_eq!(signed, every_kind(), "{size:?}");
    }
}
