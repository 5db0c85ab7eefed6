//! Tests of the filter language.

use super::super::{ACCOUNT_FIELDS, BLOCK_FIELDS};
use super::*;
use proptest::prelude::*;

fn accounts(text: &str) -> Result<Filter, FilterProblem> {
    Filter::parse(text, ACCOUNT_FIELDS)
}

fn blocks(text: &str) -> Result<Filter, FilterProblem> {
    Filter::parse(text, BLOCK_FIELDS)
}

#[test]
fn texts_have_one_canonical_form() {
    for (written, canonical) in [
        ("", ""),
        ("  \t ", ""),
        ("type:holding   party:gha", "type:holding party:GHA"),
        ("TYPE:Holding -State:CLOSED stove", "type:holding -state:closed stove"),
        ("holder:\"Northern Biogas\"", "holder:\"Northern Biogas\""),
        ("holder:\"Biogas\"", "holder:Biogas"),
        ("\"Northern Biogas\"", "\"Northern Biogas\""),
        ("name:\"a \\\"b\\\" \\\\c\"", "name:\"a \\\"b\\\" \\\\c\""),
        ("-stove", "-stove"),
        ("stove-pipe", "stove-pipe"),
        ("held:1000..", "held:1000.."),
        ("held:>999", "held:1000.."),
        ("held:<500", "held:..499"),
        ("held:0..499", "held:..499"),
        ("held:7..7", "held:7"),
        ("held:0..18446744073709551615", "held:0.."),
        ("locked:YES", "locked:yes"),
        ("4711", "\"4711\""),
        ("id:0001", "id:0001"),
        ("CHE01-100-0001", "CHE01-100-0001"),
        ("é", "é"),
    ] {
        assert_eq!(accounts(written).unwrap().to_string(), canonical, "{written}");
    }
}

#[test]
fn blocks_are_found_by_serial_range_and_id() {
    for (written, canonical) in [
        ("4711", "serial:4711"),
        ("4000..5000", "serial:4000..5000"),
        ("4000..", "serial:4000.."),
        ("..5000", "serial:..5000"),
        ("-4711", "-serial:4711"),
        ("\"4711\"", "\"4711\""),
        ("CA0001-CHE01-THA-1-2022", "approach:CA0001 registry:CHE01 party:THA vintage:2022 serial:1"),
        ("ca0001-che01-tha-1,916-2022", "approach:CA0001 registry:CHE01 party:THA vintage:2022 serial:1916"),
        ("id:CA0001-CHE01-THA-1-2022", "approach:CA0001 registry:CHE01 party:THA vintage:2022 serial:1"),
        ("\"CA0001-CHE01-THA-1-2022\"", "\"CA0001-CHE01-THA-1-2022\""),
        ("approach:ca0007 account:che01-100-0001", "approach:CA0007 account:CHE01-100-0001"),
        ("authorization:\"AUTH 2025\"", "authorization:\"AUTH 2025\""),
        ("vintage:2022..2024 metric:NON-ghg", "vintage:2022..2024 metric:non-ghg"),
    ] {
        assert_eq!(blocks(written).unwrap().to_string(), canonical, "{written}");
    }
}

#[test]
fn what_does_not_fit_is_refused_and_says_what_would() {
    for (text, part) in [
        ("holdr:x", "did you mean holder?"),
        ("hold:x", "did you mean held?"),
        (":x", "there is no field \"\""),
        ("zzzzzz:x", "try one of: id, name"),
        ("state:ajar", "state: expects one of: requested, open"),
        ("party:Ghana", "party: expects an id; "),
        ("held:", "held: expects a whole number"),
        ("held:..", "held: expects"),
        ("held:9..8", "held: expects"),
        ("held:-1", "held: expects"),
        ("held:<0", "held: expects"),
        ("held:>18446744073709551615", "held: expects"),
        ("held:18446744073709551616", "held: expects"),
        ("held:1.5", "held: expects"),
        ("held:+1", "held: expects"),
        ("locked:maybe", "locked: expects yes or no"),
        ("holder:", "holder: expects a text"),
        ("-", "filter: expects a word"),
        ("\"\"", "filter: expects a word"),
        ("\"a\u{1b}[31m\"", "without control characters"),
        ("holder:\"Northern", "not closed"),
        ("holder:\"Northern\\", "not closed"),
        ("holder:\"a\"b", "followed by a space"),
    ] {
        let said = accounts(text).unwrap_err().to_string();
        assert!(said.contains(part), "{text}: {said}");
    }
    for (text, part) in [
        ("serial:0", "serial: expects"),
        ("0", "serial: expects"),
        ("5..4", "serial: expects"),
        ("id:nonsense", "id: expects an ITMO id"),
        ("-CA0001-CHE01-THA-1-2022", "id: expects an ITMO id that is wanted"),
        ("registry:CHE", "registry: expects an id; "),
    ] {
        let said = blocks(text).unwrap_err().to_string();
        assert!(said.contains(part), "{text}: {said}");
    }
}

