//! A proposed change of contacts as a text that a person signs in `itmo-contact@v1`, and its confirmation by another.
//! Each entry stands there whole, with the digest of what it replaces: who confirms it knows that nothing changed in between.
//! Must not know: whose key signs it, and what the directory says now.

mod confirmation;
mod grounds;

pub use confirmation::{Confirmation, ConfirmationText, MAGIC as CONFIRMATION_MAGIC, NotConfirmed};
pub use grounds::{Grounds, NotWritten};

use super::{
    contacts,
    digest::Digest,
    lines::{LineFault, LineProblem, LineWriter, Lines, Prose},
    moment::Moment,
    sshsig::{Namespace, SshSignature, SshsigProblem},
};
use crate::{
    domain::{
        Environment, PersonId, RegistryId,
        contact::{Entry, EntryKey, Method, PaperRef, ProposalKind, Through},
    },
    evidence::key::PublicKey,
};
use uuid::Uuid;

/// The first line of the text.
pub const MAGIC: &str = "itmo-contact-change/v1";

/// An entry as it is to be, and what it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedEntry {
    /// The entry as it is to be.
    pub entry: Entry,
    /// The digest of the entry as it was when the change was written; none for a new one.
    pub replaces: Option<Digest>,
}

/// What a change says. Only [`ChangeText`] is known to be well-formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactChange {
    /// Its id: no other change ever has it.
    pub id: Uuid,
    /// In whose directory.
    pub registry: RegistryId,
    /// What that registry is (T33).
    pub environment: Environment,
    /// What it is for.
    pub kind: ProposalKind,
    /// The paper it rests on.
    pub basis: PaperRef,
    /// How it was made sure that they asked for it.
    pub method: Method,
    /// Through which known way; none where nothing could lead a call astray.
    pub through: Option<Through>,
    /// The entries, ascending by key.
    pub entries: Vec<ChangedEntry>,
    /// Why.
    pub reason: Prose,
    /// When it was made.
    pub made: Moment,
    /// Who proposes it.
    pub initiator: PersonId,
}

/// A change with the exact octets that are signed. It is made by strict reading only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeText {
    text: String,
    change: ContactChange,
    sha256: Digest,
}

/// The digest by which a change names the entry it replaces: over its kind and all its lines.
pub fn entry_digest(entry: &Entry) -> Digest {
    let mut octets = entry.key().word().to_owned();
    for (field, value) in entry.fields() {
        octets.push('\0');
        octets.push_str(field);
        octets.push('\0');
        octets.push_str(value.octets());
    }
    Digest::of(octets)
}

impl ChangeText {
    /// Reads a change. Every text that is accepted is exactly what [`ContactChange::write`] writes.
    ///
    /// # Errors
    /// [`LineProblem`] names the first line that is not as it must be.
    pub fn parse(octets: &[u8]) -> Result<Self, LineProblem> {
        let change = read(octets)?;
        let text = write(&change);
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling });
        }
        let sha256 = Digest::of(&text);
        Ok(Self { text, change, sha256 })
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn change(&self) -> &ContactChange {
        &self.change
    }

    /// The digest of the text: what a confirmation names.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }

    /// The entries as they are to be.
    pub fn entries(&self) -> Vec<Entry> {
        self.change.entries.iter().map(|changed| changed.entry.clone()).collect()
    }

    /// Whether the expected key signed it as a person's word about contacts.
    ///
    /// # Errors
    /// [`SshsigProblem`].
    pub fn verify(&self, signature: &SshSignature, expected: &PublicKey) -> Result<(), SshsigProblem> {
        signature.verify(Namespace::Contact, self.text.as_bytes(), expected)
    }
}

impl ContactChange {
    /// Writes the text that is signed.
    ///
    /// # Errors
    /// [`LineProblem`], as when it is read, for a change that can't be said in such a text: a name that would have to be escaped, entries out of order.
    pub fn write(&self) -> Result<ChangeText, LineProblem> {
        let written = ChangeText::parse(write(self).as_bytes())?;
        if written.change == *self {
            Ok(written)
        } else {
            Err(LineProblem { line: 0, key: String::new(), fault: LineFault::NotProse })
        }
    }
}

fn write(change: &ContactChange) -> String {
    let head = LineWriter::new(MAGIC)
        .put("change-id", change.id)
        .put("registry", change.registry)
        .put("environment", change.environment)
        .put("kind", change.kind.word())
        .put("basis", &change.basis)
        .put("method", change.method.word())
        .put_if("through", change.through.as_ref());
    let entries: Vec<&Entry> = change.entries.iter().map(|changed| &changed.entry).collect();
    contacts::put_entries(head, &entries, |writer, row, at| {
        let replaces = change.entries.get(at).and_then(|changed| changed.replaces);
        writer.put_if(&format!("{row}-replaces"), replaces.map(|digest| format!("sha256:{digest}")))
    })
    .put("reason", change.reason.as_str())
    .put("made", change.made)
    .put("initiator", format!("person:{}", change.initiator))
    .finish()
}

fn read(octets: &[u8]) -> Result<ContactChange, LineProblem> {
    let mut lines = Lines::open(octets, MAGIC)?;
    let lines = &mut lines;
    let change = ContactChange {
        id: lines.take_as("change-id")?,
        registry: lines.take_as("registry")?,
        environment: lines.take_as("environment")?,
        kind: word(lines, "kind", ProposalKind::of_word, "a kind of change")?,
        basis: lines.take_as("basis")?,
        method: word(lines, "method", Method::of_word, "a method")?,
        through: lines.take_if("through")?,
        entries: entries(lines)?,
        reason: lines.take_prose("reason")?,
        made: lines.take_as("made")?,
        initiator: person(lines, "initiator")?,
    };
    lines.clone().end()?;
    Ok(change)
}

fn entries(lines: &mut Lines<'_>) -> Result<Vec<ChangedEntry>, LineProblem> {
    let mut changed: Vec<ChangedEntry> = Vec::new();
    let read = contacts::take_entries(lines, |lines, row| digest_if(lines, &format!("{row}-replaces")))?;
    for (entry, replaces) in read {
        let key: EntryKey = entry.key();
        if changed.last().is_some_and(|before| before.entry.key() >= key) {
            return Err(lines.wrong("entries ascend, each once"));
        }
        changed.push(ChangedEntry { entry, replaces });
    }
    Ok(changed)
}

/// A line with a word of a table.
fn word<T>(lines: &mut Lines<'_>, key: &str, of_word: fn(&str) -> Option<T>, what: &str) -> Result<T, LineProblem> {
    let word = lines.take(key)?;
    of_word(word).ok_or_else(|| lines.wrong(format!("this is not {what}")))
}

/// A line that names a person.
fn person(lines: &mut Lines<'_>, key: &str) -> Result<PersonId, LineProblem> {
    let value = lines.take(key)?;
    let id = value.strip_prefix("person:").ok_or_else(|| lines.wrong("the line reads person:ID"))?;
    lines.read(id)
}

/// A line with a digest, or none.
fn digest_if(lines: &mut Lines<'_>, key: &str) -> Result<Option<Digest>, LineProblem> {
    match lines.take(key)? {
        "none" => Ok(None),
        value => {
            let hex = value.strip_prefix("sha256:").ok_or_else(|| lines.wrong("the line reads none, or sha256:DIGEST"))?;
            lines.read(hex).map(Some)
        }
    }
}

#[cfg(test)]
mod tests;
