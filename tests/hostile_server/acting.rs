//! Acts are sent once. What is not known to be undone is unknown, and asking for the key tells.

use crate::{
    ACCOUNT, PASSPHRASE, TOKEN,
    answers::{http, open_head, receipt, refusal, result, session},
    practice, registry, roomy,
    server::{Do, Seen, Server},
    signed::{alone, order, rejection, signed, to_reject, to_submit},
    tight, token,
};
use countersign::evidence::digest::Digest;
use countersign::registry::{
    Authorised, Deed, IdempotencyKey, Outcome, Problem, ProblemKind, Read, Registry, Reply, SignedAs, Unreached, Unsigned, Write,
    http::Limits,
};
use std::sync::atomic::{AtomicUsize, Ordering};

fn key() -> IdempotencyKey {
    IdempotencyKey(uuid::Uuid::from_u128(5))
}

fn freeze() -> Authorised<Write> {
    alone(Deed::FreezeAccount { account: ACCOUNT.parse().unwrap(), version: 7 }, "suspected \"fraud\"", key())
}

/// Freezes the account; the act must have been sent exactly once.
async fn once(action: Do, limits: Limits) -> Result<Outcome, Problem> {
    let server = Server::always(action).await;
    let outcome = registry(&server.address(), token(), limits).write(freeze()).await;
    assert_eq!(server.seen().len(), 1, "{outcome:?}");
    outcome
}

#[tokio::test]
async fn an_act_and_its_receipt() {
    let server = Server::always(result(&receipt(key()).to_string())).await;
    let registry = registry(&server.address(), token(), roomy());
    let Ok(Outcome::Done(receipt)) = registry.write(freeze()).await else { panic!("not done") };
    assert_eq!((receipt.key, receipt.entry, receipt.said.octets()), (key(), 4_711, "account frozen"));
    assert_eq!(registry.read(Read::Act(key())).await, Ok(Reply::Act(Some(receipt))));

    let seen = &server.seen()[0];
    assert_eq!(seen.line(), format!("POST /admin/v1/accounts/{ACCOUNT}/freeze"));
    assert_eq!(seen.header("idempotency-key"), Some("00000000-0000-0000-0000-000000000005"));
    assert_eq!(seen.header("if-match"), Some("\"7\""));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.body, r#"{"reason":"suspected \"fraud\""}"#);
    assert!(seen.header("x-request-id").is_some());
}

#[tokio::test]
async fn an_answer_that_is_lost_is_an_unknown_outcome() {
    let other = receipt(IdempotencyKey(uuid::Uuid::from_u128(6))).to_string();
    let html = http("200 OK", &[("content-type", "text/html")], "<html>");
    let truncated = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{".to_vec();
    for action in [
        Do::Close(Vec::new()),
        Do::HalfClose(Vec::new()),
        Do::Reset,
        Do::Close(b"HTTP/1.1 2".to_vec()),
        Do::Close(truncated),
        Do::Endless(open_head(), vec![b' '; 4_096]),
        Do::Send(html),
        result("{}"),
        result(&other),
        refusal("500 Oh", &[], "disk"),
        refusal("502 Bad Gateway", &[], "gone"),
        refusal("503 Busy", &[("retry-after", "0")], "later"),
        Do::Send(http("202 Accepted", &[], "")),
        Do::Send(http("307 Temporary", &[("location", "http://127.0.0.1:9/")], "")),
    ] {
        assert_eq!(once(action.clone(), roomy()).await, Ok(Outcome::Unknown(key())), "{action:?}");
    }
}

#[tokio::test]
async fn an_answer_that_is_late_is_an_unknown_outcome() {
    for action in [Do::Silence, Do::Drip(open_head())] {
        assert_eq!(once(action, tight()).await, Ok(Outcome::Unknown(key())));
    }
}

#[tokio::test]
async fn a_refused_act_is_a_problem() {
    for (status, kind) in [
        ("403 Forbidden", ProblemKind::Forbidden),
        ("409 Conflict", ProblemKind::Conflict),
        ("412 Precondition Failed", ProblemKind::Conflict),
        ("422 No", ProblemKind::Invalid(Vec::new())),
        ("429 Slow", ProblemKind::Busy { retry_after: None }),
        ("401 Unauthorized", ProblemKind::SignedOut),
    ] {
        let problem = once(refusal(status, &[], "why"), roomy()).await.unwrap_err();
        assert_eq!(problem.kind, kind);
        assert_eq!(problem.said.unwrap().octets(), "No: why");
        assert!(problem.request.is_some());
    }
}

#[tokio::test]
async fn an_act_that_never_left_is_a_problem() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let problem = registry(&address, token(), roomy()).write(freeze()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Unreached(Unreached::Refused));
    assert!(problem.request.is_some());
}

