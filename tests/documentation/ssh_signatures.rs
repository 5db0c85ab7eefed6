//! The pages on keys and on signatures of persons: tables and example are made here, and stock `ssh-keygen` takes the example.
//! The example is only compared, so it can't go stale.
//! Must not know: how a signature is made.

use super::{file, generated, scripts};
use countersign::{
    config::Config,
    evidence::{
        allowed_signers::AllowedSigner,
        key::SecretKey,
        principal::Principal,
        sshsig::{Namespace, SshSignature},
    },
};
use std::{fs, path::Path, process::Command};

const PAGE: &str = "docs/formats/signatures.md";
const TEXT: &str = "itmo-statement/v1\nkind: approve\n";

fn key() -> SecretKey {
    SecretKey::from_seed(&[7; 32])
}

fn allowed() -> String {
    let principal = Principal::Person("amina.k".parse().unwrap());
    AllowedSigner { principal, key: key().public(), validity: None }.to_string()
}

fn signature() -> String {
    SshSignature::sign(&key(), Namespace::Approve, TEXT.as_bytes()).armored()
}

#[test]
fn the_namespaces_on_the_page_are_those_there_are() {
    let purpose = |namespace| match namespace {
        Namespace::Initiate => "initiates an order",
        Namespace::Approve => "approves an order, or takes the approval back",
        Namespace::Reject => "rejects an order, or stops it while it cools off",
        Namespace::Withdraw => "withdraws an order that they initiated",
        Namespace::Release => "releases an order after it was approved",
        Namespace::Station => "an order or a statement was signed here",
        Namespace::Roster => "a security officer signs a roster",
        Namespace::Policy => "a security officer signs a policy",
        Namespace::Journal => "a segment of the journal is whole",
        Namespace::Pack => "an evidence pack is whole",
        Namespace::Resolve => "resolves a discrepancy",
        Namespace::Contact => "confirms a contact",
        Namespace::Snapshot => "a snapshot of a registry is whole",
        Namespace::Revoke => "ends a key before its row in the roster does",
    };
    let mut table = String::from("\n| Namespace | Whose key | What for |\n|---|---|---|\n");
    for namespace in Namespace::ALL {
        let whose = if Namespace::OF_PERSONS.contains(&namespace) { "person" } else { "station" };
        table += &format!("| `{namespace}` | {whose} | {} |\n", purpose(namespace));
    }
    generated(PAGE, ("<!-- namespaces:begin -->\n", "<!-- namespaces:end -->\n"), &format!("{table}\n"));
}

#[test]
fn the_example_on_the_page_is_what_is_signed() {
    let example = format!(
        "\n`allowed_signers`:\n\n```text\n{}\n```\n\n`text`:\n\n```text\n{TEXT}```\n\n`text.sig`:\n\n```text\n{}```\n\n",
        allowed(),
        signature()
    );
    generated(PAGE, ("<!-- example:begin -->\n", "<!-- example:end -->\n"), &example);
}

#[test]
fn the_command_on_the_page_takes_the_example_and_nothing_else() {
    if !Path::new("/usr/bin/ssh-keygen").exists() {
        return;
    }
    let verified = |text: &str| {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("allowed_signers", &(allowed() + "\n"));
        write("text", text);
        write("text.sig", &signature());
        let answer = Command::new("sh").args(["-c", &scripts::fenced(PAGE, "sh")]).current_dir(&folder).output().unwrap();
        (answer.status.code(), String::from_utf8(answer.stdout).unwrap())
    };
    let (status, said) = verified(TEXT);
    assert!(status == Some(0) && said.starts_with("Good \"itmo-approve@v1\" signature for person:amina.k"), "{said}");
    assert_eq!(verified("itmo-statement/v1\nkind: reject\n").0, Some(255));
}

#[test]
fn the_profile_on_the_page_of_keys_is_one() {
    let page = "docs/operator-keys.md";
    let config = Config::parse(&scripts::fenced(page, "toml"), Path::new("/folder/c.toml")).unwrap();
    let signing = config.profiles.first().unwrap().signing.as_ref().unwrap();
    assert_eq!(signing.station_key.to_string(), "file:/folder/onl-2.key");
    let text = fs::read_to_string(file(page)).unwrap();
    for place in ["`agent`", "`keyring`", "`file:PATH`"] {
        assert!(text.contains(place), "{place}");
    }
}
