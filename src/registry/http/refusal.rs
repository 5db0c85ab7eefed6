//! What a registry's refusal means: its status, and the problem document (RFC 9457) if it sent one.
//! Its own words are kept short, untrusted, and without the secret it may have echoed (T10).
//! Must not know: what was asked.

use crate::{
    registry::{FieldProblem, ProblemKind, Unreadable, book::CheckFinding, wired::finding},
    text::Untrusted,
    wire::{
        comm::{Finding, Observed},
        problem::{ProblemDocument, kind::CHECKS},
    },
};
use jiff::{Timestamp, fmt::rfc2822};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// Octets of the registry's words that are kept.
const LONGEST_WORDS: usize = 500;
/// What the `type` of every problem of the API begins with.
const FAMILY: &str = "urn:countersign:problem:";
/// Refused fields that are kept.
const MOST_FIELDS: usize = 16;
/// Checks that are kept; there are not more.
const MOST_CHECKS: usize = 80;

/// A definite "no" of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The HTTP status.
    pub(super) status: u16,
    /// Whether a problem document of the API came with it: only then did the API itself speak, and not something in front of it.
    pub(super) documented: bool,
    /// What it means.
    pub(super) kind: ProblemKind,
    /// What the registry said.
    pub(super) said: Option<Untrusted>,
}

impl Refusal {
    /// Whether it is the API's own word that there is nothing.
    pub(super) fn says_there_is_none(&self) -> bool {
        self.status == 404 && self.documented
    }
}

/// Reads a refusal.
pub(super) fn refusal(
    status: u16,
    document: Option<ProblemDocument>,
    retry_after: Option<Duration>,
    secret: &SecretString,
) -> Refusal {
    // JSON alone is not the API: gateways send problem documents of their own.
    let documented = document.as_ref().is_some_and(|document| document.kind.starts_with(FAMILY));
    let document = document.unwrap_or_default();
    let odd = |at: String| ProblemKind::Unreadable(Unreadable::Malformed { at });
    let kind = match status {
        409 | 422 if document.kind == CHECKS && !document.checks.is_empty() => ProblemKind::Checks(checks(&document, secret)),
        400 | 422 => ProblemKind::Invalid(fields(&document, secret)),
        401 => ProblemKind::SignedOut,
        403 => ProblemKind::Forbidden,
        404 if documented => ProblemKind::Missing,
        404 => odd("HTTP status 404 without a problem document".into()),
        409 | 412 => ProblemKind::Conflict,
        429 | 503 => ProblemKind::Busy { retry_after },
        500..=599 => ProblemKind::Server { status },
        _ => odd(format!("HTTP status {status}")),
    };
    let words = match (document.title.as_str(), document.detail.as_str()) {
        ("", "") => None,
        (title, "") => Some(title.to_owned()),
        ("", detail) => Some(detail.to_owned()),
        (title, detail) => Some(format!("{title}: {detail}")),
    };
    Refusal { status, documented, kind, said: words.map(|words| quoted(&words, secret)) }
}

/// The checks that did not pass, as a page of checks shows them.
fn checks(document: &ProblemDocument, secret: &SecretString) -> Vec<CheckFinding> {
    let clean = |words: &str| quoted(words, secret).octets().to_owned();
    let observed = |value: &Observed| Observed { name: clean(&value.name), value: clean(&value.value) };
    let found = document.checks.iter().take(MOST_CHECKS).map(|found| Finding {
        id: clean(&found.id),
        rule: clean(&found.rule),
        result: clean(&found.result),
        values: found.values.iter().take(MOST_FIELDS).map(observed).collect(),
        hint: found.hint.as_deref().map(clean),
    });
    found.map(finding).collect()
}

fn fields(document: &ProblemDocument, secret: &SecretString) -> Vec<FieldProblem> {
    let fields = document.fields.iter().take(MOST_FIELDS);
    fields.map(|field| FieldProblem { field: quoted(&field.field, secret), why: quoted(&field.why, secret) }).collect()
}

/// The registry's words, short and without the secret.
fn quoted(words: &str, secret: &SecretString) -> Untrusted {
    let secret = secret.expose_secret();
    let words = if secret.is_empty() { words.to_owned() } else { words.replace(secret, "[secret]") };
    if words.len() <= LONGEST_WORDS {
        return Untrusted::new(words);
    }
    let end = words.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST_WORDS).last().unwrap_or(0);
    Untrusted::new(format!("{}…", words.get(..end).unwrap_or_default()))
}

