//! Cooperative approaches as rows, and one of them in full: its authorizations and the entries that changed it.
//! A state this program does not know stands as the registry wrote it.
//! Must not know: files, or how cooperative approaches look on a screen.

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
        Of::id("id", "id of the cooperative approach", |a| Some(a.id.to_string())),
        Of::word("state", "its state", |a| known(&a.state, ApproachState::word)),
        Of::names("parties", "participating Parties", |a| a.parties.iter().filter_map(|party| ours(party.as_str())).collect()),
        Of::word("initial_report", "how far its initial report is", |a| known(&a.initial_report, InitialReport::word)),
        Of::name("name", "its name", |a| Some(a.name.clone())),
    ];

    fn filter(&self) -> String {
        by_field("id", self.id)
    }
}

/// What one has besides.
pub(super) const MORE: &[Of<ApproachInFull>] = &[
    Of::time("recorded", "when it was last changed in this book", |a| a.recorded),
    Of::names("authorizations", "authorizations under it", |a| {
        a.authorizations.iter().filter_map(|id| ours(id.as_str())).collect()
    }),
];
