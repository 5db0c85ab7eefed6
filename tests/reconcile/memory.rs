//! Long files in little memory: the program is given less than the rows would take one by one, and tells the same.
#![cfg(target_os = "linux")]

use super::{Folder, HEAD};
use std::{
    fmt::Write as _,
    process::{Command, Output},
};

const ROWS: u64 = 120_000;
/// KiB that the program may write to: a third of what the rows took when each was kept as it was read.
const MOST: &str = "32768";

/// A file in which row by row the serials go on, or jump.
fn file(step: u64, missing: u64) -> String {
    let mut text = format!("{HEAD}\r\n");
    for row in (0..ROWS).map(|row| row * step % ROWS).filter(|row| *row != missing) {
        let (first, last) = (row * 11 + 1, row * 11 + 10);
        let account = row % 7;
        let _ = write!(
            text,
            "CA0007,AUTH-{account},CHE,CHE01,CA0007-CHE01-CHE-{first}-2023,CA0007-CHE01-CHE-{last}-2023,GHG,10,Removals,2023\r\n"
        );
    }
    text
}

#[test]
fn memory_grows_with_the_differences_and_hardly_with_the_rows() {
    // Rows in the order of their serials, and in none: 7 919 is a prime that does not divide their number.
    for step in [1, 7_919] {
        let folder = Folder::with(&file(1, ROWS), &file(step, 77_777));
        let limited = format!("ulimit -d {MOST} && exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &limited, env!("CARGO_BIN_EXE_countersign"), "reconcile", "ours.csv", "theirs.csv"]);
        let Output { status, stdout, stderr } = command.current_dir(folder.path()).output().unwrap();
        let (says, error) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        assert_eq!(status.code(), Some(1), "step {step}: {status} {says}{error}");
        assert!(says.contains("CA0007-CHE01-CHE-855548-855557-2023: 10 ITMOs"), "{says}");
        assert!(says.contains("holder  ours CHE01 at line 77779, column 4"), "{says}");
        assert!(says.ends_with("DIFFER: 1 difference. 1 199 990 ITMOs are in both and agree in everything that both say.\n"));
    }
}
