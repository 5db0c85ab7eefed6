//! What the console says of each thing that goes wrong in the directory of the practice registries, by its name and at a fixed time: on a Sunday
//! at 09:14 UTC, in books that were made that midnight.

use super::{
    changed,
    desk::{Desk, Setting},
    scenes::keep_sizes,
    seed,
};
use countersign::sandbox::practice_contacts;

const MIDNIGHT: &str = "2026-11-22T00:00:00Z";
const ROOM: (u16, u16) = (200, 120);

/// A desk whose registry has the practice directory.
fn desk(size: (u16, u16)) -> Desk {
    let mut swiss = changed::book();
    swiss.people.proposals.clear();
    swiss.people.directory = practice_contacts(MIDNIGHT.parse().unwrap()).unwrap();
    Desk::with(Setting { books: vec![swiss, seed::ghana(), seed::empty()], size, ..Setting::default() })
}

fn walked(size: (u16, u16), walk: &[(&str, &str)]) -> Desk {
    let mut desk = desk(size);
    for (keys, text) in walk {
        desk.press(keys);
        desk.type_text(text);
    }
    desk
}

/// The page says these words in this order, each on a line of its own or not.
fn says(walk: &[(&str, &str)], all: &[&str]) {
    let screen = walked(ROOM, walk).screen();
    let mut rest = screen.as_str();
    for words in all {
        let at = rest.find(words).unwrap_or_else(|| panic!("{words}\n{screen}"));
        rest = &rest[at..];
    }
}

fn says_not(walk: &[(&str, &str)], words: &str) {
    let screen = walked(ROOM, walk).screen();
    assert!(!screen.contains(words), "{words}\n{screen}");
}

fn kept(name: &str, walk: &[(&str, &str)]) {
    keep_sizes(name, || walked((80, 24), walk), &[]);
}

/// Somebody is at their desk somewhere between the Gambier Islands and Tongatapu, and each row has its own day and hour.
#[test]
fn people_from_utc_minus_9_to_utc_plus_13() {
    let hub = [("7 /", "registry:XIR01 kind:desk"), ("enter", "")];
    says(&hub, &["here Sun 09:14 UTC", "Desk Nukuʻalofa", "Sun 22:14"]);
    says(&hub, &["Desk Bonn", "Sun 10:14", "now"]);
    says(&hub, &["Desk Rikitea", "Sun 00:14"]);
    says(
        &[(":", "contact xir-sun1"), ("enter", "")],
        &["Sun 22:14  closed   here Sun 09:14 UTC", "out of hours there", "Next", "17:00 UTC"],
    );
    says(&[(":", "contact xir-sun3"), ("enter", "")], &["Sun 00:14  closed", "out of hours there", "15:00 UTC"]);
    kept("practice-zones", &hub);
}

#[test]
fn expired_nomination() {
    let card = [(":", "contact sgp-1"), ("enter", "")];
    says(&card, &["Nomination", "administrator of SGP01 expired 2026-11-12   not called as such"]);
    says(&card, &["Roles", "administrator", "expired   for SGP01 until 2026-11-12"]);
    let registry = [(":", "contact sgp-1"), ("enter v", "")];
    says(&registry, &["Who holds which role", "administrator", "sgp-1   expired"]);
    says_not(&[(":", "contact sgp-2"), ("enter C", "")], "sgp-1");
    kept("practice-expired-nomination", &card);
}

#[test]
fn overdue_verification() {
    let queue = [("7 u", "")];
    says(&queue, &["Giorgi Kapanadze", "invalid", "108 d late", "Nino Beridze", "temporarily invalid", "23 d late"]);
    says(
        &[(":", "contact geo-1"), ("enter", "")],
        &["Attestation", "overdue   temporarily-invalid; the next word is due 2026-10-30"],
    );
    says(&[(":", "contact geo-2"), ("enter", "")], &["Not by telephone", "not verified again in time: invalid since"]);
    kept("practice-overdue-verification", &queue);
}

