//! Secrets go to the registry they are for, in the place they belong, and nowhere else (T10, T11, T12).

use crate::{
    PASSPHRASE, TOKEN, account,
    answers::{http, refusal, session, the_account},
    practice, problem, registry, roomy,
    server::{Do, Seen, Server},
    token,
};
use countersign::registry::{
    Distrust, Environment, Identity, ProblemKind, Registry, Unreadable,
    http::{Credentials, HttpRegistry, SetupProblem},
    taped::{Tape, Taped},
};
use std::{sync::Arc, time::Duration};
use tokio::{io::AsyncReadExt, net::TcpListener};

fn holds_a_secret(text: &str) -> bool {
    text.contains(TOKEN) || text.contains(PASSPHRASE)
}

/// T11.
#[tokio::test]
async fn a_redirect_is_followed_nowhere() {
    let other = Server::always(the_account()).await;
    let location = format!("{}/admin/v1/accounts/x", other.address());
    for status in ["300 Choices", "301 Moved", "302 Found", "303 See", "304 Same", "307 Temporary", "308 Permanent"] {
        let fields = [("location", location.as_str()), ("refresh", &location), ("set-cookie", "a=b")];
        let server = Server::always(Do::Close(http(status, &fields, ""))).await;
        assert_eq!(problem(&server, roomy()).await.kind, ProblemKind::Unreadable(Unreadable::Redirect), "{status}");
        assert_eq!(server.seen().len(), 1);
    }
    assert_eq!(other.connections(), 0);
}

/// T11.
#[tokio::test]
async fn requests_carry_what_they_need_and_nothing_else() {
    let cookie = ("set-cookie", "tracker=1; Path=/");
    let body = crate::answers::account(crate::ACCOUNT).to_string();
    let server = Server::always(Do::Send(http("200 OK", &[cookie, ("content-type", "application/json")], &body))).await;
    let registry = registry(&server.address(), token(), roomy());
    assert!(registry.read(account()).await.is_ok() && registry.read(account()).await.is_ok());
    assert_eq!(server.connections(), 1, "the connection is kept");
    for seen in server.seen() {
        let mut names: Vec<_> = seen.head.lines().skip(1).map(|line| line.split(':').next().unwrap().to_lowercase()).collect();
        names.sort();
        assert_eq!(names, ["accept", "accept-encoding", "authorization", "host", "user-agent", "x-request-id"]);
        assert_eq!(seen.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
        assert!(!seen.line().contains(TOKEN));
    }
}

/// T10.
#[tokio::test]
async fn an_echoed_secret_is_not_quoted() {
    let echo = Server::start(|seen: &Seen| {
        let words = format!("{} {}", seen.header("authorization").unwrap_or_default(), seen.body.replace('"', ""));
        refusal("500 Oh", &[], &words)
    })
    .await;
    for credentials in [token(), practice()] {
        let problem = registry(&echo.address(), credentials, roomy()).read(account()).await.unwrap_err();
        assert!(problem.said.as_ref().is_some_and(|said| said.octets().contains("[secret]")), "{problem:?}");
        assert!(!holds_a_secret(problem.said.unwrap().octets()));
    }
}

/// T10.
#[tokio::test]
async fn nothing_printed_or_taped_holds_a_secret() {
    let server = Server::start(|seen: &Seen| match seen.is_sign_in() {
        true => session(&format!("{TOKEN}-1")),
        false => refusal("403 No", &[], &format!("you sent {}", seen.header("authorization").unwrap())),
    })
    .await;
    for credentials in [token(), practice()] {
        let shown = format!("{credentials:?} {credentials:#?}");
        let registry = registry(&server.address(), credentials, roomy());
        let tape = Tape::new(10);
        let taped = Taped::new(registry, tape.clone(), Arc::new(|| Duration::ZERO));
        let problem = taped.read(account()).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::Forbidden);
        let words = format!("{shown} {problem:?} {} {}", problem.what(), problem.advice());
        let tape: String = tape.exchanges().iter().map(|exchange| format!("{exchange:?}")).collect();
        assert!(!tape.is_empty());
        assert!(!holds_a_secret(&format!("{words} {taped:?} {tape}")));
    }
    let bare = registry(&server.address(), token(), roomy());
    assert!(bare.read(account()).await.is_err());
    assert!(!holds_a_secret(&format!("{bare:?} {bare:#?}")));
}

#[tokio::test]
async fn the_practice_passphrase_is_for_practice_registries_only() {
    for environment in [Environment::Production, Environment::Test] {
        let identity = Identity { profile: "p".into(), endpoint: String::new(), environment };
        let refused = HttpRegistry::new(identity, "https://registry.example.org".parse().unwrap(), practice());
        assert_eq!(refused.err(), Some(SetupProblem::PracticeElsewhere));
    }
    let identity = Identity { profile: "p".into(), endpoint: String::new(), environment: Environment::Production };
    let broken = Credentials::Token("two words".into());
    let refused = HttpRegistry::new(identity, "https://registry.example.org".parse().unwrap(), broken);
    assert_eq!(refused.err(), Some(SetupProblem::Token));
}

/// T12.
#[tokio::test]
async fn whoever_does_not_speak_tls_hears_no_secret() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    let impostor = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard).await;
        heard
    };
    let registry = registry(&address, token(), roomy());
    let (heard, result) = tokio::join!(impostor, registry.read(account()));
    assert_eq!(result.unwrap_err().kind, ProblemKind::Distrusted(Distrust::NoTls));
    assert!(!holds_a_secret(&String::from_utf8_lossy(&heard)));
}
