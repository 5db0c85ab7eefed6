//! Samples of orders, and what is refused.
use super::*;
use crate::evidence::lines::{LineFault, LineProblem};

const FIRST_TRANSFER: &str = "\
itmo-order/v1
order-id: 0198f6c2-6c1e-7c1a-9d0e-5f3c1b7a2e44
supersedes: none
action: first-transfer
registry: CHE01
environment: practice
transferring-party: CHE
transferring-account: CHE01-100-2071
acquiring-party: GHA
acquiring-registry: GHA01
acquiring-account: GHA01-100-0045
cooperative-approach: CA0007
units-count: 2
units-1: CA0007-CHE01-CHE-120001-132400-2023
units-2: CA0007-CHE01-CHE-140001-140100-2023
quantity: 12500
quantity-words: twelve thousand five hundred
metric: GHG
authorization: AUTH-2025-0031, AUTH-2025-0032
calendar-year: none
purpose: none
corrects: none
source-document: LOA 2025-118.pdf sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
reason: TICKET-4471 delivery – schedule 3
wire-profile: countersign-admin/v1
wire-sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
policy: v7 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
roster: v14 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
not-before: 2025-11-03T12:00:00Z
not-after: 2025-11-06T12:00:00Z
initiator: person:amina.k station:ONL-2
";

const OPEN_ACCOUNT: &str = "\
itmo-order/v1
order-id: 0198f6c2-6c1e-7c1a-9d0e-5f3c1b7a2e45
supersedes: 0198f6c2-6c1e-7c1a-9d0e-5f3c1b7a2e44
action: account-state
registry: CHE01
environment: practice
act-count: 2
act-1: account = \"CHE01-100-2071\"
act-2: state = \"open\"
source-document: none
reason: the mistake was ours
wire-profile: countersign-admin/v1
wire-sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
policy: v7 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
roster: v14 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
not-before: 2025-11-03T12:00:00Z
not-after: 2025-11-06T12:00:00Z
initiator: person:amina.k station:ONL-2
";

fn refused(text: &str) -> LineProblem {
    OrderText::parse(text.as_bytes()).expect_err(text)
}

#[test]
fn an_order_is_written_in_the_only_way() {
    for text in [FIRST_TRANSFER, OPEN_ACCOUNT] {
        let read = OrderText::parse(text.as_bytes()).unwrap();
        assert_eq!((read.as_str(), read.sha256()), (text, Digest::of(text)));
        assert_eq!(read.order().write().unwrap(), read);
    }
}

/// F23: several ranges are one text, with every line and the total.
#[test]
fn an_order_says_what_its_text_says() {
    let text = OrderText::parse(FIRST_TRANSFER.as_bytes()).unwrap();
    let order = text.order();
    let Body::Movement(moved) = &order.body else { panic!("it moves ITMOs") };
    assert_eq!((order.action(), moved.to.clone()), ("first-transfer", Destination::FirstTransfer("GHA01".parse().unwrap())));
    let lines: Vec<String> = moved.units.runs().iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["CA0007-CHE01-CHE-120001-132400-2023", "CA0007-CHE01-CHE-140001-140100-2023"], "every line");
    assert_eq!(moved.units.quantity().count(), 12_500);
    let short =
        FIRST_TRANSFER.replace("units-count: 2", "units-count: 1").replace("units-2: CA0007-CHE01-CHE-140001-140100-2023\n", "");
    assert!(OrderText::parse(short.as_bytes()).is_err(), "the total is that of all lines");
    assert_eq!(order.source().unwrap().name(), "LOA 2025-118.pdf");
    assert_eq!((order.initiator.as_str(), order.station.as_str()), ("amina.k", "ONL-2"));
    let other = OrderText::parse(OPEN_ACCOUNT.as_bytes()).unwrap();
    let Body::Act(act) = &other.order().body else { panic!("it moves nothing") };
    assert_eq!((act.kind, act.leaves[1].path(), act.leaves[1].value()), (ActKind::AccountState, "state", "\"open\""));
    assert_eq!(other.order().supersedes, Some(order.id));
}

