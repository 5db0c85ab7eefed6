//! A lock as it is told: the registry's words, since when, and the transfer or order it belongs to, which can be gone to.
//! What nobody has said it belongs to leads nowhere; its words are not taken apart for an id.
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

/// The transfer it belongs to, or else the order.
pub fn leads(lock: &Lock) -> Did {
    let transfer = lock.transfer.map(Place::Transfer);
    transfer.or_else(|| lock.order.map(Place::Order)).map_or(Did::Nothing, Did::Go)
}
