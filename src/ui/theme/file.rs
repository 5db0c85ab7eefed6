//! A theme file: TOML with `[meta]`, `[palette]`, `[roles]` and `[glyphs]`, read strictly. An unknown name is an error that
//! names its line and the nearest name there is: a misspelt `danger` must not go unnoticed.
//! Must not know: other themes, or whether the colours can be read.

use super::{
    colour::{Colour, NAMES},
    depth::Background,
    error::{ThemeError, nearest, quoted},
    glyph::Glyph,
    role::Role,
};
use crate::ui::grapheme;
use ratatui::style::Modifier;
use std::collections::BTreeMap;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The largest theme file, in bytes.
pub(super) const MOST: usize = 64 * 1024;

/// A theme as its file says it. Colours are still words: which they are depends on the palettes of all the files.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    pub extends: Option<String>,
    pub background: Option<Background>,
    pub palette: BTreeMap<String, Colour>,
    pub roles: BTreeMap<Role, Spec>,
    pub glyphs: BTreeMap<Glyph, String>,
}

/// What a file says about a role.
#[derive(Clone, Debug, Default)]
pub(super) struct Spec {
    pub fg: Option<Word>,
    pub bg: Option<Word>,
    pub modifier: Modifier,
    pub ansi: Option<Ansi>,
}

/// What a file says about a role where there are only sixteen colours.
#[derive(Clone, Debug)]
pub(super) enum Ansi {
    /// Another foreground; the rest stays.
    Foreground(Colour),
    /// Everything.
    Whole { fg: Option<Colour>, bg: Option<Colour>, modifier: Modifier },
}

/// A colour word and where it stands, for the error if no palette knows it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub text: String,
    pub theme: String,
    pub line: usize,
}

/// The modifiers a theme may use. None of them can hide text.
const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("struck", Modifier::CROSSED_OUT),
];

type Value<'i> = Spanned<DeValue<'i>>;

/// Reads the file of the theme `name`.
pub(super) fn read(name: &str, text: &str) -> Result<File, ThemeError> {
    if text.len() > MOST {
        return Err(ThemeError::TooLarge { theme: quoted(name), bytes: text.len(), most: MOST });
    }
    let reader =
        Reader { theme: name, ends: text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect() };
    let tree = DeTable::parse(text).map_err(|error| ThemeError::Syntax {
        theme: quoted(name),
        line: reader.line(error.span().map_or(0, |span| span.start)),
        message: quoted(error.message()),
    })?;
    let mut file = File::default();
    for (key, value) in tree.get_ref() {
        let table = reader.table(key, value)?;
        match key.get_ref().as_ref() {
            "meta" => reader.meta(table, &mut file)?,
            "palette" => reader.palette(table, &mut file)?,
            "roles" => reader.roles(table, &mut file)?,
            "glyphs" => reader.glyphs(table, &mut file)?,
            _ => return Err(reader.unknown("part", key, ["meta", "palette", "roles", "glyphs"])),
        }
    }
    Ok(file)
}

struct Reader<'t> {
    theme: &'t str,
    /// Where lines end: every colour remembers its line, and the text is gone through once for all of them.
    ends: Vec<usize>,
}

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;

