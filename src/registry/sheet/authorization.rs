//! Authorizations as rows, and one of them in full: every version with all it says.
//! A quantity that is not there is no limit, and its cell is empty; so is what is left of it.
//! Must not know: files, or how authorizations look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known, ours},
};
use crate::{
    domain::{
        Metric,
        authorization::{AuthorizationState, FirstTransferDefinition, Purpose},
    },
    registry::book::{AuthorizationSummary, AuthorizationVersion},
};

impl SheetRow for AuthorizationSummary {
    const SHEET: Sheet = Sheet::Authorizations;
    const SHORT: usize = 6;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "authorization id", |a| Some(a.id.to_string())),
        Of::word("state", "state of its newest version", |a| known(&a.state, AuthorizationState::word)),
        Of::count("left", "ITMOs that may still be first transferred; empty without a limit", |a| a.left().map(|q| q.count())),
        Of::count("quantity", "most ITMOs that may be first transferred; empty without a limit", |a| {
            a.quantity.map(|q| q.count())
        }),
        Of::count("consumed", "ITMOs first transferred under it", |a| Some(a.consumed.count())),
        Of::word("purpose", "what it is for (table 16(b))", |a| known(&a.purpose, Purpose::word)),
        Of::id("approach", "cooperative approach", |a| Some(a.approach.to_string())),
        Of::id("party", "first transferring Party", |a| Some(a.party.to_string())),
        Of::small("version", "newest version", |a| Some(i64::from(a.version))),
    ];

    fn filter(&self) -> String {
        by_field("id", &self.id)
    }
}

/// Its versions.
pub(super) const VERSIONS: &[Of<AuthorizationVersion>] = &[
    Of::small("version", "number of the version", |v| Some(i64::from(v.version))),
    Of::word("state", "its state", |v| known(&v.state, AuthorizationState::word)),
    Of::day("date", "day it was given", |v| Some(v.date)),
    Of::word("purpose", "what it is for (table 16(b))", |v| known(&v.purpose, Purpose::word)),
    Of::word("first_transfer", "what counts as first transfer (table 49(b))", |v| {
        v.first_transfer.as_ref().and_then(|first| known(first, FirstTransferDefinition::word))
    }),
    Of::names("parties", "Parties that may acquire or use; none means any", |v| {
        v.parties.iter().filter_map(|party| ours(party.as_str())).collect()
    }),
    Of::names("entities", "authorized entities; none means any", |v| v.entities.clone()),
    Of::count("quantity", "most ITMOs that may be first transferred", |v| v.quantity.map(|most| most.count())),
    Of::small("vintage_from", "first vintage", |v| v.timeframe.map(|(from, _)| i64::from(from.year()))),
    Of::small("vintage_to", "last vintage", |v| v.timeframe.map(|(_, to)| i64::from(to.year()))),
    Of::word("metric", "`GHG` or `non-GHG`", |v| {
        ours(match v.metric {
            Metric::Ghg => "GHG",
            Metric::NonGhg => "non-GHG",
        })
    }),
    Of::name("mitigation_type", "mitigation type (table 36(b))", |v| Some(v.mitigation_type.clone())),
    Of::name("sector", "sector (table 15(b))", |v| Some(v.sector.clone())),
    Of::name("activity_type", "activity type (table 51(b))", |v| Some(v.activity_type.clone())),
    Of::prose("terms", "terms and conditions", |v| Some(v.terms.clone())),
];
