//! Glyphs: the signs that stand beside a word so that colour is never the only sign.
//! Each is one cell wide and has an ASCII form for `--plain` and for fonts without it.
//! Must not know: what the sign stands next to.

macro_rules! glyphs {
    ($($variant:ident $name:literal $sign:literal $ascii:literal $doc:literal,)*) => {
        /// A sign of one cell.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Glyph {
            $(#[doc = $doc] $variant,)*
        }

        impl Glyph {
            /// All glyphs, in the order of the table in `docs/themes.md`.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// How many glyphs there are.
            pub(super) const COUNT: usize = Self::ALL.len();

            /// The glyph's name in a theme file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The sign used when a theme doesn't say otherwise.
            pub const fn sign(self) -> &'static str {
                match self { $(Self::$variant => $sign,)* }
            }

            /// The ASCII form. Themes can't change it.
            pub const fn ascii(self) -> &'static str {
                match self { $(Self::$variant => $ascii,)* }
            }

            /// What the glyph is for, in a line.
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$variant => $doc,)* }
            }
        }
    };
}

glyphs! {
    Selected "selected" "▸" ">" "The selected row.",
    Ok "ok" "✓" "+" "Good.",
    Warn "warn" "!" "!" "Needs attention.",
    Danger "danger" "✗" "x" "Wrong or failed.",
    Pending "pending" "…" "." "Waiting.",
    Blocked "blocked" "■" "#" "Can't move.",
    Stale "stale" "◷" "@" "From an earlier answer.",
    Lock "lock" "◆" "L" "Locked or frozen.",
    Info "info" "i" "i" "A remark.",
    Up "up" "▲" "^" "Sorted, smallest first.",
    Down "down" "▼" "v" "Sorted, largest first.",
    More "more" "›" ">" "More columns to the right.",
    Less "less" "‹" "<" "More columns to the left.",
    Ellipsis "ellipsis" "…" "~" "Text goes on.",
    Sent "sent" "→" ">" "Away from here: to another registry.",
    Received "received" "←" "<" "To here: from another registry.",
    Break "break" "↵" "|" "A line break in text shown on one line.",
    Bullet "bullet" "●" "*" "Something waits, or is marked.",
    Separator "separator" "·" "|" "Between two parts of a line.",
    Missing "missing" "·" "." "Not loaded yet, three in a row.",
    Nothing "nothing" "–" "-" "No value.",
    Horizontal "horizontal" "─" "-" "A horizontal line.",
    Vertical "vertical" "│" "|" "A vertical line.",
    TopLeft "top-left" "╭" "+" "A corner.",
    TopRight "top-right" "╮" "+" "A corner.",
    BottomLeft "bottom-left" "╰" "+" "A corner.",
    BottomRight "bottom-right" "╯" "+" "A corner.",
    Fill "fill" "█" "#" "The first part of a proportion bar.",
    FillSecond "fill.second" "▒" "=" "The second part.",
    FillThird "fill.third" "░" "-" "The third part.",
    FillRest "fill.rest" "·" "." "What is left.",
}

impl Glyph {
    /// The glyph of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|glyph| glyph.name() == name)
    }
}
