//! A proposal from a peer: the checks, then Receipt or Reject as the signed answer.
//! A proposal with a failed check is rejected and recorded; one that is not a proposal at all begins no transfer.
//! Must not know: who will decide.

use super::{Arrived, shape};
use crate::{
    domain::{
        check::{Finding, Outcome, Report},
        transfer::{InEvent, InState, Side},
    },
    sandbox::{
        comm::{
            CommProblem, Reply,
            begun::begun,
            decide, evidence,
            refuse::{Refused, Stop},
            report_of, turn, write,
        },
        desk::Desk,
        ledger,
    },
    wire::{
        comm::{self as wire, Observed, Proposal, Receipt, Reject, Says},
        ledger::{Act, Posting, Span, TransferState},
    },
};
use jiff::Timestamp;

/// Takes a proposal.
pub fn proposed(desk: &Desk<'_>, arrived: &Arrived<'_>, proposal: &Proposal) -> Result<Reply, Stop> {
    shape::ends(proposal, arrived.peer, desk.me.registry)?;
    let picks = shape::units(proposal)?;
    if arrived.message.previous != crate::evidence::digest::Digest::default().to_string() {
        return Err(arrived.out_of_order("nothing comes before a proposal").into());
    }
    if proposal.accept_by <= desk.now {
        let refused = Refused::new(422, "expired", "M09", "the proposal has expired");
        return Err(refused.value("accept by", proposal.accept_by).value("now", desk.now).into());
    }
    let row = arrived.keep(desk)?;
    evidence::take(desk, arrived.peer, &arrived.message, proposal, row)?;
    let report = report_of(desk, &arrived.message)?;
    let spans = picks.spans().iter().map(|span| turn::span(*span)).collect();
    if report.passed() {
        received(desk, arrived, proposal, (row, &report), spans)
    } else {
        rejected(desk, arrived, proposal, (row, &report), spans)
    }
}

fn received(
    desk: &Desk<'_>,
    arrived: &Arrived<'_>,
    proposal: &Proposal,
    (row, report): (i64, &Report),
    spans: Vec<Span>,
) -> Result<Reply, Stop> {
    let passed = report.findings().iter().filter(|finding| finding.outcome == Outcome::Pass);
    let says = Says::Receipt(Receipt {
        proposal: arrived.digest.to_string(),
        passed: passed.map(|finding| finding.check.spec().id.to_owned()).collect(),
        decide_by: proposal.accept_by,
    });
    let drafted = arrived.draft(desk, 2, says)?;
    let begun = begins(arrived, proposal, spans, Some(proposal.accept_by));
    append(desk, arrived, "transfer-received", &proposal.reason, vec![begun])?;
    let reply = write::answer(desk, arrived.request, row, drafted)?;
    if desk.me.policy.automatic_acceptance {
        decide::accept(desk, &arrived.transfer, &[])?;
    }
    Ok(reply)
}

fn rejected(
    desk: &Desk<'_>,
    arrived: &Arrived<'_>,
    proposal: &Proposal,
    (row, report): (i64, &Report),
    spans: Vec<Span>,
) -> Result<Reply, Stop> {
    let checks: Vec<wire::Finding> = report.refusals().map(said).collect();
    let ids: Vec<&str> = checks.iter().map(|finding| finding.id.as_str()).collect();
    let reason = format!("checks failed: {}", ids.join(", "));
    let says = Says::Reject(Reject { proposal: arrived.digest.to_string(), checks, by: None, reason: reason.clone() });
    let drafted = arrived.draft(desk, 2, says)?;
    let begun = begins(arrived, proposal, spans, None);
    let ended = Posting::TransferState(TransferState {
        transfer: arrived.transfer.to_string(),
        event: InEvent::Reject.word().to_owned(),
        state: InState::Rejected.word().to_owned(),
        due: None,
    });
    append(desk, arrived, "transfer-reject", &reason, vec![begun, ended])?;
    Ok(write::answer(desk, arrived.request, row, drafted)?)
}

fn append(desk: &Desk<'_>, arrived: &Arrived<'_>, kind: &str, reason: &str, postings: Vec<Posting>) -> Result<(), CommProblem> {
    let message = Some(arrived.digest.to_string());
    ledger::append(desk, kind, &Act { by: Vec::new(), reason: reason.to_owned(), message, postings })?;
    Ok(())
}

/// The posting that begins the transfer in this book.
fn begins(arrived: &Arrived<'_>, proposal: &Proposal, spans: Vec<Span>, due: Option<Timestamp>) -> Posting {
    begun(&arrived.transfer, (Side::Acquiring, InState::Received.word()), proposal, spans, due)
}

/// A finding in the words of the communication API.
fn said(finding: &Finding) -> wire::Finding {
    let spec = finding.check.spec();
    let values = finding.values.iter().map(|(name, value)| Observed { name: (*name).to_owned(), value: value.clone() });
    wire::Finding {
        id: spec.id.to_owned(),
        rule: spec.rule.to_owned(),
        result: finding.outcome.word().to_owned(),
        values: values.collect(),
        hint: finding.hint.clone(),
    }
}
