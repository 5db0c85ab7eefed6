//! What stands on the page of a counterpart registry.
//! Differences and what is beyond its allowance are told in words: a page without colours says the same.
//! Must not know: what any key does.

use crate::{
    domain::{check::LinkState, transfer::Deadlines},
    registry::{
        Assurance, Word,
        traffic::{ChannelKind, Incident, IncidentKind, Maintenance, Peer, PeerKey, Sending, SendingKind, Spoken},
    },
    screens::{Did, Place, linked::Linked, words},
    text::{Kind, Untrusted, number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::{SignedDuration, Timestamp, civil::Date};

/// Incidents and transfers that are named; the lists have all.
const NAMED: usize = 8;

/// What stands on the page, and what of it leads on.
pub fn page(peer: &Peer, now: Timestamp) -> Linked {
    let mut page = Linked::from(link(peer, now));
    page.append(spoken(&peer.theirs, &peer.ours).into());
    page.append(keys(&peer.keys).into());
    page.append(outbox(&peer.outbox, now).into());
    page.append(open(peer));
    page.append(incidents(peer, now));
    page
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

fn ago(at: Timestamp, now: Timestamp) -> String {
    match time::age(at, now).as_str() {
        "now" => "just now".to_owned(),
        age => format!("{age} ago"),
    }
}

fn link(peer: &Peer, now: Timestamp) -> Vec<Item<'static>> {
    let (role, _) = words::link_state(&peer.summary.state);
    let mut items = vec![
        Item::Section("Link".into()),
        Item::field("Name", Role::Text, peer.summary.name.gate(Kind::Name)),
        Item::field("State", role, words::word(&peer.summary.state, LinkState::word)),
    ];
    for channel in &peer.channels {
        let label = match channel.kind.known() {
            Some(ChannelKind::Asking) => "Last asked us".into(),
            Some(ChannelKind::Answering) => "Last answered us".into(),
            None => words::word(&channel.kind, ChannelKind::word),
        };
        let heard = channel
            .seen
            .map_or_else(|| vec![warn("never")], |at| vec![text(ago(at, now)), dim(format!("   {}", time::full(at)))]);
        items.push(Item::Field(label, heard));
    }
    let trip = peer.round_trip.map_or_else(|| dim("not measured yet"), |trip| text(time::span(trip)));
    items.push(named("Round trip", vec![trip]));
    items.push(named("Its clock", clock(peer.clock_offset)));
    items.push(named("Maintenance", maintenance(peer.maintenance, now)));
    items
}

/// How far its clock is from this registry's, and whether that is an alarm (L-checks name the same allowance).
fn clock(offset: Option<SignedDuration>) -> Vec<Span<'static>> {
    let Some(offset) = offset else { return vec![dim("not measured yet")] };
    let allowed = Deadlines::DEFAULT.clock_alarm;
    let apart = time::span(offset.abs());
    let told = if offset.is_zero() {
        "the same as ours".to_owned()
    } else {
        format!("{apart} {} ours", if offset.is_negative() { "behind" } else { "before" })
    };
    if offset.abs() > allowed {
        let beyond = format!("{told}: more than the {} that are usual", time::span(allowed));
        return vec![Span::new(Role::Danger, Safe::ours(beyond))];
    }
    vec![text(told)]
}

fn maintenance(window: Option<Maintenance>, now: Timestamp) -> Vec<Span<'static>> {
    let Some(Maintenance { from, until }) = window else { return vec![dim("none announced")] };
    let span = dim(format!("   {} to {}", time::full(from), time::full(until)));
    let state = if now < from {
        text("announced")
    } else if now < until {
        warn("under way")
    } else {
        dim("over")
    };
    vec![state, span]
}

/// Their word beside ours, and in words where they differ.
fn spoken(theirs: &Spoken, ours: &Spoken) -> Vec<Item<'static>> {
    vec![
        Item::Section("What it speaks, beside what we speak".into()),
        named("Versions", versions(&theirs.versions, &ours.versions)),
        named("Nomenclature", beside(day(theirs.nomenclature), day(ours.nomenclature), theirs.nomenclature == ours.nomenclature)),
        named(
            "Verifies approvals",
            beside(assurance(theirs.assurance.as_ref()), assurance(ours.assurance.as_ref()), theirs.assurance == ours.assurance),
        ),
        named("Can", capabilities(&theirs.can, &ours.can)),
    ]
}

fn beside(theirs: Safe<'static>, ours: Safe<'static>, same: bool) -> Vec<Span<'static>> {
    if same {
        return vec![Span::text(theirs), dim("   the same as ours")];
    }
    vec![Span::new(Role::Warn, theirs), warn(format!("   differs: ours {}", ours.as_str()))]
}

fn day(day: Option<Date>) -> Safe<'static> {
    day.map_or_else(|| "not said".into(), |day| Safe::ours(day.to_string()))
}

fn assurance(level: Option<&Word<Assurance>>) -> Safe<'static> {
    match level {
        None => "not said".into(),
        Some(Word::Known(level)) => Safe::ours(format!("{} {}", level.word(), level.meaning())),
        Some(other) => words::word(other, Assurance::word),
    }
}

