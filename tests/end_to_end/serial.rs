//! Where is serial 4 711? Asked by keyboard of two live registries; the answer is what the registry itself says.
//! The account is on the screen in under ten keys, the block's life and its authorization one further on.
//! Must not know: how any screen is laid out, but for its words.

use crate::{
    book::Book,
    desk::{Desk, quit},
    driver::Console,
};

/// Presses keys one by one, and counts them.
struct Hand<'a> {
    console: &'a mut Console,
    pressed: usize,
}

impl Hand<'_> {
    fn press(&mut self, keys: &str) {
        self.pressed += keys.split(' ').count();
        self.console.keys(keys);
    }
}

#[test]
fn where_serial_4711_is() {
    let (swiss, ghanaian) = (Book::serve("CHE01"), Book::serve("GHA01"));
    let desk = Desk::of(&[("swiss", &swiss.url()), ("ghana", &ghanaian.url())]);
    let held = swiss.blocks("serial:4711");
    let block = held.rows.first().expect("the practice registry holds a serial 4 711");
    let mut console = desk.start(&[]).size(80, 24).spawn();
    console.wait_for("Amina");
    let mut hand = Hand { console: &mut console, pressed: 0 };
    hand.press("#");
    hand.console.wait_for("Find a serial or range");
    hand.press("4 7 1 1 enter");
    hand.console.wait_for(&format!("Blocks · {} of 900", held.total));
    hand.console.wait_for(&format!("A {} {}", block.account, block.state.word()));
    hand.press("enter");
    hand.console.wait_for(&format!("Block {}", block.first_id()));
    hand.console.wait_for(block.account.as_str());
    hand.console.wait_for(&format!("{}, version {}", block.authorization, block.authorization_version));
    assert!(hand.pressed < 10, "{} keys", hand.pressed);
    hand.press("] ] ] ]");
    hand.console.wait_for("Life (UTC)");
    hand.press("u");
    hand.console.wait_for(&format!("Authorization {}", block.authorization));
    hand.console.wait_for("First transferred");
    quit(console);
}
