use super::*;
use crate::app::{chord::ChordProblem, toast::Severity};
use proptest::prelude::*;

const HERE: &[Scope] = &[Scope::Accounts, Scope::List, Scope::Global];

fn build(overrides: &[(&str, &[&str])]) -> (Keymap, Vec<KeymapRemark>) {
    let own = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    Keymap::build(overrides.iter().map(|(id, keys)| ((*id).to_owned(), own(keys))))
}

fn press(keymap: &Keymap, scopes: &[Scope], keys: &str) -> Hit {
    let mut pending = Vec::new();
    let mut hit = Hit::Miss;
    for key in keys.split(' ').map(|key| key.parse().unwrap()) {
        hit = keymap.resolve(scopes, &pending, key);
        pending.push(key);
    }
    hit
}

#[test]
fn the_defaults_can_be_read_and_do_not_clash() {
    let (keymap, remarks) = Keymap::build(std::iter::empty());
    assert_eq!(remarks, []);
    assert_eq!(keymap.shadows(), []);
    for spec in Action::SPECS {
        for key in spec.keys {
            let chord: Chord = key.parse().unwrap();
            assert_eq!(&chord.to_string(), key, "written in its canonical form");
            assert_eq!(chord.ambiguity(), None, "{key}");
        }
    }
}

#[test]
fn every_row_of_the_table_is_fit_to_be_shown() {
    for spec in Action::SPECS {
        assert!(spec.title.chars().count() <= 28, "{}", spec.title);
        assert!(spec.short.chars().count() <= 14, "{}", spec.short);
        assert!(spec.doc.len() > 10 && spec.doc.ends_with('.'), "{}", spec.id);
        assert!(spec.id.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '-'), "{}", spec.id);
        assert_eq!(Action::SPECS.iter().filter(|other| other.id == spec.id).count(), 1, "{}", spec.id);
        assert_eq!(Action::SPECS.iter().filter(|other| other.title == spec.title).count(), 1, "{}", spec.title);
        assert_eq!(spec.action.spec(), spec);
        assert!(spec.argument.is_empty() || spec.argument.starts_with('<'));
    }
}

#[test]
fn keys_find_their_action() {
    let keymap = Keymap::defaults();
    for (scopes, keys, hit) in [
        (HERE, "q", Hit::Action(Action::Quit)),
        (HERE, "ctrl-c", Hit::Action(Action::Quit)),
        (HERE, "b", Hit::Action(Action::AccountBlocks)),
        (HERE, "g g", Hit::Action(Action::Top)),
        (HERE, "g ctrl-c", Hit::Miss),
        (HERE, "g z", Hit::Miss),
        (HERE, "Q", Hit::Miss),
        (&[Scope::Global], "b", Hit::Miss),
        (&[Scope::Global], "ctrl-c", Hit::Action(Action::Quit)),
        (&[], "q", Hit::Miss),
        (&[], "ctrl-c", Hit::Action(Action::Quit)),
    ] {
        assert_eq!(press(&keymap, scopes, keys), hit, "{keys}");
    }
    let Hit::Prefix(continuations) = press(&keymap, HERE, "g") else { panic!("g begins g g") };
    for (key, action) in [('g', Action::Top), ('y', Action::GoActivity), ('l', Action::GoLedger)] {
        let continuation = Continuation { key: Key::char(key), action: Some(action) };
        assert!(continuations.contains(&continuation), "g {key}");
    }
    assert_eq!(keymap.continuations(HERE, &[Key::char('g')]), continuations);
}

#[test]
fn a_key_of_one_terminal_is_the_key_of_another() {
    let shifted = |code| Key { code, modifiers: crate::app::Modifiers { shift: true, ..Default::default() } };
    let keymap = Keymap::defaults();
    for (code, action) in [
        (crate::app::KeyCode::Char('G'), Action::Bottom),
        (crate::app::KeyCode::BackTab, Action::PriorScreen),
        (crate::app::KeyCode::Tab, Action::PriorScreen),
        (crate::app::KeyCode::Char('?'), Action::Help),
    ] {
        assert_eq!(keymap.resolve(HERE, &[], shifted(code)), Hit::Action(action));
    }
}

