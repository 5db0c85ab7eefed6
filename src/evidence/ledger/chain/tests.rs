//! A sound ledger is followed to its head; every kind of damage is found, at its entry and by its name.

use super::*;
use proptest::prelude::*;

fn at(millisecond: i64) -> Timestamp {
    Timestamp::from_millisecond(1_795_338_845_123 + millisecond).unwrap()
}

const ACTS: [(&str, &str); 5] = [
    ("account.opened", "{}"),
    ("block.issued", "{\"first\":\"1\",\"last\":\"1000\",\"n\":[1,-2.5e3,null,true,{\"a b\":\"c\\\\\\\"d\"}]}"),
    ("account.frozen", "{\"why\":\"h\u{e9}\u{202e}\u{1f333} \\n, \\\"prev\\\":\\\"\"}"),
    ("transfer.proposed", "{\"prev\":\"0\",\"act\":{\"prev\":\"1\"}}"),
    ("a", "{\"x\":\"\\u0000\"}"),
];

fn ledger() -> (Head, Vec<String>) {
    let mut chain = Chain::start();
    let line =
        |(n, (kind, act)): (usize, (&str, &str))| chain.append(at(n as i64), "CHE01", kind, act).unwrap().text().to_owned();
    let lines = ACTS.into_iter().enumerate().map(line).collect();
    (chain.head(), lines)
}

fn broken(lines: &[String]) -> (u64, Why) {
    let Broken { seq, why } = verify(lines).unwrap_err();
    (seq, why)
}

#[test]
fn the_format_is_what_the_documentation_says() {
    let mut chain = Chain::start();
    let zeros = "0".repeat(64);
    let first = chain.append(at(0), "CHE01", "account.opened", "{\"account\":\"CHE01-100-0001\"}").unwrap();
    assert_eq!(
        first.text(),
        format!(
            "{{\"v\":1,\"seq\":1,\"at\":\"2026-11-22T09:14:05.123Z\",\"registry\":\"CHE01\",\"kind\":\"account.opened\",\
             \"act\":{{\"account\":\"CHE01-100-0001\"}},\"prev\":\"{zeros}\"}}"
        )
    );
    // Computed with sha256sum over the first line without LF.
    let digest = "e7494a1f1b9c9e04eeebee1db5f091db3f2b3c18c93dc4296e7e153f03ee4a83";
    assert_eq!((chain.head().seq, chain.head().digest.to_string().as_str()), (1, digest));
    let second = chain.append(at(1), "CHE01", "note", "{\"\u{9b}\":\"\u{1f333}\"}").unwrap();
    let expected = format!(
        "{{\"v\":1,\"seq\":2,\"at\":\"2026-11-22T09:14:05.124Z\",\"registry\":\"CHE01\",\"kind\":\"note\",\
         \"act\":{{\"\\u009b\":\"\\ud83c\\udf33\"}},\"prev\":\"{digest}\"}}"
    );
    assert_eq!(second.text(), expected);
}

#[test]
fn a_line_is_read_as_it_was_made() {
    let (head, lines) = ledger();
    let mut chain = Chain::start();
    for (n, (text, (kind, act))) in lines.iter().zip(ACTS).enumerate() {
        let prev = chain.head().digest;
        let line = chain.follow(text).unwrap();
        assert_eq!((line.seq(), line.at(), line.prev(), line.digest()), (n as u64 + 1, at(n as i64), prev, Digest::of(text)));
        assert_eq!((line.registry(), line.kind(), line.text()), ("CHE01", kind, text.as_str()));
        let value = |json| serde_json::from_str::<serde_json::Value>(json).unwrap();
        assert_eq!(value(line.act_json()), value(act));
        assert!(text.bytes().all(|octet| (0x20..0x7f).contains(&octet)), "printable on any terminal");
    }
    assert_eq!((chain.head(), verify(&lines), verify::<&str>([])), (head, Ok(head), Ok(Head::default())));
}