#[test]
fn long_filters_are_refused() {
    assert_eq!(accounts(&"a ".repeat(16)).unwrap().terms.len(), 16);
    assert_eq!(accounts(&"a ".repeat(17)), Err(FilterProblem::TooLong));
    assert_eq!(accounts(&" ".repeat(1_001)), Err(FilterProblem::TooLong));
    let escapes = format!("\"{}\" ", "x\\\"".repeat(60)).repeat(5);
    assert!(accounts(&escapes).is_ok(), "910 octets, and 911 as printed");
    let four_ids = "CA0001-CHE01-THA-1-2022 ".repeat(4);
    assert_eq!(blocks(&four_ids), Err(FilterProblem::TooLong), "twenty terms");
}

#[test]
fn bounds_read_what_canonical_values_say() {
    for (value, range) in
        [("7", 7..=7), ("..9", 0..=9), ("9..", 9..=u64::MAX), ("2..3", 2..=3), ("18446744073709551615..", u64::MAX..=u64::MAX)]
    {
        assert_eq!(bounds(value), Some(range), "{value}");
    }
    assert_eq!(bounds("x"), None);
}

/// Texts that look like filters often enough to reach every branch.
fn filter_text() -> impl Strategy<Value = String> {
    let name =
        prop::sample::select(vec!["", "id:", "name:", "holder:", "party:", "held:", "state:", "serial:", "VINTAGE:", "x:"]);
    let value = prop_oneof![
        "[a-zA-Z0-9.:\"\\\\<>é\u{202e}-]{0,8}",
        "\"[a-z \\\\:-]{0,8}\"",
        "[0-9]{0,3}\\.\\.[0-9]{0,3}",
        prop::sample::select(vec!["open", "GHA", "CA0001-CHE01-THA-1-2022", "2023", ">5", "<5", "yes"]).prop_map(str::to_owned),
    ];
    let word = (any::<bool>(), name, value).prop_map(|(no, name, value)| format!("{}{name}{value}", if no { "-" } else { "" }));
    prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_as_the_same_filter(text in filter_text()) {
        for fields in [ACCOUNT_FIELDS, BLOCK_FIELDS] {
            if let Ok(filter) = Filter::parse(&text, fields) {
                let printed = filter.to_string();
                prop_assert_eq!(Filter::parse(&printed, fields), Ok(filter), "{}", printed);
            }
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,60}") {
        for fields in [ACCOUNT_FIELDS, BLOCK_FIELDS] {
            if let Ok(filter) = Filter::parse(&text, fields) {
                prop_assert_eq!(Filter::parse(&filter.to_string(), fields), Ok(filter));
            }
        }
    }
}

#[test]
fn a_term_is_switched_on_and_off_in_the_place_of_others_of_its_field() {
    use crate::registry::query::TRANSFER_FIELDS;
    let parse = |text: &str| Filter::parse(text, TRANSFER_FIELDS).unwrap();
    for (before, term, after) in [
        ("", "waits:us", "waits:us"),
        ("waits:us", "waits:us", ""),
        ("cookstove waits:peer state:proposed", "waits:us", "cookstove state:proposed waits:us"),
        ("-waits:nobody overdue:yes", "waits:us", "overdue:yes waits:us"),
        ("waits:us overdue:yes", "-waits:nobody", "overdue:yes -waits:nobody"),
    ] {
        let term = parse(term).terms.remove(0);
        assert_eq!(parse(before).toggled(term), parse(after), "{before:?}");
    }
}
