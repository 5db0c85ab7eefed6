//! The command palette: any action by a few letters of its name, with an argument after a space.
//! What can't run is shown with the reason and does not run. Enter on nothing does nothing.
//! Must not know: how it is painted, or how an argument is judged.

mod command;
mod rank;

use super::{
    action::{Action, Scope, Spec},
    field::{Accepts, Field},
    key::{Key, KeyCode},
    keymap::{INTERRUPT, Keymap},
    offer::{Offer, offers},
    outcome::{OverlayOutcome, step},
    why::Refusal,
};
use std::collections::BTreeMap;

/// The state of the palette.
#[derive(Clone, Debug)]
pub struct Palette {
    offers: Vec<Offer>,
    candidates: BTreeMap<Action, Vec<String>>,
    recent: Vec<Action>,
    field: Field,
    rows: Vec<Row>,
    cursor: usize,
}

/// One line of the palette: an action, perhaps with an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The action with its keys and the reason when it can't run.
    pub offer: Offer,
    /// The argument it would run with.
    pub argument: Option<String>,
}

impl Row {
    /// The action's row in the table.
    pub fn spec(&self) -> &'static Spec {
        self.offer.action.spec()
    }
}

/// What Enter would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Run the action. Without an argument, an action that takes one asks for it.
    Run {
        /// The action.
        action: Action,
        /// Its argument.
        argument: Option<String>,
    },
    /// Nothing, for this reason.
    Refused(Refusal),
}

impl Palette {
    /// Arguments shown at most.
    const CANDIDATES: usize = 50;

    /// The palette of these scopes, with the actions used last first.
    pub fn open(
        scopes: &[Scope],
        keymap: &Keymap,
        judge: impl Fn(Action) -> Result<(), Refusal>,
        recent: impl IntoIterator<Item = Action>,
    ) -> Self {
        let mut offers = offers(scopes, keymap, judge);
        // Opening the palette from the palette is no command.
        offers.retain(|offer| offer.action != Action::Palette);
        let mut palette = Self {
            offers,
            candidates: BTreeMap::new(),
            recent: recent.into_iter().collect(),
            field: Field::new(Accepts::Prose, 1_100),
            rows: Vec::new(),
            cursor: 0,
        };
        palette.refresh();
        palette
    }

    /// The same palette with arguments it can complete, such as the names of the themes.
    #[must_use]
    pub fn with_candidates(mut self, action: Action, candidates: Vec<String>) -> Self {
        self.candidates.insert(action, candidates);
        self.refresh();
        self
    }