#[test]
fn a_ledger_is_resumed_where_it_ended() {
    let (head, lines) = ledger();
    let mut resumed = Chain::resume(head);
    let next = resumed.append(at(9), "CHE01", "more", "{}").unwrap();
    assert_eq!(verify(lines.iter().map(String::as_str).chain([next.text()])), Ok(resumed.head()));
    let full = Head { seq: u64::MAX, digest: Digest::default() };
    assert_eq!(Chain::resume(full).append(at(0), "CHE01", "more", "{}"), Err(NotALine::Full));
}

#[test]
fn a_changed_octet_is_found() {
    let (head, lines) = ledger();
    for (n, line) in lines.iter().enumerate() {
        for place in 0..line.len() {
            for new in ["0", "1", "b", " ", "\n", "\"", ",", "}", "é", ""] {
                let mut changed = lines.clone();
                changed[n].replace_range(place..=place, new);
                if changed == lines {
                    continue;
                }
                // The chain alone can't vouch for the last entry; the remembered head can.
                let found = verify_remembering(&changed, head).unwrap_err();
                let place = n as u64 + 1;
                assert!((place..=place + 1).contains(&found.seq), "octet {place} to {new:?}: {found}");
                assert!(place == 5 || verify(&changed).is_err(), "octet {place} to {new:?}");
            }
        }
    }
}

#[test]
fn missing_repeated_and_reordered_entries_are_found() {
    let (head, lines) = ledger();
    for n in 0..lines.len() - 1 {
        let place = n as u64 + 1;
        let mut missing = lines.clone();
        missing.remove(n);
        assert_eq!(broken(&missing), (place, Why::Number));
        let mut swapped = lines.clone();
        swapped.swap(n, n + 1);
        assert_eq!(broken(&swapped), (place, Why::Number));
        let mut doubled = lines.clone();
        doubled.insert(n, lines[n].clone());
        assert_eq!(broken(&doubled), (place + 1, Why::Number));
    }
    // A cut tail is a sound ledger, only not the one that is remembered.
    for left in 0..lines.len() {
        assert!(verify(&lines[..left]).is_ok());
        let found = verify_remembering(&lines[..left], head);
        assert_eq!(found, Err(Broken { seq: left as u64 + 1, why: Why::Remembered }));
    }
    assert_eq!(verify_remembering(&lines, head), Ok(head));
}

#[test]
fn a_rewritten_ledger_is_not_the_remembered_one() {
    let (_, lines) = ledger();
    let third = verify(&lines[..3]).unwrap();
    let mut chain = Chain::start();
    let rewritten: Vec<String> =
        (0..7).map(|n| chain.append(at(n), "CHE01", "forged", "{}").unwrap().text().to_owned()).collect();
    assert!(verify(&rewritten).is_ok(), "it is sound in itself");
    assert_eq!(verify_remembering(&rewritten, third), Err(Broken { seq: 3, why: Why::Remembered }));
}

#[test]
fn an_entry_of_another_ledger_does_not_fit() {
    let (_, lines) = ledger();
    let mut other = Chain::resume(Head { seq: 2, digest: Digest::of("other") });
    let foreign = other.append(at(2), "CHE01", "forged", "{}").unwrap().text().to_owned();
    let mut mixed = lines.clone();
    mixed[2] = foreign;
    assert_eq!(broken(&mixed), (3, Why::Digest));
    let mut chain = Chain::start();
    let head = chain.head();
    assert!(chain.follow(&lines[1]).is_err());
    assert_eq!(chain.head(), head, "a line that does not follow moves nothing");
}

