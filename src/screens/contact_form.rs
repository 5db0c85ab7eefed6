//! A form of named rows for what is said about contacts: each row chooses one of several values, or takes a line of text.
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

/// The most characters of a row.
const LONGEST: usize = 400;
/// Cells for the name of a row.
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
    /// The last row was ended.
    Ended,
    /// The field does not take it.
    Refused(FieldProblem),
}

/// A form as far as it is filled in.
#[derive(Debug)]
pub struct Form<N> {
    rows: Vec<Row<N>>,
    at: usize,
}

impl<N> Default for Form<N> {
    fn default() -> Self {
        Self { rows: Vec::new(), at: 0 }
    }
}

impl<N: Copy + PartialEq> Form<N> {
    /// Asks for these rows from now on. What stands in a row that was there before and is carried over stays, and so does the cursor.
    pub fn ask(&mut self, mut rows: Vec<Row<N>>, carried: impl Fn(N) -> bool) {
        let here = self.rows.get(self.at).map(|row| row.name);
        for row in rows.iter_mut().filter(|row| carried(row.name)) {
            let Some(place) = self.rows.iter().position(|old| old.name == row.name) else { continue };
            let old = self.rows.swap_remove(place);
            match (&mut row.value, old.value) {
                (Value::Text(field), Value::Text(typed)) => *field = typed,
                (Value::Choice(options, chosen), Value::Choice(before, Some(at))) => {
                    *chosen = before.get(at).and_then(|was| options.iter().position(|option| option == was));
                }
                _ => {}
            }
        }
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

    /// Goes to a row.
    pub fn go_to(&mut self, name: N) {
        self.at = self.rows.iter().position(|row| row.name == name).unwrap_or(self.at);
    }

    /// Takes a key; `None` when it means nothing here.
    pub fn typed(&mut self, key: Key) -> Option<Typed<N>> {
        let last = self.rows.len().checked_sub(1)?;
        match key.code {
            KeyCode::Enter if self.at == last => return Some(Typed::Ended),
            KeyCode::Enter | KeyCode::Tab | KeyCode::Down => {
                self.at = (self.at + 1).min(last);
                return Some(Typed::Nothing);
            }
            KeyCode::BackTab | KeyCode::Up => {
                self.at = self.at.saturating_sub(1);
                return Some(Typed::Nothing);
            }
            _ => {}
        }
        let row = self.rows.get_mut(self.at)?;
        match &mut row.value {
            Value::Choice(options, chosen) => {
                let forward = match key.code {
                    KeyCode::Right | KeyCode::Char(' ') => true,
                    KeyCode::Left => false,
                    _ => return None,
                };
                *chosen = beside(*chosen, options.len(), forward);
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

    /// Takes a paste into the row that has the keys.
    ///
    /// # Errors
    /// [`Refusal`] says why it does not take it.
    pub fn pasted(&mut self, text: &str) -> Result<(), Refusal> {
        match self.rows.get_mut(self.at).map(|row| &mut row.value) {
            Some(Value::Text(field)) => Ok(field.paste(text)?),
            _ => Err(Refusal::NoField),
        }
    }

    /// How many lines it takes, at most so many.
    pub fn height(&self, has_mistake: bool, most: u16) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX).saturating_add(1 + u16::from(has_mistake)).min(most)
    }

    /// Paints it, with what is wrong under its row; the answer is where the cursor stands.
    pub fn paint(&self, mistake: Option<(N, &str)>, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let (mut y, mut cursor) = (area.y, None);
        let room = usize::from(area.height.saturating_sub(1 + u16::from(mistake.is_some()))).max(1);
        let first = (self.at + 1).saturating_sub(room);
        let rows = self.rows.iter().enumerate().skip(first).take(room);
        for (at, row) in rows {
            let line = Rect { x: area.x + 1, y, width: area.width.saturating_sub(2), height: area.bottom().saturating_sub(y) };
            let error = mistake.filter(|(name, _)| *name == row.name).map(|(_, why)| Safe::ours(why.to_owned()));
            let shown = shown(row, at == self.at, error);
            let height = field::height(&shown).min(line.height);
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

fn shown<'r, N>(row: &'r Row<N>, focused: bool, error: Option<Safe<'static>>) -> Line<'r> {
    let (text, cursor) = match &row.value {
        Value::Choice(options, chosen) => (chosen.and_then(|at| options.get(at)).map_or("", String::as_str), 0),
        Value::Text(field) => (field.text(), field.cursor()),
    };
    let hint = match &row.value {
        Value::Choice(options, None) if options.is_empty() => "there is nothing to choose from",
        _ => row.hint,
    };
    let label = Safe::ours(format!("{:<LABEL$}", row.label));
    Line { label, text, cursor, placeholder: hint.into(), ghost: Safe::default(), error, focused }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form<u8> {
        let mut form = Form::default();
        let rows =
            vec![Row::choice(1, "What", vec!["a".into(), "b".into()]), Row::exact(2, "Number", ""), Row::prose(3, "Why", "")];
        form.ask(rows, |_| true);
        form
    }

    fn press(form: &mut Form<u8>, code: KeyCode) -> Option<Typed<u8>> {
        form.typed(Key::plain(code))
    }

    #[test]
    fn a_row_chooses_around_its_ends_and_takes_no_letters() {
        let mut form = form();
        assert_eq!(press(&mut form, KeyCode::Char('q')), None, "it is a key like any other");
        for expected in [1, 0, 1] {
            assert_eq!(press(&mut form, KeyCode::Left), Some(Typed::Changed(1)));
            assert_eq!(form.chosen(1), Some(expected));
        }
        press(&mut form, KeyCode::Right);
        assert_eq!(form.chosen(1), Some(0));
    }

    #[test]
    fn the_end_of_the_last_row_is_the_end() {
        let mut form = form();
        for _ in 0..2 {
            assert_eq!(press(&mut form, KeyCode::Enter), Some(Typed::Nothing));
        }
        assert_eq!(press(&mut form, KeyCode::Char('x')), Some(Typed::Changed(3)));
        assert_eq!((press(&mut form, KeyCode::Enter), form.text(3)), (Some(Typed::Ended), "x"));
    }

    #[test]
    fn what_is_carried_stays_and_the_rest_begins_empty() {
        let mut form = form();
        press(&mut form, KeyCode::Right);
        press(&mut form, KeyCode::Enter);
        press(&mut form, KeyCode::Char('7'));
        form.ask(
            vec![Row::choice(1, "What", vec!["z".into(), "a".into()]), Row::exact(2, "Number", ""), Row::exact(9, "New", "")],
            |_| true,
        );
        assert_eq!((form.chosen(1), form.text(2), form.has(3)), (Some(1), "7", false), "a value, not its place, is carried");
        form.ask(vec![Row::choice(1, "What", vec!["a".into()]), Row::exact(2, "Number", "")], |name| name == 1);
        assert_eq!((form.chosen(1), form.text(2)), (Some(0), ""));
    }
}
