//! Facts with which every check passes, on each occasion.

use super::super::*;
use crate::{
    domain::{
        AccountKind, AccountState, ApproachId, Block, BlockState, Holder, HolderKind, Metric, Quantity, Serial, SerialRange,
        Series,
        approach::{Approach, ApproachState, InitialReport},
        authorization::{Authorization, AuthorizationState, Purpose, Use},
        transfer::{Action, BlockSpan, Deadlines, InState, OutState, Record},
    },
    text::Untrusted,
};
use jiff::Timestamp;

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn now() -> Timestamp {
    at("2026-11-22T12:00:00Z")
}

pub fn text(text: &str) -> Untrusted {
    Untrusted::new(text)
}

pub fn series() -> Series {
    Series {
        approach: "CA0007".parse().unwrap(),
        registry: "GHA01".parse().unwrap(),
        party: "GHA".parse().unwrap(),
        vintage: "2023".parse().unwrap(),
    }
}

pub fn span(first: u64, last: u64) -> BlockSpan {
    let serial = |number| Serial::new(number).unwrap();
    BlockSpan { series: series(), range: SerialRange::new(serial(first), serial(last)).unwrap() }
}

pub fn block(first: u64, last: u64) -> Block {
    Block {
        series: series(),
        range: span(first, last).range,
        account: "GHA01-100-0001".parse().unwrap(),
        holding_registry: "GHA01".parse().unwrap(),
        state: BlockState::Available,
        lock: None,
        disputed: None,
        authorization: "AUTH-1".parse().unwrap(),
        authorization_version: 1,
        metric: Metric::Ghg,
        non_ghg: Untrusted::default(),
        mitigation_type: text("Removals"),
        sector: text("Forestry and land use"),
        activity_type: text("Reforestation"),
        underlying: text("NA"),
        first_transferred: None,
    }
}

fn account(id: &str, kind: u16) -> Lookup<KnownAccount> {
    let registry = id[..5].parse().unwrap();
    Lookup::Found(KnownAccount {
        id: id.parse().unwrap(),
        registry,
        kind: AccountKind(kind),
        state: AccountState::Open,
        holder: Holder { name: text("Clean Stoves Ltd"), kind: HolderKind::Entity, party: registry.party() },
        metric: None,
        approaches: vec!["CA0007".parse().unwrap()],
        representatives: Some(2),
    })
}

pub fn authorization() -> Authorization {
    Authorization {
        id: "AUTH-1".parse().unwrap(),
        version: 2,
        approach: "CA0007".parse().unwrap(),
        party: "GHA".parse().unwrap(),
        state: AuthorizationState::Issued,
        purpose: Purpose::Ndc,
        first_transfer_oimp: None,
        authorized_parties: vec!["CHE".parse().unwrap()],
        entities: vec![text("Clean Stoves Ltd")],
        quantity: Some(Quantity::new(1000)),
        consumed: Quantity::new(900),
        timeframe: Some(("2022".parse().unwrap(), "2024".parse().unwrap())),
        metric: Metric::Ghg,
    }
}

pub fn approach() -> Approach {
    Approach {
        id: "CA0007".parse().unwrap(),
        name: text("Stoves"),
        parties: vec!["GHA".parse().unwrap(), "CHE".parse().unwrap()],
        state: ApproachState::Active,
        initial_report: InitialReport::Published,
    }
}

pub fn stated() -> Stated {
    Stated {
        authorization: "AUTH-1".parse().unwrap(),
        authorization_version: 1,
        metric: Metric::Ghg,
        mitigation_type: text("Removals"),
        first_transferred: None,
        underlying: text("NA"),
    }
}

