//! The Merkle tree over the lines of a segment (RFC 6962, 2.1): its root stands in the segment's manifest.
//! With the root, one line and a few digests show that the line stands there, without showing any other.
//! Must not know: what the lines say.

use crate::evidence::digest::Digest;

/// A tree that grows leaf by leaf. It keeps the roots of its complete parts, so a segment of any length can be followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    /// Roots of complete subtrees, the largest first: one for each bit that is set in `size`.
    parts: Vec<Digest>,
}

impl Tree {
    /// Adds a leaf.
    pub fn push(&mut self, leaf: Digest) {
        let mut node = leaf;
        let mut size = self.size;
        while size & 1 == 1 {
            if let Some(left) = self.parts.pop() {
                node = join(left, node);
            }
            size >>= 1;
        }
        self.parts.push(node);
        self.size += 1;
    }

    /// How many leaves it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Its root; that of no leaf at all is the SHA-256 of nothing.
    pub fn root(&self) -> Digest {
        let mut parts = self.parts.iter().rev().copied();
        let smallest = parts.next().unwrap_or_else(|| Digest::of([]));
        parts.fold(smallest, |right, left| join(left, right))
    }
}

/// The digest of a line as a leaf. It can't be taken for that of a node.
pub fn leaf(line: &str) -> Digest {
    let mut octets = Vec::with_capacity(line.len() + 1);
    octets.push(0);
    octets.extend_from_slice(line.as_bytes());
    Digest::of(octets)
}

fn join(left: Digest, right: Digest) -> Digest {
    let mut octets = [1; 65];
    let (_, both) = octets.split_at_mut(1);
    let (first, second) = both.split_at_mut(32);
    first.copy_from_slice(left.octets());
    second.copy_from_slice(right.octets());
    Digest::of(octets)
}

/// The digests that lead from the leaf at this place to the root, nearest first; `None` when there is no such leaf.
pub(super) fn path(leaves: &[Digest], index: usize) -> Option<Vec<Digest>> {
    let (mut level, mut at, mut path) = (leaves.to_vec(), index, Vec::new());
    level.get(at)?;
    // A node without a neighbour goes up as it is: that is the tree of RFC 6962, built from below.
    while level.len() > 1 {
        path.extend(level.get(at ^ 1).copied());
        level = level.chunks(2).filter_map(pair).collect();
        at >>= 1;
    }
    Some(path)
}

fn pair(nodes: &[Digest]) -> Option<Digest> {
    match nodes {
        [left, right] => Some(join(*left, *right)),
        [alone] => Some(*alone),
        _ => None,
    }
}

/// The root to which a leaf at this place of a tree of this size leads by these digests; `None` when they are too few or too many.
pub(super) fn root_by_path(leaf: Digest, index: u64, size: u64, path: &[Digest]) -> Option<Digest> {
    let mut last = size.checked_sub(1).filter(|last| index <= *last)?;
    let (mut node, mut at, mut path) = (leaf, index, path.iter().copied());
    while last > 0 {
        if at & 1 == 1 {
            node = join(path.next()?, node);
        } else if at < last {
            node = join(node, path.next()?);
        }
        at >>= 1;
        last >>= 1;
    }
    path.next().is_none().then_some(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(count: usize) -> Vec<Digest> {
        (0..count).map(|n| leaf(&n.to_string())).collect()
    }

    fn root(leaves: &[Digest]) -> Digest {
        let mut tree = Tree::default();
        leaves.iter().for_each(|leaf| tree.push(*leaf));
        tree.root()
    }

    /// The definition of RFC 6962, 2.1, word for word.
    fn defined(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => Digest::of([]),
            [leaf] => *leaf,
            _ => {
                let k = leaves.len().next_power_of_two() / 2;
                join(defined(&leaves[..k]), defined(&leaves[k..]))
            }
        }
    }

    #[test]
    fn the_root_is_the_one_of_the_rfc() {
        for count in 0..70 {
            assert_eq!(root(&leaves(count)), defined(&leaves(count)), "{count}");
        }
        // The leaf of no octets, of the test data of Certificate Transparency.
        assert_eq!(leaf("").to_string(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    #[test]
    fn every_leaf_leads_to_the_root_and_nothing_else_does() {
        for count in 1..40 {
            let (leaves, root) = (leaves(count), root(&leaves(count)));
            for at in 0..count {
                let path = path(&leaves, at).unwrap();
                let by = |leaf, index, size, path: &[Digest]| root_by_path(leaf, index, size, path) == Some(root);
                let (index, size) = (at as u64, count as u64);
                assert!(by(leaves[at], index, size, &path));
                assert!(!by(leaf("another"), index, size, &path));
                assert!((0..size).filter(|other| *other != index).all(|other| !by(leaves[at], other, size, &path)));
                for changed in 0..path.len() {
                    let mut other = path.clone();
                    other[changed] = Digest::default();
                    assert!(!by(leaves[at], index, size, &other));
                    other.remove(changed);
                    assert!(!by(leaves[at], index, size, &other));
                }
                let longer = [&path[..], &[Digest::default()]].concat();
                assert!(!by(leaves[at], index, size, &longer));
            }
            assert_eq!(path(&leaves, count), None);
            assert_eq!(root_by_path(leaves[0], size_of_none(), count as u64, &[]), None);
        }
        assert_eq!(root_by_path(leaf("0"), 0, 0, &[]), None);
    }

    fn size_of_none() -> u64 {
        u64::MAX
    }
}
