//! `roster post` and `roster revoke` with the real binary against a practice registry: an officer acts without the console (F15, F27).
//! The intent is in the journal before anything is signed (promise 7), and the registry judges what it is sent like anything else.
//! Must not know: how an act is signed or sent.

use crate::{desk::Desk, driver::Console, enrolling::ended};
use countersign::{
    domain::transfer::TransferId,
    evidence::{digest::Digest, pack::Pack},
    sandbox::{self, Options, PRACTICE_PASSPHRASE, Running},
};

/// A registry, and the keys of its people in files.
struct Office {
    desk: Desk,
    _running: Running,
}

impl Office {
    fn open(login: &str) -> Self {
        let running = sandbox::start(Options { accounts: 75, blocks: 400, ..Options::of("CHE01".parse().unwrap()) }).unwrap();
        let url = running.url();
        let profile =
            format!("[[profiles]]\nname = \"play\"\nurl = \"{url}\"\nenvironment = \"practice\"\noperator = \"{login}\"\n");
        let desk = Desk::new(&profile);
        sandbox::write_practice_keys(desk.home(), sandbox::practice_persons()).unwrap();
        Self { desk, _running: running }
    }

    fn begin(&self, words: &[&str], person: &str) -> Console {
        let key = format!("file:{}", self.desk.home().join("keys").join(format!("{person}.key")).display());
        let words: Vec<&str> = words.iter().copied().chain(["--person", person, "--key", &key]).collect();
        let console = self.desk.start_at_home(&words).size(200, 60).spawn();
        console.wait_for("type the first 8 digits of its SHA-256:");
        console
    }
}

/// The text that was printed, from its first line to the one with when it was made.
fn printed(console: &Console) -> String {
    let screen = console.screen_text();
    let text = screen.lines().map(str::trim_end).skip_while(|line| *line != "itmo-revocation/v1");
    let mut lines = Vec::new();
    for line in text {
        lines.push(format!("{line}\n"));
        if line.starts_with("made: ") {
            break;
        }
    }
    lines.concat()
}

/// F15: one officer, from a terminal; the registry counts the key no more, and does not take it twice.
#[test]
fn an_officer_revokes_a_key_by_command() {
    let office = Office::open("ines.r");
    let words = ["roster", "revoke", "luc-bernasconi", "--reason", "the token was lost"];
    let mut console = office.begin(&words, "ines-rochat");
    let text = printed(&console);
    assert!(text.contains("of: person:luc-bernasconi\n") && text.contains("reason: the token was lost\n"), "{text}");
    console.type_text(&Digest::of(&text).to_string()[..8]);
    console.keys("enter");
    console.wait_for("Passphrase of");
    console.type_text(PRACTICE_PASSPHRASE);
    console.keys("enter");
    let said = ended(console, 0);
    assert!(said.contains("a key of person:luc-bernasconi counts no more"), "{said}");
    let journal = office.desk.journal();
    let places = ["revoke the key SHA256:", "signed: revoke the key", "done, entry"].map(|words| journal.find(words));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {journal}");
    // Who gets the evidence of a transfer gets the revocation with it, octet for octet.
    let listed = ended(office.desk.start_at_home(&["transfers", "list"]).size(200, 60).spawn(), 0);
    let id = listed.split_whitespace().find(|word| word.parse::<TransferId>().is_ok()).unwrap();
    let out = office.desk.home().join("evidence.zip");
    ended(
        office.desk.start_at_home(&["pack", id, "--for", "counterpart", "--out", out.to_str().unwrap()]).size(200, 60).spawn(),
        0,
    );
    let pack = Pack::open(&std::fs::read(out).unwrap()).unwrap();
    assert_eq!(pack.file("revocations/01.txt").unwrap().octets, text.as_bytes());
    assert!(pack.file("revocations/01.txt.person.sig").is_some());
    let mut again = office.begin(&words, "ines-rochat");
    again.type_text(&Digest::of(printed(&again)).to_string()[..8]);
    again.keys("enter");
    again.wait_for("Passphrase of");
    again.type_text(PRACTICE_PASSPHRASE);
    again.keys("enter");
    let said = ended(again, 1);
    assert!(said.contains("the key has not counted since"), "{said}");
}

/// F15, F27: one officer takes back what another proposed, by its digest; then nothing waits, and nobody can do it twice. Other digits take
/// nothing back.
#[test]
fn an_officer_takes_a_proposal_back_by_command() {
    let office = Office::open("ines.r");
    let run = |words: &[&str]| ended(office.desk.start_at_home(words).size(200, 60).spawn(), 0);
    let path = |name: &str| office.desk.home().join(name).display().to_string();
    let (force, draft, next) = (path("policy.txt"), path("draft.txt"), path("policy-2.txt"));
    run(&["policy", "fetch", "--out", &force]);
    let text = std::fs::read_to_string(&force).unwrap();
    let changed = text.replace("dwell-seconds-per-field: 1", "dwell-seconds-per-field: 2");
    assert_ne!(text, changed);
    std::fs::write(&draft, changed).unwrap();
    run(&["policy", "propose", &draft, "--after", &force, "--out", &next]);
    let digits = Digest::of(std::fs::read(&next).unwrap()).to_string()[..8].to_owned();
    let mut posted = office.begin(&["policy", "post", &next, "--after", &force], "ines-rochat");
    posted.type_text(&digits);
    posted.keys("enter");
    posted.wait_for("Passphrase of");
    posted.type_text(PRACTICE_PASSPHRASE);
    posted.keys("enter");
    ended(posted, 0);

    let words = ["policy", "withdraw", "--reason", "the wrong draft"];
    for (typed, status, says) in [("00000000", 2, "Nothing was taken back."), (&digits, 0, "is proposed no more")] {
        let mut console = office.desk.start_at_home(&words).size(200, 60).spawn();
        console.wait_for("To take it back, type the first 8 digits of its SHA-256:");
        console.type_text(typed);
        console.keys("enter");
        let said = ended(console, status);
        assert!(said.contains(says), "{typed}: {said}");
    }
    let journal = office.desk.journal();
    let places = ["take back the version of the policy", "because: the wrong draft"].map(|words| journal.find(words));
    assert!(places.iter().all(Option::is_some), "{journal}");
    assert!(ended(office.desk.start_at_home(&words).size(200, 60).spawn(), 1).contains("No version of the policy waits."));
}

/// F15, promise 1: other digits sign nothing, and who is no officer does not begin with another's key.
#[test]
fn nothing_is_sent_without_the_digits_or_the_role() {
    let office = Office::open("luc.b");
    let mut console = office.begin(&["roster", "revoke", "luc-bernasconi", "--reason", "I lost it"], "luc-bernasconi");
    console.type_text("00000000");
    console.keys("enter");
    let said = ended(console, 2);
    assert!(said.contains("Nothing was signed."), "{said}");
    assert!(!office.desk.journal().contains("revoke the key"), "nothing was meant to be done yet");
    let key = format!("file:{}", office.desk.home().join("keys/luc-bernasconi.key").display());
    let words = ["roster", "revoke", "esi-owusu", "--reason", "no", "--person", "luc-bernasconi", "--key", &key];
    let said = ended(office.desk.start_at_home(&words).size(200, 60).spawn(), 2);
    assert!(said.contains("luc-bernasconi is no security officer, and it is not their own key (F15)"), "{said}");
}
