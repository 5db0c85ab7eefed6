//! Fetches a roster or a policy from a registry: the text and each signature as files, once its officers' signatures were judged here (F27).
//! What the registry calls in force and is not signed as it must be is not written; a version that waits is, and it is said who signed it.
//! Must not know: what the text says, or how a registry is asked.

use super::{Fetch, files, report};
use crate::{
    cli::{Global, registries, status::End},
    evidence::{
        guarded::{Guarded as Text, GuardedKind},
        roster::RosterText,
        sshsig::SshSignature,
    },
    registry::{
        Problem, Read, Registry, Reply,
        book::{Guarded, GuardedText, GuardedVersion},
    },
};
use jiff::Timestamp;
use std::{path::PathBuf, process::ExitCode};

/// Runs the command.
pub(super) fn run(global: &Global, kind: GuardedKind, fetch: &Fetch) -> ExitCode {
    match registries::one(global) {
        Ok(registry) => registries::until_signal(fetched(registry.as_ref(), kind, fetch)).say(),
        Err(sentence) => End::NotBegun(sentence).say(),
    }
}

async fn fetched(registry: &dyn Registry, kind: GuardedKind, fetch: &Fetch) -> End {
    let version = if fetch.waiting { GuardedVersion::Waiting } else { GuardedVersion::InForce };
    match gathered(registry, kind, version).await {
        Ok(Some(found)) => found.kept(fetch),
        Ok(None) if fetch.waiting => End::Refused(format!("No version of the {} waits.", kind.word())),
        Ok(None) => End::Refused(format!("This registry has no {} in force.", kind.word())),
        Err(end) => end,
    }
}

/// What came, and what it is judged by.
struct Found {
    given: GuardedText,
    text: Text,
    before: Option<Text>,
    roster: Option<RosterText>,
}

/// Asks for a version, the one before it, and the roster whose officers sign it.
async fn gathered(registry: &dyn Registry, kind: GuardedKind, version: GuardedVersion) -> Result<Option<Found>, End> {
    let guarded = guarded(kind);
    let Some(given) = asked(registry, guarded, version).await? else { return Ok(None) };
    let text = read(&given)?;
    let before = match given.version.checked_sub(1).filter(|number| *number > 0) {
        Some(number) => asked(registry, guarded, GuardedVersion::Number(number)).await?.as_deref().map(read).transpose()?,
        None => None,
    };
    let roster = match guarded {
        Guarded::Roster => None,
        Guarded::Policy => roster_at(registry, given.since).await?,
    };
    Ok(Some(Found { given: *given, text, before, roster }))
}

/// The roster in force at a time, linked by digests to the one in force now.
async fn roster_at(registry: &dyn Registry, at: Option<Timestamp>) -> Result<Option<RosterText>, End> {
    let mut version = GuardedVersion::InForce;
    let mut expected = None;
    loop {
        let Some(given) = asked(registry, Guarded::Roster, version).await? else { return Ok(None) };
        let Text::Roster(roster) = read(&given)? else { return Ok(None) };
        if expected.is_some_and(|expected| expected != roster.edition().sha256) {
            return Err(End::Refused("The registry's rosters do not come from each other (T20). Nothing was written.".into()));
        }
        let was_in_force = at.is_none_or(|at| given.since.is_some_and(|since| since <= at));
        match (was_in_force, roster.roster().previous, given.version.checked_sub(1)) {
            (true, _, _) | (_, None, _) | (_, _, None | Some(0)) => return Ok(Some(*roster)),
            (false, previous @ Some(_), Some(number)) => {
                expected = previous;
                version = GuardedVersion::Number(number);
            }
        }
    }
}

/// Which of the two texts a registry is asked for.
pub(super) fn guarded(kind: GuardedKind) -> Guarded {
    match kind {
        GuardedKind::Roster => Guarded::Roster,
        GuardedKind::Policy => Guarded::Policy,
    }
}

/// A version, as the registry gives it.
pub(super) async fn asked(
    registry: &dyn Registry,
    guarded: Guarded,
    version: GuardedVersion,
) -> Result<Option<Box<GuardedText>>, End> {
    match registry.read(Read::Guarded(guarded, version)).await {
        Ok(Reply::Guarded(given)) => Ok(given),
        Ok(_) => Err(End::from(&Problem::of_other_answer())),
        Err(problem) => Err(End::from(&problem)),
    }
}

fn read(given: &GuardedText) -> Result<Text, End> {
    Text::parse(given.text.octets().as_bytes())
        .map_err(|why| End::Refused(format!("What the registry sent can't be read: {why}. Nothing was written.")))
}

impl Found {
    /// Judges the signatures, and writes what may be written.
    fn kept(&self, fetch: &Fetch) -> End {
        let parsed = self.given.signatures.iter().map(|armored| SshSignature::parse(armored.octets()));
        let signatures: Vec<SshSignature> = match parsed.collect() {
            Ok(signatures) => signatures,
            Err(why) => return End::Refused(format!("A signature the registry sent can't be read: {why}. Nothing was written.")),
        };
        let at = self.given.since.unwrap_or_else(Timestamp::now);
        let judged = match self.text.succeeds(self.before.as_ref(), self.roster.as_ref(), &signatures, at) {
            Ok(judged) => judged,
            Err(why) => return End::Refused(format!("What the registry sent can't be in force: {why}. Nothing was written.")),
        };
        let names: Vec<String> = (1..=signatures.len()).map(|number| format!("signature {number}")).collect();
        let said = format!("{}\n\n{}", report::head(&self.text), report::officers(&judged, &names));
        if !fetch.waiting && !judged.is_complete() {
            return End::Refused(format!(
                "What the registry calls in force is not signed as it must be (F27). Nothing was written.\n{said}"
            ));
        }
        match self.write(fetch, &signatures) {
            Ok(()) => {
                println!("{said}\n\nWritten to {}, its signatures beside it.", files::called(&fetch.out));
                End::Done
            }
            Err(sentence) => End::NotWritten(sentence),
        }
    }

    fn write(&self, fetch: &Fetch, signatures: &[SshSignature]) -> Result<(), String> {
        files::write_new(&fetch.out, self.text.as_str()).map_err(|ended| ended.sentence())?;
        for (at, signature) in signatures.iter().enumerate() {
            let mut name = fetch.out.clone().into_os_string();
            name.push(format!(".{}.sig", at + 1));
            files::write_new(&PathBuf::from(name), &signature.armored()).map_err(|ended| ended.sentence())?;
        }
        Ok(())
    }
}
