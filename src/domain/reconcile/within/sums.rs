//! W1, conservation: issued and received, less sent away, is what all accounts hold together, use and cancellation among them.
//! Counted by cooperative approach, Party, vintage and metric, in numbers wide enough for any book.
//! Must not know: single blocks, once they are counted.

use crate::{
    domain::{
        ApproachId, Metric, PartyCode, Quantity, RegistryId, Vintage,
        reconcile::{AccountClass, Code, Field, Finding, Position, Said, Subject, TotalKey},
    },
    text::number::grouped,
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What is conserved together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowKey {
    /// The cooperative approach.
    pub approach: ApproachId,
    /// The first transferring Party.
    pub party: PartyCode,
    /// The vintage.
    pub vintage: Vintage,
    /// The metric.
    pub metric: Metric,
}

/// What the ledger says came and went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Issued here.
    pub issued: u128,
    /// Received from other registries.
    pub received: u128,
    /// Sent to other registries.
    pub sent: u128,
}

impl Flow {
    /// What should be held; `None` when more was sent than ever came.
    pub fn left(self) -> Option<u128> {
        self.issued.checked_add(self.received)?.checked_sub(self.sent)
    }
}

/// Every key for which the accounts do not hold what the flows leave (W1). Lines of what left the registry count nothing; a line that
/// does not say its metric counts as GHG.
pub fn conservation(
    registry: RegistryId,
    lines: impl IntoIterator<Item = Position>,
    flows: &BTreeMap<FlowKey, Flow>,
    at: Timestamp,
) -> Vec<Finding> {
    let mut held: BTreeMap<FlowKey, u128> = flows.keys().map(|key| (*key, 0)).collect();
    for line in lines.into_iter().filter(|line| line.attributes.holder == registry) {
        let series = line.block.series;
        let metric = line.attributes.metric.unwrap_or(Metric::Ghg);
        let key = FlowKey { approach: series.approach, party: series.party, vintage: series.vintage, metric };
        let sum = held.entry(key).or_default();
        *sum = sum.saturating_add(u128::from(line.block.quantity().count()));
    }
    let finding = |(key, held): (FlowKey, u128)| {
        let flow = flows.get(&key).copied().unwrap_or_default();
        let due = flow.left();
        if due == Some(held) {
            return None;
        }
        let difference = due.map_or(flow.sent, |due| due.abs_diff(held));
        let many = |units: u128| grouped(u64::try_from(units).unwrap_or(u64::MAX));
        let [issued, received, sent] = [flow.issued, flow.received, flow.sent].map(many);
        let said = Said::both(Field::Quantity, many(held), format!("{issued} issued + {received} received - {sent} sent"));
        let subject = Subject::Total(TotalKey {
            approach: key.approach,
            party: key.party,
            vintage: key.vintage,
            metric: Some(key.metric),
            holder: registry,
            class: None::<AccountClass>,
        });
        let quantity = Quantity::new(u64::try_from(difference).unwrap_or(u64::MAX));
        Some(Finding::new(Code::W1, subject, quantity, at).saying([said]))
    };
    held.into_iter().filter_map(finding).collect()
}
