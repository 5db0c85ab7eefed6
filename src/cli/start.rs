//! Opens the console on some profiles, and turns how it ended into an exit status.
//! The exit status of every command that opens the console is decided here.
//! Must not know: where the profiles came from.

use super::{
    Global,
    surroundings::{self, Surroundings},
};
use crate::{
    app::{ProfileId, Signer},
    config::{Config, Signing},
    console::{self, Folders, ProfileCard, State},
    evidence::{
        journal::{Digest, Entry, Kind},
        principal::Principal,
        sshsig::Namespace,
    },
    registry::veiled::Veiled,
    runtime::{
        self, Options, RegistryMaker, Setup,
        acts::{Keys, ProfileKeys},
        journal::{Keeping, Station},
        keys::KeyPlaces,
        pins, saved, seen,
    },
    screens::{LISTS, Place, TABS},
    ui::Theme,
};
use std::{fs::File, io::Read, path::PathBuf, process::ExitCode, sync::Arc};

/// The exit status when the program could not begin.
const COULD_NOT_BEGIN: u8 = 2;

/// What the console opens on.
pub(super) struct Profiles {
    /// What each profile is.
    pub(super) cards: Vec<ProfileCard>,
    /// The way to each profile's registry, in the same order.
    pub(super) registries: Vec<RegistryMaker>,
    /// The keys each signs with, in the same order.
    pub(super) keys: Vec<Option<Arc<dyn Keys>>>,
    /// Which of them to begin with.
    pub(super) first: usize,
    /// The folder of the journal.
    pub(super) journal: PathBuf,
    /// Where is kept up to where books were looked at, if that is worth keeping.
    pub(super) seen: Option<PathBuf>,
}

/// Runs the console until it ends.
pub(super) fn run(global: &Global, config: &Config, profiles: Profiles) -> ExitCode {
    let ended = setup(global, config, profiles).and_then(|setup| runtime::run(setup).map_err(|problem| problem.to_string()));
    match ended {
        Ok(exit) => ExitCode::from(exit.status()),
        Err(sentence) => refuse(&sentence),
    }
}

/// Says in a sentence why the program could not begin.
pub(super) fn refuse(sentence: &str) -> ExitCode {
    eprintln!("countersign: {sentence}");
    ExitCode::from(COULD_NOT_BEGIN)
}

/// Says in a sentence why a command failed that had begun.
pub(super) fn fail(sentence: &str) -> ExitCode {
    eprintln!("countersign: {sentence}");
    ExitCode::FAILURE
}

/// How a command ended that did not do what it should.
pub(super) enum Ended {
    /// It could not begin, or was given up.
    NotBegun(String),
    /// It failed, and nothing has changed.
    Failed(String),
}

impl Ended {
    /// What is said about it.
    pub(super) fn sentence(self) -> String {
        match self {
            Self::NotBegun(sentence) | Self::Failed(sentence) => sentence,
        }
    }
}

/// Says how a command ended, and turns it into an exit status.
pub(super) fn told(ended: Result<String, Ended>) -> ExitCode {
    match ended {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(Ended::NotBegun(sentence)) => refuse(&sentence),
        Err(Ended::Failed(sentence)) => fail(&sentence),
    }
}

/// The screen that shows a list, by its title or by the word of its command: `approvals`, `orders`, `ledger`.
///
/// # Errors
/// A sentence with those there are.
pub(super) fn screen(name: &str) -> Result<Place, String> {
    let tabs = TABS.iter().map(|tab| (tab.title.to_lowercase(), &tab.root));
    let lists = LISTS.iter().map(|place| (called(place).to_owned(), place));
    let screens: Vec<(String, &Place)> = tabs.chain(lists).collect();
    let found = screens.iter().find(|(title, _)| title.eq_ignore_ascii_case(name)).map(|(_, place)| (*place).clone());
    let names: Vec<&str> = screens.iter().map(|(title, _)| title.as_str()).collect();
    found.ok_or_else(|| format!("there is {}", names.join(", ")))
}

/// The word that stands for a list on the command line: that of its command, where it has one.
fn called(place: &Place) -> &'static str {
    match place {
        Place::Approaches => "approaches",
        Place::Runs => "runs",
        Place::ContactChanges => "changes",
        Place::Upkeep => "upkeep",
        place => place.name(),
    }
}

