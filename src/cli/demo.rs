//! `countersign demo`: the console on two practice registries that know each other and live as long as it does.
//! Both start when either is asked first, on threads of their own, after the first frame; nothing in them is real. With `--as` it is
//! the desk of another person on the registries of a demo that runs already.
//! Must not know: how a practice registry works.

mod entrance;
mod folder;
mod meeting;
mod profiles;
mod sitting;

use super::{Global, sandbox::fault::Fault, start, surroundings};
use crate::{
    domain::RegistryId,
    sandbox::{self, Reserved, Running, SEATS, Seat, pair},
};
use entrance::{Door, Entrance};
use folder::Folder;
use jiff::Timestamp;
use meeting::{Address, Host, Meeting};
use sitting::Sitting;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// The practice registries: two, so that something can go between them.
const REGISTRIES: [&str; 2] = ["CHE01", "GHA01"];

/// What whoever tries it has to know, below the options.
const TWO_DESKS: &str = "It opens as the initiator. In a second terminal `countersign demo --as approver` sits down at the approver's \
station, with a key and a journal of its own. Each key opens with the passphrase `practice`.";

/// What the practice registries are like.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = TWO_DESKS)]
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
    /// Sit at the desk of another person of the demo that runs in another terminal: approver, approver-2, releaser, officer-1, officer-2, support
    #[arg(
        long = "as",
        value_name = "ROLE",
        value_parser = seat,
        conflicts_with_all = ["seed", "accounts", "blocks", "data", "no_history", "assurance", "fault", "delay_ms"]
    )]
    seat: Option<Seat>,
    /// Print where the registries of the demo that runs are, as a configuration for commands and other consoles, and end
    #[arg(long, conflicts_with_all = ["seed", "accounts", "blocks", "data", "no_history", "assurance", "fault", "delay_ms"])]
    profiles: bool,
    /// Of the demo one of whose registries is at this address [default: the newest]
    #[arg(long, value_name = "ADDRESS")]
    of: Option<String>,
}

/// Opens the console on the practice registries.
pub(super) fn run(global: &Global, demo: &Demo) -> ExitCode {
    let ended = match demo.seat {
        _ if demo.profiles => tell(demo),
        None if demo.of.is_some() => {
            Err("--of says of which demo another desk is, or the profiles: --as or --profiles goes with it".to_owned())
        }
        None => host(global, demo),
        Some(seat) => guest(global, demo, seat),
    };
    ended.unwrap_or_else(|sentence| start::refuse(&sentence))
}

/// Starts the registries and sits down as the initiator.
fn host(global: &Global, demo: &Demo) -> Result<ExitCode, String> {
    let (config, first) = (surroundings::config(global)?, first(global)?);
    let folder = Folder::of_demo(demo.data.as_deref())?;
    let host = Host::at(folder.meeting()).map_err(|error| format!("The demo can't be made known: {error}."))?;
    let seat = Seat::initiator();
    let running = Arc::<Mutex<Vec<Running>>>::default();
    // Home tells how other desks are opened before the registries have made their books.
    let taken = || Reserved::take().map_err(|error| format!("The practice registries get no port on this machine: {error}."));
    let ports = [taken()?, taken()?];
    let addresses = ports.iter().map(|port| port.address().to_string()).collect();
    let ports = Mutex::new(ports.map(Some));
    let entrance = Entrance::new({
        let (demo, running) = (demo.clone(), Arc::clone(&running));
        let (data, meeting, kept) = (folder.path().to_owned(), folder.meeting().to_owned(), folder.kept());
        move || {
            let ports = std::mem::take(&mut *ports.lock().unwrap_or_else(PoisonError::into_inner));
            let pair = started(&demo, &data, ports)?;
            write_keys(&data, seat)?;
            let doors = [&pair.a, &pair.b].map(|running| Door { url: running.url(), operator: seat.login });
            let registries = REGISTRIES.iter().zip(&doors);
            let registries = registries.map(|(name, door)| Address { name: (*name).to_owned(), url: door.url.clone() }).collect();
            running.lock().unwrap_or_else(PoisonError::into_inner).extend([pair.a, pair.b]);
            let told = meeting::announce(&meeting, &Meeting { registries, kept: kept.clone() });
            told.map_err(|error| format!("The demo can't be made known to other terminals: {error}."))?;
            Ok(doors.into())
        }
    });
    let status = sitting::sit(global, &config, Sitting { seat, entrance, folder: &folder, first, addresses });
    // The registries have their files in the folder: they go first. Who looks for the demo finds it gone before that.
    drop(host);
    running.lock().unwrap_or_else(PoisonError::into_inner).clear();
    status
}

/// Sits down at another desk of the demo that runs.
fn guest(global: &Global, demo: &Demo, seat: Seat) -> Result<ExitCode, String> {
    let (config, named) = (surroundings::config(global)?, first(global)?);
    let met = meeting::find(&std::env::temp_dir(), demo.of.as_deref()).map_err(|problem| problem.to_string())?;
    // Whoever names the address of one of the two registries means that one, unless a profile is named too.
    let of = demo.of.as_deref().and_then(|of| met.place_at(of)).filter(|_| global.profile.is_none());
    let first = of.unwrap_or(named);
    let addresses = met.addresses();
    let folder = Folder::of_desk(met.kept.as_deref(), seat)?;
    let entrance = Entrance::new({
        let data = folder.path().to_owned();
        move || {
            write_keys(&data, seat)?;
            Ok(met.registries.iter().map(|registry| Door { url: registry.url.clone(), operator: seat.login }).collect())
        }
    });
    sitting::sit(global, &config, Sitting { seat, entrance, folder: &folder, first, addresses })
}

/// Says where the registries are.
fn tell(demo: &Demo) -> Result<ExitCode, String> {
    let met = meeting::find(&std::env::temp_dir(), demo.of.as_deref()).map_err(|problem| problem.to_string())?;
    print!("{}", profiles::text(&met, demo.seat.unwrap_or_else(Seat::initiator)));
    Ok(ExitCode::SUCCESS)
}

fn first(global: &Global) -> Result<usize, String> {
    let Some(name) = &global.profile else { return Ok(0) };
    let first = REGISTRIES.iter().position(|registry| registry == name);
    first.ok_or_else(|| format!("The demo has no profile {name:?}; it has {}.", REGISTRIES.join(" and ")))
}

fn started(demo: &Demo, data: &Path, [port, other]: [Option<Reserved>; 2]) -> Result<pair::Pair, String> {
    // The pasts of both lead up to one moment.
    let begun = Timestamp::now();
    let [a, b] = REGISTRIES.map(|name| demo.options(name, data, begun));
    pair::start_on((a?, port), (b?, other)).map_err(|problem| problem.to_string())
}

/// A desk has the key of who sits there, and of nobody else.
fn write_keys(folder: &Path, seat: Seat) -> Result<(), String> {
    sandbox::write_practice_keys(folder, [seat.person()].into_iter()).map_err(|problem| problem.to_string())
}

/// A desk at which somebody can sit down beside the initiator.
fn seat(word: &str) -> Result<Seat, String> {
    let [initiator, others @ ..] = SEATS;
    if word == initiator.called {
        return Err("the demo itself opens as the initiator".to_owned());
    }
    let called: Vec<&str> = others.iter().map(|seat| seat.called).collect();
    Seat::named(word).ok_or_else(|| format!("there is {}", called.join(", ")))
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