fn key(id: &str) -> KeyFacts {
    let (from, until) = (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    KeyFacts { id: text(id), from, until, revoked: false, verified: true }
}

fn link() -> LinkFacts {
    LinkFacts {
        state: Some(LinkState::Active),
        maintenance: Some(vec![(at("2026-12-01T00:00:00Z"), at("2026-12-02T00:00:00Z"))]),
        version: (1, 0),
        peer_version: Some((1, 3)),
        own_key: Some(key("GHA01-1")),
        peer_key: Some(Lookup::Found(key("CHE01-1"))),
        own_offset_ms: Some(-20),
        peer_offset_ms: Some(60_000),
        nomenclature: Some("2026-02-17".parse().unwrap()),
        peer_nomenclature: Some("2026-02-17".parse().unwrap()),
        operator: Some(Permission { role: text("initiator"), granted: true }),
    }
}

fn message() -> MessageFacts {
    MessageFacts {
        schema: Some(Ok(())),
        id: Some("GHA01-2026-000001".parse().unwrap()),
        id_is_new: Some(true),
        sequence: Some((1, 1)),
        values: vec![("36(b)", text("Removals")), ("51(b)", text("C02 usage"))],
        record: Some(Record { action: "First transfer", subtype: Some("First transfer to another Party") }),
        parties: vec![text("GHA"), text("CHE")],
        approaches: vec![text("CA0007")],
        known_approaches: Some(vec!["CA0007".parse().unwrap()]),
        registries: vec![text("GHA01"), text("CHE01")],
        known_registries: Some(vec!["GHA01".parse().unwrap(), "CHE01".parse().unwrap()]),
        created: Some(now()),
        expires: Some(at("2026-11-23T12:00:00Z")),
        authorizations: vec![text("AUTH-1")],
        quantity: Some(text("100")),
        transferring: Some(text("NA")),
        acquiring: Some(text("CHE")),
        year: None,
        purpose: None,
    }
}

pub fn control() -> ControlFacts {
    ControlFacts {
        unproven: None,
        initiator: Some(text("asante")),
        approver: Some(text("mensah")),
        signatures: Some(2),
        signatures_needed: Some(2),
        limit_left: Some(Quantity::new(100)),
        window: Some((at("2026-11-22T08:00:00Z"), at("2026-11-22T16:00:00Z"))),
        cooling_until: Some(at("2026-11-22T12:00:00Z")),
        approved_digest: Some([7; 32]),
        digest: Some([7; 32]),
        approval_expires: Some(at("2026-11-23T12:00:00Z")),
        cases: Some(Vec::new()),
    }
}

/// An order to another registry: 100 units, the last that the authorization leaves.
pub fn sending() -> Facts {
    let approach_id: ApproachId = "CA0007".parse().unwrap();
    let mut named = SpanFacts::of(span(1, 100), Some(vec![block(1, 60), block(61, 500)]));
    (named.columns, named.stated) = (Some(series()), Some(stated()));
    let to = "CHE01".parse().unwrap();
    Facts {
        occasion: Occasion::Sending,
        action: Action::ExternalTransfer { to, account: "CHE01-100-0009".parse().unwrap() },
        registry: "GHA01".parse().unwrap(),
        peer: Some(to),
        deadlines: Deadlines::DEFAULT,
        link: link(),
        message: message(),
        units: UnitFacts {
            spans: vec![named],
            stated: Some(Quantity::new(100)),
            ordered: Some(Quantity::new(100)),
            own_lock: None,
            disputed: Vec::new(),
            at_hub: Some(true),
            elsewhere: Some(Vec::new()),
            underlying_confirmed: Some(true),
        },
        accounts: AccountFacts {
            sending: account("GHA01-100-0001", 100),
            receiving: account("CHE01-100-0009", 100),
            trust: Some(Trust::From(now())),
            holder: Some(text("Clean Stoves Ltd")),
        },
        authorizations: vec![("AUTH-1".parse().unwrap(), Lookup::Found(authorization()))],
        approaches: vec![(approach_id, Lookup::Found(approach()))],
        intended: Some(Use::Ndc),
        ndc_period: Some(("2021".parse().unwrap(), "2030".parse().unwrap())),
        export_left: Some(Quantity::new(100)),
        control: control(),
        answer: None,
    }
}

/// The proposal that comes of it, at the other registry.
pub fn receiving() -> Facts {
    let mut facts = sending();
    facts.occasion = Occasion::Receiving;
    facts.registry = "CHE01".parse().unwrap();
    facts.peer = Some("GHA01".parse().unwrap());
    facts.accounts.sending = Lookup::Unknown("it is in another registry");
    facts.units.spans[0].held = Some(Vec::new());
    facts
}

/// A use in the registry itself.
pub fn using() -> Facts {
    let mut facts = sending();
    facts.occasion = Occasion::Local;
    facts.action = Action::UseTowardsNdc { year: "2025".parse().unwrap() };
    facts.peer = None;
    facts.accounts.receiving = account("GHA01-200-0001", 200);
    facts.message.record = Some(Record { action: "Use", subtype: None });
    (facts.message.acquiring, facts.message.year) = (None, Some(text("2025")));
    facts
}

/// An answer to the proposal.
pub fn answered() -> Facts {
    let mut facts = sending();
    facts.occasion = Occasion::Answered;
    facts.answer = Some(AnswerFacts {
        signature: Some(Ok(())),
        digest: [1; 32],
        echoed: Some([1; 32]),
        sent: at("2026-11-22T11:59:00Z"),
        answered: Some(at("2026-11-22T11:59:01Z")),
        states: Some(BothStates { out: OutState::Proposed, incoming: InState::Received }),
        hub_accepted: Some(true),
    });
    facts
}
