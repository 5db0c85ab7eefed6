//! Going to the papers of the book: authorizations, cooperative approaches, orders, the ledger; and to one of them by its id.
//! They have no tab: a sequence of keys or the palette leads there.
//! Must not know: what they show.

use super::State;
use crate::{
    app::{Action, Effect},
    screens::Place,
};

impl State {
    /// Goes to a list of papers.
    pub(super) fn go_to_papers(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let place = match action {
            Action::GoAuthorizations => Place::Authorizations,
            Action::GoApproaches => Place::Approaches,
            Action::GoOrders => Place::Orders,
            _ => Place::Ledger,
        };
        self.go_tab(place, effects);
    }

    /// Opens a paper by its id.
    pub(super) fn open_paper(&mut self, action: Action, argument: Option<String>, effects: &mut Vec<Effect>) {
        match action {
            Action::OpenAuthorization => self.open_by_id(action, argument, Place::Authorization, effects),
            Action::OpenApproach => self.open_by_id(action, argument, Place::Approach, effects),
            Action::OpenOrder => self.open_by_id(action, argument, Place::Order, effects),
            _ => self.open_by_id(action, argument, Place::Entry, effects),
        }
    }
}
