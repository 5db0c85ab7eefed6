//! Bundles of contacts, changes of them, and their confirmations: those that the document shows, other good ones, and for each cause of
//! refusal some that have only this cause.
//! Must not know: how a bundle is taken over, or how a verdict is found.

use super::{Case, spoiled::cases};
use countersign::evidence::digest::Digest;

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

/// A change that the document shows: another telephone for the desk of the bundle, which Kwame asked for from the old one.
pub fn change() -> String {
    let none = |stems: &[&str]| stems.iter().map(|stem| format!("{stem}-count: 0\n")).collect::<String>();
    let mail = Digest::of("channel\0word");
    format!(
        "itmo-contact-change/v1\nchange-id: 01a2076b-4400-7c1a-9d0e-5f3c1b7a2e44\nregistry: CHE01\nenvironment: practice\n\
         kind: change\nbasis: CB/2026/9\nmethod: call-back\nthrough: channel gha-1 desk +233302664697\n{}channel-count: 2\n\
         channel-1: gha-1 mail k.mensah@epa.example 2025-01-01T00:00:00Z 2026-11-27T00:00:00Z\nchannel-1-replaces: sha256:{mail}\n\
         channel-2: gha-2 duty +233200000009 2026-11-27T00:00:00Z none\nchannel-2-replaces: none\n{}\
         reason: Kwame called from his desk\nmade: 2026-11-27T15:00:00Z\ninitiator: person:amina.k\n",
        none(&["organisation", "registry", "card", "absence", "role"]),
        none(&["key", "chain", "list"]),
    )
}

/// The confirmation that the document shows: of the change above.
pub fn confirmation() -> String {
    format!(
        "itmo-contact-confirmation/v1\nchange-id: 01a2076b-4400-7c1a-9d0e-5f3c1b7a2e44\nchange-sha256: sha256:{}\nregistry: CHE01\n\
         environment: practice\nmethod: call-back\nthrough: switchboard gha-epa\nevidence: CB/2026/10\n\
         reason: the switchboard put me through to Kwame\nmade: 2026-11-27T16:00:00Z\nperson: person:luc.b\n",
        Digest::of(change())
    )
}

/// The bundle with an entry of every kind.
fn whole() -> String {
    let standing = "2026-11-20T10:00:00Z none";
    BUNDLE
        .replace(
            "registry-count: 0\n",
            &format!(
                "registry-count: 1\nregistry-1: GHA01 gha-epa push,receipts\nregistry-1-production: https://registry.epa.example\n\
                 registry-1-test: none\nregistry-1-version: 1.2\nregistry-1-status-page: none\n\
                 registry-1-maintenance: 2026-12-05T22:00:00Z/2026-12-06T02:00:00Z,2026-12-12T22:00:00Z/2026-12-13T02:00:00Z\n\
                 registry-1-standing: {standing}\n"
            ),
        )
        .replace(
            "key-count: 0\n",
            &format!(
                "key-count: 2\nkey-1: gha-1 openpgp {} 2026-01-01T00:00:00Z 2028-01-01T00:00:00Z\nkey-1-standing: {standing}\n\
                 key-2: GHA01 ssh SHA256:{} 2026-01-01T00:00:00Z 2028-01-01T00:00:00Z\nkey-2-standing: {standing}\n",
                "A0".repeat(20),
                "a".repeat(43)
            ),
        )
        .replace(
            "list-count: 0\n",
            &format!("list-count: 1\nlist-1: outages operations TLP:AMBER+STRICT administrator,technical\nlist-1-standing: {standing}\n"),
        )
}

