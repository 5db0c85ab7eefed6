//! A form of named rows: each chooses one of several values, or takes a line of text.
//! It is filled in from row to row, and its end is the end of the last one; where it is longer than its area it moves with the cursor.
//! Must not know: what the rows are about, or whether what was typed is right.

use crate::{
    app::{
        Key, KeyCode,
        field::{Accepts, Edit, Field, FieldProblem},
        why::Refusal,
    },
    text::number::grouped,
    ui::{
        Safe, Span, Theme,
        field::{self, Field as Line},
        line::{self, Align},
        theme::Role,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// The most characters of a row, unless it says otherwise.
const LONGEST: usize = 400;
/// Cells for the name of a row, unless the form says otherwise.
const LABEL: usize = 15;

/// A row of a form.
#[derive(Debug)]
pub struct Row<N> {
    /// Which row it is.
    pub name: N,
    label: &'static str,
    hint: &'static str,
    value: Value,
}

/// What a row holds.
#[derive(Debug)]
enum Value {
    /// One of several, or none yet.
    Choice(Vec<String>, Option<usize>),
    /// A line of text.
    Text(Field),
}

impl<N> Row<N> {
    /// A row that chooses one of several; nothing is chosen yet (F36).
    pub fn choice(name: N, label: &'static str, options: Vec<String>) -> Self {
        Self { name, label, hint: "left and right choose", value: Value::Choice(options, None) }
    }

    /// A row for an id, a number, an address: printable ASCII.
    pub fn exact(name: N, label: &'static str, hint: &'static str) -> Self {
        Self { name, label, hint, value: Value::Text(Field::new(Accepts::Critical, LONGEST)) }
    }

    /// A row for words.
    pub fn prose(name: N, label: &'static str, hint: &'static str) -> Self {
        Self { name, label, hint, value: Value::Text(Field::new(Accepts::Prose, LONGEST)) }
    }

    /// The same for so many characters at most. A row that chooses stays as it is.
    #[must_use]
    pub fn up_to(mut self, limit: usize) -> Self {
        if let Value::Text(field) = &mut self.value {
            *field = field.clone().with_limit(limit);
        }
        self
    }

    /// The same with a text in it, which is there already and is to be changed.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        if let Value::Text(field) = &mut self.value {
            field.set(text);
        }
        self
    }

    /// The same with one of its values chosen.
    #[must_use]
    pub fn with_choice(mut self, at: Option<usize>) -> Self {
        if let Value::Choice(options, chosen) = &mut self.value {
            *chosen = at.filter(|at| *at < options.len());
        }
        self
    }
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed<N> {
    /// Nothing else is to be done.
    Nothing,
    /// What is typed or chosen is another; in which row.
    Changed(N),
    /// A row was left for another; which.
    Left(N),
    /// The last row was ended.
    Ended,
    /// The field does not take it.
    Refused(FieldProblem),
}

/// A form as far as it is filled in.
#[derive(Debug)]
pub struct Form<N> {
    rows: Vec<Row<N>>,
    /// Rows that are not asked for now, with what was typed into them.
    aside: Vec<Row<N>>,
    at: usize,
    /// Cells for the name of a row.
    label: usize,
}

impl<N> Default for Form<N> {
    fn default() -> Self {
        Self::labelled(LABEL)
    }
}

impl<N> Form<N> {
    /// An empty form with so many cells for the name of a row.
    pub fn labelled(label: usize) -> Self {
        Self { rows: Vec::new(), aside: Vec::new(), at: 0, label }
    }
}

impl<N: Copy + PartialEq> Form<N> {
    /// Asks for these rows from now on. What stands in a row that was there before and is carried over stays, and so does the cursor.
    /// What was typed into a row that is carried over and not asked for now stands there again when it is; a choice does not.
    pub fn ask(&mut self, mut rows: Vec<Row<N>>, carried: impl Fn(N) -> bool) {
        let here = self.rows.get(self.at).map(|row| row.name);
        let mut before = std::mem::take(&mut self.rows);
        before.append(&mut self.aside);
        before.retain(|row| carried(row.name));
        for row in &mut rows {
            let Some(place) = before.iter().position(|old| old.name == row.name) else { continue };
            let old = before.swap_remove(place);
            match (&mut row.value, old.value) {
                (Value::Text(field), Value::Text(typed)) => *field = typed,
                (Value::Choice(options, chosen), Value::Choice(before, Some(at))) => {
                    *chosen = before.get(at).and_then(|was| options.iter().position(|option| option == was));
                }
                _ => {}
            }
        }
        before.retain(|row| matches!(row.value, Value::Text(_)));
        self.aside = before;
        self.at = here.and_then(|here| rows.iter().position(|row| row.name == here)).unwrap_or(0);
        self.rows = rows;
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn row(&self, name: N) -> Option<&Row<N>> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// Whether there is such a row.
    pub fn has(&self, name: N) -> bool {
        self.row(name).is_some()
    }

    /// What was typed into a row, without spaces around it.
    pub fn text(&self, name: N) -> &str {
        match self.row(name).map(|row| &row.value) {
            Some(Value::Text(field)) => field.text().trim(),
            _ => "",
        }
    }

    /// Which of its values a row has, once one is chosen.
    pub fn chosen(&self, name: N) -> Option<usize> {
        match self.row(name).map(|row| &row.value) {
            Some(Value::Choice(_, chosen)) => *chosen,
            _ => None,
        }
    }

    /// What a row is called.
    pub fn label(&self, name: N) -> &'static str {
        self.row(name).map_or("", |row| row.label)
    }

    /// The row that has the keys.
    pub fn here(&self) -> Option<N> {
        self.rows.get(self.at).map(|row| row.name)
    }

    /// Goes to a row.
    pub fn go_to(&mut self, name: N) {
        self.at = self.rows.iter().position(|row| row.name == name).unwrap_or(self.at);
    }

    /// Takes a key; `None` when it means nothing here.
    pub fn typed(&mut self, key: Key) -> Option<Typed<N>> {
        let last = self.rows.len().checked_sub(1)?;
        match key.code {
            KeyCode::Enter if self.at == last => return Some(Typed::Ended),
            KeyCode::Enter | KeyCode::Tab | KeyCode::Down => return Some(self.go((self.at + 1).min(last))),
            KeyCode::BackTab | KeyCode::Up => return Some(self.go(self.at.saturating_sub(1))),
            _ => {}
        }
        let row = self.rows.get_mut(self.at)?;
        match &mut row.value {
            Value::Choice(options, chosen) => {
                let plain = !key.modifiers.control && !key.modifiers.alt;
                *chosen = match key.code {
                    KeyCode::Right | KeyCode::Char(' ') => beside(*chosen, options.len(), true),
                    KeyCode::Left => beside(*chosen, options.len(), false),
                    // A number typed one row too high is no command.
                    KeyCode::Char(letter) if plain => match beginning(options, *chosen, letter) {
                        None => return Some(Typed::Nothing),
                        at => at,
                    },
                    _ => return None,
                };
                Some(Typed::Changed(row.name))
            }
            Value::Text(field) => match field.key(key) {
                Edit::Changed => Some(Typed::Changed(row.name)),
                Edit::Moved => Some(Typed::Nothing),
                Edit::Refused(problem) => Some(Typed::Refused(problem)),
                Edit::Unused => None,
            },
        }
    }

    fn go(&mut self, to: usize) -> Typed<N> {
        let left = self.rows.get(self.at).filter(|_| self.at != to).map(|row| row.name);
        self.at = to;
        left.map_or(Typed::Nothing, Typed::Left)
    }

    /// Takes a paste into the row that has the keys; which row that is.
    ///
    /// # Errors
    /// [`Refusal`] says why it does not take it.
    pub fn pasted(&mut self, text: &str) -> Result<N, Refusal> {
        let row = self.rows.get_mut(self.at).ok_or(Refusal::NoField)?;
        let Value::Text(field) = &mut row.value else { return Err(Refusal::NoField) };
        field.paste(text)?;
        Ok(row.name)
    }

    /// How many lines it takes on an area as wide as this, with what is wrong in it; at most so many.
    pub fn height(&self, mistake: Option<&str>, area: Rect, most: u16) -> u16 {
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        rows.saturating_add(1 + wrong(mistake, area)).min(most)
    }

    /// Paints it, with what is wrong under its row; the answer is where the cursor stands.
    pub fn paint(&self, mistake: Option<(N, &str)>, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let (mut y, mut cursor) = (area.y, None);
        let room = usize::from(area.height.saturating_sub(1 + wrong(mistake.map(|(_, why)| why), area))).max(1);
        let first = (self.at + 1).saturating_sub(room);
        let rows = self.rows.iter().enumerate().skip(first).take(room);
        for (at, row) in rows {
            let line = Rect { y, height: area.bottom().saturating_sub(y), ..inside(area) };
            let error = mistake.filter(|(name, _)| *name == row.name).map(|(_, why)| Safe::ours(why.to_owned()));
            let shown = shown(row, self.label, at == self.at, error);
            let height = field::height(&shown, line.width).min(line.height);
            cursor = field::paint(&shown, Role::Text, theme, Rect { height, ..line }, buffer).or(cursor);
            y = y.saturating_add(height);
        }
        if self.rows.len() > room && y < area.bottom() {
            let words = format!(" row {} of {}", grouped(self.at as u64 + 1), grouped(self.rows.len() as u64));
            let more = Span::new(Role::Dim, Safe::ours(words));
            line::paint(&[more], Align::Left, Role::Text, theme, Rect { y, height: 1, ..area }, buffer);
        }
        cursor
    }
}

/// Where the rows stand in an area.
fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

/// How many lines it takes to say what is wrong.
fn wrong(mistake: Option<&str>, area: Rect) -> u16 {
    mistake.map_or(0, |why| field::error_height(why, inside(area).width))
}

/// The next value, around the end, that begins with a letter.
fn beginning(options: &[String], at: Option<usize>, letter: char) -> Option<usize> {
    let begins = |option: &String| option.chars().next().is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()));
    let after = at.map_or(0, |at| at + 1);
    let found = |(at, option): (usize, &String)| begins(option).then_some(at);
    options.iter().enumerate().skip(after).find_map(found).or_else(|| options.iter().enumerate().find_map(found))
}

/// The value after or before one, around the ends.
fn beside(at: Option<usize>, count: usize, forward: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (at, forward) {
        (None, true) => 0,
        (None, false) | (Some(0), false) => last,
        (Some(at), true) => {
            if at >= last {
                0
            } else {
                at + 1
            }
        }
        (Some(at), false) => at - 1,
    })
}

fn shown<'r, N>(row: &'r Row<N>, label: usize, focused: bool, error: Option<Safe<'static>>) -> Line<'r> {
    let (text, cursor) = match &row.value {
        Value::Choice(options, chosen) => (chosen.and_then(|at| options.get(at)).map_or("", String::as_str), 0),
        Value::Text(field) => (field.text(), field.cursor()),
    };
    let hint = match &row.value {
        Value::Choice(options, None) if options.is_empty() => "there is nothing to choose from",
        _ => row.hint,
    };
    let label = Safe::ours(format!("{:<label$}", row.label));
    Line { label, text, cursor, placeholder: hint.into(), ghost: Safe::default(), error, focused }
}

#[cfg(test)]
mod tests;
