//! Keys in files, in a keyring and with an agent: found, refused, opened, and used to sign.

use super::*;
use crate::{
    config::{
        ConfigProblem,
        secrets::{SecretsProblem, drawer},
    },
    evidence::{openssh_key::KeyFileProblem, sshsig::SshsigProblem},
};
use secrecy::zeroize::Zeroizing;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

const PASSPHRASE: &str = "canary passphrase 91c2";
const TEXT: &[u8] = b"itmo-order/v1\n";

fn person() -> Principal {
    Principal::Person("amina.k".parse().unwrap())
}

fn station() -> Principal {
    Principal::Station("ONL-2".parse().unwrap())
}

fn key() -> SecretKey {
    SecretKey::from_seed(&[1; 32])
}

fn passphrase() -> SecretString {
    PASSPHRASE.into()
}

fn sealed() -> Zeroizing<String> {
    KeyFile::sealed(&key(), "amina.k", &passphrase(), *b"sixteen octets!!").unwrap()
}

/// Places where there is no agent, and a keyring that is in memory.
fn places() -> KeyPlaces {
    let (_, keyring) = drawer::in_memory();
    KeyPlaces { agent: Err(AgentProblem::NoAgent), keyring }
}

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("amina.key");
    fs::write(&path, text).unwrap();
    permit(&path, 0o600);
    (folder, path)
}

fn permit(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn signs(signer: &Signer) {
    let signature = signer.sign(Namespace::Approve, TEXT).unwrap();
    assert_eq!(signature.verify(Namespace::Approve, TEXT, &key().public()), Ok(()));
    assert!(matches!(signature.verify(Namespace::Reject, TEXT, &key().public()), Err(SshsigProblem::OtherNamespace { .. })));
}

#[test]
fn a_file_is_known_by_its_public_key_and_opened_by_its_passphrase() {
    let (_folder, path) = file(&sealed());
    let place = KeyPlace::File(path);
    let found = FoundKey::find(&person(), &place, &places()).unwrap();
    assert_eq!((found.public_key(), found.wants_passphrase(), found.place()), (key().public(), true, &place));
    let wrong = found.open(Some(&"another".into())).unwrap_err();
    assert!(wrong.is_wrong_passphrase() && !found.open(None).unwrap_err().is_wrong_passphrase());
    signs(&found.open(Some(&passphrase())).unwrap());
}

/// T08: a key others could have read, or changed, or that nothing protects, is not used.
#[test]
fn t08_a_file_that_is_not_private_or_not_protected_is_not_used() {
    let (_folder, path) = file(&sealed());
    let place = KeyPlace::File(path.clone());
    let problem = |whose: &Principal| FoundKey::find(whose, &place, &places()).unwrap_err();
    for mode in [0o640, 0o604] {
        permit(&path, mode);
        assert!(matches!(problem(&person()), KeyProblem::Unusable(ConfigProblem::OthersCanRead { .. })), "{mode:o}");
    }
    permit(&path, 0o620);
    assert!(matches!(problem(&person()), KeyProblem::Unusable(ConfigProblem::OthersCanWrite { .. })));
    permit(&path, 0o600);
    fs::write(&path, KeyFile::unsealed(&key(), "").as_str()).unwrap();
    assert_eq!(problem(&person()), KeyProblem::Unprotected { path: path.clone() });
    let found = FoundKey::find(&station(), &place, &places()).unwrap();
    assert!(!found.wants_passphrase());
    signs(&found.open(None).unwrap());
    fs::write(&path, "something else").unwrap();
    assert_eq!(problem(&station()), KeyProblem::File { path: path.clone(), why: KeyFileProblem::Form });
    fs::remove_file(&path).unwrap();
    assert_eq!(problem(&person()), KeyProblem::Unusable(ConfigProblem::Missing { path }));
}

#[test]
fn a_keyring_keeps_one_key_for_each_person_and_station() {
    let places = places();
    let find = |whose: &Principal| FoundKey::find(whose, &KeyPlace::Keyring, &places);
    assert_eq!(find(&person()).unwrap_err(), KeyProblem::NotKept { whose: person() });
    let kept = SecretString::from(KeyFile::unsealed(&key(), "amina.k").as_str());
    places.keyring.keep_key(&person(), &kept).unwrap();
    signs(&find(&person()).unwrap().open(None).unwrap());
    assert_eq!(find(&station()).unwrap_err(), KeyProblem::NotKept { whose: station() });
    places.keyring.keep_key(&station(), &"a token".into()).unwrap();
    assert_eq!(find(&station()).unwrap_err(), KeyProblem::NotAKey);
    assert_eq!(KeyProblem::of_keyring(SecretsProblem::NoToken), KeyProblem::NotAKey);
    assert_eq!(KeyProblem::of_keyring(SecretsProblem::Locked), KeyProblem::Keyring(SecretsProblem::Locked));
}

#[test]
fn a_key_is_made_once_and_nothing_is_written_over() {
    let places = places();
    make_in_keyring(&person(), &places).unwrap();
    let made = FoundKey::find(&person(), &KeyPlace::Keyring, &places).unwrap().public_key();
    assert_eq!(make_in_keyring(&person(), &places), Err(KeyProblem::Kept { whose: person() }));
    assert_eq!(FoundKey::find(&person(), &KeyPlace::Keyring, &places).unwrap().public_key(), made);

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys").join("amina.key");
    let make = |whose: &Principal, passphrase: Option<&SecretString>| make_in_file(whose, &path, passphrase);
    let bare = make(&person(), None).unwrap_err();
    assert_eq!(bare, KeyProblem::File { path: path.clone(), why: KeyFileProblem::NoPassphrase });
    assert!(!path.exists());
    make(&person(), Some(&passphrase())).unwrap();
    let before = fs::read(&path).unwrap();
    assert_eq!(make(&person(), Some(&passphrase())), Err(KeyProblem::There { path: path.clone() }));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path().join("keys")).unwrap().count(), 1, "no draft is left");
    let found = FoundKey::find(&person(), &KeyPlace::File(path.clone()), &places).unwrap();
    assert_ne!(found.public_key(), made, "each is new");
    permit(&folder.path().join("keys"), 0o777);
    fs::remove_file(&path).unwrap();
    let open = make(&station(), None).unwrap_err();
    assert!(matches!(open, KeyProblem::Unusable(ConfigProblem::OthersCanWrite { .. })) && !path.exists(), "{open}");
}

