//! `countersign`: the console on the registries of the configuration.
//! Whatever is wrong with a profile is said before the terminal is taken; nothing is connected yet.
//! Must not know: the terminal.

use super::{Global, start, surroundings};
use crate::{
    config::{Config, Profile},
    console::ProfileCard,
    registry::{
        Access, Environment, Identity, Problem, ProblemKind, Registry,
        http::{Credentials, HttpRegistry},
        readonly::ReadOnly,
        waiting::Waiting,
    },
    runtime::RegistryMaker,
};
use std::{process::ExitCode, sync::Arc};
use tokio::sync::watch;

/// What every practice registry takes as a passphrase. It protects nothing, and is no secret.
const PRACTICE_PASSPHRASE: &str = "practice";

/// What is said when the configuration names no registry.
const NO_REGISTRY: &str =
    "No registry is configured. Write a configuration file (config.example.toml shows how), or try `countersign demo`.";

/// Opens the console.
pub(super) fn run(global: &Global) -> ExitCode {
    match surroundings::config(global).and_then(|config| profiles(global, &config).map(|profiles| (config, profiles))) {
        Ok((config, profiles)) => start::run(global, &config, profiles),
        Err(sentence) => start::refuse(&sentence),
    }
}

fn profiles(global: &Global, config: &Config) -> Result<start::Profiles, String> {
    if config.profiles.is_empty() {
        return Err(NO_REGISTRY.into());
    }
    let mut cards = Vec::new();
    let mut registries: Vec<RegistryMaker> = Vec::new();
    for profile in &config.profiles {
        let read_only = profile.read_only || global.read_only;
        let registry = registry(profile, read_only).map_err(|why| format!("Profile {}: {why}.", profile.name))?;
        registries.push(Box::new(move || Arc::clone(&registry)));
        cards.push(ProfileCard {
            name: profile.name.clone(),
            environment: profile.environment,
            access: Access::of_profile(read_only),
            theme: profile.theme.clone(),
        });
    }
    let first = first(global, config)?;
    Ok(start::Profiles { cards, registries, first, journal: surroundings::journal()?, seen: Some(surroundings::seen()?) })
}

/// The registry of the profile that would be first in the console, for reading only. Nothing is opened yet.
///
/// # Errors
/// A sentence that says what is wrong.
pub(super) fn reader(global: &Global, config: &Config) -> Result<Arc<dyn Registry>, String> {
    let profile = first(global, config).map(|place| config.profiles.get(place))?;
    let profile = profile.ok_or_else(|| NO_REGISTRY.to_owned())?;
    registry(profile, true).map_err(|why| format!("Profile {}: {why}.", profile.name))
}

/// The profile of `--profile`, or the configured one.
fn first(global: &Global, config: &Config) -> Result<usize, String> {
    let Some(name) = &global.profile else { return Ok(config.first_profile()) };
    config.profiles.iter().position(|profile| profile.name == *name).ok_or_else(|| {
        let names: Vec<&str> = config.profiles.iter().map(|profile| profile.name.as_str()).collect();
        format!("There is no profile {name:?}; there is {}.", names.join(", "))
    })
}

/// The client of a profile's registry. Nothing is opened before the first question.
fn registry(profile: &Profile, read_only: bool) -> Result<Arc<dyn Registry>, String> {
    let identity = Identity { profile: profile.name.clone(), endpoint: profile.url.clone(), environment: profile.environment };
    let Some(credentials) = credentials(profile)? else { return Ok(Arc::new(without_sign_in(identity))) };
    let endpoint = profile.url.parse().map_err(|problem: crate::registry::http::EndpointProblem| problem.to_string())?;
    let registry = HttpRegistry::new(identity, endpoint, credentials).map_err(|problem| problem.to_string())?;
    Ok(if read_only { Arc::new(ReadOnly::new(registry)) } else { Arc::new(registry) })
}

/// How the operator signs in. This version signs in to practice registries only: the others need a secret, and secrets are never
/// taken from the configuration, the environment or the command line (T08).
fn credentials(profile: &Profile) -> Result<Option<Credentials>, String> {
    match (profile.environment, &profile.operator) {
        (Environment::Practice, Some(operator)) => {
            Ok(Some(Credentials::Practice { operator: operator.clone(), passphrase: PRACTICE_PASSPHRASE.into() }))
        }
        (Environment::Practice, None) => Err("a practice registry needs an operator to sign in as".into()),
        (Environment::Production | Environment::Test, _) => Ok(None),
    }
}

/// A registry this version can't sign in to: it answers every question with that, and nothing is sent.
fn without_sign_in(identity: Identity) -> Waiting {
    let (_, arrival) = watch::channel(Some(Err(Problem::of(ProblemKind::NoSignIn))));
    Waiting::new(identity, arrival)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Read;

    const TWO: &str = r#"
        default_profile = "real"
        [[profiles]]
        name = "play"
        url = "http://127.0.0.1:1"
        environment = "practice"
        operator = "amina.k"
        [[profiles]]
        name = "real"
        url = "https://registry.example.org"
        environment = "production"
    "#;

    fn opened(text: &str, global: &Global) -> Result<start::Profiles, String> {
        profiles(global, &Config::parse(text, "config.toml".as_ref()).unwrap())
    }

    #[test]
    fn each_profile_gets_its_registry() {
        let profiles = opened(TWO, &Global::default()).unwrap();
        let identities: Vec<Identity> = profiles.registries.iter().map(|make| make().identity().clone()).collect();
        assert_eq!(identities[0].endpoint, "http://127.0.0.1:1");
        assert_eq!(identities[1].environment, Environment::Production);
        assert_eq!(profiles.first, 1);
        assert!(profiles.cards.iter().all(|card| card.access.capability().is_some()));
    }

    #[test]
    fn a_registry_that_cannot_be_signed_in_to_says_so() {
        let profiles = opened(TWO, &Global::default()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let problem = runtime.block_on(profiles.registries[1]().read(Read::Standing)).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::NoSignIn);
        assert_eq!((problem.not_done(), problem.may_pass()), ("Nothing was sent.", false));
    }

    #[test]
    fn each_profile_keeps_its_theme() {
        let text = TWO.replace("environment = \"production\"", "environment = \"production\"\ntheme = \"light\"");
        let profiles = opened(&text, &Global::default()).unwrap();
        let themes: Vec<Option<&str>> = profiles.cards.iter().map(|card| card.theme.as_deref()).collect();
        assert_eq!(themes, [None, Some("light")]);
    }

    #[test]
    fn read_only_takes_the_right_to_act_from_every_profile() {
        let profiles = opened(TWO, &Global { read_only: true, ..Global::default() }).unwrap();
        assert!(profiles.cards.iter().all(|card| card.access.capability().is_none()));
    }

    #[test]
    fn what_is_missing_is_said() {
        let named = |name: &str| Global { profile: Some(name.into()), ..Global::default() };
        assert_eq!(opened(TWO, &named("play")).unwrap().first, 0);
        assert_eq!(opened(TWO, &named("gone")).err().unwrap(), "There is no profile \"gone\"; there is play, real.");
        assert!(opened("", &Global::default()).err().unwrap().contains("countersign demo"));
        let nobody = TWO.replace("operator = \"amina.k\"", "");
        assert!(opened(&nobody, &Global::default()).err().unwrap().starts_with("Profile play: "));
    }

    #[cfg(feature = "sandbox")]
    #[test]
    fn practice_registries_take_this_passphrase() {
        assert_eq!(PRACTICE_PASSPHRASE, crate::sandbox::PRACTICE_PASSPHRASE);
    }
}
