//! What people and registries sign about differences: resolutions, confirmations, results of reconciliation.
//! Good ones, and for each cause of refusal some that have only this cause.
//! Must not know: how a verdict is found.

use super::{Case, spoiled::cases};
use countersign::evidence::digest::Digest;

/// The resolution that the document shows.
pub const RESOLUTION: &str = include_str!("../vectors/resolution.txt");

/// The result that the document shows.
pub const RECONCILIATION: &str = "\
itmo-reconciliation/v1
run: CHE01-R-2026-000003
environment: practice
opener: CHE01
counterpart: GHA01
at: 2026-11-28T08:00:02Z
opener-sha256: c393ca4f22334cd332aba28c9f2210f542fc8f6a55bafa04c679583ee2853a4c
counterpart-sha256: a84f7adb1cd6609ce2df5e0b97e6519aa30703f5a18f966375499f72293dfc09
units: 12500
verdict: differs
found-count: 2
found-1: D03 CA0007-CHE01-CHE-1-2023..CA0007-CHE01-CHE-40-2023 40
found-2: D21 transfer CHE01-2026-000044 12500
";

/// The confirmation that the document shows: of the resolution above.
pub fn confirmation() -> String {
    let of = Digest::of(RESOLUTION);
    let abc = Digest::of("abc");
    format!(
        "itmo-confirmation/v1\nresolution-sha256: {of}\ncase: CHE01-CASE-000012\nkind: confirm\nperson: person:luc.b\nstation: OFF-1\n\
         roster: v14 sha256:{abc}\npolicy: v7 sha256:{abc}\ncompared-count: 1\ncompared-1: sha256:{abc}\n\
         display: 120x40 gate:v1 truncated:no\nreason: statement 14 of Ghana says so\nmade: 2026-11-23T09:14:22Z\n\
         not-after: 2026-11-26T08:00:00Z\nseq: 381\n"
    )
}

const UNTIL: &str = "resolution: accepted-difference\naccepted-until: 2027-03-31T22:00:00Z";
const ABOUT: &str = "about-count: 2\nabout-1: units CA0007-CHE01-CHE-120001-132500-2023\n\
                     about-2: units CA0007-CHE01-CHE-140001-140010-2023\n";

pub fn resolutions() -> Vec<Case> {
    let text = RESOLUTION;
    let evidence = text.lines().find(|line| line.starts_with("evidence-1")).unwrap();
    let none = format!("evidence-count: 1\n{evidence}\n");
    let released = text.replace(UNTIL, "resolution: release\naccepted-until: none").replace(&none, "evidence-count: 0\n");
    let mut good = vec![
        ("a freeze that is lifted, without evidence", released.clone()),
        (
            "a case within one registry",
            text.replace("counterpart: GHA01\ndiscrepancy: D12", "counterpart: none\ndiscrepancy: W14"),
        ),
        (
            "about a transfer, with orders",
            released
                .replace(ABOUT, "about-count: 1\nabout-1: transfer CHE01-2026-000044\n")
                .replace("order-count: 0", "order-count: 2\norder-1: CHE01-2026-000124\norder-2: CHE01-2026-1000125"),
        ),
        (
            "about an authorization with a space in its id",
            text.replace(ABOUT, "about-count: 1\nabout-1: authorization AUTH 31\n"),
        ),
        ("a document with a name in Greek letters", text.replace("GHA-statement-14.pdf", "δήλωση 14.pdf")),
        ("the greatest quantity", text.replace("quantity: 12510", "quantity: 18446744073709551615")),
    ];
    for word in ["cleared-by-itself", "sent-again", "correcting-order", "receipt-imported", "counterpart-error"] {
        good.push((word, text.replace(UNTIL, &format!("resolution: {word}\naccepted-until: none"))));
    }
    let unproven = |word: &str| {
        text.replace(&none, "evidence-count: 0\n").replace(UNTIL, &format!("resolution: {word}\naccepted-until: none"))
    };
    let mut all = cases(text, &good, RESOLUTION_OTHERWISE);
    for (name, text) in [
        ("about nothing", text.replace(ABOUT, "about-count: 0\n")),
        ("an accepted difference without evidence (F21)", text.replace(&none, "evidence-count: 0\n")),
        ("a receipt that nothing shows (F21)", unproven("receipt-imported")),
        ("a counterpart's error that nothing shows (F21)", unproven("counterpart-error")),
    ] {
        all.push(Case { name: name.to_owned(), octets: text.into_bytes(), good: false });
    }
    all
}