/// Reads `Retry-After`: seconds, or a date.
pub(super) fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    if header.bytes().all(|b| b.is_ascii_digit()) {
        return header.parse().ok().map(Duration::from_secs);
    }
    let until = rfc2822::parse(header).ok()?.timestamp();
    let seconds = until.as_second().saturating_sub(now.as_second());
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{registry::Problem, wire::problem::Field};

    fn document(title: &str, detail: &str) -> ProblemDocument {
        let kind = format!("{FAMILY}test");
        ProblemDocument { kind, title: title.into(), detail: detail.into(), ..ProblemDocument::default() }
    }

    fn read(status: u16, document: Option<ProblemDocument>) -> Refusal {
        refusal(status, document, Some(Duration::from_secs(7)), &"hunter2".into())
    }

    /// T10, T13: a refusal by checks says which, with what they looked at; neither a secret nor endless words come along.
    #[test]
    fn checks_that_refuse_are_named_with_their_values() {
        let value = |name: &str, value: &str| Observed { name: name.into(), value: value.into() };
        let check = |id: &str, words: &str| Finding {
            id: id.into(),
            rule: "enough is held".into(),
            result: "fail".into(),
            values: vec![value("held", "12 500"), value("wanted", words)],
            hint: Some("take fewer".into()),
        };
        let checks = vec![check("B07", "hunter2"), check("Z99", &"9".repeat(10_000))];
        let document = ProblemDocument { kind: CHECKS.into(), checks, ..ProblemDocument::default() };
        for status in [409, 422] {
            let ProblemKind::Checks(found) = read(status, Some(document.clone())).kind else { panic!("{status}") };
            let said: Vec<String> = found.iter().map(CheckFinding::sentence).collect();
            assert_eq!(said[0], "B07: enough is held; held 12 500, wanted [secret]; take fewer");
            assert!(said[1].starts_with("Z99: enough is held; held 12 500, wanted 999") && said[1].len() < 600, "{}", said[1]);
            let problem = Problem::of(ProblemKind::Checks(found));
            assert_eq!(problem.what(), "The registry refused it: B07 (Held by the account), Z99 did not pass");
        }
        let none = ProblemDocument { kind: CHECKS.into(), ..ProblemDocument::default() };
        assert_eq!(read(409, Some(none)).kind, ProblemKind::Conflict);
        assert!(matches!(read(403, Some(document)).kind, ProblemKind::Forbidden));
    }

    #[test]
    fn statuses_have_meanings() {
        let busy = ProblemKind::Busy { retry_after: Some(Duration::from_secs(7)) };
        for (status, kind) in [
            (400, ProblemKind::Invalid(Vec::new())),
            (401, ProblemKind::SignedOut),
            (403, ProblemKind::Forbidden),
            (404, ProblemKind::Missing),
            (409, ProblemKind::Conflict),
            (412, ProblemKind::Conflict),
            (422, ProblemKind::Invalid(Vec::new())),
            (429, busy.clone()),
            (500, ProblemKind::Server { status: 500 }),
            (502, ProblemKind::Server { status: 502 }),
            (503, busy),
            (418, ProblemKind::Unreadable(Unreadable::Malformed { at: "HTTP status 418".into() })),
        ] {
            assert_eq!(read(status, Some(document("t", "d"))).kind, kind, "{status}");
        }
        for foreign in [None, Some(ProblemDocument { kind: "about:blank".into(), ..ProblemDocument::default() })] {
            let bare = read(404, foreign);
            assert!(
                matches!(bare.kind, ProblemKind::Unreadable(_)) && !bare.documented,
                "a proxy's 404 says nothing about the thing"
            );
        }
    }

    #[test]
    fn words_are_short_and_hold_no_secret() {
        assert_eq!(read(500, None).said, None);
        assert_eq!(read(500, Some(document("Broken", ""))).said, Some(Untrusted::new("Broken")));
        assert_eq!(read(500, Some(document("", "disk"))).said, Some(Untrusted::new("disk")));
        let echoed = read(500, Some(document("Broken", "Authorization: Bearer hunter2")));
        assert_eq!(echoed.said, Some(Untrusted::new("Broken: Authorization: Bearer [secret]")));
        let long = read(500, Some(document("", &"é".repeat(1_000)))).said.unwrap();
        assert!(long.octets().len() <= LONGEST_WORDS + '…'.len_utf8() && long.octets().ends_with("é…"));
        let field = Field { field: "f".into(), why: "hunter2".into() };
        let many = ProblemDocument { fields: vec![field; 99], ..ProblemDocument::default() };
        let ProblemKind::Invalid(kept) = read(422, Some(many)).kind else { panic!("not invalid") };
        assert_eq!(kept.len(), MOST_FIELDS);
        assert_eq!(kept[0].why, Untrusted::new("[secret]"));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "1994-11-06T08:49:00Z".parse().unwrap();
        for (header, seconds) in [
            ("7", Some(7)),
            ("0", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(37)),
            ("Sun, 06 Nov 1994 08:48:37 GMT", Some(0)),
            ("99999999999999999999999", None),
            ("-1", None),
            ("soon", None),
        ] {
            assert_eq!(retry_after(header, now), seconds.map(Duration::from_secs), "{header}");
        }
    }
}