#[test]
fn the_operator_remaps_and_unbinds() {
    let (keymap, remarks) = build(&[
        ("filter", &["ctrl-s", "/"]),
        ("freeze", &[]),
        ("refresh", &["none"]),
        ("quit", &["none"]),
        ("go.accounts", &["g a"]),
        ("go.blocks", &["g b"]),
    ]);
    assert_eq!(remarks, []);
    assert_eq!(keymap.keys_of(Action::Filter), ["ctrl-s", "/"]);
    assert_eq!(press(&keymap, HERE, "ctrl-s"), Hit::Action(Action::Filter));
    for (action, keys) in [(Action::Freeze, &[][..]), (Action::Refresh, &[]), (Action::Quit, &["ctrl-c"])] {
        assert_eq!(keymap.keys_of(action), keys);
    }
    assert_eq!(press(&keymap, &[Scope::Account, Scope::Global], "F"), Hit::Miss);
    assert_eq!(press(&keymap, HERE, "q"), Hit::Miss);
    assert_eq!(press(&keymap, HERE, "ctrl-c"), Hit::Action(Action::Quit));
    // One prefix in two scopes: the box shows both.
    let keys: Vec<String> = keymap.continuations(HERE, &[Key::char('g')]).iter().map(|next| next.key.to_string()).collect();
    assert_eq!(keys, ["g", "a", "b", "d", "i", "k", "l", "m", "n", "o", "p", "r", "u", "v", "y"]);
    assert_eq!(press(&keymap, HERE, "g a"), Hit::Action(Action::GoAccounts));
}

#[test]
fn what_can_t_be_used_is_reported_and_the_rest_works() {
    for (overrides, said, severity) in [
        (("fliter", &["x"][..]), "keys: there is no action \"fliter\"; did you mean filter?", Severity::Warn),
        (
            ("filter", &["ctlr-x", "x"]),
            "keys: filter: \"ctlr-x\" was left out: there is no key \"ctlr-x\"; did you mean ctrl-?",
            Severity::Warn,
        ),
        (("filter", &["ctrl-c", "x"]), "keys: filter: ctrl-c was left out: ctrl-c always cancels or quits", Severity::Warn),
        (("filter", &["g ctrl-c", "x"]), "keys: filter: g ctrl-c was left out: ctrl-c always cancels or quits", Severity::Warn),
        (("filter", &["ctrl-i"]), "keys: filter: ctrl-i: terminals send tab for it, so bind tab instead", Severity::Warn),
        (("find", &["/"]), "keys: / is for find already, so filter does not get it", Severity::Warn),
        (("find", &["g"]), "keys: g g and a key of find begin alike, so top does not get it", Severity::Warn),
        (("find", &["G x"]), "keys: G and a key of find begin alike, so bottom does not get it", Severity::Warn),
        (("account-blocks", &["/"]), "keys: in accounts, / is account-blocks; elsewhere it is filter", Severity::Info),
        (("filter", &["r"]), "keys: in lists, r is filter; elsewhere it is refresh", Severity::Info),
    ] {
        let (keymap, mut remarks) = build(&[overrides]);
        remarks.extend(keymap.shadows());
        let found = remarks.iter().find(|remark| remark.to_string() == said);
        assert_eq!(found.map(KeymapRemark::severity), Some(severity), "{said}\n{remarks:?}");
    }
}

#[test]
fn a_typing_error_takes_no_key_away() {
    let (keymap, remarks) = build(&[("filter", &["ctlr-x"])]);
    assert_eq!(keymap.keys_of(Action::Filter), ["/"]);
    assert!(matches!(remarks.as_slice(), [KeymapRemark::BadKey { problem: ChordProblem::UnknownKey { .. }, .. }]));
}

