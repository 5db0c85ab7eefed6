//! What a person compared before they said something: fields typed again without seeing them (F07), and their own copy of the document.
//! The fields stand in one order, each once.
//! Must not know: which fields a policy asks for.

use crate::domain::words::words;
use std::{collections::BTreeSet, fmt, str::FromStr};

/// A field that can be typed again before it is shown. Their order is the one in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RekeyField {
    /// How many ITMOs.
    Quantity,
    /// The counterpart.
    AcquiringRegistry,
    /// The account they go to.
    AcquiringAccount,
    /// Which ITMOs.
    Units,
    /// What an order is about that moves nothing: an account, a transfer, an authorization, a registry.
    Subject,
}

words!(
    RekeyField, "field to be typed again",
    Quantity "quantity",
    AcquiringRegistry "acquiring-registry",
    AcquiringAccount "acquiring-account",
    Units "units",
    Subject "subject",
);

/// What was compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The fields that were typed again and agreed.
    pub rekeyed: BTreeSet<RekeyField>,
    /// Whether the person's own copy of the document had the digest in the order (F21).
    pub own_copy: bool,
}

/// A text that does not say what was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was checked reads like quantity=rekeyed units=rekeyed source-document=own-copy, in this order, or none")]
pub struct NotChecked;

const OWN_COPY: &str = "source-document=own-copy";

impl FromStr for Checked {
    type Err = NotChecked;

    fn from_str(text: &str) -> Result<Self, NotChecked> {
        let mut checked = Self::default();
        for part in text.split(' ').filter(|_| text != "none") {
            if part == OWN_COPY {
                checked.own_copy = true;
            } else {
                let field = part.strip_suffix("=rekeyed").and_then(RekeyField::of_word).ok_or(NotChecked)?;
                checked.rekeyed.insert(field);
            }
        }
        if checked.to_string() == text { Ok(checked) } else { Err(NotChecked) }
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = self.rekeyed.iter().map(|field| format!("{}=rekeyed", field.word()));
        let parts: Vec<String> = fields.chain(self.own_copy.then(|| OWN_COPY.to_owned())).collect();
        f.write_str(if parts.is_empty() { "none" } else { "" })?;
        f.write_str(&parts.join(" "))
    }
}
