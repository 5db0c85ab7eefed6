//! Text that has passed the gate, and the pen that writes it.
//! A character is either shown as it is or escaped in full; there is no third way.
//! Must not know: which characters are hostile.

use std::fmt::{self, Write as _};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Text that has passed the gate and may be written to a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown {
    text: Box<str>,
    escaped: bool,
}

impl Shown {
    pub(super) fn clean(text: impl Into<Box<str>>) -> Self {
        Self { text: text.into(), escaped: false }
    }

    /// Gated texts side by side on one line, with our own word between two of them. Line breaks become spaces.
    pub fn on_one_line(parts: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        let (mut text, mut escaped) = (String::new(), false);
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                text.push_str(between);
            }
            text.push_str(&part.text.replace('\n', " "));
            escaped |= part.escaped;
        }
        Self { text: text.into(), escaped }
    }

    /// The safe text. Holds no control character; a line break only in prose.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether anything had to be escaped. In a critical field that disables signing.
    pub fn is_escaped(&self) -> bool {
        self.escaped
    }

    /// The lines, without their breaks. More than one only in prose; none when the text is empty.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// Terminal columns of the widest line, counted as the painter counts them: grapheme by grapheme.
    pub fn width(&self) -> usize {
        if self.text.is_ascii() {
            return self.lines().map(str::len).max().unwrap_or(0);
        }
        self.lines().map(|line| line.graphemes(true).map(UnicodeWidthStr::width).sum()).max().unwrap_or(0)
    }
}

/// Pads to the asked width in terminal columns. It never cuts: a precision is ignored, because nothing may be dropped.
impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = f.width().map_or(0, |columns| columns.saturating_sub(self.width()));
        let before = match f.align() {
            Some(fmt::Alignment::Right) => missing,
            Some(fmt::Alignment::Center) => missing / 2,
            Some(fmt::Alignment::Left) | None => 0,
        };
        let fill = f.fill();
        (0..before).try_for_each(|_| f.write_char(fill))?;
        f.write_str(&self.text)?;
        (before..missing).try_for_each(|_| f.write_char(fill))
    }
}

/// Writes what is shown, and remembers whether anything was escaped.
pub(super) struct Writer {
    text: String,
    escaped: bool,
}

impl Writer {
    pub(super) fn with_capacity(octets: usize) -> Self {
        Self { text: String::with_capacity(octets), escaped: false }
    }

    /// Shows a character as it is.
    pub(super) fn show(&mut self, c: char) {
        self.text.push(c);
    }

    /// Shows a character as its code point.
    pub(super) fn escape(&mut self, c: char) {
        self.escaped = true;
        // Writing to a String can't fail.
        let _ = write!(self.text, "⟦U+{:04X}⟧", u32::from(c));
    }

    /// Shows the character if `fits`, else escapes it; gives `fits` back.
    pub(super) fn put(&mut self, c: char, fits: bool) -> bool {
        if fits {
            self.show(c)
        } else {
            self.escape(c)
        }
        fits
    }

    pub(super) fn finish(self) -> Shown {
        Shown { text: self.text.into_boxed_str(), escaped: self.escaped }
    }
}
