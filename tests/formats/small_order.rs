//! Signatures that fit the equation of Ed25519 although a point in them is of small order, or has a part that is: whoever checks nothing but
//! the equation takes them for good. They are made with the secret key, as only its holder can: who signs so could deny it, as it fits or
//! not from verifier to verifier.
//! Must not know: how a verdict is found.

use super::{
    armored::{rearmored, replace},
    sample::luc,
    signed::{Case, base_point},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use countersign::evidence::{key::SecretKey, openssh_key::openssh_public};
use ed25519_dalek::VerifyingKey;
use sha2::{Digest as _, Sha512};

/// A number below the order of the group, little-endian.
type Scalar = [u8; 32];

/// The order of the group: 2^252 + 27742317777372353535851937790883648493.
const ORDER: Scalar = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0x10,
];

/// The point of order two, whose y-coordinate is -1.
const TWO: [u8; 32] = {
    let mut octets = [0xff; 32];
    (octets[0], octets[31]) = (0xec, 0x7f);
    octets
};

/// The sum, less the order as often as it is in it. Both are below the order.
fn add(one: Scalar, other: Scalar) -> Scalar {
    let mut sum = [0; 32];
    let mut carry = 0;
    for (place, octet) in sum.iter_mut().enumerate() {
        let total = u16::from(one[place]) + u16::from(other[place]) + carry;
        (*octet, carry) = (total as u8, total >> 8);
    }
    let is_below = sum.iter().rev().lt(ORDER.iter().rev());
    if is_below {
        return sum;
    }
    let mut borrow = 0;
    for (octet, less) in sum.iter_mut().zip(ORDER) {
        let (left, under) = octet.overflowing_sub(less);
        let (left, again) = left.overflowing_sub(borrow);
        (*octet, borrow) = (left, u8::from(under || again));
    }
    sum
}

/// The product of a number of any length, little-endian, and a scalar.
fn times(number: &[u8], scalar: Scalar) -> Scalar {
    let bits = number.iter().rev().flat_map(|octet| (0..8).rev().map(move |bit| octet >> bit & 1 == 1));
    bits.fold([0; 32], |product, bit| {
        let doubled = add(product, product);
        if bit { add(doubled, scalar) } else { doubled }
    })
}

fn one() -> Scalar {
    times(&[1], [&[1][..], &[0; 31]].concat().try_into().unwrap())
}

/// The number by which a key multiplies, as RFC 8032 makes it of the seed.
fn secret_of(key: &SecretKey) -> Scalar {
    let mut octets: [u8; 32] = Sha512::digest(key.expose_seed())[..32].try_into().unwrap();
    octets[0] &= 0xf8;
    octets[31] = octets[31] & 0x7f | 0x40;
    times(&octets, one())
}

/// What a signature of SSH is over.
fn framed(case: &Case) -> Vec<u8> {
    let string = |octets: &[u8]| [&u32::try_from(octets.len()).unwrap().to_be_bytes(), octets].concat();
    let namespace = string(case.namespace.word().as_bytes());
    let hash = Sha512::digest(case.text.as_bytes());
    [b"SSHSIG".to_vec(), namespace, string(b""), string(b"sha512"), string(&hash)].concat()
}

/// The number that text, key and R give.
fn challenge(r: &[u8; 32], key: &[u8], case: &Case) -> Scalar {
    times(&Sha512::digest([&r[..], key, &framed(case)].concat()), one())
}

/// The approval's signature with these R and S in their places.
fn with(case: &Case, r: &[u8; 32], s: &Scalar) -> String {
    rearmored(&case.signature, |octets| {
        let place = octets.len() - 64;
        octets[place..place + 32].copy_from_slice(r);
        octets[place + 32..].copy_from_slice(s);
    })
}

/// T06: each fits the equation, and is refused.
pub fn all(approved: &Case) -> Vec<Case> {
    let (secret, public) = (secret_of(&luc()), *luc().public().octets());
    let identity = one();
    // The sum of the key and the point of order two: half of all texts fit under it as under the key.
    let point = |octets: &[u8; 32]| VerifyingKey::from_bytes(octets).unwrap().to_edwards();
    let mixed = (point(&public) + point(&TWO)).compress().to_bytes();
    let base = base_point();
    let under_mixed = |case: &mut Case| {
        let fits = (381..).find(|seq| {
            case.text = approved.text.replace("seq: 381", &format!("seq: {seq}"));
            challenge(&base, &mixed, case)[0] & 1 == 0
        });
        assert!(fits.is_some());
        let s = add(one(), times(&challenge(&base, &mixed, case), secret));
        case.signature = rearmored(&with(case, &base, &s), |octets| replace(octets, &public, &mixed));
        let blob = [b"\0\0\0\x0bssh-ed25519\0\0\0\x20".as_slice(), &mixed].concat();
        case.signer = format!("ssh-ed25519 {}", BASE64_STANDARD.encode(blob));
    };
    let of_nothing = |case: &mut Case| {
        let s = times(&challenge(&identity, &public, case), secret);
        case.signature = with(case, &identity, &s);
    };
    let longer = |case: &mut Case| {
        let key = [&public[..], &[0]].concat();
        let s = add(one(), times(&challenge(&base, &key, case), secret));
        case.signature = rearmored(&with(case, &base, &s), |octets| {
            let place = octets.windows(32).position(|window| window == public).unwrap();
            octets.insert(place + 32, 0);
            octets[place - 1] += 1;
            // The length of the key as a whole, after the magic and the version.
            octets[6 + 4 + 3] += 1;
        });
        let blob = [b"\0\0\0\x0bssh-ed25519\0\0\0\x21".as_slice(), &key].concat();
        case.signer = format!("ssh-ed25519 {}", BASE64_STANDARD.encode(blob));
    };
    assert_eq!(approved.signer, openssh_public(&luc().public()));
    vec![
        approved.lax("R is the point of no order, and fits", of_nothing),
        approved.bad("a key of 33 octets, which fits", longer),
        approved.lax("a key with a part of small order, which fits this text", under_mixed),
    ]
}
