//! What goes on between two practice registries with a past and every stuck case, read through the console's own door.

use countersign::{
    domain::transfer::{InState, OutState},
    registry::{
        Environment, Filter, Identity, Page, Query, Read, Registry, Reply, Sort, Start, Window, Word,
        http::{Credentials, HttpRegistry},
        query::{Field, INCIDENT_FIELDS, MESSAGE_FIELDS, PEER_FIELDS, TRANSFER_FIELDS},
        traffic::{
            Direction, Incident, Message, MessageId, MessageSummary, Peer, PeerSummary, Transfer, TransferState, TransferSummary,
        },
        wired,
    },
    sandbox::{self, CASES, Options, PRACTICE_PASSPHRASE, Running, pair::Pair},
    wire::convert::Place,
};
use std::fmt::Debug;

/// Two registries that have been through all of it: the past of every book, and every case that can be staged.
fn pair() -> Pair {
    let staged = CASES.iter().filter(|case| case.leaves.is_ok()).map(|case| case.name.parse().unwrap());
    let exercises: Vec<_> = staged.collect();
    assert!(exercises.len() > 20);
    let small = |registry: &str| Options {
        accounts: 75,
        blocks: 400,
        exercises: exercises.clone(),
        ..Options::of(registry.parse().unwrap())
    };
    sandbox::pair::start(small("CHE01"), small("GHA01")).unwrap()
}

struct Door(HttpRegistry);

impl Door {
    fn of(running: &Running) -> Self {
        let identity = Identity { profile: "p".into(), endpoint: running.url(), environment: Environment::Practice };
        let credentials = Credentials::Practice { operator: running.operator().into(), passphrase: PRACTICE_PASSPHRASE.into() };
        Self(HttpRegistry::new(identity, running.url().parse().unwrap(), credentials).unwrap())
    }

    async fn read(&self, ask: Read) -> Reply {
        let asked = format!("{ask:?}");
        self.0.read(ask).await.unwrap_or_else(|problem| panic!("{asked}: {problem:?}"))
    }

    /// Every row of a list, page by page.
    async fn all<T: Debug>(&self, ask: fn(Query) -> Read, page: fn(Reply) -> Option<Page<T>>) -> Vec<T> {
        let (mut rows, mut window) = (Vec::new(), Window { start: Start::Offset(0), limit: 40 });
        loop {
            let part = page(self.read(ask(Query { window, ..Query::default() })).await).unwrap();
            rows.extend(part.rows);
            match part.next {
                Some(next) => window = Window { start: Start::Cursor(next), limit: 40 },
                None => return rows,
            }
        }
    }

    async fn transfers(&self) -> Vec<TransferSummary> {
        self.all(Read::Transfers, |reply| if let Reply::Transfers(page) = reply { Some(page) } else { None }).await
    }

    async fn messages(&self) -> Vec<MessageSummary> {
        self.all(Read::Messages, |reply| if let Reply::Messages(page) = reply { Some(page) } else { None }).await
    }

    async fn peers(&self) -> Vec<PeerSummary> {
        self.all(Read::Peers, |reply| if let Reply::Peers(page) = reply { Some(page) } else { None }).await
    }

    async fn incidents(&self) -> Vec<Incident> {
        self.all(Read::Incidents, |reply| if let Reply::Incidents(page) = reply { Some(page) } else { None }).await
    }

    async fn transfer(&self, row: &TransferSummary) -> Transfer {
        let Reply::Transfer(transfer) = self.read(Read::Transfer(row.id)).await else { panic!() };
        assert_eq!(wired::transfer(wired::transfer_to_wire(&transfer), &Place::ROOT).as_ref(), Ok(&*transfer));
        *transfer
    }

    async fn message(&self, id: MessageId) -> Message {
        let Reply::Message(message) = self.read(Read::Message(id)).await else { panic!() };
        assert_eq!(wired::message(wired::message_to_wire(&message), &Place::ROOT).as_ref(), Ok(&*message));
        *message
    }

    async fn peer(&self, row: &PeerSummary) -> Peer {
        let Reply::Peer(peer) = self.read(Read::Peer(row.registry)).await else { panic!() };
        assert_eq!(wired::peer(wired::peer_to_wire(&peer), &Place::ROOT).as_ref(), Ok(&*peer));
        *peer
    }
}

/// A word of the practice registry that this console does not know is a word one of the two has wrong.
fn known<T: Debug>(words: impl IntoIterator<Item = Word<T>>) {
    for word in words {
        assert!(word.known().is_some(), "{word:?}");
    }
}

fn words_of_a_transfer_are_known(transfer: &Transfer) {
    let summary = &transfer.summary;
    known([summary.state.clone()].into_iter().chain(summary.peer_state.clone()));
    known([summary.turn.clone()]);
    known(transfer.peer.iter().flat_map(|word| word.state.clone()));
    known(transfer.peer.iter().flat_map(|word| word.messages.iter().map(|told| told.kind.clone())));
    known(transfer.messages.iter().map(|rung| rung.kind.clone()));
    known(transfer.outbox.iter().map(|sending| sending.kind.clone()));
    known(transfer.allowed.iter().map(|act| act.act.clone()));
    known(transfer.checks.iter().map(|run| run.when.clone()));
    let findings = || transfer.checks.iter().flat_map(|run| &run.findings);
    known(findings().map(|finding| finding.check.clone()));
    known(findings().map(|finding| finding.result.clone()));
}

