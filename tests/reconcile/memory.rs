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

/// A report of actions, each at a moment of its own: of one row the acquiring Party knows nothing.
fn report(party: &str, rest: impl Fn(u64) -> Option<String>) -> String {
    let mut text = format!(
        "Party,{party}\r\nAction date,Action type,Cooperative approach ID,First transferring participating Party ID,Party ITMO registry ID,\
         First ID,Last ID,Vintage,Transferring participating Party ID,Acquiring participating Party ID\r\n"
    );
    for row in 0..ROWS {
        let (first, last) = (row * 11 + 1, row * 11 + 10);
        let Some(rest) = rest(row) else { continue };
        let [kind, parties] = <[&str; 2]>::try_from(rest.split('|').collect::<Vec<_>>()).unwrap();
        let (hour, minute, second) = (row / 3_600 % 24, row / 60 % 60, row % 60);
        let _ = write!(
            text,
            "2024-03-{:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z,{kind},CA0007,CHE,CHE01,CA0007-CHE01-CHE-{first}-2023,\
             CA0007-CHE01-CHE-{last}-2023,2023,{parties}\r\n",
            row / 86_400 + 1,
            row % 1_000
        );
    }
    text
}

#[test]
fn two_reports_of_actions_are_compared_in_little_memory_too() {
    let ours = report("CHE", |_| Some("First transfer|,GHA".to_owned()));
    let theirs = report("GHA", |row| (row != 77_777).then(|| "Acquisition|CHE,".to_owned()));
    let folder = Folder::with(&ours, &theirs);
    let limited = format!("ulimit -d {MOST} && exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &limited, env!("CARGO_BIN_EXE_countersign"), "reconcile", "ours.csv", "theirs.csv"]);
    let Output { status, stdout, stderr } = command.current_dir(folder.path()).output().unwrap();
    let (says, error) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(status.code(), Some(1), "{status} {says}{error}");
    assert!(says.contains("CHE has 120000 actions with GHA, and GHA has 119999 with CHE."), "{says}");
    assert!(says.contains("CA0007-CHE01-CHE-855548-855557-2023: 10 ITMOs"), "{says}");
    assert!(says.contains("at line 77780"), "{says}");
}
