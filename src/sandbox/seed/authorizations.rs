//! The invented authorizations, six for each cooperative approach, and the entities they name.
//! They are facts of the world: every registry seeded alike has the same ones, quantities included.
//! Must not know: how serials are dealt.

use super::approaches::{APPROACHES, Approach};
use crate::{
    sandbox::random::SplitMix64,
    wire::{BigNumber, ledger},
};
use jiff::civil::Date;

/// An authorization under an approach.
pub(super) struct Authorization {
    /// Its id.
    pub id: String,
    /// The approach.
    pub approach: &'static Approach,
    /// Its newest version.
    pub version: u32,
    /// The most that may be first transferred under it.
    pub quantity: Option<u64>,
    plan: &'static Plan,
    state: &'static str,
    timeframe: Option<(u16, u16)>,
    activity_type: &'static str,
    year: i16,
}

/// What an authorization is for.
struct Plan {
    purpose: &'static str,
    first_transfer: Option<&'static str>,
    /// A maximum leaves one part in so many of what is used; none is no maximum.
    leaves_one_in: Option<u64>,
    /// Whether it is the one that is revoked or expired under some approaches.
    ends: bool,
}

const PLANS: [Plan; 6] = [
    Plan { purpose: "NDC", first_transfer: None, leaves_one_in: Some(50), ends: false },
    Plan { purpose: "NDC and OIMP", first_transfer: Some("Use or Cancellation"), leaves_one_in: Some(2), ends: false },
    Plan { purpose: "NDC", first_transfer: None, leaves_one_in: None, ends: false },
    Plan { purpose: "OIMP", first_transfer: Some("Issuance"), leaves_one_in: None, ends: false },
    Plan { purpose: "NDC and IMP", first_transfer: Some("Authorisation"), leaves_one_in: None, ends: false },
    Plan { purpose: "NDC", first_transfer: None, leaves_one_in: None, ends: true },
];

impl Authorization {
    /// Whether it sets a maximum.
    pub(super) fn is_capped(&self) -> bool {
        self.plan.leaves_one_in.is_some()
    }

    /// Whether ITMOs of a vintage may stand under it.
    pub(super) fn covers(&self, vintage: u16) -> bool {
        self.timeframe.is_none_or(|(first, last)| (first..=last).contains(&vintage))
    }

    /// Whether all its ITMOs have been first transferred: by their authorization, by their issuance, or before it ended.
    pub(super) fn all_transferred(&self) -> bool {
        matches!(self.plan.first_transfer, Some("Issuance" | "Authorisation")) || self.state != "issued"
    }

    /// Sets the maximum, now that it is known how many have been used.
    pub(super) fn cap(&mut self, used: u64) {
        self.quantity = self.plan.leaves_one_in.map(|part| used + used / part + 1_000);
    }

    /// Every version of it, oldest first.
    pub(super) fn recorded(&self, entities: &[ledger::Entity]) -> Vec<ledger::Authorization> {
        (1..=self.version).map(|version| self.version(version, entities)).collect()
    }

    fn version(&self, version: u32, entities: &[ledger::Entity]) -> ledger::Authorization {
        let Approach { id, party, metric, mitigation_type, sector, .. } = self.approach;
        let restricted = self.plan.first_transfer == Some("Use or Cancellation");
        let named = entities.iter().filter(|entity| restricted && entity.party == *party).map(|entity| entity.name.clone());
        ledger::Authorization {
            id: self.id.clone(),
            version,
            state: self.state.to_owned(),
            approach: (*id).to_owned(),
            party: (*party).to_owned(),
            date: Date::new(self.year, 3, i8::try_from(version).unwrap_or(1)).unwrap_or_default(),
            purpose: self.plan.purpose.to_owned(),
            first_transfer: self.plan.first_transfer.map(str::to_owned),
            parties: if restricted { vec!["CHE".to_owned(), "SWE".to_owned()] } else { Vec::new() },
            entities: named.collect(),
            quantity: self.quantity.map(BigNumber),
            timeframe: self.timeframe,
            metric: (*metric).to_owned(),
            mitigation_type: (*mitigation_type).to_owned(),
            sector: (*sector).to_owned(),
            activity_type: self.activity_type.to_owned(),
            terms: format!("Practice terms, version {version}"),
        }
    }
}

/// Six authorizations for each approach, given from 2021 to 2025. Maxima are not set yet.
pub(super) fn invent(seed: u64) -> Vec<Vec<Authorization>> {
    let mut numbers = SplitMix64::new(seed, 2);
    let mut given = 0;
    let mut under = |approach: &'static Approach| {
        PLANS
            .iter()
            .map(|plan| {
                given += 1;
                one(&mut numbers, approach, plan, given)
            })
            .collect()
    };
    APPROACHES.iter().map(&mut under).collect()
}

fn one(numbers: &mut SplitMix64, approach: &'static Approach, plan: &'static Plan, given: u64) -> Authorization {
    let year = numbers.between(2021, 2025);
    let (state, timeframe) = match approach.id {
        "CA0002" if plan.ends => ("revoked", Some((2021, 2022))),
        "CA0004" if plan.ends => ("expired", Some((2021, 2022))),
        _ if plan.first_transfer.is_none() => ("issued", Some((2021, 2030))),
        _ => ("issued", None),
    };
    Authorization {
        id: format!("AUTH-{year}-{given:04}"),
        approach,
        version: u32::try_from(numbers.between(1, 3)).unwrap_or(1),
        quantity: None,
        plan,
        state,
        timeframe,
        activity_type: numbers.one_of(approach.activity_types).copied().unwrap_or_default(),
        year: i16::try_from(year).unwrap_or(2021),
    }
}

/// Authorized entities, three for each approach's Party.
pub(super) fn entities(seed: u64) -> Vec<ledger::Entity> {
    let mut numbers = SplitMix64::new(seed, 4);
    let mut all = Vec::new();
    for approach in &APPROACHES {
        for place in 1..=3 {
            all.push(ledger::Entity {
                id: format!("{}-{:06}-{place}", approach.party, numbers.below(1_000_000)),
                name: super::names::entity(&mut numbers),
                country: approach.party.to_owned(),
                party: approach.party.to_owned(),
            });
        }
    }
    all
}
