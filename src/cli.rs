//! Arguments to command.

#[cfg(feature = "sandbox")]
pub mod sandbox;

/// Runs.
pub fn run() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
