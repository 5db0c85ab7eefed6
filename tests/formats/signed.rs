//! Signatures: a good one for every purpose, and for each cause of refusal one that has only this cause.
//! Where stock `ssh-keygen` is content with less, the vector says so: a weak key, a second encoding or signature, another hash.
//! Must not know: how a verdict is found.

use super::{
    armored::{octets_of, rearmored, replace, string_for},
    contacts, differences, guards,
    people::secret,
    sample::{amina, approval, luc, order, station},
    small_order,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use countersign::evidence::{
    key::{PublicKey, SecretKey},
    openssh_key::openssh_public,
    sshsig::{Namespace, SshSignature},
    statement::{Statement, StatementKind},
};
use sha2::{Digest as _, Sha256};

/// What stock `ssh-keygen -Y verify` says.
#[derive(Clone, Copy)]
pub enum Stock {
    Accepts,
    Refuses,
    /// Versions differ.
    Either,
}

impl Stock {
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepts => "accepted",
            Self::Refuses => "refused",
            Self::Either => "either",
        }
    }
}

/// A text, a signature, and whether it is this signer's for this purpose.
#[derive(Clone)]
pub struct Case {
    pub name: String,
    pub text: String,
    pub namespace: Namespace,
    /// One line as `ssh-keygen` writes it.
    pub signer: String,
    /// In its armor.
    pub signature: String,
    pub good: bool,
    pub stock: Stock,
}

impl Case {
    fn good(name: &str, text: &str, namespace: Namespace, key: &SecretKey) -> Self {
        Self {
            name: name.to_owned(),
            text: text.to_owned(),
            namespace,
            signer: openssh_public(&key.public()),
            signature: SshSignature::sign(key, namespace, text.as_bytes()).armored(),
            good: true,
            stock: Stock::Accepts,
        }
    }

    /// The same, no longer good; a name of its own and one change.
    pub fn bad(&self, name: &str, change: impl FnOnce(&mut Self)) -> Self {
        let mut changed = Self { name: name.to_owned(), good: false, stock: Stock::Refuses, ..self.clone() };
        change(&mut changed);
        changed
    }

    /// The same, no longer good for us.
    pub fn lax(&self, name: &str, change: impl FnOnce(&mut Self)) -> Self {
        Self { stock: Stock::Accepts, ..self.bad(name, change) }
    }
}

pub fn all() -> Vec<Case> {
    let (order, base) = (order(), approval());
    let initiated = Case::good("initiate an order", order.as_str(), Namespace::Initiate, &amina());
    let mut cases =
        vec![initiated.clone(), Case::good("a station signs an order", order.as_str(), Namespace::Station, &station())];
    for (kind, namespace, key) in [
        (StatementKind::Approve, Namespace::Approve, luc()),
        (StatementKind::WithdrawApproval, Namespace::Approve, luc()),
        (StatementKind::Reject, Namespace::Reject, luc()),
        (StatementKind::Stop, Namespace::Reject, luc()),
        (StatementKind::Withdraw, Namespace::Withdraw, amina()),
        (StatementKind::Release, Namespace::Release, luc()),
    ] {
        let text = Statement { kind, ..base.clone() }.write().unwrap();
        cases.push(Case::good(&format!("a statement: {}", kind.word()), text.as_str(), namespace, &key));
    }
    let approved = cases[2].clone();
    cases.extend(of_purpose(&initiated, &approved));
    cases.extend(of_text_and_key(&initiated, &approved));
    cases.extend(of_armor(&initiated));
    cases.extend(of_octets(&initiated));
    cases.extend(of_strings(&initiated));
    cases.extend(small_order::all(&approved));
    cases.extend(of_other_texts());
    cases
}

