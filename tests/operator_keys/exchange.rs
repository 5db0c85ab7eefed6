//! Bundles and messages with real keys at a real terminal: what is given out is read and signed, what comes in waits as a proposal, and a
//! message above TLP:AMBER takes two.
//! Must not know: how bundles are written or compared.

use crate::{
    bundles::{self, bundle_of, edited, number_key, verified, with_number},
    desk::{Desk, press_calmly, quit},
    driver::Console,
    enrolling::ended,
};
use countersign::{
    evidence::{
        contacts::BundleText,
        digest::Digest,
        sshsig::{Namespace, SshSignature},
    },
    registry::{
        Environment, Identity, Read, Registry, Reply,
        book::Contacts,
        http::{Credentials, HttpRegistry},
    },
    sandbox::{self, Options, PRACTICE_PASSPHRASE, Running, practice_person_key},
};
use jiff::Timestamp;
use std::{fs, path::PathBuf};

struct Office {
    desk: Desk,
    running: Running,
}

impl Office {
    fn open() -> Self {
        let running = sandbox::start(Options { accounts: 75, blocks: 400, ..Options::of("CHE01".parse().unwrap()) }).unwrap();
        let desk = Desk::of(&[("play", &running.url())]);
        sandbox::write_practice_keys(desk.home(), sandbox::practice_persons()).unwrap();
        Self { desk, running }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.desk.home().join(name)
    }

    fn contacts(&self) -> Contacts {
        let identity = Identity { profile: "t".into(), endpoint: self.running.url(), environment: Environment::Practice };
        let credentials = Credentials::Practice { operator: "amina.k".into(), passphrase: PRACTICE_PASSPHRASE.into() };
        let client = HttpRegistry::new(identity, self.running.url().parse().unwrap(), credentials).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        match runtime.block_on(client.read(Read::Contacts)).unwrap() {
            Reply::Contacts(contacts) => *contacts,
            other => panic!("{other:?}"),
        }
    }

    /// Runs a command as somebody, up to where the digest is asked for.
    fn begin(&self, words: &[&str], person: &str) -> Console {
        let key = format!("file:{}", self.path("keys").join(format!("{person}.key")).display());
        let words: Vec<&str> = ["contacts"].iter().chain(words).copied().chain(["--person", person, "--key", &key]).collect();
        let console = self.desk.start_at_home(&words).size(200, 60).spawn();
        console.wait_for("type the first 8 digits of its SHA-256:");
        console
    }

    /// Signs what was read, and gives what was said.
    fn sign(&self, mut console: Console, digest: &Digest) -> String {
        console.type_text(&digest.to_string()[..8]);
        console.keys("enter");
        console.wait_for("Passphrase of");
        console.type_text(PRACTICE_PASSPHRASE);
        console.keys("enter");
        ended(console, 0)
    }
}

/// The text that was printed, from its first line to the one that begins so.
fn printed(console: &Console, first: &str, last: &str) -> String {
    let said = String::from_utf8_lossy(&console.octets()).replace("\r\n", "\n");
    let mut text = String::new();
    for line in said.lines().skip_while(|line| *line != first) {
        text += &format!("{line}\n");
        if line.starts_with(last) {
            break;
        }
    }
    text
}

#[test]
fn what_is_given_out_is_what_was_read_and_signed() {
    let office = Office::open();
    let out = office.path("che.txt");
    let console = office.begin(&["export", out.to_str().unwrap(), "--tlp", "TLP:GREEN"], "amina-kessie");
    let read = printed(&console, "itmo-contacts/v1", "list-count: ");
    let said = office.sign(console, &Digest::of(&read));
    assert!(said.contains("Bundle 1 with"), "{said}");
    let text = BundleText::parse(&fs::read(&out).unwrap()).unwrap();
    assert_eq!(text.as_str(), read);
    let about = text.directory();
    assert!(
        about.cards().count() > 4 && about.cards().all(|(card, _)| card.id.as_str().starts_with("che-")),
        "only our own people"
    );
    let armor = fs::read_to_string(office.path("che.txt.amina-kessie.sig")).unwrap();
    let key = practice_person_key("amina-kessie").public();
    assert_eq!(text.verify(&SshSignature::parse(&armor).unwrap(), &key), Ok(()));
    let next = office.path("che-2.txt");
    let words = ["export", next.to_str().unwrap(), "--after", out.to_str().unwrap()];
    let console = office.begin(&words, "amina-kessie");
    let read = printed(&console, "itmo-contacts/v1", "list-count: ");
    office.sign(console, &Digest::of(&read));
    let second = BundleText::parse(&fs::read(&next).unwrap()).unwrap();
    assert_eq!((second.bundle().number.get(), second.bundle().previous), (2, Some(text.sha256())));
}

