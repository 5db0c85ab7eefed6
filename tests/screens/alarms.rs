//! Alarms at the desk where they are noticed: told to the registry once, told again when it could not be asked, held over a new start of the
//! console, and kept with what was shown. And reasons that say little, which are flagged and never refused (F20).

use super::{
    book::now,
    desk::Desk,
    initiating::{self, filled, row},
    review::{enter, read, retype},
    signed::{ORDER, changed, given, order, review},
};
use countersign::{
    app::{Effect, Timer},
    console::{Held, Message, Unfinished},
    registry::{
        Act, Deed, Echo, IdempotencyKey, Outcome, Problem, ProblemKind, Receipt, SignedAs, ToldAlarm, traffic::IncidentKind,
    },
};
use jiff::SignedDuration;

const WIDE: (u16, u16) = (160, 45);

/// What the registry was told last.
fn told(desk: &Desk) -> &ToldAlarm {
    match desk.told.last().map(|(_, act)| act.act()) {
        Some(Act::Alone { deed: Deed::TellAlarm(told), .. }) => told,
        other => panic!("{other:?}"),
    }
}

fn mistyped() -> Desk {
    let mut desk = review(given(&order(12_500)), WIDE);
    for _ in 0..3 {
        enter(&mut desk, "125000");
    }
    desk
}

/// F08: three mismatches are told to the registry, once and without a value; what could not be told is told again under the same key.
#[test]
fn f08_three_mismatches_are_told_to_the_registry_until_it_has_them() {
    let mut desk = mistyped();
    assert_eq!((told(&desk).kind, told(&desk).about.as_str()), (IncidentKind::Retyped, format!("order {ORDER}").as_str()));
    let under = desk.told[0].1.key();
    let lines: Vec<_> = desk.take().into_iter().filter(|effect| matches!(effect, Effect::NoteRefusal { .. })).collect();
    let [Effect::NoteRefusal { wanted: "retyped-wrong", told_as: Some(key), .. }] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!(*key, under, "the line names the key, so that a console that is killed now loses nothing");
    let words = desk.told[0].1.act().in_words().to_string();
    assert!(words.contains("(F08)") && !words.contains("12500") && !words.contains("GHA01-100-0045"), "{words}");
    let (ticket, act) = desk.told.remove(0);
    desk.send(Message::Acted(ticket, Err(Problem::of(ProblemKind::Offline))));
    desk.press("esc");
    assert!(desk.screen().contains("is sent again when the registry answers"), "{}", desk.screen());
    assert!(desk.told.is_empty(), "not before it answers");
    desk.press("r");
    assert_eq!(desk.told.len(), 1);
    assert_eq!((desk.told[0].1.key(), desk.told[0].1.act()), (act.key(), act.act()), "the same under the same key");
    let (ticket, act) = desk.told.remove(0);
    desk.send(Message::Acted(ticket, Ok(Outcome::Unknown(act.key()))));
    desk.press("r");
    assert_eq!(desk.told.len(), 1, "nobody knows that the registry has it");
    let (ticket, _) = desk.told.remove(0);
    desk.send(Message::Acted(ticket, Err(Problem::of(ProblemKind::Forbidden))));
    desk.press("r r");
    assert!(desk.told.is_empty(), "what it refuses is not sent again");
    desk.press("esc esc esc");
    assert!(desk.screen().contains("tell a security officer yourself") || desk.acts.is_empty());
}

/// F08: a console that is started anew keeps the quarter of an hour by its journal, and by what the registry says; then it is over.
#[test]
fn f08_the_quarter_of_an_hour_outlives_the_console() {
    let until = now() + SignedDuration::from_mins(9);
    let by_journal = |about: &str| {
        let mut desk = Desk::with(super::signed::setting(given(&order(12_500))));
        let held = Held { profile: "practice-che".into(), about: about.into(), until };
        desk.send(Message::Held(vec![held]));
        desk
    };
    let mut by_registry = given(&order(12_500));
    by_registry.signed.as_mut().unwrap().count.held = vec![("luc.b".parse().unwrap(), until)];
    let mut of_another = given(&order(12_500));
    of_another.signed.as_mut().unwrap().count.held = vec![("esi.o".parse().unwrap(), until)];
    for (mut desk, barred) in [
        (by_journal(ORDER), true),
        (by_journal("CHE01-2026-999999"), false),
        (Desk::with(super::signed::setting(by_registry)), true),
        (Desk::with(super::signed::setting(of_another)), false),
    ] {
        desk.press(":");
        desk.type_text(&format!("order {ORDER}"));
        desk.press("enter v");
        assert_eq!(desk.screen().contains("can be reviewed here again from"), barred, "{}", desk.screen());
        desk.later(10 * 60 * 1_000);
        desk.press("esc v");
        assert!(desk.screen().contains("Type it again"), "{}", desk.screen());
    }
}

