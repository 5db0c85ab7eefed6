//! Exports from the console: what the list shows becomes a file, one that is given up leaves none, one that is there is asked about.
//! The file is read as a program would read it and compared with what the registry answers.
//! Must not know: how a file is written.

use crate::{
    book::Book,
    desk::{Desk, press_calmly, quit},
    driver::Console,
    proxy::Proxy,
};
use countersign::evidence::digest::Digest;
use std::fs;

/// Exports the list on the screen under a name in the home folder.
fn export(console: &mut Console, name: &str) {
    console.keys("e");
    console.wait_for("Export ");
    console.keys("ctrl-u");
    console.type_text(&format!("~/{name}"));
    console.wait_for(name);
    press_calmly(console, "enter");
}

/// The names in the home folder that are neither the configuration nor hidden folders of the program.
fn files(desk: &Desk) -> Vec<String> {
    let names = fs::read_dir(desk.home()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.contains("accounts")).collect();
    names.sort();
    names
}

#[test]
fn a_filtered_list_becomes_a_file_and_one_given_up_leaves_nothing() {
    let book = Book::serve("CHE01");
    let proxy = Proxy::to(book.url().strip_prefix("http://").unwrap().parse().unwrap());
    let desk = Desk::of(&[("swiss", &format!("http://{}", proxy.address()))]);
    let mut console = desk.start(&[]).size(160, 30).spawn();
    console.wait_for("Accounts · 300");
    console.keys("/");
    console.type_text("type:holding -party:CHE");
    console.keys("enter");
    console.wait_for("-party:CHE");
    console.wait_gone("asking");

    export(&mut console, "accounts.jsonl");
    console.wait_for("rows written to");
    let text = fs::read_to_string(desk.home().join("accounts.jsonl")).unwrap();
    console.wait_for(&Digest::of(&text).to_string());
    let line = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    let expected: Vec<String> =
        book.accounts("type:holding -party:CHE", None).rows.iter().map(|account| account.id.to_string()).collect();
    assert_eq!(text.lines().map(line).collect::<Vec<_>>(), expected);

    // A file that is there is asked about, and kept when the answer is no.
    fs::write(desk.home().join("accounts.csv"), "mine").unwrap();
    export(&mut console, "accounts.csv");
    console.wait_for("Replace the file?");
    press_calmly(&mut console, "n");
    console.wait_gone("Replace the file?");
    assert_eq!(fs::read_to_string(desk.home().join("accounts.csv")).unwrap(), "mine");

    // One whose answer is held back is given up: nothing of it is left.
    proxy.hold();
    export(&mut console, "accounts.xlsx");
    console.wait_for("Writing accounts");
    console.keys("q");
    console.wait_for("Leave before the export is done?");
    press_calmly(&mut console, "n");
    console.wait_gone("Leave before");
    console.keys("X");
    console.wait_for("The export was given up");
    assert_eq!(files(&desk), ["accounts.csv", "accounts.jsonl"]);
    proxy.release();
    quit(console);
}
