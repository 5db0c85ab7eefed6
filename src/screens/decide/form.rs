//! The form of a decision on a transfer: the document it rests on, and why. What is decided is given, and can't be typed otherwise.
//! Both rows begin empty (F36).
//! Must not know: the transfer.

use crate::screens::form::{Form, Row as Asked};

/// Cells for the name of a row.
const LABEL: usize = 9;

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The path of the document the decision rests on (F21).
    Document,
    /// Why (F20).
    Reason,
}

/// An empty form.
pub(super) fn empty() -> Form<Row> {
    let path = "path of the document; only its name and digest go into the order";
    let mut form = Form::labelled(LABEL);
    let rows = vec![
        Asked::prose(Row::Document, "Document", path).up_to(1_000),
        Asked::prose(Row::Reason, "Reason", "why, such as a ticket and what it says"),
    ];
    form.ask(rows, |_| true);
    form
}