    /// The same palette with this already typed.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.field.set(text);
        self.refresh();
        self
    }

    /// The lines, best first.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The place of the selected line.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected line.
    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// What is typed.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// What Enter would do now; `None` when nothing matches.
    pub fn choice(&self) -> Option<Choice> {
        let row = self.selected()?;
        Some(match &row.offer.refusal {
            Some(refusal) => Choice::Refused(refusal.clone()),
            None => Choice::Run { action: row.offer.action, argument: row.argument.clone() },
        })
    }

    /// What the selected action takes as its argument, such as `<account id>`, while none is typed.
    pub fn hint(&self) -> Option<&'static str> {
        let row = self.selected()?;
        Some(row.spec().argument).filter(|argument| !argument.is_empty() && row.argument.is_none())
    }

    /// What Tab would add to the text: the rest of the best completion. Shown dimmed behind the cursor.
    pub fn ghost(&self) -> Option<String> {
        let typed = self.field.text();
        if typed.is_empty() || !self.field.after().as_str().is_empty() {
            return None;
        }
        if let Some(command) = command::parse(typed) {
            let names = self.candidates.get(&command.action)?;
            return names.iter().find_map(|name| rest(name, command.argument));
        }
        if self.rows.first().is_some_and(|row| row.spec().id == typed) {
            return None;
        }
        self.rows.iter().find_map(|row| rest(row.spec().id, typed).or_else(|| rest(row.spec().title, typed)))
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        if let Some(cursor) = step(key, self.cursor, self.rows.len()) {
            self.cursor = cursor;
            return OverlayOutcome::Consumed;
        }
        match key {
            INTERRUPT => OverlayOutcome::Close,
            Key { code: KeyCode::Esc, .. } => OverlayOutcome::Close,
            Key { code: KeyCode::Enter, .. } => self.enter(),
            Key { code: KeyCode::Tab, .. } => self.complete(),
            key if key == Key::plain(KeyCode::Right) && self.ghost().is_some() => self.complete(),
            key if key == Key::plain(KeyCode::Backspace) && self.field.text().is_empty() => OverlayOutcome::Close,
            key => OverlayOutcome::of_edit(self.field.key(key), || self.refresh()),
        }
    }

    /// Takes a paste into the field; it never runs anything.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self.field.paste(text) {
            Ok(()) => self.refresh(),
            Err(problem) => OverlayOutcome::Refused(problem.into()),
        }
    }

    fn enter(&self) -> OverlayOutcome {
        match self.choice() {
            None => OverlayOutcome::Consumed,
            Some(Choice::Refused(refusal)) => OverlayOutcome::Refused(refusal),
            Some(Choice::Run { action, argument }) => OverlayOutcome::Run(action, argument),
        }
    }

    fn complete(&mut self) -> OverlayOutcome {
        if let Some(ghost) = self.ghost() {
            let text = format!("{}{ghost}", self.field.text());
            self.field.set(&text);
            return self.refresh();
        }
        let takes_more = self.selected().filter(|row| row.argument.is_none() && !row.spec().argument.is_empty());
        if let Some(text) = takes_more.map(|row| format!("{} ", row.spec().id)) {
            self.field.set(&text);
            return self.refresh();
        }
        OverlayOutcome::Consumed
    }

    fn refresh(&mut self) -> OverlayOutcome {
        let typed = self.field.text().trim_start().trim_start_matches(':').to_owned();
        self.cursor = 0;
        self.rows = match command::parse(&typed) {
            Some(command) => self.command_rows(&command),
            None => Vec::new(),
        };
        let known = self.rows.iter().map(|row| row.offer.action).next();
        let ranked = rank::rank(&self.offers, &self.recent, typed.trim());
        let others = ranked.into_iter().filter(|offer| Some(offer.action) != known);
        let others: Vec<Row> = others.map(|offer| Row { offer: offer.clone(), argument: None }).collect();
        self.rows.extend(others);
        OverlayOutcome::Consumed
    }

    /// The command as typed, then its argument completed in the ways that are known.
    fn command_rows(&self, command: &command::Command<'_>) -> Vec<Row> {
        let Some(offer) = self.offers.iter().find(|offer| offer.action == command.action) else { return Vec::new() };
        let row = |argument: Option<&str>| Row { offer: offer.clone(), argument: argument.map(str::to_owned) };
        let typed = command.argument.to_lowercase();
        let names = self.candidates.get(&command.action).map_or(&[][..], Vec::as_slice);
        let fits = |name: &&String| name.to_lowercase().contains(&typed) && *name != command.argument;
        let completed = names.iter().filter(fits).take(Self::CANDIDATES).map(|name| row(Some(name)));
        let as_typed = row(Some(command.argument).filter(|argument| !argument.is_empty()));
        // Where the names are known, a part of one is not an argument yet.
        if names.is_empty() || names.iter().any(|name| name == command.argument) {
            [as_typed].into_iter().chain(completed).collect()
        } else {
            let mut rows: Vec<Row> = completed.collect();
            rows.push(as_typed);
            rows
        }
    }
}

/// What `name` has more than `typed`, when it begins with it.
fn rest(name: &str, typed: &str) -> Option<String> {
    let begins = name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    let rest = name.get(typed.len()..)?;
    (begins && !rest.is_empty()).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests;
