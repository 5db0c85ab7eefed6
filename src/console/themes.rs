//! The theme: which one is in use, which one is tried on in the picker, and which one a profile brings along.
//! The console names themes; the runtime loads them and tells what came of it. One that can't be used changes nothing.
//! Must not know: what a theme looks like, or where its file is.

use super::State;
use crate::app::{
    Action, Effect,
    overlay::{Item, Overlay, Picker},
    toast::Severity,
};

/// The themes there are, and the ones that matter now.
#[derive(Clone, Debug)]
pub struct Themes {
    names: Vec<String>,
    /// For profiles without a theme of their own: the configured one, or the last that was chosen by hand.
    general: String,
    /// The one in use.
    shown: String,
    /// The one in use before the picker tried others on; there is none while no picker of themes is open.
    before: Option<String>,
}

impl Themes {
    /// The names of all themes, the one for profiles without their own, and the one the console begins with.
    pub fn new(names: Vec<String>, general: String, shown: String) -> Self {
        Self { names, general, shown, before: None }
    }

    /// The names of all themes.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}

impl State {
    /// Uses another theme, until the console ends or a profile brings its own; without a name it lets the operator try them on.
    pub(super) fn choose_theme(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(name) = argument else { return self.pick_theme() };
        if !self.themes.names.contains(&name) {
            return self.misfit(Action::ThemeSet, &name, effects);
        }
        self.themes.before = None;
        self.themes.general.clone_from(&name);
        effects.push(Effect::Theme(name));
    }

    fn pick_theme(&mut self) {
        let item = |name: &String| Item { current: *name == self.themes.shown, ..Item::named(name.clone()) };
        let picker = Picker::new(Action::ThemeSet, self.themes.names.iter().map(item).collect());
        self.themes.before = Some(self.themes.shown.clone());
        self.overlays.push(Overlay::Picker(Box::new(picker)));
    }

    /// Brings back the theme from before the picker, when it was left without a choice.
    pub(super) fn end_trying(&mut self, effects: &mut Vec<Effect>) {
        if let Some(before) = self.themes.before.take().filter(|before| *before != self.themes.shown) {
            effects.push(Effect::Theme(before));
        }
    }

    /// Uses the theme of the profile, or the general one.
    pub(super) fn dress(&self, effects: &mut Vec<Effect>) {
        let own = self.profile().and_then(|profile| profile.theme.as_ref());
        let theme = own.unwrap_or(&self.themes.general);
        if *theme != self.themes.shown {
            effects.push(Effect::Theme(theme.clone()));
        }
    }

    /// What came of [`Effect::Theme`]: the name of the theme in use now, or why the one before stays.
    pub(super) fn theme_loaded(&mut self, asked: &str, came: Result<String, String>, effects: &mut Vec<Effect>) {
        let why = match came {
            Ok(shown) => return self.themes.shown = shown,
            Err(why) => why,
        };
        if let Some(picker) = self.overlays.picker_mut(Action::ThemeSet) {
            return picker.explain(asked, why);
        }
        self.say(Severity::Warn, why, effects);
        if asked == self.themes.general {
            self.themes.general.clone_from(&self.themes.shown);
        } else {
            // The theme of a profile: the one of the profile before would mislead.
            effects.push(Effect::Theme(self.themes.general.clone()));
        }
    }
}
