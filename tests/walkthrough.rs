//! Plays docs/walkthrough.md: its blocks name a terminal, what is done in it and what must be seen there, in the order of the page.
//! The page is read, never repeated here: what it says is what the program does.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "pty/allowlist.rs"]
mod allowlist;
#[path = "pty/driver.rs"]
#[allow(dead_code)]
mod driver;
#[path = "end_to_end/desk.rs"]
#[allow(dead_code, reason = "the homes of another test, of which this one needs a part")]
mod home;
#[path = "walkthrough/page.rs"]
mod page;
#[path = "walkthrough/player.rs"]
mod player;

use page::{Block, Step, blocks};
use player::Player;

/// Scenario 1, scenario 4, F15.
#[test]
fn the_walk_through_can_be_walked() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/walkthrough.md")).unwrap();
    let blocks = blocks(&text);
    assert!(blocks.len() >= 10, "only {} blocks were found", blocks.len());
    let mut player = Player::new();
    for Block { terminal, line, steps } in &blocks {
        assert!(steps.iter().any(|step| matches!(step, Step::See(_) | Step::Ends)), "line {line}: the block shows nothing");
        eprintln!("line {line}: terminal {terminal}");
        steps.iter().for_each(|step| player.play(terminal, step));
    }
    player.all_have_ended();
}
