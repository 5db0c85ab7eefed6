//! Tier 3: the histories of both registries, aligned by transfer, for what tier 2 left open.
//! A transfer is compared by its outcome and by the digest of its last message; the two sides' states have words of their own.
//! Must not know: the steps that led to a state.

use super::{
    code::Code,
    field::{Field, Said},
    finding::{Finding, Subject},
};
use crate::domain::{
    Quantity,
    transfer::{InState, OutState, TransferId},
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What one registry's history says of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferRecord {
    /// The transfer.
    pub transfer: TransferId,
    /// How many ITMOs it moves.
    pub quantity: Quantity,
    /// Its state, in this registry's own word.
    pub state: &'static str,
    /// Whether it moved the ITMOs, moved none, or is not over.
    pub moved: Option<bool>,
    /// When it came into the state.
    pub at: Timestamp,
    /// Whether signed message and receipt are at hand.
    pub evidence: bool,
    /// Whether this registry's report of actions has it.
    pub reported: bool,
}

impl TransferRecord {
    /// Of a transfer this registry sent.
    pub fn sent(transfer: TransferId, quantity: Quantity, state: OutState, at: Timestamp, evidence: bool) -> Self {
        let moved = match state {
            OutState::Completed => Some(true),
            _ if state.is_final() => Some(false),
            _ => None,
        };
        Self { transfer, quantity, state: state.word(), moved, at, evidence, reported: true }
    }

    /// Of a transfer this registry received.
    pub fn received(transfer: TransferId, quantity: Quantity, state: InState, at: Timestamp, evidence: bool) -> Self {
        let moved = match state {
            InState::Completed => Some(true),
            _ if state.is_final() => Some(false),
            _ => None,
        };
        Self { transfer, quantity, state: state.word(), moved, at, evidence, reported: true }
    }
}

/// Where two histories contradict each other: an outcome that differs (D13), a calendar year that does (D16), a report that leaves out what
/// the other has (D17), evidence that one side lacks (D21). A transfer that one side does not know contradicts only when it moved something at the other.
pub fn compare_trails(ours: &[TransferRecord], theirs: &[TransferRecord], at: Timestamp) -> Vec<Finding> {
    let by_id = |records: &[TransferRecord]| -> BTreeMap<TransferId, TransferRecord> {
        records.iter().map(|record| (record.transfer, record.clone())).collect()
    };
    let (ours, mut theirs) = (by_id(ours), by_id(theirs));
    let mut findings = Vec::new();
    for (id, record) in &ours {
        match theirs.remove(id) {
            Some(other) => findings.extend(both(record, &other, at)),
            None => findings.extend(alone(record, true, at)),
        }
    }
    findings.extend(theirs.values().filter_map(|record| alone(record, false, at)));
    findings.sort_by(|a, b| a.subject.cmp(&b.subject).then(a.code.cmp(&b.code)));
    findings
}

fn finding(code: Code, record: &TransferRecord, at: Timestamp, said: Said) -> Finding {
    Finding::new(code, Subject::Transfer(record.transfer), record.quantity, at).saying([said])
}

fn alone(record: &TransferRecord, is_ours: bool, at: Timestamp) -> Option<Finding> {
    let said = Said::one(Field::State, is_ours, record.state);
    (record.moved == Some(true)).then(|| finding(Code::D13, record, at, said))
}

fn both(ours: &TransferRecord, theirs: &TransferRecord, at: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    // While one of the two is not over, it may still become what the other is.
    if ours.moved.zip(theirs.moved).is_some_and(|(ours, theirs)| ours != theirs) {
        found.push(finding(Code::D13, ours, at, Said::both(Field::State, ours.state, theirs.state)));
    }
    if ours.quantity != theirs.quantity {
        found.push(finding(Code::D13, ours, at, Said::both(Field::Quantity, ours.quantity, theirs.quantity)));
    }
    if ours.moved != Some(true) || theirs.moved != Some(true) {
        return found;
    }
    let year = |record: &TransferRecord| record.at.to_zoned(jiff::tz::TimeZone::UTC).year();
    if year(ours) != year(theirs) {
        found.push(finding(Code::D16, ours, at, Said::both(Field::Time, ours.at, theirs.at)));
    }
    if ours.reported != theirs.reported {
        let yes = |is_reported| if is_reported { "yes" } else { "no" };
        found.push(finding(Code::D17, ours, at, Said::both(Field::Reported, yes(ours.reported), yes(theirs.reported))));
    }
    if !(ours.evidence && theirs.evidence) {
        let said = match (ours.evidence, theirs.evidence) {
            (false, false) => Said::both(Field::Evidence, "no", "no"),
            (ours, _) => Said::one(Field::Evidence, !ours, "no"),
        };
        found.push(finding(Code::D21, ours, at, said));
    }
    found
}
