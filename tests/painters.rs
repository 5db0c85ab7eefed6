//! Painters: what they look like, and that none writes outside its place whatever the size and the content.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use countersign::ui::{
    Align, Depth, Glyph, Role, Safe, Span, Theme,
    bars::{self, Hint, Segment, Tab},
    boxed,
    choices::{self, Choice, Choices},
    detail::{self, Item},
    dump::dump,
    field::{self, Field},
    line, notice,
    notice::Notice,
    strip,
    table::{self, Column, RowPaint, Sorted, Table, Width},
    theme::Background,
    toast::{self, Gravity, Toast},
};
use proptest::prelude::*;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::{Position, Rect, Size},
};

const COLUMNS: [Column; 5] = [
    Column { title: "ACCOUNT", width: Width::Fixed(14), align: Align::Left, keep: true, sorted: Some(Sorted::Up) },
    Column { title: "HOLDER", width: Width::Grow { min: 12, max: 40, weight: 1 }, align: Align::Left, keep: false, sorted: None },
    Column { title: "STATE", width: Width::Fixed(9), align: Align::Left, keep: false, sorted: None },
    Column { title: "ITMOs", width: Width::Fixed(11), align: Align::Right, keep: false, sorted: None },
    Column { title: "LOCKED", width: Width::Fixed(9), align: Align::Right, keep: false, sorted: None },
];

const ACCOUNTS: [(&str, &str, bool, u64, Option<u64>); 4] = [
    ("GHA01-100-0045", "Environmental Protection Authority of the Republic", true, 1_204_500, Some(12_500)),
    ("GHA01-100-0046", "Transformative Cookstove Ltd", true, 88_200, None),
    ("GHA01-200-0002", "Zürcher Klimastiftung 気候財団", true, 500_000, None),
    ("GHA01-100-0051", "Northern Biogas ⟦U+202E⟧ Co", false, 900, Some(900)),
];

fn rows(index: usize, row: &mut RowPaint<'_>) {
    let Some((id, holder, open, units, locked)) = ACCOUNTS.get(index) else { return };
    row.text(Role::Text, *id);
    row.text(Role::Text, *holder);
    match open {
        true => row.status(Role::Ok, Glyph::Ok, "open"),
        false => row.status(Role::Blocked, Glyph::Blocked, "blocked"),
    }
    row.number(Role::Text, *units);
    match locked {
        Some(locked) => row.number(Role::Warn, *locked),
        None => row.nothing(),
    }
}

fn accounts(selected: usize) -> Table<'static> {
    Table { columns: &COLUMNS, rows: 6, selected: Some(selected), focused: true, ..Table::default() }
}

fn screen(width: u16, height: u16) -> (Buffer, Rect) {
    let area = Rect::new(0, 0, width, height);
    (Buffer::empty(area), area)
}

fn dark() -> Theme {
    Theme::embedded(Background::Dark, Depth::True, false)
}

