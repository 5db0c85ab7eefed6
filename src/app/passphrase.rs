//! A passphrase on its way from the keys that were pressed to the key it opens.
//! It is wiped when it is dropped, prints itself nowhere, and is in no field, no history and no message but its own (T10).
//! Must not know: which key it opens.

use secrecy::zeroize::Zeroizing;
use std::fmt;

/// The most octets of one. So much room is made at once: text that grows would leave copies of itself behind.
const MOST: usize = 1_024;

/// A passphrase, as far as it was typed.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Nothing typed yet.
    pub fn new() -> Self {
        Self(Zeroizing::new(String::with_capacity(MOST)))
    }

    /// Adds what was typed, if there is room for it.
    pub fn push(&mut self, c: char) {
        if self.0.len() + c.len_utf8() <= MOST {
            self.0.push(c);
        }
    }

    /// Takes the last character back.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// Takes everything back.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// How many characters were typed.
    pub fn len(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The passphrase itself, for opening the key.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Default for Passphrase {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t10_it_is_typed_taken_back_and_never_printed() {
        let mut typed = Passphrase::new();
        "hunter2é".chars().for_each(|c| typed.push(c));
        assert_eq!((typed.len(), typed.expose()), (8, "hunter2é"));
        typed.pop();
        assert_eq!(typed.expose(), "hunter2");
        let printed = format!("{typed:?} {typed:#?}");
        assert!(!printed.contains("hunter"), "{printed}");
        typed.clear();
        assert!(typed.is_empty());
        (0..3 * MOST).for_each(|_| typed.push('x'));
        assert_eq!(typed.len(), MOST, "no more than there is room for, so that nothing is copied elsewhere");
    }
}
