//! What is written about the program is what the program does: the key tables are the action table's, and the example
//! configuration, uncommented, is the default configuration; what is mentioned is there. With `UPDATE_DOCS=1` the generated parts are written anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "documentation/assurance.rs"]
mod assurance;
#[path = "documentation/columns.rs"]
mod columns;
#[path = "documentation/contacts.rs"]
mod contacts;
#[path = "documentation/handbook.rs"]
mod handbook;
#[path = "documentation/journal.rs"]
mod journal;
#[path = "documentation/ledger.rs"]
mod ledger;
#[path = "documentation/mentions.rs"]
mod mentions;
#[cfg(feature = "sandbox")]
#[path = "documentation/practice.rs"]
mod practice;
#[path = "documentation/profiles.rs"]
mod profiles;
#[path = "documentation/scripts.rs"]
mod scripts;
#[path = "documentation/signatures.rs"]
mod signatures;
#[path = "documentation/ssh_signatures.rs"]
mod ssh_signatures;
#[path = "documentation/tables.rs"]
mod tables;

use countersign::{
    app::{Action, Keymap, cheat_sheet},
    config::Config,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

const MARKDOWN: (&str, &str) = ("<!-- keys:begin -->\n", "<!-- keys:end -->\n");
#[cfg(feature = "sandbox")]
const MARKDOWN_FAULTS: (&str, &str) = ("<!-- faults:begin -->\n", "<!-- faults:end -->\n");
#[cfg(feature = "sandbox")]
const MARKDOWN_PLANTED: (&str, &str) = ("<!-- planted:begin -->\n", "<!-- planted:end -->\n");
const MARKDOWN_CASES: (&str, &str) = ("<!-- cases:begin -->\n", "<!-- cases:end -->\n");
const TOML: (&str, &str) = ("# keys:begin\n", "# keys:end\n");

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Compares what stands between the marks with what belongs there; rewrites it when asked to.
fn generated(name: &str, marks: (&str, &str), expected: &str) {
    let path = file(name);
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(marks.0).unwrap_or_else(|| panic!("{name} lacks {}", marks.0));
    let (found, after) = rest.split_once(marks.1).unwrap_or_else(|| panic!("{name} lacks {}", marks.1));
    if found == expected {
        return;
    }
    assert!(std::env::var_os("UPDATE_DOCS").is_some(), "{name} is out of date: UPDATE_DOCS=1 cargo test --test documentation");
    fs::write(&path, format!("{before}{}{expected}{}{after}", marks.0, marks.1)).unwrap();
}

#[test]
fn the_readme_shows_the_keys_there_are() {
    generated("README.md", MARKDOWN, &format!("\n{}\n", cheat_sheet::markdown()));
}

#[test]
fn the_handbook_shows_the_keys_there_are() {
    generated("docs/keys.md", MARKDOWN, &format!("\n{}\n", cheat_sheet::markdown()));
}

#[test]
fn the_example_configuration_is_the_default_one() {
    generated("config.example.toml", TOML, &cheat_sheet::toml());
    let text = fs::read_to_string(file("config.example.toml")).unwrap();
    assert_eq!(Config::parse(&text, Path::new("config.example.toml")), Ok(Config::default()), "as it stands it changes nothing");

    let config = Config::parse(&uncommented(&text), Path::new("config.example.toml")).unwrap();
    let defaults = Config::default();
    assert_eq!((config.theme.as_str(), config.color, config.plain), (defaults.theme.as_str(), defaults.color, defaults.plain));
    assert_eq!(config.badges, defaults.badges);
    assert_eq!(config.keys.len(), Action::SPECS.len());
    let (keymap, remarks) = Keymap::build(config.key_overrides());
    assert_eq!(remarks, []);
    for spec in Action::SPECS {
        assert_eq!(keymap.chords_of(spec.action), Keymap::defaults().chords_of(spec.action), "{}", spec.id);
    }
    assert_eq!(config.secrets, defaults.secrets);
    assert_eq!(config.profiles.len(), 2);
    assert_eq!(config.default_profile.as_deref(), config.profiles.first().map(|profile| profile.name.as_str()));
    assert!(!config.profiles.iter().any(|profile| profile.read_only));
}

#[test]
fn the_example_configuration_names_every_key() {
    let text = fs::read_to_string(file("config.example.toml")).unwrap();
    let table: toml::Table = uncommented(&text).parse().unwrap();
    let names: Vec<&str> = table.keys().map(String::as_str).collect();
    assert_same(
        &names,
        &["theme", "color", "mouse", "plain", "default_profile", "badges", "secrets", "export_dir", "keys", "profiles"],
    );
    let names = |place: usize| -> Vec<&str> { table["profiles"][place].as_table().unwrap().keys().map(String::as_str).collect() };
    assert_same(&names(0), &["name", "url", "environment", "operator"]);
    let every = [
        "name",
        "url",
        "environment",
        "operator",
        "ca",
        "client_certificate",
        "client_key",
        "read_only",
        "theme",
        "ticket",
        "signing",
    ];
    assert_same(&names(1), &every);
}

fn assert_same(found: &[&str], expected: &[&str]) {
    let sorted = |names: &[&str]| {
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(sorted(found), sorted(expected));
}

/// The examples switched on: `#key` becomes `key`; `# prose` stays.
fn uncommented(text: &str) -> String {
    let example = |line: &str| {
        let rest = line.strip_prefix('#')?;
        rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '[' || c == '"').then(|| rest.to_owned())
    };
    text.lines().map(|line| example(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}
