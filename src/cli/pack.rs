//! `countersign pack`: the evidence of one transfer as one signed file, for this registry or for the one at the other end.
//! A preview says what is kept, withheld and marked; what looks like a secret stops it (scenario 24).
//! Must not know: what evidence there is.

use super::{Global, connect, console, registries, start, status::End, surroundings};
use crate::{
    config::Config,
    domain::transfer::TransferId,
    evidence::pack::Audience,
    registry::Registry,
    runtime::{
        journal::{JournalDesk, Station},
        pack::{Gathered, PackProblem, Preview, gather, write},
    },
    text::{Kind, Untrusted},
};
use jiff::Timestamp;
use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

/// Which transfer, for whom, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct Pack {
    /// The transfer's id
    #[arg(value_name = "TRANSFER")]
    transfer: TransferId,
    /// The file to write; there is none if anything fails
    #[arg(long, value_name = "FILE", required_unless_present = "preview")]
    out: Option<PathBuf>,
    /// For whom: operator (everything) or counterpart (nothing of this registry or console alone)
    #[arg(long = "for", value_name = "WHOM", default_value = "operator", value_parser = audience)]
    audience: Audience,
    /// Leave this file out; may be given again
    #[arg(long, value_name = "NAME")]
    leave_out: Vec<String>,
    /// Say what would be kept, withheld and marked, and write nothing
    #[arg(long)]
    preview: bool,
}

fn audience(word: &str) -> Result<Audience, String> {
    Audience::of_word(word).ok_or_else(|| "it is for operator or counterpart".to_owned())
}

/// Runs the command.
pub(super) fn run(global: &Global, asked: &Pack) -> ExitCode {
    match begin(global) {
        Ok((registry, journal, station)) => {
            registries::until_signal(async { made(&*registry, &journal, station.as_ref(), asked).await }).say()
        }
        Err(sentence) => End::NotBegun(sentence).say(),
    }
}

type Begun = (std::sync::Arc<dyn Registry>, JournalDesk, Option<Station>);

fn begin(global: &Global) -> Result<Begun, String> {
    let config = surroundings::config(global)?;
    let registry = console::reader(global, &config)?;
    let journal = JournalDesk::of(&surroundings::journal()?);
    Ok((registry, journal, station(global, &config)?))
}

/// The station of the profile, if it has one.
fn station(global: &Global, config: &Config) -> Result<Option<Station>, String> {
    let profile = config.profiles.get(connect::chosen(global, config)?);
    let signing = profile.and_then(|profile| profile.signing.as_ref());
    Ok(signing.map(|signing| start::station(&start::signer(signing), &start::keys(signing.clone()))))
}

async fn made(registry: &dyn Registry, journal: &JournalDesk, station: Option<&Station>, asked: &Pack) -> End {
    let gathered = match gather(registry, journal, asked.transfer).await {
        Ok(gathered) => gathered,
        Err(PackProblem::Registry(problem)) => return End::from(&problem),
        Err(problem) => return End::Refused(format!("No pack was made: {problem}.")),
    };
    let preview = gathered.preview(asked.audience, &asked.leave_out);
    let unknown = asked.leave_out.iter().find(|name| !gathered.items.iter().any(|item| item.file.name == **name));
    if let Some(name) = unknown {
        let name = Untrusted::new(name.as_str()).gate(Kind::Name);
        return End::NotBegun(format!("There is no file {name} to leave out; --preview lists them."));
    }
    let said = told(&preview, &gathered);
    if asked.preview {
        return print(&said);
    }
    let Some(out) = &asked.out else { return print(&said) };
    let packed = match gathered.packed(asked.audience, &asked.leave_out, station, Timestamp::now()) {
        Ok(packed) => packed,
        Err(problem) => return End::Refused(format!("No pack was made: {problem}.")),
    };
    // What the station signs stands whole on the terminal before it does (T03): ids that were parsed, names of our own, digests.
    if let end @ End::NotWritten(_) = print(&format!("{said}\n{}\n", packed.manifest())) {
        return end;
    }
    match packed.sealed(station) {
        Err(problem) => End::Refused(format!("No pack was made: {problem}.")),
        Ok(octets) => match write(out, &octets) {
            Err(error) => End::NotWritten(format!("{} could not be written: {error}.", out.display())),
            Ok(()) => {
                let signed =
                    station.map_or_else(|| "not signed: the profile names no station".into(), |s| format!("signed by {}", s.id));
                print(&format!("Written to {}, {} octets, {signed}.\n", out.display(), octets.len()))
            }
        },
    }
}

fn told(preview: &Preview, gathered: &Gathered) -> String {
    let mut text = String::new();
    let leaks: Vec<String> = preview.leaks.iter().map(|(file, leak)| format!("{file}: {leak}")).collect();
    for (sign, lines) in [
        ("kept     ", &preview.kept),
        ("withheld ", &preview.withheld),
        ("marked   ", &preview.removed),
        ("lacking  ", &gathered.lacking),
        ("secret?  ", &leaks),
    ] {
        for line in lines {
            text.push_str(&format!("{sign} {}\n", Untrusted::new(line.as_str()).gate(Kind::Name)));
        }
    }
    text
}

fn print(text: &str) -> End {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => End::NotWritten(format!("Writing failed: {error}.")),
        _ => End::Done,
    }
}
