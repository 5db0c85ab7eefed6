//! How many colours the terminal has. Found from the command line and the environment alone: the terminal is never
//! asked, because an answer that doesn't come would hold up the start.
//! Must not know: themes.

/// How many colours may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None: bold, underlined, reversed and dim only.
    Mono,
    /// The sixteen named colours.
    Ansi16,
    /// The 256 colours of xterm.
    Ansi256,
    /// 24-bit colours.
    True,
}

/// What `--color` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Wish {
    /// `auto`: the environment decides.
    #[default]
    Auto,
    /// `always`: at least sixteen colours.
    Always,
    /// `never`, `mono`, `16`, `256`, `true`: exactly this.
    Exactly(Depth),
}

impl std::str::FromStr for Wish {
    type Err = UnknownWish;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Ok(match word {
            "auto" => Self::Auto,
            "always" => Self::Always,
            "never" | "mono" => Self::Exactly(Depth::Mono),
            "16" => Self::Exactly(Depth::Ansi16),
            "256" => Self::Exactly(Depth::Ansi256),
            "true" => Self::Exactly(Depth::True),
            _ => return Err(UnknownWish),
        })
    }
}

/// A word that `--color` doesn't know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("--color is one of auto, always, never, 16, 256, true")]
pub struct UnknownWish;

/// Whether the terminal's background is dark or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Background {
    /// Light text on a dark ground.
    #[default]
    Dark,
    /// Dark text on a light ground.
    Light,
}

impl Background {
    /// The background named by `COLORFGBG` (`15;0`, `0;default;15`); dark when it says nothing.
    pub fn detect(environment: impl Fn(&str) -> Option<String>) -> Self {
        let value = environment("COLORFGBG").unwrap_or_default();
        match value.rsplit(';').next().map(str::parse::<u8>) {
            Some(Ok(7 | 9..=15)) => Self::Light,
            _ => Self::Dark,
        }
    }

    /// The background that this one is not.
    pub const fn other(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
        }
    }

    /// The embedded theme for this background.
    pub const fn theme(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }
}

/// Terminals that show 24-bit colours and say so only by their name, because `ssh` doesn't pass `COLORTERM` on.
const TRUE_TERMS: [&str; 7] = ["xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "ghostty", "contour"];

/// How many colours to use: `--color`, then `NO_COLOR`, `CLICOLOR_FORCE`, `COLORTERM` and `TERM`.
pub fn detect(wish: Wish, environment: impl Fn(&str) -> Option<String>) -> Depth {
    let set = |name: &str| environment(name).filter(|value| !value.is_empty());
    let forced = match wish {
        Wish::Exactly(depth) => return depth,
        Wish::Always => true,
        Wish::Auto if set("NO_COLOR").is_some() => return Depth::Mono,
        Wish::Auto => set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
    };
    let term = set("TERM").unwrap_or_default();
    let depth = match set("COLORTERM").as_deref() {
        Some("truecolor" | "24bit") if term != "dumb" => Depth::True,
        _ => depth_of_term(&term),
    };
    if forced { depth.max(Depth::Ansi16) } else { depth }
}

fn depth_of_term(term: &str) -> Depth {
    match term {
        "" | "dumb" => Depth::Mono,
        _ if term.ends_with("-direct") || TRUE_TERMS.contains(&term) => Depth::True,
        _ if term.contains("256color") => Depth::Ansi256,
        _ => Depth::Ansi16,
    }
}
