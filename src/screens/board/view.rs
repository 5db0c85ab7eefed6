//! Paints the board: how it has gone, then the cases, each kind named once above its own.
//! What is late and what is frozen is said in words beside its sign.
//! Must not know: which cases are shown, and in which order.

use super::{
    course::Course,
    lines::{Kind as Heading, Line},
};
use crate::{
    domain::{
        case::{PLAN_OF_MEASURES, Stage, Trend},
        reconcile::{Code, Gravity},
    },
    registry::{
        Word,
        case::{Board, CaseRow},
    },
    screens::{severity, sight::Sight, words},
    text::{Kind, number::counted, time},
    ui::{
        Safe, Span, Theme,
        line::{self, Align},
        table::{self, Column, RowPaint, Width},
        theme::{Glyph, Role},
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// Lines about the board as a whole and about how severe the selected case is, and the lowest area that still has them.
const HEAD: u16 = 4;
const LEAST: u16 = 10;

/// How a case stands to its time.
const IN_TIME: &str = "in time";
const LATE: &str = "late";
const SUSPEND: &str = "suspend";

/// The lines about the whole, and the area of the rows.
pub fn halves(area: Rect) -> (Rect, Rect) {
    let height = if area.height >= LEAST { HEAD } else { 0 };
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}

/// The columns. Where kinds have headings, what a case is waiting for comes sooner.
fn columns(is_by_kind: bool) -> Vec<Column> {
    let column = |title, width, align| Column { title, width, align, keep: title == "CASE", sorted: None };
    let mut columns = vec![column("CASE", Width::Fixed(17), Align::Left)];
    if !is_by_kind {
        columns.push(column("KIND", Width::Grow { min: 20, max: 44, weight: 3 }, Align::Left));
    }
    columns.extend([
        column("ITMOs", Width::Fixed(11), Align::Right),
        column("AGE", Width::Fixed(6), Align::Right),
        column("STATE", Width::Fixed(16), Align::Left),
        column("TIME", Width::Fixed(9), Align::Left),
        column("OWNER", Width::Grow { min: 9, max: 16, weight: 1 }, Align::Left),
        column("NOTES", Width::Fixed(5), Align::Right),
        column("LOCK", Width::Fixed(8), Align::Left),
        column("PEER", Width::Fixed(5), Align::Left),
        column("SEVERITY", Width::Fixed(13), Align::Right),
        column("ABOUT", Width::Grow { min: 34, max: 46, weight: 2 }, Align::Left),
    ]);
    columns
}

/// How many columns can be scrolled away.
pub fn most_columns(is_by_kind: bool) -> usize {
    table::scroll_limit(&columns(is_by_kind))
}

/// The lines as the painter takes them.
fn table<'a>(columns: &'a [Column], rows: &Rows<'_>) -> table::Table<'a> {
    table::Table::of(columns, rows.visible().len(), (rows.selected, rows.sight.column()))
}

/// The case at a position, among the lines that are shown from the first visible one on.
pub fn hit<'a>(rows: &Rows<'a>, area: Rect, at: Position) -> Option<&'a CaseRow> {
    let columns = columns(rows.is_by_kind);
    let table::Hit::Row(row) = table::hit(&table(&columns, rows), halves(area).1, at)? else { return None };
    if let Some(Line::Case(row)) = rows.visible().get(row) { Some(row) } else { None }
}

/// The lines that are to be painted.
pub struct Rows<'a> {
    /// All of them.
    pub lines: &'a [Line<'a>],
    /// Whether kinds have headings.
    pub is_by_kind: bool,
    /// Which visible line is selected.
    pub selected: Option<usize>,
    /// Which of the lines and columns are in sight.
    pub sight: Sight,
}

impl<'a> Rows<'a> {
    /// The lines from the first visible one on.
    fn visible(&self) -> &'a [Line<'a>] {
        self.lines.get(self.sight.top()..).unwrap_or_default()
    }
}

/// What is said about the board as a whole.
pub struct Head<'a> {
    /// The board.
    pub board: &'a Board,
    /// How the kinds have gone from run to run.
    pub course: Course,
    /// The case the cursor is on.
    pub selected: Option<&'a CaseRow>,
}

