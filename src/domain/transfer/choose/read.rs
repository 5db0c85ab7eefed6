//! What a person types for the ITMOs they want: a number, or serials and whole ids.
//! `12 500` is a number of ITMOs; serials are written as a run, one alone as `4711..4711`, so that neither is taken for the other.
//! Must not know: which ITMOs there are.

use crate::domain::{BlockRange, ItmoId, Quantity, SerialRange};

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// So many, chosen by the rule.
    Number(Quantity),
    /// These.
    Runs(Vec<Run>),
}

/// ITMOs that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// By whole ids.
    Named(BlockRange),
    /// By serials; the series is the one they have in the account.
    Serials(SerialRange),
}

/// A text that names nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWanted {
    /// Nothing was typed.
    #[error("type how many, such as 12 500, or which, such as 120001..132500")]
    Nothing,
    /// A part that is no number, no run of serials and no id.
    #[error("part {0} is neither a number of ITMOs nor a run such as 120001..132500 nor an id; runs stand apart by ;")]
    Part(usize),
}

impl std::str::FromStr for Wanted {
    type Err = NotWanted;

    fn from_str(text: &str) -> Result<Self, NotWanted> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NotWanted::Nothing);
        }
        if let Some(number) = number(text) {
            return Ok(Self::Number(number));
        }
        let parts = text.split(';').enumerate();
        parts.map(|(at, part)| run(part.trim()).ok_or(NotWanted::Part(at + 1))).collect::<Result<_, _>>().map(Self::Runs)
    }
}

/// A number, plain or with its thousands grouped; 0 is a number too, and nobody can order it.
fn number(text: &str) -> Option<Quantity> {
    if text == "0" {
        return Some(Quantity::ZERO);
    }
    text.parse::<crate::domain::Serial>().ok().map(|number| Quantity::new(number.number()))
}

/// A run as it is typed, or as screens write it: first and last with ` to ` between.
fn run(part: &str) -> Option<Run> {
    if let Some((first, last)) = part.split_once(" to ") {
        return run(&format!("{}..{}", first.trim(), last.trim()));
    }
    if let Ok(run) = part.parse::<BlockRange>() {
        return Some(Run::Named(run));
    }
    if let Ok(id) = part.parse::<ItmoId>() {
        return Some(Run::Named(id.into()));
    }
    if let Some((first, last)) = part.split_once("..")
        && let (Ok(first), Ok(last)) = (first.trim().parse::<ItmoId>(), last.trim().parse::<ItmoId>())
    {
        return BlockRange::of(first, last).ok().map(Run::Named);
    }
    part.parse::<SerialRange>().ok().map(Run::Serials)
}
