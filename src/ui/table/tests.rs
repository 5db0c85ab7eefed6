use super::{columns::Slot, *};
use crate::ui::theme::{Background, Depth};

const GROW: Width = Width::Grow { min: 6, max: 20, weight: 1 };

fn column(width: Width, keep: bool) -> Column {
    Column { width, keep, ..Column::default() }
}

/// Column, first cell, width.
type Place = (usize, usize, usize);

fn slots(columns: &[Column], width: usize, scroll: usize) -> (Vec<Place>, usize, usize) {
    let layout = Layout::of(columns, width, scroll);
    let slots = layout.slots.iter().map(|Slot { column, x, width }| (*column, *x, *width)).collect();
    (slots, layout.before, layout.after)
}

#[test]
fn columns_stand_where_there_is_room() {
    let columns = [column(Width::Fixed(4), true), column(GROW, false), column(Width::Fixed(5), false)];
    let cases: [(usize, usize, &[Place], usize, usize); 8] = [
        // room for all, one grows by what is left
        (31, 0, &[(0, 2, 4), (1, 8, 15), (2, 25, 5)], 0, 0),
        // it stops growing at its greatest width
        (81, 0, &[(0, 2, 4), (1, 8, 20), (2, 30, 5)], 0, 0),
        (21, 0, &[(0, 2, 4), (1, 8, 6), (2, 16, 5)], 0, 0),
        // the last goes first, and the others grow
        (20, 0, &[(0, 2, 4), (1, 8, 11)], 0, 1),
        (13, 0, &[(0, 2, 4)], 0, 2),
        // scrolled by one: the id stays
        (21, 1, &[(0, 2, 4), (2, 8, 5)], 1, 0),
        // never further than the last column
        (21, 9, &[(0, 2, 4), (2, 8, 5)], 1, 0),
        // cut when not even the id fits
        (5, 0, &[(0, 2, 3)], 0, 2),
    ];
    for (width, scroll, expected, before, after) in cases {
        assert_eq!(slots(&columns, width, scroll), (expected.to_vec(), before, after), "width {width}, scroll {scroll}");
    }
    for width in 0..3 {
        assert_eq!(slots(&columns, width, 0).0.len(), 0, "width {width}");
    }
    assert_eq!(slots(&[], 40, 3), (vec![], 0, 0));
}

#[test]
fn the_sign_for_more_columns_covers_no_title() {
    let titled = |title, align| Column { title, align, ..column(Width::Fixed(4), false) };
    let shown = |align, width| {
        let columns = [titled("ID", Align::Left), titled("SUM", align), titled("NEXT", Align::Left)];
        slots(&columns, width, 0).0.len()
    };
    assert_eq!((shown(Align::Left, 12), shown(Align::Right, 12), shown(Align::Right, 13)), (2, 1, 2));
}

#[test]
fn a_kept_column_stands_still_while_others_are_scrolled() {
    let columns = [column(GROW, true), column(GROW, false), column(Width::Fixed(30), false)];
    assert_eq!(slots(&columns, 40, 0), (vec![(0, 2, 6), (1, 10, 20)], 0, 1));
    assert_eq!(slots(&columns, 41, 1), (vec![(0, 2, 6), (2, 10, 30)], 1, 0));
    assert_eq!(slots(&columns, 60, 0), (vec![(0, 2, 11), (1, 15, 12), (2, 29, 30)], 0, 0));
}

#[test]
fn what_is_left_is_shared_by_weight_and_nothing_overlaps() {
    let columns =
        [column(Width::Grow { min: 2, max: 99, weight: 1 }, false), column(Width::Grow { min: 2, max: 99, weight: 3 }, false)];
    assert_eq!(slots(&columns, 25, 0).0, [(0, 2, 6), (1, 10, 14)]);
    for width in 0..200 {
        let layout = Layout::of(&columns, width, 0);
        for pair in layout.slots.windows(2) {
            assert!(pair[0].x + pair[0].width < pair[1].x);
        }
        assert!(layout.slots.iter().all(|slot| slot.x + slot.width <= width));
    }
}

#[test]
fn a_click_finds_titles_and_rows() {
    let columns = [column(Width::Fixed(4), true), column(Width::Fixed(5), false)];
    let table = Table { columns: &columns, rows: 2, ..Table::default() };
    let area = Rect::new(10, 5, 20, 6);
    for ((x, y), expected) in [
        ((12, 5), Some(Hit::Header(0))),
        ((16, 5), None),
        ((18, 5), Some(Hit::Header(1))),
        ((10, 6), Some(Hit::Row(0))),
        ((29, 7), Some(Hit::Row(1))),
        ((29, 8), None),
        ((9, 6), None),
        ((12, 4), None),
    ] {
        assert_eq!(hit(&table, area, Position { x, y }), expected, "{x} {y}");
    }
}

#[test]
fn only_visible_rows_are_asked_for_and_only_visible_cells_painted() {
    let columns = [column(Width::Fixed(4), true), column(Width::Fixed(50), false), column(Width::Fixed(5), false)];
    let table = Table { columns: &columns, rows: 1_000_000, selected: Some(3), ..Table::default() };
    let theme = Theme::embedded(Background::Dark, Depth::True, false);
    let area = Rect::new(0, 0, 30, 5);
    let mut buffer = Buffer::empty(area);
    let mut asked = Vec::new();
    let cursor = paint(&table, &theme, area, &mut buffer, |index, row| {
        asked.push(index);
        assert!(row.shows());
        row.number(Role::Text, 1);
        row.text(Role::Text, "x");
        assert!(!row.shows(), "the third column has no room");
    });
    assert_eq!(asked, [0, 1, 2, 3]);
    assert_eq!(cursor, Some(Position::new(0, 4)));
    assert_eq!(buffer[(0, 4)].symbol(), theme.glyph(Glyph::Selected));
}

#[test]
fn a_row_that_paints_nothing_is_not_loaded() {
    let columns = [column(Width::Fixed(8), true)];
    let theme = Theme::embedded(Background::Dark, Depth::True, false);
    let area = Rect::new(0, 0, 12, 2);
    let mut buffer = Buffer::empty(area);
    let table = Table { columns: &columns, rows: 1, ..Table::default() };
    assert_eq!(paint(&table, &theme, area, &mut buffer, |_, _| {}), None);
    let row: String = buffer.content[12..].iter().map(|cell| cell.symbol()).collect();
    assert_eq!(row, "  · · ·     ");
}