#[test]
fn an_agents_key_is_meant_by_fingerprint_by_comment_or_alone() {
    let listed = |seed: u8, comment: &str| {
        let public = SecretKey::from_seed(&[seed; 32]).public();
        AgentKey { public, comment: crate::text::Untrusted::new(comment) }
    };
    let (amina, luc) = (listed(1, "amina"), listed(2, "luc"));
    let fingerprint = openssh_fingerprint(&luc.public);
    let both = || vec![amina.clone(), luc.clone()];
    assert_eq!(chosen(both(), Some("amina")), Ok(amina.clone()));
    assert_eq!(chosen(both(), Some(&fingerprint)), Ok(luc.clone()));
    assert_eq!(chosen(both(), None), Err(KeyProblem::Several));
    assert_eq!(chosen(vec![amina.clone(), listed(2, "amina")], Some("amina")), Err(KeyProblem::Several));
    assert_eq!(chosen(vec![amina.clone()], None), Ok(amina.clone()));
    assert_eq!(chosen(Vec::new(), None), Err(KeyProblem::NotInAgent { name: None }));
    let problem = chosen(both(), Some("esi")).unwrap_err();
    assert!(
        problem.sentences().starts_with("The ssh-agent has no Ed25519 key called \"esi\". Add it with ssh-add"),
        "{problem:?}"
    );
    let none = FoundKey::find(&person(), &KeyPlace::Agent(None), &places()).unwrap_err();
    assert_eq!(none, KeyProblem::Agent(AgentProblem::NoAgent));
}

/// T10: neither a key nor a passphrase is in anything that can be printed.
#[test]
fn t10_nothing_printed_holds_a_secret() {
    let (_folder, path) = file(&sealed());
    let found = FoundKey::find(&person(), &KeyPlace::File(path), &places()).unwrap();
    let (wrong, signer) =
        (found.open(Some(&"canary of another kind".into())).unwrap_err(), found.open(Some(&passphrase())).unwrap());
    let plain = KeyFile::unsealed(&key(), "");
    let secret = &plain.lines().nth(3).unwrap()[..20];
    let shown = format!("{found:?} {signer:?} {wrong:?} {wrong} {}", wrong.sentences());
    assert!(!shown.contains("canary") && !shown.contains(secret) && !shown.contains("[1, 1, 1"), "{shown}");
}
