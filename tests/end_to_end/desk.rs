//! An operator's desk: a home folder with a configuration that is the operator's alone, and the console started from it.
//! What every test of a console says at its end stands here: left at once, the terminal as it was, nothing written that is not listed.
//! Must not know: what the console shows.

use crate::{
    allowlist::{Allowed, violations},
    driver::{Change, Console, Start},
};
use countersign::evidence::journal::SegmentName;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

/// Longer than between two keys of a paste: a key that comes after this much silence is a person's.
const CALM: Duration = Duration::from_millis(40);

/// A home folder with a configuration; it goes when it is dropped.
pub struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    /// A desk with this configuration.
    pub fn new(config: &str) -> Self {
        let desk = Self { home: tempfile::tempdir().unwrap() };
        fs::write(desk.config(), config).unwrap();
        permit(&desk.config(), 0o600);
        permit(desk.home.path(), 0o700);
        desk
    }

    /// A desk with a practice profile for each name and address.
    pub fn of(profiles: &[(&str, &str)]) -> Self {
        Self::new(&profiles.iter().map(|(name, url)| profile(name, url)).collect::<String>())
    }

    /// The configuration file.
    pub fn config(&self) -> PathBuf {
        self.home.path().join("config.toml")
    }

    /// The home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// What is in the journal, all its segments in order; empty when there is none.
    pub fn journal(&self) -> String {
        let Ok(folder) = fs::read_dir(self.home.path().join(".local/state/countersign")) else { return String::new() };
        let mut segments: Vec<_> = folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        segments.retain(|name| name.ends_with(".jsonl"));
        segments.sort_by_key(|name| SegmentName::of_lines(name));
        let read = |name: &String| fs::read_to_string(self.home.path().join(".local/state/countersign").join(name)).unwrap();
        segments.iter().map(read).collect()
    }

    /// The console with this desk's configuration and these arguments, which begins with the accounts.
    pub fn start(&self, arguments: &[&str]) -> Start {
        let mut all = vec!["--screen", "accounts"];
        all.extend(arguments);
        self.start_at_home(&all)
    }

    /// The console as it begins when nobody asks for another screen.
    pub fn start_at_home(&self, arguments: &[&str]) -> Start {
        let config = self.config();
        let mut all = vec!["--config", config.to_str().unwrap()];
        all.extend(arguments);
        Start::with(&all).variable("HOME", self.home.path().to_str().unwrap()).variable("COLORTERM", "truecolor")
    }
}

/// The part of a configuration for one practice registry.
pub fn profile(name: &str, url: &str) -> String {
    format!("[[profiles]]\nname = \"{name}\"\nurl = \"{url}\"\nenvironment = \"practice\"\noperator = \"amina.k\"\n")
}

/// Sets the permissions of a file or folder.
#[allow(dead_code)]
pub fn permit(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Presses keys as a person does: after looking at the screen.
pub fn press_calmly(console: &mut Console, keys: &str) {
    console.wait_quiet(CALM);
    console.keys(keys);
}

/// Types a command into the palette.
pub fn command(console: &mut Console, text: &str) {
    console.keys(":");
    console.wait_for("Commands");
    console.type_text(text);
    console.keys("enter");
    console.wait_gone("Commands");
}

/// Quits, and checks what must hold whatever was done before.
pub fn quit(mut console: Console) {
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

/// The terminal is as it was, and nothing was written that is not on the list; a clipboard only where the test copies.
pub fn assert_given_back(console: &Console, clipboard: bool) {
    let (before, after) = console.modes();
    assert_eq!(before, after);
    console.look(|screen| {
        assert!(!screen.alternate_screen());
        assert!(!screen.hide_cursor());
        assert!(!screen.bracketed_paste());
    });
    assert_eq!(violations(&console.octets(), Allowed { clipboard, ..Allowed::default() }), Vec::<String>::new());
    assert!(console.octets().ends_with(b"\x1b[?1049l"));
}
