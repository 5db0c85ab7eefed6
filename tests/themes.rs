//! Themes: what is refused and how it is said, what every embedded theme holds at every depth, and how depth is found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::float_arithmetic)]

#[path = "themes/contrast.rs"]
mod contrast;
#[path = "themes/distance.rs"]
mod distance;
#[path = "themes/vision.rs"]
mod vision;

use contrast::COLOURED;
use countersign::ui::{
    Depth, Glyph, Role, Theme,
    theme::{Background, Source, ThemeError, Wish, detect},
};
use proptest::prelude::*;
use ratatui::style::{Color, Modifier, Style};

const ALL_DEPTHS: [Depth; 4] = [Depth::Mono, Depth::Ansi16, Depth::Ansi256, Depth::True];

fn user(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.to_owned() }
}

fn load(text: &str) -> Result<Theme, ThemeError> {
    Theme::load("mine", &[user("mine", text)], Depth::True, false)
}

/// A theme that is whole but for these lines, which begin at line 3.
fn with(lines: &str) -> Result<Theme, ThemeError> {
    load(&format!("[meta]\nextends = \"dark\"\n{lines}"))
}

#[test]
fn every_embedded_theme_loads_at_every_depth() {
    for name in Theme::names(&[]) {
        for depth in ALL_DEPTHS {
            for plain in [false, true] {
                let theme = Theme::load(name, &[], depth, plain).unwrap_or_else(|error| panic!("{name} {depth:?}: {error}"));
                assert_eq!(theme.depth(), depth);
                assert_eq!(theme.plain(), plain);
                assert_eq!(theme.name(), if depth == Depth::Mono { "mono" } else { name });
            }
        }
    }
}

/// What is embedded isn't judged when it is loaded; as the parent of a theme of the user it is.
#[test]
fn the_embedded_themes_pass_what_themes_of_users_must_pass() {
    for parent in Theme::names(&[]) {
        let child = user("child", &format!("[meta]\nextends = \"{parent}\""));
        for depth in [Depth::Ansi16, Depth::Ansi256, Depth::True] {
            let theme = Theme::load("child", std::slice::from_ref(&child), depth, false);
            assert!(theme.is_ok(), "{parent} {depth:?}: {}", theme.unwrap_err());
        }
    }
}

#[test]
fn errors_say_where_and_what() {
    let cell = "`ok` must be one visible character, one cell wide";
    let cases = [
        ("", "theme `mine` says nothing about text, dim, border"),
        ("[meta", "theme `mine`, line 1: "),
        ("[meta]\nname = \"other\"", "theme `mine`, line 2: `name` must be the name of the file without `.toml`"),
        ("[meta]\nauthor = \"me\"", "theme `mine`, line 2: unknown key `author`"),
        ("[meta]\nbackground = \"grey\"", "theme `mine`, line 2: `background` must be `dark` or `light`"),
        ("[meta]\nextends = \"drak\"", "there is no theme `drak`; did you mean `dark`?"),
        ("[meta]\nextends = 7", "theme `mine`, line 2: `extends` must be a word in quotes"),
        ("[pallete]\n", "theme `mine`, line 1: unknown part `pallete`; did you mean `palette`?"),
        ("roles = 1", "theme `mine`, line 1: `roles` must be a table"),
        ("[palette]\n\nsky = \"#12\"", "theme `mine`, line 3: unknown colour `#12`"),
        ("[roles]\ndangre = {}", "theme `mine`, line 2: unknown role `dangre`; did you mean `danger`?"),
        ("[roles]\nok = \"green\"", "theme `mine`, line 2: `ok` must be a table"),
        ("[roles]\nok = { colour = \"green\" }", "theme `mine`, line 2: unknown key `colour`"),
        ("[roles]\nok = { mod = [\"blod\"] }", "theme `mine`, line 2: unknown modifier `blod`; did you mean `bold`?"),
        ("[roles]\nok = { mod = [\"hidden\"] }", "theme `mine`, line 2: unknown modifier `hidden`"),
        ("[roles]\nok = { mod = \"bold\" }", "theme `mine`, line 2: `mod` must be a list of modifiers, such as [\"bold\"]"),
        ("[roles]\nok = { ansi = \"#112233\" }", "theme `mine`, line 2: `ansi` must be one of the sixteen colour names, or"),
        ("[roles]\nok = { ansi = { sg = \"red\" } }", "theme `mine`, line 2: unknown key `sg`; did you mean `fg`?"),
        ("[glyphs]\nokay = \"x\"", "theme `mine`, line 2: unknown glyph `okay`; did you mean `ok`?"),
        ("[glyphs]\nok = \"yes\"", &format!("theme `mine`, line 2: {cell}")),
        ("[glyphs]\nok = \"日\"", &format!("theme `mine`, line 2: {cell}")),
        ("[glyphs]\nok = \"\\u001b\"", &format!("theme `mine`, line 2: {cell}")),
        ("[glyphs]\nok = \" \"", &format!("theme `mine`, line 2: {cell}")),
    ];
    for (text, sentence) in cases {
        let error = load(text).expect_err(text).to_string();
        assert!(error.starts_with(sentence), "{text:?}\n  says {error}\n  not  {sentence}");
    }
    let error = with("\n[roles]\nok = { fg = \"gren\" }").unwrap_err().to_string();
    assert_eq!(error, "theme `mine`, line 5: unknown colour `gren`; did you mean `green`?");
}

