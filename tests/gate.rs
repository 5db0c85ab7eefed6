//! The gate as the reader meets it: what ends up in the cells of the terminal.
//! Different strings give different cells, and nothing but visible characters arrives there (T01, T17).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use countersign::text::{Kind, Shown, Untrusted};
use proptest::{collection::vec, prelude::*, sample::select};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use std::collections::HashMap;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

const KINDS: [Kind; 4] = [Kind::Critical, Kind::Name, Kind::Prose, Kind::Raw];

fn gated(text: &str, kind: Kind) -> Shown {
    Untrusted::new(text).gate(kind)
}

/// The symbols of the cells, row by row, without the empty ones at the end of a row: what an eye can tell apart.
fn cells(shown: &Shown) -> Vec<Vec<String>> {
    let rows: Vec<&str> = shown.as_str().split('\n').collect();
    let width = u16::try_from(rows.iter().map(|row| row.len()).max().unwrap_or(0) + 8).unwrap();
    rows.iter()
        .map(|row| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
            buffer.set_string(0, 0, row, Style::default());
            let mut symbols: Vec<String> = buffer.content.iter().map(|cell| cell.symbol().to_owned()).collect();
            symbols.truncate(symbols.iter().rposition(|symbol| symbol != " ").map_or(0, |last| last + 1));
            symbols
        })
        .collect()
}

/// A screen has blank rows below what is painted, so blank rows at the end do not tell two texts apart either.
fn picture(shown: &Shown) -> Vec<Vec<String>> {
    let mut rows = cells(shown);
    rows.truncate(rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1));
    rows
}

/// Reads back what was shown.
fn original(shown: &str) -> String {
    let mut text = String::new();
    let mut rest = shown;
    while let Some(start) = rest.find("⟦U+") {
        let end = rest[start..].find('⟧').unwrap() + start;
        text.push_str(&rest[..start]);
        let code = u32::from_str_radix(&rest[start + "⟦U+".len()..end], 16).unwrap();
        text.push(char::from_u32(code).unwrap());
        rest = &rest[end + '⟧'.len_utf8()..];
    }
    text + rest
}

/// What must hold for every text in every kind.
fn holds(text: &str, kind: Kind) -> Result<(), String> {
    let shown = gated(text, kind);
    let complain = |what: &str| Err(format!("{what}: {kind:?} of {} gave {shown}", text.escape_unicode()));
    for c in shown.as_str().chars() {
        let visible = !matches!(c.general_category_group(), GeneralCategoryGroup::Other | GeneralCategoryGroup::Separator);
        if !(visible || c == ' ' || (c == '\n' && kind == Kind::Prose)) {
            return complain("something that can't be seen");
        }
    }
    if kind == Kind::Raw {
        return Ok(());
    }
    if original(shown.as_str()) != text {
        return complain("the original can't be read back");
    }
    if shown.is_escaped() == (shown.as_str() == text) {
        return complain("the flag is wrong");
    }
    if shown.as_str().chars().all(|c| c.is_ascii() || matches!(c, '⟦' | '⟧')) {
        return Ok(());
    }
    let painted: String = cells(&shown).concat().concat().chars().filter(|c| *c != ' ').collect();
    let written: String = shown.as_str().chars().filter(|c| !matches!(c, ' ' | '\n')).collect();
    if painted != written {
        return complain("the painter dropped something");
    }
    if cells(&shown).iter().map(Vec::len).max().unwrap_or(0) > shown.width() {
        return complain("wider than it says");
    }
    Ok(())
}

fn differ(a: &str, b: &str) -> Result<(), TestCaseError> {
    for kind in KINDS {
        let (shown_a, shown_b) = (gated(a, kind), gated(b, kind));
        prop_assert!(
            a == b || picture(&shown_a) != picture(&shown_b),
            "{kind:?}: {} and {} both look like {shown_a}",
            a.escape_unicode(),
            b.escape_unicode()
        );
    }
    Ok(())
}

fn hostile_strings() -> Vec<String> {
    include_str!("vectors/hostile-text.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every character that any hostile string is made of, and a few harmless ones.
fn hostile_alphabet() -> Vec<char> {
    let mut letters: Vec<char> = hostile_strings().concat().chars().chain("aB01 -\u{e9}漢가ก".chars()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

#[test]
fn every_character_alone_and_beside_others_is_seen() {
    for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
        // Ideographs, hangul and private use are alike by the thousand: a sample of them is enough.
        let alike = matches!(u32::from(c), 0x3500..=0x9F00 | 0xAD00..=0xD600 | 0x17100..=0x18000 | 0x20100..=0xDFFFF | 0xE1000..);
        if alike && u32::from(c) % 97 != 0 {
            continue;
        }
        for text in [c.to_string(), format!("a{c}b"), format!("क{c}{c}")] {
            holds(&text, Kind::Prose).unwrap();
        }
        for kind in [Kind::Name, Kind::Critical] {
            holds(&format!("a{c}b"), kind).unwrap();
        }
    }
}

/// T01, T17.
#[test]
fn the_hostile_strings_are_escaped_and_all_look_different() {
    let strings = hostile_strings();
    assert!(strings.len() > 100);
    for kind in KINDS {
        let mut seen = HashMap::new();
        for text in &strings {
            holds(text, kind).unwrap();
            let twin = seen.insert(picture(&gated(text, kind)), text);
            assert_eq!(twin, None, "{kind:?}: {} has a twin", text.escape_unicode());
        }
    }
    for text in &strings {
        assert!(gated(text, Kind::Critical).is_escaped(), "{}", text.escape_unicode());
    }
}

#[test]
fn a_trailing_line_break_is_seen() {
    for (a, b) in [("a", "a\n"), ("a\n", "a\n\n"), ("a", "\na"), ("", "\n"), ("a\nb", "a\n\nb"), ("a\n b", "a\nb")] {
        differ(a, b).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_keeps_the_rules(text in "\\PC{0,12}|[\\s\\S]{0,12}") {
        for kind in KINDS {
            holds(&text, kind).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn hostile_mixtures_keep_the_rules(letters in vec(select(hostile_alphabet()), 0..10)) {
        let text: String = letters.iter().collect();
        for kind in KINDS {
            holds(&text, kind).map_err(TestCaseError::fail)?;
        }
    }

    /// T01, T17.
    #[test]
    fn two_strings_never_look_the_same(a in "[\\s\\S]{0,6}", b in "[\\s\\S]{0,6}") {
        differ(&a, &b)?;
    }

    /// T17, T18.
    /// One or two edits: insert, delete, replace or swap, with letters that like to hide.
    #[test]
    fn one_or_two_edits_are_always_seen(
        start in vec(select(hostile_alphabet()), 0..8),
        edits in vec((0u8..4, any::<prop::sample::Index>(), select(hostile_alphabet())), 1..=2),
    ) {
        let mut end = start.clone();
        for (edit, at, letter) in edits {
            let at = at.index(end.len() + 1);
            match edit {
                0 => end.insert(at, letter),
                1 if at < end.len() => drop(end.remove(at)),
                2 if at < end.len() => end[at] = letter,
                3 if at + 1 < end.len() => end.swap(at, at + 1),
                _ => end.push(letter),
            }
        }
        differ(&start.iter().collect::<String>(), &end.iter().collect::<String>())?;
    }
}
