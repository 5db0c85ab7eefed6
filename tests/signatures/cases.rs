//! The messages of the vectors: good ones, and for each cause some that have only this cause.
//! What is changed on purpose is signed anew where that is the point, so no second cause is left.
//! Must not know: how a verdict is found.

use super::sample::Sample;

/// A message and its verdict.
pub struct Case {
    pub name: String,
    pub message: Sample,
    /// Seconds from signing to reading; none when any age is good.
    pub read_after: Option<i64>,
    pub verdict: &'static str,
}

pub fn all() -> Vec<Case> {
    let kinds = [("question", Sample::question()), ("deed", Sample::deed()), ("answer", Sample::answer())];
    let mut cases = Vec::new();
    for (kind, sample) in kinds {
        let mut add = |(name, message, verdict): (&str, Sample, &'static str)| {
            cases.push(Case { name: format!("{kind}: {name}"), message, read_after: None, verdict });
        };
        add(("as signed", sample.signed(), "good"));
        signed_otherwise(&sample).into_iter().for_each(&mut add);
        changed_afterwards(&sample.signed()).into_iter().for_each(&mut add);
        changed_header(&sample.signed()).into_iter().for_each(&mut add);
        for (seconds, verdict) in [(0, "good"), (300, "good"), (-300, "good"), (301, "too-old"), (-301, "too-new")] {
            let (name, message) = (format!("{kind}: read after {seconds} s"), sample.signed());
            cases.push(Case { name, message, read_after: Some(seconds), verdict });
        }
    }
    cases
}

/// Who has the key signs something else than the profile.
fn signed_otherwise(sample: &Sample) -> Vec<(&'static str, Sample, &'static str)> {
    let key = if sample.asked.is_some() { "CHE01" } else { "GHA01" };
    let input = sample.sign().signature_input;
    let nonce = input.split(';').find(|param| param.starts_with("nonce=")).unwrap();
    vec![
        ("the destination is not covered", sample.resigned("\"registry-to\" ", ""), "wrong-components"),
        (
            "another order",
            sample.resigned("\"registry-from\" \"registry-to\"", "\"registry-to\" \"registry-from\""),
            "wrong-components",
        ),
        ("a component twice", sample.resigned("(\"", "(\"registry-to\" \""), "malformed"),
        ("two blanks", sample.resigned("\"registry-from\" ", "\"registry-from\"  "), "malformed"),
        ("another algorithm", sample.resigned("\"ed25519\"", "\"ecdsa-p256-sha256\""), "wrong-algorithm"),
        ("no algorithm", sample.resigned(";alg=\"ed25519\"", ""), "wrong-parameters"),
        ("an algorithm as a token", sample.resigned("\"ed25519\"", "ed25519"), "malformed"),
        ("another tag", sample.resigned("countersign-comm", "countersign-order"), "wrong-tag"),
        ("no tag", sample.resigned(";tag=\"countersign-comm\"", ""), "wrong-parameters"),
        ("an expiry", sample.resigned(";tag=", ";expires=1795339145;tag="), "wrong-parameters"),
        (
            "parameters in another order",
            sample.resigned(";alg=\"ed25519\";tag=\"countersign-comm\"", ";tag=\"countersign-comm\";alg=\"ed25519\""),
            "wrong-parameters",
        ),
        ("a parameter twice", sample.resigned(";tag=", ";alg=\"ed25519\";tag="), "malformed"),
        ("a time with a leading zero", sample.resigned(";created=", ";created=0"), "malformed"),
        ("a time with a fraction", sample.resigned(";nonce", ".5;nonce"), "malformed"),
        ("a short nonce", sample.resigned(nonce, "nonce=\"x\""), "malformed"),
        ("a key nobody knows", sample.resigned(&format!("keyid=\"{key}"), "keyid=\"FRA01"), "unknown-key"),
    ]
}

