//! Comma-separated values as they are found: quotes, fences, titles between tables.

use super::*;
use proptest::prelude::*;

#[test]
fn tables_may_stand_below_each_other_with_titles_and_notes() {
    let text = "Table 1 Submission\r\nParty,GHA\r\nReported year,2024\r\n\r\nTable 4 Holdings\r\n\
                Party ITMO registry ID,First ID,Last ID\r\n\
                GHA01,CA0007-CHE01-CHE-1-2023,\"CA0007-CHE01-CHE-1,000-2023\"\r\n\
                (a) positions at the end of the year\r\n\
                Table 5 Auth. entities\r\nName,Conditions\r\nA company,none\r\n";
    let tables = of(text).unwrap();
    assert_eq!((tables.party.unwrap().to_string().as_str(), tables.year), ("GHA", Some(2024)));
    assert_eq!(blocks(&tables), ["CA0007-CHE01-CHE-1-1000-2023"]);
    assert_eq!(tables.problems, []);
    assert_eq!((tables.parts[0].tables.as_slice(), tables.parts[0].other_rows), (&[(Kind::Holdings, 1)][..], 8));
}

#[test]
fn a_line_is_counted_as_an_editor_does() {
    let rows = [
        "",
        "Party ITMO registry ID,First ID,Last ID,Sector(s)",
        "GHA01,CA0007-CHE01-CHE-1-2023,CA0007-CHE01-CHE-1-2023,\"two",
        "lines\"",
        "",
        "GHA01,CA0007-CHE01-CHE-2-2023,x,",
    ];
    for end in ["\n", "\r\n", "\r"] {
        for last in ["", end] {
            let text = rows.join(end) + last;
            assert_eq!(problems(text.clone()), [(6, Some(2), Why::Id(crate::domain::IdProblem::Itmo))], "{text:?}");
        }
    }
}

proptest! {
    /// Whatever the octets are, reading ends, and nothing is read twice.
    #[test]
    fn no_text_makes_the_reader_stumble(text in "(First ID|Last ID|Action type|[,;\"\n\r]|CA0007-CHE01-CHE-[0-9]{1,3}-2023|\\PC){0,40}") {
        if let Ok(tables) = of(text.clone()) {
            let rows: u64 = tables.parts.iter().flat_map(|part| &part.tables).map(|(_, rows)| rows).sum();
            let read = (tables.holdings.len() + tables.actions.len()) as u64;
            prop_assert!(read <= rows && rows <= read + tables.problems.len() as u64, "{text:?}");
        }
    }
}
