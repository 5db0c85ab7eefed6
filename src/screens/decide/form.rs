//! The form of a decision on a transfer: the document it rests on, and why. What is decided is given, and can't be typed otherwise.
//! Both rows begin empty (F36).
//! Must not know: the transfer.

use crate::{
    app::{
        Key, KeyCode,
        field::{Accepts, Edit, Field, FieldProblem},
        why::Refusal,
    },
    ui::field,
};

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The path of the document the decision rests on (F21).
    Document,
    /// Why (F20).
    Reason,
}

impl Row {
    /// Both, from top to bottom.
    pub const ALL: [Self; 2] = [Self::Document, Self::Reason];

    /// What the row is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Reason => "Reason",
        }
    }

    /// What stands there while nothing is typed.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Document => "path of the document; only its name and digest go into the order",
            Self::Reason => "why, such as a ticket and what it says",
        }
    }
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing else is to be done.
    Nothing,
    /// What is typed is another; which row.
    Changed(Row),
    /// A row was left.
    Left(Row),
    /// The last row was ended.
    Ended,
    /// The field does not take it.
    Refused(FieldProblem),
}

/// The form as far as it is filled in.
#[derive(Debug)]
pub(super) struct Form {
    document: Field,
    reason: Field,
    at: Row,
}

impl Form {
    /// An empty form.
    pub fn new() -> Self {
        Self { document: Field::new(Accepts::Prose, 1_000), reason: Field::new(Accepts::Prose, 400), at: Row::Document }
    }

    /// The field of a row.
    pub fn field(&self, row: Row) -> &Field {
        match row {
            Row::Document => &self.document,
            Row::Reason => &self.reason,
        }
    }

    fn field_here(&mut self) -> &mut Field {
        match self.at {
            Row::Document => &mut self.document,
            Row::Reason => &mut self.reason,
        }
    }

    /// What was typed into a row, without spaces around it.
    pub fn text(&self, row: Row) -> &str {
        self.field(row).text().trim()
    }

    /// Takes a key; `None` when it means nothing here.
    pub fn typed(&mut self, key: Key) -> Option<Typed> {
        let left = self.at;
        match key.code {
            KeyCode::Enter if left == Row::Reason => return Some(Typed::Ended),
            KeyCode::Enter | KeyCode::Tab | KeyCode::Down => return Some(self.go(Row::Reason)),
            KeyCode::BackTab | KeyCode::Up => return Some(self.go(Row::Document)),
            _ => {}
        }
        match self.field_here().key(key) {
            Edit::Changed => Some(Typed::Changed(left)),
            Edit::Moved => Some(Typed::Nothing),
            Edit::Refused(problem) => Some(Typed::Refused(problem)),
            Edit::Unused => None,
        }
    }

    fn go(&mut self, to: Row) -> Typed {
        let left = std::mem::replace(&mut self.at, to);
        if left == to { Typed::Nothing } else { Typed::Left(left) }
    }

    /// Takes a paste into the row that has the keys.
    pub fn pasted(&mut self, text: &str) -> Result<(), Refusal> {
        Ok(self.field_here().paste(text)?)
    }

    /// A row as it is painted, with what is wrong in it.
    pub fn shown(&self, row: Row, mistake: Option<&str>) -> field::Field<'_> {
        use crate::ui::Safe;
        let typed = self.field(row);
        field::Field {
            label: Safe::ours(format!("{:<9}", row.label())),
            text: typed.text(),
            cursor: typed.cursor(),
            placeholder: row.hint().into(),
            ghost: Safe::default(),
            error: mistake.map(|why| Safe::ours(why.to_owned())),
            focused: self.at == row,
        }
    }
}