/// Somebody without the key changes what travels.
fn changed_afterwards(signed: &Sample) -> Vec<(&'static str, Sample, &'static str)> {
    let signature = signed.value("signature");
    let first = signature.as_bytes()[5];
    let other = format!("sig=:{}{}", if first == b'A' { 'B' } else { 'A' }, &signature[6..]);
    let mut cases = vec![
        ("another signature", signed.clone().set("signature", &other), "bad-signature"),
        ("the signature with s + L", signed.clone().set("signature", &raised(signature)), "bad-signature"),
        ("another sender", signed.clone().set("registry-from", "FRA01"), "bad-signature"),
        ("another destination", signed.clone().set("registry-to", "FRA01"), "bad-signature"),
        ("another environment", signed.clone().set("registry-environment", "production"), "bad-signature"),
        (
            "another time",
            signed.clone().set("signature-input", &signed.value("signature-input").replace("=1795338845", "=1795338846")),
            "bad-signature",
        ),
    ];
    if signed.asked.is_some() {
        let other = Sample::question().signed().value("signature").to_owned();
        cases.push(("another status", Sample { status: 200, ..signed.clone() }, "bad-signature"));
        cases.push(("the answer to another question", Sample { asked: Some(other), ..signed.clone() }, "bad-signature"));
    } else {
        let method = if signed.method == "GET" { "POST" } else { "PUT" };
        let verdict = if signed.method == "GET" { "wrong-components" } else { "bad-signature" };
        let query = signed.query.as_ref().map(|_| "after=3&limit=50".to_owned());
        let without_query = Sample { method: method.into(), query: None, ..signed.clone() };
        cases.push(("another method", without_query, verdict));
        cases.push(("another path", Sample { path: format!("{}/", signed.path), ..signed.clone() }, "bad-signature"));
        if query.is_some() {
            cases.push(("another query", Sample { query, ..signed.clone() }, "bad-signature"));
            cases.push(("no query", Sample { query: None, ..signed.clone() }, "bad-signature"));
            cases.push(("a body", Sample { body: b"{}".to_vec(), ..signed.clone() }, "uncovered-part"));
        } else {
            cases.push(("a query", Sample { query: Some("dry-run".into()), ..signed.clone() }, "uncovered-part"));
            cases.push(("a query of nothing", Sample { query: Some(String::new()), ..signed.clone() }, "uncovered-part"));
        }
    }
    if !signed.body.is_empty() {
        let mut body = signed.body.clone();
        body[0] ^= 1;
        cases.push(("another body", Sample { body, ..signed.clone() }, "digest-mismatch"));
        cases.push(("no body", Sample { body: vec![], ..signed.clone() }, "digest-mismatch"));
        cases.push(("another content type", signed.clone().set("content-type", "text/plain"), "bad-signature"));
        cases.push(("another digest", signed.clone().set("content-digest", "sha-256=:AAAA:"), "bad-signature"));
    }
    cases
}

/// Somebody adds, drops or respells fields.
fn changed_header(signed: &Sample) -> Vec<(&'static str, Sample, &'static str)> {
    let (input, signature) = (signed.value("signature-input"), signed.value("signature"));
    vec![
        ("a field that is not covered", signed.clone().with("x-request-id", "7"), "good"),
        ("no signature", signed.clone().without("signature"), "missing"),
        ("no signature input", signed.clone().without("signature-input"), "missing"),
        ("the signature twice", signed.clone().with("signature", signature), "doubled-field"),
        ("the signature input twice", signed.clone().with("signature-input", input), "doubled-field"),
        ("the destination twice", signed.clone().with("registry-to", signed.value("registry-to")), "doubled-field"),
        ("no destination", signed.clone().without("registry-to"), "missing-field"),
        ("an empty destination", signed.clone().set("registry-to", ""), "malformed-field"),
        ("a destination with a line's end", signed.clone().set("registry-to", "CHE01\n\"x\": y"), "malformed-field"),
        ("a destination that is not ASCII", signed.clone().set("registry-to", "CH\u{c9}01"), "malformed-field"),
        ("another label", signed.clone().set("signature-input", &input.replacen("sig=", "sig1=", 1)), "malformed"),
        ("a second signature", signed.clone().set("signature", &format!("{signature}, b=:YQ==:")), "malformed"),
        ("a second signature input", signed.clone().set("signature-input", &format!("{input}, b=()")), "malformed"),
        ("a signature without padding", signed.clone().set("signature", &signature.replace("==:", ":")), "malformed"),
        ("a signature of 63 octets", signed.clone().set("signature", &format!("sig=:{}:", "A".repeat(84))), "malformed"),
    ]
}

/// The signature with the order of the group added to its second half: it fits the equation, and is refused all the same.
fn raised(signature: &str) -> String {
    use base64::{Engine as _, prelude::BASE64_STANDARD};
    const ORDER: [u8; 16] = [0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14];
    let mut octets = BASE64_STANDARD.decode(&signature[5..signature.len() - 1]).unwrap();
    let order = ORDER.into_iter().chain([0; 15]).chain([0x10]);
    let mut carry = 0;
    for (octet, add) in octets[32..].iter_mut().zip(order) {
        let sum = u16::from(*octet) + u16::from(add) + carry;
        (*octet, carry) = (sum as u8, sum >> 8);
    }
    format!("sig=:{}:", BASE64_STANDARD.encode(octets))
}
