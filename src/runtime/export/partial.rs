//! The file an export becomes: written beside its place under another name, for its owner only, and renamed when it is whole and
//! on the disk (T25). What is not renamed is removed.
//! Must not know: what is in it.

use crate::{app::export::ExportProblem, evidence::digest::Digest};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use sha2::Digest as _;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Read, Seek},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// How many partial files of one name and process may lie around, left by ends nobody could handle.
const TRIES: u32 = 100;

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Partial {
    file: File,
    path: PathBuf,
    target: PathBuf,
    replace: bool,
    renamed: bool,
}

impl Partial {
    /// Begins the file that will be `target`.
    ///
    /// # Errors
    /// When there is something at its place that may not be replaced, or its folder takes no file.
    pub(super) fn begin(target: &Path, replace: bool) -> Result<Self, ExportProblem> {
        let fails = |why: String| ExportProblem::Folder { path: target.to_owned(), why };
        match fs::symlink_metadata(target) {
            Ok(about) if !about.is_file() && !about.is_symlink() => return Err(ExportProblem::NotAFile(target.to_owned())),
            Ok(_) if !replace => return Err(ExportProblem::Exists(target.to_owned())),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(fails(error.to_string())),
        }
        let name = target.file_name().ok_or_else(|| fails("the name of a file is missing".into()))?;
        let mut last = None;
        for number in 0..TRIES {
            let hidden = format!(".{}.{}-{number}.partial", name.to_string_lossy(), std::process::id());
            let path = target.with_file_name(hidden);
            match OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path) {
                Ok(file) => return Ok(Self { file, path, target: target.to_owned(), replace, renamed: false }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => last = Some(error),
                Err(error) => return Err(fails(error.to_string())),
            }
        }
        Err(fails(last.map_or_else(String::new, |error| error.to_string())))
    }

    /// The way into the file.
    ///
    /// # Errors
    /// When the system gives no second handle.
    pub(super) fn sink(&self) -> Result<File, ExportProblem> {
        self.file.try_clone().map_err(failed)
    }

    /// Waits until all of it is on the disk; its size and SHA-256, read back from there.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) async fn settle(&self) -> Result<(u64, Digest), ExportProblem> {
        let file = self.sink()?;
        let settled = tokio::task::spawn_blocking(move || settle(file)).await;
        settled.unwrap_or_else(|_| Err(io::Error::other("the program is ending"))).map_err(failed)
    }

    /// Puts the file under its name. Nothing that has come there meanwhile is replaced, unless that was asked for.
    ///
    /// # Errors
    /// When that can't be done; the file is removed then.
    pub(super) fn rename(mut self) -> Result<(), ExportProblem> {
        let renamed = if self.replace { fs::rename(&self.path, &self.target) } else { rename_new(&self.path, &self.target) };
        match renamed {
            Ok(()) => self.renamed = true,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(ExportProblem::Exists(self.target.clone())),
            Err(error) => return Err(failed(error)),
        }
        sync_folder_of(&self.target);
        Ok(())
    }

    /// The name it will have, without its folder.
    pub(super) fn name(&self) -> String {
        self.target.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Gives a file or a folder another name, where there must be nothing.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // A file system that can't do it in one step: looked at once more, as shortly before as can be.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {
            if fs::symlink_metadata(to).is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            fs::rename(from, to)
        }
        done => done.map_err(io::Error::from),
    }
}

/// A name is safe when its folder is on the disk. A file system that can't say so has the file all the same.
pub(super) fn sync_folder_of(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.renamed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

pub(super) fn settle(mut file: File) -> io::Result<(u64, Digest)> {
    file.sync_all()?;
    file.rewind()?;
    let mut hasher = sha2::Sha256::new();
    let (mut octets, mut part) = (0_u64, vec![0; 64 << 10]);
    loop {
        let read = file.read(&mut part)?;
        if read == 0 {
            return Ok((octets, Digest::made(hasher.finalize().into())));
        }
        hasher.update(part.get(..read).unwrap_or_default());
        octets = octets.saturating_add(u64::try_from(read).unwrap_or(0));
    }
}

pub(super) fn failed(error: io::Error) -> ExportProblem {
    ExportProblem::Write { why: error.to_string() }
}
