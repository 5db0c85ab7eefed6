//! Every page of one thing has its command: the copy menu offers it, and the command line understands it as it is copied.
//! A new place fails here until it is said what it is: a list, a page with its command, a step of a page, or why there is none.

use super::{
    announcing, changed,
    desk::{Desk, Setting},
    seed,
};
use countersign::{
    app::{Effect, Signer},
    cli,
    screens::Place,
};

/// What a place is to the command line.
#[derive(Debug, PartialEq, Eq)]
enum Is {
    /// A list, or what stands above all lists: `every_list` holds its commands.
    List,
    /// One thing. The command begins so.
    Page(&'static str),
    /// A step in what is done about a thing: a form, a reading before a signature.
    Step,
    /// Only this process has it.
    Own,
}

fn what_is(place: &Place) -> Is {
    match place {
        Place::Home
        | Place::Accounts
        | Place::Blocks
        | Place::Transfers
        | Place::Approvals
        | Place::Reconciliation
        | Place::Contacts
        | Place::Peers
        | Place::Journal
        | Place::Messages
        | Place::Incidents
        | Place::Authorizations
        | Place::Approaches
        | Place::Orders
        | Place::Runs
        | Place::Ledger
        | Place::Activity
        | Place::ContactChanges
        | Place::Upkeep
        | Place::Broadcasts => Is::List,
        Place::Account(_) => Is::Page("accounts show"),
        Place::Block(_) => Is::Page("blocks show"),
        Place::Transfer(_) => Is::Page("transfers show"),
        Place::Message(_) => Is::Page("messages show"),
        Place::Incident(_) => Is::Page("incidents show"),
        Place::Peer(_) => Is::Page("peers show"),
        Place::Authorization(_) => Is::Page("authorizations show"),
        Place::Approach(_) => Is::Page("approaches show"),
        Place::Order(_) | Place::Review(_) => Is::Page("orders show"),
        Place::Case(_) => Is::Page("cases show"),
        Place::Run(_) | Place::Differences(_) => Is::Page("runs show"),
        Place::Entry(_) => Is::Page("ledger show"),
        Place::JournalLine(_) => Is::Page("journal show"),
        Place::Contact(_) | Place::Calls(_) => Is::Page("contacts show"),
        Place::ContactsOf(_) => Is::Page("contacts list --filter registry:"),
        Place::ContactChange(_) => Is::Page("changes show"),
        Place::Broadcast(_) => Is::Page("broadcasts show"),
        Place::Guard(guarded) => Is::Page(if guarded.word() == "roster" { "roster fetch" } else { "policy fetch" }),
        Place::ActivityEntry(_) => Is::Own,
        Place::Decide(..)
        | Place::Raise(_)
        | Place::Speak(..)
        | Place::Telephone(_)
        | Place::Initiate(..)
        | Place::Resolve(_)
        | Place::Propose(_)
        | Place::TakeOver(_)
        | Place::Announce => Is::Step,
    }
}

/// The keys to a page of each kind.
const WAYS: &[&str] = &[
    "2 enter",
    "3 enter",
    "4 enter",
    "5 enter",
    "6 enter",
    "7 enter",
    "8 enter",
    "9 enter",
    "g m enter",
    "g i enter",
    "g u enter",
    "g p enter",
    "g o enter",
    "g d enter",
    "g d enter d",
    "g l enter",
    "g n enter",
    "g r",
    "g k",
    "7 v",
    "7 b enter",
    "4 enter C",
    "g y enter",
];

/// A desk on the page these keys lead to.
fn at(keys: &str) -> Desk {
    let size = (160, 40);
    if keys == "7 b enter" {
        return announcing::shown("amina.k", &["amina.k", "luc.b"], size);
    }
    let signer = Signer { person: "luc.b".parse().unwrap(), station: "ONL-1".parse().unwrap() };
    let books = vec![changed::book(), seed::ghana(), seed::empty()];
    let mut desk = Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() });
    desk.press(keys);
    desk
}

/// The command the copy menu offers.
fn command(desk: &mut Desk) -> Option<String> {
    desk.press("y");
    desk.type_text("command");
    desk.take();
    desk.press("enter");
    desk.take().into_iter().find_map(|effect| if let Effect::Copy(text) = effect { Some(text) } else { None })
}

/// The words of a command line, as a shell reads what the console quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

#[test]
fn every_page_has_a_command_that_the_command_line_understands() {
    let mut kinds = std::collections::BTreeSet::new();
    for keys in WAYS {
        let mut desk = at(keys);
        let is = what_is(desk.state.place());
        let copied = command(&mut desk);
        match is {
            Is::Page(begins) => {
                let copied = copied.unwrap_or_else(|| panic!("{keys}: nothing was copied\n{}", desk.screen()));
                assert!(copied.starts_with(&format!("countersign {begins}")), "{keys}: {copied}");
                assert!(copied.ends_with("--profile practice-che"), "{keys}: {copied}");
                cli::understands(&words(&copied)).unwrap_or_else(|why| panic!("{copied}: {why}"));
                kinds.insert(begins);
            }
            Is::Own => assert_eq!(copied, None, "{keys}"),
            other => panic!("{keys} leads to {:?}, which is {other:?}", desk.state.place()),
        }
    }
    assert_eq!(kinds.len(), 19, "each kind of page is tried: {kinds:?}");
}

#[test]
fn what_is_no_command_is_not_understood() {
    for line in
        ["countersign accounts show", "countersign changes", "countersign account show A", "countersign broadcasts list --sort"]
    {
        assert!(cli::understands(&words(line)).is_err(), "{line}");
    }
}
