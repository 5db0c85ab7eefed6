//! The field that has the keys while a case is resolved: the parts of a proposal one after the other, a value typed again, a reason.
//! What proves something must be typed; a paste would only show that it could be copied (F07).
//! Must not know: whether what was entered is right.

use crate::{
    app::{
        Key, KeyCode,
        field::{Accepts, Edit, Field, FieldProblem},
        why::Refusal,
    },
    evidence::confirmation::ConfirmationKind,
};

/// The most characters of a path, a list of orders or a reason.
const LONGEST: usize = 500;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// The number of the kind of resolution.
    Kind,
    /// Until when a difference is accepted.
    Until,
    /// The path of a document it rests on; nothing ends them.
    Evidence,
    /// The orders that correct the book; there may be none.
    Orders,
    /// Why the resolution is proposed.
    Reason,
    /// The next value, from a copy of one's own.
    Retype,
    /// Why it is confirmed or declined.
    Word(ConfirmationKind),
}

/// A field that has the keys.
#[derive(Debug)]
pub(super) struct Entry {
    pub asks: Asks,
    pub field: Field,
    pub mistake: Option<String>,
}

/// What came of a key.
pub(super) enum Typed {
    Edited,
    Refused(FieldProblem),
    Entered(String),
}

impl Entry {
    pub fn new(asks: Asks) -> Self {
        let accepts = match asks {
            Asks::Kind | Asks::Until | Asks::Orders | Asks::Retype => Accepts::Critical,
            Asks::Evidence | Asks::Reason | Asks::Word(_) => Accepts::Prose,
        };
        Self { asks, field: Field::new(accepts, LONGEST), mistake: None }
    }

    /// What stands before the field; `asked` names the value that is to be typed again.
    pub fn label(&self, asked: Option<&str>) -> String {
        match self.asks {
            Asks::Kind => "How it is resolved, by its number".to_owned(),
            Asks::Until => "Accepted until (YYYY-MM-DD)".to_owned(),
            Asks::Evidence => "Path of a document, or Enter".to_owned(),
            Asks::Orders => "Orders that correct it, or Enter".to_owned(),
            Asks::Reason => "Why".to_owned(),
            Asks::Retype => asked.unwrap_or_default().to_owned(),
            Asks::Word(ConfirmationKind::Confirm) => "Why you confirm it".to_owned(),
            Asks::Word(ConfirmationKind::Decline) => "Why you decline it".to_owned(),
        }
    }

    /// Takes a key; `None` when it means nothing to the field.
    pub fn typed(&mut self, key: Key) -> Option<Typed> {
        if key == Key::plain(KeyCode::Enter) {
            let text = self.field.text().trim().to_owned();
            let may_be_empty = matches!(self.asks, Asks::Evidence | Asks::Orders);
            return Some(if text.is_empty() && !may_be_empty { Typed::Edited } else { Typed::Entered(text) });
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
        if matches!(self.asks, Asks::Kind | Asks::Retype) {
            self.field.clear();
        }
    }

    pub fn pasted(&mut self, text: &str) -> Result<(), Refusal> {
        match self.asks {
            Asks::Retype | Asks::Kind => Err(Refusal::TypeIt),
            Asks::Until | Asks::Evidence | Asks::Orders | Asks::Reason | Asks::Word(_) => Ok(self.field.paste(text)?),
        }
    }
}
