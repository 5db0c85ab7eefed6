//! The head line: what the screen shows, how many of how many, by which filter and order, and how old it is.
//! Every list says so; a list that could not be refreshed says why beside its age.
//! Must not know: rows and columns.

use crate::{
    app::StreamState,
    console::State,
    registry::query::FieldKind,
    screens::{Freshness, Place},
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
    ordered(state, &mut left);
    let known = screen.freshness();
    freshness(Freshness { asking: known.asking && !state.live.is_following(), ..known }, state, &mut right);
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
    if list.is_mixed() {
        left.push(Segment::new(230, Role::Warn, "the book changed meanwhile: refresh"));
    }
}

fn ordered(state: &State, left: &mut Vec<Segment<'_>>) {
    let Some(sort) = state.list_order() else { return };
    let kind = state.list_fields().iter().find(|field| field.name == sort.by).map(|field| field.kind);
    let direction = match (kind, sort.descending) {
        // A moment that is greater is newer.
        (Some(FieldKind::Age), true) => ", newest first",
        (Some(FieldKind::Age), false) => ", oldest first",
        // Words have an order of their own, and none is greater.
        (Some(FieldKind::Choice(_)), true) => ", the other way round",
        (Some(FieldKind::Choice(_)), false) => "",
        (_, true) => ", greatest first",
        (_, false) => ", smallest first",
    };
    left.push(Segment::new(80, Role::Dim, Safe::ours(format!("by {}{direction}", sort.by))));
}

/// What was never here is not old: the screen itself says then why there is nothing.
fn freshness(known: Freshness<'_>, state: &State, right: &mut Vec<Segment<'_>>) {
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
    // The journal is this console's own: no registry tells of it.
    let live = problem.is_none() && state.live.is_live() && state.place().root() != Place::Journal;
    let age = match time::age(at, state.now).as_str() {
        // What is live is not old, however long ago it was read.
        _ if live => String::new(),
        "now" => String::new(),
        age => format!(", {age} ago"),
    };
    right.push(Segment::new(160, role, Safe::ours(format!("as of {} UTC{age}", moment(at, state.now)))));
    if live {
        right.push(Segment::new(155, Role::Ok, "live"));
    }
    if let Some(StreamState::Broken { since, problem, next_try }) = state.live.state() {
        right.push(Segment::new(40, Role::Stale, Safe::ours(problem.what())));
        let next = next_try.map_or_else(String::new, |next| format!(", next try {}", moment(next, state.now)));
        right.push(Segment::new(150, Role::Warn, Safe::ours(format!("not live since {}{next}", moment(*since, state.now)))));
    }
}

/// A time, with its day when that is not today.
fn moment(at: Timestamp, now: Timestamp) -> String {
    if time::day(at) == time::day(now) { time::minute(at) } else { format!("{} {}", time::day(at), time::minute(at)) }
}
