//! A hand at the keyboard that counts what it presses: a walk promises its answer in so many keys.
//! Must not know: what the console shows.

use crate::{desk::press_calmly, driver::Console};

/// An operator's hand.
pub struct Hand<'a> {
    pub console: &'a mut Console,
    pressed: usize,
}

impl<'a> Hand<'a> {
    /// A hand that has pressed nothing yet.
    pub fn at(console: &'a mut Console) -> Self {
        Self { console, pressed: 0 }
    }

    /// Presses keys, with a space between them, each after a look at the screen.
    pub fn press(&mut self, keys: &str) {
        for key in keys.split(' ') {
            self.pressed += 1;
            press_calmly(self.console, key);
        }
    }

    /// Writes what is asked for, such as a filter or the name of a file; it counts as one, however long.
    pub fn write(&mut self, text: &str) {
        self.pressed += 1;
        self.console.type_text(text);
    }

    /// Waits until words are on the screen.
    pub fn see(&self, words: &str) {
        self.console.wait_for(words);
    }

    /// What a walk promises: an answer in fewer than ten keys.
    pub fn assert_under_ten(&self) {
        assert!(self.pressed < 10, "{} keys", self.pressed);
    }
}
