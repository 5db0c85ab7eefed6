//! A command that is interrupted leaves nothing behind, and says so by its exit status.

use crate::office::Office;
use countersign::sandbox::Options;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs,
    time::{Duration, Instant},
};

#[test]
fn an_interrupted_export_leaves_no_file() {
    let slow = Duration::from_millis(200);
    let office =
        Office::of(Options { accounts: 5_000, blocks: 0, delay: slow, history: false, ..Options::of("CHE01".parse().unwrap()) });
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let child = office.command(&["accounts", "list", "--output", "a.csv"]).spawn().unwrap();
        let names = || fs::read_dir(office.folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let begun = Instant::now();
        while !names().any(|name| name.ends_with(".partial")) {
            assert!(begun.elapsed() < Duration::from_secs(20), "it never began");
            std::thread::yield_now();
        }
        let pid = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(names().collect::<Vec<_>>(), ["config.toml"]);
    }
}
