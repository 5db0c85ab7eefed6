//! The field on top of a page that has the keys: a value typed again, a path, words heard on the telephone, a reason.
//! What proves something must be typed; a paste would only show that it could be copied (F07).
//! Must not know: whether what was entered is right.

use crate::{
    app::{
        Key, KeyCode,
        field::{Accepts, Edit, Field, FieldProblem},
        why::Refusal,
    },
    ui::{
        Safe, Span, Theme, field,
        line::{self, Align},
        theme::Role,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// The most characters of a value, a path or a reason.
const LONGEST: usize = 500;

/// What is said of a field that was entered with nothing in it.
pub(super) const NOTHING: &str = "Nothing was typed yet.";
/// The same of a reason.
pub(super) const NO_REASON: &str = "Say why: a reason is part of what is signed (F20).";

/// What can be asked for.
pub(super) trait Asks: Copy {
    /// The characters it takes.
    fn accepts(self) -> Accepts;
    /// Whether it must be typed, from the first character on each time.
    fn must_be_typed(self) -> bool;
    /// What is said when nothing was entered.
    fn missing(self) -> &'static str {
        NOTHING
    }
    /// Whether nothing is an answer too.
    fn may_be_empty(self) -> bool {
        false
    }
}

/// A field that has the keys.
#[derive(Debug)]
pub(super) struct Prompt<A> {
    pub asks: A,
    pub field: Field,
    pub mistake: Option<String>,
}

/// What came of a key.
pub(super) enum Typed {
    Edited,
    Refused(FieldProblem),
    /// What was entered, without spaces around it.
    Entered(String),
}

impl<A: Asks> Prompt<A> {
    pub fn new(asks: A) -> Self {
        Self { asks, field: Field::new(asks.accepts(), LONGEST), mistake: None }
    }

    /// Takes a key; `None` when it means nothing to the field.
    pub fn typed(&mut self, key: Key) -> Option<Typed> {
        if key == Key::plain(KeyCode::Enter) {
            let text = self.field.text().trim().to_owned();
            if text.is_empty() && !self.asks.may_be_empty() {
                self.mistake = Some(self.asks.missing().to_owned());
                return Some(Typed::Edited);
            }
            return Some(Typed::Entered(text));
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
        if self.asks.must_be_typed() {
            self.field.clear();
        }
    }

    pub fn pasted(&mut self, text: &str) -> Result<(), Refusal> {
        if self.asks.must_be_typed() { Err(Refusal::TypeIt) } else { Ok(self.field.paste(text)?) }
    }
}

/// How many lines stand on top of a page: how far it is, and the field if one has the keys.
pub(super) fn height<A>(prompt: Option<&Prompt<A>>) -> u16 {
    if prompt.is_some() { 4 } else { 2 }
}

/// Paints them: a sentence about how far it is, and the field under its label. The answer is where the cursor stands.
pub(super) fn paint<A>(
    prompt: Option<(&Prompt<A>, Safe<'_>)>,
    (role, sentence): (Role, String),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let row =
        |y: u16, height: u16| Rect { y: area.y.saturating_add(y), height: height.min(area.height.saturating_sub(y)), ..area };
    line::paint(&[Span::new(role, Safe::ours(format!(" {sentence}")))], Align::Left, Role::Text, theme, row(0, 1), buffer);
    let (prompt, label) = prompt?;
    let shown = field::Field {
        label,
        text: prompt.field.text(),
        cursor: prompt.field.cursor(),
        placeholder: Safe::default(),
        ghost: Safe::default(),
        error: prompt.mistake.clone().map(Safe::ours),
        focused: true,
    };
    let at = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..row(1, 3) };
    field::paint(&shown, Role::Text, theme, at, buffer)
}
