//! A sound journal is read back; every kind of damage is found, at its line and by its name.

use super::*;
use proptest::prelude::*;

fn at(millisecond: i64) -> Timestamp {
    Timestamp::from_millisecond(1_795_338_845_123 + millisecond).unwrap()
}

fn entries() -> Vec<Entry> {
    vec![
        Entry::intent("key-1", "freeze CHE01-100-2071"),
        Entry::note("key-1", "sent"),
        Entry::intent("key-2", "freeze CHE01-100-2072, reason \"h\u{e9}\u{202e}\u{1f333}\u{7f}\n\""),
        Entry::outcome("key-1", "done, entry 7"),
        Entry::note("", "clock went back 2 s"),
    ]
}

fn journal() -> (Chain, String) {
    let mut chain = Chain::new();
    let text = entries().into_iter().enumerate().map(|(n, entry)| chain.line(at(n as i64), entry)).collect();
    (chain, text)
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn broken(text: &str) -> (u64, Why) {
    let Broken { line, why } = Chain::resume(text).unwrap_err();
    (line, why)
}

#[test]
fn the_format_is_what_the_documentation_says() {
    let mut chain = Chain::new();
    let first = chain.line(at(0), Entry::intent("k", "w"));
    let zeros = "0".repeat(64);
    assert_eq!(
        first,
        format!(
            "{{\"seq\":1,\"at\":\"2026-11-22T09:14:05.123Z\",\"kind\":\"intent\",\"act\":\"k\",\"what\":\"w\",\"prev\":\"{zeros}\"}}\n"
        )
    );
    // Computed with sha256sum over the first line without its LF.
    let digest = "5bfca1e5c610b8872f6e7665f351540c958e65ce277ce9094710af6a2979e8a4";
    assert_eq!(chain.head(), Head { seq: 1, digest: Digest::of(first.trim_end()) });
    assert_eq!(chain.head().digest.to_string(), digest);
    let second = chain.line(at(1), Entry::outcome("k", "\u{9b}\u{1f333}"));
    assert_eq!(
        second,
        format!(
            "{{\"seq\":2,\"at\":\"2026-11-22T09:14:05.124Z\",\"kind\":\"outcome\",\"act\":\"k\",\"what\":\"\\u009b\\ud83c\\udf33\",\"prev\":\"{digest}\"}}\n"
        )
    );
}

#[test]
fn times_are_cut_to_milliseconds() {
    for (nanosecond, text) in [
        (0, "1970-01-01T00:00:00.000Z"),
        (1_999_999, "1970-01-01T00:00:00.001Z"),
        (999_999_999, "1970-01-01T00:00:00.999Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
    ] {
        let line = Chain::new().line(Timestamp::from_nanosecond(nanosecond).unwrap(), Entry::note("", ""));
        assert!(line.contains(&format!("\"at\":\"{text}\"")), "{line}");
        assert!(Chain::resume(&line).is_ok(), "{line}");
    }
}

#[test]
fn a_sound_journal_is_resumed_where_it_ended() {
    let (written, text) = journal();
    assert_eq!(Chain::resume(&text), Ok(written.clone()));
    assert!(text.bytes().all(|b| b == b'\n' || (0x20..0x7f).contains(&b)), "printable on any terminal");
    let mut resumed = Chain::resume(&text).unwrap();
    let next = resumed.line(at(9), Entry::outcome("key-2", "done"));
    let whole = text.clone() + &next;
    assert_eq!(Chain::resume(&whole), Ok(resumed));
    assert_eq!(Chain::resume(""), Ok(Chain::new()));
    for line in text.lines() {
        assert_eq!(crate::evidence::journal::Record::read(line).unwrap().text(), line);
    }
}

#[test]
fn an_intent_stays_open_until_its_outcome() {
    let (chain, _) = journal();
    let open: Vec<(u64, &str)> = chain.open_intents().iter().map(|open| (open.seq, open.act.as_str())).collect();
    assert_eq!(open, [(3, "key-2")]);
    assert_eq!((chain.open_intents()[0].at, &*chain.open_intents()[0].what), (at(2), &*entries()[2].what));
    let mut chain = Chain::new();
    for entry in [Entry::intent("a", "1"), Entry::intent("b", "2"), Entry::intent("a", "3"), Entry::outcome("c", "?")] {
        let _ = chain.line(at(0), entry);
    }
    let open: Vec<&str> = chain.open_intents().iter().map(|open| &*open.what).collect();
    assert_eq!(open, ["1", "2"], "a retry is the same act; an outcome of something else closes nothing");
    let _ = chain.line(at(0), Entry::outcome("a", "done"));
    let _ = chain.line(at(0), Entry::outcome("b", "refused"));
    assert!(chain.open_intents().is_empty());
}

#[test]
fn a_changed_octet_is_found() {
    let (chain, text) = journal();
    let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).collect();
    for (at, old) in text.char_indices() {
        for new in ['0', '1', 'b', ' ', '\n', '"', 'é'] {
            if new == old {
                continue;
            }
            let mut changed = text.clone();
            changed.replace_range(at..=at, &new.to_string());
            let line = ends.iter().filter(|end| **end < at).count() as u64 + 1;
            // The chain alone can't vouch for the last line; the remembered head can.
            let found = Chain::resume_from(&changed, chain.head()).unwrap_err();
            assert!((line..=line + 1).contains(&found.line), "octet {at} to {new:?}: {found}");
            assert!(line == 5 || Chain::resume(&changed).is_err(), "octet {at} to {new:?}");
        }
    }
}

#[test]
fn dropped_repeated_and_reordered_lines_are_found() {
    let (_, text) = journal();
    let all = lines(&text);
    for dropped in 0..all.len() - 1 {
        let mut left = all.clone();
        left.remove(dropped);
        assert_eq!(broken(&left.concat()), (dropped as u64 + 1, Why::Number));
    }
    for at in 0..all.len() - 1 {
        let mut swapped = all.clone();
        swapped.swap(at, at + 1);
        assert_eq!(broken(&swapped.concat()), (at as u64 + 1, Why::Number));
        let mut repeated = all.clone();
        repeated.insert(at, all[at]);
        assert_eq!(broken(&repeated.concat()), (at as u64 + 2, Why::Number));
    }
}

#[test]
fn a_line_put_in_with_the_right_number_does_not_fit() {
    let (_, text) = journal();
    let all = lines(&text);
    let mut forger = Chain::resume(all[0]).unwrap();
    let forged = forger.line(at(1), Entry::note("key-1", "not sent"));
    assert_eq!(broken(&[all[0], &forged, all[2]].concat()), (3, Why::Digest));
    let other = Chain::new().line(at(0), Entry::note("", "another journal"));
    assert_eq!(broken(&[&*other, all[1]].concat()), (2, Why::Digest));
}

#[test]
fn a_cut_off_end_is_found() {
    let (chain, text) = journal();
    let all = lines(&text);
    let before = all[..4].concat();
    for cut in 1..all[4].len() {
        let torn = format!("{before}{}", &all[4][..cut]);
        assert_eq!(broken(&torn), (5, Why::CutOff), "after {cut} octets");
    }
    assert!(Chain::resume(&before).is_ok(), "the chain alone can't know that a whole line is missing");
    assert_eq!(Chain::resume_from(&before, chain.head()), Err(Broken { line: 5, why: Why::Remembered }));
}

#[test]
fn a_remembered_head_must_still_be_there() {
    let (chain, text) = journal();
    let early = Chain::resume(&lines(&text)[..2].concat()).unwrap().head();
    assert_eq!(Chain::resume_from(&text, early), Ok(chain.clone()));
    assert_eq!(Chain::resume_from(&text, chain.head()), Ok(chain));
    let other = Head { digest: Digest::of("another"), ..early };
    assert_eq!(Chain::resume_from(&text, other), Err(Broken { line: 2, why: Why::Remembered }));
    assert_eq!(Chain::resume_from("", early), Err(Broken { line: 1, why: Why::Remembered }));
}

#[test]
fn only_one_spelling_of_a_line_is_read() {
    let (_, text) = journal();
    let first = lines(&text)[0].trim_end().to_owned();
    for (from, to) in [
        ("{\"seq\"", "{ \"seq\""),
        ("\"seq\":1,", ""),
        ("\"seq\":1,", "\"seq\":1,\"seq\":1,"),
        ("\"seq\":1,", "\"seq\":1.0,"),
        ("\"seq\":1,", "\"seq\":\"1\","),
        ("\"act\"", "\"who\":\"x\",\"act\""),
        ("\"intent\"", "\"Intent\""),
        ("\"intent\"", "\"resolve\""),
        ("freeze", "fr\\u0065eze"),
        (".123Z", "Z"),
        (".123Z", ".1230Z"),
        (".123Z", ".123z"),
        (".123Z", ".123+00:00"),
        ("2026-11-22T", "2026-11-22 "),
        ("2026-11-22T", "2026-13-22T"),
        ("}", "}\r"),
        ("}", "} "),
    ] {
        assert!(first.contains(from), "{from}");
        assert_eq!(broken(&format!("{}\n", first.replacen(from, to, 1))), (1, Why::Form), "{from} to {to}");
    }
    assert_eq!(broken("\n"), (1, Why::Form));
    assert_eq!(broken(&format!("\u{feff}{text}")), (1, Why::Form));
    assert_eq!(
        Broken { line: 5, why: Why::CutOff }.to_string(),
        "the journal is broken at line 5: it was not written to its end"
    );
}

proptest! {
    #[test]
    fn any_text_can_be_kept(parts in proptest::collection::vec((any::<u8>(), "[\\s\\S]{0,6}", "[\\s\\S]{0,12}", -9_999_999_999i64..9_999_999_999), 0..8)) {
        let mut chain = Chain::new();
        let mut text = String::new();
        for (kind, act, what, time) in parts {
            let entry = match kind % 3 { 0 => Entry::intent(act, what), 1 => Entry::outcome(act, what), _ => Entry::note(act, what) };
            text += &chain.line(at(time), entry);
        }
        prop_assert_eq!(text.matches('\n').count() as u64, chain.head().seq);
        prop_assert_eq!(Chain::resume(&text), Ok(chain));
    }
}
