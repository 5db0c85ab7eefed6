//! `countersign doctor`: what it finds, its exit status, and that it says no secret and waits for nobody without end.
//! Must not know: how anything it looks at works.

use crate::{
    TOKEN, answers,
    authority::{Authority, Signed, When, self_signed},
    capabilities, configured,
    desk::{Desk, permit},
    fake::{self, Fake},
    server::Do,
    tls::{Server, Speaks},
};
use serde_json::Value;
use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const HERE: &str = "127.0.0.1";
/// The doctor's own deadlines are eight seconds; a busy machine takes its time.
const IN_TIME: Duration = Duration::from_secs(25);

/// Runs the doctor for a desk, with these arguments and variables; its exit status and what it says.
fn told(desk: &Desk, arguments: &[&str], variables: &[(&str, &str)]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.arg("doctor").arg("--config").arg(desk.config()).args(arguments).stdin(Stdio::null());
    command.env_clear().env("HOME", desk.home()).env("TERM", "xterm-256color").env("LANG", "C.UTF-8");
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus").envs(variables.iter().copied());
    let begun = Instant::now();
    let output = command.output().unwrap();
    assert!(begun.elapsed() < IN_TIME, "it took {:?}", begun.elapsed());
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!text.contains("canary") && !text.contains('\u{1b}'), "{text}");
    (output.status.code(), text)
}

/// The findings of a desk as JSON: level, about, and what is said.
fn found(desk: &Desk, arguments: &[&str], variables: &[(&str, &str)]) -> (Option<i32>, Vec<(String, String, String)>) {
    let (status, text) = told(desk, &[&["--json"], arguments].concat(), variables);
    let report: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let word = |finding: &Value, name: &str| finding[name].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap().iter().map(|finding| {
        let what = format!("{} {}", word(finding, "what"), word(finding, "advice"));
        (word(finding, "level"), word(finding, "about"), what)
    });
    (status, findings.collect())
}

/// Whether a finding of this level and about this says all of these.
#[track_caller]
fn says(findings: &[(String, String, String)], level: &str, about: &str, parts: &[&str]) {
    let fits =
        |(is, of, what): &&(String, String, String)| is == level && of == about && parts.iter().all(|part| what.contains(part));
    assert!(findings.iter().any(|finding| fits(&finding)), "{level} {about} {parts:?} is not in {findings:#?}");
}

/// A practice registry that says this of itself; its clock is so many seconds off.
fn practice(api: &'static str, environment: &'static str, clock: i64) -> Fake {
    Fake::start(move |seen| match fake::resource(seen) {
        "session" => answers::session(TOKEN),
        _ => {
            let mut words = capabilities();
            (words["api_version"], words["environment"]) = (api.into(), environment.into());
            let off = jiff::SignedDuration::from_secs(clock);
            words["clock"] = (jiff::Timestamp::now() + off).to_string().into();
            answers::result(&words.to_string())
        }
    })
}

fn practising(registry: &Fake) -> Desk {
    Desk::of(&[("play", &registry.url())])
}

#[test]
fn all_is_well() {
    let registry = practice("1.0", "practice", 0);
    let (status, text) = told(&practising(&registry), &[], &[]);
    assert_eq!(status, Some(0), "{text}");
    for part in [
        "can be used; profiles: play.",
        "It has 256 colours.",
        "LANG says UTF-8.",
        "is begun with the first console.",
        "No profile here needs it.",
        "CHE01 answers on this computer, without TLS, as Ana Keller, initiator.",
        "version 1.0 of the admin API",
        "both say PRACTICE",
        "agrees with the registry's",
        "All is well.",
    ] {
        assert!(text.contains(part), "{part:?} is not said:\n{text}");
    }
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.iter().take(lines.len() - 2).all(|line| line.starts_with("ok    ")), "one line a finding:\n{text}");
}

