//! A journal of three days in a folder, what can be done to it, and those who check it: the binary, `sha256sum` and `ssh-keygen`.
//! Must not know: what is expected of them.

use countersign::{
    evidence::{
        journal::Entry,
        key::SecretKey,
        openssh_key::openssh_public,
        sshsig::{Namespace, SshSignature},
    },
    runtime::journal::{Journal, Keeping, Station},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::Arc,
};

/// The days, each with three lines.
pub const DAYS: [&str; 3] = ["2026-11-27", "2026-11-28", "2026-11-29"];

/// A journal and the keys it is checked by.
pub struct Folder {
    home: tempfile::TempDir,
    signers: String,
}

impl Folder {
    /// A journal of all days, closed and signed by ONL-2.
    pub fn of_days() -> Self {
        let home = tempfile::tempdir().unwrap();
        let signers = home.path().join("allowed_signers").to_str().unwrap().to_owned();
        let folder = Self { home, signers };
        fs::write(&folder.signers, line_of(&key(7))).unwrap();
        write(&folder.path(), &DAYS, 7);
        folder
    }

    /// Where the journal is.
    pub fn path(&self) -> PathBuf {
        self.home.path().join("journal")
    }

    /// A place for another file.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The file of allowed signers.
    pub fn signers(&self) -> &str {
        &self.signers
    }

    /// One that gives the station another key.
    pub fn signers_of_another_key(&self) -> String {
        let path = self.beside("other_signers");
        fs::write(&path, line_of(&key(8))).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    /// Replaces the first of a text in a file.
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name}: {text}");
        self.write(name, &text.replacen(from, to, 1));
    }

    /// Keeps the first lines of a file.
    pub fn keep_lines(&self, name: &str, count: usize) {
        let text = self.read(name);
        let kept: Vec<&str> = text.split_inclusive('\n').take(count).collect();
        self.write(name, &kept.concat());
    }

    /// Takes octets from the end of a file.
    pub fn cut(&self, name: &str, octets: usize) {
        let text = self.read(name);
        self.write(name, &text[..text.len() - octets]);
    }

    /// Exchanges the lines of two days.
    pub fn swap_days(&self) {
        let [a, b] = ["journal-2026-11-27.jsonl", "journal-2026-11-28.jsonl"];
        let (of_a, of_b) = (self.read(a), self.read(b));
        self.write(a, &of_b);
        self.write(b, &of_a);
    }

    /// Takes a file away.
    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }

    /// Writes another journal in the place of this one, with another key.
    pub fn forge_last_day(&self) {
        fs::remove_dir_all(self.path()).unwrap();
        write(&self.path(), &DAYS, 8);
    }

    /// Runs the binary; whether all was well, and what it said.
    pub fn run(&self, arguments: &[&str]) -> (bool, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.args(arguments).env_clear().env("HOME", self.home.path());
        said(&command.output().unwrap())
    }

    /// Has the binary check the journal.
    pub fn verify(&self, more: &[&str]) -> (bool, String) {
        let path = self.path();
        self.run(&[&["journal", "verify", path.to_str().unwrap()], more].concat())
    }

    /// The two documented commands; whether both pass for every manifest, and what they say.
    pub fn stock(&self) -> (bool, String) {
        let script = "export LC_ALL=C; cat journal*.sha256 | sha256sum --check --quiet && for manifest in journal*.sha256; do \
             ssh-keygen -Y verify -f \"$signers\" -I station:ONL-2 -n itmo-journal@v1 -s \"$manifest.sig\" <\"$manifest\" || { echo \"$manifest: not signed so\"; exit 1; }; done";
        let mut command = Command::new("sh");
        command.args(["-c", script]).current_dir(self.path()).env("signers", &self.signers);
        said(&command.stdin(Stdio::null()).output().unwrap())
    }
}

fn said(output: &Output) -> (bool, String) {
    let text = [&output.stdout[..], &output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

fn key(seed: u8) -> SecretKey {
    SecretKey::from_seed(&[seed; 32])
}

fn line_of(key: &SecretKey) -> String {
    format!("station:ONL-2 namespaces=\"itmo-journal@v1\" {}\n", openssh_public(&key.public()))
}

fn write(folder: &Path, days: &[&str], seed: u8) {
    let key = SecretKey::from_seed(&[seed; 32]);
    let sign = move |namespace: Namespace, octets: &[u8]| Ok(SshSignature::sign(&key, namespace, octets).armored());
    let station = Some(Station { id: "ONL-2".into(), sign: Arc::new(sign) });
    let mut journal = Journal::open(Keeping { folder: folder.into(), station, ..Keeping::default() }).unwrap();
    let mut act = 0;
    for day in days {
        for hour in 9..12 {
            act += 1;
            let at = format!("{day}T{hour:02}:00:00Z").parse().unwrap();
            journal.append_at(at, Entry::note("", format!("act {act} of many"))).unwrap();
        }
    }
    journal.close().unwrap();
}
