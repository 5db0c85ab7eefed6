//! What somebody wrote is not thrown away by one key: the console asks first, with No in focus.
//! Going elsewhere loses nothing, so nobody is asked then; what ends the console, goes to another registry, empties a form or drops a draft does.
//! Must not know: what was written, or on which screen.

use super::State;
use crate::app::{
    Action,
    confirm::{Confirm, YesNo},
    overlay::Overlay,
};

/// So many of the things that would go are named.
const NAMED: usize = 5;

impl State {
    /// What an action would throw away of what was written here, or anywhere when every screen goes with it: a sentence each.
    pub(super) fn what_goes(&self, action: Action) -> Vec<String> {
        let mut lost: Vec<String> = match action {
            Action::Quit | Action::Profile => self.stage.each().filter_map(|screen| screen.loses(Action::Quit)).collect(),
            _ => self.screen().loses(action).into_iter().collect(),
        };
        let more = lost.len().saturating_sub(NAMED);
        lost.truncate(NAMED);
        if more > 0 {
            lost.push(format!("And {more} more."));
        }
        lost
    }

    /// Asks before an action throws away what was written; `yes` is the argument with which it comes back. Says whether it asks.
    pub(super) fn asks_what_goes(&mut self, action: Action, yes: String) -> bool {
        let lost = self.what_goes(action);
        if lost.is_empty() {
            return false;
        }
        let question = match action {
            Action::Quit | Action::Profile => "Leave what is half written?",
            _ => "Throw away what was written?",
        };
        let ask = YesNo::new(question, lost, action, Some(yes));
        self.overlays.push(Overlay::Confirm(Box::new(Confirm::YesNo(ask))));
        true
    }
}
