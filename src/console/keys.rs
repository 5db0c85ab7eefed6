//! A key press finds its way: the overlay on top decides, else keymap, gate, and the action runs.
//! Pastes never run anything, and keys that come too fast after one another confirm nothing.
//! Must not know: what an action does.

use super::{Millis, State, allowed, layout};
use crate::app::{
    Action, Effect, Key, KeyCode, List, Risk, Timer, When,
    action::Scope,
    confirm::{Confirm, YesNo},
    keymap::{self, Hit},
    overlay::{Overlay, OverlayOutcome},
    toast::Severity,
    why::{self, Refusal},
};
use std::time::Duration;

/// How long a key sequence waits before the ways to go on are shown.
const WHICH_KEY: Duration = Duration::from_millis(300);
/// Actions the palette remembers.
const RECENT: usize = 8;

impl State {
    /// A key was pressed.
    pub(super) fn pressed(&mut self, key: Key, at: Millis, effects: &mut Vec<Effect>) {
        self.look_elsewhere(effects);
        self.count(effects);
        // The key that goes back takes it away itself, and does nothing else then.
        let goes_back = self.keymap.resolve(self.place().scopes(), &self.pending, key) == Hit::Action(Action::Back);
        if let Some(after) = (!goes_back).then(|| self.toasts.next_key(self.now)).flatten() {
            effects.push(Effect::Wake { timer: Timer::Toast, after });
        }
        let since = self.last_key.replace(at).map(|last| at.0.saturating_sub(last.0));
        if self.is_blind() {
            return self.press_blindly(key, effects);
        }
        if let Some(top) = self.overlays.top() {
            // The safe answers are never too fast.
            let safe = key == Key::plain(KeyCode::Esc) || key == Key::char('n');
            let burst = if top.is_single_key_risk() && !safe { why::burst(Risk::Reversible, since) } else { Ok(()) };
            match burst {
                Ok(()) => self.press_overlay(key, effects),
                Err(refusal) => self.refuse(&refusal, effects),
            }
            return;
        }
        if self.pending.is_empty() && self.typed(key, effects) {
            return;
        }
        let scopes = self.place().scopes();
        match self.keymap.resolve(scopes, &self.pending, key) {
            Hit::Action(action) => {
                self.drop_sequence();
                match why::burst(action.spec().risk, since) {
                    Ok(()) => self.run(action, None, effects),
                    Err(refusal) => self.refuse(&refusal, effects),
                }
            }
            Hit::Prefix(_) => {
                self.pending.push(key);
                effects.push(Effect::Wake { timer: Timer::Sequence, after: WHICH_KEY });
            }
            Hit::Miss => self.meant_elsewhere(key, effects),
        }
    }

    /// A key that means nothing here. One that begins sequences on other pages waits for the next all the same: what is typed on the wrong
    /// page is answered as a whole, and its letters are not run one by one.
    fn meant_elsewhere(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let key = key.canonical();
        let mut keys = std::mem::take(&mut self.pending);
        keys.push(key);
        self.drop_sequence();
        if key == keymap::INTERRUPT {
            return;
        }
        if self.keymap.begins_somewhere(&keys) {
            self.pending = keys;
            effects.push(Effect::Wake { timer: Timer::Sequence, after: WHICH_KEY });
            return;
        }
        let scopes = if keys.len() > 1 { self.keymap.scopes_of(&keys) } else { Vec::new() };
        if !scopes.is_empty() {
            let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
            self.refuse(&Refusal::KeysOf { keys: keys.join(" "), scopes }, effects);
        }
    }

    /// Gives a key to the field of the screen that has the keys. Says whether it was taken.
    fn typed(&mut self, key: Key, effects: &mut Vec<Effect>) -> bool {
        let mut desk = crate::app::Desk { now: self.now, tickets: &mut self.tickets, effects };
        let Some(did) = self.stage.screen_mut().typed(key.canonical(), &mut desk) else { return false };
        self.do_next(did, effects);
        true
    }

    /// Whether the terminal is too small to show what a key would act on. A question is shown on any.
    pub(super) fn is_blind(&self) -> bool {
        let asked = self.overlays.top().is_some_and(Overlay::is_single_key_risk);
        !asked && !layout::is_enough(self.size.into())
    }

