//! Reconciliation runs, from the wire.
//! A state may be a word nobody knows; a kind, a field or a relation in what was found must be known: what it means is acted on.
//! Must not know: HTTP, or which question was asked.

use crate::{
    domain::{
        Quantity,
        reconcile::{Code, Field, RunId},
    },
    registry::{
        Word,
        run::{
            BothTotals, FoundKind, Relation, ResultSignature, Run, RunSegment, RunSegments, RunState, RunSummary, SignedResult,
            Tier, TierState,
        },
    },
    text::Untrusted,
    wire::{
        admin::{reconcile as wire, segment},
        convert::{self, Misfit, Place},
    },
};

/// A row of the list of runs.
///
/// # Errors
/// [`Misfit`] for an id that is not one, and for an opener that did not number the run.
pub fn run_summary(run: wire::RunSummary, at: &Place<'_>) -> Result<RunSummary, Misfit> {
    let id: RunId = at.parse("id", &run.id)?;
    if at.parse("opener", &run.opener) != Ok(id.opener()) {
        return Err(at.field("opener").misfit("the run was numbered by another registry"));
    }
    let kind = |kind: wire::FoundKind, _: &Place<'_>| -> Result<FoundKind, Misfit> {
        Ok(FoundKind { code: Word::read(kind.code, Code::of_id), count: kind.count.0, units: Some(Quantity::new(kind.units.0)) })
    };
    Ok(RunSummary {
        id,
        peer: at.parse_if("peer", run.peer.as_deref())?,
        at: run.at,
        state: Word::read(run.state, RunState::of_word),
        begun: run.begun,
        by: run.by.map(Untrusted::new),
        ended: run.ended,
        units: Quantity::new(run.units.0),
        discrepancies: run.discrepancies.0,
        notes: run.notes.0,
        kinds: at.each("kinds", run.kinds, kind)?,
        why: run.why.map(Untrusted::new),
    })
}

/// A run in full.
///
/// # Errors
/// [`Misfit`] for what does not read, and for more findings than are counted.
pub fn run(run: wire::Run, at: &Place<'_>) -> Result<Run, Misfit> {
    let summary = run_summary(run.summary, &at.field("summary"))?;
    let counted = summary.discrepancies.saturating_add(summary.notes);
    if run.found.len() as u64 > counted {
        return Err(at.field("found").misfit("there are more of them than the summary counts"));
    }
    Ok(Run {
        summary,
        reason: Untrusted::new(run.reason),
        tiers: run.tiers.into_iter().map(tier).collect(),
        commitment: at.parse_if("commitment", run.commitment.as_deref())?,
        peer_commitment: at.parse_if("peer_commitment", run.peer_commitment.as_deref())?,
        ancestor: at.parse_if("ancestor", run.ancestor.as_deref())?,
        previous: at.parse_if("previous", run.previous.as_deref())?,
        totals: at.each("totals", run.totals, both)?,
        more_totals: run.more_totals.0,
        sent: run.sent.0,
        received: run.received.0,
        found: at.each("found", run.found, convert::discrepancy)?,
        result: run.result.map(|signed| result(signed, &at.field("result"))).transpose()?,
        veil: None,
    })
}

fn tier(tier: wire::Tier) -> Tier {
    let state = Word::read(tier.state, TierState::of_word);
    Tier { name: Untrusted::new(tier.name), state, done: tier.done.0, of: tier.of.0, ended: tier.ended }
}

fn both(both: wire::BothTotals, at: &Place<'_>) -> Result<BothTotals, Misfit> {
    let key = convert::discrepancy::total(&both.key, &at.field("key"))?;
    Ok(BothTotals { key, ours: both.ours.0, theirs: both.theirs.0 })
}

fn result(signed: wire::SignedResult, at: &Place<'_>) -> Result<SignedResult, Misfit> {
    let signature = |signature: wire::ResultSignature, at: &Place<'_>| -> Result<ResultSignature, Misfit> {
        Ok(ResultSignature {
            registry: at.parse("registry", &signature.registry)?,
            key: at.parse("key", &signature.key)?,
            signature: Untrusted::new(signature.signature),
        })
    };
    Ok(SignedResult {
        sha256: at.parse("sha256", &signed.sha256)?,
        signatures: at.each("signatures", signed.signatures, signature)?,
        text: Untrusted::new(signed.text),
    })
}

/// What each book says in a run.
///
/// # Errors
/// [`Misfit`] for what does not read.
pub fn run_segments(segments: segment::RunSegments, at: &Place<'_>) -> Result<RunSegments, Misfit> {
    let (run, items) = (at.parse("run", &segments.run)?, at.each("items", segments.items, one)?);
    Ok(RunSegments { run, items, more: segments.more.0, veil: None })
}

