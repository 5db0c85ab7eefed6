use super::*;

fn form() -> Form<u8> {
    let mut form = Form::default();
    let rows = vec![Row::choice(1, "What", vec!["a".into(), "b".into()]), Row::exact(2, "Number", ""), Row::prose(3, "Why", "")];
    form.ask(rows, |_| true);
    form
}

fn press(form: &mut Form<u8>, code: KeyCode) -> Option<Typed<u8>> {
    form.typed(Key::plain(code))
}

#[test]
fn a_row_chooses_around_its_ends_or_by_a_letter() {
    let mut form = form();
    for other in ['q', '7', '?'] {
        assert_eq!(press(&mut form, KeyCode::Char(other)), Some(Typed::Nothing), "{other} is typed, it runs nothing");
    }
    assert_eq!((form.typed(Key::control('r')), form.chosen(1)), (None, None), "it is a key like any other");
    for (letter, expected) in [('B', 1), ('a', 0), ('a', 0)] {
        assert_eq!(press(&mut form, KeyCode::Char(letter)), Some(Typed::Changed(1)));
        assert_eq!(form.chosen(1), Some(expected));
    }
    for expected in [1, 0, 1] {
        assert_eq!(press(&mut form, KeyCode::Left), Some(Typed::Changed(1)));
        assert_eq!(form.chosen(1), Some(expected));
    }
    press(&mut form, KeyCode::Right);
    assert_eq!(form.chosen(1), Some(0));
}

#[test]
fn the_end_of_the_last_row_is_the_end() {
    let mut form = form();
    assert_eq!(press(&mut form, KeyCode::Up), Some(Typed::Nothing), "there is none above the first");
    for left in [1, 2] {
        assert_eq!(press(&mut form, KeyCode::Enter), Some(Typed::Left(left)));
    }
    assert_eq!(press(&mut form, KeyCode::Tab), Some(Typed::Nothing), "there is none below the last");
    assert_eq!(press(&mut form, KeyCode::Char('x')), Some(Typed::Changed(3)));
    assert_eq!((press(&mut form, KeyCode::Enter), form.text(3)), (Some(Typed::Ended), "x"));
}

#[test]
fn what_is_carried_stays_and_the_rest_begins_empty() {
    let mut form = form();
    press(&mut form, KeyCode::Right);
    press(&mut form, KeyCode::Enter);
    press(&mut form, KeyCode::Char('7'));
    form.ask(
        vec![Row::choice(1, "What", vec!["z".into(), "a".into()]), Row::exact(2, "Number", ""), Row::exact(9, "New", "")],
        |_| true,
    );
    assert_eq!((form.chosen(1), form.text(2), form.has(3)), (Some(1), "7", false), "a value, not its place, is carried");
    form.ask(vec![Row::choice(1, "What", vec!["a".into()]), Row::exact(2, "Number", "")], |name| name == 1);
    assert_eq!((form.chosen(1), form.text(2)), (Some(0), ""));
}

#[test]
fn what_was_typed_is_put_aside_while_it_is_not_asked_for() {
    let what = || Row::choice(1, "What", vec!["a".into()]);
    let mut form = form();
    press(&mut form, KeyCode::Right);
    press(&mut form, KeyCode::Enter);
    assert_eq!(form.pasted("7"), Ok(2));
    form.ask(vec![Row::prose(3, "Why", "")], |_| true);
    assert_eq!((form.text(2), form.has(2)), ("", false));
    form.ask(vec![what(), Row::exact(2, "Number", "")], |_| true);
    assert_eq!((form.chosen(1), form.text(2)), (None, "7"), "a choice is made anew");
    form.ask(vec![what()], |name| name == 1);
    form.ask(vec![what(), Row::exact(2, "Number", "")], |_| true);
    assert_eq!(form.text(2), "", "what is not carried is gone");
}

#[test]
fn a_row_takes_no_more_than_it_says() {
    let mut form = Form::default();
    form.ask(vec![Row::exact(1, "Year", "").up_to(4)], |_| true);
    assert!(form.pasted("20260").is_err());
    assert_eq!((form.pasted("2026"), form.text(1)), (Ok(1), "2026"));
}
