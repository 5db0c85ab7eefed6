//! One list, one page and one thing on top of a screen, in every theme and at every depth of colour; the picker of themes; and
//! what is shown on terminals that are small.

use super::{
    desk::{Desk, Setting, dark, mono},
    snapshots::{SIZES, keep},
};
use countersign::ui::{Depth, Theme};

fn after(keys: &str) -> Desk {
    let mut desk = Desk::open();
    desk.press(keys);
    desk
}

#[test]
fn every_theme_and_every_depth() {
    for (name, keys) in [("accounts", ""), ("account", "enter"), ("theme-picker", "ctrl-t")] {
        let desk = after(keys);
        for theme in ["light", "high-contrast", "deuteranopia", "tritanopia"] {
            let loaded = Theme::load(theme, &[], Depth::True, false).unwrap();
            keep(&format!("{name}@{theme}"), &desk.styled(&loaded));
        }
        for (depth, word) in [(Depth::Ansi256, "256"), (Depth::Ansi16, "16")] {
            let loaded = Theme::load("dark", &[], depth, false).unwrap();
            keep(&format!("{name}@dark-{word}"), &desk.styled(&loaded));
        }
        keep(&format!("{name}@dark"), &desk.styled(&dark()));
        keep(&format!("{name}@mono"), &desk.styled(&mono()));
    }
}

#[test]
fn the_picker_of_themes() {
    let broken = Setting { theme_file: Some("sea"), ..Setting::default() };
    for (name, setting, keys) in
        [("theme-picker", Setting::default(), "ctrl-t down"), ("theme-picker-broken", broken, "ctrl-t up")]
    {
        let mut desk = Desk::with(setting);
        desk.press(keys);
        for (columns, rows) in SIZES {
            desk.resize(columns, rows);
            keep(&format!("{name}@{columns}x{rows}"), &desk.screen());
        }
    }
}

/// The least terminal there is something to see on, one that is too small, and one that is much too small.
#[test]
fn small_terminals() {
    for (name, keys) in [("accounts", ""), ("account", "enter"), ("block", "3 enter"), ("help", "?"), ("theme-picker", "ctrl-t")]
    {
        let mut desk = after(keys);
        desk.resize(60, 16);
        keep(&format!("{name}@60x16"), &desk.screen());
    }
    for (columns, rows) in [(40, 12), (12, 4)] {
        let mut desk = Desk::open();
        desk.resize(columns, rows);
        keep(&format!("too-small@{columns}x{rows}"), &desk.screen());
    }
}
