//! The facts of an order that moves or issues units, on this registry's own side.
//! What the units are is taken from the book; only what is to be issued has nothing but the order's word.
//! Must not know: whether the order is new or about to be executed, beyond who acts.

use super::{
    People, account, control_only, limit, link, period,
    units::{self, approaches, authorizations, named, stated},
};
use crate::{
    domain::{
        AuthorizationId, PartyCode, Quantity, RegistryId, Series, Vintage,
        authorization::{Authorization, Use},
        check::{AccountFacts, Facts, KnownAccount, Lookup, MessageFacts, Occasion, SpanFacts},
        transfer::{Action, Record, TransferId},
    },
    sandbox::{
        book, contacts,
        desk::Desk,
        fault::StoreProblem,
        orders::plan::{Goal, Issue, Movement, Plan},
    },
    text::Untrusted,
};

/// The facts of an order; those of an order that moves no units are only about the people.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(in crate::sandbox) fn for_order(desk: &Desk<'_>, plan: &Plan<'_>, people: &People) -> Result<Facts, StoreProblem> {
    match plan {
        Plan::Move(movement) => for_move(desk, movement, people),
        Plan::Issue(issue) => for_issue(desk, issue, people),
        _ => Ok(control_only(desk, people)),
    }
}

fn for_move(desk: &Desk<'_>, movement: &Movement, people: &People) -> Result<Facts, StoreProblem> {
    let me = desk.me.registry;
    let peer = movement.registry.filter(|registry| *registry != me);
    let sending = account::account(desk.book, me, &movement.from)?;
    let receiving = match peer {
        Some(_) => Lookup::Unknown("the counterpart registry alone knows its accounts"),
        None => account::account(desk.book, me, &movement.to)?,
    };
    let spans = movement.spans.iter().map(|ends| named(desk.book, me, ends, None)).collect::<Result<Vec<_>, _>>()?;
    let mut facts = control_only(desk, people);
    // A share of proceeds may stay in this registry; a transfer to another one may not (A07).
    let here = peer.is_none() && matches!(movement.goal, Goal::Fund { .. });
    facts.occasion = if movement.registry.is_some() && !here { Occasion::Sending } else { Occasion::Local };
    facts.peer = peer;
    facts.action = action(desk, movement, &sending, &receiving);
    if let Some(peer) = peer {
        facts.link = crate::domain::check::LinkFacts { operator: facts.link.operator.take(), ..link::link(desk, peer)? };
        facts.control.cooling_until = contacts::cooling_until(desk.book, peer, desk.now)?;
    }
    facts.authorizations = authorizations(desk.book, &spans)?;
    facts.approaches = approaches(desk.book, &spans)?;
    facts.intended = intended(&movement.goal);
    facts.ndc_period = period();
    let trust = book::trust(desk.book, &movement.from, movement.registry.unwrap_or(me), &movement.to)?;
    facts.accounts = AccountFacts { sending, receiving, trust, holder: None };
    facts.control.limit_left = limit::left(desk, &movement.from, peer)?;
    facts.units.own_lock = people.approval.as_ref().map(|approval| Untrusted::new(approval.order.as_str()));
    facts.units.stated = Some(movement.quantity);
    facts.units.ordered = Some(movement.quantity);
    facts.units.elsewhere = units::in_transit(desk.book, &spans)?;
    facts.units.disputed = units::disputed(desk.book, &spans)?;
    facts.units.spans = spans;
    facts.message = message(desk, movement, &facts, people)?;
    Ok(facts)
}

/// What the order does, in the words of the domain.
fn action(desk: &Desk<'_>, movement: &Movement, sending: &Lookup<KnownAccount>, receiving: &Lookup<KnownAccount>) -> Action {
    let to = movement.registry.unwrap_or(desk.me.registry);
    let account = movement.to.clone();
    match (&movement.goal, movement.corrects) {
        (Goal::Ndc(year), _) => Action::UseTowardsNdc { year: *year },
        (Goal::Oimp(purpose), _) => Action::UseForOimp { purpose: Untrusted::new(purpose.as_str()) },
        (Goal::Cancel(kind), _) => Action::Cancel { kind: *kind },
        (Goal::Fund { mandatory }, _) if to != desk.me.registry => Action::AdaptationFund { mandatory: *mandatory, to, account },
        (Goal::Hold, Some(of)) if movement.registry.is_some() => Action::Correction { of, to, account },
        (Goal::Hold, None) if movement.registry.is_some() => Action::ExternalTransfer { to, account },
        (Goal::Hold | Goal::Fund { .. }, _) => {
            let party = |found: &Lookup<KnownAccount>| match found {
                Lookup::Found(account) => Some(account.holder.party),
                Lookup::Missing | Lookup::Unknown(_) => None,
            };
            let party_changes = party(sending).zip(party(receiving)).is_some_and(|(from, to)| from != to);
            Action::InternalTransfer { to: account, party_changes }
        }
    }
}

/// The use an order names. Aviation's scheme is the one international mitigation purpose with a name.
fn intended(goal: &Goal) -> Option<Use> {
    match goal {
        Goal::Ndc(_) => Some(Use::Ndc),
        Goal::Oimp(purpose) if purpose.eq_ignore_ascii_case("CORSIA") => Some(Use::Imp),
        Goal::Oimp(_) => Some(Use::Oimp),
        Goal::Hold | Goal::Fund { .. } | Goal::Cancel(_) => None,
    }
}

