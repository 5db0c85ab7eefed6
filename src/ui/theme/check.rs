//! What a theme may not do (T19): make a warning unreadable, make it faint, or give two states the same sign.
//! Every role is judged on every ground it can stand on, also under the selection.
//! Must not know: files, or what the colours are called.

use super::{
    colour::{Colour, Rgb},
    contrast::contrast,
    depth::{Background, Depth},
    error::{ThemeError, quoted},
    glyph::Glyph,
    role::Role,
};
use ratatui::style::{Modifier, Style};
use std::collections::BTreeMap;

/// A role's colours and modifiers; what is none shows the ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paint {
    pub fg: Option<Colour>,
    pub bg: Option<Colour>,
    pub modifier: Modifier,
}

impl Paint {
    /// With the nearest colours a terminal of this depth has.
    pub(super) fn reduced(self, depth: Depth) -> Self {
        let reduced = |colour: Option<Colour>| colour.map(|colour| colour.reduced(depth));
        Self { fg: reduced(self.fg), bg: reduced(self.bg), modifier: self.modifier }
    }

    /// For the terminal library.
    pub(super) fn style(&self) -> Style {
        let color = |colour: Option<Colour>| colour.map(Colour::color);
        Style { fg: color(self.fg), bg: color(self.bg), ..Style::new() }.add_modifier(self.modifier)
    }

    fn over(self, ground: Self) -> Self {
        Self { fg: self.fg.or(ground.fg), bg: self.bg.or(ground.bg), modifier: self.modifier | ground.modifier }
    }
}

/// What other roles stand on.
const GROUNDS: [Role; 4] = [Role::Text, Role::Bar, Role::Footer, Role::Overlay];
/// What lies over other roles.
const LAYERS: [Role; 3] = [Role::Selected, Role::SelectedUnfocused, Role::Match];
/// Roles that are a ground themselves or stand where nothing is ever laid over them.
const NEVER_UNDER: [Role; 11] = [
    Role::Selected,
    Role::SelectedUnfocused,
    Role::Match,
    Role::Bar,
    Role::Footer,
    Role::Overlay,
    Role::ToastInfo,
    Role::ToastWarn,
    Role::ToastError,
    Role::Tab,
    Role::TabActive,
];
/// Roles that may be faint, and need less contrast: what they say is said elsewhere too.
const FAINT: [Role; 5] = [Role::Dim, Role::Border, Role::Placeholder, Role::Fill, Role::FillRest];
/// What warns. It is read on either kind of terminal, whichever of them the theme says it is for: a file that takes a dark terminal's own
/// ground for a light one would hide just these words.
const WARNINGS: [Role; 5] = [Role::Warn, Role::Danger, Role::Blocked, Role::Hostile, Role::EnvProduction];
/// Signs of states: no two may be the same.
const STATES: [Glyph; 5] = [Glyph::Ok, Glyph::Warn, Glyph::Danger, Glyph::Pending, Glyph::Blocked];

/// The least contrast of a role, in hundredths: 4.5 for text and 3 for what may be faint (WCAG 2.2, 1.4.3 and 1.4.11).
/// With fewer colours it is less, because the nearest colour is a little off, and the sixteen are the terminal's own:
/// there only pairs are refused that hardly any terminal shows apart.
fn needed(role: Role, depth: Depth) -> u32 {
    let faint = FAINT.contains(&role);
    match (depth, faint) {
        (Depth::Mono, _) => 0,
        (Depth::Ansi16, false) => 200,
        (Depth::Ansi16, true) => 150,
        (Depth::Ansi256, false) => 300,
        (Depth::Ansi256, true) => 200,
        (Depth::True, false) => 450,
        (Depth::True, true) => 300,
    }
}

/// Refuses a theme in which a role can't be read on a ground it can stand on.
pub(super) fn legible(
    theme: &str,
    paints: &BTreeMap<Role, Paint>,
    depth: Depth,
    background: Background,
) -> Result<(), ThemeError> {
    let paint = |role: Role| paints.get(&role).copied().unwrap_or_default();
    let text = paint(Role::Text);
    for role in Role::ALL.iter().copied() {
        if !FAINT.contains(&role) && paint(role).modifier.contains(Modifier::DIM) {
            return Err(ThemeError::Faint { theme: quoted(theme), role });
        }
        let needed = needed(role, depth);
        for ground in GROUNDS {
            let look = paint(role).over(paint(ground).over(text));
            judge(theme, role, ground, look, needed, background)?;
            if WARNINGS.contains(&role) {
                elsewhere(theme, role, look, depth, background)?;
            }
            for layer in LAYERS.into_iter().filter(|_| !NEVER_UNDER.contains(&role)) {
                judge(theme, role, layer, paint(layer).over(look), needed, background)?;
            }
        }
    }
    Ok(())
}

/// Refuses a theme in which what warns can't be seen where the terminal's own colours are not what the theme takes them for. It need not be
/// pleasant there: with sixteen colours only what is the very ground is refused.
fn elsewhere(theme: &str, role: Role, look: Paint, depth: Depth, background: Background) -> Result<(), ThemeError> {
    let other = background.other();
    let least = if depth == Depth::Ansi16 { 105 } else { 200 };
    match measured(look, other) {
        Some(contrast) if contrast < least => Err(ThemeError::OneGround { theme: quoted(theme), role, ground: other }),
        _ => Ok(()),
    }
}

/// Refuses a theme in which two states have the same sign.
pub(super) fn signs(theme: &str, glyphs: &BTreeMap<Glyph, String>) -> Result<(), ThemeError> {
    for (at, one) in STATES.iter().enumerate() {
        for other in STATES.iter().skip(at + 1) {
            if glyphs.get(one) == glyphs.get(other) {
                return Err(ThemeError::SameSign { theme: quoted(theme), one: one.name(), other: other.name() });
            }
        }
    }
    Ok(())
}

fn judge(theme: &str, role: Role, ground: Role, look: Paint, needed: u32, background: Background) -> Result<(), ThemeError> {
    let Some(contrast) = measured(look, background) else { return Ok(()) };
    if contrast >= needed {
        return Ok(());
    }
    Err(ThemeError::Illegible { theme: quoted(theme), role, ground, contrast, needed })
}

/// The contrast of a look; none where both colours are the terminal's own, which its owner has chosen.
fn measured(look: Paint, background: Background) -> Option<u32> {
    let (fg, bg) = (look.fg?.rgb(), look.bg?.rgb());
    let (own_fg, own_bg) = match background {
        Background::Dark => (Rgb(192, 192, 192), Rgb(0, 0, 0)),
        Background::Light => (Rgb(0, 0, 0), Rgb(255, 255, 255)),
    };
    (fg.is_some() || bg.is_some()).then(|| contrast(fg.unwrap_or(own_fg), bg.unwrap_or(own_bg)))
}
