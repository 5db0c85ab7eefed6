//! The keys that work here, ranked, so that the most useful ones fit into the last line.
//! The last hint is always the help: whoever is lost finds everything there.
//! Must not know: how it is painted.

use super::{
    action::{Action, Scope},
    chord::Chord,
    field::Field,
    keymap::Keymap,
};
use unicode_width::UnicodeWidthStr;

/// One hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The action, for the mouse.
    pub action: Action,
    /// Its preferred key that works here.
    pub key: String,
    /// Its short title.
    pub short: &'static str,
    /// Whether it can run now; if not, it is dimmed.
    pub allowed: bool,
}

impl Hint {
    /// Cells it takes: key, space, title.
    pub fn width(&self) -> usize {
        self.key.width() + 1 + self.short.width()
    }
}

/// Every hint of these scopes, best first, help last. What has no key here or weight 0 is left out. While text is typed only keys are
/// named that no field takes.
pub fn hints(scopes: &[Scope], keymap: &Keymap, typing: bool, allowed: impl Fn(Action) -> bool) -> Vec<Hint> {
    let works = |chord: &&Chord| !typing || chord.keys().first().is_some_and(|key| !Field::uses(*key));
    let mut ranked: Vec<(u8, Hint)> = Action::SPECS
        .iter()
        .filter(|spec| spec.weight > 0 && scopes.contains(&spec.scope))
        .filter_map(|spec| {
            let key = keymap.live_chords(scopes, spec.action).find(works)?.to_string();
            let hint = Hint { action: spec.action, key, short: spec.short, allowed: allowed(spec.action) };
            Some((if spec.action == Action::Help { 0 } else { spec.weight }, hint))
        })
        .collect();
    ranked.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    ranked.into_iter().map(|(_, hint)| hint).collect()
}

/// The hints that fit into `width` cells with `gap` cells between them, in their order. The help goes last of all; of the
/// others those that can run stay first.
pub fn fit(hints: &[Hint], width: usize, gap: usize) -> Vec<&Hint> {
    let mut order: Vec<usize> = (0..hints.len()).collect();
    let last = hints.len().saturating_sub(1);
    order.sort_by_key(|&at| (at != last, hints.get(at).is_some_and(|hint| !hint.allowed), at));
    let mut room = width + gap;
    let mut kept = Vec::new();
    for at in order {
        let needed = hints.get(at).map_or(0, |hint| hint.width() + gap);
        if needed <= room {
            room -= needed;
            kept.push(at);
        }
    }
    kept.sort_unstable();
    kept.into_iter().filter_map(|at| hints.get(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &[Scope] = &[Scope::Accounts, Scope::List, Scope::Global];

    #[test]
    fn the_best_come_first_and_help_last() {
        let hints = hints(HERE, &Keymap::defaults(), false, |action| action != Action::Open);
        assert_eq!(hints.first().unwrap().action, Action::Palette);
        assert_eq!(hints.last().unwrap().action, Action::Help);
        assert!(hints.iter().any(|hint| hint.action == Action::AccountBlocks && hint.key == "b"));
        assert!(hints.iter().all(|hint| hint.action != Action::BlockAccount), "it belongs to another screen");
        assert!(hints.iter().any(|hint| hint.action == Action::Open && !hint.allowed));
    }

    #[test]
    fn a_hint_names_a_key_that_works_here() {
        let (keymap, _) = Keymap::build([("account-blocks".to_owned(), vec!["/".to_owned()])].into_iter());
        let hints = hints(HERE, &keymap, false, |_| true);
        assert!(hints.iter().all(|hint| hint.action != Action::Filter), "its only key runs something else here");
    }

    #[test]
    fn while_text_is_typed_no_key_is_named_that_types() {
        let keys: Vec<String> = hints(HERE, &Keymap::defaults(), true, |_| true).into_iter().map(|hint| hint.key).collect();
        for (key, named) in [("esc", true), ("f1", true), ("f5", true), ("?", false), ("y", false), ("/", false), ("q", false)] {
            assert_eq!(keys.iter().any(|known| known == key), named, "{key}: {keys:?}");
        }
    }

    #[test]
    fn whatever_the_width_it_fits_and_keeps_help_longest() {
        let hints = hints(HERE, &Keymap::defaults(), false, |action| action != Action::Filter);
        for width in 0..120 {
            let fitting = fit(&hints, width, 3);
            let used: usize = fitting.iter().map(|hint| hint.width() + 3).sum();
            assert!(used <= width + 3, "{width}");
            if width >= 6 {
                assert_eq!(fitting.last().unwrap().action, Action::Help, "{width}");
            }
        }
        assert_eq!(fit(&hints, usize::MAX / 2, 3).len(), hints.len());
    }
}
