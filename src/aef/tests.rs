//! Files made in memory and read back: what is read, and how what can't be is named.

mod alike;
mod commas;
pub(super) mod maker;
mod malformed;
mod mutations;
mod seeds;
mod workbooks;

use super::*;
use crate::domain::reconcile::{AccountClass, ActionKind};
use maker::{HOLDINGS, book, held, sheet};
use std::io::Cursor;

fn of(octets: impl Into<Vec<u8>>) -> Result<Tables, FileProblem> {
    read(Cursor::new(octets.into()), Given::default())
}

/// The problems of a file, each as its place with what it is.
fn problems(octets: impl Into<Vec<u8>>) -> Vec<(u32, Option<usize>, Why)> {
    let tables = of(octets).unwrap();
    tables.problems.into_iter().map(|problem| (problem.place.row, problem.cell, problem.why)).collect()
}

fn blocks(tables: &Tables) -> Vec<String> {
    tables.holdings.iter().map(|line| line.block.to_string()).collect()
}

/// The same table as text lines, with a sign between cells.
fn lines(rows: &[Vec<&str>], sign: &str, end: &str) -> String {
    rows.iter().map(|row| row.join(sign) + end).collect()
}

/// All formats and both spellings of heads say the same.
#[test]
fn one_table_in_every_format_reads_the_same() {
    let rows = vec![HOLDINGS.to_vec(), held("CA0007-CHE01-CHE-1-2023", "CA0007-CHE01-CHE-100-2023", "100")];
    let json = format!("[{}]", maker::object(&rows[0], &rows[1]));
    let named = format!("{{\"Table 4 Holdings\":{json}}}");
    let one_a_line = format!("{0}\n{0}\n", maker::object(&rows[0], &rows[1]));
    for (name, octets, count) in [
        ("xlsx", book(&[("Table 4 Holdings", sheet(&rows))]), 1),
        ("csv", lines(&rows, ",", "\r\n").into_bytes(), 1),
        ("csv with a mark", format!("\u{feff}{}", lines(&rows, ",", "\n")).into_bytes(), 1),
        ("semicolons", lines(&rows, ";", "\n").into_bytes(), 1),
        ("tabs", lines(&rows, "\t", "\n").into_bytes(), 1),
        ("a list", json.clone().into_bytes(), 1),
        ("lists by name", named.into_bytes(), 1),
        ("an object a line", one_a_line.into_bytes(), 2),
    ] {
        let tables = of(octets).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert_eq!(tables.problems, [], "{name}");
        assert_eq!(blocks(&tables), vec!["CA0007-CHE01-CHE-1-100-2023"; count], "{name}");
        let line = tables.holdings.iter().next().unwrap();
        assert_eq!(line.attributes.holder.to_string(), "GHA01", "{name}");
        assert_eq!(line.attributes.authorization.as_ref().unwrap().as_str(), "AUTH-1", "{name}");
        assert_eq!(line.attributes.underlying, None, "{name}: NA in units alone says nothing");
        assert!(tables.rows.is_empty(), "{name}");
    }
}

#[test]
fn an_export_of_the_console_says_account_class_and_first_transfer() {
    let csv = "first,last_serial,quantity,account,state,last,first_serial,approach,registry,party,vintage,holding_registry,metric,first_transferred\r\n\
               CA0007-CHE01-CHE-1-2023,10,10,CHE01-100-0001,used,CA0007-CHE01-CHE-10-2023,1,CA0007,CHE01,CHE,2023,CHE01,GHG,\r\n\
               CA0007-CHE01-CHE-11-2023,20,10,CHE01-100-0001,reserved,CA0007-CHE01-CHE-20-2023,11,CA0007,CHE01,CHE,2023,CHE01,GHG,2024-02-29\r\n";
    let tables = of(csv).unwrap();
    let said: Vec<_> = tables.holdings.iter().map(|line| (line.attributes.class, line.attributes.first_transferred)).collect();
    let day = "2024-02-29".parse().unwrap();
    assert_eq!(said, [(Some(AccountClass::Used), Some(None)), (Some(AccountClass::Holding), Some(Some(day)))]);
}

