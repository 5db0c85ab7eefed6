//! What a registry's operator tells about the registry: addresses, what it speaks, when it is maintained.
//! An address from here is shown and compared with the configuration, and never fetched (T11).
//! Must not know: whether the registry answers.

use super::{OrganisationId, Term};
use crate::{
    domain::{RegistryId, words},
    text::Untrusted,
};
use std::collections::BTreeSet;

/// Something that not every registry can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Sends of its own.
    Push,
    /// Lets itself be asked.
    Pull,
    /// Answers with signed receipts.
    Receipts,
    /// Takes some of several blocks.
    PartialAcceptance,
}

words!(Feature, "feature", Push "push", Pull "pull", Receipts "receipts", PartialAcceptance "partial-acceptance");

/// A registry, as its operator describes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RegistryEntry {
    /// Its id.
    pub registry: RegistryId,
    /// Who runs it.
    pub operator: OrganisationId,
    /// The address of its communication API; may be empty.
    pub production: Untrusted,
    /// The same for tests; may be empty.
    pub test: Untrusted,
    /// The version of the communication standards it speaks; may be empty.
    pub version: Untrusted,
    /// What it can do.
    pub features: BTreeSet<Feature>,
    /// A page that says how it is; may be empty.
    pub status_page: Untrusted,
    /// When it is maintained.
    pub maintenance: BTreeSet<Term>,
}
