//! Cells as octets for the terminal. A move, a style and a colour are written only where they change.
//! The sixteen colours every terminal has are written in the codes every terminal knows: `31`, not `38;5;1` (trap 3).
//! Must not know: what is on a frame, and which of its cells changed.

use crossterm::{
    Command,
    cursor::{Hide, MoveTo, Show},
    terminal::{Clear, ClearType},
};
use ratatui::{
    buffer::Cell,
    layout::Position,
    style::{Color, Modifier},
};

/// What every frame ends with: the terminal's own colours, nothing bold. The next one counts on it.
const PLAIN: &str = "\x1b[0m";

/// The numbers that turn modifiers on (ECMA-48, 8.3.117).
const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// What is about to be written.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    text: String,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    fore: Color,
    ground: Color,
    modifier: Modifier,
}

impl Look {
    const PLAIN: Self = Self { fore: Color::Reset, ground: Color::Reset, modifier: Modifier::empty() };

    fn of(cell: &Cell) -> Self {
        Self { fore: cell.fg, ground: cell.bg, modifier: cell.modifier }
    }
}

impl Encoder {
    /// Empties the whole screen.
    pub(super) fn clear(&mut self) {
        self.command(&Clear(ClearType::All));
    }

    /// Writes cells on a terminal that writes plainly, and leaves it so. For none, nothing is written.
    pub(super) fn cells<'a>(&mut self, cells: impl Iterator<Item = (u16, u16, &'a Cell)>) {
        let mut next = None;
        let mut look = Look::PLAIN;
        for (x, y, cell) in cells {
            if next != Some((x, y)) {
                self.place(Position { x, y });
            }
            next = Some((x.saturating_add(1), y));
            let wanted = Look::of(cell);
            if wanted != look {
                self.change(look, wanted);
                look = wanted;
            }
            self.text.push_str(cell.symbol());
        }
        if look != Look::PLAIN {
            self.text.push_str(PLAIN);
        }
    }

    /// Puts the cursor there.
    pub(super) fn place(&mut self, Position { x, y }: Position) {
        self.command(&MoveTo(x, y));
    }

    /// Has the cursor seen, or not.
    pub(super) fn cursor(&mut self, seen: bool) {
        if seen { self.command(&Show) } else { self.command(&Hide) }
    }

    /// What there is to write.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn command(&mut self, command: &impl Command) {
        // Memory takes every text; there is nothing that can fail.
        let _ = command.write_ansi(&mut self.text);
    }

    /// The one sequence that turns a look into another.
    fn change(&mut self, mut from: Look, to: Look) {
        self.text.push_str("\x1b[");
        // What a modifier did is not undone alone: the code that ends bold ends dim too, and some terminals take it for another.
        if !from.modifier.difference(to.modifier).is_empty() {
            self.number(0);
            from = Look::PLAIN;
        }
        let added = to.modifier.difference(from.modifier);
        for (modifier, number) in MODIFIERS {
            if added.contains(modifier) {
                self.number(number);
            }
        }
        if from.fore != to.fore {
            self.colour(to.fore, 30);
        }
        if from.ground != to.ground {
            self.colour(to.ground, 40);
        }
        // In the place of the last `;`.
        self.text.pop();
        self.text.push('m');
    }

    /// A colour, counted from 30 for what is written and from 40 for the ground.
    fn colour(&mut self, colour: Color, from: u8) {
        match wanted(colour) {
            Wanted::Own => self.number(from + 9),
            Wanted::Index(index @ 0..8) => self.number(from + index),
            // The bright eight are numbered from 90 and from 100.
            Wanted::Index(index @ 8..16) => self.number(from + 52 + index),
            Wanted::Index(index) => [from + 8, 5, index].into_iter().for_each(|number| self.number(number)),
            Wanted::Rgb([red, green, blue]) => [from + 8, 2, red, green, blue].into_iter().for_each(|number| self.number(number)),
        }
    }

    fn number(&mut self, number: u8) {
        let digit = |value: u8| char::from(b'0' + value % 10);
        if number >= 100 {
            self.text.push(digit(number / 100));
        }
        if number >= 10 {
            self.text.push(digit(number / 10));
        }
        self.text.push(digit(number));
        self.text.push(';');
    }
}

/// A colour in the terms of a terminal.
enum Wanted {
    /// The terminal's own.
    Own,
    Index(u8),
    Rgb([u8; 3]),
}

