//! The bundle of contacts that the documents show, and what no bundle may say.
//! Must not know: how a bundle is taken over.

use countersign::evidence::contacts::BundleText;

/// A small bundle of a practice registry.
pub const BUNDLE: &str = "itmo-contacts/v1
from: GHA01
environment: practice
number: 1
previous: none
made: 2026-11-22T09:14:05Z
label: TLP:GREEN
organisation-count: 1
organisation-1: gha-epa GHA operator Africa/Accra mon,tue,wed,thu,fri 08:00-17:00 not-on-holidays +233302664697
organisation-1-name: Environmental Protection Authority
organisation-1-registries: GHA01
organisation-1-postal: P. O. Box M326, Accra
organisation-1-web: none
organisation-1-languages: en
organisation-1-holidays: 2026-12-04,2026-12-25,2026-12-28
organisation-1-standing: 2026-11-02T09:00:00Z 2026-11-02T09:00:00Z call-back amina.k luc.b CB/2026/7
registry-count: 0
card-count: 2
card-1: gha-1 person gha-epa gha-2
card-1-name: Kwame Mensah
card-1-title: Registry system administrator
card-1-languages: en,tw
card-1-hours: none
card-1-standing: 2026-11-02T09:00:00Z 2026-11-02T09:00:00Z call-back amina.k luc.b CB/2026/7
card-2: gha-2 desk gha-epa none
card-2-name: Duty desk
card-2-title: none
card-2-languages: en
card-2-hours: Africa/Accra mon,tue,wed,thu,fri,sat,sun 00:00-24:00 also-on-holidays
card-2-standing: 2026-11-20T10:00:00Z none
absence-count: 1
absence-1: gha-1 2026-12-07T00:00:00Z 2026-12-12T00:00:00Z none
absence-1-standing: 2026-11-20T10:00:00Z 2026-11-20T10:05:00Z signed-message amina.k none none
role-count: 1
role-1: gha-1 administrator GHA01 2026-01-01T00:00:00Z 2028-01-01T00:00:00Z active NFP/2026/14 none everything
role-1-standing: 2026-11-02T09:00:00Z 2026-11-02T09:00:00Z call-back amina.k luc.b CB/2026/7
channel-count: 2
channel-1: gha-1 desk +233302664697 2026-01-01T00:00:00Z none
channel-1-standing: 2026-11-02T09:00:00Z 2026-11-02T09:00:00Z call-back amina.k luc.b CB/2026/7
channel-2: gha-1 mail k.mensah@epa.example 2025-01-01T00:00:00Z 2026-06-30T00:00:00Z
channel-2-standing: 2026-06-30T09:00:00Z 2026-06-30T09:00:00Z call-back amina.k luc.b none
key-count: 0
chain-count: 1
chain-1: GHA01 security high security/5/always,administrator/15/office-hours
chain-1-standing: 2026-11-02T09:00:00Z 2026-11-02T09:00:00Z call-back amina.k luc.b CB/2026/7
list-count: 0
";

fn refused(text: &str) -> Option<String> {
    BundleText::parse(text.as_bytes()).err().map(|problem| problem.to_string())
}

#[test]
fn the_bundle_of_the_documents_is_one() {
    assert_eq!(refused(BUNDLE), None);
}

/// F02, T07, T18, T23: what no bundle may say.
#[test]
fn what_is_no_bundle_is_refused() {
    for (from, to) in [
        ("itmo-contacts/v1", "itmo-contacts/v2"),
        ("from: GHA01", "from: gha01"),
        ("previous: none", "previous: sha256:00"),
        ("made: 2026-11-22", "made: 2026-11-19"),
        ("TLP:GREEN", "tlp:green"),
        ("organisation-count: 1", "organisation-count: 01"),
        ("Kwame Mensah", "Kwame \u{202E}Mensah"),
        ("Kwame Mensah", "Kwame  Mensah"),
        ("2026-12-04,2026-12-25", "2026-12-25,2026-12-04"),
        ("amina.k luc.b", "amina.k amina.k"),
        ("gha-2 desk", "gha-1 desk"),
        ("+233302664697 2026-01", "0302664697 2026-01"),
        ("k.mensah@epa.example", "k.mensah@epa.example,x@y.example"),
        ("security/5/always", "security/5/sometimes"),
        ("2026-12-07T00:00:00Z 2026-12-12", "2026-12-12T00:00:00Z 2026-12-07"),
        ("administrator GHA01", "administrator GHA1"),
        ("list-count: 0\n", ""),
        ("list-count: 0\n", "list-count: 0\nlist-count: 0\n"),
    ] {
        let changed = BUNDLE.replacen(from, to, 1);
        assert_ne!(changed, BUNDLE, "{from}");
        assert!(refused(&changed).is_some(), "{from} → {to}");
    }
}
