//! What each kind does with each sort of character, as tables.

use super::*;

fn gated(text: &str, kind: Kind) -> String {
    Shown::new(text, kind).as_str().to_owned()
}

/// Each row: text, what a name shows. The same text comes out of prose unless its row is in [`MIXED`].
const HOSTILE_NAMES: &[(&str, &str)] = &[
    ("a\u{1b}b", "a⟦U+001B⟧b"),
    ("\u{1b}[2Jx", "⟦U+001B⟧[2Jx"),
    ("\u{1b}]52;c;eA==\u{7}", "⟦U+001B⟧]52;c;eA==⟦U+0007⟧"),
    ("a\u{9b}2J", "a⟦U+009B⟧2J"),
    ("a\u{7f}", "a⟦U+007F⟧"),
    ("a\rb\tc\0", "a⟦U+000D⟧b⟦U+0009⟧c⟦U+0000⟧"),
    ("12\u{202e}500", "12⟦U+202E⟧500"),
    ("12\u{2067}500\u{2069}", "12⟦U+2067⟧500⟦U+2069⟧"),
    ("12\u{200b}500", "12⟦U+200B⟧500"),
    ("12\u{ad}500", "12⟦U+00AD⟧500"),
    ("a\u{200d}b\u{200c}\u{feff}", "a⟦U+200D⟧b⟦U+200C⟧⟦U+FEFF⟧"),
    ("a\u{e0041}\u{e0001}", "a⟦U+E0041⟧⟦U+E0001⟧"),
    ("\u{2764}\u{fe0f}", "\u{2764}⟦U+FE0F⟧"),
    ("葛\u{e0100}", "葛⟦U+E0100⟧"),
    ("\u{1f1e8}\u{1f1ed}", "⟦U+1F1E8⟧⟦U+1F1ED⟧"),
    ("\u{1f44d}\u{1f3fd}", "\u{1f44d}⟦U+1F3FD⟧"),
    ("\u{1112}\u{1161}\u{11ab}", "⟦U+1112⟧⟦U+1161⟧⟦U+11AB⟧"),
    ("\u{3164}\u{115f}\u{ffa0}a", "⟦U+3164⟧⟦U+115F⟧⟦U+FFA0⟧a"),
    ("\u{e000}\u{f0000}\u{378}\u{fdd0}\u{10ffff}", "⟦U+E000⟧⟦U+F0000⟧⟦U+0378⟧⟦U+FDD0⟧⟦U+10FFFF⟧"),
    ("a\u{a0}b\u{3000}c\u{2028}d\u{2029}e\u{85}", "a⟦U+00A0⟧b⟦U+3000⟧c⟦U+2028⟧d⟦U+2029⟧e⟦U+0085⟧"),
    // The brackets, their wide twins, the frames of the screen, blanks and the sign for a failed decoding.
    ("⟦U+202E⟧", "⟦U+27E6⟧U+202E⟦U+27E7⟧"),
    ("〚a〛", "⟦U+301A⟧a⟦U+301B⟧"),
    ("a│█\u{2800}\u{fffd}\u{1d7cf}", "a⟦U+2502⟧⟦U+2588⟧⟦U+2800⟧⟦U+FFFD⟧⟦U+1D7CF⟧"),
    // Right-to-left letters and digits.
    ("\u{5d0}\u{5d1}", "⟦U+05D0⟧⟦U+05D1⟧"),
    ("\u{627}\u{661}\u{1e900}", "⟦U+0627⟧⟦U+0661⟧⟦U+1E900⟧"),
    // Not NFC: singletons, decomposed letters, wrong order of marks, and then every mark of the line.
    ("\u{212b}\u{2126}\u{f900}", "⟦U+212B⟧⟦U+2126⟧⟦U+F900⟧"),
    ("e\u{301}", "e⟦U+0301⟧"),
    ("q\u{307}\u{323}", "q⟦U+0307⟧⟦U+0323⟧"),
    ("e\u{301} q\u{323}", "e⟦U+0301⟧ q⟦U+0323⟧"),
    ("\u{16d67}\u{16d67}", "⟦U+16D67⟧⟦U+16D67⟧"),
    // Marks: no base, on a digit, on a space, on an escape, the third one, enclosing, striking out.
    ("\u{323}a", "⟦U+0323⟧a"),
    ("0\u{323}", "0⟦U+0323⟧"),
    ("a \u{323}", "a ⟦U+0323⟧"),
    ("\u{200b}\u{323}", "⟦U+200B⟧⟦U+0323⟧"),
    ("q\u{323}\u{307}\u{304}\u{304}", "q\u{323}\u{307}⟦U+0304⟧⟦U+0304⟧"),
    ("a\u{20dd}b\u{488}", "a⟦U+20DD⟧b⟦U+0488⟧"),
    ("x\u{336}", "x⟦U+0336⟧"),
    ("q\u{336}\u{323}", "q⟦U+0336⟧⟦U+0323⟧"),
    // Letters without width, which the painter would drop, and with more width than two cells.
    ("\u{d4e}", "⟦U+0D4E⟧"),
    ("\u{17d8}", "⟦U+17D8⟧"),
    ("a\u{34f}", "a⟦U+034F⟧"),
    // Spaces that can't be counted.
    (" a", "⟦U+0020⟧a"),
    ("a ", "a⟦U+0020⟧"),
    ("a   b", "a ⟦U+0020⟧⟦U+0020⟧b"),
    (" ", "⟦U+0020⟧"),
    ("  ", "⟦U+0020⟧⟦U+0020⟧"),
    // Scripts that mix: the one with most letters stays, among equals the first.
    ("\u{412}ank", "⟦U+0412⟧ank"),
    ("B\u{430}nk", "B⟦U+0430⟧nk"),
    ("1 \u{421}O2", "1 \u{421}⟦U+004F⟧2"),
    ("カタ漢字 \u{421}o", "カタ漢字 ⟦U+0421⟧o"),
    ("한国カ", "한国⟦U+30AB⟧"),
    ("q\u{93f}", "q⟦U+093F⟧"),
];

