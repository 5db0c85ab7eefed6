//! Opens the console on some profiles, and turns how it ended into an exit status.
//! The exit status of every command that opens the console is decided here.
//! Must not know: where the profiles came from.

use super::Global;
use crate::{
    app::{Keymap, ProfileId},
    console::{ProfileCard, Start, State},
    runtime::{self, Options, RegistryMaker, Setup},
    ui::Theme,
};
use std::{path::PathBuf, process::ExitCode};

/// The exit status when the program could not begin.
const COULD_NOT_BEGIN: u8 = 2;

/// What the console opens on.
pub(super) struct Profiles {
    /// What each profile is.
    pub(super) cards: Vec<ProfileCard>,
    /// The way to each profile's registry, in the same order.
    pub(super) registries: Vec<RegistryMaker>,
    /// Where the journal is, if acts are possible.
    pub(super) journal: Option<PathBuf>,
}

/// Runs the console until it ends.
pub(super) fn run(global: &Global, profiles: Profiles) -> ExitCode {
    let start = Start {
        profiles: profiles.cards,
        profile: ProfileId(0),
        keymap: Keymap::defaults(),
        themes: vec!["dark".into(), "light".into(), "mono".into()],
        size: crossterm::terminal::size().unwrap_or((80, 24)),
        now: jiff::Timestamp::now(),
        seed: uuid::Uuid::new_v4().into_bytes(),
        remarks: Vec::new(),
    };
    let (state, effects) = State::start(start);
    let setup = Setup {
        state,
        effects,
        theme: Theme::bare(global.plain),
        themes: themes(global),
        registries: profiles.registries,
        journal: profiles.journal,
        options: options(global),
    };
    match runtime::run(setup) {
        Ok(exit) => ExitCode::from(exit.status()),
        Err(problem) => refuse(&problem.to_string()),
    }
}

/// Says in a sentence why the program could not begin.
pub(super) fn refuse(sentence: &str) -> ExitCode {
    eprintln!("countersign: {sentence}");
    ExitCode::from(COULD_NOT_BEGIN)
}

fn options(global: &Global) -> Options {
    #[cfg(not(debug_assertions))]
    let _ = global;
    Options {
        tmux: std::env::var_os("TMUX").is_some(),
        #[cfg(debug_assertions)]
        panic_after_first_frame: global.panic_after_first_frame,
    }
}

/// The way to another theme while the console runs.
fn themes(global: &Global) -> runtime::ThemeLoader {
    let plain = global.plain;
    Box::new(move |_| Ok(Theme::bare(plain)))
}
