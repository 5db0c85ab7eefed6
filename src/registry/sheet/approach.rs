//! Cooperative approaches as rows, and one of them with its history and authorizations.
//! Its history is the ledger's, in the same columns as the list of entries.
//! Must not know: files, or how approaches look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known, ours},
};
use crate::{
    domain::approach::{ApproachState, InitialReport},
    registry::book::{ApproachInFull, ApproachSummary},
};

impl SheetRow for ApproachSummary {
    const SHEET: Sheet = Sheet::Approaches;
    const SHORT: usize = 5;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "its id", |a| Some(a.id.to_string())),
        Of::name("name", "its name", |a| Some(a.name.clone())),
        Of::names("parties", "the participating Parties", |a| {
            a.parties.iter().filter_map(|party| ours(&party.to_string())).collect()
        }),
        Of::word("state", "its state", |a| known(&a.state, ApproachState::word)),
        Of::word("initial_report", "how far its initial report is", |a| known(&a.initial_report, InitialReport::word)),
    ];

    fn filter(&self) -> String {
        by_field("id", self.id)
    }
}

/// What one approach has besides.
pub(super) const MORE: &[Of<ApproachInFull>] = &[
    Of::time("recorded", "when it was last changed in this book", |a| a.recorded),
    Of::names("authorizations", "its authorizations", |a| {
        a.authorizations.iter().filter_map(|id| ours(&id.to_string())).collect()
    }),
];