#[test]
fn ids_are_read_in_every_spelling_and_by_the_columns_beside_them() {
    for (first, last, read) in [
        ("CA0007-CHE01-CHE-1-2023", "CA0007-CHE01-CHE-1,000-2023", "CA0007-CHE01-CHE-1-1000-2023"),
        ("1", "1,000", "CA0007-GHA01-CHE-1-1000-2023"),
        ("1", "1 000", "CA0007-GHA01-CHE-1-1000-2023"),
        ("CH-tCO2e-1-004-2023-1-1000", "CH-tCO2e-1-004-2023-1-1000", "CA0007-GHA01-CHE-1-1000-2023"),
    ] {
        let tables = of(lines(&[HOLDINGS.to_vec(), held(first, last, "1000")], ";", "\n")).unwrap();
        assert_eq!(blocks(&tables), [read], "{first}");
    }
}

/// The older layout has one table, with footnote letters in its heads.
#[test]
fn actions_are_read_in_both_layouts() {
    let new = "Action date,Action type,Cooperative approach ID,First transferring participating Party ID,Party ITMO registry ID,First ID,Last ID,Vintage,Transferring participating Party ID,Acquiring participating Party ID\n\
               2024-03-01T10:00:00.000Z,First transfer,CA0007,CHE,CHE01,1,10,2023,NA,GHA\n\
               31/12/2024,Voluntary Cancellation,CA0007,CHE,CHE01,11,12,2023,,\n";
    let old = "Article 6 database record ID,Cooperative approach(a),First unique identifier(b),Last unique identifier(c),Quantity (expressed in metric)(g),Vintage(j),Action date(q),Action type(r),Transferring participating Party(s),Acquiring participating Party(t)\n\
               1,CA0007,CA0007-CHE01-CHE-1-2023,CA0007-CHE01-CHE-10-2023,10,2023,01/03/2024,acquisition,CHE,\n";
    let tables = of(new).unwrap();
    let shared: Vec<_> =
        tables.actions.iter().map(|action| action.shared.as_ref().map(|row| (row.kind, row.counterpart.to_string()))).collect();
    assert_eq!(shared, [Some((ActionKind::Transfer, "GHA".to_owned())), None]);
    assert_eq!(tables.actions.iter().nth(1).unwrap().at.to_string(), "2024-12-31T00:00:00Z");
    let tables = of(old).unwrap();
    let row = tables.actions.iter().next().unwrap();
    assert_eq!(row.shared.as_ref().unwrap().kind, ActionKind::Acquisition);
    assert_eq!(row.at.to_string(), "2024-03-01T00:00:00Z");
    assert_eq!(tables.problems, []);
    assert_eq!(tables.parts[0].unread.len(), 1, "the record's id is said to be left out");
}

/// Lines come in any order; the line that begins far before still is about the ITMOs at its end.
#[test]
fn lines_about_an_itmo_are_found_however_they_overlap() {
    let row = |first: &str, last: &str| vec![first.to_owned(), last.to_owned()];
    let head =
        "Cooperative approach ID;First transferring participating Party ID;Party ITMO registry ID;First ID;Last ID;Vintage\n";
    let rows = [row("50", "59"), row("1", "1000"), row("2", "3"), row("60", "60")];
    let text: String = rows.iter().map(|ends| format!("CA0007;CHE;CHE01;{};{};2023\n", ends[0], ends[1])).collect();
    let tables = of(format!("{head}{text}")).unwrap();
    for (block, found) in
        [("55-55", vec![3, 2]), ("60-70", vec![3, 5]), ("3-3", vec![3, 4]), ("1001-1002", vec![]), ("1-2000", vec![3, 4, 2, 5])]
    {
        let block = format!("CA0007-CHE01-CHE-{block}-2023").parse().unwrap();
        let rows: Vec<u32> = tables.holdings.about(block).into_iter().map(|(_, place)| place.row).collect();
        assert_eq!(rows, found, "{block}");
    }
}
