//! `countersign login` and `countersign logout`: a token is asked for, tried, and kept; or removed.
//! What the registry does not take is not kept, and nothing of a token is ever shown.
//! Must not know: how tokens are kept.

use super::{
    Global, connect, keeping, prompt,
    start::{self, Ended},
    status, surroundings,
};
use crate::{
    config::{Config, Profile, secrets::TokenName},
    registry::{
        Problem, ProblemKind, Read, Registry, Reply, Standing,
        http::{Credentials, Limits},
    },
    text::Kind,
};
use secrecy::{ExposeSecret, SecretString};
use std::process::ExitCode;

/// Signs in to the profile.
pub(super) fn log_in(global: &Global) -> ExitCode {
    start::told(signed_in(global))
}

/// Removes the token of the profile.
pub(super) fn log_out(global: &Global) -> ExitCode {
    start::told(signed_out(global))
}

fn signed_in(global: &Global) -> Result<String, Ended> {
    let (config, profile) = profile(global).map_err(Ended::NotBegun)?;
    let name = TokenName::of(&profile);
    // Whether a token can be kept is found out before anybody types one.
    let secrets = keeping::open_or_begin(&config).map_err(Ended::NotBegun)?;
    secrets.token(&name).map_err(|problem| Ended::NotBegun(problem.sentences()))?;
    let token = prompt::secret(&format!("Token for {name}: ")).map_err(|problem| Ended::NotBegun(problem.to_string()))?;
    if token.expose_secret().is_empty() {
        return Err(Ended::NotBegun("No token was given; nothing was kept.".to_owned()));
    }
    let standing = tried(&profile, &token).map_err(Ended::Failed)?;
    secrets
        .keep(&name, &token)
        .map_err(|problem| Ended::Failed(format!("The token is good, and was not kept. {}", problem.sentences())))?;
    let place = keeping::called(&secrets);
    Ok(format!("Signed in to {} at {}: {}. The token is kept in {place}.", profile.name, standing.registry, who(&standing)))
}

fn signed_out(global: &Global) -> Result<String, Ended> {
    let (config, profile) = profile(global).map_err(Ended::NotBegun)?;
    let secrets = keeping::open(&config).map_err(Ended::NotBegun)?;
    let place = keeping::called(&secrets);
    match secrets.forget(&TokenName::of(&profile)) {
        Ok(true) => Ok(format!(
            "The token of {} was removed from {place}. The registry takes it until it expires: if others may know it, have it \
             withdrawn there.",
            profile.name
        )),
        Ok(false) => Ok(format!("No token of {} was kept in {place}.", profile.name)),
        Err(problem) => Err(Ended::Failed(format!("The token was not removed. {}", problem.sentences()))),
    }
}

/// The configuration, and the profile that is meant.
fn profile(global: &Global) -> Result<(Config, Profile), String> {
    let config = surroundings::config(global)?;
    let place = connect::chosen(global, &config)?;
    let profile = config.profiles.get(place).cloned();
    let profile = profile.ok_or("No registry is configured. Write a configuration file; config.example.toml shows how.")?;
    if profile.keeps_token() {
        Ok((config, profile))
    } else {
        Err(format!("{} is a practice registry: nobody signs in there with a token.", profile.name))
    }
}

/// Asks the registry with the token who its bearer is. A registry that is another than configured gets nothing kept (T33).
fn tried(profile: &Profile, token: &SecretString) -> Result<Standing, String> {
    let registry = connect::client(profile, Credentials::Token(token.clone()), Limits::default())
        .map_err(|why| format!("Profile {}: {why}. Nothing was kept.", profile.name))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("The system refused what is needed to ask the registry: {error}."))?;
    let standing = match runtime.block_on(registry.read(Read::Standing)) {
        Ok(Reply::Standing(standing)) => standing,
        Ok(_) => return Err(refused(&Problem::of_other_answer())),
        Err(problem) => return Err(refused(&problem)),
    };
    if standing.environment == Some(profile.environment) {
        return Ok(standing);
    }
    let says = standing.environment.map_or("nothing this version knows", |environment| environment.word());
    Err(format!(
        "The profile says {}, the registry says {says}. Nothing was kept. Check the address and the environment in the profile.",
        profile.environment.word()
    ))
}

fn refused(problem: &Problem) -> String {
    if problem.kind == ProblemKind::SignedOut {
        return "The registry does not take this token. Nothing was kept. Check that it was copied whole and has not expired."
            .to_owned();
    }
    format!("{}. Nothing was kept. {}", problem.what(), status::advice(problem))
}

/// Who the operator is to the registry, in its words.
fn who(standing: &Standing) -> String {
    let roles: Vec<String> = standing.roles.iter().map(|role| role.gate(Kind::Name).to_string()).collect();
    format!("{}, {}", standing.operator.gate(Kind::Name), if roles.is_empty() { "no roles".to_owned() } else { roles.join(", ") })
}
