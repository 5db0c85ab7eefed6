//! States, environments and the selected row are told apart by their colours alone, by the eyes a theme is made for.
//! Signs and words stand beside them in any case: the snapshots of the screens are text without colours.

use super::{
    contrast::COLOURED,
    vision::{Eye, distance, rgb},
};
use countersign::ui::{Depth, Role, Theme};
use ratatui::style::{Color, Modifier, Style};

const STATES: [Role; 6] = [Role::Text, Role::Ok, Role::Pending, Role::Warn, Role::Danger, Role::Blocked];
const ENVIRONMENTS: [Role; 3] = [Role::EnvPractice, Role::EnvTest, Role::EnvProduction];

/// The eyes a theme is made for, and how far apart its colours must be to them: with 24-bit colours and with 256.
fn made_for(theme: &str) -> (&'static [Eye], f64, f64) {
    match theme {
        "deuteranopia" => (&[Eye::Deuteranope, Eye::Protanope, Eye::Usual], 14.0, 12.0),
        "tritanopia" => (&[Eye::Tritanope, Eye::Usual], 15.0, 13.0),
        "high-contrast" => (&[Eye::Usual], 19.0, 15.0),
        // The nearest of 256 to the light theme's refused and blocked are not far apart; bold and the signs stay.
        _ => (&[Eye::Usual], 12.0, 7.5),
    }
}

fn look(theme: &Theme, role: Role) -> Style {
    theme.style(Role::Text).patch(theme.style(role))
}

/// What a role is seen by: its letters, or the ground of a badge that is turned round.
fn colour(look: Style) -> Option<Color> {
    if look.add_modifier.contains(Modifier::REVERSED) { look.bg } else { look.fg }
}

fn ground(look: Style) -> Option<Color> {
    if look.add_modifier.contains(Modifier::REVERSED) { look.fg } else { look.bg }
}

fn pairs(roles: &[Role]) -> impl Iterator<Item = (Role, Role)> + '_ {
    roles.iter().enumerate().flat_map(|(at, one)| roles[at + 1..].iter().map(|other| (*one, *other)))
}

/// Fails unless all pairs are this far apart, by letters or by ground.
fn apart(theme: &Theme, roles: &[Role], eye: Eye, least: f64) {
    for (one, other) in pairs(roles) {
        let (a, b) = (look(theme, one), look(theme, other));
        let letters = distance(rgb(colour(a)), rgb(colour(b)), eye);
        let grounds = distance(rgb(ground(a)), rgb(ground(b)), eye);
        let (name, depth, found) = (theme.name(), theme.depth(), letters.max(grounds));
        assert!(found >= least, "{name} {depth:?} {eye:?}: {} and {}: {found:.1}", one.name(), other.name());
    }
}

#[test]
fn states_and_environments_are_told_apart_by_the_eyes_a_theme_is_for() {
    for name in COLOURED {
        let (eyes, with_all, with_256) = made_for(name);
        for (depth, least) in [(Depth::True, with_all), (Depth::Ansi256, with_256)] {
            let theme = Theme::load(name, &[], depth, false).unwrap();
            for eye in eyes {
                apart(&theme, &STATES, *eye, least);
                apart(&theme, &ENVIRONMENTS, *eye, least);
                apart(&theme, &[Role::DiffOurs, Role::DiffTheirs], *eye, least);
            }
        }
    }
}

/// Terminals choose their sixteen colours themselves, so this is judged by what xterm paints.
#[test]
fn the_themes_for_such_eyes_tell_states_apart_in_sixteen_colours() {
    for (name, least) in [("deuteranopia", 9.5), ("tritanopia", 11.0)] {
        let theme = Theme::load(name, &[], Depth::Ansi16, false).unwrap();
        for eye in made_for(name).0 {
            for (one, other) in pairs(&STATES[1..]).chain([(Role::EnvPractice, Role::EnvTest)]) {
                let found = distance(rgb(theme.style(one).fg), rgb(theme.style(other).fg), *eye);
                assert!(found >= least, "{name} {eye:?}: {} and {}: {found:.1}", one.name(), other.name());
            }
        }
        assert_eq!(theme.style(Role::EnvProduction).add_modifier & Modifier::REVERSED, Modifier::REVERSED, "{name}");
    }
}

/// The usual theme is what such eyes should not have to use: if it were good enough for them, they would need no theme.
#[test]
fn the_usual_theme_would_not_do() {
    let theme = Theme::load("dark", &[], Depth::True, false).unwrap();
    let seen = |one, other, eye| distance(rgb(theme.style(one).fg), rgb(theme.style(other).fg), eye);
    assert!(seen(Role::Ok, Role::Danger, Eye::Deuteranope) < 5.0);
    assert!(seen(Role::Danger, Role::Blocked, Eye::Tritanope) < 5.0);
}

#[test]
fn the_selected_row_stands_out_to_every_eye() {
    for name in COLOURED {
        for (depth, least) in [(Depth::True, 9.0), (Depth::Ansi256, 4.0)] {
            let theme = Theme::load(name, &[], depth, false).unwrap();
            for eye in [Eye::Usual, Eye::Protanope, Eye::Deuteranope, Eye::Tritanope] {
                let ground = rgb(theme.style(Role::Text).bg);
                let found = distance(rgb(look(&theme, Role::Selected).bg), ground, eye);
                assert!(found >= least, "{name} {depth:?} {eye:?}: {found:.1}");
            }
            let unfocused = theme.style(Role::SelectedUnfocused);
            assert_ne!(look(&theme, Role::SelectedUnfocused), look(&theme, Role::Text), "{name} {depth:?}");
            assert!(unfocused.bg.is_some() || unfocused.add_modifier.contains(Modifier::UNDERLINED), "{name}");
        }
    }
}