/// Paints it; the answer is where the selected row begins.
pub fn paint(
    about: &Head<'_>,
    rows: &Rows<'_>,
    now: Timestamp,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let (head, body) = halves(area);
    if head.height > 0 {
        let line = Rect { height: 1, x: head.x + 1, width: head.width.saturating_sub(1), ..head };
        let at = |n: u16| Rect { y: line.y + n, ..line };
        line::paint(&gone(&about.board.trend, now), Align::Left, Role::Text, theme, at(0), buffer);
        line::paint(&about.course.within(usize::from(line.width)), Align::Left, Role::Text, theme, at(1), buffer);
        line::paint(&ageing(about.board, now, usize::from(line.width)), Align::Left, Role::Text, theme, at(2), buffer);
        let severity = about.selected.map(|row| severe(row, rows.is_by_kind, now)).unwrap_or_default();
        line::paint(&severity, Align::Left, Role::Text, theme, at(3), buffer);
    }
    let columns = columns(rows.is_by_kind);
    table::paint(&table(&columns, rows), theme, body, buffer, |at, cells| match rows.visible().get(at) {
        Some(Line::Kind(kind)) => paint_heading(kind, cells),
        Some(Line::Case(row)) => paint_row(row, rows.is_by_kind, now, cells),
        None => {}
    })
}

/// How the board has gone, in a line.
fn gone(trend: &Trend, now: Timestamp) -> Vec<Span<'static>> {
    let weeks: Vec<String> = trend.open.iter().map(u32::to_string).collect();
    let mut spans = vec![Span::new(Role::Label, "Open, week by week "), Span::text(Safe::ours(weeks.join(" ")))];
    let mut fact = |label: &'static str, value: String| {
        spans.push(Span::new(Role::Label, label));
        spans.push(Span::text(Safe::ours(value)));
    };
    if let Some(mean) = trend.mean {
        fact("   closed after ", time::span(mean));
    }
    if trend.reopened > 0 {
        fact("   came back ", trend.reopened.to_string());
    }
    if let Some(oldest) = trend.oldest {
        fact("   oldest ", time::age(oldest, now));
    }
    spans
}

/// How the open cases stand to their times, and how many came lately.
fn ageing(board: &Board, now: Timestamp, width: usize) -> Vec<Span<'static>> {
    let count = |word: &str| board.cases.iter().filter(|row| in_time(row, now).2 == word).count();
    let mut spans = vec![Span::new(Role::Label, "By the policy ")];
    for (word, role) in [(IN_TIME, Role::Text), (LATE, Role::Warn), (SUSPEND, Role::Danger)] {
        let count = count(word);
        spans.push(Span::new(if count == 0 { Role::Dim } else { role }, Safe::ours(format!("{count} {word}   "))));
    }
    let lately = board.trend.opened_lately;
    spans.push(match board.trend.needs_a_plan() {
        false => Span::new(Role::Dim, Safe::ours(format!("{lately} new within 30 days"))),
        true => {
            // What is due is said on a small terminal too.
            let long = format!("{lately} new within 30 days, more than {PLAN_OF_MEASURES}: a plan of measures is due");
            let room = width.saturating_sub(spans.iter().map(Span::width).sum());
            let fits = long.chars().count() <= room;
            Span::new(Role::Warn, Safe::ours(if fits { long } else { format!("measures due: {lately} new in 30 days") }))
        }
    });
    spans
}

/// How severe a case is and why. What is closed is as severe as it was then. Where no heading names the kind, this does.
fn severe(row: &CaseRow, is_by_kind: bool, now: Timestamp) -> Vec<Span<'static>> {
    let label = Span::new(Role::Label, "Severity ");
    let Some(code) = row.code.known().copied() else {
        return vec![label, Span::new(Role::Dim, "nobody here knows what this kind weighs")];
    };
    let reckoned = severity::reckoned(code, row.quantity, row.since, row.closed.unwrap_or(now));
    if is_by_kind {
        return vec![label, Span::text(Safe::ours(reckoned))];
    }
    // Without headings the name of the kind may be shortened in its row: here it comes first, so that it is whole on any terminal.
    let kind = Span::text(Safe::ours(format!("{} {}", code.id(), code.spec().name)));
    vec![kind, Span::new(Role::Label, ", severity "), Span::text(Safe::ours(reckoned))]
}

