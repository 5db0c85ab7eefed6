//! The draft of a message for the office's own mail, as a file: where to, and what came of it.
//! Only what everybody who must has signed becomes one; nothing goes to anybody by itself.
//! Must not know: what stands in a draft.

use super::State;
use crate::{
    app::{Action, Effect, Scope, toast::Severity, why::Refusal},
    evidence::digest::Digest,
    screens::Shown,
    text::{Kind, Untrusted},
};
use std::path::PathBuf;

impl State {
    /// Writes the draft of the message that is shown: asks where to, or does it when that was said.
    pub(super) fn save_draft(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(name) = argument else { return self.ask_for(Action::BroadcastSave) };
        let draft = match self.stage.shown() {
            Shown::Broadcast(page) => page.draft(self.now),
            _ => Err(Refusal::NotHere(Scope::Broadcasts)),
        };
        match draft {
            Ok(text) => effects.push(Effect::SaveDraft { path: self.export_place(name.trim()), text }),
            Err(refusal) => self.refuse(&refusal, effects),
        }
    }

    /// The draft was written, or why not.
    pub(super) fn draft_saved(&mut self, came: Result<(PathBuf, Digest), String>, effects: &mut Vec<Effect>) {
        match came {
            Ok((path, _)) => {
                let path = Untrusted::new(path.to_string_lossy()).gate(Kind::Name);
                let said = format!("The draft is in {path}; send it with the office's own mail, and say so here.");
                self.say(Severity::Info, said, effects);
            }
            Err(why) => self.say(Severity::Error, format!("No draft was written. {why}"), effects),
        }
    }
}
