//! What a column needs, and how its cells are written.
//! `NA` says that something does not apply; where something must be said it is no answer.
//! Must not know: which column it is.

use crate::{
    aef::{
        cell::Cell,
        problem::Why,
        value::{self, is_na},
    },
    domain::{ApproachId, AuthorizationId, PartyCode, Quantity, RegistryId, Vintage},
};

/// Whether something has to stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// In every row.
    Required,
    /// It may be empty, or say NA.
    Optional,
    /// What the row says elsewhere decides.
    ByRow,
    /// The secretariat's platform fills it in; whoever files leaves it blank and keeps the column.
    LeftBlank,
}

/// How a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Any text.
    Text,
    /// ISO 3166-1 alpha-3.
    Party,
    /// Several of them, with commas, semicolons or spaces between.
    Parties,
    /// `CA` and four digits.
    Approach,
    /// Letters, digits, spaces and hyphens.
    Authorization,
    /// A Party's code and two digits.
    Registry,
    /// A whole number.
    Whole,
    /// A year of four digits.
    Year,
    /// A year in which mitigation can have happened.
    Vintage,
    /// Two numbers with a point between.
    Version,
    /// `dd/mm/yyyy`, or a date of the workbook.
    Date,
    /// A time in UTC, or a date.
    Moment,
    /// `yyyy - yyyy`.
    Timeframe,
    /// One of these words as they are written, without regard to capitals.
    Word(&'static [&'static str], &'static str),
    /// Several of these words, with commas or semicolons between.
    Words(&'static [&'static str], &'static str),
    /// An ITMO id in any spelling, or a serial: judged with its row.
    Itmo,
}

impl Form {
    /// What is wrong with how a cell is written; nothing with an empty one.
    ///
    /// # Errors
    /// [`Why`] it is not of this form.
    pub fn judge(self, cell: &Cell) -> Result<(), Why> {
        match self {
            Self::Date => return value::day(cell).and_then(|_| written_as_day(cell)),
            Self::Moment => return value::moment(cell).map(drop),
            _ => {}
        }
        let Some(text) = value::text(cell)? else { return Ok(()) };
        let id = |problem: Result<(), crate::domain::IdProblem>| problem.map_err(Why::Id);
        match self {
            Self::Text | Self::Itmo | Self::Date | Self::Moment => Ok(()),
            Self::Party => id(text.parse::<PartyCode>().map(drop)),
            Self::Parties => parts(&text, &[',', ';', ' ']).try_for_each(|part| id(part.parse::<PartyCode>().map(drop))),
            Self::Approach => id(text.parse::<ApproachId>().map(drop)),
            Self::Authorization => id(text.parse::<AuthorizationId>().map(drop)),
            Self::Registry => id(text.parse::<RegistryId>().map(drop)),
            Self::Whole => value::quantity(cell).map(|_: Option<Quantity>| ()),
            Self::Year => Some(()).filter(|()| text.len() == 4 && digits(&text)).ok_or(Why::NotAYear),
            Self::Vintage => id(text.parse::<Vintage>().map(drop)),
            Self::Version => text.split_once('.').filter(|(a, b)| digits(a) && digits(b)).map(drop).ok_or(Why::NotAVersion),
            Self::Timeframe => years(&text).filter(|(first, last)| first <= last).map(drop).ok_or(Why::NotATimeframe),
            Self::Word(words, named) => is_of(words, &text).then_some(()).ok_or(Why::Word(named)),
            Self::Words(words, named) => {
                // A word may have a comma of its own only when it stands alone.
                let all = is_of(words, &text) || parts(&text, &[',', ';']).all(|part| is_of(words, part));
                all.then_some(()).ok_or(Why::Word(named))
            }
        }
    }
}

/// Whether a cell says nothing, or that it does not apply.
pub(in crate::aef) fn says_nothing(cell: &Cell) -> bool {
    cell.is_empty() || matches!(cell, Cell::Text(text) if is_na(text))
}

fn written_as_day(cell: &Cell) -> Result<(), Why> {
    match cell {
        Cell::Text(text) if !text.contains('/') => Err(Why::NotAsPrinted),
        _ => Ok(()),
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.len() <= 6 && text.bytes().all(|octet| octet.is_ascii_digit())
}

fn parts<'t>(text: &'t str, signs: &'t [char]) -> impl Iterator<Item = &'t str> {
    text.split(signs).map(str::trim).filter(|part| !part.is_empty())
}

fn years(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once(['-', '–'])?;
    let year = |text: &str| Some(text.trim()).filter(|text| text.len() == 4 && digits(text))?.parse().ok();
    Some((year(first)?, year(last)?))
}

fn is_of(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aef::format::METRICS;

    #[test]
    fn cells_are_of_their_form_or_named() {
        for (form, text, holds) in [
            (Form::Party, "CHE", true),
            (Form::Party, "CH", false),
            (Form::Parties, "CHE, GHA;THA", true),
            (Form::Parties, "CHE, Ghana", false),
            (Form::Approach, "CA0007", true),
            (Form::Approach, "CA7", false),
            (Form::Registry, "GHA01", true),
            (Form::Whole, "1,000", true),
            (Form::Whole, "1.5", false),
            (Form::Year, "2024", true),
            (Form::Year, "24", false),
            (Form::Version, "1.0", true),
            (Form::Version, "1", false),
            (Form::Version, "one.two", false),
            (Form::Date, "31/12/2024", true),
            (Form::Date, "2024-12-31", false),
            (Form::Date, "12/31/2024", false),
            (Form::Moment, "2024-12-31T23:59:59.999Z", true),
            (Form::Moment, "31/12/2024", true),
            (Form::Moment, "yesterday", false),
            (Form::Timeframe, "2021 - 2030", true),
            (Form::Timeframe, "2030 - 2021", false),
            (Form::Timeframe, "2021", false),
            (Form::Word(&METRICS, "GHG, non-GHG"), "ghg", true),
            (Form::Word(&METRICS, "GHG, non-GHG"), "tonnes", false),
            (Form::Words(&METRICS, "GHG, non-GHG"), "GHG; non-GHG", true),
            (Form::Text, "anything", true),
        ] {
            assert_eq!(form.judge(&Cell::text(text)).is_ok(), holds, "{form:?} of {text}");
            assert!(form.judge(&Cell::Formula).is_err(), "{form:?}: nobody wrote what a formula comes to");
            assert!(form.judge(&Cell::Empty).is_ok(), "{form:?}: whether something must be there is another question");
        }
    }

    #[test]
    fn na_says_nothing() {
        assert!(["", "NA", "N/A"].iter().all(|text| says_nothing(&Cell::text(text))));
        assert!(!says_nothing(&Cell::text("NAM")) && !says_nothing(&Cell::Formula));
    }
}
