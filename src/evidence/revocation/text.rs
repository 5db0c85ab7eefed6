//! The octets of a revocation, which are what is signed, together with what they say.
//! There is no way to one without the other: a text is written from a revocation, or read strictly.
//! Must not know: who signed it.

use super::{MAGIC, Revocation};
use crate::evidence::{
    digest::Digest,
    key::PublicKey,
    lines::{LineFault, LineProblem, LineWriter, Lines},
    openssh_key::{openssh_public, parse_openssh_public},
    principal::Principal,
};

/// A revocation's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationText {
    text: String,
    revocation: Revocation,
}

impl Revocation {
    /// Writes the revocation in the only way there is.
    ///
    /// # Errors
    /// When it could not be read again.
    pub fn write(&self) -> Result<RevocationText, LineProblem> {
        RevocationText::parse(written(self).as_bytes())
    }
}

impl RevocationText {
    /// Reads a revocation. Every text that is accepted is exactly what [`Revocation::write`] writes.
    ///
    /// # Errors
    /// The first line that is not as it must be.
    pub fn parse(octets: &[u8]) -> Result<Self, LineProblem> {
        let revocation = read(octets)?;
        let text = written(&revocation);
        // The reader lets nothing pass that is spelled otherwise. Should it ever, this is where it ends.
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling });
        }
        Ok(Self { text, revocation })
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn revocation(&self) -> &Revocation {
        &self.revocation
    }

    /// SHA-256 of the text.
    pub fn sha256(&self) -> Digest {
        Digest::of(&self.text)
    }
}

fn written(revocation: &Revocation) -> String {
    LineWriter::new(MAGIC)
        .put("registry", revocation.registry)
        .put("environment", revocation.environment)
        .put("of", &revocation.of)
        .put("key", openssh_public(&revocation.key))
        .put("person", Principal::Person(revocation.person.clone()))
        .put("reason", &revocation.reason)
        .put("made", revocation.made)
        .finish()
}

fn read(octets: &[u8]) -> Result<Revocation, LineProblem> {
    let mut lines = Lines::open(octets, MAGIC)?;
    let registry = lines.take_as("registry")?;
    let environment = lines.take_as("environment")?;
    let of = lines.take_as("of")?;
    let key = key(&mut lines)?;
    let Principal::Person(person) = lines.take_as("person")? else {
        return Err(lines.wrong("a person revokes, no station"));
    };
    let reason = lines.take_prose("reason")?;
    let made = lines.take_as("made")?;
    lines.end()?;
    Ok(Revocation { registry, environment, of, key, person, reason, made })
}

fn key(lines: &mut Lines<'_>) -> Result<PublicKey, LineProblem> {
    let line = lines.take("key")?;
    // One key has one such line, and what is read of it is all of it.
    parse_openssh_public(line).map_err(|why| lines.wrong(why))
}
