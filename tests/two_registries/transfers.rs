//! What must go well: transfers both ways, accepted by rule and by people, and the same conversation in both archives.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    book::{Book, Holding, assert_conserved, serials, wait},
    people::{Keys, People},
};
use countersign::{
    sandbox::{
        Level, Options,
        pair::{self, Pair},
    },
    wire::{
        BigNumber,
        admin::message::{Message, MessageSummary, Messages},
        comm::Shown,
        order::{OrderAct, TransferDecision},
    },
};
use serde_json::json;

/// Two registries in this process, with their books and people.
pub struct Two {
    pair: Pair,
    pub books: [Book; 2],
    pub people: [People; 2],
    pub before: Vec<(super::book::Series, i64, i64)>,
    _data: tempfile::TempDir,
}

pub const IDS: [&str; 2] = ["CHE01", "GHA01"];

impl Two {
    pub async fn running(automatic_acceptance: bool) -> Self {
        let data = tempfile::tempdir().unwrap();
        let options = |id: &str| Options {
            accounts: 30,
            history: false,
            blocks: 60,
            data: Some(data.path().to_owned()),
            automatic_acceptance,
            level: Level::A1,
            ..Options::of(id.parse().unwrap())
        };
        let pair = pair::start(options(IDS[0]), options(IDS[1])).unwrap();
        let books = IDS.map(|id| Book::of(&data.path().join(format!("{id}.sqlite"))));
        let people = [People::at(&pair.a.url()).await, People::at(&pair.b.url()).await];
        let before = serials([&books[0], &books[1]]);
        Self { pair, books, people, before, _data: data }
    }

    /// Where they are.
    pub fn urls(&self) -> [String; 2] {
        [self.pair.a.url(), self.pair.b.url()]
    }

    /// Orders a transfer from one to the other.
    pub async fn begin(&self, from: usize) -> (String, Holding) {
        let to = 1 - from;
        self.people[from].transfer(&self.books[from], IDS[to], &self.books[to].accounts()[0]).await
    }

    /// Two persons accept a transfer.
    pub async fn accept(&self, at: usize, transfer: &str) {
        let quantity = BigNumber(self.books[at].quantity_of(transfer));
        let (proposal, reason) = (self.books[at].proposal_of(transfer), "expected delivery".to_owned());
        let decision = TransferDecision { transfer: transfer.to_owned(), quantity, proposal, reason };
        self.people[at].order(&OrderAct::AcceptTransfer(decision), Keys::new()).await.unwrap().unwrap();
    }

    /// Both are done with it, nothing waits, and everything is in one place: at the acquiring side.
    pub fn assert_completed(&self, from: usize, transfer: &str, holding: &Holding) {
        let to = 1 - from;
        self.books[from].wait_for(transfer, &["completed"]);
        self.books[to].wait_for(transfer, &["completed"]);
        let account = &self.books[to].accounts()[0];
        assert_eq!(self.books[to].places_of(holding), [format!("account {account}")]);
        assert!(self.books[from].places_of(holding).is_empty());
        self.assert_same_archive(transfer);
    }

    /// Nothing is under way: everything is in one place, and the ledgers are whole.
    pub async fn assert_quiet(&self) {
        assert_conserved([&self.books[0], &self.books[1]], &self.before);
        for (book, people) in self.books.iter().zip(&self.people) {
            wait(|| book.outbox().is_empty().then_some(()), || book.troubles());
            people.assert_ledger_is_whole().await;
        }
    }

