//! An act that never reached the registry can be sent again, under the key it was first sent under: should the first one still arrive,
//! the registry does it once (T04). What is repeated is what was confirmed, or reviewed, and nothing else.
//! Must not know: how an act is sent.

use super::{NEVER_RECEIVED, Stage, UnderWay, under_way::gated};
use crate::{
    app::{
        Action, Effect, Overlay, ProfileId,
        confirm::{Confirm, YesNo},
    },
    console::State,
    registry::{Act, Authorised},
};

/// The argument of a repetition that was agreed to.
const AGREED: &str = "agreed";

/// An act that the registry says it never received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Which registry it was for.
    pub(super) profile: ProfileId,
    /// The act, with its key.
    pub(super) act: Box<Authorised<Act>>,
}

impl State {
    /// Whether an act for the registry in use can be sent again.
    pub(in crate::console) fn has_missed(&self) -> bool {
        self.missed_here().is_some()
    }

    fn missed_here(&self) -> Option<usize> {
        self.missed.iter().position(|missed| missed.profile == self.tickets.profile())
    }

    /// Sends the act that was missed longest again, after a yes.
    pub(in crate::console) fn send_again(&mut self, agreed: Option<&str>, effects: &mut Vec<Effect>) {
        let Some(at) = self.missed_here() else { return };
        let Some(missed) = self.missed.get(at) else { return };
        let words = missed.act.act().in_words();
        if let Err(refusal) = self.may_act().and_then(|()| self.is_free(&words.subject)) {
            return self.refuse(&refusal, effects);
        }
        if agreed != Some(AGREED) {
            let lines = vec![
                format!("What is sent: {words}."),
                format!("It goes under the same key, {}: if the first one still arrives, it is done once.", missed.act.key()),
            ];
            let ask = YesNo::new("Send it again?", lines, Action::ActsAgain, Some(AGREED.to_owned()));
            return self.overlays.push(Overlay::Confirm(Box::new(Confirm::YesNo(ask))));
        }
        let Missed { profile, act } = self.missed.remove(at);
        // It is on its way again, and its answer will say what became of it: that it never arrived is no longer so.
        let never = format!("{NEVER_RECEIVED}: {}", gated(&words.not_done));
        self.take_back(|said| said.starts_with(&never), effects);
        let ticket = self.tickets.issue();
        let (key, stage) = (act.key(), Stage::Sent(ticket.request));
        self.acts.push(UnderWay { profile, words, key, stage, sent: Some(act.clone()) });
        effects.push(Effect::Act { ticket, act });
    }

    /// Keeps an act that the registry never received, if it was sent in this sitting; says how it can be sent again.
    pub(super) fn missed(&mut self, act: UnderWay) -> String {
        let Some(sent) = act.sent else { return "Do it again if it should be done.".to_owned() };
        self.missed.push(Missed { profile: act.profile, act: sent });
        let key = self.keymap.keys_of(Action::ActsAgain).into_iter().next();
        format!("{} sends it again under the same key.", key.unwrap_or_else(|| Action::ActsAgain.spec().title.to_owned()))
    }

    /// Forgets what was missed about a thing on which another act is sent now.
    pub(super) fn no_longer_missed(&mut self, profile: ProfileId, subject: &str) {
        self.missed.retain(|missed| missed.profile != profile || missed.act.act().in_words().subject != subject);
    }
}
