//! The counterpart registries of every practice registry: a dozen, one of them a hub, one of them dead.
//! Practice keys, rosters and policies are made from names, so that all know each other's without a ceremony; that protects nothing and
//! is said so.
//! Must not know: where a peer is on the network, and what was ever transferred.

use crate::{
    domain::RegistryId,
    sandbox::{
        Level,
        book::Guarded,
        comm::{
            CommProblem, evidence,
            peers::{self, Peer},
        },
        desk,
        fault::StoreProblem,
        guard::practice,
        people::registry_name,
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

/// The registries of the practice world and the state of the link to each.
const WORLD: [(&str, &str); 12] = [
    ("CHE01", "active"),
    ("GEO01", "suspended-planned"),
    ("GHA01", "active"),
    ("JPN01", "degraded"),
    ("MAR01", "active"),
    ("MWI01", "initialising"),
    ("SGP01", "active"),
    ("SWE01", "active"),
    ("THA01", "active"),
    ("VUT01", "active"),
    (HUB, "test"),
    (DEAD, "active"),
];

/// The practice hub: it is in the directory, and no transfer goes through it.
pub(in crate::sandbox) const HUB: &str = "XIR01";
/// A registry that nobody answers for.
pub(in crate::sandbox) const DEAD: &str = "XDE01";

/// Practice keys are valid since 1 January 2024, UTC: before anything that practice books remember.
const SINCE: i64 = 1_704_067_200;

/// Enters everybody but the registry itself into its directory.
pub(in crate::sandbox) fn write(book: &Connection, here: RegistryId, level: Level) -> Result<(), CommProblem> {
    let from = Timestamp::constant(SINCE, 0);
    for (id, state) in WORLD {
        let Ok(registry) = id.parse::<RegistryId>() else { continue };
        if registry == here {
            continue;
        }
        let mut peer = Peer { assurance: level.word().to_owned(), ..Peer::new(registry, &name(registry), state) };
        if state == "suspended-planned" {
            let until = from.saturating_add(SignedDuration::from_hours(24 * 7_300)).unwrap_or(from);
            peer.maintenance = Some((from, until));
        }
        peers::put(book, &peer)?;
        let (key, secret) = desk::practice_key(registry, 1);
        peers::put_key(book, registry, (&key, &secret.public()), (from, None), "practice key, made from its name")?;
        for (what, text) in [(Guarded::Roster, practice::roster(registry)), (Guarded::Policy, practice::policy(registry))] {
            let text = text.ok_or(StoreProblem::Row("the first roster and policy"))?;
            evidence::pin(book, registry, what, &text)?;
        }
    }
    Ok(())
}

fn name(registry: RegistryId) -> String {
    match registry.to_string().as_str() {
        HUB => "International registry (practice hub)".to_owned(),
        DEAD => "A registry nobody answers for (practice)".to_owned(),
        _ => registry_name(registry),
    }
}