    /// What can't be seen isn't acted on: only leaving works.
    fn press_blindly(&mut self, key: Key, effects: &mut Vec<Effect>) {
        self.drop_sequence();
        let hit = self.keymap.resolve(Scope::Global.stack(), &[], key);
        if let Hit::Action(action @ (Action::Quit | Action::Suspend | Action::Redraw)) = hit {
            self.run(action, None, effects);
        }
    }

    pub(super) fn drop_sequence(&mut self) {
        self.pending.clear();
        self.sequence_shown = false;
    }

    fn press_overlay(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let finding = matches!(self.overlays.top(), Some(Overlay::Find(_)));
        let Some(outcome) = self.overlays.key(key) else { return };
        if finding && outcome == OverlayOutcome::Close {
            self.on_list(effects, |list, desk| list.end_find(false, desk));
            self.seek_here("", effects);
        }
        self.overlaid(outcome, effects);
    }

    /// Does what came of a key or a paste in an overlay.
    pub(super) fn overlaid(&mut self, outcome: OverlayOutcome, effects: &mut Vec<Effect>) {
        match outcome {
            OverlayOutcome::Consumed => {}
            OverlayOutcome::Close => self.end_trying(effects),
            OverlayOutcome::Pointed(Action::ThemeSet, name) => effects.push(Effect::Theme(name)),
            OverlayOutcome::Pointed(..) => {}
            OverlayOutcome::Edited(text) => {
                self.on_list(effects, |list, desk| list.find_text(&text, desk));
                self.seek_here(&text, effects);
            }
            OverlayOutcome::Run(action, argument) => self.run(action, argument, effects),
            OverlayOutcome::Agreed(action, argument) => match allowed(action, self) {
                Ok(()) => self.perform(action, argument, effects),
                Err(refusal) => self.refuse(&refusal, effects),
            },
            OverlayOutcome::Confirmed(action, confirmed) => match allowed(action, self) {
                Ok(()) => self.send(confirmed, effects),
                Err(refusal) => self.refuse(&refusal, effects),
            },
            OverlayOutcome::Passphrase(request, passphrase) => effects.push(Effect::Unlock(request, passphrase)),
            OverlayOutcome::Refused(refusal) => self.refuse(&refusal, effects),
            OverlayOutcome::Copy(text) => self.copy(text, effects),
        }
    }

    /// Runs an action: through the gate, and through a question when it can be undone but should not slip.
    /// What can't be undone asks by itself, with a challenge.
    pub(super) fn run(&mut self, action: Action, argument: Option<String>, effects: &mut Vec<Effect>) {
        if let Err(refusal) = allowed(action, self) {
            self.note_refusal(action, &refusal, effects);
            return self.refuse(&refusal, effects);
        }
        // An act of one person asks on a page of its own, with its reason.
        if action.spec().risk == Risk::Reversible && action.spec().when != When::Deed {
            let question = format!("{}?", action.spec().title);
            let lines = vec![action.spec().doc.to_owned()];
            let ask = YesNo::new(question, lines, action, argument);
            return self.overlays.push(Overlay::Confirm(Box::new(Confirm::YesNo(ask))));
        }
        self.perform(action, argument, effects);
    }

    /// Remembers an action for the palette.
    pub(super) fn remember(&mut self, action: Action) {
        self.recent.retain(|known| *known != action);
        self.recent.insert(0, action);
        self.recent.truncate(RECENT);
    }

    /// Says why not.
    pub(super) fn refuse(&mut self, refusal: &Refusal, effects: &mut Vec<Effect>) {
        self.activity.refused(self.tickets.profile(), refusal.clone(), self.now);
        // What the last key caused stands before what was said earlier, even before an error that waits to be seen.
        let after = self.toasts.interject(Severity::Warn, refusal.to_string(), self.now);
        effects.push(Effect::Wake { timer: Timer::Toast, after });
    }

    /// Works on the list that has the keys, if there is one.
    pub(super) fn on_list<T: Default>(
        &mut self,
        effects: &mut Vec<Effect>,
        work: impl FnOnce(&mut dyn List, &mut crate::app::Desk<'_>) -> T,
    ) -> T {
        let mut desk = crate::app::Desk { now: self.now, tickets: &mut self.tickets, effects };
        let list = self.stage.screen_mut().list_mut();
        list.map_or_else(T::default, |list| work(list, &mut desk))
    }
}
