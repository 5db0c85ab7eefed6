//! Files that are wrong in the ways files are: each is refused with the place, or its cell is named. None is passed over.

use super::{
    maker::{HOLDINGS, book, book_with, held, row, sheet, sheet_of, zip},
    *,
};
use crate::domain::IdProblem;

const FIRST: &str = "CA0007-CHE01-CHE-1-2023";
const LAST: &str = "CA0007-CHE01-CHE-100-2023";

fn refused(octets: impl Into<Vec<u8>>) -> String {
    of(octets).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn a_file_that_is_no_table_says_so() {
    let good = book(&[("Table 4 Holdings", sheet(&[HOLDINGS.to_vec(), held(FIRST, LAST, "100")]))]);
    let cut = good[..good.len() / 2].to_vec();
    let mut flipped = good.clone();
    let middle = flipped.windows(4).position(|part| part == b"PK\x03\x04").unwrap();
    flipped[middle + 80] ^= 0x55;
    let no_sheet = zip(&[("xl/workbook.xml".to_owned(), "<workbook/>".to_owned())]);
    let entity = book(&[("x", "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>".to_owned())]);
    for (name, octets, said) in [
        ("nothing", Vec::new(), "it is empty"),
        ("blanks", b" \r\n \n".to_vec(), "it is empty"),
        ("cut off", cut, "not a whole workbook"),
        ("octets changed", flipped, ""),
        ("no relations", no_sheet, "xl/_rels/workbook.xml.rels"),
        ("a document type", entity, "document type"),
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), ".xlsx"),
        ("UTF-16", "\u{feff}First ID".encode_utf16().flat_map(u16::to_le_bytes).collect(), "CSV UTF-8"),
        ("Latin letters", b"First ID,Last ID\n\xe9,x\n".to_vec(), "line 2"),
        ("other JSON", b"[1,2]".to_vec(), "neither a list of objects"),
        ("JSON cut off", b"[{\"First ID\":".to_vec(), "line 1"),
        ("other columns", b"a,b\n1,2\n".to_vec(), "no table in it"),
        ("an XML that ends", book(&[("x", "<worksheet><sheetData><row><c>".to_owned())]), "ends"),
        (
            "rows that go back",
            book(&[("x", "<worksheet><sheetData><row r=\"3\"/><row r=\"2\"/></sheetData></worksheet>".to_owned())]),
            "order",
        ),
    ] {
        let why = refused(octets);
        assert!(why.contains(said), "{name}: {why}");
    }
}

/// A thousand times its size, as a sheet and as the texts that sheets share: unpacking ends long before its end, and no part of it is in memory
/// as a whole.
#[test]
fn what_grows_without_end_is_not_unpacked() {
    let comment = format!("<!--{}-->", " ".repeat(60_000));
    let text = format!("<si><t>{}</t></si>", "x".repeat(60_000));
    let whole = 1 + (64 << 20) / 60_000;
    let good = || sheet(&[HOLDINGS.to_vec(), held(FIRST, LAST, "100")]);
    for (part, packed) in [
        ("xl/worksheets/sheet1.xml", book(&[("x", format!("<worksheet><sheetData>{}", comment.repeat(whole)))])),
        (
            "xl/sharedStrings.xml",
            book_with(&[("x", good())], &[("xl/sharedStrings.xml", format!("<sst>{}</sst>", text.repeat(whole)))]),
        ),
    ] {
        assert!(packed.len() < 1 << 20, "{part}: {}", packed.len());
        let why = refused(packed);
        assert!(why.contains(&format!("{part} unpacks to more than")), "{part}: {why}");
    }
    // One text, or one element, that would be in memory before anybody could judge it.
    for (name, bomb) in [
        ("a text", format!("<worksheet><sheetData>{}", " ".repeat(2 << 20))),
        ("an attribute", format!("<worksheet><sheetData><row r=\"{}\"/>", "1".repeat(2 << 20))),
        ("a comment", format!("<worksheet><!--{}--></worksheet>", " ".repeat(2 << 20))),
    ] {
        let why = refused(book(&[("x", bomb)]));
        assert!(why.contains("one element or text of xl/worksheets/sheet1.xml has more than 1048576 octets"), "{name}: {why}");
    }
    let wide = format!("<worksheet><sheetData><row>{}</row></sheetData></worksheet>", "<c><v>1</v></c>".repeat(513));
    assert!(refused(book(&[("x", wide)])).contains("512 cells"));
    let long = sheet(&[vec![&"x".repeat(140_000)]]);
    assert!(refused(book(&[("x", long)])).contains("131068 octets"));
    assert!(refused(",".repeat(600) + "\n").contains("line 1 has more than 512 cells"));
}

