//! Messages to lists at the console: who gets one is shown before anything is signed, above TLP:AMBER two persons sign, and what became of it
//! is said with one key each (F01, F09).

use super::{
    book::now,
    changed,
    desk::{Desk, Setting},
    directory::People,
    review::{enter, read},
    seed,
};
use countersign::{
    app::{Action, Effect, Signer, why::Refusal},
    console::allowed,
    domain::contact::{
        Address, DeliveryMark, DistributionList, Entry, Left, LeftOut, Method, Recipient, Role, Standing, Tlp, Topic,
        Verification, Verifiers,
    },
    evidence::digest::Digest,
    registry::{
        Act, ContactStep, Deed, Outcome, Problem, ProblemKind, Receipt, Unsigned,
        book::{Broadcast, Delivery},
    },
    text::Untrusted,
    wire::contact::mail,
};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The message that stands in the book.
pub const ID: u128 = 0x0199_0000_0000_7000_8000_0000_0000_0077;

fn verified(two: bool) -> Standing {
    let (first, second) = ("amina.k".parse().unwrap(), "luc.b".parse().unwrap());
    let by = if two { Verifiers::two(first, second).unwrap() } else { Verifiers::one(first) };
    let at = now() - SignedDuration::from_hours(24 * 30);
    Standing { verified: Some(Verification { at, method: Method::CallBack, by, evidence: None }), edited: at }
}

/// The lists, and a desk in Accra that has a mailbox which one person verified.
fn lists(people: &mut People) {
    for (id, topic, roles, ceiling) in [
        ("operations", Topic::Operations, vec![Role::Administrator, Role::AlternateAdministrator, Role::Technical], Tlp::Amber),
        ("security", Topic::Security, vec![Role::Security, Role::Technical], Tlp::Red),
    ] {
        let list =
            DistributionList { id: id.parse().unwrap(), topic, roles: roles.into_iter().collect::<BTreeSet<_>>(), ceiling };
        people.put(Entry::List(list), verified(true));
    }
    people.channel("gha-desk", Address::Mail("duty@gha.example".parse().unwrap()), verified(false));
}

/// A red message to security that this person signed, or both.
fn message(signed_by: &[&str]) -> Broadcast {
    message_saying((Tlp::Red, "Check your last transfers", "A key may be compromised.\n\nCall our desk."), signed_by)
}

/// The same with this label, subject and text.
fn message_saying((label, subject, body): (Tlp, &str, &str), signed_by: &[&str]) -> Broadcast {
    let message = mail::Broadcast::new(label, subject, body).unwrap();
    let delivery = |(registry, who): (&str, &str)| Delivery {
        to: Recipient {
            registry: registry.parse().unwrap(),
            role: Role::Security,
            who: who.parse().unwrap(),
            mail: format!("{who}@office.example").parse().unwrap(),
        },
        sent: None,
        answered: None,
        returned: None,
    };
    let left = |(registry, who, why): (&str, &str, Left)| LeftOut {
        registry: registry.parse().unwrap(),
        role: Role::Technical,
        who: who.parse().unwrap(),
        why,
    };
    Broadcast {
        id: Uuid::from_u128(ID),
        list: "security".parse().unwrap(),
        sha256: Digest::of(message.signed_text()),
        message,
        signatures: signed_by
            .iter()
            .map(|person| (person.parse().unwrap(), Untrusted::new("-----BEGIN SSH SIGNATURE-----")))
            .collect(),
        deliveries: [("GHA01", "gha-3"), ("SGP01", "sgp-3"), ("THA01", "tha-3")].map(delivery).into(),
        left_out: [("GHA01", "gha-desk", Left::Desk), ("SWE01", "swe-3", Left::Late)].map(left).into(),
        by: Untrusted::new("amina.k"),
        at: now() - SignedDuration::from_hours(2),
        entry: 4_711,
    }
}

