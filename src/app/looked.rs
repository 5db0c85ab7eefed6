//! What somebody looked at or reviewed, as the journal keeps it: a page that matters, a text that was read before it was signed.
//! It names the thing and the digest of its octets, so that nobody can say later that another text was on the screen (T21).
//! Must not know: how it was painted, or where the journal is.

use crate::evidence::{digest::Digest, journal::Kind};

/// One look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Whether it was only looked at.
    pub how: How,
    /// What it is: an id.
    pub object: String,
    /// SHA-256 of its octets, where it has some.
    pub digest: Option<Digest>,
    /// What was done with it, in words.
    pub what: String,
}

/// How something was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A page showed it.
    View,
    /// It was reviewed, in order to be signed or refused.
    Review,
}

impl Looked {
    /// A page showed it.
    pub fn view(object: impl Into<String>, digest: Option<Digest>, what: impl Into<String>) -> Self {
        Self { how: How::View, object: object.into(), digest, what: what.into() }
    }

    /// A step of a review: what was typed again and did not match, that the text was read to its end, on which display and how long.
    /// What was typed stands in one only of an order that was ended (F08).
    pub fn review(object: impl Into<String>, digest: Digest, what: impl Into<String>) -> Self {
        Self { how: How::Review, object: object.into(), digest: Some(digest), what: what.into() }
    }

    /// The kind of its line in the journal.
    pub fn kind(&self) -> Kind {
        match self.how {
            How::View => Kind::View,
            How::Review => Kind::Review,
        }
    }
}