const RESOLUTION_OTHERWISE: &[(&str, &str, &str)] = &[
    ("the magic of a confirmation", "itmo-resolution", "itmo-confirmation"),
    ("a registry that is none", "registry: CHE01", "registry: CHE1"),
    ("an unknown resolution without an end", UNTIL, "resolution: forgotten\naccepted-until: none"),
    ("a roster of version 0", "roster: v14", "roster: v0"),
    ("a case with another padding", "CASE-000012", "CASE-12"),
    ("the case of number 0", "CASE-000012", "CASE-000000"),
    ("a transfer for a case", "CHE01-CASE-000012", "CHE01-2026-000012"),
    ("an environment in capitals (T33)", "practice", "Practice"),
    ("a counterpart that is none", "counterpart: GHA01", "counterpart: ghana"),
    ("an unknown kind of discrepancy", "discrepancy: D12", "discrepancy: E12"),
    ("a kind with one digit", "discrepancy: D12", "discrepancy: D2"),
    ("a kind with a zero too many", "discrepancy: D12", "discrepancy: W01"),
    ("a run with a leading zero", "CHE-120001", "CHE-0120001"),
    ("a run that ends before it begins", "120001-132500", "132501-132500"),
    ("a run from serial 0", "120001-132500", "0-132500"),
    ("a thing of an unknown kind", "about-1: units", "about-1: rumour"),
    ("a thing without a name", "about-1: units CA0007-CHE01-CHE-120001-132500-2023", "about-1: transfer"),
    ("a thing too few", "about-count: 2", "about-count: 3"),
    ("grouped digits", "quantity: 12510", "quantity: 12 510"),
    ("a quantity that does not fit in 64 bits", "quantity: 12510", "quantity: 18446744073709551616"),
    ("an unknown resolution", "accepted-difference", "forgotten"),
    ("an accepted difference without an end", "accepted-until: 2027-03-31T22:00:00Z", "accepted-until: none"),
    ("an end for what has none", "resolution: accepted-difference", "resolution: sent-again"),
    ("a day that is none", "2027-03-31", "2027-02-29"),
    ("a time with a fraction", "22:00:00Z", "22:00:00.0Z"),
    ("a time of another zone", "22:00:00Z", "22:00:00+00:00"),
    ("a document in a folder", "GHA-statement", "folder/GHA-statement"),
    ("a document with a shorter digest", "pdf sha256:ba", "pdf sha256:"),
    ("a digest in capitals", "pdf sha256:ba", "pdf sha256:BA"),
    ("an order that is none", "order-count: 0", "order-count: 1\norder-1: CHE01-2026-124"),
    ("a right-to-left override in the reason", "sector", "sector\u{202e}"),
    ("a reason that is not NFC", "sector renamed", "secte\u{301}r renamed"),
    ("no reason (F20)", "reason: sector renamed by amendment 3, their book follows in March", "reason: "),
    ("a policy of version 0", "policy: v7", "policy: v0"),
    ("roster and policy that changed places", "policy: v7", "roster: v7"),
    ("a person without the word", "person: person:amina.k", "person: amina.k"),
    ("a station in small letters", "station: ONL-2", "station: onl-2"),
    ("an end before it was made", "not-after: 2026-11-26", "not-after: 2026-11-22"),
    ("an end as it was made", "not-after: 2026-11-26", "not-after: 2026-11-23"),
    ("a count from 0", "seq: 41", "seq: 0"),
    ("a count with a sign", "seq: 41", "seq: +41"),
];

