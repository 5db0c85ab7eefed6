//! A lock as it is told: the registry's words, since when, and the transfer or order it belongs to, which can be gone to.
//! A cause that is the id of a case and nothing else leads to the case; other words are not taken apart for an id.
//! Must not know: what is locked.

use super::{Place, screen::Did};
use crate::{
    domain::Lock,
    text::{Kind, time},
    ui::{Safe, Span, theme::Role},
};
use jiff::Timestamp;

/// Why, and since when.
pub fn spans(role: Role, lock: &Lock, now: Timestamp) -> Vec<Span<'static>> {
    let since = format!("   since {} ({})", time::full(lock.since), time::age(lock.since, now));
    vec![Span::new(role, lock.cause.gate(Kind::Name)), Span::new(Role::Dim, Safe::ours(since))]
}

/// The transfer it belongs to, or else the order, or else the case that is its cause.
pub fn leads(lock: &Lock) -> Did {
    let transfer = lock.transfer.map(Place::Transfer);
    let case = || lock.cause.octets().parse().ok().map(Place::Case);
    transfer.or_else(|| lock.order.map(Place::Order)).or_else(case).map_or(Did::Nothing, Did::Go)
}
