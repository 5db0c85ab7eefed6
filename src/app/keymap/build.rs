//! Builds the keymap: the operator's keys first, then the defaults of what the operator did not name.
//! So a default never takes a key from the operator, and among equals the order of the table decides.
//! Must not know: where the overrides come from.

use super::{INTERRUPT, Keymap, KeymapRemark, trie::Taken};
use crate::app::{
    action::Action,
    chord::{Chord, ChordProblem},
    nearest::nearest,
};
use std::collections::BTreeMap;

/// The word that unbinds an action.
const NONE: &str = "none";

/// What the operator wants of an action.
enum Wish {
    /// No key at all.
    Unbound,
    /// These keys.
    Keys(Vec<Chord>),
}

pub(super) fn build(overrides: impl Iterator<Item = (String, Vec<String>)>) -> (Keymap, Vec<KeymapRemark>) {
    let mut remarks = Vec::new();
    let wishes = wishes(overrides, &mut remarks);
    let mut keymap = Keymap::default();
    for spec in Action::SPECS {
        if let Some(Wish::Keys(chords)) = wishes.get(&spec.action) {
            bind(&mut keymap, spec.action, chords, &mut remarks);
        }
    }
    for spec in Action::SPECS.iter().filter(|spec| !wishes.contains_key(&spec.action)) {
        // The defaults are read by a test, so none is ever left out here.
        let chords: Vec<Chord> = spec.keys.iter().filter_map(|key| key.parse().ok()).collect();
        bind(&mut keymap, spec.action, &chords, &mut remarks);
    }
    for (action, _) in wishes.iter().filter(|(_, wish)| matches!(wish, Wish::Keys(_))) {
        for chord in keymap.chords_of(*action) {
            if let Some(why) = chord.ambiguity() {
                remarks.push(KeymapRemark::Unreachable { action: *action, chord: chord.clone(), why });
            }
        }
    }
    (keymap, remarks)
}

/// Reads what the operator wants; what can't be read is remarked and left out.
fn wishes(overrides: impl Iterator<Item = (String, Vec<String>)>, remarks: &mut Vec<KeymapRemark>) -> BTreeMap<Action, Wish> {
    let mut wishes = BTreeMap::new();
    for (id, keys) in overrides {
        let Some(action) = Action::of_id(&id) else {
            let known = Action::SPECS.iter().map(|spec| spec.id);
            remarks.push(KeymapRemark::UnknownAction { nearest: nearest(&id, known), id: id.chars().take(40).collect() });
            continue;
        };
        let needless = |key: &String| key == NONE || action == Action::Quit && *key == INTERRUPT.to_string();
        if keys.iter().all(needless) {
            wishes.insert(action, Wish::Unbound);
            continue;
        }
        let chords = read(action, &keys, remarks);
        // When nothing of it can be read, the defaults stay: a typing error must not take a key away.
        if !chords.is_empty() {
            wishes.insert(action, Wish::Keys(chords));
        }
    }
    wishes
}

fn read(action: Action, keys: &[String], remarks: &mut Vec<KeymapRemark>) -> Vec<Chord> {
    let mut chords: Vec<Chord> = Vec::new();
    for key in keys {
        match key.parse::<Chord>() {
            // Quit has it anyway.
            Ok(chord) if action == Action::Quit && chord.is_key(INTERRUPT) => {}
            Ok(chord) if chord.contains(INTERRUPT) => remarks.push(KeymapRemark::Reserved { action, chord }),
            Ok(chord) if chords.contains(&chord) => {}
            Ok(chord) => chords.push(chord),
            Err(problem) => remarks.push(bad_key(action, key, problem)),
        }
    }
    chords
}

fn bad_key(action: Action, key: &str, problem: ChordProblem) -> KeymapRemark {
    KeymapRemark::BadKey { action, written: key.chars().take(40).collect(), problem }
}

/// Gives an action its keys, as far as they are free in its scope.
fn bind(keymap: &mut Keymap, action: Action, chords: &[Chord], remarks: &mut Vec<KeymapRemark>) {
    let trie = keymap.scopes.entry(action.spec().scope).or_default();
    let mut bound = Vec::new();
    for chord in chords {
        match trie.insert(chord.keys(), action) {
            Ok(()) => bound.push(chord.clone()),
            Err(Taken::Same(winner)) => {
                remarks.push(KeymapRemark::Conflict { chord: chord.clone(), winner, loser: action });
            }
            Err(Taken::Begins(winner) | Taken::Continues(winner)) => {
                remarks.push(KeymapRemark::PrefixConflict { chord: chord.clone(), winner, loser: action });
            }
        }
    }
    if !bound.is_empty() {
        keymap.chords.insert(action, bound);
    } else if !chords.is_empty() {
        remarks.push(KeymapRemark::Keyless(action));
    }
}
