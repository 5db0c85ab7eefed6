//! Tables of contacts: read as they were written; formula cells and everything ambiguous refused by line.

use super::*;
use crate::domain::contact::sample::{accra, at, id};
use proptest::prelude::*;

const HEAD: &str = "uid,kind,name,organisation,title,duty,mobile,desk,mail,messaging,languages,zone";

fn table(row: &str) -> Result<Vec<(usize, Draft)>, TableProblem> {
    read(format!("{HEAD}\r\n{row}\r\n").as_bytes())
}

#[test]
fn a_table_says_what_a_contact_has() {
    let written = write(&[Draft::of(&accra(), &id("gha-1"), at("2026-12-01T00:00:00Z")).unwrap()]).unwrap();
    let row = "gha-1,person,Name of gha-1,Environmental Protection Authority,Registry system administrator,\
               '+233200000001,,,gha-1@epa.example,,en tw,Africa/Accra";
    assert_eq!(written, format!("{HEAD}\r\n{row}\r\n"));
    assert_eq!(read(written.as_bytes()).unwrap().len(), 1);
    assert_eq!(read(format!("\u{FEFF}{written}").as_bytes()), read(written.as_bytes()), "a spreadsheet's mark");
    assert_eq!(read(format!("{HEAD}\n").as_bytes()), Ok(Vec::new()));
    let plain = table("a,desk,Desk,,,+233200000001 +233200000002,,,,,,").unwrap();
    assert_eq!((plain[0].0, plain[0].1.addresses.len()), (2, 2));
}

#[test]
fn what_is_hostile_is_refused_by_its_line() {
    let long = format!("a,person,{},,,,,,,,,", "x".repeat(9000));
    for (row, column, fault) in [
        ("a,person,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",,,,,,,,,", Some("name"), TableFault::Formula),
        ("a,person,@SUM(1),,,,,,,,,", Some("name"), TableFault::Formula),
        ("a,person,+1+1,,,,,,,,,", Some("name"), TableFault::Formula),
        ("-1,person,x,,,,,,,,,", Some("uid"), TableFault::Formula),
        ("a,person,＝1,,,,,,,,,", Some("name"), TableFault::Formula),
        ("a,person,x,,,=1+1,,,,,,", Some("duty"), TableFault::Formula),
        ("a,person,x,,,+1+cmd|' /C calc'!A0,,,,,,", Some("duty"), TableFault::Value(NotSo::Phone)),
        ("a,person,x,,,0041584640000,,,,,,", Some("duty"), TableFault::Value(NotSo::Phone)),
        ("a,person,x,,,,,,a@b,,,", Some("mail"), TableFault::Value(NotSo::Mail)),
        ("a,person,x,,,,,,,nothing,,", Some("messaging"), TableFault::Value(NotSo::Handle)),
        ("a,person,x,,,,,,,,english,", Some("languages"), TableFault::Value(NotSo::Language)),
        ("a,person,x,,,,,,,,,+01:00", Some("zone"), TableFault::Formula),
        ("a,person,x,,,,,,,,,CEST", Some("zone"), TableFault::Zone),
        ("a,robot,x,,,,,,,,,", Some("kind"), TableFault::Kind),
        ("a,person,,,,,,,,,,", Some("name"), TableFault::NoName),
        ("a,person,x,,,,,,,,", None, TableFault::Count),
        ("a,person,x,,,,,,,,,,", None, TableFault::Count),
        ("", None, TableFault::Count),
        ("a,person,x\"y,,,,,,,,,", None, TableFault::Quote),
        ("a,person,\"x,,,,,,,,,", None, TableFault::Quote),
        ("a,person,\"x\"y,,,,,,,,,", None, TableFault::Quote),
        ("a,person,\u{1B}[2J,,,,,,,,,", None, TableFault::Control),
        ("a,person,\"x\ty\",,,,,,,,,", None, TableFault::Control),
        (&long, None, TableFault::LineTooLong),
    ] {
        assert_eq!(table(row), Err(TableProblem { line: 2, column, fault }), "{row}");
    }
    let twice = table("a,person,x,,,,,,,,,\r\na,person,y,,,,,,,,,").unwrap_err();
    assert_eq!(twice.to_string(), "line 3, uid: another line has the same uid");
    let wrong_head = read(b"name\r\nx\r\n").unwrap_err();
    assert_eq!((wrong_head.line, wrong_head.fault), (1, TableFault::Head));
    let latin1 = [HEAD.as_bytes(), b"\r\na,person,Ren\xE9,,,,,,,,,\r\n"].concat();
    assert_eq!(read(&latin1), Err(TableProblem { line: 2, column: None, fault: TableFault::NotUtf8 }));
    // A line break in a cell does not make two lines of one: its quotation mark is not closed.
    assert_eq!(table("a,person,\"x\r\nb\",,,,,,,,,").unwrap_err().fault, TableFault::Quote);
    assert_eq!(read(&vec![b'a'; MOST_OCTETS + 1]).unwrap_err().fault, TableFault::TooLong);
}

#[test]
fn what_a_cell_cannot_hold_is_not_written() {
    let draft = Draft::of(&accra(), &id("gha-1"), at("2026-12-01T00:00:00Z")).unwrap();
    for name in ["", "a\nb", "a\u{1B}b", "a\tb"] {
        let broken = Draft { name: Untrusted::new(name), ..draft.clone() };
        assert_eq!(write(&[draft.clone(), broken]), Err(Unwritable { contact: 2 }));
    }
}

proptest! {
    #[test]
    fn a_table_reads_back_and_no_cell_is_a_formula(names in prop::collection::vec("[='+@\\-\",; a-zé＝\u{202E}]{1,12}", 1..5)) {
        let draft = Draft::of(&accra(), &id("gha-1"), at("2026-12-01T00:00:00Z")).unwrap();
        let drafts: Vec<Draft> = names.iter().enumerate().map(|(at, name)| Draft {
            uid: Some(Untrusted::new(at.to_string())),
            name: Untrusted::new(name.as_str()),
            title: Untrusted::new(name.as_str()),
            ..draft.clone()
        }).collect();
        let file = write(&drafts).unwrap();
        prop_assert_eq!(read(file.as_bytes()).unwrap().into_iter().map(|(_, draft)| draft).collect::<Vec<_>>(), drafts);
        for line in file.lines() {
            for cell in cells::split(line).unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{}", cell);
            }
        }
    }

    #[test]
    fn no_file_is_too_odd(octets in prop::collection::vec(any::<u8>(), 0..300), row in "[a-z,\"'=+\r\n]{0,80}") {
        let _ = read(&octets);
        let _ = table(&row);
    }
}
