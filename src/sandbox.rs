//! Practice registries: a real HTTP server on a loopback address with its own SQLite file, for practice, teams and tests.
//! It runs on a thread and a runtime of its own, so that the console's loop is never disturbed. Nothing in it is real.
//! Must not know: the console, its screens, or how the client is built.

mod admin;
mod alarms;
mod alone;
mod around;
pub mod book;
mod cases;
mod clock;
pub mod comm;
mod contacts;
mod cursor;
mod delay;
pub mod desk;
mod disturb;
mod document;
mod exchange;
mod exercise;
mod extract;
mod facts;
mod fault;
mod feed;
mod folder;
mod guard;
mod held;
pub mod ledger;
mod level;
mod link;
mod list;
mod office;
mod officers;
mod order;
mod orders;
mod page;
pub mod pair;
mod people;
mod places;
mod planted;
mod problem;
mod question;
mod random;
mod receipts;
mod reconcile;
mod report;
mod reserved;
mod rows;
mod rule;
mod schema;
mod seats;
mod seed;
mod server;
mod serving;
mod session;
mod shown;
#[cfg(test)]
mod simulation;
mod sql;
mod store;
mod suspend;
mod words;

pub use clock::Clock;
pub use disturb::{CrashPoint, CrashStage, Described, Disturbance, DisturbanceProblem, NotACrashPoint, TABLE as DISTURBANCES};
pub use document::openapi;
pub use exercise::{CASES, Case, Exercise, Leaves, NotAnExercise};
pub use fault::StoreProblem;
pub use guard::{
    KeyFilesProblem, practice_person_key, practice_persons, practice_second_key, practice_station_key, write_practice_keys,
};
pub use level::{Level, NotALevel};
pub use link::{NotAPeerAddress, PeerAddress};
pub use people::PRACTICE_PASSPHRASE;
pub use planted::{NotPlanted, Planted};
pub use reserved::Reserved;
pub use seats::{SEATS, Seat};
pub use seed::contacts::practice_contacts;

use crate::domain::RegistryId;
use jiff::{SignedDuration, Timestamp};
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
    /// Where counterpart registries are reached; those that are missing can't be.
    pub peers: Vec<(RegistryId, PeerAddress)>,
    /// Whether incoming transfers whose checks pass are accepted without people.
    pub automatic_acceptance: bool,
    /// How far it verifies approvals by itself.
    pub level: Level,
    /// How wrong its clock is from the start.
    pub clock_offset: SignedDuration,
    /// Whether it remembers a past: transfers completed, rejected, waiting and stuck between the practice registries.
    pub history: bool,
    /// The moment that past and exercises lead up to; none is the last midnight, UTC, so that registries started apart agree.
    pub as_of: Option<Timestamp>,
    /// Stuck transfers that are staged before anybody looks.
    pub exercises: Vec<Exercise>,
    /// Discrepancies that are planted before anybody looks.
    pub planted: Vec<Planted>,
    /// What is armed from the start.
    pub faults: Vec<Disturbance>,
    /// Where the whole process kills itself; only for processes that do nothing but serve.
    pub crash: Option<CrashPoint>,
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
            peers: Vec::new(),
            automatic_acceptance: false,
            level: Level::A3,
            clock_offset: SignedDuration::ZERO,
            history: true,
            as_of: None,
            exercises: Vec::new(),
            planted: Vec::new(),
            faults: Vec::new(),
            crash: None,
        }
    }
}

