//! `countersign demo`: the console on two practice registries that live as long as it does.
//! Each starts when it is asked first, on a thread of its own, after the first frame; nothing in them is real.
//! Must not know: how a practice registry works.

use super::{Global, start, surroundings};
use crate::{
    console::ProfileCard,
    domain::RegistryId,
    registry::{
        Access, Environment, Identity, Problem, ProblemKind, Registry,
        http::{Credentials, HttpRegistry},
        readonly::ReadOnly,
        waiting::Waiting,
    },
    runtime::RegistryMaker,
    sandbox::{self, PRACTICE_PASSPHRASE, Running},
    text::Untrusted,
};
use std::{
    fs::{self, DirBuilder},
    os::unix::fs::DirBuilderExt,
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// The practice registries: two, so that something can go between them.
const REGISTRIES: [&str; 2] = ["CHE01", "GHA01"];

/// What the practice registries are like.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Demo {
    /// Where the invented books begin: the same seed gives the same books
    #[arg(long, default_value_t = 7, value_name = "N")]
    seed: u64,
    /// How many accounts each registry has
    #[arg(long, default_value_t = 1_200, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    accounts: u64,
    /// How many ITMO blocks each registry holds
    #[arg(long, default_value_t = 20_000, value_name = "N", value_parser = clap::value_parser!(u64).range(..=20_000_000))]
    blocks: u64,
    /// Keep the registries' files and the journal in this folder [default: a temporary one that goes with the console]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Let every answer come this much later, to practise on slow links
    #[arg(long, default_value_t = 0, value_name = "N")]
    delay_ms: u64,
}

/// The registries that were started; dropping them stops them.
type Started = Arc<Mutex<Vec<Running>>>;

/// Opens the console on the practice registries.
pub(super) fn run(global: &Global, demo: &Demo) -> ExitCode {
    let begun = surroundings::config(global).and_then(|config| Ok((config, first(global)?, Folder::of(demo)?)));
    let (config, first, folder) = match begun {
        Ok(begun) => begun,
        Err(sentence) => return start::refuse(&sentence),
    };
    let started = Started::default();
    let cards = REGISTRIES.map(|name| ProfileCard {
        name: name.to_owned(),
        environment: Environment::Practice,
        access: Access::of_profile(global.read_only),
    });
    let registries = REGISTRIES.map(|name| maker(name, global.read_only, demo, &folder, &started));
    let journal = folder.path.join("journal.jsonl");
    let status = start::run(
        global,
        &config,
        start::Profiles { cards: cards.into(), registries: registries.into(), first, theme: None, journal },
    );
    // The registries have their files in the folder: they go first.
    started.lock().unwrap_or_else(PoisonError::into_inner).clear();
    status
}

fn first(global: &Global) -> Result<usize, String> {
    let Some(name) = &global.profile else { return Ok(0) };
    let first = REGISTRIES.iter().position(|registry| registry == name);
    first.ok_or_else(|| format!("The demo has no profile {name:?}; it has {}.", REGISTRIES.join(" and ")))
}

fn maker(name: &'static str, read_only: bool, demo: &Demo, folder: &Folder, started: &Started) -> RegistryMaker {
    let (demo, data, started) = (demo.clone(), folder.path.clone(), Arc::clone(started));
    Box::new(move || match connect(name, &demo, data.clone(), &started) {
        Ok(registry) if read_only => Arc::new(ReadOnly::new(registry)) as Arc<dyn Registry>,
        Ok(registry) => Arc::new(registry),
        Err(sentence) => Arc::new(absent(name, sentence)),
    })
}

/// Starts a practice registry and makes its client.
fn connect(name: &str, demo: &Demo, data: PathBuf, started: &Started) -> Result<HttpRegistry, String> {
    let id: RegistryId = name.parse().map_err(|problem: crate::domain::IdProblem| problem.to_string())?;
    let options = sandbox::Options {
        seed: demo.seed,
        accounts: demo.accounts,
        blocks: demo.blocks,
        data: Some(data),
        delay: Duration::from_millis(demo.delay_ms),
        ..sandbox::Options::of(id)
    };
    let running = sandbox::start(options).map_err(|problem| problem.to_string())?;
    let identity = Identity { profile: name.into(), endpoint: running.url(), environment: Environment::Practice };
    let endpoint = running.url().parse().map_err(|problem: crate::registry::http::EndpointProblem| problem.to_string())?;
    let credentials = Credentials::Practice { operator: running.operator().into(), passphrase: PRACTICE_PASSPHRASE.into() };
    started.lock().unwrap_or_else(PoisonError::into_inner).push(running);
    HttpRegistry::new(identity, endpoint, credentials).map_err(|problem| problem.to_string())
}

/// A registry that did not start, and says why when it is asked.
fn absent(name: &str, sentence: String) -> Waiting {
    let identity = Identity { profile: name.into(), endpoint: String::new(), environment: Environment::Practice };
    let problem = Problem { said: Some(Untrusted::new(sentence)), ..Problem::of(ProblemKind::Offline) };
    Waiting::new(identity, watch::channel(Some(Err(problem))).1)
}

/// The folder of the registries' files and of the journal; a temporary one goes with the console.
struct Folder {
    path: PathBuf,
    temporary: bool,
}

impl Folder {
    fn of(demo: &Demo) -> Result<Self, String> {
        let temporary = demo.data.is_none();
        let path =
            demo.data.clone().unwrap_or_else(|| std::env::temp_dir().join(format!("countersign-demo-{}", uuid::Uuid::now_v7())));
        // A temporary folder must be new: nobody else can have prepared it.
        let made = DirBuilder::new().recursive(!temporary).mode(0o700).create(&path);
        made.map_err(|error| format!("The folder {} can't be used: {error}.", path.display()))?;
        Ok(Self { path, temporary })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.temporary {
            // What can't be removed now is the system's to clear, like every temporary file.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}
