//! What can be put on the clipboard: the id, the row, a filter or a command that names it, and the same of the whole list.
//! Everything copied is ids and gated text, so that nothing pasted elsewhere acts by itself.
//! Must not know: how a terminal copies.

use super::State;
use crate::{
    app::{Action, Effect, effect::LONGEST_COPY, overlay::Item, toast::Severity, why::Refusal},
    registry::sheet::{Cell, Row},
    screens::{Extract, Shown},
    text::{self, Kind, Untrusted},
};

/// Something that can be copied here.
struct Copyable {
    /// Its name: the argument of the action.
    name: &'static str,
    text: String,
}

impl State {
    /// Copies what is named, or asks what.
    pub(super) fn copy_some(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let offered = self.copyable();
        match argument {
            None => {
                let item = |offer: Copyable| Item::noted(offer.name.into(), on_one_line(&offer.text), false);
                let items = offered.into_iter().map(item).collect();
                self.pick(Action::Copy, items);
            }
            Some(name) => match offered.into_iter().find(|offer| offer.name == name.trim()) {
                Some(offer) => self.copy(offer.text, effects),
                None => self.misfit(Action::Copy, &name, effects),
            },
        }
    }

    /// The names of what can be copied here.
    pub(super) fn copyable_names(&self) -> Vec<String> {
        self.copyable().into_iter().map(|offer| offer.name.to_owned()).collect()
    }

    /// What can be copied here, the id first.
    fn copyable(&self) -> Vec<Copyable> {
        let screen = self.screen();
        let mut offered = Vec::new();
        let mut offer = |name, text: Option<String>| offered.extend(text.map(|text| Copyable { name, text }));
        let id = screen.subject();
        offer("id", id.clone());
        offer("row", self.selected_cells().map(|row| with_tabs(&row)));
        offer("filter", self.selected_filter());
        offer("command", self.words_here(id).map(|words| self.command(&words)));
        offer("desk", self.desk_command());
        match self.extract() {
            Some(Extract::Asked(sheet, query)) => {
                offer("list-filter", Some(query.filter.to_string()).filter(|filter| !filter.is_empty()));
                offer("list-command", Some(self.command(&format!("{} {}", sheet.word(), list_words(&query)))));
            }
            // No command reads what only this console has.
            Some(Extract::Own(..)) => offer("list-filter", Some(self.list_filter()).filter(|filter| !filter.is_empty())),
            None => {}
        }
        offered
    }

    /// On Home of a demo, the command that opens another desk of it.
    pub(super) fn desk_command(&self) -> Option<String> {
        if let Shown::Home(home) = self.stage.shown() { home.desk_command() } else { None }
    }

    /// The words of the command that shows the page, or what the cursor is on.
    fn words_here(&self, id: Option<String>) -> Option<String> {
        let screen = self.screen();
        screen.command().or_else(|| {
            let sheet = screen.subject_sheet()?;
            Some(format!("{} show {}", sheet.word(), quoted(&id?)))
        })
    }

    /// The command line that asks the same registry.
    fn command(&self, words: &str) -> String {
        let profile = self.profile().map_or_else(String::new, |profile| format!(" --profile {}", quoted(&profile.name)));
        format!("countersign {words}{profile}")
    }

    /// Puts a text on the clipboard, and says so.
    pub(super) fn copy(&mut self, text: String, effects: &mut Vec<Effect>) {
        if text.len() > LONGEST_COPY {
            return self.refuse(&Refusal::TooLongToCopy, effects);
        }
        self.say(Severity::Info, format!("Copied {}", on_one_line(&text)), effects);
        effects.push(Effect::Copy(text));
    }
}

/// A row as spreadsheets take it from the clipboard.
fn with_tabs(row: &Row) -> String {
    row.iter().map(Cell::fenced).collect::<Vec<_>>().join("\t")
}

fn list_words(query: &crate::registry::Query) -> String {
    let mut words = "list".to_owned();
    if !query.filter.is_empty() {
        words += &format!(" --filter {}", quoted(&query.filter.to_string()));
    }
    if let Some(sort) = query.sort {
        words += &format!(" --sort {}", quoted(&sort.to_string()));
    }
    words
}

/// A word of a command line, as shells read it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '+');
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// As it is shown: what was gated stays as it is, and tabs become gaps.
fn on_one_line(text: &str) -> text::Shown {
    text::Shown::on_one_line(text.split('\t').map(|part| Untrusted::new(part).gate(Kind::Prose)), "  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_as_shells_read_them() {
        for (word, written) in [
            ("CHE01-100-0001", "CHE01-100-0001"),
            ("type:holding", "type:holding"),
            ("type:holding party:GHA", "'type:holding party:GHA'"),
            ("name:\"it's\"", r#"'name:"it'\''s"'"#),
            ("$(reboot)", "'$(reboot)'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), written);
        }
    }

    #[test]
    fn a_row_has_tabs_between_cells_that_no_spreadsheet_calculates() {
        let row = vec![Cell::Id("A-1".into()), Cell::Name(Untrusted::new("=1\t2")), Cell::Empty, Cell::Count(7)];
        assert_eq!(with_tabs(&row), "A-1\t'=1⟦U+0009⟧2\t\t7");
    }
}