fn themes() -> [(&'static str, Theme); 4] {
    [
        ("true", dark()),
        ("ansi16", Theme::embedded(Background::Light, Depth::Ansi16, false)),
        ("mono", Theme::embedded(Background::Dark, Depth::Mono, false)),
        ("plain", Theme::embedded(Background::Dark, Depth::Mono, true)),
    ]
}

#[test]
fn tables() {
    for (name, theme) in themes() {
        let (mut buffer, area) = screen(80, 8);
        let cursor = table::paint(&accounts(0), &theme, area, &mut buffer, rows);
        assert_eq!(cursor, Some(Position::new(0, 1)));
        insta::assert_snapshot!(format!("table_{name}"), dump(&buffer));
    }
}

#[test]
fn tables_in_other_states() {
    let states = [
        ("stale", 80, Table { stale: true, ..accounts(1) }),
        ("found", 80, Table { find: Some("GHA01-100"), ..accounts(1) }),
        ("unfocused", 80, Table { focused: false, ..accounts(2) }),
        ("narrow", 44, accounts(3)),
        ("scrolled", 44, Table { scroll: 2, ..accounts(3) }),
        ("tiny", 9, accounts(0)),
    ];
    for (name, width, table) in states {
        let (mut buffer, area) = screen(width, 7);
        table::paint(&table, &dark(), area, &mut buffer, rows);
        insta::assert_snapshot!(format!("table_{name}"), dump(&buffer));
    }
}

fn items() -> Vec<Item<'static>> {
    vec![
        Item::Section("Account".into()),
        Item::field("Id", Role::Text, "GHA01-100-0051"),
        Item::field("Holder", Role::Text, "Northern ⟦U+202E⟧Biogas"),
        Item::Field("State".into(), vec![Span::new(Role::Blocked, "■ blocked"), Span::new(Role::Dim, " since 3 d")]),
        Item::field("Reason", Role::Text, "The Party has asked that nothing leaves this account until its report is reviewed"),
        Item::Section("Locks".into()),
        Item::field("Digest", Role::Dim, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        Item::Text(vec![Span::text("Nothing else is locked.")]),
    ]
}

#[test]
fn details() {
    for (name, width, offset, theme) in [
        ("wide", 60, 0, dark()),
        ("scrolled", 60, 4, dark()),
        ("narrow", 24, 0, dark()),
        ("plain", 60, 0, Theme::embedded(Background::Dark, Depth::Mono, true)),
    ] {
        let (mut buffer, area) = screen(width, 14);
        let height = detail::paint(&items(), offset, &theme, area, &mut buffer);
        assert_eq!(height, detail::height(&items(), width));
        insta::assert_snapshot!(format!("detail_{name}"), dump(&buffer));
    }
}

/// The first letters of a title.
fn brief(title: &str) -> &str {
    title.get(..3).unwrap_or(title)
}

fn paint_bars(theme: &Theme, width: u16) -> String {
    let (mut buffer, area) = screen(width, 5);
    let row = |y: u16| Rect { y, height: 1, ..area };
    let left = [
        Segment::new(200, Role::Title, "CHE01"),
        Segment::new(20, Role::Text, "Swiss ITMO registry"),
        Segment::new(255, Role::EnvPractice, "PRACTICE"),
        Segment::new(90, Role::Text, "A3 counterpart verifies"),
    ];
    let right = [Segment::new(50, Role::Dim, "initiator @ ONL-2")];
    bars::line(&left, &right, Role::Bar, theme, row(0), &mut buffer);
    let tab = |key, title, waiting, active| Tab {
        key: Safe::from(key),
        title: Safe::from(title),
        brief: Safe::from(brief(title)),
        waiting,
        active,
    };
    let tabs =
        [tab("1", "Home", 0, false), tab("2", "Accounts", 0, true), tab("3", "Approvals", 3, false), tab("4", "Peers", 0, false)];
    bars::tabs(&tabs, theme, row(1), &mut buffer);
    let keys = [Hint::new("↵", "open"), Hint::new("/", "filter"), Hint::new("s", "sort"), Hint::new("f", "find")];
    bars::keys(&keys, &Hint::new("?", "help"), theme, row(2), &mut buffer);
    bars::message(Role::Warn, Glyph::Warn, &"The registry has not answered for 12 s".into(), theme, row(3), &mut buffer);
    let found = [Span::new(Role::Dim, "as of "), Span::text("09:14")];
    line::paint(&found, Align::Right, Role::Text, theme, row(4), &mut buffer);
    dump(&buffer)
}

#[test]
fn bars_fit() {
    insta::assert_snapshot!("bars_wide", paint_bars(&dark(), 90));
    insta::assert_snapshot!("bars_narrow", paint_bars(&dark(), 40));
    insta::assert_snapshot!("bars_mono", paint_bars(&themes()[2].1, 90));
}

#[test]
fn a_click_finds_the_tab_that_is_painted_there() {
    let tab = |key, title, waiting, active| Tab {
        key: Safe::from(key),
        title: Safe::from(title),
        brief: Safe::from(brief(title)),
        waiting,
        active,
    };
    let tabs = [tab("1", "Home", 0, false), tab("2", "Accounts", 12, true), tab("3", "Peers", 0, false)];
    for width in 0..60 {
        let (mut buffer, area) = screen(width, 1);
        bars::tabs(&tabs, &dark(), area, &mut buffer);
        for x in 0..width {
            let hit = bars::tab_at(&tabs, area, Position::new(x, 0));
            if ["1", "2", "3"].contains(&buffer[(x, 0)].symbol()) && (x == 1 || buffer[(x - 1, 0)].symbol() == " ") {
                assert_eq!(
                    hit.map(|tab| tabs[tab].key.as_str().to_owned()),
                    Some(buffer[(x, 0)].symbol().to_owned()),
                    "{width} {x}"
                );
            }
        }
    }
}

fn choice(title: &'static str, key: &'static str, doc: &'static str, refused: Option<&'static str>) -> Choice<'static> {
    Choice { title: title.into(), key: key.into(), doc: doc.into(), refused: refused.map(Safe::from) }
}

