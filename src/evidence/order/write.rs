//! Lays an order down as text, key by key in its order.
//! What people need twice is derived here: the amount in words, the sums, the cooperative approaches.
//! Must not know: whether the order makes sense; it is read back for that.

use super::{Act, Body, MAGIC, Movement, Order, WIRE_PROFILE};
use crate::{domain::RegistryId, evidence::lines::LineWriter, text::words::words};
use std::fmt::Display;

/// The text of an order.
pub(super) fn order(order: &Order) -> String {
    let head = LineWriter::new(MAGIC)
        .put("order-id", order.id)
        .put_if("supersedes", order.supersedes)
        .put("action", order.action())
        .put("registry", order.registry)
        .put("environment", order.environment);
    let body = match &order.body {
        Body::Movement(moved) => movement(moved, order.registry, head),
        Body::Act(acted) => act(acted, head),
    };
    body.put_if("source-document", order.source())
        .put("reason", &order.reason)
        .put("wire-profile", WIRE_PROFILE)
        .put("wire-sha256", order.wire_sha256)
        .put("policy", order.policy)
        .put("roster", order.roster)
        .put("not-before", order.not_before)
        .put("not-after", order.not_after)
        .put("initiator", format_args!("person:{} station:{}", order.initiator, order.station))
        .finish()
}

fn movement(moved: &Movement, own: RegistryId, head: LineWriter) -> LineWriter {
    let quantity = moved.units.quantity().count();
    head.put("transferring-party", moved.transferring_party)
        .put("transferring-account", &moved.transferring_account)
        .put("acquiring-party", moved.acquiring_party)
        .put("acquiring-registry", moved.to.registry(own))
        .put("acquiring-account", &moved.acquiring_account)
        .put("cooperative-approach", joined(moved.units.approaches(), " "))
        .put_numbered("units", moved.units.runs())
        .put("quantity", quantity)
        .put("quantity-words", words(quantity))
        .put("metric", moved.metric.word())
        .put("authorization", joined(&moved.authorizations, ", "))
        .put_if("calendar-year", moved.to.calendar_year())
        .put_if("purpose", moved.to.purpose())
        .put_if("corrects", moved.corrects)
}

fn act(acted: &Act, head: LineWriter) -> LineWriter {
    head.put_numbered("act", &acted.leaves)
}

fn joined(values: impl IntoIterator<Item = impl Display>, between: &str) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(between)
}
