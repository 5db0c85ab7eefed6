//! The field of a review that has the keys: a value typed again, a path, the words heard on the telephone, a reason.
//! What proves something must be typed; a paste would only show that it could be copied (F07).
//! Must not know: whether what was typed is right.

use crate::{
    app::{
        Key, KeyCode,
        field::{Accepts, Edit, Field, FieldProblem},
        why::Refusal,
    },
    evidence::statement::StatementKind,
};

/// The most characters of a value, a path or a reason.
const LONGEST: usize = 500;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::screens) enum Asks {
    /// The next value, from the approver's own copy.
    Retype,
    /// The path of the approver's own copy of the document.
    Document,
    /// The words that the initiator says.
    Heard,
    /// Why the order is approved or rejected.
    Reason(StatementKind),
}

/// A field that has the keys.
#[derive(Debug)]
pub(in crate::screens) struct Entry {
    pub asks: Asks,
    pub field: Field,
    pub mistake: Option<String>,
}

/// What came of a key.
pub(in crate::screens) enum Typed {
    Edited,
    Refused(FieldProblem),
    Entered(String),
}

impl Entry {
    pub fn new(asks: Asks) -> Self {
        let accepts = match asks {
            Asks::Retype | Asks::Heard => Accepts::Critical,
            Asks::Document | Asks::Reason(_) => Accepts::Prose,
        };
        Self { asks, field: Field::new(accepts, LONGEST), mistake: None }
    }

    /// Takes a key; `None` when it means nothing to the field.
    pub fn typed(&mut self, key: Key) -> Option<Typed> {
        if key == Key::plain(KeyCode::Enter) {
            let text = self.field.text().to_owned();
            return Some(if text.trim().is_empty() { Typed::Edited } else { Typed::Entered(text) });
        }
        match self.field.key(key) {
            Edit::Changed => {
                self.mistake = None;
                Some(Typed::Edited)
            }
            Edit::Moved => Some(Typed::Edited),
            Edit::Refused(problem) => Some(Typed::Refused(problem)),
            // What was begun is not left by a key that means something else elsewhere.
            Edit::Unused if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) => Some(Typed::Edited),
            Edit::Unused => None,
        }
    }

    /// Says what is wrong with what was entered, and asks again.
    pub fn mistaken(&mut self, why: impl Into<String>) {
        self.mistake = Some(why.into());
        if !matches!(self.asks, Asks::Reason(_)) {
            self.field.clear();
        }
    }

    pub fn pasted(&mut self, text: &str) -> Result<(), Refusal> {
        match self.asks {
            Asks::Retype | Asks::Heard => Err(Refusal::TypeIt),
            Asks::Document | Asks::Reason(_) => Ok(self.field.paste(text)?),
        }
    }
}