pub fn confirmations() -> Vec<Case> {
    let text = confirmation();
    let abc = Digest::of("abc");
    let one = format!("compared-count: 1\ncompared-1: sha256:{abc}\n");
    let two = format!("compared-count: 2\ncompared-1: sha256:{abc}\ncompared-2: sha256:{}\n", Digest::of("def"));
    let good = [
        ("a decline", text.replace("kind: confirm", "kind: decline").replace(&one, "compared-count: 0\n")),
        ("two documents compared", text.replace(&one, &two)),
        ("a large screen", text.replace("120x40", "65535x65535")),
        ("a reason in French", text.replace("statement 14 of Ghana says so", "conforme à la déclaration 14")),
    ];
    cases(&text, &good, CONFIRMATION_OTHERWISE)
}

const CONFIRMATION_OTHERWISE: &[(&str, &str, &str)] = &[
    ("the magic of a resolution", "itmo-confirmation", "itmo-resolution"),
    ("the magic of a statement", "itmo-confirmation", "itmo-statement"),
    ("a digest with its kind before it", "resolution-sha256: ", "resolution-sha256: sha256:"),
    ("a digest that is too long", "resolution-sha256: ", "resolution-sha256: 0"),
    ("a case of another registry's spelling", "CHE01-CASE", "CHE1-CASE"),
    ("an unknown kind", "kind: confirm", "kind: approve"),
    ("a kind in capitals", "kind: confirm", "kind: Confirm"),
    ("a station for a person", "person: person:luc.b", "person: station:OFF-1"),
    ("a person that is none", "person:luc.b", "person:luc_b"),
    ("a station that is none", "station: OFF-1", "station: OFF_1"),
    ("a version with a leading zero", "roster: v14", "roster: v014"),
    ("a version without a digest", "policy: v7 sha256:", "policy: v7 "),
    ("a digest without its kind", "compared-1: sha256:", "compared-1: "),
    ("a document too few", "compared-count: 1", "compared-count: 2"),
    ("a document too many", "compared-count: 1", "compared-count: 0"),
    ("a count with a leading zero", "compared-count: 1", "compared-count: 01"),
    ("a text that was cut off (F09)", "truncated:no", "truncated:yes"),
    ("another gate", "gate:v1", "gate:v2"),
    ("a screen that is too large", "120x40", "120x65536"),
    ("a screen without rows", "120x40", "120"),
    ("a screen in digits of another width", "120x40", "12\u{ff10}x40"),
    ("a reason with two spaces", "statement 14", "statement  14"),
    ("a reason that is not NFC", "statement 14", "state\u{301}ment 14"),
    ("a reason with a zero-width space", "statement", "state\u{200b}ment"),
    ("an end before it was made", "not-after: 2026-11-26", "not-after: 2026-11-20"),
    ("a minute that is none", "09:14:22Z", "09:60:22Z"),
    ("a sequence that is too great", "seq: 381", "seq: 18446744073709551616"),
    ("a sequence from 0", "seq: 381", "seq: 0"),
];

pub fn reconciliations() -> Vec<Case> {
    let text = RECONCILIATION;
    let found = &text[text.find("verdict").unwrap()..];
    let with = |verdict: &str, lines: &[&str]| {
        let lines: String = lines.iter().enumerate().map(|(at, line)| format!("found-{}: {line}\n", at + 1)).collect();
        let count = lines.lines().count();
        text.replace(found, &format!("verdict: {verdict}\nfound-count: {count}\n{lines}"))
    };
    let within = text.replace("counterpart: GHA01", "counterpart: none");
    let digest = text.lines().find(|line| line.starts_with("counterpart-sha256")).unwrap();
    let good = [
        ("nothing found", with("passed", &[])),
        ("nothing but notes", with("passed", &["D07 CA0007-CHE01-CHE-1-2023..CA0007-CHE01-CHE-40-2023 40", "D22 snapshots 0"])),
        ("within one registry", within.replace(digest, "counterpart-sha256: none")),
        (
            "a line about everything there is",
            with(
                "differs",
                &[
                    "D05 total CA0007 CHE 2023 GHG CHE01 holding 40",
                    "D05 total CA0007 CHE 2023 any CHE01 any 40",
                    "D16 entry 41 0",
                    "D18 authorization AUTH 2025/31 40",
                    "D20 snapshots 0",
                    "D21 transfer CHE01-2026-000044 12500",
                    "W9 CA0007-CHE01-CHE-7-2023..CA0007-CHE01-CHE-7-2023 1",
                    "W12 report 2026 0",
                    "W14 order CHE01-2026-000044 0",
                ],
            ),
        ),
        ("a run with a longer number", text.replace("R-2026-000003", "R-2026-1000003")),
    ];
    let mut all = cases(text, &good, RECONCILIATION_OTHERWISE);
    for (name, text) in [
        ("passed with a difference among notes", with("passed", &["D07 snapshots 0", "D14 snapshots 0"])),
        ("differs with nothing but notes", with("differs", &["D07 snapshots 0"])),
        ("what was found by letters instead of codes", with("differs", &["W12 report 2026 0", "W9 entry 1 0"])),
        ("about an entry beyond 64 bits", with("differs", &["D16 entry 18446744073709551616 0"])),
        ("about a report beyond 16 bits", with("differs", &["W12 report 65536 0"])),
        ("the same line twice", with("differs", &["D16 entry 41 0", "D16 entry 41 0"])),
    ] {
        all.push(Case { name: name.to_owned(), octets: text.into_bytes(), good: false });
    }
    all
}

