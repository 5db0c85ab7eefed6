//! Rosters that are read, and rosters that are refused.

use super::*;
use crate::evidence::{key::BadKey, sample};

fn refused(text: &str) -> String {
    RosterText::parse(text.as_bytes()).expect_err(text).to_string()
}

#[test]
fn a_roster_is_written_in_the_only_way() {
    let text = sample::roster_text();
    let read = RosterText::parse(text.as_bytes()).unwrap();
    assert_eq!((read.as_str(), read.edition().sha256), (text.as_str(), Digest::of(&text)));
    assert_eq!(read.roster().write().unwrap(), read);
}

#[test]
fn a_roster_says_who_may_do_what_when() {
    let text = sample::roster();
    let roster = text.roster();
    let id = |text: &str| text.parse::<PersonId>().unwrap();
    let (spring, now) = (sample::at("2026-03-01T00:00:00Z"), sample::at(sample::NOW));
    assert!(roster.holds(&id("old.o"), Role::Approver, spring) && !roster.holds(&id("old.o"), Role::Approver, now));
    // A deputy acts as what they stand in for, and holds nothing (F25).
    assert!(roster.acts_as(&id("kofi.d"), Role::Approver, now) && !roster.holds(&id("kofi.d"), Role::Approver, now));
    assert!(!roster.acts_as(&id("kofi.d"), Role::Initiator, now));
    let approvers: Vec<&str> = roster.those_who_act_as(Role::Approver, now).map(|person| person.id.as_str()).collect();
    assert_eq!(approvers, ["amina.k", "esi.o", "kofi.d", "luc.b"]);
    assert_eq!((roster.keys_of(&id("amina.k"), now).count(), roster.keys_of(&id("esi.o"), now).count()), (2, 1));
    assert_eq!(roster.person_of_login("amina.k2"), Some(&id("amina.k")));
    assert_eq!(roster.person_of_login("amina"), None);
    // A deputy ends with their principal.
    let gone = sample::roster_text().replace(
        "amina.k initiator,approver 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z",
        "amina.k initiator,approver 2026-01-01T00:00:00Z 2026-06-01T00:00:00Z",
    );
    let gone = RosterText::parse(gone.as_bytes()).unwrap();
    assert!(!gone.roster().acts_as(&id("kofi.d"), Role::Approver, now));
}

/// T06, F02, F25, F27: what would let one person look like two, or nobody change the roster, is refused when it is read.
#[test]
fn rows_that_contradict_each_other_are_refused() {
    let key = |name: &str| openssh_public_of(name);
    let (luc, esi, station, tomas) = (key("luc.b"), key("esi.o"), key("ONL-1"), key("tomas.w"));
    let tomas_row = format!("tomas.w file {tomas}");
    for (from, to, what) in [
        (luc.as_str(), esi.as_str(), "one key stands in two rows, key-3 (esi.o) and key-7 (luc.b);"),
        (luc.as_str(), station.as_str(), "(luc.b) and station-2 (ONL-1); every person and station has keys of their own (F02)"),
        ("previous: none", &format!("previous: sha256:{}", Digest::of("abc")), "version 1 has no version before it"),
        ("version: 1", "version: 2", "version 1 has no version before it"),
        ("person-2: esi.o", "person-2: amina.k", "person rows are not in ascending order"),
        ("person-2: esi.o", "person-2: aaron", "person rows are not in ascending order"),
        ("kofi.d amina.k approver", "kofi.d nobody approver", "nobody is named in a deputy row"),
        ("esi.o file", "esi.p file", "esi.p is named in a key row"),
        ("luc.b luc.b", "luc.b luc.c", "luc.c is named in a login row"),
        ("ines.r security-officer", "ines.r approver,security-officer", "ines.r is a security officer"),
        ("nadia.t auditor", "nadia.t initiator,auditor", "nadia.t is a security officer or an auditor"),
        ("kofi.d amina.k approver", "ines.r amina.k approver", "ines.r is a security officer"),
        ("kofi.d amina.k approver", "kofi.d amina.k releaser", "kofi.d stands in for a role"),
        ("kofi.d amina.k approver", "amina.k amina.k approver", "amina.k stands in for a role"),
        ("tomas.w security-officer", "tomas.w auditor", "fewer than two security officers"),
        (&tomas_row, &format!("tomas.w file {}", key("t")).replace("tomas.w", "rita.r"), "fewer than two security officers"),
    ] {
        let text = sample::roster_text().replacen(from, to, 1);
        assert_ne!(text, sample::roster_text(), "{from}");
        let text = sorted(&text, what);
        let problem = refused(&text);
        assert!(problem.contains(what), "{what}: {problem}");
    }
}