/// The order as it will be written down: what the agreed electronic format asks of it.
fn message(desk: &Desk<'_>, movement: &Movement, facts: &Facts, people: &People) -> Result<MessageFacts, StoreProblem> {
    let id: Option<TransferId> = people.approval.as_ref().and_then(|approval| approval.order.parse().ok());
    let taken = id.map(|id| book::transfer(desk.book, &id.to_string())).transpose()?.flatten();
    let text = |text: &dyn ToString| Untrusted::new(text.to_string());
    let acquiring: Option<PartyCode> = match (&facts.accounts.receiving, facts.peer) {
        (_, Some(peer)) => Some(peer.party()),
        (Lookup::Found(account), None) => Some(account.holder.party),
        _ => None,
    };
    let leaves = matches!(movement.goal, Goal::Hold | Goal::Fund { .. });
    let to = movement.registry.unwrap_or(desk.me.registry);
    Ok(MessageFacts {
        id,
        id_is_new: id.map(|_| taken.is_none()),
        record: record(facts),
        parties: acquiring.iter().map(|party| text(party)).collect(),
        registries: vec![text(&to)],
        known_registries: Some(link::known(desk)?),
        approaches: facts.approaches.iter().map(|(id, _)| text(id)).collect(),
        known_approaches: Some(known_approaches(facts)),
        quantity: Some(text(&movement.quantity)),
        acquiring: acquiring.filter(|_| leaves).map(|party| text(&party)),
        year: match movement.goal {
            Goal::Ndc(year) => Some(text(&year)),
            _ => None,
        },
        purpose: match &movement.goal {
            Goal::Oimp(purpose) => Some(Untrusted::new(purpose.as_str())),
            _ => None,
        },
        ..MessageFacts::default()
    })
}

/// The approaches that were found.
pub(super) fn known_approaches(facts: &Facts) -> Vec<crate::domain::ApproachId> {
    facts.approaches.iter().filter(|(_, found)| matches!(found, Lookup::Found(_))).map(|(id, _)| *id).collect()
}

/// How the action is recorded in the agreed electronic format: by its first units. Others with another record are for another order (Z09).
/// `None` when the format records nothing.
pub(in crate::sandbox) fn record(facts: &Facts) -> Option<Record> {
    facts.units.spans.iter().flat_map(|named| named.held.iter().flatten()).find_map(|block| {
        let found = facts.authorizations.iter().find(|(id, _)| *id == block.authorization).map(|(_, found)| found);
        let Some(Lookup::Found(authorization)) = found else { return None };
        facts.action.records(block.first_transferred.is_some(), authorization.first_transfer())
    })
}

/// The authorizations whose units are first transferred by being issued.
pub(in crate::sandbox) fn first_transferred_at_issue(facts: &Facts) -> Vec<AuthorizationId> {
    let first = |found: &Lookup<Authorization>| match found {
        Lookup::Found(found) => facts.action.records(false, found.first_transfer()).is_some_and(Record::is_first_transfer),
        Lookup::Missing | Lookup::Unknown(_) => false,
    };
    facts.authorizations.iter().filter(|(_, found)| first(found)).map(|(id, _)| id.clone()).collect()
}

/// What the authorization says the ids must begin with: units bear its approach and Party, and this registry's name.
fn columns(said: &crate::wire::ledger::Authorization, registry: RegistryId, vintage: Vintage) -> Option<Series> {
    Some(Series { approach: said.approach.parse().ok()?, registry, party: said.party.parse().ok()?, vintage })
}

fn for_issue(desk: &Desk<'_>, issue: &Issue<'_>, people: &People) -> Result<Facts, StoreProblem> {
    let me = desk.me.registry;
    let mut spans: Vec<SpanFacts> = Vec::with_capacity(issue.blocks.len());
    for (ends, block) in issue.spans.iter().zip(issue.blocks) {
        let said = book::authorization_said(desk.book, &block.authorization, Some(block.version))?;
        let stated = stated(block, said.as_ref().map(|said| said.mitigation_type.as_str()));
        let columns = said.as_ref().and_then(|said| columns(said, me, ends.0.series().vintage));
        spans.push(SpanFacts { columns, ..named(desk.book, me, ends, stated)? });
    }
    let mut facts = control_only(desk, people);
    facts.action = Action::Issue { to: issue.to.clone() };
    facts.authorizations = authorizations(desk.book, &spans)?;
    facts.approaches = approaches(desk.book, &spans)?;
    facts.ndc_period = period();
    facts.accounts.sending = Lookup::Unknown("nothing is sent: units are issued");
    facts.accounts.receiving = account::account(desk.book, me, &issue.to)?;
    let total = Quantity::total(spans.iter().filter_map(SpanFacts::span).map(|span| span.quantity()));
    facts.units.ordered = total;
    facts.units.stated = total;
    facts.units.elsewhere = units::given_out(desk.book, &spans)?;
    facts.units.spans = spans;
    facts.message = MessageFacts {
        approaches: facts.approaches.iter().map(|(id, _)| Untrusted::new(id.to_string())).collect(),
        known_approaches: Some(known_approaches(&facts)),
        registries: issue.spans.iter().map(|(first, _)| Untrusted::new(first.series().registry.to_string())).collect(),
        // Serials are given out by the registry whose name they bear.
        known_registries: Some(vec![me]),
        authorizations: issue.blocks.iter().map(|block| Untrusted::new(block.authorization.as_str())).collect(),
        ..MessageFacts::default()
    };
    Ok(facts)
}
