//! `countersign roster` and `countersign policy`: show, propose, sign, verify and post the texts that guard a registry (F27).
//! Only what is fetched, posted or revoked needs a registry, and only who signs needs a key; a file that is there is never written over.
//! Must not know: how a text comes to a registry.

pub(super) mod acting;
mod alarm;
mod fetch;
pub(super) mod files;
mod post;
mod report;
pub(super) mod signing;
mod withdraw;

use super::{
    Global,
    start::{self, Ended},
};
use crate::{
    config::KeyPlace,
    domain::PersonId,
    evidence::{
        guarded::{Guarded, GuardedKind},
        roster::RosterText,
        sshsig::SshSignature,
    },
};
use clap::{Args, Subcommand};
use files::read;
use jiff::Timestamp;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What can be done with a roster or a policy.
#[derive(Debug, Subcommand)]
pub(super) enum Guard {
    /// Print a text, its version and its digest
    Show(Show),
    /// Make the next version from an edited copy of the one in force
    ///
    /// Rows need no numbers, no counts and no order; version and digest of the version before are set. Nothing is signed.
    Propose(Propose),
    /// Read a text, and sign it as a security officer
    Sign(Sign),
    /// Fetch the version in force from the registry, with its signatures, once these hold
    ///
    /// The exit status is 0 when it was written, 1 when the registry has none or one that is not signed as it must be.
    Fetch(Fetch),
    /// Sign a version and send it to the registry: the first officer proposes it, the second brings it into force
    ///
    /// The exit status is that of commands that ask a registry; the act is in the journal, as the console's are.
    Post(Post),
    /// Take back the version that waits for a second officer
    ///
    /// One officer is enough: it was never in force. The exit status is that of commands that ask a registry; the act is in the journal.
    Withdraw(Withdraw),
    /// Say who signed a text, and whether it may come into force
    ///
    /// The exit status is 0 when it may, 1 when officers are missing or it could not follow, 2 when it can't be read.
    Verify(Verify),
}

/// A text to be shown.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The file
    file: PathBuf,
    /// The version before; what changed is printed instead of the whole
    #[arg(long, value_name = "FILE")]
    after: Option<PathBuf>,
}

/// A draft to be made a version of.
#[derive(Debug, Args)]
pub(super) struct Propose {
    /// The edited copy
    draft: PathBuf,
    /// The version in force [default: none, this is the first]
    #[arg(long, value_name = "FILE")]
    after: Option<PathBuf>,
    /// Where to write the new version; there must be nothing yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// A text to be signed.
#[derive(Debug, Args)]
pub(super) struct Sign {
    /// The file
    file: PathBuf,
    /// The version in force, to print what changes
    #[arg(long, value_name = "FILE")]
    after: Option<PathBuf>,
    /// Who signs, by the id in the roster [default: as the profile says]
    #[arg(long, value_name = "ID", requires = "key")]
    person: Option<PersonId>,
    /// Where the key is: agent, agent:NAME, keyring or file:PATH [default: as the profile says]
    #[arg(long, value_name = "PLACE", requires = "person")]
    key: Option<KeyPlace>,
}

/// What can be done with a roster alone.
#[derive(Debug, Subcommand)]
pub(super) enum OfRoster {
    #[command(flatten)]
    Guard(Guard),
    /// End a key at once, before its row does: an officer any, everybody their own
    ///
    /// One person is enough, and only a version that two officers sign brings the key back. The exit status is that of commands that
    /// ask a registry.
    Revoke(Revoke),
}

/// A version to be sent.
#[derive(Debug, Args)]
pub(super) struct Post {
    /// The file
    file: PathBuf,
    /// The version in force, to print what changes
    #[arg(long, value_name = "FILE")]
    after: Option<PathBuf>,
    /// Who signs, by the id in the roster [default: as the profile says]
    #[arg(long, value_name = "ID", requires = "key")]
    person: Option<PersonId>,
    /// Where the key is: agent, agent:NAME, keyring or file:PATH [default: as the profile says]
    #[arg(long, value_name = "PLACE", requires = "person")]
    key: Option<KeyPlace>,
}

/// A key to be revoked.
#[derive(Debug, Args)]
pub(super) struct Revoke {
    /// Whose key: a person, a station, or the fingerprint SHA256:…
    of: String,
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: String,
    /// Who revokes, by the id in the roster [default: as the profile says]
    #[arg(long, value_name = "ID", requires = "key")]
    person: Option<PersonId>,
    /// Where their key is: agent, agent:NAME, keyring or file:PATH [default: as the profile says]
    #[arg(long, value_name = "PLACE", requires = "person")]
    key: Option<KeyPlace>,
}

/// A version to be taken back.
#[derive(Debug, Args)]
pub(super) struct Withdraw {
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: String,
}

/// A text to be fetched.
#[derive(Debug, Args)]
pub(super) struct Fetch {
    /// Where to write it; there must be nothing yet. Signatures go beside it, as FILE.1.sig and so on
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The version that waits for a second officer, instead of the one in force
    #[arg(long)]
    waiting: bool,
}

/// A text to be verified.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The file
    file: PathBuf,
    /// The version in force [default: none, this is the first]
    #[arg(long, value_name = "FILE")]
    after: Option<PathBuf>,
    /// The roster in force, whose officers sign a policy
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,
    /// A signature; may be given more than once [default: all files beside it that begin with its name and end with .sig]
    #[arg(long = "signature", value_name = "FILE")]
    signatures: Vec<PathBuf>,
    /// The time to judge by, as 2026-11-22T09:14:05Z [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<Timestamp>,
}

