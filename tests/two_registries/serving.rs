//! `sandbox serve` from outside: ready lines, two registries in one process, faults, the end.

use rustix::process::{Pid, Signal, kill_process};
use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
};

fn serve(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.args(["sandbox", "serve", "--accounts", "5", "--blocks", "5", "--no-history"]).args(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn ended(mut child: Child, signal: Signal) -> (Option<i32>, String) {
    kill_process(Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap(), signal).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code(), said)
}

#[test]
fn each_registry_says_one_line_and_ends_cleanly() {
    for (arguments, ids, signal) in [
        (&["--registry", "GHA01"][..], &["GHA01"][..], Signal::INT),
        (&["--pair"], &["CHE01", "GHA01"], Signal::TERM),
        (&["--registry", "THA01", "--registry", "SWE01"], &["THA01", "SWE01"], Signal::INT),
    ] {
        let mut child = serve(arguments);
        let mut out = BufReader::new(child.stdout.take().unwrap());
        for id in ids {
            let mut line = String::new();
            out.read_line(&mut line).unwrap();
            let expected = format!("countersign practice registry {id} ready at http://127.0.0.1:");
            assert!(line.starts_with(&expected) && line.ends_with('\n'), "{line:?}");
        }
        assert_eq!(ended(child, signal), (Some(0), String::new()));
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "", "nothing else is said on standard output");
    }
}

#[test]
fn what_does_not_fit_is_said_before_anything_runs() {
    for (arguments, sentence) in [
        (&["--fault", "latncy=5"][..], "did you mean latency?"),
        (&["--fault", "GHA01:silent"], "GHA01 is not served here"),
        (&["--registry", "GHA01", "--registry", "GHA01"], "GHA01 can't be served twice"),
        (&["--peer", "GHA01=http://example.org"], "http, this machine, and nothing behind the port"),
        (&["--pair", "--listen", "127.0.0.1:65535"], "no port after 65535"),
        (&["--listen", "0.0.0.0:0"], "only listens on a loopback address"),
    ] {
        let output = serve(arguments).wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(sentence), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn the_faults_are_listed() {
    let output = Command::new(env!("CARGO_BIN_EXE_countersign")).args(["sandbox", "faults"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for row in countersign::sandbox::DISTURBANCES {
        assert!(text.lines().any(|line| line.starts_with(row.name) && line.ends_with(row.does)), "{}", row.name);
    }
    for case in &countersign::sandbox::CASES {
        let said = case.leaves.err().unwrap_or(case.symptom);
        assert!(text.lines().any(|line| line.starts_with(case.name) && line.ends_with(said)), "{}", case.name);
    }
    for code in countersign::sandbox::Planted::every() {
        assert!(text.lines().any(|line| line.starts_with(code.id()) && line.contains(code.spec().name)), "{code:?}");
    }
    let planted = countersign::sandbox::Planted::every().count();
    assert_eq!(text.lines().count(), countersign::sandbox::DISTURBANCES.len() + countersign::sandbox::CASES.len() + planted);
}
