//! Paints the queue: what ends when, how many agreed and who they are, and what stands between the person here and an approval.
//! What they are to type again in a review is not written here, so that it comes from their paper and not from this screen (F07).
//! Must not know: how the queue is ordered.

use super::waiting::{Sound, Waiting};
use crate::{
    evidence::{
        standing::{Objection, Standing, State},
        statement::RekeyField,
    },
    screens::words,
    text::time,
    ui::{
        Safe, Theme,
        line::Align,
        table::{self, Column, RowPaint, Width},
        theme::{Glyph, Role},
    },
};
use jiff::{SignedDuration, Timestamp};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// With less than this left an order is in the colour of danger; with less than the other, in that of warning.
const NEAR: SignedDuration = SignedDuration::from_mins(30);
const SOON: SignedDuration = SignedDuration::from_hours(4);

fn columns() -> [Column; 8] {
    let column = |title, width, align| Column { title, width, align, keep: title == "ORDER", sorted: None };
    [
        column("ORDER", Width::Fixed(17), Align::Left),
        column("ENDS IN", Width::Fixed(11), Align::Right),
        column("AGREED", Width::Grow { min: 10, max: 34, weight: 1 }, Align::Left),
        column("YOU", Width::Grow { min: 27, max: 34, weight: 4 }, Align::Left),
        column("ACT", Width::Fixed(18), Align::Left),
        column("ITMOs", Width::Fixed(13), Align::Right),
        column("INITIATOR", Width::Grow { min: 10, max: 16, weight: 3 }, Align::Left),
        column("FROM → TO", Width::Grow { min: 31, max: 40, weight: 1 }, Align::Left),
    ]
}

/// How many columns can be scrolled away.
pub fn most_columns() -> usize {
    table::scroll_limit(&columns())
}

/// Paints the rows; `sight` is which visible one is selected, and how many columns are scrolled away to the left. The answer is where the selected one begins.
pub fn paint(
    shown: &[&Waiting],
    sight: (Option<usize>, usize),
    now: Timestamp,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let columns = columns();
    let table = table::Table::of(&columns, shown.len(), sight);
    table::paint(&table, theme, area, buffer, |at, cells| {
        let Some(waiting) = shown.get(at) else { return };
        row(waiting, now, cells);
    })
}

fn row(waiting: &Waiting, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(waiting.id.to_string()));
    let (role, left) = left(waiting.ends.duration_since(now));
    cells.text(role, Safe::ours(left));
    let (role, glyph, word) = verdict(waiting);
    let Ok(sound) = &waiting.found else {
        cells.nothing();
        return cells.status(role, glyph, Safe::ours(word));
    };
    cells.text(Role::Text, Safe::ours(agreed(&sound.standing)));
    cells.status(role, glyph, Safe::ours(word));
    let order = sound.judged.order.text.order();
    cells.text(Role::Text, Safe::ours(words::act(order.action())));
    match sound.moved() {
        None => cells.nothing(),
        Some(_) if sound.hides(RekeyField::Quantity) || sound.hides(RekeyField::Units) => {
            cells.text(Role::Dim, words::TYPE_AGAIN)
        }
        Some(moved) => cells.number(Role::Text, moved.units.quantity().count()),
    }
    cells.text(Role::Text, Safe::ours(order.initiator.to_string()));
    match way(sound) {
        Some(way) => cells.text(Role::Text, Safe::ours(way)),
        None => cells.nothing(),
    }
}

/// How many of how many agreed, and who: those whose approval counts by the texts.
pub fn agreed(standing: &Standing) -> String {
    let count = u8::try_from(standing.approvals.len()).unwrap_or(u8::MAX);
    words::agreed(count, standing.needed(), &standing.approvals)
}

/// What a row says, in one line in small letters, for looking for words. What is hidden in it is not found by it either (F07).
pub fn line(waiting: &Waiting) -> String {
    let (_, _, verdict) = verdict(waiting);
    let Ok(sound) = &waiting.found else { return format!("{} {verdict}", waiting.id).to_lowercase() };
    let order = sound.judged.order.text.order();
    let way = way(sound).unwrap_or_default();
    let agreed = agreed(&sound.standing);
    format!("{} {agreed} {verdict} {} {} {way}", waiting.id, words::act(order.action()), order.initiator).to_lowercase()
}

