//! From files to a theme: the chain of `extends`, the palettes laid over each other, each role at the depth of the
//! terminal. A theme of the user is taken before an embedded one of the same name, and may extend it.
//! Must not know: where the files were read, or which terminal this is.

use super::{
    Theme,
    check::{self, Paint},
    colour::{Colour, NAMES},
    depth::{Background, Depth},
    error::{ThemeError, nearest, quoted},
    file::{self, Ansi, File, Spec, Word},
    glyph::Glyph,
    role::Role,
};
use crate::evidence::digest::Digest;
use std::collections::BTreeMap;

/// A theme file of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The theme's name: the name of the file without `.toml`.
    pub name: String,
    /// What the file says.
    pub text: String,
}

/// The themes that are part of the program.
const EMBEDDED: [(&str, &str); 6] = [
    ("dark", include_str!("../../../themes/dark.toml")),
    ("light", include_str!("../../../themes/light.toml")),
    ("high-contrast", include_str!("../../../themes/high-contrast.toml")),
    ("deuteranopia", include_str!("../../../themes/deuteranopia.toml")),
    ("tritanopia", include_str!("../../../themes/tritanopia.toml")),
    ("mono", include_str!("../../../themes/mono.toml")),
];
/// How many themes may extend each other in a row.
const DEPTH: usize = 8;

impl Theme {
    /// Loads the theme `name`. Without colours it is always `mono`, whatever the name of the theme: the signs of the other themes rest on
    /// colours that aren't there.
    ///
    /// # Errors
    /// [`ThemeError`] if a file isn't a theme or the theme can't be read on a screen (T19).
    pub fn load(name: &str, user: &[Source], depth: Depth, plain: bool) -> Result<Self, ThemeError> {
        let (mut chain, mut users, mut texts) = chain_of(name, user)?;
        if depth == Depth::Mono {
            // A name that no theme has is refused at every depth.
            (chain, users, texts) = chain_of("mono", user)?;
        }
        let name = if depth == Depth::Mono { "mono" } else { name };
        let background = chain.iter().find_map(|file| file.background).unwrap_or_default();
        let whole = Whole::of(name, chain)?;
        let paints = whole.paints(depth)?;
        // The embedded themes are judged by tests, not at each start.
        if users {
            check::signs(name, &whole.glyphs)?;
            check::legible(name, &whole.paints(Depth::True)?, Depth::True, background)?;
            check::legible(name, &paints, depth, background)?;
        }
        Ok(Self { sha256: Digest::of(texts), ..Self::made(name, depth, plain, &paints, &whole.glyphs) })
    }

    /// An embedded theme for a background. Can't fail: a test loads them all at every depth.
    pub fn embedded(background: Background, depth: Depth, plain: bool) -> Self {
        Self::load(background.theme(), &[], depth, plain).unwrap_or_else(|_| Self::bare(plain))
    }

    /// The names of all themes, embedded ones first.
    pub fn names(user: &[Source]) -> Vec<&str> {
        let mut names: Vec<&str> = EMBEDDED.iter().map(|(name, _)| *name).collect();
        for source in user {
            if !names.contains(&source.name.as_str()) {
                names.push(&source.name);
            }
        }
        names
    }

    fn made(name: &str, depth: Depth, plain: bool, paints: &BTreeMap<Role, Paint>, glyphs: &BTreeMap<Glyph, String>) -> Self {
        let mut theme = Self { name: name.into(), depth, ..Self::bare(plain) };
        for (style, role) in theme.styles.iter_mut().zip(Role::ALL) {
            *style = paints.get(role).map(Paint::style).unwrap_or_default();
        }
        for (sign, glyph) in theme.glyphs.iter_mut().zip(Glyph::ALL).filter(|_| !plain) {
            if let Some(chosen) = glyphs.get(glyph) {
                *sign = chosen.as_str().into();
            }
        }
        theme
    }
}

