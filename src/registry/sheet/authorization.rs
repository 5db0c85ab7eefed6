//! Authorizations as rows, and all versions of one.
//! What is used and what is left stand beside each other; without a limit both limit and rest are empty.
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
    const SHORT: usize = 9;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "authorization id", |a| Some(a.id.to_string())),
        Of::small("version", "newest version", |a| Some(i64::from(a.version))),
        Of::word("state", "state of that version", |a| known(&a.state, AuthorizationState::word)),
        Of::id("approach", "cooperative approach", |a| Some(a.approach.to_string())),
        Of::id("party", "first transferring Party", |a| Some(a.party.to_string())),
        Of::word("purpose", "what its outcomes may be used for (table 16(b))", |a| known(&a.purpose, Purpose::word)),
        Of::count("quantity", "the most that may be first transferred; empty without a limit", |a| {
            a.quantity.map(|most| most.count())
        }),
        Of::count("consumed", "ITMOs first transferred under it", |a| Some(a.consumed.count())),
        Of::count("left", "how many may still be; empty without a limit", |a| a.left().map(|left| left.count())),
    ];

    fn filter(&self) -> String {
        by_field("id", &self.id)
    }
}

/// The versions of an authorization.
pub(super) const VERSIONS: &[Of<AuthorizationVersion>] = &[
    Of::small("version", "its number, from 1", |v| Some(i64::from(v.version))),
    Of::word("state", "its state", |v| known(&v.state, AuthorizationState::word)),
    Of::day("date", "the day it was given", |v| Some(v.date)),
    Of::id("approach", "cooperative approach", |v| Some(v.approach.to_string())),
    Of::id("party", "first transferring Party", |v| Some(v.party.to_string())),
    Of::word("purpose", "what its outcomes may be used for (table 16(b))", |v| known(&v.purpose, Purpose::word)),
    Of::word("first_transfer", "what counts as first transfer for other purposes (table 49(b))", |v| {
        v.first_transfer.as_ref().and_then(|word| known(word, FirstTransferDefinition::word))
    }),
    Of::count("quantity", "the most that may be first transferred", |v| v.quantity.map(|most| most.count())),
    Of::small("first_vintage", "first vintage", |v| v.timeframe.map(|(first, _)| i64::from(first.year()))),
    Of::small("last_vintage", "last vintage", |v| v.timeframe.map(|(_, last)| i64::from(last.year()))),
    Of::names("parties", "Parties that may acquire or use; none means any", |v| {
        v.parties.iter().filter_map(|party| ours(&party.to_string())).collect()
    }),
    Of::names("entities", "authorized entities; none means any", |v| v.entities.clone()),
    Of::word("metric", "`GHG` or `non-GHG`", |v| metric(v.metric)),
    Of::name("mitigation_type", "mitigation type (table 36(b))", |v| Some(v.mitigation_type.clone())),
    Of::name("sector", "sector (table 15(b))", |v| Some(v.sector.clone())),
    Of::name("activity_type", "activity type (table 51(b))", |v| Some(v.activity_type.clone())),
    Of::prose("terms", "terms and conditions", |v| Some(v.terms.clone())),
];

/// A metric's word (table 12(b)).
pub(super) fn metric(metric: Metric) -> Option<crate::text::Untrusted> {
    ours(match metric {
        Metric::Ghg => "GHG",
        Metric::NonGhg => "non-GHG",
    })
}
