//! One of several by name: a profile, a theme, a column to sort by. Typing narrows the list.
//! The one in use is selected first: the list also answers which one that is.
//! Must not know: what the names stand for.

use crate::app::outcome::{OverlayOutcome, step};
use crate::app::{
    action::Action,
    field::{Accepts, Field},
    key::{Key, KeyCode},
    keymap::INTERRUPT,
    why::Refusal,
};
use crate::text::Shown;

/// One thing that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name: the argument of the action. It is gated where it is painted, since it must stay what it is.
    pub name: String,
    /// What else there is to say of it. Only what has passed the gate can stand here (T01).
    pub note: Shown,
    /// Whether it is the one in use.
    pub current: bool,
    /// Why it can't be picked, once that is known.
    pub trouble: Option<String>,
}

impl Item {
    /// An item of which only the name is known.
    pub fn named(name: String) -> Self {
        Self { name, note: Shown::default(), current: false, trouble: None }
    }

    /// An item with what else there is to say of it, whether it is the one in use.
    pub fn noted(name: String, note: Shown, current: bool) -> Self {
        Self { note, current, ..Self::named(name) }
    }
}

/// The state of a picker.
#[derive(Clone, Debug)]
pub struct Picker {
    action: Action,
    items: Vec<Item>,
    search: Field,
    found: Vec<usize>,
    cursor: usize,
}

impl Picker {
    /// Asks for one of these; the one in use is selected.
    pub fn new(action: Action, items: Vec<Item>) -> Self {
        let cursor = items.iter().position(|item| item.current).unwrap_or(0);
        let found = (0..items.len()).collect();
        Self { action, items, search: Field::new(Accepts::Prose, 64), found, cursor }
    }

    /// The action; its title heads the list.
    pub fn action(&self) -> Action {
        self.action
    }

    /// The items the search selects.
    pub fn rows(&self) -> impl Iterator<Item = &Item> {
        self.found.iter().filter_map(|at| self.items.get(*at))
    }

    /// How many items there are without the search.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is nothing to pick from.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The place of the selected item among [`Picker::rows`].
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The search field.
    pub fn search(&self) -> &Field {
        &self.search
    }

    /// Notes why an item can't be picked.
    pub fn explain(&mut self, name: &str, why: String) {
        if let Some(item) = self.items.iter_mut().find(|item| item.name == name) {
            item.trouble = Some(why);
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        if let Some(cursor) = step(key, self.cursor, self.found.len()) {
            let before = self.pointed();
            self.cursor = cursor;
            return self.moved_from(before);
        }
        match key {
            INTERRUPT | Key { code: KeyCode::Esc, .. } => OverlayOutcome::Close,
            Key { code: KeyCode::Enter, .. } => match self.rows().nth(self.cursor) {
                Some(Item { trouble: Some(why), .. }) => OverlayOutcome::Refused(Refusal::Unusable(why.clone())),
                Some(item) => OverlayOutcome::Run(self.action, Some(item.name.clone())),
                None => OverlayOutcome::Consumed,
            },
            key => OverlayOutcome::of_edit(self.search.key(key), || self.narrow()),
        }
    }

    /// Takes a paste into the search field.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self.search.paste(text) {
            Ok(()) => self.narrow(),
            Err(problem) => OverlayOutcome::Refused(problem.into()),
        }
    }

    /// The place of the item under the cursor among all items.
    fn pointed(&self) -> Option<usize> {
        self.found.get(self.cursor).copied()
    }

    fn moved_from(&self, before: Option<usize>) -> OverlayOutcome {
        match self.pointed().filter(|at| Some(*at) != before).and_then(|at| self.items.get(at)) {
            Some(item) => OverlayOutcome::Pointed(self.action, item.name.clone()),
            None => OverlayOutcome::Consumed,
        }
    }

    fn narrow(&mut self) -> OverlayOutcome {
        let before = self.pointed();
        let search = self.search.text().to_lowercase();
        let fits = |item: &Item| format!("{} {}", item.name, item.note).to_lowercase().contains(&search);
        self.found = self.items.iter().enumerate().filter(|(_, item)| fits(item)).map(|(at, _)| at).collect();
        self.cursor = 0;
        self.moved_from(before)
    }
}
