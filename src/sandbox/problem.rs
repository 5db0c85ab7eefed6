//! Refusals: RFC 9457 problem documents with stable types, the request's id in each.
//! What failed inside goes no further than its name: no SQL, no path, no row leaves in an error.
//! Must not know: routes.

use super::{fault::StoreProblem, ledger::LedgerProblem, people::Deed, rule};
use crate::{
    evidence::roster::Role,
    wire::{
        comm::Finding,
        problem::{Field, MEDIA_TYPE, ProblemDocument, kind},
    },
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// The checks about what other acts hold: held, locked, frozen, used or cancelled.
const HOLDINGS: [&str; 4] = ["B07", "B08", "B09", "B10"];

/// Why a request was not done.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    kind: &'static str,
    detail: String,
    fields: Vec<Field>,
    checks: Vec<Finding>,
}

impl Refusal {
    fn new(status: StatusCode, kind: &'static str, detail: impl Into<String>) -> Self {
        Self { status, kind, detail: detail.into(), fields: Vec::new(), checks: Vec::new() }
    }

    /// Why, as a sentence, with the checks that failed.
    pub(super) fn sentence(&self) -> String {
        let failed: Vec<String> = self.checks.iter().map(|check| format!("{} {}", check.id, check.rule)).collect();
        if failed.is_empty() { self.detail.clone() } else { format!("{}: {}", self.detail, failed.join("; ")) }
    }

    /// Why, in its own words.
    pub(super) fn detail(&self) -> &str {
        &self.detail
    }

    /// The rule on signed texts that is broken, if it is one.
    pub(super) fn rule_id(&self) -> Option<&str> {
        self.checks.first().filter(|_| self.checks.len() == 1).map(|check| check.id.as_str())
    }

    /// Parameters, headers or a body that do not fit.
    pub(super) fn invalid(fields: Vec<Field>) -> Self {
        let names: Vec<&str> = fields.iter().map(|field| field.field.as_str()).collect();
        let detail = format!("not understood: {}", names.join(", "));
        Self { fields, ..Self::new(StatusCode::BAD_REQUEST, kind::INVALID, detail) }
    }

    /// One parameter, header or member that does not fit.
    pub(super) fn field(field: &str, why: impl Into<String>) -> Self {
        Self::invalid(vec![Field { field: field.to_owned(), why: why.into() }])
    }

