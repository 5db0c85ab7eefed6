//! Orders that move ITMOs: from the text to what the registry is sent, and back.
//! The text says more than the registry is sent, for people; on the way back those facts come in as arguments.
//! Must not know: where the facts are from.

use crate::{
    domain::{AuthorizationId, BlockRange, Metric, PartyCode, Vintage, transfer::CancellationKind},
    evidence::order::{Destination, Movement, SourceDocument, Units},
    wire::{
        BigNumber,
        convert::{Misfit, Place, range},
        ledger::Span,
        order::{self as wire, TransferOrder},
    },
};
use std::collections::BTreeSet;

/// What the text of an order says beyond what the registry is sent.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The Party the ITMOs leave.
    pub transferring_party: PartyCode,
    /// The Party they go to.
    pub acquiring_party: PartyCode,
    /// Whether a transfer to another registry is their first transfer.
    pub first_transfer: bool,
    /// What they measure.
    pub metric: Metric,
    /// The authorizations they are under.
    pub authorizations: BTreeSet<AuthorizationId>,
    /// The document the order rests on.
    pub source: SourceDocument,
}

/// What the registry is sent.
pub(super) fn to_wire(moved: &Movement, reason: &str) -> TransferOrder {
    TransferOrder {
        from: moved.transferring_account.to_string(),
        to: destination_to_wire(moved),
        spans: moved.units.runs().iter().map(span).collect(),
        quantity: BigNumber(moved.units.quantity().count()),
        corrects: moved.corrects.map(|transfer| transfer.to_string()),
        reason: reason.to_owned(),
    }
}

fn span(run: &BlockRange) -> Span {
    Span { first: run.first_id().to_string(), last: run.last_id().to_string() }
}

fn destination_to_wire(moved: &Movement) -> wire::Destination {
    let account = moved.acquiring_account.to_string();
    match &moved.to {
        Destination::Internal => wire::Destination::Internal(wire::ToAccount { account }),
        Destination::FirstTransfer(registry) | Destination::Transfer(registry) => {
            wire::Destination::External(wire::ToRegistry { registry: registry.to_string(), account })
        }
        Destination::AdaptationFund { mandatory, registry } => {
            let registry = registry.to_string();
            wire::Destination::AdaptationFund(wire::ToFund { registry, account, mandatory: *mandatory })
        }
        Destination::NdcUse(year) => wire::Destination::NdcUse(wire::ToNdcUse { account, year: year.year() }),
        Destination::OimpUse(purpose) => wire::Destination::OimpUse(wire::ToOimpUse { account, purpose: purpose.to_string() }),
        Destination::Cancellation(kind) => {
            wire::Destination::Cancellation(wire::ToCancellation { account, kind: kind.word().to_owned() })
        }
    }
}

/// The movement that a registry is asked for, with what else its text says.
///
/// # Errors
/// A [`Misfit`] for an id that is not one, units that are none or not in ascending order, or a quantity that is not theirs.
pub fn movement(order: &TransferOrder, facts: Facts) -> Result<Movement, Misfit> {
    let at = Place::ROOT;
    let place = at.field("spans");
    let runs = order.spans.iter().enumerate().map(|(n, span)| range(&span.first, &span.last, &place.item(n)));
    let units = Units::new(runs.collect::<Result<_, _>>()?).map_err(|why| place.misfit(why))?;
    if units.quantity().count() != order.quantity.0 {
        return Err(at.field("quantity").misfit("the units add up to another quantity"));
    }
    let (to, account) = destination(&order.to, &facts, &at.field("to"))?;
    Ok(Movement {
        transferring_party: facts.transferring_party,
        transferring_account: at.parse("from", &order.from)?,
        acquiring_party: facts.acquiring_party,
        to,
        acquiring_account: at.parse("to", account)?,
        units,
        metric: facts.metric,
        authorizations: facts.authorizations,
        corrects: at.parse_if("corrects", order.corrects.as_deref())?,
        source: facts.source,
    })
}

fn destination<'w>(to: &'w wire::Destination, facts: &Facts, at: &Place<'_>) -> Result<(Destination, &'w str), Misfit> {
    Ok(match to {
        wire::Destination::Internal(to) => (Destination::Internal, &to.account),
        wire::Destination::External(to) => {
            let registry = at.parse("registry", &to.registry)?;
            let first = facts.first_transfer;
            (if first { Destination::FirstTransfer(registry) } else { Destination::Transfer(registry) }, &to.account)
        }
        wire::Destination::AdaptationFund(to) => {
            let registry = at.parse("registry", &to.registry)?;
            (Destination::AdaptationFund { mandatory: to.mandatory, registry }, &to.account)
        }
        wire::Destination::NdcUse(to) => {
            let year = Vintage::new(to.year).map_err(|why| at.field("year").misfit(why))?;
            (Destination::NdcUse(year), &to.account)
        }
        wire::Destination::OimpUse(to) => (Destination::OimpUse(at.parse("purpose", &to.purpose)?), &to.account),
        wire::Destination::Cancellation(to) => {
            let kind = CancellationKind::of_word(&to.kind);
            (Destination::Cancellation(kind.ok_or_else(|| at.field("kind").misfit("no such cancellation"))?), &to.account)
        }
    })
}
