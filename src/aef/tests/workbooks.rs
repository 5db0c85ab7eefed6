//! What workbooks say of a cell beside its text: shared texts, dates by their look, numbers by their digits.

use super::{
    maker::{book_with, row, sheet_of},
    *,
};

const ACTIONS: &str = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row>";

fn strings() -> (&'static str, String) {
    let texts = ["First ID", "Last ID", "Action type", "Action date", "acquisition"];
    let texts: String = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    // Runs of a text belong together, its phonetic reading does not, and an escape is a letter.
    let rich = "<si><r><t>CA0007-CHE01</t></r><r><t xml:space=\"preserve\">-CHE-1-2023</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>\
                <si><t>CA0007_x002D_CHE01-CHE-9-2023</t></si>";
    ("xl/sharedStrings.xml", format!("<sst>{texts}{rich}</sst>"))
}

fn styles() -> (&'static str, String) {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0 &quot;days&quot;"/><numFmt numFmtId="165" formatCode="[$-409]dd\/mm\/yyyy"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;
    ("xl/styles.xml", styles.to_owned())
}

#[test]
fn dates_are_known_by_their_look() {
    let action = |date: &str| {
        let rows = format!("{ACTIONS}<row><c t=\"s\"><v>5</v></c><c t=\"s\"><v>6</v></c><c t=\"s\"><v>4</v></c>{date}</row>");
        book_with(&[("Actions", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))], &[strings(), styles()])
    };
    for (cell, at) in [
        ("<c s=\"2\"><v>45292</v></c>", Some("2024-01-01T00:00:00Z")),
        ("<c s=\"3\"><v>45657.9999999884</v></c>", Some("2024-12-31T23:59:59.999Z")),
        ("<c s=\"3\"><v>45657.5</v></c>", Some("2024-12-31T12:00:00Z")),
        ("<c t=\"d\"><v>2024-05-06T07:08:09Z</v></c>", Some("2024-05-06T07:08:09Z")),
        ("<c s=\"1\"><v>45292</v></c>", None),
        ("<c><v>45292</v></c>", None),
        ("<c s=\"2\"><v>59</v></c>", None),
        ("<c s=\"2\"><v>99999999</v></c>", None),
        ("<c s=\"2\"><v>4.5E4</v></c>", None),
    ] {
        let tables = of(action(cell)).unwrap();
        let read = tables.actions.iter().next().map(|action| (action.at.to_string(), action.block.to_string()));
        assert_eq!(read, at.map(|at| (at.to_owned(), "CA0007-CHE01-CHE-1-9-2023".to_owned())), "{cell}");
        assert_eq!(tables.problems.len(), usize::from(at.is_none()), "{cell}");
    }
}

#[test]
fn numbers_keep_their_digits_or_are_refused() {
    for (cell, read) in [
        ("<c><v>999999999999999</v></c>", Ok(999_999_999_999_999)),
        ("<c><v>1000.0</v></c>", Ok(1_000)),
        ("<c t=\"inlineStr\"><is><t>18446744073709551615</t></is></c>", Ok(u64::MAX)),
        ("<c t=\"str\"><v>1,000</v></c>", Ok(1_000)),
        ("<c><v>1234567890123456</v></c>", Err(Why::Rounded)),
        ("<c><v>1.84467440737096E+19</v></c>", Err(Why::Rounded)),
        ("<c><v>1000.5</v></c>", Err(Why::NotWhole)),
        ("<c><v>-5</v></c>", Err(Why::NotANumber)),
        ("<c t=\"b\"><v>1</v></c>", Err(Why::Truth)),
        ("<c t=\"e\"><v>#REF!</v></c>", Err(Why::Error)),
        ("<c><f>E2+9</f><v>10</v></c>", Err(Why::Formula)),
        ("<c><f>E2+9</f></c>", Err(Why::Formula)),
        ("<c><f t=\"shared\" si=\"0\"/><v>10</v></c>", Err(Why::Formula)),
        ("<c t=\"str\"><f>\"1\"&amp;\"0\"</f><v>10</v></c>", Err(Why::Formula)),
        ("<c/>", Err(Why::Empty)),
    ] {
        let cells = ["CA0007", "AUTH-1", "CHE", "GHA01", "1", cell, "NA", "GHG", "", "Removals", "2023"];
        let tables = of(book_with(&[("x", sheet_of(&row(&cells), ""))], &[])).unwrap();
        let found = match tables.problems.first() {
            None => Ok(tables.holdings.iter().next().unwrap().block.range.last().number()),
            Some(problem) => {
                assert_eq!((problem.place.row, problem.cell, problem.column), (2, Some(5), Some(Column::Last)), "{cell}");
                Err(problem.why.clone())
            }
        };
        assert_eq!(found, read, "{cell}");
    }
}

#[test]
fn rows_and_cells_that_are_left_out_keep_the_others_in_place() {
    let rows = r#"<row r="7"><c r="A7" t="str"><v>CA0007</v></c><c r="C7" t="str"><v>CHE</v></c><c r="D7" t="str"><v>GHA01</v></c><c r="E7"><v>1</v></c><c r="F7"><v>9</v></c><c r="K7"><v>2023</v></c></row>"#;
    let tables = of(book_with(&[("x", sheet_of(rows, ""))], &[])).unwrap();
    assert_eq!(tables.problems, []);
    let (line, place) = tables.holdings.placed().next().unwrap();
    assert_eq!((line.block.to_string().as_str(), place.row), ("CA0007-GHA01-CHE-1-9-2023", 7));
    assert_eq!(tables.cell(place, Column::Last), Some(5));
}
