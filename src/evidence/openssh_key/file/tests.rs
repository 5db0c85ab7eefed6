//! Key files against what stock OpenSSH wrote, and what is refused in them.

use super::super::{KeyFile, KeyFileProblem, openssh_public};
use crate::evidence::{
    armor,
    key::{BadKey, SecretKey},
};
use proptest::prelude::*;
use secrecy::SecretString;

/// Made once by `ssh-keygen -t ed25519` (OpenSSH 9.2), without a passphrase.
const STOCK_OPEN: &str = "-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACB7GdV3ty3yMdk/Y2m9UbgDP/MPLvLerEcwx18Q3sd+TAAAAJh0ieNxdInj
cQAAAAtzc2gtZWQyNTUxOQAAACB7GdV3ty3yMdk/Y2m9UbgDP/MPLvLerEcwx18Q3sd+TA
AAAECohn0v+Jp0lGXfvW+GOOn7mNZzPlXhZUVxl4ppcVT8+nsZ1Xe3LfIx2T9jab1RuAM/
8w8u8t6sRzDHXxDex35MAAAADnBlcnNvbjphbWluYS5rAQIDBAUGBw==
-----END OPENSSH PRIVATE KEY-----
";
const OPEN_LINE: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsZ1Xe3LfIx2T9jab1RuAM/8w8u8t6sRzDHXxDex35M";
/// The same with a passphrase.
const STOCK_SEALED: &str = "-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABDPgV07OT
md/IFFCYLzs0s9AAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAICDQj2g7qqdKn8iW
LwpPDvJx+L6c82+ug5jTpcKJGrxGAAAAkEAPd9wjMKKMeA4aVO/pAN4sFDIIGFyDnbhmz8
V5nFN4CxbqCFcRPPtfqHL2JEeo5jQ8ch/NYeiliXeDsrHBAi/2tYvdwVqDLixbuemI+mRf
TtxUb8pSKFR1sf3C0w2iU91EDYsnhkVnhEru+KreS/s/PLmyeyECM/XcTzv3mFwVdpHdJm
+o6bADUF43g5rOPQ==
-----END OPENSSH PRIVATE KEY-----
";
const SEALED_LINE: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICDQj2g7qqdKn8iWLwpPDvJx+L6c82+ug5jTpcKJGrxG";
/// The same with `-Z aes256-gcm@openssh.com`.
const STOCK_GCM: &str = "-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAAFmFlczI1Ni1nY21Ab3BlbnNzaC5jb20AAAAGYmNyeXB0AA
AAGAAAABCgf7FGnWiHT/CBYo7h+0XRAAAAAQAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAA
IKx7kXJnQg7Ec0aVh4wPpIPy/UhmIxe9LhE8UVztKHBAAAAAkLtVqmJDrkzgINBeLf7njp
Y6hP6cKWdQDXh4FJCkcFZpi+pYI+t+nN4NewGVnhGaRPdihpBXdCuhclA/76L9IHxOvaDp
jSVmJZFi6mDFpJnM6Klo4dqnuVPAYso3sxuiWhErOOVNyZYyMHmKkH7AiNo/DRy6r+8DuH
KDdJIrKqdad7g+eR47/dd4iKjbAHFuFS85N7EEeIlmg4jBKfTm1no=
-----END OPENSSH PRIVATE KEY-----
";
/// A key of another kind.
const STOCK_ECDSA: &str = "-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAaAAAABNlY2RzYS
1zaGEyLW5pc3RwMjU2AAAACG5pc3RwMjU2AAAAQQRzLSVFoPfny1I5CITElKZNVHEZwFaX
IskCRxxeMDoGgkvHwmU+ajMw/dk4tPwFAdlIGqJ2a/ArjtGN1GHDpYIKAAAAoBJeYvgSXm
L4AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHMtJUWg9+fLUjkI
hMSUpk1UcRnAVpciyQJHHF4wOgaCS8fCZT5qMzD92Ti0/AUB2UgaonZr8CuO0Y3UYcOlgg
oAAAAgGMMBm0sRWaMPoIIlCBS24CAcckkX853N1ucPDOPW+i8AAAAFb3RoZXIBAgM=
-----END OPENSSH PRIVATE KEY-----
";

fn passphrase() -> SecretString {
    "practice makes perfect".into()
}

fn salt() -> [u8; 16] {
    *b"sixteen octets!!"
}

/// A stock file with other octets in it.
fn changed(file: &str, from: &[u8], to: &[u8]) -> String {
    let octets = armor::unwrap("OPENSSH PRIVATE KEY", file).unwrap();
    let at = octets.windows(from.len()).position(|window| window == from).unwrap();
    let octets = [&octets[..at], to, &octets[at + from.len()..]].concat();
    armor::wrap("OPENSSH PRIVATE KEY", &octets).to_string()
}

/// A file with an octet behind its last part.
fn longer(file: &str) -> String {
    let octets = armor::unwrap("OPENSSH PRIVATE KEY", file).unwrap();
    armor::wrap("OPENSSH PRIVATE KEY", &[&octets[..], &[0]].concat()).to_string()
}

#[test]
fn stock_files_are_read() {
    for (file, line, sealed) in [(STOCK_OPEN, OPEN_LINE, false), (STOCK_SEALED, SEALED_LINE, true)] {
        let file = KeyFile::parse(file).unwrap();
        assert_eq!((openssh_public(&file.public_key()).as_str(), file.is_sealed()), (line, sealed));
        assert_eq!(file.open(Some(&passphrase())).unwrap().public(), file.public_key());
    }
    assert_eq!(KeyFile::parse(STOCK_SEALED).unwrap().open(None).err(), Some(KeyFileProblem::Sealed));
}

