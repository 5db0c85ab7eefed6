//! What code and documents mention is there: ids are explained, links lead somewhere, commands and flags are known.
//! Texts are only searched for patterns; what a sentence says a person must check.
//! Must not know: what any id means or command does.

use super::file;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// The files of the project that people read, with their paths from its root.
pub(super) fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut waiting: Vec<String> =
        ["README.md", "config.example.toml", "src", "tests", "benches", "docs", "themes"].map(str::to_owned).into();
    while let Some(name) = waiting.pop() {
        let path = file(&name);
        if path.is_dir() {
            let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            waiting.extend(entries.map(|entry| format!("{name}/{entry}")));
        } else if [".rs", ".md", ".toml"].iter().any(|end| name.ends_with(end)) {
            texts.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    assert!(texts.len() > 100);
    texts
}

/// Ids of rules, discrepancies, threats, promises and scenarios in a text.
pub(super) fn ids(text: &str) -> BTreeSet<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let is_id = |word: &str| match word.as_bytes() {
        [letter, digits @ ..] => b"FDT".contains(letter) && digits.len() == 2 && digits.iter().all(u8::is_ascii_digit),
        [] => false,
    };
    let numbered = words.windows(2).filter(|pair| pair[1].parse::<u8>().is_ok());
    let numbered =
        numbered.map(|pair| (pair[0].to_lowercase(), pair[1])).filter(|(kind, _)| kind == "promise" || kind == "scenario");
    let numbered = numbered.map(|(kind, number)| format!("{kind} {number}"));
    words.iter().filter(|word| is_id(word)).map(|word| (*word).to_owned()).chain(numbered).collect()
}

#[test]
fn every_id_is_explained_and_every_explained_one_is_used() {
    let page = "docs/rules.md";
    let rules = fs::read_to_string(file(page)).unwrap();
    let first_cell = |line: &str| line.strip_prefix("| ").and_then(|rest| rest.split_once(" | ")).map(|(cell, _)| ids(cell));
    let explained: BTreeSet<String> = rules.lines().filter_map(first_cell).flatten().collect();
    let mut cited: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in texts() {
        for id in ids(&text) {
            cited.entry(id).or_default().push(name.clone());
        }
    }
    let unexplained: Vec<_> = cited.iter().filter(|(id, _)| !explained.contains(*id)).collect();
    assert!(unexplained.is_empty(), "{page} does not explain {unexplained:?}");
    // The promises are one list; the others are there because something names them.
    let unused = |id: &&String| !id.starts_with("promise") && cited[*id] == [page];
    let unused: Vec<_> = explained.iter().filter(unused).collect();
    assert!(unused.is_empty(), "nothing but {page} names {unused:?}");
}

#[test]
fn links_and_paths_lead_to_files() {
    for (name, text) in texts().into_iter().filter(|(name, _)| name.ends_with(".md")) {
        let folder = file(&name).parent().unwrap().to_owned();
        for target in links(&text) {
            assert!(folder.join(&target).exists(), "{name} links to {target}");
        }
        for path in paths(&text) {
            assert!(file(&path).exists(), "{name} names {path}");
        }
    }
}

/// The targets of links within the project.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains("://")).map(str::to_owned).collect()
}

/// Paths from the project's root that stand as code.
fn paths(text: &str) -> Vec<String> {
    let folders = ["src/", "tests/", "docs/", "benches/", "themes/", ".ci/"];
    let code = text.split('`').skip(1).step_by(2).flat_map(str::split_whitespace);
    let is_path = |word: &&str| folders.iter().any(|folder| word.starts_with(folder)) && !word.contains(['*', '<', '{']);
    code.filter(is_path).map(str::to_owned).collect()
}

#[cfg(feature = "sandbox")]
#[test]
fn commands_and_flags_are_known() {
    let mut count = 0;
    for (name, text) in texts().into_iter().filter(|(name, _)| !name.starts_with("tests/documentation")) {
        for line in commands(&text) {
            count += 1;
            assert_eq!(unknown(&line), None, "{name} mentions: countersign {line}");
        }
    }
    assert!(count > 10, "only {count} commands were found");
    assert_eq!(unknown("log-me-in"), Some("log-me-in".into()));
    assert_eq!(unknown("demo --blocks 7 --password x"), Some("--password".into()));
    let found = commands("Run `countersign demo --plain` or:\n```sh\ncountersign keys # all\ncargo run -- demo\n```\n");
    assert_eq!(found, ["demo --plain", "keys", "demo"]);
}

/// The commands below a command, as its help lists them.
#[cfg(feature = "sandbox")]
fn below(command: &[&str]) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_countersign");
    let answer = std::process::Command::new(program).args(command).arg("--help").output().unwrap();
    let help = String::from_utf8(answer.stdout).unwrap();
    let rows = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A name stands after two spaces; what goes on from the line before stands further in.
    let names = rows.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[cfg(feature = "sandbox")]
#[test]
fn every_command_is_explained_and_every_list_stands_on_the_page_of_commands() {
    let pages: String = texts().into_iter().filter(|(name, _)| name.ends_with(".md")).map(|(_, text)| text).collect();
    let page = fs::read_to_string(file("docs/commands.md")).unwrap();
    let commands = below(&[]);
    assert!(commands.len() > 20, "{commands:?}");
    for command in commands {
        let has = below(&[&command]);
        if has.contains(&"list".to_owned()) {
            let row = page.lines().find(|line| line.starts_with(&format!("| `{command}` |")));
            let row = row.unwrap_or_else(|| panic!("docs/commands.md does not list {command}"));
            let shows = !row.split('|').nth(3).unwrap().trim().starts_with('–');
            assert_eq!(shows, has.contains(&"show".to_owned()), "docs/commands.md on {command} show");
        } else {
            assert!(pages.contains(&format!("countersign {command}")), "no page says what countersign {command} is for");
        }
    }
}

/// What stands behind the program's name, as code in a sentence or as a line of a script.
#[cfg(feature = "sandbox")]
fn commands(text: &str) -> Vec<String> {
    let within = text.split('`').filter_map(|code| code.strip_prefix("countersign ")).filter(|code| !code.contains('\n'));
    let lines = text.lines().filter_map(|line| {
        line.strip_prefix("countersign ")
            .or_else(|| line.strip_prefix("cargo run ").and_then(|rest| Some(rest.split_once("-- ")?.1)))
    });
    let bare = |code: &str| code.split('#').next().unwrap().trim().to_owned();
    within.chain(lines).map(bare).filter(|code| !code.is_empty()).collect()
}

/// The first word of a command line that the program does not know.
#[cfg(feature = "sandbox")]
fn unknown(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let command: Vec<&str> = words.iter().copied().take_while(|word| !word.starts_with('-')).collect();
    let program = env!("CARGO_BIN_EXE_countersign");
    let answer = std::process::Command::new(program).args(&command).arg("--help").output().unwrap();
    if !answer.status.success() {
        return command.last().map(|word| (*word).to_owned());
    }
    let help = String::from_utf8(answer.stdout).unwrap();
    let known = |flag: &str| help.split(|c: char| c.is_whitespace() || c == ',').any(|word| word == flag);
    words.into_iter().find(|word| word.starts_with('-') && !known(word)).map(str::to_owned)
}