impl Reader<'_> {
    fn meta(&self, table: &DeTable<'_>, file: &mut File) -> Result<(), ThemeError> {
        for (key, value) in table {
            let word = self.word(key, value)?;
            match key.get_ref().as_ref() {
                "name" if word == self.theme => {}
                "name" => return Err(self.wrong(key, value, "the name of the file without `.toml`")),
                "extends" => file.extends = Some(word.to_owned()),
                "background" => {
                    file.background = Some(match word {
                        "dark" => Background::Dark,
                        "light" => Background::Light,
                        _ => return Err(self.wrong(key, value, "`dark` or `light`")),
                    });
                }
                _ => return Err(self.unknown("key", key, ["name", "extends", "background"])),
            }
        }
        Ok(())
    }

    fn palette(&self, table: &DeTable<'_>, file: &mut File) -> Result<(), ThemeError> {
        for (key, value) in table {
            let word = self.word(key, value)?;
            let Some(colour) = Colour::parse(word) else {
                return Err(self.unknown_at("colour", word, value.span().start, NAMES.into_iter().chain(["default"])));
            };
            file.palette.insert(key.get_ref().to_string(), colour);
        }
        Ok(())
    }

    fn roles(&self, table: &DeTable<'_>, file: &mut File) -> Result<(), ThemeError> {
        for (key, value) in table {
            let Some(role) = Role::of(key.get_ref()) else {
                return Err(self.unknown("role", key, Role::ALL.iter().map(|role| role.name())));
            };
            let table = self.table(key, value)?;
            file.roles.insert(role, self.spec(table)?);
        }
        Ok(())
    }

    fn spec(&self, table: &DeTable<'_>) -> Result<Spec, ThemeError> {
        let mut spec = Spec::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "fg" => spec.fg = Some(self.colour_word(key, value)?),
                "bg" => spec.bg = Some(self.colour_word(key, value)?),
                "mod" => spec.modifier = self.modifiers(key, value)?,
                "ansi" => spec.ansi = Some(self.ansi(key, value)?),
                _ => return Err(self.unknown("key", key, ["fg", "bg", "mod", "ansi"])),
            }
        }
        Ok(spec)
    }

    fn ansi(&self, key: &Key<'_>, value: &Value<'_>) -> Result<Ansi, ThemeError> {
        let Some(table) = value.get_ref().as_table() else {
            return self.named(key, value).map(Ansi::Foreground);
        };
        let (mut fg, mut bg, mut modifier) = (None, None, Modifier::empty());
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "fg" => fg = Some(self.named(key, value)?),
                "bg" => bg = Some(self.named(key, value)?),
                "mod" => modifier = self.modifiers(key, value)?,
                _ => return Err(self.unknown("key", key, ["fg", "bg", "mod"])),
            }
        }
        Ok(Ansi::Whole { fg, bg, modifier })
    }

    fn glyphs(&self, table: &DeTable<'_>, file: &mut File) -> Result<(), ThemeError> {
        for (key, value) in table {
            let Some(glyph) = Glyph::of(key.get_ref()) else {
                return Err(self.unknown("glyph", key, Glyph::ALL.iter().map(|glyph| glyph.name())));
            };
            let sign = self.word(key, value)?;
            let mut parts = grapheme::graphemes(sign);
            let one = parts.next().is_some_and(|part| part.width == 1 && part.kind == grapheme::Kind::Plain && part.text == sign);
            if !one || sign == " " || is_hostile(sign) {
                return Err(self.wrong(key, value, "one visible character, one cell wide"));
            }
            file.glyphs.insert(glyph, sign.to_owned());
        }
        Ok(())
    }

    fn modifiers(&self, key: &Key<'_>, value: &Value<'_>) -> Result<Modifier, ThemeError> {
        const EXPECTED: &str = "a list of modifiers, such as [\"bold\"]";
        let list = value.get_ref().as_array().ok_or_else(|| self.wrong(key, value, EXPECTED))?;
        let mut all = Modifier::empty();
        for entry in list.iter() {
            let word = entry.get_ref().as_str().ok_or_else(|| self.wrong(key, entry, EXPECTED))?;
            let Some((_, modifier)) = MODIFIERS.iter().find(|(name, _)| *name == word) else {
                return Err(self.unknown_at("modifier", word, entry.span().start, MODIFIERS.iter().map(|(name, _)| *name)));
            };
            all |= *modifier;
        }
        Ok(all)
    }

    fn named(&self, key: &Key<'_>, value: &Value<'_>) -> Result<Colour, ThemeError> {
        let word = self.word(key, value)?;
        match Colour::parse(word) {
            Some(colour @ (Colour::Named(_) | Colour::Default)) => Ok(colour),
            Some(_) => Err(self.wrong(key, value, "one of the sixteen colour names, or `default`")),
            None => Err(self.unknown_at("colour", word, value.span().start, NAMES.into_iter().chain(["default"]))),
        }
    }

    fn colour_word(&self, key: &Key<'_>, value: &Value<'_>) -> Result<Word, ThemeError> {
        let text = self.word(key, value)?.to_owned();
        Ok(Word { text, theme: self.theme.to_owned(), line: self.line(value.span().start) })
    }

    fn word<'v>(&self, key: &Key<'_>, value: &'v Value<'_>) -> Result<&'v str, ThemeError> {
        value.get_ref().as_str().ok_or_else(|| self.wrong(key, value, "a word in quotes"))
    }

    fn table<'v, 'i>(&self, key: &Key<'_>, value: &'v Value<'i>) -> Result<&'v DeTable<'i>, ThemeError> {
        value.get_ref().as_table().ok_or_else(|| self.wrong(key, value, "a table"))
    }

    fn wrong(&self, key: &Key<'_>, value: &Value<'_>, expected: &'static str) -> ThemeError {
        let (theme, line) = (quoted(self.theme), self.line(value.span().start));
        ThemeError::Wrong { theme, line, key: quoted(key.get_ref()), expected }
    }

    fn unknown<'n>(&self, what: &'static str, key: &Key<'_>, names: impl IntoIterator<Item = &'n str>) -> ThemeError {
        self.unknown_at(what, key.get_ref(), key.span().start, names)
    }

    fn unknown_at<'n>(&self, what: &'static str, name: &str, at: usize, names: impl IntoIterator<Item = &'n str>) -> ThemeError {
        let (theme, line) = (quoted(self.theme), self.line(at));
        ThemeError::Unknown { theme, line, what, name: quoted(name), nearest: nearest(name, names) }
    }

    fn line(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end < at) + 1
    }
}

/// Whether the gate would escape a sign: a theme can't smuggle in what a server can't.
fn is_hostile(sign: &str) -> bool {
    crate::text::Untrusted::new(sign).gate(crate::text::Kind::Prose).is_escaped()
}
