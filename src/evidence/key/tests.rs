//! The vectors of RFC 8032, and what a strict check must refuse.

use super::*;
use proptest::prelude::*;

fn octets<const N: usize>(hex: &str) -> [u8; N] {
    let pairs: Vec<u8> = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
    pairs.try_into().unwrap()
}

/// RFC 8032, section 7.1: seed, public key, message, signature of tests 1, 2 and 3.
const VECTORS: [(&str, &str, &[u8], &str); 3] = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
];

/// The order of the group, 2^252 + 27742317777372353535851937790883648493, lowest octet first.
const ORDER: &str = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

#[test]
fn the_vectors_of_rfc_8032() {
    for (seed, public, message, signature) in VECTORS {
        let secret = SecretKey::from_seed(&octets(seed));
        let (public, signature) = (PublicKey::from_octets(&octets(public)).unwrap(), Signature::from_octets(octets(signature)));
        assert_eq!((secret.public(), secret.sign(message)), (public, signature));
        assert_eq!(public.verify(message, &signature), Ok(()));
        assert_eq!(public.verify(b"another message", &signature), Err(DoesNotVerify));
    }
    let [one, two, ..] = VECTORS;
    let signature = Signature::from_octets(octets(one.3));
    assert_eq!(PublicKey::from_octets(&octets(two.1)).unwrap().verify(one.2, &signature), Err(DoesNotVerify), "another key");
}

/// The same signature with s + L fits the equation as well, and must not pass for a second signature.
#[test]
fn an_altered_signature_is_refused() {
    let order: [u8; 32] = octets(ORDER);
    for (_, public, message, signature) in VECTORS {
        let mut altered: [u8; 64] = octets(signature);
        let mut carry = 0;
        for (octet, add) in altered[32..].iter_mut().zip(order) {
            let sum = u16::from(*octet) + u16::from(add) + carry;
            (*octet, carry) = (sum as u8, sum >> 8);
        }
        assert_eq!(carry, 0);
        let public = PublicKey::from_octets(&octets(public)).unwrap();
        assert_eq!(public.verify(message, &Signature::from_octets(altered)), Err(DoesNotVerify));
    }
}

/// Who holds the key can make this one: its first half is the neutral element, and it fits the equation.
#[test]
fn a_signature_that_commits_to_nothing_is_refused() {
    let public = "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c";
    let second = "95c0fdcc54fccad1f2b8bc9b96aa6837c82f86349e6576ad29ca3ece7b7ea905";
    let signature = Signature::from_octets(octets(&format!("01{}{second}", "00".repeat(31))));
    let lax = ed25519_dalek::Verifier::verify;
    let key = PublicKey::from_octets(&octets(public)).unwrap();
    let dalek = ed25519_dalek::Signature::from_bytes(signature.octets());
    assert!(lax(&key.0, b"message", &dalek).is_ok(), "a lax check accepts it");
    assert_eq!(key.verify(b"message", &signature), Err(DoesNotVerify));
}

