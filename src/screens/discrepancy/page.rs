//! What stands on the page of a case: what is found first, then what can be done about it, then its story.
//! The cause is shown with its arithmetic, and never as more than likely.
//! Must not know: keys.

use crate::{
    domain::{
        BlockRange, ItmoId,
        case::{About, Case, Closing, Event, Mark, Proposal, Sighting, State, Thing},
        reconcile::Said,
    },
    evidence::standing::Settled,
    registry::case::{CaseInFull, Told},
    screens::{
        Did, Place,
        dossier::{Resolved, Verified},
        linked::Linked,
        words,
    },
    text::{Kind, Untrusted, number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// So many runs of ITMOs are named.
const MOST_NAMED: usize = 12;

/// The page; `tried` is who was called about it.
pub fn of(full: &CaseInFull, verified: Option<&Result<Verified, String>>, tried: Vec<Item<'static>>, now: Timestamp) -> Linked {
    let case = &full.case;
    let mut page = found(case, now);
    said(&case.found, &mut page);
    standing(full, now, &mut page);
    resolution(case, verified, &mut page);
    advice(case, &mut page);
    tried.into_iter().for_each(|item| page.add(item));
    story(&full.story, now, &mut page);
    page
}

fn text(role: Role, words: impl Into<String>) -> Item<'static> {
    Item::Text(vec![Span::new(role, Safe::ours(words.into()))])
}

/// A value that leads on.
fn lead(page: &mut Linked, label: &'static str, value: impl Into<Safe<'static>>, to: Did) {
    page.lead(Item::field(label, Role::Text, value), to);
}

fn found(case: &Case, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    let found = &case.found;
    let (role, _) = words::gravity(found.code.gravity());
    page.section("What was found");
    let spec = found.code.spec();
    page.field("Kind", role, Safe::ours(format!("{} {} ({})", spec.id, spec.name, found.code.gravity().word())));
    page.add(text(Role::Dim, spec.rule));
    about(&found.about, &mut page);
    if found.quantity.count() > 0 {
        page.field("ITMOs", Role::Text, Safe::ours(grouped(found.quantity.count())));
    }
    if let Some(account) = &found.account {
        lead(&mut page, "Account", Safe::ours(account.to_string()), Did::Go(Place::Account(account.clone())));
    }
    match found.peer {
        Some(peer) => lead(&mut page, "Between us and", Safe::ours(peer.to_string()), Did::Go(Place::Peer(peer))),
        None => page.field("Within", Role::Text, "this registry: the book against what it should be"),
    }
    let runs = if case.runs == 1 { "1 run".to_owned() } else { format!("{} runs", case.runs) };
    let first = format!("{} ({}), in {runs}", time::full(found.since), time::age(found.since, now));
    page.field("First found", Role::Text, Safe::ours(first));
    page.field("Newest run", Role::Text, found.run.gate(Kind::Critical));
    page.field("Severity", Role::Text, Safe::ours(severity(case, now)));
    if let Some(mover) = found.mover {
        page.field("Since both agreed", Role::Text, mover.word());
    }
    match &found.cause {
        Some(cause) => page.field("Likely", Role::Accent, cause.gate(Kind::Prose)),
        None => page.field("Likely", Role::Dim, "no transfer and no slip of the pen explains it exactly"),
    }
    page
}

/// Units × days × kind, so that whoever reads it can work it out again.
fn severity(case: &Case, now: Timestamp) -> String {
    let all = u64::try_from(case.severity(now)).unwrap_or(u64::MAX);
    let weight = case.found.code.gravity().weight();
    let units = case.quantity().count().max(1);
    let days = case.severity(now).checked_div(u128::from(units).saturating_mul(weight)).unwrap_or(0);
    let weight = grouped(u64::try_from(weight).unwrap_or(u64::MAX));
    format!("{} = {} units × {days} days × {weight}", grouped(all), grouped(units))
}

fn about(about: &About, page: &mut Linked) {
    match about {
        About::Units(blocks) => {
            for block in blocks.iter().take(MOST_NAMED) {
                lead(page, "About", run(*block), Did::Go(Place::Block(block.first_id())));
            }
            if blocks.len() > MOST_NAMED {
                page.add(text(Role::Dim, format!("and {} more runs", grouped((blocks.len() - MOST_NAMED) as u64))));
            }
        }
        About::Other { thing, name } => {
            let named = Untrusted::new(format!("{} {}", thing.word(), name.octets()));
            lead(page, "About", named.gate(Kind::Critical), leads(*thing, name.octets()));
        }
    }
}

fn run(block: BlockRange) -> Safe<'static> {
    let (first, last): (ItmoId, ItmoId) = (block.first_id(), block.last_id());
    if first == last { Safe::ours(first.to_string()) } else { Safe::ours(format!("{first} to {}", last.serial())) }
}

