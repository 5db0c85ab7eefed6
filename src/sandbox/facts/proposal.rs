//! The facts of a proposal from a peer, on the acquiring side.
//! The peer's word is taken for what only it can know, and compared with this book wherever this book knows too.
//! Must not know: whether the proposal has just come or waits for people.

use super::{
    account, link,
    order::known_approaches,
    period,
    units::{self, approaches, authorizations, named, stated},
};
use crate::{
    domain::{
        ItmoId, Quantity, RegistryId,
        check::{AccountFacts, ControlFacts, Facts, Lookup, MessageFacts, Occasion, SpanFacts, UnitFacts},
        nomenclature::{ACTION_SUBTYPES, ACTION_TYPES, Nomenclature},
        transfer::{Action, Record},
    },
    sandbox::{book, desk::Desk, fault::StoreProblem},
    text::Untrusted,
    wire::comm::{Message, Proposal, Says},
};

/// The facts of a proposal, with what its evidence has proved if it came with any (A3). A message that is none names no units, and the
/// checks say so.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(in crate::sandbox) fn for_proposal(
    desk: &Desk<'_>,
    message: &Message,
    proven: Option<ControlFacts>,
) -> Result<Facts, StoreProblem> {
    let peer: Option<RegistryId> = message.from.parse().ok();
    let Says::Proposal(proposal) = &message.says else {
        return Ok(empty(desk, peer, Some(Err(Untrusted::new("it is no proposal")))));
    };
    let (spans, unread) = spans(desk, proposal)?;
    let mut facts = empty(desk, peer, Some(unread.map_or(Ok(()), |why| Err(Untrusted::new(why)))));
    if let Some(peer) = peer {
        facts.link = link::link(desk, peer)?;
    }
    facts.action = action(desk, proposal);
    facts.authorizations = authorizations(desk.book, &spans)?;
    facts.approaches = approaches(desk.book, &spans)?;
    facts.ndc_period = period();
    facts.accounts = AccountFacts {
        sending: Lookup::Unknown("the transferring registry alone knows its accounts"),
        receiving: match proposal.to.account.parse() {
            Ok(id) => account::account(desk.book, desk.me.registry, &id)?,
            Err(_) => Lookup::Missing,
        },
        trust: None,
        holder: proposal.to.holder.as_deref().map(Untrusted::new),
    };
    facts.control = proven.unwrap_or_else(|| control(proposal));
    facts.units = UnitFacts {
        stated: Some(Quantity::new(proposal.quantity.0)),
        elsewhere: units::in_transit(desk.book, &spans)?,
        spans,
        ..UnitFacts::default()
    };
    facts.message = written(desk, message, proposal, &facts)?;
    Ok(facts)
}

fn empty(desk: &Desk<'_>, peer: Option<RegistryId>, schema: Option<Result<(), Untrusted>>) -> Facts {
    let mut facts = super::bare(desk);
    facts.occasion = Occasion::Receiving;
    facts.peer = peer;
    facts.message.schema = schema;
    facts
}

/// The spans of a proposal, and what does not read among them.
fn spans(desk: &Desk<'_>, proposal: &Proposal) -> Result<(Vec<SpanFacts>, Option<&'static str>), StoreProblem> {
    let mut spans = Vec::with_capacity(proposal.blocks.len());
    for block in &proposal.blocks {
        let ends: Option<(ItmoId, ItmoId)> = block.first.parse().ok().zip(block.last.parse().ok());
        let of = |said: &&crate::wire::ledger::Authorization| said.id == block.authorization && said.version == block.version;
        let said = proposal.authorizations.iter().find(of);
        let stated = stated(block, said.map(|said| said.mitigation_type.as_str()));
        match (ends, stated) {
            (Some(ends), Some(stated)) => spans.push(named(desk.book, desk.me.registry, &ends, Some(stated))?),
            (None, _) => return Ok((spans, Some("a block's first or last id is no ITMO id"))),
            (_, None) => return Ok((spans, Some("a block's authorization is no authorization id"))),
        }
    }
    Ok((spans, None))
}

