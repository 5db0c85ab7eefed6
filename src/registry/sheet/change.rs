//! Changes of contacts as rows, and one whole: what each asks for, who proposed and confirmed it, on which paper, and from when it counts.
//! What a row says was not verified: that a change holds is judged where it is read and signed.
//! Must not know: files, or how changes look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known, ours},
};
use crate::{
    domain::contact::{ProposalKind, ProposalState},
    registry::book::{ChangeRow, ContactProposal},
    text::Untrusted,
};

impl SheetRow for ChangeRow {
    const SHEET: Sheet = Sheet::Changes;
    const SHORT: usize = 7;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "id of the change", |row| Some(row.id.to_string())),
        Of::word("state", "`waiting`, `confirmed`, `cancelled` or `expired`", |row| known(&row.state, ProposalState::word)),
        Of::word("kind", "what it is for; empty, as what follows, when its text can't be read", |row| {
            row.said.as_ref().and_then(|said| ours(ProposalKind::word(said.kind)))
        }),
        Of::time("at", "when it was proposed", |row| Some(row.at)),
        Of::id("by", "person who proposed it", |row| row.said.as_ref().map(|said| said.by.clone())),
        Of::id("confirmed_by", "person who confirmed it", |row| row.confirmed_by.clone()),
        Of::names("about", "entries of the directory it touches", |row| {
            row.said.iter().flat_map(|said| &said.entries).map(Untrusted::new).collect()
        }),
        Of::time("counts_from", "from when all of it counts", |row| row.counts_from),
        Of::id("paper", "paper it rests on", |row| row.said.as_ref().map(|said| said.paper.clone())),
        Of::prose("reason", "why", |row| row.said.as_ref().map(|said| Untrusted::new(&said.reason))),
        Of::id("sha256", "SHA-256 of its text, which a confirmation names", |row| Some(row.sha256.to_string())),
    ];

    fn filter(&self) -> String {
        by_field("id", self.id)
    }
}

/// What a change has besides its row: the texts as they were signed, and the signatures.
pub(super) const MORE: &[Of<ContactProposal>] = &[
    Of::prose("text", "its text, octet for octet", |change| Some(change.text.clone())),
    Of::prose("signature", "signature of who proposed it, in its armor", |change| Some(change.signature.clone())),
    Of::prose("confirmation", "text of the confirmation, octet for octet", |change| {
        change.confirmation.as_ref().map(|(text, _)| text.clone())
    }),
    Of::prose("confirmation_signature", "signature of who confirmed it, in its armor", |change| {
        change.confirmation.as_ref().map(|(_, signature)| signature.clone())
    }),
];
