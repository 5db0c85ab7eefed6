//! `countersign demo`: the console on two practice registries that know each other and live as long as it does.
//! Both start when either is asked first, on threads of their own, after the first frame; nothing in them is real.
//! Must not know: how a practice registry works.

use super::{Global, sandbox::fault::Fault, start, surroundings};
use crate::{
    config::{KeyPlace, Signing},
    console::ProfileCard,
    domain::{
        RegistryId,
        person::{NotAPersonId, NotAStationId},
    },
    registry::{
        Access, Environment, Identity, Problem, ProblemKind, Registry,
        http::{Credentials, HttpRegistry},
        readonly::ReadOnly,
        waiting::Waiting,
    },
    runtime::RegistryMaker,
    sandbox::{self, PRACTICE_PASSPHRASE, Running, pair},
    text::Untrusted,
};
use jiff::Timestamp;
use std::{
    fs::{self, DirBuilder},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, Mutex, OnceLock, PoisonError},
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
    /// Leave out the past: no transfers but those that are made now
    #[arg(long)]
    no_history: bool,
    /// How far the registries verify approvals: a1 by login, a2 by signature, a3 at the counterpart too
    #[arg(long, default_value = "a3", value_name = "LEVEL")]
    assurance: sandbox::Level,
    /// Stage a stuck transfer, or let something go wrong (`countersign sandbox faults` lists what); may be given again
    #[arg(long, value_name = "[ID:]NAME[=ARG]", value_parser = fault)]
    fault: Vec<Fault>,
    /// Let every answer come this much later, to practise on slow links
    #[arg(long, default_value_t = 0, value_name = "N")]
    delay_ms: u64,
}

/// The pair, started once whoever asks; who asks meanwhile waits for the same start.
#[derive(Default)]
struct Start {
    /// Where both are and who signs in there, in the order of [`REGISTRIES`]; or why they are not.
    come: OnceLock<Result<[Door; 2], String>>,
    /// The running registries. Dropping them stops them; a start that is not over when the console ends is not waited for.
    running: Mutex<Vec<Running>>,
}

/// The way into a registry.
#[derive(Clone)]
struct Door {
    url: String,
    operator: &'static str,
}

/// Opens the console on the practice registries.
pub(super) fn run(global: &Global, demo: &Demo) -> ExitCode {
    let begun = surroundings::config(global).and_then(|config| Ok((config, first(global)?, Folder::of(demo)?)));
    let (config, first, folder) = match begun {
        Ok(begun) => begun,
        Err(sentence) => return start::refuse(&sentence),
    };
    let started = Arc::<Start>::default();
    let signing = match signing(&folder.path) {
        Ok(signing) => signing,
        Err(sentence) => return start::refuse(&sentence),
    };
    let cards = REGISTRIES.map(|name| ProfileCard {
        name: name.to_owned(),
        environment: Environment::Practice,
        access: Access::of_profile(global.read_only),
        theme: None,
        signer: Some(start::signer(&signing)),
    });
    let keys = REGISTRIES.map(|_| Some(start::keys(signing.clone())));
    let registries = [0, 1].map(|place| maker(place, global.read_only, demo, &folder, &started));
    let journal = folder.path.clone();
    // Registries that go with the console have nothing new next time.
    let seen = (!folder.temporary).then(|| folder.path.join("seen.json"));
    let profiles =
        start::Profiles { cards: cards.into(), registries: registries.into(), keys: keys.into(), first, journal, seen };
    let status = start::run(global, &config, profiles);
    // The registries have their files in the folder: they go first.
    started.running.lock().unwrap_or_else(PoisonError::into_inner).clear();
    status
}

/// Who signs at this console, with the practice keys that are written into the folder while the registries start.
fn signing(folder: &Path) -> Result<Signing, String> {
    let (person, station) = sandbox::practice_seat();
    let key = |kind: &str, name: &str| KeyPlace::File(folder.join(kind).join(format!("{name}.key")));
    Ok(Signing {
        key: key("keys", person),
        station_key: key("stations", station),
        person: person.parse().map_err(|problem: NotAPersonId| problem.to_string())?,
        station: station.parse().map_err(|problem: NotAStationId| problem.to_string())?,
    })
}

