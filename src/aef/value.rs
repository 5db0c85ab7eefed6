//! What single cells mean: texts, whole numbers, days, moments, words, and the ids of a block in any of their spellings.
//! Exact or not at all: nothing is rounded, guessed or made up, and numbers never pass through floating point.
//! Must not know: where a cell stands.

use super::{cell::Cell, problem::Why};
use crate::domain::{
    ApproachId, BlockRange, IdProblem, PartyCode, Quantity, RegistryId, Vintage,
    block::Series,
    itmo_id::{
        Dialect,
        dialect::{Columns, Composite, National, Spelling, read_block},
    },
};
use crate::text::Untrusted;
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

/// Digits that a spreadsheet keeps of a number.
const KEPT: usize = 15;
/// A day in milliseconds.
const DAY: i64 = 86_400_000;
/// The greatest day a workbook can show, in the year 9999.
const LAST_DAY: i64 = 2_958_465;

/// The text of a cell; `None` when it is empty.
pub(super) fn text(cell: &Cell) -> Result<Option<String>, Why> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Text(text) => Ok(Some(text.clone())),
        Cell::Number(digits) => whole(digits).map(Some),
        Cell::Date { days, .. } => whole(days).map(Some),
        Cell::Truth(_) => Err(Why::Truth),
        Cell::Formula => Err(Why::Formula),
        Cell::Error(_) => Err(Why::Error),
    }
}

/// The text of a cell that has to say something.
pub(super) fn some(cell: &Cell) -> Result<String, Why> {
    text(cell)?.ok_or(Why::Empty)
}

/// A word or a name; `None` when it is empty or says that it does not apply.
pub(super) fn applicable(cell: &Cell) -> Result<Option<Untrusted>, Why> {
    Ok(text(cell)?.filter(|text| !is_na(text)).map(Untrusted::new))
}

/// Whether a text says "not applicable".
pub(super) fn is_na(text: &str) -> bool {
    matches!(text, "NA" | "N/A" | "n/a" | "na")
}

/// An id or a number of some type; `None` when the cell is empty.
pub(super) fn parsed<T: std::str::FromStr<Err = IdProblem>>(cell: &Cell) -> Result<Option<T>, Why> {
    Ok(text(cell)?.map(|text| text.parse()).transpose()?)
}

/// A whole number; `None` when the cell is empty or says that it does not apply.
pub(super) fn quantity(cell: &Cell) -> Result<Option<Quantity>, Why> {
    let Some(text) = text(cell)?.filter(|text| !is_na(text)) else { return Ok(None) };
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0') => whole,
        Some((_, fraction)) if fraction.bytes().all(|digit| digit.is_ascii_digit()) => return Err(Why::NotWhole),
        _ => &text,
    };
    Quantity::parse(whole).ok().filter(|_| is_grouped(whole)).map(Some).ok_or(Why::NotANumber)
}

