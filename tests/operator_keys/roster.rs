//! The row that enrolling prints stands in a roster, and the roster's keys are what stock `ssh-keygen` checks with.
//! Must not know: how a roster comes into force.

use crate::{
    PASSPHRASE, TEXT,
    enrolling::{after, enrolled, key_file},
    found, person,
    stock::{self, Stock},
};
use countersign::evidence::{key::SecretKey, openssh_key::openssh_public, roster::RosterText, sshsig::Namespace};
use std::{fs, process::Command};

/// A roster with this row of a key, and two officers.
fn with(row: &str) -> String {
    const LONG: &str = "2026-01-01T00:00:00Z 2126-01-01T00:00:00Z";
    let officer = |seed: u8| openssh_public(&SecretKey::from_seed(&[seed; 32]).public());
    let lines = [
        "itmo-roster/v1\nregistry: CHE01\nenvironment: practice\nversion: 1\nprevious: none".to_owned(),
        "valid-from: 2026-01-01T00:00:00Z\nvalid-to: 2126-01-01T00:00:00Z\nperson-count: 3".to_owned(),
        format!("person-1: amina.k initiator {LONG} Amina Kessie"),
        format!("person-2: ines.r security-officer {LONG} Ines Rochat"),
        format!("person-3: tomas.w security-officer {LONG} Tomas Widmer"),
        "deputy-count: 0\nkey-count: 3".to_owned(),
        row.replacen("key-N", "key-1", 1),
        format!("key-2: ines.r agent {} {LONG}", officer(1)),
        format!("key-3: tomas.w agent {} {LONG}", officer(2)),
        "station-count: 0\nlogin-count: 0\n".to_owned(),
    ];
    lines.join("\n")
}

#[test]
fn the_printed_row_stands_in_a_roster_whose_keys_stock_ssh_keygen_takes() {
    let (desk, said) = enrolled();
    let text = with(after(&said, "For the roster"));
    RosterText::parse(text.as_bytes()).unwrap_or_else(|problem| panic!("{problem}: {text}"));
    if !stock::is_here() {
        return;
    }
    let stock = Stock::new();
    let lines = |text: &str| {
        fs::write(stock.path("roster"), text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        let output = command.arg("allowed-signers").arg(stock.path("roster")).output().unwrap();
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    let key = found(&person(), &format!("file:{}", key_file(&desk).display()), None);
    let signature = key.open(Some(&PASSPHRASE.into())).unwrap().sign(Namespace::Initiate, TEXT.as_bytes()).unwrap().armored();
    let verifies = |allowed: &str| stock.verifies(allowed, "person:amina.k", "itmo-initiate@v1", TEXT, &signature);

    let (status, allowed) = lines(&text);
    assert!(status == Some(0) && allowed.starts_with("# Roster of CHE01, v1 sha256:"), "{allowed}");
    assert!(verifies(&allowed), "{allowed}");
    // A key that has ended.
    let row: Vec<&str> = after(&said, "For the roster").split(' ').collect();
    let ended = format!("{} 2001-01-01T00:00:00Z 2002-01-01T00:00:00Z", row[..5].join(" "));
    let (_, allowed) = lines(&with(&ended));
    assert!(!verifies(&allowed), "{allowed}");

    let (status, refused) = lines(&text.replace("amina.k file", "amina file"));
    assert!(status == Some(2) && refused.contains("amina is named in a key row"), "{refused}");
}
