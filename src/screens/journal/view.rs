//! Paints the lines of the journal.
//! An act of which nobody knows what came looks like what it is; the sentence gets the room that is left.
//! Must not know: what any key does.

use crate::{
    evidence::journal,
    registry::{Sort, journal::JournalRow},
    screens::rows::sorted,
    text::{Kind, Untrusted, time},
    ui::{
        Glyph, Safe,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::Timestamp;

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(sort: Option<Sort>) -> [Column; 7] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "line", sorted: sorted(sort, by) };
    [
        column("LINE", "line", Width::Fixed(9), Align::Right),
        column("AT (UTC)", "", Width::Fixed(16), Align::Left),
        column("KIND", "", Width::Fixed(11), Align::Left),
        column("WHAT", "", Width::Grow { min: 34, max: 140, weight: 8 }, Align::Left),
        column("WHO", "", Width::Grow { min: 10, max: 16, weight: 1 }, Align::Left),
        column("PROFILE", "", Width::Grow { min: 12, max: 16, weight: 1 }, Align::Left),
        column("ABOUT", "", Width::Grow { min: 14, max: 24, weight: 1 }, Align::Left),
    ]
}

/// Paints the cells of a line.
pub fn row(line: &JournalRow, _now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.number(Role::Text, line.seq);
    cells.text(Role::Text, Safe::ours(format!("{} {}", time::day(line.at), time::minute(line.at))));
    let (role, glyph, word) = look(line);
    cells.status(role, glyph, word);
    cells.text(Role::Text, what(line).gate(Kind::Name));
    text(cells, if line.person.is_empty() { &line.station } else { &line.person });
    text(cells, &line.profile);
    text(cells, &line.object);
}

/// What a line says, without the profile and address it begins with where the profile has a column of its own.
fn what(line: &JournalRow) -> Untrusted {
    let begins = format!("{} (", line.profile.octets());
    let rest = line.what.octets().strip_prefix(&begins).filter(|_| !line.profile.is_empty());
    let said = rest.and_then(|rest| rest.split_once("): ")).map(|(_, said)| said);
    said.map_or_else(|| line.what.clone(), Untrusted::new)
}

fn text(cells: &mut RowPaint<'_>, text: &Untrusted) {
    if text.is_empty() { cells.nothing() } else { cells.text(Role::Dim, text.gate(Kind::Name)) }
}

/// What a line is, as a role, a sign and a word.
pub fn look(line: &JournalRow) -> (Role, Glyph, &'static str) {
    use journal::Kind as K;
    match line.kind {
        K::Intent if line.open => (Role::Danger, Glyph::Warn, "open"),
        K::Intent => (Role::Text, Glyph::Pending, "intent"),
        K::Outcome => (Role::Ok, Glyph::Ok, "outcome"),
        K::Refusal => (Role::Warn, Glyph::Blocked, "refusal"),
        K::Clock => (Role::Warn, Glyph::Warn, "clock"),
        other => (Role::Dim, Glyph::Nothing, other.word()),
    }
}
