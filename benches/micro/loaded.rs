//! A console with its lists loaded, driven by messages alone: keys in, questions answered from the invented book.
//! Nothing of it does input or output, so what is measured is the console's own work.
//! Must not know: the terminal, the network.

use crate::book;
use countersign::{
    app::{Effect, Key, Keymap, ProfileId, Timer},
    console::{self, Folders, Message, Millis, ProfileCard, Start, State, Themes},
    registry::{Access, Environment},
    screens::Place,
};
use std::collections::BTreeMap;

/// A loaded console.
pub struct Loaded {
    /// The state.
    pub state: State,
    pressed: u64,
}

impl Loaded {
    /// On a terminal of this size, with the accounts on the screen and both lists loaded.
    pub fn of(size: (u16, u16)) -> Self {
        let (state, effects) = State::start(Start {
            profiles: vec![ProfileCard {
                name: "CHE01".into(),
                environment: Environment::Practice,
                access: Access::ReadOnly,
                theme: None,
                signer: None,
                ticket: None,
                practice: None,
            }],
            profile: ProfileId(0),
            begin: Place::Accounts,
            keymap: Keymap::defaults(),
            themes: Themes::new(vec!["dark".into()], "dark".into(), "dark".into()),
            size,
            now: book::now(),
            seed: [7; 16],
            remarks: Vec::new(),
            folders: Folders::default(),
            badges: None,
            seen: BTreeMap::new(),
            saved: BTreeMap::new(),
            plain: false,
        });
        let mut loaded = Self { state, pressed: 0 };
        loaded.settle(effects);
        loaded.keys("32");
        loaded
    }

    /// Presses a key and does what it makes the console want, until it wants nothing.
    pub fn press(&mut self, key: Key) {
        let effects = self.update(key);
        self.settle(effects);
    }

    /// Presses characters, one after the other.
    pub fn keys(&mut self, characters: &str) {
        for character in characters.chars() {
            self.press(Key::char(character));
        }
    }

    /// Presses a key and leaves what it makes the console want to the caller.
    pub fn update(&mut self, key: Key) -> Vec<Effect> {
        // A person's pace: nothing here is a burst.
        self.pressed += 1_000;
        console::update(&mut self.state, Message::Key(key, Millis(self.pressed)))
    }

    /// Answers and rings until nothing is wanted any more.
    pub fn settle(&mut self, effects: Vec<Effect>) {
        let mut wanted = effects;
        while let Some(effect) = wanted.pop() {
            let message = match effect {
                Effect::Ask { ticket, ask } => Message::Answer(ticket, Ok(book::answer(&ask))),
                Effect::Wake { timer: Timer::Settle, .. } => Message::Timer(Timer::Settle),
                _ => continue,
            };
            wanted.extend(console::update(&mut self.state, message));
        }
    }
}
