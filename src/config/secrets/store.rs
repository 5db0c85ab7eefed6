//! What every kind of keyring can do, once it is open.
//! A question may block until a person has unlocked the keyring; who asks decides how long to wait.
//! Must not know: which keyrings there are.

use super::SecretsProblem;
use secrecy::SecretString;

/// What tokens and keys are filed under.
pub(super) const SERVICE: &str = "countersign";

/// A kind of keyring that is open for questions. Each may block until a person has unlocked it.
pub(super) trait Store {
    /// The token under a name, if one is kept.
    fn token(&mut self, name: &str) -> Result<Option<SecretString>, SecretsProblem>;
    /// Keeps a token under a name, instead of the one before.
    fn keep(&mut self, name: &str, token: &SecretString) -> Result<(), SecretsProblem>;
    /// Removes the token under a name, and says whether there was one.
    fn forget(&mut self, name: &str) -> Result<bool, SecretsProblem>;
}
