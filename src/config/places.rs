//! Where the console's files are.
//! The XDG folders on every system, so that a handbook names one place and a configuration can be carried over.
//! Must not know: what is in the files.

use super::ConfigProblem;
use etcetera::base_strategy::{BaseStrategy, Xdg};
use std::path::PathBuf;

/// The usual places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The configuration: `~/.config/countersign/config.toml`.
    pub config: PathBuf,
    /// The operator's own themes: `~/.config/countersign/themes`.
    pub themes: PathBuf,
    /// What the program keeps, such as the journal: `~/.local/state/countersign`.
    pub state: PathBuf,
}

impl Places {
    /// The places of the operator who runs the program.
    ///
    /// # Errors
    /// [`ConfigProblem::NoHome`] when the system names no home folder.
    pub fn usual() -> Result<Self, ConfigProblem> {
        let base = Xdg::new().map_err(|_| ConfigProblem::NoHome)?;
        let config = base.config_dir().join("countersign");
        let state = base.state_dir().unwrap_or_else(|| base.data_dir()).join("countersign");
        Ok(Self { config: config.join("config.toml"), themes: config.join("themes"), state })
    }
}
