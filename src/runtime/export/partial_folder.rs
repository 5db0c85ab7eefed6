//! The folder an export becomes: its files are written in a folder beside its place under another name, and that is renamed when all
//! of them are whole and on the disk (T25). What is not renamed is removed.
//! Must not know: what is in the files.

use super::partial::{failed, rename_new, settle, sync_folder_of};
use crate::{app::export::ExportProblem, evidence::digest::Digest};
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// A folder that is being filled.
#[derive(Debug)]
pub(super) struct PartialFolder {
    path: PathBuf,
    target: PathBuf,
    renamed: bool,
}

impl PartialFolder {
    /// Begins the folder that will be `target`, where there must be nothing.
    ///
    /// # Errors
    /// When there is something at its place, or the folder around it takes none.
    pub(super) fn begin(target: &Path) -> Result<Self, ExportProblem> {
        let fails = |why: String| ExportProblem::Folder { path: target.to_owned(), why };
        if fs::symlink_metadata(target).is_ok() {
            return Err(ExportProblem::Exists(target.to_owned()));
        }
        let name = target.file_name().ok_or_else(|| fails("the name of a folder is missing".into()))?;
        let path = target.with_file_name(format!(".{}.{}.partial", name.to_string_lossy(), std::process::id()));
        DirBuilder::new().mode(0o700).create(&path).map_err(|error| fails(error.to_string()))?;
        Ok(Self { path, target: target.to_owned(), renamed: false })
    }

    /// Begins a file in it.
    ///
    /// # Errors
    /// When the disk takes none.
    pub(super) fn file(&self, name: &str) -> Result<File, ExportProblem> {
        let path = self.path.join(name);
        OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path).map_err(failed)
    }

    /// Waits until a file of it is on the disk; its SHA-256, read back from there.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn settle(&self, name: &str) -> Result<Digest, ExportProblem> {
        settle(File::open(self.path.join(name)).map_err(failed)?).map(|(_, digest)| digest).map_err(failed)
    }

    /// Puts the folder under its name. Nothing that has come there meanwhile is replaced.
    ///
    /// # Errors
    /// When that can't be done; the folder is removed then.
    pub(super) fn rename(mut self) -> Result<(), ExportProblem> {
        match rename_new(&self.path, &self.target) {
            Ok(()) => self.renamed = true,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(ExportProblem::Exists(self.target.clone())),
            Err(error) => return Err(failed(error)),
        }
        sync_folder_of(&self.target);
        Ok(())
    }
}

impl Drop for PartialFolder {
    fn drop(&mut self) {
        if !self.renamed {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}
