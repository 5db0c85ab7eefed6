//! The configuration: typed, complete with defaults, and refused with file, line and the key that was probably meant.
//! It never holds a secret (T08), and a file that others could have written is not believed (T19).
//! Must not know: the console's state, the terminal, the network.

mod badges;
mod certificates;
mod file;
mod places;
mod problem;
mod profile;
mod read;
pub mod secrets;
mod signing;

pub use badges::Badges;
pub use places::Places;
pub use problem::ConfigProblem;
pub use profile::Profile;
pub use secrets::SecretsIn;
pub use signing::{KeyPlace, NotAKeyPlace, Signing};

/// The TOML files of a folder, such as the operator's themes: name without `.toml`, and text. A folder that isn't there has none.
///
/// # Errors
/// [`ConfigProblem`] when one can't be read, or could have been written by somebody else (T19).
pub fn toml_files(folder: &Path) -> Result<Vec<(String, String)>, ConfigProblem> {
    file::toml_files(folder)
}

/// The text of a file with a secret key in it, which nobody else may read or write (T08, T19).
///
/// # Errors
/// [`ConfigProblem`] when it can't be read, is not private, or is not text.
pub fn key_file(path: &Path) -> Result<Zeroizing<String>, ConfigProblem> {
    file::secret_text(path)
}

/// Whether the folder of a file is one that only its owner can put files into (T19).
///
/// # Errors
/// [`ConfigProblem`] when others can, or there is none.
pub fn check_folder(path: &Path) -> Result<(), ConfigProblem> {
    file::folder(path)
}

use secrecy::zeroize::Zeroizing;
use serde::Deserialize;
use std::{collections::BTreeMap, path::Path};

/// Everything that can be configured.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Name of the theme: built in, or a file in the themes folder.
    pub theme: String,
    /// How many colours the terminal gets.
    pub color: ColorChoice,
    /// Whether the terminal reports the mouse to the console.
    pub mouse: bool,
    /// One thing a line, from top to bottom, for screen readers and braille displays.
    pub plain: bool,
    /// The profile the console starts with; the first one when none is named.
    pub default_profile: Option<String>,
    /// Where tokens are kept. One place, never another when it fails.
    pub secrets: SecretsIn,
    /// The folder exports go to: absolute, or beginning with `~/`. Without it, the one the console was started in.
    pub export_dir: Option<String>,
    /// What is known of the registries that are not in use.
    pub badges: Badges,
    /// Action ids and the keys they get instead of their defaults.
    pub keys: BTreeMap<String, Keys>,
    /// The registries the console can connect to, in the order they are shown.
    pub profiles: Vec<Profile>,
}

/// The keys of one action: a text, or a list of texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "a key such as \"ctrl-s\", or a list of keys such as [\"/\", \"ctrl-s\"]")]
pub enum Keys {
    /// One key or sequence; `none` unbinds.
    One(String),
    /// Several; an empty list unbinds.
    Several(Vec<String>),
}

/// How many colours the terminal gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub enum ColorChoice {
    /// What the terminal says it can; none when `NO_COLOR` is set.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// 16 million, whatever the terminal says.
    #[serde(rename = "true")]
    True,
    /// 256.
    #[serde(rename = "256")]
    Indexed,
    /// 16.
    #[serde(rename = "16")]
    Ansi,
    /// None: bold, underlined and reversed only.
    #[serde(rename = "never")]
    Never,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: "auto".into(),
            color: ColorChoice::Auto,
            mouse: false,
            plain: false,
            default_profile: None,
            secrets: SecretsIn::Keyring,
            badges: Badges::default(),
            export_dir: None,
            keys: BTreeMap::new(),
            profiles: Vec::new(),
        }
    }
}

impl Config {
    /// The configuration of this file; without a path that of the usual place, where no file means the defaults.
    ///
    /// # Errors
    /// [`ConfigProblem`] names the file, the line, and what to do.
    pub fn load(path: Option<&Path>) -> Result<Self, ConfigProblem> {
        match path {
            Some(path) => file::text(path).and_then(|text| Self::parse(&text, path)),
            None => {
                let path = Places::usual()?.config;
                match file::text(&path) {
                    Err(ConfigProblem::Missing { .. }) => Ok(Self::default()),
                    Err(problem) => Err(problem),
                    Ok(text) => Self::parse(&text, &path),
                }
            }
        }
    }

    /// Reads a configuration from text; `path` is only named in problems.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigProblem> {
        read::read(text, path)
    }

    /// The overrides of the keymap, as it takes them.
    pub fn key_overrides(&self) -> impl Iterator<Item = (String, Vec<String>)> {
        self.keys.iter().map(|(id, keys)| {
            let keys = match keys {
                Keys::One(key) => vec![key.clone()],
                Keys::Several(keys) => keys.clone(),
            };
            (id.clone(), keys)
        })
    }

    /// Whether any profile signs in with a token that is kept.
    pub fn keeps_tokens(&self) -> bool {
        self.profiles.iter().any(Profile::keeps_token)
    }

    /// The place of the profile the console starts with; 0 when none is named.
    pub fn first_profile(&self) -> usize {
        let named = |profile: &Profile| Some(&profile.name) == self.default_profile.as_ref();
        self.profiles.iter().position(named).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