/// A kind, by its sign, its id and its whole name, and what stands below it.
fn paint_heading(kind: &Heading<'_>, cells: &mut RowPaint<'_>) {
    let (role, glyph, name, gravity) = named(kind.code);
    let mut said = vec![counted(kind.cases, "case")];
    if kind.itmos > 0 {
        said.push(counted(kind.itmos, "ITMO"));
    }
    let weight = gravity.map(|gravity| format!(" ({})", gravity.word())).unwrap_or_default();
    let said = Safe::ours(format!("{weight}: {}", said.join(", ")));
    cells.across(&[Span::new(role, cells.sign(glyph)), Span::text(" "), Span::new(role, name), Span::new(Role::Dim, said)]);
}

/// How a kind is shown, and how bad it is, if it is known here.
fn named(code: &Word<Code>) -> (Role, Glyph, Safe<'static>, Option<Gravity>) {
    match code {
        Word::Known(code) => {
            let (role, glyph) = words::gravity(code.gravity());
            (role, glyph, Safe::ours(format!("{} {}", code.id(), code.spec().name)), Some(code.gravity()))
        }
        Word::Unrecognised(word) => (Role::Warn, Glyph::Info, word.gate(Kind::Name).into(), None),
    }
}

fn paint_row(row: &CaseRow, is_by_kind: bool, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(row.id.to_string()));
    if !is_by_kind {
        let (role, glyph, name, _) = named(&row.code);
        cells.status(role, glyph, name);
    }
    match row.quantity.count() {
        0 => cells.nothing(),
        count => cells.number(Role::Text, count),
    }
    cells.text(Role::Text, Safe::ours(time::age(row.since, now)));
    state(row, cells);
    let (role, glyph, word) = in_time(row, now);
    match word {
        "" => cells.nothing(),
        word => cells.status(role, glyph, word),
    }
    match &row.owner {
        Some(owner) => cells.text(Role::Text, owner.gate(Kind::Name)),
        None => cells.text(Role::Warn, "nobody"),
    }
    match row.notes {
        0 => cells.nothing(),
        many => cells.number(Role::Text, u64::from(many)),
    }
    match row.frozen {
        true => cells.status(Role::Blocked, Glyph::Blocked, "frozen"),
        false => cells.nothing(),
    }
    match row.peer {
        Some(peer) => cells.text(Role::Text, Safe::ours(peer.to_string())),
        None => cells.text(Role::Dim, "own"),
    }
    cells.text(Role::Text, Safe::ours(severity::shown(row.severity(row.closed.unwrap_or(now)))));
    let more = if row.more == 0 { String::new() } else { format!(" and {} more", row.more) };
    cells.spans(&[Span::new(Role::Text, row.about.gate(Kind::Name)), Span::new(Role::Dim, Safe::ours(more))]);
}

fn state(row: &CaseRow, cells: &mut RowPaint<'_>) {
    let (role, glyph) = words::case_stage(&row.stage);
    match row.stage.known() {
        Some(Stage::Proposed) => cells.status(role, glyph, Safe::ours(format!("{} to confirm", row.missing))),
        Some(stage) => cells.status(role, glyph, stage.word()),
        None => cells.status(role, glyph, words::word(&row.stage, Stage::word)),
    }
}

/// How a case stands to its time.
fn in_time(row: &CaseRow, now: Timestamp) -> (Role, Glyph, &'static str) {
    match now {
        _ if !row.is_open() => (Role::Dim, Glyph::Nothing, ""),
        now if now < row.due => (Role::Ok, Glyph::Ok, IN_TIME),
        now if now < row.suspend => (Role::Warn, Glyph::Warn, LATE),
        _ => (Role::Danger, Glyph::Danger, SUSPEND),
    }
}
