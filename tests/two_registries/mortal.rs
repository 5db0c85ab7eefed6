//! Two registries in processes of their own that may be killed at any point and are started again on their books.
//! What a person asked for and was not answered is asked for again under the same key, as an operator would.

use super::{
    book::{Book, wait},
    people::{People, Said},
    process::Served,
    relay::Relay,
};
use std::{fs, os::unix::process::ExitStatusExt, path::Path};

pub const IDS: [&str; 2] = ["CHE01", "GHA01"];

/// States in which a transfer is over.
const ENDS: [&str; 4] = ["completed", "cancelled", "terminated", "rejected"];

/// Two registries in processes of their own, behind addresses that stay.
pub struct Mortal {
    pub served: [Served; 2],
    pub books: [Book; 2],
    /// How far both clocks are off from the start, in seconds.
    late: u64,
}

impl Mortal {
    /// Two on the books of a folder, each always started with these arguments. Neither runs yet.
    pub fn on(folder: &Path, always: &[&str]) -> Self {
        let [a, b] = [Relay::open(), Relay::open()];
        let mut served = [Served::new(IDS[0], folder, a.clone(), IDS[1], &b), Served::new(IDS[1], folder, b, IDS[0], &a)];
        served.iter_mut().for_each(|served| served.always = always.iter().map(|text| (*text).to_owned()).collect());
        let books = served.each_ref().map(|served| Book::of(&served.file()));
        Self { served, books, late: 0 }
    }

    /// The same, so many seconds later.
    pub fn later(mut self, seconds: u64) -> Self {
        for served in &mut self.served {
            served.always.extend(["--fault".to_owned(), format!("clock-skew={seconds}")]);
        }
        self.late = seconds;
        self
    }

    /// Starts both, one of them with a point at which it dies. That may be before it is ready.
    pub fn start(&mut self, victim: usize, point: &str) {
        let crash = format!("crash={point}");
        for (n, served) in self.served.iter_mut().enumerate() {
            let further = if n == victim { vec!["--fault", crash.as_str()] } else { Vec::new() };
            assert!(served.start(&further) || n == victim, "{} died before it was ready", served.id);
        }
    }

    /// Starts both and lets them live.
    pub fn start_both(&mut self) {
        self.served.iter_mut().for_each(|served| assert!(served.start(&[])));
    }

    /// Stops both, politely.
    pub fn stop(&mut self) {
        self.served.iter_mut().for_each(|served| assert!(served.stop().success()));
    }

    /// Starts again whoever was killed. True when somebody was.
    pub fn revive(&mut self) -> bool {
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

    /// Has something done at one of them; what was not answered because it died is done again, under the same keys. True when it died.
    pub async fn insist<T>(&mut self, at: usize, act: impl AsyncFn(&People) -> Said<T>) -> (T, bool) {
        let mut killed = false;
        loop {
            let said = match People::try_at(&self.served[at].relay.url()).await {
                Ok(people) => act(&people).await,
                Err(problem) => Err(problem),
            };
            match said {
                Ok(done) => return (done.unwrap_or_else(|refusal| panic!("{refusal}")), killed),
                // The connection breaks a moment before the process is gone.
                Err(_) => wait(|| self.revive().then_some(()), || "the registry lives and does not answer".to_owned()),
            }
            killed = true;
        }
    }

    /// Starts whoever dies, and moves both clocks on, until both are done with it and nothing of it is left to send.
    pub async fn until_done(&mut self, transfer: &str) -> bool {
        let mut killed = false;
        for step in 1..200 {
            let mut same = 0;
            let mut seen = self.states(transfer);
            while same < 40 {
                killed |= self.revive();
                let now = self.states(transfer);
                let quiet = self.books.iter().all(|book| book.outbox().is_empty());
                if quiet && now.iter().all(|state| state.as_deref().is_some_and(|state| ENDS.contains(&state))) {
                    return killed | self.revive();
                }
                same = if now == seen { same + 1 } else { 0 };
                seen = now;
                std::thread::sleep(std::time::Duration::from_millis(3));
            }
            for served in &self.served {
                if let Ok(people) = People::try_at(&served.relay.url()).await {
                    let fault = serde_json::json!({ "fault": format!("clock-skew={}", self.late + step * 31) });
                    // It may die of it; then the clock is moved on the next time.
                    let _ = people.try_faults(reqwest::Method::POST, "", Some(fault)).await;
                }
            }
        }
        panic!("{transfer} is never done: {}\n{}", self.books[0].troubles(), self.books[1].troubles());
    }

    /// Starts whoever dies, and moves both clocks on, until a run is over where it was begun: its state, and why.
    pub async fn run_over(&mut self, run: &str) -> (String, Option<String>) {
        for step in 1..60 {
            for _ in 0..60 {
                self.revive();
                if let Some(ended) = self.books[0].run(run) {
                    return ended;
                }
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            for served in &self.served {
                if let Ok(people) = People::try_at(&served.relay.url()).await {
                    let fault = serde_json::json!({ "fault": format!("clock-skew={}", self.late + step * 31) });
                    let _ = people.try_faults(reqwest::Method::POST, "", Some(fault)).await;
                }
            }
        }
        panic!("{run} never ends: {}", self.books[0].troubles());
    }

    /// Stops both, whoever still lives.
    pub fn stop_all(&mut self) {
        self.revive();
        self.served.iter_mut().for_each(|served| assert!(served.stop().success()));
    }

    /// Both ledgers are whole; whoever dies before saying so is started again.
    pub async fn assert_ledgers_are_whole(&mut self) -> bool {
        let mut killed = false;
        for n in 0..2 {
            let (found, died) = self.insist(n, async |people| people.verified().await.map(Ok)).await;
            assert!(found.whole, "{:?}", found.problem);
            killed |= died;
        }
        killed
    }

    pub fn states(&self, transfer: &str) -> [Option<String>; 2] {
        self.books.each_ref().map(|book| book.state(transfer))
    }
}

/// A copy of a folder of books.
pub fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
