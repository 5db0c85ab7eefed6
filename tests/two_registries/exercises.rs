//! Stuck transfers staged on a running pair, looked at and mended as an operator would, over the admin API.

use super::{people::People, transfers::Two};
use countersign::sandbox::CASES;
use jiff::Timestamp;
use serde_json::json;

async fn stage(two: &Two, case: &str) -> String {
    let body = json!({ "exercise": case, "as_of": Timestamp::now() });
    let [first, second] = [&two.people[0], &two.people[1]].map(|people: &People| people.post("practice/exercises", body.clone()));
    let (first, second) = (first.await, second.await);
    assert_eq!(first["transfer"], second["transfer"], "both speak of one transfer");
    first["transfer"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_case_is_staged_while_the_pair_runs_and_leaves_what_the_catalogue_says() {
    let two = Two::running(false).await;
    for case in CASES.iter() {
        let Ok(leaves) = case.leaves else { continue };
        let mut id = stage(&two, case.name).await;
        if case.number == 14 {
            // This case is about the second of two transfers.
            let last = id.pop().unwrap().to_digit(10).unwrap() + 1;
            id.push_str(&last.to_string());
        }
        let found = [two.books[1].state(&id), two.books[0].state(&id)];
        let order = leaves.transferring.filter(|state| *state != "awaiting-approval");
        assert_eq!(found, [order, leaves.acquiring].map(|state| state.map(str::to_owned)), "case {}", case.name);
    }
    let again = two.people[0].refused("practice/exercises", json!({ "exercise": "lost-final" })).await;
    assert!(again.contains("staged already"), "{again}");
    for people in &two.people {
        people.assert_ledger_is_whole().await;
    }
}

/// Cases that one act of one person at the transferring registry mends.
#[tokio::test]
async fn what_is_stuck_is_mended_by_the_act_that_the_catalogue_names() {
    let two = Two::running(false).await;
    for (case, act, ours, theirs) in [
        ("lost-final", "resend", "completed", "completed"),
        ("rejection-lost", "resend", "rejected", "rejected"),
        ("accept-crossed-timeout", "resend", "cancelled", "terminated"),
        ("answer-lost", "terminate", "terminated", "terminated"),
        ("no-decision", "terminate", "terminated", "terminated"),
    ] {
        let id = stage(&two, case).await;
        two.people[1].post(&format!("transfers/{id}/{act}"), json!({ "reason": "practice" })).await;
        two.books[1].wait_for(&id, &[ours]);
        two.books[0].wait_for(&id, &[theirs]);
    }
    for people in &two.people {
        people.assert_ledger_is_whole().await;
    }
}
