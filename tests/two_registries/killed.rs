//! Either registry is killed at every point where it writes or sends, as if the power had gone, and started again on its book.
//! However far a transfer had come, both end it the same way, every serial is in one place, and both ledgers are whole.

use super::{
    book::{Holding, Series, assert_conserved, serials},
    mortal::{IDS, Mortal, copy},
    people::{Keys, People, delivery},
};
use countersign::sandbox::CrashStage;

/// People leave it to the rules to accept.
const ALWAYS: [&str; 1] = ["--accept-automatically"];
/// More points than a transfer has; reaching this many means that the count never ends.
const TOO_MANY: u32 = 60;

/// Two books as they are invented, and what may be transferred from the first to the second.
struct Prepared {
    folder: tempfile::TempDir,
    holding: Holding,
    account: String,
    serials: Vec<(Series, i64, i64)>,
}

impl Prepared {
    async fn new() -> Self {
        let (folder, scratch) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut two = Mortal::on(folder.path(), &ALWAYS);
        two.start_both();
        two.stop();
        copy(folder.path(), scratch.path());
        let serials = serials([&two.books[0], &two.books[1]]);
        let account = two.books[1].accounts()[0].clone();

        let mut tried = Mortal::on(scratch.path(), &ALWAYS);
        assert!(tried.served[0].start(&["--fault", "queue-stopped"]));
        let people = People::at(&tried.served[0].relay.url()).await;
        let (_, holding) = people.transfer(&tried.books[0], IDS[1], &account).await;
        Self { folder, holding, account, serials }
    }
}

/// One transfer with one registry killed at one point. False when the transfer has no such point.
async fn transfer_with_a_kill(prepared: &Prepared, victim: usize, point: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    copy(prepared.folder.path(), folder.path());
    let mut two = Mortal::on(folder.path(), &ALWAYS);
    two.start(victim, point);
    let (act, keys) = (delivery(&prepared.holding, IDS[1], &prepared.account), Keys::new());
    let (transfer, early) = two.insist(0, async |people| people.order(&act, keys).await).await;
    let late = two.until_done(&transfer).await;

    assert_eq!(two.states(&transfer), [Some("completed".to_owned()), Some("completed".to_owned())], "{victim} {point}");
    assert_conserved([&two.books[0], &two.books[1]], &prepared.serials);
    assert_eq!(two.books[1].places_of(&prepared.holding), [format!("account {}", prepared.account)]);
    // The last commit is seen a moment before the one who made it dies of it.
    let last = two.assert_ledgers_are_whole().await;
    early || late || last
}

async fn killed_at_every(stage: CrashStage) {
    let prepared = Prepared::new().await;
    for (victim, id) in IDS.into_iter().enumerate() {
        let mut number = 1;
        while transfer_with_a_kill(&prepared, victim, &format!("{}:{number}", stage.word())).await {
            number += 1;
            assert!(number < TOO_MANY, "{id} has no last {}", stage.word());
        }
        // Order, approval, outcomes of what was sent, what was received; proposal and final here, acceptance there.
        let least = match (stage, victim) {
            (CrashStage::BeforeCommit | CrashStage::AfterCommit, 0) => 5,
            (CrashStage::BeforeCommit | CrashStage::AfterCommit, _) => 3,
            (CrashStage::BeforeSend | CrashStage::AfterAnswer, 0) => 2,
            (CrashStage::BeforeSend | CrashStage::AfterAnswer, _) => 1,
        };
        assert!(number > least, "{id} was only killed at {} points {}", number - 1, stage.word());
    }
}

#[tokio::test]
async fn killed_before_every_commit() {
    killed_at_every(CrashStage::BeforeCommit).await;
}

#[tokio::test]
async fn killed_after_every_commit() {
    killed_at_every(CrashStage::AfterCommit).await;
}

#[tokio::test]
async fn killed_before_every_sending() {
    killed_at_every(CrashStage::BeforeSend).await;
}

#[tokio::test]
async fn killed_after_every_answer() {
    killed_at_every(CrashStage::AfterAnswer).await;
}
