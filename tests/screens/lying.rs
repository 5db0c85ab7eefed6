//! A registry that lies about an order: what it shows and what was signed stand under each other, line by line (scenario 4).

use super::{
    desk::Desk,
    review::retype,
    signed::{ORDER, changed, given, order, review},
};
use countersign::{
    app::{Action, Effect, Key, Timer, why::Refusal},
    console::allowed,
    evidence::order::OrderText,
    registry::{Act, Deed, ToldAlarm, book::OrderInFull, traffic::IncidentKind},
};

const WIDE: (u16, u16) = (160, 45);

/// What the registry was told last.
fn told(desk: &Desk) -> &ToldAlarm {
    match desk.told.last().map(|(_, act)| act.act()) {
        Some(Act::Alone { deed: Deed::TellAlarm(told), .. }) => told,
        other => panic!("{other:?}"),
    }
}

/// The lines of the difference: `-` for what the registry says, `+` for what was signed.
fn difference(desk: &Desk) -> Vec<String> {
    let screen = desk.screen();
    let (_, below) = screen.split_once("The registry says (-), the signed text says (+)").unwrap_or_else(|| panic!("{screen}"));
    let begins = |line: &&str| line.starts_with("- ") || line.starts_with("+ ");
    below.lines().map(|line| line.trim_matches([' ', '\u{2502}'])).filter(begins).map(str::to_owned).collect()
}

fn nothing_is_approved(desk: &mut Desk) {
    for action in [Action::ReviewApprove, Action::ReviewReject, Action::ReviewSign] {
        assert!(allowed(action, &desk.state).is_err(), "{action:?}");
    }
    desk.press("x a x s");
    assert!(desk.acts.is_empty());
}

/// The registry has another order from now on, and is asked again.
fn gives(desk: &mut Desk, order: OrderInFull) {
    for known in desk.books[0].papers.orders.iter_mut().filter(|known| known.id.to_string() == ORDER) {
        *known = order.clone();
    }
    desk.press("r");
}

/// Scenario 4, T02: an order that is another one, well signed and all, than when its review began: the lines that differ are named, each as
/// it is now and as it was; lines that are the same in both are not; nothing can be approved and the officers are told.
#[test]
fn scenario_4_a_text_that_changes_under_the_review_is_shown_line_by_line() {
    let begun = order(12_500);
    let later: OrderText = changed(&begun, |order| {
        order.reason = "TICKET-4471 another delivery".parse().unwrap();
        let countersign::evidence::order::Body::Movement(moved) = &mut order.body else { panic!("it moves nothing") };
        moved.acquiring_account = "GHA01-100-0054".parse().unwrap();
    });
    let mut desk = review(given(&begun), WIDE);
    retype(&mut desk);
    gives(&mut desk, given(&later));
    let screen = desk.screen();
    assert!(screen.contains("sends another text for this order than when the review began (T02)"), "{screen}");
    let only = |of: &OrderText, other: &OrderText, sign: &str| -> Vec<String> {
        let others: Vec<&str> = other.as_str().lines().collect();
        of.as_str().lines().filter(|line| !others.contains(line)).map(|line| format!("{sign}{line}")).collect()
    };
    let expected = [only(&later, &begun, "- "), only(&begun, &later, "+ ")].concat();
    assert!(expected.contains(&"- acquiring-account: GHA01-100-0054".to_owned()), "{expected:?}");
    assert!(expected.contains(&"+ acquiring-account: GHA01-100-0045".to_owned()), "{expected:?}");
    assert_eq!(expected.len(), 6, "account, reason and digest of the wire body, in both: {expected:?}");
    assert_eq!(difference(&desk), expected);
    assert_eq!(told(&desk).kind, IncidentKind::Altered);
    nothing_is_approved(&mut desk);
}

/// Scenario 4, T02: the text is the signed one, and the registry tells something else beside it: only that line stands in the difference.
#[test]
fn scenario_4_what_is_told_beside_the_text_is_shown_against_it() {
    let signed = given(&order(500));
    let mut told_otherwise = signed.clone();
    told_otherwise.act = given(&changed(&order(500), |order| {
        let countersign::evidence::order::Body::Movement(moved) = &mut order.body else { panic!("it moves nothing") };
        moved.acquiring_account = "GHA01-100-0054".parse().unwrap();
    }))
    .act;
    let mut more = signed.clone();
    more.act = given(&order(501)).act;
    for (lie, lines) in [
        (told_otherwise, vec!["- acquiring-account: GHA01-100-0054", "+ acquiring-account: GHA01-100-0045"]),
        (
            more,
            vec![
                "- units: CA0007-CHE01-CHE-120001-120501-2023",
                "- quantity: 501",
                "+ units: CA0007-CHE01-CHE-120001-120500-2023",
                "+ quantity: 500",
            ],
        ),
    ] {
        let mut desk = review(lie, WIDE);
        assert_eq!(difference(&desk), lines);
        nothing_is_approved(&mut desk);
    }
}

