//! For each check one fact that breaks it.

use super::super::*;
use super::sample::{answered, approach, at, authorization, block, now, receiving, sending, series, span, text, using};
use crate::domain::{
    AccountState, BlockState, HolderKind, ItmoId, Lock, Metric, Quantity, Serial,
    approach::{ApproachState, InitialReport},
    authorization::{Authorization, AuthorizationState, Purpose},
    transfer::{InState, OutState, Record},
};

type Breaking = (CheckId, fn() -> Facts, fn(&mut Facts));

fn sending_account(f: &mut Facts) -> &mut KnownAccount {
    if !matches!(f.accounts.sending, Lookup::Found(_)) {
        f.accounts.sending = sending().accounts.sending;
    }
    let Lookup::Found(account) = &mut f.accounts.sending else { panic!("just put there") };
    account
}

fn receiving_account(f: &mut Facts) -> &mut KnownAccount {
    if !matches!(f.accounts.receiving, Lookup::Found(_)) {
        f.accounts.receiving = sending().accounts.receiving;
    }
    let Lookup::Found(account) = &mut f.accounts.receiving else { panic!("just put there") };
    account
}

fn with_authorization(f: &mut Facts, change: fn(&mut Authorization)) {
    let mut changed = authorization();
    change(&mut changed);
    f.authorizations = vec![("AUTH-1".parse().unwrap(), Lookup::Found(changed))];
}

fn held_as(f: &mut Facts, change: fn(&mut crate::domain::Block)) {
    let mut changed = block(1, 500);
    change(&mut changed);
    f.units.spans.iter_mut().for_each(|span| span.held = Some(vec![changed.clone()]));
}

fn each_span(f: &mut Facts, change: impl Fn(&mut SpanFacts)) {
    f.units.spans.iter_mut().for_each(change);
}

fn with_approach(f: &mut Facts, change: fn(&mut crate::domain::approach::Approach)) {
    let mut changed = approach();
    change(&mut changed);
    f.approaches = vec![(changed.id, Lookup::Found(changed))];
}

fn with_answer(f: &mut Facts, change: fn(&mut AnswerFacts)) {
    if let Some(answer) = &mut f.answer {
        change(answer);
    }
}

fn own_key(f: &mut Facts) {
    if let Some(key) = &mut f.link.own_key {
        key.until = at("2026-11-23T11:59:59Z");
    }
}

fn peer_key(f: &mut Facts) {
    if let Some(Lookup::Found(key)) = &mut f.link.peer_key {
        key.verified = false;
    }
}

fn last_of(f: &mut Facts, vintage: &str, serial: u64) {
    let mut other = series();
    other.vintage = vintage.parse().unwrap();
    each_span(f, |span| span.last = ItmoId::of(other, Serial::new(serial).unwrap()));
}

