//! `countersign`: the console on the registries of the configuration.
//! Whatever is wrong with a profile is said before the terminal is taken; nothing is connected yet.
//! Must not know: the terminal.

use super::{Global, connect, keeping, start, surroundings};
use crate::{
    config::{Config, Profile, secrets::Secrets},
    console::ProfileCard,
    registry::{Access, Registry, http::Limits, readonly::ReadOnly, veiled::Veiled},
    runtime::RegistryMaker,
};
use std::{
    io::{self, IsTerminal},
    process::ExitCode,
    sync::Arc,
};

/// What is said when the configuration names no registry.
const NO_REGISTRY: &str =
    "No registry is configured. Write a configuration file (config.example.toml shows how), or try `countersign demo`.";

/// Opens the console.
pub(super) fn run(global: &Global) -> ExitCode {
    let opened = surroundings::config(global).and_then(|config| {
        let secrets = secrets(&config)?;
        profiles(global, &config, secrets).map(|profiles| (config, profiles))
    });
    match opened {
        Ok((config, profiles)) => start::run(global, &config, profiles),
        Err(sentence) => start::refuse(&sentence),
    }
}

/// The place where tokens are kept. The passphrase of the file is asked for here, while the terminal is still the shell's.
fn secrets(config: &Config) -> Result<Secrets, String> {
    // Without a terminal there will be no console either, and that is what must be said.
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if config.keeps_tokens() && terminal { keeping::open(config) } else { Ok(Secrets::NoFile) }
}

fn profiles(global: &Global, config: &Config, secrets: Secrets) -> Result<start::Profiles, String> {
    if config.profiles.is_empty() {
        return Err(NO_REGISTRY.into());
    }
    let secrets = Arc::new(secrets);
    let mut cards = Vec::new();
    let mut registries: Vec<RegistryMaker> = Vec::new();
    let mut keys = Vec::new();
    for profile in &config.profiles {
        let read_only = profile.read_only || global.read_only;
        let registry = registry(profile, &secrets, read_only).map_err(|why| format!("Profile {}: {why}.", profile.name))?;
        registries.push(Box::new(move || Arc::clone(&registry)));
        cards.push(ProfileCard {
            name: profile.name.clone(),
            environment: profile.environment,
            access: Access::of_profile(read_only),
            theme: profile.theme.clone(),
            signer: profile.signing.as_ref().map(start::signer),
            ticket: profile.ticket.clone(),
            practice: None,
        });
        keys.push(profile.signing.clone().map(start::keys));
    }
    let first = connect::chosen(global, config)?;
    Ok(start::Profiles { cards, registries, keys, first, journal: surroundings::journal()?, seen: Some(surroundings::seen()?) })
}

/// The registry of the profile that would be first in the console, for reading only. Asks for the passphrase of the file of secrets,
/// if the profile's token is in it; nothing else is opened yet.
///
/// # Errors
/// A sentence that says what is wrong.
pub(super) fn reader(global: &Global, config: &Config) -> Result<Arc<dyn Registry>, String> {
    let profile = connect::chosen(global, config).map(|place| config.profiles.get(place))?;
    let profile = profile.ok_or_else(|| NO_REGISTRY.to_owned())?;
    let secrets = if profile.keeps_token() { keeping::open(config)? } else { Secrets::NoFile };
    let found = registry(profile, &Arc::new(secrets), true).map_err(|why| format!("Profile {}: {why}.", profile.name))?;
    // What an approver is to type again from paper is not printed for them either (F07).
    Ok(match &profile.signing {
        Some(signing) => Arc::new(Veiled::new(found, signing.person.clone())),
        None => found,
    })
}

/// The same for a command that acts: with the right to, if the profile has it.
///
/// # Errors
/// A sentence that says what is wrong.
pub(super) fn actor(global: &Global, config: &Config) -> Result<(Arc<dyn Registry>, Access), String> {
    let profile = connect::chosen(global, config).map(|place| config.profiles.get(place))?;
    let profile = profile.ok_or_else(|| NO_REGISTRY.to_owned())?;
    let secrets = if profile.keeps_token() { keeping::open(config)? } else { Secrets::NoFile };
    let read_only = profile.read_only || global.read_only;
    let registry = registry(profile, &Arc::new(secrets), read_only).map_err(|why| format!("Profile {}: {why}.", profile.name))?;
    Ok((registry, Access::of_profile(read_only)))
}

/// The client of a profile's registry. Nothing is opened before the first question, the keyring included.
fn registry(profile: &Profile, secrets: &Arc<Secrets>, read_only: bool) -> Result<Arc<dyn Registry>, String> {
    let registry = connect::client(profile, connect::credentials(profile, secrets)?, Limits::default())?;
    Ok(if read_only { Arc::new(ReadOnly::new(registry)) } else { Arc::new(registry) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::{Environment, Identity, NotSignedIn, ProblemKind, Read};

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
        profiles(global, &Config::parse(text, "config.toml".as_ref()).unwrap(), Secrets::NoFile)
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
    fn a_registry_nobody_is_signed_in_to_says_so_and_is_not_asked() {
        let profiles = opened(TWO, &Global::default()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let problem = runtime.block_on(profiles.registries[1]().read(Read::Standing)).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::NotSignedIn { profile: "real".into(), why: NotSignedIn::NoToken });
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
    fn each_profile_has_its_theme() {
        let text = format!("theme = \"light\"\n{TWO}theme = \"mono\"\n");
        let cards = opened(&text, &Global::default()).unwrap().cards;
        assert_eq!(cards.into_iter().map(|card| card.theme).collect::<Vec<_>>(), [None, Some("mono".to_owned())]);
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
}
