//! A practice office whose people sign texts that are judged together: its roster, its policy, and everybody's keys.
//! A key grows from its name: anybody can make it, and it protects nothing.
//! Must not know: verdicts.

use super::{
    differences, guards,
    people::{Rows, YEAR, person, secret},
};
use countersign::evidence::{
    digest::Digest,
    openssh_key::openssh_public,
    sshsig::{Namespace, SshSignature},
};

/// A text with the signatures beside it.
#[derive(Clone)]
pub struct Paper {
    pub name: &'static str,
    pub text: String,
    pub signatures: Vec<String>,
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
    rows().text()
}

/// The rows of that roster.
pub fn rows() -> Rows {
    let persons = [
        ("amina.k", "initiator,approver"),
        ("esi.o", "approver"),
        ("ines.r", "security-officer"),
        ("kofi.d", "support"),
        ("luc.b", "approver"),
        ("tomas.w", "security-officer"),
    ];
    Rows {
        persons: persons.map(|(id, roles)| person(id, roles, &format!("Somebody of the name {id}"))).to_vec(),
        deputies: vec![format!("kofi.d amina.k approver {YEAR}")],
        keys: persons.iter().map(|(id, _)| *id).chain(["amina.k/2"]).collect(),
        stations: vec!["OFF-1", "ONL-2"],
        ..Rows::default()
    }
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
