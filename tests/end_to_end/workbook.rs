//! Which accounts of Ghana hold ITMOs of 2022, as a workbook? Asked by keyboard of the live pair, in under ten keys.
//! The workbook is read as a spreadsheet program would read it and compared with what the registry answers.
//! Must not know: how a workbook is written.

use crate::{
    book::Book,
    desk::{Desk, quit},
    driver::Console,
    hand::Hand,
    pair::Pair,
};
use countersign::{domain::AccountSummary, evidence::digest::Digest};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Cursor, Read},
};
use zip::ZipArchive;

const FILTER: &str = "party:GHA vintage:2022";

/// The cells of the first sheet, row by row, each under the letters of its column: what is empty has no cell.
fn cells(workbook: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut sheet = String::new();
    let mut parts = ZipArchive::new(Cursor::new(workbook)).unwrap();
    parts.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    let cell = |cell: &str| {
        let name = cell.strip_prefix("r=\"").unwrap();
        let column = name.chars().take_while(char::is_ascii_uppercase).collect();
        let (_, value) = cell.split_once("<v>").or_else(|| cell.split_once("<t xml:space=\"preserve\">")).unwrap();
        (column, value.split('<').next().unwrap().to_owned())
    };
    sheet.split("<row ").skip(1).map(|row| row.split("<c ").skip(1).map(cell).collect()).collect()
}

#[test]
fn which_accounts_of_ghana_hold_2022_as_a_workbook() {
    let pair = Pair::with_past();
    let book = Book::at("GHA01", &pair.ghanaian);
    let desk = Desk::of(&[("ghana", &pair.ghanaian), ("swiss", &pair.swiss)]);
    let expected = book.accounts(FILTER, None);
    let all = book.accounts("", None).total;
    assert_eq!(expected.total, expected.rows.len() as u64);
    let mut console = desk.start_at_home(&[]).size(160, 40).spawn();
    console.wait_for("Home: ");

    let mut hand = Hand::at(&mut console);
    hand.press("2");
    hand.see(&format!("Accounts · {all}"));
    hand.press("/");
    hand.write(FILTER);
    hand.see(FILTER);
    hand.press("enter");
    hand.see(&format!("Accounts · {} of {all}", expected.total));
    hand.press("e");
    hand.see("Export ");
    hand.press("ctrl-u");
    hand.write("~/held-2022.xlsx");
    hand.see("~/held-2022.xlsx");
    hand.press("enter");
    hand.see(&format!("{} rows written to", expected.total));
    hand.assert_under_ten();

    let file = desk.home().join("held-2022.xlsx");
    console.wait_for("held-2022.xlsx");
    let workbook = fs::read(file).unwrap();
    console.wait_for(&Digest::of(&workbook).to_string());
    let mut rows = cells(&workbook).into_iter();
    let head = rows.next().unwrap();
    let place = |name: &str| head.iter().find(|(_, head)| *head == name).unwrap().0.as_str();
    let [id, party, held] = ["id", "party", "held"].map(place);
    let written: Vec<[String; 3]> = rows.map(|row| [id, party, held].map(|column| row[column].clone())).collect();
    let row =
        |account: &AccountSummary| [account.id.to_string(), account.holder.party.to_string(), account.held.count().to_string()];
    assert_eq!(written, expected.rows.iter().map(row).collect::<Vec<_>>());

    again_by_a_kept_filter(&mut console);

    // The blocks say the same of these accounts as the list of accounts.
    let blocks = book.blocks("vintage:2022");
    assert_eq!(blocks.total, blocks.rows.len() as u64);
    let holders: BTreeSet<String> = blocks.rows.iter().map(|block| block.account.to_string()).collect();
    let of_ghana = |id: &String| {
        let account = book.account(&id.parse().unwrap());
        account.summary.holder.party.as_str() == "GHA"
    };
    let held: BTreeSet<String> = holders.into_iter().filter(of_ghana).collect();
    assert_eq!(written.into_iter().map(|[id, ..]| id).collect::<BTreeSet<_>>(), held);
    quit(console);
}

/// With the filter kept under a name, the same question is five strokes from Home, and nothing is typed.
fn again_by_a_kept_filter(console: &mut Console) {
    let mut hand = Hand::at(console);
    hand.press("esc W");
    hand.see("Keep the filter");
    hand.write("held of 2022");
    hand.press("enter");
    hand.see("Kept as held of 2022");
    hand.press("esc 1");
    hand.see("Home: ");
    let mut hand = Hand::at(console);
    hand.press("2 '");
    hand.see("Filters that are kept");
    hand.press("enter");
    hand.see(FILTER);
    hand.press("e");
    hand.see("Export ");
    hand.press("enter");
    hand.see("rows written to");
    hand.assert_under_ten();
}