#[test]
fn what_is_wrong_with_a_registry_is_found() {
    for (api, environment, clock, status, level, about, parts) in [
        ("2.1", "practice", 0, 2, "fail", "API", &["version 2.1", "this console version 1"][..]),
        ("1.7", "practice", 0, 0, "ok", "API", &["version 1.7"]),
        ("1.0", "production", 0, 2, "fail", "environment", &["says PRACTICE", "registry says PRODUCTION"]),
        ("1.0", "practice", 20, 1, "warn", "clock", &["s behind the registry's", "NTP"]),
        ("1.0", "practice", -90, 2, "fail", "clock", &["s ahead of the registry's"]),
    ] {
        let registry = practice(api, environment, clock);
        let (got, findings) = found(&practising(&registry), &[], &[]);
        says(&findings, level, about, parts);
        assert_eq!(got, Some(status), "{findings:#?}");
    }
    let refusing = Fake::start(|_| answers::refusal("401 Unauthorized", &[], "no"));
    let (status, findings) = found(&practising(&refusing), &[], &[]);
    says(&findings, "fail", "registry", &["does not take the token or the operator", "Check the operator"]);
    assert_eq!(status, Some(2));
}

#[test]
fn whoever_does_not_answer_is_not_waited_for() {
    let silent = Fake::start(|_| Do::Silence);
    let config =
        format!("{}{}", crate::desk::profile("silent", &silent.url()), crate::desk::profile("gone", "http://127.0.0.1:1"));
    let (status, findings) = found(&Desk::new(&config), &[], &[]);
    says(&findings, "fail", "registry", &["did not answer within 8 s", "Nothing was changed"]);
    says(&findings, "fail", "registry", &["can't be reached: nothing answers at its address", "check the port"]);
    assert_eq!(status, Some(2));
    let (_, findings) = found(&Desk::new(&config), &["--profile", "gone"], &[]);
    assert_eq!(findings.iter().filter(|(_, about, _)| about == "registry").count(), 1);
}

#[test]
fn it_works_without_a_configuration_and_with_a_broken_one() {
    let desk = Desk::new("");
    let (status, findings) = found(&desk, &[], &[("TERM", "dumb"), ("LANG", "C")]);
    says(&findings, "warn", "configuration", &["No registry is configured", "countersign demo"]);
    says(&findings, "fail", "terminal", &["TERM is dumb"]);
    says(&findings, "warn", "letters", &["LANG does not say UTF-8"]);
    assert_eq!(status, Some(2));
    fs::remove_file(desk.config()).unwrap();
    says(&found(&desk, &[], &[]).1, "fail", "configuration", &["there is no such file"]);

    let desk = Desk::new("token = \"canary-1\"");
    let (status, findings) = found(&desk, &["--profile", "any"], &[]);
    says(&findings, "fail", "configuration", &["config.toml:1", "looks like a secret"]);
    assert_eq!(status, Some(2));
    let (status, text) = told(&Desk::new(&configured("https://r.example", "")), &["--profile", "gone"], &[]);
    assert_eq!(status, Some(2));
    assert!(text.contains("There is no profile \"gone\"; there is swiss."), "{text}");
}

#[test]
fn files_and_folders_that_others_can_reach_are_found() {
    let desk = Desk::new("");
    let state = desk.home().join(".local/state/countersign");
    let themes = desk.home().join(".config/countersign/themes");
    fs::create_dir_all(&state).unwrap();
    fs::create_dir_all(&themes).unwrap();
    permit(&state, 0o755);
    fs::write(state.join("journal.jsonl"), "no journal\n").unwrap();
    fs::write(themes.join("mine.toml"), "").unwrap();
    permit(&themes.join("mine.toml"), 0o666);
    permit(&desk.config(), 0o620);
    let (status, findings) = found(&desk, &[], &[]);
    says(&findings, "fail", "configuration", &["others can write", "chmod go-w"]);
    says(&findings, "warn", "folder", &["Others can look into", "chmod 700"]);
    says(&findings, "warn", "themes", &["mine.toml", "others can write"]);
    says(&findings, "fail", "journal", &["can't be trusted", "does nothing"]);
    assert_eq!(status, Some(2));

    permit(&desk.config(), 0o600);
    fs::write(desk.config(), configured("https://127.0.0.1:1", "")).unwrap();
    fs::write(state.join("secrets"), "").unwrap();
    permit(&state.join("secrets"), 0o644);
    says(&found(&desk, &[], &[]).1, "fail", "secrets", &["can be read by others", "chmod 600"]);
    fs::remove_file(state.join("secrets")).unwrap();
    says(&found(&desk, &[], &[]).1, "warn", "secrets", &["not there yet", "countersign login"]);
    fs::write(desk.config(), configured("https://127.0.0.1:1", "").replace("\"file\"", "\"keyring\"")).unwrap();
    says(&found(&desk, &[], &[]).1, "fail", "secrets", &["No keyring can be reached"]);
}

