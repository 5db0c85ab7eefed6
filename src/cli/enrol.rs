//! `countersign enrol`: makes the key of a person or a station, or takes one there is, and prints what the security officers need of it.
//! What is there already is never written over. Everything that is printed is public; a passphrase is asked for on the terminal (T08).
//! Must not know: how a key is kept, or whether a roster takes it.

use super::{
    keeping, opening,
    start::{self, Ended},
};
use crate::{
    config::KeyPlace,
    domain::{PersonId, StationId},
    evidence::{
        allowed_signers::AllowedSigner,
        key::PublicKey,
        moment::Moment,
        openssh_key::{openssh_fingerprint, openssh_public},
        principal::Principal,
    },
    runtime::keys::{FoundKey, KeyPlaces, KeyProblem, make_in_file, make_in_keyring},
};
use jiff::{SignedDuration, Timestamp};
use std::{
    path::{self, PathBuf},
    process::ExitCode,
};

/// How long a key is proposed for. The officers decide.
const A_YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

/// Whose key, and where it is kept.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("whose").required(true)), group(clap::ArgGroup::new("where").required(true)))]
pub(super) struct Enrol {
    /// The person whose key it is, by the id in the roster
    #[arg(long, value_name = "ID", group = "whose")]
    person: Option<PersonId>,
    /// The station whose key it is, by the id in the roster
    #[arg(long, value_name = "ID", group = "whose")]
    station: Option<StationId>,
    /// Take the key with this comment or fingerprint from the session's ssh-agent
    #[arg(long, value_name = "KEYNAME", group = "where")]
    agent: Option<String>,
    /// Keep the key in the operating system's keyring: make one, or take the one that is there
    #[arg(long, group = "where")]
    keyring: bool,
    /// Keep the key in an OpenSSH key file: make one, or take the one that is there
    #[arg(long, value_name = "PATH", group = "where")]
    file: Option<PathBuf>,
}

impl Enrol {
    fn whose(&self) -> Option<Principal> {
        let person = self.person.clone().map(Principal::Person);
        person.or_else(|| self.station.clone().map(Principal::Station))
    }

    fn place(&self) -> Option<KeyPlace> {
        match (&self.agent, &self.file) {
            (Some(name), _) => Some(KeyPlace::Agent(Some(name.clone()))),
            (None, Some(path)) => Some(KeyPlace::File(path::absolute(path).unwrap_or_else(|_| path.clone()))),
            (None, None) => self.keyring.then_some(KeyPlace::Keyring),
        }
    }
}

/// Enrols a key.
pub(super) fn run(enrol: &Enrol) -> ExitCode {
    let (Some(whose), Some(place)) = (enrol.whose(), enrol.place()) else {
        return start::refuse("Say whose key it is, and where it is kept.");
    };
    let enrolled = enrolled(&whose, &place, &KeyPlaces::of_session());
    start::told(enrolled.map(|(key, first)| format!("{first}\n\n{}", told(&whose, &place, &key, Timestamp::now()))))
}

/// The key, and a sentence on where it came from.
fn enrolled(whose: &Principal, place: &KeyPlace, places: &KeyPlaces) -> Result<(PublicKey, String), Ended> {
    let shown = place.called();
    match FoundKey::find(whose, place, places) {
        Ok(found) => {
            // Whoever enrols a key can use it.
            opening::opened(&found).map_err(Ended::NotBegun)?;
            return Ok((found.public_key(), format!("There is a key for {whose} in {shown} already; it stays as it is.")));
        }
        Err(problem) if problem.is_missing() => {}
        Err(problem) => return Err(Ended::NotBegun(format!("{} Nothing was changed.", problem.sentences()))),
    }
    let failed = |problem: KeyProblem| Ended::Failed(problem.sentences());
    match place {
        KeyPlace::File(path) => {
            let may_be_none = matches!(whose, Principal::Station(_));
            let passphrase = keeping::new_passphrase(path, may_be_none).map_err(Ended::NotBegun)?;
            make_in_file(whose, path, passphrase.as_ref()).map_err(failed)?;
        }
        KeyPlace::Keyring => make_in_keyring(whose, places).map_err(failed)?,
        // An agent is given keys with ssh-add.
        KeyPlace::Agent(_) => {}
    }
    // Read again from where it is: what is proposed to the officers is what will sign.
    let key = FoundKey::find(whose, place, places).map_err(failed)?.public_key();
    let lost = match place {
        KeyPlace::Keyring => "Nothing brings it back when it is lost, and whoever opens the keyring signs with it.",
        _ => "Nothing brings it back when it is lost, or its passphrase forgotten.",
    };
    Ok((key, format!("A key for {whose} was made in {shown}. {lost}")))
}

/// What the officers, a verifier and the configuration need.
fn told(whose: &Principal, place: &KeyPlace, key: &PublicKey, now: Timestamp) -> String {
    let (line, fingerprint) = (openssh_public(key), openssh_fingerprint(key));
    let (from, to) = (Moment::of(now), Moment::of(now.saturating_add(A_YEAR).unwrap_or(now)));
    let (kind, kept) = match place {
        KeyPlace::Agent(_) => ("agent", format!("agent:{fingerprint}")),
        KeyPlace::Keyring => ("keyring", place.to_string()),
        KeyPlace::File(_) => ("file", place.to_string()),
    };
    let kept = toml::Value::String(kept);
    let (row, settings) = match whose {
        Principal::Person(id) => (format!("key-N: {id} {kind} {line} {from} {to}"), format!("person = \"{id}\"\nkey = {kept}")),
        Principal::Station(id) => {
            (format!("station-N: {id} {line} {from} {to}"), format!("station = \"{id}\"\nstation_key = {kept}"))
        }
    };
    let signer = AllowedSigner { principal: whose.clone(), key: *key, validity: None };
    let hardware =
        if kind == "agent" { "\nWhere a hardware token holds the key, the roster says hardware, not agent.\n" } else { "" };
    format!(
        "Public key\n{line}\n\nFingerprint, to be compared by voice or on paper\n{fingerprint}\n\nFor the roster, which two security \
         officers sign\n{row}\n{hardware}\nFor allowed_signers, which ssh-keygen -Y verify reads\n{signer}\n\nFor the configuration\n\
         [profiles.signing]\n{settings}"
    )
}
