//! The map of assurance: each rule, threat and scenario of docs/rules.md, with the tests that show it.
//! A test says what it shows by the ids in its doc comment, or by the one its name begins with; the page is written from these, and what
//! no test shows stands there as such. An id that was shown once must be shown from then on.
//! Must not know: what any id means.

use super::{file, generated, mentions};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
};

const PAGE: &str = "docs/assurance.md";
const MARKS: (&str, &str) = ("<!-- assurance:begin -->\n", "<!-- assurance:end -->\n");
const OPEN: &str = "\n## Not shown yet\n";
/// Kinds of ids, in the order of the page: how they begin, and what they are.
const KINDS: [(&str, &str); 3] = [("F", "Rules"), ("T", "Threats"), ("scenario ", "Scenarios")];

/// What an id says, in the order of the page that explains it.
struct Explained {
    id: String,
    says: String,
}

/// The rows of docs/rules.md of one kind.
fn explained(rules: &str, begin: &str) -> Vec<Explained> {
    let row = |line: &str| {
        let (id, says) = line.strip_prefix("| ")?.split_once(" | ")?;
        let is_one = id.strip_prefix(begin).is_some_and(|number| number.parse::<u8>().is_ok());
        is_one.then(|| Explained { id: id.to_owned(), says: says.split(" | ").next().unwrap().trim_end_matches(" |").to_owned() })
    };
    rules.lines().filter_map(row).collect()
}

/// The tests of a file, each with the ids it is about.
pub(super) fn tests_of(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    let (mut about, mut is_test) = (String::new(), false);
    for line in text.lines().map(str::trim_start) {
        if let Some(doc) = line.strip_prefix("///") {
            about.push_str(doc);
            about.push('\n');
        } else if line.starts_with("#[") {
            is_test |= line == "#[test]" || line.starts_with("#[tokio::test");
        } else {
            let named = line.trim_start_matches("async ").strip_prefix("fn ").filter(|_| is_test);
            if let Some(name) = named.and_then(|rest| rest.split(['(', '<']).next()) {
                let mut ids = mentions::ids(&about);
                ids.extend(in_name(name));
                found.push((name.to_owned(), ids));
            }
            (about, is_test) = (String::new(), false);
        }
    }
    found
}

/// The id a test's name begins with: `f09_…`, `t10_…`, `scenario_12_…`.
fn in_name(name: &str) -> Option<String> {
    match name.strip_prefix("scenario_") {
        Some(rest) => {
            rest.split('_').next().filter(|number| number.parse::<u8>().is_ok()).map(|number| format!("scenario {number}"))
        }
        None => name.split('_').next().map(str::to_uppercase).filter(|word| mentions::ids(word).contains(word)),
    }
}

/// For each id the files and the tests in them that show it.
fn shown() -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let mut shown: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for (path, text) in mentions::texts().into_iter().filter(|(path, _)| path.ends_with(".rs")) {
        for (name, ids) in tests_of(&text) {
            for id in ids {
                shown.entry(id).or_default().entry(path.clone()).or_default().push(name.clone());
            }
        }
    }
    shown
}

#[test]
fn each_rule_threat_and_scenario_leads_to_the_tests_that_show_it() {
    let rules = fs::read_to_string(file("docs/rules.md")).unwrap();
    let shown = shown();
    let (mut text, mut open) = (String::new(), String::new());
    let mut missing = Vec::new();
    for (begin, title) in KINDS {
        let ids = explained(&rules, begin);
        assert!(ids.len() > 10, "{title}");
        let once: BTreeSet<&str> = ids.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(once.len(), ids.len(), "an id stands twice in docs/rules.md");
        write!(text, "\n## {title}\n").unwrap();
        for Explained { id, says } in ids {
            let Some(files) = shown.get(&id) else {
                writeln!(open, "- {id}: {says}").unwrap();
                missing.push(id);
                continue;
            };
            write!(text, "\n### {id}\n\n{says}\n\n").unwrap();
            for (path, tests) in files {
                let tests: Vec<String> = tests.iter().map(|test| format!("`{test}`")).collect();
                writeln!(text, "- `{path}`: {}", tests.join(", ")).unwrap();
            }
        }
    }
    if !open.is_empty() {
        write!(text, "{OPEN}\n{open}").unwrap();
    }
    let page = fs::read_to_string(file(PAGE)).unwrap();
    let said = page.split_once(OPEN).map_or("", |(_, rest)| rest);
    let lost: Vec<_> = missing.iter().filter(|id| !said.contains(&format!("- {id}: "))).collect();
    assert!(lost.is_empty(), "no test shows {lost:?}; what is not shown yet is written into {PAGE} by hand");
    generated(PAGE, MARKS, &format!("{text}\n"));
}

#[test]
fn a_test_says_by_its_doc_comment_and_its_name_what_it_shows() {
    let text = [
        "/// F01, scenario 4: a race.",
        "/// Also T05.",
        "#[tokio::test(start_paused = true)]",
        "async fn one() {",
        "}",
        "/// F02: this is no test.",
        "fn two() {}",
        "    #[test]",
        "    fn scenario_12_three() {}",
        "#[test]",
        "fn t10_four(x in 0..3) {}",
        "#[test]",
        "fn five() {}",
    ]
    .join("\n");
    let found: Vec<(String, Vec<String>)> =
        tests_of(&text).into_iter().map(|(name, ids)| (name, ids.into_iter().collect())).collect();
    let expected: [(&str, &[&str]); 4] =
        [("one", &["F01", "T05", "scenario 4"]), ("scenario_12_three", &["scenario 12"]), ("t10_four", &["T10"]), ("five", &[])];
    let expected: Vec<(String, Vec<String>)> =
        expected.map(|(name, ids)| (name.to_owned(), ids.iter().map(|id| (*id).to_owned()).collect())).into();
    assert_eq!(found, expected);
}
