//! Stock OpenSSH: signs, verifies, lists, and holds keys in an agent.
//! A folder holds what it is given; it goes when it is dropped.
//! Must not know: what Countersign does with keys.

use crate::desk::permit;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// Whether this machine has OpenSSH.
pub fn is_here() -> bool {
    ["ssh-keygen", "ssh-agent", "ssh-add"].iter().all(|program| Path::new("/usr/bin").join(program).exists())
}

/// A folder for keys, signatures and an agent.
pub struct Stock {
    folder: tempfile::TempDir,
    agent: Option<Child>,
}

impl Stock {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        permit(folder.path(), 0o700);
        Self { folder, agent: None }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, program: &str, arguments: &[&str], input: &str) -> Output {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder.path()).env("SSH_AUTH_SOCK", self.path("agent"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Makes a key with this comment, and gives the public one's line.
    pub fn make(&self, name: &str, kind: &str, passphrase: &str, comment: &str) -> String {
        let made = self.run("ssh-keygen", &["-q", "-t", kind, "-N", passphrase, "-C", comment, "-f", name], "");
        assert!(made.status.success(), "{made:?}");
        let line = fs::read_to_string(self.path(&format!("{name}.pub"))).unwrap();
        line.split(' ').take(2).collect::<Vec<_>>().join(" ")
    }

    /// The public key in a key file, if this passphrase opens it.
    pub fn public_of(&self, path: &Path, passphrase: &str) -> Option<String> {
        let shown = self.run("ssh-keygen", &["-y", "-P", passphrase, "-f", path.to_str().unwrap()], "");
        let line = String::from_utf8(shown.stdout).unwrap();
        shown.status.success().then(|| line.trim().split(' ').take(2).collect::<Vec<_>>().join(" "))
    }

    /// The fingerprint of a key file.
    pub fn fingerprint(&self, path: &Path) -> String {
        let shown = self.run("ssh-keygen", &["-l", "-f", path.to_str().unwrap()], "");
        String::from_utf8(shown.stdout).unwrap().split(' ').nth(1).unwrap().to_owned()
    }

    /// Signs with the open key of this file.
    pub fn sign(&self, path: &Path, namespace: &str, text: &str) -> String {
        let signed = self.run("ssh-keygen", &["-Y", "sign", "-f", path.to_str().unwrap(), "-n", namespace], text);
        assert!(signed.status.success(), "{signed:?}");
        String::from_utf8(signed.stdout).unwrap()
    }

    /// Whether stock `ssh-keygen` takes a signature.
    pub fn verifies(&self, allowed: &str, who: &str, namespace: &str, text: &str, signature: &str) -> bool {
        fs::write(self.path("allowed_signers"), format!("{allowed}\n")).unwrap();
        fs::write(self.path("signature"), signature).unwrap();
        let arguments = ["-Y", "verify", "-f", "allowed_signers", "-I", who, "-n", namespace, "-s", "signature"];
        self.run("ssh-keygen", &arguments, text).status.success()
    }

    /// Starts an agent with the keys of these files, which need no passphrase.
    pub fn agent(&mut self, files: &[&str]) -> PathBuf {
        let socket = self.path("agent");
        let mut command = Command::new("ssh-agent");
        let mut child = command.args(["-D", "-a", socket.to_str().unwrap()]).stdout(Stdio::piped()).spawn().unwrap();
        // It listens before it says so.
        let mut first = [0];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut first).unwrap();
        self.agent = Some(child);
        for file in files {
            let added = self.run("ssh-add", &["-q", file], "");
            assert!(added.status.success(), "{added:?}");
        }
        socket
    }

    /// Locks the agent.
    pub fn lock(&self) {
        let mut command = Command::new("ssh-add");
        command.arg("-x").env("SSH_AUTH_SOCK", self.path("agent")).env("SSH_ASKPASS_REQUIRE", "force");
        let script = self.path("askpass");
        fs::write(&script, "#!/bin/sh\necho locked\n").unwrap();
        permit(&script, 0o700);
        let locked = command.env("SSH_ASKPASS", &script).stdin(Stdio::null()).output().unwrap();
        assert!(locked.status.success(), "{locked:?}");
    }
}

impl Drop for Stock {
    fn drop(&mut self) {
        if let Some(agent) = &mut self.agent {
            let _ = agent.kill();
            let _ = agent.wait();
        }
    }
}