fn action(desk: &Desk<'_>, proposal: &Proposal) -> Action {
    // An account id that is none has been found missing; the registry is what the action is judged by.
    let nowhere = || "unreadable".parse().ok();
    let to = proposal.to.registry.parse().unwrap_or(desk.me.registry);
    let Some(account) = proposal.to.account.parse().ok().or_else(nowhere) else {
        return Action::Cancel { kind: crate::domain::transfer::CancellationKind::Other };
    };
    let of = proposal.corrects.as_deref().and_then(|id| id.parse().ok());
    match (of, proposal.subtype.as_str()) {
        (Some(of), _) => Action::Correction { of, to, account },
        (None, "Mandatory transfer to the Adaptation Fund (A6.4 ERs)") => Action::AdaptationFund { mandatory: true, to, account },
        (None, "Voluntary transfer to the Adaptation Fund (A6.4 ERs)") => {
            Action::AdaptationFund { mandatory: false, to, account }
        }
        (None, _) => Action::ExternalTransfer { to, account },
    }
}

/// The persons the proposal names: by login, since the peer alone knows who they are.
fn control(proposal: &Proposal) -> ControlFacts {
    let of = |role: &str| proposal.approvals.iter().find(|approval| approval.role == role);
    let person = |role: &str| of(role).map(|approval| Untrusted::new(approval.person.as_str()));
    let people: std::collections::BTreeSet<&str> = proposal.approvals.iter().map(|approval| approval.person.as_str()).collect();
    ControlFacts {
        initiator: person("initiator"),
        approver: person("approver"),
        signatures: u32::try_from(people.len()).ok(),
        signatures_needed: Some(2),
        ..ControlFacts::default()
    }
}

fn written(desk: &Desk<'_>, message: &Message, proposal: &Proposal, facts: &Facts) -> Result<MessageFacts, StoreProblem> {
    let text = |text: &str| Untrusted::new(text);
    let (from, to) = (proposal.from.registry.as_str(), proposal.to.registry.as_str());
    let id = message.transfer.parse().ok();
    // A transfer that waits here is this very one; any other state means that the id was used before.
    let known = book::transfer(desk.book, &message.transfer)?;
    let record = record(proposal);
    let party = |registry: &str| registry.get(..3).map(Untrusted::new);
    let mut values: Vec<(&'static str, Untrusted)> = vec![(ACTION_TYPES, text(&proposal.action))];
    if !proposal.subtype.is_empty() {
        values.push((ACTION_SUBTYPES, text(&proposal.subtype)));
    }
    for said in &proposal.authorizations {
        values.extend([("16(b)", text(&said.purpose)), ("12(b)", text(&said.metric)), ("15(b)", text(&said.sector))]);
        values.extend([("36(b)", text(&said.mitigation_type)), ("51(b)", text(&said.activity_type))]);
    }
    Ok(MessageFacts {
        schema: facts.message.schema.clone(),
        id,
        id_is_new: Some(known.is_none_or(|known| known.state == "received")),
        sequence: Some((message.sequence, 1)),
        values,
        record,
        parties: [from, to].into_iter().filter_map(party).collect(),
        approaches: facts.approaches.iter().map(|(id, _)| Untrusted::new(id.to_string())).collect(),
        known_approaches: Some(known_approaches(facts)),
        registries: vec![text(from), text(to)],
        known_registries: Some(link::known(desk)?),
        created: Some(message.created),
        expires: Some(proposal.accept_by),
        authorizations: proposal.blocks.iter().map(|block| text(&block.authorization)).collect(),
        quantity: Some(Untrusted::new(proposal.quantity.0.to_string())),
        transferring: None,
        acquiring: party(to),
        year: None,
        purpose: None,
    })
}

/// How the proposal calls the action, if both words are in the nomenclature.
fn record(proposal: &Proposal) -> Option<Record> {
    let shipped = Nomenclature::shipped();
    let word = |table: &str, written: &str| {
        let values = &shipped.table(table)?.values;
        values.iter().find(|value| &*value.text == written).map(|value| &*value.text)
    };
    let subtype = if proposal.subtype.is_empty() { None } else { Some(word(ACTION_SUBTYPES, &proposal.subtype)?) };
    Some(Record { action: word(ACTION_TYPES, &proposal.action)?, subtype })
}
