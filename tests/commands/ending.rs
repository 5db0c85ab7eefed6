//! How commands end: each exit status, with a sentence on standard error and nothing on standard output.

use crate::office::{Ended, Office, command, configure, ended};
use std::{fs, io::Read, net::TcpListener, process::Stdio};

/// What went wrong: a status and a sentence, and nothing else.
fn refused(ended: Ended, status: i32, words: &str) {
    assert_eq!((ended.status, ended.out.as_str()), (status, ""), "{}", ended.err);
    assert!(ended.err.contains(words), "{}", ended.err);
    assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
}

#[test]
fn what_is_not_there_is_1() {
    let office = Office::open();
    refused(office.run(&["accounts", "show", "CHE01-100-9999"]), 1, "The registry knows nothing under this id");
    refused(office.run(&["blocks", "show", "CA0001-CHE01-CHE-18446744073709551615-2023", "--json"]), 1, "knows nothing");
    refused(office.run(&["messages", "show", "99999999"]), 1, "knows nothing");
}

#[test]
fn what_can_t_begin_is_2_and_asks_nothing() {
    let office = Office::open();
    fs::write(office.path("there.csv"), "mine").unwrap();
    for (arguments, words) in [
        (vec!["accounts", "list", "--filter", "stat:open"], "there is no field \"stat\" here (did you mean state?)"),
        (vec!["accounts", "list", "--sort", "locked"], "can't be sorted by \"locked\""),
        (vec!["blocks", "list", "--columns", "serial"], "there is no column \"serial\" here"),
        (vec!["blocks", "list", "--format", "xlsx"], "say --output FILE"),
        (vec!["blocks", "list", "--output", "x.txt"], "A table is for the screen"),
        (vec!["blocks", "list", "--output", "x.csv", "--format", "json"], "another format, csv"),
        (vec!["blocks", "list", "--output", "x.csv", "--json"], "--json contradicts"),
        (vec!["blocks", "list", "--output", "nowhere/x.csv"], "can't be written"),
        (vec!["blocks", "list", "--output", "there.csv"], "There is a file there.csv already; it was not touched."),
        (vec!["blocks", "show", "4711"], "an ITMO id reads like"),
        (vec!["accounts", "show", "a b"], "an account id is"),
        (vec!["accounts", "list", "--profile", "gone"], "There is no profile \"gone\""),
    ] {
        refused(office.run(&arguments), 2, words);
    }
    assert_eq!(fs::read_to_string(office.path("there.csv")).unwrap(), "mine");
    assert_eq!(office.run(&["accounts", "list", "--limit", "0"]).status, 2);
    assert_eq!(office.run(&["accounts", "list", "--force"]).status, 2);

    assert_eq!(office.run(&["accounts", "list", "--output", "there.csv", "--force"]).status, 0);
    assert!(fs::read_to_string(office.path("there.csv")).unwrap().contains("CHE01-100-0001"));
}

#[test]
fn what_is_not_reached_is_3() {
    // A port that nobody listens on: it was given to us and back.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let folder = tempfile::tempdir().unwrap();
    configure(folder.path(), &format!("http://{address}"));
    for arguments in
        [&["accounts", "list", "--json"][..], &["accounts", "show", "CHE01-100-0001"], &["blocks", "list", "--output", "b.csv"]]
    {
        refused(ended(command(folder.path(), arguments).output().unwrap()), 3, "The registry can't be reached");
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["config.toml"]);
}

#[test]
fn what_can_t_be_written_is_4() {
    let office = Office::open();
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let output = office.command(&["accounts", "list", "--json"]).stdout(Stdio::from(full)).output().unwrap();
    refused(ended(output), 4, "Writing failed: No space left on device");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let office = Office::open();
    for arguments in [["blocks", "list", "--json"], ["blocks", "list", "--columns=all"], ["accounts", "show", "CHE01-100-0001"]] {
        let mut child = office.command(&arguments).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut first = [0];
        out.read_exact(&mut first).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{arguments:?}");
    }
}
