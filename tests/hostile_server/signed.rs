//! A signed order as it is sent, made the way the console makes it: reviewed line by line, then signed.

use countersign::{
    evidence::{key::SecretKey, order::OrderText, sshsig::SshSignature, statement::StatementText},
    registry::{
        Access, Act, Authorised, Challenge, Confirmed, Deed, IdempotencyKey, Review, Reviewable, Reviewed, Unsigned, Write,
    },
};
use jiff::{SignedDuration, Timestamp};

const DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// The text of an order.
pub fn order() -> String {
    format!(
        "itmo-order/v1
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
wire-sha256: {DIGEST}
policy: v7 sha256:{DIGEST}
roster: v14 sha256:{DIGEST}
not-before: 2025-11-03T12:00:00Z
not-after: 2025-11-06T12:00:00Z
initiator: person:amina.k station:ONL-2
"
    )
}

/// The text of a rejection of that order.
pub fn rejection() -> String {
    format!(
        "itmo-statement/v1
order-sha256: {DIGEST}
kind: reject
person: person:luc.b
station: OFF-1
roster: v14 sha256:{DIGEST}
policy: v7 sha256:{DIGEST}
checked: none
display: 104x38 gate:v1 truncated:no
reason: the letter says another account
made: 2025-11-03T09:14:22Z
not-after: 2025-11-06T12:00:00Z
seq: 381
"
    )
}

fn read<T: Reviewable>(mut review: Review<T>) -> Reviewed<T> {
    review.show(0..review.lines(), Timestamp::UNIX_EPOCH);
    review.finish(Timestamp::UNIX_EPOCH).map_err(|(_, why)| why).unwrap()
}

/// The order, to be signed.
pub fn to_submit() -> Unsigned {
    let text = OrderText::parse(order().as_bytes()).unwrap();
    Unsigned::Order(read(Review::of_own_order(text, SignedDuration::ZERO)))
}

/// The rejection, to be signed.
pub fn to_reject() -> Unsigned {
    let text = StatementText::parse(rejection().as_bytes()).unwrap();
    Unsigned::Statement { on: "CHE01-2026-000124".parse().unwrap(), text: read(Review::of_statement(text, None).unwrap()) }
}

/// A text that is signed, under a key.
pub fn signed(text: Unsigned, key: IdempotencyKey) -> Authorised<Write> {
    let access = Access::of_profile(false);
    let secret = SecretKey::from_seed(&[7; 32]);
    let act = Authorised::new(Confirmed::by_review(text), access.capability().unwrap(), key);
    act.sign::<()>(&mut |_, namespace, text| Ok(SshSignature::sign(&secret, namespace, text.as_bytes()))).unwrap()
}

/// An act of one person, under a key.
pub fn alone(deed: Deed, reason: &str, key: IdempotencyKey) -> Authorised<Write> {
    let act = Act::Alone { deed, reason: reason.into() };
    let confirmed = Challenge::new(act, "yes").accept("yes").unwrap();
    let act = Authorised::new(confirmed, Access::of_profile(false).capability().unwrap(), key);
    act.sign::<()>(&mut |_, _, _| Err(())).unwrap()
}