/// An alarm of which the journal does not say that the registry has it is told by the next console, as soon as the registry answers.
#[test]
fn an_alarm_that_was_not_told_is_told_by_the_next_console() {
    let mut before = mistyped();
    let (_, act) = before.told.remove(0);
    let what = act.act().in_words().to_string();
    let mut desk = Desk::with(super::signed::setting(given(&order(12_500))));
    desk.send(Message::Unfinished(vec![Unfinished { profile: "practice-che".into(), key: act.key(), since: now(), what }]));
    assert_eq!(desk.told.len(), 1, "the registry has answered before the journal was open, and may not again for long");
    desk.press("r");
    assert_eq!((desk.told.len(), desk.told[0].1.key()), (1, act.key()));
    assert_eq!(desk.told[0].1.act(), act.act());
    assert!(!desk.screen().contains("Outcome unknown"), "nobody has to ask what became of it: {}", desk.screen());
}

/// F29: words that are not those of the order are told too.
#[test]
fn f29_wrong_words_are_told_to_the_registry() {
    let mut desk = review(given(&order(120_000)), WIDE);
    for text in ["120000", "GHA01", "GHA01-100-0045", "120001-240000"] {
        enter(&mut desk, text);
    }
    desk.press("c");
    enter(&mut desk, "able acid zoom able");
    assert_eq!(told(&desk).kind, IncidentKind::Words);
    enter(&mut desk, "able acid zoom able");
    assert_eq!(desk.told.len(), 1, "the same is told once");
}

/// Scenario 4, T02: what was shown is kept by itself, octet for octet; its place and digest stand on the page, and no key approves.
#[test]
fn scenario_4_what_a_lying_server_showed_is_kept_as_evidence() {
    let (signed, other) = (given(&order(500)), given(&changed(&order(500), |order| order.reason = "another".parse().unwrap())));
    let mut lie = other.clone();
    let theirs = &mut lie.signed.as_mut().unwrap().order;
    let mine = &signed.signed.as_ref().unwrap().order;
    (theirs.signature, theirs.station_signature) = (mine.signature.clone(), mine.station_signature.clone());
    let text = theirs.text.clone();
    let mut desk = review(lie, WIDE);
    let kept: Vec<_> = desk
        .take()
        .into_iter()
        .filter_map(|e| if let Effect::KeepEvidence { shown, .. } = e { Some(shown) } else { None })
        .collect();
    let [shown] = &kept[..] else { panic!("once: {}", kept.len()) };
    let file = |name: &str| shown.files.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(file("order/order.txt").octets, text.octets().as_bytes());
    for name in ["found.txt", "order/order.txt.initiator.sig", "order/order.json", "roster.txt", "policy.txt.1.sig"] {
        assert!(!file(name).octets.is_empty(), "{name}");
    }
    assert_eq!(told(&desk).kind, IncidentKind::Altered);
    let digest = countersign::evidence::digest::Digest::of("pack");
    let written = countersign::app::pack::PackWritten {
        path: "/state/evidence/alarm.zip".into(),
        kept: 9,
        withheld: 0,
        signed: None,
        digest,
    };
    desk.send(Message::EvidenceKept {
        profile: countersign::app::ProfileId(0),
        order: ORDER.parse().unwrap(),
        came: Ok(written),
    });
    let screen = desk.screen();
    assert!(screen.contains("/state/evidence/alarm.zip") && screen.contains(&digest.to_string()[..20]), "{screen}");
    desk.press("x a x s");
    assert!(desk.acts.is_empty());
}

