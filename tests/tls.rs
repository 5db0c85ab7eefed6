//! A real TLS server: who proves to be the registry is spoken to, everybody else is refused with the reason, and hears nothing (T12).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "tls/authority.rs"]
mod authority;
#[path = "tls/server.rs"]
mod server;

use authority::{Authority, Signed, When, self_signed};
use countersign::{
    registry::{
        Distrust, Environment, Identity, Problem, ProblemKind, Read, Registry, Reply,
        http::{Credentials, HttpRegistry, Trust},
    },
    text::Untrusted,
};
use server::{Server, Speaks};

const TOKEN: &str = "canary-token-7f3a";
const HERE: &str = "127.0.0.1";

const CAPABILITIES: &str = r#"{"registry": "CHE01", "name": "Swiss registry", "environment": "test", "assurance": "A2",
    "operator": "Ana Keller", "roles": ["initiator"], "api_version": "1.0", "can": [], "clock": "2026-05-02T09:14:03Z"}"#;

fn registry(server: &Server, trust: Trust) -> HttpRegistry {
    let identity = Identity { profile: "swiss".into(), endpoint: server.url(), environment: Environment::Test };
    let registry = HttpRegistry::new(identity, server.url().parse().unwrap(), Credentials::Token(TOKEN.into()));
    registry.unwrap().trusting(trust)
}

async fn ask(server: &Server, trust: Trust) -> Result<Reply, Problem> {
    registry(server, trust).read(Read::Standing).await
}

async fn distrust(server: &Server, trust: Trust) -> Distrust {
    match ask(server, trust).await.unwrap_err().kind {
        ProblemKind::Distrusted(why) => why,
        other => panic!("{other:?}"),
    }
}

fn believing(authority: &Authority) -> Trust {
    Trust::default().only(authority.pem.as_bytes()).unwrap()
}

fn showing(trust: Trust, own: &Signed) -> Trust {
    trust.showing(own.pem.as_bytes(), own.key.as_bytes()).unwrap()
}

#[tokio::test]
async fn an_authority_of_the_registrys_own_is_believed() {
    let authority = Authority::new("Registry CA");
    let server = Server::secure(&authority.sign(HERE, When::Now), None, CAPABILITIES);
    let registry = registry(&server, believing(&authority));
    for _ in 0..2 {
        assert!(matches!(registry.read(Read::Standing).await, Ok(Reply::Standing(_))));
    }
    let heads = server.heads();
    assert!(heads.len() == 2 && heads.iter().all(|head| head.contains(&format!("authorization: Bearer {TOKEN}"))), "{heads:?}");
    registry.reach().await.unwrap();
    assert!(!server.heads()[2].contains(TOKEN), "who only knocks shows nothing");
}

#[tokio::test]
async fn a_client_certificate_is_shown_and_believed() {
    let (authority, theirs) = (Authority::new("Registry CA"), Authority::new("Operators CA"));
    let server = Server::secure(&authority.sign(HERE, When::Now), Some(&theirs.pem), CAPABILITIES);
    let trust = showing(believing(&authority), &theirs.sign("ana", When::Now));
    assert!(matches!(ask(&server, trust).await, Ok(Reply::Standing(_))));
    assert_eq!(server.heads().len(), 1);
}

#[tokio::test]
async fn a_registry_that_wants_a_certificate_says_so() {
    let (authority, theirs) = (Authority::new("Registry CA"), Authority::new("Operators CA"));
    let server = Server::secure(&authority.sign(HERE, When::Now), Some(&theirs.pem), CAPABILITIES);
    let problem = ask(&server, believing(&authority)).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Distrusted(Distrust::WantsCertificate));
    assert!(problem.advice().contains("client_certificate"), "{}", problem.advice());
    for other in [authority.sign("ana", When::Now), theirs.sign("ana", When::Before), self_signed("ana")] {
        let trust = showing(believing(&authority), &other);
        assert_eq!(distrust(&server, trust).await, Distrust::RefusesCertificate);
    }
    assert_eq!(server.heads(), [] as [&str; 0], "nothing was read from whoever did not prove who they are");
}

/// T12.
#[tokio::test]
async fn whoever_cannot_prove_to_be_the_registry_is_refused_with_the_reason() {
    let authority = Authority::new("Registry CA");
    let impostor = Authority::new("Registry CA");
    let names = vec![Untrusted::new("other.example.org")];
    for (own, reason, said) in [
        (
            authority.sign(HERE, When::Before),
            Distrust::Expired { on: "2002-01-01T00:00:00Z".parse().ok() },
            "The registry's certificate expired on 2002-01-01 00:00 UTC",
        ),
        (
            authority.sign(HERE, When::After),
            Distrust::NotYetValid { from: "2999-01-01T00:00:00Z".parse().ok() },
            "The registry's certificate is not valid before 2999-01-01 00:00 UTC",
        ),
        (
            authority.sign("other.example.org", When::Now),
            Distrust::OtherName { names },
            "The registry's certificate is for other.example.org, not for this address",
        ),
        (self_signed(HERE), Distrust::UnknownIssuer, "The registry's certificate is signed by nobody this computer trusts"),
        (
            impostor.sign(HERE, When::Now),
            Distrust::UnknownIssuer,
            "The registry's certificate is signed by nobody this computer trusts",
        ),
    ] {
        let server = Server::secure(&own, None, CAPABILITIES);
        let problem = ask(&server, believing(&authority)).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::Distrusted(reason));
        assert_eq!((problem.what().as_str(), problem.not_done()), (said, "Nothing was sent."));
        assert_eq!(server.heads(), [] as [&str; 0]);
    }
}

/// T12.
#[tokio::test]
async fn an_authority_that_is_not_the_one_named_is_not_believed() {
    let (authority, other) = (Authority::new("Registry CA"), Authority::new("Another CA"));
    let server = Server::secure(&authority.sign(HERE, When::Now), None, CAPABILITIES);
    assert_eq!(distrust(&server, believing(&other)).await, Distrust::UnknownIssuer);
}

/// T12.
#[tokio::test]
async fn a_server_with_an_old_tls_or_none_is_refused() {
    let authority = Authority::new("Registry CA");
    for (speaks, reason) in
        [(Speaks::VersionAlert, Distrust::OldTls), (Speaks::Tls10, Distrust::OldTls), (Speaks::PlainHttp, Distrust::NoTls)]
    {
        let server = Server::speaking(speaks);
        assert_eq!(distrust(&server, believing(&authority)).await, reason, "{speaks:?}");
    }
}