fn one(segment: segment::RunSegment, at: &Place<'_>) -> Result<RunSegment, Misfit> {
    let relation = Relation::of_word(&segment.relation);
    let field = |word: String, at: &Place<'_>| Field::of_word(&word).ok_or_else(|| at.misfit("is no field this console knows"));
    let found = |found: segment::SegmentFinding, at: &Place<'_>| {
        let code =
            Code::of_id(&found.code).ok_or_else(|| at.field("code").misfit("is no kind of discrepancy this console knows"))?;
        Ok((code, at.parse_if("case", found.case.as_deref())?))
    };
    Ok(RunSegment {
        subject: convert::discrepancy::subject(segment.subject, &at.field("subject"))?,
        relation: relation.ok_or_else(|| at.field("relation").misfit("is no relation of two books this console knows"))?,
        said: at.each("said", segment.said, convert::discrepancy::said)?,
        differing: at.each("differing", segment.differing, field)?,
        found: at.each("found", segment.found, found)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const AT: &str = "2026-11-28T08:00:00Z";

    fn full() -> Value {
        json!({
            "summary": {
                "id": "CHE01-R-2026-000003", "peer": "GHA01", "opener": "CHE01", "at": AT, "state": "differs", "begun": AT,
                "by": "amina.k", "ended": AT, "units": "2000", "discrepancies": "1", "notes": "0",
                "kinds": [{"code": "D03", "count": "1", "units": "40"}]
            },
            "reason": "daily", "tiers": [{"name": "totals", "state": "done", "done": "4", "of": "4", "ended": AT}],
            "commitment": "00".repeat(32), "peer_commitment": "11".repeat(32), "previous": "GHA01-R-2026-000002",
            "totals": [{
                "key": {"approach": "CA0007", "party": "CHE", "vintage": 2023, "metric": "GHG", "holder": "CHE01", "class": "holding"},
                "ours": "40", "theirs": "0"
            }],
            "more_totals": "0", "sent": "100", "received": "120",
            "found": [{
                "code": "D03", "subject": {"units": {"first": "CA0007-CHE01-CHE-1-2023", "last": "CA0007-CHE01-CHE-40-2023"}},
                "quantity": "40", "said": [{"field": "holder", "ours": "CHE01", "theirs": "GHA01"}], "since": AT, "runs": 1
            }],
            "result": {"text": "x", "sha256": "22".repeat(32), "signatures": [{"registry": "CHE01", "key": "CHE01-1", "signature": "s"}]}
        })
    }

    fn segments() -> Value {
        json!({"run": "CHE01-R-2026-000003", "more": "0", "items": [{
            "subject": {"units": {"first": "CA0007-CHE01-CHE-1-2023", "last": "CA0007-CHE01-CHE-40-2023"}},
            "relation": "differ", "said": [{"field": "holder", "ours": "CHE01", "theirs": "GHA01"}], "differing": ["holder"],
            "found": [{"code": "D03", "case": "CHE01-CASE-000001"}]
        }]})
    }

    #[test]
    fn a_run_reads_and_what_is_none_is_named_by_its_place() {
        let read = |value: Value| run(serde_json::from_value(value).unwrap(), &Place::ROOT);
        let there = read(full()).unwrap();
        assert_eq!((there.summary.kinds.len(), there.totals[0].ours, there.found.len()), (1, 40, 1));
        for (pointer, wrong, at) in [
            ("/summary/opener", json!("GHA01"), "summary.opener"),
            ("/summary/id", json!("CHE01-2026-000003"), "summary.id"),
            ("/summary/discrepancies", json!("0"), "found"),
            ("/commitment", json!("z"), "commitment"),
            ("/totals/0/key/holder", json!("nobody"), "totals[0].key.holder"),
            ("/found/0/code", json!("E12"), "found[0].code"),
            ("/result/signatures/0/key", json!("\u{202e}"), "result.signatures[0].key"),
        ] {
            let mut value = full();
            *value.pointer_mut(pointer).unwrap() = wrong;
            assert_eq!(read(value).unwrap_err().at, at);
        }
    }

    #[test]
    fn segments_read_and_what_is_none_is_named_by_its_place() {
        let read = |value: Value| run_segments(serde_json::from_value(value).unwrap(), &Place::ROOT);
        assert_eq!(read(segments()).unwrap().items[0].relation, Relation::Differ);
        for (pointer, wrong, at) in [
            ("/run", json!("x"), "run"),
            ("/items/0/relation", json!("alike"), "items[0].relation"),
            ("/items/0/differing/0", json!("colour"), "items[0].differing[0]"),
            ("/items/0/found/0/code", json!("E12"), "items[0].found[0].code"),
            ("/items/0/found/0/case", json!("case 1"), "items[0].found[0].case"),
        ] {
            let mut value = segments();
            *value.pointer_mut(pointer).unwrap() = wrong;
            assert_eq!(read(value).unwrap_err().at, at);
        }
    }
}
