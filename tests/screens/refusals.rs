//! Why not: every action that can't run says so, in the same words by its key and by the gate, and does nothing.

use super::desk::{Desk, Setting};
use countersign::{
    app::{Action, Effect, Refusal, Scope},
    console::{Message, allowed},
    registry::{Problem, ProblemKind},
};

fn at(keys: &str) -> Desk {
    let mut desk = Desk::open();
    desk.press(keys);
    desk
}

fn account(id: &str) -> Desk {
    let mut desk = Desk::open();
    desk.press(":");
    desk.type_text(&format!("account {id}"));
    desk.press("enter");
    desk
}

fn empty() -> Desk {
    let mut desk = at("ctrl-o");
    desk.type_text("empty");
    desk.press("enter");
    desk
}

/// The list of blocks of a registry that has none.
fn without_blocks() -> Desk {
    let mut desk = empty();
    desk.press("3");
    desk
}

/// The account page of a registry that we only read.
fn reading() -> Desk {
    let mut desk = at("ctrl-o");
    desk.type_text("practice-gha");
    desk.press("enter enter");
    desk
}

fn one_profile() -> Desk {
    let setting = Setting::default();
    Desk::with(Setting { profiles: setting.profiles[..1].to_vec(), ..setting })
}

fn failed_refresh() -> Desk {
    let mut desk = at("enter");
    desk.prompt = false;
    desk.press("r");
    desk.fail_all(&Problem::of(ProblemKind::Offline));
    desk.press("esc");
    desk
}

fn refreshing() -> Desk {
    let mut desk = at("enter");
    desk.prompt = false;
    desk.press("r");
    desk
}

fn unloaded() -> Desk {
    let mut desk = Desk::open();
    desk.prompt = false;
    desk.press("enter");
    desk
}

fn nameless() -> Desk {
    let mut desk = Desk::unanswered();
    desk.press("esc");
    desk.asked.retain(|(_, ask)| *ask != countersign::registry::Read::Standing);
    desk.prompt = true;
    desk.answer_all();
    desk.press("enter");
    desk
}

fn without_journal() -> Desk {
    let mut desk = at("enter");
    desk.send(Message::JournalClosed("The journal can't be written: no space left.".into()));
    desk.press("esc");
    desk
}

/// The registry says it is the real one; the profile says it is for practice.
fn elsewhere() -> Desk {
    let mut setting = Setting::default();
    setting.books[0].standing.environment = Some(countersign::registry::Environment::Production);
    let mut desk = Desk::with(setting);
    desk.press("enter esc");
    desk
}

fn sent() -> Desk {
    let mut desk = at("enter");
    super::acting::confirm(&mut desk);
    desk
}

fn unknown() -> Desk {
    let mut desk = sent();
    let key = desk.acts[0].1.key();
    desk.outcome(Ok(countersign::registry::Outcome::Unknown(key)));
    desk.press("esc");
    desk
}

#[test]
fn each_refusal_is_said_by_the_gate_and_by_the_key() {
    let cases: Vec<(&str, Desk, Action, &str, Refusal)> = vec![
        ("no row", empty(), Action::Open, "enter", Refusal::NoRow),
        ("no row to copy", empty(), Action::Copy, "y", Refusal::NoRow),
        ("no block to freeze", without_blocks(), Action::FreezeBlock, "F", Refusal::NoRow),
        ("no account's blocks", empty(), Action::AccountBlocks, "b", Refusal::NoRow),
        ("no export", Desk::open(), Action::ExportStop, "X", Refusal::NotExporting),
        ("an export", super::exporting::half_way(), Action::Export, "e", Refusal::Exporting),
        ("no filter", Desk::open(), Action::FilterClear, "ctrl-r", Refusal::NotFiltered),
        ("nothing to find on", Desk::open(), Action::FindNext, "n", Refusal::NothingFound),
        ("nothing to find back", Desk::open(), Action::FindPrior, "N", Refusal::NothingFound),
        ("one profile", one_profile(), Action::Profile, "ctrl-o", Refusal::OneProfile),
        ("no problem", Desk::open(), Action::ProblemShow, "E", Refusal::NoProblem),
        ("read only", reading(), Action::Freeze, "F", Refusal::ReadOnly("practice-gha".into())),
        (
            "journal",
            without_journal(),
            Action::Freeze,
            "F",
            Refusal::JournalClosed("The journal can't be written: no space left.".into()),
        ),
        ("not signed in", nameless(), Action::Freeze, "F", Refusal::NotSignedIn),
        ("another environment", elsewhere(), Action::Freeze, "F", Refusal::OtherEnvironment),
        ("not loaded", unloaded(), Action::Freeze, "F", Refusal::NotLoaded),
        ("old", failed_refresh(), Action::Freeze, "F", Refusal::Stale),
        ("being refreshed", refreshing(), Action::Freeze, "F", Refusal::Stale),
        ("frozen", account("CHE01-210-2005"), Action::Freeze, "F", Refusal::AlreadyFrozen),
        ("closed", account("CHE01-100-2008"), Action::Freeze, "F", Refusal::AccountClosed),
        ("under way", sent(), Action::Freeze, "F", Refusal::UnderWay),
        ("unknown", unknown(), Action::Freeze, "F", Refusal::OutcomeUnknown),
        ("nothing missed", Desk::open(), Action::ActsAgain, "Z", Refusal::NothingMissed),
    ];
    for (name, mut desk, action, key, refusal) in cases {
        assert_eq!(allowed(action, &desk.state), Err(refusal.clone()), "{name}");
        desk.resize(200, 24);
        desk.take();
        desk.press(key);
        assert!(desk.says().contains(&refusal.to_string()), "{name}: {}", desk.says());
        let harmless = |effect: &Effect| matches!(effect, Effect::Wake { .. });
        assert!(desk.take().iter().all(harmless), "{name}");
    }
}

#[test]
fn what_belongs_elsewhere_is_refused_with_the_place() {
    for (keys, action, scope) in [
        ("", Action::Freeze, Scope::Account),
        ("", Action::BlockAccount, Scope::Blocks),
        ("3", Action::AccountBlocks, Scope::Accounts),
        ("3 enter", Action::Filter, Scope::List),
        ("3 enter", Action::Sort, Scope::List),
        ("3 enter", Action::Find, Scope::List),
        ("enter", Action::BlockAccount, Scope::Blocks),
    ] {
        assert_eq!(allowed(action, &at(keys).state), Err(Refusal::NotHere(scope)), "{keys} {action:?}");
    }
}

#[test]
fn a_refused_line_of_the_palette_says_why_and_stays() {
    let mut desk = Desk::open();
    desk.press(":");
    desk.type_text("freeze");
    desk.press("enter");
    assert!(desk.says().contains("This works only in one account."), "{}", desk.says());
    assert!(desk.screen().contains("─ Commands"));
    assert!(desk.acts.is_empty());
}
