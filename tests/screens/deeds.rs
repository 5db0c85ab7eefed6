//! Acts of one person on transfers, counterparts, blocks and accounts: the page before each, what is sent, and why not.

use super::desk::{Desk, Setting};
use countersign::{
    app::{Action, Effect, RequestId, why::Refusal},
    console::{Message, Unfinished, allowed},
    registry::{Act, Deed, IdempotencyKey, Outcome, Read},
};

const REASON: &str = "asked for by their office";
/// An account that trusts others.
const TRUSTING: &str = "CHE01-100-2010";

/// The page of a thing.
pub fn at(command: &str) -> Desk {
    let mut desk = Desk::with(Setting { size: (120, 30), ..Setting::default() });
    desk.press(":");
    desk.type_text(command);
    desk.press("enter");
    desk
}

/// Presses the key of an act and gives a reason.
pub fn reasoned(mut desk: Desk, keys: &str) -> Desk {
    desk.press(keys);
    desk.type_text(REASON);
    desk.press("enter");
    desk
}

fn sent(desk: &Desk) -> Vec<Deed> {
    let alone = |act: &Act| match act {
        Act::Alone { deed, reason } if reason == REASON => deed.clone(),
        other => panic!("{other:?}"),
    };
    desk.acts.iter().map(|(_, act)| alone(act.act())).collect()
}

/// The page of trusted accounts of an account that has some, with the cursor on the first.
fn trusted() -> Desk {
    let mut desk = at(&format!("account {TRUSTING}"));
    desk.press("t j");
    desk
}

/// The page of the first transfer with which this may be done.
fn first_with(action: Action) -> (Desk, String) {
    let pages = (4_101..=4_140).map(|number| format!("CHE01-2026-{number:06}"));
    let found = pages.map(|id| (at(&format!("transfer {id}")), id)).find(|(desk, _)| allowed(action, &desk.state).is_ok());
    found.expect("a transfer with which it may be done")
}

#[test]
fn f15_what_changes_nothing_is_confirmed_by_a_yes_and_sent_as_it_was_shown() {
    let transfer = || "CHE01-2026-004109".parse().unwrap();
    let (_, waiting) = first_with(Action::TransferResend);
    for (desk, keys, deed) in [
        (at("transfer CHE01-2026-004109"), "x a", Deed::AskStatus(transfer())),
        (at(&format!("transfer {waiting}")), "x s", Deed::Resend(waiting.parse().unwrap())),
        (at("transfer CHE01-2026-004109"), "x p", Deed::Pull { transfer: transfer(), sequence: 4 }),
        (peers("GHA01"), "x a", Deed::Ping("GHA01".parse().unwrap())),
        (peers("GHA01"), "x c", Deed::AskContacts("GHA01".parse().unwrap())),
    ] {
        let mut desk = reasoned(desk, keys);
        assert!(desk.screen().contains("There is nothing to undo"), "{}", desk.screen());
        desk.press("enter");
        assert!(desk.acts.is_empty(), "Enter alone is a no");
        let mut desk = reasoned(desk, keys);
        assert!(desk.screen().contains("No (n)"), "{}", desk.screen());
        desk.press("tab enter");
        assert_eq!(sent(&desk), [deed], "{}", desk.screen());
    }
}

/// The list of counterparts with the cursor on one.
fn peers(registry: &str) -> Desk {
    let mut desk = at("go.peers");
    desk.press("/");
    desk.type_text(registry);
    desk.press("enter");
    desk
}

