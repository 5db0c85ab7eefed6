//! What lies on top of a screen and takes the keys: help, palette, prompts, confirmations. A stack; the top decides.
//! Each takes one key and says what came of it; whatever it wants done goes through the same gate as any key.
//! Must not know: how it is painted, or what the actions do.

mod export;
mod filter;
mod find;
mod passphrase;
mod picker;
mod problem;
mod prompt;

pub use super::outcome::OverlayOutcome;
pub use export::ExportBox;
pub use filter::FilterBox;
pub use find::FindBox;
pub use passphrase::PassphraseBox;
pub use picker::{Item, Picker};
pub use problem::ProblemBox;
pub use prompt::Prompt;

use super::{
    action::Action,
    confirm::{Confirm, Step},
    help::Help,
    key::Key,
    palette::Palette,
    why::Refusal,
};

/// Something on top of a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Every key that works here.
    Help(Box<Help>),
    /// Any command by name.
    Palette(Box<Palette>),
    /// The filter of a list.
    Filter(Box<FilterBox>),
    /// Find in what is loaded.
    Find(Box<FindBox>),
    /// One line of text for an action.
    Prompt(Box<Prompt>),
    /// Yes or no, or a typed challenge.
    Confirm(Box<Confirm>),
    /// A problem in full.
    Problem(Box<ProblemBox>),
    /// One of several.
    Picker(Box<Picker>),
    /// How and where to export.
    Export(Box<ExportBox>),
    /// The passphrase of a key that is about to sign.
    Passphrase(Box<PassphraseBox>),
}

impl Overlay {
    /// Takes a key.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        let key = key.canonical();
        match self {
            Self::Help(help) => help.key(key),
            Self::Palette(palette) => palette.key(key),
            Self::Filter(filter) => filter.key(key),
            Self::Find(find) => find.key(key),
            Self::Prompt(prompt) => prompt.key(key),
            Self::Confirm(confirm) => confirm.key(key),
            Self::Problem(problem) => problem.key(key),
            Self::Picker(picker) => picker.key(key),
            Self::Export(form) => form.key(key),
            Self::Passphrase(question) => question.key(key),
        }
    }

    /// Takes a paste into its field. It never runs, confirms or closes anything.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self {
            Self::Help(help) => help.paste(text),
            Self::Palette(palette) => palette.paste(text),
            Self::Filter(filter) => filter.paste(text),
            Self::Find(find) => find.paste(text),
            Self::Prompt(prompt) => prompt.paste(text),
            Self::Confirm(confirm) => confirm.paste(text),
            Self::Problem(_) => OverlayOutcome::Refused(Refusal::NoField),
            Self::Picker(picker) => picker.paste(text),
            Self::Export(form) => form.paste(text),
            Self::Passphrase(question) => question.paste(text),
        }
    }

    /// The keys that work in it, with a word for each, the most important first.
    pub fn keys(&self) -> &'static [(&'static str, &'static str)] {
        const CHOICE: &[(&str, &str)] = &[("y", "yes"), ("n", "no"), ("esc", "leave it")];
        match self {
            Self::Help(_) => &[("enter", "run it"), ("up", "and down"), ("esc", "close")],
            Self::Palette(_) => &[("enter", "run it"), ("tab", "complete"), ("up", "and down"), ("esc", "close")],
            Self::Filter(_) => &[("enter", "ask"), ("tab", "complete"), ("up", "earlier ones"), ("esc", "leave it")],
            Self::Find(_) => &[("enter", "stay there"), ("up", "earlier ones"), ("esc", "go back")],
            Self::Prompt(_) => &[("enter", "go on"), ("esc", "leave it")],
            Self::Confirm(confirm) => match confirm.as_ref() {
                Confirm::YesNo(_) => CHOICE,
                Confirm::Typed(question) => match question.step() {
                    Step::Reason => &[("enter", "go on"), ("esc", "leave it")],
                    Step::Words => &[("enter", "confirm"), ("backtab", "the reason"), ("esc", "leave it")],
                    Step::Choice => CHOICE,
                },
            },
            Self::Problem(problem) if problem.has_request() => &[("y", "copy request id"), ("r", "refresh"), ("esc", "close")],
            Self::Problem(_) => &[("r", "refresh"), ("esc", "close")],
            Self::Picker(_) => &[("enter", "choose"), ("up", "and down"), ("esc", "leave it")],
            Self::Export(_) => &[("enter", "write it"), ("tab", "other kind"), ("esc", "leave it")],
            Self::Passphrase(_) => &[("enter", "sign"), ("esc", "give up")],
        }
    }

    /// Whether a single key here can have an effect, so that a burst of keys must not reach it.
    pub fn is_single_key_risk(&self) -> bool {
        match self {
            Self::Confirm(confirm) => match confirm.as_ref() {
                Confirm::YesNo(_) => true,
                Confirm::Typed(question) => question.step() == Step::Choice,
            },
            _ => false,
        }
    }
}

/// The overlays, the top last.
#[derive(Clone, Debug, Default)]
pub struct Overlays(Vec<Overlay>);

impl Overlays {
    /// More than this are never needed; the lowest goes when one more comes.
    pub const DEPTH: usize = 8;

    /// Puts one on top.
    pub fn push(&mut self, overlay: Overlay) {
        if self.0.len() == Self::DEPTH {
            self.0.remove(0);
        }
        self.0.push(overlay);
    }

    /// Takes the top away.
    pub fn pop(&mut self) -> Option<Overlay> {
        self.0.pop()
    }

    /// Takes all away, as a profile switch does.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The top.
    pub fn top(&self) -> Option<&Overlay> {
        self.0.last()
    }

    /// The picker of this action, if it is the top.
    pub fn picker_mut(&mut self, action: Action) -> Option<&mut Picker> {
        match self.0.last_mut() {
            Some(Overlay::Picker(picker)) if picker.action() == action => Some(picker),
            _ => None,
        }
    }

    /// All, the lowest first, as they are painted.
    pub fn iter(&self) -> impl Iterator<Item = &Overlay> {
        self.0.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Gives the key to the top, which leaves the stack when it is done; `None` when there is no overlay.
    pub fn key(&mut self, key: Key) -> Option<OverlayOutcome> {
        let outcome = self.0.last_mut()?.key(key);
        if outcome.closes() {
            self.0.pop();
        }
        Some(outcome)
    }

    /// Gives a paste to the top; `None` when there is no overlay: then say [`super::why::PASTE_REFUSED`].
    pub fn paste(&mut self, text: &str) -> Option<OverlayOutcome> {
        Some(self.0.last_mut()?.paste(text))
    }
}

#[cfg(test)]
mod tests;