#[test]
fn a_wrong_passphrase_and_an_altered_file_open_nothing() {
    let file = KeyFile::parse(STOCK_SEALED).unwrap();
    for wrong in ["Practice makes perfect", "x"] {
        assert_eq!(file.open(Some(&wrong.into())).err(), Some(KeyFileProblem::WrongPassphrase), "{wrong}");
    }
    assert_eq!(file.open(Some(&"".into())).err(), Some(KeyFileProblem::NoPassphrase));
    let altered = changed(STOCK_SEALED, b"\0\0\0\x10\xcf\x81", b"\0\0\0\x10\xcf\x82");
    assert_eq!(KeyFile::parse(&altered).unwrap().open(Some(&passphrase())).err(), Some(KeyFileProblem::WrongPassphrase));
}

#[test]
fn what_is_no_key_of_ours_is_refused() {
    let rounds = changed(STOCK_SEALED, b"\0\0\0\x10\0\0\0\x01", b"\0\0\xff\xff\0\0\0\x01");
    // An octet after salt and rounds, which the length of both counts.
    let more_of_the_seal = changed(STOCK_SEALED, b"\0\0\0\x10\0\0\0\x01", b"\0\0\0\x10\0\0\0\0\x01");
    let more_of_the_seal = changed(&more_of_the_seal, b"\0\0\0\x18\0\0\0\x10", b"\0\0\0\x19\0\0\0\x10");
    for (file, problem) in [
        (STOCK_GCM, KeyFileProblem::OtherSeal),
        (STOCK_ECDSA, KeyFileProblem::Key(BadKey::Form)),
        (&rounds, KeyFileProblem::TooCostly),
        (&changed(STOCK_SEALED, b"\0\0\0\x10\0\0\0\x01", b"\0\0\0\0\0\0\0\x01"), KeyFileProblem::Form),
        (&changed(STOCK_OPEN, b"v1\0", b"v2\0"), KeyFileProblem::Form),
        (&changed(STOCK_OPEN, b"none\0\0\0\0\0\0\0\x01", b"none\0\0\0\0\0\0\0\x02"), KeyFileProblem::Form),
        (&STOCK_OPEN.replace("OPENSSH ", ""), KeyFileProblem::Form),
        (&longer(STOCK_OPEN), KeyFileProblem::Form),
        (&more_of_the_seal, KeyFileProblem::Form),
        (&STOCK_OPEN[..300], KeyFileProblem::Form),
        ("", KeyFileProblem::Form),
    ] {
        assert_eq!(KeyFile::parse(file).err(), Some(problem), "{file}");
    }
}

/// A file that shows one public key and holds another secret one would sign for somebody else than it says.
#[test]
fn a_file_that_shows_another_key_than_it_holds_is_refused() {
    let (mine, yours) = (SecretKey::from_seed(&[1; 32]), SecretKey::from_seed(&[2; 32]));
    let honest = KeyFile::unsealed(&mine, "");
    let once = changed(&honest, mine.public().octets(), yours.public().octets());
    assert_eq!(KeyFile::parse(&once).unwrap().public_key(), yours.public());
    assert_eq!(KeyFile::parse(&once).unwrap().open(None).err(), Some(KeyFileProblem::NotItsOwn));
}

/// The two numbers before a secret part tell that it was opened with the right passphrase; where they differ, nothing of it is taken.
#[test]
fn a_secret_part_whose_two_numbers_differ_is_not_opened() {
    let honest = KeyFile::unsealed(&SecretKey::from_seed(&[1; 32]), "");
    let mut octets = armor::unwrap("OPENSSH PRIVATE KEY", &honest).unwrap();
    let algorithm = b"ssh-ed25519";
    let key = octets.windows(algorithm.len()).rposition(|window| window == algorithm).unwrap();
    // Before the name of the algorithm stands its length, and before that the second number.
    octets[key - 5] ^= 1;
    let other = KeyFile::parse(&armor::wrap("OPENSSH PRIVATE KEY", &octets)).unwrap();
    assert!(KeyFile::parse(&honest).unwrap().open(None).is_ok());
    assert_eq!(other.open(None).err(), Some(KeyFileProblem::Form));
}

#[test]
fn a_file_says_nothing_of_what_is_sealed() {
    let key = SecretKey::from_seed(&[7; 32]);
    let text = KeyFile::sealed(&key, "person:amina.k", &passphrase(), salt()).unwrap();
    let octets = armor::unwrap("OPENSSH PRIVATE KEY", &text).unwrap();
    assert!(!octets.windows(8).any(|window| window == &key.expose_seed()[..8] || window == b"person:a"));
    assert_eq!(
        format!("{:?}", KeyFile::parse(&text).unwrap()),
        format!("KeyFile {{ public: {:?}, sealed: true, .. }}", key.public())
    );
    assert_eq!(KeyFile::sealed(&key, "", &"".into(), salt()).err(), Some(KeyFileProblem::NoPassphrase));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    #[test]
    fn what_was_sealed_opens(seed: [u8; 32], comment in "[ -~]{0,40}", words in ".{1,20}") {
        let (key, words) = (SecretKey::from_seed(&seed), SecretString::from(words));
        let sealed = KeyFile::parse(&KeyFile::sealed(&key, &comment, &words, salt()).unwrap()).unwrap();
        let opened = sealed.open(Some(&words)).unwrap();
        prop_assert_eq!(opened.expose_seed(), &seed);
        let open = KeyFile::parse(&KeyFile::unsealed(&key, &comment)).unwrap();
        let opened = open.open(None).unwrap();
        prop_assert_eq!(opened.expose_seed(), &seed);
    }

    #[test]
    fn no_text_breaks_the_reader(octets in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = KeyFile::parse(&armor::wrap("OPENSSH PRIVATE KEY", &octets));
    }
}
