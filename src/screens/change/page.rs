//! What stands on the page of a change of contacts: who proposed it and why, what is still missing, from when it counts, what differs.
//! How long is left is counted to the minute; that a change is overtaken by another is said before anybody reads on.
//! Must not know: keys, or how a text is signed.

use super::judged::Judged;
use crate::{
    domain::contact::{Directory, PROPOSAL_DAYS, ProposalState, Through},
    evidence::contact_change::{ChangeText, ChangedEntry, ContactChange, entry_digest},
    registry::book::ContactProposal,
    screens::{awaited::said, contact_diff, contact_words as words},
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::{SignedDuration, Timestamp};

/// Old ways that are named on the page.
const MOST_WAYS: usize = 4;

/// A change with what it is about.
pub(super) struct Shown<'a> {
    pub proposal: &'a ContactProposal,
    pub judged: &'a Judged,
    pub directory: &'a Directory,
}

/// What stands before the text, and the place from which on all of it must have been read.
pub(super) fn heading(shown: &Shown<'_>, now: Timestamp) -> (Vec<Item<'static>>, usize) {
    let Shown { proposal, judged, directory } = shown;
    let change = judged.text.change();
    let mut items = about(proposal, change, now);
    if proposal.waits() {
        missing(shown, now, &mut items);
    }
    confirmed(judged, &mut items);
    let first = items.len();
    if proposal.waits() {
        items.push(section("What changes: there now (-), proposed (+)"));
        items.extend(contact_diff::items(directory, &judged.text.entries()));
    }
    let lines = judged.text.as_str().lines().count();
    items.push(section(format!("The change, exactly as it was signed: {lines} lines")));
    (items, first)
}

fn section(title: impl Into<String>) -> Item<'static> {
    Item::Section(Safe::ours(title.into()))
}

fn field(label: &'static str, role: Role, value: impl Into<String>) -> Item<'static> {
    Item::field(label, role, Safe::ours(value.into()))
}

/// Who proposed what, and how far it is.
fn about(proposal: &ContactProposal, change: &ContactChange, now: Timestamp) -> Vec<Item<'static>> {
    let (role, state) = state(proposal, now);
    let proposed = format!("{}, {} ({})", change.initiator, words::ago(proposal.at, now), time::full(proposal.at));
    let reason = Untrusted::new(change.reason.as_str()).gate(Kind::Prose);
    vec![
        section("The proposal"),
        Item::field("State", role, Safe::ours(state)),
        field("Kind", Role::Text, change.kind.word()),
        field("Proposed by", Role::Text, proposed),
        field("Paper", Role::Text, change.basis.to_string()),
        Item::field("Reason", Role::Text, reason),
        field("They asked", Role::Text, by_way(change.method.word(), change.through.as_ref())),
    ]
}

fn by_way(method: &str, through: Option<&Through>) -> String {
    match through {
        Some(way) => format!("{method}, through {way}"),
        None => format!("{method}, through no old channel"),
    }
}

/// Until when a proposal waits.
pub fn waits_until(proposal: &ContactProposal) -> Timestamp {
    let days = SignedDuration::from_hours(PROPOSAL_DAYS * 24);
    proposal.at.saturating_add(days).unwrap_or(Timestamp::MAX)
}

/// How far a change is, with what is left of a time that runs.
pub fn state(proposal: &ContactProposal, now: Timestamp) -> (Role, String) {
    let until = waits_until(proposal);
    match (proposal.state.known(), proposal.counts_from) {
        (Some(ProposalState::Waiting), _) => {
            (Role::Pending, format!("waits for another person, {} left", words::countdown(until, now)))
        }
        (Some(ProposalState::Confirmed), Some(from)) if now < from => {
            (Role::Warn, format!("cooling off, {} left: counts from {}", words::countdown(from, now), words::moment(from, now)))
        }
        (Some(ProposalState::Confirmed), Some(from)) => (Role::Ok, format!("counts since {}", time::full(from))),
        (Some(ProposalState::Confirmed), None) => (Role::Ok, "counts".to_owned()),
        (Some(ProposalState::Cancelled), _) => (Role::Dim, "ended: nothing of it counts".to_owned()),
        (Some(ProposalState::Expired), _) => (Role::Dim, "nobody confirmed it in time".to_owned()),
        (None, _) => (Role::Warn, "in a state this console does not know".to_owned()),
    }
}

