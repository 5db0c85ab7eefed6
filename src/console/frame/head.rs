//! The head line: what the screen shows, how many of how many, by which filter and order, and how old it is.
//! Every list says so; a list that could not be refreshed says why beside its age.
//! Must not know: rows and columns.

use crate::{
    console::State,
    screens::Freshness,
    text::{number::grouped, time},
    ui::{
        Safe, Theme,
        bars::{self, Segment},
        theme::Role,
    },
};
use jiff::Timestamp;
use ratatui::{buffer::Buffer, layout::Rect};

/// Paints the head line.
pub fn head(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let screen = state.screen();
    let mut left = vec![Segment::new(255, Role::Title, Safe::ours(screen.title()))];
    let mut right = Vec::with_capacity(3);
    listed(state, &mut left);
    freshness(screen.freshness(), state.now, &mut right);
    bars::line(&left, &right, Role::Text, theme, area, buffer);
}

fn listed(state: &State, left: &mut Vec<Segment<'_>>) {
    let Some(list) = state.list() else { return };
    if let (Some(total), true) = (list.total(), state.screen().is_list()) {
        let unfiltered = list.unfiltered().unwrap_or(total);
        let filtered = !list.filter_text().is_empty();
        let count = if filtered { format!("{} of {}", grouped(total), grouped(unfiltered)) } else { grouped(total) };
        left.push(Segment::new(220, Role::Text, Safe::ours(count)));
        if total > 0 {
            left.push(Segment::new(60, Role::Dim, Safe::ours(format!("row {}", grouped(list.cursor() + 1)))));
        }
    }
    let filter = list.filter_text();
    if !filter.is_empty() {
        left.push(Segment::new(
            210,
            Role::Accent,
            Safe::ours(crate::text::Untrusted::new(filter).gate(crate::text::Kind::Name).to_string()),
        ));
    }
    if let Some(sort) = list.sort() {
        let direction = if sort.descending { "greatest first" } else { "smallest first" };
        left.push(Segment::new(80, Role::Dim, Safe::ours(format!("by {}, {direction}", sort.by))));
    }
    if list.is_mixed() {
        left.push(Segment::new(230, Role::Warn, "the book changed meanwhile: refresh"));
    }
}

/// What was never here is not old: the screen itself says then why there is nothing.
fn freshness(known: Freshness<'_>, now: Timestamp, right: &mut Vec<Segment<'_>>) {
    let Freshness { as_of, problem, asking } = known;
    if asking {
        right.push(Segment::new(150, Role::Pending, "asking"));
    }
    let Some(at) = as_of else { return };
    if let Some(problem) = problem {
        right.push(Segment::new(50, Role::Stale, Safe::ours(problem.what())));
        right.push(Segment::new(240, Role::Stale, "not refreshed"));
    }
    let role = if problem.is_some() { Role::Stale } else { Role::Dim };
    let day = if time::day(at) == time::day(now) { String::new() } else { format!("{} ", time::day(at)) };
    let age = match time::age(at, now).as_str() {
        "now" => String::new(),
        age => format!(", {age} ago"),
    };
    right.push(Segment::new(160, role, Safe::ours(format!("as of {day}{} UTC{age}", time::minute(at)))));
}
