//! Asks for the passphrase of a key that is about to sign. What is typed is counted on the screen and never shown.
//! It holds the request it is for, so that an answer can't open a key for another act; leaving it signs nothing.
//! Must not know: where the key is, or whether the passphrase opens it.

use crate::app::{
    effect::RequestId,
    key::{Key, KeyCode},
    keymap::INTERRUPT,
    outcome::OverlayOutcome,
    passphrase::Passphrase,
};

/// The state of the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassphraseBox {
    /// The act that waits for it.
    request: RequestId,
    /// Which key it opens, in words.
    key: String,
    /// Whether the one before did not open it.
    again: bool,
    typed: Passphrase,
}

impl PassphraseBox {
    /// Asks for the passphrase of a key.
    pub fn new(request: RequestId, key: String, again: bool) -> Self {
        Self { request, key, again, typed: Passphrase::new() }
    }

    /// The act that waits for it.
    pub fn request(&self) -> RequestId {
        self.request
    }

    /// Which key it opens, in words.
    pub fn key_name(&self) -> &str {
        &self.key
    }

    /// Whether the one before did not open it.
    pub fn is_again(&self) -> bool {
        self.again
    }

    /// How many characters were typed.
    pub fn len(&self) -> usize {
        self.typed.len()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        match key {
            INTERRUPT | Key { code: KeyCode::Esc, .. } => return OverlayOutcome::Passphrase(self.request, None),
            Key { code: KeyCode::Enter, .. } if self.typed.is_empty() => {}
            Key { code: KeyCode::Enter, .. } => {
                return OverlayOutcome::Passphrase(self.request, Some(std::mem::take(&mut self.typed)));
            }
            Key { code: KeyCode::Backspace, .. } => self.typed.pop(),
            _ if key == Key::control('u') => self.typed.clear(),
            _ => key.typed().into_iter().for_each(|c| self.typed.push(c)),
        }
        OverlayOutcome::Consumed
    }

    /// Takes a paste, as a password manager gives it: its last line break is not part of it.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        text.trim_end_matches(['\r', '\n']).chars().for_each(|c| self.typed.push(c));
        OverlayOutcome::Consumed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> PassphraseBox {
        PassphraseBox::new(RequestId(7), "the key of amina.k".into(), false)
    }

    #[test]
    fn t10_what_is_typed_goes_to_the_act_it_is_for_and_is_printed_nowhere() {
        let mut question = asked();
        for c in "hunter3".chars() {
            assert_eq!(question.key(Key::char(c)), OverlayOutcome::Consumed);
        }
        question.key(Key::plain(KeyCode::Backspace));
        question.paste("2\r\n");
        assert_eq!(question.len(), 7);
        assert!(!format!("{question:?}").contains("hunter"));
        let OverlayOutcome::Passphrase(request, Some(typed)) = question.key(Key::plain(KeyCode::Enter)) else {
            panic!("no passphrase")
        };
        assert_eq!((request, typed.expose()), (RequestId(7), "hunter2"));
        assert!(question.is_empty(), "nothing stays behind");
    }

    #[test]
    fn an_empty_one_is_no_answer_and_leaving_gives_none() {
        assert_eq!(asked().key(Key::plain(KeyCode::Enter)), OverlayOutcome::Consumed);
        for leave in ["esc", "ctrl-c"] {
            let mut question = asked();
            question.paste("hunter2");
            assert_eq!(question.key(leave.parse().unwrap()), OverlayOutcome::Passphrase(RequestId(7), None), "{leave}");
        }
    }
}