/// What a station signs of a file of its journal.
const MANIFEST: &str = "\
# itmo-journal/v1
# station: ONL-2
# closed: 2026-11-29T00:00:03.120Z
# lines: 1-2
# head: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
# root: cb8379ac2098aa165029e3938a51da0bcecfc008fd6795f401178647f96c5b34
ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  journal-2026-11-28.jsonl
";

/// What a station signs of an evidence pack.
const PACK: &str = "\
# itmo-pack/v1
# transfer: GHA01-2026-000123
# registry: CHE01
# for: internal
# station: ONL-2
# made: 2026-11-29T09:14:22Z
ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  order/order.txt
";

/// What else is signed: each kind with a good signature, and the same under another text, for another purpose, by another key.
fn of_other_texts() -> Vec<Case> {
    let mut cases = Vec::new();
    for (kind, text, namespace, key) in [
        ("a roster", guards::roster(), Namespace::Roster, "ines.r"),
        ("a policy", guards::POLICY.to_owned(), Namespace::Policy, "tomas.w"),
        ("a revocation", guards::revocation().as_str().to_owned(), Namespace::Revoke, "ines.r"),
        ("a resolution", differences::RESOLUTION.to_owned(), Namespace::Resolve, "amina.k"),
        ("a confirmation", differences::confirmation(), Namespace::Resolve, "luc.b"),
        ("contacts", contacts::BUNDLE.to_owned(), Namespace::Contact, "kofi.d"),
        ("a change of contacts", contacts::change(), Namespace::Contact, "amina.k"),
        ("a confirmation of contacts", contacts::confirmation(), Namespace::Contact, "luc.b"),
        ("a result of reconciliation", differences::RECONCILIATION.to_owned(), Namespace::Snapshot, "GHA01"),
        ("a manifest of the journal", MANIFEST.to_owned(), Namespace::Journal, "ONL-2"),
        ("the manifest of a pack", PACK.to_owned(), Namespace::Pack, "ONL-2"),
    ] {
        let good = Case::good(kind, &text, namespace, &secret(key));
        let another = if namespace == Namespace::Resolve { Namespace::Contact } else { Namespace::Resolve };
        cases.extend([
            good.bad(&format!("{kind} with one digit changed"), |case| case.text = case.text.replacen("2026", "2025", 1)),
            good.bad(&format!("{kind} with CR LF"), |case| case.text = case.text.replace('\n', "\r\n")),
            good.bad(&format!("{kind} for another purpose"), |case| case.namespace = another),
            good.bad(&format!("{kind} by another key"), |case| case.signer = openssh_public(&secret("nobody").public())),
            good.bad(&format!("{kind} with one bit of its signature changed"), |case| {
                case.signature = rearmored(&case.signature, |octets| *octets.last_mut().unwrap() ^= 1);
            }),
            good,
        ]);
    }
    cases
}

/// T06: a signature for one purpose is none for another.
fn of_purpose(initiated: &Case, approved: &Case) -> Vec<Case> {
    vec![
        initiated.bad("an initiator's signature as an approval", |case| case.namespace = Namespace::Approve),
        initiated.bad("an initiator's signature as a station's", |case| case.namespace = Namespace::Station),
        approved.bad("an approver's signature as an initiator's", |case| case.namespace = Namespace::Initiate),
        approved.bad("an approver's signature as a release", |case| case.namespace = Namespace::Release),
        initiated.bad("a namespace that was written over", |case| {
            case.namespace = Namespace::Approve;
            case.signature = rearmored(&case.signature, |octets| string_for(octets, b"itmo-initiate@v1", b"itmo-approve@v1"));
        }),
        initiated.bad("a namespace that was written over in a signature that is good for what is asked", |case| {
            case.signature = rearmored(&case.signature, |octets| string_for(octets, b"itmo-initiate@v1", b"itmo-approve@v1"));
        }),
    ]
}

