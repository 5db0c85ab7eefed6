//! How a scene is played and kept: the keys that lead there, its screen in every size, its styles in colour, without, and plain.
//! Which scenes there are stands with what they show.

use super::{
    desk::{Desk, dark, mono, plain},
    snapshots::{SIZES, keep},
};

/// A state worth looking at: the keys that lead there, and what is typed after them into what they opened.
pub type Walk = (&'static str, &'static [(&'static str, &'static str)]);

/// The desk after these keys and words.
pub fn walked(keys: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::open();
    for (keys, text) in keys {
        desk.press(keys);
        desk.type_text(text);
    }
    desk
}

/// Keeps the screen of a scene in every size, and in `more`.
pub fn keep_sizes(name: &str, set: impl Fn() -> Desk, more: &[(u16, u16)]) {
    for (columns, rows) in SIZES.iter().chain(more) {
        let mut desk = set();
        desk.resize(*columns, *rows);
        keep(&format!("{name}@{columns}x{rows}"), &desk.screen());
    }
}

/// Keeps the styles of a scene.
pub fn keep_styles(name: &str, desk: &Desk) {
    for theme in [dark(), mono(), plain()] {
        let kind = if theme.plain() { "plain" } else { theme.name() };
        keep(&format!("{name}@{kind}"), &desk.styled(&theme));
    }
}

/// Keeps the screens of all walks.
pub fn keep_walks(walks: &[Walk]) {
    for (name, keys) in walks {
        keep_sizes(name, || walked(keys), &[]);
    }
}

/// Keeps the styles of the walks with these names.
pub fn keep_styles_of(walks: &[Walk], names: &[&str]) {
    for name in names {
        let (_, keys) = walks.iter().find(|(walk, _)| walk == name).unwrap();
        keep_styles(name, &walked(keys));
    }
}
