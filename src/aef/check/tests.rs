//! A submission that is as it should be, and then one thing wrong with it at a time.

use super::*;
use crate::aef::check::{Breach, Fault};
use std::io::Cursor;

/// A valid submission in lines: tables below each other, each with its title.
fn submission() -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let said = [("Party", "CHE"), ("Version", "1.0"), ("Reported year", "2024"), ("Date of submission", "10/04/2025")];
    let ndc = [("First year of the NDC implementation period", "2021"), ("Last year of the NDC implementation period", "2030")];
    rows.push(vec![Table::Submission.title().into()]);
    for entry in Table::Submission.entries() {
        let label = entry.field.label();
        let value = said.iter().chain(&ndc).find(|(known, _)| *known == label).map_or("", |(_, value)| value);
        rows.push(vec![label.into(), value.into()]);
    }
    for (table, lines) in [
        (Table::Authorizations, vec![authorization()]),
        (Table::Actions, vec![first_transfer(), acquisition(), used()]),
        (Table::Holdings, vec![holding(1, 100), holding(101, 150)]),
        (Table::Entities, vec![entity()]),
    ] {
        rows.push(vec![table.title().into()]);
        rows.push(table.entries().iter().map(|entry| entry.field.label().to_owned()).collect());
        rows.extend(lines);
    }
    rows
}

/// A row of a table, from what its columns say.
fn row(table: Table, said: &[(Field, &str)]) -> Vec<String> {
    let value = |field| said.iter().find(|(known, _)| *known == field).map_or("", |(_, value)| value);
    table.entries().iter().map(|entry| value(entry.field).to_owned()).collect()
}

fn authorization() -> Vec<String> {
    row(
        Table::Authorizations,
        &[
            (Field::Authorization, "AUTH-2024-0001"),
            (Field::AuthorizationDate, "01/02/2024"),
            (Field::Approach, "CA0007"),
            (Field::AuthorizationVersion, "1"),
            (Field::Metric, "GHG"),
            (Field::NonGhgMetric, "NA"),
            (Field::Sectors, "Energy generation; Transportation"),
            (Field::Purpose, "NDC and OIMP"),
            (Field::OimpAuthorized, "CORSIA"),
            (Field::Timeframe, "2021 - 2030"),
            (Field::FirstTransferDefinition, "Issuance"),
        ],
    )
}

const SERIES: [(Field, &str); 8] = [
    (Field::Approach, "CA0007"),
    (Field::Authorization, "AUTH-2024-0001"),
    (Field::FirstTransferringParty, "CHE"),
    (Field::Registry, "CHE01"),
    (Field::UnderlyingRegistry, "NA"),
    (Field::Metric, "GHG"),
    (Field::MitigationType, "Removals"),
    (Field::Vintage, "2023"),
];

fn act(at: &str, kind: &str, ids: (u64, u64), more: &[(Field, &str)]) -> Vec<String> {
    let [first, last] = [ids.0, ids.1].map(|serial| format!("CA0007-CHE01-CHE-{serial}-2023"));
    let tonnes = (ids.1 - ids.0 + 1).to_string();
    let mut said = SERIES.to_vec();
    said.extend([(Field::ActionDate, at), (Field::ActionType, kind)]);
    said.extend([(Field::FirstId, first.as_str()), (Field::LastId, last.as_str()), (Field::Tonnes, tonnes.as_str())]);
    said.extend(more);
    row(Table::Actions, &said)
}

fn first_transfer() -> Vec<String> {
    let more = [(Field::AcquiringParty, "GHA"), (Field::ActionSubtype, "First transfer to another Party")];
    act("2024-03-01T10:00:00.000Z", "First transfer", (1001, 1100), &more)
}

fn acquisition() -> Vec<String> {
    act("2024-12-31T23:59:59.999Z", "Acquisition", (2001, 2010), &[(Field::TransferringParty, "GHA")])
}

fn used() -> Vec<String> {
    act("2024-06-01T00:00:00.000Z", "Use", (3001, 3001), &[(Field::UsingParty, "CHE"), (Field::NdcYear, "2024")])
}

fn holding(first: u64, last: u64) -> Vec<String> {
    let [from, to] = [first, last].map(|serial| format!("CA0007-CHE01-CHE-{serial}-2023"));
    let tonnes = (last - first + 1).to_string();
    let mut said = SERIES.to_vec();
    said.extend([(Field::FirstId, from.as_str()), (Field::LastId, to.as_str()), (Field::Tonnes, tonnes.as_str())]);
    row(Table::Holdings, &said)
}

