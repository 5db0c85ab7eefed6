//! The one act of this console, from the key to the registry's book: challenged, journaled before it is sent, done once, refused after.
//! The journal is read as an auditor would read it, and the registry is asked whether it really happened.
//! Must not know: how the journal is written.

use crate::{
    book::Book,
    desk::{Desk, command, press_calmly, quit},
    driver::{Console, Start},
    proxy::Proxy,
};
use countersign::{
    domain::{AccountId, AccountState},
    evidence::journal::Chain,
};

const REASON: &str = "Asked for by the auditor";

struct Freezing {
    book: Book,
    proxy: Proxy,
    desk: Desk,
    account: AccountId,
}

impl Freezing {
    /// A registry behind a relay, and one of its open accounts.
    fn prepare() -> Self {
        let book = Book::serve("CHE01");
        let proxy = Proxy::to(book.url().strip_prefix("http://").unwrap().parse().unwrap());
        let desk = Desk::of(&[("swiss", &format!("http://{}", proxy.address()))]);
        let account = book.accounts("state:open type:holding", None).rows[3].id.clone();
        Self { book, proxy, desk, account }
    }

    /// The console with the account on the screen.
    fn on_account(&self, start: Start) -> Console {
        let mut console = start.size(100, 30).spawn();
        console.wait_for("Accounts · 300");
        command(&mut console, &format!("account {}", self.account));
        console.wait_for(&format!("Account {}", self.account));
        console.wait_for("version");
        console.wait_for("Blocks: ");
        console.wait_gone("asking");
        console
    }

    fn state(&self) -> AccountState {
        self.book.account(&self.account).summary.state
    }
}

/// Each line of the journal about an act as its kind and what it says.
fn lines(journal: &str) -> Vec<(String, String)> {
    let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let word = |value: &serde_json::Value, name: &str| value[name].as_str().unwrap().to_owned();
    let said = journal.lines().map(value).map(|line| (word(&line, "kind"), word(&line, "what")));
    said.filter(|(kind, _)| matches!(kind.as_str(), "intent" | "outcome")).collect()
}

#[test]
fn an_account_is_frozen_once_with_its_intent_journaled_before_and_its_outcome_after() {
    let freezing = Freezing::prepare();
    let account = freezing.account.as_str();
    let mut console = freezing.on_account(freezing.desk.start(&[]));
    press_calmly(&mut console, "F");
    console.wait_for("Freeze the account");
    console.wait_for("Swiss ITMO registry");
    console.type_text(REASON);
    console.keys("enter");
    console.wait_for(&format!("Type {account} to confirm"));
    console.type_text(&account[..account.len() - 1]);
    console.keys("enter");
    console.wait_for(&format!("That is not {account}"));
    console.type_text(&account[account.len() - 1..]);
    assert_eq!(lines(&freezing.desk.journal()), [], "nothing is journaled before it is confirmed");
    freezing.proxy.hold();
    console.keys("enter");
    // The registry has it, and its answer is held back.
    freezing.proxy.wait("the act in flight", |counts| counts.in_flight > 0);
    let before = freezing.desk.journal();
    let expected = format!("freeze account {account} at version ");
    assert!(
        matches!(&lines(&before)[..], [(kind, what)] if kind == "intent" && what.contains(&expected) && what.contains(REASON))
    );
    assert_eq!(Chain::resume(&before).unwrap().open_intents().len(), 1);
    console.wait_for("sent, no answer yet");
    console.keys("q");
    console.wait_for("Leave before the answer is here?");
    press_calmly(&mut console, "esc");
    console.wait_gone("Leave before");
    freezing.proxy.release();
    console.wait_for("is frozen: entry ");
    console.wait_for("suspended");
    console.wait_for(REASON);
    let after = freezing.desk.journal();
    assert!(after.starts_with(&before));
    assert!(matches!(&lines(&after)[1..], [(kind, what)] if kind == "outcome" && what.starts_with("done, entry ")));
    assert_eq!(Chain::resume(&after).unwrap().open_intents(), []);
    assert_eq!(freezing.state(), AccountState::Suspended);
    console.wait_gone("asking");
    press_calmly(&mut console, "F");
    console.wait_for("The account is frozen already.");
    assert_eq!(lines(&freezing.desk.journal()), lines(&after));
    quit(console);
}

#[test]
fn a_console_that_only_reads_refuses_and_sends_nothing() {
    let freezing = Freezing::prepare();
    let mut console = freezing.on_account(freezing.desk.start(&["--read-only"]));
    console.wait_for("read only");
    let before = freezing.proxy.counts();
    press_calmly(&mut console, "F");
    console.wait_for("The profile swiss only reads.");
    console.keys(":");
    console.wait_for("Commands");
    console.type_text("freeze");
    console.wait_until("why not, beside the command", |screen| {
        screen.rows(0, 100).any(|line| line.contains("Freeze the account") && line.contains("only reads"))
    });
    console.keys("enter esc");
    console.wait_gone("Commands");
    assert_eq!(freezing.proxy.counts().requests, before.requests);
    assert_eq!(freezing.state(), AccountState::Open);
    quit(console);
    assert_eq!(lines(&freezing.desk.journal()), []);
}