#[test]
fn key_rotation_in_cooling_off() {
    let registry = [(":", "contact jpn-1"), ("enter v", "")];
    says(
        &registry,
        &["Keys", &"A".repeat(40), "until 2026-12-22", &"B".repeat(40), "held back: counts from Thu 12:00 UTC, 4 d 02 h left"],
    );
    says(&registry, &["Changed in the last thirty days", "added 24 h ago", "counts in", "4 d 02 h"]);
    kept("practice-key-rotation", &registry);
}

#[test]
fn holiday_today() {
    let card = [(":", "contact tha-1"), ("enter", "")];
    says(&card, &["Their clock", "Sun 16:14  holiday", "Not by telephone", "a holiday there (2026-11-22)"]);
    says(&[(":", "contact tha-1"), ("enter v", "")], &["Sun 16:14  holiday", "Holidays", "2026-11-22, 2026-11-23"]);
    // The second day is a holiday too, so they are back on Tuesday; the desk works on holidays.
    says(&card, &["Next", "Tue 01:30 UTC"]);
    says(&[(":", "contact tha-desk"), ("enter", "")], &["Sun 16:14  open, a holiday", "Call", "duty +66"]);
    kept("practice-holiday-today", &card);
}

#[test]
fn nobody_reachable() {
    let calls = [(":", "contact vut-1"), ("enter C", "")];
    says(
        &calls,
        &["Call VUT01", "away", "somebody can be reached 2026-11-29 20:30 UTC, in 7 d", "Duty desk", "number not verified"],
    );
    says(&calls, &["Instead", "nobody can be reached now: t takes another topic, v another severity"]);
    says_not(&calls, "Nobody holds");
    says(&[(":", "contact vut-1"), ("enter", "")], &["away until", "and nobody stands in"]);
    says(
        &[(":", "contact vut-desk"), ("enter", "")],
        &["the channel is not verified", "nothing within a hundred days says when"],
    );
    says_not(&[("7 o", "")], "vut-");
    kept("practice-nobody-reachable", &calls);
}

#[test]
fn hostile_names() {
    let all = [("7 /", "registry:MAR01"), ("enter", "")];
    for (who, label, shown) in [
        ("mar-1", "Name", "Salma ⟦U+202E⟧inanneB"),
        ("mar-2", "Name", "⟦U+001B⟧[2J⟦U+001B⟧]0;CHE01⟦U+0007⟧Youssef"),
        ("mar-3", "Name", "=HYPERLINK(\"http://evil.example\")"),
        ("mar-4", "Name", "⟦U+041A⟧hadija Alaoui"),
        ("mar-desk", "Title", "x⟦U+200B⟧x⟦U+200B⟧"),
    ] {
        says(&[(":", &format!("contact {who}")), ("enter", "")], &[label, shown]);
    }
    says(&all, &["⟦U+041A⟧hadija", "Salma ⟦U+202E⟧i…", "⟦U+001B⟧[2J⟦U+0…", "=HYPERLINK(\"htt…"]);
    let screen = walked(ROOM, &all).screen();
    assert!(!screen.chars().any(|c| c.is_control() && c != '\n') && !screen.contains('\u{202E}'), "{screen}");
    kept("practice-hostile-names", &all);
}

/// Two who are away stand in for each other.
#[test]
fn circle_of_deputies() {
    says(
        &[(":", "contact mwi-1"), ("enter", "")],
        &["away until", "mwi-2: away until", "the deputies stand in for each other in a circle"],
    );
}

#[test]
fn channel_in_cooling_off() {
    let card = [(":", "contact swe-1"), ("enter", "")];
    says(&card, &["Changed", "added 2 d ago", "counts in", "Channels", "+46555019999", "held back: counts from"]);
    says_not(&[(":", "contact swe-1"), ("enter C", "")], "+46555019999");
}
