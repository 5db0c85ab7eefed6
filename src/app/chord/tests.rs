use super::*;
use proptest::prelude::*;

#[test]
fn every_form_has_one_meaning_and_one_spelling() {
    for (text, canonical) in [
        ("g g", "g g"),
        ("ctrl-p", "ctrl-p"),
        ("Control-p", "ctrl-p"),
        ("meta-x", "alt-x"),
        ("alt-ctrl-x", "ctrl-alt-x"),
        ("F1", "f1"),
        ("pagedown", "pgdn"),
        ("PgDn", "pgdn"),
        ("space", "space"),
        ("shift-tab", "backtab"),
        ("escape", "esc"),
        ("return", "enter"),
        ("?", "?"),
        ("#", "#"),
        ("-", "-"),
        ("ctrl--", "ctrl--"),
        ("shift-up", "shift-up"),
        ("shift-g", "G"),
        ("alt-shift-g", "alt-G"),
        ("  g   a ", "g a"),
        ("ß", "ß"),
    ] {
        assert_eq!(text.parse::<Chord>().unwrap().to_string(), canonical, "{text}");
    }
}

#[test]
fn what_is_no_key_says_why() {
    for (text, said) in [
        ("", "there is no key in it"),
        ("  ", "there is no key in it"),
        ("ctrl-", "there is no key in it"),
        ("ctrl-ctrl-x", "ctrl stands there twice"),
        ("shift-1", "write the character that shift makes instead of shift-1"),
        ("entr", "there is no key \"entr\"; did you mean enter?"),
        ("ctlr-x", "there is no key \"ctlr-x\"; did you mean ctrl-?"),
        ("f13", "there is no key \"f13\"; did you mean f1?"),
        ("qqqqqq", "there is no key \"qqqqqq\""),
        ("\u{1b}", "there is no key \"\\u{1b}\""),
        ("a b c d e", "a sequence has at most 4 keys"),
    ] {
        assert_eq!(text.parse::<Chord>().unwrap_err().to_string(), said, "{text:?}");
    }
}

#[test]
fn keys_that_terminals_confuse_are_known() {
    for (text, expected) in [
        ("ctrl-i", Some(Ambiguity::ArrivesAs("tab"))),
        ("ctrl-m", Some(Ambiguity::ArrivesAs("enter"))),
        ("ctrl-[", Some(Ambiguity::ArrivesAs("esc"))),
        ("ctrl-shift-x", Some(Ambiguity::NotSent("shift"))),
        ("ctrl-1", Some(Ambiguity::NotSent("ctrl"))),
        ("g ctrl-1", Some(Ambiguity::NotSent("ctrl"))),
        ("ctrl-enter", Some(Ambiguity::NotSent("ctrl"))),
        ("shift-enter", Some(Ambiguity::NotSent("shift"))),
        ("alt-[", Some(Ambiguity::BeginsSequence)),
        ("ctrl-p", None),
        ("alt-enter", None),
        ("ctrl-space", None),
        ("shift-up", None),
        ("ctrl-alt-x", None),
    ] {
        assert_eq!(text.parse::<Chord>().unwrap().ambiguity(), expected, "{text}");
    }
}

fn any_code() -> impl Strategy<Value = KeyCode> {
    let names: Vec<KeyCode> = NAMES.iter().map(|(_, code)| *code).collect();
    prop_oneof![
        proptest::sample::select(names),
        any::<char>().prop_filter("a visible character", |c| !c.is_control() && !c.is_whitespace()).prop_map(KeyCode::Char),
    ]
}

/// Any key a terminal could send.
pub(crate) fn any_key() -> impl Strategy<Value = Key> {
    (any_code(), any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(code, control, alt, shift)| Key { code, modifiers: Modifiers { control, alt, shift } }.canonical())
}

proptest! {
    #[test]
    fn what_is_written_reads_back(keys in proptest::collection::vec(any_key(), 1..=Chord::LONGEST)) {
        let chord = Chord(keys);
        prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
    }

    #[test]
    fn any_text_is_a_key_or_a_reason(text in ".{0,40}") {
        if let Ok(chord) = text.parse::<Chord>() {
            prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
        }
    }
}
