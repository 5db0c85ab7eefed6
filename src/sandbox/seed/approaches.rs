//! The invented cooperative approaches: their Parties, states and what is reported of them.
//! Words of the common nomenclature of 2026-02-17, spelled as there, mistakes included ("C02 usage").
//! Must not know: which blocks are created under them.

use crate::wire::ledger;

/// A cooperative approach.
pub(super) struct Approach {
    /// Its id.
    pub id: &'static str,
    /// The first transferring participating Party.
    pub party: &'static str,
    /// `GHG` or `non-GHG` (table 12(b)).
    pub metric: &'static str,
    /// Table 36(b).
    pub mitigation_type: &'static str,
    /// Table 15(b).
    pub sector: &'static str,
    /// Table 51(b), one for each of its activities.
    pub activity_types: &'static [&'static str],
    /// Table 31(b), or `NA`.
    pub underlying: &'static str,
    /// Its state, and that of its initial report.
    states: (&'static str, &'static str),
}

/// An approach in force, with its initial report published.
const IN_FORCE: (&str, &str) = ("active", "published");

/// Those that blocks stand under, by id.
pub(super) const APPROACHES: [Approach; 6] = [
    Approach {
        id: "CA0001",
        party: "GHA",
        metric: "GHG",
        mitigation_type: "Emission reductions",
        sector: "Energy generation",
        activity_types: &["Energy Efficiency households", "Biogas"],
        underlying: "GS",
        states: IN_FORCE,
    },
    Approach {
        id: "CA0002",
        party: "THA",
        metric: "GHG",
        mitigation_type: "Emission reductions",
        sector: "Transportation",
        activity_types: &["Transport"],
        underlying: "T-VER",
        states: IN_FORCE,
    },
    Approach {
        id: "CA0003",
        party: "VUT",
        metric: "GHG",
        mitigation_type: "Emission reductions",
        sector: "Energy generation",
        activity_types: &["Solar", "Energy distribution"],
        underlying: "NA",
        states: ("active", "submitted"),
    },
    Approach {
        id: "CA0004",
        party: "GEO",
        metric: "GHG",
        mitigation_type: "Emission reductions and removals",
        sector: "Building and construction",
        activity_types: &["Energy Efficiency service", "Energy Efficiency supply side"],
        underlying: "VCS",
        states: IN_FORCE,
    },
    Approach {
        id: "CA0005",
        party: "MWI",
        metric: "non-GHG",
        mitigation_type: "Emission reductions",
        sector: "Energy generation",
        activity_types: &["Hydro", "Solar"],
        underlying: "NA",
        states: IN_FORCE,
    },
    Approach {
        id: "CA0006",
        party: "CHE",
        metric: "GHG",
        mitigation_type: "Removals",
        sector: "Industrial processes",
        activity_types: &["C02 usage", "Cement"],
        underlying: "Isometric",
        states: IN_FORCE,
    },
];

/// Those that no block stands under: suspended, revoked, and not yet reported.
const OTHERS: [(&str, &str, &str, &str); 3] = [
    ("CA0007", "MAR", "suspended", "published"),
    ("CA0008", "THA", "revoked", "published"),
    ("CA0009", "JPN", "active", "draft"),
];

/// The Parties that take part in each beside its own.
const PARTNERS: [&str; 5] = ["CHE", "GHA", "JPN", "SGP", "SWE"];

impl Approach {
    /// Whether its ITMOs are measured in another metric than CO2 equivalent.
    pub(super) fn is_non_ghg(&self) -> bool {
        self.metric == "non-GHG"
    }

    /// The registry of its Party.
    pub(super) fn home(&self) -> String {
        format!("{}01", self.party)
    }
}

/// All approaches as they are recorded.
pub(super) fn recorded() -> Vec<ledger::Approach> {
    let used = APPROACHES.iter().map(|a| (a.id, a.party, a.states.0, a.states.1));
    used.chain(OTHERS).map(|(id, party, state, report)| one(id, party, state, report)).collect()
}

fn one(id: &str, party: &str, state: &str, initial_report: &str) -> ledger::Approach {
    let mut parties: Vec<String> = PARTNERS.iter().chain([&party]).map(|party| (*party).to_owned()).collect();
    parties.sort();
    parties.dedup();
    ledger::Approach {
        id: id.to_owned(),
        name: format!("Cooperative approach of {party} and partners"),
        parties,
        state: state.to_owned(),
        initial_report: initial_report.to_owned(),
    }
}