#[test]
fn an_action_that_lost_all_its_keys_is_named() {
    let (keymap, remarks) = build(&[("find", &["/"])]);
    assert_eq!(keymap.keys_of(Action::Filter), Vec::<String>::new());
    assert!(remarks.contains(&KeymapRemark::Keyless(Action::Filter)));
}

#[test]
fn the_operator_wins_over_the_defaults_and_the_table_s_order_over_the_file_s() {
    let (keymap, _) = build(&[("sort", &["x"]), ("filter", &["x"]), ("find", &["j"])]);
    assert_eq!(press(&keymap, HERE, "x"), Hit::Action(Action::Filter));
    assert_eq!(press(&keymap, HERE, "j"), Hit::Action(Action::Find));
    assert_eq!(keymap.keys_of(Action::Down), ["down"]);
}

#[test]
fn an_inner_scope_hides_an_outer_key() {
    let (keymap, _) = build(&[("account-blocks", &["/", "r x"])]);
    assert_eq!(press(&keymap, HERE, "/"), Hit::Action(Action::AccountBlocks));
    assert_eq!(press(&keymap, &[Scope::Blocks, Scope::List, Scope::Global], "/"), Hit::Action(Action::Filter));
    assert_eq!(keymap.live_keys(HERE, Action::Filter), Vec::<String>::new());
    assert!(matches!(press(&keymap, HERE, "r"), Hit::Prefix(_)), "an inner sequence hides the outer key it begins with");
    assert_eq!(keymap.live_keys(HERE, Action::Refresh), ["f5"]);
}

fn any_id() -> impl Strategy<Value = String> {
    let ids: Vec<String> = Action::SPECS.iter().map(|spec| spec.id.to_owned()).collect();
    prop_oneof![9 => proptest::sample::select(ids), 1 => ".{0,12}"]
}

fn any_written_key() -> impl Strategy<Value = String> {
    let known: Vec<String> = ["g", "x", "g g", "g x", "ctrl-c", "ctrl-i", "f5", "/", "none", "esc", "ctrl-1", "r", "alt-x"]
        .map(str::to_owned)
        .to_vec();
    prop_oneof![6 => proptest::sample::select(known), 1 => ".{0,8}"]
}

proptest! {
    #[test]
    fn whatever_is_configured_an_action_is_reachable_or_reported(
        overrides in proptest::collection::btree_map(any_id(), proptest::collection::vec(any_written_key(), 0..4), 0..12),
    ) {
        let (keymap, remarks) = Keymap::build(overrides.clone().into_iter());
        for spec in Action::SPECS {
            let stack = spec.scope.stack();
            let reachable = keymap
                .chords_of(spec.action)
                .iter()
                .any(|chord| chord.ambiguity().is_none() && press(&keymap, stack, &chord.to_string()) == Hit::Action(spec.action));
            let unbound = overrides.get(spec.id).is_some_and(|keys| keys.iter().all(|key| key == "none" || key == "ctrl-c"));
            let keyless = spec.keys.is_empty() && !overrides.contains_key(spec.id);
            let named = remarks.iter().any(|remark| remark.to_string().contains(spec.id));
            prop_assert!(reachable || unbound || keyless || named, "{} is lost: {remarks:?}", spec.id);
        }
        for scopes in Scope::ALL.map(|(scope, _)| scope.stack()) {
            prop_assert_eq!(keymap.resolve(scopes, &[], INTERRUPT), Hit::Action(Action::Quit));
        }
        prop_assert!(keymap.keys_of(Action::Quit).contains(&"ctrl-c".to_owned()));
    }

    #[test]
    fn any_keys_resolve_without_a_panic(
        pending in proptest::collection::vec(crate::app::chord::tests::any_key(), 0..4), key in crate::app::chord::tests::any_key(),
    ) {
        let keymap = Keymap::defaults();
        for (scope, _) in Scope::ALL {
            if let Hit::Prefix(continuations) = keymap.resolve(scope.stack(), &pending, key) {
                prop_assert!(!continuations.is_empty());
            }
        }
    }
}