fn of_text_and_key(initiated: &Case, approved: &Case) -> Vec<Case> {
    vec![
        initiated.bad("a text with one digit more", |case| case.text = case.text.replace("quantity: 12500", "quantity: 125000")),
        initiated.bad("a text without its last LF", |case| case.text.truncate(case.text.len() - 1)),
        initiated.bad("a text with CR LF", |case| case.text = case.text.replace('\n', "\r\n")),
        approved.bad("an approval that names another order", |case| {
            case.text = case.text.replacen("order-sha256: ", "order-sha256: 0", 1);
            case.text = case
                .text
                .lines()
                .map(|l| if l.starts_with("order-") { &l[..l.len() - 1] } else { l }.to_owned() + "\n")
                .collect();
        }),
        approved.bad("a rejection with the signature of an approval", |case| {
            case.text = case.text.replace("kind: approve", "kind: reject");
        }),
        initiated.bad("another person's key", |case| case.signer = openssh_public(&luc().public())),
        initiated.bad("the key of another put in a good signature's place", |case| {
            let other = *luc().public().octets();
            case.signature = rearmored(&case.signature, |octets| replace(octets, amina().public().octets(), &other));
        }),
        initiated.bad("a key that was written over", |case| {
            let other = *luc().public().octets();
            case.signer = openssh_public(&luc().public());
            case.signature = rearmored(&case.signature, |octets| replace(octets, amina().public().octets(), &other));
        }),
    ]
}

fn of_armor(initiated: &Case) -> Vec<Case> {
    let cut = |keep: usize| initiated.signature.lines().take(keep).map(|line| format!("{line}\n")).collect::<String>();
    let lines = initiated.signature.lines().count();
    let (first, last) = ("-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\n");
    let one_line = format!("{first}{}\n{last}", BASE64_STANDARD.encode(octets_of(&initiated.signature)));
    vec![
        initiated.bad("an empty signature", |case| case.signature.clear()),
        initiated.bad("an armor without its end", |case| case.signature = cut(lines - 1)),
        initiated.bad("an armor that was cut in the middle", |case| case.signature = format!("{}{last}", cut(lines - 2))),
        initiated.bad("another label", |case| case.signature = case.signature.replace("SSH SIGNATURE", "PGP SIGNATURE")),
        initiated.bad("another label at its end", |case| {
            case.signature = case.signature.replace("END SSH SIGNATURE", "END PGP SIGNATURE");
        }),
        initiated.bad("a character that is not base64", |case| case.signature = case.signature.replacen('U', "*", 1)),
        initiated.lax("an armor in one line", |case| case.signature = one_line),
    ]
}

/// The strings that a signature is made of, each with its length.
fn of_strings(initiated: &Case) -> Vec<Case> {
    let of = |change: fn(&mut Vec<u8>)| rearmored(&initiated.signature, change);
    vec![
        initiated.bad("a length that promises an octet more than there is", |case| {
            case.signature = of(|octets| {
                // The last string holds the algorithm, of eleven octets, and the signature, of sixty-four, each after its length.
                let place = octets.len() - (4 + 11 + 4 + 64) - 1;
                octets[place] += 1;
            });
        }),
        initiated.bad("a signature of 65 octets", |case| {
            case.signature = of(|octets| {
                let place = octets.len() - 64;
                octets[place - 1] += 1;
                octets[place - 4 - 11 - 4 - 1] += 1;
                octets.push(0);
            });
        }),
        initiated.bad("a signature that names SHA-256 and is over SHA-512", |case| {
            case.signature = of(|octets| string_for(octets, b"sha512", b"sha256"));
        }),
        initiated.bad("a signature of another algorithm's name", |case| {
            case.signature = of(|octets| {
                let place = octets.len() - 64 - 4 - 1;
                octets[place] = b'8';
            });
        }),
        // OpenSSH reads what is reserved, and passes over it.
        initiated.lax("something in the place that is reserved", |case| {
            case.signature = of(|octets| {
                let hash = octets.windows(10).position(|window| window == b"\0\0\0\x06sha512").unwrap();
                octets[hash - 1] = 1;
                octets.insert(hash, b'x');
            });
        }),
    ]
}

