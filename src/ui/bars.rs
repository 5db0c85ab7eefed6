//! Bars: one line with parts from the left and parts from the right, tabs, and the keys that work here.
//! What matters least goes first when room is short; nothing is squeezed.
//! Must not know: which registry, which screens, which actions.

use super::{
    Safe, Span,
    pen::{Brush, Pen},
    theme::{Glyph, Role, Theme},
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// A part of a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// What it means.
    pub role: Role,
    /// The text.
    pub text: Safe<'a>,
    /// How much it matters: the lowest is left out first, 255 never.
    pub weight: u8,
}

impl<'a> Segment<'a> {
    /// A part of a bar.
    pub fn new(weight: u8, role: Role, text: impl Into<Safe<'a>>) -> Self {
        Self { role, text: text.into(), weight }
    }
}

/// A tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab<'a> {
    /// The key that shows it, such as `1`.
    pub key: Safe<'a>,
    /// Its title.
    pub title: Safe<'a>,
    /// Its title in few letters, for narrow screens.
    pub brief: Safe<'a>,
    /// How many things wait behind it; none or zero shows nothing.
    pub waiting: u64,
    /// Whether it is shown.
    pub active: bool,
}

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint<'a> {
    /// The key as people write it: `↵`, `Ctrl-K`.
    pub key: Safe<'a>,
    /// What it does, in a word.
    pub short: Safe<'a>,
}

impl<'a> Hint<'a> {
    /// A key and what it does.
    pub fn new(key: impl Into<Safe<'a>>, short: impl Into<Safe<'a>>) -> Self {
        Self { key: key.into(), short: short.into() }
    }

    fn width(&self) -> usize {
        self.key.width() + 1 + self.short.width()
    }
}

/// Cells between the left and the right parts of a line, between tabs, and between keys.
const GAP: usize = 2;

/// Paints parts from the left, divided by a separator, and parts from the right, on the ground of a role.
pub fn line(left: &[Segment<'_>], right: &[Segment<'_>], ground: Role, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let brush = Brush::on(theme, ground);
    let mut pen = Pen::on(buffer, area, 0);
    let room = pen.room().saturating_sub(2);
    let mut floor = 0;
    while floor < u8::MAX && joined(left, floor) + gap(right, floor) + joined(right, floor) > room {
        floor = next_weight(left, right, floor);
    }
    let right_width = joined(right, floor).min(room);
    let left_room = room.saturating_sub(right_width + gap(right, floor));
    pen.skip(1, brush.blank());
    parts(&mut pen.window(1, left_room), left, floor, &brush);
    let mut end = pen.window(1 + left_room, usize::MAX);
    end.skip(room.saturating_sub(left_room + right_width), brush.blank());
    parts(&mut end, right, floor, &brush);
    end.rest(brush.blank());
}

/// How much of their titles tabs have that are not shown; the one that is shown has all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Titles {
    Whole,
    Brief,
    None,
}

impl Tab<'_> {
    /// The title as it stands in the row; empty where there is no room for any.
    fn shown(&self, titles: Titles) -> &str {
        match titles {
            Titles::Brief if !self.active => self.brief.as_str(),
            Titles::None if !self.active => "",
            Titles::Whole | Titles::Brief | Titles::None => self.title.as_str(),
        }
    }
}

