//! Paints one authorization. What the newest version says stands in full; of the others only what differs from the one before.
//! Empty lists of Parties and entities mean any, and the page says so instead of leaving a blank.
//! Must not know: what any key does.

use crate::{
    domain::{
        Metric, PartyCode, Quantity, Vintage,
        authorization::{AuthorizationState, FirstTransferDefinition, Purpose},
    },
    registry::book::{AuthorizationInFull, AuthorizationSummary, AuthorizationVersion},
    screens::{Did, Place, linked::Linked, words},
    text::{Kind, Untrusted, number::grouped},
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// What stands on its page.
pub fn page(full: &AuthorizationInFull) -> Linked {
    let summary = &full.summary;
    let mut page = Linked::default();
    page.section("Quantity");
    page.append(used(summary));
    page.section("What it says now");
    let (role, _) = words::authorization_state(&summary.state);
    page.field("State", role, words::word(&summary.state, AuthorizationState::word));
    let approach = Item::field("Cooperative approach", Role::Text, Safe::ours(summary.approach.to_string()));
    page.lead(approach, Did::Go(Place::Approach(summary.approach)));
    if let Some(newest) = full.versions.first() {
        for (label, value) in said(newest).into_iter().skip(1) {
            page.field(label, Role::Text, value);
        }
    }
    page.append(versions(full));
    page
}

/// Its quantity: authorized, used and left, and the used part as a bar.
pub fn used(summary: &AuthorizationSummary) -> Linked {
    let mut page = Linked::default();
    let consumed = summary.consumed.count();
    match summary.quantity {
        None => {
            page.field("Authorized", Role::Text, "no limit");
            page.field("First transferred", Role::Text, Safe::number(consumed));
        }
        Some(most) => {
            page.field("Authorized", Role::Text, Safe::number(most.count()));
            page.field("First transferred", Role::Text, Safe::number(consumed));
            page.field("Left", left_role(summary), Safe::ours(left(summary)));
            page.add(Item::Share("".into(), consumed, most.count()));
        }
    }
    page
}

/// How what is left is shown.
pub fn left_role(summary: &AuthorizationSummary) -> Role {
    match summary.left() {
        _ if summary.is_overdrawn() => Role::Danger,
        Some(Quantity::ZERO) => Role::Blocked,
        _ => Role::Text,
    }
}

/// How many may still be first transferred, in words.
pub fn left(summary: &AuthorizationSummary) -> String {
    let over = summary.quantity.and_then(|most| summary.consumed.minus(most));
    match (summary.left(), over) {
        (_, Some(over)) if over.count() > 0 => format!("none, overdrawn by {}", grouped(over.count())),
        (Some(left), _) => grouped(left.count()),
        (None, _) => "no limit".to_owned(),
    }
}

/// The versions as a timeline, the newest first, with what each changed.
fn versions(full: &AuthorizationInFull) -> Linked {
    let mut page = Linked::default();
    page.section("Versions");
    for (at, version) in full.versions.iter().enumerate() {
        let (role, _) = words::authorization_state(&version.state);
        let label = Safe::ours(format!("{}  version {}", version.date, version.version));
        let mut spans = vec![Span::new(role, words::word(&version.state, AuthorizationState::word))];
        match full.versions.get(at + 1) {
            None => spans.push(Span::new(Role::Dim, "   first recorded")),
            Some(before) => spans.extend(changes(before, version)),
        }
        page.add(Item::Field(label, spans));
    }
    page
}

/// What a version says otherwise than the one before: the name, the old value, the new one; each on a line of its own.
fn changes(before: &AuthorizationVersion, after: &AuthorizationVersion) -> Vec<Span<'static>> {
    let pairs = said(before).into_iter().zip(said(after));
    let differing: Vec<_> = pairs.filter(|((_, old), (_, new))| old != new).collect();
    if differing.is_empty() {
        return vec![Span::new(Role::Dim, "   nothing else was changed")];
    }
    let told = differing.into_iter().flat_map(|((label, old), (_, new))| {
        [
            Span::new(Role::Dim, Safe::ours(format!("\n{label}: "))),
            Span::new(Role::DiffTheirs, old),
            Span::new(Role::Dim, " became "),
            Span::new(Role::DiffOurs, new),
        ]
    });
    told.collect()
}

/// Everything a version says, in a fixed order. The state comes first.
pub fn said(version: &AuthorizationVersion) -> Vec<(&'static str, Safe<'static>)> {
    let as_sent = |value: &Untrusted| if value.is_empty() { "none".into() } else { Safe::from(value.gate(Kind::Prose)) };
    let first = version.first_transfer.as_ref();
    vec![
        ("State", words::word(&version.state, AuthorizationState::word)),
        ("First transferring Party", Safe::ours(version.party.to_string())),
        ("Given on", Safe::ours(version.date.to_string())),
        ("Purpose", words::word(&version.purpose, Purpose::word)),
        ("First transfer", first.map_or("none defined".into(), |first| words::word(first, FirstTransferDefinition::word))),
        ("Parties that may use", parties(&version.parties)),
        ("Authorized entities", entities(&version.entities)),
        ("Quantity", version.quantity.map_or("no limit".into(), |most| Safe::number(most.count()))),
        ("Vintages", timeframe(version.timeframe)),
        ("Metric", metric(version.metric)),
        ("Mitigation type", as_sent(&version.mitigation_type)),
        ("Sector", as_sent(&version.sector)),
        ("Activity type", as_sent(&version.activity_type)),
        ("Terms and conditions", as_sent(&version.terms)),
    ]
}

fn parties(parties: &[PartyCode]) -> Safe<'static> {
    let names: Vec<&str> = parties.iter().map(PartyCode::as_str).collect();
    if names.is_empty() { "any".into() } else { Safe::ours(names.join(", ")) }
}

fn entities(entities: &[Untrusted]) -> Safe<'static> {
    let names: Vec<String> = entities.iter().map(|name| name.gate(Kind::Name).to_string()).collect();
    if names.is_empty() { "any".into() } else { Safe::ours(names.join("; ")) }
}

fn timeframe(timeframe: Option<(Vintage, Vintage)>) -> Safe<'static> {
    timeframe.map_or("any".into(), |(from, to)| Safe::ours(format!("{from} to {to}")))
}

/// What units measure.
pub fn metric(metric: Metric) -> Safe<'static> {
    match metric {
        Metric::Ghg => "GHG, tonnes of CO2 equivalent".into(),
        Metric::NonGhg => "non-GHG".into(),
    }
}