fn wanted(colour: Color) -> Wanted {
    match colour {
        Color::Reset => Wanted::Own,
        Color::Black => Wanted::Index(0),
        Color::Red => Wanted::Index(1),
        Color::Green => Wanted::Index(2),
        Color::Yellow => Wanted::Index(3),
        Color::Blue => Wanted::Index(4),
        Color::Magenta => Wanted::Index(5),
        Color::Cyan => Wanted::Index(6),
        Color::Gray => Wanted::Index(7),
        Color::DarkGray => Wanted::Index(8),
        Color::LightRed => Wanted::Index(9),
        Color::LightGreen => Wanted::Index(10),
        Color::LightYellow => Wanted::Index(11),
        Color::LightBlue => Wanted::Index(12),
        Color::LightMagenta => Wanted::Index(13),
        Color::LightCyan => Wanted::Index(14),
        Color::White => Wanted::Index(15),
        Color::Indexed(index) => Wanted::Index(index),
        Color::Rgb(red, green, blue) => Wanted::Rgb([red, green, blue]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn cell(symbol: &'static str, style: Style) -> Cell {
        let mut cell = Cell::new(symbol);
        cell.set_style(style);
        cell
    }

    /// What is written for a row of cells, without the move to its beginning.
    fn written(styles: &[Style]) -> String {
        let cells: Vec<Cell> = styles.iter().map(|style| cell("x", *style)).collect();
        let mut encoder = Encoder::default();
        encoder.cells((0..).zip(&cells).map(|(x, cell)| (x, 0, cell)));
        encoder.finish().replacen("\x1b[1;1H", "", 1)
    }

    /// Trap 3: what a console of sixteen colours can't take for anything else.
    #[test]
    fn colours_are_written_in_the_oldest_code_there_is() {
        for (fore, ground, codes) in [
            (Color::Red, Color::Reset, "31"),
            (Color::Gray, Color::Black, "37;40"),
            (Color::DarkGray, Color::White, "90;107"),
            (Color::Indexed(1), Color::Indexed(15), "31;107"),
            (Color::Indexed(16), Color::Indexed(255), "38;5;16;48;5;255"),
            (Color::Rgb(0, 10, 255), Color::Rgb(99, 100, 101), "38;2;0;10;255;48;2;99;100;101"),
        ] {
            assert_eq!(written(&[Style::new().fg(fore).bg(ground)]), format!("\x1b[{codes}mx\x1b[0m"), "{fore:?} {ground:?}");
        }
    }

    #[test]
    fn only_what_changes_is_written() {
        let red = Style::new().fg(Color::Red);
        let bold = red.add_modifier(Modifier::BOLD);
        assert_eq!(written(&[]), "");
        assert_eq!(written(&[Style::new(), Style::new()]), "xx");
        assert_eq!(written(&[red, red, bold, red, Style::new()]), "\x1b[31mxx\x1b[1mx\x1b[0;31mx\x1b[39mx");
        assert_eq!(written(&[bold, bold.bg(Color::Blue)]), "\x1b[1;31mx\x1b[44mx\x1b[0m");
    }

    #[test]
    fn only_a_cell_behind_the_last_one_needs_no_move() {
        let plain = cell("x", Style::new());
        let mut encoder = Encoder::default();
        encoder.cells([(0, 0), (1, 0), (3, 0), (4, 1), (5, 2)].into_iter().map(|(x, y)| (x, y, &plain)));
        assert_eq!(encoder.finish(), "\x1b[1;1Hxx\x1b[1;4Hx\x1b[2;5Hx\x1b[3;6Hx");
    }

    /// Whatever the cells are, a terminal shows them as they are meant.
    #[test]
    fn every_style_arrives() {
        let colours = [Color::Reset, Color::Red, Color::White, Color::Indexed(200), Color::Rgb(1, 2, 3)];
        let modifiers =
            [Modifier::empty(), Modifier::BOLD, Modifier::DIM, Modifier::REVERSED, Modifier::BOLD | Modifier::UNDERLINED];
        let styles: Vec<Style> = colours
            .iter()
            .flat_map(|fore| colours.iter().map(move |ground| Style::new().fg(*fore).bg(*ground)))
            .flat_map(|style| modifiers.map(|modifier| style.add_modifier(modifier)))
            .collect();
        let cells: Vec<Cell> = styles.iter().map(|style| cell("x", *style)).collect();
        let mut encoder = Encoder::default();
        encoder.cells((0..).zip(&cells).map(|(x, cell)| (x, 0, cell)));
        let mut terminal = vt100::Parser::new(1, u16::try_from(cells.len()).unwrap(), 0);
        terminal.process(encoder.finish().as_bytes());
        for (x, cell) in (0..).zip(&cells) {
            let seen = terminal.screen().cell(0, x).unwrap();
            assert_eq!((seen.fgcolor(), seen.bgcolor()), (known(cell.fg), known(cell.bg)), "{cell:?}");
            let flags = [seen.bold(), seen.dim(), seen.inverse(), seen.underline()];
            let meant = [Modifier::BOLD, Modifier::DIM, Modifier::REVERSED, Modifier::UNDERLINED];
            assert_eq!(flags, meant.map(|modifier| cell.modifier.contains(modifier)), "{cell:?}");
        }
    }

    fn known(colour: Color) -> vt100::Color {
        match wanted(colour) {
            Wanted::Own => vt100::Color::Default,
            Wanted::Index(index) => vt100::Color::Idx(index),
            Wanted::Rgb([red, green, blue]) => vt100::Color::Rgb(red, green, blue),
        }
    }
}
