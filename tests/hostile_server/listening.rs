//! A change stream that is one, and all the ways not to be.

use crate::{
    TOKEN,
    answers::{http, refusal, result, session},
    malformed, practice, registry, roomy,
    server::{Do, Server},
    token,
};
use countersign::registry::{Change, ChangeStream, Problem, ProblemKind, Registry, Unreadable, http::Limits};
use std::time::{Duration, Instant};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";

/// A stream of these octets, which then ends.
fn stream(text: &str) -> Do {
    Do::Close(format!("{HEAD}{text}").into_bytes())
}

fn event(revision: u64) -> String {
    let data = format!(r#"{{"revision":"{revision}","kind":"account-frozen","touched":["GHA01-100-0045"]}}"#);
    format!("id: {revision}\nevent: change\ndata: {data}\n\n")
}

async fn opened(server: &Server, after: Option<u64>, limits: Limits) -> Result<Option<Box<dyn ChangeStream>>, Problem> {
    registry(&server.address(), token(), limits).changes(after).await
}

/// The entries told until the stream is over, and why it is.
async fn told(action: Do, after: Option<u64>) -> (Vec<u64>, Problem) {
    let server = Server::always(action).await;
    let mut stream = opened(&server, after, roomy()).await.unwrap().expect("a stream");
    let mut entries = Vec::new();
    loop {
        match stream.next().await {
            Ok(change) => entries.push(change.revision),
            Err(problem) => {
                assert_eq!(problem.request.as_deref(), server.seen()[0].header("x-request-id"));
                return (entries, problem);
            }
        }
    }
}

#[tokio::test]
async fn a_stream_is_asked_for_like_everything_else_and_read_as_it_comes() {
    let server = Server::always(stream(&format!(": open\n\n{}retry: 3000\n{}", event(5), event(6)))).await;
    let mut stream = opened(&server, Some(4), roomy()).await.unwrap().expect("a stream");
    let Change { revision, kind, touched } = stream.next().await.unwrap();
    assert_eq!((revision, kind.octets(), touched[0].octets()), (5, "account-frozen", "GHA01-100-0045"));
    assert_eq!(stream.next().await.unwrap().revision, 6);
    assert_eq!(stream.pause(), Some(Duration::from_secs(3)));
    assert_eq!(stream.next().await.unwrap_err().kind, ProblemKind::Offline, "the end of it is a break");
    let seen = &server.seen()[0];
    assert_eq!(seen.line(), "GET /admin/v1/changes");
    assert_eq!(seen.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(seen.header("last-event-id"), Some("4"));
    assert_eq!(seen.header("accept"), Some("text/event-stream, application/problem+json"));
    assert_eq!(seen.header("accept-encoding"), Some("identity"));
    opened(&server, None, roomy()).await.unwrap().expect("a stream");
    assert_eq!(server.seen()[1].header("last-event-id"), None);
}

#[tokio::test]
async fn other_events_and_comments_are_no_changes() {
    let text = format!(": hello\n\nevent: weather\ndata: rain\n\ndata: nothing\n\nid: 9\n\n{}: bye\n\n", event(10));
    assert_eq!(told(stream(&text), None).await.0, [10]);
}

#[tokio::test]
async fn a_registry_without_a_stream_has_none_and_that_is_no_problem() {
    for status in ["404 Not Found", "405 Method Not Allowed", "501 Not Implemented"] {
        for answer in [refusal(status, &[], "none"), Do::Send(http(status, &[], ""))] {
            let server = Server::always(answer).await;
            assert!(opened(&server, None, roomy()).await.unwrap().is_none(), "{status}");
        }
    }
}

#[tokio::test]
async fn what_is_no_stream_is_not_read() {
    let gzip = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\n\r\n".to_owned() + &event(1);
    let other = Server::always(stream(&event(1))).await;
    let moved = http("307 Temporary Redirect", &[("location", &format!("{}/admin/v1/changes", other.address()))], "");
    let encoded = ProblemKind::Unreadable(Unreadable::Malformed { at: "it is encoded, which was not asked for".into() });
    for (what, action, expected) in [
        ("JSON", result("{}"), ProblemKind::Unreadable(Unreadable::MediaType)),
        ("an encoded stream", Do::Close(gzip.into_bytes()), encoded),
        ("another address", Do::Send(moved), ProblemKind::Unreadable(Unreadable::Redirect)),
        ("400", refusal("400 Bad Request", &[], "no such entry"), ProblemKind::Invalid(Vec::new())),
        ("403", refusal("403 Forbidden", &[], "not you"), ProblemKind::Forbidden),
        ("401 for ever", refusal("401 Unauthorized", &[], "over"), ProblemKind::SignedOut),
        ("500", refusal("500 Oh", &[], "the disk is full"), ProblemKind::Server { status: 500 }),
        ("reset", Do::Reset, ProblemKind::Offline),
    ] {
        let server = Server::always(action).await;
        let problem = opened(&server, Some(7), roomy()).await.err().unwrap_or_else(|| panic!("{what} was read"));
        assert_eq!(problem.kind, expected, "{what}");
        assert_eq!(problem.request.as_deref(), server.seen()[0].header("x-request-id"), "{what}");
    }
    assert_eq!(other.connections(), 0, "nobody else was asked");
}

#[tokio::test]
async fn what_is_told_goes_forward_and_is_what_it_says() {
    let data = |data: &str| format!("id: 5\nevent: change\ndata: {data}\n\n");
    let unknown = r#"{"revision":"5","kind":"k","touched":[],"HOSTILE":1}"#;
    for (what, text, expected) in [
        ("the same entry again", event(5), "revision: it does not come after the one before"),
        ("an earlier entry", event(3), "revision: it does not come after the one before"),
        ("another id", event(6).replacen("id: 6", "id: 7", 1), "revision: it is not the id of its event"),
        ("an id in another spelling", event(6).replacen("id: 6", "id: 06", 1), "revision: it is not the id of its event"),
        ("no JSON", data("HOSTILE"), "it is not JSON, or nested too deep"),
        ("half of it", data("{\"revision\":\"5\""), "it ends too early"),
        ("an unknown field", data(unknown), "not the fields that were asked for"),
        ("a number", data(r#"{"revision":5,"kind":"k","touched":[]}"#), "not the fields that were asked for"),
    ] {
        let (entries, problem) = told(stream(&(event(5) + &text + &event(8))), Some(4)).await;
        assert_eq!(entries, [5], "{what}: nothing after it is believed");
        assert!(malformed(&problem).starts_with(expected), "{what}: {}", malformed(&problem));
        assert!(!malformed(&problem).contains("HOSTILE"), "{what}");
    }
}

#[tokio::test]
async fn a_stream_cut_in_the_middle_of_an_event_keeps_what_was_whole() {
    let whole = event(5) + &event(6);
    for cut in [whole.len() - 1, whole.len() - 2, whole.len() - 30, event(5).len() + 4] {
        let (entries, problem) = told(stream(&whole[..cut]), None).await;
        assert_eq!((entries, problem.kind), (vec![5], ProblemKind::Offline), "cut at {cut}");
    }
}

#[tokio::test]
async fn nothing_grows_without_end() {
    let line = format!("{}data: {}", event(5), "x".repeat(200_000));
    let lines = event(5) + &"data: x\n".repeat(200_000);
    for text in [line, lines] {
        let (entries, problem) = told(stream(&text), None).await;
        assert_eq!(entries, [5]);
        assert_eq!(problem.kind, ProblemKind::Unreadable(Unreadable::TooLarge { octets: 128 << 10 }));
        assert_eq!(problem.what(), "The answer is larger than 128 KiB");
    }
}

/// A registry that floods with what means nothing is read no faster than is good for the console.
#[tokio::test]
async fn a_flood_is_read_at_a_walk() {
    let server = Server::always(Do::Endless(HEAD.into(), ": nothing\n".repeat(10_000).into_bytes())).await;
    let mut stream = opened(&server, None, roomy()).await.unwrap().expect("a stream");
    let span = Duration::from_millis(1_500);
    assert!(tokio::time::timeout(span, stream.next()).await.is_err(), "there is no change in it");
    // Two seconds' worth, and what the system's buffers hold.
    assert!(server.sent() < (2 * 4 + 12) << 20, "{} octets were taken", server.sent());
}

#[tokio::test]
async fn silence_is_death_and_a_word_is_life() {
    let short = Limits { silence: Duration::from_millis(300), ..roomy() };
    let silent = Server::always(Do::Stall(HEAD.into())).await;
    let mut stream = opened(&silent, None, short).await.unwrap().expect("a stream");
    let problem = stream.next().await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Deadline { waited: short.silence });
    let murmuring = Server::always(Do::Drip(HEAD.into())).await;
    let mut stream = opened(&murmuring, None, short).await.unwrap().expect("a stream");
    assert!(tokio::time::timeout(4 * short.silence, stream.next()).await.is_err(), "an octet every 20 ms keeps it alive");
}

#[tokio::test]
async fn a_head_that_never_comes_is_not_waited_for_without_end() {
    let server = Server::always(Do::Silence).await;
    let limits = Limits { read: Duration::from_millis(300), ..roomy() };
    let began = Instant::now();
    let problem = opened(&server, None, limits).await.err().expect("a problem");
    assert_eq!(problem.kind, ProblemKind::Deadline { waited: limits.read });
    assert!(began.elapsed() < Duration::from_secs(4));
}

/// The session is over while nobody asked anything: signing in once more opens the stream again.
#[tokio::test]
async fn a_session_that_is_over_is_begun_once_more() {
    let sessions = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::start(move |seen| {
        if seen.is_sign_in() {
            let number = sessions.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            return session(&format!("token-{number}"));
        }
        match seen.header("authorization") {
            Some("Bearer token-1") => stream(&event(5)),
            _ => refusal("401 Unauthorized", &[], "over"),
        }
    })
    .await;
    let registry = registry(&server.address(), practice(), roomy());
    let mut stream = registry.changes(Some(4)).await.unwrap().expect("a stream");
    assert_eq!(stream.next().await.unwrap().revision, 5);
    let lines: Vec<String> = server.seen().iter().map(|seen| seen.line().to_owned()).collect();
    let [sign_in, changes] = ["POST /admin/v1/session", "GET /admin/v1/changes"];
    assert_eq!(lines, [sign_in, changes, sign_in, changes]);
}
