//! An order and a statement about it, reviewed, for tests of what signs and sends them.
//! The review is the real one: every line shown.
//! Must not know: who signs.

use crate::{
    evidence::{order::OrderText, statement::StatementText},
    registry::{Access, Act, Authorised, Confirmed, IdempotencyKey, Review, Reviewable, Reviewed, Unsigned},
};
use jiff::{SignedDuration, Timestamp};

pub(crate) const ORDER: &str = "\
itmo-order/v1
order-id: 0198f6c2-6c1e-7c1a-9d0e-5f3c1b7a2e44
supersedes: none
action: account-state
registry: CHE01
environment: practice
act-count: 2
act-1: account = \"CHE01-100-2071\"
act-2: state = \"open\"
source-document: none
reason: the mistake was ours
wire-profile: countersign-admin/v1
wire-sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
policy: v7 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
roster: v14 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
not-before: 2025-11-03T12:00:00Z
not-after: 2025-11-06T12:00:00Z
initiator: person:amina.k station:ONL-2
";

/// A statement of this kind about the order with this digest.
pub(crate) fn statement(kind: &str, about: &str) -> StatementText {
    let text = format!(
        "itmo-statement/v1
order-sha256: {about}
kind: {kind}
person: person:luc.b
station: OFF-1
roster: v14 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
policy: v7 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
checked: none
display: 104x38 gate:v1 truncated:no
reason: matches LOA-2025-118 page 2
made: 2025-11-03T09:14:22Z
not-after: 2025-11-06T12:00:00Z
seq: 381
"
    );
    StatementText::parse(text.as_bytes()).unwrap()
}

pub(crate) fn order() -> OrderText {
    OrderText::parse(ORDER.as_bytes()).unwrap()
}

/// Shows all of it, and ends the review.
pub(crate) fn read<T: Reviewable + std::fmt::Debug>(mut review: Review<T>) -> Reviewed<T> {
    review.show(0..review.lines(), Timestamp::UNIX_EPOCH);
    review.finish(Timestamp::UNIX_EPOCH).unwrap()
}

pub(crate) fn read_order() -> Reviewed<OrderText> {
    read(Review::of_own_order(order(), SignedDuration::ZERO))
}

/// The order as an act that may be sent.
pub(crate) fn submit(key: u128) -> Authorised<Act> {
    authorised(Unsigned::Order(read_order()), key)
}

/// A reviewed text as an act that may be sent.
pub(crate) fn authorised(text: Unsigned, key: u128) -> Authorised<Act> {
    let access = Access::of_profile(false);
    Authorised::new(Confirmed::by_review(text), access.capability().unwrap(), IdempotencyKey(uuid::Uuid::from_u128(key)))
}