pub const BREAKING: &[Breaking] = &[
    (CheckId::L01, sending, |f| f.link.state = Some(LinkState::Test)),
    (CheckId::L02, sending, |f| f.link.maintenance = Some(vec![(now(), at("2026-11-22T13:00:00Z"))])),
    (CheckId::L03, sending, |f| f.link.peer_version = Some((2, 0))),
    (CheckId::L04, sending, own_key),
    (CheckId::L05, sending, peer_key),
    (CheckId::L06, sending, |f| f.link.peer_offset_ms = Some(-60_001)),
    (CheckId::L07, sending, |f| f.link.peer_nomenclature = Some("2025-02-17".parse().unwrap())),
    (CheckId::L08, using, |f| f.link.operator = Some(Permission { role: text("reader"), granted: false })),
    (CheckId::M01, receiving, |f| f.message.schema = Some(Err(text("spans: missing")))),
    (CheckId::M02, receiving, |f| f.message.id_is_new = Some(false)),
    (CheckId::M03, receiving, |f| f.message.sequence = Some((4, 3))),
    (CheckId::M04, sending, |f| f.message.values.push(("51(b)", text("CO2 usage")))),
    (CheckId::M05, sending, |f| f.message.record = Some(Record { action: "Transfer", subtype: Some("Issuance") })),
    (CheckId::M06, sending, |f| f.message.parties.push(text("GH"))),
    (CheckId::M07, sending, |f| f.message.approaches.push(text("CA9999"))),
    (CheckId::M08, sending, |f| f.message.registries.push(text("CHE99"))),
    (CheckId::M09, receiving, |f| f.message.created = Some(at("2026-11-22T12:05:01Z"))),
    (CheckId::M10, sending, |f| f.message.authorizations.push(text("A;B"))),
    (CheckId::M11, sending, |f| f.message.quantity = Some(text("-100"))),
    (CheckId::M12, sending, |f| f.message.year = Some(text("2025"))),
    (CheckId::B01, sending, |f| f.units.spans.clear()),
    (CheckId::B02, sending, |f| each_span(f, |span| std::mem::swap(&mut span.first, &mut span.last))),
    (CheckId::B03, sending, |f| last_of(f, "2024", 100)),
    (CheckId::B04, sending, |f| f.units.stated = Some(Quantity::new(99))),
    (CheckId::B05, sending, |f| {
        each_span(f, |span| span.columns = Some(crate::domain::Series { party: "CHE".parse().unwrap(), ..series() }))
    }),
    (CheckId::B06, sending, |f| f.units.spans.push(SpanFacts::of(span(100, 120), Some(vec![block(61, 500)])))),
    (CheckId::B07, sending, |f| held_as(f, |block| block.account = "GHA01-100-0010".parse().unwrap())),
    (CheckId::B08, sending, |f| held_as(f, |block| block.lock = Some(Lock::of_cause(text("other"), now())))),
    (CheckId::B09, sending, |f| held_as(f, |block| block.state = BlockState::FrozenReconciliation)),
    (CheckId::B10, sending, |f| held_as(f, |block| block.state = BlockState::Cancelled)),
    (CheckId::B11, sending, |f| held_as(f, |block| block.metric = Metric::NonGhg)),
    (CheckId::B12, sending, |f| held_as(f, |block| block.mitigation_type = text("Emission reductions"))),
    (CheckId::B13, sending, |f| f.units.at_hub = Some(false)),
    (CheckId::B14, receiving, |f| each_span(f, |span| span.held = Some(vec![block(50, 70)]))),
    (CheckId::B15, sending, |f| f.units.underlying_confirmed = Some(false)),
    (CheckId::B16, sending, |f| f.ndc_period = Some(("2024".parse().unwrap(), "2030".parse().unwrap()))),
    (CheckId::A01, sending, |f| f.accounts.sending = Lookup::Missing),
    (CheckId::A02, sending, |f| sending_account(f).state = AccountState::BlockedOut),
    (CheckId::A03, sending, |f| sending_account(f).kind = crate::domain::AccountKind::CANCELLATION),
    (CheckId::A04, sending, |f| receiving_account(f).approaches = vec!["CA0001".parse().unwrap()]),
    (CheckId::A05, receiving, |f| receiving_account(f).state = AccountState::Closed),
    (CheckId::A06, using, |f| receiving_account(f).kind = crate::domain::AccountKind::HOLDING),
    (CheckId::A07, sending, |f| f.registry = "CHE01".parse().unwrap()),
    (CheckId::A08, sending, |f| f.accounts.trust = Some(Trust::From(at("2026-11-22T12:00:01Z")))),
    (CheckId::A09, sending, |f| f.accounts.holder = Some(text("Clean Stove Ltd"))),
    (CheckId::A10, sending, |f| sending_account(f).representatives = Some(1)),
    (CheckId::Z01, sending, |f| with_authorization(f, |a| a.state = AuthorizationState::Suspended)),
    (CheckId::Z02, using, |f| with_authorization(f, |a| a.purpose = Purpose::Oimp)),
    (CheckId::Z03, sending, |f| with_authorization(f, |a| a.purpose = Purpose::NdcAndImp)),
    (CheckId::Z04, sending, |f| with_authorization(f, |a| a.consumed = Quantity::new(901))),
    (CheckId::Z05, sending, |f| with_authorization(f, |a| a.authorized_parties = vec!["SWE".parse().unwrap()])),
    (CheckId::Z06, sending, |f| {
        let account = sending_account(f);
        (account.holder.kind, account.holder.name) = (HolderKind::Entity, text("Somebody"));
    }),
    (CheckId::Z07, sending, |f| with_approach(f, |a| a.state = ApproachState::Suspended)),
    (CheckId::Z08, sending, |f| with_approach(f, |a| a.initial_report = InitialReport::Draft)),
    (CheckId::Z09, sending, |f| f.message.record = Some(Record { action: "Transfer", subtype: Some("Not yet defined") })),
    (CheckId::Z10, using, |f| f.ndc_period = Some(("2021".parse().unwrap(), "2024".parse().unwrap()))),
    (CheckId::Z11, sending, |f| f.units.ordered = Some(Quantity::new(102))),
    (CheckId::Z12, sending, |f| f.export_left = Some(Quantity::new(99))),
    (CheckId::C01, using, |f| f.control.approver = f.control.initiator.clone()),
    (CheckId::C02, sending, |f| (f.control.signatures, f.control.signatures_needed) = (Some(1), Some(0))),
    (CheckId::C03, sending, |f| f.control.limit_left = Some(Quantity::new(99))),
    (CheckId::C04, sending, |f| f.control.window = Some((at("2026-11-22T08:00:00Z"), now()))),
    (CheckId::C05, sending, |f| f.control.cooling_until = Some(at("2026-11-22T12:00:01Z"))),
    (CheckId::C06, sending, |f| f.control.digest = Some([8; 32])),
    (CheckId::C07, sending, |f| f.control.approval_expires = Some(now())),
    (CheckId::C08, receiving, |f| f.control.cases = Some(vec![text("case 12: stolen laptop")])),
    (CheckId::R01, answered, |f| with_answer(f, |answer| answer.echoed = Some([2; 32]))),
    (CheckId::R02, answered, |f| with_answer(f, |answer| answer.answered = Some(at("2026-11-22T12:05:01Z")))),
    (CheckId::R03, answered, |f| {
        with_answer(f, |answer| {
            answer.states = Some(BothStates { out: OutState::FinalisedOut, incoming: InState::Cancelled });
        });
    }),
    (CheckId::R04, answered, |f| with_answer(f, |answer| answer.hub_accepted = Some(false))),
];
