//! The words of a line of a bundle: read in the one spelling they have, and written in it.
//! Where something may be missing, the word `none` stands.
//! Must not know: which lines an entry has.

use crate::{
    domain::contact::{Method, Standing, Verification, Verifiers, WorkingHours},
    evidence::{
        lines::{LineProblem, LineWriter, Lines, Prose},
        moment::Moment,
    },
    text::Untrusted,
};
use jiff::Timestamp;
use std::{collections::BTreeSet, fmt::Display, str::FromStr};

/// Why a word is not what it should be, in our own words.
pub type Wrong = String;

pub const NONE: &str = "none";
const ALSO_ON_HOLIDAYS: &str = "also-on-holidays";
const NOT_ON_HOLIDAYS: &str = "not-on-holidays";

/// The words of the next line, which must be so many.
pub fn take<'t, const N: usize>(lines: &mut Lines<'t>, key: &str, form: &str) -> Result<[&'t str; N], LineProblem> {
    let value = lines.take(key)?;
    split(value, form).map_err(|why| lines.wrong(why))
}

fn split<'v, const N: usize>(value: &'v str, form: &str) -> Result<[&'v str; N], Wrong> {
    let words: Vec<&str> = value.split(' ').collect();
    words.try_into().map_err(|_| format!("the line reads {form}"))
}

/// What a word of a table means.
pub fn word_of<T>(word: &str, of_word: fn(&str) -> Option<T>, what: &str) -> Result<T, Wrong> {
    of_word(word).ok_or_else(|| format!("this is not {what}"))
}

/// What a word means, or nothing for `none`.
pub fn maybe<T: FromStr<Err: Display> + Display>(lines: &Lines<'_>, word: &str) -> Result<Option<T>, LineProblem> {
    if word == NONE { Ok(None) } else { lines.read(word).map(Some) }
}

/// The word of something that may be missing.
pub fn said(value: Option<impl Display>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| value.to_string())
}

/// Several words with commas between, strictly ascending; `none` for none.
pub fn several<T: Ord>(
    lines: &Lines<'_>,
    list: &str,
    read: impl Fn(&str) -> Result<T, LineProblem>,
) -> Result<BTreeSet<T>, LineProblem> {
    if list == NONE {
        return Ok(BTreeSet::new());
    }
    let all = list.split(',').map(read).collect::<Result<Vec<T>, LineProblem>>()?;
    if !all.is_sorted_by(|before, after| before < after) {
        return Err(lines.wrong("several words ascend, each once"));
    }
    Ok(all.into_iter().collect())
}

/// The words of several, as [`several`] reads them.
pub fn listed<T: Display>(values: impl IntoIterator<Item = T>) -> String {
    let words: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    if words.is_empty() { NONE.to_owned() } else { words.join(",") }
}

/// A text of people, or nothing for `none`.
pub fn take_prose(lines: &mut Lines<'_>, key: &str) -> Result<Untrusted, LineProblem> {
    let prose: Prose = lines.take_prose(key)?;
    Ok(Untrusted::new(if prose.as_str() == NONE { "" } else { prose.as_str() }))
}

/// The line of a text of people. What can't be signed is found when the text is read back.
pub fn put_prose(writer: LineWriter, key: &str, text: &Untrusted) -> LineWriter {
    writer.put(key, if text.is_empty() { NONE } else { text.octets() })
}

/// A time.
pub fn time(lines: &Lines<'_>, word: &str) -> Result<Timestamp, LineProblem> {
    lines.read::<Moment>(word).map(Moment::timestamp)
}

/// The word of a time.
pub fn written(at: Timestamp) -> Moment {
    Moment::of(at)
}

/// Hours: zone, weekdays, hours, and what they do on holidays.
pub fn hours(lines: &Lines<'_>, [zone, weekdays, hours, holidays]: [&str; 4]) -> Result<WorkingHours, LineProblem> {
    let on_holidays = match holidays {
        ALSO_ON_HOLIDAYS => true,
        NOT_ON_HOLIDAYS => false,
        _ => return Err(lines.wrong(format!("the last word is {ALSO_ON_HOLIDAYS} or {NOT_ON_HOLIDAYS}"))),
    };
    Ok(WorkingHours { zone: lines.read(zone)?, weekdays: lines.read(weekdays)?, hours: lines.read(hours)?, on_holidays })
}

/// The words of hours.
pub fn hours_said(hours: &WorkingHours) -> String {
    let holidays = if hours.on_holidays { ALSO_ON_HOLIDAYS } else { NOT_ON_HOLIDAYS };
    format!("{} {} {} {holidays}", hours.zone, hours.weekdays, hours.hours)
}

/// By what right an entry stands there: `EDITED none`, or `EDITED VERIFIED METHOD PERSON PERSON|none EVIDENCE|none`.
pub fn take_standing(lines: &mut Lines<'_>, row: &str) -> Result<Standing, LineProblem> {
    let value = lines.take(&format!("{row}-standing"))?;
    let form = "EDITED none, or EDITED VERIFIED METHOD PERSON PERSON EVIDENCE";
    if let Some(edited) = value.strip_suffix(" none").filter(|edited| !edited.contains(' ')) {
        return Ok(Standing { verified: None, edited: time(lines, edited)? });
    }
    let [edited, verified, method, first, second, evidence] = split(value, form).map_err(|why| lines.wrong(why))?;
    let first = lines.read(first)?;
    let by = match maybe(lines, second)? {
        None => Verifiers::one(first),
        Some(second) => Verifiers::two(first, second).map_err(|why| lines.wrong(why))?,
    };
    let method = word_of(method, Method::of_word, "a method of verification").map_err(|why| lines.wrong(why))?;
    let verification = Verification { at: time(lines, verified)?, method, by, evidence: maybe(lines, evidence)? };
    Ok(Standing { verified: Some(verification), edited: time(lines, edited)? })
}

/// The line of a standing.
pub fn put_standing(writer: LineWriter, row: &str, standing: &Standing) -> LineWriter {
    let edited = written(standing.edited);
    let key = format!("{row}-standing");
    let Some(verification) = &standing.verified else { return writer.put(&key, format!("{edited} {NONE}")) };
    let (by, evidence) = (&verification.by, said(verification.evidence.as_ref()));
    let persons = format!("{} {}", by.first(), said(by.second()));
    writer.put(&key, format!("{edited} {} {} {persons} {evidence}", written(verification.at), verification.method.word()))
}
