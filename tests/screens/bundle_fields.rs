//! T03: what a bundle of contacts says otherwise than the directory is on the page from which it is taken over: each value of each line of a bundle is
//! another one in turn, and each is another page, the digest of the bundle put aside, by which any change would be seen and none understood.
//! The values are found by trying words until the bundle can still be read: a line that is added to the format fails here before it is shown.
//! Must not know: how the page says it.

use super::{
    desk::Desk,
    directory::People,
    review::enter,
    signed::secret,
    taking_over::{desk_of, verified, with_key},
};
use countersign::{
    domain::contact::{DistributionList, Entry, EntryKey, Role, Speaker, Tlp, Topic},
    evidence::{
        contacts::{BundleText, ContactBundle},
        sshsig::{Namespace, SshSignature},
    },
    registry::BundleFile,
};
use std::collections::{BTreeMap, BTreeSet};

/// So high that the whole page is on the screen.
const SIZE: (u16, u16) = (200, 320);

/// Words that stand somewhere in bundles.
const WORDS: [&str; 69] = [
    "none",
    "2026-11-20T10:00:00Z",
    "2026-11-21T11:00:00Z",
    "2026-12-20T10:00:00Z",
    "2027-01-20T10:00:00Z",
    "2028-11-20T10:00:00Z",
    "2029-11-20T10:00:00Z",
    "2025-03-04T00:00:00Z",
    "2025-03-05T00:00:00Z",
    "2026-12-05",
    "2026-12-06,2026-12-07",
    "en,fr",
    "fr",
    "person",
    "desk",
    "ministry",
    "contractor",
    "active",
    "suspended",
    "ended",
    "administrator",
    "alternate-administrator",
    "technical",
    "security",
    "mobile",
    "duty",
    "+233555990001",
    "+233555990002",
    "gha-2",
    "gha-3",
    "gha-desk",
    "Europe/Paris",
    "Africa/Lagos",
    "mon",
    "mon,tue",
    "08:00-16:00",
    "09:00-12:00",
    "also-on-holidays",
    "not-on-holidays",
    "CHE",
    "SWE",
    "SWE01",
    "THA01",
    "Africa/Lagos mon,tue 08:00-16:00 also-on-holidays",
    "Africa/Accra mon,tue 08:00-16:00 also-on-holidays",
    "2026-12-01T00:00:00Z/2026-12-02T00:00:00Z",
    "2026-12-03T00:00:00Z/2026-12-04T00:00:00Z",
    "GHA01,GHA02",
    "https://a.example",
    "https://b.example",
    "1.1",
    "2.0",
    "NFP/2026/15",
    "NFP/2026/16",
    "ssh",
    "x509",
    "openpgp",
    "push",
    "pull,receipts",
    "normal",
    "operations",
    "low",
    "critical",
    "administrator/5/always",
    "technical/7/office-hours",
    "TLP:GREEN",
    "TLP:CLEAR",
    "SHA256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "SHA256:ccccccccccccccccccccccccccccccccccccccccccc",
];

/// Whoever says the same in each of its bundles, and what tells how often there is what.
const FIXED: [&str; 3] = ["from", "environment", "count"];

/// What is told by the digest of the bundle alone: what it follows, and how somebody there made sure of an entry that is the same here, or when it
/// was edited: none of that is taken over. When they made sure of one that differs stands beside it.
const BY_DIGEST: [(&str, usize); 8] = [
    ("previous", 0),
    ("standing", 0),
    ("standing", 1),
    ("standing", 2),
    ("standing", 3),
    ("standing", 4),
    ("standing", 5),
    ("standing", 6),
];

fn with_everything(people: &mut People) {
    with_key(people, "luc.b");
    let roles = BTreeSet::from([Role::Administrator, Role::Security]);
    let list = DistributionList { id: "gha-all".parse().unwrap(), topic: Topic::Operations, roles, ceiling: Tlp::Amber };
    people.put(Entry::List(list), verified());
}

/// What Accra says of itself, as the directory has it.
fn base(people: &People) -> BundleText {
    // A list is about no registry, so that none publishes one; somebody may write it into a bundle all the same.
    let list =
        people.directory.entries.iter().filter(|(key, _)| matches!(key, EntryKey::List(_))).map(|(_, record)| record.clone());
    let mut records = people.directory.published("GHA01".parse().unwrap(), super::book::now());
    records.extend(list);
    let bundle = ContactBundle {
        from: Speaker::Registry("GHA01".parse().unwrap()),
        environment: countersign::domain::Environment::Practice,
        number: 2.try_into().unwrap(),
        previous: Some(countersign::evidence::digest::Digest::of("the one before")),
        made: "2026-11-22T08:00:00Z".parse().unwrap(),
        label: Tlp::Amber,
        records,
    };
    bundle.write().unwrap()
}

