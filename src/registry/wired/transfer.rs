//! Transfers, from the wire and to it.
//! Ids, ends and quantities that contradict each other are no transfer: whose units move, and how many, must not be guessed.
//! Must not know: which transfer was asked for.

use super::{check, entry, ladder};
use crate::{
    domain::{
        ApproachId, BlockRange, Quantity, Vintage,
        transfer::{Picks, Side},
    },
    registry::{
        Word,
        book::EntrySummary,
        traffic::{Direction, End, PeerWord, Rung, RungKind, Told, Transfer, TransferState, TransferSummary, Turn},
    },
    text::Untrusted,
    wire::{
        BigNumber,
        admin::{ledger, transfer as wire},
        comm,
        convert::{self, Misfit, Place},
        ledger::Span,
    },
};
use std::collections::HashSet;

/// A row of the list of transfers.
///
/// # Errors
/// [`Misfit`] for an id that is not one, a direction this console does not know, an id of another registry than the units come from,
/// and ends that contradict the direction.
pub fn transfer_summary(row: wire::TransferSummary, at: &Place<'_>) -> Result<TransferSummary, Misfit> {
    let direction = Direction::of_word(&row.direction)
        .ok_or_else(|| at.field("direction").misfit("a transfer is outgoing, incoming or internal"))?;
    let kinds = at.each("kinds", row.kinds, kind)?;
    if kinds.is_empty() || !kinds.is_sorted_by(|one, next| one < next) {
        return Err(at.field("kinds").misfit("a transfer is of something, and each kind stands once, in ascending order"));
    }
    let state = |side: Side, word: String| Word::read(word, |word| TransferState::of_word(side, word));
    let summary = TransferSummary {
        id: at.parse("id", &row.id)?,
        direction,
        action: Untrusted::new(row.action),
        subtype: Untrusted::new(row.subtype),
        quantity: Quantity::new(row.quantity.0),
        from: end(&row.from, &at.field("from"))?,
        to: end(&row.to, &at.field("to"))?,
        state: state(direction.side(), row.state),
        peer_state: row.peer_state.map(|word| state(direction.side().other(), word)),
        turn: Word::read(row.waits_for, Turn::of_word),
        since: row.since,
        due: row.due,
        begun: row.begun,
        kinds: kinds.into_iter().collect(),
        veil: None,
    };
    if summary.id.registry() != summary.from.registry {
        return Err(at.field("id").misfit("the id names another registry than the units come from"));
    }
    if (summary.from.registry == summary.to.registry) != (direction == Direction::Internal) {
        return Err(at.field("direction").misfit("the direction contradicts the registries at both ends"));
    }
    Ok(summary)
}

fn kind(kind: wire::UnitKind, at: &Place<'_>) -> Result<(ApproachId, Vintage), Misfit> {
    let vintage = Vintage::new(kind.vintage).map_err(|why| at.field("vintage").misfit(why))?;
    Ok((at.parse("approach", &kind.approach)?, vintage))
}

fn end(end: &wire::End, at: &Place<'_>) -> Result<End, Misfit> {
    Ok(End { registry: at.parse("registry", &end.registry)?, account: at.parse("account", &end.account)? })
}

/// A transfer in full.
///
/// # Errors
/// [`Misfit`] as for [`transfer_summary`] and for everything in it; for spans that are not the quantity, for more in transit than that,
/// and for a message that is missing although it is here.
pub fn transfer(transfer: wire::Transfer, at: &Place<'_>) -> Result<Transfer, Misfit> {
    let summary = transfer_summary(transfer.summary, &at.field("summary"))?;
    let spans_at = at.field("spans");
    let picks = Picks::new(at.each("spans", transfer.spans, span)?).map_err(|why| spans_at.misfit(why))?;
    if picks.quantity() != summary.quantity {
        return Err(spans_at.misfit("they hold another number of ITMOs than the transfer moves"));
    }
    if picks.kinds() != summary.kinds {
        return Err(spans_at.misfit("they are of another cooperative approach or vintage than the transfer"));
    }
    let messages = at.each("messages", transfer.messages, ladder::rung)?;
    no_message_is_missing_that_is_here(&transfer.missing, &messages, &at.field("missing"))?;
    let peer_side = summary.direction.side().other();
    Ok(Transfer {
        picks,
        year: transfer.year.map(Vintage::new).transpose().map_err(|why| at.field("year").misfit(why))?,
        purpose: transfer.purpose.map(Untrusted::new),
        corrects: at.parse_if("corrects", transfer.corrects.as_deref())?,
        order: at.parse_if("order", transfer.order.as_deref())?,
        peer: transfer.peer.map(|word| peer_word(word, peer_side)),
        messages,
        missing: transfer.missing,
        outbox: transfer.outbox.into_iter().map(ladder::sending).collect(),
        entries: at.each("entries", transfer.entries, entry::entry_summary)?,
        checks: transfer.checks.into_iter().map(check::check_run).collect(),
        in_transit: in_transit(transfer.in_transit, summary.quantity, at)?,
        allowed: check::allowed_acts(transfer.allowed, at)?,
        summary,
    })
}

