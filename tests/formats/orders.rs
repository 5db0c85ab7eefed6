//! Orders: good ones of every action, and for each cause of refusal some that have only this cause.
//! Where a change would also break the binding to what is sent, the digest is made to fit, so that no second cause is left.
//! Must not know: how a verdict is found.

use super::{
    Case, acts,
    rebound::{self, rebound},
    sample::{act, bound, destinations, first_transfer, movement, order, order_of},
};
use countersign::{
    domain::Metric,
    evidence::{
        digest::Digest,
        lines::Prose,
        order::{Body, Destination, Movement, Order, SourceDocument},
    },
    wire::convert::order_text,
};

pub fn all() -> Vec<Case> {
    let mut cases = good();
    let text = order().as_str().to_owned();
    let mut refuse = |name: &str, octets: Vec<u8>| {
        assert_ne!(octets, text.as_bytes(), "{name}: nothing was changed");
        cases.push(Case { name: name.to_owned(), octets, good: false });
    };
    for (name, octets) in of_form(&text) {
        refuse(name, octets);
    }
    for (name, from, to) in SPELLED_OTHERWISE.iter().chain(CONTRADICTING) {
        let changed = text.replacen(from, to, 1);
        // That it is bound to something else that is sent is the one cause there.
        let is_unbound = *name == UNBOUND;
        refuse(name, if is_unbound { changed } else { rebound(&changed) }.into_bytes());
    }
    let line = |key: &str| text.lines().find(|line| line.starts_with(key)).unwrap().to_owned();
    let none = text.replace(&line("source-document"), "source-document: none");
    refuse("no document for what moves (F21)", none.into_bytes());
    let other = text.replace(&line("wire-sha256"), &format!("wire-sha256: {}", Digest::of("something else")));
    refuse("a digest of something else that is sent", other.into_bytes());
    for (name, reason) in HOSTILE {
        refuse(name, with_reason(&text, reason).into_bytes());
    }
    for (name, octets) in acts::refused() {
        refuse(name, octets);
    }
    cases.extend(rebound::all());
    cases
}

fn good() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut accept = |name: String, order: Order| {
        let octets = bound(order).as_str().as_bytes().to_vec();
        cases.push(Case { name, octets, good: true });
    };
    let moving = |moved: Movement| order_of(Body::Movement(Box::new(moved)));
    let runs: &[&str] = &["CA0007-CHE01-CHE-120001-132500-2023"];
    for to in destinations() {
        accept(to.word().to_owned(), moving(movement(to, runs)));
    }
    for (name, kind, leaves) in acts::GOOD {
        accept((*name).to_owned(), order_of(act(*kind, leaves)));
    }
    let several = ["CA0006-CHE01-CHE-7-7-2022", "CA0007-CHE01-CHE-1-400-2023", "CA0007-CHE01-CHE-401-500-2023"];
    accept("several runs of two cooperative approaches".into(), moving(movement(Destination::Internal, &several)));
    let greatest = ["CA0007-CHE01-CHE-1-18446744073709551615-2023"];
    accept("the greatest quantity".into(), moving(movement(Destination::Internal, &greatest)));
    let first = || moving(first_transfer());
    accept("another reason".into(), Order { reason: Prose::new("Lieferung gemäß Vertrag, 第三").unwrap(), ..first() });
    accept("an order that supersedes another".into(), Order { supersedes: Some(superseded()), ..first() });
    let two = ["AUTH 2".parse().unwrap(), "AUTH-1".parse().unwrap()].into();
    accept("two authorizations".into(), moving(Movement { authorizations: two, ..first_transfer() }));
    accept("a correction".into(), moving(Movement { corrects: Some("GHA01-2026-000123".parse().unwrap()), ..first_transfer() }));
    accept("another metric".into(), moving(Movement { metric: Metric::NonGhg, ..first_transfer() }));
    let same = Movement { acquiring_account: first_transfer().transferring_account, ..first_transfer() };
    accept("an account elsewhere of the same id".into(), moving(same));
    let source = SourceDocument::new("Lettre d'août.pdf", Digest::of("another letter")).unwrap();
    accept("a document with a longer name".into(), moving(Movement { source, ..first_transfer() }));
    cases
}

fn superseded() -> countersign::evidence::order::OrderId {
    "01a2076b-4400-7c1a-9d0e-5f3c1b7a2e43".parse().unwrap()
}

