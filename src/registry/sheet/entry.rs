//! Entries of the ledger as rows, one of them with its line, and the lives that entries tell.
//! A line is exact in JSON: its digest can be worked out from it.
//! Must not know: files, or how entries look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, ours},
};
use crate::{
    registry::book::{Entry, EntrySummary, LifeEvent, Veil, withheld},
    text::Untrusted,
};

/// What a veil keeps back, as statements name it.
pub(super) fn said(veil: Option<&Veil>) -> Option<Untrusted> {
    veil.and_then(|veil| withheld(&veil.fields))
}

impl SheetRow for EntrySummary {
    const SHEET: Sheet = Sheet::Ledger;
    const SHORT: usize = 5;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::count("entry", "the entry's number, from 1", |e| Some(e.entry)),
        Of::time("at", "when", |e| Some(e.at)),
        Of::word("kind", "what kind of act", |e| Some(e.kind.clone())),
        Of::names("by", "logins of those who did it; none when the registry acted by rule", |e| e.by.clone()),
        Of::prose("reason", "why", |e| Some(e.reason.clone())),
        Of::id("digest", "SHA-256 of its line", |e| Some(e.digest.to_string())),
    ];

    fn filter(&self) -> String {
        by_field("entry", self.entry)
    }
}

/// What one entry has besides.
pub(super) const MORE: &[Of<Entry>] = &[
    Of::id("previous", "the digest of the entry before", |e| Some(e.previous.to_string())),
    Of::prose("line", "its line, octet for octet", |e| e.veil.is_none().then(|| e.line.clone())),
    Of::word(
        "withheld",
        "what is not said here, because you type it again before you agree to the order that waits for you",
        |e| said(e.veil.as_ref()),
    ),
];

/// What happened to an account or an ITMO.
pub(super) const LIFE: &[Of<LifeEvent>] = &[
    Of::count("entry", "the ledger's entry", |event| Some(event.entry.entry)),
    Of::time("at", "when", |event| Some(event.entry.at)),
    Of::word("kind", "what kind of act", |event| Some(event.entry.kind.clone())),
    Of::names("what", "what happened, a word for each posting", |event| event.what.clone()),
    Of::id("account", "account an ITMO was in afterwards", |event| event.account.as_ref().map(ToString::to_string)),
    Of::word("state", "state an ITMO was in afterwards", |event| event.state.and_then(|state| ours(state.word()))),
    Of::id("transfer", "the transfer it was part of", |event| event.transfer.map(|id| id.to_string())),
    Of::id("counterpart", "the counterpart's account the transfer came from or went to", |event| {
        event.counterpart.as_ref().map(ToString::to_string)
    }),
    Of::word(
        "withheld",
        "what is not said here, because you type it again before you agree to the order that waits for you",
        |event| said(event.veil.as_ref()),
    ),
    Of::names("by", "logins of those who did it", |event| event.entry.by.clone()),
    Of::prose("reason", "why", |event| Some(event.entry.reason.clone())),
];
