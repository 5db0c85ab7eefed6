use super::*;

const HERE: &[Scope] = &[Scope::Accounts, Scope::List, Scope::Global];

fn palette(recent: &[Action]) -> Palette {
    let judge = |action| if action == Action::Open { Err(Refusal::NoRow) } else { Ok(()) };
    Palette::open(HERE, &Keymap::defaults(), judge, recent.iter().copied())
        .with_candidates(Action::ThemeSet, ["dark", "light", "mono"].map(str::to_owned).to_vec())
}

fn press(palette: &mut Palette, keys: &str) -> OverlayOutcome {
    keys.split(' ').map(|key| palette.key(key.parse().unwrap())).last().unwrap()
}

fn run(action: Action, argument: &str) -> Option<Choice> {
    Some(Choice::Run { action, argument: Some(argument.to_owned()).filter(|argument| !argument.is_empty()) })
}

#[test]
fn what_is_typed_chooses() {
    for (typed, choice) in [
        ("account CHE01-100-0001", run(Action::OpenAccount, "CHE01-100-0001")),
        (":account CHE01-100-0001", run(Action::OpenAccount, "CHE01-100-0001")),
        ("filter type:holding party:GHA", run(Action::Filter, "type:holding party:GHA")),
        ("row 900000", run(Action::GoRow, "900000")),
        ("gbl", run(Action::GoBlocks, "")),
        ("Go to acc", run(Action::GoAccounts, "")),
        ("go.blocks", run(Action::GoBlocks, "")),
        ("refresh", run(Action::Refresh, "")),
        ("quit", run(Action::Quit, "")),
        ("f5", run(Action::Refresh, "")),
        ("clipboard", run(Action::Copy, "")),
        ("theme li", run(Action::ThemeSet, "light")),
        ("theme dark", run(Action::ThemeSet, "dark")),
        ("theme own", run(Action::ThemeSet, "own")),
        ("open", Some(Choice::Refused(Refusal::NoRow))),
        ("freeze", Some(Choice::Refused(Refusal::NotHere(Scope::Account)))),
        ("zzzzqqq", None),
    ] {
        assert_eq!(palette(&[]).with_text(typed).choice(), choice, "{typed}");
    }
}

#[test]
fn with_nothing_typed_the_recent_come_first_and_the_impossible_last() {
    let palette = palette(&[Action::Sort, Action::Refresh]);
    let first: Vec<Action> = palette.rows().iter().take(2).map(|row| row.offer.action).collect();
    assert_eq!(first, [Action::Sort, Action::Refresh]);
    assert!(palette.rows().last().unwrap().offer.refusal.is_some());
    assert_eq!(palette.rows().len(), Action::SPECS.len() - 1, "every action but the palette itself");
}

#[test]
fn the_ghost_is_what_tab_adds() {
    for (typed, ghost, after) in [
        ("acc", Some("ount"), "account"),
        ("account", None, "account "),
        ("go.", Some("home"), "go.home"),
        ("theme ", Some("dark"), "theme dark"),
        ("theme m", Some("ono"), "theme mono"),
        ("zzzz", None, "zzzz"),
        ("", None, ""),
    ] {
        let mut palette = palette(&[]).with_text(typed);
        assert_eq!(palette.ghost().as_deref(), ghost, "{typed}");
        if !typed.is_empty() {
            let _ = press(&mut palette, "tab");
            assert_eq!(palette.field().text(), after, "{typed}");
        }
    }
}

#[test]
fn an_action_that_takes_an_argument_says_which() {
    assert_eq!(palette(&[]).with_text("account").hint(), Some("<account id>"));
    assert_eq!(palette(&[]).with_text("account ").hint(), Some("<account id>"));
    assert_eq!(palette(&[]).with_text("account CHE01").hint(), None);
    assert_eq!(palette(&[]).with_text("refresh").hint(), None);
}

#[test]
fn enter_runs_and_escape_closes() {
    let mut palette = palette(&[]);
    assert_eq!(press(&mut palette, "r e f r e s h enter"), OverlayOutcome::Run(Action::Refresh, None));
    assert_eq!(press(&mut self::palette(&[]), "z z z z enter"), OverlayOutcome::Consumed);
    assert_eq!(press(&mut self::palette(&[]), "esc"), OverlayOutcome::Close);
    assert_eq!(press(&mut self::palette(&[]), "a backspace backspace"), OverlayOutcome::Close);
    assert_eq!(press(&mut self::palette(&[]), "ctrl-c"), OverlayOutcome::Close);
}

#[test]
fn a_paste_fills_the_field_and_runs_nothing() {
    let mut palette = palette(&[]);
    assert_eq!(palette.paste("account CHE01-100-0001\n"), OverlayOutcome::Consumed);
    assert_eq!(palette.choice(), run(Action::OpenAccount, "CHE01-100-0001"));
}
