//! Plays the steps: consoles in pseudo-terminals of their own, commands through a shell, all in one folder that was empty.
//! Keys come as a person's do, after a look at the screen.
//! Must not know: what the page says.

use crate::{
    driver::{Change, Console, Start},
    home::{assert_given_back, press_calmly},
    page::Step,
};
use std::{
    collections::BTreeMap,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long words may take to come.
const PATIENCE: Duration = Duration::from_secs(90);
/// Longer than between two keys of a paste.
const CALM: Duration = Duration::from_millis(40);
/// Longer than lines must rest on the screen to count as read.
const READ: Duration = Duration::from_millis(100);

/// Who sits at all terminals.
pub struct Player {
    folder: TempDir,
    terminals: BTreeMap<String, Terminal>,
}

enum Terminal {
    /// A console is open.
    Console(Box<Console>),
    /// What the last command said.
    Said(String),
}

impl Player {
    /// An empty folder and no terminals.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), terminals: BTreeMap::new() }
    }

    /// Plays one step in a terminal.
    pub fn play(&mut self, name: &str, step: &Step) {
        if let Step::Run(command) = step {
            let is_busy = matches!(self.terminals.get(name), Some(Terminal::Console(_)));
            assert!(!is_busy, "terminal {name} has a console open");
            let terminal = match command.strip_prefix("countersign ") {
                Some(demo) if demo.starts_with("demo") => self.open(demo),
                Some(other) => self.said(&format!("\"$0\" {other}")),
                None => self.said(command),
            };
            self.terminals.insert(name.to_owned(), terminal);
            return;
        }
        let terminal = self.terminals.get_mut(name).unwrap_or_else(|| panic!("nothing was started in terminal {name}"));
        match (terminal, step) {
            (Terminal::Console(console), Step::Press(keys)) => press_calmly(console, keys),
            (Terminal::Console(console), Step::Type(text)) => type_calmly(console, text),
            (Terminal::Console(console), Step::Page(words)) => page_to(console, words),
            (Terminal::Console(console), Step::See(words)) => see(console, words),
            (Terminal::Console(console), Step::Ends) => {
                assert_eq!(console.wait_exit(), Change::Exited(0));
                assert_given_back(console, false);
                self.terminals.insert(name.to_owned(), Terminal::Said(String::new()));
            }
            (Terminal::Said(said), Step::See(words)) => assert!(said.contains(words), "{words:?} is not in\n{said}"),
            (Terminal::Said(_), step) => panic!("no console is open in terminal {name} for {step:?}"),
            (Terminal::Console(_), Step::Run(_)) => unreachable!("it was run above"),
        }
    }

    /// Nothing is left open at the end of the page.
    pub fn all_have_ended(&self) {
        let open = self.terminals.iter().filter(|(_, terminal)| matches!(terminal, Terminal::Console(_)));
        let open: Vec<_> = open.map(|(name, _)| name).collect();
        assert!(open.is_empty(), "a console is left open in {open:?}");
    }

    /// The folder for what is temporary: the demo is found there, and no other.
    fn temporary(&self) -> &Path {
        self.folder.path()
    }

    fn open(&self, arguments: &str) -> Terminal {
        let words: Vec<&str> = arguments.split(' ').collect();
        let start = Start::with(&words).size(100, 30).variable("COLORTERM", "truecolor");
        let start = start.variable("TMPDIR", self.temporary().to_str().unwrap());
        let script = format!("cd '{}' && exec \"$0\" \"$@\"", self.folder.path().display());
        Terminal::Console(Box::new(start.through_shell(&script).spawn()))
    }

    fn said(&self, line: &str) -> Terminal {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", line, env!("CARGO_BIN_EXE_countersign")]);
        command.current_dir(self.folder.path()).env_clear();
        command.env("HOME", "/nonexistent").env("LANG", "C.UTF-8").env("PATH", "/usr/bin:/bin");
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        Terminal::Said(String::from_utf8(said).unwrap())
    }
}

/// Waits until the words are there, as long as two large books take to be invented on a busy machine.
fn see(console: &mut Console, words: &str) {
    until(console, words, |console| console.wait_quiet(CALM));
}

/// Goes down page by page, each long enough to be read, until the words are there. On a machine that is busy something can come in above
/// what was read already: then the first line says so, and it is read from the top.
fn page_to(console: &mut Console, words: &str) {
    until(console, words, |console| {
        let is_above = console.screen_text().contains("Page up:");
        console.keys(if is_above { "home" } else { "pagedown" });
        console.wait_quiet(READ);
    });
}

fn until(console: &mut Console, words: &str, next: impl Fn(&mut Console)) {
    let until = Instant::now() + PATIENCE;
    console.wait_quiet(CALM);
    while !console.screen_text().contains(words) {
        assert!(Instant::now() < until, "{words:?} does not come: {}", console.screen_text());
        next(console);
    }
}

/// Types a text. What begins with the key of a field opens that first, as a person sees it open before going on.
fn type_calmly(console: &mut Console, text: &str) {
    if let Some(key) = text.chars().next().filter(|key| matches!(key, ':' | '/')) {
        press_calmly(console, &key.to_string());
        console.wait_quiet(CALM);
        console.type_text(&text[1..]);
    } else {
        console.wait_quiet(CALM);
        console.type_text(text);
    }
}