pub fn bundles() -> Vec<Case> {
    let good = [
        ("an entry of every kind", whole()),
        (
            "the bundle after it",
            BUNDLE.replace("number: 1\nprevious: none", &format!("number: 2\nprevious: sha256:{}", Digest::of(BUNDLE))),
        ),
        ("of the hub", BUNDLE.replace("from: GHA01", "from: hub")),
        ("a role in two cooperative approaches", BUNDLE.replace("none everything", "gha-2 CA0007,CA0012")),
        ("a role for two topics", BUNDLE.replace("none everything", "none security,changes")),
        ("a role for a topic in a cooperative approach", BUNDLE.replace("none everything", "none CA0007,infrastructure")),
        ("a messaging address", BUNDLE.replace("mail k.mensah@epa.example", "messaging matrix:@kwame:epa.example")),
    ];
    let mut all = cases(BUNDLE, &good, BUNDLE_OTHERWISE);
    let swapped = whole().replace("key-1: gha-1", "key-1: GHA01").replace("key-2: GHA01", "key-2: gha-1");
    all.push(Case { name: "a registry's key before a card's".to_owned(), octets: swapped.into_bytes(), good: false });
    for (name, from, to) in WHOLE_OTHERWISE {
        let changed = whole().replacen(from, to, 1);
        assert_ne!(changed, whole(), "{name}: nothing was changed");
        all.push(Case { name: (*name).to_owned(), octets: changed.into_bytes(), good: false });
    }
    all
}

pub fn changes() -> Vec<Case> {
    let text = change();
    let good = [
        ("through nothing", text.replace("through: channel gha-1 desk +233302664697", "through: none")),
        ("through the switchboard", text.replace("channel gha-1 desk +233302664697", "switchboard gha-epa")),
        ("a verification", text.replace("kind: change", "kind: verification")),
        ("an id of any version", text.replace("-7c1a-9d0e-", "-0000-0000-")),
    ];
    cases(&text, &good, CHANGE_OTHERWISE)
}

pub fn confirmations() -> Vec<Case> {
    let text = confirmation();
    let good = [
        ("through a channel", text.replace("switchboard gha-epa", "channel gha-1 desk +233302664697")),
        ("nothing written down", text.replace("evidence: CB/2026/10", "evidence: none")),
        ("seen and heard", text.replace("method: call-back\nthrough: switchboard gha-epa", "method: video\nthrough: none")),
    ];
    cases(&text, &good, CONFIRMATION_OTHERWISE)
}

