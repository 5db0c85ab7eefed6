//! What is kept of a segment while its lines go by: enough to write or to check its manifest without reading it again.
//! The tree is left out where nobody will ask for its root.
//! Must not know: files.

use crate::evidence::journal::{Digest, Tree, leaf};
use sha2::Digest as _;

/// The digest of a file so far, and the tree over its lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    sum: sha2::Sha256,
    tree: Option<Tree>,
    /// Lines so far.
    pub(super) lines: u64,
    /// Octets so far.
    pub(super) length: u64,
}

impl Tally {
    /// Nothing yet.
    pub(super) fn new(with_tree: bool) -> Self {
        Self { tree: with_tree.then(Tree::default), ..Self::default() }
    }

    /// Takes a line, LF included.
    pub(super) fn add(&mut self, line: &str) {
        self.sum.update(line);
        if let Some(tree) = &mut self.tree {
            tree.push(leaf(line.trim_end_matches('\n')));
        }
        self.lines += 1;
        self.length += line.len() as u64;
    }

    /// The digest of the file.
    pub(super) fn sum(&self) -> Digest {
        Digest::made(self.sum.clone().finalize().into())
    }

    /// The root of the tree, if it was grown.
    pub(super) fn root(&self) -> Option<Digest> {
        self.tree.as_ref().map(Tree::root)
    }
}