fn setup(global: &Global, config: &Config, profiles: Profiles) -> Result<Setup, String> {
    let Profiles { mut cards, registries, keys, first, journal, seen: kept } = profiles;
    if global.theme.is_some() {
        // Asked for on the command line, it is for all profiles.
        cards.iter_mut().for_each(|card| card.theme = None);
    }
    let station = cards.iter().zip(&keys).find_map(|(card, keys)| Some(station(card.signer.as_ref()?, keys.as_ref()?)));
    let registries = registries.into_iter().zip(&cards).map(|(make, card)| veiled(make, card.signer.as_ref())).collect();
    let own = cards.get(first).and_then(|card| card.theme.as_deref());
    let Surroundings { theme, loader, themes, keymap, mut remarks } = Surroundings::of(global, config, own)?;
    let seed = random()?;
    let folders = folders(config)?;
    let (seen, remark) = kept.as_deref().map(seen::read).unwrap_or_default();
    remarks.extend(remark);
    let pinned = kept.as_deref().map(|path| path.with_file_name("pins.json"));
    let (pins, remark) = pinned.as_deref().map(pins::read).unwrap_or_default();
    remarks.extend(remark);
    let filters = kept.as_deref().map(|path| path.with_file_name("filters.json"));
    let (saved, remark) = filters.as_deref().map(saved::read).unwrap_or_default();
    remarks.extend(remark);
    let badges = config.badges.every();
    let plain = global.plain || config.plain;
    let begin = global.screen.clone().unwrap_or(Place::Home);
    let console = move |size, now| {
        let (state, effects) = State::start(console::Start {
            profiles: cards,
            profile: ProfileId(first),
            begin,
            keymap,
            themes,
            size,
            now,
            seed,
            remarks,
            folders,
            seen,
            saved,
            plain,
            badges,
        });
        (state.with_pins(pins), effects)
    };
    let options = options(global, config);
    let console = Box::new(console);
    let journal = Some(keeping(global, journal, station, &theme));
    Ok(Setup { console, theme, themes: loader, registries, keys, journal, seen: kept, pins: pinned, saved: filters, options })
}

/// The registry as whoever signs for a profile may see it (F07).
fn veiled(make: RegistryMaker, signer: Option<&Signer>) -> RegistryMaker {
    match signer.map(|signer| signer.person.clone()) {
        Some(person) => Box::new(move || Arc::new(Veiled::new(make(), person.clone()))),
        None => make,
    }
}

/// The keys a profile signs with. Nothing is opened yet.
pub(super) fn keys(signing: Signing) -> Arc<dyn Keys> {
    Arc::new(ProfileKeys::of(signing, KeyPlaces::of_session()))
}

/// Who signs for a profile.
pub(super) fn signer(signing: &Signing) -> Signer {
    Signer { person: signing.person.clone(), station: signing.station.clone() }
}

/// The station of this computer, whose key signs what the journal closes. It is asked for no passphrase: nobody may be there.
pub(super) fn station(signer: &Signer, keys: &Arc<dyn Keys>) -> Station {
    let (principal, keys) = (Principal::Station(signer.station.clone()), Arc::clone(keys));
    let sign = move |namespace: Namespace, octets: &[u8]| {
        let text = std::str::from_utf8(octets).map_err(|problem| problem.to_string())?;
        let signed = keys.sign(&principal, namespace, text, None);
        signed.map(|signature| signature.armored()).map_err(|problem| problem.to_string())
    };
    Station { id: signer.station.to_string(), sign: Arc::new(sign) }
}

/// The journal of this run: who writes it, and what it begins with.
fn keeping(global: &Global, folder: PathBuf, station: Option<Station>, theme: &Theme) -> Keeping {
    let session = uuid::Uuid::now_v7().to_string();
    let program = std::env::current_exe().ok();
    let configuration = surroundings::config_octets(global).map(|(path, octets)| {
        let what = "the configuration was read";
        Entry::new(Kind::Load, what).about(path.display().to_string(), Some(Digest::of(octets)))
    });
    let dressed = Entry::new(Kind::Load, "a theme was taken").about(theme.name(), Some(theme.sha256()));
    Keeping { folder, session, station, program, first: configuration.into_iter().chain([dressed]).collect() }
}

/// Where exports go: as configured, or where the console was started, as for the commands that write files.
fn folders(config: &Config) -> Result<Folders, String> {
    let home = etcetera::home_dir().ok();
    let exports = match (&config.export_dir, &home) {
        (Some(folder), Some(home)) => folder.strip_prefix("~/").map_or_else(|| PathBuf::from(folder), |rest| home.join(rest)),
        (Some(folder), None) => PathBuf::from(folder),
        (None, _) => std::env::current_dir().map_err(|error| format!("The folder to work in is gone: {error}."))?,
    };
    Ok(Folders { exports, home })
}

/// Random octets of the system, for idempotency keys.
fn random() -> Result<[u8; 16], String> {
    let mut octets = [0; 16];
    let read = File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut octets));
    read.map(|()| octets).map_err(|error| format!("The system gives no random numbers: {error}."))
}

fn options(global: &Global, config: &Config) -> Options {
    #[cfg(not(debug_assertions))]
    let _ = global;
    Options {
        tmux: std::env::var_os("TMUX").is_some(),
        // Who hears or feels the screen has no use for places on it.
        mouse: config.mouse && !(global.plain || config.plain),
        #[cfg(debug_assertions)]
        panic_at: global.panic_at.clone(),
    }
}
