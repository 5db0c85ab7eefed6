//! What each book said, segment by segment, kept when a run came to its result: afterwards the lines it was made of are let go.
//! It explains the findings and decides nothing; of very many segments only the first are kept.
//! Must not know: how lines came here, and which cases there are.

use crate::{
    domain::reconcile::{
        Book, Field, Finding, Overlap, Piece, Position, Relation, RunId, Said, Segment, Subject, Sweep, differing, statements,
    },
    sandbox::{comm::CommProblem, desk::Desk, fault::StoreProblem},
    wire::{
        admin::segment::{RunSegment, SegmentFinding},
        convert::discrepancy::{said_to_wire, subject_to_wire},
    },
};
use rusqlite::{Connection, params};

/// So many segments of a run are kept.
const MOST: usize = 2_000;

/// What both books say in the parts that were looked at line by line, then what else was found.
pub(super) fn between(ours: &[Position], theirs: &[Position], findings: &[Finding]) -> Result<Vec<RunSegment>, CommProblem> {
    let out_of_order = |_| StoreProblem::Row("the order of lines");
    let sweep = Sweep::new(ours.iter().cloned(), theirs.iter().cloned()).map_err(out_of_order)?;
    let mut segments = Vec::new();
    for piece in sweep {
        segments.push(match piece.map_err(out_of_order)? {
            Piece::Segment(segment) => of_segment(&segment, findings),
            Piece::Overlap(overlap) => of_overlap(&overlap, findings),
        });
    }
    segments.extend(findings.iter().filter(|finding| finding.block().is_none()).map(of_finding));
    Ok(segments)
}

/// What was found within this registry: the book, and what it should be.
pub(super) fn within(findings: &[Finding]) -> Vec<RunSegment> {
    findings.iter().map(of_finding).collect()
}

fn of_segment(segment: &Segment, findings: &[Finding]) -> RunSegment {
    let (relation, differs) = match segment.relation() {
        Relation::Equal => ("equal", Vec::new()),
        Relation::Differ(said) => ("differ", said),
        Relation::OursOnly => ("ours-only", Vec::new()),
        // Nothing is held against what both last agreed on, so there is none that neither has.
        Relation::TheirsOnly | Relation::Neither => ("theirs-only", Vec::new()),
    };
    let said = statements(segment.ours.as_deref(), segment.theirs.as_deref());
    made(Subject::Units(segment.block), relation, &said, &differs, findings)
}

fn of_overlap(overlap: &Overlap, findings: &[Finding]) -> RunSegment {
    let relation = if overlap.book == Book::Theirs { "overlap-theirs" } else { "overlap-ours" };
    let said = statements(Some(&overlap.first), Some(&overlap.second));
    made(Subject::Units(overlap.block), relation, &said, &differing(&overlap.first, &overlap.second), findings)
}

fn of_finding(finding: &Finding) -> RunSegment {
    let differs: Vec<Said> = finding.said.iter().filter(|said| said.ours != said.theirs).cloned().collect();
    made(finding.subject.clone(), "differ", &finding.said, &differs, std::slice::from_ref(finding))
}

fn made(subject: Subject, relation: &str, said: &[Said], differs: &[Said], findings: &[Finding]) -> RunSegment {
    let word = |field: Field| field.word().to_owned();
    RunSegment {
        relation: relation.to_owned(),
        said: said.iter().map(said_to_wire).collect(),
        differing: differs.iter().map(|said| word(said.field)).collect(),
        found: found_in(&subject, findings),
        subject: subject_to_wire(&subject),
    }
}

/// The kinds that were found there, each once.
fn found_in(subject: &Subject, findings: &[Finding]) -> Vec<SegmentFinding> {
    let meets = |finding: &&Finding| match (subject, &finding.subject) {
        (Subject::Units(here), Subject::Units(found)) => here.series == found.series && here.range.overlaps(found.range),
        (here, found) => here == found,
    };
    let mut codes: Vec<_> = findings.iter().filter(meets).map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().map(|code| SegmentFinding { code: code.id().to_owned(), case: None }).collect()
}

/// Keeps the segments of a run, and how many there were.
pub(super) fn keep(desk: &Desk<'_>, run: RunId, segments: &[RunSegment]) -> Result<(), CommProblem> {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let mut insert = desk.book.prepare_cached("INSERT INTO reconciliation_segments (run, n, segment) VALUES (?, ?, ?)")?;
    for (n, segment) in segments.iter().take(MOST).enumerate() {
        let text = serde_json::to_string(segment).map_err(|_| StoreProblem::Row("a segment"))?;
        insert.execute(params![run.to_string(), number(n), text])?;
    }
    let sql = "UPDATE reconciliations SET segments = ? WHERE id = ?";
    desk.book.prepare_cached(sql)?.execute(params![number(segments.len()), run.to_string()])?;
    Ok(())
}

/// The segments of a run that are kept, in their order.
pub(in crate::sandbox) fn of(book: &Connection, run: RunId) -> Result<Vec<RunSegment>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT segment FROM reconciliation_segments WHERE run = ? ORDER BY n")?;
    let rows = statement.query_map([run.to_string()], |row| row.get::<_, String>(0))?;
    rows.map(|row| serde_json::from_str(&row?).map_err(|_| StoreProblem::Row("a segment"))).collect()
}
