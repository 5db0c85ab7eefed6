//! A swapped telephone number at two consoles: it can't become active without two persons, the old channel and the delay (F01, F14, F15).
//! Everything is done by keys; what came of it is asked at the API.

use crate::{
    desk::LUC,
    driver::{Console, text},
    hands::{self, enter},
    home::press_calmly,
    site::{Site, leave},
};
use countersign::{
    domain::contact::{Address, EntryKey, Held, Reach, Severity, reach},
    registry::{book::Contacts, wired},
    wire::convert::Place,
};
use jiff::{SignedDuration, Timestamp};

const NEW_NUMBER: &str = "+233555019999";
const OLD: &str = "channel gha-1 mobile +2335550101";

async fn contacts(site: &Site) -> Contacts {
    wired::contacts(site.api.client.get("contacts").await.ok(), &Place::ROOT).unwrap()
}

fn key() -> EntryKey {
    EntryKey::Channel("gha-1".parse().unwrap(), Address::Mobile(NEW_NUMBER.parse().unwrap()))
}

/// Whether somebody who must be reached now is called on the new number.
fn is_called(there: &Contacts, at: Timestamp) -> bool {
    let who = "gha-1".parse().unwrap();
    matches!(reach(&there.directory, &who, Severity::Critical, at), Reach::Now(reached) if reached.address.as_str() == NEW_NUMBER)
}

/// The row of a form with this name.
fn row_of(screen: &str, row: &str) -> String {
    let is_it = |line: &&str| line.trim_start_matches(['│', ' ']).starts_with(row);
    screen.lines().find(is_it).unwrap_or_default().to_owned()
}

/// Chooses in a row, which has the cursor, until it says so.
fn choose(console: &mut Console, row: &str, words: &str) {
    for _ in 0..60 {
        let before = row_of(&console.screen_text(), row);
        if before.contains(words) {
            return;
        }
        press_calmly(console, "right");
        console.wait_until("another value", |screen| row_of(&text(screen), row) != before);
    }
    panic!("{words} is not offered: {}", console.screen_text());
}

/// Proposes the number at Amina's console, as far as her signature.
pub fn propose(console: &mut Console) {
    hands::go(console, "contact gha-1");
    console.wait_for("Kwame Mensah");
    press_calmly(console, "p");
    console.wait_for("left and right choose");
    console.wait_gone("asking");
    choose(console, "What", "another number or address");
    press_calmly(console, "tab");
    choose(console, "Kind", "mobile");
    press_calmly(console, "tab");
    enter(console, NEW_NUMBER);
    console.wait_for(&format!("+ address: mobile {NEW_NUMBER}"));
    console.wait_for("Confirmed now, it would count from");
    enter(console, "CB/2026/40");
    choose(console, "Made sure by", "call-back");
    press_calmly(console, "tab");
    choose(console, "Through", OLD);
    press_calmly(console, "tab");
    enter(console, "they asked for it");
    console.wait_for("exactly as you will sign it");
    hands::pages(console, |screen| screen.contains("This is all of it"));
    hands::ask_to_sign(console);
    hands::open_key(console);
    console.wait_for("is proposed");
}

/// Opens the change from the list.
fn open_change(console: &mut Console) {
    press_calmly(console, "g n");
    console.wait_for("Changes of contacts: 1 wait");
    console.wait_gone("asking");
    press_calmly(console, "enter");
    console.wait_for("The proposal");
    console.wait_gone("asking");
}

/// Confirms at the other person's console: not led to the new number, and not without an old one.
pub fn confirm(console: &mut Console) {
    open_change(console);
    console.wait_for("anybody who may confirm, but amina-kessie (F01)");
    press_calmly(console, "x a");
    console.wait_for("(F09)");
    hands::pages(console, |screen| screen.contains("All of it was on the screen"));
    press_calmly(console, "x a");
    console.wait_for("Made sure by");
    choose(console, "Made sure by", "call-back");
    press_calmly(console, "tab");
    choose(console, "Through", "no old channel");
    press_calmly(console, "tab");
    press_calmly(console, "tab");
    enter(console, "nobody was asked");
    console.wait_for("choose an old channel you asked through (F14)");
    choose(console, "Through", OLD);
    for _ in 0..3 {
        press_calmly(console, "enter");
    }
    console.wait_for("What you are about to sign, exactly");
    hands::pages(console, |screen| screen.contains("This is all of it"));
    hands::ask_to_sign(console);
    hands::open_key(console);
    console.wait_for("is confirmed");
}

#[tokio::test]
async fn a_swapped_number_takes_two_persons_the_old_channel_and_the_delay() {
    let mut site = Site::open().await;
    let (amina, luc) = (site.initiator(), site.seat(LUC));
    let mut console = amina.console();
    propose(&mut console);
    let there = contacts(&site).await;
    assert!(!there.directory.entries.contains_key(&key()), "one person changes nothing");
    assert!(there.proposals.iter().any(|proposal| proposal.waits()));

    // Her own key that confirms is inert.
    open_change(&mut console);
    console.wait_for("You proposed this change");
    press_calmly(&mut console, "x a");
    console.wait_for("another person confirms it (F01)");
    assert!(!console.screen_text().contains("Made sure by"), "{}", console.screen_text());

    let mut other = luc.console();
    confirm(&mut other);

    // Two persons and the old channel: and still nobody is called on it before the delay is over.
    let there = contacts(&site).await;
    let now = site.api.now().await;
    let Some(Held::Until(until)) = there.directory.changes.held(&key(), now) else { panic!("it counts at once") };
    assert!(until.duration_since(now) > SignedDuration::from_hours(3 * 24), "{until}");
    assert!((0..24 * 12).map(|hour| now + SignedDuration::from_hours(hour)).all(|at| at >= until || !is_called(&there, at)));
    console.wait_for("Cooling off");
    hands::go(&mut console, "contact gha-1");
    console.wait_for("held back: counts from");
    console.wait_for(NEW_NUMBER);

    // Any one person ends it before.
    open_decided(&mut console);
    // One after the other: keys of a risky act that come like a paste are refused.
    for key in ["x", "r"] {
        press_calmly(&mut console, key);
    }
    console.wait_for("End the change");
    enter(&mut console, "they know nothing of it");
    press_calmly(&mut console, "y");
    console.wait_for("ended: nothing of it counts");
    // Before it was ended it cooled off, so it is asked for after that.
    let (there, now) = (contacts(&site).await, site.api.now().await);
    assert_eq!(there.directory.changes.held(&key(), now), Some(Held::Cancelled));
    assert!((0..24 * 12).map(|hour| now + SignedDuration::from_hours(hour)).all(|at| !is_called(&there, at)), "it never counts");
    leave(console);
    leave(other);
    site.api.ahead(SignedDuration::from_hours(24 * 12)).await;
    let (there, now) = (contacts(&site).await, site.api.now().await);
    assert!(!is_called(&there, now));
}

/// Opens the change that cools off from the list.
fn open_decided(console: &mut Console) {
    press_calmly(console, "g n");
    // Two more cool off since before.
    console.wait_for("3 cooling off");
    console.wait_gone("asking");
    press_calmly(console, "f");
    enter(console, NEW_NUMBER);
    press_calmly(console, "enter");
    console.wait_for("The confirmation");
    console.wait_gone("asking");
}
