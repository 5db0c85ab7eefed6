//! One registry the console can connect to, as the configuration describes it.
//! Its address is https, or http on this very machine; it never carries a password.
//! Must not know: how a connection is made.

use super::Signing;
use crate::{domain::reason::TicketForm, registry::Environment};
use serde::{Deserialize, Deserializer, de::Error};
use std::path::{Path, PathBuf};

/// One registry the console can connect to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its name here: letters, digits, `-`, `_` and `.`, at most 32.
    pub name: String,
    /// The base address of the registry's API.
    pub url: String,
    /// What an act there means.
    #[serde(deserialize_with = "environment")]
    pub environment: Environment,
    /// The name to sign in with. A practice registry needs one; for others it tells whose token is kept.
    #[serde(default)]
    pub operator: Option<String>,
    /// A PEM file with the authorities that are believed for this registry, instead of the system's.
    #[serde(default)]
    pub ca: Option<PathBuf>,
    /// A PEM file with the certificate the registry wants to see, and its chain.
    #[serde(default)]
    pub client_certificate: Option<PathBuf>,
    /// A PEM file with the key of that certificate, which nobody else can read.
    #[serde(default)]
    pub client_key: Option<PathBuf>,
    /// Whether this profile only reads: then no code path can build a write.
    #[serde(default)]
    pub read_only: bool,
    /// A theme for this profile instead of the general one.
    #[serde(default)]
    pub theme: Option<String>,
    /// How a ticket is written, such as `TICKET-#`, where `#` is its number: a reason without one is flagged (F20).
    #[serde(default, deserialize_with = "ticket")]
    pub ticket: Option<TicketForm>,
    /// Who signs, and with which keys. Without it, nothing that needs a signature can be done.
    #[serde(default)]
    pub signing: Option<Signing>,
}

impl Profile {
    /// Whether it signs in with a token that is kept. Practice registries take a passphrase that is no secret.
    pub fn keeps_token(&self) -> bool {
        self.environment != Environment::Practice
    }

    /// Makes the names of its files absolute: as in a shell, `~/` is the home folder; other names begin at the configuration's folder.
    pub(super) fn locate_files(&mut self, folder: &Path) {
        let absolute = |path: &Path| {
            let home = path.strip_prefix("~").ok().and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest)));
            home.unwrap_or_else(|| folder.join(path))
        };
        for path in [&mut self.ca, &mut self.client_certificate, &mut self.client_key].into_iter().flatten() {
            *path = absolute(path);
        }
        if let Some(signing) = &mut self.signing {
            signing.key.locate(absolute);
            signing.station_key.locate(absolute);
        }
    }

    /// What is wrong with its certificates, as the key and a clause.
    pub(super) fn certificates_fault(&self) -> Option<(&'static str, &'static str)> {
        let files = [("ca", &self.ca), ("client_certificate", &self.client_certificate), ("client_key", &self.client_key)];
        let given = |(key, path): &(&'static str, &Option<PathBuf>)| path.as_ref().map(|path| (*key, path.clone()));
        for (key, path) in files.iter().filter_map(given) {
            if path.as_os_str().is_empty() || path.to_string_lossy().contains(['\n', '\r', '\0']) {
                return Some((key, "it is the name of a PEM file, not what is in the file"));
            }
            if self.url.starts_with("http://") {
                return Some((key, "a plain http address has no certificates; use https, or leave it out"));
            }
        }
        match (&self.client_certificate, &self.client_key) {
            (Some(_), None) => Some(("client_certificate", "a client certificate needs its client_key beside it")),
            (None, Some(_)) => Some(("client_key", "a client key needs its client_certificate beside it")),
            _ => None,
        }
    }
}

fn ticket<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<TicketForm>, D::Error> {
    String::deserialize(deserializer)?.parse().map(Some).map_err(D::Error::custom)
}

fn environment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Environment, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "production" => Ok(Environment::Production),
        "test" => Ok(Environment::Test),
        "practice" => Ok(Environment::Practice),
        _ => Err(D::Error::custom("environment is one of production, test, practice")),
    }
}

/// What is wrong with a name that others can be confused by, as a clause.
pub(super) fn name_fault(name: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let fits = !name.is_empty() && name.len() <= 32 && name.chars().all(plain);
    (!fits).then_some("a name has 1 to 32 letters, digits, '-', '_' or '.'")
}

/// What is wrong with a name to sign in with, as a clause. Mail addresses are such names too.
pub(super) fn operator_fault(name: &str) -> Option<&'static str> {
    let fits = !name.is_empty() && name.len() <= 64 && name.chars().all(|c| c.is_ascii_graphic());
    (!fits).then_some("an operator's name has 1 to 64 printable ASCII characters and no spaces")
}

/// What is wrong with an address, as a clause. The address itself is not repeated: it could hold a password.
pub(super) fn url_fault(url: &str) -> Option<&'static str> {
    let (https, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return Some("an address begins with https://"),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if !url.chars().all(|c| c.is_ascii_graphic()) || url.contains('\\') {
        Some("an address has printable ASCII characters only")
    } else if url.contains('@') {
        Some("an address has no user name or password in it")
    } else if rest.contains(['?', '#']) {
        Some("an address has no query and no fragment")
    } else if host(authority).is_none_or(str::is_empty) {
        Some("an address names a host")
    } else if !https && !host(authority).is_some_and(is_this_machine) {
        Some("http is allowed on this machine only; use https")
    } else {
        None
    }
}

/// The host of an authority; `None` when host or port are malformed.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']')?;
            (host, after.strip_prefix(':').or(after.is_empty().then_some("0"))?)
        }
        None => authority.split_once(':').unwrap_or((authority, "0")),
    };
    port.parse::<u16>().ok().map(|_| host)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
