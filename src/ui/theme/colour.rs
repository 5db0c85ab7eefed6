//! Colours: 24-bit, the sixteen named ones, and the terminal's own; and the nearest of fewer.
//! Integer arithmetic: the weighted ("redmean") distance is close enough to the eye to choose among 256.
//! Must not know: roles, or how legible a pair is.

use super::depth::Depth;
use ratatui::style::Color;

/// A colour of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// The terminal's own foreground or background.
    Default,
    /// One of the sixteen named colours, 0 to 15; the terminal decides what it looks like.
    Named(u8),
    /// One of the 256 colours of xterm, 16 to 255.
    Indexed(u8),
    /// A 24-bit colour.
    Rgb(Rgb),
}

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rgb(pub u8, pub u8, pub u8);

/// The sixteen names, in the order of their numbers.
pub(super) const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// What xterm paints for the sixteen names; other terminals differ.
const NAMED: [Rgb; 16] = [
    Rgb(0, 0, 0),
    Rgb(205, 0, 0),
    Rgb(0, 205, 0),
    Rgb(205, 205, 0),
    Rgb(0, 0, 238),
    Rgb(205, 0, 205),
    Rgb(0, 205, 205),
    Rgb(229, 229, 229),
    Rgb(127, 127, 127),
    Rgb(255, 0, 0),
    Rgb(0, 255, 0),
    Rgb(255, 255, 0),
    Rgb(92, 92, 255),
    Rgb(255, 0, 255),
    Rgb(0, 255, 255),
    Rgb(255, 255, 255),
];

/// The six steps of the colour cube of xterm.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Colour {
    /// The colour of `#rrggbb`, `default`, or one of the sixteen names.
    pub(super) fn parse(word: &str) -> Option<Self> {
        if word == "default" {
            return Some(Self::Default);
        }
        if let Some(digits) = word.strip_prefix('#') {
            return Rgb::parse(digits).map(Self::Rgb);
        }
        (0..).zip(NAMES).find(|(_, name)| *name == word).map(|(number, _)| Self::Named(number))
    }

    /// The nearest colour a terminal of this depth has.
    pub(super) fn reduced(self, depth: Depth) -> Self {
        match (self, depth) {
            (_, Depth::Mono) => Self::Default,
            (Self::Rgb(rgb), Depth::Ansi256) => Self::Indexed(nearest(rgb, 16..=255)),
            (Self::Rgb(rgb), Depth::Ansi16) => Self::Named(nearest(rgb, 0..=15)),
            (Self::Indexed(index), Depth::Ansi16) => Self::Named(nearest(xterm(index), 0..=15)),
            (kept, _) => kept,
        }
    }

    /// What a terminal most likely paints; none for its own colours.
    pub(super) fn rgb(self) -> Option<Rgb> {
        match self {
            Self::Default => None,
            Self::Named(index) | Self::Indexed(index) => Some(xterm(index)),
            Self::Rgb(rgb) => Some(rgb),
        }
    }

    /// The colour as the terminal library names it.
    pub(super) fn color(self) -> Color {
        match self {
            Self::Default => Color::Reset,
            Self::Rgb(Rgb(red, green, blue)) => Color::Rgb(red, green, blue),
            Self::Indexed(index) => Color::Indexed(index),
            Self::Named(index) => named(index),
        }
    }
}

impl Rgb {
    fn parse(digits: &str) -> Option<Self> {
        let exact = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok().filter(|_| exact)?.to_be_bytes();
        Some(Self(red, green, blue))
    }

    /// How far two colours are apart to the eye, squared and scaled.
    fn distance(self, other: Self) -> u32 {
        let difference = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        let red = (u32::from(self.0) + u32::from(other.0)) / 2;
        (512 + red) * difference(self.0, other.0) + 1024 * difference(self.1, other.1) + (767 - red) * difference(self.2, other.2)
    }
}

fn nearest(rgb: Rgb, among: std::ops::RangeInclusive<u8>) -> u8 {
    among.min_by_key(|index| xterm(*index).distance(rgb)).unwrap_or_default()
}

/// What xterm paints for one of its 256 colours.
fn xterm(index: u8) -> Rgb {
    if let Some(rgb) = NAMED.get(usize::from(index)) {
        return *rgb;
    }
    if index >= 232 {
        let grey = 8 + (index - 232) * 10;
        return Rgb(grey, grey, grey);
    }
    let step = |place: u8| STEPS.get(usize::from((index - 16) / place % 6)).copied().unwrap_or_default();
    Rgb(step(36), step(6), step(1))
}

fn named(index: u8) -> Color {
    match index {
        0 => Color::Black,
        1 => Color::Red,
        2 => Color::Green,
        3 => Color::Yellow,
        4 => Color::Blue,
        5 => Color::Magenta,
        6 => Color::Cyan,
        7 => Color::Gray,
        8 => Color::DarkGray,
        9 => Color::LightRed,
        10 => Color::LightGreen,
        11 => Color::LightYellow,
        12 => Color::LightBlue,
        13 => Color::LightMagenta,
        14 => Color::LightCyan,
        _ => Color::White,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_exactly() {
        for (word, colour) in [
            ("#102030", Some(Colour::Rgb(Rgb(16, 32, 48)))),
            ("#FFffFF", Some(Colour::Rgb(Rgb(255, 255, 255)))),
            ("default", Some(Colour::Default)),
            ("bright-black", Some(Colour::Named(8))),
            ("#12345", None),
            ("#1234567", None),
            ("#+12345", None),
            ("#ééé", None),
            ("Red", None),
            ("", None),
        ] {
            assert_eq!(Colour::parse(word), colour, "{word}");
        }
    }

    #[test]
    fn colours_that_exist_are_their_own_nearest() {
        for index in 16..=255 {
            let near = Colour::Rgb(xterm(index)).reduced(Depth::Ansi256);
            assert_eq!(near.rgb(), Some(xterm(index)));
        }
        for index in 0..16 {
            assert_eq!(Colour::Rgb(xterm(index)).reduced(Depth::Ansi16), Colour::Named(index));
        }
        assert_eq!(Colour::Rgb(Rgb(1, 2, 3)).reduced(Depth::Mono), Colour::Default);
        assert_eq!(Colour::Rgb(Rgb(1, 2, 3)).reduced(Depth::True), Colour::Rgb(Rgb(1, 2, 3)));
        assert_eq!(Colour::Named(1).reduced(Depth::Ansi256), Colour::Named(1));
    }
}
