//! `countersign sandbox`: practice registries alone, for teams, CI and tests, and the list of what can go wrong on purpose.
//! Says exactly one line for each registry when it is ready, and serves until it is interrupted.
//! Must not know: the console.

mod arguments;
pub(super) mod fault;

pub use arguments::ServeArgs;

use crate::sandbox::{self, CASES, Case, DISTURBANCES, Options, Planted, Running, SandboxProblem, pair};
use std::{
    io::{self, Write},
    net::SocketAddr,
    process::ExitCode,
};

/// Why serving ended otherwise than by a signal.
#[derive(Debug, thiserror::Error)]
enum ServeProblem {
    /// The registry can't run.
    #[error("{0}")]
    Sandbox(#[from] SandboxProblem),
    /// The arguments do not fit together.
    #[error("{0}")]
    Arguments(String),
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

/// Runs `countersign sandbox faults`.
pub fn faults() -> ExitCode {
    let mut out = io::stdout().lock();
    for row in DISTURBANCES {
        let written = if row.argument.is_empty() { row.name.to_owned() } else { format!("{}={}", row.name, row.argument) };
        // Who stops reading has read enough.
        if writeln!(out, "{written:<30} {}", row.does).is_err() {
            return ExitCode::SUCCESS;
        }
    }
    let _ = cases(&mut out).and_then(|()| discrepancies(&mut out));
    ExitCode::SUCCESS
}

/// The discrepancies that can be planted.
fn discrepancies(out: &mut impl Write) -> io::Result<()> {
    for code in Planted::every() {
        let spec = code.spec();
        writeln!(out, "{:<30} a run finds: {}. {}", spec.id, spec.name, spec.rule)?;
    }
    Ok(())
}

/// What `countersign sandbox keys` is told.
#[derive(Debug, clap::Args)]
pub struct KeysArgs {
    /// The folder; `keys/PERSON.key` and `stations/STATION.key` are written in it, and what is there stays
    folder: std::path::PathBuf,
}

/// Runs `countersign sandbox keys`.
pub fn keys(KeysArgs { folder }: &KeysArgs) -> ExitCode {
    match sandbox::write_practice_keys(folder, sandbox::practice_persons()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            let folder = folder.display();
            // If standard error is gone too, the exit code still says it.
            let _ = writeln!(io::stderr(), "countersign: The practice keys can't be written into {folder}: {problem}.");
            ExitCode::FAILURE
        }
    }
}

/// The stuck transfers that can be staged, and why the others can't happen.
fn cases(out: &mut impl Write) -> io::Result<()> {
    for Case { number, name, symptom, leaves, .. } in &CASES {
        match leaves {
            Ok(_) => writeln!(out, "{name:<30} case {number}: {symptom}")?,
            Err(why) => writeln!(out, "{name:<30} case {number}, not here: {why}")?,
        }
    }
    Ok(())
}

fn run(args: ServeArgs) -> Result<(), ServeProblem> {
    let options = args.options().map_err(ServeProblem::Arguments)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // Watched before the ready line: who reads it may interrupt us at once.
        let interrupted = interruption()?;
        let running = start(options)?;
        for registry in &running {
            writeln!(io::stdout(), "countersign practice registry {} ready at {}", registry.registry(), registry.url())?;
        }
        io::stdout().flush()?;
        let mut ended = tokio::task::JoinSet::new();
        for registry in &running {
            ended.spawn(registry.ended());
        }
        tokio::select! {
            () = interrupted => Ok(()),
            _ = ended.join_next() => Err(ServeProblem::Ended),
        }
    })
}

/// Starts one registry, or two that know each other.
fn start(options: Vec<Options>) -> Result<Vec<Running>, SandboxProblem> {
    match <[Options; 2]>::try_from(options) {
        Ok([a, b]) => pair::start(a, b).map(|pair| vec![pair.a, pair.b]),
        Err(options) => options.into_iter().map(sandbox::start).collect(),
    }
}

/// The address of the second registry: the next port, or another free one.
fn next(listen: SocketAddr) -> Option<SocketAddr> {
    let port = if listen.port() == 0 { Some(0) } else { listen.port().checked_add(1) };
    port.map(|port| SocketAddr::new(listen.ip(), port))
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
