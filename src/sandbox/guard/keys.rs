//! The keys of practice people and practice stations.
//! A key grows from a name alone, so that everybody can make it: it protects nothing, and is not meant to. Amina Kessie has two, so
//! that practice can show that the second one helps her nothing.
//! Must not know: books, and files.

use crate::evidence::key::SecretKey;
use sha2::{Digest, Sha256};

/// The stations of every practice registry, ascending: three with a network and one without.
pub(in crate::sandbox) const STATIONS: [&str; 4] = ["OFF-1", "ONL-1", "ONL-2", "ONL-3"];

/// The key of a practice person, by the id in the roster, such as `amina-kessie`.
pub fn practice_person_key(person: &str) -> SecretKey {
    grown("person", person)
}

/// The second key of a practice person; only Amina Kessie's is in the roster.
pub fn practice_second_key(person: &str) -> SecretKey {
    grown("second key of", person)
}

/// The key of a practice station, such as `ONL-1`.
pub fn practice_station_key(station: &str) -> SecretKey {
    grown("station", station)
}

fn grown(what: &str, name: &str) -> SecretKey {
    let seed = Sha256::digest(format!("countersign practice key of {what} {name}"));
    SecretKey::from_seed(&seed.into())
}
