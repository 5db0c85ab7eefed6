//! What happened to a transfer? Asked by keyboard of two live registries between which a final message was lost.
//! The answer is on the screen in under ten keys; the octets that tell it are two further on.
//! Must not know: how any screen is laid out, but for its words.

use crate::{
    desk::{Desk, quit},
    driver::Console,
    pair::Pair,
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
fn what_happened_to_a_transfer() {
    let pair = Pair::serve(&["lost-final"]);
    let desk = Desk::of(&[("ghana", &pair.ghanaian), ("swiss", &pair.swiss)]);
    let mut console = desk.start(&[]).size(120, 40).spawn();
    console.wait_for("GHA01-100-0001");
    let mut hand = Hand { console: &mut console, pressed: 0 };
    hand.press("4");
    hand.console.wait_for("Transfers · 1 ");
    hand.press("p");
    hand.console.wait_for("waits:peer");
    hand.console.wait_for("finalised-out");
    hand.press("enter");
    // Both states side by side, since when, whose turn, why, and what helps.
    for words in [
        "waiting for CHE01",
        "GHA01, transferring",
        "CHE01, acquiring",
        "finalised-out",
        "accepted",
        "debited, in transit",
        "Our final message did not arrive, or their completion was lost.",
        "Send the same octets again, or ask for their status: it can only go forward.",
    ] {
        hand.console.wait_for(words);
    }
    hand.press("m");
    for words in
        ["proposal", "receipt", "accept", "4 final", "nothing for 2", "held until somebody sends it again: connection refused"]
    {
        hand.console.wait_for(words);
    }
    hand.press("a");
    hand.console.wait_for("sends the same octets again");
    assert!(hand.pressed < 10, "{} keys", hand.pressed);
    hand.press("m enter");
    hand.console.wait_for("final   number 4 of its transfer");
    hand.console.wait_for("octets, as they travelled");
    hand.press("x");
    hand.console.wait_for("00000000  7b 22 69 64 22 3a 22");
    hand.press("esc");
    hand.console.wait_for("4 final");
    quit(console);
}
