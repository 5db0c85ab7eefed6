//! Refusing a request of a peer: a problem document with the id of the check, the message in quarantine, an incident where people must know.
//! A refusal changes neither the ledger nor the conversation.
//! Must not know: how a request was judged.

use super::{
    CommProblem, Reply, Request,
    archive::{self, Direction, Entry},
    incidents::{self, About},
    sign,
};
use crate::{
    domain::RegistryId,
    registry::traffic::IncidentKind,
    sandbox::{desk::Desk, fault::StoreProblem},
    wire::{
        comm::{Finding, Observed},
        problem::{MEDIA_TYPE, ProblemDocument, kind},
    },
};

/// What is known of a request by the time it is refused.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Who sent it, by its key.
    pub peer: Option<RegistryId>,
    /// The message's id.
    pub id: Option<String>,
    /// The transfer.
    pub transfer: Option<String>,
    /// The message's number.
    pub sequence: Option<u8>,
    /// The message's kind.
    pub kind: Option<&'static str>,
    /// The signature base, when the signature is good.
    pub base: Option<String>,
    /// The key, when the signature is good.
    pub key: Option<String>,
}

/// Why a request is refused.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The HTTP status.
    pub status: u16,
    /// The verdict the message is kept under.
    pub verdict: &'static str,
    /// The check, by its id.
    pub check: &'static str,
    /// What is wrong, for the operator over there.
    pub detail: String,
    /// The values that were looked at.
    pub values: Vec<(&'static str, String)>,
    /// The incident it is here, if it is one.
    pub incident: Option<IncidentKind>,
}

/// Why judging stopped.
#[derive(Debug)]
pub enum Stop {
    /// The request is refused.
    Refused(Box<Refused>),
    /// The registry itself failed.
    Failed(CommProblem),
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(Box::new(refused))
    }
}

impl<P: Into<CommProblem>> From<P> for Stop {
    fn from(problem: P) -> Self {
        Self::Failed(problem.into())
    }
}

impl Refused {
    /// A refusal that is no incident.
    pub fn new(status: u16, verdict: &'static str, check: &'static str, detail: impl Into<String>) -> Self {
        Self { status, verdict, check, detail: detail.into(), values: Vec::new(), incident: None }
    }

    /// With a value that was looked at.
    #[must_use]
    pub fn value(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// As an incident.
    #[must_use]
    pub fn incident(mut self, what: IncidentKind) -> Self {
        self.incident = Some(what);
        self
    }
}

/// Keeps the request in quarantine and writes the refusal. Questions are not kept: they change nothing anywhere.
pub fn refuse(desk: &Desk<'_>, request: &Request, known: &Known, refused: &Refused) -> Result<Reply, CommProblem> {
    if request.method == "POST" {
        let row = quarantine(desk, request, known, refused)?;
        if let Some(what) = refused.incident {
            let about = About { peer: known.peer, transfer: known.transfer.as_deref(), message: Some(row), ..About::default() };
            incidents::record(desk, what, &refused.detail, about)?;
        }
    }
    answer(desk, request, known, refused)
}

fn quarantine(desk: &Desk<'_>, request: &Request, known: &Known, refused: &Refused) -> Result<i64, CommProblem> {
    let entry = Entry {
        id: known.id.clone(),
        transfer: known.transfer.clone(),
        sequence: known.sequence,
        kind: known.kind.unwrap_or("unreadable").to_owned(),
        direction: Direction::In,
        peer: known.peer,
        octets: request.body.clone(),
        asked: Some((request.method.clone(), request.path.clone())),
        status: None,
        fields: request.fields.clone(),
        base: known.base.clone(),
        key: known.key.clone(),
        verdict: refused.verdict.to_owned(),
        checks: refused.check.to_owned(),
        answers: None,
    };
    archive::keep(desk, &entry)
}

fn answer(desk: &Desk<'_>, request: &Request, known: &Known, refused: &Refused) -> Result<Reply, CommProblem> {
    let values = refused.values.iter().map(|(name, value)| Observed { name: (*name).to_owned(), value: value.clone() });
    let finding = Finding {
        id: refused.check.to_owned(),
        rule: rule(refused.check).to_owned(),
        result: "fail".to_owned(),
        values: values.collect(),
        hint: None,
    };
    let document = ProblemDocument {
        kind: kind::CHECKS.to_owned(),
        title: title(refused.status).to_owned(),
        status: refused.status,
        detail: refused.detail.clone(),
        request: known.id.clone().unwrap_or_default(),
        fields: Vec::new(),
        checks: vec![finding],
    };
    let body = serde_json::to_vec(&document).map_err(|_| StoreProblem::Row("a problem"))?;
    Ok(sign::answer(desk, request, (refused.status, MEDIA_TYPE), body)?.what)
}

/// The rule of a check, in words.
fn rule(check: &str) -> &'static str {
    use crate::domain::check::CheckId;
    CheckId::ALL.iter().map(|id| id.spec()).find(|spec| spec.id == check).map_or("", |spec| spec.rule)
}

fn title(status: u16) -> &'static str {
    match status {
        401 => "Not signed by a registry that is known here",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Method not allowed",
        409 => "Conflict",
        413 => "Too large",
        421 => "Meant for another registry",
        503 => "Not now",
        _ => "Not accepted",
    }
}
