//! Two persons: what they do together is carried out once and proved to a third; what one does alone under two names is nothing.

use crate::{
    desk::{AMINA, AMINA_TWO, LUC, is_refused, signed_with},
    hands,
    site::{Seat, Site, leave, wait_row},
};
use countersign::{
    evidence::{ledger::Line, sshsig::Namespace, statement::StatementKind::Approve},
    sandbox::{practice_second_key, practice_station_key},
    wire::admin::{
        ledger::Entry,
        signed::{GuardedText, SignedText},
        transfer::Transfer,
    },
};
use std::{fs, path::Path, process::Command};

/// A text and its signatures as files, as `countersign verify` and `ssh-keygen` take them.
fn keep(folder: &Path, name: &str, signed: &SignedText) {
    fs::write(folder.join(name), &signed.text).unwrap();
    fs::write(folder.join(format!("{name}.person.sig")), &signed.signature).unwrap();
    fs::write(folder.join(format!("{name}.station.sig")), &signed.station_signature).unwrap();
}

/// What a third person reads who has only files: no configuration, no key, no network.
fn verified(folder: &Path, texts: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.arg("verify").args(texts).args(["--roster", "roster.txt", "--policy", "policy.txt"]);
    let output = command.current_dir(folder).env_clear().env("HOME", "/nonexistent").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

/// The digest of the ledger's entry by which an order was carried out: the order names it, the transfer names it, and it is that of the
/// entry's line.
async fn entry_of(site: &Site, id: &str) -> String {
    let recorded = site.api.served(id).await.recorded.expect("the order names the entry");
    let entry: Entry = site.api.client.get(&format!("ledger/{}", recorded.entry.0)).await.ok();
    assert_eq!(recorded.digest, entry.summary.digest);
    assert!(entry.line.contains(id), "{}", entry.line);
    assert_eq!(recorded.digest, Line::read(&entry.line).unwrap().digest().to_string());
    let transfer: Transfer = site.api.client.get(&format!("transfers/{id}")).await.ok();
    assert!(transfer.entries.iter().any(|named| named.digest == recorded.digest), "{:?}", transfer.entries);
    recorded.digest
}

/// Scenario 1, F01 to F05: on both consoles one sees the order wait, be approved by the other person and be carried out once, at both
/// registries; and whoever gets the texts reads both names and OK.
#[tokio::test]
async fn scenario_1_a_normal_day_at_two_desks() {
    let site = Site::open().await;
    let (amina, luc) = (site.initiator(), site.approver());
    let consoles = [&amina, &luc].map(Seat::orders);
    let (id, text) = site.transfer().await;
    consoles.iter().for_each(|console| wait_row(console, &id, &["submitted", "amina-kessie"]));
    assert_eq!(site.api.say(LUC, Approve, (&id, &text)).await.status, 200);
    assert_eq!(site.there.wait_for(&id, &["completed", "rejected"]), "completed", "{}", site.there.troubles());
    site.here.wait_for(&id, &["completed"]);
    consoles.iter().for_each(|console| wait_row(console, &id, &["executed"]));
    assert_eq!(site.here.attempts(&id, "proposal"), 1, "submitted once");
    let named = entry_of(&site, &id).await;
    for mut console in consoles {
        console.keys("4");
        wait_row(&console, &id, &["completed"]);
        // Its order names the entry of the ledger, and so does the transfer.
        hands::go(&mut console, &format!("order {id}"));
        hands::page_to(&mut console, &format!("SHA-256 {}", &named[..16]));
        hands::go(&mut console, &format!("transfer {id}"));
        hands::page_to(&mut console, &named[..32]);
        leave(console);
    }
    let outside = tempfile::tempdir().unwrap();
    let signed = site.api.served(&id).await.signed.unwrap();
    keep(outside.path(), "order.txt", &signed.order);
    keep(outside.path(), "approval.txt", &signed.statements[0]);
    let guarded = |name: &str, text: &GuardedText| fs::write(outside.path().join(name), &text.text).unwrap();
    guarded("roster.txt", &site.api.roster);
    guarded("policy.txt", &site.api.policy);
    let said = verified(outside.path(), &["order.txt", "approval.txt"]);
    for words in ["amina-kessie signed it", "luc-bernasconi signed it", "approved; 1 of 1 approvals by luc-bernasconi"] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(said.ends_with("\nOK\n"), "{said}");
}

/// Scenario 2, F01, T05: neither her own login nor her second one at another machine approves it, and Luc's console sees it wait all
/// the while.
#[tokio::test]
async fn scenario_2_nobody_approves_their_own_order() {
    let site = Site::open().await;
    let luc = site.approver().orders();
    let (id, text) = site.transfer().await;
    assert_eq!(site.api.say(AMINA, Approve, (&id, &text)).await.status, 403);
    is_refused(&site.api.say(AMINA_TWO, Approve, (&id, &text)).await, "F01", "her second login");
    let served = site.api.served(&id).await;
    assert_eq!((served.state.as_str(), served.signed.unwrap().statements.len()), ("submitted", 0));
    wait_row(&luc, &id, &["submitted"]);
    assert_eq!(site.there.state(&id), None, "nothing was proposed");
    leave(luc);
}

/// Scenario 3, F02: an approval by the second key of whoever initiated, in her own name or in another's, leaves the count at 0 of 1.
#[tokio::test]
async fn scenario_3_two_keys_are_one_person() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    let second = practice_second_key(AMINA.1);
    for (name, session, rule) in [(AMINA_TWO, AMINA_TWO, "F01"), (LUC, AMINA_TWO, "F02"), (LUC, LUC, "F02")] {
        let statement = site.api.statement(name, Approve, &text).await.write().unwrap();
        let signed = signed_with(statement.as_str(), (&second, Namespace::Approve), &practice_station_key(name.2));
        is_refused(&site.api.state(session, &id, &signed).await, rule, "her second key");
        let review = site.api.served(&id).await.signed.unwrap().review;
        assert_eq!((review.approvals.len(), review.needed), (0, 1));
    }
    assert_eq!(site.api.say(LUC, Approve, (&id, &text)).await.status, 200, "he himself approves it");
}
