//! Either registry is killed at every point where it writes or sends while a transfer is called off: terminated by the one side, rejected by
//! the other, or left until its time is over. Both give it up the same way, and the units are free where they were.

use super::{
    book::{Holding, Series, assert_conserved, serials},
    mortal::{IDS, Mortal, copy},
    people::People,
};
use countersign::sandbox::CrashStage;
use serde_json::json;
use uuid::Uuid;

/// More points than a way has; reaching this many means that the count never ends.
const TOO_MANY: u32 = 30;
/// More than the time there is to accept, in seconds.
const OVERDUE: u64 = 25 * 3_600;

/// How a transfer is called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The transferring registry terminates it.
    Terminate,
    /// The acquiring registry rejects it.
    Reject,
    /// Nobody decides until the time for it is over.
    TimeOut,
}

impl Way {
    const ALL: [Self; 3] = [Self::Terminate, Self::Reject, Self::TimeOut];

    /// Who acts, and with which act; nobody when only time goes by.
    fn act(self) -> Option<(usize, &'static str)> {
        match self {
            Self::Terminate => Some((0, "terminate")),
            Self::Reject => Some((1, "reject")),
            Self::TimeOut => None,
        }
    }

    /// In which states the transfer may end: at the transferring side, and at the acquiring one.
    fn ends(self) -> [&'static [&'static str]; 2] {
        match self {
            Self::Terminate => [&["terminated"], &["terminated"]],
            Self::Reject => [&["rejected"], &["rejected"]],
            // Who gives it up first is for the two clocks and for what gets through.
            Self::TimeOut => [&["cancelled", "terminated"], &["cancelled", "terminated"]],
        }
    }

    /// Fewer points than these would mean that a stage is not reached on this way.
    fn least(self, stage: CrashStage, victim: usize) -> u32 {
        match (stage, self.act().map(|(who, _)| who)) {
            // The act and what came of its message; or its message.
            (CrashStage::BeforeCommit | CrashStage::AfterCommit, Some(who)) => {
                if who == victim {
                    2
                } else {
                    1
                }
            }
            (CrashStage::BeforeCommit | CrashStage::AfterCommit, None) => 1,
            (CrashStage::BeforeSend | CrashStage::AfterAnswer, Some(who)) => u32::from(who == victim),
            (CrashStage::BeforeSend | CrashStage::AfterAnswer, None) => u32::from(victim == 0),
        }
    }
}

/// Two books in which a transfer has been received and nobody has decided.
struct Received {
    folder: tempfile::TempDir,
    transfer: String,
    holding: Holding,
    serials: Vec<(Series, i64, i64)>,
}

impl Received {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut two = Mortal::on(folder.path(), &[]);
        two.start_both();
        let serials = serials([&two.books[0], &two.books[1]]);
        let people = People::at(&two.served[0].relay.url()).await;
        let (transfer, holding) = people.transfer(&two.books[0], IDS[1], &two.books[1].accounts()[0]).await;
        two.books[1].wait_for(&transfer, &["received"]);
        let quiet = || two.books[0].outbox().iter().all(|(kind, _)| kind == "status").then_some(());
        super::book::wait(quiet, || two.books[0].troubles());
        two.stop();
        Self { folder, transfer, holding, serials }
    }

    /// It is called off with one registry killed at one point. False when the way has no such point.
    async fn called_off(&self, way: Way, victim: usize, point: &str) -> bool {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder.path(), folder.path());
        let two = Mortal::on(folder.path(), &[]);
        let mut two = if way == Way::TimeOut { two.later(OVERDUE) } else { two };
        two.start(victim, point);
        let mut killed = false;
        if let Some((who, act)) = way.act() {
            let (path, key) = (format!("transfers/{}/{act}", self.transfer), Uuid::now_v7());
            let mut body = json!({ "reason": "agreed with the other side" });
            if way == Way::Reject {
                body["proposal"] = two.books[1].proposal_of(&self.transfer).into();
            }
            killed |= two.insist(who, async |people| people.try_post(&path, body.clone(), key).await).await.1;
        }
        killed |= two.until_done(&self.transfer).await;

        let states = two.states(&self.transfer);
        for (state, ends) in states.iter().zip(way.ends()) {
            assert!(state.as_deref().is_some_and(|state| ends.contains(&state)), "{way:?} {victim} {point}: {states:?}");
        }
        assert_conserved([&two.books[0], &two.books[1]], &self.serials);
        assert_eq!(two.books[0].places_of(&self.holding), [format!("account {}", self.holding.account)]);
        assert_eq!(two.books[0].states_of(&self.holding), ["available"], "{way:?} {victim} {point}");
        killed | two.assert_ledgers_are_whole().await
    }
}

async fn killed_at_every(stage: CrashStage) {
    let received = Received::new().await;
    for way in Way::ALL {
        for (victim, id) in IDS.into_iter().enumerate() {
            let mut number = 1;
            while received.called_off(way, victim, &format!("{}:{number}", stage.word())).await {
                number += 1;
                assert!(number < TOO_MANY, "{way:?}: {id} has no last {}", stage.word());
            }
            let least = way.least(stage, victim);
            assert!(number > least, "{way:?}: {id} was only killed at {} points {}", number - 1, stage.word());
        }
    }
}

#[tokio::test]
async fn killed_before_every_commit_while_it_is_called_off() {
    killed_at_every(CrashStage::BeforeCommit).await;
}

#[tokio::test]
async fn killed_after_every_commit_while_it_is_called_off() {
    killed_at_every(CrashStage::AfterCommit).await;
}

#[tokio::test]
async fn killed_before_every_sending_while_it_is_called_off() {
    killed_at_every(CrashStage::BeforeSend).await;
}

#[tokio::test]
async fn killed_after_every_answer_while_it_is_called_off() {
    killed_at_every(CrashStage::AfterAnswer).await;
}
