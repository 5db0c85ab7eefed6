//! `countersign journal`: reads this console's journal, checks it, and proves one line of it to somebody who sees no other.
//! Checking needs public keys alone: no configuration, no network, no secret (scenario 25).
//! Must not know: how a journal is read.

use super::{Global, list, show, start, surroundings};
use crate::{
    evidence::{
        journal::{Digest, Head, Proof},
        key::PublicKey,
        openssh_key::{openssh_fingerprint, parse_openssh_public},
        sshsig::Namespace,
    },
    registry::sheet::Sheet,
    runtime::journal::{Found, Judged, ReadProblem, SegmentReport, check_signature, prove, verify},
    text::{Kind, Untrusted, number::grouped, time},
};
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What can be done with the journal.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Journal {
    /// Write the lines as a list: a table, or csv, json, jsonl, xlsx
    List(list::List),
    /// Write one line in full
    Show(show::Show),
    /// Check every line, every manifest and every signature, and say where the first thing is that does not hold
    ///
    /// The exit status is 0 when all holds, 1 when something does not, 2 when it could not be read.
    Verify(Verify),
    /// Write a text that proves one line, and shows no other
    Prove(Prove),
    /// Check such a text
    Check(Check),
}

/// Which journal, and by what it is judged.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// The folder of the journal, which may hold a part of it [default: this console's own, all of it]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    signers: Signers,
    /// A line that was once the newest, as `N:SHA256`: against lines that were taken from the end, and journals brought back
    #[arg(long, value_name = "N:SHA256", value_parser = head)]
    head: Option<Head>,
}

/// Whose signatures count.
#[derive(Debug, clap::Args)]
struct Signers {
    /// The keys of stations, as `countersign allowed-signers` writes them [default: say by which key each is signed]
    #[arg(long, value_name = "FILE")]
    allowed_signers: Option<PathBuf>,
}

/// Which line is proved.
#[derive(Debug, clap::Args)]
pub(super) struct Prove {
    /// The line's number
    #[arg(value_name = "N")]
    number: u64,
    /// The folder of the journal [default: this console's own]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The file to write, which must not be there yet [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Which proof.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The text that `countersign journal prove` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    signers: Signers,
}

/// Runs a command.
pub(super) fn run(global: &Global, journal: &Journal) -> ExitCode {
    match journal {
        Journal::List(list) => list::run(global, Sheet::Journal, list),
        Journal::Show(show) => show::run(global, Sheet::Journal, show),
        Journal::Verify(asked) => verified(asked).unwrap_or_else(|sentence| start::refuse(&sentence)),
        Journal::Prove(asked) => proved(asked).unwrap_or_else(|sentence| start::refuse(&sentence)),
        Journal::Check(asked) => checked(asked).unwrap_or_else(|sentence| start::refuse(&sentence)),
    }
}

fn verified(asked: &Verify) -> Result<ExitCode, String> {
    let folder = folder(asked.folder.as_deref())?;
    let stations = asked.signers.stations()?;
    let judged = Judged { whole: asked.folder.is_none(), remembered: asked.head.unwrap_or_default(), stations };
    match verify(&folder, &judged) {
        Ok(found) => {
            print(&report(&found));
            Ok(ExitCode::SUCCESS)
        }
        Err(ReadProblem::File(error)) => Err(format!("The journal in {} can't be read: {error}.", shown(&folder))),
        Err(ReadProblem::Breach(breach)) => Ok(start::fail(&format!("The journal does not hold. {breach}."))),
    }
}

fn report(found: &Found) -> String {
    let mut text = String::new();
    for segment in &found.segments {
        text.push_str(&told(segment));
    }
    if found.first > 1 {
        text.push_str(&format!("Lines 1 to {} are not here.\n", grouped(found.first - 1)));
    }
    if found.torn > 0 {
        text.push_str("Behind the last line stands the beginning of one that was not written to its end.\n");
    }
    for open in &found.open {
        let what = Untrusted::new(open.what.as_str()).gate(Kind::Name);
        text.push_str(&format!("Open since {}: line {}: {what}\n", time::full(open.at), open.seq));
    }
    let Head { seq, digest } = found.head;
    let lines = (seq + 1).saturating_sub(found.first);
    text.push_str(&format!("OK: {} lines; the newest is {seq}:{digest}\n", grouped(lines)));
    text
}

