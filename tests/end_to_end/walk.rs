//! A working day in one sitting, by keyboard alone: browse, filter, sort, open, look up, copy, switch registries, ask for help, leave.
//! What must be on the screen is asked of the registry itself.
//! Must not know: how any screen is laid out, but for its words.

use crate::{
    book::Book,
    desk::{Desk, assert_given_back, command},
    driver::{Change, Console},
    listing,
};
use countersign::{domain::AccountSummary, registry::Sort, text::number::grouped};

const PARTY: &str = "party:GHA";

#[test]
fn a_working_day_by_keyboard() {
    let (swiss, ghanaian) = (Book::serve("CHE01"), Book::serve("GHA01"));
    let desk = Desk::of(&[("swiss", &swiss.url()), ("ghana", &ghanaian.url())]);
    let mut console = desk.start(&[]).size(140, 45).spawn();
    console.wait_for("Swiss ITMO registry");
    console.wait_for("Accounts · 300 · row 1");
    let account = filter_and_find(&mut console, &swiss);
    sort_and_keep(&mut console, &swiss, &account);
    open(&mut console, &swiss, &account);
    look_up_serials(&mut console, &swiss);
    copy(&mut console, &swiss, &account);
    switch(&mut console);
    ask_for_help(&mut console);
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, true);
    assert!(!desk.journal().contains("\"intent\""), "looking is no act: {}", desk.journal());
}

/// The text of the row that has the terminal's cursor.
fn selected(screen: &vt100::Screen) -> String {
    let (row, _) = screen.cursor_position();
    let (_, columns) = screen.size();
    screen.rows(0, columns).nth(row.into()).unwrap()
}

fn wait_selected(console: &Console, id: &str) {
    console.wait_until(&format!("{id} selected"), |screen| selected(screen).contains(id));
}

/// Filters by Party, then finds an account that holds something and has something locked.
fn filter_and_find(console: &mut Console, book: &Book) -> AccountSummary {
    let answer = book.accounts(PARTY, None);
    assert!(answer.total > 10 && answer.total < 300);
    console.keys("/");
    console.wait_for("party");
    console.type_text(PARTY);
    console.keys("enter");
    console.wait_for(&format!("Accounts · {} of 300 · row 1 · {PARTY}", grouped(answer.total)));
    console.wait_for(answer.rows[0].id.as_str());
    let account = answer
        .rows
        .iter()
        .rev()
        .find(|row| row.locked.is_some_and(|locked| locked.count() > 0 && row.held > locked))
        .unwrap()
        .clone();
    console.keys("f");
    console.type_text(account.id.as_str());
    console.wait_for("1 of");
    wait_selected(console, account.id.as_str());
    console.keys("enter");
    account
}

/// Clears the filter and sorts by what is held; the cursor stays on its account through both.
fn sort_and_keep(console: &mut Console, book: &Book, account: &AccountSummary) {
    let id = account.id.as_str();
    console.keys("ctrl-r");
    console.wait_for("Accounts · 300");
    console.wait_gone(PARTY);
    wait_selected(console, id);
    console.keys("s");
    console.wait_for("Sort by a column");
    console.type_text("held");
    console.keys("enter");
    console.wait_for("by held, smallest first");
    let sorted = book.accounts("", Some(Sort { by: "held", descending: true }));
    console.keys("S");
    console.wait_for("by held, greatest first");
    let place = sorted.rows.iter().position(|row| row.id == account.id).expect("it holds more than a third of the accounts");
    let place = u64::try_from(place).unwrap() + 1;
    console.wait_until("its row in the new order", |screen| listing::row(screen) == Some(place));
    wait_selected(console, id);
    console.keys("g g");
    wait_selected(console, sorted.rows[0].id.as_str());
    console.keys("n");
    wait_selected(console, id);
}

/// Opens the selected account, then the last of its blocks, and comes back to where it was.
fn open(console: &mut Console, book: &Book, account: &AccountSummary) {
    let id = account.id.as_str();
    let blocks = book.blocks(&format!("account:{id}"));
    console.keys("enter");
    console.wait_for(&format!("Account {id}"));
    console.wait_for("of which locked");
    console.wait_for(&grouped(account.held.count()));
    console.wait_for("Holdings by cooperative approach and vintage");
    console.wait_for(&format!("Blocks: {}", grouped(blocks.total)));
    let last = blocks.rows.last().unwrap();
    console.wait_for(&grouped(blocks.rows[0].range.first().number()));
    console.keys("G");
    wait_selected(console, &grouped(last.range.last().number()));
    console.keys("enter");
    console.wait_for(&format!("Block {}", last.first_id()));
    console.wait_for(&last.last_id().to_string());
    console.wait_for("Where it comes from");
    console.keys("esc");
    console.wait_for(&format!("Account {id}"));
    console.wait_until("the list of blocks again", |screen| screen.contents().contains("Blocks: "));
    console.keys("esc");
    console.wait_for("by held, greatest first");
    wait_selected(console, id);
}

