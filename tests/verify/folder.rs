//! A folder with an order, its signatures, a roster and a policy, as somebody outside would get it.
//! The keys grow from names: whoever reads this has them all.
//! Must not know: verdicts.

use super::{
    people::{Rows, person, secret},
    policy::policy_text,
    sample,
};
use countersign::evidence::{
    digest::Digest,
    edition::Edition,
    journal::{Head, Manifest},
    openssh_key::openssh_public,
    order::{Body, Order},
    pack::{self, Audience, PackFile, PackManifest},
    policy::PolicyText,
    roster::RosterText,
    sshsig::{Namespace, SshSignature},
    standing,
    statement::Statement,
};
use std::{fs, path::PathBuf, process::Command};

const POLICY: &str = policy_text! {
    holidays: "holiday-count: 0\n",
    window: "08:00-18:00",
    outside: "one-more-approval",
    bands: "\
band-count: 1
band-1: any from=0 approvals=1 rekey=quantity own-copy=no release=no call=no cooling-off=none
",
};

fn roster() -> String {
    rows().text()
}

fn rows() -> Rows {
    let persons = [
        ("amina.k", "initiator,approver"),
        ("ines.r", "security-officer"),
        ("kofi.d", "support"),
        ("luc.b", "approver"),
        ("tomas.w", "security-officer"),
    ];
    Rows {
        persons: persons.map(|(id, roles)| person(id, roles, &format!("Somebody of the name {id}"))).to_vec(),
        keys: persons.map(|(id, _)| id).to_vec(),
        stations: vec!["OFF-1", "ONL-2"],
        ..Rows::default()
    }
}

/// Somebody's signature of a pack's manifest.
pub fn seal_of(key: &str, manifest: &str) -> String {
    SshSignature::sign(&secret(key), pack::NAMESPACE, manifest.as_bytes()).armored()
}

/// The folder.
pub struct Folder {
    folder: tempfile::TempDir,
    roster: Edition,
    policy: Edition,
}

impl Folder {
    /// With a signed order of Amina's, a roster and a policy.
    pub fn with_order() -> Self {
        let (roster, policy) = (roster(), POLICY);
        let of = |read: &RosterText| read.edition();
        let folder = Self {
            folder: tempfile::tempdir().unwrap(),
            roster: of(&RosterText::parse(roster.as_bytes()).unwrap()),
            policy: PolicyText::parse(policy.as_bytes()).unwrap().edition(),
        };
        folder.write("roster.txt", &roster);
        folder.write("policy.txt", policy);
        let order = sample::order_of(Body::Movement(Box::new(sample::first_transfer())));
        let order =
            Order { roster: folder.roster, policy: folder.policy, not_before: "2026-11-23T08:00:00Z".parse().unwrap(), ..order };
        folder.write("order.txt", sample::bound(order).as_str());
        folder.sign("order.txt", "initiate", Namespace::Initiate, "amina.k");
        folder.sign("order.txt", "station", Namespace::Station, "ONL-2");
        folder
    }

    /// Luc's approval of the order.
    pub fn approval(&self) -> Statement {
        let order_sha256 = Digest::of(fs::read(self.path("order.txt")).unwrap());
        Statement { order_sha256, roster: self.roster, policy: self.policy, ..sample::approval() }
    }

    /// Writes a statement and signs it with the key of a person and of its station.
    pub fn statement(&self, name: &str, said: Statement, person: &str) {
        self.write(name, said.write().unwrap().as_str());
        self.sign(name, "person", standing::namespace(said.kind), person);
        self.sign(name, "station", Namespace::Station, said.station.as_str());
    }

    /// Writes a revocation of somebody's key, signed by who revokes.
    pub fn revocation(&self, name: &str, of: &str, by: &str, made: &str) {
        let key = openssh_public(&secret(of.split_once(':').unwrap().1).public());
        let text = format!(
            "itmo-revocation/v1\nregistry: CHE01\nenvironment: practice\nof: {of}\nkey: {key}\nperson: person:{by}\n\
             reason: the token was lost\nmade: {made}\n"
        );
        self.write(name, &text);
        self.sign(name, "person", Namespace::Revoke, by);
    }

    /// Makes a pack of the order, its approval, roster and policy, signed at ONL-2; with the revocation that is in the folder, if asked.
    pub fn pack(&self, name: &str, revoked: bool) {
        self.officers_sign("roster.txt", Namespace::Roster);
        let mut texts = vec![("approve.txt", "order/statement-01.txt"), ("roster.txt", "roster.txt")];
        if revoked {
            texts.push(("revoked.txt", "revocations/01.txt"));
        }
        self.pack_of(name, &texts);
    }

    /// Makes a pack, signed at ONL-2, of the order, the policy, and these texts with the signatures beside them, each under its name there.
    pub fn pack_of(&self, name: &str, texts: &[(&str, &str)]) {
        self.seal(name, &self.pack_files(texts), Some("ONL-2"), |manifest| Some(seal_of("ONL-2", manifest)));
    }

    /// What is in such a pack.
    pub fn pack_files(&self, texts: &[(&str, &str)]) -> Vec<PackFile> {
        self.officers_sign("policy.txt", Namespace::Policy);
        let moved = |from: &str, to: &str| PackFile { name: to.to_owned(), octets: fs::read(self.path(from)).unwrap() };
        let mut files = Vec::new();
        for (from, to) in [("order.txt", "order/order.txt"), ("policy.txt", "policy.txt")].iter().chain(texts) {
            files.push(moved(from, to));
            for end in [".initiate.sig", ".person.sig", ".station.sig", ".1.sig", ".2.sig"] {
                let beside = format!("{from}{end}");
                files.extend(self.path(&beside).exists().then(|| moved(&beside, &format!("{to}{end}"))));
            }
        }
        files
    }

