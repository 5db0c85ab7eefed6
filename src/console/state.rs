//! The state of the console.
//! Must not know: the terminal.

use super::Message;
use crate::{
    app::Effect,
    registry::{Access, Environment},
};
use ratatui::Frame;

/// What the configuration says about one registry.
#[derive(Debug)]
pub struct ProfileCard {
    /// The profile's name.
    pub name: String,
    /// What kind of registry it is.
    pub environment: Environment,
    /// What the profile may do.
    pub access: Access,
}

/// The state of the whole console. Plain data.
#[derive(Debug)]
pub struct State {
    /// The profiles of the configuration.
    pub profiles: Vec<ProfileCard>,
}

impl State {
    /// A console on the first of these profiles, and what it wants done first.
    pub fn start(profiles: Vec<ProfileCard>) -> (Self, Vec<Effect>) {
        (Self { profiles }, Vec::new())
    }
}

/// Takes one thing that happened; changes the state and says what to do. No I/O, no clock, no dice.
pub fn update(_state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key, _) if key == crate::app::Key::char('q') => vec![Effect::Quit],
        _ => Vec::new(),
    }
}

/// Paints the state. Pure: the same state and theme paint the same cells.
pub fn paint(_state: &State, _theme: &crate::ui::Theme, frame: &mut Frame<'_>) {
    frame.render_widget("countersign", frame.area());
}
