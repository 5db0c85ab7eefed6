//! Signed texts that are judged together: whose word counts, and how what they are about stands.
//! Every case has one cause of refusal or none, and is given to `countersign verify` as files.
//! Must not know: how a verdict is found.

#[path = "judged/alone.rs"]
mod alone;

use super::{
    contacts, differences, guards,
    office::{self, Paper, confirmation, resolution, revocation, signature},
    ordered,
    people::secret,
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use countersign::evidence::{digest::Digest, sshsig::Namespace};
use std::{fs, process::Command};

/// Texts, what they are judged by, and the verdict.
pub struct Case {
    pub name: String,
    pub roster: String,
    pub policy: String,
    pub papers: Vec<Paper>,
    pub good: bool,
    /// How what they are about stands, a line each, where they are about something that can stand in several ways.
    pub stands: Option<String>,
    pub at: Option<&'static str>,
    pub keys: Vec<(&'static str, String)>,
}

pub fn case(name: &str, papers: &[Paper], stands: Result<&str, ()>) -> Case {
    let stands = stands.map(|stands| (!stands.is_empty()).then(|| stands.to_owned()));
    let good = stands.is_ok();
    let (roster, policy) = (office::roster(), guards::POLICY.to_owned());
    let (name, papers, stands) = (name.to_owned(), papers.to_vec(), stands.unwrap_or_default());
    Case { name, roster, policy, papers, good, stands, at: None, keys: Vec::new() }
}

pub fn all() -> Vec<Case> {
    [
        resolved(),
        not_resolved(),
        not_proposed(),
        under_revocation(),
        revoked(),
        contacts_changed(),
        contacts_not_changed(),
        reconciled(),
        ordered::all(),
        alone::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn proposed(text: &str) -> Paper {
    Paper::at_station("resolution", text, Namespace::Resolve)
}

fn said(text: &str) -> Paper {
    Paper::at_station("confirmation", text, Namespace::Resolve)
}

fn decline(of: &str, person: &str, station: &str) -> String {
    confirmation(of, person, station).replace("kind: confirm", "kind: decline")
}

fn resolved() -> Vec<Case> {
    let (two, three) = (resolution(2), resolution(3));
    let by = |of: &str, person: &str| said(&confirmation(of, person, "OFF-1"));
    let (luc, esi) = (by(&three, "luc.b"), by(&three, "esi.o"));
    let other = by(&three, "luc.b");
    let late =
        Case { at: Some("2026-11-27T08:00:00Z"), ..case("in time", &[proposed(&two)], Ok("expired since 2026-11-26T08:00:00Z")) };
    vec![
        case("a resolution that waits", &[proposed(&two)], Ok("waits for 1 more")),
        case("a resolution that another person confirmed", &[proposed(&two), by(&two, "luc.b")], Ok("agreed")),
        case("a difference that three accepted", &[proposed(&three), luc.clone(), esi], Ok("agreed")),
        case("a difference that two accepted", &[proposed(&three), luc], Ok("waits for 1 more")),
        case(
            "a resolution that was declined",
            &[proposed(&two), said(&decline(&two, "luc.b", "OFF-1"))],
            Ok("declined by luc.b"),
        ),
        case(
            "a resolution that was confirmed, and declined",
            &[proposed(&two), by(&two, "luc.b"), said(&decline(&two, "esi.o", "OFF-1"))],
            Ok("declined by esi.o"),
        ),
        case(
            "a resolution that was taken back",
            &[proposed(&two), said(&decline(&two, "amina.k", "ONL-2"))],
            Ok("declined by amina.k"),
        ),
        case("a confirmation of another resolution (F05)", &[proposed(&two), other], Ok("waits for 1 more")),
        Case { name: "a resolution that nobody confirmed in time (F13)".to_owned(), ..late },
    ]
}

fn not_resolved() -> Vec<Case> {
    let two = resolution(2);
    let proposal = proposed(&two);
    let good = confirmation(&two, "luc.b", "OFF-1");
    let changed = |from: &str, to: &str| {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from}");
        said(&text)
    };
    let signed = |namespace: Namespace, person: &str, station: &str| Paper {
        signatures: vec![signature(&good, namespace, person), signature(&good, Namespace::Station, station)],
        ..said(&good)
    };
    let words = |person: &str, station: &str| said(&confirmation(&two, person, station));
    let second_key = Paper {
        signatures: vec![
            signature(&words("amina.k", "OFF-1").text, Namespace::Resolve, "amina.k/2"),
            words("amina.k", "OFF-1").signatures[1].clone(),
        ],
        ..words("amina.k", "OFF-1")
    };
    let digest = Digest::of(office::roster()).to_string();
    [
        ("a confirmation by who proposed it (F01)", words("amina.k", "OFF-1")),
        ("a confirmation with the proposer's second key (F01)", second_key),
        ("a confirmation by the proposer's deputy (F25)", words("kofi.d", "OFF-1")),
        ("a confirmation at the proposal's station (F03)", words("luc.b", "ONL-2")),
        ("a confirmation with the key of another (F02)", signed(Namespace::Resolve, "esi.o", "OFF-1")),
        ("a confirmation with a key that nobody has (T06)", signed(Namespace::Resolve, "nobody", "OFF-1")),
        ("an approval's signature under a confirmation (T06)", signed(Namespace::Approve, "luc.b", "OFF-1")),
        ("a confirmation that another station signed (F03)", signed(Namespace::Resolve, "luc.b", "ONL-2")),
        (
            "a confirmation that no station signed (F03)",
            Paper { signatures: vec![said(&good).signatures[0].clone()], ..said(&good) },
        ),
        (
            "a confirmation with two signatures for one purpose",
            Paper {
                signatures: [said(&good).signatures, vec![signature(&good, Namespace::Resolve, "esi.o")]].concat(),
                ..said(&good)
            },
        ),
        ("a confirmation by a security officer (F26)", words("ines.r", "OFF-1")),
        ("a confirmation without the evidence compared (F21)", said(&without_evidence(&good))),
        ("a confirmation of another case (F05)", changed("CASE-000012", "CASE-000013")),
        ("a confirmation under another roster", changed(&digest, &Digest::of("another").to_string())),
        ("a confirmation under another policy", changed("policy: v1", "policy: v2")),
        ("a confirmation with one letter changed (T07)", said(&good).altered("says so", "says no")),
        ("a decline by a security officer (F26)", said(&decline(&two, "ines.r", "OFF-1"))),
    ]
    .into_iter()
    .map(|(name, word)| case(name, &[proposal.clone(), word], Err(())))
    .collect()
}

/// What counts by itself and not there, and resolutions that nobody stands behind.
fn not_proposed() -> Vec<Case> {
    let (two, three) = (resolution(2), resolution(3));
    let proposal = proposed(&two);
    let again = said(&confirmation(&three, "luc.b", "OFF-1").replace("seq: 381", "seq: 382"));
    let twice = [proposed(&three), said(&confirmation(&three, "luc.b", "OFF-1")), again];
    let mut cases = vec![case("a person twice where three are asked (F02)", &twice, Err(()))];
    for (name, paper) in [
        ("a resolution with one digit changed (T07)", proposal.altered("quantity: 12510", "quantity: 12511")),
        ("a resolution of another registry (T33)", proposed(&two.replace("registry: CHE01", "registry: GHA01"))),
        ("a resolution by somebody who does not initiate (F26)", proposed(&two.replace("person:amina.k", "person:luc.b"))),
        ("a resolution without a signature", Paper { signatures: vec![], ..proposal.clone() }),
    ] {
        cases.push(case(name, &[paper], Err(())));
    }
    let early = case("a resolution that was made later (T23)", std::slice::from_ref(&proposal), Err(()));
    cases.push(Case { at: Some("2026-11-23T07:54:59Z"), ..early });
    let short = said(&confirmation(&two, "luc.b", "OFF-1").replace("not-after: 2026-11-26", "not-after: 2026-11-24"));
    let late = case("a confirmation whose time is over (F13)", &[proposal, short], Err(()));
    cases.push(Case { at: Some("2026-11-25T08:00:00Z"), ..late });
    cases
}

fn without_evidence(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("compared-1"));
    lines.map(|line| format!("{}\n", line.replace("compared-count: 1", "compared-count: 0"))).collect()
}

/// F15: what was signed with a key after it was revoked.
fn under_revocation() -> Vec<Case> {
    let two = resolution(2);
    let (proposal, word) = (proposed(&two), said(&confirmation(&two, "luc.b", "OFF-1")));
    let with = |of: &str, made: &str| {
        let ended = Paper::by("revocation", &revocation(of, "ines.r", made), Namespace::Revoke, &["ines.r"]);
        [proposal.clone(), word.clone(), ended]
    };
    let later = with("person:luc.b", "2026-11-23T10:00:00Z");
    vec![
        case("a key that was revoked after all was said", &later, Ok("agreed")),
        case("a key that was revoked before it confirmed (F15)", &with("person:luc.b", "2026-11-23T09:00:00Z"), Err(())),
        case("a key that was revoked in the second it confirmed (F15)", &with("person:luc.b", "2026-11-23T09:14:22Z"), Err(())),
        case(
            "a proposer's key that was revoked before all had agreed (F15)",
            &with("person:amina.k", "2026-11-23T08:30:00Z"),
            Err(()),
        ),
        case("a station's key that was revoked before (F15)", &with("station:OFF-1", "2026-11-23T09:00:00Z"), Err(())),
        Case {
            at: Some("2026-11-24T08:00:00Z"),
            ..case("a key that was revoked before the time it is judged for (F15)", &later, Err(()))
        },
    ]
}

fn revoked() -> Vec<Case> {
    let at = "2026-11-23T09:00:00Z";
    let by = |text: &str, keys: &[&str]| Paper::by("revocation", text, Namespace::Revoke, keys);
    let luc = revocation("person:luc.b", "ines.r", at);
    let ines = by(&revocation("person:ines.r", "tomas.w", "2026-11-23T08:00:00Z"), &["tomas.w"]);
    let after = by(&revocation("person:ines.r", "tomas.w", "2026-11-23T10:00:00Z"), &["tomas.w"]);
    let second = by(&revocation("person:luc.b", "tomas.w", "2026-11-23T10:00:00Z"), &["tomas.w"]);
    let cases = [
        ("an officer revokes a person's key", vec![by(&luc, &["ines.r"])], true),
        ("an officer revokes a station's key", vec![by(&revocation("station:OFF-1", "ines.r", at), &["ines.r"])], true),
        ("somebody revokes their own key", vec![by(&revocation("person:esi.o", "esi.o", at), &["esi.o"])], true),
        ("an officer's key, revoked after she revoked another", vec![by(&luc, &["ines.r"]), after], true),
        ("an officer's key, revoked before she revokes another (F15)", vec![by(&luc, &["ines.r"]), ines], false),
        ("a key that has ended already (F15)", vec![by(&luc, &["ines.r"]), second], false),
        ("another's key, without the role (F15)", vec![by(&revocation("person:luc.b", "esi.o", at), &["esi.o"])], false),
        (
            "the station one sits at, without the role (F15)",
            vec![by(&revocation("station:OFF-1", "esi.o", at), &["esi.o"])],
            false,
        ),
        ("an officer's word, with another's key (F02)", vec![by(&luc, &["esi.o"])], false),
        ("a signature for a roster (T06)", vec![Paper::by("revocation", &luc, Namespace::Roster, &["ines.r"])], false),
        ("nobody's signature", vec![by(&luc, &[])], false),
        ("two signatures", vec![by(&luc, &["ines.r", "tomas.w"])], false),
        ("one letter changed (T07)", vec![by(&luc, &["ines.r"]).altered("on a train", "on a tray")], false),
        (
            "another person's key than it names (F15)",
            vec![by(&luc.replace(&office::public("luc.b"), &office::public("esi.o")), &["ines.r"])],
            false,
        ),
        (
            "a key that the roster does not have (F15)",
            vec![by(&luc.replace(&office::public("luc.b"), &office::public("nobody")), &["ines.r"])],
            false,
        ),
        ("for another registry (T33)", vec![by(&luc.replace("CHE01", "GHA01"), &["ines.r"])], false),
        ("for another environment (T33)", vec![by(&luc.replace("practice", "production"), &["ines.r"])], false),
        ("made before the officer's key was valid (T06)", vec![by(&luc.replace("2026-11-23", "2025-11-23"), &["ines.r"])], false),
    ];
    let case = |(name, papers, good): (&str, Vec<Paper>, bool)| {
        case(&format!("a revocation: {name}"), &papers, if good { Ok("") } else { Err(()) })
    };
    cases.into_iter().map(case).collect()
}

fn changed() -> Paper {
    Paper::by("change", &contacts::change(), Namespace::Contact, &["amina.k"])
}

fn answered(text: &str, key: &str) -> Paper {
    Paper::by("answer", text, Namespace::Contact, &[key])
}

fn contacts_changed() -> Vec<Case> {
    let luc = contacts::confirmation();
    let esi = luc.replace("person:luc.b", "person:esi.o");
    let other = luc.replace("01a2076b", "01a2076c");
    let both = [changed(), answered(&luc, "luc.b"), answered(&esi, "esi.o")];
    vec![
        case("a change of contacts that waits", &[changed()], Ok("confirmed by nobody")),
        case("a change of contacts that another person confirmed", &both[..2], Ok("confirmed by luc.b")),
        case("a change of contacts that two others confirmed", &both, Ok("confirmed by luc.b, esi.o")),
        case("a confirmation of another change", &[changed(), answered(&other, "luc.b")], Ok("confirmed by nobody")),
    ]
}

fn contacts_not_changed() -> Vec<Case> {
    let text = contacts::confirmation();
    let with = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        changed
    };
    let own = with("person:luc.b", "person:amina.k");
    let digest = Digest::of(contacts::change()).to_string();
    let new = with("switchboard gha-epa", "channel gha-2 mobile +233200000009");
    let ended =
        Paper::by("revocation", &revocation("person:luc.b", "ines.r", "2026-11-27T15:30:00Z"), Namespace::Revoke, &["ines.r"]);
    let itself = contacts::change().replace("channel gha-1 desk +233302664697", "channel gha-2 duty +233200000009");
    let abroad = contacts::change().replace("registry: CHE01", "registry: GHA01");
    let cases = [
        ("confirmed by who proposed it (F01)", vec![changed(), answered(&own, "amina.k")]),
        ("confirmed with the proposer's second key (F01)", vec![changed(), answered(&own, "amina.k/2")]),
        ("confirmed with the key of another (F02)", vec![changed(), answered(&text, "esi.o")]),
        ("confirmed with a key that nobody has (T06)", vec![changed(), answered(&text, "nobody")]),
        ("confirmed for another purpose (T06)", vec![changed(), Paper::by("answer", &text, Namespace::Resolve, &["luc.b"])]),
        (
            "a confirmation of another text (F05)",
            vec![changed(), answered(&with(&digest, &Digest::of("another").to_string()), "luc.b")],
        ),
        ("a confirmation for another registry (T33)", vec![changed(), answered(&with("CHE01", "GHA01"), "luc.b")]),
        ("a confirmation for another environment (T33)", vec![changed(), answered(&with("practice", "test"), "luc.b")]),
        ("a confirmation with one letter changed (T07)", vec![changed(), answered(&text, "luc.b").altered("Kwame", "Kwama")]),
        ("confirmed through the channel that it brings, under another kind (F14)", vec![changed(), answered(&new, "luc.b")]),
        (
            "asked for through the channel that it brings (F14)",
            vec![Paper::by("change", &itself, Namespace::Contact, &["amina.k"])],
        ),
        ("confirmed with a key that was revoked before (F15)", vec![changed(), answered(&text, "luc.b"), ended]),
        ("of another registry than the roster's (T33)", vec![Paper::by("change", &abroad, Namespace::Contact, &["amina.k"])]),
        ("with the key of another (F02)", vec![Paper::by("change", &contacts::change(), Namespace::Contact, &["luc.b"])]),
        ("with one digit changed (T07)", vec![changed().altered("+233200000009", "+233200000008")]),
        ("without a signature", vec![Paper::by("change", &contacts::change(), Namespace::Contact, &[])]),
    ];
    cases.into_iter().map(|(name, papers)| case(&format!("a change of contacts: {name}"), &papers, Err(()))).collect()
}

fn reconciled() -> Vec<Case> {
    let text = differences::RECONCILIATION;
    let digest = text.lines().find(|line| line.starts_with("counterpart-sha256")).unwrap();
    let within = text.replace("counterpart: GHA01", "counterpart: none").replace(digest, "counterpart-sha256: none");
    let by = |text: &str, keys: &[&str]| Paper::by("result", text, Namespace::Snapshot, keys);
    let both = by(text, &["CHE01", "GHA01"]);
    let cases = [
        ("both registries signed it", both.clone(), true),
        ("both registries signed it, the counterpart first", by(text, &["GHA01", "CHE01"]), true),
        ("within one registry", by(&within, &["CHE01"]), true),
        ("one of two registries signed it", by(text, &["CHE01"]), false),
        ("one registry signed it twice", by(text, &["CHE01", "CHE01"]), false),
        ("a stranger signed it for the counterpart (T03)", by(text, &["CHE01", "nobody"]), false),
        ("signed for another purpose (T06)", Paper::by("result", text, Namespace::Journal, &["CHE01", "GHA01"]), false),
        ("one digit changed (T07)", both.altered("units: 12500", "units: 12501"), false),
        ("nobody signed it", by(text, &[]), false),
    ];
    let of = |name: &'static str| (name, BASE64_URL_SAFE_NO_PAD.encode(secret(name).public().octets()));
    let keyed = |(name, paper, good): (&str, Paper, bool)| Case {
        keys: vec![of("CHE01"), of("GHA01")],
        ..case(&format!("a result of reconciliation: {name}"), &[paper], if good { Ok("") } else { Err(()) })
    };
    cases.into_iter().map(keyed).collect()
}

impl Case {
    /// What `countersign verify` says of the texts as files in a folder, and its exit status.
    pub fn verified(&self) -> (i32, String) {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("roster.txt", &self.roster);
        write("policy.txt", &self.policy);
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.arg("verify").args(["--roster", "roster.txt", "--policy", "policy.txt"]);
        for (place, paper) in self.papers.iter().enumerate() {
            let name = format!("{}-{}.txt", place + 1, paper.name);
            write(&name, &paper.text);
            for (number, signature) in paper.signatures.iter().enumerate() {
                write(&format!("{name}.{}.sig", number + 1), signature);
            }
            command.arg(name);
        }
        for (registry, key) in &self.keys {
            command.args(["--registry-key", &format!("{registry}={key}")]);
        }
        command.args(self.at.iter().flat_map(|at| ["--at", at]));
        let output = command.current_dir(folder.path()).env_clear().output().unwrap();
        (output.status.code().unwrap(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    }
}
