//! Rosters and policies: good ones, and for each cause of refusal some that have only this cause.
//! The keys are examples that anybody can make: they protect nothing.
//! Must not know: how a verdict is found.

use super::{Case, policy::policy_text, spoiled};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use countersign::evidence::{digest::Digest, key::SecretKey, openssh_key::openssh_public, revocation::RevocationText};
use ed25519_dalek::VerifyingKey;

const YEAR: &str = "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z";

/// The line of a key whose seed is 32 times this octet.
fn key(octet: u8) -> String {
    openssh_public(&SecretKey::from_seed(&[octet; 32]).public())
}

/// The roster that the document shows.
pub fn roster() -> String {
    let (amina, luc, ines, tomas) = (key(1), key(2), key(4), key(5));
    let (online, offline) = (key(3), key(6));
    format!(
        "itmo-roster/v1\nregistry: CHE01\nenvironment: practice\nversion: 1\nprevious: none\n\
         valid-from: 2026-01-01T00:00:00Z\nvalid-to: 2027-01-01T00:00:00Z\nperson-count: 4\n\
         person-1: amina.k initiator,approver {YEAR} Amina Kessie\nperson-2: ines.r security-officer {YEAR} Inès Rochat\n\
         person-3: luc.b approver {YEAR} Luc Bernasconi\nperson-4: tomas.w security-officer {YEAR} Tomas Widmer\n\
         deputy-count: 1\ndeputy-1: luc.b amina.k initiator 2026-07-01T00:00:00Z 2026-08-01T00:00:00Z\n\
         key-count: 4\nkey-1: amina.k agent {amina} {YEAR}\nkey-2: ines.r hardware {ines} {YEAR}\n\
         key-3: luc.b file {luc} {YEAR}\nkey-4: tomas.w keyring {tomas} {YEAR}\nstation-count: 2\n\
         station-1: OFF-1 {offline} {YEAR}\nstation-2: ONL-2 {online} {YEAR}\nlogin-count: 3\nlogin-1: amina.k amina.k\n\
         login-2: amina.k2 amina.k\nlogin-3: luc.b luc.b\n"
    )
}

/// The revocation that the document shows: of Luc's key, by Inès.
pub fn revocation() -> RevocationText {
    let text = format!(
        "itmo-revocation/v1\nregistry: CHE01\nenvironment: practice\nof: person:luc.b\nkey: {}\nperson: person:ines.r\n\
         reason: the token was left on a train\nmade: 2026-11-21T09:14:22Z\n",
        key(2)
    );
    RevocationText::parse(text.as_bytes()).unwrap()
}

pub fn revocations() -> Vec<Case> {
    let text = revocation().as_str().to_owned();
    let (luc, weak, other) = (key(2), weak(), key(2).replace("ssh-ed25519", "ssh-rsa"));
    let commented = format!("{luc} luc@example");
    let (bare, mixed) = (luc.trim_start_matches("ssh-ed25519 ").to_owned(), mixed());
    let good = [
        ("one's own key", text.replace("person: person:ines.r", "person: person:luc.b")),
        ("a station's key", text.replace("of: person:luc.b", "of: station:OFF-1")),
        ("a reason in French", text.replace("the token was left on a train", "clé oubliée dans le train")),
    ];
    spoiled::cases(
        &text,
        &good,
        &[
            ("the magic of a roster", "itmo-revocation", "itmo-roster"),
            ("a registry that is none", "registry: CHE01", "registry: CHE1"),
            ("an environment in capitals (T33)", "practice", "PRACTICE"),
            ("somebody without the word", "of: person:luc.b", "of: luc.b"),
            ("somebody of an unknown kind", "of: person:luc.b", "of: desk:luc.b"),
            ("a station in small letters", "of: person:luc.b", "of: station:off-1"),
            ("a person in capitals", "of: person:luc.b", "of: person:Luc.b"),
            ("a weak key (T06)", &luc, &weak),
            ("a key with a part of small order (T06)", &luc, &mixed),
            ("a key of another algorithm", &luc, &other),
            ("a key without its algorithm", &luc, &bare),
            ("a key with a comment", &luc, &commented),
            ("a key whose Base64 was cut off", &luc, &luc[..luc.len() - 4]),
            ("a key that lacks a letter", &luc, &luc[..luc.len() - 1]),
            ("a fingerprint for a key", &luc, "SHA256:oYn7A7GdTdVVMYzBNnLKh4YLRGUxUcmKmKR4fZyVKpw"),
            ("a station that revokes", "person: person:ines.r", "person: station:ONL-2"),
            ("nobody who revokes", "person: person:ines.r", "person: none"),
            ("no reason (F20)", "reason: the token was left on a train", "reason: "),
            ("a right-to-left override in the reason", "token", "to\u{202e}ken"),
            ("a reason that is not NFC", "token", "tokE\u{301}n"),
            ("a time with a fraction", "09:14:22Z", "09:14:22.5Z"),
            ("a day that is none", "2026-11-21", "2026-11-31"),
            ("a time of another zone", "09:14:22Z", "10:14:22+01:00"),
        ],
    )
}

