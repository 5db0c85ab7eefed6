//! What hands do at a desk, key by key: fill the form of an order, read what is to be signed, open the key; review what another person
//! signed. Every step waits for what a person would look for, and no key follows another faster than a person's.
//! Must not know: what comes of it.

use crate::{book::Holding, driver::Console, home::press_calmly};
use countersign::{
    domain::{BlockRange, RegistryId},
    evidence::{
        order::{Body, OrderText},
        policy::PolicyText,
        statement::RekeyField,
    },
    sandbox::PRACTICE_PASSPHRASE,
};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use tempfile::TempDir;

/// Longer than lines must rest on the screen to count as read.
const READ: Duration = Duration::from_millis(100);
/// Longer than between two keys of a paste.
const CALM: Duration = Duration::from_millis(40);

/// A folder with the document that an order names.
pub struct Paper {
    _folder: TempDir,
    document: PathBuf,
}

impl Paper {
    /// The document, with these contents.
    pub fn of(contents: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("LOA-2026-118.pdf");
        std::fs::write(&document, contents).unwrap();
        Self { _folder: folder, document }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.document
    }
}

/// A transfer to the other registry, as the initiator has it on paper.
pub struct Wanted<'a> {
    pub holding: &'a Holding,
    pub account: &'a str,
    pub paper: &'a Paper,
    pub reason: &'a str,
}

/// Types a line and enters it, once the field has been painted.
pub fn enter(console: &mut Console, text: &str) {
    write(console, text);
    press_calmly(console, "enter");
}

fn write(console: &mut Console, text: &str) {
    console.wait_quiet(CALM);
    console.type_text(text);
}

/// Opens a page by its words.
pub fn go(console: &mut Console, words: &str) {
    press_calmly(console, ":");
    enter(console, words);
    console.wait_gone("Commands");
    console.wait_gone("asking");
}

/// From the account to the text of the order, read to its end: the next key signs.
pub fn compose(console: &mut Console, wanted: &Wanted<'_>) {
    let Wanted { holding, account, paper, reason } = wanted;
    go(console, &format!("account {}", holding.account));
    console.wait_for(&format!("Account {}", holding.account));
    press_calmly(console, "o");
    fill(console, wanted, account);
    console.wait_for("Effect (F10)");
    assert!(paper.path().is_file());
    enter(console, reason);
    read_order(console);
}

/// Fills the rows of a form but for the reason.
pub fn fill(console: &mut Console, wanted: &Wanted<'_>, account: &str) {
    console.wait_for("left and right choose");
    press_calmly(console, "right");
    press_calmly(console, "tab");
    let span = &wanted.holding.span;
    let which = format!("{}..{}", span.first, span.last);
    for row in ["GHA01", account, &which, wanted.paper.path().to_str().unwrap()] {
        write(console, row);
        press_calmly(console, "tab");
    }
}

/// Reads the order that was written, to its end.
pub fn read_order(console: &mut Console) {
    console.wait_for("exactly as you will sign it");
    pages(console, |screen| screen.contains("This is all of it"));
}

/// Presses the key that signs; the person's key is asked for.
pub fn ask_to_sign(console: &mut Console) {
    press_calmly(console, "x s");
    console.wait_for("Open the key to sign");
}

/// Opens the person's key; the station's has no passphrase at a practice desk.
pub fn open_key(console: &mut Console) {
    enter(console, PRACTICE_PASSPHRASE);
}

/// What the approver reads from the own copy for what the policy asks for.
pub fn own_copy(order: &OrderText, policy: &PolicyText) -> Vec<String> {
    let Body::Movement(moved) = &order.order().body else { panic!("a transfer") };
    let own: RegistryId = order.order().registry;
    let serials = |run: &BlockRange| format!("{}-{}", run.range.first().number(), run.range.last().number());
    let read = |field: &RekeyField| match field {
        RekeyField::Quantity => vec![moved.units.quantity().count().to_string()],
        RekeyField::AcquiringRegistry => vec![moved.to.registry(own).to_string()],
        RekeyField::AcquiringAccount => vec![moved.acquiring_account.to_string()],
        RekeyField::Units => moved.units.runs().iter().map(serials).collect(),
        RekeyField::Subject => Vec::new(),
    };
    policy.policy().requirements_of(order.order()).rekey.iter().flat_map(read).collect()
}

/// Opens the review of an order from the queue, and waits until it begins.
pub fn begin_review(console: &mut Console, order: &str) {
    go(console, &format!("order {order}"));
    console.wait_for(&format!("Order {order}"));
    console.wait_for("Where it stands");
    console.wait_gone("asking");
    press_calmly(console, "v");
    console.wait_for(&format!("Review of order {order}"));
}

/// Types everything again from the own copy.
pub fn type_again(console: &mut Console, values: &[String]) {
    console.wait_for("Type it again");
    values.iter().for_each(|value| enter(console, value));
    console.wait_for("Checks, now");
}

/// Reads what is reviewed to its end.
pub fn read_to_the_end(console: &mut Console) {
    console.wait_gone("asking");
    let unread = ["have not been on the screen", "was not on the screen yet", "were not on the screen yet"];
    pages(console, |screen| unread.iter().all(|words| !screen.contains(words)));
}

/// Reads what is reviewed to its end, until it may be approved: from the top again where something that warns came meanwhile.
pub fn read_review(console: &mut Console) {
    console.wait_gone("asking");
    pages(console, |screen| screen.contains("it can be approved or rejected"));
}

/// Approves for this reason, as far as the text of the statement: the next key signs.
pub fn approve(console: &mut Console, reason: &str) {
    press_calmly(console, "x a");
    console.wait_for("Why you approve it");
    enter(console, reason);
    console.wait_for("This is all of it");
}

/// Pages on until these words are on the screen.
pub fn page_to(console: &mut Console, words: &str) {
    console.wait_gone("asking");
    pages(console, |screen| screen.contains(words));
}

/// Pages on until the screen says so. On a machine that is busy a page can be turned before it was painted, and then its lines have not
/// rested on the screen: at the end what is missing is read again from the top, as a person would.
pub fn pages(console: &mut Console, over: impl Fn(&str) -> bool) {
    for _ in 0..10 {
        let mut before = String::new();
        for _ in 0..30 {
            console.wait_quiet(READ);
            let page = console.screen_text();
            if over(&page) {
                return;
            }
            if page == before {
                break;
            }
            press_calmly(console, "pagedown");
            before = page;
        }
        press_calmly(console, "home");
    }
    panic!("it does not end: {}", console.screen_text());
}