const BUNDLE_OTHERWISE: &[(&str, &str, &str)] = &[
    ("a registry in small letters", "from: GHA01", "from: gha01"),
    ("number 0", "number: 1", "number: 0"),
    ("number 2 that names none before it", "number: 1", "number: 2"),
    ("a digest that is too short", "previous: none", "previous: sha256:00"),
    (
        "number 1 that names one before it",
        "previous: none",
        "previous: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ),
    ("made before something in it was verified (T23)", "made: 2026-11-22", "made: 2026-11-19"),
    ("a label in small letters", "TLP:GREEN", "tlp:green"),
    ("a count with a leading zero", "organisation-count: 1", "organisation-count: 01"),
    ("an unknown kind of organisation", "GHA operator", "GHA office"),
    ("a zone in small letters", "Africa/Accra mon", "africa/accra mon"),
    ("days of the week out of order", "mon,tue,wed", "tue,mon,wed"),
    ("hours that end before they begin", "08:00-17:00", "17:00-08:00"),
    ("a name with a right-to-left override", "Kwame Mensah", "Kwame \u{202e}Mensah"),
    ("a name with two spaces", "Kwame Mensah", "Kwame  Mensah"),
    ("a name that is not NFC", "Kwame Mensah", "Kwame\u{301} Mensah"),
    ("holidays out of order", "2026-12-04,2026-12-25", "2026-12-25,2026-12-04"),
    ("a holiday twice", "2026-12-25,2026-12-28", "2026-12-25,2026-12-25"),
    ("a holiday that is no day", "2026-12-04", "2026-02-30"),
    ("one person who verified twice (F02)", "amina.k luc.b", "amina.k amina.k"),
    ("an unknown method", "call-back amina.k", "hearsay amina.k"),
    ("a verification without who", "2026-11-02T09:00:00Z call-back amina.k luc.b CB/2026/7", "2026-11-02T09:00:00Z call-back"),
    ("two cards of one id", "gha-2 desk", "gha-1 desk"),
    ("an id in capitals", "card-1: gha-1", "card-1: GHA-1"),
    ("a language in capitals", "en,tw", "EN,tw"),
    ("languages out of order", "en,tw", "tw,en"),
    ("a national telephone number", "+233302664697 2026-01", "0302664697 2026-01"),
    ("a telephone number with a zero after the plus", "+233302664697 2026-01", "+033302664697 2026-01"),
    ("two mail addresses for one", "k.mensah@epa.example", "k.mensah@epa.example,x@y.example"),
    ("a mail address without a dot in its domain", "k.mensah@epa.example", "k.mensah@epa"),
    ("channels out of order", "gha-1 mail k.mensah@epa.example", "gha-1 duty +233302664697"),
    ("an unknown step", "security/5/always", "security/5/sometimes"),
    ("a step with a leading zero", "security/5/always", "security/05/always"),
    ("an absence that ends before it begins", "2026-12-07T00:00:00Z 2026-12-12", "2026-12-12T00:00:00Z 2026-12-07"),
    ("a role of a registry that is none", "administrator GHA01", "administrator GHA1"),
    ("an unknown role", "administrator GHA01", "king GHA01"),
    ("a role without a scope", "none everything", "none none"),
    ("a role for a topic that is none", "none everything", "none weather"),
    ("a role for a topic before a cooperative approach", "none everything", "none security,CA0007"),
    ("a role for topics out of order", "none everything", "none changes,security"),
    ("a role for a topic twice", "none everything", "none security,security"),
    ("a role for everything and a topic", "none everything", "none everything,security"),
    ("an environment in capitals (T33)", "practice", "Practice"),
    ("number 2 with a digest that is too short", "number: 1\nprevious: none", "number: 2\nprevious: sha256:00"),
    (
        "a number that does not fit in 32 bits",
        "number: 1\nprevious: none",
        "number: 4294967296\nprevious: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ),
    ("an organisation in capitals", "organisation-1: gha-epa", "organisation-1: GHA-epa"),
    ("a Party in small letters", "gha-epa GHA operator", "gha-epa gha operator"),
    ("a switchboard's number without its country", "+233302664697\norganisation", "0302664697\norganisation"),
    ("no day of the week", "mon,tue,wed,thu,fri 08:00", "none 08:00"),
    ("hours with one digit", "08:00-17:00", "8:00-17:00"),
    ("hours that neither count nor rest on holidays", "not-on-holidays", "sometimes"),
    ("an organisation's registry in small letters", "organisation-1-registries: GHA01", "organisation-1-registries: gha01"),
    ("an organisation's language in capitals", "organisation-1-languages: en", "organisation-1-languages: EN"),
    ("a holiday without its hyphens", "2026-12-04,", "20261204,"),
    ("a standing of a day that is none", "2026-11-20T10:00:00Z none", "2026-11-31T10:00:00Z none"),
    ("a standing that says something else than none", "2026-11-20T10:00:00Z none", "2026-11-20T10:00:00Z soon"),
    ("who verified in capitals", "call-back amina.k luc.b", "call-back Amina.k luc.b"),
    ("who verified second in capitals", "call-back amina.k luc.b", "call-back amina.k Luc.b"),
    ("evidence with a sign that is none of an id's", "luc.b CB/2026/7", "luc.b CB+2026"),
    ("a word too many", "gha-1 person gha-epa gha-2", "gha-1 person gha-epa gha-2 gha-2"),
    ("an unknown kind of card", "gha-1 person gha-epa", "gha-1 robot gha-epa"),
    ("a card's organisation in capitals", "gha-1 person gha-epa", "gha-1 person GHA-epa"),
    ("a card's deputy in capitals", "gha-1 person gha-epa gha-2", "gha-1 person gha-epa GHA-2"),
    ("a desk's hours without what they do on holidays", "00:00-24:00 also-on-holidays", "00:00-24:00"),
    ("a desk's hours that end after the day", "00:00-24:00", "00:00-24:01"),
    ("an absence of nobody", "absence-1: gha-1", "absence-1: GHA-1"),
    ("an absence from a time without its zero", "2026-12-07T00:00:00Z 2026", "2026-12-07T0:00:00Z 2026"),
    ("an absence until a time with a fraction", "2026-12-12T00:00:00Z none", "2026-12-12T00:00:00.0Z none"),
    ("an absence with a deputy in capitals", "2026-12-12T00:00:00Z none", "2026-12-12T00:00:00Z GHA-2"),
    ("a role of nobody", "role-1: gha-1", "role-1: GHA-1"),
    (
        "a role that ends before it begins",
        "2026-01-01T00:00:00Z 2028-01-01T00:00:00Z active",
        "2029-01-01T00:00:00Z 2028-01-01T00:00:00Z active",
    ),
    ("a role in no state", "active NFP", "retired NFP"),
    ("a role on a basis that is none", "active NFP/2026/14", "active NFP+2026"),
    ("a role by who is none", "NFP/2026/14 none everything", "NFP/2026/14 NFP everything"),
    ("a role in cooperative approaches out of order", "none everything", "none CA0012,CA0007"),
    ("a role in a cooperative approach twice", "none everything", "none CA0007,CA0007"),
    ("a channel of nobody", "channel-1: gha-1 desk", "channel-1: GHA-1 desk"),
    ("a channel of an unknown kind", "gha-1 desk +233302664697", "gha-1 fax +233302664697"),
    ("a channel since a day that is none", "+233302664697 2026-01-01", "+233302664697 2026-02-30"),
    ("a channel until a day that is none", "2025-01-01T00:00:00Z 2026-06-30", "2025-01-01T00:00:00Z 2026-06-31"),
    ("a chain of a registry that is none", "chain-1: GHA01", "chain-1: GHA1"),
    ("a chain about an unknown topic", "GHA01 security high", "GHA01 weather high"),
    ("a chain of an unknown severity", "GHA01 security high", "GHA01 security dire"),
    ("a step after more minutes than there are", "security/5/always", "security/65536/always"),
    ("a kind left out", "list-count: 0\n", ""),
    ("a kind twice", "list-count: 0\n", "list-count: 0\nlist-count: 0\n"),
];

const WHOLE_OTHERWISE: &[(&str, &str, &str)] = &[
    ("features out of order", "push,receipts", "receipts,push"),
    ("an unknown feature", "push,receipts", "push,telepathy"),
    ("maintenance that ends before it begins", "22:00:00Z/2026-12-06", "22:00:00Z/2026-12-04"),
    ("maintenance out of order", "2026-12-05T22:00:00Z/2026-12-06", "2026-12-19T22:00:00Z/2026-12-20"),
    ("a registry that is none", "registry-1: GHA01", "registry-1: GHA1"),
    ("a registry's organisation in capitals", "GHA01 gha-epa push", "GHA01 GHA-epa push"),
    ("maintenance with a third time", "2026-12-06T02:00:00Z,", "2026-12-06T02:00:00Z/2026-12-06T03:00:00Z,"),
    ("maintenance on a day that is none", "2026-12-05T22:00:00Z/", "2026-12-35T22:00:00Z/"),
    ("a key of nobody", "key-1: gha-1 openpgp", "key-1: gha_1 openpgp"),
    ("a key of an unknown kind", "gha-1 openpgp", "gha-1 minisign"),
    (
        "a key that ends before it begins",
        "2026-01-01T00:00:00Z 2028-01-01T00:00:00Z\nkey-1-standing",
        "2029-01-01T00:00:00Z 2028-01-01T00:00:00Z\nkey-1-standing",
    ),
    ("a list in capitals", "list-1: outages", "list-1: Outages"),
    ("a list with an unknown label", "TLP:AMBER+STRICT", "TLP:PINK"),
    ("keys out of order", "key-1: gha-1 openpgp", "key-1: GHA02 openpgp"),
    ("a fingerprint in small letters", "A0A0", "a0A0"),
    ("a fingerprint with padding", "SHA256:a", "SHA256:="),
    ("an unknown topic", "outages operations", "outages weather"),
    ("roles out of order", "administrator,technical", "technical,administrator"),
];

const CHANGE_OTHERWISE: &[(&str, &str, &str)] = &[
    ("the magic of a bundle", "itmo-contact-change", "itmo-contacts"),
    ("an id in capitals", "01a2076b", "01A2076B"),
    ("an id in braces", "change-id: 01a2076b-4400-7c1a-9d0e-5f3c1b7a2e44", "change-id: {01a2076b-4400-7c1a-9d0e-5f3c1b7a2e44}"),
    ("an environment in capitals (T33)", "practice", "Practice"),
    ("a registry that is none", "registry: CHE01", "registry: CHE1"),
    ("through a channel of nobody", "through: channel gha-1", "through: channel GHA-1"),
    ("an unknown kind", "kind: change", "kind: whim"),
    ("a basis with a space", "basis: CB/2026/9", "basis: CB 2026 9"),
    ("no basis", "basis: CB/2026/9", "basis: "),
    ("an unknown method", "method: call-back", "method: hearsay"),
    ("a channel without an address", "channel gha-1 desk +233302664697", "channel gha-1 desk"),
    ("a channel with an address of another kind", "channel gha-1 desk", "channel gha-1 mail"),
    ("a way of no kind", "through: channel gha-1 desk +233302664697", "through: pigeon gha-1"),
    ("an entry without what it replaces", "channel-2-replaces: none\n", ""),
    ("a digest that is too short", "channel-2-replaces: none", "channel-2-replaces: sha256:00"),
    ("a digest without its kind", "channel-1-replaces: sha256:", "channel-1-replaces: "),
    ("an entry with a standing", "channel-2-replaces: none", "channel-2-standing: 2026-11-20T10:00:00Z none"),
    ("entries out of order", "channel-1: gha-1 mail", "channel-1: gha-3 mail"),
    (
        "an entry twice",
        "gha-2 duty +233200000009 2026-11-27T00:00:00Z none",
        "gha-1 mail k.mensah@epa.example 2026-11-27T00:00:00Z none",
    ),
    ("a person without the word", "initiator: person:amina.k", "initiator: amina.k"),
    ("a station for a person", "initiator: person:amina.k", "initiator: station:ONL-2"),
    ("a time with a fraction", "15:00:00Z", "15:00:00.0Z"),
    ("a day that is none", "made: 2026-11-27", "made: 2026-11-31"),
    ("a hidden character in the reason", "Kwame called", "Kwame\u{200d} called"),
    ("a reason that is not NFC", "Kwame called", "Kwame\u{301} called"),
];

const CONFIRMATION_OTHERWISE: &[(&str, &str, &str)] = &[
    ("the magic of a resolution's confirmation", "itmo-contact-confirmation", "itmo-confirmation"),
    ("an id in capitals", "01a2076b", "01A2076B"),
    ("no digest of the change (F05)", "change-sha256: sha256:", "change-sha256: none "),
    ("a digest without its kind", "change-sha256: sha256:", "change-sha256: "),
    ("a registry that is none", "registry: CHE01", "registry: CHE1"),
    ("an environment that is none (T33)", "practice", "exercise"),
    ("through an organisation in capitals", "switchboard gha-epa", "switchboard GHA-epa"),
    ("an unknown method", "method: call-back", "method: hunch"),
    ("a switchboard without an organisation", "switchboard gha-epa", "switchboard"),
    ("a switchboard with a number", "switchboard gha-epa", "switchboard gha-epa +233302664697"),
    ("evidence with a space", "evidence: CB/2026/10", "evidence: CB 10"),
    ("no reason (F20)", "reason: the switchboard put me through to Kwame", "reason: "),
    ("a reason that is not NFC", "through to Kwame", "through to Kwame\u{301}"),
    ("a time of another zone", "16:00:00Z", "16:00:00+00:00"),
    ("a person that is none", "person:luc.b", "person:luc_b"),
    ("a person without the word", "person: person:luc.b", "person: luc.b"),
];
