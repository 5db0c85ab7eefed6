//! Paints the runner: whom to call now and where, then the chain with the clocks there, then what was tried.
//! The number stands at the top and alone in its line: it is read out or typed by somebody who was asleep a minute ago.
//! Must not know: how the chain is reckoned.

use super::chain::{Chain, Step};
use crate::{
    app::{Action, KeyNames},
    domain::contact::{Address, ChannelKind, OtherWork, Reach, Severity, Subject},
    screens::contact_words as said,
    text::{Kind, Untrusted},
    ui::{
        Safe, Span, Theme,
        detail::{self, Item},
        line::{self, Align},
        table::{self, Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// What is painted.
pub(super) struct Shown<'a> {
    pub chain: &'a Chain,
    pub at: usize,
    /// Since when who is selected is called.
    pub since: Option<Timestamp>,
    pub subject: &'a Subject,
    /// What is said of its cooperative approaches while they are not known.
    pub unknown: Option<&'static str>,
    pub severity: Severity,
    pub why: &'static str,
    /// A response test: another topic or severity would test nobody.
    pub is_test: bool,
    pub keys: &'a KeyNames,
}

fn text(value: impl Into<String>) -> Span<'static> {
    Span::text(Safe::ours(value.into()))
}

fn dim(value: impl Into<String>) -> Span<'static> {
    Span::new(Role::Dim, Safe::ours(value.into()))
}

fn warn(value: impl Into<String>) -> Span<'static> {
    Span::new(Role::Warn, Safe::ours(value.into()))
}

fn named(label: &'static str, value: Vec<Span<'static>>) -> Item<'static> {
    Item::Field(label.into(), value)
}

/// Paints it; the answer is where the selected step begins.
pub(super) fn paint(shown: &Shown<'_>, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    line::clear(Role::Text, theme, area, buffer);
    let head = head(shown, now);
    let height = u16::try_from(detail::height(&head, area.width)).unwrap_or(u16::MAX).min(area.height);
    detail::paint(&head, 0, theme, Rect { height, ..area }, buffer);
    let rest = Rect { y: area.y + height, height: area.height - height, ..area };
    let steps = shown.chain.steps.len();
    let wanted = u16::try_from(steps + 2).unwrap_or(u16::MAX);
    // At least four lines are kept for what was tried and for who is left out, where there is something to say.
    let tried = tried(shown, now);
    let kept = if shown.chain.tried.is_empty() && shown.chain.others.is_empty() { 0 } else { 4 };
    let rows = wanted.min(rest.height.saturating_sub(kept));
    let table = Rect { y: rest.y + rest.height.min(1), height: rows.saturating_sub(1), ..rest };
    let cursor = chain(shown, now, theme, table, buffer);
    let below = Rect { y: rest.y + rows, height: rest.height.saturating_sub(rows), ..rest };
    if !tried.is_empty() && below.height > 1 {
        let below = Rect { y: below.y + 1, height: below.height - 1, ..below };
        detail::paint(&tried, 0, theme, below, buffer);
    }
    cursor
}

