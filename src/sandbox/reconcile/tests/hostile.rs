//! A counterpart that lies: every lie ends the run with a sentence, and no book is changed by it.

use super::two::{CHE, GHA, Two, id};
use crate::{
    domain::reconcile::RunId,
    sandbox::{
        comm::{Outgoing, Reply, sign},
        desk::Desk,
        ledger, shown,
    },
    wire::comm::reconcile::{Holds, RunMessage, RunSays},
};

/// The answer of GHA01 with other words in it, signed by GHA01 all the same.
fn lied(two: &Two, sent: &Outgoing, reply: Reply, lie: impl Fn(&mut RunSays)) -> Reply {
    let Ok(mut message) = serde_json::from_slice::<RunMessage>(&reply.body) else { return reply };
    lie(&mut message.says);
    let desk = Desk { book: &two.books[GHA], me: &two.me[GHA], now: two.now };
    sign::answer(&desk, &sent.request, (200, sign::JSON), serde_json::to_vec(&message).unwrap()).unwrap().what
}

/// Why a run ended in which every answer of GHA01 is told so.
fn why(lie: impl Fn(&mut RunSays)) -> String {
    let mut two = Two::traded();
    two.play(9, 43, (GHA, CHE), 30);
    let before = ledger::verify(&two.books[CHE]).unwrap().differs;
    let run: RunId = two.open(CHE);
    two.settle(|two, from, sent| {
        let reply = two.arrives(from, sent)?;
        Ok(if from == CHE { lied(two, sent, reply, &lie) } else { reply })
    });
    let shown = shown::run(&two.books[CHE], run).unwrap_or_else(|_| panic!("no run at {}", id(CHE)));
    assert_eq!(ledger::verify(&two.books[CHE]).unwrap().differs, before, "the book is as it was");
    assert_eq!(shown.summary.state, "failed", "{:?}", shown.found);
    assert!(shown.result.is_none());
    shown.summary.why.unwrap()
}

#[test]
fn every_lie_ends_the_run_with_a_sentence() {
    let commitment = why(|says| {
        if let RunSays::Commit(commit) = says {
            commit.sha256 = "00".repeat(32);
        }
    });
    assert!(commitment.contains("not those it committed to"), "{commitment}");
    let sums = why(|says| {
        if let RunSays::Sums(sums) = says {
            sums.series.truncate(1);
        }
    });
    assert!(sums.contains("not those it committed to"), "{sums}");
    let lines = why(|says| {
        if let RunSays::Parts(parts) = says {
            for opened in &mut parts.parts {
                if let Holds::Lines(lines) = &mut opened.holds {
                    lines.iter_mut().for_each(|line| line.holder = "GHA01".into());
                    lines.truncate(1);
                    lines.iter_mut().for_each(|line| line.authorization_version = Some(9));
                }
            }
        }
    });
    assert!(lines.contains("is not what it committed to"), "{lines}");
    let parts = why(|says| {
        if let RunSays::Parts(parts) = says {
            parts.parts.clear();
        }
    });
    assert!(parts.contains("other parts of the book"), "{parts}");
    let truncated = why(|says| {
        if let RunSays::Trail(trail) = says {
            trail.records.pop();
        }
    });
    assert!(truncated.contains("cut short"), "{truncated}");
    let other = why(|says| {
        if let RunSays::Trail(trail) = says {
            trail.records.iter_mut().for_each(|record| record.evidence = false);
        }
    });
    assert!(other.contains("not the one it committed to"), "{other}");
    let endless = why(|says| {
        if let RunSays::Trail(trail) = says {
            trail.page += 1;
        }
    });
    assert!(endless.contains("another page"), "{endless}");
    let result = why(|says| {
        if let RunSays::Result(result) = says {
            result.sha256 = "11".repeat(32);
        }
    });
    assert!(result.contains("another result"), "{result}");
    let signature = why(|says| {
        if let RunSays::Result(result) = says {
            result.signature = result.signature.replace('A', "B");
        }
    });
    assert!(signature.contains("does not verify"), "{signature}");
}

#[test]
fn a_stranger_to_a_run_and_a_step_out_of_order_are_refused() {
    let mut two = Two::traded();
    let run = two.open(CHE);
    let mut refused = Vec::new();
    two.settle(|two, from, sent| {
        // The step after the next, signed by the same registry.
        if sent.request.path.ends_with("/2") {
            let mut message: RunMessage = serde_json::from_slice(&sent.request.body).unwrap();
            message.step = 7;
            let desk = Desk { book: &two.books[from], me: &two.me[from], now: two.now };
            let path = sent.request.path.replace("/2", "/7");
            let request = sign::post(&desk, id(1 - from), &path, serde_json::to_vec(&message).unwrap()).unwrap().what;
            let early = Outgoing { request, ..sent.clone() };
            refused.push(two.arrives(from, &early).unwrap().status);
        }
        two.arrives(from, sent)
    });
    assert_eq!(refused, [409]);
    let runs = two.shown(run);
    assert_eq!((runs[GHA].summary.state.as_str(), runs[CHE].summary.state.as_str()), ("failed", "failed"));
    assert!(runs[GHA].summary.why.as_ref().unwrap().contains("step 2"));
}
