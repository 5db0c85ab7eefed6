//! What the console proves itself with.
//! Nothing here can be printed (T10): `Debug` names the operator and never the secret, and headers with it are marked sensitive.
//! Must not know: where the secret is kept.

use crate::registry::NotSignedIn;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use std::{fmt, sync::Arc};

/// How an operator signs in.
#[derive(Clone)]
pub enum Credentials {
    /// The passphrase of a practice registry: a session is begun on first need. Refused for any other registry.
    Practice {
        /// The operator's login, such as `amina.k`.
        operator: String,
        /// The practice passphrase.
        passphrase: SecretString,
    },
    /// A bearer token that was given to the operator.
    Token(SecretString),
    /// A bearer token that is kept somewhere: read on first need, and again when the registry takes the one before no longer.
    Kept(Arc<dyn TokenSource>),
}

/// Where a token is kept.
pub trait TokenSource: Send + Sync {
    /// The token that is kept now. May block, for as long as a person needs to unlock a keyring.
    ///
    /// # Errors
    /// [`NotSignedIn`] says why there is none.
    fn token(&self) -> Result<SecretString, NotSignedIn>;
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Practice { operator, .. } => f.debug_struct("Practice").field("operator", operator).finish_non_exhaustive(),
            Self::Token(_) => f.write_str("Token(…)"),
            Self::Kept(_) => f.write_str("Kept(…)"),
        }
    }
}

/// A token ready to be sent, and its number: a token that was refused is not used again.
#[derive(Clone)]
pub(super) struct Bearer {
    pub(super) number: u64,
    pub(super) header: HeaderValue,
    pub(super) token: Arc<SecretString>,
}

/// The longest token, in octets.
const LONGEST_TOKEN: usize = 4_096;

impl Bearer {
    /// A token; `None` when it can't be one: 1 to 4 096 visible ASCII characters.
    pub(super) fn of(token: SecretString, number: u64) -> Option<Self> {
        let text = token.expose_secret();
        if !(1..=LONGEST_TOKEN).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_graphic()) {
            return None;
        }
        let mut header = HeaderValue::from_str(&format!("Bearer {text}")).ok()?;
        header.set_sensitive(true);
        Some(Self { number, header, token: Arc::new(token) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_printed() {
        let practice = Credentials::Practice { operator: "amina.k".into(), passphrase: "hunter2".into() };
        let token = Credentials::Token("hunter2".into());
        assert!(format!("{practice:?}").contains("amina.k"));
        for text in [format!("{practice:?}"), format!("{token:#?}")] {
            assert!(!text.contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn a_token_that_could_split_a_header_is_none() {
        let long = "x".repeat(LONGEST_TOKEN + 1);
        for token in ["", "a b", "a\r\nX-Evil: 1", "a\0", "é", &long] {
            assert!(Bearer::of(token.into(), 0).is_none(), "{token:?}");
        }
        let bearer = Bearer::of("abc.DEF-123_~+/=".into(), 0).unwrap();
        assert!(bearer.header.is_sensitive());
    }
}