fn desk_of(person: &str, size: (u16, u16), prepare: impl FnOnce(&mut People)) -> Desk {
    let signer = Signer { person: person.parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let mut swiss = changed::book();
    lists(&mut swiss.people);
    prepare(&mut swiss.people);
    Desk::with(Setting { books: vec![swiss, seed::ghana(), seed::empty()], size, signer: Some(signer), ..Setting::default() })
}

/// The form of a new message, filled in as far as its text.
pub fn written(size: (u16, u16)) -> Desk {
    let mut desk = desk_of("amina.k", size, |_| ());
    desk.press("7 b p left tab right right right tab");
    enter(&mut desk, "Closed on Saturday");
    desk.type_text("The link is closed from 22:00 to 02:00 UTC.");
    desk
}

/// The page of the message that stands in the book, before a person of this name.
pub fn shown(person: &str, signed_by: &[&str], size: (u16, u16)) -> Desk {
    let mut desk = desk_of(person, size, |people| people.broadcasts.push(message(signed_by)));
    desk.press("7 b enter");
    desk
}

/// The page of a message of Amina's that says this, before Luc; and the text that is signed.
pub fn saying(said: (Tlp, &str, &str), size: (u16, u16)) -> (Desk, String) {
    let message = message_saying(said, &["amina.k"]);
    let text = message.message.signed_text().to_owned();
    let mut desk = desk_of("luc.b", size, |people| people.broadcasts.push(message));
    desk.press("7 b enter");
    (desk, text)
}

fn says(desk: &Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words}\n{screen}");
}

fn act(desk: &Desk) -> Act {
    desk.acts.last().map(|(_, act)| act.act().clone()).unwrap_or_else(|| panic!("{}", desk.screen()))
}

#[test]
fn who_gets_a_message_is_shown_before_it_is_signed() {
    let mut desk = desk_of("amina.k", (120, 45), |_| ());
    desk.press("7 b");
    says(&desk, "No message was written to a list yet.");
    desk.press("p right tab right right right tab");
    says(&desk, "get it");
    says(&desk, "gha-1, administrator");
    enter(&mut desk, "Closed on Saturday");
    enter(&mut desk, "The link is closed from 22:00 to 02:00 UTC.");
    desk.press("enter");
    says(&desk, "The message, exactly as you will sign it");
    assert!(allowed(Action::AnnounceSign, &desk.state).is_err(), "not read yet");
    read(&mut desk);
    desk.press("x s");
    let Act::Sign(Unsigned::Contact(draft)) = act(&desk) else { panic!("{}", desk.screen()) };
    let draft = draft.text();
    assert!(matches!(draft.step(), ContactStep::Announce(_, list) if list.as_str() == "operations"));
    let text = "Closed on Saturday\n\nTLP:AMBER\n\nThe link is closed from 22:00 to 02:00 UTC.\n\nTLP:AMBER\n";
    assert_eq!((draft.text(), draft.person().as_str()), (text, "amina.k"));
    assert!(allowed(Action::AnnounceSign, &desk.state).is_err(), "once is enough");
}

#[test]
fn what_may_not_go_out_is_refused_in_its_row() {
    let mut desk = desk_of("amina.k", (120, 45), |_| ());
    // The second list is that of operations' topic: red is above its ceiling.
    desk.press("7 b p right tab left tab");
    says(&desk, "is above the ceiling of this list");
    enter(&mut desk, "Closed");
    enter(&mut desk, "x");
    desk.press("enter");
    assert!(!desk.screen().contains("exactly as you will sign it"));
    // On the list whose ceiling is red, a desk and whose address one person verified are left out, with the reason.
    desk.press("backtab backtab backtab backtab right");
    says(&desk, "a desk is read by several, and TLP:RED is for one person's eyes");
    says(&desk, "takes two persons");
    desk.press("tab left");
    says(&desk, "one person verified their address; this label takes two");
    desk.press("tab tab tab");
    desk.type_text("/home/amina/none.txt");
    desk.press("enter");
    says(&desk, "there is no such file");
    for _ in 0..8 {
        desk.press("backspace");
    }
    desk.type_text("notice.txt");
    desk.press("enter");
    says(&desk, "The link is closed.");
    says(&desk, "The message, exactly as you will sign it");
}

