//! `cases resolve`, `accept` and `confirm` with the real binary against a practice registry whose book is not its ledger: one person proposes,
//! others confirm at stations of their own, and each act is in the journal before it is signed (promise 7).
//! Must not know: how a text is written, signed or sent.

use crate::{desk::Desk, driver::Console, enrolling::ended};
use countersign::{
    evidence::digest::Digest,
    registry::{
        Access, Authorised, Challenge, Deed, Environment, IdempotencyKey, Identity, Outcome, Registry, Write,
        http::{Credentials, HttpRegistry},
    },
    sandbox::{self, Options, PRACTICE_PASSPHRASE, Running},
};

const CASE: &str = "CHE01-CASE-000001";

/// A registry with one case, and the desks of three persons.
struct Site {
    running: Running,
    desks: [Desk; 3],
}

/// Login, person, station.
const PEOPLE: [[&str; 3]; 3] =
    [["amina.k", "amina-kessie", "ONL-1"], ["luc.b", "luc-bernasconi", "ONL-2"], ["esi.o", "esi-owusu", "ONL-3"]];

impl Site {
    fn with(fault: &str) -> Self {
        let planted = vec![fault.parse().unwrap()];
        let options = Options { accounts: 3, blocks: 6, history: false, planted, ..Options::of("CHE01".parse().unwrap()) };
        let running = sandbox::start(options).unwrap();
        let desks = PEOPLE.map(|who| desk(&running.url(), who));
        let site = Self { running, desks };
        site.run();
        site
    }

    /// A run within the registry.
    fn run(&self) {
        let identity = Identity { profile: "t".into(), endpoint: self.running.url(), environment: Environment::Practice };
        let credentials = Credentials::Practice { operator: "amina.k".into(), passphrase: PRACTICE_PASSPHRASE.into() };
        let client = HttpRegistry::new(identity, self.running.url().parse().unwrap(), credentials).unwrap();
        let write = Write::Alone { deed: Deed::Reconcile(None), reason: "daily".into() };
        let confirmed = Challenge::new(write, "begin").accept("begin").unwrap();
        let access = Access::of_profile(false);
        let key = IdempotencyKey(uuid::Uuid::now_v7());
        let authorised = Authorised::new(confirmed, access.capability().unwrap(), key);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let outcome = runtime.block_on(client.write(authorised)).unwrap();
        assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
    }

    fn begin(&self, who: usize, words: &[&str]) -> Console {
        self.desks[who].start_at_home(&[&["cases"], words].concat()).size(200, 90).spawn()
    }

    /// A command that asks nothing.
    fn said(&self, who: usize, words: &[&str], status: i32) -> String {
        ended(self.begin(who, words), status)
    }

    /// A command whose text is read, signed and sent.
    fn signs(&self, who: usize, words: &[&str], copy: &[&str], magic: &str) -> String {
        let mut console = self.begin(who, words);
        for (before, typed) in copy.iter().enumerate() {
            console.wait_for(if before == 0 { "How many ITMOs:" } else { "first 8 of sha256:" });
            console.type_text(typed);
            console.keys("enter");
        }
        console.wait_for("type the first 8 digits of its SHA-256:");
        console.type_text(&Digest::of(printed(&console, magic)).to_string()[..8]);
        console.keys("enter");
        console.wait_for("Passphrase of");
        console.type_text(PRACTICE_PASSPHRASE);
        console.keys("enter");
        ended(console, 0)
    }

    fn state(&self) -> String {
        let shown = self.said(0, &["show", CASE, "--json"], 0);
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap_or_else(|why| panic!("{why}: {shown}"));
        shown["state"].as_str().unwrap().to_owned()
    }
}

pub fn desk(url: &str, [login, person, station]: [&str; 3]) -> Desk {
    let desk = Desk::new("");
    sandbox::write_practice_keys(desk.home(), [person].into_iter()).unwrap();
    let file = |folder: &str, name: &str| format!("file:{}", desk.home().join(folder).join(format!("{name}.key")).display());
    let (key, station_key) = (file("keys", person), file("stations", station));
    let text = format!(
        "[[profiles]]\nname = \"play\"\nurl = \"{url}\"\nenvironment = \"practice\"\noperator = \"{login}\"\n\n\
         [profiles.signing]\nperson = \"{person}\"\nkey = \"{key}\"\nstation = \"{station}\"\nstation_key = \"{station_key}\"\n"
    );
    std::fs::write(desk.config(), text).unwrap();
    desk
}

