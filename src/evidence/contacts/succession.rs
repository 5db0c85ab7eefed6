//! Whether a bundle comes after the one that was taken last: an old one, played again, does not.
//! A bundle may be missed, since each says everything; one that was rewritten is found by its digest.
//! Must not know: what the bundles say.

use super::BundleText;
use crate::{
    domain::{Environment, contact::Speaker},
    evidence::digest::Digest,
};
use std::num::NonZeroU32;

/// The bundle of a speaker that was taken last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundleHead {
    /// Whose.
    pub from: Speaker,
    /// Its number.
    pub number: NonZeroU32,
    /// The digest of its text.
    pub sha256: Digest,
}

/// Why a bundle is not taken after another. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNext {
    /// Of another environment (T33).
    #[error("the bundle is of another environment than this registry; contacts of one are none of another (T33)")]
    Environment,
    /// By somebody else.
    #[error("the bundle is by another speaker than the one that was taken last")]
    Speaker,
    /// Older than the one that was taken, or the same.
    #[error("the bundle is not newer than number {newest}, which was taken already")]
    NotNewer {
        /// The number that was taken.
        newest: NonZeroU32,
    },
    /// The next one, and it names another before it: one of the two was rewritten.
    #[error("the bundle follows another bundle than the one that was taken: one was rewritten; ask who made it")]
    Rewritten,
}

impl BundleText {
    /// What is kept of it when it was taken.
    pub fn head(&self) -> BundleHead {
        BundleHead { from: self.bundle.from, number: self.bundle.number, sha256: self.sha256 }
    }

    /// Whether it may be compared in an environment, after what was taken there before: the newest of its speaker is looked at, and the same
    /// bundle may be compared again, since only what is still missing comes of it.
    ///
    /// # Errors
    /// [`NotNext`].
    pub fn follows_all(&self, environment: Environment, taken: impl IntoIterator<Item = BundleHead>) -> Result<(), NotNext> {
        let of_them = taken.into_iter().filter(|head| head.from == self.bundle.from);
        let newest = of_them.max_by_key(|head| head.number);
        self.follows(environment, newest.filter(|head| *head != self.head()))
    }

    /// Whether it may be taken in an environment, after the newest of its speaker that was.
    ///
    /// # Errors
    /// [`NotNext`].
    pub fn follows(&self, environment: Environment, newest: Option<BundleHead>) -> Result<(), NotNext> {
        let bundle = self.bundle();
        if bundle.environment != environment {
            return Err(NotNext::Environment);
        }
        let Some(newest) = newest else { return Ok(()) };
        if bundle.from != newest.from {
            return Err(NotNext::Speaker);
        }
        if bundle.number <= newest.number {
            return Err(NotNext::NotNewer { newest: newest.number });
        }
        let is_next = newest.number.checked_add(1) == Some(bundle.number);
        if is_next && bundle.previous != Some(newest.sha256) { Err(NotNext::Rewritten) } else { Ok(()) }
    }
}
