//! Which file uses which, by the paths that begin with `crate::` and `super::`, and whether that leads round in a circle.
//! Files in a circle can only be understood together. What a parent opens to others with `pub use child::…` is the parent's.
//! Must not know: floors.

use crate::source::{Source, paths};
use std::collections::{BTreeMap, BTreeSet};

/// The names of the modules on the way from the root to a file; none for the root.
fn module(source: &Source) -> Vec<&str> {
    let path = source.path.trim_start_matches("src/").trim_end_matches(".rs");
    if path == "lib" { Vec::new() } else { path.split('/').collect() }
}

/// The files that a file uses, tests apart: a path leads to the file of the last module that it names.
fn used<'a>(source: &Source, files: &BTreeMap<Vec<&'a str>, &'a str>) -> BTreeSet<&'a str> {
    let own = module(source);
    let mut used = BTreeSet::new();
    for path in paths(source.code_without_tests()) {
        let up = path.iter().take_while(|name| *name == "super").count();
        let from = if up == 0 { &[][..] } else { &own[..own.len().saturating_sub(up)] };
        let whole: Vec<&str> = from.iter().copied().chain(path.iter().skip(up.max(1)).map(String::as_str)).collect();
        let longest = (1..=whole.len()).rev().find_map(|length| files.get(&whole[..length]));
        used.extend(longest.filter(|file| **file != source.path));
    }
    used
}

/// A circle of files, each of which uses the next and the last of which uses the first; nothing when there is none.
pub fn circle(sources: &[Source]) -> Option<Vec<&str>> {
    let sources: Vec<&Source> = sources.iter().filter(|source| !source.is_test()).collect();
    let files = sources.iter().map(|source| (module(source), source.path.as_str())).collect();
    let mut uses: BTreeMap<&str, BTreeSet<&str>> =
        sources.iter().map(|source| (source.path.as_str(), used(source, &files))).collect();
    // What uses nothing that is left is in no circle; it goes, until every file that is left uses another one.
    loop {
        let left: BTreeSet<&str> = uses.keys().copied().collect();
        uses.values_mut().for_each(|used| used.retain(|file| left.contains(file)));
        let before = uses.len();
        uses.retain(|_, used| !used.is_empty());
        if uses.len() == before {
            break;
        }
    }
    let mut way = vec![*uses.keys().next()?];
    loop {
        let next = *uses[way[way.len() - 1]].first()?;
        if let Some(begin) = way.iter().position(|file| *file == next) {
            return Some(way.split_off(begin));
        }
        way.push(next);
    }
}
