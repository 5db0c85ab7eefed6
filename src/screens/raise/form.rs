//! The form of an order that raises risk: the account that is to be trusted, where that is what it is about, the document, and why.
//! Every row begins empty, and an account is typed whole from the document (F36).
//! Must not know: the book, or whether what was typed can be done.

use super::Raised;
use crate::screens::form::{Form, Row as Asked};

/// Cells for the name of a row.
const LABEL: usize = 9;

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The registry of the account that is to be trusted.
    Registry,
    /// The account that is to be trusted.
    Account,
    /// The path of the document the order rests on (F21).
    Document,
    /// Why (F20).
    Reason,
}

/// An empty form.
pub(super) fn empty(raised: &Raised) -> Form<Row> {
    let path = "path of the document; only its name and digest go into the order";
    let mut rows = match raised {
        Raised::Trust(_) => vec![
            Asked::exact(Row::Registry, "Registry", "where the account is that is to be trusted, such as GHA01").up_to(8),
            Asked::exact(Row::Account, "Account", "the whole account id, from the document").up_to(64),
        ],
        Raised::Reopen(_) => Vec::new(),
    };
    rows.extend([
        Asked::prose(Row::Document, "Document", path).up_to(1_000),
        Asked::prose(Row::Reason, "Reason", "why, such as a ticket and what it says"),
    ]);
    let mut form = Form::labelled(LABEL);
    form.ask(rows, |_| true);
    form
}
