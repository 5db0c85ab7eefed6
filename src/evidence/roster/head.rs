//! The lines that every guarded text, roster or policy, has at its head.
//! One reading for both.
//! Must not know: what follows them.

use crate::evidence::{
    digest::Digest,
    lines::{LineProblem, Lines},
    validity::Validity,
};

/// The digest of the version before, `sha256:…` or `none`.
pub fn previous(lines: &mut Lines<'_>) -> Result<Option<Digest>, LineProblem> {
    let value = lines.take("previous")?;
    if value == "none" {
        return Ok(None);
    }
    let digits = value.strip_prefix("sha256:").and_then(|digits| digits.parse().ok());
    digits.map(Some).ok_or_else(|| lines.wrong("the version before is none, or sha256: and 64 hexadecimal digits"))
}

/// The two lines of a text's validity.
pub fn validity(lines: &mut Lines<'_>) -> Result<Validity, LineProblem> {
    let (from, to) = (lines.take_as("valid-from")?, lines.take_as("valid-to")?);
    Validity::new(from, to).map_err(|why| lines.wrong(why))
}
