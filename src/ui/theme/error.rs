//! Why a theme was refused, in a sentence that says where to look and what to change.
//! Names from theme files pass the gate before they are quoted.
//! Must not know: how the sentence is shown.

use super::{depth::Background, role::Role};
use crate::text::{Kind, Shown, Untrusted};

/// Why a theme was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// There is no theme of this name.
    #[error("there is no theme `{name}`{}", suggestion(nearest.as_ref()))]
    NoSuchTheme {
        /// The name asked for.
        name: Shown,
        /// The most similar name there is.
        nearest: Option<Shown>,
    },
    /// The file is too large to be a theme.
    #[error("theme `{theme}` has {bytes} bytes; a theme has at most {most}")]
    TooLarge {
        /// The theme.
        theme: Shown,
        /// Its size.
        bytes: usize,
        /// The greatest size.
        most: usize,
    },
    /// The file isn't TOML.
    #[error("theme `{theme}`, line {line}: {message}")]
    Syntax {
        /// The theme.
        theme: Shown,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: Shown,
    },
    /// A name that means nothing here.
    #[error("theme `{theme}`, line {line}: unknown {what} `{name}`{}", suggestion(nearest.as_ref()))]
    Unknown {
        /// The theme.
        theme: Shown,
        /// The line, from 1.
        line: usize,
        /// What kind of name: role, colour, modifier, glyph, key.
        what: &'static str,
        /// The name.
        name: Shown,
        /// The most similar name there is.
        nearest: Option<Shown>,
    },
    /// A value of the wrong kind.
    #[error("theme `{theme}`, line {line}: `{key}` must be {expected}")]
    Wrong {
        /// The theme.
        theme: Shown,
        /// The line, from 1.
        line: usize,
        /// The key.
        key: Shown,
        /// What it must be.
        expected: &'static str,
    },
    /// `extends` leads back to a theme it came from.
    #[error("theme `{theme}` extends itself: {chain}")]
    Cycle {
        /// The theme.
        theme: Shown,
        /// The names on the way, with arrows.
        chain: Shown,
    },
    /// `extends` goes too far.
    #[error("theme `{theme}` extends more than {most} themes in a row")]
    TooDeep {
        /// The theme.
        theme: Shown,
        /// How many are allowed.
        most: usize,
    },
    /// Roles are not defined, and there is nothing to take them from.
    #[error("theme `{theme}` says nothing about {roles}; define them, or add `extends = \"dark\"` under [meta]")]
    Missing {
        /// The theme.
        theme: Shown,
        /// The roles, with commas.
        roles: String,
    },
    /// A pair of colours can't be read (T19).
    #[error(
        "theme `{theme}` is refused: `{}` can't be read on `{}`, its contrast is {}; at least {} is needed",
        role.name(), ground.name(), decimal(*contrast), decimal(*needed)
    )]
    Illegible {
        /// The theme.
        theme: Shown,
        /// What can't be read.
        role: Role,
        /// On which ground.
        ground: Role,
        /// The contrast, in hundredths.
        contrast: u32,
        /// The least contrast, in hundredths.
        needed: u32,
    },
    /// What warns can only be seen on terminals of one kind (T19).
    #[error("theme `{theme}` is refused: `{}` can't be seen on a {} terminal; give it a ground of its own", role.name(), ground.theme())]
    OneGround {
        /// The theme.
        theme: Shown,
        /// What can't be seen.
        role: Role,
        /// Where it can't.
        ground: Background,
    },
    /// Text that must be seen is made faint (T19).
    #[error("theme `{theme}` is refused: `{}` must not be dim", role.name())]
    Faint {
        /// The theme.
        theme: Shown,
        /// The role.
        role: Role,
    },
    /// Two signs that must differ are the same (T19).
    #[error("theme `{theme}` is refused: the glyphs `{one}` and `{other}` are the same sign")]
    SameSign {
        /// The theme.
        theme: Shown,
        /// One glyph.
        one: &'static str,
        /// The other.
        other: &'static str,
    },
}

/// Text of a theme file, made fit to be quoted.
pub(super) fn quoted(text: &str) -> Shown {
    Untrusted::new(text.chars().take(80).collect::<String>()).gate(Kind::Critical)
}

fn suggestion(nearest: Option<&Shown>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

fn decimal(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The name most like a word, if one is like it at all.
pub(super) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Shown> {
    let most = (word.chars().count() / 2).clamp(1, 3);
    let near = names.into_iter().map(|name| (edits(word, name), name)).filter(|(edits, _)| *edits <= most);
    near.min_by_key(|(edits, _)| *edits).map(|(_, name)| quoted(name))
}

/// How many characters must be added, taken away or replaced to make one word of the other.
fn edits(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (line, a) in from.chars().take(80).enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(to.chars()) {
            let least = (diagonal + usize::from(a != b)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = least;
            left = least;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn edits_are_counted() {
        for (from, to, count) in
            [("", "", 0), ("", "ab", 2), ("danger", "danger", 0), ("dnager", "danger", 2), ("kitten", "sitting", 3)]
        {
            assert_eq!(edits(from, to), count, "{from} → {to}");
            assert_eq!(edits(to, from), count, "{to} → {from}");
        }
    }
}