#[tokio::test]
async fn an_act_waits_for_the_sign_in_and_is_not_sent_without() {
    for (action, limits, kind) in [
        (refusal("401 Unauthorized", &[], "wrong"), roomy(), ProblemKind::SignedOut),
        (refusal("500 Oh", &[], "disk"), roomy(), ProblemKind::Server { status: 500 }),
        (Do::Close(Vec::new()), roomy(), ProblemKind::Offline),
        (Do::Silence, tight(), ProblemKind::Deadline { waited: tight().read }),
    ] {
        let server = Server::always(action).await;
        let problem = registry(&server.address(), practice(), limits).write(freeze()).await.unwrap_err();
        assert_eq!(problem.kind, kind);
        assert!(server.seen().iter().all(Seen::is_sign_in));
    }
}

#[tokio::test]
async fn a_session_that_ended_is_renewed_for_the_next_act_only() {
    let acts = AtomicUsize::new(0);
    let server = Server::start(move |seen: &Seen| {
        if seen.is_sign_in() {
            assert!(seen.body.contains(PASSPHRASE));
            return session(TOKEN);
        }
        match acts.fetch_add(1, Ordering::SeqCst) {
            0 => refusal("401 Unauthorized", &[], "over"),
            _ => result(&receipt(key()).to_string()),
        }
    })
    .await;
    let registry = registry(&server.address(), practice(), roomy());
    assert_eq!(registry.write(freeze()).await.unwrap_err().kind, ProblemKind::SignedOut);
    assert!(matches!(registry.write(freeze()).await, Ok(Outcome::Done(_))));
    let kinds: Vec<_> = server.seen().iter().map(Seen::is_sign_in).collect();
    assert_eq!(kinds, [true, false, true, false]);
}

