//! T03: whatever a version of the roster or of the policy changes is on the page of the officer who signs it: each of its lines is painted, and
//! another value makes it another page.
//! Each value of each line of the example is changed by one of the rows below: a field that is added fails here before it stands in one of them.
//! Must not know: what a screen shows beside the text.

use super::{desk::Desk, guarding::officer, papers::guards::given};
use countersign::{
    app::{Effect, Timer},
    console::Message,
    evidence::{guarded::Guarded as Text, key::SecretKey, openssh_key::openssh_public},
    registry::book::{Guarded, GuardedVersion},
};
use std::collections::BTreeSet;

/// What is replaced by what, in the text in force.
type Row<'a> = &'a [(&'a str, &'a str)];

const ROSTER: [Row<'static>; 27] = [
    &[("valid-from: 2026-01-01", "valid-from: 2026-01-02")],
    &[("valid-to: 2027-01-01", "valid-to: 2027-02-01")],
    &[("luc.b", "lux.b")],
    &[("luc.b approver", "luc.b initiator")],
    &[("luc.b approver 2026-01-01", "luc.b approver 2026-01-02")],
    &[("2027-01-01T00:00:00Z Luc", "2026-12-01T00:00:00Z Luc")],
    &[("Luc Bernasconi", "Lucas B")],
    &[("amina.k", "amina.q")],
    &[("luc.b amina.k initiator", "luc.b amina.k approver")],
    &[("2026-07-01", "2026-07-02")],
    &[("2026-08-01", "2026-08-02")],
    &[("deputy-1: luc.b amina.k initiator 2026-07-01T00:00:00Z 2026-08-01T00:00:00Z\n", "")],
    &[("luc.b file", "luc.b agent")],
    &[("luc.b file LUC", "luc.b file NEW")],
    &[("luc.b file LUC 2026-01-01", "luc.b file LUC 2026-01-02")],
    &[("luc.b file LUC 2026-01-01T00:00:00Z 2027-01-01", "luc.b file LUC 2026-01-01T00:00:00Z 2026-12-01")],
    &[("station-count", "key-5: luc.b agent NEW 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z\nstation-count")],
    &[("OFF-1", "OFF-2")],
    &[("OFF-1 OFF", "OFF-1 NEW")],
    &[("OFF-1 OFF 2026-01-01", "OFF-1 OFF 2026-01-02")],
    &[("OFF-1 OFF 2026-01-01T00:00:00Z 2027-01-01", "OFF-1 OFF 2026-01-01T00:00:00Z 2026-12-01")],
    &[("login-count", "station-3: ONL-3 NEW 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z\nlogin-count")],
    &[("login-2: amina.k2 amina.k", "login-2: amina.k3 amina.k")],
    &[("login-2: amina.k2 amina.k", "login-2: amina.k2 luc.b")],
    &[("login-3: luc.b luc.b", "login-3: luc.b luc.b\nlogin-4: luc.b2 luc.b")],
    &[("person-4", "person-5: rita.r releaser 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z Rita\nperson-4")],
    &[("tomas.w keyring", "tomas.w hardware")],
];

const POLICY: [Row<'static>; 31] = [
    &[("valid-from: 2026-01-01", "valid-from: 2026-01-02")],
    &[("valid-to: 2027-01-01", "valid-to: 2027-02-01")],
    &[("Europe/Zurich", "Europe/Paris")],
    &[("mon,tue,wed,thu,fri", "mon,tue,wed,thu")],
    &[("holiday-1: 2026-12-25", "holiday-1: 2026-12-24")],
    &[("\nwindow:", "\nholiday-3: 2026-12-27\nwindow:")],
    &[("10:00-16:00", "09:00-16:00")],
    &[("10:00-16:00", "10:00-17:00")],
    &[("outside-window: wait", "outside-window: one-more-approval")],
    &[("first-transfer from", "transfer from")],
    &[("from=1000 ", "from=2000 ")],
    &[("from=1000 approvals=1", "from=1000 approvals=2")],
    &[("rekey=subject", "rekey=none")],
    &[("rekey=quantity,acquiring-registry,acquiring-account,units", "rekey=quantity,acquiring-account,units")],
    &[("rekey=subject own-copy=no", "rekey=subject own-copy=yes")],
    &[("own-copy=no release=no", "own-copy=no release=yes")],
    &[("release=no call=no cooling-off=none\nband-2", "release=no call=yes cooling-off=none\nband-2")],
    &[("call=no cooling-off=none\nband-2", "call=no cooling-off=1h\nband-2")],
    &[("cooling-off=next-working-day-noon", "cooling-off=none")],
    &[(
        "limit-order",
        "band-4: any from=200000 approvals=2 rekey=none own-copy=no release=no call=no cooling-off=none\nlimit-order",
    )],
    &[("limit-order: 1000000", "limit-order: 900000")],
    &[("limit-account-day: 5000000", "limit-account-day: none")],
    &[("limit-counterpart-day: none", "limit-counterpart-day: 7")],
    &[("limit-registry-day: none", "limit-registry-day: 7")],
    &[("trusted-delay-working-days: 4", "trusted-delay-working-days: 5")],
    &[("order-life-online-hours: 24", "order-life-online-hours: 23")],
    &[("order-life-offline-hours: 72", "order-life-offline-hours: 71")],
    &[("different-stations: yes", "different-stations: no")],
    &[("same-host-minutes: 30", "same-host-minutes: 29")],
    &[("same-host-minutes: 30", "same-host-minutes: 31")],
    &[("dwell-seconds-per-field: 1", "dwell-seconds-per-field: 2")],
];