/// A desk with a profile for a TLS server, believing this authority if there is one.
fn trusting(server: &Server, authority: Option<&Authority>, client: Option<&Signed>) -> Desk {
    let ca = authority.map_or("", |_| "ca = \"ca.pem\"\n");
    let own = client.map_or("", |_| "client_certificate = \"me.pem\"\nclient_key = \"me.key\"\n");
    let desk = Desk::new(&configured(&server.url(), &format!("{ca}{own}")));
    let files = [
        ("ca.pem", authority.map(|authority| &authority.pem), 0o644),
        ("me.pem", client.map(|client| &client.pem), 0o644),
        ("me.key", client.map(|client| &client.key), 0o600),
    ];
    for (name, text, mode) in files {
        if let Some(text) = text {
            fs::write(desk.home().join(name), text).unwrap();
            permit(&desk.home().join(name), mode);
        }
    }
    desk
}

#[test]
fn certificates_are_judged_as_the_console_would() {
    let (authority, other) = (Authority::new("Registry CA"), Authority::new("Another CA"));
    let good = || authority.sign(HERE, When::Now);
    let body = capabilities().to_string();
    let own = other.sign("ana", When::Now);
    for (server, client, level, parts) in [
        (Server::secure(&good(), None, &body), None, "ok", &["its certificate is trusted by the profile's ca"][..]),
        (Server::secure(&good(), Some(&other.pem), &body), Some(&own), "ok", &["both certificates are trusted"]),
        (Server::secure(&good(), Some(&other.pem), &body), None, "fail", &["wants a client certificate", "client_key"]),
        (Server::secure(&authority.sign(HERE, When::Before), None, &body), None, "fail", &["expired on 2002-01-01", "clock"]),
        (Server::secure(&authority.sign("b.example", When::Now), None, &body), None, "fail", &["is for b.example, not for"]),
        (Server::secure(&self_signed(HERE), None, &body), None, "fail", &["signed by nobody", "ca in the profile"]),
        (Server::speaking(Speaks::Tls10), None, "fail", &["offers no TLS 1.2 or later"]),
    ] {
        let desk = trusting(&server, Some(&authority), client);
        let (_, findings) = found(&desk, &[], &[]);
        says(&findings, level, "registry", parts);
        says(&findings, "ok", "certificates", &["can be used"]);
    }
}

#[test]
fn the_systems_authorities_are_believed_when_no_other_is_named() {
    let authority = Authority::new("System CA");
    let body = capabilities().to_string();
    let system = tempfile::tempdir().unwrap();
    let roots = system.path().join("roots.pem");
    fs::write(&roots, &authority.pem).unwrap();
    let variables = [("SSL_CERT_FILE", roots.to_str().unwrap()), ("SSL_CERT_DIR", "/nonexistent")];
    for (own, level, said) in [
        (authority.sign(HERE, When::Now), "ok", "its certificate is trusted by this computer"),
        (self_signed(HERE), "fail", "signed by nobody this computer trusts"),
    ] {
        let server = Server::secure(&own, None, &body);
        says(&found(&trusting(&server, None, None), &[], &variables).1, level, "registry", &[said]);
    }
    // A profile's own authority stands instead of the system's, not beside them.
    let server = Server::secure(&authority.sign(HERE, When::Now), None, &body);
    let desk = trusting(&server, Some(&Authority::new("Another CA")), None);
    says(&found(&desk, &[], &variables).1, "fail", "registry", &["signed by nobody"]);
}

#[test]
fn a_key_that_others_can_read_is_named_and_not_used() {
    let authority = Authority::new("Registry CA");
    let server = Server::secure(&authority.sign(HERE, When::Now), None, "{}");
    let desk = trusting(&server, Some(&authority), Some(&authority.sign("ana", When::Now)));
    permit(&desk.home().join("me.key"), 0o640);
    let (status, findings) = found(&desk, &[], &[]);
    says(&findings, "fail", "certificates", &["me.key", "others can read it", "chmod 600"]);
    assert_eq!((status, server.heads().len()), (Some(2), 0));
}
