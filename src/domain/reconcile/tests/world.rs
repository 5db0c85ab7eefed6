//! Two small registries that agree in everything, as all checks see them; a test changes one thing in it.

use super::*;
use crate::domain::{
    Metric, Quantity,
    authorization::{Authorization, AuthorizationState, Purpose, Use},
    block::Series,
    reconcile::within::*,
    transfer::{InState, OutState, TransferId},
};
use std::collections::{BTreeMap, BTreeSet};

/// Everything the checks look at.
pub struct World {
    pub ours: Vec<Position>,
    pub theirs: Vec<Position>,
    pub setting: Setting,
    pub snapshots: (Snapshot, Snapshot),
    pub our_trail: Vec<TransferRecord>,
    pub their_trail: Vec<TransferRecord>,
    pub our_actions: Vec<ActionRow>,
    pub their_actions: Vec<ActionRow>,
    pub ledger: Vec<Position>,
    pub report: Vec<Position>,
    pub flows: BTreeMap<FlowKey, Flow>,
    pub issued: Vec<BlockRange>,
    pub rows: Vec<BookRow>,
    pub authorization: Authorization,
    pub uses: Vec<UseFact>,
    pub firsts: Vec<BlockRange>,
    pub moves: Vec<MoveFact>,
    pub back: Vec<PutBack>,
    pub underlying: Vec<UnderlyingUse>,
    pub locks: Vec<LockFact>,
    pub open: BTreeSet<TransferId>,
    pub frozen: FrozenReport,
    pub broken: Option<u64>,
    pub approvals: Vec<Approval>,
}

pub fn said(holder: &str, account: &str, class: AccountClass) -> Attributes {
    Attributes {
        account: Some(format!("{holder}-{account}").parse().unwrap()),
        class: Some(class),
        authorization: Some("AUTH-2025-31".parse().unwrap()),
        authorization_version: Some(1),
        authorization_state: Some(AuthorizationState::Issued),
        metric: Some(Metric::Ghg),
        sector: Some(crate::text::Untrusted::new("Energy")),
        underlying_marked: Some(true),
        first_transferred: Some(Some("2024-05-02".parse().unwrap())),
        evidence: Some(true),
        dialect: Some("composite"),
        ..Attributes::held_by(registry(holder))
    }
}

pub fn transfer() -> TransferId {
    "CHE01-2026-000044".parse().unwrap()
}

pub fn megawatt_hours() -> Series {
    series("CA0008", 2024)
}

/// Ours 1–500 and used 501–600, sent away 601–1 000; a block of another metric.
fn book() -> Vec<Position> {
    let other = BlockRange { series: megawatt_hours(), range: range(1, 50) };
    let amount = Some(Amount { of: other.range, tonnes: Quantity::new(27) });
    vec![
        Position::new(block(1, 500), said("CHE01", "100-1", AccountClass::Holding)),
        Position::new(block(501, 600), said("CHE01", "200-1", AccountClass::Used)),
        Position::new(block(601, 1_000), said("GHA01", "100-9", AccountClass::Holding)),
        Position::new(
            other,
            Attributes { metric: Some(Metric::NonGhg), amount, ..said("CHE01", "100-2", AccountClass::Holding) },
        ),
    ]
}

fn flow_key(series: Series, metric: Metric) -> FlowKey {
    FlowKey { approach: series.approach, party: series.party, vintage: series.vintage, metric }
}

impl World {
    pub fn new() -> Self {
        let setting = setting();
        let head = |id| Snapshot { registry: registry(id), at: setting.at, announced: Some(4), lines: 4 };
        let when = at("2026-10-01T12:00:00Z");
        let quantity = Quantity::new(400);
        let action = |kind, counterpart: &str| {
            vec![ActionRow { kind, counterpart: counterpart.parse().unwrap(), block: block(601, 1_000), at: when }]
        };
        Self {
            ours: book(),
            theirs: book(),
            snapshots: (head("CHE01"), head("GHA01")),
            our_trail: vec![TransferRecord::sent(transfer(), quantity, OutState::Completed, when, true)],
            their_trail: vec![TransferRecord::received(transfer(), quantity, InState::Completed, when, true)],
            our_actions: action(ActionKind::Transfer, "GHA"),
            their_actions: action(ActionKind::Acquisition, "CHE"),
            ledger: book(),
            report: book(),
            flows: [
                (flow_key(block(1, 1).series, Metric::Ghg), Flow { issued: 1_000, received: 0, sent: 400 }),
                (flow_key(megawatt_hours(), Metric::NonGhg), Flow { issued: 50, received: 0, sent: 0 }),
            ]
            .into(),
            issued: vec![block(1, 1_000), BlockRange { series: megawatt_hours(), range: range(1, 50) }],
            rows: rows_of(&book()),
            authorization: authorization(),
            uses: vec![UseFact { block: block(501, 600), authorization: authorization().id, intended: Use::Ndc }],
            firsts: vec![block(1, 600), block(601, 1_000), BlockRange { series: megawatt_hours(), range: range(1, 50) }],
            moves: vec![moved(AccountClass::Holding)],
            back: Vec::new(),
            underlying: vec![underlying(1, 500, 1), underlying(501, 600, 501)],
            locks: vec![lock()],
            open: [transfer()].into(),
            frozen: FrozenReport { year: 2025, then: "ab12".into(), now: "ab12".into() },
            broken: None,
            approvals: vec![approval("luc.b")],
            setting,
        }
    }