/// Reads everything there is, follows every id to what it names, and gives the states of the transfers.
async fn read_through(door: &Door) -> Vec<TransferState> {
    let mut states = Vec::new();
    let mut followed = 0;
    for row in door.transfers().await {
        let transfer = door.transfer(&row).await;
        words_of_a_transfer_are_known(&transfer);
        assert_eq!(transfer.summary.id, row.id);
        assert!(!transfer.entries.is_empty(), "{} is in the ledger", row.id);
        for rung in &transfer.messages {
            let message = door.message(rung.message).await;
            assert_eq!((message.summary.transfer, message.summary.digest), (Some(row.id), rung.digest));
            followed += 1;
        }
        states.push(*transfer.summary.state.known().unwrap());
    }
    assert!(followed > 100, "{followed} rungs are hardly a past");
    for row in door.messages().await {
        let message = door.message(row.id).await;
        assert_eq!(message.summary, row, "a message of the archive never changes");
        known([row.kind]);
        known(message.failed);
    }
    for row in door.peers().await {
        let peer = door.peer(&row).await;
        known([row.state]);
        known(peer.channels.into_iter().map(|channel| channel.kind));
        known([peer.theirs, peer.ours].into_iter().filter_map(|spoken| spoken.assurance));
        known(peer.outbox.into_iter().map(|sending| sending.kind));
        assert!(!peer.keys.is_empty());
    }
    for incident in door.incidents().await {
        if let Some(id) = incident.message {
            assert_eq!(door.message(id).await.summary.transfer, incident.transfer);
        }
        known([incident.kind]);
    }
    states
}

#[tokio::test]
async fn everything_of_the_past_and_every_stuck_case_is_readable_through_the_door() {
    let pair = pair();
    let acquiring = read_through(&Door::of(&pair.a)).await;
    let transferring = read_through(&Door::of(&pair.b)).await;
    for case in CASES.iter().filter(|case| case.number != 1) {
        let Ok(leaves) = case.leaves else { continue };
        let ours = leaves.transferring.and_then(OutState::of_word).map(TransferState::Transferring);
        let theirs = leaves.acquiring.and_then(InState::of_word).map(TransferState::Acquiring);
        assert!(ours.is_none_or(|state| transferring.contains(&state)), "{}", case.name);
        assert!(theirs.is_none_or(|state| acquiring.contains(&state)), "{}", case.name);
    }
}

fn query(filter: &str, sort: Option<Sort>, start: Start, fields: &'static [Field]) -> Query {
    Query { filter: Filter::parse(filter, fields).unwrap(), sort, window: Window { start, limit: 10 } }
}

#[tokio::test]
async fn the_lists_are_filtered_sorted_and_found_again_through_the_door() {
    let pair = pair();
    let door = Door::of(&pair.b);
    let oldest = Some(Sort { by: "since", descending: false });
    let ask = query("direction:outgoing -waits:nobody", oldest, Start::Offset(0), TRANSFER_FIELDS);
    let Reply::Transfers(page) = door.read(Read::Transfers(ask)).await else { panic!() };
    assert!(page.total > 10 && page.total < page.unfiltered);
    assert!(page.rows.iter().all(|row| row.direction == Direction::Outgoing));
    assert!(page.rows.windows(2).all(|pair| pair[0].since <= pair[1].since));
    let key = page.rows[0].id;
    let ask = query("", None, Start::Around(key.to_string()), TRANSFER_FIELDS);
    let Reply::Transfers(page) = door.read(Read::Transfers(ask)).await else { panic!() };
    assert!(page.rows.iter().any(|row| row.id == key));

    // What was forged or contradicts is in the archive of the registry it came to.
    let door = Door::of(&pair.a);
    let ask = query("-verdict:good", Some(Sort { by: "row", descending: true }), Start::Offset(0), MESSAGE_FIELDS);
    let Reply::Messages(page) = door.read(Read::Messages(ask)).await else { panic!() };
    assert!(!page.rows.is_empty() && page.rows.iter().all(|row| !row.verdict.is_good()));
    let key = page.rows[0].id;
    let Reply::Messages(page) = door.read(Read::Messages(query("", None, Start::Around(key.to_string()), MESSAGE_FIELDS))).await
    else {
        panic!()
    };
    assert!(page.rows.iter().any(|row| row.id == key));

    let Reply::Peers(page) =
        door.read(Read::Peers(query("state:active", None, Start::Around("GHA01".into()), PEER_FIELDS))).await
    else {
        panic!()
    };
    assert!(page.total < page.unfiltered && page.rows.iter().any(|row| row.registry.to_string() == "GHA01"));
    let ask = query("peer:GHA01", None, Start::Offset(0), INCIDENT_FIELDS);
    let Reply::Incidents(page) = door.read(Read::Incidents(ask)).await else { panic!() };
    assert!(!page.rows.is_empty() && page.rows.iter().all(|row| row.peer == "GHA01".parse().ok()));
}