const RECONCILIATION_OTHERWISE: &[(&str, &str, &str)] = &[
    ("a run that another registry numbered", "run: CHE01", "run: GHA01"),
    ("the id of a transfer", "CHE01-R-2026", "CHE01-2026"),
    ("a run of number 0", "R-2026-000003", "R-2026-000000"),
    ("an environment that is none (T33)", "practice", "rehearsal"),
    ("an opener that is none", "opener: CHE01", "opener: CHE"),
    ("a counterpart that is none", "counterpart: GHA01", "counterpart: GHA1"),
    ("a counterpart's digest that is too short", "counterpart-sha256: a8", "counterpart-sha256: "),
    ("a number that does not fit in 64 bits", "000044 12500", "000044 18446744073709551616"),
    ("its own counterpart", "counterpart: GHA01", "counterpart: CHE01"),
    ("a digest of no counterpart", "counterpart: GHA01", "counterpart: none"),
    (
        "a counterpart without a digest",
        "counterpart-sha256: a84f7adb1cd6609ce2df5e0b97e6519aa30703f5a18f966375499f72293dfc09",
        "counterpart-sha256: none",
    ),
    ("a time with a fraction", "08:00:02Z", "08:00:02.000Z"),
    ("a digest in capitals", "opener-sha256: c3", "opener-sha256: C3"),
    ("units with a leading zero", "units: 12500", "units: 012500"),
    ("units that don't fit in 64 bits", "units: 12500", "units: 18446744073709551616"),
    ("passed although something was found", "verdict: differs", "verdict: passed"),
    ("another verdict", "verdict: differs", "verdict: unclear"),
    ("a line too few", "found-count: 2", "found-count: 3"),
    ("a descending code", "found-2: D21", "found-2: D02"),
    ("an unknown code", "found-2: D21", "found-2: X21"),
    ("a run of two series", "CHE-40-2023 40", "CHE-40-2024 40"),
    ("a run that ends before it begins", "CHE-1-2023..", "CHE-41-2023.."),
    ("a serial with a leading zero", "CHE-1-2023..", "CHE-01-2023.."),
    ("about nothing there is", "transfer CHE01-2026-000044", "hearsay CHE01-2026-000044"),
    ("a transfer without an id", "transfer CHE01-2026-000044", "transfer"),
    ("a transfer that is none", "transfer CHE01-2026-000044", "transfer 44"),
    ("a sum of an unknown class", "transfer CHE01-2026-000044", "total CA0007 CHE 2023 GHG CHE01 lost"),
    ("a sum without its metric", "transfer CHE01-2026-000044", "total CA0007 CHE 2023 CHE01 holding"),
    ("a finding without a number", "000044 12500", "000044"),
    ("a number with a leading zero", "000044 12500", "000044 012500"),
    ("a number with a sign", "000044 12500", "000044 +12500"),
];