fn way(sound: &Sound) -> Option<String> {
    let moved = sound.moved()?;
    let hides = sound.hides(RekeyField::AcquiringAccount) || sound.hides(RekeyField::AcquiringRegistry);
    let to = if hides { words::TYPE_AGAIN.to_owned() } else { moved.acquiring_account.to_string() };
    Some(format!("{} → {to}", moved.transferring_account))
}

/// The time that is left, to the minute.
pub fn left(left: SignedDuration) -> (Role, String) {
    if left <= SignedDuration::ZERO {
        return (Role::Danger, "over".to_owned());
    }
    let role = match left {
        left if left < NEAR => Role::Danger,
        left if left < SOON => Role::Warn,
        _ => Role::Text,
    };
    let minutes = left.as_mins();
    let words = match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes:02} min"),
    };
    (role, words)
}

/// What the person here can do about it, in a few words.
pub fn verdict(waiting: &Waiting) -> (Role, Glyph, String) {
    let sound = match &waiting.found {
        Err(doubt) if doubt.is_alarm() => return (Role::Danger, Glyph::Danger, "does not hold (F05)".to_owned()),
        Err(_) => return (Role::Warn, Glyph::Warn, "can't be verified here".to_owned()),
        Ok(sound) => sound,
    };
    let waits = |words: String| (Role::Pending, Glyph::Pending, words);
    match (&sound.standing.state, &sound.may) {
        (State::Cooling { until }, _) => waits(format!("cools until {}", time::day_minute(*until))),
        (State::Closed { opens }, _) => waits(format!("waits until {}", time::day_minute(*opens))),
        (State::Unreleased, Ok(())) if sound.standing.asked.rekey.is_empty() => {
            (Role::Accent, Glyph::Ok, "may release (F19)".to_owned())
        }
        (State::Unreleased, Ok(())) => (Role::Accent, Glyph::Ok, "type again, release (F19)".to_owned()),
        (State::Unreleased, _) => waits("waits for a release (F19)".to_owned()),
        (State::Approved, _) => waits("approved".to_owned()),
        (State::Expired { .. }, _) => (Role::Danger, Glyph::Nothing, "expired (F13)".to_owned()),
        (_, Ok(())) if !sound.standing.asked.rekey.is_empty() => (Role::Accent, Glyph::Ok, "type again, then approve".to_owned()),
        (_, Ok(())) => (Role::Accent, Glyph::Ok, "may approve".to_owned()),
        (_, Err(None)) => (Role::Dim, Glyph::Blocked, "nobody signs here".to_owned()),
        (_, Err(Some(why))) => (Role::Dim, Glyph::Blocked, format!("{} ({})", short(why), why.rule())),
    }
}

/// An objection in two or three words.
fn short(why: &Objection) -> &'static str {
    match why {
        Objection::Initiator(_) => "you initiated it",
        Objection::SameStation(_) => "same station",
        Objection::Again(_) => "you approved it",
        Objection::NotInRoster(_) => "not in the roster",
        Objection::NoRole(..) => "not your role",
        Objection::Released(_) => "released",
        Objection::NoHoursLeft { .. } => "ends before the hours",
        Objection::DeputyOfInitiator(_) => "initiator's deputy",
        Objection::NoStation(_) => "station not in roster",
        Objection::Ended(state) => state,
        _ => "may not approve",
    }
}

/// Why it can't be reviewed by the person here, as a sentence.
pub fn sentence(waiting: &Waiting) -> String {
    match &waiting.found {
        Err(doubt) => format!("It can't be reviewed: {doubt}."),
        Ok(sound) => match &sound.may {
            Err(Some(why)) => format!("You may not approve it: {why} ({}).", why.rule()),
            Err(None) => "This profile names no operator, so nobody can sign here.".to_owned(),
            Ok(()) => "It has all the approvals it needs.".to_owned(),
        },
    }
}
