//! A practice office whose people sign texts that are judged together: its roster, its policy, and everybody's keys.
//! A key's seed is 32 times one octet: anybody can make it, and it protects nothing.
//! Must not know: verdicts.

use super::{differences, guards};
use countersign::evidence::{
    digest::Digest,
    key::SecretKey,
    openssh_key::openssh_public,
    sshsig::{Namespace, SshSignature},
};

const YEAR: &str = "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z";

/// Whose key has which seed. Amina has two; nobody's is in no roster.
const SEEDS: [(&str, u8); 12] = [
    ("amina.k", 1),
    ("luc.b", 2),
    ("ONL-2", 3),
    ("ines.r", 4),
    ("tomas.w", 5),
    ("OFF-1", 6),
    ("esi.o", 7),
    ("kofi.d", 8),
    ("nobody", 9),
    ("amina.k/2", 10),
    ("CHE01", 11),
    ("GHA01", 12),
];

/// A text with the signatures beside it.
#[derive(Clone)]
pub struct Paper {
    pub name: &'static str,
    pub text: String,
    pub signatures: Vec<String>,
}

pub fn secret(name: &str) -> SecretKey {
    let (_, seed) = SEEDS.iter().find(|(known, _)| *known == name).unwrap();
    SecretKey::from_seed(&[*seed; 32])
}

pub fn public(name: &str) -> String {
    openssh_public(&secret(name).public())
}

/// Somebody's signature of a text.
pub fn signature(text: &str, namespace: Namespace, key: &str) -> String {
    SshSignature::sign(&secret(key), namespace, text.as_bytes()).armored()
}

/// Amina initiates and may approve, Luc and Esi approve, Kofi stands in for Amina, Inès and Tomas are security officers.
pub fn roster() -> String {
    let persons = [
        ("amina.k", "initiator,approver"),
        ("esi.o", "approver"),
        ("ines.r", "security-officer"),
        ("kofi.d", "support"),
        ("luc.b", "approver"),
        ("tomas.w", "security-officer"),
    ];
    let rows = |stem: &str, rows: &[String]| {
        let lines = rows.iter().enumerate().map(|(before, row)| format!("{stem}-{}: {row}\n", before + 1));
        format!("{stem}-count: {}\n{}", rows.len(), lines.collect::<String>())
    };
    let named = persons.map(|(id, roles)| format!("{id} {roles} {YEAR} Somebody of the name {id}"));
    let holders = persons.iter().map(|(id, _)| *id).chain(["amina.k/2"]);
    let mut keys: Vec<String> =
        holders.map(|name| format!("{} file {} {YEAR}", name.split('/').next().unwrap(), public(name))).collect();
    keys.sort();
    let stations = ["OFF-1", "ONL-2"].map(|id| format!("{id} {} {YEAR}", public(id)));
    [
        "itmo-roster/v1\nregistry: CHE01\nenvironment: practice\nversion: 1\nprevious: none\n".to_owned(),
        "valid-from: 2026-01-01T00:00:00Z\nvalid-to: 2027-01-01T00:00:00Z\n".to_owned(),
        rows("person", &named),
        rows("deputy", &[format!("kofi.d amina.k approver {YEAR}")]),
        rows("key", &keys),
        rows("station", &stations),
        rows("login", &[]),
    ]
    .concat()
}

/// The text with the office's roster and policy in the place of those it names.
fn here(text: &str) -> String {
    let line = |line: &str| match line.split_once(": ") {
        Some(("roster", _)) => format!("roster: v1 sha256:{}\n", Digest::of(roster())),
        Some(("policy", _)) => format!("policy: v1 sha256:{}\n", Digest::of(guards::POLICY)),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// A resolution of Amina's that takes two persons, or three.
pub fn resolution(persons: usize) -> String {
    let text = here(differences::RESOLUTION);
    match persons {
        3 => text,
        _ => text
            .replace("resolution: accepted-difference", "resolution: sent-again")
            .replace("accepted-until: 2027-03-31T22:00:00Z", "accepted-until: none"),
    }
}

/// Somebody's confirmation of a resolution, at a station.
pub fn confirmation(of: &str, person: &str, station: &str) -> String {
    here(&differences::confirmation())
        .replace(&Digest::of(differences::RESOLUTION).to_string(), &Digest::of(of).to_string())
        .replace("person: person:luc.b", &format!("person: person:{person}"))
        .replace("station: OFF-1", &format!("station: {station}"))
}

/// A revocation of somebody's key: `person:luc.b`, or `station:OFF-1`.
pub fn revocation(of: &str, by: &str, made: &str) -> String {
    let key = public(of.split_once(':').unwrap().1);
    format!(
        "itmo-revocation/v1\nregistry: CHE01\nenvironment: practice\nof: {of}\nkey: {key}\nperson: person:{by}\n\
         reason: the token was left on a train\nmade: {made}\n"
    )
}

impl Paper {
    /// A text that its person and its station signed.
    pub fn at_station(name: &'static str, text: &str, namespace: Namespace) -> Self {
        let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).unwrap();
        let signatures =
            vec![signature(text, namespace, value("person: person:")), signature(text, Namespace::Station, value("station: "))];
        Self { name, text: text.to_owned(), signatures }
    }

    /// A text that these signed, for one purpose.
    pub fn by(name: &'static str, text: &str, namespace: Namespace, keys: &[&str]) -> Self {
        let signatures = keys.iter().map(|key| signature(text, namespace, key)).collect();
        Self { name, text: text.to_owned(), signatures }
    }

    /// The same text changed after it was signed.
    pub fn altered(&self, from: &str, to: &str) -> Self {
        let text = self.text.replacen(from, to, 1);
        assert_ne!(text, self.text, "{from}");
        Self { text, ..self.clone() }
    }
}
