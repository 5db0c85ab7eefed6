//! Files of actions for the bench: what two Parties report of each other, and a submission that the validator reads whole.
//! Every row has a moment of its own, because that is what costs the most to keep.
//! Must not know: who reads them.

use countersign::aef::format::{Field, Table};
use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
};

/// ITMOs in a block.
const LENGTH: u64 = 100;
/// One row in so many is in one report only.
const MISSING: u64 = 1_000;

/// A row of a table, from what its columns say; the others are empty.
fn row(table: Table, said: &[(Field, &str)]) -> String {
    let value = |field| said.iter().find(|(known, _)| *known == field).map_or("", |(_, value)| value);
    table.entries().iter().map(|entry| value(entry.field)).collect::<Vec<_>>().join(",")
}

fn head(table: Table) -> String {
    table.entries().iter().map(|entry| format!("\"{}\"", entry.field.label())).collect::<Vec<_>>().join(",")
}

/// What every row says of its ITMOs.
fn ids(place: u64) -> [String; 3] {
    let (first, last) = (place * (LENGTH + 1) + 1, place * (LENGTH + 1) + LENGTH);
    [format!("CA0007-CHE01-CHE-{first}-2023"), format!("CA0007-CHE01-CHE-{last}-2023"), LENGTH.to_string()]
}

fn said<'a>(ids: &'a [String; 3], more: &[(Field, &'a str)]) -> Vec<(Field, &'a str)> {
    let mut said = vec![
        (Field::Approach, "CA0007"),
        (Field::Authorization, "AUTH-2024-0001"),
        (Field::FirstTransferringParty, "CHE"),
        (Field::Registry, "CHE01"),
        (Field::FirstId, ids[0].as_str()),
        (Field::LastId, ids[1].as_str()),
        (Field::UnderlyingRegistry, "NA"),
        (Field::Metric, "GHG"),
        (Field::Tonnes, ids[2].as_str()),
        (Field::MitigationType, "Removals"),
        (Field::Vintage, "2023"),
    ];
    said.extend(more);
    said
}

/// A moment of 2024, another one for each row.
fn moment(place: u64, later: u64) -> String {
    let second = (place * 7 + later) % (86_400 * 365);
    let (day, of_day) = (second / 86_400, second % 86_400);
    let (month, day) = (day / 28 % 12 + 1, day % 28 + 1);
    format!("2024-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z", of_day / 3_600, of_day / 60 % 60, of_day % 60, place % 1_000)
}

fn transferred(place: u64) -> String {
    let (ids, at) = (ids(place), moment(place, 0));
    let more = [
        (Field::ActionDate, at.as_str()),
        (Field::ActionType, "First transfer"),
        (Field::ActionSubtype, "First transfer to another Party"),
        (Field::AcquiringParty, "GHA"),
    ];
    row(Table::Actions, &said(&ids, &more))
}

fn acquired(place: u64) -> String {
    let (ids, at) = (ids(place), moment(place, 2));
    let more = [(Field::ActionDate, at.as_str()), (Field::ActionType, "Acquisition"), (Field::TransferringParty, "CHE")];
    row(Table::Actions, &said(&ids, &more))
}

/// The reports of two Parties; of one row in a thousand the acquiring one knows nothing.
pub fn reports(ours: &Path, theirs: &Path, rows: u64) {
    let file = |path: &Path, party: &str, line: fn(u64) -> String, skip: bool| {
        let mut file = BufWriter::new(File::create(path).unwrap());
        write!(file, "Party,{party}\r\n{}\r\n", head(Table::Actions)).unwrap();
        for place in (0..rows).filter(|place| !(skip && place % MISSING == 7)) {
            write!(file, "{}\r\n", line(place)).unwrap();
        }
        file.flush().unwrap();
    };
    file(ours, "CHE", transferred, false);
    file(theirs, "GHA", acquired, true);
}

/// A whole submission: so many actions, and as many holdings of other ITMOs.
pub fn submission(path: &Path, rows: u64) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    let mut line = |text: &str| write!(file, "{text}\r\n").unwrap();
    line(Table::Submission.title());
    let known = [
        (Field::Party, "CHE"),
        (Field::SubmissionVersion, "1.0"),
        (Field::ReportedYear, "2024"),
        (Field::SubmissionDate, "10/04/2025"),
        (Field::NdcFirstYear, "2021"),
        (Field::NdcLastYear, "2030"),
    ];
    for entry in Table::Submission.entries() {
        let value = known.iter().find(|(field, _)| *field == entry.field).map_or("", |(_, value)| value);
        line(&format!("\"{}\",{value}", entry.field.label()));
    }
    for table in [Table::Authorizations, Table::Actions, Table::Holdings, Table::Entities] {
        line(table.title());
        line(&head(table));
        for place in 0..rows {
            match table {
                Table::Actions => line(&transferred(place)),
                Table::Holdings => line(&row(table, &said(&ids(rows + place), &[]))),
                _ => {}
            }
        }
    }
    file.flush().unwrap();
}
