//! What is said of one segment: what was found there and why probably, and what each book says, what differs before what does not.
//! Both sides are told whole: what a person compares must not be shortened.
//! Must not know: where on the screen it stands.

use crate::{
    domain::reconcile::{Code, Field, Finding, Said, Subject},
    evidence::reconciliation::about,
    registry::run::{Relation, Run, RunSegment},
    screens::{likely, words},
    text::{Kind, Untrusted, number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// What is said of a segment, in three parts.
pub struct Told {
    /// What was found, and why probably.
    pub found: Vec<Item<'static>>,
    /// What each side says: ours, theirs.
    pub sides: [Vec<Item<'static>>; 2],
    /// Both sides in one, for where there is no room for two: what differs, and what does not.
    pub both: [Vec<Item<'static>>; 2],
}

/// Everything that is said of a segment.
pub fn of(run: &Run, segment: &RunSegment, findings: &[&Finding], now: Timestamp) -> Told {
    let names = sides(run, segment);
    let side = |at: usize, role: Role| one_side(segment, names.get(at).copied().unwrap_or_default(), at == 0, role);
    Told {
        found: found(run, segment, findings, now),
        sides: [side(0, Role::DiffOurs), side(1, Role::DiffTheirs)],
        both: both(segment, names),
    }
}

/// The titles of the two sides, over all segments.
pub fn titles(run: &Run) -> [&'static str; 2] {
    if run.summary.peer.is_some() { ["OURS", "THEIRS"] } else { ["OUR BOOK", "SHOULD BE"] }
}

/// What the two sides are called: the books of two registries, or a book and what it should be.
fn sides(run: &Run, segment: &RunSegment) -> [&'static str; 2] {
    match (segment.relation, run.summary.peer) {
        (Relation::OverlapOurs | Relation::OverlapTheirs, _) => ["The line that begins first", "The other line"],
        (_, None) => ["Our book", "As it should be"],
        (_, Some(_)) => ["Ours", "Theirs"],
    }
}

fn text(role: Role, words: impl Into<String>) -> Item<'static> {
    Item::Text(vec![Span::new(role, Safe::ours(words.into()))])
}

fn found(run: &Run, segment: &RunSegment, findings: &[&Finding], now: Timestamp) -> Vec<Item<'static>> {
    let mut items = vec![Item::Section("Segment".into())];
    match &segment.subject {
        Subject::Units(block) => {
            items.push(Item::field("First ITMO", Role::Text, Safe::ours(block.first_id().to_string())));
            items.push(Item::field("Last ITMO", Role::Text, Safe::ours(block.last_id().to_string())));
            items.push(Item::field("ITMOs", Role::Text, Safe::number(block.quantity().count())));
        }
        other => items.push(Item::field("About", Role::Text, Safe::ours(about(other)))),
    }
    if run.summary.peer.is_some() && matches!(segment.subject, Subject::Units(_)) {
        items.push(Item::field("Books", Role::Text, related(segment.relation)));
    }
    if segment.found.is_empty() {
        items.push(match segment.relation {
            Relation::Equal => text(Role::Ok, "Nothing was found here."),
            _ => text(Role::Dim, "Not counted: it is about a third registry, and only that one knows."),
        });
    }
    for (code, case) in &segment.found {
        let (role, _) = words::gravity(code.gravity());
        let case = case.map_or_else(|| "   no case".to_owned(), |case| format!("   {case}"));
        let name = Span::new(role, Safe::ours(format!("{} ({})", code.spec().name, code.gravity().word())));
        items.push(Item::Field(Safe::ours(code.id()), vec![name, Span::text(Safe::ours(case))]));
        if let Some(finding) = findings.iter().find(|finding| finding.code == *code) {
            items.extend(beside_the_lines(segment, finding));
            items.extend(why(finding, now));
        }
        items.extend(likely::advice(*code));
    }
    items
}

/// What was found although the lines say the same: a mark or evidence that is missing, two lines of one book.
fn beside_the_lines(segment: &RunSegment, finding: &Finding) -> Vec<Item<'static>> {
    if !matches!(segment.relation, Relation::Equal | Relation::OverlapOurs | Relation::OverlapTheirs) {
        return Vec::new();
    }
    finding.said.iter().map(|said| Item::Field(said.field.word().into(), alone(said, ["Ours", "Theirs"]))).collect()
}

/// What one side alone says, or both.
fn alone(said: &Said, names: [&str; 2]) -> Vec<Span<'static>> {
    let which = |name: &str| match name {
        "As it should be" => "   as it should be".to_owned(),
        name => format!("   in {}", name.to_lowercase()),
    };
    let name = |at: usize| Span::new(Role::Dim, Safe::ours(which(names.get(at).copied().unwrap_or_default())));
    match (&said.ours, &said.theirs) {
        (Some(_), None) => vec![value(said, true, Role::DiffOurs), name(0)],
        (None, Some(_)) => vec![value(said, false, Role::DiffTheirs), name(1)],
        _ => vec![value(said, true, Role::DiffOurs), Span::new(Role::Dim, "  /  "), value(said, false, Role::DiffTheirs)],
    }
}

