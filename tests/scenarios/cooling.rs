//! A number of the counterpart was changed while a transfer to it waits: the review says so, at the approver's console (C05, F14).

use crate::{
    desk::LUC,
    hands::{self, own_copy},
    site::{Site, leave, leave_half_written},
    swapped_number::{confirm, propose},
};
use countersign::evidence::policy::PolicyText;

#[tokio::test]
async fn c05_a_changed_number_is_said_on_the_review_of_a_transfer_to_them() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    let values = own_copy(&text, &PolicyText::parse(site.api.policy.text.as_bytes()).unwrap());
    let (amina, luc) = (site.initiator(), site.seat(LUC));
    let (mut console, mut other) = (amina.console(), luc.console());
    hands::begin_review(&mut other, &id);
    hands::type_again(&mut other, &values);
    other.wait_for("None fails");

    propose(&mut console);
    confirm(&mut other);
    // The review is where it was left, and what the checks say now is on it.
    hands::begin_review(&mut other, &id);
    other.wait_for("C05");
    other.wait_for("delay until");
    let screen = other.screen_text();
    let said = screen.lines().find(|line| line.contains("C05")).unwrap();
    assert!(said.contains("fail") && !screen.contains("None fails"), "{screen}");
    leave(console);
    leave_half_written(other);
}
