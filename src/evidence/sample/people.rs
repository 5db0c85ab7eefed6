//! People and stations whose keys grow from their names, and rosters of them: for the tests in this crate and for those beside it.
//! Secret keys grow from names; whoever reads this has them all.
//! Must not know: which people a test needs, or what is tested.

use super::evidence::{digest::Digest, key::SecretKey, openssh_key::openssh_public};

/// How long everything in these rosters counts.
pub const YEAR: &str = "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z";

/// The secret key of a name.
pub fn secret(name: &str) -> SecretKey {
    SecretKey::from_seed(Digest::of(name).octets())
}

/// The rows of a roster.
#[derive(Debug, Default)]
pub struct Rows {
    /// Persons, as [`person`] writes them, ascending.
    pub persons: Vec<String>,
    /// Who stands in for whom, as a roster writes it.
    pub deputies: Vec<String>,
    /// Whose keys there are: `amina.k`, and `amina.k/2` for a second one.
    pub keys: Vec<&'static str>,
    /// The stations, ascending.
    pub stations: Vec<&'static str>,
    /// Logins, each with its person.
    pub logins: Vec<String>,
}

/// A person for the whole year.
pub fn person(id: &str, roles: &str, name: &str) -> String {
    format!("{id} {roles} {YEAR} {name}")
}

impl Rows {
    /// The text of the first roster of CHE01 with these rows.
    pub fn text(&self) -> String {
        let line = |name: &str| openssh_public(&secret(name).public());
        let owner = |key: &'static str| key.split_once('/').map_or(key, |(person, _)| person);
        let mut keys: Vec<String> = self.keys.iter().map(|key| format!("{} file {} {YEAR}", owner(key), line(key))).collect();
        keys.sort();
        let stations: Vec<String> = self.stations.iter().map(|id| format!("{id} {} {YEAR}", line(id))).collect();
        let head = "itmo-roster/v1\nregistry: CHE01\nenvironment: practice\nversion: 1\nprevious: none\n";
        let year = "valid-from: 2026-01-01T00:00:00Z\nvalid-to: 2027-01-01T00:00:00Z\n";
        let rows = [
            numbered("person", &self.persons),
            numbered("deputy", &self.deputies),
            numbered("key", &keys),
            numbered("station", &stations),
            numbered("login", &self.logins),
        ];
        format!("{head}{year}{}", rows.concat())
    }
}

fn numbered(stem: &str, rows: &[String]) -> String {
    let lines = rows.iter().enumerate().map(|(before, row)| format!("{stem}-{}: {row}\n", before + 1));
    format!("{stem}-count: {}\n{}", rows.len(), lines.collect::<String>())
}
