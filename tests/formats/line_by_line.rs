//! Line by line: whatever is changed in one line of a good text of any kind is refused or says something else, and no signature of the text
//! holds for it; and what a registry is sent is bound to the order leaf by leaf (T03, T07).
//! Must not know: what a line means.

use super::{KINDS, order_refused};
use countersign::{
    evidence::{
        digest::Digest,
        key::SecretKey,
        order::OrderText,
        sshsig::{Namespace, SshSignature},
    },
    wire::convert::order_text,
};

/// The first, the middle and the last letter or digit of a line's value, each changed to its neighbour.
fn neighbours(line: &str) -> Vec<String> {
    let value = line.find(": ").map_or(0, |at| at + 2);
    let plain = |(at, c): &(usize, char)| *at >= value && c.is_ascii_alphanumeric();
    let places: Vec<(usize, char)> = line.char_indices().filter(plain).collect();
    let Some(last) = places.len().checked_sub(1) else { return Vec::new() };
    let changed = |place: usize| {
        let (at, c) = places[place];
        let next = match c {
            '9' => '0',
            'z' => 'a',
            'Z' => 'A',
            other => char::from_u32(u32::from(other) + 1).unwrap(),
        };
        format!("{}{next}{}", &line[..at], &line[at + 1..])
    };
    [0, last / 2, last].map(changed).into()
}

/// Every text with one line of it changed, and the line.
fn changed(text: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let with = |at: usize, line: &str| {
        let all = lines.iter().enumerate().map(|(other, kept)| if other == at { line } else { kept });
        all.map(|line| format!("{line}\n")).collect::<String>()
    };
    let of_line = |at: usize| neighbours(lines[at]).into_iter().map(move |line| (at, line));
    (0..lines.len()).flat_map(of_line).map(|(at, line)| (with(at, &line), lines[at].to_owned())).collect()
}

/// T07: of every kind of text, every line is signed: changed, it has another digest, and the signature holds no more.
#[test]
fn a_changed_line_of_any_text_is_another_text() {
    let key = SecretKey::from_seed(&[9; 32]);
    for (kind, cases, refused) in KINDS {
        let (mut tried, mut refusals) = (0, 0);
        for case in cases().into_iter().filter(|case| case.good).take(12) {
            let text = String::from_utf8(case.octets).unwrap();
            let signature = SshSignature::sign(&key, Namespace::Initiate, text.as_bytes());
            for (other, line) in changed(&text) {
                assert_ne!(Digest::of(&other), Digest::of(&text), "{kind}, {}: {line}", case.name);
                let held = signature.verify(Namespace::Initiate, other.as_bytes(), &key.public());
                assert!(held.is_err(), "{kind}, {}: {line}", case.name);
                tried += 1;
                refusals += usize::from(refused(other.as_bytes()).is_some());
            }
        }
        assert!(tried > 10 && refusals > 0, "{kind}: {refusals} of {tried}");
    }
}

/// What of an order the registry is not sent: who, when, under what, and what the book says of the units itself.
const NOT_SENT: [&str; 16] = [
    "order-id",
    "supersedes",
    "registry",
    "environment",
    "transferring-party",
    "acquiring-party",
    "cooperative-approach",
    "quantity-words",
    "metric",
    "authorization",
    "source-document",
    "policy",
    "roster",
    "not-before",
    "not-after",
    "initiator",
];

/// T03: of every action there is, each line that says what is to be done is bound to what the registry is sent: changed alone it gives no
/// act, and bound anew it gives another. The lines of a decision say which transfer, how many and on what proposal.
#[test]
fn a_changed_line_of_an_order_is_not_what_is_sent() {
    let mut decisions = 0;
    for case in super::orders::all().into_iter().filter(|case| case.good) {
        let text = String::from_utf8(case.octets).unwrap();
        let sent = OrderText::parse(text.as_bytes()).unwrap().order().wire_sha256;
        for (other, line) in changed(&text) {
            let key = line.split(": ").next().unwrap();
            if NOT_SENT.contains(&key) {
                continue;
            }
            assert!(order_refused(other.as_bytes()).is_some(), "{}: {line}", case.name);
            decisions += usize::from(key == "act-3" && line.contains("proposal = "));
            let Ok(read) = OrderText::parse(other.as_bytes()) else { continue };
            if let Ok(bound) = order_text::bound(read.order().clone()) {
                let same = bound.order().wire_sha256 == sent;
                assert_eq!(same, key == "wire-sha256", "{}: {line}", case.name);
            }
        }
    }
    assert_eq!(decisions, 5 * 3, "each kind of decision names its proposal");
}
