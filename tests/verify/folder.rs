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
        let manifest = PackManifest {
            transfer: "CHE01-2026-000044".into(),
            registry: "CHE01".into(),
            audience: Audience::Counterpart,
            station: Some("ONL-2".into()),
            made: "2026-11-25T08:00:00Z".parse().unwrap(),
            files: files.iter().map(|file| (file.name.clone(), Digest::of(&file.octets))).collect(),
        };
        let signature = SshSignature::sign(&secret("ONL-2"), pack::NAMESPACE, manifest.write().as_bytes()).armored();
        fs::write(self.path(name), pack::seal(&manifest, &files, Some(signature)).unwrap()).unwrap();
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

    /// Writes a journal's segment and its manifest: the manifest's name.
    pub fn journal(&self, manifest: &str) -> String {
        let lines = "{\"seq\":1,\"what\":\"freeze CHE01-100-2071\"}\n";
        self.write("journal-2026-11-28.jsonl", lines);
        let text = Manifest {
            segment: "journal-2026-11-28".parse().unwrap(),
            station: Some("ONL-2".to_owned()),
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
