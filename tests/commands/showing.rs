//! Single things, for people and as JSON.

use crate::office::{Office, thousand};
use countersign::registry::{Read, Reply};
use serde_json::Value;

fn shown(office: &Office, list: &str, id: &str) -> Value {
    serde_json::from_str(&office.out(&[list, "show", id, "--json"])).unwrap()
}

#[test]
fn an_account_is_shown_with_its_holdings() {
    let office = Office::open();
    let Reply::Accounts(page) = office.ask(Read::Accounts(thousand())) else { panic!() };
    let account = page.rows.iter().find(|account| account.held.count() > 0).unwrap();
    let id = account.id.to_string();
    let json = shown(&office, "accounts", &id);
    assert_eq!((&json["id"], &json["holder"]), (&Value::from(id.as_str()), &Value::from(account.holder.name.octets())));
    let held: u64 =
        json["holdings"].as_array().unwrap().iter().map(|row| row["held"].as_str().unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(held, account.held.count());

    let page = office.out(&["accounts", "show", &id]);
    assert_eq!(page.lines().next().unwrap().split_whitespace().collect::<Vec<_>>(), ["id", &id]);
    assert!(page.contains("\nholdings ("), "{page}");
    assert!(!page.chars().any(|c| c.is_control() && c != '\n'));
}

#[test]
fn a_block_is_shown_by_any_of_its_itmos_in_any_spelling() {
    let office = Office::open();
    let Reply::Blocks(page) = office.ask(Read::Blocks(thousand())) else { panic!() };
    let block = &page.rows[7];
    for id in [block.first_id().to_string(), block.last_id().to_string(), block.first_id().to_string().to_lowercase()] {
        let json = shown(&office, "blocks", &id);
        assert_eq!(json["first"], block.first_id().to_string());
        assert_eq!(json["quantity"], block.quantity().count().to_string());
    }
}

#[test]
fn what_goes_on_between_registries_is_shown_in_full() {
    let office = Office::open();
    let Reply::Transfers(page) = office.ask(Read::Transfers(thousand())) else { panic!() };
    let transfer = shown(&office, "transfers", &page.rows[0].id.to_string());
    assert_eq!(transfer["quantity"], page.rows[0].quantity.count().to_string());
    assert!(!transfer["itmos"].as_array().unwrap().is_empty());
    let Reply::Peers(page) = office.ask(Read::Peers(thousand())) else { panic!() };
    let peer = shown(&office, "peers", &page.rows[0].registry.to_string());
    assert!(peer["keys"].is_array() && peer["speaks"][1]["side"] == "ours");
    let Reply::Messages(page) = office.ask(Read::Messages(thousand())) else { panic!() };
    for row in page.rows.iter().take(1) {
        let message = shown(&office, "messages", &row.id.to_string());
        assert_eq!(message["digest"], row.digest.to_string());
        assert!(message["octets"].is_string());
    }
}

/// What is not there is said, not shown empty.
#[test]
fn a_change_or_a_message_that_is_not_there_is_not_shown() {
    let office = Office::open();
    for list in ["changes", "broadcasts"] {
        let missing = office.run(&[list, "show", "01a2076b-4400-7c1a-9d0e-5f3c1b7a2e44"]);
        assert!(missing.status == 1 && missing.err.contains("knows nothing under this id"), "{list}: {}", missing.err);
        assert_eq!(office.run(&[list, "show", "x"]).status, 2, "{list}");
    }
}
