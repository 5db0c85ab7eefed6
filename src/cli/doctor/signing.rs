//! The keys of each profile that says who signs: whether they are where it says, and can be used.
//! Nothing is opened or asked for; the public keys are enough to know. They are shown by fingerprint, to compare with the roster.
//! Must not know: the roster.

use super::Finding;
use crate::{
    config::{KeyPlace, Profile, Signing},
    evidence::{key::PublicKey, openssh_key::openssh_fingerprint, principal::Principal},
    runtime::keys::{FoundKey, KeyPlaces},
};
use std::time::Duration;

const ABOUT: &str = "signing";

/// How long agent and keyring are waited for; nobody sits there to unlock them.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is to be said about keys.
pub(super) fn findings(profiles: &[Profile]) -> Vec<Finding> {
    let session = KeyPlaces::of_session();
    let agent = session.agent.map(|agent| agent.patient_for(PATIENCE));
    let places = KeyPlaces { agent, keyring: session.keyring.patient_for(PATIENCE) };
    let signing = profiles.iter().filter_map(|profile| Some((profile, profile.signing.as_ref()?)));
    signing.flat_map(|(profile, signing)| of(signing, &places).into_iter().map(|finding| finding.of(&profile.name))).collect()
}

fn of(signing: &Signing, places: &KeyPlaces) -> Vec<Finding> {
    let (person, first) = found(&Principal::Person(signing.person.clone()), &signing.key, places);
    let (station, second) = found(&Principal::Station(signing.station.clone()), &signing.station_key, places);
    let mut findings = vec![first, second];
    if person.is_some() && person == station {
        let what = "The station signs with the person's key, so no signature shows where it was made.";
        findings.push(Finding::fail(ABOUT, what, "Enrol a key for the station; no roster takes one key twice."));
    }
    findings
}

fn found(whose: &Principal, place: &KeyPlace, places: &KeyPlaces) -> (Option<PublicKey>, Finding) {
    match FoundKey::find(whose, place, places) {
        Ok(found) => {
            let key = found.public_key();
            let closed = if found.wants_passphrase() { "a passphrase opens it" } else { "no passphrase is asked for" };
            let what = format!("The key of {whose} is in {}, {}; {closed}.", place.called(), openssh_fingerprint(&key));
            (Some(key), Finding::ok(ABOUT, what))
        }
        Err(problem) => (None, Finding::fail(ABOUT, problem.sentences(), format!("Until then {whose} can't sign."))),
    }
}
