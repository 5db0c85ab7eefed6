//! `countersign`: the console on the registries of the configuration.
//! Must say what to do when there is no configuration yet.
//! Must not know: the terminal.

use super::{Global, start};
use std::process::ExitCode;

/// Opens the console.
pub(super) fn run(_global: &Global) -> ExitCode {
    start::refuse("No registry is configured. Write a configuration file (see config.example.toml), or try `countersign demo`.")
}
