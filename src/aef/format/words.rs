//! The words of the Common Nomenclature of 17 February 2026, verbatim: what the secretariat's platform accepts, its slips included.
//! "First transfer" and "Transfer", "Cancellation" and "Voluntary Cancellation" are described alike there and are different words.
//! Must not know: who uses them.

/// Table 12(b).
pub const METRICS: [&str; 2] = ["GHG", "non-GHG"];

/// Table 15(b), with "Other", which libraries add.
pub const SECTORS: [&str; 10] = [
    "Agriculture",
    "Building and construction",
    "Cross-sectoral mechanisms",
    "Energy generation",
    "Forestry and land use",
    "Industrial processes",
    "Transportation",
    "Urban development",
    "Waste management",
    "Other",
];

/// Table 51(b), with "Other". "C02 usage" has the digit zero there.
pub const ACTIVITY_TYPES: [&str; 28] = [
    "Afforestation",
    "Agriculture",
    "Biogas",
    "Biomass Energy",
    "Cement",
    "C02 usage",
    "Coal bed/mine methane",
    "Energy distribution",
    "Energy Efficiency households",
    "Energy Efficiency Industry",
    "Energy Efficiency own generation",
    "Energy Efficiency service",
    "Energy Efficiency supply side",
    "Fossil fuel switch",
    "Fugitive",
    "Geothermal",
    "Hydro",
    "Landfill gas",
    "Methane avoidance",
    "N2O",
    "PFCs and SF6",
    "Reforestation",
    "Solar",
    "Tidal",
    "Transport",
    "Waste",
    "Wind",
    "Other",
];

/// Table 16(b).
pub const PURPOSES: [&str; 7] = ["NDC", "OIMP", "IMP", "OP", "NDC and OIMP", "NDC and IMP", "NDC and OP"];

/// Table 49(b): the first international transfer for NDCs (2/CMA.3 annex, paragraph 2(a)), else as the Party specifies (2(b)).
pub const FIRST_TRANSFERS: [&str; 3] = ["Authorisation", "Issuance", "Use or Cancellation"];

/// Table 36(b).
pub const MITIGATION_TYPES: [&str; 3] = ["Emission reductions", "Removals", "Emission reductions and removals"];

/// Table 31(b).
pub const UNDERLYING_REGISTRIES: [&str; 12] =
    ["VCS", "GS", "CAR", "ACR", "ART", "GCC", "Cercarbono", "Isometric", "ISFL", "FCPF", "T-VER", "JCM"];

/// Table 25(b).
pub const ACTION_TYPES: [&str; 7] =
    ["Authorization", "First transfer", "Transfer", "Acquisition", "Use", "Cancellation", "Voluntary Cancellation"];

/// Table 26(b).
pub const ACTION_SUBTYPES: [&str; 10] = [
    "First transfer to another Party",
    "Authorization",
    "Issuance",
    "Use or cancellation",
    "Mandatory transfer to the Adaptation Fund (A6.4 ERs)",
    "Voluntary transfer to the Adaptation Fund (A6.4 ERs)",
    "Mandatory cancellation to deliver OMGE",
    "Voluntary cancellation to deliver OMGE",
    "Other cancellations",
    "Not yet defined",
];

/// Which subtypes an action type may have.
pub fn subtypes_of(action: &str) -> &'static [&'static str] {
    const FIRST: [&str; 8] = [
        ACTION_SUBTYPES[0],
        ACTION_SUBTYPES[1],
        ACTION_SUBTYPES[2],
        ACTION_SUBTYPES[3],
        ACTION_SUBTYPES[6],
        ACTION_SUBTYPES[7],
        ACTION_SUBTYPES[8],
        ACTION_SUBTYPES[9],
    ];
    const TRANSFER: [&str; 3] = [ACTION_SUBTYPES[4], ACTION_SUBTYPES[5], ACTION_SUBTYPES[9]];
    const CANCELLATION: [&str; 4] = [ACTION_SUBTYPES[6], ACTION_SUBTYPES[7], ACTION_SUBTYPES[8], ACTION_SUBTYPES[9]];
    match action {
        "First transfer" => &FIRST,
        "Transfer" => &TRANSFER,
        "Cancellation" | "Voluntary Cancellation" => &CANCELLATION,
        _ => &[],
    }
}
