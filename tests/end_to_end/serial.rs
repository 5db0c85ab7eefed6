//! Where is serial 4 711? Asked by keyboard of the live pair; the answer is what the registry itself says.
//! The account is on the screen in under ten keys, the block's life and its authorization one further on.
//! Must not know: how any screen is laid out, but for its words.

use crate::{
    book::Book,
    desk::{Desk, quit},
    hand::Hand,
    pair::Pair,
};

#[test]
fn where_serial_4711_is() {
    let pair = Pair::with_past();
    let book = Book::at("CHE01", &pair.swiss);
    let desk = Desk::of(&[("swiss", &pair.swiss), ("ghana", &pair.ghanaian)]);
    let held = book.blocks("serial:4711");
    let block = held.rows.first().expect("the practice registry holds a serial 4 711");
    let all = book.blocks("").total;
    let mut console = desk.start_at_home(&[]).size(80, 24).spawn();
    console.wait_for("Home: ");
    let mut hand = Hand::at(&mut console);
    hand.press("#");
    hand.see("Find a serial or range");
    hand.press("4 7 1 1 enter");
    hand.see(&format!("Blocks · {} of {all}", held.total));
    hand.see(&format!("A {} {}", block.account, block.state.word()));
    hand.press("enter");
    hand.see(&format!("Block {}", block.first_id()));
    hand.see(block.account.as_str());
    hand.see(&format!("{}, version {}", block.authorization, block.authorization_version));
    hand.assert_under_ten();
    hand.press("] ] ] ]");
    hand.see("Life (UTC)");
    hand.press("u");
    hand.see(&format!("Authorization {}", block.authorization));
    hand.see("First transferred");
    quit(console);
}

#[test]
fn what_keeps_a_block_from_moving_and_with_whom_it_moved() {
    let pair = Pair::serve(&["lost-final"]);
    let book = Book::at("CHE01", &pair.swiss);
    let desk = Desk::of(&[("swiss", &pair.swiss), ("ghana", &pair.ghanaian)]);
    let expected = book.blocks("state:in-flight-in").rows;
    let block = expected.first().expect("units are under way to CHE01");
    let transfer = block.lock.as_ref().and_then(|lock| lock.transfer).expect("the registry says what the lock belongs to");
    let mut console = desk.start_at_home(&[]).size(80, 24).spawn();
    console.wait_for("Home: ");
    let mut hand = Hand::at(&mut console);
    hand.press("3");
    hand.see("Blocks · ");
    hand.press("/");
    hand.write("state:in-flight-in");
    hand.press("enter enter");
    hand.see(&format!("Block {}", block.first_id()));
    // Its life names the other registry's account, and its lock leads to the transfer.
    hand.press("down down");
    hand.see("Locked by");
    hand.press("enter");
    hand.see(&format!("Transfer {transfer}"));
    hand.assert_under_ten();
    let from = format!("with {}-", transfer.registry());
    hand.press("esc G");
    hand.see(&from);
    quit(console);
}