fn openssh_public_of(name: &str) -> String {
    crate::evidence::openssh_key::openssh_public(&sample::secret(name).public())
}

/// Key rows in ascending order again, where a change moved one and the order is not what is asked.
fn sorted(text: &str, what: &str) -> String {
    if what.contains("ascending") {
        return text.to_owned();
    }
    let is_key = |line: &&str| line.starts_with("key-") && !line.starts_with("key-count");
    let mut rows: Vec<&str> = text.lines().filter(is_key).filter_map(|line| line.split_once(": ")).map(|(_, row)| row).collect();
    rows.sort_unstable();
    let mut number = 0;
    let lines = text.lines().map(|line| {
        if !is_key(&line) {
            return format!("{line}\n");
        }
        number += 1;
        format!("key-{number}: {}\n", rows[number - 1])
    });
    lines.collect()
}

/// T06: the identity point and points of small order, under which signatures prove nothing.
#[test]
fn a_weak_key_is_refused_where_it_stands() {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let mut blob = crate::evidence::openssh_key::public_blob(&sample::secret("luc.b").public());
    let head = blob.len() - 32;
    blob[head..].fill(0);
    blob[head] = 1;
    let weak = format!("ssh-ed25519 {}", STANDARD.encode(&blob));
    let problem = refused(&sample::roster_text().replacen(&openssh_public_of("luc.b"), &weak, 1));
    assert!(problem.contains("key-7") && problem.contains(&BadKey::Weak.to_string()), "{problem}");
}

/// T07: each line has one spelling, and problems name the line without quoting it.
#[test]
fn what_could_be_written_in_two_ways_is_refused() {
    for (from, to, place) in [
        ("initiator,approver", "approver,initiator", "person-1"),
        ("initiator,approver", "initiator,initiator", "person-1"),
        ("initiator,approver", "initiator approver", "person-1"),
        ("Amina Kessie", "Amina\u{200b}Kessie", "person-1"),
        ("2026-01-01T00:00:00Z 2027-01-01T00:00:00Z Amina", "2027-01-01T00:00:00Z 2026-01-01T00:00:00Z Amina", "person-1"),
        ("amina.k file ssh", "amina.k usb ssh", "key-1"),
        ("amina.k file ssh-ed25519", "amina.k file ssh-rsa", "key-1"),
        ("OFF-1 ssh", "off-1 ssh", "station-1"),
        ("login-1: amina.k amina.k", "login-1: amina.k  amina.k", "login-1"),
        ("environment: practice", "environment: Practice", "environment"),
        ("version: 1", "version: 01", "version"),
        ("valid-to: 2027", "valid-to: 2025", "valid-to"),
        ("deputy-count: 1", "deputy-count: 2", "deputy-2"),
        ("\nvalid-from", "\nremark: none\nvalid-from", "valid-from"),
    ] {
        let text = sample::roster_text().replacen(from, to, 1);
        assert_ne!(text, sample::roster_text(), "{from}");
        let problem = refused(&text);
        assert!(problem.starts_with("not a roster: line ") && problem.contains(&format!(", {place}: ")), "{problem}");
        assert!(!problem.contains('\u{200b}'));
    }
}

#[test]
fn a_login_is_one_word_that_can_be_seen() {
    let login = |text: &str| Login::new(text, "amina.k".parse().unwrap()).is_ok();
    for good in ["a", "amina.k@che01", &"x".repeat(64)] {
        assert!(login(good), "{good}");
    }
    for bad in ["", "amina k", " amina", "amina\u{200b}", "aminä", "amina\t", &"x".repeat(65)] {
        assert!(!login(bad), "{bad:?}");
    }
}
