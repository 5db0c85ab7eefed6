//! Tests of lines about what was read and looked at.

use super::*;
use crate::{
    app::looked::Looked,
    evidence::digest::Digest,
    registry::book::{Guarded, GuardedText, GuardedVersion},
};

fn roster(text: &str, since: Option<&str>) -> Reply {
    Reply::Guarded(Some(Box::new(GuardedText {
        version: 3,
        sha256: Digest::of(text),
        text: Untrusted::new(text),
        signatures: Vec::new(),
        since: since.map(|at| at.parse().unwrap()),
        revocations: Vec::new(),
    })))
}

/// T20, T21: which roster a run judged by can be told later, and is told once.
#[tokio::test]
async fn each_roster_and_policy_that_is_read_is_written_down_once_in_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let (sender, _messages) = mpsc::channel(8);
    let acts = Acts::new(sender);
    acts.journal.open(keeping(&path));
    let in_force = Read::Guarded(Guarded::Roster, GuardedVersion::InForce);
    let waiting = Read::Guarded(Guarded::Roster, GuardedVersion::Waiting);
    for (profile, ask, reply) in [
        ("swiss", &in_force, roster("three", Some("2026-01-05T09:00:00Z"))),
        ("swiss", &in_force, roster("three", Some("2026-01-05T09:00:00Z"))),
        ("swiss", &waiting, roster("four", None)),
        ("swiss", &waiting, Reply::Guarded(None)),
        ("ghana", &in_force, roster("three", Some("2026-01-05T09:00:00Z"))),
    ] {
        acts.recorder().answered(profile, ask, &reply).await;
    }
    let text = text(&path);
    let said: Vec<_> = text.lines().map(|line| line.split("\"what\":\"").nth(1).unwrap().split('"').next().unwrap()).collect();
    let in_force = "roster v3 was read; in force since 2026-01-05T09:00:00Z, as the registry says";
    assert_eq!(said, [in_force, "roster v3 was read; it waits for a second officer", in_force]);
    assert!(text.lines().all(|line| line.contains("\"kind\":\"load\"") && line.contains("\"object\":\"roster v3\"")), "{text}");
    assert_eq!(text.matches(&Digest::of("three").to_string()).count(), 2);
}

/// F09, promise 7: what somebody reviewed stands above what they then sent, however busy the threads are.
#[tokio::test]
async fn a_review_stands_above_the_intent_that_follows_it() {
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let (sender, mut messages) = mpsc::channel(8);
        let acts = Acts::new(sender);
        acts.journal.open(keeping(&path));
        let registry = Counter::with(done(), &path);
        let lazy = Arc::new(Lazy::new(Box::new(move || Arc::clone(&registry) as Arc<dyn Registry>)));
        acts.note_looked(Arc::clone(&lazy), Looked::review("CHE01-2026-000124", Digest::of("an order"), "read to its end"));
        acts.note_refusal("swiss".into(), "sign", "not yet".into(), None);
        let ticket = Ticket { profile: ProfileId(0), epoch: Epoch(0), request: RequestId(1) };
        acts.act(Some(lazy), None, ticket, freeze());
        while !matches!(messages.recv().await.unwrap(), Message::Acted(..)) {}
        let text = text(&path);
        let kind = |line: &str| line.split("\"kind\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let kinds: Vec<String> = text.lines().map(kind).collect();
        assert_eq!(kinds, ["review", "refusal", "intent", "outcome"], "{text}");
    }
}

/// T21, F09: what was on the screen and what was reviewed stands in the journal with the digest of the text.
#[tokio::test]
async fn looks_and_reviews_are_lines_of_their_kind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let (sender, _messages) = mpsc::channel(8);
    let acts = Acts::new(sender);
    acts.journal.open(keeping(&path));
    let registry = Counter::with(done(), &path);
    let lazy = Arc::new(Lazy::new(Box::new(move || Arc::clone(&registry) as Arc<dyn Registry>)));
    let digest = Digest::of("an order");
    for looked in [
        Looked::view("CHE01-2026-000124", Some(digest), "the page of an order"),
        Looked::review("CHE01-2026-000124", digest, "read to the end in 14 s on 80x24"),
    ] {
        let lines = text(&path).lines().count();
        acts.note_looked(Arc::clone(&lazy), looked);
        while text(&path).lines().count() == lines {
            tokio::task::yield_now().await;
        }
    }
    let text = text(&path);
    let lines: Vec<&str> = text.lines().collect();
    for (line, kind) in lines.iter().zip(["view", "review"]) {
        assert!(line.contains(&format!("\"kind\":\"{kind}\",\"profile\":\"swiss\"")), "{line}");
        assert!(line.contains("\"object\":\"CHE01-2026-000124\"") && line.contains(&digest.to_string()), "{line}");
    }
}