/// The text that was printed last, from its first line to its counter.
fn printed(console: &Console, magic: &str) -> String {
    let screen = console.screen_text();
    let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
    let first = lines.iter().rposition(|line| *line == magic).unwrap_or_else(|| panic!("no {magic}: {screen}"));
    let last = lines[first..].iter().position(|line| line.starts_with("seq: ")).unwrap();
    lines[first..=first + last].iter().map(|line| format!("{line}\n")).collect()
}

/// F01 to F05: proposed, confirmed by another person after typing values again, carried out; each said twice counts once.
#[test]
fn a_case_is_resolved_by_two_persons_by_command() {
    let site = Site::with("W4");
    let propose = ["resolve", CASE, "--as", "restored-from-ledger", "--reason", "the book was changed by hand"];
    assert!(site.said(0, &["own", CASE, "--reason", "mine"], 0).contains("is looked after by amina-kessie"));
    site.signs(0, &propose, &[], "itmo-resolution/v1");
    assert!(site.said(0, &propose, 0).contains("is proposed already. Nothing was sent."));
    let confirm = ["confirm", CASE, "--reason", "compared"];
    assert!(site.said(0, &confirm, 1).contains("F01"), "nobody confirms their own");
    let said = site.signs(1, &confirm, &["12000"], "itmo-confirmation/v1");
    assert!(said.contains("is agreed; the next run must find that the difference is gone"), "{said}");
    assert!(said.contains("resolution: restored-from-ledger"), "the whole resolution was printed: {said}");
    assert!(site.said(1, &confirm, 0).contains("said already"));
    site.run();
    assert_eq!(site.state(), "closed");
    for (who, words) in [(0, "propose to resolve case"), (1, "the resolution of case")] {
        let journal = site.desks[who].journal();
        let intent = journal.find(words).unwrap_or_else(|| panic!("no {words}: {journal}"));
        let after = ["signed: ", "done, entry"].map(|words| journal[intent..].find(words));
        assert!(after.iter().all(Option::is_some) && after.is_sorted(), "{after:?} {journal}");
    }
}

/// F08, F15, F21: an accepted difference takes three, each with the digest of the evidence; what does not match three times signs nothing, and
/// one word declines.
#[test]
fn a_difference_is_accepted_by_three_persons_by_command_or_declined_by_one() {
    let site = Site::with("W9");
    let evidence = site.desks[0].home().join("statement.pdf");
    std::fs::write(&evidence, "what they signed").unwrap();
    let digits = Digest::of("what they signed").to_string()[..8].to_owned();
    let path = evidence.to_str().unwrap();
    let accept = |until| ["accept", CASE, "--until", until, "--evidence", path, "--reason", "until it is mended"];
    site.said(0, &["own", CASE, "--reason", "mine"], 0);
    assert!(site.said(0, &accept("2021-01-01"), 2).contains("That day is over."));
    let until = accept("2099-12-31");
    site.signs(0, &until, &[], "itmo-resolution/v1");
    let mut wrong = site.begin(1, &["confirm", CASE, "--reason", "compared"]);
    for _ in 0..3 {
        wrong.wait_for("How many ITMOs:");
        wrong.type_text("1");
        wrong.keys("enter");
    }
    assert!(ended(wrong, 1).contains("F08"));
    let quantity = site.quantity();
    let copy = [quantity.as_str(), digits.as_str()];
    let said = site.signs(1, &["confirm", CASE, "--reason", "compared"], &copy, "itmo-confirmation/v1");
    assert!(said.contains("waits for 1 more"), "{said}");
    let mut declined = site.begin(2, &["decline", CASE, "--reason", "the statement is of another block"]);
    declined.wait_for("type the first 8 digits of its SHA-256:");
    declined.type_text(&Digest::of(printed(&declined, "itmo-confirmation/v1")).to_string()[..8]);
    declined.keys("enter");
    declined.wait_for("Passphrase of");
    declined.type_text(PRACTICE_PASSPHRASE);
    declined.keys("enter");
    ended(declined, 0);
    assert_eq!(site.state(), "under-analysis");
    site.signs(0, &until, &[], "itmo-resolution/v1");
    for who in [1, 2] {
        site.signs(who, &["confirm", CASE, "--reason", "compared"], &copy, "itmo-confirmation/v1");
    }
    assert_eq!(site.state(), "closed");
}

impl Site {
    fn quantity(&self) -> String {
        let shown: serde_json::Value = serde_json::from_str(&self.said(0, &["show", CASE, "--json"], 0)).unwrap();
        match &shown["quantity"] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}
