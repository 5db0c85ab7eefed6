//! Signatures against stock `ssh-keygen`, and what a strict check must refuse.

use super::*;
use crate::evidence::key::BadKey;
use proptest::prelude::*;

/// Made once by `ssh-keygen -Y sign -n itmo-approve@v1` (OpenSSH 9.2) over [`TEXT`].
const TEXT: &[u8] = b"itmo-order/v1\norder-id: sample\n";
const STOCK: &str = "-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgexnVd7ct8jHZP2NpvVG4Az/zDy
7y3qxHMMdfEN7HfkwAAAAPaXRtby1hcHByb3ZlQHYxAAAAAAAAAAZzaGE1MTIAAABTAAAA
C3NzaC1lZDI1NTE5AAAAQKkLSBO+EPXEBaDLy9pL6NfcPn6JomnhNlc4iYmKXGLHgO6GE4
Cj8MbCwgUe6eqtqlMG8DRfwwcFyhyE9veb+go=
-----END SSH SIGNATURE-----
";

fn key(seed: u8) -> SecretKey {
    SecretKey::from_seed(&[seed; 32])
}

/// The armor with other octets in it.
fn rearmored(change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut octets = armor::unwrap(LABEL, STOCK).unwrap();
    change(&mut octets);
    armor::wrap(LABEL, &octets).to_string()
}

/// Replaces a part of the octets, its length included.
fn with(from: &[u8], to: &[u8]) -> String {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    put_string(&mut old, from);
    put_string(&mut new, to);
    rearmored(|octets| {
        let at = octets.windows(old.len()).position(|window| window == old).unwrap();
        octets.splice(at..at + old.len(), new);
    })
}

#[test]
fn a_stock_signature_is_read_verified_and_written_as_it_was() {
    let signature = SshSignature::parse(STOCK).unwrap();
    let key = signature.public_key();
    assert_eq!((signature.armored().as_str(), signature.namespace()), (STOCK, Namespace::Approve));
    assert_eq!(signature.verify(Namespace::Approve, TEXT, &key), Ok(()));
    assert_eq!(signature.verify(Namespace::Approve, b"another text", &key), Err(SshsigProblem::DoesNotVerify));
    assert_eq!(signature.verify(Namespace::Approve, TEXT, &super::tests::key(1).public()), Err(SshsigProblem::OtherKey));
    let problem = SshsigProblem::OtherNamespace { is: Namespace::Approve, expected: Namespace::Initiate };
    assert_eq!(signature.verify(Namespace::Initiate, TEXT, &key), Err(problem));
}

/// T06: the purpose is under the signature, not only beside it.
#[test]
fn t06_a_signature_is_not_moved_to_another_purpose() {
    let moved = SshSignature::parse(&with(b"itmo-approve@v1", b"itmo-initiate@v1")).unwrap();
    assert_eq!(moved.verify(Namespace::Initiate, TEXT, &moved.public_key()), Err(SshsigProblem::DoesNotVerify));
}

#[test]
fn what_is_of_another_kind_is_refused() {
    for (armored, problem) in [
        (with(b"itmo-approve@v1", b"file"), SshsigProblem::UnknownNamespace),
        (with(b"itmo-approve@v1", b"\xff"), SshsigProblem::UnknownNamespace),
        (with(b"sha512", b"sha256"), SshsigProblem::Algorithm),
        (with(b"", b"x"), SshsigProblem::Form),
        (rearmored(|octets| octets.push(0)), SshsigProblem::Form),
        (rearmored(|octets| octets.truncate(octets.len() - 1)), SshsigProblem::Form),
        (rearmored(|octets| octets[9] = 2), SshsigProblem::Form),
        (rearmored(|octets| octets[0] = b's'), SshsigProblem::Form),
        (rearmored(|octets| octets[14 + 4] = b'r'), SshsigProblem::Key(BadKey::Form)),
        (rearmored(|octets| octets[33..65].copy_from_slice(&[0; 32])), SshsigProblem::Key(BadKey::Weak)),
        (String::new(), SshsigProblem::Form),
        ("x".repeat(LONGEST + 1), SshsigProblem::Form),
    ] {
        assert_eq!(SshSignature::parse(&armored).err(), Some(problem), "{armored}");
    }
}

/// T07: two readers must not differ about what is a signature, so there is one spelling.
#[test]
fn t07_a_second_spelling_is_refused() {
    let body = |text: &str| text.lines().filter(|line| !line.starts_with("-----")).collect::<String>();
    for other in [
        STOCK.trim_end().to_owned(),
        format!("{STOCK}\n"),
        format!("\n{STOCK}"),
        STOCK.replace('\n', "\r\n"),
        STOCK.replacen("zDy\n7y", "zDy7\ny", 1),
        format!("-----BEGIN {LABEL}-----\n{}\n-----END {LABEL}-----\n", body(STOCK)),
        // The last letter carries two bits that mean nothing.
        STOCK.replace("+go=", "+gp="),
        STOCK.replace("+go=", "+go"),
        STOCK.replace("SSH SIGNATURE", "SSH2 SIGNATURE"),
    ] {
        assert_eq!(SshSignature::parse(&other), Err(SshsigProblem::Form), "{other}");
    }
}

/// T06: with s + L in place of s the equation holds as well; the octets are other ones and must not pass for a second signature.
#[test]
fn t06_a_malleable_signature_is_refused() {
    let order = b"\xed\xd3\xf5\x5c\x1a\x63\x12\x58\xd6\x9c\xf7\xa2\xde\xf9\xde\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10";
    let altered = rearmored(|octets| {
        let at = octets.len() - 32;
        let mut carry = 0;
        for (octet, add) in octets[at..].iter_mut().zip(order) {
            let sum = u16::from(*octet) + u16::from(*add) + carry;
            (*octet, carry) = (sum as u8, sum >> 8);
        }
    });
    let altered = SshSignature::parse(&altered).unwrap();
    assert_eq!(altered.verify(Namespace::Approve, TEXT, &altered.public_key()), Err(SshsigProblem::DoesNotVerify));
}

proptest! {
    #[test]
    fn what_is_signed_verifies_and_nothing_else_does(
        seed: u8,
        place in 0..Namespace::ALL.len(),
        octets in prop::collection::vec(any::<u8>(), 0..200),
        flip: prop::sample::Index,
    ) {
        let (key, namespace) = (key(seed), Namespace::ALL[place]);
        let signature = SshSignature::sign(&key, namespace, &octets);
        prop_assert_eq!(SshSignature::parse(&signature.armored()), Ok(signature));
        prop_assert_eq!(signature.verify(namespace, &octets, &key.public()), Ok(()));
        for other in Namespace::ALL.into_iter().filter(|other| *other != namespace) {
            prop_assert!(signature.verify(other, &octets, &key.public()).is_err());
        }
        let mut changed = octets.clone();
        changed.push(0);
        prop_assert_eq!(signature.verify(namespace, &changed, &key.public()), Err(SshsigProblem::DoesNotVerify));
        // No octet of a signature can be changed so that it is read and verifies.
        let mut framed = armor::unwrap(LABEL, &signature.armored()).unwrap();
        let at = flip.index(framed.len());
        framed[at] ^= 1;
        let read = SshSignature::parse(&armor::wrap(LABEL, &framed));
        prop_assert!(read.and_then(|read| read.verify(namespace, &octets, &key.public())).is_err());
    }

    #[test]
    fn no_text_breaks_the_reader(octets in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = SshSignature::parse(&armor::wrap(LABEL, &octets));
        let _ = SshSignature::parse(&String::from_utf8_lossy(&octets));
    }
}
