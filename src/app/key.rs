//! A key press as the console sees it, whatever terminal it came from.
//! One key has one spelling: a shifted character is that character without `SHIFT`, so that keys compare with `==`.
//! Must not know: what any key does.

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With which modifiers. `SHIFT` is never set with [`KeyCode::Char`]: the character says it.
    pub modifiers: Modifiers,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character; space is `' '`.
    Char(char),
    /// Function key 1 to 12.
    F(u8),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Left arrow.
    Left,
    /// Right arrow.
    Right,
    /// Up arrow.
    Up,
    /// Down arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// Modifiers held with a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modifiers {
    /// Control.
    pub control: bool,
    /// Alt or Meta.
    pub alt: bool,
    /// Shift, with keys that are not characters.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, modifiers: Modifiers { control: false, alt: false, shift: false } }
    }

    /// A character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// Control and a character.
    pub const fn control(c: char) -> Self {
        Self { code: KeyCode::Char(c), modifiers: Modifiers { control: true, alt: false, shift: false } }
    }

    /// The one form of this key: no shift where the key itself says it.
    ///
    /// Terminals differ here: some send Shift with Shift-Tab or with a capital letter, some don't.
    pub const fn canonical(self) -> Self {
        match self.code {
            KeyCode::Char(_) | KeyCode::BackTab => Self { modifiers: Modifiers { shift: false, ..self.modifiers }, ..self },
            KeyCode::Tab if self.modifiers.shift => {
                Self { code: KeyCode::BackTab, modifiers: Modifiers { shift: false, ..self.modifiers } }
            }
            _ => self,
        }
    }

    /// The character this key types into a field, if it types one.
    pub const fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.modifiers.control && !self.modifiers.alt => Some(c),
            _ => None,
        }
    }
}
