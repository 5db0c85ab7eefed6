//! Keys of an outer scope that an inner scope hides. Often meant, so these are notes for whoever looks at the keys as a whole.
//! Not part of building a keymap: it looks at every key in every scope, and a start has no time for what nobody reads there.
//! Must not know: where the keys come from.

use super::{Keymap, KeymapRemark, Trie, trie::Node};
use crate::app::{
    action::{Action, Scope},
    chord::Chord,
};

/// A note for each of them.
pub(super) fn of(keymap: &Keymap) -> Vec<KeymapRemark> {
    let mut remarks = Vec::new();
    for (inner, _) in Scope::ALL {
        let Some(trie) = keymap.scopes.get(&inner) else { continue };
        let outside = |action: Action| action.spec().scope != inner && inner.stack().contains(&action.spec().scope);
        for (outer, chords) in keymap.chords.iter().filter(|(action, _)| outside(**action)) {
            for chord in chords {
                if let Some(hides) = hidden_by(trie, chord) {
                    remarks.push(KeymapRemark::Shadow { chord: chord.clone(), scope: inner, inner: hides, outer: *outer });
                }
            }
        }
    }
    remarks
}

/// The action that hides a chord: it has the same key, or a key the chord begins with, or a longer sequence.
fn hidden_by(trie: &Trie, chord: &Chord) -> Option<Action> {
    (1..=chord.keys().len()).find_map(|length| match trie.find(chord.keys().get(..length)?)? {
        Node::Leaf(action) => Some(*action),
        Node::Branch(branch) if length == chord.keys().len() => branch.first(),
        Node::Branch(_) => None,
    })
}