fn told(segment: &SegmentReport) -> String {
    let (first, last) = segment.lines;
    let closed = match (&segment.manifest, &segment.signed) {
        (None, _) => "not closed yet".to_owned(),
        (Some(_), None) => "closed, not signed".to_owned(),
        (Some(manifest), Some(key)) => {
            let station = manifest.station.as_deref().map_or_else(String::new, |station| format!("{station}, "));
            format!("closed, signed by {station}{key}")
        }
    };
    format!("{}: lines {first} to {last}, {closed}\n", segment.name.lines())
}

fn proved(asked: &Prove) -> Result<ExitCode, String> {
    let folder = folder(asked.folder.as_deref())?;
    match prove(&folder, asked.number) {
        Ok(text) => match &asked.out {
            None => {
                print(&text);
                Ok(ExitCode::SUCCESS)
            }
            Some(out) => {
                let written = File::create_new(out).and_then(|mut file| file.write_all(text.as_bytes()));
                written.map_err(|error| format!("{} can't be written: {error}.", shown(out)))?;
                Ok(ExitCode::SUCCESS)
            }
        },
        Err(problem) => Ok(start::fail(&format!("Nothing was proved: {problem}."))),
    }
}

fn checked(asked: &Check) -> Result<ExitCode, String> {
    let stations = asked.signers.stations()?;
    let text = fs::read_to_string(&asked.file).map_err(|error| format!("{} can't be read: {error}.", shown(&asked.file)))?;
    match judge_proof(&text, stations.as_deref()) {
        Ok(says) => {
            print(&says);
            Ok(ExitCode::SUCCESS)
        }
        Err(why) => Ok(start::fail(&format!("It proves nothing: {why}."))),
    }
}

/// Checks the proof of a line; what it proves, or why it proves nothing.
///
/// # Errors
/// A clause that says why it proves nothing.
fn judge_proof(text: &str, stations: Option<&[(String, PublicKey)]>) -> Result<String, String> {
    let proof = Proof::parse(text).map_err(|problem| problem.to_string())?;
    let Proof { record, manifest, signed, signature } = &proof;
    let armored = signature.as_ref().ok_or("its manifest is not signed")?;
    let key = check_signature(armored, manifest, signed, stations).map_err(|why| why.to_string())?;
    let what = Untrusted::new(record.entry.what.as_str()).gate(Kind::Name);
    let station = manifest.station.as_deref().unwrap_or_default();
    let (seq, at, kind) = (record.seq, time::full(record.at), record.entry.kind.word());
    Ok(format!(
        "Line {seq}, {kind}, written {at}: {what}\nstands in {}, closed {} and signed by {station}, {}\nOK\n",
        manifest.segment.lines(),
        time::full(manifest.closed),
        openssh_fingerprint(&key)
    ))
}

impl Signers {
    /// The keys of stations that may sign journals, if a file was given.
    fn stations(&self) -> Result<Option<Vec<(String, PublicKey)>>, String> {
        let Some(path) = &self.allowed_signers else { return Ok(None) };
        let text = fs::read_to_string(path).map_err(|error| format!("{} can't be read: {error}.", shown(path)))?;
        Ok(Some(text.lines().filter_map(station).collect()))
    }
}

/// The station and its key of a line of allowed signers. Lines of others are passed over, as `ssh-keygen` does.
fn station(line: &str) -> Option<(String, PublicKey)> {
    let (principal, rest) = line.split_once(' ')?;
    let station = principal.strip_prefix("station:")?;
    let at = rest.find("ssh-ed25519 ")?;
    let (options, key) = rest.split_at(at);
    let may = options.trim().is_empty() || !options.contains("namespaces=") || options.contains(Namespace::Journal.word());
    let key = parse_openssh_public(key).ok().filter(|_| may)?;
    Some((station.to_owned(), key))
}

fn folder(given: Option<&Path>) -> Result<PathBuf, String> {
    given.map_or_else(surroundings::journal, |folder| Ok(folder.to_owned()))
}

fn head(text: &str) -> Result<Head, String> {
    let (seq, digest) = text.split_once(':').ok_or("a number, a colon and a SHA-256")?;
    let seq = seq.parse().map_err(|_| "the number of a line, before the colon")?;
    let digest: Digest = digest.parse().map_err(|problem: crate::evidence::digest::NotADigest| problem.to_string())?;
    Ok(Head { seq, digest })
}

fn shown(path: &Path) -> String {
    Untrusted::new(path.to_string_lossy()).gate(Kind::Name).to_string()
}

fn print(text: &str) {
    // A reader that has seen enough, such as `head`, is no failure.
    let _ = io::stdout().lock().write_all(text.as_bytes());
}
