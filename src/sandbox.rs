//! Practice registries: a real HTTP server on a loopback address with its own SQLite file, for practice, teams and tests.
//! It runs on a thread and a runtime of its own, so that the console's loop is never disturbed. Nothing in it is real.
//! Must not know: the console, its screens, or how the client is built.

mod admin;
pub mod book;
mod cursor;
mod delay;
mod document;
mod exchange;
mod extract;
mod fault;
mod folder;
mod freeze;
pub mod ledger;
mod list;
mod order;
mod page;
mod people;
mod places;
mod problem;
mod question;
mod random;
mod rows;
mod schema;
mod seed;
mod server;
mod session;
mod sql;
mod store;

pub use document::openapi;
pub use fault::StoreProblem;
pub use people::PRACTICE_PASSPHRASE;

use crate::domain::RegistryId;
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::mpsc,
    thread::{self, JoinHandle},
    time::Duration,
};
use tokio_util::sync::CancellationToken;

/// How long requests under way may take to end once a registry is stopped.
const GRACE: Duration = Duration::from_millis(300);

/// What a practice registry is made of.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its id, such as `CHE01`.
    pub registry: RegistryId,
    /// Where its invented book begins: the same seed gives the same book.
    pub seed: u64,
    /// How many accounts it has; at least one.
    pub accounts: u64,
    /// How many ITMO blocks it holds.
    pub blocks: u64,
    /// The folder that keeps its file; `None` uses a temporary one that goes with the registry.
    pub data: Option<PathBuf>,
    /// How much later every answer comes, to practise on slow links.
    pub delay: Duration,
    /// The loopback address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
}

impl Options {
    /// A registry of the usual practice size, on a free port of the loopback address.
    pub fn of(registry: RegistryId) -> Self {
        Self {
            registry,
            seed: 7,
            accounts: 1_200,
            blocks: 20_000,
            data: None,
            delay: Duration::ZERO,
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        }
    }
}

/// Why a practice registry can't run.
#[derive(Debug, thiserror::Error)]
pub enum SandboxProblem {
    /// Practice registries are never offered to a network.
    #[error("a practice registry only listens on a loopback address such as 127.0.0.1:0, not on {0}")]
    NotLoopback(SocketAddr),
    /// Sizes that can't be seeded.
    #[error("a practice registry has 1 to 1 000 000 accounts and at most 20 000 000 blocks")]
    Size,
    /// The folder already keeps another book.
    #[error(
        "the folder keeps a practice registry made with {found}; this one would be made with {wanted}. Choose another folder"
    )]
    OtherBook {
        /// What it was made with.
        found: String,
        /// What was asked for.
        wanted: String,
    },
    /// The file or folder can't be used.
    #[error("the practice registry's files can't be used: {0}")]
    Files(#[from] std::io::Error),
    /// The database failed.
    #[error("the practice registry's database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// The opening of the book was refused.
    #[error("the practice registry's book can't be opened: {0}")]
    Opening(#[from] ledger::LedgerProblem),
    /// The system gave no random numbers for session tokens.
    #[error("the system gives no random numbers")]
    Random,
    /// The server's thread ended before it listened.
    #[error("the practice registry ended before it listened")]
    Ended,
}

/// A running practice registry. Dropping it stops it and removes its temporary folder.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: CancellationToken,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Its base address, such as `http://127.0.0.1:40123`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The login of the person who initiates; the passphrase is [`PRACTICE_PASSPHRASE`].
    pub fn operator(&self) -> &'static str {
        people::INITIATOR
    }

    /// Completes when the server has ended, by [`Running::stop`] or by itself.
    pub fn ended(&self) -> impl Future<Output = ()> + Send + use<> {
        self.stop.clone().cancelled_owned()
    }

    /// Ends the server: requests under way get a moment, then the port is free and the temporary folder gone.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
        if let Some(thread) = self.thread.take() {
            // The thread has nothing to say; a panic in it has already been seen as an ended server.
            let _ = thread.join();
        }
    }
}

/// Starts a practice registry on a thread of its own and returns when it listens.
///
/// # Errors
/// [`SandboxProblem`] says what is missing; nothing is left running then.
pub fn start(options: Options) -> Result<Running, SandboxProblem> {
    if !options.listen.ip().is_loopback() {
        return Err(SandboxProblem::NotLoopback(options.listen));
    }
    if !(1..=1_000_000).contains(&options.accounts) || options.blocks > 20_000_000 {
        return Err(SandboxProblem::Size);
    }
    let stop = CancellationToken::new();
    let (ready, listening) = mpsc::channel();
    let name = format!("practice {}", options.registry);
    let thread = thread::Builder::new().name(name).spawn({
        let stop = stop.clone();
        move || {
            let _ended = stop.clone().drop_guard();
            if let Err(problem) = run(&options, &stop, &ready) {
                // Nobody listens any more only when the registry was already running.
                let _ = ready.send(Err(problem));
            }
        }
    })?;
    let mut running = Running { address: SocketAddr::from(([127, 0, 0, 1], 0)), stop, thread: Some(thread) };
    running.address = listening.recv().map_err(|_| SandboxProblem::Ended)??;
    Ok(running)
}

/// What the thread does: open or seed the book, listen, say so, serve until told to stop.
fn run(
    options: &Options,
    stop: &CancellationToken,
    ready: &mpsc::Sender<Result<SocketAddr, SandboxProblem>>,
) -> Result<(), SandboxProblem> {
    let folder = folder::Folder::open(options.data.as_deref())?;
    let store = store::Store::open(&folder.file(options.registry), options)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(8).build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let server = server::router(store, options);
        // The one who started us may have gone; then there is nobody to serve.
        if ready.send(Ok(address)).is_err() {
            return Ok(());
        }
        let serving = axum::serve(listener, server).with_graceful_shutdown(stop.clone().cancelled_owned());
        let grace = async {
            stop.cancelled().await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            served = serving => served,
            () = grace => Ok(()),
        }
    });
    runtime.shutdown_timeout(GRACE);
    drop(folder);
    Ok(served?)
}