fn of_octets(initiated: &Case) -> Vec<Case> {
    let of = |change: fn(&mut Vec<u8>)| rearmored(&initiated.signature, change);
    vec![
        initiated.bad("one bit of the signature changed", |case| case.signature = of(|octets| *octets.last_mut().unwrap() ^= 1)),
        initiated.bad("one bit of R changed", |case| {
            case.signature = of(|octets| {
                let place = octets.len() - 64;
                octets[place] ^= 1;
            });
        }),
        // Of one signature two would be good; OpenSSH 9.2 lets both pass.
        Case {
            stock: Stock::Either,
            ..initiated.bad("the signature with S + L", |case| case.signature = of(|octets| raise(octets)))
        },
        initiated.bad("an octet too many", |case| case.signature = of(|octets| octets.push(0))),
        initiated.bad("an octet too few", |case| case.signature = of(|octets| octets.truncate(octets.len() - 1))),
        initiated.bad("another version of the format", |case| case.signature = of(|octets| octets[9] = 2)),
        initiated.bad("another magic", |case| case.signature = of(|octets| octets[0] = b'X')),
        initiated.lax("a good signature over SHA-256", |case| case.signature = over_sha256(case)),
        initiated.lax("a weak key, under which one signature fits every text", |case| {
            let (identity, point) = (one(), base_point());
            case.signature = rearmored(&case.signature, |octets| {
                replace(octets, amina().public().octets(), &identity);
                let place = octets.len() - 64;
                octets[place..place + 32].copy_from_slice(&point);
                octets[place + 32..].copy_from_slice(&one());
            });
            let blob = [b"\0\0\0\x0bssh-ed25519\0\0\0\x20".as_slice(), &identity].concat();
            case.signer = format!("ssh-ed25519 {}", BASE64_STANDARD.encode(blob));
        }),
    ]
}

/// As octets, little-endian: as a point the identity, as a scalar the number.
fn one() -> [u8; 32] {
    let mut octets = [0; 32];
    octets[0] = 1;
    octets
}

/// The base point: with S = 1 it is the R of a signature by nobody.
pub fn base_point() -> [u8; 32] {
    let mut octets = [0x66; 32];
    octets[0] = 0x58;
    octets
}

/// The order of the group added to S: it fits the equation, and is refused all the same.
fn raise(octets: &mut [u8]) {
    const ORDER: [u8; 16] = [0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14];
    let order = ORDER.into_iter().chain([0; 15]).chain([0x10]);
    let place = octets.len() - 32;
    let mut carry = 0;
    for (octet, add) in octets[place..].iter_mut().zip(order) {
        let sum = u16::from(*octet) + u16::from(add) + carry;
        (*octet, carry) = (sum as u8, sum >> 8);
    }
}

/// What `ssh-keygen -O hashalg=sha256` would make. One hash is enough; ours is SHA-512.
fn over_sha256(case: &Case) -> String {
    let string = |octets: &[u8]| [&u32::try_from(octets.len()).unwrap().to_be_bytes(), octets].concat();
    let namespace = string(case.namespace.word().as_bytes());
    let hash = Sha256::digest(case.text.as_bytes());
    let framed = [b"SSHSIG".to_vec(), namespace.clone(), string(b""), string(b"sha256"), string(&hash)].concat();
    let key = amina();
    let public: PublicKey = key.public();
    let blob = [string(b"ssh-ed25519"), string(public.octets())].concat();
    let signature = [string(b"ssh-ed25519"), string(key.sign(&framed).octets())].concat();
    let whole =
        [b"SSHSIG\0\0\0\x01".to_vec(), string(&blob), namespace, string(b""), string(b"sha256"), string(&signature)].concat();
    rearmored(&case.signature, |octets| *octets = whole)
}