#[test]
fn f15_what_one_person_cannot_undo_is_confirmed_by_the_whole_id() {
    let block = {
        let mut desk = at("go.blocks");
        desk.press("/");
        desk.type_text("state:available");
        desk.press("enter");
        desk
    };
    for (desk, keys, words) in [
        (at("transfer CHE01-2026-004104"), "x t", "CHE01-2026-004104"),
        (peers("GHA01"), "x s", "GHA01"),
        (block, "F", ""),
        (trusted(), "x t", ""),
    ] {
        let mut desk = reasoned(desk, keys);
        let screen = desk.screen();
        let expected =
            screen.split("Type ").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a challenge").to_owned();
        assert!(words.is_empty() || words == expected, "{expected}");
        assert!(screen.contains("undo"), "{screen}");
        desk.type_text(&expected[1..]);
        desk.press("enter");
        assert!(desk.acts.is_empty(), "{keys}: a part of the id confirms nothing");
        for _ in 0..expected.len() {
            desk.press("backspace");
        }
        desk.type_text(&expected);
        desk.press("enter");
        let deeds = sent(&desk);
        assert_eq!(deeds.len(), 1, "{keys}: {}", desk.screen());
        match &deeds[0] {
            Deed::FreezeBlocks(range) => assert_eq!(range.first_id().to_string(), expected),
            Deed::RemoveTrusted { account, other } => {
                assert_eq!((account.as_str(), other.as_str()), (TRUSTING, &*expected))
            }
            deed => assert_eq!(deed.subject(), expected),
        }
    }
}

#[test]
fn what_the_registry_does_not_allow_is_refused_in_its_words() {
    for (command, action) in [
        ("transfer CHE01-2026-004109", Action::TransferTerminate),
        ("transfer CHE01-2026-004109", Action::TransferReject),
        ("transfer CHE01-2026-004135", Action::TransferAsk),
    ] {
        let refusal = allowed(action, &at(command).state).unwrap_err();
        assert!(matches!(refusal, Refusal::NotNow(_) | Refusal::NotOffered), "{command} {refusal}");
    }
    let desk = at(&format!("account {TRUSTING}"));
    assert_eq!(
        allowed(Action::RemoveTrusted, &desk.state),
        Err(Refusal::PointAt("a trusted account on the page of those")),
        "the page of the trusted accounts is not shown"
    );
    let mut desk = at("go.blocks");
    desk.press("/");
    desk.type_text("state:used");
    desk.press("enter");
    assert_eq!(allowed(Action::FreezeBlock, &desk.state), Err(Refusal::BlockIs("used")));
}

#[test]
fn several_acts_are_under_way_and_no_two_on_one_thing() {
    let mut desk = reasoned(at("transfer CHE01-2026-004109"), "x a");
    desk.press("y");
    assert_eq!(allowed(Action::TransferAsk, &desk.state), Err(Refusal::UnderWay));
    assert_eq!(allowed(Action::TransferResend, &desk.state), Err(Refusal::UnderWay), "another act on the same thing");
    desk.press(":");
    desk.type_text("transfer CHE01-2026-004108");
    desk.press("enter");
    let mut desk = reasoned(desk, "x a");
    desk.press("y");
    assert_eq!(desk.acts.len(), 2);
    assert!(desk.screen().contains("(+1 more)"), "{}", desk.says());
    let key = desk.acts[0].1.key();
    desk.outcome(Ok(Outcome::Unknown(key)));
    assert!(allowed(Action::ActsAsk, &desk.state).is_ok());
    desk.take();
    desk.prompt = false;
    desk.press("U");
    let asked: Vec<Effect> = desk.take();
    let asked =
        asked.iter().filter(|effect| matches!(effect, Effect::Ask { ask: Read::Act(other), .. } if *other == key)).count();
    assert_eq!(asked, 1, "only what is unknown is asked for");
    desk.let_it_be_done();
    assert!(desk.acts.is_empty());
}

#[test]
fn nothing_is_asked_for_while_nothing_is_unknown() {
    assert_eq!(allowed(Action::ActsAsk, &Desk::open().state), Err(Refusal::NothingUnknown));
}

