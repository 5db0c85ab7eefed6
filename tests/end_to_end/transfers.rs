//! What happened to a transfer? Asked by keyboard of two live registries between which a final message was lost.
//! The answer is on the screen in under ten keys; the octets that tell it are two further on.
//! Must not know: how any screen is laid out, but for its words.

use crate::{
    desk::{Desk, quit},
    hand::Hand,
    pair::Pair,
};

#[test]
fn what_happened_to_a_transfer() {
    let pair = Pair::serve(&["lost-final"]);
    let desk = Desk::of(&[("ghana", &pair.ghanaian), ("swiss", &pair.swiss)]);
    let mut console = desk.start(&[]).size(120, 40).spawn();
    console.wait_for("GHA01-100-0001");
    let mut hand = Hand::at(&mut console);
    hand.press("4");
    hand.see("Transfers · 1 ");
    hand.press("p");
    hand.see("waits:peer");
    hand.see("finalised-out");
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
        hand.see(words);
    }
    hand.press("m");
    for words in
        ["proposal", "receipt", "accept", "4 final", "nothing for 2", "held until somebody sends it again: connection refused"]
    {
        hand.see(words);
    }
    hand.press("a");
    hand.see("sends the same octets again");
    hand.assert_under_ten();
    hand.press("m enter");
    hand.see("final   number 4 of its transfer");
    hand.see("octets, as they travelled");
    hand.press("x");
    hand.see("00000000  7b 22 69 64 22 3a 22");
    hand.press("esc");
    hand.see("4 final");
    quit(console);
}