/// Without what a line is broken by.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '│').collect()
}

fn key(octet: u8) -> String {
    openssh_public(&SecretKey::from_seed(&[octet; 32]).public())
}

fn in_force(guarded: Guarded) -> Text {
    Text::parse(given(guarded, GuardedVersion::InForce).unwrap().text.octets().as_bytes()).unwrap()
}

/// The text in force with these values in the place of others; keys are named by whose they are.
fn draft(in_force: &Text, row: Row<'_>) -> String {
    let of = |name: &str| {
        let line = in_force.as_str().lines().find(|line| line.contains(name) && line.contains("ssh-ed25519")).unwrap();
        let (_, key) = line.split_once("ssh-ed25519 ").unwrap();
        format!("ssh-ed25519 {}", key.split(' ').next().unwrap())
    };
    row.iter().fold(in_force.as_str().to_owned(), |text, (from, to)| {
        let named = |words: &str| match in_force {
            Text::Roster(_) => words
                .replace("file LUC", &format!("file {}", of("luc.b file")))
                .replace("OFF-1 OFF", &format!("OFF-1 {}", of("OFF-1")))
                .replace("NEW", &key(9)),
            Text::Policy(_) => words.to_owned(),
        };
        let (from, to) = (named(from), named(to));
        assert!(text.contains(&from), "{from}");
        text.replace(&from, &to)
    })
}

/// What an officer sees of a draft from its beginning to its end.
fn read(guarded: Guarded, draft: String) -> String {
    let mut desk: Desk = officer("ines.r");
    desk.resize(160, 45);
    desk.press(if guarded == Guarded::Policy { "g r g k r d" } else { "g r d" });
    desk.type_text("next");
    desk.press("enter");
    let asked = desk.take().into_iter().find_map(|effect| match effect {
        Effect::ReadDraft { ticket, .. } => Some(ticket),
        _ => None,
    });
    desk.watch();
    desk.send(Message::Draft(asked.unwrap(), Ok(draft)));
    while desk.fire(Timer::Toast) {}
    for _ in 0..14 {
        desk.fire(Timer::Reading);
        desk.press("pgdn");
    }
    desk.watched.iter().flatten().map(|frame| joined(frame)).collect::<Vec<_>>().join("\n")
}

/// What kind of line it is, whichever of its kind.
fn kind(key: &str) -> String {
    key.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// The values of a text, by their line and their place in it.
fn values(text: &str) -> BTreeSet<(String, usize, String)> {
    let lines = text.lines().skip(1).filter_map(|line| line.split_once(": "));
    let values = lines.flat_map(|(key, line)| {
        let words = line.split(' ').map(str::to_owned).enumerate();
        words.map(move |(at, word)| (key.to_owned(), at, word)).collect::<Vec<_>>()
    });
    values.collect()
}

fn every_value_changes_the_page(guarded: Guarded, rows: &[Row<'_>]) {
    let in_force = in_force(guarded);
    let mut pages = BTreeSet::new();
    let mut changed = BTreeSet::new();
    for row in rows {
        let draft = draft(&in_force, row);
        let next = Text::tidied(&draft, Some(in_force.edition())).unwrap_or_else(|problem| panic!("{row:?}: {problem}"));
        let frames = read(guarded, draft);
        for line in next.as_str().lines() {
            assert!(frames.contains(&joined(line)), "{row:?}: {line}\n{frames}");
        }
        assert!(pages.insert(frames), "{row:?} changes nothing that is seen");
        let (new, old) = (values(next.as_str()), values(in_force.as_str()));
        changed.extend(new.symmetric_difference(&old).map(|(key, at, _)| (kind(key), *at)));
    }
    for (key, at, word) in values(in_force.as_str()) {
        let kind = kind(&key);
        // What a registry is, and where it is used, is the same in each of its versions; how a key is written has one word.
        if !["registry", "environment"].contains(&kind.as_str()) && word != "ssh-ed25519" {
            assert!(changed.contains(&(kind.clone(), at)), "nothing changes value {at} of {kind}");
        }
    }
}

#[test]
fn t03_every_value_of_a_roster_changes_what_an_officer_reads() {
    every_value_changes_the_page(Guarded::Roster, &ROSTER);
}

#[test]
fn t03_every_value_of_a_policy_changes_what_an_officer_reads() {
    every_value_changes_the_page(Guarded::Policy, &POLICY);
}