    /// Makes a pack of these files that names this station; `sign` is given the manifest and gives the signature of it.
    pub fn seal(&self, name: &str, files: &[PackFile], station: Option<&str>, sign: impl FnOnce(&str) -> Option<String>) {
        let manifest = PackManifest {
            transfer: "CHE01-2026-000044".into(),
            registry: "CHE01".into(),
            audience: Audience::Counterpart,
            station: station.map(str::to_owned),
            made: "2026-11-25T08:00:00Z".parse().unwrap(),
            files: files.iter().map(|file| (file.name.clone(), Digest::of(&file.octets))).collect(),
        };
        let signature = sign(&manifest.write());
        fs::write(self.path(name), pack::seal(&manifest, files, signature).unwrap()).unwrap();
    }

    /// Both officers sign a roster or a policy.
    pub fn officers_sign(&self, name: &str, namespace: Namespace) {
        self.sign(name, "1", namespace, "ines.r");
        self.sign(name, "2", namespace, "tomas.w");
    }

    /// Writes the roster after another one, with Sofia as an approver or without her, and which version it is. Nobody has signed it.
    pub fn next_roster(&self, (before, name): (&str, &str), with_sofia: bool) -> Edition {
        let before = fs::read_to_string(self.path(before)).unwrap();
        let version = RosterText::parse(before.as_bytes()).unwrap().edition().version;
        let mut rows = rows();
        if with_sofia {
            rows.persons.insert(4, person("sofia.m", "approver", "Somebody of the name sofia.m"));
            rows.keys.push("sofia.m");
        }
        let previous = format!("previous: sha256:{}", Digest::of(&before));
        let text = rows.text().replace("previous: none", &previous);
        let text = text.replace("version: 1", &format!("version: {}", version.get() + 1));
        self.write(name, &text);
        RosterText::parse(text.as_bytes()).unwrap().edition()
    }

    /// Writes a journal's segment and the manifest of station ONL-2: the manifest's name.
    pub fn journal(&self, manifest: &str) -> String {
        self.journal_of(manifest, Some("ONL-2"))
    }

    /// Writes a journal's segment and the manifest that this station closed, or none: the manifest's name.
    pub fn journal_of(&self, manifest: &str, station: Option<&str>) -> String {
        let lines = "{\"seq\":1,\"what\":\"freeze CHE01-100-2071\"}\n";
        self.write("journal-2026-11-28.jsonl", lines);
        let text = Manifest {
            segment: "journal-2026-11-28".parse().unwrap(),
            station: station.map(str::to_owned),
            closed: "2026-11-29T00:00:03.120Z".parse().unwrap(),
            first: 1,
            head: Head { seq: 1, digest: Digest::of(lines.trim_end()) },
            root: Digest::of("root"),
            sum: Digest::of(lines),
            before: None,
        };
        self.write(manifest, &text.write());
        manifest.to_owned()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub fn change(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from));
        self.write(name, &text.replace(from, to));
    }

    /// Puts octets in the place of as many others, everywhere in a file.
    pub fn change_octets(&self, name: &str, from: &[u8], to: &[u8]) {
        assert_eq!(from.len(), to.len());
        let mut octets = fs::read(self.path(name)).unwrap();
        let places: Vec<usize> = (0..=octets.len() - from.len()).filter(|at| octets[*at..].starts_with(from)).collect();
        assert!(!places.is_empty());
        places.into_iter().for_each(|at| octets[at..at + to.len()].copy_from_slice(to));
        fs::write(self.path(name), octets).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes another roster, and the order anew so that it names this one, signed by the same.
    pub fn under_roster(&self, roster: &str) {
        self.write("roster.txt", roster);
        let order = self.read("order.txt");
        let line = order.lines().find(|line| line.starts_with("roster: ")).unwrap();
        self.write("order.txt", &order.replace(line, &format!("roster: v1 sha256:{}", Digest::of(roster))));
        self.sign("order.txt", "initiate", Namespace::Initiate, "amina.k");
        self.sign("order.txt", "station", Namespace::Station, "ONL-2");
    }

    /// Writes an empty bundle of contacts of CHE01. Nobody has signed it.
    pub fn bundle(&self, name: &str) {
        let empty = ["organisation", "registry", "card", "absence", "role", "channel", "key", "chain", "list"];
        let counts: String = empty.iter().map(|kind| format!("{kind}-count: 0\n")).collect();
        let head =
            "itmo-contacts/v1\nfrom: CHE01\nenvironment: practice\nnumber: 1\nprevious: none\nmade: 2026-11-22T09:14:05Z\n";
        self.write(name, &format!("{head}label: TLP:GREEN\n{counts}"));
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    pub fn copy(&self, from: &str, to: &str) {
        fs::copy(self.path(from), self.path(to)).unwrap();
    }

    /// Signs a text with somebody's key, into the file `NAME.MIDDLE.sig`.
    pub fn sign(&self, name: &str, middle: &str, namespace: Namespace, key: &str) {
        let octets = fs::read(self.path(name)).unwrap();
        let signature = SshSignature::sign(&secret(key), namespace, &octets);
        self.write(&format!("{name}.{middle}.sig"), &signature.armored());
    }

    /// Runs the program in the folder, with nothing else: its exit status, and what it says.
    pub fn verify(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.arg("verify").args(arguments).current_dir(self.folder.path()).env_clear();
        let output = command.output().unwrap();
        (output.status.code().unwrap(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    }
}
