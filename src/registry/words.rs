//! An act in words: for the message line, the journal and the record of what this console did.
//! Made from the act itself at one place, so that all of them say the same.
//! Must not know: what became of the act.

use crate::evidence::digest::Digest;
use std::fmt;

/// What is said of an act. The pieces are parts of sentences and begin with a small letter where a word does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InWords {
    /// What it is about: two acts on the same thing are not under way at once.
    pub subject: String,
    /// What is to be done, such as `freeze account CHE01-100-2071 at version 3`.
    pub what: String,
    /// What is being done, such as `freezing account CHE01-100-2071`.
    pub doing: String,
    /// What is so once it is done.
    pub done: String,
    /// What is so when it was not done.
    pub not_done: String,
    /// Why, as somebody typed it; for a text that is signed it stands in the text.
    pub reason: Option<String>,
    /// SHA-256 of the text that is signed, if one is.
    pub sha256: Option<Digest>,
}

impl InWords {
    /// What the console knows of an act from its journal only: the words that were written before it was sent.
    pub fn of_journal(subject: String, what: String) -> Self {
        Self {
            doing: what.clone(),
            done: format!("that was done: {what}"),
            not_done: format!("that was not done: {what}"),
            subject,
            what,
            reason: None,
            sha256: None,
        }
    }
}

/// As the journal has it: what, of which text, and why.
impl fmt::Display for InWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(sha256) = self.sha256 {
            write!(f, ", sha256:{sha256}")?;
        }
        match &self.reason {
            Some(reason) => write!(f, ", because: {reason}"),
            None => Ok(()),
        }
    }
}
