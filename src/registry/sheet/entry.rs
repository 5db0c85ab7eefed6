//! Entries of the ledger as rows, and one of them in full: its line, octet for octet.
//! The digest is that of the line; with the line and the digest before anyone can check the chain.
//! Must not know: files, or how entries look on a screen.

use super::{Sheet, SheetRow, by_field, column::Of};
use crate::registry::book::{Entry, EntrySummary};

impl SheetRow for EntrySummary {
    const SHEET: Sheet = Sheet::Ledger;
    const SHORT: usize = 5;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::count("entry", "number of the entry", |e| Some(e.entry)),
        Of::time("at", "when", |e| Some(e.at)),
        Of::name("kind", "what kind of act", |e| Some(e.kind.clone())),
        Of::names("by", "logins of those who did it; none when the registry acted by rule", |e| e.by.clone()),
        Of::prose("reason", "why", |e| Some(e.reason.clone())),
        Of::id("digest", "SHA-256 of its line", |e| Some(e.digest.to_string())),
    ];

    fn filter(&self) -> String {
        by_field("entry", self.entry)
    }
}

/// What one has besides.
pub(super) const MORE: &[Of<Entry>] = &[
    Of::id("previous", "digest of the entry before", |e| Some(e.previous.to_string())),
    Of::prose("line", "its line, octet for octet", |e| Some(e.line.clone())),
];