impl From<exercise::StageProblem> for SandboxProblem {
    fn from(problem: exercise::StageProblem) -> Self {
        Self::Exercise(problem.to_string())
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
    /// An exercise can't be staged.
    #[error("the exercise can't be staged: {0}")]
    Exercise(String),
    /// The directory of counterparts can't be written.
    #[error("the practice registry's directory can't be written: {0}")]
    Directory(#[from] comm::CommProblem),
    /// The other registry's address is no address of a practice registry.
    #[error(transparent)]
    Peer(#[from] NotAPeerAddress),
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
    registry: RegistryId,
    address: SocketAddr,
    addresses: link::Addresses,
    armed: disturb::Armed,
    stop: CancellationToken,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Which registry it is.
    pub fn registry(&self) -> RegistryId {
        self.registry
    }

    /// Tells it where a counterpart registry is reached from now on.
    pub fn introduce(&self, peer: RegistryId, address: PeerAddress) {
        self.addresses.set(peer, address);
    }

    /// Tells it where a counterpart that runs here is reached.
    ///
    /// # Errors
    /// Never for a registry that listens on a loopback address, as every practice registry does.
    pub fn introduce_running(&self, peer: &Self) -> Result<(), NotAPeerAddress> {
        self.introduce(peer.registry, peer.address.try_into()?);
        Ok(())
    }

    /// Lets something go wrong from now on.
    pub fn disturb(&self, what: Disturbance) {
        self.armed.arm(what);
    }

    /// Ends every disturbance.
    pub fn calm(&self) {
        self.armed.disarm(None);
    }

    /// Its base address, such as `http://127.0.0.1:40123`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The login of the person who initiates; the passphrase is [`PRACTICE_PASSPHRASE`].
    pub fn operator(&self) -> &'static str {
        people::INITIATOR
    }

    /// The person behind that login, by the id in the roster.
    pub fn operator_person(&self) -> &'static str {
        people::person(people::INITIATOR).map_or(people::INITIATOR, |login| login.person)
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
    start_on(options, None)
}

/// Starts a practice registry on a port that was taken for it before, if one was.
///
/// # Errors
/// [`SandboxProblem`] says what is missing; nothing is left running then.
pub fn start_on(options: Options, reserved: Option<Reserved>) -> Result<Running, SandboxProblem> {
    if !options.listen.ip().is_loopback() {
        return Err(SandboxProblem::NotLoopback(options.listen));
    }
    if !(1..=1_000_000).contains(&options.accounts) || options.blocks > 20_000_000 {
        return Err(SandboxProblem::Size);
    }
    let stop = CancellationToken::new();
    let addresses = link::Addresses::of(&options.peers);
    let clock = Clock::off_by(options.clock_offset);
    let armed = disturb::Armed::new(clock.clone());
    options.faults.iter().for_each(|fault| armed.arm(fault.clone()));
    let (ready, listening) = mpsc::channel();
    let registry = options.registry;
    let thread = thread::Builder::new().name(format!("practice {registry}")).spawn({
        let (stop, addresses, armed) = (stop.clone(), addresses.clone(), armed.clone());
        move || {
            let _ended = stop.clone().drop_guard();
            let begun = Begun { options: &options, reserved, stop: &stop, addresses, armed, clock };
            if let Err(problem) = run(begun, &ready) {
                // Nobody listens any more only when the registry was already running.
                let _ = ready.send(Err(problem));
            }
        }
    })?;
    let address = SocketAddr::from(([127, 0, 0, 1], 0));
    let mut running = Running { registry, address, addresses, armed, stop, thread: Some(thread) };
    running.address = listening.recv().map_err(|_| SandboxProblem::Ended)??;
    Ok(running)
}

/// What the thread of a registry begins with; its owner keeps the same stop, addresses and disturbances.
struct Begun<'a> {
    options: &'a Options,
    reserved: Option<Reserved>,
    stop: &'a CancellationToken,
    addresses: link::Addresses,
    armed: disturb::Armed,
    clock: Clock,
}

/// What the thread does: open or seed the book, listen, say so, serve and send until told to stop.
fn run(begun: Begun<'_>, ready: &mpsc::Sender<Result<SocketAddr, SandboxProblem>>) -> Result<(), SandboxProblem> {
    let Begun { options, reserved, stop, addresses, armed, clock } = begun;
    let folder = folder::Folder::open(options.data.as_deref())?;
    let store = store::Store::open(&folder.file(options.registry), options)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(8).build()?;
    let served = runtime.block_on(async {
        let listener = match reserved {
            Some(reserved) => reserved.listen()?,
            None => tokio::net::TcpListener::bind(options.listen).await?,
        };
        let address = listener.local_addr()?;
        let office = office::Office::open(store, armed, clock, options);
        let courier = link::Courier::of(office.clone(), addresses)?;
        let server = server::router(office, options, stop).into_make_service_with_connect_info::<link::Scissors>();
        // The one who started us may have gone; then there is nobody to serve.
        if ready.send(Ok(address)).is_err() {
            return Ok(());
        }
        let carrying = tokio::spawn(courier.run(stop.clone()));
        let serving = axum::serve(link::Listening(listener), server).with_graceful_shutdown(stop.clone().cancelled_owned());
        let grace = async {
            stop.cancelled().await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            ended = async { tokio::join!(serving, carrying).0 } => ended,
            () = grace => Ok(()),
        }
    });
    runtime.shutdown_timeout(GRACE);
    drop(folder);
    Ok(served?)
}
