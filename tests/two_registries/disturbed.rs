//! Transfers while something goes wrong on the wire, in time, or at the courier: they are completed all the same, or honestly wait.

use super::{book::wait, transfers::Two};
use reqwest::Method;
use serde_json::{Value, json};

/// Moves both clocks on until something is so; retries have their times.
async fn until(two: &Two, reached: impl Fn() -> bool) {
    let mut seconds = 0;
    while !reached() {
        seconds += 31;
        assert!(seconds < 4_000, "{}\n{}", two.books[0].troubles(), two.books[1].troubles());
        for people in &two.people {
            people.arm(&format!("clock-skew={seconds}")).await;
        }
        settle(two);
    }
}

/// Moves both clocks on until a transfer is completed at both sides.
async fn until_completed(two: &Two, transfer: &str) {
    until(two, || two.books.iter().all(|book| book.state(transfer).as_deref() == Some("completed"))).await;
}

/// Waits until neither book changes any more.
fn settle(two: &Two) {
    let look = || two.books.each_ref().map(|book| (book.outbox(), book.troubles()));
    let mut seen = (look(), std::time::Instant::now());
    wait(
        || {
            let now = look();
            if now != seen.0 {
                seen = (now, std::time::Instant::now());
            }
            (seen.1.elapsed() > std::time::Duration::from_millis(150)).then_some(())
        },
        || "the books never come to rest".to_owned(),
    );
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_in_the_same_octets() {
    for (at, kind) in [(1, "proposal"), (0, "accept"), (1, "final")] {
        // People decide: a rule would accept before the proposal is sent again, and its receipt would not be needed any more.
        let two = Two::running(false).await;
        two.people[at].arm(&format!("lose-answer={kind}")).await;
        let (transfer, holding) = two.begin(0).await;
        let (sender, receiver) = (&two.books[1 - at], &two.books[at]);
        if kind == "proposal" {
            until(&two, || sender.attempts(&transfer, kind) == 2).await;
        }
        two.books[1].wait_for(&transfer, &["received"]);
        if kind == "accept" {
            // The final message would say as much as the lost answer.
            two.people[0].arm("queue-stopped").await;
        }
        two.accept(1, &transfer).await;
        if kind == "accept" {
            until(&two, || sender.attempts(&transfer, kind) == 2).await;
            two.people[0].calm().await;
        }
        until_completed(&two, &transfer).await;
        two.assert_completed(0, &transfer, &holding);
        assert_eq!(sender.attempts(&transfer, kind), 2, "{kind}: {}", sender.troubles());
        assert_eq!(receiver.incidents(), Vec::<String>::new(), "{kind}: the same octets are no conflict");
        for people in &two.people {
            people.calm().await;
        }
        two.assert_quiet().await;
    }
}

#[tokio::test]
async fn what_is_lost_doubled_late_or_failed_does_no_harm() {
    for faults in [
        &["lose-request=proposal"][..],
        &["lose-request=final", "lose-request=accept"],
        &["double=proposal", "double=final", "double=accept"],
        &["reorder"],
        &["error-500=every:2"],
        &["latency=20", "cut=40"],
    ] {
        let two = Two::running(true).await;
        for people in &two.people {
            for fault in faults {
                people.arm(fault).await;
            }
        }
        let (transfer, holding) = two.begin(1).await;
        if faults.contains(&"cut=40") {
            settle(&two);
            assert_eq!(two.books[1].state(&transfer).as_deref(), Some("finalised-out"), "no answer ever comes whole");
            assert_eq!(two.books[0].state(&transfer).as_deref(), Some("completed"), "every message does");
            for people in &two.people {
                people.calm().await;
            }
        }
        until_completed(&two, &transfer).await;
        two.assert_completed(1, &transfer, &holding);
        for people in &two.people {
            people.calm().await;
        }
        two.assert_quiet().await;
    }
}

#[tokio::test]
async fn a_registry_that_does_not_answer_is_waited_for() {
    for fault in ["maintenance", "silent", "version=2.0"] {
        let two = Two::running(true).await;
        two.people[1].arm(fault).await;
        let (transfer, holding) = two.begin(0).await;
        let sender = &two.books[0];
        if fault != "silent" {
            let failed = || sender.outbox().iter().any(|(kind, why)| kind == "proposal" && why.is_some()).then_some(());
            wait(failed, || sender.troubles());
        }
        assert_eq!((sender.state(&transfer).as_deref(), two.books[1].state(&transfer)), (Some("proposed"), None), "{fault}");
        two.people[1].calm().await;
        if fault == "version=2.0" {
            continue; // Refused for good: people decide what to do about it.
        }
        until_completed(&two, &transfer).await;
        two.assert_completed(0, &transfer, &holding);
    }
}

#[tokio::test]
async fn a_stopped_queue_sends_nothing_until_it_goes_on() {
    let two = Two::running(true).await;
    two.people[0].arm("queue-stopped").await;
    let (transfer, holding) = two.begin(0).await;
    settle(&two);
    assert_eq!((two.books[0].attempts(&transfer, "proposal"), two.books[1].state(&transfer)), (0, None));
    two.people[0].calm().await;
    two.assert_completed(0, &transfer, &holding);
}

#[tokio::test]
async fn a_key_nobody_was_told_of_is_not_believed() {
    let two = Two::running(true).await;
    two.people[0].arm("key-rotated").await;
    let (transfer, _) = two.begin(0).await;
    wait(|| (two.books[0].attempts(&transfer, "proposal") > 0).then_some(()), || two.books[0].troubles());
    settle(&two);
    assert_eq!(two.books[1].state(&transfer), None);
    assert!(!two.books[1].incidents().is_empty(), "{}", two.books[1].troubles());
}

#[tokio::test]
async fn faults_are_armed_listed_and_disarmed_over_the_api() {
    let two = Two::running(true).await;
    let people = &two.people[0];
    people.arm("latency=5").await;
    people.arm("lose-answer=final:2").await;
    let (status, listed) = people.faults(Method::GET, "", None).await;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let names: Vec<&str> = listed["items"].as_array().unwrap().iter().map(|item| item["fault"].as_str().unwrap()).collect();
    assert_eq!((status, names), (200, vec!["latency=5", "lose-answer=final:2"]));
    for (body, sentence) in [("latncy=5", "did you mean latency?"), ("crash=before-send:1", "sandbox serve")] {
        let (status, said) = people.faults(Method::POST, "", Some(json!({ "fault": body }))).await;
        assert!(status == 400 && said.contains(sentence), "{status} {said}");
    }
    assert_eq!(people.faults(Method::DELETE, "?name=latency", None).await.0, 204);
    assert_eq!(people.faults(Method::DELETE, "?name=banana", None).await.0, 400);
    assert_eq!(people.faults(Method::DELETE, "?other=1", None).await.0, 400);
    let (_, left) = people.faults(Method::GET, "", None).await;
    assert!(left.contains("lose-answer") && !left.contains("latency"));
}