/// Looks a serial up by its number, and by its whole id: one that floating point would round, so it must stay exact on its way.
fn look_up_serials(console: &mut Console, book: &Book) {
    let blocks = book.blocks(&format!("serial:{}..", 1_u64 << 53)).rows;
    let block = blocks.into_iter().find(|block| block.quantity().count() > 2 && block.range.first().number() % 2 == 0).unwrap();
    let inside = block.range.first().number() + 1;
    let holding = book.blocks(&format!("serial:{inside}"));
    console.keys("#");
    console.wait_for("Find a serial or range");
    console.type_text(&inside.to_string());
    console.keys("enter");
    console.wait_for(&format!("Blocks · {} of 900", holding.total));
    for block in &holding.rows {
        console.wait_for(block.account.as_str());
    }
    let id = block.first_id().to_string().replace(&block.range.first().number().to_string(), &inside.to_string());
    assert_eq!(book.block(id.parse().unwrap()).account, block.account);
    console.keys("#");
    console.wait_for("Find a serial or range");
    console.type_text(&id);
    console.keys("enter");
    console.wait_for("Looked for");
    console.wait_for(&format!("Block {}", block.first_id()));
    console.wait_for(block.account.as_str());
}

/// Opens an account by its id from wherever, copies its id, and the id of a block.
fn copy(console: &mut Console, book: &Book, account: &AccountSummary) {
    let id = account.id.as_str();
    command(console, &format!("account {id}"));
    console.wait_for(&format!("Account {id}"));
    console.wait_for("Blocks: ");
    copy_id(console);
    wait_copied(console, id);
    console.keys("3");
    console.wait_for("Blocks · ");
    console.keys("ctrl-r");
    console.wait_for("Blocks · 900 · row");
    console.keys("end");
    console.wait_for("row 900");
    console.wait_gone("asking");
    copy_id(console);
    console.wait_for("Copied CA");
    let shown = console.look(|screen| screen.contents());
    let copied = shown.split("Copied ").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert_eq!(book.block(copied.parse().unwrap()).first_id().to_string(), copied);
    wait_copied(console, &copied);
    console.keys("2");
    console.wait_for("Accounts · 300");
}

/// Takes the first thing that can be copied.
fn copy_id(console: &mut Console) {
    console.keys("y");
    console.wait_for("list-command");
    console.keys("enter");
}

/// The clipboard was given exactly this text.
fn wait_copied(console: &Console, text: &str) {
    let octets = [b"\x1b]52;c;".as_slice(), base64(text).as_bytes(), b"\x07"].concat();
    console.wait_octets(&format!("a copy of {text}"), |seen| seen.windows(octets.len()).any(|part| part == octets));
    console.wait_for(&format!("Copied {text}"));
}

/// Another registry: nothing of the first stays in the list or above it.
fn switch(console: &mut Console) {
    console.keys("ctrl-o");
    console.wait_for("Switch registry");
    console.type_text("ghana");
    console.keys("enter");
    console.wait_for("Ghanaian ITMO registry");
    console.wait_for("GHA01-100-0001");
    console.wait_for("Accounts · 300 · row 1");
    console.look(|screen| {
        let (rows, columns) = screen.size();
        // The last two lines are what was said, such as what was copied, and the keys.
        let lines = screen.rows(0, columns).take(usize::from(rows) - 2);
        assert!(lines.into_iter().all(|line| !line.contains("CHE01")), "something of the other registry is still here");
    });
}

/// Help, asked for by words and by pressing the key in question.
fn ask_for_help(console: &mut Console) {
    console.keys("?");
    console.wait_for("Keys in accounts");
    console.type_text("clipboard");
    console.wait_until("only the copy", |screen| {
        let text = screen.contents();
        text.contains("Copy the id") && !text.contains("Command palette")
    });
    console.keys("esc");
    console.wait_gone("Keys in accounts");
    console.keys("?");
    console.wait_for("Keys in accounts");
    console.send(b"\x1b[15~");
    console.wait_until("what F5 does", |screen| {
        let text = screen.contents();
        text.contains("Refresh") && !text.contains("Copy the id")
    });
    console.keys("esc");
    console.wait_gone("Keys in accounts");
}

/// RFC 4648, section 4, written anew: the program's own would agree with itself.
fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = text.bytes().map(|octet| format!("{octet:08b}")).collect();
    let digit = |six: &[u8]| {
        let six = format!("{:0<6}", std::str::from_utf8(six).unwrap());
        char::from(DIGITS[usize::from_str_radix(&six, 2).unwrap()])
    };
    let coded: String = bits.as_bytes().chunks(6).map(digit).collect();
    let padding = (4 - coded.len() % 4) % 4;
    coded + &"=".repeat(padding)
}
