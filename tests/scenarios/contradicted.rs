//! A registry whose receipt names another text than the one that was signed, met by a person at a console (F06): nothing counts as done, the
//! alarm is on the screen and in the journal, and the act stays unknown until an honest answer comes.

use crate::{
    desk::LUC,
    hands,
    home::press_calmly,
    liar::{DIGITS, HONEST, LIES, Liar},
    site::{Site, leave},
};
use countersign::{evidence::policy::PolicyText, wire::admin::Page};
use std::time::{Duration, Instant};

/// Longer than anything here takes on a slow machine.
const DEADLINE: Duration = Duration::from_secs(60);
/// What stands in the journal of a receipt of another text, in this order.
const LINES: [&str; 5] = [
    "\"kind\":\"intent\"",
    "\"what\":\"signed: approve order",
    "sent, but the receipt of the registry names",
    "\"what\":\"ALARM: order",
    ": tell the registry of the alarm not-as-signed",
];

/// F06, T02, scenario 4: Luc approves, and the receipt is about something else. Asked again the registry lies again, and nothing changes; once
/// it says the truth the act is over, and it was done once.
#[tokio::test]
async fn scenario_4_f06_a_lying_receipt_at_the_approvers_console() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    let registry = site.api.client.registry.url();
    let (liar, url) = Liar::before(registry.strip_prefix("http://").unwrap().parse().unwrap());
    let luc = site.seat_before(&url, LUC);
    let mut console = luc.console();
    hands::begin_review(&mut console, &id);
    hands::type_again(&mut console, &hands::own_copy(&text, &PolicyText::parse(site.api.policy.text.as_bytes()).unwrap()));
    hands::read_review(&mut console);
    hands::approve(&mut console, "matches my own copy");
    hands::ask_to_sign(&mut console);
    liar.becomes(LIES);
    hands::open_key(&mut console);
    console.wait_for(&format!("ALARM: order {id}: the receipt of the registry names"));
    console.wait_for(&"0".repeat(DIGITS));
    console.wait_for("It does not count as");
    assert!(!console.screen_text().contains("is approved by you"), "{}", console.screen_text());
    let until = Instant::now() + DEADLINE;
    while LINES.iter().any(|words| !luc.home().journal().contains(words)) {
        assert!(Instant::now() < until, "it is not all written down: {}", luc.home().journal());
        std::thread::yield_now();
    }
    let journal = luc.home().journal();
    let places: Vec<_> = LINES.iter().map(|words| journal.find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {journal}");
    assert!(journal.contains(&"0".repeat(DIGITS)) && !journal.contains("done, entry"), "{journal}");

    press_calmly(&mut console, "esc");
    console.wait_for("Outcome unknown since");
    press_calmly(&mut console, "U");
    console.wait_for("ALARM: order");
    press_calmly(&mut console, "esc");
    console.wait_for("Outcome unknown since");
    assert!(!luc.home().journal().contains("asked later: done"), "{}", luc.home().journal());

    liar.becomes(HONEST);
    press_calmly(&mut console, "U");
    console.wait_for("It was done");
    console.wait_gone("Outcome unknown");
    leave(console);
    let journal = luc.home().journal();
    assert_eq!(journal.matches("asked later: done").count(), 1, "{journal}");
    let told: Page<serde_json::Value> = site.api.client.list("incidents", &[("filter", "kind:not-as-signed")]).await.ok();
    assert_eq!(told.items.len(), 1, "the officers were told once: {told:?}");
}
