//! Opens a person's or station's key for a command, asking for its passphrase on the terminal (T08).
//! A wrong passphrase may be given again, twice; what is opened signs until it is dropped.
//! Must not know: what is signed.

use super::prompt;
use crate::runtime::keys::{FoundKey, Signer};

/// How often a passphrase may be wrong.
const TRIES: usize = 3;

/// Opens a key.
///
/// # Errors
/// A sentence that says why it can't be used.
pub(super) fn opened(found: &FoundKey) -> Result<Signer, String> {
    if !found.wants_passphrase() {
        return found.open(None).map_err(|problem| problem.sentences());
    }
    let mut label = format!("Passphrase of {}: ", found.place().called());
    for left in (0..TRIES).rev() {
        let passphrase = prompt::secret(&label).map_err(|problem| problem.to_string())?;
        match found.open(Some(&passphrase)) {
            Ok(signer) => return Ok(signer),
            Err(problem) if problem.is_wrong_passphrase() && left > 0 => label = "That is not it. Again: ".to_owned(),
            Err(problem) => return Err(problem.sentences()),
        }
    }
    Err("The passphrase was wrong.".to_owned())
}