/// Every key a terminal can send: letters, digits and signs alone, with control and with alt, and what has a name.
fn every_key() -> Vec<Key> {
    let printable = || (' '..='~').chain(['ä', 'ß', '€']);
    let named = "enter esc tab backtab backspace delete insert home end up down left right pgup pgdn f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12";
    let named = named.split(' ').filter_map(|name| name.parse().ok());
    let letters = || 'a'..='z';
    let with = |letter: char, hold: &str| format!("{hold}-{letter}").parse::<Key>().ok();
    printable()
        .map(Key::char)
        .chain(letters().filter_map(|letter| with(letter, "ctrl")))
        .chain(letters().filter_map(|letter| with(letter, "alt")))
        .chain(named)
        .collect()
}

/// What was signed, sent or unlocked since the last look, but for the alarm that the registry is told of.
fn acted(desk: &mut Desk) -> Vec<Effect> {
    let told = |act: &Act| matches!(act, Act::Alone { deed: Deed::TellAlarm(_), .. });
    let acts = |effect: &Effect| match effect {
        Effect::Act { act, .. } => !told(act.act()),
        Effect::Unlock(..) => true,
        _ => false,
    };
    let mut effects = desk.take();
    effects.retain(acts);
    effects
}

const ALARM: &str = "ALARM: the content does not match";

/// The page of the alarm, so high that all of it is on the screen.
fn alarmed() -> Desk {
    let mut lie = given(&order(500));
    lie.act = given(&order(501)).act;
    let desk = review(lie, (160, 100));
    assert!(desk.screen().contains(ALARM), "{}", desk.screen());
    desk
}

/// Back on that page, whatever the keys before led to, and there for as long as anybody would have to read.
fn back(desk: &mut Desk, tries: &mut i64) {
    let is_review = |desk: &Desk| !matches!(allowed(Action::ReviewSign, &desk.state), Err(Refusal::NotHere(_)));
    // What lies on top goes first.
    desk.press("esc esc");
    if !is_review(desk) {
        desk.press("esc esc :");
        desk.type_text(&format!("order {ORDER}"));
        desk.press("enter v");
    }
    assert!(is_review(desk), "{}", desk.screen());
    desk.fire(Timer::Reading);
    *tries += 1;
    desk.later(*tries * 10_000);
    desk.fire(Timer::Reading);
    desk.take();
}

/// Gives a reason, reads what is shown then, signs it, and says yes.
fn confirm(desk: &mut Desk, pressed: &str) {
    desk.type_text("so");
    desk.press("enter");
    desk.fire(Timer::Reading);
    desk.press("x s enter y");
    assert!(acted(desk).is_empty() && desk.acts.is_empty(), "{pressed}\n{}", desk.screen());
}

/// Scenario 4, T02: on the page of the alarm no key and no two keys approve, release or reject, sign or send anything: each key alone, each
/// followed by what confirms, and each after a prefix, with a reason and a signature behind it.
#[test]
fn scenario_4_no_keys_approve_what_is_an_alarm() {
    let keys = every_key();
    assert!(keys.len() > 150, "{}", keys.len());
    let (mut desk, mut tries) = (alarmed(), 0);
    for key in &keys {
        back(&mut desk, &mut tries);
        desk.key(*key, 100);
        confirm(&mut desk, &key.to_string());
    }
    for prefix in ["x", "g"] {
        for key in &keys {
            back(&mut desk, &mut tries);
            desk.press(prefix);
            desk.key(*key, 100);
            confirm(&mut desk, &format!("{prefix} {key}"));
        }
    }
    back(&mut desk, &mut tries);
    assert!(tries > 500 && desk.screen().contains(ALARM), "{tries}\n{}", desk.screen());
}

/// Scenario 4, T02: nor does the palette, which knows every command by its name.
#[test]
fn scenario_4_no_command_approves_what_is_an_alarm() {
    let (mut desk, mut tries) = (alarmed(), 0);
    for spec in Action::SPECS {
        back(&mut desk, &mut tries);
        desk.press(":");
        desk.type_text(spec.id);
        desk.press("enter");
        confirm(&mut desk, spec.id);
    }
}
