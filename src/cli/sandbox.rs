//! `countersign sandbox serve`: a practice registry alone, for teams, CI and tests.
//! Says exactly one line when it is ready, and serves until it is interrupted.
//! Must not know: the console.

use crate::{
    domain::RegistryId,
    sandbox::{self, Options, SandboxProblem},
};
use clap::Args;
use std::{
    io::{self, Write},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

/// What `sandbox serve` is told.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Id of the registry: three letters of the Party and two digits
    #[arg(long, default_value = "CHE01")]
    registry: RegistryId,
    /// Where the invented book begins; the same seed gives the same book
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// How many accounts
    #[arg(long, default_value_t = 1_200, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    accounts: u64,
    /// How many ITMO blocks
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(..=20_000_000))]
    blocks: u64,
    /// Folder that keeps the book; without it the book goes when the registry stops
    #[arg(long)]
    data: Option<PathBuf>,
    /// Loopback address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Milliseconds every answer waits, as if the link were slow
    #[arg(long, default_value_t = 0)]
    delay_ms: u64,
}

/// Why serving ended otherwise than by a signal.
#[derive(Debug, thiserror::Error)]
enum ServeProblem {
    /// The registry can't run.
    #[error("{0}")]
    Sandbox(#[from] SandboxProblem),
    /// Signals or standard output can't be used.
    #[error("the practice registry can't be run here: {0}")]
    System(#[from] io::Error),
    /// The server ended by itself.
    #[error("the practice registry ended by itself")]
    Ended,
}

/// Runs `countersign sandbox serve`.
pub fn serve(args: ServeArgs) -> ExitCode {
    match run(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // If standard error is gone too, the exit code still says it.
            let _ = writeln!(io::stderr(), "countersign: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: ServeArgs) -> Result<(), ServeProblem> {
    let ServeArgs { registry, seed, accounts, blocks, data, listen, delay_ms } = args;
    let delay = Duration::from_millis(delay_ms);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // Watched before the ready line: who reads it may interrupt us at once.
        let interrupted = interruption()?;
        let running = sandbox::start(Options { registry, seed, accounts, blocks, data, delay, listen })?;
        writeln!(io::stdout(), "countersign practice registry {registry} ready at {}", running.url())?;
        io::stdout().flush()?;
        tokio::select! {
            () = interrupted => Ok(()),
            () = running.ended() => Err(ServeProblem::Ended),
        }
    })
}

/// Completes when the process is asked to end.
#[cfg(unix)]
fn interruption() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    })
}

/// Completes when the process is asked to end.
#[cfg(not(unix))]
fn interruption() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