fn palette<'a>(items: &'a [Choice<'static>], selected: usize) -> Choices<'a> {
    let field = Field { text: "acc", cursor: 3, label: ":".into(), focused: true, ..Field::default() };
    Choices { field: Some(field), items, selected: Some(selected), empty: "Nothing is called that.".into(), find: Some("acc") }
}

#[test]
fn boxes_and_choices() {
    let items = [
        choice("Go to accounts", "2", "Shows all accounts of the registry.", None),
        choice("Account", "", "Opens one account by its id.", None),
        choice("Freeze account", "F", "Stops all transfers out of an account.", Some("this profile may only read")),
    ];
    for (name, theme) in themes() {
        let (mut buffer, area) = screen(80, 10);
        table::paint(&accounts(0), &theme, area, &mut buffer, rows);
        let inner = boxed::paint(&"Commands".into(), Size::new(66, 5), &theme, area, &mut buffer);
        let cursor = choices::paint(&palette(&items, 1), &theme, inner, &mut buffer);
        assert_eq!(cursor, Some(Position::new(inner.x + 5, inner.y)));
        insta::assert_snapshot!(format!("palette_{name}"), dump(&buffer));
    }
}

#[test]
fn fields() {
    let (mut buffer, area) = screen(30, 6);
    let at = |y: u16| Rect { y, height: 2, ..area };
    let empty = Field { label: "Filter".into(), placeholder: "type:holding".into(), focused: true, ..Field::default() };
    assert_eq!(field::paint(&empty, Role::Text, &dark(), at(0), &mut buffer), Some(Position::new(7, 0)));
    let wrong = Field { text: "party:GH", cursor: 8, error: Some("there is no Party GH".into()), ..empty.clone() };
    assert!(field::paint(&wrong, Role::Text, &dark(), at(1), &mut buffer).is_some());
    let long = Field { text: "holder:the quick brown fox jumps over", cursor: 30, ..empty.clone() };
    let cursor = field::paint(&long, Role::Text, &dark(), at(4), &mut buffer).unwrap();
    assert!(cursor.x < 30 && cursor.y == 4);
    insta::assert_snapshot!("fields", dump(&buffer));
    let pasted = Field { text: "a\u{1b}[2J\u{7}b", cursor: 3, ..empty };
    field::paint(&pasted, Role::Text, &dark(), area, &mut buffer);
    assert!(buffer.content.iter().all(|cell| !cell.symbol().contains(char::is_control)));
}

#[test]
fn notices_and_toasts() {
    let notice = Notice {
        role: Role::Danger,
        glyph: Some(Glyph::Danger),
        heading: "The registry can't be reached".into(),
        lines: vec![
            "connection refused by 127.0.0.1:7401. Nothing was sent; nothing was changed.".into(),
            "What is on the screen is from 09:14.".into(),
        ],
        keys: vec![Hint::new("r", "try again"), Hint::new("e", "details")],
    };
    let toasts = [
        Toast { gravity: Gravity::Info, text: "Copied GHA01-100-0045".into() },
        Toast { gravity: Gravity::Error, text: Safe::ours("The file can't be written: the disk is full. ".repeat(5)) },
    ];
    for (name, theme) in themes() {
        let (mut buffer, area) = screen(80, 14);
        notice::paint(&notice, &theme, area, &mut buffer);
        toast::paint(&toasts, &theme, area, &mut buffer);
        insta::assert_snapshot!(format!("notice_{name}"), dump(&buffer));
    }
}

#[test]
fn strips() {
    let mut text = String::new();
    for (_, theme) in [&themes()[0], &themes()[3]] {
        let (mut buffer, area) = screen(20, 4);
        let row = |y: u16| Rect { y, height: 1, ..area };
        strip::part(1, 1_000_000, Role::Fill, theme, row(0), &mut buffer);
        strip::part(533, 1_000, Role::Fill, theme, row(1), &mut buffer);
        strip::part(7, 7, Role::Fill, theme, row(2), &mut buffer);
        strip::parts(&[(Role::Fill, 40), (Role::Warn, 1), (Role::Dim, 30)], 100, theme, row(3), &mut buffer);
        text.push_str(&dump(&buffer));
    }
    insta::assert_snapshot!("strips", text);
}

/// A wide character behind the left edge of a box must go, or the terminal paints its second half over the border.
#[test]
fn a_box_never_cuts_a_wide_character_in_two() {
    for shift in 0..2 {
        let (mut buffer, area) = screen(40, 5);
        let line = [Span::text(Safe::ours(" ".repeat(shift) + &"気".repeat(20)))];
        for y in 0..5 {
            line::paint(&line, Align::Left, Role::Text, &dark(), Rect { y, height: 1, ..area }, &mut buffer);
        }
        boxed::paint(&"Title".into(), Size::new(11, 1), &dark(), area, &mut buffer);
        for row in buffer.content.chunks(40) {
            let mut reach = 0;
            for (x, cell) in row.iter().enumerate() {
                assert!(x >= reach || cell.symbol() == " ", "cell {x} is covered by the wide character before it");
                reach = if x >= reach { x + if cell.symbol() == "気" { 2 } else { 1 } } else { reach };
            }
        }
    }
}

/// Everything at once into one area, in an order that doesn't matter: only the area counts.
fn paint_everything(theme: &Theme, area: Rect, text: &str, number: u64, at: usize, buffer: &mut Buffer) {
    let safe = || Safe::ours(text.to_owned());
    let spans = [Span::new(Role::Ok, safe()), Span::new(Role::Danger, safe())];
    let table =
        Table { find: Some(text), scroll: at, selected: Some(at), rows: at * 3, stale: at.is_multiple_of(2), ..accounts(0) };
    table::paint(&table, theme, area, buffer, |index, row| {
        row.spans(&spans);
        if index % 3 > 0 {
            row.text(Role::Text, safe());
            row.status(Role::Warn, Glyph::Warn, safe());
            row.number(Role::Text, number);
        }
    });
    let items = [Item::Section(safe()), Item::Field(safe(), spans.to_vec()), Item::Text(spans.to_vec()), Item::Gap];
    let height = detail::paint(&items, at, theme, area, buffer);
    assert_eq!(height, detail::height(&items, area.width));
    line::paint(&spans, Align::Right, Role::Bar, theme, area, buffer);
    let segments = [Segment::new(7, Role::Text, safe()), Segment::new(255, Role::Dim, safe())];
    bars::line(&segments, &segments, Role::Bar, theme, area, buffer);
    bars::tabs(
        &[Tab { key: safe(), title: safe(), brief: safe(), waiting: number, active: at.is_multiple_of(2) }],
        theme,
        area,
        buffer,
    );
    let hint = Hint::new(safe(), safe());
    bars::keys(&[hint.clone(), hint.clone()], &hint, theme, area, buffer);
    bars::message(Role::Ok, Glyph::Ok, &safe(), theme, area, buffer);
    let notice =
        Notice { role: Role::Title, glyph: Some(Glyph::Info), heading: safe(), lines: vec![safe(); 3], keys: vec![hint] };
    notice::paint(&notice, theme, area, buffer);
    let inner = boxed::paint(&safe(), Size::new(at as u16 * 9, at as u16), theme, area, buffer);
    let field = Field { label: safe(), text, cursor: at, placeholder: safe(), ghost: safe(), error: Some(safe()), focused: true };
    let choice = Choice { title: safe(), key: safe(), doc: safe(), refused: (at.is_multiple_of(2)).then(safe) };
    let items = vec![choice; at];
    let list = Choices { field: Some(field.clone()), items: &items, selected: Some(at / 2), empty: safe(), find: Some(text) };
    for cursor in [choices::paint(&list, theme, inner, buffer), field::paint(&field, Role::Text, theme, area, buffer)] {
        assert!(cursor.is_none_or(|cursor| area.contains(cursor)), "cursor at {cursor:?} outside {area:?}");
    }
    strip::part(number, number / 2 + at as u64, Role::Fill, theme, area, buffer);
    strip::parts(&[(Role::Fill, number), (Role::Warn, 1), (Role::Dim, number)], number, theme, area, buffer);
    toast::paint(&[Toast { gravity: Gravity::Warn, text: safe() }], theme, area, buffer);
    toast::paint(&vec![Toast { gravity: Gravity::Error, text: safe() }; at], theme, area, buffer);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_painted_outside_and_nothing_panics(
        (x, y, width, height) in (0u16..200, 0u16..60, 0u16..=200, 0u16..=60),
        text in prop_oneof!["\\PC{0,60}", "[ a-z]{0,40}", "(?s).{0,30}", "[日本⟦⟧U+é ]{0,30}", Just("a\nb\u{1b}[2J\u{202e}".to_owned())],
        number in any::<u64>(),
        at in 0usize..12,
        which in 0usize..4,
    ) {
        let whole = Rect::new(0, 0, 200, 60);
        let sentinel = Cell::new("x");
        let mut buffer = Buffer::filled(whole, sentinel.clone());
        let area = Rect { x, y, width, height };
        paint_everything(&themes()[which].1, area, &text, number, at, &mut buffer);
        for at_y in 0..60 {
            for at_x in 0..200 {
                let cell = &buffer[(at_x, at_y)];
                prop_assert!(!cell.symbol().contains(char::is_control), "{:?}", cell.symbol());
                if !area.contains(Position::new(at_x, at_y)) {
                    prop_assert_eq!(cell, &sentinel, "{} {} outside {:?}", at_x, at_y, area);
                }
            }
        }
    }
}