/// F20: a reason that would fit anything, or that is the initiator's, is flagged before it is signed, and is not refused.
#[test]
fn f20_a_copied_reason_is_flagged_before_it_is_signed() {
    let initiators = order(500).order().reason.as_str().to_owned();
    for (reason, flagged) in
        [("ok", Some("would fit anything")), (&initiators, Some("the initiator's own")), ("matches page 2 of the letter", None)]
    {
        let mut desk = review(given(&order(500)), WIDE);
        read(&mut desk);
        desk.press("x a");
        enter(&mut desk, reason);
        let screen = desk.screen();
        assert!(screen.contains("What you are about to sign, exactly"), "{screen}");
        assert_eq!(screen.contains("(F20)."), flagged.is_some(), "{screen}");
        flagged.iter().for_each(|words| assert!(screen.contains(words), "{screen}"));
        desk.later(5_000);
        desk.fire(Timer::Reading);
        desk.press("x s");
        assert_eq!(desk.acts.len(), 1, "{}", desk.screen());
    }
    let mut desk = filled(WIDE);
    row(&mut desk, "Approved!");
    assert!(desk.screen().contains("would fit anything"), "{}", desk.screen());
}

/// F13, F14, F18, F28, F29: what the order will take stands on the form before anything is signed.
#[test]
fn f18_the_form_says_what_the_order_will_take() {
    let mut desk = filled((160, 120));
    let screen = desk.screen();
    for words in ["What the order will take", "Policy asks", "approval", "(policy v", "Cooling-off", "Hours", "It ends", "(F13)"]
    {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    row(&mut desk, "TICKET-4471 delivery");
    assert!(desk.acts.is_empty());
}

/// The typed values of an order that matched are told to nobody.
#[test]
fn what_matches_is_told_to_nobody() {
    let mut desk = review(given(&order(12_500)), WIDE);
    retype(&mut desk);
    read(&mut desk);
    assert!(desk.told.is_empty());
}

/// What a registry that does not say which text it took, or says another one, is told of.
fn is_told_of_another_text(desk: &mut Desk, key: IdempotencyKey, why: &str) {
    assert!(desk.screen().contains("ALARM: "), "{}", desk.screen());
    let lines: Vec<_> = desk
        .take()
        .into_iter()
        .filter_map(|effect| if let Effect::NoteRefusal { why, .. } = effect { Some(why) } else { None })
        .collect();
    assert!(lines.iter().any(|line| line.starts_with("ALARM: ") && line.contains(why) && line.contains("(F06)")), "{lines:?}");
    for _ in 0..3 {
        if desk.screen().contains("ALARM: ") {
            desk.press("esc");
        }
    }
    let screen = desk.screen();
    assert!(screen.contains("Outcome unknown since") && screen.contains(&key.to_string()), "nothing counts as done: {screen}");
}

/// F06: the receipt of a signed text names another one, or none: an alarm in the journal that the registry's officers are told of, and the
/// act stays unknown. Asked for by its key it stays so until the receipt names what was signed.
#[test]
fn f06_a_receipt_of_another_text_is_an_alarm_until_it_names_what_was_signed() {
    let mut desk = initiating::written(WIDE);
    initiating::read(&mut desk);
    desk.press("x s");
    let (key, signed) = match desk.acts[0].1.act() {
        Act::Sign(text) => (desk.acts[0].1.key(), text.signed_as()),
        other => panic!("{other:?}"),
    };
    let other = Echo::of(SignedAs::alone("another text"));
    let why = other.contradicts(&signed).unwrap();
    desk.outcome(Ok(Outcome::Contradicted(key, why)));
    is_told_of_another_text(&mut desk, key, "as the text that was sent");
    assert_eq!(told(&desk).kind, IncidentKind::Altered);
    for (echo, is_done) in [(Echo::default(), false), (other, false), (Echo::of(signed), true)] {
        let receipt = Receipt { echo: echo.clone(), ..desk.books[0].receipt(key) };
        desk.books[0].receipts = vec![receipt];
        desk.press("U");
        desk.answer_all();
        if is_done {
            assert!(desk.screen().contains("It was done: "), "{}", desk.screen());
            assert!(!desk.screen().contains("Outcome unknown"), "{}", desk.screen());
        } else {
            is_told_of_another_text(&mut desk, key, if echo.text.is_some() { "as the text" } else { "does not name" });
        }
    }
}
