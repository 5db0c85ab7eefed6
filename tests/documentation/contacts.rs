//! The page on contacts: its table of roles and topics is the program's own, and the tests it names are there.
//! What stands around the tables a person must check.
//! Must not know: who holds a role.

use super::{assurance::tests_of, file, generated, mentions};
use countersign::domain::contact::{Role, Topic};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
};

#[test]
fn the_page_on_contacts_defines_every_role_and_topic() {
    let mut text = "\n| Role | May be asked for | At least | Verified by |\n|---|---|---|---|\n".to_owned();
    for (role, word) in Role::ALL {
        let persons = if role.is_critical() { "two persons" } else { "one person" };
        writeln!(text, "| `{word}` | {} | {} | {persons} |", role.meaning(), role.fewest()).unwrap();
    }
    text.push_str("\n| Topic | Usual chain |\n|---|---|\n");
    for (topic, word) in Topic::ALL {
        let roles: Vec<String> = topic.roles().iter().map(|role| format!("`{}`", role.word())).collect();
        writeln!(text, "| `{word}` | {} |", roles.join(", ")).unwrap();
    }
    text.push('\n');
    generated("docs/contacts.md", ("<!-- roles:begin -->\n", "<!-- roles:end -->\n"), &text);
}

/// Every test that the page names is one.
#[test]
fn the_page_on_contacts_names_tests_there_are() {
    let page = fs::read_to_string(file("docs/contacts.md")).unwrap();
    let texts: BTreeMap<String, String> = mentions::texts().into_iter().collect();
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let named: Vec<(&str, &str)> = rows.flat_map(|row| row.split("; ")).filter_map(|part| part.split_once(".rs`: ")).collect();
    assert!(named.len() > 30, "{named:?}");
    for (path, tests) in named {
        let path = format!("{}.rs", path.rsplit('`').next().unwrap());
        let known: BTreeSet<String> = tests_of(texts.get(&path).unwrap_or_else(|| panic!("there is no {path}")))
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        for test in tests.split('`').skip(1).step_by(2) {
            assert!(known.contains(test) || test.starts_with('.'), "{path} has no test {test}");
        }
    }
}