/// The page that compares this bundle, without its digest, and with it.
fn page(text: &BundleText) -> (String, String) {
    let mut desk: Desk = desk_of(SIZE, |people| {
        with_everything(people);
        let signature = SshSignature::sign(&secret("luc.b"), Namespace::Contact, text.as_str().as_bytes());
        let signatures = vec![("gha.txt.luc.b.sig".to_owned(), signature)];
        people.file = Some(Ok(BundleFile { name: "gha.txt".into(), text: text.clone(), signatures }));
    });
    desk.press("7 i");
    enter(&mut desk, "gha.txt");
    let whole = desk.screen();
    let digest = text.sha256().to_string();
    assert!(whole.contains(&digest), "{whole}");
    (whole.replace(&digest, ""), whole)
}

/// What kind of line it is, whichever of its kind.
fn kind(key: &str) -> String {
    key.split('-').filter(|part| part.parse::<u32>().is_err()).collect::<Vec<_>>().join("-")
}

/// The first place of each kind of value: its line, and which word of it.
fn places(text: &BundleText) -> BTreeMap<(String, usize), (usize, String)> {
    let mut places = BTreeMap::new();
    for (at, line) in text.as_str().lines().enumerate().skip(1) {
        let (key, value) = line.split_once(": ").unwrap();
        for (nth, word) in value.split(' ').enumerate() {
            places.entry((kind(key), nth)).or_insert((at, word.to_owned()));
        }
    }
    places
}

/// The bundle with another word in this place, if it is one then: there alone, or everywhere that an id stands.
fn changed(text: &BundleText, line: usize, nth: usize, old: &str, new: &str) -> Option<BundleText> {
    let alone: Vec<String> = text
        .as_str()
        .lines()
        .enumerate()
        .map(|(at, whole)| match whole.split_once(": ") {
            Some((key, value)) if at == line => {
                let words = value.split(' ').enumerate().map(|(n, word)| if n == nth { new } else { word });
                format!("{key}: {}", words.collect::<Vec<_>>().join(" "))
            }
            _ => whole.to_owned(),
        })
        .collect();
    // What is nothing is no id.
    let everywhere = if old == "none" { String::new() } else { text.as_str().replace(&format!(" {old} "), &format!(" {new} ")) };
    [format!("{}\n", alone.join("\n")), everywhere]
        .into_iter()
        .filter_map(|changed| BundleText::parse(changed.as_bytes()).ok())
        .find(|changed| changed != text)
}

/// The lines that are others.
fn difference<'a>(one: &'a BundleText, other: &'a BundleText) -> Vec<(&'a str, &'a str)> {
    one.as_str().lines().zip(other.as_str().lines()).filter(|(one, other)| one != other).collect()
}

#[test]
fn t03_every_value_of_a_bundle_of_contacts_changes_the_page_it_is_taken_over_from() {
    let mut people = super::changed::book().people;
    with_everything(&mut people);
    let base = base(&people);
    let (usual, _) = page(&base);
    let mut pages = BTreeSet::from([usual.clone()]);
    for ((kind, nth), (line, old)) in places(&base) {
        let told_by_digest = BY_DIGEST.iter().any(|(of, at)| kind.ends_with(of) && nth == *at);
        if told_by_digest || FIXED.iter().any(|fixed| kind.ends_with(fixed)) {
            continue;
        }
        let more = [format!("{old}1"), format!("{old}12"), "3".to_owned(), "4".to_owned()];
        let candidates = WORDS.iter().copied().chain(more.iter().map(String::as_str));
        let others: Vec<BundleText> = candidates.filter_map(|new| changed(&base, line, nth, &old, new)).take(2).collect();
        assert!(!others.is_empty(), "{kind} {nth}: no other word can stand for {old}");
        for other in others {
            let (page, whole) = page(&other);
            assert!(whole.contains("How it is kept"), "{kind} {nth}: {whole}");
            assert!(pages.insert(page), "{kind} {nth} for {old} changes nothing that is read: {:?}", difference(&base, &other));
        }
    }
}