/// F11, F21 and the rest of what must agree: each line named, each with its line.
#[test]
fn a_contradiction_is_refused_at_its_line() {
    for (from, to, key) in [
        ("12500\n", "125000\n", "quantity"),
        ("five hundred", "six hundred", "quantity-words"),
        ("twelve thousand", "Twelve thousand", "quantity-words"),
        ("approach: CA0007", "approach: CA0008", "units-2"),
        ("approach: CA0007", "approach: CA0007 CA0008", "units-2"),
        ("units-2: CA0007-CHE01-CHE-140001", "units-2: CA0007-CHE01-CHE-132400", "units-2"),
        ("0031, AUTH-2025-0032", "0032, AUTH-2025-0031", "authorization"),
        ("0031, AUTH-2025-0032", "0031, AUTH-2025-0031", "authorization"),
        ("calendar-year: none", "calendar-year: 2024", "purpose"),
        ("purpose: none", "purpose: CORSIA", "purpose"),
        ("acquiring-registry: GHA01", "acquiring-registry: CHE01", "purpose"),
        ("action: first-transfer", "action: cancellation-other", "purpose"),
        ("action: first-transfer", "action: ndc-use", "purpose"),
        ("action: first-transfer", "action: steal", "action"),
        ("metric: GHG", "metric: tCO2e", "metric"),
        ("environment: practice", "environment: PRACTICE", "environment"),
        ("supersedes: none", "supersedes: 0198f6c2-6c1e-7c1a-9d0e-5f3c1b7a2e44", "supersedes"),
        ("id: 0198f6c2-6c1e-7c1a", "id: 0198f6c2-6c1e-4c1a", "order-id"),
        ("id: 0198f6c2", "id: 0198F6C2", "order-id"),
        ("LOA 2025-118.pdf", "loa/2025-118.pdf", "source-document"),
        ("LOA 2025-118.pdf", "LOA\u{200b}2025-118.pdf", "source-document"),
        ("not-after: 2025-11-06", "not-after: 2025-11-03", "not-after"),
        ("12:00:00Z\ninit", "12:00:00+00:00\ninit", "not-after"),
        ("person:amina.k", "amina.k", "initiator"),
        ("policy: v7", "policy: v07", "policy"),
        ("admin/v1", "admin/v2", "wire-profile"),
    ] {
        let text = FIRST_TRANSFER.replacen(from, to, 1);
        assert_ne!(text, FIRST_TRANSFER);
        assert_eq!(refused(&text).key, key, "{to}");
    }
    let without = FIRST_TRANSFER.lines().map(|l| if l.starts_with("source-") { "source-document: none" } else { l });
    assert_eq!(refused(&format!("{}\n", without.collect::<Vec<_>>().join("\n"))).key, "source-document");
    assert_eq!(refused(&OPEN_ACCOUNT.replace("act-2: state", "act-2: State")).key, "act-2");
    assert_eq!(refused(&OPEN_ACCOUNT.replace("act-count: 2", "act-count: 1")).fault, LineFault::Key);
}

/// F12: no line can be lost, doubled or moved, and no octet changed into one that is read as the same order.
#[test]
fn every_octet_matters() {
    let order = OrderText::parse(FIRST_TRANSFER.as_bytes()).unwrap();
    for at in 0..FIRST_TRANSFER.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut octets = FIRST_TRANSFER.as_bytes().to_vec();
            octets[at] ^= flip;
            if let Ok(read) = OrderText::parse(&octets) {
                assert_ne!((read.order(), read.sha256()), (order.order(), order.sha256()), "octet {at}");
            }
        }
        assert!(OrderText::parse(&FIRST_TRANSFER.as_bytes()[..at]).is_err());
    }
    let lines: Vec<&str> = FIRST_TRANSFER.lines().collect();
    for at in 0..lines.len() {
        let (mut less, mut more) = (lines.clone(), lines.clone());
        less.remove(at);
        more.insert(at, lines[at]);
        assert!(OrderText::parse(format!("{}\n", less.join("\n")).as_bytes()).is_err(), "without line {at}");
        assert!(OrderText::parse(format!("{}\n", more.join("\n")).as_bytes()).is_err(), "line {at} twice");
        for to in at + 1..lines.len() {
            let mut swapped = lines.clone();
            swapped.swap(at, to);
            assert!(OrderText::parse(format!("{}\n", swapped.join("\n")).as_bytes()).is_err(), "lines {at} and {to} swapped");
        }
    }
}

/// T07: an id that two programs could write differently would be two ids.
#[test]
fn t07_an_id_has_one_spelling() {
    let id = "0198f6c2-6c1e-7c1a-9d0e-5f3c1b7a2e44";
    assert_eq!(id.parse::<OrderId>().map(|id| id.to_string()).as_deref(), Ok(id));
    for other in [
        id.to_uppercase(),
        id.replace('-', ""),
        format!("{{{id}}}"),
        format!("urn:uuid:{id}"),
        format!("{id} "),
        // Of version 4, and of another variant.
        id.replace("7c1a", "4c1a"),
        id.replace("9d0e", "dd0e"),
    ] {
        assert_eq!(other.parse::<OrderId>(), Err(NotAnOrderId), "{other}");
    }
}

#[test]
fn a_purpose_is_one_plain_word() {
    for good in ["CORSIA", "a", "CORSIA-2024.1", &"x".repeat(32)] {
        assert_eq!(good.parse::<PurposeWord>().map(|word| word.to_string()).as_deref(), Ok(good));
    }
    for bad in ["", "none", "two words", "a,b", "a_b", "déjà", "a\n", &"x".repeat(33)] {
        assert_eq!(bad.parse::<PurposeWord>(), Err(NotAPurpose), "{bad:?}");
    }
}

/// F23: what moves is counted once, and never nothing.
#[test]
fn f23_units_ascend_and_have_none_in_common() {
    let units = |runs: &[&str]| Units::new(runs.iter().map(|run| run.parse().unwrap()).collect()).map(|units| units.quantity());
    let (first, touching, later) = ("CA0007-CHE01-CHE-1-10-2023", "CA0007-CHE01-CHE-11-20-2023", "CA0008-CHE01-CHE-1-5-2023");
    assert_eq!(units(&[]), Err(UnitsProblem::None));
    assert_eq!(units(&[first, touching, later]), Ok(Quantity::new(25)));
    for wrong in [&[touching, first][..], &[first, first], &[later, first], &[first, "CA0007-CHE01-CHE-10-12-2023"]] {
        assert_eq!(units(wrong), Err(UnitsProblem::Order), "{wrong:?}");
    }
    let most = format!("CA0007-CHE01-CHE-1-{}-2023", u64::MAX);
    assert_eq!(units(&[&most]), Ok(Quantity::MAX));
    assert_eq!(units(&[&most, later]), Err(UnitsProblem::TooMany));
}
