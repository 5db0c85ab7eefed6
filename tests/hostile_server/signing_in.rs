//! Sessions: begun once, renewed once, and never by guessing.

use crate::{
    PASSPHRASE, TOKEN, account,
    answers::{http, refusal, session, the_account},
    practice, registry, roomy,
    server::{Do, Seen, Server},
    token,
};
use countersign::registry::{ProblemKind, Registry, Unreadable};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A registry whose n-th session has the token `{TOKEN}-n`, and which honours sessions from `honoured` on.
async fn sessions(honoured: usize) -> Server {
    let begun = AtomicUsize::new(0);
    Server::start(move |seen| {
        if seen.is_sign_in() {
            let number = begun.fetch_add(1, Ordering::SeqCst) + 1;
            return session(&format!("{TOKEN}-{number}"));
        }
        let number = seen.header("authorization").and_then(|value| value.rsplit('-').next()).unwrap().parse::<usize>();
        if number.unwrap() >= honoured { the_account() } else { refusal("401 Unauthorized", &[], "over") }
    })
    .await
}

fn sign_ins(server: &Server) -> usize {
    server.seen().iter().filter(|seen| seen.is_sign_in()).count()
}

#[tokio::test]
async fn concurrent_first_questions_sign_in_once() {
    let server = sessions(1).await;
    let registry = registry(&server.address(), practice(), roomy());
    assert_eq!(server.connections(), 0, "nothing is opened before the first question");
    let (a, b, c, d) =
        tokio::join!(registry.read(account()), registry.read(account()), registry.read(account()), registry.read(account()));
    assert!([a, b, c, d].iter().all(Result::is_ok));
    assert_eq!((sign_ins(&server), server.seen().len()), (1, 5));
}

#[tokio::test]
async fn a_session_that_ends_in_mid_flight_is_renewed_once() {
    let server = sessions(2).await;
    let registry = registry(&server.address(), practice(), roomy());
    let (a, b, c) = tokio::join!(registry.read(account()), registry.read(account()), registry.read(account()));
    assert!([a, b, c].iter().all(Result::is_ok));
    assert_eq!(sign_ins(&server), 2, "the three refused questions share the new session");
    assert!(registry.read(account()).await.is_ok());
    assert_eq!(sign_ins(&server), 2);
}

#[tokio::test]
async fn refused_for_ever() {
    let server = sessions(usize::MAX).await;
    let problem = registry(&server.address(), practice(), roomy()).read(account()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::SignedOut);
    assert!(problem.request.is_some());
    let lines: Vec<_> = server.seen().iter().map(|seen| seen.is_sign_in()).collect();
    assert_eq!(lines, [true, false, true, false], "one new session, one more try");
}

#[tokio::test]
async fn a_given_token_that_is_refused_is_not_tried_again() {
    let server = Server::always(refusal("401 Unauthorized", &[], "over")).await;
    let problem = registry(&server.address(), token(), roomy()).read(account()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::SignedOut);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_refused_passphrase_is_tried_once_for_all_who_wait() {
    let server = Server::always(refusal("401 Unauthorized", &[], "wrong passphrase")).await;
    let registry = registry(&server.address(), practice(), roomy());
    let (a, b, c) = tokio::join!(registry.read(account()), registry.read(account()), registry.read(account()));
    for result in [a, b, c] {
        let problem = result.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::SignedOut);
        assert_eq!(problem.said.unwrap().octets(), "No: wrong passphrase");
    }
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_dropped_sign_in_does_not_stop_the_next() {
    let silent = AtomicUsize::new(1);
    let server = Server::start(move |seen: &Seen| match (seen.is_sign_in(), silent.swap(0, Ordering::SeqCst)) {
        (_, 1) => Do::Silence,
        (true, _) => session(TOKEN),
        (false, _) => the_account(),
    })
    .await;
    let registry = registry(&server.address(), practice(), roomy());
    tokio::select! {
        result = registry.read(account()) => panic!("{result:?}"),
        () = server.request_came() => {}
    }
    assert!(registry.read(account()).await.is_ok());
}

#[tokio::test]
async fn a_session_that_is_none_is_refused() {
    let long = "x".repeat(5_000);
    for token in ["", "a b", "a\r\nx-evil: 1", "\u{e9}", &long] {
        let server = Server::always(session(token)).await;
        let problem = registry(&server.address(), practice(), roomy()).read(account()).await.unwrap_err();
        assert!(matches!(problem.kind, ProblemKind::Unreadable(Unreadable::Malformed { .. })), "{token:?}: {problem:?}");
        assert_eq!(server.seen().len(), 1, "{token:?}");
    }
}

#[tokio::test]
async fn a_redirected_sign_in_takes_the_passphrase_nowhere() {
    let other = Server::always(session(TOKEN)).await;
    let location = format!("{}/admin/v1/session", other.address());
    for status in ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"] {
        let server = Server::always(Do::Send(http(status, &[("location", &location)], ""))).await;
        let problem = registry(&server.address(), practice(), roomy()).read(account()).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::Unreadable(Unreadable::Redirect), "{status}");
        assert!(server.seen()[0].body.contains(PASSPHRASE));
    }
    assert_eq!(other.connections(), 0);
}