/// The policy that the document shows.
pub const POLICY: &str = policy_text! {
    holidays: "holiday-count: 2\nholiday-1: 2026-12-25\nholiday-2: 2026-12-26\n",
    window: "10:00-16:00",
    outside: "wait",
    bands: "\
band-count: 3
band-1: any from=0 approvals=1 rekey=subject own-copy=no release=no call=no cooling-off=none
band-2: any from=1000 approvals=1 rekey=quantity,acquiring-registry,acquiring-account,units own-copy=yes release=no call=no cooling-off=none
band-3: first-transfer from=100000 approvals=2 rekey=none own-copy=yes release=no call=yes cooling-off=next-working-day-noon
",
};

/// How long orders live under it.
const LIVES: &str = "online-hours: 24\norder-life-offline-hours: 72";

/// A key of small order, under which signatures prove nothing.
fn weak() -> String {
    let mut blob = BASE64_STANDARD.decode(key(1).strip_prefix("ssh-ed25519 ").unwrap()).unwrap();
    blob[19..].fill(0);
    blob[19] = 1;
    format!("ssh-ed25519 {}", BASE64_STANDARD.encode(blob))
}

/// A key with a point of small order added: a signature fits it or not, as chance has it.
fn mixed() -> String {
    let small = [0xec; 1].into_iter().chain([0xff; 30]).chain([0x7f]).collect::<Vec<u8>>();
    let point = |octets: &[u8]| VerifyingKey::from_bytes(octets.try_into().unwrap()).unwrap().to_edwards();
    let mut blob = BASE64_STANDARD.decode(key(1).strip_prefix("ssh-ed25519 ").unwrap()).unwrap();
    let sum = (point(&blob[19..]) + point(&small)).compress();
    blob[19..].copy_from_slice(sum.as_bytes());
    format!("ssh-ed25519 {}", BASE64_STANDARD.encode(blob))
}

/// A key whose octets are changed, written as it would be if they were good.
fn spelled(change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut blob = BASE64_STANDARD.decode(key(1).strip_prefix("ssh-ed25519 ").unwrap()).unwrap();
    change(&mut blob);
    format!("ssh-ed25519 {}", BASE64_STANDARD.encode(blob))
}

