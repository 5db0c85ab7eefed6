//! Sessions: begun once, renewed once, and never by guessing.

use crate::{
    PASSPHRASE, TOKEN, account,
    answers::{http, refusal, session, the_account},
    practice, registry, roomy,
    server::{Do, Seen, Server},
    token,
};
use countersign::registry::{
    NotSignedIn, ProblemKind, Registry, Unreadable,
    http::{Credentials, TokenSource},
};
use secrecy::SecretString;
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

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

/// T11.
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

/// A place where a token is kept, which somebody else may change.
struct Kept {
    now: Mutex<Result<&'static str, NotSignedIn>>,
    asked: AtomicUsize,
}

impl Kept {
    fn new(now: Result<&'static str, NotSignedIn>) -> Arc<Self> {
        Arc::new(Self { now: Mutex::new(now), asked: AtomicUsize::new(0) })
    }
}

impl TokenSource for Kept {
    fn token(&self) -> Result<SecretString, NotSignedIn> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.now.lock().unwrap().clone().map(SecretString::from)
    }
}

/// A registry that takes one token.
async fn taking(token: &'static str) -> Server {
    Server::start(move |seen: &Seen| match seen.header("authorization") {
        Some(value) if value == format!("Bearer {token}") => the_account(),
        _ => refusal("401 Unauthorized", &[], "over"),
    })
    .await
}

fn not_signed_in(why: NotSignedIn) -> ProblemKind {
    ProblemKind::NotSignedIn { profile: "practice".into(), why }
}

#[tokio::test]
async fn a_kept_token_is_read_once_for_all_who_ask() {
    let (server, kept) = (taking("canary-1").await, Kept::new(Ok("canary-1")));
    let registry = registry(&server.address(), Credentials::Kept(kept.clone()), roomy());
    assert_eq!(kept.asked.load(Ordering::SeqCst), 0, "nothing is read before the first question");
    let (a, b, c) = tokio::join!(registry.read(account()), registry.read(account()), registry.read(account()));
    assert!([a, b, c].iter().all(Result::is_ok));
    assert_eq!(kept.asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn who_signs_in_again_elsewhere_is_signed_in_here() {
    let (server, kept) = (taking("canary-2").await, Kept::new(Ok("canary-1")));
    let registry = registry(&server.address(), Credentials::Kept(kept.clone()), roomy());
    let problem = registry.read(account()).await.unwrap_err();
    assert_eq!(problem.kind, not_signed_in(NotSignedIn::Refused));
    assert!(problem.advice().contains("countersign login --profile practice"), "{}", problem.advice());
    assert_eq!(server.seen().len(), 1, "a token that was refused is not sent again with the same question");
    *kept.now.lock().unwrap() = Ok("canary-2");
    assert!(registry.read(account()).await.is_ok());
}

#[tokio::test]
async fn a_token_that_was_replaced_is_read_again_in_mid_flight() {
    let kept = Kept::new(Ok("canary-1"));
    let replaced = Arc::clone(&kept);
    let server = Server::start(move |seen: &Seen| match seen.header("authorization") {
        Some("Bearer canary-2") => the_account(),
        _ => {
            // Somebody signs in again while the first token is being refused.
            *replaced.now.lock().unwrap() = Ok("canary-2");
            refusal("401 Unauthorized", &[], "over")
        }
    })
    .await;
    let registry = registry(&server.address(), Credentials::Kept(kept), roomy());
    assert!(registry.read(account()).await.is_ok(), "one question, both tokens");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let server = taking("canary-1").await;
    let unreachable = NotSignedIn::Unreachable { why: "no bus".into() };
    for why in [NotSignedIn::NoToken, NotSignedIn::Locked, unreachable] {
        let registry = registry(&server.address(), Credentials::Kept(Kept::new(Err(why.clone()))), roomy());
        let problem = registry.read(account()).await.unwrap_err();
        assert_eq!(problem.kind, not_signed_in(why));
        assert!(problem.request.is_some());
    }
    let broken = registry(&server.address(), Credentials::Kept(Kept::new(Ok("two words"))), roomy());
    let problem = broken.read(account()).await.unwrap_err();
    assert_eq!(problem.kind, not_signed_in(NotSignedIn::Unreachable { why: "what is kept is no token".into() }));
    assert_eq!(server.connections(), 0);
}
