//! Rows that are known by their octets are read as any other: a file of lines says what the same objects say, row for row.

use super::{
    maker::{HOLDINGS, held, object},
    *,
};
use proptest::prelude::*;

/// A way to write a row: its serials, and one thing that is written otherwise.
#[derive(Clone, Copy, Debug)]
struct Written {
    first: u64,
    count: u64,
    how: u8,
    party: bool,
}

fn written() -> impl Strategy<Value = Written> {
    let rows = (1_u64..2_000, 1_u64..1_200, 0_u8..16, any::<bool>());
    rows.prop_map(|(first, count, how, party)| Written { first, count, how, party })
}

fn cells(row: Written) -> Vec<String> {
    let Written { first, count, how, party } = row;
    let last = first + count - 1;
    let id = |serial: &str| format!("CA0007-CHE01-{}-{serial}-2023", if party { "CHE" } else { "GHA" });
    let (from, to) = (id(&first.to_string()), id(&last.to_string()));
    let mut cells: Vec<String> = held("", "", "").into_iter().map(str::to_owned).collect();
    cells[2] = if party { "CHE".to_owned() } else { "GHA".to_owned() };
    (cells[4], cells[5], cells[8]) = (from, to, count.to_string());
    match how {
        0 => cells[4] = first.to_string(),
        1 => (cells[4], cells[5]) = (first.to_string(), last.to_string()),
        2 => cells[5] = id("0"),
        3 => cells[5] = id("007"),
        4 => cells[8] = (count + 1).to_string(),
        5 => cells[8] = String::new(),
        6 => cells[8] = "1,000".to_owned(),
        7 => cells[7] = "non-GHG".to_owned(),
        8 => cells[6] = format!("{first}"),
        9 => cells[1] = format!("AUTH-{count}"),
        10 => cells[5] = format!(" {} ", cells[5]),
        11 => cells[10] = "2024".to_owned(),
        _ => {}
    }
    cells
}

/// Lines, problems and doubtful rows, each with the place it is at, counted from the first row of data.
type Said = (Vec<(String, String, u32)>, Vec<(u32, Option<usize>, Why)>, Vec<u32>, Vec<(Kind, u64)>);

fn said(tables: &Tables, head: u32) -> Said {
    let lines = tables.holdings.placed();
    (
        lines.map(|(line, place)| (line.block.to_string(), format!("{:?}", line.attributes), place.row - head)).collect(),
        tables.problems.iter().map(|problem| (problem.place.row - head, problem.cell, problem.why.clone())).collect(),
        tables.rows.iter().map(|row| row.place.row - head).collect(),
        tables.parts.iter().flat_map(|part| part.tables.clone()).collect(),
    )
}

proptest! {
    #[test]
    fn a_row_that_is_like_one_before_says_the_same(rows in prop::collection::vec(written(), 0..60)) {
        let rows: Vec<Vec<String>> = rows.into_iter().map(cells).collect();
        let texts: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let lines = |quotes| {
            let mut lines = csv::WriterBuilder::new().quote_style(quotes).from_writer(Vec::new());
            lines.write_record(HOLDINGS).unwrap();
            texts.iter().for_each(|row| lines.write_record(row).unwrap());
            said(&of(lines.into_inner().unwrap()).unwrap(), 1)
        };
        // The head of a list of objects is its first object, so an empty one comes first.
        let empty = object(&HOLDINGS, &held("CA0007-CHE01-CHE-9000-2023", "CA0007-CHE01-CHE-9000-2023", "1"));
        let objects: Vec<String> = texts.iter().map(|row| object(&HOLDINGS, row)).collect();
        let json = format!("[{}]", [vec![empty], objects].concat().join(","));
        let mut by_cells = said(&of(json).unwrap(), 1);
        by_cells.0.retain(|(block, ..)| block != "CA0007-CHE01-CHE-9000-9000-2023");
        by_cells.3.iter_mut().for_each(|(_, count)| *count -= 1);
        // As they stand, and through the parser of quotes.
        prop_assert_eq!(&lines(csv::QuoteStyle::Necessary), &by_cells);
        prop_assert_eq!(&lines(csv::QuoteStyle::Always), &by_cells);
    }
}

#[test]
fn a_cell_beyond_the_head_is_named_in_files_of_lines() {
    let first = "CA0007-CHE01-CHE-1-2023";
    let text = format!(
        "Party ITMO registry ID,First ID,Last ID,Quantity (t CO2 eq)\nGHA01,{first},{first},1\nGHA01,{first},{first},1,000\n"
    );
    assert_eq!(problems(text), [(3, Some(4), Why::Beyond)]);
}

#[test]
fn a_field_that_is_there_twice_is_refused() {
    let twice = of("[{\"First ID\":\"1\",\"Last ID\":\"2\",\n\"First ID\":\"3\"}]").map(|_| ()).unwrap_err().to_string();
    assert!(twice.contains("line 2") && twice.contains("\"First ID\" is there twice"), "{twice}");
}

/// Kinds of rows that follow each other again and again are taken by their octets: that must be so for the numbers to mean anything.
#[test]
fn a_number_that_is_written_otherwise_is_not_taken_for_another() {
    let id = |serial: &str| format!("CA0007-CHE01-CHE-{serial}-2023");
    let row = |first: &str, last: &str, count: &str| {
        let (first, last) = (id(first), id(last));
        held(&first, &last, count).join(",") + "\n"
    };
    let head = HOLDINGS.join(",") + "\n";
    let plain = [row("1", "9", "9"), row("10", "19", "10"), row("20", "29", "10")].concat();
    for (wrong, problems_of) in [
        (row("030", "39", "10"), 1),
        (row("30", "39", "010"), 0),
        (row("30", "39", "10").replace("Removals", "removals"), 0),
        (row("30", "99999999999999999999", "10"), 1),
        (row("39", "30", "10"), 1),
        (row("30", "39", "10").replace('\n', ",\n"), 0),
        (row("30", "39", "10").replace('\n', ",x\n"), 1),
        (row("30", "39", "11"), 0),
    ] {
        let tables = of(format!("{head}{plain}{wrong}{plain}")).unwrap();
        assert_eq!((tables.problems.len(), tables.holdings.len()), (problems_of, 7 - problems_of), "{wrong}");
        assert_eq!(tables.rows.len(), usize::from(wrong.contains(",11,")), "{wrong}");
    }
}