/// Why it is probably so, and since when.
fn why(finding: &Finding, now: Timestamp) -> Vec<Item<'static>> {
    let cause = finding.cause.as_ref().map(|cause| Untrusted::new(cause.sentence()));
    let mut items = vec![likely::item(finding.code, cause.as_ref())];
    if let Some(mover) = finding.mover {
        items.push(Item::field("Since both agreed", Role::Text, mover.word()));
    }
    if let Some(otherwise) = finding.otherwise {
        let words = format!("{} {}", Code::id(otherwise), otherwise.spec().name);
        items.push(Item::field("Otherwise it is", Role::Text, Safe::ours(words)));
    }
    if let Some(clears) = finding.clears_at {
        items.push(Item::field("Should clear by", Role::Text, Safe::ours(time::full(clears))));
    }
    let runs = if finding.runs == 1 { "this run".to_owned() } else { format!("{} runs", grouped(u64::from(finding.runs))) };
    let since = format!("{} ({}), in {runs}", time::full(finding.since), time::age(finding.since, now));
    items.push(Item::field("First found", Role::Text, Safe::ours(since)));
    items
}

fn related(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "both say the same",
        Relation::Differ => "both have it and say different things",
        Relation::OursOnly => "only ours has a line about it",
        Relation::TheirsOnly => "only theirs has a line about it",
        Relation::OverlapOurs => "two lines of ours are about it",
        Relation::OverlapTheirs => "two lines of theirs are about it",
    }
}

/// What differs first. Where one book has no line at all, or two that are alike, it is who holds the ITMOs and where; where two things
/// are alike that should not be, such as the persons of an order, it is all of it.
fn parted(segment: &RunSegment) -> (Vec<&Said>, Vec<&Said>) {
    let is_in_question = |said: &Said| match segment.relation {
        _ if !segment.differing.is_empty() => segment.differing.contains(&said.field),
        Relation::Equal => false,
        Relation::Differ => true,
        _ => matches!(said.field, Field::Holder | Field::Account | Field::Class),
    };
    segment.said.iter().partition(|said| is_in_question(said))
}

fn value(said: &Said, is_ours: bool, role: Role) -> Span<'static> {
    let value = if is_ours { &said.ours } else { &said.theirs };
    match value {
        Some(value) => Span::new(role, Safe::from(value.gate(Kind::Critical))),
        None => Span::new(Role::Dim, "says nothing"),
    }
}

/// One side by itself.
fn one_side(segment: &RunSegment, name: &'static str, is_ours: bool, role: Role) -> Vec<Item<'static>> {
    let mut items = vec![Item::Section(name.into())];
    let (differ, same) = parted(segment);
    let absent = if is_ours { Relation::TheirsOnly } else { Relation::OursOnly };
    if segment.relation == absent {
        items.push(text(Role::Dim, "No line about these ITMOs."));
        return items;
    }
    let field = |said: &&Said, role: Role| Item::Field(said.field.word().into(), vec![value(said, is_ours, role)]);
    items.extend(differ.iter().map(|said| field(said, role)));
    if !same.is_empty() && !differ.is_empty() {
        items.push(Item::Section("Not in question".into()));
    }
    items.extend(same.iter().map(|said| field(said, Role::Text)));
    items
}

/// Both sides in one list.
fn both(segment: &RunSegment, names: [&'static str; 2]) -> [Vec<Item<'static>>; 2] {
    let (differ, same) = parted(segment);
    let mut items = Vec::new();
    if !differ.is_empty() || segment.relation != Relation::Equal {
        items.push(Item::Section(Safe::ours(format!("{} / {}", names[0], names[1].to_lowercase()))));
    }
    for said in differ {
        let spans = match segment.relation {
            Relation::OursOnly | Relation::TheirsOnly => {
                let ours = side(said, segment, true, Role::DiffOurs);
                vec![ours, Span::new(Role::Dim, "  /  "), side(said, segment, false, Role::DiffTheirs)]
            }
            _ => alone(said, names),
        };
        items.push(Item::Field(said.field.word().into(), spans));
    }
    if segment.said.is_empty() {
        items.push(text(Role::Dim, "The kind says all there is."));
    }
    let mut rest = Vec::new();
    if !same.is_empty() {
        rest.push(Item::Section("Not in question".into()));
    }
    for said in same {
        let mut spans = vec![value(said, said.ours.is_some(), Role::Text)];
        if said.ours != said.theirs {
            let only = if said.ours.is_some() { "   only ours says it" } else { "   only theirs says it" };
            spans.push(Span::new(Role::Dim, only));
        }
        rest.push(Item::Field(said.field.word().into(), spans));
    }
    [items, rest]
}

/// What one of the two says; a book without a line says nothing of any field.
fn side(said: &Said, segment: &RunSegment, is_ours: bool, role: Role) -> Span<'static> {
    let absent = if is_ours { Relation::TheirsOnly } else { Relation::OursOnly };
    if segment.relation == absent { Span::new(Role::Dim, "no line") } else { value(said, is_ours, role) }
}