fn leads(thing: Thing, name: &str) -> Did {
    let place = match thing {
        Thing::Transfer => name.parse().ok().map(Place::Transfer),
        Thing::Order => name.parse().ok().map(Place::Order),
        Thing::Authorization => name.parse().ok().map(Place::Authorization),
        Thing::Entry => name.parse().ok().map(Place::Entry),
        Thing::Total | Thing::Snapshot | Thing::Report => None,
    };
    place.map_or(Did::Nothing, Did::Go)
}

/// What each book says, side by side.
fn said(found: &Sighting, page: &mut Linked) {
    page.section("Ours / theirs");
    if found.said.is_empty() {
        page.add(text(Role::Dim, "The kind says all there is: one book has a line about it and the other has none."));
    }
    let side = |value: &Option<Untrusted>| value.as_ref().map(|value| value.gate(Kind::Critical));
    for Said { field, ours, theirs } in &found.said {
        let shown = |value| match side(value) {
            Some(value) => Span::text(Safe::from(value)),
            None => Span::new(Role::Dim, "says nothing"),
        };
        let spans = vec![shown(ours), Span::new(Role::Dim, "  /  "), shown(theirs)];
        page.add(Item::Field(Safe::ours(field.word().to_owned()), spans));
    }
}

fn standing(full: &CaseInFull, now: Timestamp, page: &mut Linked) {
    let case = &full.case;
    page.section("Where it stands");
    let (role, _) = words::case_stage(&crate::registry::Word::Known(case.state.stage()));
    page.field("State", role, Safe::ours(state(case, now)));
    match &case.owner {
        Some(owner) => page.field("Owner", Role::Text, Safe::ours(owner.to_string())),
        None => page.field("Owner", Role::Warn, "nobody yet"),
    }
    if case.is_open() {
        let (role, words) = match now {
            now if now < full.due => (Role::Ok, format!("in time until {}", time::full(full.due))),
            now if now < full.suspend => (Role::Warn, format!("late; suspended from {} on", time::full(full.suspend))),
            _ => (Role::Danger, "its ITMOs are to be suspended until it is solved".to_owned()),
        };
        page.field("Time", role, Safe::ours(words));
    }
    if !case.found.about.blocks().is_empty() {
        let (role, words) = match (case.frozen, case.keeps_from_orders()) {
            (true, _) => (Role::Blocked, "frozen, and in no new order (B09)"),
            (false, true) => (Role::Blocked, "not frozen, but in no new order (B09)"),
            (false, false) => (Role::Text, "may be named in orders"),
        };
        page.field("Its ITMOs", role, words);
    }
    if case.reopened > 0 {
        page.field("Came back", Role::Warn, Safe::ours(format!("{} times", case.reopened)));
    }
}

fn state(case: &Case, now: Timestamp) -> String {
    match &case.state {
        State::Closed(Closing::Accepted(until)) => format!("closed: accepted difference until {}", time::full(*until)),
        State::Closed(closing) => {
            let when = case.closed.map_or_else(String::new, |at| format!(", {} ago", time::age(at, now)));
            format!("closed: {}{when}", closing.words())
        }
        State::Proposed(proposal) => format!("proposed; {} more to confirm it", proposal.missing()),
        State::Agreed(_) => "agreed; the next run must find that the difference is gone".to_owned(),
        other => other.word().to_owned(),
    }
}

fn resolution(case: &Case, verified: Option<&Result<Verified, String>>, page: &mut Linked) {
    page.section("Resolution");
    let resolved = match verified {
        None => return page.add(text(Role::Pending, "The roster and the policy are being asked for.")),
        Some(Err(why)) => return page.add(text(Role::Danger, format!("Nothing of it can be verified here: {why}."))),
        Some(Ok(verified)) => verified.resolution.as_ref(),
    };
    let Some(resolved) = resolved else {
        return page
            .add(text(Role::Dim, "None is proposed yet. It takes two persons; to live with a difference it takes three."));
    };
    let said = resolved.text.text.resolution();
    let kind = said.resolution.kind();
    let until = said.resolution.until().map_or_else(String::new, |until| format!(", until {}", time::full(until)));
    page.field("What", Role::Text, Safe::ours(format!("{}{until}", kind.word())));
    page.add(text(Role::Dim, kind.meaning()));
    page.field("Why", Role::Text, Untrusted::new(said.reason.as_str()).gate(Kind::Prose));
    page.field("Proposed by", Role::Text, Safe::ours(format!("{} at {}, {}", said.person, said.station, said.made)));
    agreed(case.proposal(), resolved, page);
    for document in &said.evidence {
        page.field("Evidence", Role::Text, Untrusted::new(document.name()).gate(Kind::Name));
        page.field("", Role::Dim, Safe::ours(format!("sha256 {}", document.sha256)));
    }
    for order in &said.orders {
        lead(page, "Corrected by", Safe::ours(order.to_string()), Did::Go(Place::Order(*order)));
    }
    page.field("Text (sha256)", Role::Dim, Safe::ours(resolved.text.text.sha256().to_string()));
}

