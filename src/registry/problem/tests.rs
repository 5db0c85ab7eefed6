use super::*;
use std::collections::BTreeSet;

fn reasons() -> Vec<Distrust> {
    let day = "2026-01-31T23:59:59Z".parse().ok();
    vec![
        Distrust::Expired { on: day },
        Distrust::Expired { on: None },
        Distrust::NotYetValid { from: day },
        Distrust::NotYetValid { from: None },
        Distrust::OtherName { names: vec![Untrusted::new("other.example.org")] },
        Distrust::OtherName { names: Vec::new() },
        Distrust::UnknownIssuer,
        Distrust::Revoked,
        Distrust::Unfit,
        Distrust::OldTls,
        Distrust::NoTls,
        Distrust::WantsCertificate,
        Distrust::RefusesCertificate,
        Distrust::OwnCertificates,
        Distrust::Handshake,
    ]
}

#[test]
fn every_reason_of_distrust_says_something_else_and_what_to_do() {
    let problems: Vec<Problem> = reasons().into_iter().map(|why| Problem::of(ProblemKind::Distrusted(why))).collect();
    let said: BTreeSet<String> = problems.iter().map(Problem::what).collect();
    assert_eq!(said.len(), problems.len());
    for problem in problems {
        assert!(!problem.what().ends_with('.') && problem.advice().ends_with('.'), "{problem:?}");
        assert!(!problem.may_pass(), "{problem:?}");
    }
    assert!(said.contains("The registry's certificate expired on 2026-01-31 23:59 UTC"), "{said:?}");
    assert!(said.contains("The registry's certificate is for other.example.org, not for this address"), "{said:?}");
}

#[test]
fn every_reason_of_no_connection_says_something_else_and_may_pass() {
    let reasons = [Unreached::Refused, Unreached::UnknownName, Unreached::NoWay];
    let problems = reasons.map(|why| Problem::of(ProblemKind::Unreached(why)));
    let said: BTreeSet<(String, String)> = problems.iter().map(|problem| (problem.what(), problem.advice())).collect();
    assert_eq!(said.len(), problems.len());
    for problem in problems {
        assert!(problem.what().starts_with("The registry can't be reached: ") && problem.advice().ends_with("then refresh."));
        assert!(problem.may_pass() && problem.not_done() == "Nothing was changed.", "{problem:?}");
    }
}

#[test]
fn names_out_of_a_certificate_pass_the_gate_and_are_few() {
    let names = ["a\u{1b}[2J", "b\u{202e}c", "d", "e"].map(Untrusted::new).to_vec();
    let said = Problem::of(ProblemKind::Distrusted(Distrust::OtherName { names })).what();
    assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}') && said.contains("⟦U+001B⟧"), "{said}");
    assert!(said.ends_with(" and 2 more, not for this address"), "{said}");
}

#[test]
fn who_is_not_signed_in_is_told_why_and_the_command() {
    let locked = NotSignedIn::Locked;
    for (why, what, advice, not_done) in [
        (NotSignedIn::NoToken, "Nobody is signed in", "countersign login --profile swiss", "Nothing was sent."),
        (NotSignedIn::Refused, "no longer", "Sign in again: countersign login --profile swiss", "Nothing was changed."),
        (locked, "locked", "Unlock the keyring", "Nothing was sent."),
        (NotSignedIn::Unreachable { why: "no bus".into() }, "no bus", "countersign doctor", "Nothing was sent."),
        (NotSignedIn::Late { waited: Duration::from_secs(60) }, "within 60 s", "Unlock the keyring", "Nothing was sent."),
    ] {
        let problem = Problem::of(ProblemKind::NotSignedIn { profile: "swiss".into(), why });
        assert!(problem.what().contains(what), "{problem:?}: {}", problem.what());
        assert!(problem.advice().contains(advice), "{problem:?}: {}", problem.advice());
        assert_eq!((problem.not_done(), problem.may_pass()), (not_done, false));
    }
}