pub fn unfinished(profile: &str) -> Unfinished {
    Unfinished {
        profile: profile.into(),
        key: IdempotencyKey(uuid::Uuid::from_u128(5)),
        since: "2026-11-22T08:42:07Z".parse().unwrap(),
        what: "practice-che (PRACTICE, http://127.0.0.1): submit order \u{1b}[2J0198f6c2".into(),
    }
}

/// Scenario 11: after a restart the act is unknown since the time in the journal, and only the registry's word closes it.
#[test]
fn an_act_of_a_session_before_is_unknown_until_the_registry_says() {
    for done in [true, false] {
        let mut desk = Desk::open();
        desk.take();
        desk.send(Message::Unfinished(vec![unfinished("practice-che")]));
        let screen = desk.screen();
        assert!(screen.contains("Outcome unknown since 2026-11-22 08:42:07") && screen.contains("⟦U+001B⟧[2J"), "{screen}");
        assert!(
            desk.take().iter().all(|effect| matches!(effect, Effect::Wake { .. })),
            "nothing is asked until somebody wants it"
        );
        desk.press("j 3 2 esc esc");
        assert!(desk.screen().contains("Outcome unknown since"), "nothing but the registry's word leaves it");
        let key = unfinished("").key;
        if done {
            let receipt = desk.books[0].receipt(key);
            desk.books[0].receipts.push(receipt);
        }
        desk.press("U");
        let said = if done { "It was done" } else { "The registry never received it" };
        assert!(desk.screen().contains(said), "{}", desk.screen());
        desk.press("esc esc");
        assert!(!desk.screen().contains("Outcome unknown"), "{}", desk.screen());
    }
}

#[test]
fn an_act_of_a_profile_that_is_gone_is_told_too() {
    let mut desk = Desk::open();
    desk.send(Message::Unfinished(vec![unfinished("old-registry")]));
    desk.resize(200, 30);
    assert!(desk.says().contains("The configuration has no profile old-registry"), "{}", desk.says());
}

/// Another registry comes into use while one is asked: the question is not heard any more and can be put again.
#[test]
fn a_question_that_is_not_heard_any_more_is_put_again() {
    let mut desk = Desk::open();
    desk.send(Message::Unfinished(vec![unfinished("practice-che")]));
    desk.prompt = false;
    desk.press("U ctrl-o");
    desk.type_text("practice-gha");
    desk.press("enter ctrl-o");
    desk.type_text("practice-che");
    desk.press("enter");
    desk.prompt = true;
    desk.answer_all();
    desk.press("U");
    assert!(desk.screen().contains("The registry never received it"), "{}", desk.screen());
}

#[test]
fn t10_a_passphrase_goes_to_its_act_and_is_in_no_state_and_on_no_screen() {
    let mut desk = reasoned(at("transfer CHE01-2026-004109"), "x a");
    desk.press("y");
    let request = desk.acts[0].0.request;
    let locked = |again| Message::Locked { request, key: "the key of amina.k".into(), again };
    desk.send(locked(false));
    desk.type_text("hunter2");
    assert!(desk.screen().contains("*******") && !desk.screen().contains("hunter"), "{}", desk.screen());
    assert!(!format!("{:?}", desk.state).contains("hunter"));
    desk.take();
    desk.press("enter");
    let effects = desk.take();
    let [Effect::Unlock(of, Some(passphrase))] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((*of, passphrase.expose()), (request, "hunter2"));
    assert!(!format!("{effects:?} {:?}", desk.state).contains("hunter"));
    desk.send(locked(true));
    assert!(desk.screen().contains("That does not open it."), "{}", desk.screen());
    desk.press("esc");
    assert_eq!(desk.take(), [Effect::Unlock(request, None)]);
}

#[test]
fn nobody_is_asked_for_a_passphrase_of_an_act_that_is_over() {
    let mut desk = Desk::open();
    let before = desk.screen();
    desk.send(Message::Locked { request: RequestId(4_711), key: "a key".into(), again: false });
    assert_eq!(desk.screen(), before);
}
