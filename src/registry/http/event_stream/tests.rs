//! The grammar by table, and that pieces don't matter.

use super::*;
use proptest::prelude::*;

fn read(pieces: &[&[u8]]) -> Result<Vec<Event>, TooLarge> {
    let (mut stream, mut events) = (EventStream::default(), Vec::new());
    for piece in pieces {
        stream.feed(piece, &mut events)?;
    }
    Ok(events)
}

fn event(name: &str, id: &str, data: &str) -> Event {
    Event { name: name.into(), id: id.into(), data: data.into() }
}

#[test]
fn the_grammar() {
    let one = || vec![event("", "", "a")];
    for (what, text, expected) in [
        ("LF", "data: a\n\n", one()),
        ("CR", "data: a\r\r", one()),
        ("CRLF", "data: a\r\n\r\n", one()),
        ("mixed line ends", "data: a\r\n\n", one()),
        ("CR and then CRLF", "data: a\r\r\n", one()),
        ("no space", "data:a\n\n", one()),
        ("only one space is taken away", "data:  a\n\n", vec![event("", "", " a")]),
        ("a mark before the first line", "\u{feff}data: a\n\n", one()),
        ("a mark elsewhere is text", "\n\u{feff}data: a\n\n", vec![]),
        ("two marks", "\u{feff}\u{feff}data: a\n\n", vec![]),
        ("comments", ": hello\ndata: a\n:\n\n: bye\n", one()),
        ("lines of data", "data: a\ndata: b\n\n", vec![event("", "", "a\nb")]),
        ("empty lines of data", "data\ndata:\n\n", vec![event("", "", "\n")]),
        ("one empty line of data", "data\n\n", vec![event("", "", "")]),
        ("a name", "event: change\ndata: a\n\ndata: b\n\n", vec![event("change", "", "a"), event("", "", "b")]),
        ("the last name counts", "event: x\nevent: y\ndata: a\n\n", vec![event("y", "", "a")]),
        ("an event without data is none, and its name is gone", "event: x\n\ndata: a\n\n", one()),
        ("an id stays", "id: 7\ndata: a\n\ndata: b\n\n", vec![event("", "7", "a"), event("", "7", "b")]),
        ("an id without an event stays too", "id: 7\n\ndata: a\n\n", vec![event("", "7", "a")]),
        ("an empty id is an id", "id: 7\nid\ndata: a\n\n", one()),
        ("an id with NUL is ignored", "id: 7\nid: 8\0\ndata: a\n\n", vec![event("", "7", "a")]),
        ("unknown fields", "Data: x\nfoo: y\nbar\n data: z\ndata: a\n\n", one()),
        ("a colon in the value", "data: a: b\n\n", vec![event("", "", "a: b")]),
        ("what has not ended is no event", "data: a\n", vec![]),
        ("nor is half a line", "data: a\n\ndata: b\n\ndata: c", vec![event("", "", "a"), event("", "", "b")]),
        ("nothing", "", vec![]),
        ("only line ends", "\r\n\n\r\r\n", vec![]),
    ] {
        assert_eq!(read(&[text.as_bytes()]), Ok(expected), "{what}");
    }
}

#[test]
fn octets_that_are_no_text_become_replacement_characters() {
    assert_eq!(read(&[b"data: \xff\xe2\x82\n\n"]), Ok(vec![event("", "", "\u{fffd}\u{fffd}")]));
    assert_eq!(read(&[b"data: \xe2", b"\x82\xac\n", b"\n"]), Ok(vec![event("", "", "€")]));
}

#[test]
fn how_long_to_wait_is_a_number() {
    for (text, expected) in [
        ("retry: 1500\n", Some(1_500)),
        ("retry: 1500\nretry: 2500\n", Some(2_500)),
        ("retry: 1500\nretry: soon\nretry: -1\nretry: 1.5\nretry: +3\n", Some(1_500)),
        ("retry: 1500\nretry: 99999999999999999999999\n", Some(1_500)),
        ("retry: 0\n", Some(0)),
        ("retry\n", None),
        ("retry: 7", None),
    ] {
        let mut stream = EventStream::default();
        stream.feed(text.as_bytes(), &mut Vec::new()).unwrap();
        assert_eq!(stream.retry(), expected.map(Duration::from_millis), "{text}");
    }
}

#[test]
fn nothing_grows_without_end() {
    let long = |field: &str, length: usize| format!("{field}{}\n\n", "x".repeat(length - field.len()));
    assert!(read(&[long("data: ", LARGEST).as_bytes()]).is_ok());
    assert!(read(&[long(": ", LARGEST).as_bytes()]).is_ok());
    assert_eq!(read(&[long("data: ", LARGEST + 1).as_bytes()]), Err(TooLarge));
    assert_eq!(read(&[long(": ", LARGEST + 1).as_bytes()]), Err(TooLarge));
    assert_eq!(read(&[&vec![b'x'; LARGEST], b"x"]), Err(TooLarge), "a line that never ends");
    let lines = "data: 0123456789\n".repeat(LARGEST / 11);
    assert!(read(&[lines.as_bytes()]).is_ok());
    assert_eq!(read(&[lines.as_bytes(), lines.as_bytes()]), Err(TooLarge), "an event that never ends");
}

/// Streams made of what matters to the grammar, whole and broken.
fn octets() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        4 => prop::sample::select(vec![&b"\n"[..], b"\r", b"\r\n", b"\n\n", b"\r\r", b"\r\n\r\n"]).prop_map(<[u8]>::to_vec),
        4 => prop::sample::select(vec![&b"data: "[..], b"data", b"event: change", b"id: 7", b"id: 8\0", b": there", b"retry: 5"])
            .prop_map(<[u8]>::to_vec),
        2 => "[ -~é€]{0,8}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..6),
        1 => Just(BYTE_ORDER_MARK.to_vec()),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_cut_gives_the_same_events(octets in octets(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8)) {
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(octets.len() + 1)).collect();
        places.extend([0, octets.len()]);
        places.sort_unstable();
        let pieces: Vec<&[u8]> = places.windows(2).map(|pair| &octets[pair[0]..pair[1]]).collect();
        let single: Vec<&[u8]> = octets.chunks(1).collect();
        let whole = read(&[&octets]);
        prop_assert_eq!(&read(&pieces), &whole);
        prop_assert_eq!(&read(&single), &whole);
    }

    #[test]
    fn what_is_written_is_read(events in prop::collection::vec(("[a-z]{1,9}", any::<u64>(), "[^\r\n]{0,20}(\n[^\r\n]{0,20}){0,2}"), 0..6)) {
        let mut text = String::new();
        for (name, id, data) in &events {
            text += &format!("id: {id}\nevent: {name}\n");
            data.split('\n').for_each(|line| text += &format!("data: {line}\n"));
            text += "\n";
        }
        let expected: Vec<Event> = events.iter().map(|(name, id, data)| event(name, &id.to_string(), data)).collect();
        prop_assert_eq!(read(&[text.as_bytes()]), Ok(expected));
    }
}