/// Does what was asked for.
pub(super) fn run(global: &Global, kind: GuardedKind, guard: &Guard) -> ExitCode {
    match guard {
        Guard::Show(show) => start::told(self::show(kind, show)),
        Guard::Propose(propose) => start::told(self::propose(kind, propose)),
        Guard::Sign(sign) => start::told(signing::sign(global, kind, sign)),
        Guard::Fetch(fetch) => fetch::run(global, kind, fetch),
        Guard::Post(post) => post::version(global, kind, post),
        Guard::Withdraw(withdraw) => self::withdraw::run(global, kind, withdraw),
        Guard::Verify(verify) => match self::verify(kind, verify) {
            Ok((told, true)) => start::told(Ok(told)),
            Ok((told, false)) => {
                println!("{told}");
                ExitCode::FAILURE
            }
            Err(ended) => start::told(Err(ended)),
        },
    }
}

/// Does what was asked for with a roster.
pub(super) fn run_roster(global: &Global, asked: &OfRoster) -> ExitCode {
    match asked {
        OfRoster::Guard(guard) => run(global, GuardedKind::Roster, guard),
        OfRoster::Revoke(revoke) => post::revocation(global, revoke),
    }
}

fn show(kind: GuardedKind, show: &Show) -> Result<String, Ended> {
    let text = read(kind, &show.file)?;
    let body = match before(kind, show.after.as_ref())? {
        Some(old) => report::changes(&text, &old),
        None => text.as_str().trim_end().to_owned(),
    };
    Ok(format!("{}\n\n{body}", report::head(&text)))
}

fn propose(kind: GuardedKind, propose: &Propose) -> Result<String, Ended> {
    let old = before(kind, propose.after.as_ref())?;
    let draft = files::draft(&propose.draft)?;
    let text = Guarded::tidied(&draft, old.as_ref().map(Guarded::edition))
        .map_err(|why| Ended::NotBegun(format!("No version can be made of the draft: {why}. Nothing was written.")))?;
    files::expect(kind, &text)?;
    if let Some(old) = &old
        && old.registry() != text.registry()
    {
        return Err(Ended::NotBegun("The draft is for another registry or environment than the version in force.".into()));
    }
    files::write_new(&propose.out, text.as_str())?;
    let changed = old.map_or_else(String::new, |old| format!("\n\n{}", report::changes(&text, &old)));
    Ok(format!("{}{changed}\n\nWritten to {}. Two security officers sign it.", report::head(&text), files::called(&propose.out)))
}

/// Whether a text may come into force, and what is said about it.
fn verify(kind: GuardedKind, verify: &Verify) -> Result<(String, bool), Ended> {
    let text = read(kind, &verify.file)?;
    let old = before(kind, verify.after.as_ref())?;
    let roster = verify.roster.as_deref().map(roster).transpose()?;
    let (names, signatures): (Vec<String>, Vec<SshSignature>) =
        files::signatures(&verify.file, &verify.signatures)?.into_iter().unzip();
    let head = report::head(&text);
    Ok(match text.succeeds(old.as_ref(), roster.as_ref(), &signatures, verify.at.unwrap_or_else(Timestamp::now)) {
        Ok(judged) => (format!("{head}\n\n{}", report::officers(&judged, &names)), judged.is_complete()),
        Err(why) => (format!("{head}\n\nIt can't come into force: {why}."), false),
    })
}

fn before(kind: GuardedKind, path: Option<&PathBuf>) -> Result<Option<Guarded>, Ended> {
    path.map(|path| read(kind, path)).transpose()
}

fn roster(path: &Path) -> Result<RosterText, Ended> {
    match read(GuardedKind::Roster, path)? {
        Guarded::Roster(roster) => Ok(*roster),
        Guarded::Policy(_) => Err(Ended::NotBegun(format!("{} is a policy, not a roster.", files::called(path)))),
    }
}
