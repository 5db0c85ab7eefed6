//! One line of text being typed: what every prompt, filter, search and challenge is made of.
//! Invisible characters are shown, never hidden; a critical field takes printable ASCII only (T17).
//! Must not know: what the text is for, or how it is painted.

use super::key::{Key, KeyCode};
use crate::text::{Kind, Shown, Untrusted};
use tui_input::{Input, InputRequest};

/// What characters a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Accepts {
    /// Identifiers, amounts and challenges: printable ASCII. Nothing else gets in, by typing or by paste.
    Critical,
    /// Names and reasons: any script. Line breaks and tabs of a paste become spaces; other control characters stay out.
    Prose,
}

/// Why a character or a paste was not taken. The field is unchanged then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum FieldProblem {
    /// There is no room for it.
    #[error("There is room for {0} characters at most.")]
    Full(usize),
    /// A line break in a critical field.
    #[error("The pasted text has more than one line; here only one fits.")]
    LineBreak,
    /// A character that the field does not take.
    #[error("The character U+{:04X} can't stand here.", *.0 as u32)]
    Character(char),
}

/// What a key did to the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The text is another.
    Changed,
    /// Only the cursor moved, or nothing was left to do.
    Moved,
    /// The field refused it.
    Refused(FieldProblem),
    /// The key means nothing to a field.
    Unused,
}

/// One line of text, a cursor in it, and what was typed here before.
#[derive(Clone, Debug)]
pub struct Field {
    input: Input,
    accepts: Accepts,
    limit: usize,
    history: Vec<String>,
    /// Which line of the history is shown, counted from the newest.
    recalled: Option<usize>,
    /// What was typed before the history was opened.
    draft: String,
}

impl Field {
    /// An empty field for `limit` characters at most.
    pub fn new(accepts: Accepts, limit: usize) -> Self {
        Self { input: Input::default(), accepts, limit, history: Vec::new(), recalled: None, draft: String::new() }
    }