fn versions(theirs: &[Untrusted], ours: &[Untrusted]) -> Vec<Span<'static>> {
    let common = theirs.iter().any(|version| ours.contains(version));
    let mut spans = beside(names(theirs), names(ours), same_set(theirs, ours));
    if !common {
        spans.push(Span::new(Role::Danger, "; no version in common"));
    }
    spans
}

fn capabilities(theirs: &[Untrusted], ours: &[Untrusted]) -> Vec<Span<'static>> {
    let mut spans = vec![Span::text(names(theirs))];
    let less: Vec<Untrusted> = ours.iter().filter(|word| !theirs.contains(word)).cloned().collect();
    let more: Vec<Untrusted> = theirs.iter().filter(|word| !ours.contains(word)).cloned().collect();
    if less.is_empty() && more.is_empty() {
        spans.push(dim("   the same as ours"));
    }
    if !less.is_empty() {
        spans.push(warn(format!("   not, as we can: {}", names(&less).as_str())));
    }
    if !more.is_empty() {
        spans.push(warn(format!("   besides: {}", names(&more).as_str())));
    }
    spans
}

fn same_set(a: &[Untrusted], b: &[Untrusted]) -> bool {
    a.iter().all(|word| b.contains(word)) && b.iter().all(|word| a.contains(word))
}

fn names(words: &[Untrusted]) -> Safe<'static> {
    if words.is_empty() {
        return "nothing".into();
    }
    let words: Vec<String> = words.iter().map(|word| word.gate(Kind::Name).to_string()).collect();
    Safe::ours(words.join(", "))
}

fn keys(keys: &[PeerKey]) -> Vec<Item<'static>> {
    let mut items = vec![Item::Section("Keys".into())];
    if !keys.iter().any(|key| key.valid) {
        let nothing = "No key of it is valid: nothing it signs now can be believed.";
        items.push(Item::Text(vec![Span::new(Role::Danger, nothing)]));
    }
    for key in keys {
        let until = key.until.map_or_else(|| "no end".to_owned(), time::full);
        let state = if key.valid { Span::new(Role::Ok, "valid") } else { warn("not valid") };
        let spans = vec![state, dim(format!("   {} to {until}", time::full(key.from)))];
        items.push(Item::Field(Safe::ours(key.id.to_string()), spans));
        items.push(named("  Fingerprint", vec![text(key.public.fingerprint())]));
        let verified = match &key.verified {
            Some(how) => Span::text(how.gate(Kind::Name)),
            None => warn("nobody compared it with the counterpart's own word"),
        };
        items.push(named("  Verified", vec![verified]));
    }
    items
}

fn outbox(outbox: &[Sending], now: Timestamp) -> Vec<Item<'static>> {
    let mut items = vec![Item::Section("Still to be sent to it".into())];
    if outbox.is_empty() {
        items.push(Item::Text(vec![dim("nothing")]));
    }
    for sending in outbox {
        let tries = match sending.attempts {
            0 => "not tried yet".to_owned(),
            1 => "tried once".to_owned(),
            tries => format!("tried {tries} times"),
        };
        let next = sending.next.map_or_else(|| "held until somebody sends it".to_owned(), |at| until(at, now));
        let mut spans = vec![text(tries), dim(format!("   {next}"))];
        if let Some(failure) = &sending.failure {
            spans.push(dim("   "));
            spans.push(Span::new(Role::Warn, failure.gate(Kind::Name)));
        }
        items.push(Item::Field(words::word(&sending.kind, SendingKind::word), spans));
    }
    items
}

fn until(at: Timestamp, now: Timestamp) -> String {
    if at <= now { "next try due".to_owned() } else { format!("next try {}", time::full(at)) }
}

fn open(peer: &Peer) -> Linked {
    let all = peer.summary.open_transfers;
    let mut page = Linked::default();
    page.section("Open transfers, the oldest first");
    if all == 0 {
        page.add(Item::Text(vec![dim("none")]));
    }
    for id in peer.transfers.iter().take(NAMED) {
        page.lead(Item::Text(vec![text(id.to_string())]), Did::Go(Place::Transfer(*id)));
    }
    rest(&mut page, all, peer.transfers.len());
    page
}

fn incidents(peer: &Peer, now: Timestamp) -> Linked {
    let all = peer.summary.incidents;
    let mut page = Linked::default();
    page.section("Incidents, the newest first");
    if all == 0 {
        page.add(Item::Text(vec![dim("none")]));
    }
    for Incident { id, at, kind, detail, message, transfer, .. } in peer.incidents.iter().take(NAMED) {
        let kind = words::word(kind, IncidentKind::word);
        let spans = vec![Span::new(Role::Warn, kind), dim(format!("  {}  ", ago(*at, now))), Span::text(detail.gate(Kind::Name))];
        let evidence = message.map(Place::Message).or(transfer.map(Place::Transfer));
        page.lead(Item::Field(Safe::ours(format!("Number {id}")), spans), evidence.map_or(Did::Nothing, Did::Go));
    }
    rest(&mut page, all, peer.incidents.len());
    page
}

/// How many there are that are not named.
fn rest(page: &mut Linked, all: u64, known: usize) {
    let rest = all.saturating_sub(known.min(NAMED) as u64);
    if rest > 0 {
        page.add(Item::Text(vec![dim(format!("and {} more", grouped(rest)))]));
    }
}