    /// Both have every message of the conversation in the same octets.
    pub fn assert_same_archive(&self, transfer: &str) {
        let [here, there] = self.books.each_ref().map(|book| book.archive(transfer));
        assert_eq!(here, there);
        let kinds: Vec<&str> = here.iter().map(|(_, kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["proposal", "receipt", "accept", "final", "completion"]);
    }
}

#[tokio::test]
async fn a_transfer_goes_through_in_both_directions() {
    let two = Two::running(true).await;
    for from in [0, 1] {
        let (transfer, holding) = two.begin(from).await;
        two.assert_completed(from, &transfer, &holding);
    }
    two.assert_quiet().await;
}

#[tokio::test]
async fn a_message_is_pulled_as_the_counterpart_keeps_it() {
    let two = Two::running(true).await;
    let (transfer, holding) = two.begin(0).await;
    two.assert_completed(0, &transfer, &holding);
    let path = format!("transfers/{transfer}/pull");
    for (at, sequence) in [(0, 4), (1, 2), (0, 5)] {
        let copies = async || -> Vec<MessageSummary> {
            let all: Messages = two.people[at].get(&format!("transfers/{transfer}/messages")).await;
            all.items.into_iter().filter(|message| message.kind == "copy").collect()
        };
        let before = copies().await.len();
        two.people[at].post(&path, json!({ "sequence": sequence, "reason": "the auditor asks for it" })).await;
        wait(|| two.books[at].outbox().is_empty().then_some(()), || two.books[at].troubles());
        let found = copies().await;
        assert_eq!((found.len(), found.last().map(|copy| copy.verdict.as_str())), (before + 1, Some("good")), "{sequence}");
        let kept: Message = two.people[at].get(&format!("messages/{}", found.last().unwrap().id)).await;
        let shown: Shown = serde_json::from_slice(&STANDARD.decode(kept.octets).unwrap()).unwrap();
        let digest = countersign::evidence::digest::Digest::of(STANDARD.decode(shown.octets).unwrap()).to_string();
        let ours = two.books[at].archive(&transfer);
        assert!(ours.iter().any(|(number, _, known)| (*number, known) == (sequence, &digest)), "{sequence}: {ours:?}");
        assert_eq!(two.books[at].incidents(), Vec::<String>::new());
    }
    for (sequence, reason) in [(0, "x"), (6, "x"), (256, "x"), (-1, "x"), (4, " ")] {
        two.people[0].refused(&path, json!({ "sequence": sequence, "reason": reason })).await;
    }
    two.people[0].refused("transfers/CHE01-2026-999999/pull", json!({ "sequence": 1, "reason": "x" })).await;
    two.assert_quiet().await;
}

#[tokio::test]
async fn people_at_the_acquiring_side_decide_unless_a_rule_does() {
    let two = Two::running(false).await;
    let (transfer, holding) = two.begin(1).await;
    two.books[0].wait_for(&transfer, &["received"]);
    two.accept(0, &transfer).await;
    two.assert_completed(1, &transfer, &holding);
    two.assert_quiet().await;
}

#[tokio::test]
async fn many_transfers_at_once_are_all_completed() {
    let two = Two::running(true).await;
    let mut begun = Vec::new();
    for n in 0..6 {
        begun.push(two.begin(n % 2).await.0);
    }
    // What has come may have been sent back by another of them: only where everything is in the end counts.
    for (transfer, book) in begun.iter().flat_map(|transfer| two.books.iter().map(move |book| (transfer, book))) {
        book.wait_for(transfer, &["completed"]);
    }
    two.assert_quiet().await;
}

#[tokio::test]
async fn what_a_registry_had_to_send_is_sent_when_it_is_started_again() {
    let data = tempfile::tempdir().unwrap();
    let options = |id: &str| Options {
        accounts: 30,
        history: false,
        blocks: 60,
        data: Some(data.path().to_owned()),
        automatic_acceptance: true,
        level: Level::A1,
        ..Options::of(id.parse().unwrap())
    };
    let books = IDS.map(|id| Book::of(&data.path().join(format!("{id}.sqlite"))));
    let mut stopped = options(IDS[0]);
    stopped.faults = vec!["queue-stopped".parse().unwrap()];
    let first = pair::start(stopped, options(IDS[1])).unwrap();
    let before = serials([&books[0], &books[1]]);
    let people = People::at(&first.a.url()).await;
    let (transfer, holding) = people.transfer(&books[0], IDS[1], &books[1].accounts()[0]).await;
    drop(first);
    assert_eq!((books[0].wait_for(&transfer, &["proposed"]), books[1].state(&transfer)), ("proposed".to_owned(), None));
    let waiting: Vec<String> = books[0].outbox().into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(waiting, ["proposal", "status"], "the question is asked when nobody answered in time");

    let _second = pair::start(options(IDS[0]), options(IDS[1])).unwrap();
    books[0].wait_for(&transfer, &["completed"]);
    assert_eq!(books[1].places_of(&holding).len(), 1);
    assert_conserved([&books[0], &books[1]], &before);
}
