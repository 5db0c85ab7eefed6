//! Text to configuration, with checks that name the line.
//! Order: secrets first, so that nothing else can repeat one; then unknown keys; then types; then values.
//! Must not know: where the text came from.

use super::{
    Config, ConfigProblem,
    profile::{name_fault, operator_fault, url_fault},
    signing::SAYS,
};
use crate::app::nearest::nearest;
use serde::Deserialize;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// The keys of the file. A test holds them against the types.
pub(super) const TOP: &[&str] =
    &["theme", "color", "mouse", "plain", "default_profile", "secrets", "badges", "export_dir", "keys", "profiles"];
/// The keys of one profile.
pub(super) const PROFILE: &[&str] = &[
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
/// The keys of the part of a profile that says who signs.
pub(super) const SIGNING: &[&str] = &["person", "key", "station", "station_key"];
/// The key that says where secrets are, and therefore sounds like one.
const WHERE_SECRETS_ARE: &str = "secrets";
/// What keys and certificates in PEM begin with.
const PEM: &str = "-----BEGIN";

/// Parts of words that name secrets.
const SECRETS: &[&str] = &["token", "password", "passwd", "passphrase", "secret", "credential", "apikey", "privatekey", "bearer"];
/// Whole words that name secrets, except among the action ids of `[keys]`: `authorization.open` is none.
const SECRET_WORDS: &[&str] = &["pass", "pwd", "pw", "pin", "auth", "authorization", "cookie"];

pub(super) fn read(text: &str, path: &Path) -> Result<Config, ConfigProblem> {
    let at = Place { text, path };
    let (table, faults) = DeTable::parse_recoverable(text);
    secrets(table.get_ref(), SECRET_WORDS, &at)?;
    if let Some(fault) = faults.first() {
        return Err(at.wrong(fault.span().map_or(0, |span| span.start), fault.message()));
    }
    unknown(table.get_ref(), &at)?;
    let mut config = Config::deserialize(toml::Deserializer::from(table.clone())).map_err(|fault| {
        let start = fault.span().map_or(0, |span| span.start);
        at.wrong(start, expectation(fault.message()))
    })?;
    values(&config, table.get_ref(), &at)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    config.profiles.iter_mut().for_each(|profile| profile.locate_files(folder));
    Ok(config)
}

/// The file and its text, to name lines.
struct Place<'a> {
    text: &'a str,
    path: &'a Path,
}

impl Place<'_> {
    fn line(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|octet| *octet == b'\n').count() + 1
    }

    fn wrong(&self, offset: usize, what: impl Into<String>) -> ConfigProblem {
        ConfigProblem::Wrong { path: self.path.to_owned(), line: self.line(offset), what: what.into() }
    }
}

/// Only what was expected: what stands there instead could be a secret.
fn expectation(message: &str) -> String {
    if let Some(says) = message.strip_prefix(SAYS) {
        return says.to_owned();
    }
    match message.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None if message.starts_with("missing field")
            || message.starts_with("environment is")
            || message.starts_with("badges is") =>
        {
            message.to_owned()
        }
        None if message.starts_with("a key such as") => format!("expected {message}"),
        None => "the value does not fit the key".to_owned(),
    }
}

/// Refuses every key that names a secret, however deep it is, and every key that holds one in PEM (T08).
fn secrets(table: &DeTable<'_>, words: &[&str], at: &Place<'_>) -> Result<(), ConfigProblem> {
    for (key, value) in table {
        let says_where = key.get_ref() == WHERE_SECRETS_ARE && value.get_ref().as_str().is_some();
        let holds_key = value.get_ref().as_str().is_some_and(|text| text.contains(PEM));
        if holds_key || (names_secret(key.get_ref(), words) && !says_where) {
            let (path, line) = (at.path.to_owned(), at.line(key.span().start));
            return Err(ConfigProblem::Secret { path, line, key: shortened(key.get_ref()) });
        }
        let words = if key.get_ref() == "keys" { &[] } else { words };
        secrets_in(value.get_ref(), words, at)?;
    }
    Ok(())
}

fn secrets_in(value: &DeValue<'_>, words: &[&str], at: &Place<'_>) -> Result<(), ConfigProblem> {
    match value {
        DeValue::Table(table) => secrets(table, words, at),
        DeValue::Array(array) => array.iter().try_for_each(|value| secrets_in(value.get_ref(), words, at)),
        _ => Ok(()),
    }
}

fn names_secret(key: &str, words: &[&str]) -> bool {
    let key = key.to_lowercase();
    let joined: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut parts = key.split(|c: char| !c.is_ascii_alphanumeric());
    SECRETS.iter().any(|part| joined.contains(part)) || parts.any(|part| words.contains(&part))
}

fn unknown(table: &DeTable<'_>, at: &Place<'_>) -> Result<(), ConfigProblem> {
    known(table, TOP, at)?;
    let profiles = table.get("profiles").and_then(|value| value.get_ref().as_array());
    for profile in profiles.into_iter().flatten().filter_map(|value| value.get_ref().as_table()) {
        known(profile, PROFILE, at)?;
        if let Some(signing) = profile.get("signing").and_then(|value| value.get_ref().as_table()) {
            known(signing, SIGNING, at)?;
        }
    }
    Ok(())
}

fn known(table: &DeTable<'_>, names: &'static [&'static str], at: &Place<'_>) -> Result<(), ConfigProblem> {
    for (key, _) in table {
        if !names.contains(&key.get_ref().as_ref()) {
            let (path, line) = (at.path.to_owned(), at.line(key.span().start));
            let nearest = nearest(key.get_ref(), names.iter().copied());
            return Err(ConfigProblem::UnknownKey { path, line, key: shortened(key.get_ref()), nearest });
        }
    }
    Ok(())
}

/// What the types can't say: names that fit, addresses that are safe, a default that exists.
fn values(config: &Config, table: &DeTable<'_>, at: &Place<'_>) -> Result<(), ConfigProblem> {
    let start = |table: &DeTable<'_>, key: &str| table.get(key).map_or(0, |value| value.span().start);
    let profiles = table.get("profiles").and_then(|value| value.get_ref().as_array());
    let tables = profiles.into_iter().flatten().filter_map(|value| value.get_ref().as_table());
    for (number, (profile, table)) in config.profiles.iter().zip(tables).enumerate() {
        let twice = config.profiles.iter().take(number).any(|earlier| earlier.name == profile.name);
        let faults = [
            ("name", name_fault(&profile.name)),
            ("name", twice.then_some("another profile has this name")),
            ("url", url_fault(&profile.url)),
            ("operator", profile.operator.as_deref().and_then(operator_fault)),
            ("theme", profile.theme.as_deref().and_then(name_fault)),
        ];
        let fault = faults.into_iter().find_map(|(key, fault)| fault.map(|fault| (key, fault)));
        if let Some((key, fault)) = fault.or_else(|| profile.certificates_fault()) {
            return Err(at.wrong(start(table, key), fault));
        }
    }
    if let Some(fault) = name_fault(&config.theme) {
        return Err(at.wrong(start(table, "theme"), fault));
    }
    if config.export_dir.as_ref().is_some_and(|folder| !folder.starts_with('/') && !folder.starts_with("~/")) {
        return Err(at.wrong(start(table, "export_dir"), "a folder begins with / or ~/"));
    }
    match &config.default_profile {
        Some(name) if !config.profiles.iter().any(|profile| profile.name == *name) => {
            Err(at.wrong(start(table, "default_profile"), "there is no profile with this name"))
        }
        _ => Ok(()),
    }
}

fn shortened(key: &str) -> String {
    key.chars().take(40).collect()
}
