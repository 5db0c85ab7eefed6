//! The head of a transfer's page: what it is, whose turn, both registries side by side, and the likely cause when it stands still.
//! What the counterpart is said to be in is what it signed, with the moment it said so.
//! Must not know: what stands below.

use super::cause::Cause;
use crate::{
    domain::{
        AccountId, RegistryId,
        transfer::{InState, OutState, Side, Whereabouts},
    },
    registry::{
        Word,
        traffic::{Transfer, TransferState, Turn, Way},
    },
    screens::words,
    text::{Kind, number::counted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::{SignedDuration, Timestamp};

/// The widest left column.
const WIDEST: usize = 40;
/// Cells between the two registries.
const BETWEEN: usize = 3;

/// What stands at the top.
pub fn items(transfer: &Transfer, now: Timestamp) -> Vec<Item<'static>> {
    let mut items = vec![what(transfer), turn(transfer, now)];
    items.extend(transfer.summary.veil.iter().map(|veil| Item::Text(vec![Span::new(Role::Warn, ours(veil.sentence()))])));
    items.push(Item::Gap);
    items.extend(sides(transfer, now));
    if let Some(Cause { likely, helps, never }) = Cause::of(transfer, now) {
        items.push(Item::Gap);
        items.push(Item::field("Likely", Role::Warn, likely));
        items.push(Item::field("Helps", Role::Text, helps));
        if !never.is_empty() {
            items.push(Item::field("Never", Role::Danger, never));
        }
    }
    items
}

fn ours(text: impl Into<String>) -> Safe<'static> {
    Safe::ours(text.into())
}

fn dim(text: impl Into<String>) -> Span<'static> {
    Span::new(Role::Dim, ours(text))
}

fn what(transfer: &Transfer) -> Item<'static> {
    let summary = &transfer.summary;
    let mut series: Vec<String> = Vec::new();
    for span in transfer.picks.spans() {
        let word = format!("{} vintage {}", span.series.approach, span.series.vintage);
        if !series.contains(&word) {
            series.push(word);
        }
    }
    let of = match series.as_slice() {
        [one] => one.clone(),
        many => format!("{} approaches and vintages", many.len()),
    };
    let words = match summary.hides_units() {
        true => format!("so many ITMOs ({})", words::TYPE_AGAIN),
        false => counted(summary.quantity.count(), "ITMO"),
    };
    Item::Text(vec![
        Span::text(ours(format!("{} ", summary.direction.word()))),
        Span::text(summary.action.gate(Kind::Name)),
        dim(", "),
        Span::text(ours(words)),
        dim(format!(", {of}")),
    ])
}

/// Whose turn it is, since when, and until when.
fn turn(transfer: &Transfer, now: Timestamp) -> Item<'static> {
    let summary = &transfer.summary;
    let (ours_id, peer) = registries(transfer);
    let waits = match (summary.turn.known(), peer) {
        (Some(Turn::Us), _) => Span::new(Role::Warn, ours(format!("waiting for us, {ours_id}"))),
        (Some(Turn::Peer), Some(peer)) => Span::new(Role::Pending, ours(format!("waiting for {peer}"))),
        (Some(Turn::Nobody), _) if summary.state.known().is_some_and(|state| state.is_final()) => Span::new(Role::Ok, "over"),
        (Some(Turn::Nobody), _) => Span::new(Role::Dim, "nobody's turn"),
        _ => Span::new(Role::Warn, ours(format!("waiting for {}", words::word(&summary.turn, Turn::word).as_str()))),
    };
    let age = dim(match time::age(summary.since, now).as_str() {
        "now" => " since just now".to_owned(),
        age => format!(" for {age}"),
    });
    let due = summary.due.map(|due| {
        let left = due.duration_since(now);
        match left < SignedDuration::ZERO {
            true => Span::new(Role::Danger, ours(format!("overdue by {}", time::span(left.abs())))),
            false => dim(format!("due in {}, {}", time::span(left), time::full(due))),
        }
    });
    // The gap is no part of what is emphasised: a theme may underline that.
    let due = due.map(|due| [Span::text("   "), due]);
    Item::Text([waits, age].into_iter().chain(due.into_iter().flatten()).collect())
}

/// The registry that shows it, and the other one.
fn registries(transfer: &Transfer) -> (RegistryId, Option<RegistryId>) {
    let (from, to) = (transfer.summary.from.registry, transfer.summary.to.registry);
    let here = if transfer.summary.direction.side() == Side::Transferring { from } else { to };
    (here, transfer.summary.counterpart())
}

