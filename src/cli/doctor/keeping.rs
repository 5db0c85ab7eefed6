//! The place where tokens are kept: whether it can be reached, and whether each profile has a token there.
//! Locked, absent and empty are three things. The passphrase of the file is only asked for when the operator says so.
//! Must not know: what a registry says about a token.

use super::{
    super::keeping::{self as place},
    Finding,
};
use crate::config::{
    Config, Profile, SecretsIn,
    secrets::{Keyring, Secrets, SecretsProblem, TokenName},
};
use secrecy::SecretString;
use std::{os::unix::fs::MetadataExt, time::Duration};

/// How long the keyring is waited for; nobody sits there to unlock it.
const PATIENCE: Duration = Duration::from_secs(3);

const ABOUT: &str = "secrets";

/// What is to be said about it, and the token of each profile, in their order.
pub(super) fn findings(config: &Config, profiles: &[Profile], unlock: bool) -> (Vec<Finding>, Vec<Option<SecretString>>) {
    let needed = profiles.iter().any(Profile::keeps_token);
    let none = || profiles.iter().map(|_| None).collect();
    let secrets = match config.secrets {
        SecretsIn::Keyring => Secrets::Keyring(Keyring::of_system().patient_for(PATIENCE)),
        SecretsIn::File if needed && unlock => match place::open(config) {
            Ok(secrets) => secrets,
            Err(sentence) => return (vec![Finding::fail(ABOUT, sentence, "")], none()),
        },
        SecretsIn::File => return (vec![closed_file(needed)], none()),
    };
    if !needed {
        return (vec![unneeded(&secrets)], none());
    }
    let mut findings = Vec::new();
    let mut tokens = Vec::new();
    for profile in profiles {
        let answer = if profile.keeps_token() { secrets.token(&TokenName::of(profile)) } else { Ok(None) };
        if let Err(problem @ (SecretsProblem::NoKeyring { .. } | SecretsProblem::Late { .. })) = &answer {
            // The same for every profile, and a deadline for each would add up.
            let finding = Finding::fail(ABOUT, problem.sentences(), "Until then only practice registries can be signed in to.");
            return (vec![finding], none());
        }
        findings.extend(finding(profile, &answer, place::called(&secrets)));
        tokens.push(answer.ok().flatten());
    }
    (findings, tokens)
}

fn finding(profile: &Profile, answer: &Result<Option<SecretString>, SecretsProblem>, place: &str) -> Option<Finding> {
    if !profile.keeps_token() {
        return None;
    }
    let finding = match answer {
        Ok(Some(_)) => Finding::ok(ABOUT, format!("A token is kept in {place}.")),
        Ok(None) => Finding::warn(
            ABOUT,
            format!("No token is kept in {place}."),
            format!("Sign in: countersign login --profile {}", profile.name),
        ),
        Err(problem @ SecretsProblem::Locked) => Finding::warn(ABOUT, problem.sentences(), "The token is still in it."),
        Err(problem) => Finding::fail(ABOUT, problem.sentences(), "Until then nobody can sign in to this profile."),
    };
    Some(finding.of(&profile.name))
}

/// No profile keeps a token: whatever the place is like, it is not needed.
fn unneeded(secrets: &Secrets) -> Finding {
    match secrets.token(&TokenName::of_nobody()) {
        Ok(_) => Finding::ok(ABOUT, "The keyring answers; no profile here needs it."),
        Err(problem) => Finding::ok(ABOUT, format!("{} No profile here needs it.", problem.sentences())),
    }
}

/// The file, seen from outside.
fn closed_file(needed: bool) -> Finding {
    let path = match place::file() {
        Ok(path) => path,
        Err(sentence) => return Finding::fail(ABOUT, format!("{sentence}."), "Set HOME."),
    };
    let shown = path.display();
    match std::fs::metadata(&path) {
        Ok(about) if about.mode() & 0o077 != 0 => Finding::fail(
            ABOUT,
            format!("{shown} can be read by others (mode {:03o}), so it is not used.", about.mode() & 0o777),
            format!("Run: chmod 600 {shown}"),
        ),
        Ok(_) => Finding::ok(ABOUT, format!("{shown} is yours alone; with --unlock its tokens are tried too.")),
        Err(_) if needed => {
            Finding::warn(ABOUT, format!("{shown} is not there yet: no token is kept."), "Sign in: countersign login")
        }
        Err(_) => Finding::ok(ABOUT, format!("{shown} is not there, and no profile here needs it.")),
    }
}
