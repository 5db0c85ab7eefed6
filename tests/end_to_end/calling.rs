//! Whom do I call about this? Asked at any hour by keyboard of two live registries between which a final message was lost.
//! From the stuck transfers the number is one key away; what came of the call is recorded with one more, in the journal and in the registry.
//! Must not know: how any screen is laid out, but for its words.

use crate::{
    desk::{Desk, quit},
    pair::Pair,
};

#[test]
fn the_right_number_is_two_keys_away_and_the_attempt_is_kept() {
    let pair = Pair::serve(&["lost-final"]);
    let desk = Desk::of(&[("swiss", &pair.swiss), ("ghana", &pair.ghanaian)]);
    let mut console = desk.start_at_home(&[]).size(80, 24).spawn();
    console.wait_for("Stuck transfers");
    console.keys("t");
    console.wait_for("stuck:yes");
    console.wait_for("GHA01-20");
    console.keys("C");
    console.wait_for("Call GHA01 about transfer GHA01-20");
    console.wait_for("their office");
    console.wait_for("Number");
    console.wait_for("+233");
    console.keys("u");
    console.wait_for("is recorded: entry");
    console.wait_for("no answer");
    // Somebody who comes back finds it.
    console.keys("esc esc C");
    console.wait_for("no answer");
    quit(console);
    let journal = desk.journal();
    let said = |kind: &str| journal.lines().any(|line| line.contains(kind) && line.contains("record an attempt to reach gha-"));
    assert!(said("intent"), "{journal}");
}
