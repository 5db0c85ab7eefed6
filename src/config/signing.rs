//! Who signs at this computer, with which key, and which station it is: the part `[profiles.signing]` of a profile.
//! It says where the keys are and never holds one (T08).
//! Must not know: how a key is opened, or what is signed with it.

use crate::domain::{PersonId, StationId};
use serde::{Deserialize, Deserializer, de::Error};
use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

/// Who signs, where, and with which keys.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// The person, by the id in the registry's roster.
    #[serde(deserialize_with = "parsed")]
    pub person: PersonId,
    /// Where the person's key is.
    #[serde(deserialize_with = "parsed")]
    pub key: KeyPlace,
    /// This computer, by its id in the roster.
    #[serde(deserialize_with = "parsed")]
    pub station: StationId,
    /// Where the station's key is.
    #[serde(deserialize_with = "parsed")]
    pub station_key: KeyPlace,
}

/// Where a key is. Written `agent`, `agent:NAME`, `keyring` or `file:PATH`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// In the session's ssh-agent: the key with this fingerprint or comment; without one, the only key there.
    Agent(Option<String>),
    /// In the operating system's keyring.
    Keyring,
    /// In a file of OpenSSH's.
    File(PathBuf),
}

/// A text that names no place of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the place of a key is agent, agent:NAME, keyring or file:PATH")]
pub struct NotAKeyPlace;

impl FromStr for KeyPlace {
    type Err = NotAKeyPlace;

    fn from_str(text: &str) -> Result<Self, NotAKeyPlace> {
        let named = |name: &str| (!name.is_empty() && !name.contains(char::is_control)).then(|| name.to_owned());
        match text.split_once(':') {
            None if text == "agent" => Ok(Self::Agent(None)),
            None if text == "keyring" => Ok(Self::Keyring),
            Some(("agent", name)) => named(name).map(|name| Self::Agent(Some(name))).ok_or(NotAKeyPlace),
            Some(("file", path)) => named(path).map(|path| Self::File(path.into())).ok_or(NotAKeyPlace),
            _ => Err(NotAKeyPlace),
        }
    }
}

/// As the configuration has it.
impl fmt::Display for KeyPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agent(None) => f.write_str("agent"),
            Self::Agent(Some(name)) => write!(f, "agent:{name}"),
            Self::Keyring => f.write_str("keyring"),
            Self::File(path) => write!(f, "file:{}", path.display()),
        }
    }
}

impl KeyPlace {
    /// What it is called in a sentence, and on the screen that asks to sign.
    pub fn called(&self) -> String {
        match self {
            Self::Agent(_) => "the ssh-agent".to_owned(),
            Self::Keyring => "the keyring".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Makes the name of its file absolute, by this rule.
    pub(super) fn locate(&mut self, absolute: impl Fn(&Path) -> PathBuf) {
        if let Self::File(path) = self {
            *path = absolute(path);
        }
    }
}

/// What is wrong is said in the words of what was expected.
fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: fmt::Display>>(deserializer: D) -> Result<T, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(|problem| D::Error::custom(format!("{SAYS}{problem}")))
}

/// How a problem begins that holds nothing of the value.
pub(super) const SAYS: &str = "signing: ";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, ConfigProblem};

    const AMINA: &str =
        "person = \"amina.k\"\nkey = \"file:keys/amina.key\"\nstation = \"ONL-2\"\nstation_key = \"agent:ONL-2\"\n";

    fn signing(text: &str) -> Result<Signing, ConfigProblem> {
        let profile = "[[profiles]]\nname = \"a\"\nurl = \"https://a.example\"\nenvironment = \"test\"\n[profiles.signing]\n";
        let config = Config::parse(&format!("{profile}{text}"), Path::new("/folder/c.toml"));
        config.map(|mut config| config.profiles.remove(0).signing.unwrap())
    }

    #[test]
    fn who_signs_is_read_and_files_are_found_beside_the_configuration() {
        let signing = signing(AMINA).unwrap();
        assert_eq!((signing.person.as_str(), signing.station.as_str()), ("amina.k", "ONL-2"));
        assert_eq!(signing.key, KeyPlace::File("/folder/keys/amina.key".into()));
        assert_eq!(signing.station_key, KeyPlace::Agent(Some("ONL-2".into())));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_without_the_value() {
        for (from, to, line, said) in [
            ("amina.k\"\nkey", "Canary\"\nkey", 6, "a person's id is 1 to 32 small letters"),
            ("ONL-2\"\nstation_key", "canary\"\nstation_key", 8, "a station's id is 1 to 16 capital letters"),
            ("file:keys/amina.key", "/canary/amina.key", 7, "the place of a key is agent, agent:NAME, keyring or file:PATH"),
            ("station_key = ", "staton_key = ", 9, "did you mean station_key?"),
            ("station_key = \"agent:ONL-2\"", "", 5, "missing field `station_key`"),
            ("\"agent:ONL-2\"", "\"agent:-----BEGIN OPENSSH PRIVATE KEY-----\"", 9, "looks like a secret"),
        ] {
            let problem = signing(&AMINA.replace(from, to)).unwrap_err().to_string();
            assert!(problem.contains(&format!(":{line}: ")) && problem.contains(said) && !problem.contains("anary"), "{problem}");
        }
        assert!(matches!(signing(&format!("{AMINA}passphrase = \"x\"\n")), Err(ConfigProblem::Secret { .. })));
    }

    #[test]
    fn a_place_is_written_as_it_is_read() {
        for (text, place) in [
            ("agent", KeyPlace::Agent(None)),
            ("agent:SHA256:abc", KeyPlace::Agent(Some("SHA256:abc".into()))),
            ("agent:amina's token", KeyPlace::Agent(Some("amina's token".into()))),
            ("keyring", KeyPlace::Keyring),
            ("file:~/keys/a:b.key", KeyPlace::File("~/keys/a:b.key".into())),
        ] {
            assert_eq!((text.parse(), place.to_string()), (Ok(place), text.to_owned()));
        }
        for bad in ["", "Agent", "agent:", "keyring:x", "file", "file:", "file:a\nb", "hardware", "~/.ssh/id_ed25519"] {
            assert_eq!(bad.parse::<KeyPlace>(), Err(NotAKeyPlace), "{bad:?}");
        }
    }
}
