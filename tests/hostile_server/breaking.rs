//! Answers that break HTTP, time or memory.

use crate::{
    account,
    answers::{http, open_head, refusal, the_account},
    ask, malformed, problem, registry, roomy,
    server::{Do, Server},
    tight, token,
};
use countersign::registry::{ProblemKind, Registry, Unreached, Unreadable};
use std::time::Duration;

/// What the kernel may hold for a reader that has stopped.
const SOCKET_BUFFERS: usize = 16 << 20;

const JSON: (&str, &str) = ("content-type", "application/json");

/// T13.
#[tokio::test]
async fn endless_body() {
    let chunked = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let huge = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n".to_vec();
    let chunk = format!("400\r\n{}\r\n", " ".repeat(1_024)).into_bytes();
    for (head, piece) in [(open_head(), vec![b' '; 4_096]), (chunked, chunk), (huge, vec![b' '; 4_096])] {
        let server = Server::always(Do::Endless(head, piece)).await;
        let problem = problem(&server, roomy()).await;
        assert_eq!(problem.kind, ProblemKind::Unreadable(Unreadable::TooLarge { octets: 256 << 10 }));
        server.connection_ended().await;
        assert!(server.sent() < SOCKET_BUFFERS, "{} octets were taken", server.sent());
    }
}

#[tokio::test]
async fn endless_body_of_a_refusal() {
    let head = b"HTTP/1.1 403 Forbidden\r\ncontent-type: application/problem+json\r\n\r\n".to_vec();
    let server = Server::always(Do::Endless(head, vec![b' '; 4_096])).await;
    assert_eq!(problem(&server, roomy()).await.kind, ProblemKind::Forbidden);
    server.connection_ended().await;
    assert!(server.sent() < SOCKET_BUFFERS);
}

#[tokio::test]
async fn slow_or_no_answer() {
    let half_a_head = b"HTTP/1.1 200 OK\r\ncontent-type: appl".to_vec();
    let slow_refusal = b"HTTP/1.1 500 Oh\r\ncontent-type: application/problem+json\r\n\r\n".to_vec();
    for action in [Do::Drip(open_head()), Do::Drip(half_a_head), Do::Drip(slow_refusal), Do::Silence] {
        let server = Server::always(action.clone()).await;
        let problem = problem(&server, tight()).await;
        assert_eq!(problem.kind, ProblemKind::Deadline { waited: tight().read }, "{action:?}");
        server.connection_ended().await;
    }
}

#[tokio::test]
async fn endless_early_hints() {
    let hint = b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".to_vec();
    let server = Server::always(Do::Endless(Vec::new(), hint)).await;
    let problem = problem(&server, tight()).await;
    assert!(matches!(problem.kind, ProblemKind::Deadline { .. }), "{problem:?}");
    server.connection_ended().await;
}

#[tokio::test]
async fn wrong_content_type() {
    let body = crate::answers::account(crate::ACCOUNT).to_string();
    let html = ("content-type", "text/html");
    let rows: [&[(&str, &str)]; 6] = [
        &[html],
        &[],
        &[("content-type", "application/problem+json")],
        &[("content-type", "application/jsonp")],
        &[JSON, html],
        &[("content-type", "")],
    ];
    for fields in rows {
        let server = Server::always(Do::Send(http("200 OK", fields, &body))).await;
        let problem = problem(&server, roomy()).await;
        assert_eq!(problem.kind, ProblemKind::Unreadable(Unreadable::MediaType), "{fields:?}");
    }
    let parameter = http("200 OK", &[("Content-Type", "Application/JSON; charset=utf-8")], &body);
    let server = Server::always(Do::Send(parameter)).await;
    assert!(ask(&server, account(), roomy()).await.is_ok());
}

/// T13.
#[tokio::test]
async fn gzip_bomb() {
    for encoding in ["gzip", "br", "zstd", "deflate", "identity, gzip"] {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: {encoding}\r\n\r\n");
        let server = Server::always(Do::Endless(head.into_bytes(), vec![0x1f; 4_096])).await;
        let problem = problem(&server, roomy()).await;
        assert_eq!(malformed(&problem), "it is encoded, which was not asked for", "{encoding}");
        assert_eq!(server.seen()[0].header("accept-encoding"), Some("identity"));
        server.connection_ended().await;
        assert!(server.sent() < SOCKET_BUFFERS);
    }
}

