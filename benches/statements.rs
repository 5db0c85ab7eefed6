//! Verifying signed statements: reading the text strictly and checking both signatures, beside stock `ssh-keygen -Y verify`.
//! Prints a table; with UPDATE_DOCS=1 also puts it into docs/performance.md.
//! Must not know: how a statement is judged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]
#![allow(missing_docs)]

#[path = "whole/report.rs"]
#[allow(dead_code)]
mod report;
#[path = "../tests/formats/sample.rs"]
#[allow(dead_code)]
mod sample;

use countersign::evidence::{
    openssh_key::openssh_public,
    signed::Signed,
    sshsig::{Namespace, SshSignature},
    statement::Statement,
};
use report::Row;
use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// How many statements.
const COUNT: u32 = 10_000;
/// How many of them ssh-keygen is asked about: it is a process for each.
const SAMPLE: usize = 200;

/// A statement as it travels.
struct Travelling {
    text: String,
    person: String,
    station: String,
}

fn main() {
    let machine = report::machine();
    let all: Vec<Travelling> = (1..=COUNT).map(signed).collect();
    let mut rows = vec![ours(&all)];
    rows.push(stock(&all[..SAMPLE]));
    let table = report::table(&machine, &rows);
    println!("{table}");
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        report::into_document("statement figures", &table);
    }
}

fn signed(seq: u32) -> Travelling {
    let said = Statement { seq: u64::from(seq).try_into().unwrap(), ..sample::approval() };
    let text = said.write().unwrap().as_str().to_owned();
    let armored = |key, namespace| SshSignature::sign(key, namespace, text.as_bytes()).armored();
    let (person, station) = (armored(&sample::luc(), Namespace::Approve), armored(&sample::station(), Namespace::Station));
    Travelling { text, person, station }
}

fn rate(count: usize, took: Duration) -> String {
    let each = took / u32::try_from(count).unwrap();
    format!(
        "{} in {} ms: {} a second, {} µs each",
        count,
        took.as_millis(),
        count as u128 * 1_000_000 / took.as_micros(),
        each.as_micros()
    )
}

fn ours(all: &[Travelling]) -> Row {
    let (luc, station) = (sample::luc().public(), sample::station().public());
    let begun = Instant::now();
    for Travelling { text, person, station: at } in all {
        let said = Signed::statement(text, person, at).unwrap();
        let octets = said.text.as_str().as_bytes();
        said.person.verify(Namespace::Approve, octets, &luc).unwrap();
        said.station.verify(Namespace::Station, octets, &station).unwrap();
    }
    Row::note("statements read strictly, with the signatures of person and station, one thread", rate(all.len(), begun.elapsed()))
}

fn stock(all: &[Travelling]) -> Row {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let allowed =
        format!("luc {}\nstation {}\n", openssh_public(&sample::luc().public()), openssh_public(&sample::station().public()));
    fs::write(path("allowed"), allowed).unwrap();
    for (at, Travelling { text, person, station }) in all.iter().enumerate() {
        fs::write(path(&format!("{at}")), text).unwrap();
        fs::write(path(&format!("{at}.luc")), person).unwrap();
        fs::write(path(&format!("{at}.station")), station).unwrap();
    }
    let begun = Instant::now();
    for at in 0..all.len() {
        for (who, namespace) in [("luc", Namespace::Approve), ("station", Namespace::Station)] {
            ssh_keygen(&path("allowed"), who, namespace, &path(&format!("{at}.{who}")), &path(&format!("{at}")));
        }
    }
    Row::note("the same two signatures by `ssh-keygen -Y verify`, a process each", rate(all.len(), begun.elapsed()))
}

fn ssh_keygen(allowed: &Path, who: &str, namespace: Namespace, signature: &Path, text: &Path) {
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "verify", "-n", namespace.word(), "-I", who, "-f"]).arg(allowed).arg("-s").arg(signature);
    let status = command.stdin(File::open(text).unwrap()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success());
}
