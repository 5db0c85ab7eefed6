//! Which text an act was done with, by digests: as it was signed here, and as the receipt of the registry names it (F06).
//! Another digest, or none, says that something else was taken than what was signed; nothing counts as done then.
//! Must not know: how a receipt travels.

use crate::{
    evidence::digest::Digest,
    text::{Kind, Untrusted},
};
use std::fmt;

/// The digests of a text that was signed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedAs {
    /// SHA-256 of the text.
    pub text: Digest,
    /// SHA-256 of the text it is about: of a statement the order's, of a confirmation what is confirmed.
    pub about: Option<Digest>,
}

/// The digests that a receipt names, as the registry spells them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Echo {
    /// SHA-256 of the text that was taken.
    pub text: Option<Untrusted>,
    /// SHA-256 of the text it is about.
    pub about: Option<Untrusted>,
}

/// A receipt that names another text than the one that was signed, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What was signed.
    signed: Digest,
    /// What the receipt names instead.
    said: Option<Untrusted>,
    /// Whether it is the text that was signed, or the one it is about.
    what: &'static str,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { signed, said, what } = self;
        match said {
            Some(said) => write!(f, "the receipt of the registry names sha256:{} as {what}", said.gate(Kind::Critical))?,
            None => write!(f, "the receipt of the registry does not name {what}")?,
        }
        write!(f, ", and what was signed says sha256:{signed} (F06)")
    }
}

impl Echo {
    /// What is named otherwise than it was signed, if anything is.
    pub fn contradicts(&self, SignedAs { text, about }: &SignedAs) -> Option<Contradiction> {
        let wanted =
            [(Some(text), &self.text, "the text that was sent"), (about.as_ref(), &self.about, "the text that it is about")];
        let mut named = wanted.into_iter().filter_map(|(signed, said, what)| Some((*signed?, said, what)));
        let other = named.find(|(signed, said, _)| said.as_ref().is_none_or(|said| said.octets() != signed.to_string()));
        other.map(|(signed, said, what)| Contradiction { signed, said: said.clone(), what })
    }

    /// The digests as they should come back.
    pub fn of(SignedAs { text, about }: SignedAs) -> Self {
        let said = |digest: Digest| Untrusted::new(digest.to_string());
        Self { text: Some(said(text)), about: about.map(said) }
    }
}

impl SignedAs {
    /// A text that is about no other one.
    pub fn alone(text: impl AsRef<[u8]>) -> Self {
        Self { text: Digest::of(text), about: None }
    }

    /// A text that is about another one.
    pub fn about(text: impl AsRef<[u8]>, about: Digest) -> Self {
        Self { about: Some(about), ..Self::alone(text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// F06: a missing digest contradicts as well as another one.
    #[test]
    fn f06_another_or_a_missing_digest_in_a_receipt_contradicts_what_was_signed() {
        let [order, statement, other] = ["the order", "the statement", "another"].map(Digest::of);
        let submitted = SignedAs { text: order, about: None };
        let approved = SignedAs { text: statement, about: Some(order) };
        let echo = |text: Option<Digest>, about: Option<Digest>| Echo {
            text: text.map(|digest| Untrusted::new(digest.to_string())),
            about: about.map(|digest| Untrusted::new(digest.to_string())),
        };
        let shouted = Echo { text: Some(Untrusted::new(order.to_string().to_uppercase())), about: None };
        for (signed, said, agrees, words) in [
            (submitted, Echo::of(submitted), true, ""),
            (approved, Echo::of(approved), true, ""),
            (submitted, echo(None, None), false, "does not name the text that was sent"),
            (submitted, echo(Some(other), None), false, "as the text that was sent"),
            (submitted, shouted, false, "as the text that was sent"),
            (approved, echo(Some(statement), None), false, "does not name the text that it is about"),
            (approved, echo(Some(statement), Some(other)), false, "as the text that it is about"),
            (approved, echo(Some(other), Some(order)), false, "as the text that was sent"),
            (approved, echo(Some(order), Some(statement)), false, "as the text that was sent"),
            (approved, Echo::default(), false, "does not name the text that was sent"),
        ] {
            let contradicted = said.contradicts(&signed);
            assert_eq!(contradicted.is_none(), agrees, "{signed:?} {said:?}");
            let sentence = contradicted.map_or_else(String::new, |why| why.to_string());
            assert!(sentence.contains(words) && (agrees || sentence.ends_with("(F06)")), "{sentence}");
        }
    }
}
