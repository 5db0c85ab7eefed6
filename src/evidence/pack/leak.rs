//! Secrets that must not leave with a pack: tokens, passwords and keys that somebody left in a message or a reason (T10).
//! One of them stops the pack; it is named by its file and never shown.
//! Must not know: which files are in a pack.

/// What looks like a secret, in small letters, and what it is called.
const MARKS: [(&str, &str); 7] = [
    ("-----begin openssh private key", "a private key"),
    ("-----begin private key", "a private key"),
    ("-----begin rsa private key", "a private key"),
    ("-----begin encrypted private key", "a private key"),
    ("x-api-key", "an API key"),
    ("password=", "a password"),
    ("set-cookie", "a cookie"),
];

/// Where something looks like a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at octet {at} it looks like {what}")]
pub struct Leak {
    /// The first octet, from 0.
    pub at: usize,
    /// What it looks like.
    pub what: &'static str,
}

/// The first thing in these octets that looks like a secret.
pub fn leak(octets: &[u8]) -> Option<Leak> {
    let marked = MARKS.iter().filter_map(|(mark, what)| {
        let at = octets.windows(mark.len()).position(|part| part.eq_ignore_ascii_case(mark.as_bytes()))?;
        Some(Leak { at, what })
    });
    marked.chain(bearer(octets)).chain(web_token(octets)).min_by_key(|leak| leak.at)
}

/// A word after `bearer` that is no word: eight letters or more, with a digit among them.
fn bearer(octets: &[u8]) -> Option<Leak> {
    const MARK: &[u8] = b"bearer ";
    let begins = octets.windows(MARK.len()).enumerate().filter(|(_, part)| part.eq_ignore_ascii_case(MARK));
    let is_token = |at: &usize| {
        let word = octets.get(at + MARK.len()..).unwrap_or_default().split(|octet| !octet.is_ascii_graphic()).next();
        word.is_some_and(|word| word.len() >= 8 && word.iter().any(u8::is_ascii_digit))
    };
    begins.map(|(at, _)| at).find(is_token).map(|at| Leak { at, what: "a bearer token" })
}

/// A JSON Web Token: three parts of base64 with dots between, of which the first is an object.
fn web_token(octets: &[u8]) -> Option<Leak> {
    let starts = octets.windows(3).enumerate().filter(|(_, part)| *part == b"eyJ").map(|(at, _)| at);
    let is_token = |at: &usize| {
        let rest = octets.get(*at..).unwrap_or_default();
        let word = rest.split(|octet| !(octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_' | b'.'))).next();
        let parts: Vec<&[u8]> = word.unwrap_or_default().split(|octet| *octet == b'.').collect();
        parts.len() == 3 && parts.iter().all(|part| part.len() > 8)
    };
    starts.into_iter().find(is_token).map(|at| Leak { at, what: "a web token" })
}