    /// Everything that is found between the two registries.
    pub fn between(&self) -> Vec<Finding> {
        let at = self.setting.at;
        let expected = (registry("CHE01"), registry("GHA01"));
        if let Some(finding) = same_moment(self.snapshots.0, self.snapshots.1, expected) {
            return vec![finding];
        }
        let sorted = |lines: &[Position]| {
            let mut lines = lines.to_vec();
            lines.sort_by_key(|line| line.block);
            lines
        };
        let mut found = compared(&sorted(&self.ours), &sorted(&self.theirs), &self.setting).findings;
        found.extend(compare_trails(&self.our_trail, &self.their_trail, at));
        let ours = ("CHE".parse().unwrap(), self.our_actions.iter().cloned());
        let theirs = ("GHA".parse().unwrap(), self.their_actions.iter().cloned());
        found.extend(cross_check(ours, theirs, at).unwrap().into_iter().map(|crossed| crossed.finding));
        found
    }

    /// Everything that is found in our registry alone.
    pub fn within(&self) -> Vec<Finding> {
        let at = self.setting.at;
        let lines = || self.ours.iter().cloned();
        let mut found = conservation(registry("CHE01"), lines(), &self.flows, at);
        found.extend(overlaps(lines(), at).unwrap());
        found.extend(gaps(lines(), self.issued.iter().copied(), at));
        found.extend(ledger_and_book(lines(), self.ledger.iter().cloned(), at).unwrap());
        found.extend(report_and_ledger(self.report.iter().cloned(), self.ledger.iter().cloned(), at).unwrap());
        found.extend(rows(&self.rows, at));
        found.extend(authorization_bounds(lines(), &self.uses, std::slice::from_ref(&self.authorization), at));
        found.extend(first_transfers(lines(), &self.firsts, at));
        found.extend(terminal_moves(&self.moves, &self.back, at));
        found.extend(underlying_units(&self.underlying, at));
        found.extend(locks(&self.locks, &self.open, at));
        found.extend(frozen_report(&self.frozen, at));
        found.extend(ledger_chain(self.broken, at));
        found.extend(approvals(&self.approvals, at));
        found
    }

    /// Changes what a book says of its line at a place.
    pub fn change(lines: &mut [Position], at: usize, change: impl FnOnce(&mut Attributes)) {
        change(std::sync::Arc::make_mut(&mut lines[at].attributes));
    }
}

pub fn rows_of(lines: &[Position]) -> Vec<BookRow> {
    let row = |line: &Position| {
        let Series { approach, registry, party, vintage } = line.block.series;
        let columns = Columns { approach: Some(approach), registry: Some(registry), party: Some(party), vintage: Some(vintage) };
        BookRow { line: line.clone(), quantity: Some(line.block.quantity()), columns }
    };
    lines.iter().map(row).collect()
}

fn authorization() -> Authorization {
    let vintage = |year| crate::domain::Vintage::new(year).unwrap();
    Authorization {
        id: "AUTH-2025-31".parse().unwrap(),
        version: 1,
        approach: "CA0007".parse().unwrap(),
        party: "CHE".parse().unwrap(),
        state: AuthorizationState::Issued,
        purpose: Purpose::Ndc,
        first_transfer_oimp: None,
        authorized_parties: Vec::new(),
        entities: Vec::new(),
        quantity: Some(Quantity::new(1_050)),
        consumed: Quantity::new(1_050),
        timeframe: Some((vintage(2021), vintage(2030))),
        metric: Metric::Ghg,
    }
}

pub fn moved(class: AccountClass) -> MoveFact {
    MoveFact { block: block(601, 1_000), from: "CHE01-100-1".parse().unwrap(), class, entry: 12 }
}

pub fn underlying(first: u64, last: u64, serial: u64) -> UnderlyingUse {
    let units = range(first, last);
    UnderlyingUse { registry: "VCS".into(), units, block: block(serial, serial + last - first), marked: Marked::Yes }
}

pub fn lock() -> LockFact {
    LockFact {
        block: block(1, 500),
        account: "CHE01-100-1".parse().unwrap(),
        cause: crate::text::Untrusted::new("transfer CHE01-2026-000044"),
        transfer: Some(transfer()),
        is_freeze: false,
    }
}

pub fn approval(approver: &str) -> Approval {
    let person = |id: &str| id.parse().unwrap();
    Approval { order: transfer(), quantity: Quantity::new(400), initiator: person("amina.k"), approvers: vec![person(approver)] }
}
