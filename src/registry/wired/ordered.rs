//! What an order asks for, from the wire, with the reason that was given for it.
//! Ids, ranges and quantities must be ones; what the ranges add up to must be what the person said.
//! Must not know: what became of the order.

use super::{authorization, representative};
use crate::{
    domain::{AccountId, AccountKind, AccountState, BlockRange, Metric, Quantity, Vintage, transfer::CancellationKind},
    registry::{
        Word,
        book::{ApproachSummary, Decision, IssuedBlock, OrderDestination, OrderedAccount, OrderedAct, OrderedTransfer},
    },
    text::Untrusted,
    wire::{
        admin,
        convert::{self, Misfit, Place},
        ledger, order as wire,
    },
};

/// The act and its reason.
///
/// # Errors
/// [`Misfit`] for anything that can't be read as what it must be.
pub(super) fn ordered(act: wire::OrderAct, at: &Place<'_>) -> Result<(OrderedAct, String), Misfit> {
    use wire::OrderAct as Act;
    Ok(match act {
        Act::Transfer(order) => {
            let reason = order.reason.clone();
            (OrderedAct::Transfer(Box::new(transfer(order, &at.field("transfer"))?)), reason)
        }
        Act::Issue(order) => {
            let here = at.field("issue");
            let blocks = here.each("blocks", order.blocks, issued)?;
            (OrderedAct::Issue { account: here.parse("account", &order.account)?, blocks }, order.reason)
        }
        Act::Authorize(order) => {
            let here = at.field("authorize");
            let here = here.field("authorization");
            let id = here.parse("id", &order.authorization.id)?;
            let version = Box::new(authorization::authorization_version(order.authorization, &here)?);
            (OrderedAct::Authorize { id, version }, order.reason)
        }
        Act::Approach(order) => {
            let here = at.field("approach");
            (OrderedAct::Approach(approach(order.approach, &here.field("approach"))?), order.reason)
        }
        Act::OpenAccount(order) => {
            let reason = order.reason.clone();
            (OrderedAct::OpenAccount(Box::new(account(*order, &at.field("open-account"))?)), reason)
        }
        Act::AccountState(order) => {
            let account = at.field("account-state").parse("account", &order.account)?;
            (OrderedAct::AccountState { account, state: AccountState::of_word(&order.state) }, order.reason)
        }
        Act::ReleaseBlocks(order) => {
            (OrderedAct::ReleaseBlocks(at.field("release-blocks").each("spans", order.spans, span)?), order.reason)
        }
        Act::AcceptTransfer(order) => decision(Decision::Accept, order, at)?,
        Act::DropIncoming(order) => decision(Decision::Drop, order, at)?,
        Act::CompleteByHand(order) => decision(Decision::Complete, order, at)?,
        Act::Rebook(order) => decision(Decision::Rebook, order, at)?,
        Act::GiveUp(order) => decision(Decision::GiveUp, order, at)?,
        Act::ResumeLink(order) => {
            (OrderedAct::ResumeLink(at.field("resume-link").parse("registry", &order.registry)?), order.reason)
        }
        Act::TrustAccount(order) => {
            let here = at.field("trust-account");
            let (account, trusted) = (here.parse("account", &order.account)?, here.parse("trusted", &order.trusted)?);
            (OrderedAct::TrustAccount { account, registry: here.parse("registry", &order.registry)?, trusted }, order.reason)
        }
    })
}

fn decision(decision: Decision, order: wire::TransferDecision, at: &Place<'_>) -> Result<(OrderedAct, String), Misfit> {
    let (transfer, quantity) = (at.parse("transfer", &order.transfer)?, Quantity::new(order.quantity.0));
    let proposal = at.parse("proposal", &order.proposal)?;
    Ok((OrderedAct::Decide { decision, transfer, quantity, proposal }, order.reason))
}

fn span(span: ledger::Span, at: &Place<'_>) -> Result<BlockRange, Misfit> {
    convert::range(&span.first, &span.last, at)
}

fn transfer(order: wire::TransferOrder, at: &Place<'_>) -> Result<OrderedTransfer, Misfit> {
    let ranges = at.each("spans", order.spans, span)?;
    let quantity = Quantity::new(order.quantity.0);
    if Quantity::total(ranges.iter().map(|range| range.quantity())) != Some(quantity) {
        return Err(at.field("quantity").misfit("it is not what the spans add up to"));
    }
    Ok(OrderedTransfer {
        from: at.parse("from", &order.from)?,
        to: destination(order.to, &at.field("to"))?,
        ranges,
        quantity,
        corrects: at.parse_if("corrects", order.corrects.as_deref())?,
    })
}

fn destination(to: wire::Destination, at: &Place<'_>) -> Result<OrderDestination, Misfit> {
    use wire::Destination as To;
    let account = |text: &str| at.parse::<AccountId>("account", text);
    Ok(match to {
        To::Internal(to) => OrderDestination::Internal(account(&to.account)?),
        To::External(to) => {
            OrderDestination::External { registry: at.parse("registry", &to.registry)?, account: account(&to.account)? }
        }
        To::AdaptationFund(to) => OrderDestination::AdaptationFund {
            registry: at.parse("registry", &to.registry)?,
            account: account(&to.account)?,
            mandatory: to.mandatory,
        },
        To::NdcUse(to) => OrderDestination::NdcUse {
            account: account(&to.account)?,
            year: Vintage::new(to.year).map_err(|_| at.field("year").misfit("a year of use is from 2021 to 9999"))?,
        },
        To::OimpUse(to) => OrderDestination::OimpUse { account: account(&to.account)?, purpose: Untrusted::new(to.purpose) },
        To::Cancellation(to) => OrderDestination::Cancellation {
            account: account(&to.account)?,
            kind: Word::read(to.kind, CancellationKind::of_word),
        },
    })
}

fn issued(block: ledger::Block, at: &Place<'_>) -> Result<IssuedBlock, Misfit> {
    Ok(IssuedBlock {
        range: convert::range(&block.first, &block.last, at)?,
        authorization: at.parse("authorization", &block.authorization)?,
        authorization_version: authorization::version(block.version, at)?,
        non_ghg: Untrusted::new(block.non_ghg),
        underlying: Untrusted::new(block.underlying),
        first_transferred: block.first_transferred,
    })
}

fn approach(said: ledger::Approach, at: &Place<'_>) -> Result<ApproachSummary, Misfit> {
    let ledger::Approach { id, name, parties, state, initial_report } = said;
    authorization::approach_summary(admin::authorization::ApproachSummary { id, name, parties, state, initial_report }, at)
}

fn account(order: wire::OpenAccountOrder, at: &Place<'_>) -> Result<OrderedAccount, Misfit> {
    let (said, here) = (order.account, at.field("account"));
    let holder = admin::Holder { name: said.holder, kind: said.holder_kind, party: said.party };
    Ok(OrderedAccount {
        id: here.parse("id", &said.id)?,
        name: Untrusted::new(said.name),
        kind: AccountKind(said.kind),
        holder: convert::holder(holder, &here)?,
        state: AccountState::of_word(&said.state),
        approaches: here.parse_each("approaches", &said.approaches)?,
        // An account without a metric of its own is for GHG.
        metric: said.metric.map_or(Ok(Metric::Ghg), |word| convert::metric(&word, &here))?,
        representatives: order.representatives.into_iter().map(representative).collect(),
    })
}
