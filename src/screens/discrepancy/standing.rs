//! Where a case stands: its state, its owner and its time while it is open; how it ended once it is closed.
//! What is closed says what would open it again, so that nobody takes the end of a case for the end of a difference.
//! Must not know: what was found, and who signed what.

use crate::{
    domain::{
        case::{Case, Closing, Event, State},
        reconcile::RunId,
    },
    registry::{
        Word,
        case::{CaseInFull, Told},
    },
    screens::{Did, Place, linked::Linked, words},
    text::{Kind, time},
    ui::{Safe, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// The section about it.
pub fn of(full: &CaseInFull, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    match (&full.case.state, full.case.closed) {
        (State::Closed(closing), Some(closed)) => ended(full, (closing, closed), now, &mut page),
        _ => open(full, now, &mut page),
    }
    if full.case.reopened > 0 {
        let times = if full.case.reopened == 1 { "once".to_owned() } else { format!("{} times", full.case.reopened) };
        page.field("Came back", Role::Warn, Safe::ours(times));
    }
    page
}

fn open(full: &CaseInFull, now: Timestamp, page: &mut Linked) {
    let case = &full.case;
    page.section("Where it stands");
    let (role, _) = words::case_stage(&Word::Known(case.state.stage()));
    page.field("State", role, Safe::ours(state(case)));
    match &case.owner {
        Some(owner) => page.field("Owner", Role::Text, Safe::ours(owner.to_string())),
        None => page.field("Owner", Role::Warn, "nobody yet"),
    }
    notes(full, now, page);
    let (role, words) = match now {
        now if now < full.due => (Role::Ok, format!("in time until {}", time::full(full.due))),
        now if now < full.suspend => (Role::Warn, format!("late; suspended from {} on", time::full(full.suspend))),
        _ => (Role::Danger, "its ITMOs are to be suspended until it is solved".to_owned()),
    };
    page.field("Time", role, Safe::ours(words));
    itmos(case, page);
}

fn state(case: &Case) -> String {
    match &case.state {
        State::Proposed(proposal) => format!("proposed; {} more to confirm it", proposal.missing()),
        State::Agreed(_) => "agreed; the next run must find that the difference is gone".to_owned(),
        other => other.word().to_owned(),
    }
}

/// How many notes there are, and when the last was written; each stands in what happened.
fn notes(full: &CaseInFull, now: Timestamp, page: &mut Linked) {
    let last = full.story.iter().rev().find(|told| matches!(told.event, Event::Noted { .. }));
    let Some(last) = last else { return page.field("Notes", Role::Dim, "none yet") };
    let age = time::age(last.at, now);
    let ago = if age == "now" { "just now".to_owned() } else { format!("{age} ago") };
    let words = match full.case.notes {
        1 => format!("1, written {ago}"),
        many => format!("{many}, the last written {ago}"),
    };
    page.field("Notes", Role::Text, Safe::ours(words));
}

fn itmos(case: &Case, page: &mut Linked) {
    if case.found.about.blocks().is_empty() {
        return;
    }
    let (role, words) = match (case.frozen, case.keeps_from_orders()) {
        (true, _) => (Role::Blocked, "frozen, and in no new order (B09)"),
        (false, true) => (Role::Blocked, "not frozen, but in no new order (B09)"),
        (false, false) => (Role::Text, "may be named in orders"),
    };
    page.field("Its ITMOs", role, words);
}

fn ended(full: &CaseInFull, (closing, closed): (&Closing, Timestamp), now: Timestamp, page: &mut Linked) {
    let case = &full.case;
    page.section("How it ended");
    page.field("Closed", Role::Ok, Safe::ours(format!("{}, {}", closing.words(), time::full(closed))));
    if let Some(run) = full.story.iter().rev().find_map(no_more) {
        match run {
            Ok(run) => page.lead(Item::field("Not found by", Role::Text, Safe::ours(run.to_string())), Did::Go(Place::Run(run))),
            Err(name) => page.field("Not found by", Role::Text, name),
        }
    }
    page.field("Was open for", Role::Text, Safe::ours(time::span(closed.duration_since(case.opened))));
    match &case.owner {
        Some(owner) => page.field("Looked after by", Role::Text, Safe::ours(owner.to_string())),
        None => page.field("Looked after by", Role::Dim, "nobody"),
    }
    notes(full, now, page);
    itmos(case, page);
    let again = match closing {
        Closing::Accepted(until) => format!("by a run that finds it after {}", time::full(*until)),
        Closing::Pass | Closing::Intervention => "by a run that finds the difference again".to_owned(),
    };
    page.field("Opened again", Role::Dim, Safe::ours(again));
}

/// The run that a step names as the one that found the difference no more, or what stands there instead.
fn no_more(told: &Told) -> Option<Result<RunId, Safe<'static>>> {
    let Event::Gone { run } = &told.event else { return None };
    Some(run.octets().parse().map_err(|_| Safe::from(run.gate(Kind::Critical))))
}
