//! What stands on the page of a case: what is found first, then what can be done about it, then its story.
//! The cause is shown with its arithmetic, and never as more than likely.
//! Must not know: keys.

use super::{said, standing};
use crate::{
    domain::case::{About, Case, Event, Mark, Proposal, ResolutionKind, Thing},
    evidence::standing::Settled,
    registry::case::{CaseInFull, Told},
    screens::{
        Did, Place,
        dossier::{Resolved, Verified},
        likely,
        linked::Linked,
        severity, words,
    },
    text::{
        Kind, Untrusted,
        number::{counted, grouped},
        time,
    },
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// So many runs of ITMOs are named.
const MOST_NAMED: usize = 12;

/// The page; `tried` is who was called about it.
pub fn of(full: &CaseInFull, verified: Option<&Result<Verified, String>>, tried: Vec<Item<'static>>, now: Timestamp) -> Linked {
    let case = &full.case;
    let mut page = found(case, now);
    page.append(said::of(&case.found));
    page.append(standing::of(full, now));
    resolution(case, verified, &mut page);
    if case.is_open() {
        advice(case, &mut page);
    }
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
    match found.run.octets().parse() {
        Ok(run) => {
            lead(&mut page, "Newest run", Safe::ours(found.run.octets().to_owned()), Did::Go(Place::Run(run)));
            lead(&mut page, "Side by side", "all that both books say of it", Did::Go(Place::Differences(run)));
        }
        Err(_) => page.field("Newest run", Role::Text, found.run.gate(Kind::Critical)),
    }
    let until = case.closed.unwrap_or(now);
    page.field("Severity", Role::Text, Safe::ours(severity::reckoned(found.code, found.quantity, found.since, until)));
    if let Some(mover) = found.mover {
        page.field("Since both agreed", Role::Text, mover.word());
    }
    page.add(likely::item(found.code, found.cause.as_ref()));
    page
}

fn about(about: &About, page: &mut Linked) {
    match about {
        About::Units(blocks) => {
            for block in blocks.iter().take(MOST_NAMED) {
                lead(page, "About", words::run(*block), Did::Go(Place::Block(block.first_id())));
            }
            if blocks.len() > MOST_NAMED {
                page.add(text(Role::Dim, format!("and {} more", counted((blocks.len() - MOST_NAMED) as u64, "run"))));
            }
        }
        About::Other { thing: Thing::Snapshot, .. } => page.field("About", Role::Text, "the snapshots of both registries"),
        About::Other { thing, name } => {
            let named = Untrusted::new(format!("{} {}", thing.word(), name.octets()));
            lead(page, "About", named.gate(Kind::Critical), leads(*thing, name.octets()));
        }
    }
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

fn resolution(case: &Case, verified: Option<&Result<Verified, String>>, page: &mut Linked) {
    page.section("Resolution");
    let resolved = match verified {
        None => return page.add(text(Role::Pending, "The roster and the policy are being asked for.")),
        Some(Err(why)) => return page.add(text(Role::Danger, format!("Nothing of it can be verified here: {why}."))),
        Some(Ok(verified)) => verified.resolution.as_ref(),
    };
    let Some(resolved) = resolved else {
        let words = match case.is_open() {
            true => "None is proposed yet. It takes two persons; to live with a difference it takes three.",
            false => "None was needed.",
        };
        return page.add(text(Role::Dim, words));
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
    page.section("What to do");
    likely::advice(case.found.code).into_iter().for_each(|item| page.add(item));
    if let Some((_, peer)) = case.found.lost_transfer() {
        let words = format!(
            "{peer} may still keep its messages: ask for them, and when they are in the archive here, two persons bring back what they prove ({}).",
            ResolutionKind::Replayed.word()
        );
        page.add(text(Role::Text, words));
    }
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
            let many = match found.quantity.count() {
                0 => String::new(),
                many => format!(": {}", counted(many, "ITMO")),
            };
            ours(Role::Text, format!("found by run {}{many}", found.run.gate(Kind::Critical)))
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