fn span(span: Span, at: &Place<'_>) -> Result<BlockRange, Misfit> {
    convert::range(&span.first, &span.last, at)
}

fn in_transit(spans: Vec<Span>, most: Quantity, at: &Place<'_>) -> Result<Vec<BlockRange>, Misfit> {
    let spans = at.each("in_transit", spans, span)?;
    let total = Quantity::total(spans.iter().map(|span| span.quantity()));
    if total.is_none_or(|total| total > most) {
        return Err(at.field("in_transit").misfit("more ITMOs are in transit than the transfer moves"));
    }
    Ok(spans)
}

fn no_message_is_missing_that_is_here(missing: &[u8], messages: &[Rung], at: &Place<'_>) -> Result<(), Misfit> {
    let here: HashSet<u8> = messages.iter().filter_map(Rung::place).collect();
    match missing.iter().position(|number| here.contains(number)) {
        Some(n) => Err(at.item(n).misfit("this message is here")),
        None => Ok(()),
    }
}

/// The counterpart's word is another registry's text that is passed on: nothing in it may make the transfer unreadable.
fn peer_word(word: wire::PeerWord, side: Side) -> PeerWord {
    PeerWord {
        state: word.state.map(|state| Word::read(state, |state| TransferState::of_word(side, state))),
        since: word.since,
        as_of: word.as_of,
        messages: word.messages.into_iter().map(told).collect(),
    }
}

fn told(told: comm::Told) -> Told {
    Told {
        sequence: told.sequence,
        kind: Word::read(told.kind, RungKind::of_word),
        from: Untrusted::new(told.from),
        digest: Untrusted::new(told.digest),
        at: told.at,
    }
}

/// A row of the list of transfers, for the wire.
pub fn transfer_summary_to_wire(row: &TransferSummary) -> wire::TransferSummary {
    wire::TransferSummary {
        id: row.id.to_string(),
        direction: row.direction.word().to_owned(),
        action: row.action.octets().to_owned(),
        subtype: row.subtype.octets().to_owned(),
        quantity: BigNumber(row.quantity.count()),
        from: end_to_wire(&row.from),
        to: end_to_wire(&row.to),
        state: state_to_wire(&row.state),
        peer_state: row.peer_state.as_ref().map(state_to_wire),
        waits_for: row.turn.octets(Turn::word).to_owned(),
        since: row.since,
        due: row.due,
        begun: row.begun,
        kinds: row.kinds.iter().map(kind_to_wire).collect(),
    }
}

fn kind_to_wire((approach, vintage): &(ApproachId, Vintage)) -> wire::UnitKind {
    wire::UnitKind { approach: approach.to_string(), vintage: vintage.year() }
}

fn end_to_wire(end: &End) -> wire::End {
    wire::End { registry: end.registry.to_string(), account: end.account.to_string() }
}

fn state_to_wire(state: &Word<TransferState>) -> String {
    state.octets(TransferState::word).to_owned()
}

fn span_to_wire(span: &BlockRange) -> Span {
    Span { first: span.first_id().to_string(), last: span.last_id().to_string() }
}

/// A transfer in full, for the wire.
pub fn transfer_to_wire(transfer: &Transfer) -> wire::Transfer {
    wire::Transfer {
        summary: transfer_summary_to_wire(&transfer.summary),
        spans: transfer.picks.spans().iter().map(span_to_wire).collect(),
        year: transfer.year.map(Vintage::year),
        purpose: transfer.purpose.as_ref().map(|purpose| purpose.octets().to_owned()),
        corrects: transfer.corrects.map(|other| other.to_string()),
        order: transfer.order.map(|order| order.to_string()),
        peer: transfer.peer.as_ref().map(peer_word_to_wire),
        messages: transfer.messages.iter().map(ladder::rung_to_wire).collect(),
        missing: transfer.missing.clone(),
        outbox: transfer.outbox.iter().map(ladder::sending_to_wire).collect(),
        entries: transfer.entries.iter().map(entry_to_wire).collect(),
        checks: transfer.checks.iter().map(check::check_run_to_wire).collect(),
        in_transit: transfer.in_transit.iter().map(span_to_wire).collect(),
        allowed: transfer.allowed.iter().map(check::allowed_act_to_wire).collect(),
    }
}

fn peer_word_to_wire(word: &PeerWord) -> wire::PeerWord {
    let told = |told: &Told| comm::Told {
        sequence: told.sequence,
        kind: told.kind.octets(RungKind::word).to_owned(),
        from: told.from.octets().to_owned(),
        digest: told.digest.octets().to_owned(),
        at: told.at,
    };
    wire::PeerWord {
        state: word.state.as_ref().map(state_to_wire),
        since: word.since,
        as_of: word.as_of,
        messages: word.messages.iter().map(told).collect(),
    }
}

fn entry_to_wire(entry: &EntrySummary) -> ledger::EntrySummary {
    ledger::EntrySummary {
        entry: BigNumber(entry.entry),
        at: entry.at,
        kind: entry.kind.octets().to_owned(),
        by: entry.by.iter().map(|person| person.octets().to_owned()).collect(),
        reason: entry.reason.octets().to_owned(),
        digest: entry.digest.to_string(),
    }
}