    /// No session, or one that is over.
    pub(super) fn signed_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, kind::SESSION, "sign in: the session is missing, unknown or over")
    }

    /// Wrong login or passphrase; which of them is not said.
    pub(super) fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, kind::SIGN_IN, "the operator or the secret is wrong")
    }

    /// The person may not do this.
    pub(super) fn role(detail: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, kind::ROLE, detail)
    }

    /// The person's role is not one of those that may do it.
    pub(super) fn not_for(role: Role, deed: Deed) -> Self {
        let may: Vec<&str> = deed.roles().iter().map(|role| role.word()).collect();
        let detail = format!(
            "a login with the role {} may not do this ({}); it takes one of: {}",
            role.word(),
            deed.word(),
            may.join(", ")
        );
        Self::role(&detail)
    }

    /// Not asked of this machine by a program on it.
    pub(super) fn host() -> Self {
        Self::new(StatusCode::MISDIRECTED_REQUEST, kind::HOST, "a practice registry only answers to a loopback name")
    }

    /// Nothing is there.
    pub(super) fn missing(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, kind::MISSING, format!("there is no such {what}"))
    }

    /// The address exists, the method does not.
    pub(super) fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, kind::METHOD, "this address does not know this method")
    }

    /// The body is not JSON of the right shape.
    pub(super) fn body(status: StatusCode, detail: &str) -> Self {
        Self::new(status, kind::BODY, detail)
    }

    /// The thing has another version than the act was decided on.
    pub(super) fn version(now: i64) -> Self {
        let detail = format!("the account has changed since it was read; its version is now {now}");
        Self::new(StatusCode::PRECONDITION_FAILED, kind::VERSION, detail)
    }

    /// An act that needs `If-Match` or `Idempotency-Key` came without.
    pub(super) fn precondition(header: &str) -> Self {
        let field = Field { field: header.to_owned(), why: "is required".to_owned() };
        let detail = format!("the header {header} is required");
        Self { fields: vec![field], ..Self::new(StatusCode::PRECONDITION_REQUIRED, kind::PRECONDITION, detail) }
    }

    /// The thing's state does not allow it.
    pub(super) fn state(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, kind::STATE, detail)
    }

    /// Checks failed. The status follows the class of what failed: units that another act holds are a conflict, the rest can't be processed.
    pub(super) fn checks(findings: Vec<Finding>) -> Self {
        let failed: Vec<Finding> = findings.into_iter().filter(|finding| finding.result == "fail").collect();
        let ids: Vec<&str> = failed.iter().map(|finding| finding.id.as_str()).collect();
        let conflict = !ids.is_empty() && ids.iter().all(|id| HOLDINGS.contains(id));
        let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        let detail = format!("checks failed, and nothing was changed: {}", ids.join(", "));
        Self { checks: failed, ..Self::new(status, kind::CHECKS, detail) }
    }

    /// A rule on signed texts is broken: who signs, with what, over what, when. It is said like a check, so that it has an id.
    pub(super) fn rule(id: &str, why: impl Into<String>) -> Self {
        let finding = Finding {
            id: id.to_owned(),
            rule: rule::words(id).to_owned(),
            result: "fail".to_owned(),
            values: Vec::new(),
            hint: None,
        };
        let detail = format!("{}; nothing was changed ({id})", why.into());
        Self { checks: vec![finding], ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, kind::CHECKS, detail) }
    }

    /// The stable type.
    #[cfg(test)]
    pub(super) fn kind(&self) -> &'static str {
        self.kind
    }

    /// The ids of the checks that failed.
    #[cfg(test)]
    pub(super) fn failed(&self) -> Vec<&str> {
        self.checks.iter().map(|finding| finding.id.as_str()).collect()
    }

    /// Whether the registry itself failed, so that nothing is said about what was asked.
    pub(super) fn is_failure(&self) -> bool {
        self.status.is_server_error()
    }

    /// The key was used for something else.
    pub(super) fn idempotency() -> Self {
        Self::new(StatusCode::CONFLICT, kind::IDEMPOTENCY, "this idempotency key was used for another act")
    }

    /// The HTTP status.
    #[cfg(test)]
    pub(super) fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The fields that do not read.
    #[cfg(test)]
    pub(super) fn field_names(&self) -> Vec<&str> {
        self.fields.iter().map(|field| field.field.as_str()).collect()
    }

    /// The document, with the request's id.
    pub(super) fn render(&self, request: &str) -> Response {
        let document = ProblemDocument {
            kind: self.kind.to_owned(),
            title: self.status.canonical_reason().unwrap_or("Refused").to_owned(),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
            request: request.to_owned(),
            fields: self.fields.clone(),
            checks: self.checks.clone(),
        };
        // A document of strings always becomes JSON.
        let body = serde_json::to_vec(&document).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<StoreProblem> for Refusal {
    fn from(_: StoreProblem) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, kind::INTERNAL, "the practice registry failed; nothing was changed")
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(problem: rusqlite::Error) -> Self {
        StoreProblem::from(problem).into()
    }
}

/// What the ledger does not book is refused in its words; what it can't write is the registry's own failure.
impl From<LedgerProblem> for Refusal {
    fn from(problem: LedgerProblem) -> Self {
        match problem {
            LedgerProblem::Posting { why, .. } => Self::state(why),
            LedgerProblem::Unwitnessed => Self::state(problem.to_string()),
            LedgerProblem::Store(problem) => problem.into(),
            LedgerProblem::Line(_) | LedgerProblem::Broken(_) => StoreProblem::Row("the ledger").into(),
        }
    }
}

/// A handler's refusal travels in the response; the exchange around it knows the request's id and writes the document.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