    /// The same field with a text in it, cut to what the field takes; the cursor is at its end.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.set(text);
        self
    }

    /// The same field for so many characters at most; nothing may stand in it yet.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// The same field with earlier texts, newest last, for the up and down keys.
    #[must_use]
    pub fn with_history(mut self, history: Vec<String>) -> Self {
        self.history = history;
        self
    }

    /// The text, exactly.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The text before the cursor, for the screen.
    pub fn before(&self) -> Shown {
        self.shown(self.text().chars().take(self.input.cursor()).collect())
    }

    /// The text from the cursor on, for the screen.
    pub fn after(&self) -> Shown {
        self.shown(self.text().chars().skip(self.input.cursor()).collect())
    }

    /// How many characters stand before the cursor.
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// How many characters still fit.
    pub fn room(&self) -> usize {
        self.limit.saturating_sub(self.text().chars().count())
    }

    /// Puts another text in, as far as the field takes it; the cursor is at its end.
    pub fn set(&mut self, text: &str) {
        let kept: String = text.chars().filter(|c| self.refuses(*c).is_none()).take(self.limit).collect();
        self.input = Input::new(kept);
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        self.set("");
    }

    /// Whether a key means something to any field, so that it can't be a key of the screen while one is typed into.
    pub fn uses(key: Key) -> bool {
        Self::new(Accepts::Prose, 1).key(key) != Edit::Unused
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> Edit {
        if let Some(c) = key.typed() {
            return self.insert(c);
        }
        match request(key) {
            Some(request) => self.edit(request),
            None if key == Key::plain(KeyCode::Up) => self.recall(true),
            None if key == Key::plain(KeyCode::Down) => self.recall(false),
            None => Edit::Unused,
        }
    }

    /// Takes a paste as one piece: all of it or nothing. One line break at the very end is not part of the text.
    ///
    /// # Errors
    /// [`FieldProblem`] says what does not fit; the field is unchanged then.
    pub fn paste(&mut self, text: &str) -> Result<(), FieldProblem> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let mut pasted = String::with_capacity(text.len().min(self.limit));
        for c in text.replace("\r\n", "\n").chars() {
            let c = match (c, self.accepts) {
                ('\n' | '\r', Accepts::Critical) => return Err(FieldProblem::LineBreak),
                ('\n' | '\r' | '\t', Accepts::Prose) => ' ',
                _ => c,
            };
            if let Some(problem) = self.refuses(c) {
                return Err(problem);
            }
            pasted.push(c);
        }
        if pasted.chars().count() > self.room() {
            return Err(FieldProblem::Full(self.limit));
        }
        let cursor = self.input.cursor();
        let before: String = self.text().chars().take(cursor).collect();
        let after: String = self.text().chars().skip(cursor).collect();
        self.input = Input::new(format!("{before}{pasted}{after}")).with_cursor(cursor + pasted.chars().count());
        self.recalled = None;
        Ok(())
    }

    fn insert(&mut self, c: char) -> Edit {
        if let Some(problem) = self.refuses(c) {
            return Edit::Refused(problem);
        }
        if self.room() == 0 {
            return Edit::Refused(FieldProblem::Full(self.limit));
        }
        self.edit(InputRequest::InsertChar(c))
    }

    fn edit(&mut self, request: InputRequest) -> Edit {
        match self.input.handle(request) {
            Some(change) if change.value => {
                self.recalled = None;
                Edit::Changed
            }
            _ => Edit::Moved,
        }
    }

    fn recall(&mut self, older: bool) -> Edit {
        if self.history.is_empty() {
            return Edit::Unused;
        }
        let next = match (self.recalled, older) {
            (None, true) => Some(0),
            (Some(at), true) => Some((at + 1).min(self.history.len() - 1)),
            (Some(at), false) => at.checked_sub(1),
            (None, false) => return Edit::Moved,
        };
        if self.recalled.is_none() {
            self.draft = self.text().to_owned();
        }
        let text = match next {
            Some(at) => self.history.iter().rev().nth(at).cloned().unwrap_or_default(),
            None => self.draft.clone(),
        };
        self.set(&text);
        self.recalled = next;
        Edit::Changed
    }

    fn refuses(&self, c: char) -> Option<FieldProblem> {
        let fits = match self.accepts {
            Accepts::Critical => c == ' ' || c.is_ascii_graphic(),
            Accepts::Prose => !c.is_control(),
        };
        if fits { None } else { Some(FieldProblem::Character(c)) }
    }

    fn shown(&self, text: String) -> Shown {
        Untrusted::new(text).gate(match self.accepts {
            Accepts::Critical => Kind::Critical,
            Accepts::Prose => Kind::Prose,
        })
    }
}

/// The editing keys, as in a shell.
fn request(key: Key) -> Option<InputRequest> {
    let held = key.modifiers;
    match (key.code, held.control, held.alt) {
        (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, false) => Some(InputRequest::DeletePrevChar),
        (KeyCode::Delete, false, false) => Some(InputRequest::DeleteNextChar),
        (KeyCode::Left, false, false) => Some(InputRequest::GoToPrevChar),
        (KeyCode::Right, false, false) => Some(InputRequest::GoToNextChar),
        (KeyCode::Left, true, false) | (KeyCode::Char('b'), false, true) => Some(InputRequest::GoToPrevWord),
        (KeyCode::Right, true, false) | (KeyCode::Char('f'), false, true) => Some(InputRequest::GoToNextWord),
        (KeyCode::Home, false, false) | (KeyCode::Char('a'), true, false) => Some(InputRequest::GoToStart),
        (KeyCode::End, false, false) | (KeyCode::Char('e'), true, false) => Some(InputRequest::GoToEnd),
        (KeyCode::Char('w'), true, false) | (KeyCode::Backspace, _, true) => Some(InputRequest::DeletePrevWord),
        (KeyCode::Char('d'), false, true) => Some(InputRequest::DeleteNextWord),
        (KeyCode::Char('u'), true, false) => Some(InputRequest::DeleteFromStart),
        (KeyCode::Char('k'), true, false) => Some(InputRequest::DeleteTillEnd),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