/// T19.
#[test]
fn a_theme_cannot_hide_a_warning() {
    let refused = [
        ("danger = { fg = \"ground\" }", "`danger` can't be read on `text`, its contrast is 1.00; at least 4.50 is needed"),
        ("warn = { fg = \"#707070\", bg = \"#777777\" }", "`warn` can't be read on `text`"),
        ("hostile = { fg = \"row\" }", "`hostile` can't be read on"),
        ("ok = { fg = \"#5f6f5f\" }", "`ok` can't be read on"),
        ("\"env.production\" = { fg = \"ground\", bg = \"#202020\", mod = [\"reversed\"] }", "`env.production` can't be read on"),
        ("selected = { fg = \"#d0d0d0\", bg = \"#d5dae0\" }", "`text` can't be read on `selected`"),
        ("match = { bg = \"ink\" }", "`text` can't be read on `match`"),
        ("text = { fg = \"#303030\", bg = \"default\" }", "`text` can't be read on `text`"),
        ("dim = { fg = \"#303840\" }", "`dim` can't be read on"),
        ("danger = { fg = \"coral\", mod = [\"dim\"] }", "`danger` must not be dim"),
    ];
    for (role, sentence) in refused {
        let error = with(&format!("[roles]\n{role}")).expect_err(role).to_string();
        assert!(error.starts_with("theme `mine` is refused: ") && error.contains(sentence), "{role}: {error}");
    }
    let same = with("[glyphs]\ndanger = \"✓\"").unwrap_err();
    assert_eq!(same.to_string(), "theme `mine` is refused: the glyphs `ok` and `danger` are the same sign");
}

/// T19: what a theme says of the terminal may be wrong; a warning is seen there too.
#[test]
fn a_warning_is_seen_on_the_other_kind_of_terminal_too() {
    let on_own_ground = |parent: &str, role: &str, depth: Depth| {
        let text = format!("[meta]\nextends = \"{parent}\"\n[palette]\nground = \"default\"\n[roles]\n{role}");
        Theme::load("mine", &[user("mine", &text)], depth, false).map_err(|error| error.to_string())
    };
    for (parent, role, depth, other) in [
        ("light", "danger = { fg = \"#000000\" }", Depth::True, Some("dark")),
        ("light", "warn = { fg = \"#2a1a00\" }", Depth::True, Some("dark")),
        ("light", "danger = { fg = \"coral\", ansi = \"black\" }", Depth::Ansi16, Some("dark")),
        ("light", "danger = { fg = \"#000000\", bg = \"#ffffff\" }", Depth::True, None),
        ("light", "danger = { fg = \"coral\", ansi = \"red\" }", Depth::Ansi16, None),
        ("light", "ok = { fg = \"#000000\" }", Depth::True, None),
    ] {
        let loaded = on_own_ground(parent, role, depth);
        match (loaded, other) {
            (Ok(_), None) => (),
            (Err(error), Some(other)) => {
                assert!(error.contains(&format!("can't be seen on a {other} terminal")), "{role}: {error}")
            }
            (loaded, _) => panic!("{role}: {:?}", loaded.err()),
        }
    }
}

#[test]
fn names_from_a_file_are_quoted_safely() {
    let error = load("[roles]\n\"\\u001b[2J\" = {}").unwrap_err().to_string();
    assert!(!error.contains('\u{1b}'), "{error:?}");
}

