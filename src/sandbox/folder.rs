//! Where a practice registry keeps its file.
//! A folder the operator named stays; a temporary one is only this user's and goes with the registry.
//! Must not know: what is in the file.

use crate::domain::RegistryId;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The folder of one practice registry. A temporary one is removed when this is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    temporary: bool,
}

impl Folder {
    /// The named folder, made if it is missing; or a new temporary one that only this user may enter.
    pub(super) fn open(named: Option<&Path>) -> io::Result<Self> {
        match named {
            Some(path) => {
                fs::create_dir_all(path)?;
                Ok(Self { path: path.to_owned(), temporary: false })
            }
            None => {
                let name = format!("countersign-practice-{}", uuid::Uuid::now_v7());
                let path = std::env::temp_dir().join(name);
                private(&mut fs::DirBuilder::new()).create(&path)?;
                Ok(Self { path, temporary: true })
            }
        }
    }

    /// The file of a registry.
    pub(super) fn file(&self, registry: RegistryId) -> PathBuf {
        self.path.join(format!("{registry}.sqlite"))
    }
}

/// Only this user may enter.
fn private(builder: &mut fs::DirBuilder) -> &mut fs::DirBuilder {
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(builder, 0o700);
    builder
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.temporary {
            // What can't be removed now is the system's to clear, like every temporary file.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}
