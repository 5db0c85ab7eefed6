use super::*;
use crate::{
    app::chord::tests::any_key,
    registry::{Act, Deed, Environment},
    text::{Kind, Untrusted},
};
use proptest::prelude::*;

const ACCOUNT: &str = "GHA01-100-0045";

fn page() -> Typed {
    of(Answer::Words(ACCOUNT.into()))
}

fn of(answer: Answer) -> Typed {
    let shown = |text: &str| Untrusted::new(text).gate(Kind::Name);
    let intent = Intent {
        deed: freeze(),
        what: "Nothing leaves or enters the account until two persons lift it.".into(),
        whom: shown(ACCOUNT),
        undo: "Two persons can lift it.",
        answer,
    };
    let stakes = intent.stakes("Freeze the account", shown("Ghana Carbon Registry"), Environment::Production);
    Typed::new(Action::Freeze, intent, stakes)
}

fn freeze() -> Deed {
    Deed::FreezeAccount { account: ACCOUNT.parse().unwrap(), version: 7 }
}

fn enter(page: &mut Typed, text: &str) -> OverlayOutcome {
    for c in text.chars() {
        let _ = page.key(Key::char(c));
    }
    page.key(Key::plain(KeyCode::Enter))
}

#[test]
fn a_reason_and_the_exact_words_confirm() {
    let mut page = page();
    assert_eq!(enter(&mut page, "  court order 12/26 "), OverlayOutcome::Consumed);
    assert_eq!(page.step(), Step::Words);
    let OverlayOutcome::Confirmed(Action::Freeze, confirmed) = enter(&mut page, ACCOUNT) else { panic!("not confirmed") };
    let act = Act::Alone { deed: freeze(), reason: "court order 12/26".into() };
    assert_eq!(Challenge::new(act, "x").accept("x"), Ok(confirmed));
}

#[test]
fn enter_alone_never_confirms() {
    let mut page = page();
    for _ in 0..5 {
        assert_eq!(page.key(Key::plain(KeyCode::Enter)), OverlayOutcome::Consumed);
        assert_eq!(page.step(), Step::Reason);
    }
    assert_eq!(page.complaint(), Some("Say why in at least 10 characters; 0 so far."));
    let _ = enter(&mut page, "a good reason");
    for _ in 0..5 {
        assert_eq!(page.key(Key::plain(KeyCode::Enter)), OverlayOutcome::Consumed);
    }
    assert_eq!(page.complaint(), Some("Type GHA01-100-0045 to go on. Nothing was done."));
}

/// F20.
#[test]
fn a_blank_or_short_reason_does_not_pass() {
    for reason in ["", "          ", "too short", "   a b c     "] {
        let mut page = page();
        let _ = enter(&mut page, reason);
        assert_eq!(page.step(), Step::Reason, "{reason:?}");
    }
}

/// T18.
#[test]
fn near_misses_and_pastes_confirm_nothing() {
    for words in ["gha01-100-0045", "GHA01-100-0054", "GHA01-100-0045 ", "0045", "yes"] {
        let mut page = page();
        let _ = enter(&mut page, "a good reason");
        assert_eq!(enter(&mut page, words), OverlayOutcome::Consumed, "{words}");
        assert!(page.complaint().unwrap().contains("Nothing was done"));
    }
    let mut page = page();
    let _ = enter(&mut page, "a good reason");
    assert_eq!(page.paste(ACCOUNT), OverlayOutcome::Refused(Refusal::TypeIt));
    assert_eq!(page.key(Key::plain(KeyCode::Enter)), OverlayOutcome::Consumed);
}

#[test]
fn going_back_to_the_reason_forgets_the_words() {
    let mut page = page();
    let _ = enter(&mut page, "a good reason");
    let _ = enter(&mut page, "GHA01");
    let _ = page.key(Key::plain(KeyCode::BackTab));
    assert_eq!((page.step(), page.words().text(), page.complaint()), (Step::Reason, "", None));
}

#[test]
fn only_a_clear_yes_confirms_where_no_words_are_asked_for() {
    for (keys, confirmed) in [
        ("y", true),
        ("tab enter", true),
        ("left enter", true),
        ("enter", false),
        ("n", false),
        ("tab tab enter", false),
        ("esc", false),
    ] {
        let mut page = of(Answer::Yes);
        let _ = enter(&mut page, "a good reason");
        assert_eq!((page.step(), page.is_yes()), (Step::Choice, false));
        assert_eq!(page.paste("yes"), OverlayOutcome::Refused(Refusal::TypeIt));
        let outcome = keys.split(' ').map(|key| page.key(key.parse().unwrap())).last().unwrap();
        assert_eq!(matches!(outcome, OverlayOutcome::Confirmed(..)), confirmed, "{keys}");
        assert_eq!(outcome == OverlayOutcome::Close, !confirmed, "{keys}");
    }
    let mut page = of(Answer::Yes);
    let _ = enter(&mut page, "a good reason");
    let _ = page.key(Key::plain(KeyCode::Tab));
    let _ = page.key(Key::plain(KeyCode::BackTab));
    assert_eq!((page.step(), page.is_yes()), (Step::Reason, false), "going back forgets the yes");
}

#[test]
fn the_page_names_the_registry_and_what_it_is() {
    let page = page();
    let stakes = page.stakes();
    assert_eq!((stakes.registry.as_str(), stakes.environment.word()), ("Ghana Carbon Registry", "PRODUCTION"));
    assert_eq!(stakes.lines().get(1).unwrap().1, ACCOUNT);
}

proptest! {
    #[test]
    fn no_stream_of_random_keys_confirms(keys in proptest::collection::vec(any_key(), 0..80)) {
        let mut page = page();
        for key in keys {
            prop_assert!(!matches!(page.key(key), OverlayOutcome::Confirmed(..) | OverlayOutcome::Run(..) | OverlayOutcome::Agreed(..)));
        }
    }
}
