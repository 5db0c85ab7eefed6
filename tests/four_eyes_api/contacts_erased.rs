//! Who is erased is nowhere: not in the registry's file, not in its unused parts, not in the log beside it; and the chain still verifies.

use crate::{
    client::{Client, options},
    contacts::{NEW_NUMBER, OLD, card, change, confirm, contacts, new_channel, propose},
    desk::{AMINA, Desk, INES, LUC, SOFIA},
};
use countersign::{
    domain::contact::{Card, Entry, ProposalKind},
    evidence::ledger,
    sandbox::{Level, Options},
    text::Untrusted,
    wire::admin::{Receipt, contacts::ContactLog},
};
use jiff::SignedDuration;
use serde_json::json;
use std::{fs, path::Path};

/// A name that nobody else has.
const NAME: &str = "Kofi Traceable-Mensah";
const TOLD: &str = "he said his mother is ill";

/// Whether some file of a folder has these octets.
fn is_anywhere(folder: &Path, trace: &str) -> bool {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file());
    files.map(|path| fs::read(path).unwrap()).any(|octets| octets.windows(trace.len()).any(|part| part == trace.as_bytes()))
}

#[tokio::test]
async fn no_octet_of_who_is_erased_is_left_in_the_file() {
    let data = tempfile::tempdir().unwrap();
    let options = Options { level: Level::A2, data: Some(data.path().to_owned()), ..options() };
    let desk = Desk::of_client(Client::of(options).await).await;
    let known = contacts(&desk).await.directory.card(&card("gha-1")).unwrap().0.clone();
    let renamed = Entry::Card(Card { name: Untrusted::new(NAME), ..known });
    for entry in [renamed, new_channel(desk.now().await)] {
        let text = change(&desk, AMINA, ProposalKind::Change, vec![entry]).await.write().unwrap();
        let _: Receipt = propose(&desk, AMINA, &text).await.ok();
        let _: Receipt = confirm(&desk, LUC, &text, Some(OLD)).await.ok();
    }
    let now = desk.now().await;
    let attempt = json!({
        "card": "gha-1", "kind": "mobile", "address": NEW_NUMBER, "topic": "operations", "severity": "high",
        "about": "registry:GHA01", "result": "answered", "began": now - SignedDuration::from_mins(5), "ended": now,
        "reason": TOLD
    });
    let _: Receipt = desk.post(SOFIA, "contacts/attempts", &attempt).await.ok();
    let traces = [NAME, NEW_NUMBER, TOLD, "+2335550101", "gha-1@registry-gha.example"];
    for trace in traces {
        assert!(is_anywhere(data.path(), trace), "{trace} was there");
    }
    let before: ContactLog = desk.client.get("contacts/log").await.ok();
    let _: Receipt = desk.post(INES, "contacts/cards/gha-1/erase", &json!({ "reason": "left, and asked for it" })).await.ok();
    for trace in traces {
        assert!(!is_anywhere(data.path(), trace), "{trace} is still in a file");
    }
    let after: ContactLog = desk.client.get("contacts/log").await.ok();
    assert_eq!(after, before);
    assert_eq!(ledger::verify(&after.lines).unwrap().digest.to_string(), after.head);
}