/// The files a theme is made of: itself, the one it extends, and so on; whether one of them is the user's; and what they say.
fn chain_of(name: &str, user: &[Source]) -> Result<(Vec<File>, bool, String), ThemeError> {
    let (mut files, mut texts) = (Vec::new(), String::new());
    let mut seen: Vec<(String, bool)> = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(wanted) = next {
        // A theme of the user that extends its own name means the embedded one.
        let own = seen.last().is_none_or(|(last, _)| *last != wanted);
        let (text, is_users) = source(&wanted, user, own)?;
        if seen.contains(&(wanted.clone(), is_users)) {
            let names: Vec<&str> = seen.iter().map(|(name, _)| name.as_str()).chain([wanted.as_str()]).collect();
            return Err(ThemeError::Cycle { theme: quoted(name), chain: quoted(&names.join(" > ")) });
        }
        if files.len() == DEPTH {
            return Err(ThemeError::TooDeep { theme: quoted(name), most: DEPTH });
        }
        texts.push_str(text);
        let file = file::read(&wanted, text)?;
        next = file.extends.clone();
        seen.push((wanted, is_users));
        files.push(file);
    }
    let users = seen.iter().any(|(_, is_users)| *is_users);
    Ok((files, users, texts))
}

/// The text of a theme, and whether it is one of the user's.
fn source<'s>(name: &str, user: &'s [Source], own: bool) -> Result<(&'s str, bool), ThemeError> {
    if let Some(source) = user.iter().find(|source| own && source.name == name) {
        return Ok((&source.text, true));
    }
    match EMBEDDED.iter().find(|(embedded, _)| *embedded == name) {
        Some((_, text)) => Ok((text, false)),
        None => Err(ThemeError::NoSuchTheme { name: quoted(name), nearest: nearest(name, Theme::names(user)) }),
    }
}

/// A theme with everything it extends laid beneath it.
struct Whole {
    palette: BTreeMap<String, Colour>,
    roles: BTreeMap<Role, Spec>,
    glyphs: BTreeMap<Glyph, String>,
}

impl Whole {
    /// Lays the files over each other, the last in the chain undermost.
    fn of(name: &str, chain: Vec<File>) -> Result<Self, ThemeError> {
        let mut whole = Self { palette: BTreeMap::new(), roles: BTreeMap::new(), glyphs: BTreeMap::new() };
        for file in chain.into_iter().rev() {
            whole.palette.extend(file.palette);
            whole.roles.extend(file.roles);
            whole.glyphs.extend(file.glyphs);
        }
        for glyph in Glyph::ALL {
            whole.glyphs.entry(*glyph).or_insert_with(|| glyph.sign().to_owned());
        }
        let missing: Vec<&str> =
            Role::ALL.iter().filter(|role| !whole.roles.contains_key(role)).map(|role| role.name()).collect();
        if missing.is_empty() {
            return Ok(whole);
        }
        Err(ThemeError::Missing { theme: quoted(name), roles: missing.join(", ") })
    }

    /// All roles with the colours a terminal of this depth has.
    fn paints(&self, depth: Depth) -> Result<BTreeMap<Role, Paint>, ThemeError> {
        self.roles.iter().map(|(role, spec)| Ok((*role, self.paint(*role, spec, depth)?))).collect()
    }

    fn paint(&self, role: Role, spec: &Spec, depth: Depth) -> Result<Paint, ThemeError> {
        let mut paint = Paint { fg: self.colour(&spec.fg)?, bg: self.colour(&spec.bg)?, modifier: spec.modifier };
        match &spec.ansi {
            Some(Ansi::Foreground(fg)) if depth == Depth::Ansi16 => paint.fg = Some(*fg),
            Some(Ansi::Whole { fg, bg, modifier }) if depth == Depth::Ansi16 => {
                paint = Paint { fg: *fg, bg: *bg, modifier: *modifier };
            }
            _ => {}
        }
        if role == Role::Text {
            paint.fg = paint.fg.or(Some(Colour::Default));
            paint.bg = paint.bg.or(Some(Colour::Default));
        }
        Ok(paint.reduced(depth))
    }

    /// The colour of a word: the palette first, then the names everyone knows.
    fn colour(&self, word: &Option<Word>) -> Result<Option<Colour>, ThemeError> {
        let Some(Word { text, theme, line }) = word else { return Ok(None) };
        if let Some(colour) = self.palette.get(text).copied().or_else(|| Colour::parse(text)) {
            return Ok(Some(colour));
        }
        let names = self.palette.keys().map(String::as_str).chain(NAMES);
        let (theme, name, nearest) = (quoted(theme), quoted(text), nearest(text, names));
        Err(ThemeError::Unknown { theme, line: *line, what: "colour", name, nearest })
    }
}