#[test]
fn size_depth_and_circles_are_bounded() {
    let large = format!("#{}", "x".repeat(64 * 1024));
    assert_eq!(load(&large).unwrap_err().to_string(), "theme `mine` has 65537 bytes; a theme has at most 65536");
    let extends = |name: &str, parent: &str| user(name, &format!("[meta]\nextends = \"{parent}\""));
    let circle = [extends("a", "b"), extends("b", "a")];
    let error = Theme::load("a", &circle, Depth::True, false).unwrap_err();
    assert_eq!(error.to_string(), "theme `a` extends itself: a > b > a");
    let mut long: Vec<Source> = (0..8).map(|at| extends(&format!("t{at}"), &format!("t{}", at + 1))).collect();
    long.push(extends("t8", "dark"));
    assert!(matches!(Theme::load("t0", &long, Depth::True, false), Err(ThemeError::TooDeep { most: 8, .. })));
    assert!(matches!(Theme::load("t1", &long, Depth::True, false), Err(ThemeError::TooDeep { most: 8, .. })));
    assert!(Theme::load("t2", &long, Depth::True, false).is_ok());
}

#[test]
fn a_theme_of_the_user_wins_and_may_extend_the_one_it_replaces() {
    let mine = user("dark", "[meta]\nname = \"dark\"\nextends = \"dark\"\n[palette]\nleaf = \"#aaffaa\"\n[glyphs]\nok = \"√\"");
    let theme = Theme::load("dark", std::slice::from_ref(&mine), Depth::True, false).unwrap();
    assert_eq!(theme.style(Role::Ok).fg, Some(Color::Rgb(0xaa, 0xff, 0xaa)));
    assert_eq!(theme.glyph(Glyph::Ok), "√");
    assert_eq!(Theme::load("dark", std::slice::from_ref(&mine), Depth::True, true).unwrap().glyph(Glyph::Ok), "+");
    let names = ["dark", "light", "high-contrast", "deuteranopia", "tritanopia", "mono", "sea"];
    assert_eq!(Theme::names(&[mine, user("sea", "")]), names);
}

#[test]
fn states_differ_also_in_sixteen_colours() {
    for name in COLOURED {
        for depth in [Depth::Ansi16, Depth::Ansi256, Depth::True] {
            let theme = Theme::load(name, &[], depth, false).unwrap();
            let states = [Role::Ok, Role::Warn, Role::Danger, Role::Pending].map(|role| theme.style(role).fg);
            for (at, state) in states.iter().enumerate() {
                assert!(state.is_some() && !states[..at].contains(state), "{name} {depth:?}: {states:?}");
            }
            let environments = [Role::EnvPractice, Role::EnvTest, Role::EnvProduction].map(|role| theme.style(role));
            assert!(environments[0] != environments[1] && environments[1] != environments[2], "{name} {depth:?}");
        }
        let named = Theme::load(name, &[], Depth::Ansi16, false).unwrap();
        for role in Role::ALL {
            let style = named.style(*role);
            for color in [style.fg, style.bg].into_iter().flatten() {
                assert!(!matches!(color, Color::Rgb(..) | Color::Indexed(_)), "{name}: {} is {color:?}", role.name());
            }
        }
    }
}

