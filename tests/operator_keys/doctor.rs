//! What `countersign doctor` says about the keys of a profile.
//! Must not know: how keys are kept.

use crate::{
    PASSPHRASE,
    desk::{Desk, permit, profile},
    stock::{self, Stock},
};
use serde_json::Value;
use std::process::Command;

/// Whether it is well, and what is said, of each finding about keys.
fn found(desk: &Desk) -> Vec<(String, String)> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.env_clear().env("HOME", desk.home()).env("TERM", "xterm").env("PATH", "/usr/bin");
    command.args(["--config", desk.config().to_str().unwrap(), "doctor", "--json"]);
    let report: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["about"] == "signing");
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    findings.map(|finding| (text(finding, "level"), format!("{} {}", text(finding, "what"), text(finding, "advice")))).collect()
}

#[test]
fn keys_are_found_or_it_is_said_what_to_do() {
    if !stock::is_here() {
        return;
    }
    let stock = Stock::new();
    stock.make("amina", "ed25519", PASSPHRASE, "");
    stock.make("onl-2", "ed25519", "", "");
    let desk = |key: &str, station: &str| {
        let (key, station) = (stock.path(key), stock.path(station));
        let signing = format!(
            "[profiles.signing]\nperson = \"amina.k\"\nkey = \"file:{}\"\nstation = \"ONL-2\"\nstation_key = \"file:{}\"\n",
            key.display(),
            station.display()
        );
        Desk::new(&(profile("play", "http://127.0.0.1:1") + &signing))
    };
    let of = |key: &str, station: &str| found(&desk(key, station));

    let well = of("amina", "onl-2");
    let fingerprint = stock.fingerprint(&stock.path("amina"));
    assert!(well.iter().all(|(level, _)| level == "ok") && well.len() == 2, "{well:?}");
    assert!(well[0].1.contains(&fingerprint) && well[0].1.contains("a passphrase opens it"), "{well:?}");
    assert!(well[1].1.contains("The key of station:ONL-2 is in ") && well[1].1.contains("no passphrase"), "{well:?}");

    let both = of("amina", "amina");
    assert!(both[2].0 == "fail" && both[2].1.contains("signs with the person's key"), "{both:?}");
    let bare = of("onl-2", "gone");
    assert!(bare[0].0 == "fail" && bare[0].1.contains("no passphrase protects this key"), "{bare:?}");
    assert!(bare[1].0 == "fail" && bare[1].1.contains("there is no such file"), "{bare:?}");
    permit(&stock.path("onl-2"), 0o640);
    let open = of("amina", "onl-2");
    assert!(open[1].0 == "fail" && open[1].1.contains("others can read it") && open[1].1.contains("chmod 600"), "{open:?}");
    assert!(found(&Desk::new(&profile("play", "http://127.0.0.1:1"))).is_empty());
}
