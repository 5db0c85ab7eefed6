//! What the command line, the environment and the configuration say together: flags win over the configuration.
//! Everything that can be wrong is found here, before the terminal is taken, and said in a sentence.
//! Must not know: which command asked.

use super::{Global, themes::Themes};
use crate::{
    app::{Keymap, Severity},
    config::{ColorChoice, Config, Places},
    console,
    runtime::ThemeLoader,
    ui::{Depth, Theme, theme},
};
use std::path::PathBuf;

/// What a console begins with, whatever it connects to.
pub(super) struct Surroundings {
    /// The theme to begin with.
    pub(super) theme: Theme,
    /// The way to the others.
    pub(super) loader: ThemeLoader,
    /// Which there are, and which is for profiles without one of their own.
    pub(super) themes: console::Themes,
    /// The keys.
    pub(super) keymap: Keymap,
    /// What the operator should know about the configuration.
    pub(super) remarks: Vec<String>,
}

impl Surroundings {
    /// Puts them together. The theme of a profile stands before the general one.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(super) fn of(global: &Global, config: &Config, profile_theme: Option<&str>) -> Result<Self, String> {
        let themes = Themes::usual(depth(global, config), global.plain || config.plain);
        let (theme, remark) = themes.first(global.theme.as_deref(), profile_theme.unwrap_or(&config.theme))?;
        let general = global.theme.as_ref().unwrap_or(&config.theme).clone();
        let known = console::Themes::new(themes.names(), general, theme.name().to_owned());
        let (keymap, remarks) = Keymap::build(config.key_overrides());
        let remarks = remarks.iter().filter(|remark| remark.severity() > Severity::Info).map(ToString::to_string);
        let remarks = remarks.chain(remark).collect();
        Ok(Self { theme, themes: known, loader: themes.loader(), keymap, remarks })
    }
}

/// How many colours: `--color`, then the configuration, then the environment.
fn depth(global: &Global, config: &Config) -> Depth {
    let wish = global.color.unwrap_or(match config.color {
        ColorChoice::Auto => theme::Wish::Auto,
        ColorChoice::True => theme::Wish::Exactly(Depth::True),
        ColorChoice::Indexed => theme::Wish::Exactly(Depth::Ansi256),
        ColorChoice::Ansi => theme::Wish::Exactly(Depth::Ansi16),
        ColorChoice::Never => theme::Wish::Exactly(Depth::Mono),
    });
    theme::detect(wish, |name| std::env::var(name).ok())
}

/// The configuration of `--config`, or of the usual place.
///
/// # Errors
/// A sentence with file and line.
pub(super) fn config(global: &Global) -> Result<Config, String> {
    Config::load(global.config.as_deref()).map_err(|problem| problem.to_string())
}

/// The file of the configuration that is used, and what is in it; none when there is none.
pub(super) fn config_octets(global: &Global) -> Option<(PathBuf, Vec<u8>)> {
    let path = global.config.clone().or_else(|| Places::usual().ok().map(|places| places.config))?;
    let octets = std::fs::read(&path).ok()?;
    Some((path, octets))
}

/// The folder the journal of acts is kept in.
///
/// # Errors
/// A sentence, when the system names no home folder.
pub(super) fn journal() -> Result<PathBuf, String> {
    Places::usual().map(|places| places.state).map_err(|problem| problem.to_string())
}

/// Where is kept up to where books were looked at.
///
/// # Errors
/// A sentence, when the system names no home folder.
pub(super) fn seen() -> Result<PathBuf, String> {
    Places::usual().map(|places| places.state.join("seen.json")).map_err(|problem| problem.to_string())
}
