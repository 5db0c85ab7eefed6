//! What needs me? Asked by keyboard of two live registries between which a final message was lost: the console begins with the answer.
//! And what was looked at is remembered from one sitting to the next.
//! Must not know: how any screen is laid out, but for its words.

use crate::{
    book::Book,
    desk::{Desk, quit},
    pair::Pair,
};
use std::os::unix::fs::PermissionsExt;

#[test]
fn what_needs_me_is_two_keys_away() {
    let pair = Pair::serve(&["lost-final"]);
    let desk = Desk::of(&[("swiss", &pair.swiss), ("ghana", &pair.ghanaian)]);
    let mut console = desk.start_at_home(&[]).size(80, 24).spawn();
    console.wait_for("Home: ");
    console.wait_for("Stuck transfers");
    // One key to the stuck transfers, one to the first of them.
    console.keys("t");
    console.wait_for("Transfers · 1 ");
    console.wait_for("stuck:yes");
    console.wait_for("GHA01");
    console.keys("enter");
    console.wait_for("waiting for GHA01");
    // Back, and to the counterpart it waits for: is it alive, and is there a key of it that is good?
    console.keys("1 c");
    console.wait_for("Peers · 11 ");
    console.keys("f");
    console.type_text("GHA01");
    console.keys("enter enter");
    for words in ["Counterpart GHA01", "Last answered us", "GHA01-practice-1", "the same as ours"] {
        console.wait_for(words);
    }
    // What was asked for all this, and under which id.
    console.keys("g y");
    console.wait_for("counterpart GHA01");
    console.keys("/");
    console.type_text("counterpart GHA01");
    console.keys("enter");
    console.wait_for(": counterpart GHA01");
    console.keys("enter");
    console.wait_for("Request id");
    quit(console);
}

#[test]
fn what_was_seen_is_no_news_the_next_time() {
    let book = Book::serve("CHE01");
    let desk = Desk::of(&[("swiss", &book.url())]);
    let console = desk.start_at_home(&[]).size(120, 40).spawn();
    console.wait_for("the first look at this registry");
    console.wait_for("live");
    quit(console);
    let file = desk.home().join(".local/state/countersign/seen.json");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);

    let account = book.accounts("state:open", None).rows[0].id.clone();
    book.freeze(&account);
    let mut console = desk.start_at_home(&[]).size(120, 40).spawn();
    console.wait_for("1 entry since ");
    console.wait_for("account-frozen");
    console.keys("m");
    console.wait_for("nothing since ");
    quit(console);

    std::fs::write(&file, "not what it was").unwrap();
    let console = desk.start_at_home(&[]).size(120, 40).spawn();
    console.wait_for("What is new since you last looked can't be told");
    console.wait_for("the first look at this registry");
    quit(console);
}
