//! `contacts message` with the real binary against a practice registry: one person writes, another signs, nothing goes out before, and what became
//! of it is said recipient by recipient (F01, promise 7).
//! Must not know: how a message is encoded or kept.

use crate::{casing::desk, desk::Desk, driver::Console, enrolling::ended};
use countersign::{
    evidence::digest::Digest,
    sandbox::{self, Options, PRACTICE_PASSPHRASE, Running},
};
use std::{fs, path::PathBuf};
use uuid::Uuid;

const SIGNED: &str = "Check your last transfers\n\nTLP:RED\n\nA key may be compromised. Call our desk.\n\nTLP:RED\n";
const AMINA: usize = 0;
const LUC: usize = 1;

/// A registry, and the desks of two persons.
struct Site {
    desks: [Desk; 2],
    _running: Running,
}

impl Site {
    fn open() -> Self {
        let running =
            sandbox::start(Options { accounts: 3, blocks: 6, history: false, ..Options::of("CHE01".parse().unwrap()) }).unwrap();
        let desks =
            [["amina.k", "amina-kessie", "ONL-1"], ["luc.b", "luc-bernasconi", "ONL-2"]].map(|who| desk(&running.url(), who));
        Self { desks, _running: running }
    }

    fn begin(&self, who: usize, words: &[&str]) -> Console {
        self.desks[who].start_at_home(&[&["contacts", "message"], words].concat()).size(200, 90).spawn()
    }

    /// A command that asks nothing.
    fn said(&self, who: usize, words: &[&str], status: i32) -> String {
        ended(self.begin(who, words), status)
    }

    /// What a command prints that only reads.
    fn reads(&self, words: &[&str]) -> String {
        ended(self.desks[AMINA].start_at_home(words).size(200, 90).spawn(), 0)
    }

    /// A command whose text is read, signed and sent.
    fn signs(&self, who: usize, words: &[&str]) -> String {
        let mut console = self.begin(who, words);
        console.wait_for("type the first 8 digits of its SHA-256:");
        console.type_text(&Digest::of(SIGNED).to_string()[..8]);
        console.keys("enter");
        console.wait_for("Passphrase of");
        console.type_text(PRACTICE_PASSPHRASE);
        console.keys("enter");
        ended(console, 0)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.desks[AMINA].home().join(name)
    }

    /// Amina writes a message to the list for security.
    fn written(&self) -> String {
        fs::write(self.path("text.txt"), "A key may be compromised. Call our desk.\n").unwrap();
        let text = self.path("text.txt");
        let words = ["write", "--list", "security", "--tlp", "TLP:RED", "--subject", "Check your last transfers"];
        let said = self.signs(AMINA, &[&words[..], &["--text", text.to_str().unwrap()]].concat());
        assert!(
            said.contains("GHA01 security gha-3 gha-3@registry-gha.example"),
            "who gets it is printed before it is signed: {said}"
        );
        assert!(said.contains("takes two persons"), "{said}");
        let id = said.split("It is message ").nth(1).and_then(|rest| rest.split('.').next()).unwrap();
        id.parse::<Uuid>().unwrap();
        id.to_owned()
    }
}

#[test]
fn f01_a_message_is_written_by_one_signed_by_another_saved_and_followed() {
    let site = Site::open();
    let id = site.written();
    let out = site.path("notice.eml");
    let save = ["save", id.as_str(), "--out", out.to_str().unwrap()];
    let shown = site.said(LUC, &["show"], 0);
    assert!(shown.contains(&id) && shown.contains("1 of 2 signatures, sent to 0 of"), "everybody sees the same: {shown}");

    // One person sends nothing, and is nobody's second.
    assert!(site.said(AMINA, &save, 1).contains("goes out when two persons have signed it"));
    assert!(!out.exists());
    assert!(site.said(AMINA, &["sign", &id], 1).contains("signed this message already; another person does (F01)"));
    let sent = ["mark", id.as_str(), "sent", "--reason", "by our mail"];
    assert!(site.said(AMINA, &sent, 1).contains("two persons"), "the registry says so too");

    let said = site.signs(LUC, &["sign", &id]);
    assert!(said.replace('\r', "").contains(SIGNED), "all of it was printed: {said}");
    assert!(site.said(AMINA, &save, 0).contains("The draft is in"));
    let draft = fs::read_to_string(&out).unwrap();
    assert!(draft.starts_with("X-Unsent: 1\r\n") && draft.contains("Bcc: "), "{draft}");
    assert!(draft.contains("message.txt.amina-kessie.sig") && draft.contains("message.txt.luc-bernasconi.sig"), "{draft}");
    site.said(AMINA, &save, 4);
    assert_eq!(fs::read_to_string(&out).unwrap(), draft, "nothing is written over");

    site.said(AMINA, &sent, 0);
    site.said(LUC, &["mark", &id, "answered", "--who", "gha-3", "--reason", "they will look"], 0);
    site.said(LUC, &["mark", &id, "returned", "--who", "tha-3", "--reason", "no such mailbox"], 0);
    let full = site.said(AMINA, &["show", &id], 0);
    for words in
        ["gha-3@registry-gha.example: sent ", "signed by luc-bernasconi", "A key may be compromised.", "1 answered, 1 came back"]
    {
        assert!(full.contains(words), "{words}: {full}");
    }
    assert!(full.lines().any(|line| line.contains(" gha-3 ") && line.contains(", answered ")), "{full}");
    assert!(full.lines().any(|line| line.contains(" tha-3 ") && line.contains(", returned ")), "{full}");
    // It is a list like any other, for scripts too.
    let columns = ["--columns", "id,answered,returned"];
    let listed = site.reads(&[&["broadcasts", "list", "--filter", "state:answered list:security"][..], &columns].concat());
    let row: Vec<&str> = listed.lines().nth(1).unwrap().split_whitespace().collect();
    assert_eq!(row, [id.as_str(), "1", "1"], "{listed}");
    let whole = site.reads(&["broadcasts", "show", &id]);
    assert!(whole.contains("luc-bernasconi") && whole.contains("gha-3@registry-gha.example"), "{whole}");
    for desk in &site.desks {
        let journal = desk.journal();
        let after = ["intent", "signed: ", "done, entry"].map(|words| journal.find(words));
        assert!(after.iter().all(Option::is_some) && after.is_sorted(), "{after:?} {journal}");
    }
}

/// Whoever types other digits than those of the text has read another text: nothing is signed, and the registry has no message.
#[test]
fn what_was_not_read_is_not_signed() {
    let site = Site::open();
    let id = site.written();
    let mut console = site.begin(LUC, &["sign", &id]);
    for _ in 0..3 {
        console.wait_for("type the first 8 digits of its SHA-256:");
        console.type_text("00000000");
        console.keys("enter");
    }
    let said = ended(console, 2);
    assert!(said.contains("Nothing was signed") || said.contains("nothing was signed"), "{said}");
    assert!(site.said(AMINA, &["show", &id], 0).contains("1 of 2 signatures"));
}
