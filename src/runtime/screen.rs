//! Frames: painted into memory, compared with the last one, and written in one piece inside a synchronized update.
//! A frame that changes nothing writes nothing. The terminal is never asked anything.
//! Must not know: what is on the frame.

use super::{encode::Encoder, terminal};
use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    layout::{Position, Rect},
};
use std::{io, mem};

const BEGIN_UPDATE: &str = "\x1b[?2026h";
const END_UPDATE: &str = "\x1b[?2026l";

/// What is on the terminal, and the way to change it.
#[derive(Debug)]
pub struct Screen {
    area: Rect,
    /// The last frame; none when nothing is known of what is on the terminal.
    shown: Option<Buffer>,
    /// Where the next frame is painted. Made when it is needed: the start of the program is measured by the pages it touches.
    next: Buffer,
    cursor: Cursor,
}

/// Where the cursor of the terminal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    Unknown,
    Hidden,
    /// Visible; the place is unknown after cells were written.
    Shown(Option<Position>),
}

impl Screen {
    /// A screen of this many columns and rows, of which nothing is known yet.
    pub fn new(size: (u16, u16)) -> Self {
        let mut screen = Self { area: Rect::ZERO, shown: None, next: Buffer::empty(Rect::ZERO), cursor: Cursor::Unknown };
        screen.resize(size);
        screen
    }

    /// The terminal has another size now.
    pub(super) fn resize(&mut self, (columns, rows): (u16, u16)) {
        let area = Rect::new(0, 0, columns, rows);
        if area != self.area {
            self.area = area;
            // What a terminal does with its cells when its size changes, it alone knows.
            self.forget();
        }
    }

    /// Whether a line of the last frame says these words.
    #[cfg(debug_assertions)]
    pub(super) fn says(&self, words: &str) -> bool {
        let cells = self.shown.iter().flat_map(|shown| shown.content.chunks(usize::from(shown.area.width).max(1)));
        cells.map(|line| line.iter().map(Cell::symbol).collect::<String>()).any(|line| line.contains(words))
    }

    /// Trusts nothing of what is on the terminal: the next frame begins with an empty screen.
    pub(super) fn forget(&mut self) {
        self.shown = None;
        self.cursor = Cursor::Unknown;
    }

    /// Paints a frame and writes what changed. The painter answers with the place for the cursor.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn show(&mut self, paint: impl FnOnce(Rect, &mut Buffer) -> Option<Position>) -> io::Result<()> {
        let text = self.frame(paint);
        if text.is_empty() { Ok(()) } else { terminal::write(text.as_bytes()) }
    }

    /// The text that turns the last frame into this one, empty when they are equal. Whoever takes it writes it on the terminal.
    pub fn frame(&mut self, paint: impl FnOnce(Rect, &mut Buffer) -> Option<Position>) -> String {
        self.next.reset();
        self.next.resize(self.area);
        let place = paint(self.area, &mut self.next);
        let mut encoder = Encoder::default();
        match &self.shown {
            Some(shown) => changes(&mut encoder, shown.diff_iter(&self.next), &mut self.cursor),
            None => {
                encoder.clear();
                changes(&mut encoder, on_nothing(&self.next), &mut self.cursor);
            }
        }
        move_cursor(&mut encoder, &mut self.cursor, place);
        let before = self.shown.take().unwrap_or_default();
        self.shown = Some(mem::replace(&mut self.next, before));
        let text = encoder.finish();
        if text.is_empty() { text } else { [BEGIN_UPDATE, &text, END_UPDATE].concat() }
    }
}

/// The cells of a frame that differ from a terminal that was just cleared.
fn on_nothing(frame: &Buffer) -> impl Iterator<Item = (u16, u16, &Cell)> {
    let rows = frame.area.rows().zip(frame.content.chunks(usize::from(frame.area.width).max(1)));
    rows.flat_map(|(row, cells)| {
        let mut covered = 0;
        (row.x..).zip(cells).filter_map(move |(x, cell)| {
            if x < covered || *cell == Cell::EMPTY {
                return None;
            }
            // A wide sign covers the cells behind it; one octet is never wide, and most cells have one.
            if cell.symbol().len() > 1 {
                covered = x.saturating_add(cell.cell_width());
            }
            Some((x, row.y, cell))
        })
    })
}

/// Writes cells, after which the cursor is behind the last of them.
fn changes<'a>(encoder: &mut Encoder, cells: impl Iterator<Item = (u16, u16, &'a Cell)>, cursor: &mut Cursor) {
    let mut cells = cells.peekable();
    if let (Some(_), Cursor::Shown(place)) = (cells.peek(), &mut *cursor) {
        *place = None;
    }
    encoder.cells(cells);
}

