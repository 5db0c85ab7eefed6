//! Packs that are whole, and packs of which something was changed, taken or put in.

use super::*;
use crate::evidence::key::SecretKey;

fn files() -> Vec<PackFile> {
    [("cover.txt", "Transfer CHE01-2026-000001\n"), ("messages/000001.body", "{\"a\":1}"), ("journal.jsonl", "")]
        .map(|(name, text)| PackFile { name: name.into(), octets: text.into() })
        .into()
}

fn manifest(files: &[PackFile]) -> PackManifest {
    PackManifest {
        transfer: "CHE01-2026-000001".into(),
        registry: "CHE01".into(),
        audience: Audience::Counterpart,
        station: Some("ONL-2".into()),
        made: "2026-11-28T03:00:00Z".parse().unwrap(),
        files: files.iter().map(|file| (file.name.clone(), Digest::of(&file.octets))).collect(),
    }
}

fn sealed(files: &[PackFile], manifest: &PackManifest) -> Vec<u8> {
    let key = SecretKey::from_seed(&[3; 32]);
    let signature = SshSignature::sign(&key, NAMESPACE, manifest.write().as_bytes()).armored();
    seal(manifest, files, Some(signature)).unwrap()
}

#[test]
fn a_pack_is_the_same_octets_whenever_it_is_made_and_opens_again() {
    let (files, manifest) = (files(), manifest(&files()));
    let octets = sealed(&files, &manifest);
    assert!(is_archive(&octets) && octets == sealed(&files, &manifest));
    let pack = Pack::open(&octets).unwrap();
    assert_eq!((&pack.files, &pack.manifest), (&files, &manifest));
    let key = SecretKey::from_seed(&[3; 32]).public();
    pack.signature.unwrap().unwrap().verify(NAMESPACE, pack.signed.as_bytes(), &key).unwrap();
}

#[test]
fn whatever_is_changed_taken_or_put_in_is_named() {
    let (all, manifest) = (files(), manifest(&files()));
    let open = |files: &[PackFile]| Pack::open(&sealed(files, &manifest)).unwrap_err();
    let mut changed = all.clone();
    changed[1].octets = b"{\"a\":2}".to_vec();
    assert_eq!(open(&changed), PackProblem::Changed("messages/000001.body".into()));
    assert_eq!(open(&all[..2]), PackProblem::Missing("journal.jsonl".into()));
    let more = [&all[..], &[PackFile { name: "more.txt".into(), octets: Vec::new() }]].concat();
    assert_eq!(open(&more), PackProblem::Missing("more.txt".into()));
    assert_eq!(Pack::open(&write(&all).unwrap()).unwrap_err(), PackProblem::Manifest);
    assert_eq!(Pack::open(b"PK\x03\x04").unwrap_err(), PackProblem::Archive(ArchiveProblem::Broken));
}

#[test]
fn no_name_leads_out_of_the_folder() {
    for name in ["../a", "/a", "a//b", ".a", "a/../b", "a\\b", "a b", "", "ä"] {
        let files = [PackFile { name: name.into(), octets: Vec::new() }];
        assert_eq!(write(&files), Err(ArchiveProblem::Name), "{name}");
    }
}

/// What somebody else packed is read under the same rule: no name leads out of a folder, none stands twice, no file unpacks.
#[test]
fn what_is_read_follows_the_rule_of_what_is_written() {
    let plain = |name: &str| write(&[PackFile { name: name.into(), octets: b"octets".to_vec() }]).unwrap();
    let read = |octets: &[u8]| Pack::open(octets).unwrap_err();
    let renamed = |from: &str, to: &str| {
        let (mut octets, from) = (plain(from), from.as_bytes());
        for at in 0..octets.len() - from.len() {
            if octets[at..].starts_with(from) {
                octets[at..at + from.len()].copy_from_slice(to.as_bytes());
            }
        }
        octets
    };
    for (from, to) in [("aaaa", "../a"), ("aaaa", "/aaa"), ("aaaa", "a\\aa")] {
        assert_eq!(read(&renamed(from, to)), PackProblem::Archive(ArchiveProblem::Name), "{to}");
    }
    assert_eq!(read(&renamed("aaaa", "bbbb")), PackProblem::Manifest, "a name like any other");
    // Said to be compressed, in both places where a ZIP says it.
    let mut packed = plain("aaaa");
    let central = packed.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    (packed[8], packed[central + 10]) = (8, 8);
    assert_eq!(read(&packed), PackProblem::Archive(ArchiveProblem::Stored("aaaa".into())));
}

#[test]
fn nothing_larger_than_a_pack_is_looked_into() {
    let many: Vec<PackFile> = (0..20_001).map(|number| PackFile { name: format!("{number}"), octets: Vec::new() }).collect();
    assert_eq!(Pack::open(&write(&many).unwrap()).unwrap_err(), PackProblem::Archive(ArchiveProblem::Large));
    let large = vec![0; archive::LARGEST + 1];
    assert_eq!(archive::read(&large).unwrap_err(), ArchiveProblem::Large);
}

#[test]
fn what_looks_like_a_secret_is_found() {
    for (text, found) in [
        ("Authorization: Bearer abc12345", Some("a bearer token")),
        ("X-API-KEY: 4711", Some("an API key")),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", Some("a private key")),
        ("see eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4", Some("a web token")),
        ("eyJ.a.b and -----BEGIN SSH SIGNATURE-----", None),
        ("the bearer of this letter and of 12500 units", None),
        ("nothing to see", None),
    ] {
        assert_eq!(leak(text.as_bytes()).map(|leak| leak.what), found, "{text}");
    }
}
