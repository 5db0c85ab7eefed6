//! The first two lines: which registry, which environment, how far it verifies approvals, who we are; and the screens.
//! The environment comes from the configuration, not from the registry.
//! Must not know: what the screens show.

use crate::{
    console::State,
    registry::Environment,
    screens::TABS,
    text::{Kind, number::grouped},
    ui::{
        Safe, Theme,
        bars::{self, Segment, Tab},
        theme::{Glyph, Role},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// Paints the title bar.
pub fn title(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(profile) = state.profile() else { return };
    let role = match profile.environment {
        Environment::Production => Role::EnvProduction,
        Environment::Test => Role::EnvTest,
        Environment::Practice => Role::EnvPractice,
    };
    let mut left = Vec::with_capacity(4);
    let mut right = Vec::with_capacity(2);
    match state.standing.value() {
        Some(standing) => {
            left.push(Segment::new(250, Role::Title, Safe::ours(standing.registry.to_string())));
            left.push(Segment::new(40, Role::Text, standing.name.gate(Kind::Name)));
            left.push(Segment::new(255, role, profile.environment.word()));
            if standing.environment != Some(profile.environment) {
                let says = standing.environment.map_or("something else", Environment::word);
                left.push(Segment::new(254, Role::Danger, Safe::ours(format!("registry says {says}"))));
            }
            let assurance = format!("{} {}", standing.assurance.word(), standing.assurance.meaning());
            left.push(Segment::new(200, Role::Text, Safe::ours(assurance)));
            if state.signer().is_none() {
                right.push(Segment::new(100, Role::Text, standing.operator.gate(Kind::Name)));
            }
        }
        None => {
            left.push(Segment::new(250, Role::Title, Safe::ours(profile.name.clone())));
            left.push(Segment::new(255, role, profile.environment.word()));
            let word = if state.standing.is_asking() { "connecting" } else { "not connected" };
            left.push(Segment::new(200, Role::Dim, word));
        }
    }
    // Who signs here, at which station: that is this computer's word, not the registry's.
    if let Some(signer) = state.signer() {
        right.push(Segment::new(195, Role::Text, Safe::ours(format!("{}@{}", signer.person, signer.station))));
    }
    for (elsewhere, waiting) in state.badges.waiting(state.tickets.profile()) {
        if let Some(card) = state.profiles.get(elsewhere.0) {
            let text = format!("{}{} {}", theme.glyph(Glyph::Bullet), grouped(waiting), card.name);
            right.insert(0, Segment::new(60, Role::TabCount, Safe::ours(text)));
        }
    }
    if profile.access.capability().is_none() {
        left.push(Segment::new(210, Role::Warn, "read only"));
    }
    if state.journal_closed.is_some() {
        left.push(Segment::new(220, Role::Danger, "no journal: acting is off"));
    }
    bars::line(&left, &right, Role::Bar, theme, area, buffer);
}

/// Paints the tabs.
pub fn tabs(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    bars::tabs(&all_tabs(state), theme, area, buffer);
}

/// Which tab stands at a position.
pub fn tab_at(state: &State, area: Rect, at: Position) -> Option<usize> {
    bars::tab_at(&all_tabs(state), area, at)
}

fn all_tabs(state: &State) -> Vec<Tab<'static>> {
    let active = state.place().tab();
    TABS.iter()
        .enumerate()
        .map(|(at, tab)| {
            let key = state.keymap.keys_of(tab.go).into_iter().next().unwrap_or_default();
            let waiting = state.counts.overview().map_or(0, |overview| tab.waits.count(overview));
            Tab { key: Safe::ours(key), title: tab.title.into(), brief: tab.brief.into(), waiting, active: Some(at) == active }
        })
        .collect()
}