/// What is wrong with the octets of a key, and nothing else with its row (T06).
fn of_keys() -> [(&'static str, String); 5] {
    // On no point of the curve lies the y-coordinate 2.
    let nowhere = spelled(|blob| {
        blob[19..].fill(0);
        blob[19] = 2;
    });
    [
        ("a key with a part of small order (T06)", mixed()),
        ("a key that is no point of the curve (T06)", nowhere),
        ("a key with an octet too many", spelled(|blob| blob.push(0))),
        ("a key whose octets name another algorithm", spelled(|blob| blob[14] = b'8')),
        ("a key that lacks a letter", key(1)[..key(1).len() - 1].to_owned()),
    ]
}

/// The text with what stands in two numbered lines the other way round.
fn swapped(text: &str, one: &str, other: &str) -> String {
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).unwrap().to_owned();
    let line = |line: &str| match line {
        line if line.starts_with(one) => format!("{one}{}\n", value(other)),
        line if line.starts_with(other) => format!("{other}{}\n", value(one)),
        line => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn next(text: &str) -> String {
    let previous = format!("previous: sha256:{}", Digest::of(text));
    text.replace("version: 1", "version: 2").replace("previous: none", &previous)
}

fn cases(text: &str, good: &[(&str, String)], bad: &[(&str, &str, &str)]) -> Vec<Case> {
    let good = [&[("the version after it", next(text))], good].concat();
    spoiled::cases(text, &good, bad)
}

pub fn rosters() -> Vec<Case> {
    let text = roster();
    let good = [
        ("an hour of validity", text.replace("valid-to: 2027-01-01T00", "valid-to: 2026-01-01T01")),
        ("a name in Greek letters", text.replace("Luc Bernasconi", "Λουκάς Μπερνασκόνι")),
        ("a login with signs", text.replace("login-2: amina.k2", "login-2: amina.k@che")),
    ];
    let (amina, luc, station, weak, rsa) = (key(1), key(2), key(3), weak(), key(1).replace("ssh-ed25519", "ssh-rsa"));
    let previous = format!("previous: sha256:{}", Digest::of("abc"));
    let too_great = format!("version: 4294967296\n{previous}");
    let deputy = text.lines().find(|line| line.starts_with("deputy-1")).unwrap();
    let (one, two) = (format!("deputy-count: 1\n{deputy}"), format!("deputy-count: 2\n{deputy}\n{}", deputy.replace("-1", "-2")));
    let mut all = cases(
        &text,
        &good,
        &[
            ("a deputy twice", &one, &two),
            ("the magic of a policy", "itmo-roster", "itmo-policy"),
            ("version 1 that names one before it", "previous: none", &previous),
            ("version 2 that names none before it", "version: 1", "version: 2"),
            ("a version with a leading zero", "version: 1", "version: 01"),
            ("an end before its beginning", "valid-to: 2027", "valid-to: 2025"),
            ("an environment in capitals (T33)", "practice", "PRACTICE"),
            ("persons out of order", "person-3: luc.b", "person-3: hans.b"),
            ("a person twice (F02)", "person-2: ines.r", "person-2: amina.k"),
            ("roles out of order", "initiator,approver", "approver,initiator"),
            ("an unknown role", "initiator,approver", "initiator,king"),
            ("a person whose row ends at its beginning", "initiator,approver 2026-01", "initiator,approver 2027-01"),
            ("a name with a character nobody sees", "Amina Kessie", "Amina\u{200b} Kessie"),
            ("a name that is not NFC", "Inès", "Ine\u{300}s"),
            ("no name", " Luc Bernasconi", ""),
            ("a security officer who operates (F27)", "tomas.w security", "tomas.w support,security"),
            ("a security officer who approves as a deputy (F26)", "luc.b amina.k initiator", "ines.r amina.k approver"),
            ("one security officer (F27)", "tomas.w security-officer", "tomas.w auditor"),
            ("a deputy for a role that is not there (F25)", "luc.b amina.k initiator", "luc.b amina.k releaser"),
            ("a deputy of themselves (F25)", "luc.b amina.k initiator", "amina.k amina.k initiator"),
            ("a deputy of nobody", "luc.b amina.k initiator", "luc.b berta.k initiator"),
            ("a key of two persons (F02)", &luc, &amina),
            ("a person's key that is a station's", &luc, &station),
            ("a weak key (T06)", &luc, &weak),
            ("a key of another algorithm", &amina, &rsa),
            ("a key of nobody", "key-3: luc.b", "key-3: luc.c"),
            ("keys out of order", "key-1: amina.k", "key-1: luc.b"),
            ("an unknown kind of key", "amina.k agent", "amina.k usb"),
            ("an officer without a key (F27)", "key-4: tomas.w", "key-4: luc.b"),
            ("stations out of order", "station-1: OFF-1", "station-1: ZZZ-1"),
            ("a station in small letters", "station-1: OFF-1", "station-1: off-1"),
            ("a login of nobody", "login-3: luc.b luc.b", "login-3: luc.b luc.c"),
            ("a login twice", "login-2: amina.k2", "login-2: amina.k"),
            ("a row too few", "login-count: 3", "login-count: 4"),
            ("a row too many", "login-count: 3", "login-count: 2"),
            ("two spaces", "login-1: amina.k amina.k", "login-1: amina.k  amina.k"),
            ("a registry that is none", "registry: CHE01", "registry: CHE1"),
            ("version 2 with a digest that is too short", "version: 1\nprevious: none", "version: 2\nprevious: sha256:00"),
            ("a version that does not fit in 32 bits", "version: 1\nprevious: none", &too_great),
        ],
    );
    all.extend(of_rows(&text));
    all
}

/// Rosters whose rows are good, but for their order or one key.
fn of_rows(text: &str) -> Vec<Case> {
    let keys = of_keys().map(|(name, other)| bad(name, text.replacen(&key(1), &other, 1)));
    let moved = swapped(text, "person-1: ", "person-2: ");
    let nobody = text.replacen("luc.b amina.k initiator", "berta.k amina.k initiator", 1);
    let wide = text.replacen("initiator,approver 2026", "initiator,approver \u{ff12}026", 1);
    let rows = [
        bad("persons out of order, each with the right row", moved),
        bad("nobody who stands in", nobody),
        bad("a time in digits of another width", wide),
    ];
    rows.into_iter().chain(keys).collect()
}

fn bad(name: &str, text: String) -> Case {
    Case { name: name.to_owned(), octets: text.into_bytes(), good: false }
}

pub fn policies() -> Vec<Case> {
    let good = [
        ("at any time", POLICY.replace("window: 10:00-16:00", "window: none")),
        ("the whole day", POLICY.replace("window: 10:00-16:00", "window: 00:00-24:00")),
        ("one station is enough (F03)", POLICY.replace("different-stations: yes", "different-stations: no")),
        ("nothing limited", POLICY.replace("limit-order: 1000000", "limit-order: none")),
        ("a delay in hours", POLICY.replace("next-working-day-noon", "26h")),
        ("one more outside the hours", POLICY.replace("outside-window: wait", "outside-window: one-more-approval")),
    ];
    let previous = format!("previous: sha256:{}", Digest::of("abc"));
    cases(
        POLICY,
        &good,
        &[
            ("the magic of a roster", "itmo-policy", "itmo-roster"),
            ("version 1 that names one before it", "previous: none", &previous),
            ("a registry that is none", "registry: CHE01", "registry: CHE1"),
            ("version 2 with a digest that is too short", "version: 1\nprevious: none", "version: 2\nprevious: sha256:00"),
            ("hours with one digit", "10:00-16:00", "9:00-16:00"),
            ("hours with sixty minutes", "10:00-16:00", "10:60-16:00"),
            ("an order that lives for days, online and offline (F13)", LIVES, "online-hours: 73\norder-life-offline-hours: 73"),
            ("an order that does not live", "online-hours: 24", "online-hours: 0"),
            ("a life with a leading zero", "online-hours: 24", "online-hours: 024"),
            ("a life offline with a leading zero", "offline-hours: 72", "offline-hours: 072"),
            ("neither one station nor two", "different-stations: yes", "different-stations: maybe"),
            ("a time to look with a leading zero", "per-field: 1", "per-field: 01"),
            ("no approval besides the initiator (F18)", "approvals=1", "approvals=0"),
            ("ten approvals", "approvals=2", "approvals=10"),
            ("no band for everything (F18)", "any from=0", "any from=1"),
            ("no band for every action (F18)", "any from=0", "transfer from=0"),
            ("bands out of order", "any from=1000 ", "any from=0 "),
            ("an unknown action", "first-transfer from", "last-transfer from"),
            ("an unknown field", "rekey=subject", "rekey=colour"),
            ("fields out of order", "rekey=quantity,acquiring-registry", "rekey=acquiring-registry,quantity"),
            ("a field twice", "rekey=quantity,", "rekey=quantity,quantity,"),
            ("an amount with a leading zero", "from=1000 ", "from=01000 "),
            ("an amount that does not fit in 64 bits", "from=100000", "from=18446744073709551616"),
            ("parts of a band out of order", "release=no call=no", "call=no release=no"),
            ("neither yes nor no", "call=yes", "call=maybe"),
            ("a delay of more than 30 days", "next-working-day-noon", "721h"),
            ("a delay of no hours", "next-working-day-noon", "0h"),
            ("hours that end before they begin", "10:00-16:00", "16:00-10:00"),
            ("hours that don't end that day", "10:00-16:00", "10:00-24:01"),
            ("working days out of order", "mon,tue", "tue,mon"),
            ("an unknown day", "mon,tue", "mon,die"),
            ("holidays out of order", "2026-12-25", "2026-12-27"),
            ("a day that is none", "2026-12-25", "2026-02-29"),
            ("no such time zone", "Europe/Zurich", "europe/zurich"),
            ("another word outside the hours", "outside-window: wait", "outside-window: go"),
            ("a trusted account without delay (F16)", "trusted-delay-working-days: 4", "trusted-delay-working-days: 0"),
            ("an order that lives for days (F13)", "online-hours: 24", "online-hours: 73"),
            ("an order that lives for weeks offline (F13)", "offline-hours: 72", "offline-hours: 169"),
            ("an order that lives longer online", "offline-hours: 72", "offline-hours: 23"),
            ("no time to look (F09)", "per-field: 1", "per-field: 0"),
            ("grouped digits", "limit-order: 1000000", "limit-order: 1,000,000"),
            ("a limit that does not fit in 64 bits", "limit-order: 1000000", "limit-order: 18446744073709551616"),
        ],
    )
}