fn first(global: &Global) -> Result<usize, String> {
    let Some(name) = &global.profile else { return Ok(0) };
    let first = REGISTRIES.iter().position(|registry| registry == name);
    first.ok_or_else(|| format!("The demo has no profile {name:?}; it has {}.", REGISTRIES.join(" and ")))
}

fn maker(place: usize, read_only: bool, demo: &Demo, folder: &Folder, started: &Arc<Start>) -> RegistryMaker {
    let (demo, data, started) = (demo.clone(), folder.path.clone(), Arc::clone(started));
    let name = REGISTRIES.get(place).copied().unwrap_or_default();
    Box::new(move || match started.door(place, &demo, &data).and_then(|door| connect(name, &door)) {
        Ok(registry) if read_only => Arc::new(ReadOnly::new(registry)) as Arc<dyn Registry>,
        Ok(registry) => Arc::new(registry),
        Err(sentence) => Arc::new(absent(name, sentence)),
    })
}

impl Start {
    /// The way into one of the registries, which are started if they are not yet.
    fn door(&self, place: usize, demo: &Demo, data: &Path) -> Result<Door, String> {
        let come = self.come.get_or_init(|| self.both(demo, data)).as_ref();
        come.map_err(String::clone)?.get(place).cloned().ok_or_else(|| "The demo has no such registry.".to_owned())
    }

    fn both(&self, demo: &Demo, data: &Path) -> Result<[Door; 2], String> {
        // The pasts of both lead up to one moment.
        let begun = Timestamp::now();
        let [a, b] = REGISTRIES.map(|name| demo.options(name, data, begun));
        let pair = pair::start(a?, b?).map_err(|problem| problem.to_string())?;
        let (person, _) = sandbox::practice_seat();
        sandbox::write_practice_keys(data, [person].into_iter()).map_err(|problem| problem.to_string())?;
        let doors = [&pair.a, &pair.b].map(|running| Door { url: running.url(), operator: running.operator() });
        self.running.lock().unwrap_or_else(PoisonError::into_inner).extend([pair.a, pair.b]);
        Ok(doors)
    }
}

impl Demo {
    fn options(&self, name: &str, data: &Path, begun: Timestamp) -> Result<sandbox::Options, String> {
        let id: RegistryId = name.parse().map_err(|problem: crate::domain::IdProblem| problem.to_string())?;
        let mut options = sandbox::Options {
            seed: self.seed,
            accounts: self.accounts,
            blocks: self.blocks,
            data: Some(data.to_owned()),
            delay: Duration::from_millis(self.delay_ms),
            history: !self.no_history,
            level: self.assurance,
            as_of: Some(begun),
            ..sandbox::Options::of(id)
        };
        self.fault.iter().for_each(|fault| fault.add_to(&mut options));
        Ok(options)
    }
}

/// A fault that leaves the console running.
fn fault(text: &str) -> Result<Fault, String> {
    let fault: Fault = text.parse()?;
    if fault.is_crash() {
        return Err("a crash would take the console with it; `countersign sandbox serve` takes it".to_owned());
    }
    match fault.at() {
        Some(stranger) if !REGISTRIES.contains(&stranger.to_string().as_str()) => {
            Err(format!("the demo has no {stranger}; it has {}", REGISTRIES.join(" and ")))
        }
        _ => Ok(fault),
    }
}

/// Makes the client of a running practice registry.
fn connect(name: &str, door: &Door) -> Result<HttpRegistry, String> {
    let identity = Identity { profile: name.into(), endpoint: door.url.clone(), environment: Environment::Practice };
    let endpoint = door.url.parse().map_err(|problem: crate::registry::http::EndpointProblem| problem.to_string())?;
    let credentials = Credentials::Practice { operator: door.operator.into(), passphrase: PRACTICE_PASSPHRASE.into() };
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
