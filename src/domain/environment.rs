//! What an act in a registry would mean: something real, a trial, or nothing (T33).
//! Always shown as a word, and part of every text that is signed.
//! Must not know: which registry is which; the configuration says that.

use std::{fmt, str::FromStr};

/// What an act in this registry would mean (T33). Always shown as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Environment {
    /// The real book.
    Production,
    /// A registry for acceptance tests.
    Test,
    /// A practice registry: nothing in it is real.
    Practice,
}

impl Environment {
    /// Every environment.
    pub const ALL: [Self; 3] = [Self::Production, Self::Test, Self::Practice];

    /// The word for the title bar.
    pub fn word(self) -> &'static str {
        match self {
            Self::Production => "PRODUCTION",
            Self::Test => "TEST",
            Self::Practice => "PRACTICE",
        }
    }
}

/// The word in a signed text: `production`, `test` or `practice`.
impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Production => "production",
            Self::Test => "test",
            Self::Practice => "practice",
        })
    }
}

/// A text that is no environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an environment is production, test or practice")]
pub struct NotAnEnvironment;

impl FromStr for Environment {
    type Err = NotAnEnvironment;

    fn from_str(text: &str) -> Result<Self, NotAnEnvironment> {
        Self::ALL.into_iter().find(|environment| environment.to_string() == text).ok_or(NotAnEnvironment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_is_written_in_one_way() {
        for environment in Environment::ALL {
            assert_eq!(environment.to_string().parse(), Ok(environment));
            assert_eq!(environment.to_string().to_uppercase(), environment.word());
        }
        for text in ["", "Test", "PRODUCTION", "practice ", "prod"] {
            assert_eq!(text.parse::<Environment>(), Err(NotAnEnvironment), "{text}");
        }
    }
}
