//! From a profile to the client of its registry: its address, its certificates, and how its operator signs in.
//! Nothing is opened before the first question; what is wrong with a profile is found before, and said in a sentence.
//! Must not know: which command asked.

use super::Global;
use crate::{
    config::{
        Config, Profile,
        secrets::{KeptToken, Secrets},
    },
    registry::{
        Environment, Identity,
        http::{Credentials, EndpointProblem, HttpRegistry, Limits},
    },
};
use std::sync::Arc;

/// What every practice registry takes as a passphrase. It protects nothing, and is no secret.
const PRACTICE_PASSPHRASE: &str = "practice";

/// The place of the profile of `--profile`, or of the configured one.
///
/// # Errors
/// A sentence, when there is no such profile.
pub(super) fn chosen(global: &Global, config: &Config) -> Result<usize, String> {
    let Some(name) = &global.profile else { return Ok(config.first_profile()) };
    config.profiles.iter().position(|profile| profile.name == *name).ok_or_else(|| {
        let names: Vec<&str> = config.profiles.iter().map(|profile| profile.name.as_str()).collect();
        let there = if names.is_empty() { "none is configured".to_owned() } else { format!("there is {}", names.join(", ")) };
        format!("There is no profile {name:?}; {there}.")
    })
}

/// How the operator of a profile signs in: with the public passphrase of practice registries, or with the token that is kept.
/// Secrets are never taken from the configuration, the environment or the command line (T08).
///
/// # Errors
/// A clause, when the profile does not say enough.
pub(super) fn credentials(profile: &Profile, secrets: &Arc<Secrets>) -> Result<Credentials, String> {
    match (profile.environment, &profile.operator) {
        (Environment::Practice, Some(operator)) => {
            Ok(Credentials::Practice { operator: operator.clone(), passphrase: PRACTICE_PASSPHRASE.into() })
        }
        (Environment::Practice, None) => Err("a practice registry needs an operator to sign in as".into()),
        (Environment::Production | Environment::Test, _) => {
            Ok(Credentials::Kept(Arc::new(KeptToken::of(profile, Arc::clone(secrets)))))
        }
    }
}

/// The client of a profile's registry. Reads the certificates of the profile; nothing is opened.
///
/// # Errors
/// A clause that says what is wrong.
pub(super) fn client(profile: &Profile, credentials: Credentials, limits: Limits) -> Result<HttpRegistry, String> {
    let identity = Identity { profile: profile.name.clone(), endpoint: profile.url.clone(), environment: profile.environment };
    let endpoint = profile.url.parse().map_err(|problem: EndpointProblem| problem.to_string())?;
    let trust = profile.trust().map_err(|problem| problem.to_string())?;
    let registry = HttpRegistry::with_limits(identity, endpoint, credentials, limits).map_err(|problem| problem.to_string())?;
    Ok(registry.trusting(trust))
}

#[cfg(all(test, feature = "sandbox"))]
mod tests {
    use super::*;

    #[test]
    fn practice_registries_take_this_passphrase() {
        assert_eq!(PRACTICE_PASSPHRASE, crate::sandbox::PRACTICE_PASSPHRASE);
    }
}
