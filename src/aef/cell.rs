//! A cell as it stands in a file, before anybody knows what it should be.
//! Numbers keep the digits of the file: a serial never passes through floating point.
//! Must not know: columns, and what a value means.

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number, with the digits as they are written.
    Number(String),
    /// A number that the workbook shows as a date: days since its epoch.
    Date {
        /// The digits as they are written.
        days: String,
        /// Whether days count from 1904.
        from_1904: bool,
    },
    /// True or false.
    Truth(bool),
    /// A formula. What it last came to is not what anybody wrote.
    Formula,
    /// An error value, such as `#REF!`.
    Error(String),
}

impl Cell {
    /// A text, or nothing when it is blank. Spaces around it, also such as don't break, are nobody's intention.
    pub fn text(text: &str) -> Self {
        match text.trim_matches([' ', '\u{a0}', '\t', '\r', '\n']) {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What a person sees of it, before the gate.
    pub fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Error(text) | Self::Date { days: text, .. } => text,
            Self::Truth(true) => "TRUE",
            Self::Truth(false) => "FALSE",
            Self::Formula => "a formula",
        }
    }
}

/// The letters of a column: `A` to `Z`, then `AA`.
pub fn letters(place: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    match place.checked_sub(26) {
        None => letter(place).into(),
        Some(beyond) => letters(beyond / 26) + &letter(beyond).to_string(),
    }
}
