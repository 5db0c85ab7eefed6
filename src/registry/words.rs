//! An act in words: for the message line, the journal and the record of what this console did.
//! Made from the act itself at one place, so that all of them say the same.
//! Must not know: what became of the act.

use super::SignedAs;
use crate::evidence::digest::Digest;
use std::fmt;

/// What stands before the digest of a text that is signed.
const SHA256: &str = ", sha256:";
/// What stands before the digest of the text that a signed one is about, behind what kind of text that is.
const ABOUT: &str = " text sha256:";
/// What stands before the reason of an act.
const BECAUSE: &str = ", because: ";
/// How a revocation begins: of all texts that are signed it alone has its reason in its words, behind its digest.
pub(super) const REVOKES: &str = "revoke the key ";

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

    /// The digests of the text that was signed and of the one it is about, from the words of the journal; none of an act that is no signed text.
    pub fn signed_in(words: &str) -> Option<SignedAs> {
        // Whoever typed a reason may have typed anything: what stands in it is no digest of ours.
        let signed = match words.split_once(BECAUSE) {
            Some((what, _)) if what.starts_with(REVOKES) => what,
            Some(_) => return None,
            None => words,
        };
        let (what, digest) = signed.rsplit_once(SHA256)?;
        let text = digest.parse().ok()?;
        let about = what.rsplit_once(ABOUT).and_then(|(_, digest)| digest.parse().ok());
        Some(SignedAs { text, about })
    }
}

/// As the journal has it: what, of which text, and why.
impl fmt::Display for InWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(sha256) = self.sha256 {
            write!(f, "{SHA256}{sha256}")?;
        }
        match &self.reason {
            Some(reason) => write!(f, "{BECAUSE}{reason}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_a_signed_text_is_read_from_its_words_and_from_no_others() {
        let signed = Digest::of("the text");
        let words = |what: &str, sha256: Option<Digest>, reason: Option<&str>| {
            let reason = reason.map(str::to_owned);
            InWords { sha256, reason, ..InWords::of_journal("it".into(), what.into()) }.to_string()
        };
        let other = format!("take back the version, sha256:{}", Digest::of("other"));
        let order = Digest::of("the order");
        let of_order = format!("approve order 1, order text sha256:{order}");
        for (what, sha256, reason, about) in [
            ("submit order 1", Some(signed), None, None),
            (other.as_str(), Some(signed), None, None),
            (of_order.as_str(), Some(signed), None, Some(order)),
            ("freeze account A", None, Some("why"), None),
            ("freeze account A", None, Some(other.as_str()), None),
            (other.as_str(), None, Some("why"), None),
            (of_order.as_str(), None, Some("why"), None),
            ("revoke the key K of person:luc.b", Some(signed), Some("why"), None),
            ("revoke the key K of person:luc.b", Some(signed), Some(other.as_str()), None),
            ("revoke the key K of person:luc.b", None, Some(other.as_str()), None),
        ] {
            let words = words(what, sha256, reason);
            assert_eq!(InWords::signed_in(&words), sha256.map(|text| SignedAs { text, about }), "{words}");
        }
    }
}
