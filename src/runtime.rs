//! The imperative shell around the console: event loop, terminal, input thread, effects, signals, clipboard.
//! One loop owns the state; everything else sends it messages. When nothing happens, nothing runs.
//! Must not know: what any screen shows or any key does.

pub mod acts;
mod changes;
mod clipboard;
pub mod draft;
mod encode;
pub mod export;
mod input;
pub mod journal;
pub(crate) mod kept;
pub mod keys;
pub mod no_dump;
pub mod pack;
mod perform;
pub mod pins;
mod registries;
pub mod saved;
pub mod screen;
pub mod seen;
mod shell;
mod signals;
pub mod signed_file;
mod terminal;
mod timers;

pub(crate) use perform::document::read as read_document;
pub(crate) use terminal::size as terminal_size;

use crate::{app::Effect, console::State, registry::Registry, ui::Theme};
use jiff::Timestamp;
use std::{path::PathBuf, sync::Arc, time::Duration};

/// Makes a registry's client when it is needed first. May block: it is called away from the loop, after the first frame.
pub type RegistryMaker = Box<dyn Fn() -> Arc<dyn Registry> + Send>;

/// Makes the console for a terminal of this many columns and rows, at this time; and what it wants done first, which is done after
/// the first frame is on the terminal.
pub type ConsoleMaker = Box<dyn FnOnce((u16, u16), Timestamp) -> (State, Vec<Effect>)>;

/// Loads a theme by name, or says in a sentence why not.
pub type ThemeLoader = Box<dyn Fn(&str) -> Result<Theme, String>>;

/// How long requests under way may hold up the end of the program. They are abandoned, not awaited.
const GRACE: Duration = Duration::from_millis(20);

/// How long a thread for blocking work waits for more of it. Short, so that an idle console has no thread that wakes up to end.
const KEEP_ALIVE: Duration = Duration::from_millis(100);

/// What the shell begins with.
pub struct Setup {
    /// The console.
    pub console: ConsoleMaker,
    /// The theme to begin with.
    pub theme: Theme,
    /// The way to other themes.
    pub themes: ThemeLoader,
    /// One for each profile, in the order of the configuration.
    pub registries: Vec<RegistryMaker>,
    /// The keys to sign with, for each profile in its order; none where there are none.
    pub keys: Vec<Option<Arc<dyn acts::Keys>>>,
    /// Where the journal is and whose; without one nothing with an effect can be done.
    pub journal: Option<journal::Keeping>,
    /// Where is kept up to where books were looked at; without it that is forgotten.
    pub seen: Option<PathBuf>,
    /// Where is kept which roster and policy were verified, if anywhere.
    pub pins: Option<PathBuf>,
    /// Where filters are kept under a name, if anywhere.
    pub saved: Option<PathBuf>,
    /// What else the surroundings say.
    pub options: Options,
}

/// What the surroundings say.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Inside tmux, which must be told to pass the clipboard on.
    pub tmux: bool,
    /// Whether the terminal is to report the mouse.
    pub mouse: bool,
    /// Panic once a frame is out in which a line says this, to test that the terminal is given back. Exists in debug builds only.
    #[cfg(debug_assertions)]
    pub panic_at: Option<String>,
}

/// How the console ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The operator left it.
    Quit,
    /// A signal asked for it; its number.
    Signal(i32),
    /// The terminal went away.
    HungUp,
}

impl Exit {
    /// The exit status by the convention of shells: 128 and the signal's number after a signal.
    pub fn status(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(number) => u8::try_from(number).map_or(u8::MAX, |number| number.saturating_add(128)),
            Self::HungUp => 129,
        }
    }
}

/// Why the console could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartProblem {
    /// Standard input or output is not a terminal.
    #[error("The console needs a terminal: standard input and output must not be redirected.")]
    NoTerminal,
    /// The terminal can't be set up.
    #[error("The terminal can't be set up: {0}.")]
    Terminal(std::io::Error),
    /// The system refused a thread, a signal handler or an event queue.
    #[error("The system refused what the console needs to run: {0}.")]
    System(std::io::Error),
}

/// Runs the console until it ends. The terminal is given back whatever happens.
///
/// # Errors
/// When it could not start; nothing was asked of any registry then.
pub fn run(setup: Setup) -> Result<Exit, StartProblem> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .thread_keep_alive(KEEP_ALIVE)
        .build()
        .map_err(StartProblem::System)?;
    let exit = runtime.block_on(shell::run(setup));
    runtime.shutdown_timeout(GRACE);
    exit
}