#[test]
fn only_one_spelling_of_a_line_is_read() {
    let line = &ledger().1[0];
    let edits = [
        ("{\"v\":1", "{\"v\":2"),
        ("{\"v\":1", "{\"v\":1.0"),
        ("{\"v\"", "{ \"v\""),
        ("\"seq\":1", "\"seq\":01"),
        ("\"seq\":1", "\"seq\":+1"),
        ("\"seq\":1", "\"seq\":0"),
        ("\"seq\":1", "\"seq\":\"1\""),
        ("\"seq\":1", "\"seq\":99999999999999999999"),
        (".123Z", ".1230Z"),
        (".123Z", "Z"),
        (".123Z", ".123+00:00"),
        ("-22T", "-22t"),
        ("-22T", "-22 "),
        ("11-22", "11-31"),
        ("CHE01", ""),
        ("CHE01", "CHE 01"),
        ("CHE01", "CHE\\u0030"),
        ("account.opened", ""),
        ("\"act\":{}", "\"act\":[]"),
        ("\"act\":{}", "\"act\":{ }"),
        ("\"act\":{}", "\"act\": {}"),
        ("\"act\":{}", "\"act\":{},\"x\":1"),
        ("\"act\":{}", "\"act\":{}{}"),
        ("\"act\":{}", "\"act\":{\"a\":1,}"),
        ("\"act\":{}", "\"act\":null"),
        ("\"act\":{}", "\"act\":{\"a\":\"\u{e9}\"}"),
        ("\"act\":{}", "\"act\":{\"a\":\"\t\"}"),
        ("\"act\":{}", "\"act\":{\"a\":\"\\x\"}"),
        ("\"prev\":\"0", "\"prev\":\"A"),
        ("\"prev\":\"0", "\"prev\":\""),
        ("\"prev\":\"0", "\"prev\":\"00"),
        ("\"prev\"", "\"next\""),
        ("0\"}", "0\"} "),
        ("0\"}", "0\"}\n"),
        ("0\"}", "0\"}\r"),
        ("0\"}", "0\",\"x\":1}"),
    ];
    for (old, new) in edits {
        let edited = line.replacen(old, new, 1);
        assert_ne!(&edited, line, "{old}");
        assert_eq!(Line::read(&edited), Err(NotALine::Form), "{edited}");
    }
    assert_eq!(Line::read(""), Err(NotALine::Form));
}

#[test]
fn what_can_not_stand_in_a_line_is_not_written() {
    let long = "k".repeat(65);
    for word in ["", " ", "a b", "a\"", "a\\", "\n", "\u{e9}", &long] {
        assert_eq!(Chain::start().append(at(0), word, "k", "{}"), Err(NotALine::Word), "{word:?}");
        assert_eq!(Chain::start().append(at(0), "CHE01", word, "{}"), Err(NotALine::Word), "{word:?}");
    }
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(32), "]".repeat(32));
    let forged = format!("{{}},\"prev\":\"{}\"}}\n{{\"v\":1,\"seq\":2", "0".repeat(64));
    for act in ["", "[]", "1", "null", "{", "{} ", " {}", "{\"a\": 1}", "{\n}", "{}{}", "{a:1}", "{\"a\":01}", &deep, &forged] {
        let mut chain = Chain::start();
        assert_eq!(chain.append(at(0), "CHE01", "k", act), Err(NotALine::Act), "{act:?}");
        assert_eq!(chain, Chain::start(), "nothing was appended");
    }
}

proptest! {
    #[test]
    fn any_act_can_be_kept(texts in proptest::collection::vec((any::<String>(), any::<String>(), any::<i32>()), 1..9)) {
        let mut chain = Chain::start();
        let mut lines = Vec::new();
        for (name, value, time) in texts {
            let act = serde_json::json!({ name: value }).to_string();
            let line = chain.append(at(time.into()), "GHA01", "kept", &act).unwrap();
            let read: serde_json::Value = serde_json::from_str(line.act_json()).unwrap();
            prop_assert_eq!(read, serde_json::from_str::<serde_json::Value>(&act).unwrap());
            lines.push(line.text().to_owned());
        }
        prop_assert_eq!(verify(&lines), Ok(chain.head()));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*|\\{\"v\":1,\"seq\":[0-9]{1,3},\"at\":\"2026-11-22T09:14:05.[0-9]{3}Z\",\"registry\":\"[A-Z]{1,3}\",\"kind\":\"[a-z]{1,3}\",\"act\":\\{[\"a:,1{} ]{0,6}\\},\"prev\":\"[0-9a-f]{64}\"\\}") {
        if let Ok(line) = Line::read(&text) {
            let again = Line::new(line.seq(), line.at(), line.registry(), line.kind(), line.act_json(), line.prev());
            prop_assert_eq!(again.as_ref().map(Line::text), Ok(text.as_str()));
            prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "a line is JSON");
        }
    }
}
