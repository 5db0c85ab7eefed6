//! The octets of a statement, which are what is signed, together with what they say.
//! There is no way to one without the other: a text is written from a statement, or read strictly.
//! Must not know: where a text comes from, and who signed it.

use super::{Statement, read};
use crate::evidence::{
    digest::Digest,
    lines::{LineFault, LineProblem},
};

/// A statement's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementText {
    text: String,
    sha256: Digest,
    statement: Statement,
}

impl Statement {
    /// Writes the statement in the only way there is.
    ///
    /// # Errors
    /// When it could not be read again: it ends before it was made.
    pub fn write(&self) -> Result<StatementText, LineProblem> {
        StatementText::parse(read::written(self).as_bytes())
    }
}

impl StatementText {
    /// Reads a statement. Every text that is accepted is exactly what [`Statement::write`] writes.
    ///
    /// # Errors
    /// The first line that is not as it must be.
    pub fn parse(octets: &[u8]) -> Result<Self, LineProblem> {
        let statement = read::statement(octets)?;
        let text = read::written(&statement);
        // The reader lets nothing pass that is spelled otherwise. Should it ever, this is where it ends.
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling });
        }
        Ok(Self { sha256: Digest::of(&text), text, statement })
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// SHA-256 of the text.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }
}
