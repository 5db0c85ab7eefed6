//! Notes in the journal which pages that matter came onto the screen: once each time one is opened, and again when what it shows changes.
//! A page that is only refreshed is no new look.
//! Must not know: which pages matter; each screen says it of itself.

use super::State;
use crate::app::{Effect, looked::Looked};

impl State {
    /// Writes down what is on the screen now and was not before.
    pub(super) fn note_looks(&mut self, effects: &mut Vec<Effect>) {
        let beside = self.stage.beside().and_then(|(_, screen)| screen.looked());
        let shown: Vec<Looked> = self.screen().looked().into_iter().chain(beside).collect();
        let profile = self.tickets.profile();
        let new = shown.iter().filter(|looked| !self.looked.contains(looked));
        effects.extend(new.map(|looked| Effect::NoteLooked { profile, looked: looked.clone() }));
        self.looked = shown;
    }
}