/// What is wrong with the text as octets.
fn of_form(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let lines: Vec<&str> = text.lines().collect();
    let joined = |lines: &[&str]| format!("{}\n", lines.join("\n")).into_bytes();
    let (mut without, mut twice, mut swapped) = (lines.clone(), lines.clone(), lines.clone());
    without.remove(6);
    twice.insert(6, lines[6]);
    swapped.swap(6, 7);
    let latin = text.as_bytes().iter().map(|octet| if *octet == b'4' { 0xE9 } else { *octet });
    vec![
        ("nothing", vec![]),
        ("a byte order mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("lines that end with CR LF", text.replace('\n', "\r\n").into_bytes()),
        ("lines that end with CR", text.replace('\n', "\r").into_bytes()),
        ("no LF at the end", text.trim_end().as_bytes().to_vec()),
        ("an empty line at the end", format!("{text}\n").into_bytes()),
        ("a line too many", format!("{text}note: none\n").into_bytes()),
        ("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("octets that are no UTF-8", latin.collect()),
        ("the UTF-8 of a surrogate", [text.trim_end().as_bytes(), b"\xED\xA0\x80\n"].concat()),
        (
            "a slash in two octets",
            text.replacen('/', "\0", 1).bytes().flat_map(|b| if b == 0 { vec![0xC0, 0xAF] } else { vec![b] }).collect(),
        ),
        ("a line missing", joined(&without)),
        ("a line twice", joined(&twice)),
        ("two lines in the wrong order", joined(&swapped)),
        ("another magic", text.replacen("order/v1", "order/v2", 1).into_bytes()),
        ("the magic of a statement", text.replacen("itmo-order", "itmo-statement", 1).into_bytes()),
        ("more than 16 KiB", with_reason(text, "long reason ".repeat(1_400).trim_end()).into_bytes()),
    ]
}

/// One line is spelled in another way, or is not what it must be.
const SPELLED_OTHERWISE: &[(&str, &str, &str)] = &[
    ("a key in capitals", "quantity: ", "Quantity: "),
    ("an unknown key", "metric: ", "unit: "),
    ("a space at the end of a value", "metric: GHG", "metric: GHG "),
    ("two spaces before a value", "metric: GHG", "metric:  GHG"),
    ("no space before a value", "metric: GHG", "metric:GHG"),
    ("a space before the colon", "metric: GHG", "metric : GHG"),
    ("a tab before a value", "metric: GHG", "metric:\tGHG"),
    ("two spaces inside a value", "person:amina.k station", "person:amina.k  station"),
    ("no value", "purpose: none", "purpose: "),
    ("a number with a leading zero", "quantity: 12500", "quantity: 012500"),
    ("a number with a sign", "quantity: 12500", "quantity: +12500"),
    ("a number with a grouping space", "quantity: 12500", "quantity: 12 500"),
    ("a number in other digits", "quantity: 12500", "quantity: ١٢٥٠٠"),
    ("a number as an exponent", "quantity: 12500", "quantity: 125e2"),
    ("a count with a leading zero", "units-count: 1", "units-count: 01"),
    ("a count that is too small", "units-count: 1", "units-count: 0"),
    ("a count that is too great", "units-count: 1", "units-count: 2"),
    ("an account id with a letter that looks like another", "GHA01-100-0045", "GН\u{410}01-100-0045"),
    ("an account id with a zero-width space", "GHA01-100-0045", "GHA01-100-0045\u{200b}"),
    ("a UUID in capitals", "01a2076b-4400-7c1a", "01A2076B-4400-7c1a"),
    ("a UUID without hyphens", "01a2076b-4400-7c1a-9d0e-5f3c1b7a2e44", "01a2076b44007c1a9d0e5f3c1b7a2e44"),
    ("a UUID of version 4", "01a2076b-4400-7c1a", "01a2076b-4400-4c1a"),
    ("a UUID of another variant", "7c1a-9d0e", "7c1a-cd0e"),
    ("an unknown action", "action: first-transfer", "action: gift"),
    ("an action in capitals", "action: first-transfer", "action: First-Transfer"),
    ("an unknown environment", "environment: practice", "environment: demo"),
    ("a registry that is none", "registry: CHE01", "registry: CH-REG"),
    ("a serial with a leading zero", "CHE-120001-132500", "CHE-0120001-132500"),
    ("a serial 0", "CHE-120001-132500", "CHE-0-132500"),
    ("a run that runs backwards", "CHE-120001-132500", "CHE-132500-120001"),
    ("words in capitals", "twelve thousand", "Twelve thousand"),
    ("words with an and", "thousand five", "thousand and five"),
    ("words with a hyphen too many", "twelve thousand", "twelve-thousand"),
    ("a metric of another name", "metric: GHG", "metric: tCO2e"),
    ("authorizations without a space between", "AUTH-2025-0031", "AUTH-2025-0031,AUTH-2025-0032"),
    ("authorizations in the wrong order", "AUTH-2025-0031", "AUTH-2025-0032, AUTH-2025-0031"),
    ("an authorization twice", "AUTH-2025-0031", "AUTH-2025-0031, AUTH-2025-0031"),
    ("a document in a folder", "LOA-2025-118.pdf", "letters/LOA-2025-118.pdf"),
    ("a document without a digest", "LOA-2025-118.pdf sha256:", "LOA-2025-118.pdf md5:"),
    ("a document with a zero-width space in its name", "LOA-2025", "LOA\u{200b}-2025"),
    ("another profile", "countersign-admin/v1", "countersign-admin/v2"),
    ("a version with a leading zero", "policy: v7", "policy: v07"),
    ("a version 0", "policy: v7", "policy: v0"),
    ("a digest in capitals", "roster: v14 sha256:", "roster: v14 SHA256:"),
    ("a time with a fraction", "not-before: 2026-11-23T12:00:00Z", "not-before: 2026-11-23T12:00:00.0Z"),
    ("a time with an offset", "not-before: 2026-11-23T12:00:00Z", "not-before: 2026-11-23T12:00:00+00:00"),
    ("a time in small letters", "not-before: 2026-11-23T12:00:00Z", "not-before: 2026-11-23t12:00:00z"),
    ("a day that is none", "not-before: 2026-11-23", "not-before: 2026-11-31"),
    ("a leap second", "not-before: 2026-11-23T12:00:00Z", "not-before: 2026-11-23T12:00:60Z"),
    ("an initiator without a station", "person:amina.k station:ONL-2", "person:amina.k"),
    ("a person in capitals", "person:amina.k", "person:Amina.K"),
    ("a station in small letters", "station:ONL-2", "station:onl-2"),
];

/// The account on the screen is another one than in what is sent.
const UNBOUND: &str = "another account than what is sent";

/// One line contradicts another.
const CONTRADICTING: &[(&str, &str, &str)] = &[
    ("words that are not the figures (F11)", "twelve thousand five hundred", "one hundred twenty-five thousand"),
    ("units that add up to more", "CHE-120001-132500", "CHE-120001-132501"),
    ("units of another cooperative approach", "cooperative-approach: CA0007", "cooperative-approach: CA0008"),
    ("a cooperative approach too many", "cooperative-approach: CA0007", "cooperative-approach: CA0007 CA0008"),
    ("a calendar year for a transfer", "calendar-year: none", "calendar-year: 2030"),
    ("a purpose for a transfer", "purpose: none", "purpose: CORSIA"),
    ("a use without a year", "action: first-transfer", "action: ndc-use"),
    ("a transfer to the registry itself", "acquiring-registry: GHA01", "acquiring-registry: CHE01"),
    ("a cancellation in another registry", "action: first-transfer", "action: cancellation-other"),
    ("an order that supersedes itself", "supersedes: none", "supersedes: 01a2076b-4400-7c1a-9d0e-5f3c1b7a2e44"),
    ("an end before the beginning", "not-after: 2026-11-26", "not-after: 2026-11-22"),
    ("an end at the beginning", "not-after: 2026-11-26", "not-after: 2026-11-23"),
    (UNBOUND, "acquiring-account: GHA01-100-0045", "acquiring-account: GHA01-100-0054"),
];

/// What can't be shown as it is can't be signed (scenario 13).
const HOSTILE: &[(&str, &str)] = &[
    ("a right-to-left override in the reason", "delivery \u{202e}3 eludehcs"),
    ("a zero-width space in the reason", "delivery\u{200b}"),
    ("a no-break space in the reason", "delivery\u{a0}3"),
    ("an escape sequence in the reason", "delivery \u{1b}[2J"),
    ("a C1 control in the reason", "delivery \u{9b}2J"),
    ("a delete in the reason", "delivery\u{7f}"),
    ("a reason that is not NFC", "livraison a\u{300} Gene\u{300}ve"),
    ("a reason in Hebrew", "משלוח"),
    ("a private-use character in the reason", "delivery \u{e000}"),
    ("a soft hyphen in the reason", "deliv\u{ad}ery"),
    ("a tag character in the reason", "delivery\u{e0041}"),
    ("three marks on a letter in the reason", "q\u{323}\u{307}\u{308}"),
    ("the brackets of an escape in the reason", "⟦U+202E⟧"),
    ("a line separator in the reason", "delivery\u{2028}3"),
];

/// The text with another reason, bound to what would be sent with it.
fn with_reason(text: &str, reason: &str) -> String {
    let read = countersign::evidence::order::OrderText::parse(text.as_bytes()).unwrap();
    let mut sent = serde_json::to_value(order_text::act(read.order()).unwrap()).unwrap();
    sent["transfer"]["reason"] = reason.into();
    let act = serde_json::from_value(sent).unwrap();
    let digest = order_text::digest(&act).unwrap().to_string();
    text.replace(read.order().reason.as_str(), reason).replace(&read.order().wire_sha256.to_string(), &digest)
}
