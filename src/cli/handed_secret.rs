//! A token or passphrase that somebody hands over as an argument: it is refused by name, whatever the command, and nothing is done (T08).
//! By then it stands in the shell's history and in the list of processes, and whoever handed it over is told so.
//! Must not know: the secret. What stands there is dropped as it is read, so that nothing can print it.

use clap::{ArgAction, Args};
use std::convert::Infallible;

/// What is said of it.
pub(super) const REFUSED: &str = "A token or passphrase is never given as an argument, so nothing was done. It now stands in the shell's history and in \
     the list of processes: have the token withdrawn, or change the passphrase. `countersign login` and `countersign enrol` ask for theirs.";

/// Options by which other programs take one; no command of ours has an option of these names.
#[derive(Args, Debug, Default)]
pub(super) struct Options {
    /// Refused by name
    #[arg(
        long = "token",
        aliases = ["api-key", "api-token", "bearer", "passphrase", "password", "secret"],
        global = true,
        hide = true,
        num_args = 0..=1,
        action = ArgAction::Append,
        value_parser = dropped
    )]
    handed: Option<Vec<()>>,
}

impl Options {
    /// Whether there is one.
    pub(super) fn are_given(&self) -> bool {
        self.handed.is_some()
    }
}

/// Words after a command that takes none.
#[derive(Args, Debug, Default)]
pub(super) struct Words {
    /// Refused
    #[arg(hide = true, num_args = 0.., allow_hyphen_values = false, value_parser = dropped)]
    words: Vec<()>,
}

impl Words {
    /// Whether there are any.
    pub(super) fn are_given(&self) -> bool {
        !self.words.is_empty()
    }
}

#[allow(clippy::unnecessary_wraps)] // as a parser of arguments is
fn dropped(_: &str) -> Result<(), Infallible> {
    Ok(())
}
