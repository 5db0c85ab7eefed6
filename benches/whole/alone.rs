//! The console without practice registries in it, as an office builds it that only connects (`--no-default-features`). The budget of
//! memory is about this one: what a program maps counts as its memory. Built here, in a folder of its own.
//! Must not know: what is measured on it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The program. Built the first time, which takes as long as a clean build does.
pub fn program() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("alone");
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--release", "--no-default-features", "--bin", "countersign"]);
    build.current_dir(env!("CARGO_MANIFEST_DIR")).arg("--target-dir").arg(&target);
    assert!(build.status().unwrap().success(), "the console without practice registries does not build");
    target.join("release/countersign")
}
