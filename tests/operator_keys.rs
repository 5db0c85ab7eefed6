//! Operator and station keys with the real binary and the real OpenSSH: enrolled, found by the doctor, used to sign, and checked by stock
//! `ssh-keygen`. What OpenSSH makes is taken here, and what is made here OpenSSH takes. Machines without it have nothing to show.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[cfg(feature = "sandbox")]
#[path = "operator_keys/acting.rs"]
mod acting;
#[path = "operator_keys/agent.rs"]
mod agent;
#[path = "pty/allowlist.rs"]
#[allow(dead_code)]
mod allowlist;
#[cfg(feature = "sandbox")]
#[path = "commands/bundles.rs"]
#[allow(dead_code)]
mod bundles;
#[cfg(feature = "sandbox")]
#[path = "operator_keys/casing.rs"]
mod casing;
#[cfg(feature = "sandbox")]
#[path = "operator_keys/contradicted.rs"]
mod contradicted;
#[path = "end_to_end/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "operator_keys/doctor.rs"]
mod doctor;
#[path = "pty/driver.rs"]
#[allow(dead_code)]
mod driver;
#[path = "operator_keys/enrolling.rs"]
mod enrolling;
#[cfg(feature = "sandbox")]
#[path = "operator_keys/exchange.rs"]
mod exchange;
#[path = "operator_keys/guarding.rs"]
mod guarding;
#[cfg(feature = "sandbox")]
#[path = "pty/liar.rs"]
mod liar;
#[cfg(feature = "sandbox")]
#[path = "operator_keys/messaging.rs"]
mod messaging;
#[path = "operator_keys/roster.rs"]
mod roster;
#[path = "operator_keys/stock.rs"]
mod stock;

use countersign::{
    config::{KeyPlace, secrets::Keyring},
    evidence::principal::Principal,
    runtime::keys::{Agent, AgentProblem, FoundKey, KeyPlaces},
};

/// A secret that must never be seen.
const PASSPHRASE: &str = "canary passphrase 91c2";
/// What is signed.
const TEXT: &str = "itmo-order/v1\norder-id: sample\n";

fn person() -> Principal {
    Principal::Person("amina.k".parse().unwrap())
}

fn station() -> Principal {
    Principal::Station("ONL-2".parse().unwrap())
}

fn found(whose: &Principal, place: &str, agent: Option<Agent>) -> FoundKey {
    let places = KeyPlaces { agent: agent.ok_or(AgentProblem::NoAgent), keyring: Keyring::of_system() };
    FoundKey::find(whose, &place.parse::<KeyPlace>().unwrap(), &places).unwrap()
}