/// T06.
#[test]
fn keys_that_prove_nothing_are_refused() {
    let p = "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";
    let cases = [
        ("the neutral element", format!("01{}", "00".repeat(31)), BadKey::Weak),
        ("the point of order 2", p.replacen("ed", "ec", 1), BadKey::Weak),
        ("a point of order 4", "00".repeat(32), BadKey::Weak),
        ("a point of order 4, the other sign", format!("{}80", "00".repeat(31)), BadKey::Weak),
        ("a point of order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05".into(), BadKey::Weak),
        ("a point of order 8", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a".into(), BadKey::Weak),
        ("a point of order 4, not reduced", p.into(), BadKey::Weak),
        ("the neutral element, not reduced", p.replacen("ed", "ee", 1), BadKey::Weak),
        (
            "an honest key and a point of order 8",
            "b2304873b52f9064728173af1c81cc22bffbd587fa0a206ba040cc9df8ba4397".into(),
            BadKey::Weak,
        ),
        ("no point", format!("02{}", "00".repeat(31)), BadKey::Point),
    ];
    for (what, hex, why) in cases {
        assert_eq!(PublicKey::from_octets(&octets(&hex)), Err(why), "{what}");
    }
}

/// A y from 0 to 18 can also be written as y + 2^255 − 19. There are no other second encodings, but for the sign of x = 0.
#[test]
fn a_key_has_one_encoding() {
    let mut points = 0;
    for low in 0xed..=0xff {
        for high in [0x7f, 0xff] {
            let mut encoded = [0xff; 32];
            (encoded[0], encoded[31]) = (low, high);
            points += usize::from(VerifyingKey::from_bytes(&encoded).is_ok());
            assert!(PublicKey::from_octets(&encoded).is_err(), "{encoded:x?}");
        }
    }
    assert!(points > 20, "only {points} of them are points that had to be refused");
}

#[test]
fn texts_have_one_spelling() {
    // RFC 9421, appendix B.1.4.
    let text = "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs";
    let key: PublicKey = text.parse().unwrap();
    assert_eq!((key.to_string().as_str(), format!("{key:?}").as_str()), (text, text));
    // The first digits of the SHA-256 of the 32 octets, from sha256sum.
    assert_eq!(key.fingerprint(), "b16c 2d1b ead1 2626");
    let (padded, short, other, loose) = (format!("{text}="), &text[1..], text.replace('_', "/"), format!("{}t", &text[..42]));
    for bad in ["", short, &padded, &other, &loose, " "] {
        assert_eq!(bad.parse::<PublicKey>(), Err(BadKey::Form), "{bad}");
    }

    let signature = SecretKey::from_seed(&[7; 32]).sign(b"x");
    let text = signature.to_string();
    assert_eq!((text.len(), text.parse()), (88, Ok(signature)));
    let url = STANDARD.encode([0xff; 64]).replace('/', "_");
    for bad in ["", &text[..86], &text[1..], &format!("{text}="), &url, &format!("{text}\n")] {
        assert_eq!(bad.parse::<Signature>(), Err(NotASignature), "{bad}");
    }
}

#[test]
fn key_ids_are_plain_words() {
    let longest = "k".repeat(64);
    for good in ["GHA01-2026-1", "~", &longest] {
        assert_eq!(good.parse::<KeyId>().unwrap().to_string(), good);
    }
    let long = "k".repeat(65);
    for bad in ["", " ", "a b", "a\"", "a\\", "a\n", "\u{e9}", "a\u{7f}", &long] {
        assert_eq!(bad.parse::<KeyId>(), Err(NotAKeyId), "{bad:?}");
    }
}

proptest! {
    #[test]
    fn what_is_signed_verifies_and_nothing_else(
        seed: [u8; 32], message: Vec<u8>, bit in 0..512usize, place: prop::sample::Index, change in 1..=255u8
    ) {
        let secret = SecretKey::from_seed(&seed);
        let (public, signature) = (secret.public(), secret.sign(&message));
        prop_assert_eq!(public.verify(&message, &signature), Ok(()));
        let mut altered = *signature.octets();
        altered[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(public.verify(&message, &Signature::from_octets(altered)), Err(DoesNotVerify));
        let mut other = message.clone();
        other.push(0);
        prop_assert_eq!(public.verify(&other, &signature), Err(DoesNotVerify));
        if !message.is_empty() {
            let mut other = message.clone();
            other[place.index(message.len())] ^= change;
            prop_assert_eq!(public.verify(&other, &signature), Err(DoesNotVerify));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text: String) {
        if let Ok(key) = text.parse::<PublicKey>() { prop_assert_eq!(key.to_string(), text.clone()); }
        if let Ok(id) = text.parse::<KeyId>() { prop_assert_eq!(id.to_string(), text.clone()); }
        let _ = text.parse::<Signature>();
    }
}