/// T13.
#[tokio::test]
async fn header_flood() {
    let many: String = (0..1_000).map(|n| format!("x-flood-{n}: x\r\n")).collect();
    let flood = format!("HTTP/1.1 200 OK\r\n{many}\r\n");
    for action in [
        Do::Close(flood.into_bytes()),
        Do::Endless(b"HTTP/1.1 200 OK\r\nx-flood: ".to_vec(), vec![b'x'; 4_096]),
        Do::Close(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec()),
        Do::Close(b"HTTP/1.1 two hundred\r\n\r\n".to_vec()),
    ] {
        let server = Server::always(action).await;
        let problem = problem(&server, roomy()).await;
        assert_eq!(malformed(&problem), "it is not HTTP, or its head is too large");
        server.connection_ended().await;
        assert!(server.sent() < SOCKET_BUFFERS);
    }
}

#[tokio::test]
async fn broken_connections_are_tried_again_and_then_offline() {
    let short = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{".to_vec();
    for action in [
        Do::Close(Vec::new()),
        Do::Close(b"HTTP/1.1 200".to_vec()),
        Do::Close(short.clone()),
        Do::HalfClose(Vec::new()),
        Do::HalfClose(short),
        Do::Reset,
    ] {
        let server = Server::always(action.clone()).await;
        assert_eq!(problem(&server, roomy()).await.kind, ProblemKind::Offline, "{action:?}");
        assert_eq!(server.seen().len(), 3, "{action:?}");
        let ids: Vec<_> = server.seen().iter().map(|seen| seen.header("x-request-id").unwrap().to_owned()).collect();
        assert!(ids.iter().all(|id| *id == ids[0]), "one question, one id");

        let server = Server::script([action.clone(), action.clone(), the_account()]).await;
        assert!(ask(&server, account(), roomy()).await.is_ok(), "{action:?}");
    }
}

#[tokio::test]
async fn nobody_there() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    // RFC 6761: nothing is ever called so.
    let unknown = "https://registry.invalid".to_owned();
    for (address, why) in [(address, Unreached::Refused), (unknown, Unreached::UnknownName)] {
        let problem = registry(&address, token(), roomy()).read(account()).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::Unreached(why));
        assert!(problem.request.is_some());
    }
}

#[tokio::test]
async fn failures_of_the_server_are_tried_again() {
    let failed = || refusal("500 Oh", &[], "disk");
    let server = Server::always(failed()).await;
    let problem = problem(&server, roomy()).await;
    assert_eq!(problem.kind, ProblemKind::Server { status: 500 });
    assert_eq!(problem.said.unwrap().octets(), "No: disk");
    assert_eq!(server.seen().len(), 3);

    let server = Server::script([failed(), failed(), the_account()]).await;
    assert!(ask(&server, account(), roomy()).await.is_ok());
}

#[tokio::test]
async fn a_busy_server_is_not_asked_sooner_than_it_said() {
    for status in ["429 Too Many Requests", "503 Service Unavailable"] {
        let server = Server::always(refusal(status, &[("retry-after", "7")], "later")).await;
        let problem = problem(&server, roomy()).await;
        assert_eq!(problem.kind, ProblemKind::Busy { retry_after: Some(Duration::from_secs(7)) });
        assert_eq!(server.seen().len(), 1);

        let server = Server::script([refusal(status, &[("retry-after", "0")], "later"), the_account()]).await;
        assert!(ask(&server, account(), roomy()).await.is_ok());
    }
}

#[tokio::test]
async fn a_dropped_question_closes_the_connection() {
    let server = Server::always(Do::Silence).await;
    let registry = registry(&server.address(), token(), roomy());
    tokio::select! {
        result = registry.read(account()) => panic!("{result:?}"),
        () = server.request_came() => {}
    }
    server.connection_ended().await;
}
