//! `countersign allowed-signers`: the keys of a roster's text, for whoever checks signatures with stock `ssh-keygen`.
//! Works without configuration and network. Whether the roster was ever in force is not looked at, and that is said.
//! Must not know: how a roster comes into force.

use super::start::{self, Ended};
use crate::evidence::{
    allowed_signers::{AllowedSigner, of_roster},
    roster::{MOST_OCTETS, RosterText},
};
use std::{fs::File, io::Read, path::PathBuf, process::ExitCode};

/// Which roster.
#[derive(Debug, clap::Args)]
pub(super) struct AllowedSigners {
    /// The file with the roster's text
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Prints the lines.
pub(super) fn run(wanted: &AllowedSigners) -> ExitCode {
    start::told(lines(wanted).map_err(Ended::NotBegun))
}

fn lines(AllowedSigners { file }: &AllowedSigners) -> Result<String, String> {
    let shown = file.display();
    let mut octets = Vec::new();
    let opened = File::open(file).and_then(|opened| opened.take(MOST_OCTETS as u64 + 1).read_to_end(&mut octets));
    opened.map_err(|error| format!("{shown}: it can't be read: {error}."))?;
    let roster = RosterText::parse(&octets).map_err(|problem| format!("{shown}: {problem}."))?;
    let signers: Vec<String> = of_roster(roster.roster()).iter().map(AllowedSigner::to_string).collect();
    let (registry, edition) = (roster.roster().registry, roster.edition());
    Ok(format!("# Roster of {registry}, {edition}. Who signed it was not checked here.\n{}", signers.join("\n")))
}
