//! A registry whose file was put back from a copy of before a transfer that it sent: real traffic, a real copy, and the counterpart's archive.
//! What the transferring registry lost with its ledger comes back as what it was there: locked, first transferred, departed.

use super::{
    book::{Book, wait},
    correcting::entries,
    faults::passes,
    mortal::copy,
    people::People,
    resolving::{CHE, Desk, Desks, GHA, IDS, codes},
};
use countersign::evidence::digest::Digest;
use serde_json::json;

#[tokio::test]
async fn what_the_transferring_registry_lost_comes_back_from_the_counterparts_archive() {
    let (folder, backup) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = format!("{}.sqlite", IDS[GHA]);
    let books = IDS.map(|id| Book::of(&folder.path().join(format!("{id}.sqlite"))));
    drop(Desks::on(folder.path()).await);
    copy(folder.path(), backup.path());

    let two = Desks::on(folder.path()).await;
    let people = People::at(&two.desks[GHA].url).await;
    let (transfer, holding) = people.transfer(&books[GHA], IDS[CHE], &books[CHE].accounts()[0]).await;
    two.desks[GHA].completed(&transfer).await;
    two.desks[CHE].completed(&transfer).await;
    wait(|| books.iter().all(|book| book.outbox().is_empty()).then_some(()), || books[GHA].troubles());
    drop(two);
    for entry in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
        if entry.file_name().to_string_lossy().starts_with(&file) {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    std::fs::copy(backup.path().join(&file), folder.path().join(&file)).unwrap();

    let two = Desks::on(folder.path()).await;
    assert_eq!(books[GHA].state(&transfer), None, "the book knows nothing of it");
    assert_eq!(books[GHA].places_of(&holding), [format!("account {}", holding.account)]);
    let found = two.run().await;
    assert!(codes(&found[GHA]).contains(&"D13"), "{:?}", codes(&found[GHA]));
    asked_for_and_replayed(&two.desks[GHA], &transfer).await;
    assert_eq!(books[GHA].state(&transfer).as_deref(), Some("completed"));
    assert!(books[GHA].places_of(&holding).is_empty(), "it has left");
    assert_eq!(books[GHA].archive(&transfer), books[CHE].archive(&transfer), "both archives have the conversation again");
    passes(&two).await;
}

/// One person asks for the archive, two bring back what it proves; the ledger is only appended to.
async fn asked_for_and_replayed(desk: &Desk, transfer: &str) {
    let case = desk.case_of("D13").await;
    assert_eq!(case.about, format!("transfer {transfer}"));
    desk.act(0, &format!("cases/{}/archive", case.id), &json!({ "reason": "we were restored from a backup" })).await;
    desk.was_told_times(transfer, "copy", 5).await;
    let before = desk.ledger().await;
    let refused = desk.replay_refused(&case.id, Digest::of("another completion")).await;
    assert!(refused.contains("does not name the counterpart's copy of the completion"), "{refused}");
    desk.replayed(&case.id, desk.copied(transfer, 5).await).await;
    let after = desk.ledger().await;
    assert!(after.starts_with(&before), "the ledger was only appended to");
    let new = entries(&after[before.len()..]);
    let replayed: Vec<usize> = new.iter().filter(|(kind, _)| kind == "transfer-replayed").map(|(_, act)| act.by.len()).collect();
    assert_eq!(replayed, [2], "{new:?}");
    let again = desk.refused(0, &format!("cases/{}/archive", case.id), &json!({ "reason": "once more" })).await;
    assert!(again.contains("in this book") || again.contains("is over") || again.contains("agreed"), "{again}");
}
