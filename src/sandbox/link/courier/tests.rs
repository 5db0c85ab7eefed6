//! That each peer has its own turn: one that takes connections and never answers delays no message to another.

use super::*;
use crate::{
    domain::RegistryId,
    sandbox::{Clock, Options, comm::CommProblem, disturb::Armed, fault::StoreProblem, store::Store},
};
use std::time::Instant;
use tokio::{
    io::AsyncReadExt,
    net::{TcpListener, TcpStream},
};

/// More than one turn holds, and more than one round ever handed out.
const MANY: i64 = 200;

fn registry(id: &str) -> RegistryId {
    id.parse().unwrap()
}

/// The office of a small registry in this folder.
fn office(folder: &std::path::Path) -> Office {
    let options = Options { accounts: 3, blocks: 3, history: false, ..Options::of(registry("CHE01")) };
    let store = Store::open(&folder.join("CHE01.sqlite"), &options).unwrap();
    let clock = Clock::off_by(jiff::SignedDuration::ZERO);
    Office::open(store, Armed::new(clock.clone()), clock, &options)
}

/// Many questions to one peer, each about another transfer, all of them older than what comes after.
async fn many_questions(office: &Office, peer: &'static str) {
    let put = move |desk: &crate::sandbox::desk::Desk<'_>| -> Result<(), StoreProblem> {
        let sql =
            "INSERT INTO outbox (peer, transfer, kind, path, attempts, next_attempt, since) VALUES (?, ?, 'status', ?, 0, ?, ?)";
        for n in 1..=MANY {
            let (transfer, at) = (format!("CHE01-2026-{n:06}"), desk.now.as_millisecond() - 60_000);
            desk.book.execute(sql, (peer, &transfer, format!("/comm/v1/transfers/{transfer}"), at, at))?;
        }
        Ok(())
    };
    office.act(put).await.unwrap();
}

/// How often anything was tried for a peer, and how much waits for it.
async fn tried(office: &Office, peer: &'static str) -> (i64, i64) {
    let sql = "SELECT sum(attempts), count(*) FROM outbox WHERE peer = ?";
    let ask = move |book: &rusqlite::Connection, _: &_| -> Result<_, StoreProblem> {
        Ok(book.query_row(sql, [peer], |row| Ok((row.get(0)?, row.get(1)?)))?)
    };
    office.store.read(ask).await.unwrap()
}

/// The next request that comes; its connection is given back so that it stays open.
async fn heard(listener: &TcpListener) -> (String, TcpStream) {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut octets = vec![0; 4_096];
    let read = stream.read(&mut octets).await.unwrap();
    (String::from_utf8_lossy(&octets[..read]).into_owned(), stream)
}

#[tokio::test]
async fn a_peer_that_never_answers_delays_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path());
    let (silent, other) = (TcpListener::bind("127.0.0.1:0").await.unwrap(), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let at = |listener: &TcpListener| listener.local_addr().unwrap().try_into().unwrap();
    let addresses = Addresses::of(&[(registry("GHA01"), at(&silent)), (registry("THA01"), at(&other))]);
    many_questions(&office, "GHA01").await;
    let stop = CancellationToken::new();
    let courier = tokio::spawn(Courier::of(office.clone(), addresses).unwrap().run(stop.clone()));

    // The silent one has as many questions as it may have at once, and keeps them.
    let mut kept = Vec::new();
    for _ in 0..AT_ONCE {
        kept.push(heard(&silent).await);
    }
    let begun = Instant::now();
    let ping = |desk: &crate::sandbox::desk::Desk<'_>| -> Result<(), CommProblem> { comm::ping(desk, registry("THA01")) };
    office.act(ping).await.unwrap();
    let (request, _open) = heard(&other).await;
    assert!(request.starts_with("GET /comm/v1/ping "), "{request}");
    assert_eq!(
        tried(&office, "GHA01").await,
        (0, MANY),
        "nothing had come back from the silent peer, after {:?}",
        begun.elapsed()
    );

    courier.abort();
    stop.cancel();
}

#[tokio::test]
async fn a_turn_holds_so_many_and_what_is_carried_is_not_handed_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path());
    many_questions(&office, "GHA01").await;
    let ping = |desk: &crate::sandbox::desk::Desk<'_>| -> Result<(), CommProblem> { comm::ping(desk, registry("THA01")) };
    office.act(ping).await.unwrap();
    let first = office.due(Carried::default()).await.unwrap();
    let to = |all: &[Outgoing], peer: &str| all.iter().filter(|one| one.peer == registry(peer)).count();
    assert_eq!((to(&first, "GHA01"), to(&first, "THA01")), (first.len() - 1, 1));
    assert!(to(&first, "GHA01") < 64, "{}", first.len());

    // The turn of one peer is full, and the other has everything: there is nothing to do until something comes back.
    let carried = Carried::of(first.iter());
    assert_eq!(carried.full, [registry("GHA01")]);
    assert!(office.due(carried.clone()).await.unwrap().is_empty());
    assert_eq!(office.next_wake(carried).await.unwrap(), None);

    // One came back: the next is handed out, and none twice.
    let carried = Carried::of(first.iter().skip(1));
    let more = office.due(carried.clone()).await.unwrap();
    assert!(!more.is_empty() && more.iter().all(|one| !carried.rows.contains(&one.id)));
}
