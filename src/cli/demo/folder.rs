//! The folders of a demo: where the books, the keys and the journal of a desk are, and where other terminals find the demo.
//! A temporary one is new, its owner's alone, and goes with the console; a folder that was named stays.
//! Must not know: what is in the files.

use super::meeting;
use crate::sandbox::Seat;
use std::{
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

/// The folder of one desk.
pub(super) struct Folder {
    temporary: PathBuf,
    kept: Option<PathBuf>,
}

impl Folder {
    /// The folder of a demo. What it keeps is in the folder that was named, if one was; where it is found is always temporary.
    ///
    /// # Errors
    /// A sentence that names the folder that can't be used.
    pub(super) fn of_demo(named: Option<&Path>) -> Result<Self, String> {
        let kept =
            named.map(|named| make(named, true).and_then(|()| named.canonicalize()).map_err(|error| unusable(named, &error)));
        Self::new(meeting::FOLDER, kept.transpose()?)
    }

    /// The folder of another desk of a demo that keeps its books there, or nowhere.
    ///
    /// # Errors
    /// A sentence that names the folder that can't be used.
    pub(super) fn of_desk(kept: Option<&Path>, seat: Seat) -> Result<Self, String> {
        let own = kept.map(|kept| kept.join("desks").join(seat.called));
        if let Some(own) = &own {
            make(own, true).map_err(|error| unusable(own, &error))?;
        }
        Self::new("countersign-desk-", own)
    }

    fn new(prefix: &str, kept: Option<PathBuf>) -> Result<Self, String> {
        let temporary = std::env::temp_dir().join(format!("{prefix}{}", uuid::Uuid::now_v7()));
        // It must be new: nobody else can have prepared it.
        make(&temporary, false).map_err(|error| unusable(&temporary, &error))?;
        Ok(Self { temporary, kept })
    }

    /// Where books, keys and journal are.
    pub(super) fn path(&self) -> &Path {
        self.kept.as_deref().unwrap_or(&self.temporary)
    }

    /// The folder that stays, if one does.
    pub(super) fn kept(&self) -> Option<PathBuf> {
        self.kept.clone()
    }

    /// Where other terminals find the demo.
    pub(super) fn meeting(&self) -> &Path {
        &self.temporary
    }
}

fn make(folder: &Path, recursive: bool) -> io::Result<()> {
    DirBuilder::new().recursive(recursive).mode(0o700).create(folder)
}

fn unusable(folder: &Path, error: &io::Error) -> String {
    format!("The folder {} can't be used: {error}.", folder.display())
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What can't be removed now is the system's to clear, like every temporary file.
        let _ = fs::remove_dir_all(&self.temporary);
    }
}
