//! `countersign keys`: the keys as they are configured, and what is to be said about them.
//! The sheet goes to the standard output and remarks to the standard error; a warning makes it fail, so that a script can check.
//! Must not know: the console.

use crate::{
    app::{Keymap, Severity, cheat_sheet},
    config::Config,
};
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Prints the cheat-sheet to the standard output and remarks to the standard error. A warning makes it fail, so that a script can check
/// a configuration.
pub fn run(config: &Config) -> ExitCode {
    let (keymap, mut remarks) = Keymap::build(config.key_overrides());
    remarks.extend(keymap.shadows());
    // A reader that has seen enough, such as `head`, is no failure.
    let _ = io::stdout().lock().write_all(cheat_sheet::sheet(&keymap).as_bytes());
    let mut errors = io::stderr().lock();
    for remark in &remarks {
        let word = if remark.severity() == Severity::Info { "note" } else { "warning" };
        let _ = writeln!(errors, "{word}: {remark}");
    }
    if remarks.iter().any(|remark| remark.severity() > Severity::Info) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