/// One registry's column.
struct Column {
    registry: String,
    state: (Role, Safe<'static>),
    /// How long ago the counterpart signed that.
    said: Option<String>,
    since: String,
    account: String,
    units: String,
}

/// Both columns, line by line; what stays within a registry has one.
fn sides(transfer: &Transfer, now: Timestamp) -> Vec<Item<'static>> {
    let (us, peer) = registries(transfer);
    let summary = &transfer.summary;
    let side = summary.direction.side();
    let (here_end, there_end) = match side {
        Side::Transferring => (&summary.from, &summary.to),
        Side::Acquiring => (&summary.to, &summary.from),
    };
    let here = Column {
        registry: match peer {
            Some(_) => format!("{us}, {}", side.word()),
            None => us.to_string(),
        },
        state: state(&summary.state),
        said: None,
        since: since(summary.since, now),
        account: match summary.hides_accounts() {
            true => words::TYPE_AGAIN.to_owned(),
            false => account(&here_end.account, peer.is_none().then_some(&there_end.account)),
        },
        units: units(&summary.state),
    };
    let Some(peer) = peer else { return lines(&here, None) };
    let there = Column {
        registry: format!("{peer}, {}", side.other().word()),
        state: match (&summary.peer_state, transfer.peer.as_ref()) {
            (Some(word), _) => state(word),
            (None, Some(_)) => (Role::Danger, "does not know it".into()),
            (None, None) => (Role::Dim, "has not said".into()),
        },
        said: said(transfer).map(|at| time::age(at, now)),
        since: said_since(transfer).map_or_else(String::new, |at| since(at, now)),
        account: if summary.hides_accounts() { words::TYPE_AGAIN.to_owned() } else { there_end.account.to_string() },
        units: summary.peer_state.as_ref().map_or_else(String::new, units),
    };
    lines(&here, Some(&there))
}

/// Since when the counterpart is in the state it last said, if it said so with that state.
fn said_since(transfer: &Transfer) -> Option<Timestamp> {
    let peer = transfer.peer.as_ref().filter(|peer| peer.state == transfer.summary.peer_state);
    peer.and_then(|peer| peer.since)
}

/// When the counterpart last signed what its state is: in an answer to a question, or with its last good message.
fn said(transfer: &Transfer) -> Option<Timestamp> {
    let asked = transfer.peer.as_ref().map(|peer| peer.as_of);
    let heard = transfer.messages.iter().filter(|rung| rung.way == Way::Received && rung.verdict.is_good()).map(|rung| rung.at);
    transfer.summary.peer_state.as_ref().and_then(|_| asked.max(heard.max())).or(asked)
}

fn state(word: &Word<TransferState>) -> (Role, Safe<'static>) {
    (words::transfer_state(word).0, words::word(word, TransferState::word))
}

fn since(at: Timestamp, now: Timestamp) -> String {
    format!("{} {}, {}", time::day(at), time::minute(at), time::age(at, now))
}

fn account(here: &AccountId, to: Option<&AccountId>) -> String {
    to.map_or_else(|| here.to_string(), |to| format!("{here} to {to}"))
}

/// Where the units are in the book of the registry that is in this state, and what locks them.
fn units(word: &Word<TransferState>) -> String {
    let words = match word.known() {
        None => "not known",
        Some(TransferState::Transferring(state)) => whereabouts(*state),
        Some(TransferState::Acquiring(InState::Completed)) => "credited",
        Some(TransferState::Acquiring(InState::InDoubt)) => "provisional credit, frozen",
        Some(TransferState::Acquiring(state)) if state.holds_provisional_credit() => "provisional credit",
        Some(TransferState::Acquiring(_)) => "none booked",
    };
    words.to_owned()
}

fn whereabouts(state: OutState) -> &'static str {
    match state.units() {
        Whereabouts::Reserved => "reserved for the order",
        Whereabouts::Locked => "locked",
        Whereabouts::InTransit => "debited, in transit",
        Whereabouts::Delivered => "debited, delivered",
        Whereabouts::Released => "free again",
    }
}

fn lines(here: &Column, there: Option<&Column>) -> Vec<Item<'static>> {
    let plain = |text: &String| vec![Span::text(ours(text.clone()))];
    let cells = |column: &Column| {
        let (role, state) = column.state.clone();
        let said = column.said.as_ref().map(|age| match age.as_str() {
            "now" => dim(", said just now"),
            age => dim(format!(", said {age} ago")),
        });
        let state = std::iter::once(Span::new(role, state)).chain(said).collect();
        let registry = vec![Span::new(Role::Title, ours(column.registry.clone()))];
        [registry, state, plain(&column.since), plain(&column.account), plain(&column.units)]
    };
    let wide = |cell: &Vec<Span<'_>>| cell.iter().map(Span::width).sum::<usize>();
    let (left, right) = (cells(here), there.map(cells));
    let width = left.iter().map(wide).max().unwrap_or(0).min(WIDEST) + BETWEEN;
    let labels = ["Registry", "State", "Since", "Account", "Units"];
    let mut right = right.into_iter().flatten();
    let line = |(label, mut left): (&'static str, Vec<Span<'static>>)| {
        let gap = width.saturating_sub(wide(&left));
        if let Some(right) = right.next().filter(|right| wide(right) > 0) {
            left.push(dim(" ".repeat(gap)));
            left.extend(right);
        }
        Item::Field(label.into(), left)
    };
    labels.into_iter().zip(left).map(line).collect()
}
