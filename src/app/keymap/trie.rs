//! The keys of one scope as a tree: each branch a key, each leaf an action.
//! A sequence and its own beginning can't both be in it, so no key ever waits for a timer.
//! Must not know: other scopes.

use super::Continuation;
use crate::app::{action::Action, key::Key};
use std::collections::BTreeMap;

/// One tree or one of its branches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trie(BTreeMap<Key, Node>);

/// What follows a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// An action runs.
    Leaf(Action),
    /// More keys follow.
    Branch(Trie),
}

/// Why a sequence can't be put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// The very sequence runs this already.
    Same(Action),
    /// The beginning of it runs this already.
    Begins(Action),
    /// A longer sequence begins with it and runs this.
    Continues(Action),
}

impl Trie {
    /// Puts a sequence in, or says what stands there; nothing is changed then.
    pub(super) fn insert(&mut self, keys: &[Key], action: Action) -> Result<(), Taken> {
        if let Some(taken) = self.taken(keys) {
            return Err(taken);
        }
        self.put(keys, action);
        Ok(())
    }

    fn taken(&self, keys: &[Key]) -> Option<Taken> {
        let (first, rest) = keys.split_first()?;
        match self.0.get(first)? {
            Node::Leaf(action) if rest.is_empty() => Some(Taken::Same(*action)),
            Node::Leaf(action) => Some(Taken::Begins(*action)),
            Node::Branch(branch) if rest.is_empty() => branch.first().map(Taken::Continues),
            Node::Branch(branch) => branch.taken(rest),
        }
    }

    fn put(&mut self, keys: &[Key], action: Action) {
        match keys {
            [] => {}
            [last] => {
                self.0.insert(*last, Node::Leaf(action));
            }
            [first, rest @ ..] => {
                if let Node::Branch(branch) = self.0.entry(*first).or_insert_with(|| Node::Branch(Self::default())) {
                    branch.put(rest, action);
                }
            }
        }
    }

    /// Any action below: the first in key order.
    pub(super) fn first(&self) -> Option<Action> {
        self.0.values().find_map(|node| match node {
            Node::Leaf(action) => Some(*action),
            Node::Branch(branch) => branch.first(),
        })
    }

    /// What stands at the end of these keys.
    pub(super) fn find(&self, keys: &[Key]) -> Option<&Node> {
        let (first, rest) = keys.split_first()?;
        match (self.0.get(first)?, rest) {
            (node, []) => Some(node),
            (Node::Branch(branch), rest) => branch.find(rest),
            (Node::Leaf(_), _) => None,
        }
    }

    /// What can follow here.
    pub(super) fn continuations(&self) -> impl Iterator<Item = Continuation> + '_ {
        self.0.iter().map(|(key, node)| Continuation {
            key: *key,
            action: match node {
                Node::Leaf(action) => Some(*action),
                Node::Branch(_) => None,
            },
        })
    }
}
