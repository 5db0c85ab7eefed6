//! What stands on the page of a message: what it is, its octets, its header, what was signed, and each attempt to send it.
//! What failed stands at the top, before the operator believes a word of the octets.
//! Must not know: what any key does.

use super::Octets;
use crate::{
    domain::check::CheckId,
    registry::{
        Word,
        traffic::{Attempt, Message, RungKind, Way},
    },
    screens::words,
    text::{Kind, Shown, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// Cells a dump of sixteen octets a line takes, with the margins.
const WIDE: u16 = 78;

/// What stands on the page, on so many columns.
pub fn items(message: &Message, octets: Octets, width: u16, now: Timestamp) -> Vec<Item<'static>> {
    let mut items = facts(message, now);
    items.extend(message.failed.iter().map(failed));
    items.extend(body(message, octets, width));
    items.extend(headers(message));
    items.extend(signed(message));
    items.extend(attempts(message));
    items
}

fn ours(text: impl Into<String>) -> Safe<'static> {
    Safe::ours(text.into())
}

fn dim(text: impl Into<String>) -> Span<'static> {
    Span::new(Role::Dim, ours(text))
}

fn facts(message: &Message, now: Timestamp) -> Vec<Item<'static>> {
    let summary = &message.summary;
    let kind = Span::text(words::word(&summary.kind, RungKind::word));
    let place = summary.sequence.map(|sequence| dim(format!("   number {sequence} of its transfer")));
    let peer = summary.peer.map_or_else(|| "nobody known".to_owned(), |peer| peer.to_string());
    let way = match summary.way {
        Way::Sent => format!("sent to {peer}"),
        Way::Received => format!("received from {peer}"),
    };
    let at = format!("   {} UTC, {}", time::second(summary.at), ago(summary.at, now));
    let mut items = vec![
        Item::Field("Kind".into(), std::iter::once(kind).chain(place).collect()),
        Item::Field("Way".into(), vec![Span::text(ours(way)), dim(at)]),
    ];
    if let Some(transfer) = summary.transfer {
        items.push(Item::field("Transfer", Role::Text, ours(transfer.to_string())));
    }
    if let Some(answered) = message.answers {
        items.push(Item::field("Answers", Role::Text, ours(format!("message {answered}"))));
    }
    items.push(verdict(message));
    if let Some(status) = summary.status {
        items.push(Item::field("HTTP status", Role::Text, ours(status.to_string())));
    }
    if let Some(id) = &message.own_id {
        items.push(Item::field("Its own id", Role::Text, id.gate(Kind::Critical)));
    }
    items.push(Item::field("SHA-256", Role::Text, ours(summary.digest.to_string())));
    items
}

/// `just now`, or how long ago.
fn ago(at: Timestamp, now: Timestamp) -> String {
    match time::age(at, now).as_str() {
        "now" => "just now".to_owned(),
        age => format!("{age} ago"),
    }
}

fn verdict(message: &Message) -> Item<'static> {
    let (role, _, word) = words::verdict(&message.summary.verdict);
    let good = message.summary.verdict.is_good();
    let said = if good { Span::new(role, "good") } else { Span::new(role, word) };
    let aside = (!good).then(|| dim("   kept aside: it takes no part in the conversation"));
    let key = message.key.as_ref().map(|key| dim(format!("   key {key}")));
    Item::Field("Signature".into(), std::iter::once(said).chain(aside).chain(key).collect())
}

fn failed(check: &Word<CheckId>) -> Item<'static> {
    let label = words::word(check, |check| check.spec().id);
    let rule = check.known().map_or("a check this console does not know", |check| check.spec().rule);
    Item::Field(ours(format!("Failed {}", label.as_str())), vec![Span::new(Role::Danger, rule)])
}

/// The octets as they travelled. Text goes through the gate; what is no text is shown as a dump in any case.
fn body(message: &Message, octets: Octets, width: u16) -> Vec<Item<'static>> {
    let count = crate::text::number::grouped(message.octets.len() as u64);
    let head = |how: &str| Item::Section(ours(format!("{count} octets, {how}")));
    let text = std::str::from_utf8(&message.octets);
    if let Some(veil) = &message.veil {
        return vec![head("kept back"), Item::Text(vec![Span::new(Role::Warn, ours(veil.sentence()))])];
    }
    match (text, octets) {
        _ if message.octets.is_empty() => vec![Item::Section("No octets: it has no body".into())],
        (Ok(text), Octets::Text) => {
            let shown = Untrusted::new(text).gate(Kind::Prose);
            vec![head("as they travelled"), Item::Exact(vec![Span::text(shown)])]
        }
        (Ok(_), Octets::Hex) => dump(&message.octets, head("as hexadecimal"), width),
        (Err(_), _) => dump(&message.octets, head("no text, so as hexadecimal"), width),
    }
}

fn dump(octets: &[u8], head: Item<'static>, width: u16) -> Vec<Item<'static>> {
    let count = if width >= WIDE { 16 } else { 8 };
    let lines = Shown::dump(octets, count).into_iter().map(|line| Item::Text(vec![Span::text(line)]));
    std::iter::once(head).chain(lines).collect()
}

fn headers(message: &Message) -> Vec<Item<'static>> {
    let mut items = vec![Item::Section("Header".into())];
    if let Some(request) = &message.request {
        let path = Span::text(request.path.gate(Kind::Critical));
        let method = Span::text(ours(format!("{} ", request.method.gate(Kind::Critical))));
        items.push(Item::Field("request".into(), vec![method, path]));
    }
    let line = |(name, value): &(Untrusted, Untrusted)| {
        Item::Field(name.gate(Kind::Critical).into(), vec![Span::text(value.gate(Kind::Critical))])
    };
    items.extend(message.headers.iter().map(line));
    items
}

/// What was signed, line by line.
fn signed(message: &Message) -> Vec<Item<'static>> {
    let Some(base) = &message.signature_base else { return Vec::new() };
    let base = base.gate(Kind::Prose);
    let lines = base.lines().map(|line| Item::Text(vec![Span::text(ours(line))]));
    std::iter::once(Item::Section("What was signed".into())).chain(lines).collect()
}

fn attempts(message: &Message) -> Vec<Item<'static>> {
    if message.attempts.is_empty() {
        return Vec::new();
    }
    let line = |(at, attempt): (usize, &Attempt)| {
        let came = match &attempt.failure {
            None => Span::new(Role::Ok, "answered"),
            Some(why) => Span::new(Role::Warn, why.gate(Kind::Name)),
        };
        let when = dim(format!("{} UTC   ", time::second(attempt.at)));
        Item::Field(ours(format!("Attempt {}", at + 1)), vec![when, came])
    };
    let head = Item::Section("Attempts to send it".into());
    std::iter::once(head).chain(message.attempts.iter().enumerate().map(line)).collect()
}
