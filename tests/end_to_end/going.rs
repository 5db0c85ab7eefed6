//! An id somebody wrote in a mail, however they wrote it: `J` leads to its thing in three strokes, asked of the live pair.
//! The ids are the registry's own; the spellings are those people use, and one is pasted.
//! Must not know: how ids are read.

use crate::{
    book::Book,
    desk::{Desk, quit},
    hand::Hand,
    pair::Pair,
};

/// A number with its thousands grouped by commas.
fn with_commas(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

#[test]
fn any_id_in_any_spelling_is_three_strokes_away() {
    let pair = Pair::with_past();
    let book = Book::at("CHE01", &pair.swiss);
    let desk = Desk::of(&[("swiss", &pair.swiss), ("ghana", &pair.ghanaian)]);
    let account = book.accounts("state:open", None).rows[0].id.to_string();
    let blocks = book.blocks("serial:1000..").rows;
    let block = blocks.iter().find(|block| block.quantity().count() > 2).expect("a block with a serial of four digits");
    let (series, first, last) = (block.series, block.range.first().number(), block.range.last().number());
    let transfer = book.transfers()[0].id.to_string();
    let message = book.messages().last().unwrap().id.to_string();
    let authorization = block.authorization.to_string();
    let itmo = |serial: &str| format!("{}-{}-{}-{serial}-{}", series.approach, series.registry, series.party, series.vintage);
    let run = format!("{}-{}-{} {first}..{last} {}", series.approach, series.registry, series.party, series.vintage);

    let mut console = desk.start_at_home(&[]).size(120, 40).spawn();
    console.wait_for("Home: ");
    for (written, head) in [
        (account.to_lowercase().replace('-', " "), format!("Account {account}")),
        (format!("https://registry.example/accounts/{account}?tab=2"), format!("Account {account}")),
        (itmo(&with_commas(first + 1)).to_lowercase(), format!("Block {}", block.first_id())),
        (itmo(&first.to_string()).replace('-', " – "), format!("Block {}", block.first_id())),
        (run.to_lowercase(), "Blocks · 1 of ".to_owned()),
        (format!("transaction {}.", transfer.to_lowercase()), format!("Transfer {transfer}")),
        (format!("<https://registry.example/transfers/{transfer}>"), format!("Transfer {transfer}")),
        (format!("message #{message}"), format!("Message {message}")),
        (format!("authorisation «{authorization}»"), format!("Authorization {authorization}")),
    ] {
        console.keys("1");
        console.wait_for("Home: ");
        let mut hand = Hand::at(&mut console);
        hand.press("J");
        hand.see("Go to any id");
        hand.write(&written);
        hand.press("enter");
        hand.see(&head);
        hand.assert_under_ten();
    }

    // Pasted where nothing takes text, it only opens the question; nothing is gone to before Enter.
    console.keys("1");
    console.wait_for("Home: ");
    console.paste(&format!(" “{}” ", account.replace('-', "–")));
    console.wait_for("Go to any id");
    console.keys("enter");
    console.wait_for(&format!("Account {account}"));
    quit(console);
}
