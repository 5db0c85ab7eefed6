//! What is tried at one desk and seen at another: alarms reach a security officer, who acknowledges them; a console that is started anew
//! forgets nothing of them; what a lying registry showed is kept.

use crate::{
    desk::{INES, LUC},
    driver::Console,
    hands,
    home::press_calmly,
    site::{Seat, Site, leave},
};
use countersign::{
    sandbox::Disturbance,
    wire::admin::{Page, incident::Incident},
};
use std::os::unix::fs::PermissionsExt as _;

/// The alarms of a kind, once the registry has one.
async fn alarms(site: &Site, kind: &str) -> Vec<Incident> {
    for _ in 0..500 {
        let page: Page<Incident> = site.api.client.get(&format!("incidents?filter=kind%3A{kind}")).await.ok();
        if !page.items.is_empty() {
            return page.items;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("nobody told the registry of {kind}");
}

fn is_held(seat: &Seat, order: &str) -> Console {
    let mut console = seat.console();
    hands::begin_review(&mut console, order);
    console.wait_for("can be reviewed here again from");
    console
}

/// F08, scenario 5: what Luc types does not match three times. The security officer's Home counts the alarm; his console, started anew, and
/// another one of his with an empty journal hold him all the same. She acknowledges it with a reason, and it stays in the list.
#[tokio::test]
async fn f08_an_alarm_reaches_the_security_officer_and_a_new_start_ends_nothing() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    let account = text.as_str().lines().find_map(|line| line.strip_prefix("acquiring-account: ")).unwrap();
    let luc = site.approver();
    let mut console = luc.console();
    hands::begin_review(&mut console, &id);
    console.wait_for("Type it again");
    for said in
        ["It does not match. With 2 mismatches more", "It does not match. With one mismatch more", "did not match too often"]
    {
        hands::enter(&mut console, "1");
        console.wait_for(said);
    }
    let told = alarms(&site, "retyped-wrong").await;
    assert_eq!((told.len(), told[0].order.as_deref(), told[0].person.as_deref()), (1, Some(id.as_str()), Some(LUC.1)));
    assert!(!told[0].detail.contains(account), "{}", told[0].detail);
    press_calmly(&mut console, "esc");
    leave(console);
    leave(is_held(&luc, &id));
    leave(is_held(&site.seat(LUC), &id));
    let journal = luc.home().journal();
    assert!(journal.contains("tell the registry of the alarm retyped-wrong") && !journal.contains(account), "{journal}");

    let mut officer = site.seat(INES).console();
    press_calmly(&mut officer, "1");
    officer.wait_for("Alarms to see to");
    press_calmly(&mut officer, "i");
    officer.wait_for("retyped-wrong");
    press_calmly(&mut officer, "enter");
    officer.wait_for("Nobody has acknowledged it yet");
    officer.wait_for(LUC.1);
    officer.wait_gone("asking");
    // Two keys of a sequence right behind another look like a paste.
    ["x", "a"].into_iter().for_each(|key| press_calmly(&mut officer, key));
    officer.wait_for("Acknowledge the incident");
    hands::enter(&mut officer, "called him: he had the letter of another order");
    press_calmly(&mut officer, "tab");
    press_calmly(&mut officer, "enter");
    officer.wait_for("Acknowledged by");
    officer.wait_for("he had the letter of another order");
    leave(officer);
    let seen = alarms(&site, "retyped-wrong").await;
    assert_eq!(seen[0].acknowledged.as_ref().unwrap().by, INES.0);
}

/// Scenario 4, T02, T20: the registry shows another order than was signed. What it showed is kept beside the journal, for its owner only, and
/// its digest is journaled; the officers are told, and no key approves.
#[tokio::test]
async fn scenario_4_the_evidence_of_a_lie_is_kept_by_itself() {
    let site = Site::open().await;
    let (id, _) = site.transfer().await;
    site.api.client.registry.disturb(Disturbance::AlteredOrders);
    let luc = site.approver();
    let mut console = luc.console();
    hands::begin_review(&mut console, &id);
    console.wait_for("ALARM: the content does not match the initiator's signature");
    console.wait_for("kept as evidence");
    for keys in ["x a", "x s", "ctrl-x"] {
        press_calmly(&mut console, keys);
        assert!(!console.screen_text().contains("Why you"), "{}", console.screen_text());
    }
    alarms(&site, "not-as-signed").await;
    press_calmly(&mut console, "esc");
    leave(console);
    let folder = luc.home().home().join(".local/state/countersign/evidence");
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap()).collect();
    let [file] = &files[..] else { panic!("{files:?}") };
    assert!(file.file_name().to_string_lossy().starts_with(&format!("alarm-{id}-")), "{file:?}");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let octets = std::fs::read(file.path()).unwrap();
    let digest = countersign::evidence::digest::Digest::of(&octets).to_string();
    let journal = luc.home().journal();
    assert!(journal.contains(&digest), "{journal}");
    let pack = countersign::evidence::pack::Pack::open(&octets).unwrap();
    assert!(pack.file("order/order.txt").is_some() && pack.file("found.txt").is_some());
    assert_eq!(site.api.served(&id).await.state, "submitted");
}