#[test]
fn without_colours_there_are_none_and_what_matters_still_differs() {
    assert!(Theme::load("no such theme", &[], Depth::Mono, false).is_err(), "a typing error is one at every depth");
    for name in Theme::names(&[]) {
        let theme = Theme::load(name, &[], Depth::Mono, false).unwrap();
        for role in Role::ALL {
            let Style { fg, bg, .. } = theme.style(*role);
            assert!([fg, bg].iter().flatten().all(|color| *color == Color::Reset), "{name}: {}", role.name());
        }
        let roles = [Role::Text, Role::Danger, Role::Warn, Role::Selected, Role::EnvProduction, Role::Hostile];
        let looks = roles.map(|role| theme.style(role).add_modifier);
        for (at, look) in looks.iter().enumerate() {
            assert!(!looks[..at].contains(look), "{name}: {:?} looks like another", roles[at]);
        }
        assert!(theme.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
    }
}

#[test]
fn plain_signs_are_ascii_and_states_have_signs_of_their_own() {
    for plain in [false, true] {
        let theme = Theme::embedded(Background::Dark, Depth::True, plain);
        assert_ne!(theme.name(), "bare");
        let signs = [Glyph::Ok, Glyph::Warn, Glyph::Danger, Glyph::Pending, Glyph::Blocked].map(|glyph| theme.glyph(glyph));
        for (at, sign) in signs.iter().enumerate() {
            assert!(!signs[..at].contains(sign), "{signs:?}");
        }
        if plain {
            assert!(Glyph::ALL.iter().all(|glyph| theme.glyph(*glyph).is_ascii() && theme.glyph(*glyph).len() == 1));
        }
    }
}

#[test]
fn depth_is_found_from_flag_and_environment() {
    use Depth::{Ansi16, Ansi256, Mono, True};
    let auto = Wish::Auto;
    type Environment = &'static [(&'static str, &'static str)];
    let cases: [(Wish, Environment, Depth); 24] = [
        (auto, &[], Mono),
        (auto, &[("TERM", "dumb")], Mono),
        (auto, &[("TERM", "dumb"), ("COLORTERM", "24bit")], Mono),
        (auto, &[("TERM", "xterm")], Ansi16),
        (auto, &[("TERM", "linux")], Ansi16),
        (auto, &[("TERM", "vt220")], Ansi16),
        (auto, &[("TERM", "xterm-256color")], Ansi256),
        (auto, &[("TERM", "tmux-256color"), ("COLORTERM", "")], Ansi256),
        (auto, &[("TERM", "xterm-direct")], True),
        (auto, &[("TERM", "xterm-kitty")], True),
        (auto, &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], True),
        (auto, &[("TERM", "screen"), ("COLORTERM", "24bit")], True),
        (auto, &[("TERM", "xterm"), ("COLORTERM", "yes")], Ansi16),
        (auto, &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")], Mono),
        (auto, &[("NO_COLOR", ""), ("TERM", "xterm")], Ansi16),
        (auto, &[("NO_COLOR", "0"), ("CLICOLOR_FORCE", "1")], Mono),
        (auto, &[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")], Ansi16),
        (auto, &[("CLICOLOR_FORCE", "0"), ("TERM", "dumb")], Mono),
        (auto, &[("CLICOLOR_FORCE", "1"), ("TERM", "xterm-256color")], Ansi256),
        (Wish::Always, &[("NO_COLOR", "1"), ("TERM", "dumb")], Ansi16),
        (Wish::Always, &[("NO_COLOR", "1"), ("TERM", "xterm"), ("COLORTERM", "truecolor")], True),
        (Wish::Exactly(Mono), &[("COLORTERM", "truecolor"), ("CLICOLOR_FORCE", "1")], Mono),
        (Wish::Exactly(True), &[("NO_COLOR", "1"), ("TERM", "dumb")], True),
        (Wish::Exactly(Ansi256), &[("TERM", "xterm")], Ansi256),
    ];
    for (wish, environment, depth) in cases {
        let found = detect(wish, |name| environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()));
        assert_eq!(found, depth, "{wish:?} {environment:?}");
    }
    for (word, wish) in [("auto", auto), ("always", Wish::Always), ("never", Wish::Exactly(Mono)), ("true", Wish::Exactly(True))]
    {
        assert_eq!(word.parse(), Ok(wish));
    }
    assert!("blue".parse::<Wish>().is_err());
}

#[test]
fn background_is_read_from_the_environment() {
    for (value, background) in [
        (None, Background::Dark),
        (Some("15;0"), Background::Dark),
        (Some("0;15"), Background::Light),
        (Some("0;default;7"), Background::Light),
        (Some("0;8"), Background::Dark),
        (Some("nonsense"), Background::Dark),
    ] {
        assert_eq!(Background::detect(|_| value.map(str::to_owned)), background, "{value:?}");
    }
}

#[test]
fn the_handbook_lists_every_role_and_glyph() {
    let handbook = include_str!("../docs/themes.md");
    for role in Role::ALL {
        let row = format!("| `{}` | {} |", role.name(), role.doc());
        assert!(handbook.contains(&row), "docs/themes.md lacks: {row}");
    }
    for glyph in Glyph::ALL {
        let row =
            format!("| `{}` | `{}` | `{}` | {} |", glyph.name(), glyph.sign(), glyph.ascii().replace('|', "\\|"), glyph.doc());
        assert!(handbook.contains(&row), "docs/themes.md lacks: {row}");
    }
}

proptest! {
    #[test]
    fn no_file_makes_the_loader_panic(text in "(?s).{0,200}", role in "[a-z.]{1,12}", value in "\\PC{0,12}") {
        let _ = load(&text);
        let _ = with(&format!("[roles]\n\"{role}\" = {{ fg = '{value}' }}"));
        let _ = load(&format!("[palette]\n\"{role}\" = '{value}'\n[glyphs]\nok = '{value}'"));
    }
}
