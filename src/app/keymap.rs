//! Which keys run which action: the defaults of the action table with the operator's changes over them.
//! Building never fails: what can't be used is left out and reported. `ctrl-c` always cancels or quits.
//! Must not know: what an action does, or whether it can run now.

mod build;
mod remark;
mod shadows;
mod trie;

pub use remark::KeymapRemark;

use super::{
    action::{Action, Scope},
    chord::Chord,
    key::Key,
};
use std::collections::BTreeMap;
use trie::{Node, Trie};

/// The key that can't be taken away: it drops what is pending, closes what is open, and otherwise quits.
pub const INTERRUPT: Key = Key::control('c');

/// The keys of every action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    scopes: BTreeMap<Scope, Trie>,
    chords: BTreeMap<Action, Vec<Chord>>,
}

/// What a key press means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// Run this.
    Action(Action),
    /// It begins one or more sequences; never empty.
    Prefix(Vec<Continuation>),
    /// Nothing. What was pending is dropped.
    Miss,
}

/// How a sequence can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// The next key.
    pub key: Key,
    /// What it runs; `None` when yet another key follows.
    pub action: Option<Action>,
}

impl Keymap {
    /// The defaults with `overrides` over them: pairs of an action id and its keys. An action that is named gets exactly these
    /// keys instead of its defaults; no keys, or only `none`, unbind it.
    pub fn build(overrides: impl Iterator<Item = (String, Vec<String>)>) -> (Self, Vec<KeymapRemark>) {
        build::build(overrides)
    }

    /// What is to be said of keys that an inner scope hides from an outer one; notes only.
    pub fn shadows(&self) -> Vec<KeymapRemark> {
        shadows::of(self)
    }

    /// The keymap of an empty configuration.
    pub fn defaults() -> Self {
        build::build(std::iter::empty()).0
    }

    /// What `key` means after the `pending` keys of a sequence. The innermost scope that knows it wins.
    ///
    /// [`INTERRUPT`] is [`Action::Quit`], or a miss when it drops pending keys.
    pub fn resolve(&self, scopes: &[Scope], pending: &[Key], key: Key) -> Hit {
        let key = key.canonical();
        if key == INTERRUPT {
            return if pending.is_empty() { Hit::Action(Action::Quit) } else { Hit::Miss };
        }
        let keys: Vec<Key> = pending.iter().map(|key| key.canonical()).chain([key]).collect();
        self.of(scopes, &keys)
    }

    /// How the sequences that begin with `prefix` go on, for the which-key box. Empty when none does.
    pub fn continuations(&self, scopes: &[Scope], prefix: &[Key]) -> Vec<Continuation> {
        match self.of(scopes, prefix) {
            Hit::Prefix(continuations) => continuations,
            Hit::Action(_) | Hit::Miss => Vec::new(),
        }
    }

    /// The keys of an action as they are written, the preferred one first.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        let interrupt = (action == Action::Quit).then(|| INTERRUPT.to_string());
        self.chords_of(action).iter().map(Chord::to_string).chain(interrupt).collect()
    }

    /// The keys of an action that run it in these scopes: those an inner scope uses otherwise are left out.
    pub fn live_keys(&self, scopes: &[Scope], action: Action) -> Vec<String> {
        let interrupt = (action == Action::Quit).then(|| INTERRUPT.to_string());
        self.live_chords(scopes, action).map(Chord::to_string).chain(interrupt).collect()
    }

    /// The same without [`INTERRUPT`], which stands in no table.
    pub fn live_chords<'a>(&'a self, scopes: &'a [Scope], action: Action) -> impl Iterator<Item = &'a Chord> {
        self.chords_of(action).iter().filter(move |chord| self.of(scopes, chord.keys()) == Hit::Action(action))
    }

    /// The keys of an action; `ctrl-c` is not among them.
    pub fn chords_of(&self, action: Action) -> &[Chord] {
        self.chords.get(&action).map_or(&[], Vec::as_slice)
    }

    /// Whether a sequence that begins with these keys is bound in any scope, were it another page than the one shown.
    pub fn begins_somewhere(&self, keys: &[Key]) -> bool {
        self.scopes.values().any(|trie| matches!(trie.find(keys), Some(Node::Branch(_))))
    }

    /// The scopes in which a whole sequence runs an action.
    pub fn scopes_of(&self, keys: &[Key]) -> Vec<Scope> {
        let runs = |trie: &Trie| matches!(trie.find(keys), Some(Node::Leaf(_)));
        self.scopes.iter().filter(|(_, trie)| runs(trie)).map(|(scope, _)| *scope).collect()
    }

    /// What a whole sequence means in these scopes.
    fn of(&self, scopes: &[Scope], keys: &[Key]) -> Hit {
        let mut continuations: Vec<Continuation> = Vec::new();
        for trie in scopes.iter().filter_map(|scope| self.scopes.get(scope)) {
            match trie.find(keys) {
                None => {}
                // An inner scope that waits for more keys hides what an outer scope would run at once.
                Some(Node::Leaf(action)) if continuations.is_empty() => return Hit::Action(*action),
                Some(Node::Leaf(_)) => {}
                Some(Node::Branch(branch)) => {
                    let fresh = |key: &Key| continuations.iter().all(|known| known.key != *key);
                    let more: Vec<_> = branch.continuations().filter(|next| fresh(&next.key)).collect();
                    continuations.extend(more);
                }
            }
        }
        if continuations.is_empty() { Hit::Miss } else { Hit::Prefix(continuations) }
    }
}

#[cfg(test)]
mod tests;