/// Texts whose only fault is that scripts mix: prose shows them as they are.
const MIXED: &[&str] = &["\u{412}ank", "B\u{430}nk", "1 \u{421}O2", "カタ漢字 \u{421}o", "한国カ", "q\u{93f}"];

#[test]
fn names_show_every_hostile_character_as_its_code_point() {
    for (text, expected) in HOSTILE_NAMES {
        assert_eq!(gated(text, Kind::Name), *expected, "{}", text.escape_debug());
        assert!(Shown::new(text, Kind::Name).is_escaped());
    }
}

#[test]
fn prose_differs_from_a_name_only_in_scripts_and_line_breaks() {
    for (text, name) in HOSTILE_NAMES {
        let expected = if MIXED.contains(text) { text } else { name };
        assert_eq!(gated(text, Kind::Prose), *expected, "{}", text.escape_debug());
        assert_eq!(Shown::new(text, Kind::Prose).is_escaped(), !MIXED.contains(text));
    }
    for (text, expected) in [
        ("one\ntwo", "one\ntwo"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one \ntwo", "one⟦U+0020⟧\ntwo"),
        ("one\n two", "one\n⟦U+0020⟧two"),
        ("one\r\ntwo", "one⟦U+000D⟧\ntwo"),
        ("one\n", "one⟦U+000A⟧"),
        ("\n\none\n\n", "⟦U+000A⟧⟦U+000A⟧one⟦U+000A⟧⟦U+000A⟧"),
        ("\n", "⟦U+000A⟧"),
        ("e\u{301}\nq\u{323}", "e⟦U+0301⟧\nq\u{323}"),
        ("a\n\u{323}", "a\n⟦U+0323⟧"),
        ("e\u{301} ก\u{e31}", "e⟦U+0301⟧ ก⟦U+0E31⟧"),
        ("Банк Ltd", "Банк Ltd"),
    ] {
        assert_eq!(gated(text, Kind::Prose), expected, "{}", text.escape_debug());
    }
    assert_eq!(gated("one\ntwo", Kind::Name), "one⟦U+000A⟧two");
}

#[test]
fn honest_names_are_left_alone() {
    for text in [
        "",
        "Environmental Protection Authority",
        "Bundesamt für Umwelt",
        "Đặng Thị Hương",
        "Sao Tomé & Príncipe (EPA), No. 7/b",
        "Министерство природы",
        "Υπουργείο Περιβάλλοντος",
        "環境省",
        "カーボン・オフセット株式会社",
        "환경부 環境部",
        "नेपाल सरकार",
        "กระทรวงทรัพยากรธรรมชาติ",
        "Q̣uṭb",
        "½ t CO₂ – “offset” 🌳 €5",
        "…",
    ] {
        for kind in [Kind::Name, Kind::Prose] {
            let shown = Shown::new(text, kind);
            assert_eq!((shown.as_str(), shown.is_escaped()), (text, false));
        }
    }
}

#[test]
fn critical_text_is_ascii_and_single_inner_spaces() {
    for (text, expected) in [
        ("", ""),
        ("GHA01-100-0045", "GHA01-100-0045"),
        ("12 500", "12 500"),
        ("!~", "!~"),
        ("12  500", "12 ⟦U+0020⟧500"),
        (" 1", "⟦U+0020⟧1"),
        ("1 ", "1⟦U+0020⟧"),
        (" ", "⟦U+0020⟧"),
        ("12\u{a0}500", "12⟦U+00A0⟧500"),
        ("é", "⟦U+00E9⟧"),
        ("ACCT-12\u{1b}500", "ACCT-12⟦U+001B⟧500"),
        ("1\n", "1⟦U+000A⟧"),
        ("\u{7f}⟦", "⟦U+007F⟧⟦U+27E6⟧"),
        ("\u{1f600}", "⟦U+1F600⟧"),
    ] {
        assert_eq!(gated(text, Kind::Critical), expected, "{}", text.escape_debug());
        assert_eq!(Shown::new(text, Kind::Critical).is_escaped(), text != expected);
    }
}

#[test]
fn raw_is_the_octets() {
    for (text, expected) in [("", ""), ("A", "41"), ("A\u{1b} é", "41 1b 20 c3 a9")] {
        assert_eq!(gated(text, Kind::Raw), expected);
    }
}

#[test]
fn widths_are_columns_and_padding_follows_them() {
    for (text, kind, width) in [
        ("", Kind::Name, 0),
        ("abc", Kind::Name, 3),
        ("環境省", Kind::Name, 6),
        ("q\u{323}", Kind::Name, 1),
        ("\u{1b}", Kind::Name, 8),
        ("ab\nabcd\nabc", Kind::Prose, 4),
        ("é\n環境", Kind::Prose, 4),
    ] {
        assert_eq!(Shown::new(text, kind).width(), width, "{}", text.escape_debug());
    }
    let wide = Shown::new("環境", Kind::Name);
    assert_eq!(format!("[{wide:6}]"), "[環境  ]");
    assert_eq!(format!("[{wide:>6}]"), "[  環境]");
    assert_eq!(format!("[{wide:*^7}]"), "[*環境**]");
    assert_eq!(format!("[{wide:2}]"), "[環境]");
    assert_eq!(format!("[{wide:.1}]"), "[環境]", "nothing is ever cut");
    assert_eq!(Shown::new("a\n\nb", Kind::Prose).lines().collect::<Vec<_>>(), ["a", "", "b"]);
}
