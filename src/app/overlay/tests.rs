use super::*;
use crate::app::Action;
use crate::app::action::Scope;
use crate::{
    app::{
        chord::tests::any_key,
        confirm::{Answer, Confirm, Intent, Typed, YesNo},
        field::{Accepts, Field},
        keymap::Keymap,
    },
    registry::{Deed, Environment, Problem, problem::ProblemKind, query::BLOCK_FIELDS},
    text::{Kind, Untrusted},
};
use proptest::prelude::*;

fn overlay(which: u8) -> Overlay {
    let scopes = Scope::Blocks.stack();
    let keymap = Keymap::defaults();
    let shown = Untrusted::new("x").gate(Kind::Name);
    match which % 9 {
        0 => Overlay::Help(Box::new(Help::open(scopes, &keymap, |_| Ok(())))),
        1 => Overlay::Palette(Box::new(Palette::open(scopes, &keymap, |_| Ok(()), []))),
        2 => Overlay::Filter(Box::new(FilterBox::new(BLOCK_FIELDS, "", vec!["party:GHA".into()]))),
        3 => Overlay::Find(Box::new(FindBox::new(vec!["stove".into()]))),
        4 => Overlay::Prompt(Box::new(Prompt::new(Action::OpenAccount, Field::new(Accepts::Critical, 40)))),
        5 => Overlay::Confirm(Box::new(Confirm::YesNo(YesNo::new("Quit?", Vec::new(), Action::Quit, None)))),
        6 => Overlay::Problem(Box::new(ProblemBox::new(Problem::of(ProblemKind::Offline)))),
        7 => {
            let items = ["dark", "light"].map(|name| Item { current: name == "light", ..Item::named(name.into()) });
            Overlay::Picker(Box::new(Picker::new(Action::ThemeSet, items.to_vec())))
        }
        _ => {
            let account = "GHA01-100-0045";
            let intent = Intent {
                deed: Deed::FreezeAccount { account: account.parse().unwrap(), version: 1 },
                what: String::new(),
                whom: shown.clone(),
                undo: "",
                answer: Answer::Words(account.into()),
            };
            let stakes = intent.stakes("Freeze the account", shown, Environment::Test);
            Overlay::Confirm(Box::new(Confirm::Typed(Box::new(Typed::new(Action::Freeze, intent, stakes)))))
        }
    }
}

fn press(overlay: &mut Overlay, keys: &str) -> OverlayOutcome {
    keys.split(' ').map(|key| overlay.key(key.parse().unwrap())).last().unwrap()
}

#[test]
fn escape_and_ctrl_c_close_every_overlay() {
    for which in 0..9 {
        for key in ["esc", "ctrl-c", "x esc", "tab ctrl-c"] {
            let mut overlays = Overlays::default();
            overlays.push(overlay(which));
            let outcome = key.split(' ').map(|key| overlays.key(key.parse().unwrap())).last().unwrap();
            assert_eq!(outcome, Some(OverlayOutcome::Close), "{which} {key}");
            assert!(overlays.is_empty());
        }
    }
}

#[test]
fn what_each_gives_back() {
    let run = |action, argument: &str| OverlayOutcome::Run(action, Some(argument.to_owned()));
    for (which, keys, expected) in [
        (2, "s t o v e enter", run(Action::Filter, "stove")),
        (2, "enter", run(Action::Filter, "")),
        (2, "up enter", run(Action::Filter, "party:GHA")),
        (3, "s", OverlayOutcome::Edited("s".into())),
        (3, "s t enter", run(Action::Find, "st")),
        (3, "enter", OverlayOutcome::Close),
        (4, "C H E enter", run(Action::OpenAccount, "CHE")),
        (4, "enter", OverlayOutcome::Consumed),
        (4, "space enter", OverlayOutcome::Consumed),
        (6, "r", OverlayOutcome::Run(Action::Refresh, None)),
        (6, "y", OverlayOutcome::Refused(Refusal::NoRequest)),
        (7, "enter", run(Action::ThemeSet, "light")),
        (7, "down enter", run(Action::ThemeSet, "dark")),
        (7, "d enter", run(Action::ThemeSet, "dark")),
        (7, "z z enter", OverlayOutcome::Consumed),
    ] {
        assert_eq!(press(&mut overlay(which), keys), expected, "{which} {keys}");
    }
}

#[test]
fn a_problem_tells_everything_it_knows() {
    let problem = Problem {
        kind: ProblemKind::Server { status: 503 },
        request: Some("req-1".into()),
        said: Some(Untrusted::new("maintenance")),
    };
    let mut shown = ProblemBox::new(problem);
    let text: Vec<String> = shown.paragraphs().into_iter().map(|part| format!("{}: {}", part.label, part.text)).collect();
    assert_eq!(text.first().unwrap(), "what happened: The registry failed (HTTP 503).");
    assert!(text.contains(&"the registry said: maintenance".to_owned()));
    assert_eq!(text.last().unwrap(), "request id: req-1");
    assert_eq!(shown.key(Key::char('y')), OverlayOutcome::Copy("req-1".into()));
}

#[test]
fn a_paste_goes_into_a_field_or_nowhere() {
    for which in 0..9 {
        let outcome = overlay(which).paste("GHA01-100-0045\n");
        let expected = match which {
            3 => OverlayOutcome::Edited("GHA01-100-0045".into()),
            5 | 6 => OverlayOutcome::Refused(Refusal::NoField),
            _ => OverlayOutcome::Consumed,
        };
        assert_eq!(outcome, expected, "{which}");
    }
    assert_eq!(Overlays::default().paste("text"), None);
}

proptest! {
    #[test]
    fn random_keys_never_break_the_stack(
        steps in proptest::collection::vec((any_key(), 0u8..18, ".{0,8}"), 0..80),
    ) {
        let mut overlays = Overlays::default();
        for (key, which, paste) in steps {
            // Half of the steps open one more overlay.
            if which < 9 {
                overlays.push(overlay(which));
            }
            let before = overlays.len();
            prop_assert!(before <= Overlays::DEPTH);
            if let Some(outcome) = overlays.paste(&paste) {
                prop_assert!(!outcome.closes());
            }
            match overlays.key(key) {
                None => prop_assert_eq!(before, 0),
                Some(outcome) => prop_assert_eq!(overlays.len(), before - usize::from(outcome.closes())),
            }
        }
    }
}
