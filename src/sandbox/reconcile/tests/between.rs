//! Runs between two registries that follow the protocol.

use super::two::{CHE, GHA, Two, codes, id};
use crate::{
    evidence::{
        reconciliation::ReconciliationText,
        sshsig::{Namespace, SshSignature},
    },
    sandbox::comm::Failure,
    wire::admin::reconcile::Run,
};

/// The result is one text, signed by both, and each has both signatures.
fn signed([one, other]: &[Run; 2], two: &Two) {
    let (one, other) = (one.result.as_ref().unwrap(), other.result.as_ref().unwrap());
    assert_eq!(one, other);
    let text = ReconciliationText::parse(one.text.as_bytes()).unwrap();
    assert_eq!(text.sha256().to_string(), one.sha256);
    assert_eq!(one.signatures.len(), 2);
    for signature in &one.signatures {
        let of = if signature.registry == id(CHE).to_string() { CHE } else { GHA };
        let good = SshSignature::parse(&signature.signature).unwrap();
        good.verify(Namespace::Snapshot, one.text.as_bytes(), &two.me[of].secret.public()).unwrap();
    }
}

#[test]
fn two_books_that_agree_pass_and_both_sign_it() {
    for opener in [CHE, GHA] {
        let mut two = Two::traded();
        let runs = two.run(opener);
        for run in &runs {
            assert_eq!((run.summary.state.as_str(), run.summary.why.as_deref()), ("passed", None), "{run:#?}");
            assert_eq!(run.summary.units.0, 2_000);
            assert_eq!(
                run.tiers.iter().map(|tier| tier.state.as_str()).collect::<Vec<_>>(),
                ["done", "not-needed", "not-needed"]
            );
        }
        assert_eq!(runs[0].commitment, runs[1].peer_commitment);
        signed(&runs, &two);
    }
}

#[test]
fn registries_with_nothing_between_them_pass() {
    let mut two = Two::new();
    let runs = two.run(GHA);
    assert_eq!((runs[0].summary.state.as_str(), runs[0].summary.units.0), ("passed", 0));
    signed(&runs, &two);
}

#[test]
fn a_pass_is_what_the_next_run_is_held_against() {
    let mut two = Two::traded();
    let first = two.run(CHE);
    two.books[GHA].execute("UPDATE transfers SET to_account = 'GHA01-100-E041' WHERE side = 'acquiring'", []).unwrap();
    let second = two.run(GHA);
    assert_eq!(second[CHE].ancestor.as_deref(), Some(first[CHE].summary.id.as_str()));
    assert_eq!((codes(&second[CHE]), codes(&second[GHA])), (vec!["D10"], vec!["D10"]));
    assert_eq!(second[CHE].found[0].mover.as_deref(), Some("theirs"));
    assert_eq!(second[GHA].found[0].mover.as_deref(), Some("ours"));
    signed(&second, &two);
    let third = two.run(CHE);
    assert_eq!((third[CHE].found[0].runs, third[CHE].found[0].since), (2, second[CHE].summary.at));
    // The second run agreed on nothing: the first is still what they agreed on last.
    assert_eq!(third[CHE].ancestor.as_deref(), Some(first[CHE].summary.id.as_str()));
    assert_eq!((third[CHE].found[0].mover.as_deref(), third[GHA].found[0].mover.as_deref()), (Some("theirs"), Some("ours")));
}

#[test]
fn a_final_that_was_lost_for_longer_than_its_deadline_is_a_contradiction() {
    // Case 9: the Final is lost since 26 hours. The transferring registry is done, the acquiring one waits.
    let mut two = Two::traded();
    two.play(9, 43, (GHA, CHE), 1);
    let runs = two.run(CHE);
    assert_eq!((codes(&runs[CHE]), codes(&runs[GHA])), (vec!["D04"], vec!["D04"]), "{:#?}", runs[CHE].found);
    assert!(runs[CHE].tiers.iter().all(|tier| tier.state == "done"), "{:?}", runs[CHE].tiers);
    signed(&runs, &two);
}

#[test]
fn whatever_is_lost_or_doubled_on_the_wire_the_result_is_the_same() {
    let mut peace = Two::traded();
    peace.play(9, 43, (GHA, CHE), 30);
    let expected = peace.run(CHE)[CHE].found.clone();
    for turn in 0..3 {
        let mut two = Two::traded();
        two.play(9, 43, (GHA, CHE), 30);
        let run = two.open(CHE);
        let mut sent_before = std::collections::BTreeSet::new();
        two.settle(|two, from, sent| {
            let first = sent_before.insert(sent.request.path.clone());
            match turn {
                0 if first => Err(Failure::NoAnswer("lost on the way".into())),
                // Without the answer to the first step nobody knows the moment in time; the run ends then.
                1 if first && !sent.request.path.ends_with("/1") => {
                    two.arrives(from, sent)?;
                    Err(Failure::NoAnswer("the answer is lost".into()))
                }
                2 => {
                    let once = two.arrives(from, sent)?;
                    assert_eq!(two.arrives(from, sent)?, once, "a repetition gets the kept answer");
                    Ok(once)
                }
                _ => two.arrives(from, sent),
            }
        });
        let runs = two.shown(run);
        let found: Vec<_> = runs[CHE].found.iter().map(|found| (&found.code, &found.subject, &found.quantity)).collect();
        let wanted: Vec<_> = expected.iter().map(|found| (&found.code, &found.subject, &found.quantity)).collect();
        assert_eq!(found, wanted, "turn {turn}: {:?}", runs[CHE].summary.why);
        signed(&runs, &two);
    }
}

#[test]
fn a_counterpart_that_is_silent_ends_the_run_after_a_quarter_of_an_hour() {
    let mut two = Two::traded();
    let run = two.open(CHE);
    two.settle(|_, _, _| Err(Failure::Unreachable("connection refused".into())));
    let found = crate::sandbox::shown::run(&two.books[CHE], run).unwrap_or_else(|_| panic!("no run"));
    assert_eq!(found.summary.state, "failed");
    assert!(found.summary.why.unwrap().contains("a quarter of an hour"));
    assert!(found.result.is_none());
    let left: i64 = two.books[CHE].query_row("SELECT count(*) FROM outbox", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}
