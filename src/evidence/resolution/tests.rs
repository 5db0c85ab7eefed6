//! Samples of resolutions, and what is refused.
use super::*;
use crate::evidence::lines::LineProblem;

/// The resolution that the document shows; those who verify from outside read the same file.
const ACCEPT: &str = include_str!("../../../tests/vectors/resolution.txt");

fn refused(text: &str) -> LineProblem {
    ResolutionText::parse(text.as_bytes()).expect_err(text)
}

#[test]
fn a_resolution_is_written_in_the_only_way() {
    let read = ResolutionText::parse(ACCEPT.as_bytes()).unwrap();
    assert_eq!((read.as_str(), read.sha256()), (ACCEPT, Digest::of(ACCEPT)));
    let said = read.resolution();
    assert_eq!(said.write().unwrap(), read);
    assert_eq!((said.code, said.quantity.count(), said.about.len(), said.digests().len()), (Code::D12, 12_510, 2, 1));
    for (kind, word) in case::ResolutionKind::ALL {
        let resolution = kind.with(None).unwrap_or(said.resolution.clone());
        let other = Resolution { resolution, orders: vec!["CHE01-2026-000124".parse().unwrap()], ..said.clone() };
        let other = other.write().unwrap();
        assert!(
            other.as_str().contains(&format!("resolution: {word}\n")) && other.as_str().contains("order-1: CHE01-2026-000124\n")
        );
    }
}

/// F20, F21, T07.
#[test]
fn what_is_not_a_resolution_is_refused_at_its_line() {
    for (from, to, key) in [
        ("case: CHE01-CASE-000012", "case: CHE01-CASE-12", "case"),
        ("environment: practice", "environment: Practice", "environment"),
        ("counterpart: GHA01", "counterpart: ghana", "counterpart"),
        ("discrepancy: D12", "discrepancy: D", "discrepancy"),
        ("about-1: units CA0007-CHE01-CHE-120001", "about-1: units CA0007-CHE01-CHE-0120001", "about-2"),
        ("about-2: units", "about-2: rumours", "about-2"),
        ("quantity: 12510", "quantity: 12 510", "quantity"),
        ("resolution: accepted-difference", "resolution: forgotten", "resolution"),
        ("resolution: accepted-difference", "resolution: sent-again", "accepted-until"),
        ("accepted-until: 2027-03-31T22:00:00Z", "accepted-until: none", "accepted-until"),
        ("GHA-statement-14.pdf sha256:ba", "files/14.pdf sha256:ba", "evidence-1"),
        ("reason: sector renamed", "reason: sector \u{202e}renamed", "reason"),
        ("person:amina.k", "amina.k", "person"),
        ("not-after: 2026-11-26", "not-after: 2026-11-22", "not-after"),
        ("seq: 41", "seq: 0", "seq"),
    ] {
        let text = ACCEPT.replacen(from, to, 1);
        assert_ne!(text, ACCEPT);
        assert_eq!(refused(&text).key, key, "{to}");
    }
    let unproven = ACCEPT.replace("evidence-count: 1\nevidence-1: GHA-statement-14.pdf sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n", "evidence-count: 0\n");
    assert_eq!(refused(&unproven).key, "evidence-count");
    let about_nothing = ACCEPT.replace("about-count: 2\nabout-1: units CA0007-CHE01-CHE-120001-132500-2023\nabout-2: units CA0007-CHE01-CHE-140001-140010-2023\n", "about-count: 0\n");
    assert_eq!(refused(&about_nothing).key, "about-count");
}

#[test]
fn the_page_on_the_format_shows_this_very_text() {
    assert!(include_str!("../../../docs/formats/resolution.md").contains(ACCEPT));
}
