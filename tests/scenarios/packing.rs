//! A pack of evidence over a roster that changed: made by the program from a registry that runs, judged by `countersign verify` and by the
//! second verifier, which was written apart from it. Both name the version that counted, and stop at the same thing (T21, F26, F27).

use crate::{
    desk::{AMINA, Desk, ESI, LUC, stated},
    site::{Seat, Site},
    versions::{in_force, next_roster},
};
use countersign::{
    evidence::{
        digest::Digest,
        order::OrderText,
        pack::{self, Pack, PackManifest},
        sshsig::{Namespace, SshSignature},
        statement::StatementKind::Approve,
    },
    sandbox::practice_station_key,
    wire::admin::signed::SignedText,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A desk with a folder of packs.
struct Packs {
    seat: Seat,
    folder: tempfile::TempDir,
}

impl Packs {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes the pack of a transfer, as its operator does.
    fn make(&self, transfer: &str, name: &str) {
        self.make_for("operator", transfer, name);
    }

    fn make_for(&self, audience: &str, transfer: &str, name: &str) {
        let (config, home) = (self.seat.home().config(), self.seat.home().home());
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.arg("--config").arg(config).args(["pack", transfer, "--for", audience, "--out"]).arg(self.path(name));
        let output = command.env_clear().env("HOME", home).current_dir(home).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    /// The pack with other statements in it, sealed anew by its station, which is the one that lies.
    fn forged(&self, from: &str, to: &str, statements: &[SignedText]) {
        let made = Pack::open(&fs::read(self.path(from)).unwrap()).unwrap();
        let mut files = made.files;
        files.retain(|file| !file.name.starts_with("order/statement-"));
        for (number, said) in (1..).zip(statements) {
            let name = format!("order/statement-{number:02}.txt");
            let beside = [("", &said.text), (".person.sig", &said.signature), (".station.sig", &said.station_signature)];
            let file =
                |(end, text): (&str, &String)| pack::PackFile { name: format!("{name}{end}"), octets: text.clone().into() };
            files.extend(beside.map(file));
        }
        let named = files.iter().map(|file| (file.name.clone(), Digest::of(&file.octets))).collect();
        let manifest = PackManifest { files: named, ..made.manifest };
        let key = practice_station_key(manifest.station.as_deref().unwrap());
        let signature = SshSignature::sign(&key, pack::NAMESPACE, manifest.write().as_bytes()).armored();
        fs::write(self.path(to), pack::seal(&manifest, &files, Some(signature)).unwrap()).unwrap();
    }

    /// What both verifiers say of a pack, judged by this roster: whether it holds, and in which words.
    fn judged(&self, pack: &str, roster: &str) -> [(bool, String); 2] {
        let roster_file = self.path("roster-from-elsewhere.txt");
        fs::write(&roster_file, roster).unwrap();
        let pack = self.path(pack);
        let mut ours = Command::new(env!("CARGO_BIN_EXE_countersign"));
        ours.arg("verify").arg(&pack).arg("--roster").arg(&roster_file).env_clear();
        let mut second = Command::new("python3");
        second.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verifier.py")).arg("--roster").arg(&roster_file).arg(&pack);
        [ours, second].map(|mut command| {
            let output = command.output().unwrap();
            (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
        })
    }
}

/// Luc's rows are taken out of the roster; it is in force.
async fn without_luc(desk: &mut Desk) {
    let text = next_roster(desk, |roster| {
        let luc = LUC.1.parse().unwrap();
        roster.persons.retain(|row| row.id != luc);
        roster.keys.retain(|row| row.person != luc);
        roster.logins.retain(|row| row.person != luc);
    });
    in_force(desk, "roster", Namespace::Roster, &text).await;
}

/// T21, F26, F27: Luc approves and is removed afterwards: his word counted, by the version of its time, and both verifiers name that one.
/// Had he been removed before he approved, both refuse, and at the same statement for the same reason.
#[tokio::test]
async fn t21_f26_both_verifiers_name_the_version_that_counted() {
    let mut site = Site::open().await;
    let (id, text): (String, OrderText) = site.transfer().await;
    assert_eq!(site.api.say(LUC, Approve, (&id, &text)).await.status, 200);
    assert_eq!(site.there.wait_for(&id, &["completed", "rejected"]), "completed", "{}", site.there.troubles());
    site.here.wait_for(&id, &["completed"]);
    without_luc(&mut site.api).await;
    let packs = Packs { seat: site.seat(AMINA), folder: tempfile::tempdir().unwrap() };
    packs.make(&id, "pack.zip");

    let second_roster = site.api.roster.text.clone();
    for (holds, says) in packs.judged("pack.zip", &second_roster) {
        assert!(holds, "{says}");
        for words in ["approved; 1 of 1 approvals by luc-bernasconi", "judged by roster v1 and policy v1"] {
            assert!(says.contains(words), "{words}: {says}");
        }
    }

    // Under the second version he has no key any more.
    let late = stated(LUC, &site.api.statement(LUC, Approve, &text).await);
    packs.forged("pack.zip", "late.zip", std::slice::from_ref(&late));
    for (holds, says) in packs.judged("late.zip", &second_roster) {
        let first = "order/statement-01.txt: signed with a key that the roster does not have";
        assert!(!holds && says.lines().any(|line| line.starts_with("NOT OK: ") && line.contains(first)), "{says}");
    }

    // Where the last word was said under the second version, his under the first counts no more.
    let first = site.api.served(&id).await.signed.unwrap().statements.remove(0);
    let esi = stated(ESI, &site.api.statement(ESI, Approve, &text).await);
    packs.forged("pack.zip", "since.zip", &[first, esi]);
    for (holds, says) in packs.judged("since.zip", &second_roster) {
        let first = "luc-bernasconi is not in the roster";
        assert!(!holds && says.lines().any(|line| line.starts_with("NOT OK: ") && line.contains(first)), "{says}");
    }
}

/// Scenario 24, T21: the two commands that the cover sheet names, run as its reader runs them: with the program's own list of whom to believe,
/// on what a stock program unpacked. They pass; after a change of one byte of a file, of the manifest or of the signature one of them fails.
#[tokio::test]
async fn scenario_24_the_two_stock_commands_of_the_cover_sheet_check_a_signed_pack() {
    if !Path::new("/usr/bin/ssh-keygen").exists() {
        return;
    }
    let site = Site::open().await;
    let (id, text): (String, OrderText) = site.transfer().await;
    assert_eq!(site.api.say(LUC, Approve, (&id, &text)).await.status, 200);
    site.here.wait_for(&id, &["completed"]);
    let packs = Packs { seat: site.seat(AMINA), folder: tempfile::tempdir().unwrap() };
    packs.make_for("counterpart", &id, "signed.zip");
    let station = Pack::open(&fs::read(packs.path("signed.zip")).unwrap()).unwrap().manifest.station.unwrap();
    let roster = packs.path("roster.txt");
    fs::write(&roster, &site.api.roster.text).unwrap();
    let listed =
        Command::new(env!("CARGO_BIN_EXE_countersign")).arg("allowed-signers").arg(&roster).env_clear().output().unwrap();
    assert!(listed.status.success(), "{listed:?}");

    let checked = |change: Option<(&str, usize)>| {
        let folder = tempfile::tempdir().unwrap();
        let mut unzip = Command::new("python3");
        unzip.args(["-m", "zipfile", "-e"]).args([packs.path("signed.zip").as_path(), folder.path()]);
        assert!(unzip.status().unwrap().success());
        fs::write(folder.path().join("allowed_signers"), &listed.stdout).unwrap();
        if let Some((name, at)) = change {
            let mut octets = fs::read(folder.path().join(name)).unwrap();
            octets[at] ^= 1;
            fs::write(folder.path().join(name), octets).unwrap();
        }
        let cover = fs::read_to_string(folder.path().join("cover.txt")).unwrap();
        ["  sha256sum -c ", "  ssh-keygen -Y verify "].map(|begin| {
            let line = cover.lines().find(|line| line.starts_with(begin)).unwrap_or_else(|| panic!("{begin}: {cover}"));
            let command = line.replace("station:ID", &format!("station:{station}"));
            Command::new("sh").args(["-c", &command]).current_dir(&folder).env("LC_ALL", "C").output().unwrap().status.success()
        })
    };
    assert_eq!(checked(None), [true, true]);
    for (name, at, sound) in
        [("cover.txt", 9, [false, true]), ("MANIFEST", 12, [true, false]), ("MANIFEST.sig", 60, [true, false])]
    {
        assert_eq!(checked(Some((name, at))), sound, "{name}");
    }
}
