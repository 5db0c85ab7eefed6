//! The registries: whether each answers and proves who it is, whom it takes us for, its API, its environment and its clock.
//! All are asked at the same time, once, and with a deadline.
//! Must not know: how a registry is asked.

use super::{
    super::{connect, status::advice},
    Finding,
};
use crate::{
    config::{Profile, secrets::Secrets},
    domain::transfer::Deadlines,
    registry::{
        Problem, ProblemKind, Read, Registry, Reply, Standing,
        http::{Credentials, HttpRegistry, Limits},
    },
    text::{Kind, time},
};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use std::{sync::Arc, time::Duration};

const ABOUT: &str = "registry";
/// The major version of the admin API that this console speaks.
const API: &str = "1";
/// How far a clock may be off before it is worth a look.
const CLOCK_REMARK: SignedDuration = SignedDuration::from_secs(5);

/// How long a registry is asked at most.
fn limits() -> Limits {
    Limits { connect: Duration::from_secs(4), read: Duration::from_secs(8), retries: 0, ..Limits::default() }
}

/// What is to be said about the registries of these profiles, with their tokens.
pub(super) fn findings(profiles: &[Profile], tokens: Vec<Option<SecretString>>) -> Vec<Finding> {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return vec![Finding::fail(ABOUT, "The system refused what is needed to ask registries.", "End other programs.")];
    };
    let found = runtime.block_on(async {
        let asked = profiles.iter().cloned().zip(tokens).map(|(profile, token)| tokio::spawn(ask(profile, token)));
        let mut found = Vec::new();
        for asking in asked.collect::<Vec<_>>() {
            found.extend(asking.await.unwrap_or_default());
        }
        found
    });
    runtime.shutdown_background();
    found
}

async fn ask(profile: Profile, token: Option<SecretString>) -> Vec<Finding> {
    let signs_in = token.is_some() || !profile.keeps_token();
    let credentials = match token {
        Some(token) => Ok(Credentials::Token(token)),
        None => connect::credentials(&profile, &Arc::new(Secrets::NoFile)),
    };
    let registry = match credentials.and_then(|credentials| connect::client(&profile, credentials, limits())) {
        Ok(registry) => registry,
        Err(why) => {
            let advice = "Mend the profile in the configuration.";
            return vec![Finding::fail(ABOUT, format!("It can't be asked: {why}."), advice).of(&profile.name)];
        }
    };
    let found = if signs_in { known(&registry, &profile).await } else { vec![stranger(&registry, &profile).await] };
    found.into_iter().map(|finding| finding.of(&profile.name)).collect()
}

/// Asks as somebody who signs in.
async fn known(registry: &HttpRegistry, profile: &Profile) -> Vec<Finding> {
    let begun = Timestamp::now();
    match registry.read(Read::Standing).await {
        Ok(Reply::Standing(standing)) => {
            let roles: Vec<String> = standing.roles.iter().map(|role| role.gate(Kind::Name).to_string()).collect();
            let who = standing.operator.gate(Kind::Name);
            let what = format!("{} {}, as {who}, {}.", standing.registry, answers(profile), roles.join(", "));
            let clock = clock(standing.clock, begun, Timestamp::now());
            vec![Finding::ok(ABOUT, what), api(&standing), environment(profile, &standing), clock]
        }
        Ok(_) => vec![unanswered(&Problem::of_other_answer())],
        Err(problem) if problem.kind == ProblemKind::SignedOut => vec![Finding::fail(
            ABOUT,
            format!("It {}, and does not take the token or the operator of this profile.", answers(profile)),
            if profile.keeps_token() {
                format!("Sign in again: countersign login --profile {}", profile.name)
            } else {
                "Check the operator in the profile.".to_owned()
            },
        )],
        Err(problem) => vec![unanswered(&problem)],
    }
}

/// Asks as nobody: there is no token to show.
async fn stranger(registry: &HttpRegistry, profile: &Profile) -> Finding {
    match registry.reach().await {
        Ok(()) => Finding::ok(ABOUT, format!("It {}; more can be seen by who is signed in.", answers(profile))),
        Err(problem) => unanswered(&problem),
    }
}

/// How it answers.
fn answers(profile: &Profile) -> &'static str {
    match (profile.url.starts_with("https://"), &profile.ca, &profile.client_certificate) {
        (false, ..) => "answers on this computer, without TLS",
        (true, None, None) => "answers, and its certificate is trusted by this computer",
        (true, Some(_), None) => "answers, and its certificate is trusted by the profile's ca",
        (true, None, Some(_)) => "answers; both certificates are trusted, the server's by this computer",
        (true, Some(_), Some(_)) => "answers; both certificates are trusted, the server's by the profile's ca",
    }
}

fn unanswered(problem: &Problem) -> Finding {
    Finding::fail(ABOUT, format!("{}. {}", problem.what(), problem.not_done()), advice(problem))
}

fn api(standing: &Standing) -> Finding {
    let version = standing.api_version.gate(Kind::Critical).to_string();
    if version.split('.').next() == Some(API) {
        return Finding::ok("API", format!("It speaks version {version} of the admin API."));
    }
    let what = format!("It speaks version {version} of the admin API, and this console version {API}.");
    Finding::fail("API", what, "Use a countersign that is made for it.")
}

/// The environment is the configuration's word; a registry that says otherwise is an alarm (T33).
fn environment(profile: &Profile, standing: &Standing) -> Finding {
    let configured = profile.environment.word();
    if standing.environment == Some(profile.environment) {
        return Finding::ok("environment", format!("Profile and registry both say {configured}."));
    }
    let says = standing.environment.map_or("nothing this version knows", |environment| environment.word());
    let what = format!("The profile says {configured}, the registry says {says}.");
    Finding::fail("environment", what, "Do nothing there before that is explained. Check address and environment.")
}

/// This computer's clock against the registry's, which was read some time between asking and the answer.
fn clock(theirs: Timestamp, begun: Timestamp, ended: Timestamp) -> Finding {
    const ABOUT: &str = "clock";
    let (side, off) =
        if theirs < begun { ("ahead of", begun.duration_since(theirs)) } else { ("behind", theirs.duration_since(ended)) };
    if off < CLOCK_REMARK {
        return Finding::ok(ABOUT, "It agrees with the registry's.");
    }
    let what = format!("This computer's is {} s {side} the registry's, which says {}.", off.as_secs(), time::full(theirs));
    let advice = "Set it, best by NTP: deadlines, certificates and signatures depend on it.";
    if off < Deadlines::DEFAULT.clock_alarm { Finding::warn(ABOUT, what, advice) } else { Finding::fail(ABOUT, what, advice) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::finding::Level;

    #[test]
    fn a_clock_is_judged_by_the_nearer_end_of_the_question() {
        let at = |second: i64| Timestamp::from_second(1_800_000_000 + second).unwrap();
        for (theirs, level) in [
            (0, Level::Ok),
            (2, Level::Ok),
            (-4, Level::Ok),
            (6, Level::Ok),
            (-5, Level::Warn),
            (8, Level::Warn),
            (-59, Level::Warn),
            (-60, Level::Fail),
            (62, Level::Fail),
        ] {
            assert_eq!(clock(at(theirs), at(0), at(2)).level, level, "{theirs}");
        }
    }
}