/// Has the cursor where it should be, and writes only what changes it.
fn move_cursor(encoder: &mut Encoder, cursor: &mut Cursor, wanted: Option<Position>) {
    let before = mem::replace(cursor, wanted.map_or(Cursor::Hidden, |place| Cursor::Shown(Some(place))));
    if before == *cursor {
        return;
    }
    let Some(place) = wanted else { return encoder.cursor(false) };
    if !matches!(before, Cursor::Shown(_)) {
        encoder.cursor(true);
    }
    encoder.place(place);
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::widgets::Widget;

    fn paint(text: &'static str, cursor: Option<(u16, u16)>) -> impl FnOnce(Rect, &mut Buffer) -> Option<Position> {
        move |area, buffer| {
            text.render(area, buffer);
            cursor.map(Position::from)
        }
    }

    /// Trap 6: an unchanged frame writes nothing, with and without a cursor.
    #[test]
    fn an_unchanged_frame_is_empty() {
        for cursor in [None, Some((2, 1))] {
            let mut screen = Screen::new((20, 3));
            assert!(!screen.frame(paint("one", cursor)).is_empty());
            assert_eq!(screen.frame(paint("one", cursor)), "");
            assert!(!screen.frame(paint("two", cursor)).is_empty());
            assert_eq!(screen.frame(paint("two", cursor)), "");
        }
    }

    #[test]
    fn a_frame_puts_the_cursor_where_it_was_asked_to() {
        let mut screen = Screen::new((20, 3));
        let mut terminal = vt100::Parser::new(3, 20, 0);
        for (text, cursor) in [
            ("one", Some((4, 1))),
            ("two", Some((4, 1))),
            ("two", Some((0, 2))),
            ("two", None),
            ("six", None),
            ("six", Some((0, 2))),
        ] {
            terminal.process(screen.frame(paint(text, cursor)).as_bytes());
            assert_eq!(terminal.screen().contents(), text);
            assert_eq!(terminal.screen().hide_cursor(), cursor.is_none());
            if let Some((column, row)) = cursor {
                assert_eq!(terminal.screen().cursor_position(), (row, column));
            }
        }
    }

    #[test]
    fn a_frame_is_one_synchronized_update() {
        let mut screen = Screen::new((20, 3));
        let octets = screen.frame(paint("one", None));
        assert!(octets.starts_with(BEGIN_UPDATE) && octets.ends_with(END_UPDATE));
    }

    /// Trap 5: sizes come from the system and a repaint clears, without a question to the terminal.
    #[test]
    fn resizing_and_forgetting_ask_nothing() {
        let mut screen = Screen::new((20, 3));
        let mut text = screen.frame(paint("one", Some((1, 1))));
        for size in [(1, 1), (5, 2), (10, 3), (80, 24)] {
            screen.resize(size);
            text.push_str(&screen.frame(paint("one", Some((0, 0)))));
            screen.forget();
            text.push_str(&screen.frame(paint("one", Some((0, 0)))));
        }
        for question in ["\u{1b}[6n", "\u{1b}[c", "\u{1b}[>", "\u{1b}[18t", "\u{1b}]"] {
            assert!(!text.contains(question), "{question:?} in {text:?}");
        }
        let mut terminal = vt100::Parser::new(24, 80, 0);
        terminal.process(text.as_bytes());
        assert_eq!(terminal.screen().contents(), "one");
    }

    /// Trap 2: a colour must not be written as a full reset after the modifier.
    #[test]
    fn a_modifier_survives_a_colour() {
        use ratatui::{style::Stylize, text::Line};
        let mut screen = Screen::new((20, 1));
        let production = |area, buffer: &mut Buffer| {
            Line::from("PRODUCTION".red().bold()).render(area, buffer);
            None
        };
        let octets = screen.frame(production);
        let mut terminal = vt100::Parser::new(1, 20, 0);
        terminal.process(octets.as_bytes());
        let cell = terminal.screen().cell(0, 0).unwrap();
        assert!(cell.bold());
        assert_eq!(cell.fgcolor(), vt100::Color::Idx(1));
    }

    /// Whatever was on it, a frame leaves the same on the terminal as on an empty one.
    #[test]
    fn every_way_to_a_frame_leads_to_it() {
        let texts = ["", "one", "漢字 and text", "a 漢字", "☺️x", "e\u{301}e", "   two", "漢漢漢漢漢漢漢漢漢漢"];
        let shown = |texts: &[&str]| {
            let mut terminal = vt100::Parser::new(3, 20, 0);
            texts.iter().for_each(|text| terminal.process(text.as_bytes()));
            // A cell that nobody has written on looks like one with a blank.
            let cell = |row, column| terminal.screen().cell(row, column).unwrap().clone();
            let cells = (0..3).flat_map(|row| (0..20).map(move |column| (row, column)));
            let looks = |cell: vt100::Cell| (cell.contents().trim_end().to_owned(), cell.is_wide(), cell.is_wide_continuation());
            cells.map(|(row, column)| looks(cell(row, column))).collect::<Vec<_>>()
        };
        for (before, after) in texts.iter().flat_map(|before| texts.map(|after| (before, after))) {
            let direct = Screen::new((20, 3)).frame(paint(after, None));
            let mut screen = Screen::new((20, 3));
            let first = screen.frame(paint(before, None));
            let second = screen.frame(paint(after, None));
            screen.forget();
            let anew = screen.frame(paint(after, None));
            assert_eq!(shown(&[&first, &second]), shown(&[&direct]), "{before:?} → {after:?}");
            assert_eq!(anew, direct, "{after:?}");
        }
    }

    /// On a coloured ground every cell is written, but not the one that a wide sign covers: it would push the rest of the row aside.
    #[test]
    fn what_a_wide_sign_covers_is_not_written() {
        use ratatui::style::{Color, Style};
        let on_blue = |area, buffer: &mut Buffer| {
            "漢x".render(area, buffer);
            buffer.set_style(area, Style::new().bg(Color::Blue));
            None
        };
        let octets = Screen::new((6, 1)).frame(on_blue);
        let mut terminal = vt100::Parser::new(1, 6, 0);
        terminal.process(octets.as_bytes());
        assert_eq!(terminal.screen().contents().trim_end(), "漢x");
    }

    /// Cells of the terminal's own colours need not be written after it was cleared.
    #[test]
    fn an_empty_screen_is_not_filled_with_blanks() {
        let octets = Screen::new((200, 50)).frame(paint("one", None));
        assert!(octets.len() < 100, "{} octets", octets.len());
    }
}
