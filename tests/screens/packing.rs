//! Writing the evidence of a transfer: asked for whom, never without an answer, and what came of it is said.

use super::desk::Desk;
use countersign::{
    app::{
        Effect,
        pack::{PackOrder, PackWritten},
    },
    console::Message,
    evidence::{digest::Digest, pack::Audience},
};

/// The orders among what was wanted done.
fn orders(effects: Vec<Effect>) -> Vec<PackOrder> {
    let order = |effect| if let Effect::Pack { order, .. } = effect { Some(order) } else { None };
    effects.into_iter().filter_map(order).collect()
}

fn asked() -> Desk {
    let mut desk = Desk::open();
    desk.press("4 enter");
    desk.take();
    desk.press("P");
    desk
}

#[test]
fn it_asks_for_whom_and_names_the_file_after_the_transfer() {
    let mut desk = asked();
    assert!(orders(desk.take()).is_empty(), "nothing is gathered before it is said for whom");
    assert!(desk.screen().contains("counterpart") && desk.screen().contains("operator"), "{}", desk.screen());
    desk.type_text("counter");
    desk.press("enter");
    let orders = orders(desk.take());
    assert_eq!(orders.len(), 1, "{}", desk.screen());
    let name = format!("/home/amina/exports/evidence-{}-counterpart.zip", orders[0].transfer);
    assert_eq!((orders[0].audience, orders[0].path.to_str()), (Audience::Counterpart, Some(name.as_str())));
}

#[test]
fn what_came_of_it_is_said() {
    let mut desk = asked();
    desk.press("esc");
    assert!(orders(desk.take()).is_empty());
    let written = PackWritten {
        path: "/home/amina/exports/e.zip".into(),
        kept: 21,
        withheld: 9,
        signed: Some("ONL-2".into()),
        digest: Digest::of("zip"),
    };
    desk.send(Message::Packed(Ok(written)));
    assert!(desk.screen().contains("21 files, 9 withheld"), "{}", desk.screen());
    desk.send(Message::Packed(Err("journal.jsonl: at octet 7 it looks like a bearer token.".into())));
    assert!(desk.screen().contains("No evidence was written."), "{}", desk.screen());
}