/// F01: who wrote it does not sign it again; nothing goes out before; another person reads all of it first.
#[test]
fn another_person_signs_what_is_above_amber() {
    let mut own = shown("amina.k", &["amina.k"], (120, 45));
    says(&own, "1 of 2 signatures");
    assert!(matches!(allowed(Action::BroadcastRead, &own.state), Err(Refusal::Rule { rule: "F01", .. })));
    for action in [Action::BroadcastSave, Action::BroadcastSent] {
        assert!(matches!(allowed(action, &own.state), Err(Refusal::Rule { rule: "F01", .. })), "{action:?}");
    }
    own.press("w o");
    assert!(own.acts.is_empty());
    let mut desk = shown("luc.b", &["amina.k"], (120, 45));
    assert!(allowed(Action::BroadcastSign, &desk.state).is_err());
    desk.press("v");
    says(&desk, "The message, exactly as you will sign it");
    read(&mut desk);
    desk.press("x s");
    let Act::Sign(Unsigned::Contact(draft)) = act(&desk) else { panic!("{}", desk.screen()) };
    assert_eq!((draft.text().step(), draft.text().person().as_str()), (ContactStep::CoSign(Uuid::from_u128(ID)), "luc.b"));
    assert_eq!(draft.text().text(), message(&[]).message.signed_text());
    says(&desk, "Handed over to be signed");
    desk.outcome(Err(Problem::of(ProblemKind::Offline)));
    desk.press("esc");
    assert!(allowed(Action::BroadcastSign, &desk.state).is_ok(), "what was not done can be signed again\n{}", desk.screen());
    desk.press("x s");
    desk.books[0].people.broadcasts = vec![message(&["amina.k", "luc.b"])];
    done(&mut desk);
    says(&desk, "is signed by everybody who must, and may go out: entry");
    desk.press("esc");
    says(&desk, "You signed it too: nobody else is needed, and it may go out.");
    assert!(allowed(Action::BroadcastSign, &desk.state).is_err());
    desk.press("esc");
    says(&desk, "ready, not sent");
}

/// Lets the registry take the oldest act.
fn done(desk: &mut Desk) {
    let subject = Untrusted::new(Uuid::from_u128(ID).to_string());
    let receipt = Receipt { subject, ..desk.books[0].receipt(desk.acts[0].1.key()) };
    desk.outcome(Ok(Outcome::Done(receipt)));
}

#[test]
fn what_became_of_it_is_said_with_one_key_each() {
    let mut desk = shown("amina.k", &["amina.k", "luc.b"], (120, 45));
    says(&desk, "ready, not sent");
    desk.take();
    desk.press("w");
    enter(&mut desk, "notice.eml");
    let saved = desk.take().into_iter().find_map(|effect| match effect {
        Effect::SaveDraft { path, text } => Some((path, text)),
        _ => None,
    });
    let (path, text) = saved.unwrap();
    assert!(path.ends_with("notice.eml") && text.starts_with("X-Unsent: 1\r\n"), "{}", path.display());
    assert!(text.contains("Bcc: gha-3@office.example") && text.contains("message.txt.luc.b.sig"), "{text}");
    desk.press("o");
    let sent = Deed::MarkDelivery { broadcast: Uuid::from_u128(ID), who: None, mark: DeliveryMark::Sent };
    assert!(matches!(act(&desk), Act::Alone { deed, .. } if deed == sent));
    assert!(allowed(Action::BroadcastAnswered, &desk.state).is_err(), "the cursor is on nobody");
    desk.let_it_be_done();
    desk.press("j j a");
    let answered =
        Deed::MarkDelivery { broadcast: Uuid::from_u128(ID), who: Some("sgp-3".parse().unwrap()), mark: DeliveryMark::Answered };
    assert!(matches!(act(&desk), Act::Alone { deed, .. } if deed == answered), "{:?}", act(&desk));
}