/// The same for a cell of a list.
pub fn brief_state(proposal: &ContactProposal, is_own: bool, now: Timestamp) -> (Role, String) {
    let (role, words) = state(proposal, now);
    let brief = match (proposal.state.known(), proposal.counts_from) {
        (Some(ProposalState::Waiting), _) => {
            let whose = if is_own { "yours" } else { "waits" };
            format!("{whose}, {} left", words::countdown(waits_until(proposal), now))
        }
        (Some(ProposalState::Confirmed), Some(from)) if now < from => {
            format!("cooling off, {} left", words::countdown(from, now))
        }
        (Some(ProposalState::Confirmed), Some(from)) => format!("counts since {}", time::day(from)),
        (Some(ProposalState::Cancelled), _) => "ended".to_owned(),
        (Some(ProposalState::Expired), _) => "not confirmed in time".to_owned(),
        _ => words,
    };
    (role, brief)
}

/// What a change that waits still needs: another person, and their word through an old channel.
fn missing(shown: &Shown<'_>, now: Timestamp, items: &mut Vec<Item<'static>>) {
    let Shown { proposal, judged, directory } = shown;
    items.push(section("What is missing"));
    if let Some(entry) = overtaken(directory, &judged.text) {
        let why =
            format!("The {entry} is not any more what this change replaces. It can't be confirmed; end it, and propose anew.");
        return items.push(said(Role::Danger, why));
    }
    let initiator = &judged.text.change().initiator;
    items.push(field("Second person", Role::Pending, format!("anybody who may confirm, but {initiator} (F01)")));
    let entries = judged.text.entries();
    let ways = directory.ways(&entries, (proposal.at, now));
    let needed = directory.needs_old_way(&entries, now);
    match (needed, ways.as_slice()) {
        (true, []) => {
            items.push(field("Old channel", Role::Danger, "none is left that is verified and counts: it can't be confirmed"))
        }
        (false, []) => items.push(field("Old channel", Role::Dim, none_needed(directory.raises_risk(&entries)))),
        (risk, ways) => {
            let role = if risk { Role::Pending } else { Role::Dim };
            let first = if risk { "ask through one of these, never through a new one (F14)" } else { "may be asked through" };
            items.push(field("Old channel", role, first));
            items.extend(ways.iter().take(MOST_WAYS).map(|way| field("", Role::Accent, way.to_string())));
            if let Some(more) = ways.len().checked_sub(MOST_WAYS).filter(|more| *more > 0) {
                items.push(field("", Role::Dim, format!("and {more} more, in the form of the confirmation")));
            }
        }
    }
    if directory.raises_risk(&entries) {
        let words =
            "Once confirmed it counts from noon of the working day the policy says; any one person ends it before (F14, F15).";
        items.push(said(Role::Dim, words));
    }
}

/// Why nobody has to be asked through an old channel.
fn none_needed(raises_risk: bool) -> &'static str {
    if raises_risk {
        "none is known: it is the first word about a registry"
    } else {
        "none is needed: nothing of it leads a call"
    }
}

/// The first entry that is not any more what the change replaces, by its kind.
pub(super) fn overtaken(directory: &Directory, text: &ChangeText) -> Option<&'static str> {
    let differs = |changed: &&ChangedEntry| directory.entry(&changed.entry.key()).map(entry_digest) != changed.replaces;
    text.change().entries.iter().find(differs).map(|changed| changed.entry.key().word())
}

/// What the second person said.
fn confirmed(judged: &Judged, items: &mut Vec<Item<'static>>) {
    let Some(confirmation) = &judged.confirmation else { return };
    let word = confirmation.confirmation();
    items.push(section("The confirmation"));
    items.push(field("Confirmed by", Role::Ok, format!("{}, {}", word.person, time::full(word.made.timestamp()))));
    items.push(field("They said yes", Role::Text, by_way(word.method.word(), word.through.as_ref())));
    if let Some(evidence) = &word.evidence {
        items.push(field("Evidence", Role::Text, evidence.to_string()));
    }
    items.push(Item::Field(
        "What was said".into(),
        vec![Span::text(Safe::from(Untrusted::new(word.reason.as_str()).gate(Kind::Prose)))],
    ));
}
