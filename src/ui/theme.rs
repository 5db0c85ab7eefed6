//! Themes: what each role looks like and which sign stands beside it, at the depth of this terminal.
//! A theme is data: it can change colours and signs, never hide a warning (T19).
//! Must not know: painters, screens, or where a theme file was read.

mod check;
mod colour;
mod contrast;
mod depth;
mod error;
mod file;
mod glyph;
mod load;
mod role;

pub use depth::{Background, Depth, UnknownWish, Wish, detect};
pub use error::ThemeError;
pub use glyph::Glyph;
pub use load::Source;
pub use role::Role;

use crate::evidence::digest::Digest;
use ratatui::style::{Modifier, Style};

/// A theme, reduced to what the terminal can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    name: Box<str>,
    depth: Depth,
    plain: bool,
    styles: [Style; Role::COUNT],
    glyphs: [Box<str>; Glyph::COUNT],
    sha256: Digest,
}

impl Theme {
    /// A theme without colours that needs no file: what is left when nothing can be loaded.
    pub fn bare(plain: bool) -> Self {
        let mut styles = [Style::new(); Role::COUNT];
        for (style, role) in styles.iter_mut().zip(Role::ALL) {
            *style = Style::new().add_modifier(bare_modifier(*role));
        }
        let mut glyphs = Glyph::ALL.iter().map(|glyph| if plain { glyph.ascii() } else { glyph.sign() }.into());
        let glyphs = std::array::from_fn(|_| glyphs.next().unwrap_or_default());
        Self { name: "bare".into(), depth: Depth::Mono, plain, styles, glyphs, sha256: Digest::of("") }
    }

    /// The theme's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// SHA-256 of its file; of a theme that extends others, of their files one behind the other, its own first.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }

    /// How many colours it uses.
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// Whether painting is plain: ASCII signs, no borders, boxes that take the whole room. For screen readers and braille.
    pub fn plain(&self) -> bool {
        self.plain
    }

    /// How a role looks. What isn't set is left as it is on the ground beneath.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The sign of a glyph, always one cell wide.
    pub fn glyph(&self, glyph: Glyph) -> &str {
        self.glyphs.get(glyph as usize).map_or(" ", |sign| sign)
    }
}

fn bare_modifier(role: Role) -> Modifier {
    match role {
        Role::Selected | Role::EnvProduction => Modifier::REVERSED,
        Role::Hostile | Role::Match => Modifier::UNDERLINED,
        Role::Struck => Modifier::CROSSED_OUT,
        Role::Danger | Role::Warn | Role::Title | Role::Header | Role::TabActive => Modifier::BOLD,
        _ => Modifier::empty(),
    }
}