/// T04.
#[tokio::test]
async fn a_kept_connection_that_was_closed_is_not_a_reason_to_send_twice() {
    for _ in 0..20 {
        let server = Server::start(|seen: &Seen| match seen.line().starts_with("POST") {
            true => result(&receipt(key()).to_string()),
            false => {
                Do::Close(http("200 OK", &[("content-type", "application/json")], &crate::answers::account(ACCOUNT).to_string()))
            }
        })
        .await;
        let registry = registry(&server.address(), token(), roomy());
        assert!(registry.read(crate::account()).await.is_ok());
        let outcome = registry.write(freeze()).await;
        let acts = server.seen().iter().filter(|seen| seen.line().starts_with("POST")).count();
        match outcome {
            Ok(Outcome::Done(_)) => assert_eq!(acts, 1),
            Ok(Outcome::Unknown(_)) => assert!(acts <= 1),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn each_act_goes_to_its_own_address_with_its_own_body() {
    let transfer = || "GHA01-2026-000123".parse().unwrap();
    let serials = |first: u64, last| {
        let series = countersign::domain::Series {
            approach: "CA0007".parse().unwrap(),
            registry: "GHA01".parse().unwrap(),
            party: "GHA".parse().unwrap(),
            vintage: "2023".parse().unwrap(),
        };
        let serial = |number| countersign::domain::Serial::new(number).unwrap();
        let range = countersign::domain::SerialRange::new(serial(first), serial(last)).unwrap();
        countersign::domain::BlockRange { series, range }
    };
    let why = r#"{"reason":"because"}"#;
    for (deed, path, body) in [
        (
            Deed::FreezeBlocks(serials(1, 500)),
            "blocks/freeze",
            r#"{"spans":[{"first":"CA0007-GHA01-GHA-1-2023","last":"CA0007-GHA01-GHA-500-2023"}],"reason":"because"}"#,
        ),
        (
            Deed::RemoveTrusted { account: ACCOUNT.parse().unwrap(), other: "CHE01-100-9".parse().unwrap() },
            "accounts/GHA01-100-0045/trusted/CHE01-100-9/remove",
            why,
        ),
        (Deed::AskStatus(transfer()), "transfers/GHA01-2026-000123/ask", why),
        (Deed::Resend(transfer()), "transfers/GHA01-2026-000123/resend", why),
        (
            Deed::Pull { transfer: transfer(), sequence: 3 },
            "transfers/GHA01-2026-000123/pull",
            r#"{"sequence":3,"reason":"because"}"#,
        ),
        (Deed::Terminate(transfer()), "transfers/GHA01-2026-000123/terminate", why),
        (
            Deed::RejectTransfer { transfer: transfer(), proposal: Digest::default() },
            "transfers/GHA01-2026-000123/reject",
            r#"{"proposal":"0000000000000000000000000000000000000000000000000000000000000000","reason":"because"}"#,
        ),
        (Deed::Ping("CHE01".parse().unwrap()), "peers/CHE01/ping", why),
        (Deed::AskContacts("CHE01".parse().unwrap()), "peers/CHE01/contacts", why),
        (Deed::SuspendLink("CHE01".parse().unwrap()), "peers/CHE01/suspend", why),
    ] {
        let server = Server::always(result(&receipt(key()).to_string())).await;
        let outcome = registry(&server.address(), token(), roomy()).write(alone(deed, "because", key())).await;
        assert!(matches!(outcome, Ok(Outcome::Done(_))), "{path}: {outcome:?}");
        let seen = &server.seen()[0];
        assert_eq!((seen.line().to_owned(), seen.body.as_str()), (format!("POST /admin/v1/{path}"), body));
        assert_eq!(
            (seen.header("idempotency-key"), seen.header("if-match")),
            (Some("00000000-0000-0000-0000-000000000005"), None)
        );
    }
}

#[tokio::test]
async fn a_signed_text_travels_octet_for_octet_with_both_signatures() {
    for (text, path, member, octets) in [
        (to_submit(), "orders", Some("signed"), order()),
        (to_reject(), "orders/CHE01-2026-000124/statements", None, rejection()),
    ] {
        let server = Server::always(result(&receipt(key()).to_string())).await;
        registry(&server.address(), token(), roomy()).write(signed(text, key())).await.unwrap();
        let seen = &server.seen()[0];
        assert_eq!(seen.line(), format!("POST /admin/v1/{path}"));
        let body: serde_json::Value = serde_json::from_str(&seen.body).unwrap();
        let sent = member.map_or(&body, |member| &body[member]);
        assert_eq!(sent["text"], octets);
        for signature in ["signature", "station_signature"] {
            assert!(sent[signature].as_str().unwrap().starts_with("-----BEGIN SSH SIGNATURE-----\n"), "{signature}");
        }
        assert_ne!(sent["signature"], sent["station_signature"], "one purpose each");
    }
}

/// F06. A registry that says it took another text than the one that was signed, or does not say which, is not believed: nothing is done,
/// and the journal's intent stays open. The two rows in the middle are what an honest registry says.
#[tokio::test]
async fn f06_a_receipt_of_another_text_is_an_alarm_and_nothing_counts_as_done() {
    let other = Digest::of("another text").to_string();
    let answers = |text: Unsigned| {
        let SignedAs { text: named, about } = text.signed_as();
        let (named, about) = (named.to_string(), about.map(|about| about.to_string()));
        vec![
            (None, about.clone(), false),
            (Some(other.clone()), about.clone(), false),
            (about.clone(), Some(named.clone()), false),
            (Some(named.to_uppercase()), about.clone(), false),
            (Some(named.clone()), about.clone(), true),
            (Some(named.clone()), None, about.is_none()),
            (Some(named), Some(other.clone()), about.is_none()),
        ]
    };
    for text in [to_submit as fn() -> Unsigned, to_reject] {
        for (named, about, is_done) in answers(text()) {
            let mut said = receipt(key());
            for (member, digest) in [("text_sha256", &named), ("about_sha256", &about)] {
                if let Some(digest) = digest {
                    said[member] = digest.as_str().into();
                }
            }
            let server = Server::always(result(&said.to_string())).await;
            let outcome = registry(&server.address(), token(), roomy()).write(signed(text(), key())).await;
            match (outcome, is_done) {
                (Ok(Outcome::Done(_)), true) => {}
                (Ok(Outcome::Contradicted(sent, why)), false) => {
                    assert_eq!(sent, key());
                    assert!(why.to_string().starts_with("the receipt of the registry "), "{why}");
                }
                other => panic!("{named:?} {about:?}: {other:?}"),
            }
            assert_eq!(server.seen().len(), 1, "it is sent once");
        }
    }
}
