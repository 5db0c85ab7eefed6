//! That another person confirms a change of contacts: over which text, by which method, through which old channel.
//! It names the digest of the change, so it is good for exactly the text that was read, and for no other.
//! Must not know: what the change says.

use super::{ChangeText, digest_if, person, word};
use crate::{
    domain::{
        Environment, PersonId, RegistryId,
        contact::{Method, PaperRef, Through},
    },
    evidence::{
        digest::Digest,
        key::PublicKey,
        lines::{LineFault, LineProblem, LineWriter, Lines, Prose},
        moment::Moment,
        sshsig::{Namespace, SshSignature, SshsigProblem},
    },
};
use uuid::Uuid;

/// The first line of the text.
pub const MAGIC: &str = "itmo-contact-confirmation/v1";

/// What a confirmation says. Only [`ConfirmationText`] is known to be well-formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The id of the change.
    pub proposal: Uuid,
    /// The digest of its text.
    pub change_sha256: Digest,
    /// In whose directory.
    pub registry: RegistryId,
    /// What that registry is (T33).
    pub environment: Environment,
    /// How it was made sure.
    pub method: Method,
    /// Through which old channel they said yes; none where nothing could lead a call astray.
    pub through: Option<Through>,
    /// What shows it; none when nothing was written down.
    pub evidence: Option<PaperRef>,
    /// What was said.
    pub reason: Prose,
    /// When it was made.
    pub made: Moment,
    /// Who confirms.
    pub person: PersonId,
}

/// A confirmation with the exact octets that are signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmationText {
    text: String,
    confirmation: Confirmation,
}

impl ConfirmationText {
    /// Reads a confirmation. Every text that is accepted is exactly what [`Confirmation::write`] writes.
    ///
    /// # Errors
    /// [`LineProblem`] names the first line that is not as it must be.
    pub fn parse(octets: &[u8]) -> Result<Self, LineProblem> {
        let confirmation = read(octets)?;
        let text = write(&confirmation);
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling });
        }
        Ok(Self { text, confirmation })
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn confirmation(&self) -> &Confirmation {
        &self.confirmation
    }

    /// Whether the expected key signed it as a person's word about contacts.
    ///
    /// # Errors
    /// [`SshsigProblem`].
    pub fn verify(&self, signature: &SshSignature, expected: &PublicKey) -> Result<(), SshsigProblem> {
        signature.verify(Namespace::Contact, self.text.as_bytes(), expected)
    }
}

/// Why a confirmation is none of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotConfirmed {
    /// Of other octets.
    #[error("the confirmation is of another text than the one that was proposed")]
    OtherText,
    /// For another registry, or another environment.
    #[error("the confirmation is for another registry or another environment than the change")]
    OtherRegistry,
    /// By who proposed it.
    #[error("whoever proposed a change of contacts does not confirm it")]
    Initiator,
}

impl NotConfirmed {
    /// The rule behind it, as in `docs/rules.md`.
    pub fn rule(self) -> &'static str {
        match self {
            Self::OtherText => "F05",
            Self::OtherRegistry => "T33",
            Self::Initiator => "F01",
        }
    }
}

impl ConfirmationText {
    /// Whether it is another person's word about exactly this change. Whose key signed it, and whether the channel is an old one, it can't say.
    ///
    /// # Errors
    /// [`NotConfirmed`].
    pub fn confirms(&self, change: &ChangeText) -> Result<(), NotConfirmed> {
        let (said, proposed) = (&self.confirmation, change.change());
        if said.proposal != proposed.id || said.change_sha256 != change.sha256() {
            Err(NotConfirmed::OtherText)
        } else if (said.registry, said.environment) != (proposed.registry, proposed.environment) {
            Err(NotConfirmed::OtherRegistry)
        } else if said.person == proposed.initiator {
            Err(NotConfirmed::Initiator)
        } else {
            Ok(())
        }
    }
}

impl Confirmation {
    /// Writes the text that is signed.
    ///
    /// # Errors
    /// [`LineProblem`], as when it is read.
    pub fn write(&self) -> Result<ConfirmationText, LineProblem> {
        ConfirmationText::parse(write(self).as_bytes())
    }
}

fn write(said: &Confirmation) -> String {
    LineWriter::new(MAGIC)
        .put("change-id", said.proposal)
        .put("change-sha256", format!("sha256:{}", said.change_sha256))
        .put("registry", said.registry)
        .put("environment", said.environment)
        .put("method", said.method.word())
        .put_if("through", said.through.as_ref())
        .put_if("evidence", said.evidence.as_ref())
        .put("reason", said.reason.as_str())
        .put("made", said.made)
        .put("person", format!("person:{}", said.person))
        .finish()
}

fn read(octets: &[u8]) -> Result<Confirmation, LineProblem> {
    let mut lines = Lines::open(octets, MAGIC)?;
    let said = Confirmation {
        proposal: lines.take_as("change-id")?,
        change_sha256: digest_if(&mut lines, "change-sha256")?
            .ok_or_else(|| lines.wrong("a confirmation names the text of the change"))?,
        registry: lines.take_as("registry")?,
        environment: lines.take_as("environment")?,
        method: word(&mut lines, "method", Method::of_word, "a method")?,
        through: lines.take_if("through")?,
        evidence: lines.take_if("evidence")?,
        reason: lines.take_prose("reason")?,
        made: lines.take_as("made")?,
        person: person(&mut lines, "person")?,
    };
    lines.end()?;
    Ok(said)
}
