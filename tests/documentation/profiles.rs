//! The page on profiles: its example is a configuration, it names every key, and its script opens a file of secrets.

use super::{file, scripts};
use countersign::config::{
    Config,
    secrets::{SecretFile, Secrets, TokenName},
};
use std::{fs, path::Path};

const PAGE: &str = "docs/profiles.md";

#[test]
fn the_example_on_the_page_is_a_configuration_with_every_key() {
    let text = scripts::fenced(PAGE, "toml");
    let config = Config::parse(&text, Path::new("/folder/config.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let page = fs::read_to_string(file(PAGE)).unwrap();
    let keys: Vec<&String> = table["profiles"][0].as_table().unwrap().keys().collect();
    assert_eq!(keys.len(), 9);
    for key in keys {
        assert!(page.lines().any(|line| line.starts_with('|') && line.contains(&format!("`{key}`"))), "{key} is not explained");
    }
    assert!(config.profiles[0].ca.as_ref().unwrap().starts_with("/folder"));
}

#[cfg(target_os = "linux")]
#[test]
fn the_script_on_the_page_opens_a_file_of_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secrets");
    let config = Config::parse(&scripts::fenced(PAGE, "toml"), Path::new("c.toml")).unwrap();
    let name = TokenName::of(&config.profiles[0]);
    let secrets = Secrets::File(SecretFile::begin(&path, &"right é".into()).unwrap());
    secrets.keep(&name, &"canary".into()).unwrap();
    let opened = |passphrase: &str| {
        let mut command = std::process::Command::new("python3");
        command.args(["-c", &scripts::fenced(PAGE, "python")]).arg(&path).env("passphrase", passphrase);
        let answer = command.output().ok()?;
        // Not every machine has Python with this library.
        let lacks = String::from_utf8_lossy(&answer.stderr).contains("ModuleNotFoundError");
        (!lacks).then(|| (answer.status.success(), String::from_utf8(answer.stdout).unwrap()))
    };
    if let Some(answer) = opened("right é") {
        assert_eq!(answer, (true, format!("{name}\n")));
        assert!(!opened("wrong").unwrap().0);
    }
}
