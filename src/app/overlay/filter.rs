//! The filter line of a list: checked while it is typed, completed by Tab.
//! It is sent only when it can be read; what may still become a filter is no mistake yet.
//! Must not know: how the registry selects.

use crate::app::outcome::OverlayOutcome;
use crate::app::{
    action::Action,
    field::{Accepts, Field},
    key::{Key, KeyCode},
    keymap::INTERRUPT,
};
use crate::registry::{
    Filter,
    query::{Field as ListField, FieldKind, FilterProblem},
};

/// The state of the filter line.
#[derive(Clone, Debug)]
pub struct FilterBox {
    field: Field,
    fields: &'static [ListField],
    problem: Option<FilterProblem>,
}

impl FilterBox {
    /// The filter of a list with these fields, with what filters it now, and earlier filters for the up key, newest last.
    pub fn new(fields: &'static [ListField], current: &str, history: Vec<String>) -> Self {
        let field = Field::new(Accepts::Prose, 1_000).with_history(history).with_text(current);
        let mut filter = Self { field, fields, problem: None };
        filter.check();
        filter
    }

    /// What is typed.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// Why it can't be sent as it stands.
    pub fn problem(&self) -> Option<&FilterProblem> {
        self.problem.as_ref()
    }

    /// What Tab would add: the rest of a field's name or of one of its values.
    pub fn ghost(&self) -> Option<String> {
        let word = self.word()?;
        self.completions().first().and_then(|name| name.get(word.len()..)).filter(|rest| !rest.is_empty()).map(str::to_owned)
    }

    /// The names or values that can stand where the cursor is.
    pub fn completions(&self) -> Vec<String> {
        let Some(word) = self.word() else { return Vec::new() };
        let term = word.strip_prefix('-').unwrap_or(word);
        let minus = if term.len() < word.len() { "-" } else { "" };
        let all: Vec<String> = match term.split_once(':') {
            None => self.fields.iter().map(|field| format!("{minus}{}:", field.name)).collect(),
            Some((name, _)) => {
                let values: &[&str] = match self.fields.iter().find(|field| field.name == name).map(|field| field.kind) {
                    Some(FieldKind::Choice(values)) => values,
                    Some(FieldKind::YesNo) => &["yes", "no"],
                    _ => &[],
                };
                values.iter().map(|value| format!("{minus}{name}:{value}")).collect()
            }
        };
        all.into_iter().filter(|name| name.starts_with(word)).collect()
    }

    /// The fields of the list whose name or value is being typed; all while none is.
    pub fn hints(&self) -> Vec<&'static ListField> {
        let term = self.word().map_or("", |word| word.trim_start_matches('-'));
        match term.split_once(':') {
            Some((name, _)) => self.fields.iter().filter(|field| field.name == name).collect(),
            None => self.fields.iter().filter(|field| field.name.starts_with(term)).collect(),
        }
    }

    /// Takes a key. Enter sends a filter that can be read; an empty one shows all rows. What is completed behind the cursor looks as if it
    /// stood there, so that Enter takes it where the filter can't be read without it.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        match key {
            INTERRUPT | Key { code: KeyCode::Esc, .. } => OverlayOutcome::Close,
            Key { code: KeyCode::Enter, .. } => self.entered(),
            Key { code: KeyCode::Tab, .. } => self.complete(),
            key => OverlayOutcome::of_edit(self.field.key(key), || self.check()),
        }
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self.field.paste(text) {
            Ok(()) => self.check(),
            Err(problem) => OverlayOutcome::Refused(problem.into()),
        }
    }

    fn entered(&mut self) -> OverlayOutcome {
        if self.problem.is_some() {
            let _ = self.complete();
        }
        match self.problem {
            Some(_) => OverlayOutcome::Consumed,
            None => OverlayOutcome::Run(Action::Filter, Some(self.field.text().trim().to_owned())),
        }
    }

    fn complete(&mut self) -> OverlayOutcome {
        if let Some(ghost) = self.ghost() {
            let text = format!("{}{ghost}", self.field.text());
            self.field.set(&text);
        }
        self.check()
    }

    fn check(&mut self) -> OverlayOutcome {
        self.problem = Filter::parse(self.field.text(), self.fields).err();
        OverlayOutcome::Consumed
    }

    /// The word being typed; `None` when the cursor is not at the end.
    fn word(&self) -> Option<&str> {
        if !self.field.after().as_str().is_empty() {
            return None;
        }
        let text = self.field.text();
        Some(text.rsplit_once(' ').map_or(text, |(_, word)| word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::query::ACCOUNT_FIELDS;

    fn filter(text: &str) -> FilterBox {
        FilterBox::new(ACCOUNT_FIELDS, text, Vec::new())
    }

    #[test]
    fn tab_completes_names_and_values() {
        for (typed, after) in [
            ("ty", "type:"),
            ("type:ho", "type:holding"),
            ("party:GHA -st", "party:GHA -state:"),
            ("-state:cl", "-state:closed"),
            ("locked:", "locked:yes"),
            ("party:G", "party:G"),
            ("zz", "zz"),
            ("nonsense:a", "nonsense:a"),
        ] {
            let mut filter = filter(typed);
            let _ = filter.key(Key::plain(KeyCode::Tab));
            assert_eq!(filter.field().text(), after, "{typed}");
        }
    }

    #[test]
    fn it_is_sent_exactly_when_it_can_be_read() {
        for text in ["", "stove", "type:holding party:GHA", "nonsense:1", "type:nonsense", "\"open"] {
            let mut filter = filter(text);
            let expected = match Filter::parse(text, ACCOUNT_FIELDS) {
                Ok(_) => OverlayOutcome::Run(Action::Filter, Some(text.to_owned())),
                Err(_) => OverlayOutcome::Consumed,
            };
            assert_eq!(filter.key(Key::plain(KeyCode::Enter)), expected, "{text}");
        }
    }

    #[test]
    fn enter_takes_what_is_completed_behind_the_cursor_where_the_filter_cannot_be_read_without_it() {
        for (typed, asked) in [
            ("type:oimp", Some("type:oimp-use")),
            ("party:GHA type:ho", Some("party:GHA type:holding")),
            ("hold", Some("hold")),
            ("type:zz", None),
        ] {
            let mut filter = filter(typed);
            let expected =
                asked.map_or(OverlayOutcome::Consumed, |text| OverlayOutcome::Run(Action::Filter, Some(text.to_owned())));
            assert_eq!(filter.key(Key::plain(KeyCode::Enter)), expected, "{typed}");
        }
    }

    #[test]
    fn the_field_being_typed_is_explained() {
        let names = |text: &str| filter(text).hints().iter().map(|field| field.name).collect::<Vec<_>>();
        assert_eq!(names("held:1").as_slice(), ["held"]);
        assert_eq!(names("h").as_slice(), ["holder", "held"]);
        assert_eq!(names("").len(), ACCOUNT_FIELDS.len());
    }
}
