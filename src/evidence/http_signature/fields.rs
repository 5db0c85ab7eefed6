//! The fields of a message's header, as plain names and values.
//! A field that is signed must be there once and in plain spelling, so that both sides sign the same octets.
//! Must not know: which fields a signature covers.

use super::problem::SignatureProblem;

/// The fields of a message's header in their order, names in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field at the end; its name is put in lower case.
    pub fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_ascii_lowercase(), value.into()));
    }

    /// The fields in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a field that must be there once, if it can be signed: visible ASCII, with blanks only in between.
    ///
    /// # Errors
    /// [`SignatureProblem::FieldMissing`], [`SignatureProblem::FieldDoubled`] or [`SignatureProblem::FieldMalformed`].
    pub fn one(&self, name: &'static str) -> Result<&str, SignatureProblem> {
        let mut values = self.values(name);
        let value = values.next().ok_or(SignatureProblem::FieldMissing(name))?;
        if values.next().is_some() {
            return Err(SignatureProblem::FieldDoubled(name));
        }
        let plain = value.bytes().all(|octet| octet == b' ' || octet.is_ascii_graphic());
        let fits = plain && !value.is_empty() && value.trim() == value;
        fits.then_some(value).ok_or(SignatureProblem::FieldMalformed(name))
    }

    /// How often a field is there.
    pub(super) fn count(&self, name: &str) -> usize {
        self.values(name).count()
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(other, _)| *other == name).map(|(_, value)| value)
    }
}

impl<N: AsRef<str>, V: Into<String>> FromIterator<(N, V)> for Fields {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut fields = Self::new();
        for (name, value) in pairs {
            fields.push(name.as_ref(), value);
        }
        fields
    }
}
