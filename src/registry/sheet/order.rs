//! Orders as rows, and one order in full: what is to be done, value by value, its digest, its checks.
//! The digest is what an approval names; the values beside it are for reading.
//! Must not know: files, how orders look on a screen, or who may decide.

use super::{
    Sheet, SheetRow,
    authorization::metric,
    by_field,
    column::{Of, known, ours},
};
use crate::{
    domain::BlockRange,
    registry::book::{
        Decision, OrderDestination, OrderInFull, OrderKind, OrderState, OrderSummary, OrderedAct, OrderedTransfer,
        RepresentativeRole, withheld,
    },
    text::Untrusted,
};

impl SheetRow for OrderSummary {
    const SHEET: Sheet = Sheet::Orders;
    const SHORT: usize = 8;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "order id; an order for a transfer and the transfer have the same", |o| Some(o.id.to_string())),
        Of::word("act", "what it asks for", |o| known(&o.kind, OrderKind::word)),
        Of::name("subject", "what it is about", |o| Some(o.subject.clone())),
        Of::count("quantity", "ITMOs, when it moves some or decides about a transfer", |o| {
            o.quantity.map(|quantity| quantity.count())
        }),
        Of::name("by", "login of the person who submitted it", |o| Some(o.by.clone())),
        Of::word("state", "where it stands", |o| known(&o.state, OrderState::word)),
        Of::names("approved_by", "persons whose approval counts now, by the id in the roster", |o| {
            let by = o.agreed.iter().flat_map(|agreed| &agreed.by);
            by.map(|person| Untrusted::new(person.to_string())).collect()
        }),
        Of::time("expires", "until when it can be approved", |o| Some(o.expires)),
        Of::time("submitted", "when it was submitted", |o| Some(o.at)),
        Of::small("approvals", "how many approvals count now", |o| o.agreed.as_ref().map(|agreed| agreed.count.into())),
        Of::small("needed", "how many approvals it takes, besides the initiator", |o| {
            o.agreed.as_ref().map(|agreed| agreed.needed.into())
        }),
        Of::word("withheld", "what is not said here, because you type it again before you approve the order", |o| {
            withheld(&o.withheld)
        }),
    ];

    fn filter(&self) -> String {
        by_field("id", self.id)
    }
}

/// One order.
pub(super) const MORE: &[Of<OrderInFull>] = &[
    Of::id("id", "order id", |o| Some(o.id.to_string())),
    Of::word("act", "what it asks for", |o| ours(o.act.kind().word())),
    Of::name("by", "login of the person who submitted it", |o| Some(o.by.clone())),
    Of::word("state", "where it stands", |o| known(&o.state, OrderState::word)),
    Of::time("submitted", "when it was submitted", |o| Some(o.submitted)),
    Of::time("expires", "until when it can be approved", |o| Some(o.expires)),
    Of::name("decided_by", "login of the person who decided", |o| o.decided_by.clone()),
    Of::time("decided", "when it was decided", |o| o.decided),
    Of::prose("reason", "why, in the words of who submitted it", |o| Some(o.reason.clone())),
    Of::id("digest", "the digest an approval must name", |o| Some(o.digest.to_string())),
    Of::word("withheld", "what is not said here, because you type it again before you approve the order", |o| {
        withheld(&o.withheld)
    }),
];

/// A value of an act, by name.
pub(super) type Value = (&'static str, Untrusted);

/// The values of an act.
pub(super) const VALUES: &[Of<Value>] =
    &[Of::word("name", "what it is", |value| ours(value.0)), Of::prose("value", "its value", |value| Some(value.1.clone()))];

/// What an act names, in reading order.
pub(super) fn values(act: &OrderedAct) -> Vec<Value> {
    match act {
        OrderedAct::Transfer(transfer) => of_transfer(transfer),
        OrderedAct::Issue { account, blocks } => {
            let mut values = vec![value("account", account)];
            for block in blocks {
                let under = format!("{} version {}", block.authorization, block.authorization_version);
                values.extend([value("authorization", under), ("underlying", block.underlying.clone())]);
            }
            values
        }
        OrderedAct::Authorize { id, version } => vec![value("authorization", id), value("version", version.version)],
        OrderedAct::Approach(approach) => vec![value("approach", approach.id), ("name", approach.name.clone())],
        OrderedAct::OpenAccount(account) => {
            let mut values = vec![
                value("account", &account.id),
                ("name", account.name.clone()),
                value("type", account.kind),
                ("holder", account.holder.name.clone()),
                value("party", account.holder.party),
                value("state", account.state.word()),
            ];
            values.extend(metric(account.metric).map(|metric| ("metric", metric)));
            values.extend(account.approaches.iter().map(|approach| value("approach", approach)));
            for person in &account.representatives {
                values.push(("representative", person.name.clone()));
                values.extend(known(&person.role, RepresentativeRole::word).map(|role| ("role", role)));
            }
            values
        }
        OrderedAct::AccountState { account, state } => vec![value("account", account), value("state", state.word())],
        OrderedAct::ReleaseBlocks(_) => Vec::new(),
        OrderedAct::ResumeLink(registry) => vec![value("registry", registry)],
        OrderedAct::TrustAccount { account, registry, trusted } => {
            vec![value("account", account), value("registry", registry), value("trusted", trusted)]
        }
        OrderedAct::Decide { decision, transfer, quantity, proposal } => {
            let decision = match decision {
                Decision::Accept => "accept",
                Decision::Drop => "drop",
                Decision::Complete => "complete by hand",
                Decision::Rebook => "rebook",
                Decision::GiveUp => "give up",
            };
            vec![
                value("transfer", transfer),
                value("decision", decision),
                value("quantity", quantity.count()),
                value("proposal", proposal),
            ]
        }
    }
}

fn of_transfer(transfer: &OrderedTransfer) -> Vec<Value> {
    let mut values =
        vec![value("from", &transfer.from), value("to", transfer.to.account()), value("quantity", transfer.quantity.count())];
    match &transfer.to {
        OrderDestination::Internal(_) => values.push(value("destination", "internal")),
        OrderDestination::External { registry, .. } => {
            values.extend([value("destination", "another registry"), value("registry", registry)]);
        }
        OrderDestination::AdaptationFund { registry, mandatory, .. } => {
            let why = if *mandatory { "Adaptation Fund, mandatory" } else { "Adaptation Fund" };
            values.extend([value("destination", why), value("registry", registry)]);
        }
        OrderDestination::NdcUse { year, .. } => values.extend([value("destination", "use towards NDC"), value("year", year)]),
        OrderDestination::OimpUse { purpose, .. } => {
            values.extend([value("destination", "use towards OIMP"), ("purpose", purpose.clone())]);
        }
        OrderDestination::Cancellation { kind, .. } => {
            values.push(value("destination", "cancellation"));
            values.extend(known(kind, |kind| kind.word()).map(|kind| ("cancellation", kind)));
        }
    }
    values.extend(transfer.corrects.map(|id| value("corrects", id)));
    values
}

fn value(name: &'static str, value: impl std::fmt::Display) -> Value {
    (name, Untrusted::new(value.to_string()))
}

/// The ITMOs an act names.
pub(super) fn ranges(act: &OrderedAct) -> Vec<BlockRange> {
    match act {
        OrderedAct::Transfer(transfer) => transfer.ranges.clone(),
        OrderedAct::Issue { blocks, .. } => blocks.iter().map(|block| block.range).collect(),
        OrderedAct::ReleaseBlocks(ranges) => ranges.clone(),
        _ => Vec::new(),
    }
}
