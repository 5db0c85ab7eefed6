//! Reads everything the program wrote to the terminal and refuses whatever is not on the list.
//! The list is what the runtime has a reason to write; hostile text that got through the gate would add to it.
//! Must not know: what the program is doing.

use vte::{Params, Parser, Perform};

/// Private modes: cursor, alternate screen, bracketed paste, synchronized update.
const MODES: [u16; 4] = [25, 1049, 2004, 2026];
/// Private modes of the mouse: presses and the wheel, in the form without a limit. Movements are never asked for.
const MOUSE: [u16; 2] = [1000, 1006];

/// What may be written besides the fixed list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Allowed {
    /// OSC 52, the clipboard.
    pub clipboard: bool,
    /// Reports of the mouse, where the configuration wants them.
    pub mouse: bool,
    /// Line ends, of what is printed after the terminal was given back.
    pub lines: bool,
}

/// What was written that is not on the list, in words; empty when all is well.
pub fn violations(octets: &[u8], allowed: Allowed) -> Vec<String> {
    let mut judge = Judge { allowed, found: Vec::new() };
    Parser::new().advance(&mut judge, octets);
    judge.found
}

struct Judge {
    allowed: Allowed,
    found: Vec<String>,
}

impl Judge {
    fn refuse(&mut self, what: String) {
        self.found.push(what);
    }
}

impl Perform for Judge {
    fn print(&mut self, c: char) {
        let invisible = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
        if c.is_control() || invisible {
            self.refuse(format!("character U+{:04X}", u32::from(c)));
        }
    }

    fn execute(&mut self, octet: u8) {
        if !(self.allowed.lines && matches!(octet, b'\r' | b'\n')) {
            self.refuse(format!("control code {octet:#04x}"));
        }
    }

    fn hook(&mut self, _: &Params, _: &[u8], _: bool, action: char) {
        self.refuse(format!("device control string {action:?}"));
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], _: bool) {
        if !(self.allowed.clipboard && params.first() == Some(&&b"52"[..])) {
            self.refuse(format!(
                "operating system command {:?}",
                params.iter().map(|p| p.escape_ascii().to_string()).collect::<Vec<_>>()
            ));
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], ignored: bool, action: char) {
        let numbers: Vec<u16> = params.iter().flatten().copied().collect();
        let fine = match (intermediates, action) {
            (b"", 'm') => numbers.iter().all(|number| *number <= 255),
            (b"", 'H') => numbers.len() <= 2,
            (b"", 'J' | 'K') => numbers.iter().all(|number| *number <= 2),
            (b"?", 'h' | 'l') => {
                numbers.iter().all(|number| MODES.contains(number) || self.allowed.mouse && MOUSE.contains(number))
            }
            _ => false,
        };
        if !fine || ignored {
            self.refuse(format!("control sequence {} {numbers:?} {action:?}", intermediates.escape_ascii()));
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, octet: u8) {
        self.refuse(format!("escape sequence {} {:?}", intermediates.escape_ascii(), char::from(octet)));
    }
}

#[test]
fn what_a_terminal_would_obey_is_refused() {
    for hostile in [
        "\u{1b}[6n",
        "\u{1b}[c",
        "\u{1b}]0;title\u{7}",
        "\u{1b}]52;c;eA==\u{7}",
        "\u{1b}[?1000h",
        "\u{1b}[3J",
        "\u{1b}c",
        "\u{1b}P$q\u{1b}\\",
        "\u{1b}[8;1;1t",
        "\u{8}",
        "\r",
        "\u{9b}2J",
        "a\u{202e}b",
        "a\u{200b}b",
    ] {
        assert!(!violations(hostile.as_bytes(), Allowed::default()).is_empty(), "{hostile:?}");
    }
    for needed in [
        "\u{1b}[?2026h\u{1b}[1;1H\u{1b}[38;2;1;2;3mGenève ✓\u{1b}[0m\u{1b}[?25l\u{1b}[2J\u{1b}[?2026l",
        "\u{1b}[?1049h\u{1b}[?2004h",
    ] {
        assert_eq!(violations(needed.as_bytes(), Allowed::default()), Vec::<String>::new());
    }
    assert!(violations(b"\x1b]52;c;eA==\x07", Allowed { clipboard: true, ..Allowed::default() }).is_empty());
    let mouse = Allowed { mouse: true, ..Allowed::default() };
    assert!(violations(b"\x1b[?1000h\x1b[?1006h\x1b[?1006l\x1b[?1000l", mouse).is_empty());
    assert!(!violations(b"\x1b[?1003h", mouse).is_empty(), "movements");
    assert!(violations(b"\r\n", Allowed { lines: true, ..Allowed::default() }).is_empty());
}
