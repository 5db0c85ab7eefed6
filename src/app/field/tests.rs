use super::*;
use crate::app::chord::tests::any_key;
use proptest::prelude::*;

fn typed(field: &mut Field, keys: &str) {
    for key in keys.split(' ') {
        let _ = field.key(key.parse().unwrap());
    }
}

#[test]
fn editing_keys_are_those_of_a_shell() {
    for (text, keys, expected) in [
        ("", "a b c", "abc"),
        ("abc", "backspace", "ab"),
        ("abc", "ctrl-h", "ab"),
        ("abc", "left left delete", "ac"),
        ("abc", "home x", "xabc"),
        ("abc", "ctrl-a x ctrl-e y", "xabcy"),
        ("one two three", "ctrl-w", "one two "),
        ("one two three", "alt-backspace", "one two "),
        ("one two", "ctrl-u", ""),
        ("one two", "home ctrl-k", ""),
        ("one two", "ctrl-left x", "one xtwo"),
        ("one two", "home alt-d", "two"),
        ("a", "space b", "a b"),
        ("", "backspace delete left right ctrl-w", ""),
    ] {
        let mut field = Field::new(Accepts::Prose, 40).with_text(text);
        typed(&mut field, keys);
        assert_eq!(field.text(), expected, "{text:?} and {keys}");
    }
}

#[test]
fn a_paste_is_taken_whole_or_not_at_all() {
    use FieldProblem::*;
    for (accepts, pasted, expected) in [
        (Accepts::Critical, "CHE01-100-0001", Ok("<CHE01-100-0001>")),
        (Accepts::Critical, "CHE01-100-0001\n", Ok("<CHE01-100-0001>")),
        (Accepts::Critical, "CHE01\r\n", Ok("<CHE01>")),
        (Accepts::Critical, "CHE01\nCHE02", Err(LineBreak)),
        (Accepts::Critical, "CHE\u{202e}01", Err(Character('\u{202e}'))),
        (Accepts::Critical, "CH\u{415}01", Err(Character('\u{415}'))),
        (Accepts::Critical, "a\tb", Err(Character('\t'))),
        (Accepts::Prose, "one\ntwo\r\nthree\tfour", Ok("<one two three four>")),
        (Accepts::Prose, "Zürich \u{202e}", Ok("<Zürich \u{202e}>")),
        (Accepts::Prose, "a\u{1b}[2J", Err(Character('\u{1b}'))),
        (Accepts::Prose, "a much longer text than fits in here", Err(Full(24))),
    ] {
        let mut field = Field::new(accepts, 24).with_text("<>");
        typed(&mut field, "left");
        let outcome = field.paste(pasted);
        match expected {
            Ok(text) => assert_eq!((outcome, field.text()), (Ok(()), text)),
            Err(problem) => assert_eq!((outcome, field.text()), (Err(problem), "<>")),
        }
    }
}

#[test]
fn typing_stops_at_the_limit() {
    let mut field = Field::new(Accepts::Critical, 2).with_text("abc");
    assert_eq!(field.text(), "ab");
    assert_eq!(field.key(Key::char('c')), Edit::Refused(FieldProblem::Full(2)));
    assert_eq!(field.key(Key::char('é')), Edit::Refused(FieldProblem::Character('é')));
    assert_eq!((field.text(), field.room()), ("ab", 0));
}

#[test]
fn up_and_down_walk_through_what_was_typed_before_and_back_to_the_draft() {
    let history = vec!["first".to_owned(), "second".to_owned()];
    let mut field = Field::new(Accepts::Prose, 40).with_history(history).with_text("draft");
    for (key, expected) in
        [("up", "second"), ("up", "first"), ("up", "first"), ("down", "second"), ("down", "draft"), ("down", "draft")]
    {
        typed(&mut field, key);
        assert_eq!(field.text(), expected, "{key}");
    }
}

#[test]
fn the_cursor_parts_the_text() {
    let mut field = Field::new(Accepts::Prose, 40).with_text("abcd");
    typed(&mut field, "left left");
    assert_eq!((field.before().as_str(), field.after().as_str()), ("ab", "cd"));
}

proptest! {
    #[test]
    fn no_keys_or_pastes_break_the_limit(
        keys in proptest::collection::vec(any_key(), 0..60), paste in ".{0,20}", critical in any::<bool>(),
    ) {
        let mut field = Field::new(if critical { Accepts::Critical } else { Accepts::Prose }, 16);
        for key in keys {
            let _ = field.key(key);
            let _ = field.paste(&paste);
            prop_assert!(field.text().chars().count() <= 16);
            prop_assert!(!field.text().chars().any(char::is_control));
            prop_assert!(!critical || field.text().is_ascii());
        }
    }
}
