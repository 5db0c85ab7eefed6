//! Orders and statements of practice people, and their keys.
//! The keys are examples that anybody can make: they protect nothing.
//! Must not know: verdicts.

use countersign::{
    domain::{Environment, Metric, transfer::CancellationKind},
    evidence::{
        digest::Digest,
        edition::Edition,
        key::SecretKey,
        lines::Prose,
        order::{Act, ActKind, Body, Destination, Leaf, Movement, Order, OrderText, SourceDocument, Units},
        statement::{Checked, Display, RekeyField, Statement, StatementKind},
    },
    wire::convert::order_text,
};

/// The initiator's key. Its seed is 32 octets 0x01.
pub fn amina() -> SecretKey {
    SecretKey::from_seed(&[1; 32])
}

/// The approver's key. Its seed is 32 octets 0x02.
pub fn luc() -> SecretKey {
    SecretKey::from_seed(&[2; 32])
}

/// The key of station ONL-2. Its seed is 32 octets 0x03.
pub fn station() -> SecretKey {
    SecretKey::from_seed(&[3; 32])
}

fn edition(version: u32, text: &str) -> Edition {
    Edition { version: version.try_into().unwrap(), sha256: Digest::of(text) }
}

pub fn movement(to: Destination, units: &[&str]) -> Movement {
    let here =
        matches!(to, Destination::Internal | Destination::NdcUse(_) | Destination::OimpUse(_) | Destination::Cancellation(_));
    let account = if here { "CHE01-300-0001" } else { "GHA01-100-0045" };
    Movement {
        transferring_party: "CHE".parse().unwrap(),
        transferring_account: "CHE01-100-2071".parse().unwrap(),
        acquiring_party: if here { "CHE" } else { "GHA" }.parse().unwrap(),
        to,
        acquiring_account: account.parse().unwrap(),
        units: Units::new(units.iter().map(|run| run.parse().unwrap()).collect()).unwrap(),
        metric: Metric::Ghg,
        authorizations: ["AUTH-2025-0031".parse().unwrap()].into(),
        corrects: None,
        source: SourceDocument::new("LOA-2025-118.pdf", Digest::of("the letter")).unwrap(),
    }
}

/// The first transfer that the documents show.
pub fn first_transfer() -> Movement {
    movement(Destination::FirstTransfer("GHA01".parse().unwrap()), &["CA0007-CHE01-CHE-120001-132500-2023"])
}

pub fn order_of(body: Body) -> Order {
    Order {
        id: "01a2076b-4400-7c1a-9d0e-5f3c1b7a2e44".parse().unwrap(),
        supersedes: None,
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        body,
        reason: Prose::new("TICKET-4471 delivery – schedule 3").unwrap(),
        wire_sha256: Digest::default(),
        policy: edition(7, "the policy"),
        roster: edition(14, "the roster"),
        not_before: "2026-11-23T12:00:00Z".parse().unwrap(),
        not_after: "2026-11-26T12:00:00Z".parse().unwrap(),
        initiator: "amina.k".parse().unwrap(),
        station: "ONL-2".parse().unwrap(),
    }
}

pub fn bound(order: Order) -> OrderText {
    order_text::bound(order).unwrap()
}

/// The order that the documents show.
pub fn order() -> OrderText {
    bound(order_of(Body::Movement(Box::new(first_transfer()))))
}

/// An act of this kind with these values.
pub fn act(kind: ActKind, leaves: &[&str]) -> Body {
    let leaves = leaves.iter().map(|leaf| leaf.parse::<Leaf>().unwrap()).collect();
    Body::Act(Act { kind, leaves, source: None })
}

/// Every destination there is.
pub fn destinations() -> Vec<Destination> {
    let ghana = || "GHA01".parse().unwrap();
    let mut all = vec![
        Destination::FirstTransfer(ghana()),
        Destination::Transfer(ghana()),
        Destination::Internal,
        Destination::NdcUse("2030".parse().unwrap()),
        Destination::OimpUse("CORSIA".parse().unwrap()),
        Destination::AdaptationFund { mandatory: true, registry: ghana() },
        Destination::AdaptationFund { mandatory: false, registry: ghana() },
    ];
    all.extend(CancellationKind::ALL.iter().map(|(kind, _)| Destination::Cancellation(*kind)));
    all
}

/// The approval that the documents show.
pub fn approval() -> Statement {
    Statement {
        order_sha256: order().sha256(),
        kind: StatementKind::Approve,
        person: "luc.b".parse().unwrap(),
        station: "OFF-1".parse().unwrap(),
        roster: edition(14, "the roster"),
        policy: edition(7, "the policy"),
        checked: Checked {
            rekeyed: [RekeyField::Quantity, RekeyField::AcquiringAccount, RekeyField::Units].into(),
            own_copy: true,
        },
        display: Display { columns: 104, rows: 38 },
        reason: Prose::new("matches LOA-2025-118 page 2").unwrap(),
        made: "2026-11-23T09:14:22Z".parse().unwrap(),
        not_after: "2026-11-26T12:00:00Z".parse().unwrap(),
        seq: 381.try_into().unwrap(),
    }
}
