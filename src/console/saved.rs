//! Filters that are kept under a name, for each list its own.
//! They are kept on this computer and sent nowhere; a filter that was kept for a list is one that list could read.
//! Must not know: where they are kept.

use super::State;
use crate::{
    app::{Action, Effect, overlay::Item, toast::Severity},
    text::{Kind, Shown, Untrusted},
};
use std::collections::BTreeMap;

/// The longest name, in characters.
const LONGEST_NAME: usize = 40;

/// Filters by list and name.
pub type SavedFilters = BTreeMap<String, BTreeMap<String, String>>;

impl State {
    /// Keeps the filter of the list under a name, or asks for the name.
    pub(super) fn save_filter(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(name) = argument else { return self.ask_for(Action::FilterSave) };
        let name = name.trim().to_owned();
        let Some(list) = self.rows_are_called().map(str::to_owned) else { return };
        let filter = self.list_filter();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return self.misfit(Action::FilterSave, &name, effects);
        }
        self.say(Severity::Info, format!("Kept as {}: {}", shown(&name), shown(&filter)), effects);
        self.saved.entry(list.clone()).or_default().insert(name.clone(), filter.clone());
        effects.push(Effect::KeepFilter { list, name, filter: Some(filter) });
    }

    /// Filters the list by a filter that was kept, or asks by which.
    pub(super) fn use_saved_filter(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(name) = argument else { return self.pick_saved(Action::FilterSaved) };
        match self.saved_here().and_then(|saved| saved.get(name.trim())).cloned() {
            Some(filter) => self.filter(Some(filter), effects),
            None => self.misfit(Action::FilterSaved, &name, effects),
        }
    }

    /// Forgets a filter that was kept, or asks which.
    pub(super) fn forget_filter(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(name) = argument else { return self.pick_saved(Action::FilterForget) };
        let name = name.trim().to_owned();
        let Some(list) = self.rows_are_called().map(str::to_owned) else { return };
        if self.saved.get_mut(&list).and_then(|saved| saved.remove(&name)).is_none() {
            return self.misfit(Action::FilterForget, &name, effects);
        }
        self.say(Severity::Info, format!("The filter {} is no longer kept.", shown(&name)), effects);
        effects.push(Effect::KeepFilter { list, name, filter: None });
    }

    /// The filters that are kept for the list shown.
    pub(super) fn saved_here(&self) -> Option<&BTreeMap<String, String>> {
        let list = self.rows_are_called().filter(|_| self.list().is_none() || self.screen().is_list())?;
        self.saved.get(list).filter(|saved| !saved.is_empty())
    }

    /// Their names, for the palette.
    pub(super) fn saved_names(&self) -> Vec<String> {
        self.saved_here().map(|saved| saved.keys().cloned().collect()).unwrap_or_default()
    }

    fn pick_saved(&mut self, action: Action) {
        let current = self.list_filter();
        let item = |(name, filter): (&String, &String)| Item::noted(name.clone(), shown(filter), *filter == current);
        let items = self.saved_here().map(|saved| saved.iter().map(item).collect()).unwrap_or_default();
        self.pick(action, items);
    }
}

/// Names and filters come from a keyboard, a clipboard or a file: they pass the gate before they are shown (T01).
fn shown(text: &str) -> Shown {
    Untrusted::new(text).gate(Kind::Name)
}