fn entity() -> Vec<String> {
    let said = [
        (Field::EntityDate, "01/02/2024"),
        (Field::EntityName, "Alpine Removals AG"),
        (Field::EntityCountry, "CHE"),
        (Field::EntityNumber, "CHE-123.456.789"),
        (Field::Approach, "CA0007"),
    ];
    row(Table::Entities, &said)
}

fn lines(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

fn judged(rows: &[Vec<String>]) -> Vec<Breach> {
    let checked = check(Cursor::new(lines(rows))).unwrap();
    let together = together([&checked]).into_iter().map(|(_, breach)| breach);
    checked.breaches.iter().cloned().chain(together).collect()
}

#[test]
fn a_submission_as_it_should_be_is_valid() {
    assert_eq!(judged(&submission()), []);
}

/// Which line the rows of a table begin at, from 0.
fn begin(rows: &[Vec<String>], table: Table) -> usize {
    rows.iter().position(|row| row[0] == table.title()).unwrap() + 2
}

/// Which cell says what instead, and which is named for it.
const BROKEN: &[(Table, usize, Field, &str, Field)] = &[
    (Table::Authorizations, 0, Field::Authorization, "", Field::Authorization),
    (Table::Authorizations, 0, Field::Approach, "NA", Field::Approach),
    (Table::Authorizations, 0, Field::AuthorizationDate, "2024-02-01", Field::AuthorizationDate),
    (Table::Authorizations, 0, Field::NonGhgMetric, "MWh", Field::NonGhgMetric),
    (Table::Authorizations, 0, Field::Metric, "non-GHG", Field::NonGhgMetric),
    (Table::Authorizations, 0, Field::Sectors, "Energy", Field::Sectors),
    (Table::Authorizations, 0, Field::ActivityType, "CO2 usage", Field::ActivityType),
    (Table::Authorizations, 0, Field::Purpose, "NDC, OIMP", Field::Purpose),
    (Table::Authorizations, 0, Field::OimpAuthorized, "", Field::OimpAuthorized),
    (Table::Authorizations, 0, Field::FirstTransferDefinition, "NA", Field::FirstTransferDefinition),
    (Table::Authorizations, 0, Field::Timeframe, "2030-2021", Field::Timeframe),
    (Table::Authorizations, 0, Field::Documentation, "https://example.org", Field::Documentation),
    (Table::Actions, 0, Field::ActionType, "Firsttransfer", Field::ActionType),
    (Table::Actions, 0, Field::ActionSubtype, "Other", Field::ActionSubtype),
    (Table::Actions, 0, Field::AcquiringParty, "", Field::AcquiringParty),
    (Table::Actions, 0, Field::AcquiringParty, "Ghana", Field::AcquiringParty),
    (Table::Actions, 0, Field::TransferringParty, "CHE", Field::TransferringParty),
    (Table::Actions, 0, Field::Tonnes, "99", Field::Tonnes),
    (Table::Actions, 0, Field::Vintage, "2022", Field::Vintage),
    (Table::Actions, 0, Field::FirstTransferringParty, "GHA", Field::FirstTransferringParty),
    (Table::Actions, 0, Field::LastId, "CA0007-CHE01-CHE-1000-2023", Field::LastId),
    (Table::Actions, 0, Field::LastId, "CA0007-CHE01-CHE-1100-2022", Field::LastId),
    (Table::Actions, 0, Field::UnderlyingFirst, "VCS-1", Field::UnderlyingFirst),
    (Table::Actions, 0, Field::NdcYear, "2024", Field::NdcYear),
    (Table::Actions, 0, Field::UsingParty, "CHE", Field::UsingParty),
    (Table::Actions, 0, Field::ActionCheck, "consistent", Field::ActionCheck),
    (Table::Actions, 0, Field::ActionDate, "2025-01-01T00:00:00.000Z", Field::ActionDate),
    (Table::Actions, 1, Field::TransferringParty, "NA", Field::TransferringParty),
    (Table::Actions, 1, Field::AcquiringParty, "CHE", Field::AcquiringParty),
    (Table::Actions, 1, Field::ActionSubtype, "Issuance", Field::ActionSubtype),
    (Table::Actions, 1, Field::OimpPurpose, "CORSIA", Field::OimpPurpose),
    (Table::Actions, 2, Field::UsingParty, "", Field::UsingParty),
    (Table::Actions, 2, Field::NdcYear, "", Field::NdcYear),
    (Table::Actions, 2, Field::NdcYear, "24", Field::NdcYear),
    (Table::Actions, 2, Field::OimpPurpose, "CORSIA", Field::NdcYear),
    (Table::Holdings, 0, Field::Registry, "Switzerland", Field::Registry),
    (Table::Holdings, 0, Field::MitigationType, "Both", Field::MitigationType),
    (Table::Holdings, 0, Field::UnderlyingRegistry, "VCS", Field::UnderlyingFirst),
    (Table::Holdings, 0, Field::Tonnes, "1000", Field::Tonnes),
    (Table::Holdings, 0, Field::FirstId, "1-100", Field::FirstId),
    (Table::Entities, 0, Field::EntityName, "", Field::EntityName),
    (Table::Entities, 0, Field::EntityDate, "31/02/2024", Field::EntityDate),
];

/// One cell of the valid submission is changed, and exactly that cell is named.
#[test]
fn each_cell_that_breaks_a_rule_is_named() {
    for (table, at, field, text, named) in BROKEN {
        let mut rows = submission();
        let column = table.entries().iter().position(|entry| entry.field == *field).unwrap();
        let line = begin(&rows, *table) + at;
        rows[line][column] = (*text).to_owned();
        let found = judged(&rows);
        let first = found.first().unwrap_or_else(|| panic!("{table:?} {field:?} “{text}” is wrong"));
        let cell = table.entries().iter().position(|entry| entry.field == *named);
        assert_eq!(
            (first.table, first.place.row, first.field, first.cell),
            (*table, u32::try_from(line + 1).unwrap(), Some(*named), cell),
            "{field:?} “{text}”: {found:?}"
        );
    }
}

#[test]
fn the_submission_is_judged_by_its_labels() {
    for (label, value, fault) in [
        ("Party", "Switzerland", None),
        ("Version", "1", None),
        ("Reported year", "", Some(Fault::Empty)),
        ("Date of submission", "31/12/2024", Some(Fault::Before { what: "the reported year is over" })),
        ("Last year of the NDC implementation period", "2020", Some(Fault::Before { what: "the first year" })),
        ("Review status of the initial report", "reviewed", Some(Fault::NotBlank)),
    ] {
        let mut rows = submission();
        let line = rows.iter().position(|row| row[0] == label).unwrap();
        rows[line][1] = value.to_owned();
        let found = judged(&rows);
        assert_eq!(found.len(), 1, "{label}: {found:?}");
        assert_eq!((found[0].table, found[0].place.row as usize), (Table::Submission, line + 1), "{label}");
        assert!(fault.is_none_or(|fault| fault == found[0].fault), "{label}: {:?}", found[0].fault);
        // A label that is gone is named too.
        let mut rows = submission();
        rows.retain(|row| row[0] != label);
        assert!(judged(&rows).iter().any(|breach| breach.fault == Fault::NoLabel), "{label}");
    }
}

#[test]
fn tables_and_columns_that_are_missing_moved_or_new_are_named() {
    let whole = submission();
    for table in [Table::Authorizations, Table::Actions, Table::Holdings, Table::Entities] {
        let head = begin(&whole, table) - 1;
        // Without its rows the table is complete; without its head it is not there.
        let end = begin(&whole, table) + whole[head + 1..].iter().take_while(|row| row.len() == whole[head].len()).count();
        let mut rows = whole.clone();
        rows.drain(head + 1..end);
        assert_eq!(judged(&rows), [], "{table:?}: a table without rows says something");
        rows.remove(head);
        assert_eq!(judged(&rows), [Breach::of_table(table, Fault::NoTable)]);
        let mut rows = whole.clone();
        for row in &mut rows[head..end] {
            row.remove(0);
        }
        let found = judged(&rows);
        assert!(
            found.iter().any(|breach| breach.fault == Fault::NoColumn && breach.field == Some(table.entries()[0].field)),
            "{found:?}"
        );
        let mut rows = whole.clone();
        for row in &mut rows[head..end] {
            row.swap(0, 2);
        }
        assert!(judged(&rows).iter().all(|breach| matches!(breach.fault, Fault::Order { .. })), "{table:?}");
        assert!(!judged(&rows).is_empty(), "{table:?}");
        let mut rows = whole.clone();
        for row in &mut rows[head..end] {
            row.push("Our own remark".to_owned());
        }
        assert_eq!(judged(&rows)[0].fault, Fault::OtherColumn, "{table:?}");
    }
}

#[test]
fn what_is_said_or_held_twice_is_named_with_the_other_row() {
    let mut rows = submission();
    let at = begin(&rows, Table::Actions);
    rows.insert(at + 1, rows[at].clone());
    let twice = judged(&rows);
    assert_eq!(twice.iter().map(|breach| breach.fault.clone()).collect::<Vec<_>>(), [Fault::RowTwice { row: at as u32 + 1 }]);
    let mut rows = submission();
    let at = begin(&rows, Table::Holdings);
    rows.insert(at + 2, holding(150, 160));
    let twice = judged(&rows);
    assert_eq!(twice.iter().map(|breach| breach.fault.clone()).collect::<Vec<_>>(), [Fault::HeldTwice { row: at as u32 + 2 }]);
    assert_eq!(twice[0].place.row as usize, at + 3);
}

/// Ids in another spelling, and the same moment in another: the row says the same. At another time, or something else, it does not.
#[test]
fn a_row_of_actions_is_the_same_by_what_it_says() {
    let again = |change: fn(&mut Vec<String>)| {
        let mut rows = submission();
        let at = begin(&rows, Table::Actions);
        let mut other = rows[at].clone();
        change(&mut other);
        rows.insert(at + 2, other);
        let twice = judged(&rows).into_iter().filter(|breach| matches!(breach.fault, Fault::RowTwice { .. }));
        twice.map(|breach| breach.place.row as usize - at).collect::<Vec<_>>()
    };
    let place = |field| Table::Actions.entries().iter().position(|entry| entry.field == field).unwrap();
    assert_eq!([Field::ActionDate, Field::ActionSubtype, Field::FirstId, Field::LastId].map(place), [0, 2, 7, 8]);
    assert_eq!(again(|_| {}), [3]);
    assert_eq!(again(|row| row[0] = "2024-03-01T10:00:00Z".into()), [3]);
    assert_eq!(again(|row| (row[7], row[8]) = ("1001".into(), "1100".into())), [3]);
    assert_eq!(again(|row| row[0] = "2024-03-01T10:00:00.001Z".into()), Vec::<usize>::new());
    assert_eq!(again(|row| row[0] = "in March".into()), Vec::<usize>::new());
    assert_eq!(again(|row| row[2] = String::new()), Vec::<usize>::new());
    assert_eq!(again(|row| row[8] = row[8].replace("1100", "1099")), Vec::<usize>::new());
}

/// A title across all columns is how such workbooks look; values that are merged are nobody's.
#[test]
fn merged_cells_are_named_in_the_table_they_are_in() {
    use crate::aef::tests::maker::{book, sheet};
    let rows = submission();
    let texts: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let merged = |first: usize, last: usize| {
        let merged = format!("<mergeCells><mergeCell ref=\"A{first}:C{last}\"/></mergeCells></worksheet>");
        let octets = book(&[("x", sheet(&texts).replace("</worksheet>", &merged))]);
        let found = check(Cursor::new(octets)).unwrap().breaches;
        found.into_iter().map(|breach| (breach.table, breach.place.row as usize, breach.fault)).collect::<Vec<_>>()
    };
    let fault = Fault::Cell(super::super::problem::Why::Merged);
    for table in [Table::Authorizations, Table::Actions, Table::Holdings, Table::Entities] {
        let first = begin(&rows, table) + 1;
        assert_eq!(merged(first - 2, first - 2), [], "{table:?}: a title");
        assert_eq!(merged(first, first), [(table, first, fault.clone())], "{table:?}");
    }
}

#[test]
fn the_older_layout_is_said_to_be_older() {
    let head =
        ["Article 6 database record ID", "Cooperative approach(a)", "First unique identifier(b)", "Last unique identifier(c)"];
    let rows = [head.map(str::to_owned).to_vec()];
    assert!(judged(&rows).iter().any(|breach| breach.fault == Fault::OlderLayout));
}

/// The files of a submission may be one for each table, in any order.
#[test]
fn files_are_judged_together() {
    let whole = submission();
    let starts: Vec<usize> =
        Table::ALL.iter().map(|table| whole.iter().position(|row| row[0] == table.title()).unwrap()).collect();
    let mut files: Vec<Checked> = (0..5)
        .map(|at| {
            let end = starts.get(at + 1).copied().unwrap_or(whole.len());
            check(Cursor::new(lines(&whole[starts[at]..end]))).unwrap()
        })
        .collect();
    files.reverse();
    assert_eq!(together(&files), []);
    assert!(files.iter().all(|file| file.breaches.is_empty()));
    let missing = files.remove(0);
    assert_eq!(together(&files), [(None, Breach::of_table(Table::Entities, Fault::NoTable))]);
    files.push(missing);
    let again = check(Cursor::new(lines(&whole[starts[4]..]))).unwrap();
    files.push(again);
    assert_eq!(together(&files), [(Some(5), Breach::of_table(Table::Entities, Fault::TableTwice))]);
}
