//! The change stream: an event after each act, going on where one left, ending with the session and with the registry.

use crate::{client::Client, people::block_account};
use countersign::{
    registry::{
        Environment, Identity, ProblemKind, Registry,
        http::{Credentials, HttpRegistry},
    },
    sandbox::PRACTICE_PASSPHRASE,
    wire::admin::ledger::Change,
};
use reqwest::Response;
use std::time::Duration;

/// Longer than any of this takes; a test that waits so long has failed.
const LONG: Duration = Duration::from_secs(20);

/// An open stream and what was read of it.
struct Stream {
    response: Response,
    text: String,
}

impl Stream {
    async fn open(client: &Client, after: Option<u64>) -> Self {
        let mut request = client.http.get(format!("{}/admin/v1/changes", client.registry.url())).bearer_auth(&client.token);
        if let Some(entry) = after {
            request = request.header("last-event-id", entry.to_string());
        }
        let response = request.send().await.unwrap();
        assert_eq!(
            (response.status().as_u16(), response.headers()["content-type"].to_str().unwrap()),
            (200, "text/event-stream")
        );
        let mut stream = Self { response, text: String::new() };
        stream.until(|text| text.contains("open")).await;
        stream
    }

    /// Reads until the text is enough; `false` when the stream ended before.
    async fn until(&mut self, enough: impl Fn(&str) -> bool) -> bool {
        while !enough(&self.text) {
            match tokio::time::timeout(LONG, self.response.chunk()).await.unwrap() {
                Ok(Some(piece)) => self.text.push_str(std::str::from_utf8(&piece).unwrap()),
                Ok(None) | Err(_) => return false,
            }
        }
        true
    }

    /// The events that were read so far, with their ids.
    fn changes(&self) -> Vec<(u64, Change)> {
        let events = self.text.split("\n\n").filter(|event| event.contains("event: change"));
        let part = |event: &str, name: &str| event.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
        events
            .map(|event| (part(event, "id: ").parse().unwrap(), serde_json::from_str(&part(event, "data: ")).unwrap()))
            .collect()
    }
}

#[tokio::test]
async fn an_act_is_told_and_a_reader_goes_on_where_it_left() {
    let client = Client::small().await;
    let (before, _) = client.head().await;
    let mut stream = Stream::open(&client, None).await;
    let (order, _) = client.submitted(&block_account("CHE01-100-0003")).await;
    assert!(stream.until(|text| text.contains("order-submitted")).await);
    let (id, change) = stream.changes().remove(0);
    assert_eq!((id, change.revision.0, change.kind.as_str()), (before + 1, before + 1, "order-submitted"));
    assert!(change.touched.contains(&order));
    drop(stream);
    let (second, _) = client.submitted(&block_account("CHE01-100-0004")).await;
    let mut stream = Stream::open(&client, Some(id)).await;
    assert!(stream.until(|text| text.contains(&second)).await);
    assert_eq!(stream.changes().iter().map(|(id, _)| *id).collect::<Vec<_>>(), [before + 2]);
}

#[tokio::test]
async fn a_place_that_is_none_is_refused() {
    let client = Client::small().await;
    for place in ["x", "-1", "01", "18446744073709551615", "1e3"] {
        let headers = [("authorization", client.bearer()), ("last-event-id", place.to_owned())];
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = client.send(reqwest::Method::GET, "changes", &headers, None).await;
        assert_eq!(answer.problem().kind, "urn:countersign:problem:invalid", "{place}");
    }
}

#[tokio::test]
async fn the_stream_ends_with_the_session_and_with_the_registry() {
    let client = Client::small().await;
    let mut stream = Stream::open(&client, None).await;
    let bearer = client.bearer();
    client.send(reqwest::Method::DELETE, "session", &[("authorization", &bearer)], None).await;
    client.submitted_by_another().await;
    assert!(!stream.until(|text| text.contains("order-submitted")).await, "a stream outlived its session");
    let client = Client::small().await;
    let mut stream = Stream::open(&client, None).await;
    let Client { registry, .. } = client;
    tokio::task::spawn_blocking(move || registry.stop()).await.unwrap();
    assert!(!stream.until(|text| text.contains("never")).await);
}

/// The console's own reader, on what the registry really writes.
#[tokio::test]
async fn the_console_reads_what_the_registry_tells() {
    let client = Client::small().await;
    let url = client.registry.url();
    let identity = Identity { profile: "practice".into(), endpoint: url.clone(), environment: Environment::Practice };
    let credentials = Credentials::Practice { operator: "amina.k".into(), passphrase: PRACTICE_PASSPHRASE.into() };
    let console = HttpRegistry::new(identity, url.parse().unwrap(), credentials).unwrap();
    let (before, _) = client.head().await;
    let mut stream = console.changes(None).await.unwrap().expect("a stream");
    let (first, _) = client.submitted(&block_account("CHE01-100-0003")).await;
    let change = stream.next().await.unwrap();
    assert_eq!((change.revision, change.kind.octets()), (before + 1, "order-submitted"));
    assert!(change.touched.iter().any(|id| id.octets() == first));
    drop(stream);
    let (second, _) = client.submitted(&block_account("CHE01-100-0004")).await;
    let mut stream = console.changes(Some(before)).await.unwrap().expect("a stream");
    assert_eq!(stream.next().await.unwrap(), change);
    assert!(stream.next().await.unwrap().touched.iter().any(|id| id.octets() == second));
    let problem = console.changes(Some(before + 77)).await.err().expect("no such entry yet");
    assert!(matches!(problem.kind, ProblemKind::Invalid(_)), "{problem:?}");
}

impl Client {
    async fn submitted_by_another(&self) {
        let act = serde_json::json!({ "act": block_account("CHE01-100-0003") });
        assert_eq!(self.post_as("jonas.h", "orders", &act).await.status, 200);
    }
}