#[test]
fn a_cell_that_is_wrong_is_named() {
    let cells = |change: fn(&mut Vec<&str>)| {
        let mut cells = held(FIRST, LAST, "100");
        change(&mut cells);
        lines(&[HOLDINGS.to_vec(), cells], ";", "\n")
    };
    for (text, at, why) in [
        (cells(|row| row[4] = ""), 4, Why::Empty),
        (cells(|row| row[5] = ""), 5, Why::Empty),
        (cells(|row| row[5] = "CA0007-CHE01-CHE-0-2023"), 5, Why::Id(IdProblem::Serial)),
        (cells(|row| row[5] = "CA0007-CHE01-CHE-1,00-2023"), 5, Why::Id(IdProblem::Serial)),
        (cells(|row| row[5] = "CA0007-CHE01-CHE-100-2024"), 5, Why::Id(IdProblem::Series)),
        (cells(|row| row[4] = "CA0007-CHE01-CHE-101-2023"), 5, Why::Id(IdProblem::Range)),
        (cells(|row| row[5] = "100"), 5, Why::Id(IdProblem::Itmo)),
        (cells(|row| row[3] = ""), 3, Why::NoHolder),
        (cells(|row| row[3] = "GHA1"), 3, Why::Id(IdProblem::Registry)),
        (cells(|row| row[0] = "CA7"), 0, Why::Id(IdProblem::Approach)),
        (cells(|row| row[10] = "2020"), 10, Why::Id(IdProblem::Vintage)),
        (cells(|row| row[7] = "tonnes"), 7, Why::Word("GHG, non-GHG")),
        (cells(|row| row[8] = "1.00.0"), 8, Why::NotANumber),
        (cells(|row| row[8] = "99.5"), 8, Why::NotWhole),
    ] {
        assert_eq!(problems(text.clone()), [(2, Some(at), why)], "{text}");
    }
    let alone = cells(|row| (row[4], row[5], row[0]) = ("1", "100", ""));
    assert_eq!(problems(alone), [(2, Some(4), Why::NoSeries("cooperative approach"))]);
}

#[test]
fn a_range_that_is_off_by_one_is_read_and_doubted() {
    let rows =
        [HOLDINGS.to_vec(), held(FIRST, LAST, "99"), held("CA0007-CHE01-CHE-101-2023", "CA0007-CHE01-CHE-200-2023", "100")];
    let tables = of(lines(&rows, ";", "\n")).unwrap();
    assert_eq!(tables.problems, []);
    assert_eq!(tables.rows.iter().map(|row| row.place.row).collect::<Vec<_>>(), [2]);
    let mut other = held(FIRST, LAST, "100");
    other[2] = "GHA";
    let tables = of(lines(&[HOLDINGS.to_vec(), other], ";", "\n")).unwrap();
    assert_eq!(tables.rows.len(), 1, "another Party in the column than in the id");
}

#[test]
fn sheets_and_heads_that_are_wrong_are_named() {
    let good = sheet(&[HOLDINGS.to_vec(), held(FIRST, LAST, "100")]);
    let other_name = of(book(&[("Sheet1", good.clone()), ("Notes", sheet(&[vec!["hello"]]))])).unwrap();
    assert_eq!((other_name.problems.len(), other_name.holdings.len()), (0, 1), "the columns count, not the name");
    let no_head = book(&[("Table 4 Holdings", sheet(&[held(FIRST, LAST, "100")])), ("x", good.clone())]);
    assert_eq!(problems(no_head), [(0, None, Why::NoHead)]);
    let mut twice = HOLDINGS.to_vec();
    twice[6] = "Last ID";
    assert_eq!(problems(lines(&[twice], ";", "\n")), [(1, Some(6), Why::Twice)]);
    assert_eq!(problems("First ID,Last ID,Action type\n"), [(1, None, Why::NoColumn)]);
    let merged = |range: &str| {
        sheet_of(&row(&held(FIRST, LAST, "100")), &format!("<mergeCells><mergeCell ref=\"{range}\"/></mergeCells>"))
    };
    assert_eq!(problems(book_with(&[("x", merged("E2:E3"))], &[])), [(2, Some(4), Why::Merged)]);
    assert_eq!(problems(book_with(&[("x", merged("A1:C1"))], &[])), [], "in the head it is no matter");
}

/// Two tables in one sheet, each with its title: what is merged in either is named, and a title across all columns is no matter.
#[test]
fn merged_cells_are_named_in_whichever_table_of_a_sheet() {
    let (first, second) = (held(FIRST, LAST, "100"), held("CA0007-CHE01-CHE-101-2023", "CA0007-CHE01-CHE-200-2023", "100"));
    let rows = [vec!["Table 4"], HOLDINGS.to_vec(), first, vec!["Table 4, continued"], HOLDINGS.to_vec(), second, vec!["a note"]];
    let of = |range: &str| {
        let merged = format!("<mergeCells><mergeCell ref=\"{range}\"/></mergeCells>");
        problems(book(&[("x", sheet(&rows).replace("</worksheet>", &format!("{merged}</worksheet>")))]))
    };
    for (range, named) in [
        ("A1:K1", vec![]),
        ("E2:E3", vec![(3, Some(4), Why::Merged)]),
        ("E3:F3", vec![(3, Some(4), Why::Merged)]),
        ("A4:K4", vec![]),
        ("F6:F7", vec![(6, Some(5), Why::Merged)]),
        ("E2:E6", vec![(3, Some(4), Why::Merged), (6, Some(4), Why::Merged)]),
        ("L3:M6", vec![]),
        // A part of a name, or none: nothing is merged by it.
        ("E", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(of(range), named, "{range}");
    }
}