/// F14: what is taken over waits for another person, and nobody is called on it.
#[test]
fn what_comes_in_waits_as_a_proposal() {
    let office = Office::open();
    let (before, now) = (office.contacts(), Timestamp::now());
    let bundle = bundle_of(&before.directory, now, |theirs| with_number(theirs, now, verified(now)));
    bundles::write(office.desk.home(), "gha.txt", &bundle, "esi-owusu");
    let file = office.path("gha.txt");
    let through = ["--through", "channel gha-desk duty +2335550901"];
    let words = [&["import", file.to_str().unwrap(), "--basis", "CB/2026/50", "--method", "call-back"][..], &through].concat();
    let console = office.begin(&words, "amina-kessie");
    let text = printed(&console, "itmo-contact-change/v1", "initiator: ");
    assert!(text.contains("through: channel gha-desk duty +2335550901\n"), "{text}");
    assert!(text.contains("reason: taken over: bundle 1 of GHA01, sha256:"), "{text}");
    let said = office.sign(console, &Digest::of(&text));
    assert!(said.contains("added: channel gha-2 mobile +233555019999"), "{said}");
    assert!(said.contains("waits for another person"), "{said}");
    let there = office.contacts();
    let proposal = there.proposals.last().unwrap();
    assert!(proposal.waits() && proposal.text.octets() == text, "the registry has what was read");
    assert_eq!(there.directory, before.directory, "nothing was taken over straight");
    assert!(!there.directory.entries.contains_key(&number_key(now)));
    assert!(office.desk.journal().contains("intent"), "the intent is in the journal");
    // The command shows it whole, as it was signed.
    let shown = ended(office.desk.start_at_home(&["changes", "show", &proposal.id.to_string()]).size(200, 60).spawn(), 0);
    for words in [&proposal.sha256.to_string(), "reason: taken over: bundle 1 of GHA01", "-----BEGIN SSH SIGNATURE-----"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    // The same again: the change waits already.
    let key = format!("file:{}", office.path("keys/amina-kessie.key").display());
    let again = [&["contacts"], &words[..], &["--person", "amina-kessie", "--key", &key]].concat();
    let said = ended(office.desk.start_at_home(&again).size(200, 60).spawn(), 0);
    assert!(said.contains("another change about it waits"), "{said}");
}

#[test]
fn a_message_above_amber_comes_with_the_second_signature() {
    let office = Office::open();
    fs::write(office.path("text.txt"), "A key at CHE01 may be compromised. Call our desk.\n").unwrap();
    let (text, out) = (office.path("text.txt"), office.path("notice.eml"));
    let words = [
        &["broadcast", "--topic", "security", "--tlp", "TLP:RED", "--subject", "Check your last transfers"][..],
        &["--text", text.to_str().unwrap(), "--out", out.to_str().unwrap()],
    ]
    .concat();
    let signed = "Check your last transfers\n\nTLP:RED\n\nA key at CHE01 may be compromised. Call our desk.\n\nTLP:RED\n";
    let said = office.sign(office.begin(&words, "amina-kessie"), &Digest::of(signed));
    assert!(said.contains("takes two persons"), "{said}");
    assert!(!out.exists(), "one person sends nothing");
    assert_eq!(fs::read_to_string(office.path("notice.txt")).unwrap(), signed);
    let said = office.sign(office.begin(&words, "luc-bernasconi"), &Digest::of(signed));
    assert!(said.contains("The draft is in"), "{said}");
    let draft = fs::read_to_string(&out).unwrap();
    assert!(draft.starts_with("X-Unsent: 1\r\n") && draft.contains("Bcc: "), "{draft}");
    assert!(draft.contains("message.txt.amina-kessie.sig") && draft.contains("message.txt.luc-bernasconi.sig"), "{draft}");
    let armor = fs::read_to_string(office.path("notice.txt.luc-bernasconi.sig")).unwrap();
    let signature = SshSignature::parse(&armor).unwrap();
    assert!(signature.verify(Namespace::Contact, signed.as_bytes(), &practice_person_key("luc-bernasconi").public()).is_ok());
}

/// F14: at the console too, what an attacker edited a moment ago is shown line by line and changes nothing.
#[test]
fn a_poisoned_bundle_changes_nothing_at_the_console() {
    let office = Office::open();
    let (before, now) = (office.contacts(), Timestamp::now());
    let poisoned = bundle_of(&before.directory, now, |theirs| with_number(theirs, now, edited(now)));
    bundles::write(office.desk.home(), "gha.txt", &poisoned, "esi-owusu");
    let mut console = office.desk.start_at_home(&[]).size(100, 40).spawn();
    press_calmly(&mut console, "7");
    console.wait_for("reachable now");
    press_calmly(&mut console, "i");
    console.wait_for("Compare a bundle in a file");
    console.type_text(office.path("gha.txt").to_str().unwrap());
    console.keys("enter");
    console.wait_for("bundle 1 of GHA01");
    console.wait_for("nothing of it is newer and verified");
    console.wait_for("+ address: mobile +233555019999");
    console.wait_for("not verified");
    press_calmly(&mut console, "x r");
    console.wait_for("is recorded that bundle 1 of GHA01 was compared");
    quit(console);
    let after = office.contacts();
    assert_eq!((after.directory, after.proposals), (before.directory, before.proposals));
    // The same bundle, rewritten under its number, is refused from now on.
    let rewritten = bundle_of(&office.contacts().directory, now, |theirs| with_number(theirs, now, verified(now)));
    bundles::write(office.desk.home(), "gha-again.txt", &rewritten, "esi-owusu");
    let file = office.path("gha-again.txt");
    let said = ended(office.desk.start_at_home(&["contacts", "import", file.to_str().unwrap(), "--preview"]).spawn(), 1);
    assert!(said.contains("not newer than number 1"), "{said}");
}
