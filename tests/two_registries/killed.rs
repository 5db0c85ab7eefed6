//! Either registry is killed at every point where it writes or sends, as if the power had gone, and started again on its book.
//! However far a transfer had come, both end it the same way, every serial is in one place, and both ledgers are whole.

use super::{
    book::{Book, Holding, Series, assert_conserved, serials, wait},
    people::{Keys, People, delivery},
    process::Served,
    relay::Relay,
};
use countersign::sandbox::CrashStage;
use std::{fs, os::unix::process::ExitStatusExt, path::Path};

const IDS: [&str; 2] = ["CHE01", "GHA01"];
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
        let mut two = Two::on(folder.path());
        two.served.iter_mut().for_each(|served| assert!(served.start(&[])));
        two.served.iter_mut().for_each(|served| assert!(served.stop().success()));
        copy(folder.path(), scratch.path());
        let serials = serials([&two.books[0], &two.books[1]]);
        let account = two.books[1].accounts()[0].clone();

        let mut tried = Two::on(scratch.path());
        assert!(tried.served[0].start(&["--fault", "queue-stopped"]));
        let people = People::at(&tried.served[0].relay.url()).await;
        let (_, holding) = people.transfer(&tried.books[0], IDS[1], &account).await;
        Self { folder, holding, account, serials }
    }
}

/// Two registries in processes of their own, behind addresses that stay.
struct Two {
    served: [Served; 2],
    books: [Book; 2],
}

impl Two {
    fn on(folder: &Path) -> Self {
        let [a, b] = [Relay::open(), Relay::open()];
        let served = [Served::new(IDS[0], folder, a.clone(), IDS[1], &b), Served::new(IDS[1], folder, b, IDS[0], &a)];
        let books = served.each_ref().map(|served| Book::of(&served.file()));
        Self { served, books }
    }

    /// Starts again whoever was killed. True when somebody was.
    fn revive(&mut self) -> bool {
        let mut any = false;
        for served in &mut self.served {
            if !served.has_ended() {
                continue;
            }
            assert_eq!(served.wait().signal(), Some(9), "{} ended by itself", served.id);
            assert!(served.start(&[]), "{} does not start on its book again", served.id);
            any = true;
        }
        any
    }

    /// Orders the transfer; what was not answered is sent again under the same keys.
    async fn order(&mut self, prepared: &Prepared) -> (String, bool) {
        let keys = Keys::new();
        let mut killed = false;
        loop {
            let url = self.served[0].relay.url();
            let said = match People::try_at(&url).await {
                Ok(people) => people.order(&delivery(&prepared.holding, IDS[1], &prepared.account), keys).await,
                Err(problem) => Err(problem),
            };
            match said {
                Ok(id) => return (id.unwrap(), killed),
                // The connection breaks a moment before the process is gone.
                Err(_) => wait(|| self.revive().then_some(()), || "the registry lives and does not answer".to_owned()),
            }
            killed = true;
        }
    }

    /// Starts whoever dies, and moves both clocks on, until both are done with it.
    async fn until_done(&mut self, transfer: &str) -> bool {
        let mut killed = false;
        for step in 1..200 {
            let mut same = 0;
            let mut seen = self.states(transfer);
            while same < 40 {
                killed |= self.revive();
                let now = self.states(transfer);
                if now.iter().all(|state| matches!(state.as_deref(), Some("completed" | "cancelled" | "terminated"))) {
                    return killed | self.revive();
                }
                same = if now == seen { same + 1 } else { 0 };
                seen = now;
                std::thread::sleep(std::time::Duration::from_millis(3));
            }
            for served in &self.served {
                if let Ok(people) = People::try_at(&served.relay.url()).await {
                    let fault = serde_json::json!({ "fault": format!("clock-skew={}", step * 31) });
                    // It may die of it; then the clock is moved on the next time.
                    let _ = people.try_faults(reqwest::Method::POST, "", Some(fault)).await;
                }
            }
        }
        panic!("{transfer} is never done: {}\n{}", self.books[0].troubles(), self.books[1].troubles());
    }

    /// Both ledgers are whole; whoever dies before saying so is started again.
    async fn assert_ledgers_are_whole(&mut self) -> bool {
        let mut killed = false;
        for n in 0..2 {
            loop {
                let url = self.served[n].relay.url();
                let found = match People::try_at(&url).await {
                    Ok(people) => people.verified().await,
                    Err(problem) => Err(problem),
                };
                if let Ok(found) = found {
                    assert!(found.whole, "{:?}", found.problem);
                    break;
                }
                wait(|| self.revive().then_some(()), || "the registry lives and does not answer".to_owned());
                killed = true;
            }
        }
        killed
    }

    fn states(&self, transfer: &str) -> [Option<String>; 2] {
        self.books.each_ref().map(|book| book.state(transfer))
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// One transfer with one registry killed at one point. False when the transfer has no such point.
async fn transfer_with_a_kill(prepared: &Prepared, victim: usize, point: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    copy(prepared.folder.path(), folder.path());
    let mut two = Two::on(folder.path());
    let crash = format!("crash={point}");
    for (n, served) in two.served.iter_mut().enumerate() {
        let further = if n == victim { vec!["--fault", crash.as_str()] } else { Vec::new() };
        assert!(served.start(&further), "{} died before it was ready", served.id);
    }
    let (transfer, early) = two.order(prepared).await;
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