fn agreed(proposal: Option<&Proposal>, resolved: &Resolved, page: &mut Linked) {
    for person in &resolved.settlement.confirmed {
        page.field("Confirmed by", Role::Ok, Safe::ours(format!("{person}, signature verified")));
    }
    for (place, objection) in &resolved.settlement.discounted {
        let words = format!("word {} does not count: {objection} ({})", place + 1, objection.rule());
        page.field("", Role::Warn, Safe::ours(words));
    }
    let (role, words) = match &resolved.settlement.state {
        Settled::Void(objection) => (Role::Danger, format!("void: {objection} ({})", objection.rule())),
        Settled::Waiting(missing) => (Role::Pending, format!("waits for {missing} more")),
        Settled::Agreed => (Role::Ok, "agreed by as many as it takes".to_owned()),
        Settled::Declined(person) => (Role::Dim, format!("declined by {person}")),
        Settled::Expired(since) => (Role::Dim, format!("expired {} (F13)", time::full(*since))),
    };
    page.field("By the signatures", role, Safe::ours(words));
    let counted = proposal.map(|proposal| proposal.confirmed.len());
    if counted.is_some_and(|counted| counted != resolved.settlement.confirmed.len()) {
        page.add(text(Role::Danger, "The registry counts other confirmations than the signatures show."));
    }
}

fn advice(case: &Case, page: &mut Linked) {
    let spec = case.found.code.spec();
    page.section("What to do");
    page.field("Look first at", Role::Text, spec.look);
    page.field("Resolved by", Role::Text, spec.resolve);
}

fn story(story: &[Told], now: Timestamp, page: &mut Linked) {
    page.section("What happened");
    for told in story.iter().rev() {
        let (role, words) = happened(&told.event);
        let when = Span::new(Role::Dim, Safe::ours(format!("{:>5}  ", time::age(told.at, now))));
        let mut spans = vec![when, Span::new(role, words)];
        if let Event::Noted { text, .. } = &told.event {
            spans.push(Span::text(Safe::from(text.gate(Kind::Prose))));
        }
        page.lead(Item::Text(spans), Did::Go(Place::Entry(told.entry)));
    }
}

fn happened(event: &Event) -> (Role, Safe<'static>) {
    let ours = |role, words: String| (role, Safe::ours(words));
    match event {
        Event::Found(found) => {
            let words = format!("found by run {}: {} ITMOs", found.run.gate(Kind::Critical), grouped(found.quantity.count()));
            ours(Role::Text, words)
        }
        Event::Gone { run } => ours(Role::Ok, format!("not found any more by run {}", run.gate(Kind::Critical))),
        Event::Owned { owner, by } if owner == by => ours(Role::Text, format!("taken by {owner}")),
        Event::Owned { owner, by } => ours(Role::Text, format!("given to {owner} by {by}")),
        Event::Noted { by, mark, .. } => {
            let mark = mark.map_or_else(String::new, |mark| format!(" ({})", marked(mark)));
            ours(if mark.is_empty() { Role::Text } else { Role::Warn }, format!("{by}{mark}: "))
        }
        Event::Frozen { by: Some(by) } => ours(Role::Blocked, format!("its ITMOs were frozen by {by}")),
        Event::Frozen { by: None } => ours(Role::Blocked, "its ITMOs were frozen by rule".to_owned()),
        Event::Proposed { by, resolution, .. } => ours(Role::Accent, format!("{by} proposed: {}", resolution.kind().word())),
        Event::Confirmed { by, .. } => ours(Role::Ok, format!("{by} confirmed the resolution")),
        Event::Declined { by, .. } => ours(Role::Warn, format!("{by} declined the resolution")),
    }
}

fn marked(mark: Mark) -> &'static str {
    match mark {
        Mark::CounterpartTold => "told the counterpart",
        Mark::Escalated => "escalated",
        Mark::SecurityIncident => "security incident",
    }
}
