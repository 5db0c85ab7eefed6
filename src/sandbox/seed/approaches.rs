//! The invented cooperative approaches and their authorizations.
//! Words of the common nomenclature of 2026-02-17, spelled as there, mistakes included ("C02 usage").
//! Must not know: which blocks are created under them.

use crate::sandbox::random::SplitMix64;
use rusqlite::{Connection, params};

/// A cooperative approach.
pub(super) struct Approach {
    /// Its id.
    pub id: &'static str,
    /// The first transferring participating Party.
    pub party: &'static str,
    /// `GHG` or `non-GHG` (table 12(b)).
    metric: &'static str,
    /// Table 36(b).
    mitigation_type: &'static str,
    /// Table 15(b).
    sector: &'static str,
    /// Table 51(b), one for each of its activities.
    activity_types: &'static [&'static str],
    /// Table 31(b), or `NA`.
    underlying: &'static str,
}

/// All of them, by id.
pub(super) const APPROACHES: [Approach; 6] = [
    Approach {
        id: "CA0001",
        party: "GHA",
        metric: "GHG",
        mitigation_type: "Emission reductions",
        sector: "Energy generation",
        activity_types: &["Energy Efficiency households", "Biogas"],
        underlying: "GS",
    },
    Approach {
        id: "CA0002",
        party: "THA",
        metric: "GHG",
        mitigation_type: "Emission reductions",
        sector: "Transportation",
        activity_types: &["Transport"],
        underlying: "T-VER",
    },
    Approach {
        id: "CA0003",
        party: "VUT",
        metric: "GHG",
        mitigation_type: "Emission reductions",
        sector: "Energy generation",
        activity_types: &["Solar", "Energy distribution"],
        underlying: "NA",
    },
    Approach {
        id: "CA0004",
        party: "GEO",
        metric: "GHG",
        mitigation_type: "Emission reductions and removals",
        sector: "Building and construction",
        activity_types: &["Energy Efficiency service", "Energy Efficiency supply side"],
        underlying: "VCS",
    },
    Approach {
        id: "CA0005",
        party: "MWI",
        metric: "non-GHG",
        mitigation_type: "Emission reductions",
        sector: "Energy generation",
        activity_types: &["Hydro", "Solar"],
        underlying: "NA",
    },
    Approach {
        id: "CA0006",
        party: "CHE",
        metric: "GHG",
        mitigation_type: "Removals",
        sector: "Industrial processes",
        activity_types: &["C02 usage", "Cement"],
        underlying: "Isometric",
    },
];

/// An authorization under one of them.
pub(super) struct Authorization {
    /// Its id.
    pub id: String,
    /// The approach.
    pub approach: &'static Approach,
    version: u64,
    activity_type: &'static str,
}

impl Authorization {
    /// Whether its ITMOs are measured in another metric than CO2 equivalent.
    pub(super) fn is_non_ghg(&self) -> bool {
        self.approach.metric == "non-GHG"
    }

    /// The underlying registry, or `NA`.
    pub(super) fn underlying(&self) -> &'static str {
        self.approach.underlying
    }
}

/// Six authorizations for each approach, given from 2021 to 2025.
pub(super) fn authorizations(seed: u64) -> Vec<Authorization> {
    let mut numbers = SplitMix64::new(seed, 2);
    let mut all: Vec<Authorization> = Vec::new();
    for approach in &APPROACHES {
        for _ in 0..6 {
            let id = format!("AUTH-{}-{:04}", numbers.between(2021, 2025), all.len() + 1);
            let activity_type = numbers.one_of(approach.activity_types).copied().unwrap_or_default();
            all.push(Authorization { id, approach, version: numbers.between(1, 3), activity_type });
        }
    }
    all
}

/// Writes them.
pub(super) fn write(connection: &Connection, authorizations: &[Authorization]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare("INSERT INTO authorizations VALUES (?, ?, ?, ?, ?, ?)")?;
    for authorization in authorizations {
        let Authorization { id, approach, version, activity_type } = authorization;
        let version = i64::try_from(*version).unwrap_or(1);
        insert.execute(params![id, version, approach.metric, approach.mitigation_type, approach.sector, activity_type])?;
    }
    Ok(())
}
