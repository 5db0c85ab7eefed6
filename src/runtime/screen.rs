//! Frames: painted into memory, compared with the last one, and written in one piece inside a synchronized update.
//! A frame that changes nothing writes nothing, not even the octets ratatui spends on an empty difference.
//! Must not know: what is on the frame.

use super::{sixteen, terminal};
use ratatui::{
    Frame, Terminal,
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};
use std::io;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";

/// What is on the terminal, and the way to change it.
#[derive(Debug)]
pub(super) struct Screen(Terminal<Memory>);

impl Screen {
    /// A screen of this many columns and rows, of which nothing is known yet.
    ///
    /// # Errors
    /// None in practice: memory does not fail.
    pub(super) fn new(size: (u16, u16)) -> io::Result<Self> {
        let mut screen = Self(Terminal::new(Memory::of(size))?);
        screen.forget()?;
        Ok(screen)
    }

    /// The terminal has another size now.
    pub(super) fn resize(&mut self, size: (u16, u16)) {
        self.0.backend_mut().size = Size::new(size.0, size.1);
    }

    /// Trusts nothing of what is on the terminal: the next frame begins with an empty screen.
    ///
    /// # Errors
    /// None in practice: memory does not fail.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        self.0.backend_mut().cursor = None;
        // Asks the backend for the cursor, as `Terminal::clear` always does; this backend answers without asking the terminal.
        self.0.clear()
    }

    /// Paints a frame and writes what changed.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn show(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let octets = self.frame(paint)?;
        if octets.is_empty() { Ok(()) } else { terminal::write(&octets) }
    }

    /// The octets that turn the last frame into this one; none when they are equal.
    fn frame(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<Vec<u8>> {
        self.0.draw(paint)?;
        let changes = std::mem::take(&mut self.0.backend_mut().octets);
        if changes.is_empty() {
            return Ok(changes);
        }
        Ok([BEGIN_UPDATE, &sixteen::spell(&changes), END_UPDATE].concat())
    }
}

/// Where the cursor of the terminal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    Hidden,
    /// Visible; the place is unknown after cells were written.
    Shown(Option<Position>),
}

/// A backend in memory that speaks crossterm's language. It knows the size and the cursor by itself, so it can't ask the terminal.
#[derive(Debug)]
struct Memory {
    octets: Vec<u8>,
    size: Size,
    cursor: Option<Cursor>,
}

impl Memory {
    fn of(size: (u16, u16)) -> Self {
        Self { octets: Vec::new(), size: Size::new(size.0, size.1), cursor: None }
    }

    fn crossterm(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.octets)
    }

    fn lose_cursor(&mut self) {
        if let Some(Cursor::Shown(place)) = &mut self.cursor {
            *place = None;
        }
    }
}

impl Backend for Memory {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.lose_cursor();
        self.crossterm().draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor == Some(Cursor::Hidden) {
            return Ok(());
        }
        self.cursor = Some(Cursor::Hidden);
        self.crossterm().hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if let Some(Cursor::Shown(_)) = self.cursor {
            return Ok(());
        }
        self.cursor = Some(Cursor::Shown(None));
        self.crossterm().show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        match self.cursor {
            Some(Cursor::Shown(Some(place))) => Ok(place),
            _ => Ok(Position::ORIGIN),
        }
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if let Some(Cursor::Shown(place)) = &mut self.cursor {
            if *place == Some(position) {
                return Ok(());
            }
            *place = Some(position);
        }
        self.crossterm().set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.crossterm().clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paint(text: &'static str, cursor: Option<(u16, u16)>) -> impl FnOnce(&mut Frame<'_>) {
        move |frame| {
            frame.render_widget(text, frame.area());
            if let Some(place) = cursor {
                frame.set_cursor_position(place);
            }
        }
    }

    /// Trap 6: an unchanged frame writes nothing, with and without a cursor.
    #[test]
    fn an_unchanged_frame_is_empty() {
        for cursor in [None, Some((2, 1))] {
            let mut screen = Screen::new((20, 3)).unwrap();
            assert!(!screen.frame(paint("one", cursor)).unwrap().is_empty());
            assert_eq!(screen.frame(paint("one", cursor)).unwrap(), b"");
            assert!(!screen.frame(paint("two", cursor)).unwrap().is_empty());
            assert_eq!(screen.frame(paint("two", cursor)).unwrap(), b"");
        }
    }

    #[test]
    fn a_frame_puts_the_cursor_where_it_was_asked_to() {
        let mut screen = Screen::new((20, 3)).unwrap();
        let mut terminal = vt100::Parser::new(3, 20, 0);
        for (text, cursor) in [
            ("one", Some((4, 1))),
            ("two", Some((4, 1))),
            ("two", Some((0, 2))),
            ("two", None),
            ("six", None),
            ("six", Some((0, 2))),
        ] {
            terminal.process(&screen.frame(paint(text, cursor)).unwrap());
            assert_eq!(terminal.screen().contents(), text);
            assert_eq!(terminal.screen().hide_cursor(), cursor.is_none());
            if let Some((column, row)) = cursor {
                assert_eq!(terminal.screen().cursor_position(), (row, column));
            }
        }
    }

    #[test]
    fn a_frame_is_one_synchronized_update() {
        let mut screen = Screen::new((20, 3)).unwrap();
        let octets = screen.frame(paint("one", None)).unwrap();
        assert!(octets.starts_with(BEGIN_UPDATE) && octets.ends_with(END_UPDATE));
    }

    /// Trap 5: sizes come from the system and a repaint clears, without a question to the terminal.
    #[test]
    fn resizing_and_forgetting_ask_nothing() {
        let mut screen = Screen::new((20, 3)).unwrap();
        let mut octets = screen.frame(paint("one", Some((1, 1)))).unwrap();
        for size in [(1, 1), (5, 2), (10, 3), (80, 24)] {
            screen.resize(size);
            octets.extend(screen.frame(paint("one", Some((0, 0)))).unwrap());
            screen.forget().unwrap();
            octets.extend(screen.frame(paint("one", Some((0, 0)))).unwrap());
        }
        let text = String::from_utf8(octets).unwrap();
        for question in ["\u{1b}[6n", "\u{1b}[c", "\u{1b}[>", "\u{1b}[18t", "\u{1b}]"] {
            assert!(!text.contains(question), "{question:?} in {text:?}");
        }
        let mut terminal = vt100::Parser::new(24, 80, 0);
        terminal.process(text.as_bytes());
        assert_eq!(terminal.screen().contents(), "one");
    }

    /// Trap 2: with NO_COLOR set, crossterm writes a full reset in the place of a colour, after the modifier.
    #[test]
    fn a_modifier_survives_a_colour() {
        use ratatui::{style::Stylize, text::Line};
        crossterm::style::force_color_output(true);
        let mut screen = Screen::new((20, 1)).unwrap();
        let octets = screen.frame(|frame| frame.render_widget(Line::from("PRODUCTION".red().bold()), frame.area())).unwrap();
        let mut terminal = vt100::Parser::new(1, 20, 0);
        terminal.process(&octets);
        let cell = terminal.screen().cell(0, 0).unwrap();
        assert!(cell.bold());
        assert_eq!(cell.fgcolor(), vt100::Color::Idx(1));
    }
}
