//! The terminal: what it is, its colours, letters and size, and what is to be known about the clipboard.
//! It is never asked anything: a terminal that does not answer would be waited for.
//! Must not know: how anything is painted.

use super::Finding;
use crate::ui::{Depth, theme};
use rustix::termios::tcgetwinsize;
use std::io::{self, IsTerminal};

/// The size below which the console only says what it needs.
const LEAST: (u16, u16) = (40, 12);
/// The size everything is made for.
const USUAL: (u16, u16) = (80, 24);

/// What is to be said about the terminal.
pub(super) fn findings() -> Vec<Finding> {
    let is_one = io::stdin().is_terminal() && io::stdout().is_terminal();
    let size = tcgetwinsize(io::stdout()).ok().filter(|_| is_one).map(|size| (size.ws_col, size.ws_row));
    judge(is_one, size, |name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}

fn judge(is_one: bool, size: Option<(u16, u16)>, variable: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    const ABOUT: &str = "terminal";
    let mut findings = Vec::new();
    if !is_one {
        findings.push(Finding::ok(ABOUT, "Input or output is not a terminal here; the console needs one when it is opened."));
    }
    findings.push(match variable("TERM").as_deref() {
        None => Finding::warn(ABOUT, "TERM is not set, so nothing is known about the terminal.", "Set it, such as TERM=xterm."),
        Some("dumb") => Finding::fail(ABOUT, "TERM is dumb: nothing can be painted.", "Use another terminal, or set TERM."),
        Some(_) => Finding::ok(ABOUT, colours(theme::detect(theme::Wish::Auto, &variable))),
    });
    findings.push(letters(&variable));
    findings.extend(size.map(room));
    findings.push(clipboard(&variable));
    findings
}

fn colours(depth: Depth) -> &'static str {
    match depth {
        Depth::True => "It has 16 million colours.",
        Depth::Ansi256 => "It has 256 colours.",
        Depth::Ansi16 => "It has 16 colours.",
        Depth::Mono => "No colours are used; signs and words say everything.",
    }
}

/// Whether letters beyond ASCII are shown: the first of three variables that is set decides.
fn letters(variable: impl Fn(&str) -> Option<String>) -> Finding {
    const ABOUT: &str = "letters";
    let deciding = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| variable(name).map(|value| (name, value)));
    let is_utf8 = |value: &str| value.to_ascii_lowercase().replace('-', "").contains("utf8");
    match deciding {
        Some((name, value)) if is_utf8(&value) => Finding::ok(ABOUT, format!("{name} says UTF-8.")),
        Some((name, _)) => {
            Finding::warn(ABOUT, format!("{name} does not say UTF-8: names may be garbled."), "Set LANG=C.UTF-8, or use --plain.")
        }
        None => Finding::warn(ABOUT, "No locale is set: names may be garbled.", "Set LANG=C.UTF-8, or use --plain."),
    }
}

fn room((columns, rows): (u16, u16)) -> Finding {
    const ABOUT: &str = "size";
    let has = format!("The terminal has {columns} columns and {rows} rows");
    if columns < LEAST.0 || rows < LEAST.1 {
        Finding::fail(ABOUT, format!("{has}: too few to work in."), format!("Make it {} by {} at least.", LEAST.0, LEAST.1))
    } else if columns < USUAL.0 || rows < USUAL.1 {
        Finding::warn(ABOUT, format!("{has}: some columns are left out."), format!("Make it {} by {}.", USUAL.0, USUAL.1))
    } else {
        Finding::ok(ABOUT, format!("{has}."))
    }
}

/// Copying goes through the terminal (OSC 52), and whether it arrives nobody says.
fn clipboard(variable: impl Fn(&str) -> Option<String>) -> Finding {
    let way = if variable("TMUX").is_some() {
        "Copying goes through tmux and the terminal: tmux needs `set -g set-clipboard on` and `set -g allow-passthrough on`."
    } else if variable("STY").is_some() {
        "Copying goes through screen and the terminal, and screen may not let it through."
    } else {
        "Copying goes through the terminal (OSC 52); one that has this switched off ignores it."
    };
    Finding::ok("clipboard", way)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::finding::Level;

    fn levels(is_one: bool, size: Option<(u16, u16)>, variables: &[(&str, &str)]) -> Vec<Level> {
        let variable = |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
        judge(is_one, size, variable).iter().map(|finding| finding.level).collect()
    }

    #[test]
    fn what_a_terminal_lacks_is_found() {
        use Level::{Fail, Ok, Warn};
        let good: &[(&str, &str)] = &[("TERM", "xterm-256color"), ("LANG", "de_CH.UTF-8")];
        for (is_one, size, variables, expected) in [
            (true, Some((80, 24)), good, vec![Ok, Ok, Ok, Ok]),
            (true, Some((79, 24)), good, vec![Ok, Ok, Warn, Ok]),
            (true, Some((39, 24)), good, vec![Ok, Ok, Fail, Ok]),
            (true, Some((80, 11)), good, vec![Ok, Ok, Fail, Ok]),
            (false, None, good, vec![Ok, Ok, Ok, Ok]),
            (true, None, &[("TERM", "dumb"), ("LANG", "C.utf8")], vec![Fail, Ok, Ok]),
            (true, None, &[("LC_ALL", "C"), ("LANG", "C.UTF-8")], vec![Warn, Warn, Ok]),
            (true, None, &[("TERM", "xterm")], vec![Ok, Warn, Ok]),
        ] {
            assert_eq!(levels(is_one, size, variables), expected, "{is_one} {size:?} {variables:?}");
        }
    }
}
