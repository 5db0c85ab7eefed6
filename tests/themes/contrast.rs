//! Contrast of the embedded themes: every role on every ground it can stand on, measured by a formula of its own.
//! At least 7 in the theme for high contrast, 4.5 in the others, 3 for what may be faint (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11).

use super::vision::{linear, rgb};
use countersign::ui::{
    Depth, Glyph, Role, Safe, Theme,
    strip::{self, Run},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

/// The themes that have colours.
pub const COLOURED: [&str; 5] = ["dark", "light", "high-contrast", "deuteranopia", "tritanopia"];

/// Roles whose words are said elsewhere too.
const FAINT: [Role; 5] = [Role::Dim, Role::Border, Role::Placeholder, Role::Fill, Role::FillRest];

/// Contrast as WCAG 2.2 defines it, written a second time so that the loader's is checked by another.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let luminance = |colour| {
        let [red, green, blue] = linear(colour);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b): (f64, f64) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn least(theme: &str, role: Role) -> f64 {
    match (theme, FAINT.contains(&role)) {
        ("high-contrast", _) => 7.0,
        (_, true) => 3.0,
        (_, false) => 4.5,
    }
}

#[test]
fn every_role_of_the_embedded_themes_can_be_read_on_every_ground() {
    for name in COLOURED {
        for depth in [Depth::Ansi256, Depth::True] {
            let theme = Theme::load(name, &[], depth, false).unwrap();
            let text = theme.style(Role::Text);
            for role in Role::ALL {
                let layer = matches!(role, Role::Selected | Role::SelectedUnfocused | Role::Match);
                for ground in [Role::Text, Role::Overlay, Role::Bar, Role::Footer].into_iter().take(if layer { 2 } else { 4 }) {
                    let look = text.patch(theme.style(ground)).patch(theme.style(*role));
                    let (contrast, least) = (contrast(rgb(look.fg), rgb(look.bg)), least(name, *role));
                    assert!(contrast >= least, "{name} {depth:?}: {} on {}: {contrast:.2}", role.name(), ground.name());
                }
            }
        }
    }
}

#[test]
fn states_can_be_read_in_the_selected_row() {
    for depth in [Depth::True, Depth::Ansi256] {
        for name in COLOURED {
            let theme = Theme::load(name, &[], depth, false).unwrap();
            for role in [Role::Text, Role::Ok, Role::Warn, Role::Danger, Role::Pending, Role::Blocked, Role::Stale, Role::Hostile]
            {
                for layer in [Role::Selected, Role::SelectedUnfocused, Role::Match] {
                    let look = theme.style(Role::Text).patch(theme.style(role)).patch(theme.style(layer));
                    let (contrast, least) = (contrast(rgb(look.fg), rgb(look.bg)), least(name, role));
                    assert!(contrast >= least, "{name} {depth:?}: {} under {}: {contrast:.2}", role.name(), layer.name());
                }
            }
        }
    }
}

/// A full cell is all letter: what must stand out is its colour, and not from its own ground, which nobody sees, but from what lies around it.
#[test]
fn what_fills_a_strip_stands_out_from_the_ground_selected_or_not() {
    let area = Rect::new(0, 0, 12, 2);
    for name in COLOURED {
        for depth in [Depth::Mono, Depth::Ansi256, Depth::True] {
            let theme = Theme::load(name, &[], depth, false).unwrap();
            for (role, selected) in [Role::Danger, Role::Warn, Role::Pending, Role::Accent, Role::Ok, Role::Dim]
                .into_iter()
                .flat_map(|role| [(role, false), (role, true)])
            {
                let mut buffer = Buffer::empty(area);
                let sign = Safe::ours(theme.glyph(Glyph::Fill).to_owned());
                strip::runs(&[Run { sign, role, length: 1, selected }], &theme, area, &mut buffer);
                for x in 0..area.width {
                    let cell = &buffer[(x, 0)];
                    // What is selected is said by a sign, and not by a colour.
                    assert_eq!(buffer[(x, 1)].symbol() == theme.glyph(Glyph::Up), selected, "{name} {depth:?}");
                    // Turned round, a full cell would be all ground.
                    assert!(!cell.modifier.contains(Modifier::REVERSED), "{name} {depth:?}: {}", role.name());
                    if depth == Depth::Mono {
                        continue;
                    }
                    let contrast = contrast(rgb(Some(cell.fg)), rgb(theme.style(Role::Text).bg));
                    let least = least(name, role);
                    assert!(contrast >= least, "{name} {depth:?}: {} selected {selected}: {contrast:.2}", role.name());
                }
            }
        }
    }
}
