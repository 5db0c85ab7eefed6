//! How a run goes, step by step: what is done, what goes on and for how long, what is still to come.
//! A run within the registry is one look at the book, so its checks are counted and not watched.
//! Must not know: what a run finds.

use crate::{
    registry::{
        Word,
        run::{Run, RunState, Tier, TierState},
    },
    screens::words,
    text::{Kind, number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// Where a step of a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Done,
    NotNeeded,
    GoesOn,
    ToCome,
    NotReached,
}

impl Stage {
    fn look(self) -> (Role, &'static str) {
        match self {
            Self::Done => (Role::Ok, "done"),
            Self::NotNeeded => (Role::Dim, "not needed"),
            Self::GoesOn => (Role::Accent, "under way"),
            Self::ToCome => (Role::Pending, "to come"),
            Self::NotReached => (Role::Dim, "not reached"),
        }
    }
}

/// The steps of a run.
pub fn items(run: &Run, now: Timestamp) -> Vec<Item<'static>> {
    if run.summary.peer.is_none() {
        let done = run.tiers.iter().filter(|tier| tier.state.is(&TierState::Done)).count();
        let said = format!("{done} of {} in one look at the book", run.tiers.len());
        return vec![Item::Section("Checks".into()), Item::field("Done", Role::Text, Safe::ours(said))];
    }
    let mut items = vec![Item::Section("Tiers".into()), moment(run, now)];
    let mut since = run.commitment.map_or(run.summary.begun, |_| run.summary.at);
    for tier in &run.tiers {
        items.extend(one(run, tier, since, now));
        since = tier.ended.unwrap_or(since);
    }
    items.push(result(run, since, now));
    items
}

fn field(label: impl Into<Safe<'static>>, stage: Stage, rest: String) -> Item<'static> {
    let (role, word) = stage.look();
    let mut spans = vec![Span::new(role, word)];
    if !rest.is_empty() {
        spans.push(Span::text(Safe::ours(format!("   {rest}"))));
    }
    Item::Field(label.into(), spans)
}

/// How long a step has gone on, in words; nothing where the registry's clock is ahead.
fn lasts(since: Timestamp, now: Timestamp) -> String {
    let so_far = now.duration_since(since);
    if so_far.is_negative() { String::new() } else { format!(", for {}", time::span(so_far)) }
}

/// Both freeze what their books say at one moment: until it comes there is nothing to compare.
fn moment(run: &Run, now: Timestamp) -> Item<'static> {
    let at = run.summary.at;
    let clock = format!("{} UTC", time::second(at));
    let (stage, said) = match run.summary.state.known() {
        Some(RunState::Agreeing) if at > now => {
            (Stage::GoesOn, format!("both freeze their books at {clock}, in {}", time::span(at.duration_since(now))))
        }
        Some(RunState::Agreeing) => (Stage::GoesOn, format!("both freeze their books at {clock}{}", lasts(at, now))),
        Some(RunState::Failed) if run.commitment.is_none() => (Stage::NotReached, "our book was not frozen".to_owned()),
        _ => (Stage::Done, format!("our book is frozen as of {clock}")),
    };
    field("0 Moment", stage, said)
}

/// A tier by its number and name, what it counts, and what is done in it.
fn called(tier: &Tier) -> (Safe<'static>, &'static str, &'static str) {
    match tier.name.octets() {
        "totals" => ("1 Totals".into(), "sums", "each side's sums must be those it committed to"),
        "blocks" => {
            ("2 Blocks".into(), "parts of the books", "parts whose digests differ are opened, until both show their lines")
        }
        "history" => ("3 History".into(), "transfers", "the transfers of both histories, page by page"),
        _ => (Safe::from(tier.name.gate(Kind::Name)), "things", ""),
    }
}

/// A tier that waits goes on when the run is in its state; a registry may count it only when something of it is done.
fn stage(run: &Run, tier: &Tier) -> Option<Stage> {
    let state = tier.state.known()?;
    let run = run.summary.state.known();
    let at_it = match tier.name.octets() {
        "totals" => matches!(run, Some(RunState::Frozen | RunState::Totals)),
        "blocks" => run == Some(&RunState::Blocks),
        "history" => run == Some(&RunState::History),
        _ => false,
    };
    let is_over = run.is_some_and(|state| state.is_over());
    Some(match state {
        TierState::Done => Stage::Done,
        TierState::NotNeeded => Stage::NotNeeded,
        TierState::Waiting | TierState::UnderWay if is_over => Stage::NotReached,
        TierState::UnderWay => Stage::GoesOn,
        TierState::Waiting if at_it => Stage::GoesOn,
        TierState::Waiting => Stage::ToCome,
    })
}

fn one(run: &Run, tier: &Tier, since: Timestamp, now: Timestamp) -> Vec<Item<'static>> {
    let (label, many, does) = called(tier);
    let Some(stage) = stage(run, tier) else {
        let (role, _) = words::tier_state(&tier.state);
        return vec![Item::field(label, role, words::word(&tier.state, TierState::word))];
    };
    let count = format!("{} of {} {many}", grouped(tier.done), grouped(tier.of));
    let took = tier.ended.map_or_else(String::new, |ended| format!(" in {}", time::span(ended.duration_since(since))));
    let said = match stage {
        Stage::Done => count + &took,
        Stage::NotNeeded => "everything was equal one tier above".to_owned(),
        // How much there is, nobody knows before the sums are here.
        Stage::GoesOn if tier.of == 0 => format!("{does}{}", lasts(since, now)),
        Stage::GoesOn => count + &lasts(since, now),
        Stage::NotReached if tier.done > 0 => count,
        Stage::ToCome if tier.of > 0 => format!("{} {many}", grouped(tier.of)),
        Stage::ToCome | Stage::NotReached => String::new(),
    };
    let mut items = vec![field(label, stage, said)];
    if stage == Stage::GoesOn && tier.of > 0 {
        items.push(Item::Share("".into(), tier.done, tier.of));
        items.push(Item::field("", Role::Dim, does));
    }
    items
}

fn result(run: &Run, since: Timestamp, now: Timestamp) -> Item<'static> {
    let (stage, said) = match &run.summary.state {
        _ if run.result.is_some() => (Stage::Done, "signed".to_owned()),
        Word::Known(RunState::Signing) => (Stage::GoesOn, format!("each signs the text that both made{}", lasts(since, now))),
        Word::Known(RunState::Failed) => (Stage::NotReached, "nothing was signed".to_owned()),
        _ => (Stage::ToCome, "a text that each makes by itself and both sign".to_owned()),
    };
    field("4 Result", stage, said)
}