/// What it is about, the clocks, and whom to call now.
fn head(shown: &Shown<'_>, now: Timestamp) -> Vec<Item<'static>> {
    let chain = shown.chain;
    let severity = match shown.severity {
        Severity::Low | Severity::Normal => Role::Text,
        Severity::High => Role::Warn,
        Severity::Critical => Role::Danger,
    };
    let own = if chain.is_their_own { "   the chain they told" } else { "   the usual chain" };
    let about = vec![
        text(shown.subject.topic.word()),
        dim(", "),
        Span::new(severity, shown.severity.word()),
        dim(format!("   {}", shown.why)),
        dim(own),
    ];
    let mut items = vec![named("About", about)];
    items.extend(shown.unknown.map(|words| named("For", vec![dim(words)])));
    items.push(named("Clocks", clocks(chain, now)));
    match chain.steps.get(shown.at) {
        None if chain.others.is_empty() => {
            items.push(named("Call", vec![warn("the directory knows nobody of this chain")]));
        }
        None => items.push(named("Call", vec![warn("whoever is in this chain is there for other work, as is said below")])),
        Some(step) => items.extend(call(shown, step, now)),
    }
    items.extend(instead(shown, now));
    if let Some(attempt) = chain.answered() {
        let answered = format!("{} answered {}", attempt.who, said::ago(attempt.ended, now));
        items.push(named("Reached", vec![Span::new(Role::Ok, Safe::ours(answered))]));
    }
    items
}

/// What to try where the chain leads no further: nobody of it can be reached now, or whoever can was tried and did not answer.
fn instead(shown: &Shown<'_>, now: Timestamp) -> Option<Item<'static>> {
    let chain = shown.chain;
    let mut open = chain.steps.iter().filter(|step| step.call.reach.is_now()).peekable();
    let nobody = open.peek().is_none();
    if chain.steps.is_empty() || chain.answered().is_some() || open.any(|step| step.tried.is_none()) {
        return None;
    }
    let why = if nobody { "nobody can be reached now" } else { "everybody who can be reached was tried" };
    let (topic, severity) = (shown.keys.get(Action::CallTopic), shown.keys.get(Action::CallSeverity));
    let mut words = match shown.is_test {
        true => format!("{why}: try again when they can be reached"),
        false => format!("{why}: {topic} takes another topic, {severity} another severity"),
    };
    let later = chain.steps.iter().filter(|step| !step.call.reach.is_now() && step.tried.is_none());
    let later = later.filter_map(|step| Some((step.call.reach.when(now)?, &step.call.who))).min();
    if let Some((when, who)) = later.filter(|_| !nobody) {
        words.push_str(&format!("; {who} can be reached {}, {}", said::moment(when, now), said::ahead(when, now)));
    }
    Some(named("Instead", vec![warn(words)]))
}

fn clocks(chain: &Chain, now: Timestamp) -> Vec<Span<'static>> {
    let here = text(format!("here {}", said::here(now)));
    let Some(office) = &chain.office else { return vec![here, warn("   nobody knows their office's hours")] };
    let (role, _, word) = said::office(office);
    vec![here, text(format!("   their office {}", said::clock(office))), Span::new(role, Safe::ours(format!("  {word}")))]
}

/// Whom to call, where, how long to wait, and who comes next.
fn call(shown: &Shown<'_>, step: &Step, now: Timestamp) -> Vec<Item<'static>> {
    let mut whom = vec![Span::new(Role::Title, Safe::from(step.name.gate(Kind::Name)))];
    whom.push(dim(format!("   {}, {}", step.call.role.word(), step.call.who)));
    let mut items = vec![named("Call", whom)];
    match (&step.call.reach, &step.to) {
        (Reach::Now(reached), _) => {
            let mut number = vec![Span::new(Role::Accent, Safe::ours(reached.address.to_string()))];
            number.extend(said::caution(reached, now));
            items.push(named(label(&reached.address), number));
            if reached.by != step.call.who {
                items.push(named("Answers", vec![text(format!("{}, who stands in", reached.by))]));
            }
        }
        (Reach::Not { obstacles, .. }, to) => {
            let why: Vec<String> = obstacles.iter().map(|(_, obstacle)| said::obstacle(*obstacle, now)).collect();
            let number = match to {
                Some((_, address)) => text(address.to_string()),
                None => warn("no verified number"),
            };
            let label = to.as_ref().map_or("Number", |(_, address)| label(address));
            items.push(named(label, vec![number, warn(format!("   {}", why.join("; ")))]));
        }
    }
    items.push(named("Wait", wait(shown, step, now)));
    items
}

/// What an address is called: not everything that is called at night is a number.
fn label(address: &Address) -> &'static str {
    match address.kind() {
        ChannelKind::Duty | ChannelKind::Mobile | ChannelKind::Desk => "Number",
        ChannelKind::Mail | ChannelKind::Messaging => "Address",
    }
}

fn wait(shown: &Shown<'_>, step: &Step, now: Timestamp) -> Vec<Span<'static>> {
    let waited = shown.since.map_or(0, |since| now.duration_since(since).as_mins().max(0));
    let minutes = i64::from(step.call.wait);
    let next = match (shown.chain.next_after(shown.at), shown.chain.when) {
        (Some(next), _) => format!("   then {}, {}", next.call.role.word(), next.call.who),
        (None, Some(when)) if when > now => {
            format!("   somebody can be reached {}, {}", said::moment(when, now), said::ahead(when, now))
        }
        (None, Some(_)) if step.tried.is_none() => "   nobody else of the chain can be reached now".to_owned(),
        (None, Some(_)) => String::new(),
        (None, None) => "   nobody of the chain can be reached within a hundred days".to_owned(),
    };
    if waited >= minutes {
        return vec![warn(format!("{minutes} min are over: record what came of it and go on")), dim(next)];
    }
    vec![text(format!("{waited} of {minutes} min")), dim(next)]
}

fn columns() -> [Column; 5] {
    let column = |title, width| Column { title, width, align: Align::Left, keep: title == "WHOM", sorted: None };
    [
        column("WHOM", Width::Grow { min: 15, max: 32, weight: 2 }),
        column("ROLE", Width::Grow { min: 14, max: 24, weight: 1 }),
        column("THERE", Width::Fixed(9)),
        column("REACHABLE", Width::Grow { min: 18, max: 40, weight: 2 }),
        column("TRIED", Width::Grow { min: 14, max: 20, weight: 1 }),
    ]
}

fn chain(shown: &Shown<'_>, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let columns = columns();
    let room = table::visible_rows(area).max(1);
    let top = (shown.at + 1).saturating_sub(room);
    let rows = shown.chain.steps.len().saturating_sub(top);
    let selected = shown.at.checked_sub(top);
    let table = table::Table { columns: &columns, rows, selected, focused: true, ..table::Table::default() };
    table::paint(&table, theme, area, buffer, |at, cells| {
        let Some(step) = shown.chain.steps.get(top + at) else { return };
        row(step, now, cells);
    })
}

fn row(step: &Step, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, step.name.gate(Kind::Name));
    cells.text_or(Role::Text, step.call.role.word(), step.call.role.short());
    match &step.call.clock {
        Some(clock) => cells.text(Role::Text, Safe::ours(said::clock(clock))),
        None => cells.nothing(),
    }
    let (role, glyph, word) = said::reach(&step.call.reach, now);
    cells.status(role, glyph, Safe::ours(word));
    match &step.tried {
        Some(attempt) => {
            let (role, glyph, words) = said::result(attempt.result);
            cells.status(role, glyph, words);
        }
        None => cells.nothing(),
    }
}

fn tried(shown: &Shown<'_>, now: Timestamp) -> Vec<Item<'static>> {
    let chain = shown.chain;
    let mut items = Vec::new();
    // The usual chain names roles that not every registry has to fill.
    let missing = chain.vacant.iter().filter(|role| chain.is_their_own || role.fewest() > 0);
    let roles: Vec<&str> = missing.map(|role| role.word()).collect();
    if !roles.is_empty() {
        items.push(named("Nobody holds", vec![warn(roles.join(", "))]));
    }
    items.extend(chain.others.iter().map(|(name, other)| left_out(name, other, shown.subject)));
    items.extend(chain.tried.iter().map(|recorded| said::tried(recorded, now)));
    items
}

/// Who is not called, and why: for what they hold the role, and what this is about.
fn left_out(name: &Untrusted, other: &OtherWork, subject: &Subject) -> Item<'static> {
    let about = if other.scope.includes(subject.topic) {
        subject.approaches.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    } else {
        subject.topic.word().to_owned()
    };
    let only = said::scope(&other.scope).unwrap_or_default();
    let why = format!("   {} {only}; this is about {about}", other.role.word());
    named("Not called", vec![Span::text(Safe::from(name.gate(Kind::Name))), dim(why)])
}
