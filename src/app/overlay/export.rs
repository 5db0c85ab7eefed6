//! The form before an export: what kind of file, and its name. The end of the name and the kind always agree.
//! What is exported is what the list shows now; the form only says how and where.
//! Must not know: which rows those are, or how a file is written.

use crate::app::{
    action::Action,
    field::{Accepts, Edit, Field},
    key::{Key, KeyCode},
    keymap::INTERRUPT,
    outcome::{OverlayOutcome, step},
};
use crate::registry::sheet::Format;

/// Characters a name of a file may have, with its folders.
const NAME: usize = 400;

/// The state of the form.
#[derive(Clone, Debug)]
pub struct ExportBox {
    what: String,
    folder: String,
    name: Field,
    format: Format,
}

impl ExportBox {
    /// Asks how to export `what`, such as `1 204 accounts`, in a folder, beginning with a name that ends like `format`.
    pub fn new(what: String, folder: String, name: &str, format: Format) -> Self {
        Self { what, folder, name: Field::new(Accepts::Prose, NAME).with_text(name), format }
    }

    /// What is exported.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The folder of a name without one.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The name.
    pub fn name(&self) -> &Field {
        &self.name
    }

    /// The place of the format in [`Format::ALL`].
    pub fn cursor(&self) -> usize {
        Format::ALL.iter().position(|(format, _)| *format == self.format).unwrap_or(0)
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        let last = Format::ALL.len() - 1;
        let turned = match key {
            Key { code: KeyCode::Tab, .. } => Some(if self.cursor() == last { 0 } else { self.cursor() + 1 }),
            Key { code: KeyCode::BackTab, .. } => Some(self.cursor().checked_sub(1).unwrap_or(last)),
            key => step(key, self.cursor(), Format::ALL.len()),
        };
        if let Some((format, _)) = turned.and_then(|at| Format::ALL.get(at)) {
            self.turn(*format);
            return OverlayOutcome::Consumed;
        }
        match key {
            INTERRUPT | Key { code: KeyCode::Esc, .. } => OverlayOutcome::Close,
            Key { code: KeyCode::Enter, .. } => match self.whole_name() {
                Some(name) => OverlayOutcome::Run(Action::Export, Some(name)),
                None => OverlayOutcome::Consumed,
            },
            key => {
                let edit = self.name.key(key);
                self.follow(edit)
            }
        }
    }

    /// Takes a paste into the name.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self.name.paste(text) {
            Ok(()) => self.follow(Edit::Changed),
            Err(problem) => OverlayOutcome::Refused(problem.into()),
        }
    }

    /// Another format was chosen: the name ends like it.
    fn turn(&mut self, format: Format) {
        let name = self.name.text();
        let stem = match Format::of_file(name) {
            Some(_) => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
            None => name,
        };
        let name = format!("{stem}.{}", format.word());
        self.name = Field::new(Accepts::Prose, NAME).with_text(&name);
        self.format = format;
    }

    /// The name was edited: what it ends like now is the format.
    fn follow(&mut self, edit: Edit) -> OverlayOutcome {
        if let Some(format) = Format::of_file(self.name.text()) {
            self.format = format;
        }
        OverlayOutcome::of_edit(edit, || OverlayOutcome::Consumed)
    }

    /// The name, ended like the format if it ends like none; `None` while there is none.
    fn whole_name(&self) -> Option<String> {
        let name = self.name.text().trim();
        let file = name.rsplit('/').next().unwrap_or_default();
        match Format::of_file(name) {
            _ if file.is_empty() => None,
            Some(_) => Some(name.to_owned()),
            None => Some(format!("{name}.{}", self.format.word())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ExportBox {
        ExportBox::new("9 accounts".into(), "/home/amina".into(), "accounts.csv", Format::Csv)
    }

    fn press(form: &mut ExportBox, keys: &str) -> OverlayOutcome {
        keys.split(' ').map(|key| form.key(key.parse().unwrap())).last().unwrap()
    }

    fn run(name: &str) -> OverlayOutcome {
        OverlayOutcome::Run(Action::Export, Some(name.to_owned()))
    }

    #[test]
    fn the_name_follows_the_format_and_the_format_the_name() {
        assert_eq!(press(&mut form(), "enter"), run("accounts.csv"));
        assert_eq!(press(&mut form(), "tab enter"), run("accounts.json"));
        assert_eq!(press(&mut form(), "up enter"), run("accounts.xlsx"));
        assert_eq!(press(&mut form(), "backtab tab enter"), run("accounts.csv"));
        let mut typed = form();
        assert_eq!(press(&mut typed, "backspace backspace backspace j s o n l enter"), run("accounts.jsonl"));
        assert_eq!(Format::ALL[typed.cursor()].0, Format::JsonLines);
        let mut bare = form();
        assert_eq!(press(&mut bare, "ctrl-u x enter"), run("x.csv"));
        assert_eq!(press(&mut bare, "tab enter"), run("x.json"));
    }

    #[test]
    fn nothing_is_exported_to_no_name() {
        assert_eq!(press(&mut form(), "ctrl-u enter"), OverlayOutcome::Consumed);
        let mut folder = form();
        assert_eq!(press(&mut folder, "ctrl-u x / enter"), OverlayOutcome::Consumed);
        assert_eq!(press(&mut form(), "esc"), OverlayOutcome::Close);
    }
}
