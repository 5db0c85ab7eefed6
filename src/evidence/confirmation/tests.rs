//! Samples of confirmations, and what is refused.
use super::*;
use crate::evidence::lines::LineProblem;

const CONFIRM: &str = "\
itmo-confirmation/v1
resolution-sha256: 82e4fc46f09ea598a679a5e92f93d2cc7ab1c003a5d3d4e8466ea27242607a11
case: CHE01-CASE-000012
kind: confirm
person: person:luc.b
station: OFF-1
roster: v14 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
policy: v7 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
compared-count: 1
compared-1: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
display: 120x40 gate:v1 truncated:no
reason: statement 14 of Ghana says so
made: 2026-11-23T09:14:22Z
not-after: 2026-11-26T08:00:00Z
seq: 381
";

fn refused(text: &str) -> LineProblem {
    ConfirmationText::parse(text.as_bytes()).expect_err(text)
}

#[test]
fn a_confirmation_is_written_in_the_only_way() {
    let read = ConfirmationText::parse(CONFIRM.as_bytes()).unwrap();
    assert_eq!((read.as_str(), read.sha256()), (CONFIRM, Digest::of(CONFIRM)));
    assert_eq!(read.confirmation().write().unwrap(), read);
    for (kind, word) in ConfirmationKind::ALL {
        let other = Confirmation { kind: *kind, compared: Vec::new(), ..read.confirmation().clone() }.write().unwrap();
        assert!(other.as_str().contains(&format!("kind: {word}\n")) && other.as_str().contains("compared-count: 0\n"));
    }
}

/// F20, T07.
#[test]
fn what_is_not_a_confirmation_is_refused_at_its_line() {
    for (from, to, key) in [
        ("resolution-sha256: 82e4", "resolution-sha256: 82E4", "resolution-sha256"),
        ("CASE-000012", "CASE-0012", "case"),
        ("kind: confirm", "kind: approve", "kind"),
        ("compared-1: sha256:ba", "compared-1: ba", "compared-1"),
        ("compared-1: sha256:ba", "compared-1: sha256:BA", "compared-1"),
        ("truncated:no", "truncated:yes", "display"),
        ("says so", "says  so", "reason"),
        ("not-after: 2026-11-26", "not-after: 2026-11-20", "not-after"),
    ] {
        let text = CONFIRM.replacen(from, to, 1);
        assert_ne!(text, CONFIRM);
        assert_eq!(refused(&text).key, key, "{to}");
    }
}

#[test]
fn the_page_on_the_format_shows_this_very_text() {
    assert!(include_str!("../../../docs/formats/confirmation.md").contains(CONFIRM));
}