/// Paints tabs. When room is short the titles of those that aren't shown get brief, and then go.
pub fn tabs(tabs: &[Tab<'_>], theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let brush = Brush::on(theme, Role::Text);
    let mut pen = Pen::on(buffer, area, 0);
    let (titles, gap) = spread(tabs, pen.room());
    pen.skip(1, brush.blank());
    for tab in tabs {
        let title = tab.shown(titles);
        let role = if tab.active { Role::TabActive } else { Role::Tab };
        pen.write(tab.key.as_str(), if tab.active { Role::TabActive } else { Role::Key }, &brush);
        if !title.is_empty() {
            pen.write(" ", role, &brush);
            pen.write(title, role, &brush);
        }
        if tab.waiting > 0 {
            pen.write(" ", Role::Tab, &brush);
            pen.glyph(Glyph::Bullet, Role::TabCount, &brush);
            pen.write(Safe::number(tab.waiting).as_str(), Role::TabCount, &brush);
        }
        pen.skip(gap, brush.blank());
    }
    pen.rest(brush.blank());
}

/// Which tab stands at a position.
pub fn tab_at(tabs: &[Tab<'_>], area: Rect, position: Position) -> Option<usize> {
    if !area.contains(position) || position.y != area.y {
        return None;
    }
    let x = usize::from(position.x - area.x);
    let (titles, gap) = spread(tabs, usize::from(area.width));
    let mut start = 1;
    for (index, tab) in tabs.iter().enumerate() {
        let end = start + tab_width(tab, titles);
        if (start..end).contains(&x) {
            return Some(index);
        }
        start = end + gap;
    }
    None
}

/// Paints keys, the most important first, as many as fit; `last` always stands at the end.
pub fn keys(ranked: &[Hint<'_>], last: &Hint<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let brush = Brush::on(theme, Role::Footer);
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(1, brush.blank());
    let mut room = pen.room().saturating_sub(last.width());
    for hint in ranked {
        let Some(left) = room.checked_sub(hint.width() + GAP) else { break };
        room = left;
        key(&mut pen, hint, &brush);
        pen.skip(GAP, brush.blank());
    }
    key(&mut pen, last, &brush);
    pen.rest(brush.blank());
}

/// Paints a message: a sign and words, on one line.
pub fn message(role: Role, glyph: Glyph, text: &Safe<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let brush = Brush::on(theme, Role::Text);
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(1, brush.blank());
    pen.glyph(glyph, role, &brush);
    pen.skip(1, brush.blank());
    pen.spans(&[Span::new(role, Safe::ours(text.as_str()))], &brush);
    pen.rest(brush.blank());
}

/// A key and its word.
pub(super) fn key(pen: &mut Pen<'_>, hint: &Hint<'_>, brush: &Brush<'_>) {
    pen.write(hint.key.as_str(), Role::Key, brush);
    pen.skip(1, brush.blank());
    pen.write(hint.short.as_str(), Role::Text, brush);
}

fn parts(pen: &mut Pen<'_>, segments: &[Segment<'_>], floor: u8, brush: &Brush<'_>) {
    let separator = Safe::ours(format!(" {} ", brush.theme.glyph(Glyph::Separator)));
    let mut spans: Vec<Span<'_>> = Vec::with_capacity(segments.len() * 2);
    for segment in shown(segments, floor) {
        if !spans.is_empty() {
            spans.push(Span::new(Role::Dim, separator.clone()));
        }
        spans.push(Span::new(segment.role, segment.text.clone()));
    }
    pen.spans(&spans, brush);
    pen.rest(brush.blank());
}

fn shown<'s, 'a>(segments: &'s [Segment<'a>], floor: u8) -> impl Iterator<Item = &'s Segment<'a>> {
    segments.iter().filter(move |segment| segment.weight >= floor && !segment.text.is_empty())
}

fn joined(segments: &[Segment<'_>], floor: u8) -> usize {
    let width: usize = shown(segments, floor).map(|segment| segment.text.width() + 3).sum();
    width.saturating_sub(3)
}

fn gap(segments: &[Segment<'_>], floor: u8) -> usize {
    if shown(segments, floor).next().is_some() { GAP } else { 0 }
}

/// The least weight that leaves out the least important part still shown.
fn next_weight(left: &[Segment<'_>], right: &[Segment<'_>], floor: u8) -> u8 {
    let least = shown(left, floor).chain(shown(right, floor)).map(|segment| segment.weight).min();
    least.map_or(u8::MAX, |least| least.saturating_add(1))
}

fn tab_width(tab: &Tab<'_>, titles: Titles) -> usize {
    let title = match tab.shown(titles) {
        "" => 0,
        title => 1 + Safe::ours(title).width(),
    };
    let count = if tab.waiting > 0 { 2 + Safe::number(tab.waiting).width() } else { 0 };
    tab.key.width() + title + count
}

/// How tabs stand in this room: how much of their titles they have, and how far apart they are. They move together before they lose
/// letters.
fn spread(tabs: &[Tab<'_>], room: usize) -> (Titles, usize) {
    let closer = tabs.len().saturating_sub(1) * (GAP - 1);
    for titles in [Titles::Whole, Titles::Brief] {
        let wide = tabs_width(tabs, titles);
        if wide <= room {
            return (titles, GAP);
        }
        if wide.saturating_sub(closer) <= room {
            return (titles, 1);
        }
    }
    (Titles::None, GAP)
}

fn tabs_width(tabs: &[Tab<'_>], titles: Titles) -> usize {
    1 + tabs.iter().map(|tab| tab_width(tab, titles)).sum::<usize>() + tabs.len().saturating_sub(1) * GAP
}