/// Whether thousands are grouped by three and by one sign, or not at all: `1,00` may be one and may be a hundred.
fn is_grouped(digits: &str) -> bool {
    let Some(sign) = digits.chars().find(|c| !c.is_ascii_digit()) else { return true };
    let mut groups = digits.split(sign);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

/// The digits of a whole number as a workbook writes it. Beyond fifteen digits it may have been rounded before it was written.
pub(super) fn whole(digits: &str) -> Result<String, Why> {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    match (plain(whole), plain(fraction)) {
        _ if digits.contains(['e', 'E']) => Err(Why::Rounded),
        (true, true) if fraction.bytes().any(|digit| digit != b'0') => Err(Why::NotWhole),
        (true, true) if whole.len() > KEPT => Err(Why::Rounded),
        (true, true) => Ok(whole.to_owned()),
        _ => Err(Why::NotANumber),
    }
}

/// A day; `None` when the cell is empty.
pub(super) fn day(cell: &Cell) -> Result<Option<Date>, Why> {
    let at = match cell {
        Cell::Date { days, from_1904 } => of_days(days, *from_1904).ok_or(Why::NotADate)?,
        _ => match text(cell)? {
            None => return Ok(None),
            Some(text) => return day_of(&text).ok_or(Why::NotADate).map(Some),
        },
    };
    Ok(Some(at.to_zoned(TimeZone::UTC).date()))
}

/// A moment in UTC; `None` when the cell is empty. A day alone is its beginning, because the printed form of the format has days.
pub(super) fn moment(cell: &Cell) -> Result<Option<Timestamp>, Why> {
    if let Cell::Date { days, from_1904 } = cell {
        return of_days(days, *from_1904).ok_or(Why::NotATime).map(Some);
    }
    let Some(text) = text(cell)? else { return Ok(None) };
    let at = text.parse().ok().or_else(|| Some(day_of(&text)?.to_zoned(TimeZone::UTC).ok()?.timestamp()));
    at.ok_or(Why::NotATime).map(Some)
}

/// `dd/mm/yyyy`, or `yyyy-mm-dd`. Other orders are never guessed.
fn day_of(text: &str) -> Option<Date> {
    let digits = |part: &str, count: usize| {
        (part.len() == count && part.bytes().all(|digit| digit.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
    };
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (year, month, day) = if text.contains('/') { (c, b, a) } else { (a, b, c) };
    Date::new(digits(year, 4)?, digits(month, 2)?.try_into().ok()?, digits(day, 2)?.try_into().ok()?).ok()
}

/// The moment of a number of days since a workbook's epoch, to the millisecond.
fn of_days(days: &str, from_1904: bool) -> Option<Timestamp> {
    let (whole, fraction) = days.split_once('.').unwrap_or((days, ""));
    let whole: i64 = whole.parse().ok()?;
    // Before March 1900 workbooks count a day that never was.
    if !(61..=LAST_DAY).contains(&whole) || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let fraction = fraction.get(..fraction.len().min(12)).unwrap_or_default();
    let scale = 10_i128.pow(u32::try_from(fraction.len()).ok()?);
    let part: i128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let millis = i64::try_from((part * i128::from(DAY) + scale / 2) / scale).ok()?;
    let epoch = if from_1904 { Date::constant(1904, 1, 1) } else { Date::constant(1899, 12, 30) };
    let midnight = epoch.checked_add(whole.days()).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp();
    midnight.checked_add(millis.milliseconds()).ok()
}

/// What the other columns of a row say of its ids.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside {
    pub(super) approach: Option<ApproachId>,
    pub(super) registry: Option<RegistryId>,
    pub(super) party: Option<PartyCode>,
    pub(super) vintage: Option<Vintage>,
}

/// A block as its row writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ids {
    pub(super) block: BlockRange,
    /// The name of the spelling.
    pub(super) dialect: &'static str,
    /// What the numbering depends on besides the series; empty but in national ids.
    pub(super) numbering: Untrusted,
}

/// Reads the first and the last id of a row, in whichever spelling they are; both must be in the same.
pub(super) fn ids(first: &str, last: &str, beside: Beside) -> Result<Ids, Why> {
    let is_serial = |text: &str| text.bytes().all(|octet| octet.is_ascii_digit() || matches!(octet, b',' | b' '));
    let is_national = |text: &str| {
        let (party, rest) = text.split_once('-').unwrap_or((text, ""));
        let letters = party.bytes().all(|octet| octet.is_ascii_uppercase()) && matches!(party.len(), 2 | 3);
        letters && !rest.is_empty()
    };
    if is_serial(first) && is_serial(last) {
        return read(&Columns { series: series(beside)? }, first, last);
    }
    if is_national(first) && is_national(last) {
        return national(first, last, beside);
    }
    read(&Composite, first, last)
}

fn series(beside: Beside) -> Result<Series, Why> {
    Ok(Series {
        approach: beside.approach.ok_or(Why::NoSeries("cooperative approach"))?,
        registry: beside.registry.ok_or(Why::NoSeries("registry"))?,
        party: beside.party.ok_or(Why::NoSeries("first transferring Party"))?,
        vintage: beside.vintage.ok_or(Why::NoSeries("vintage"))?,
    })
}

/// National ids leave approach and registry to the row. Two letters stand for the Party that the row names, and for no other.
fn national(first: &str, last: &str, beside: Beside) -> Result<Ids, Why> {
    let letters = first.split('-').next().unwrap_or_default();
    let named = beside.party.filter(|_| letters.len() == 2).map(|party| (letters, party));
    let parties: Vec<(&str, PartyCode)> = named.into_iter().collect();
    let dialect = National {
        spelling: if first.contains(':') { Spelling::Colon } else { Spelling::Hyphens },
        parties: &parties,
        approach: beside.approach.ok_or(Why::NoSeries("cooperative approach"))?,
        registry: beside.registry.ok_or(Why::NoSeries("registry"))?,
    };
    read(&dialect, first, last)
}

fn read(dialect: &dyn Dialect, first: &str, last: &str) -> Result<Ids, Why> {
    let block = read_block(dialect, first, last)?;
    Ok(Ids { block, dialect: dialect.name(), numbering: dialect.read(first)?.numbering })
}

/// A word of a fixed set as it is compared: its letters alone, in small.
pub(super) fn letters_of(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}
