//! The registries of the demo that runs, as profiles of a configuration: so that commands and other consoles reach them.
//! No key goes with them, so nothing is signed through them; a practice registry needs no token.
//! Must not know: how a demo is found.

use super::meeting::Meeting;
use crate::sandbox::Seat;
use std::fmt::Write;

/// A whole configuration file, in which somebody signs in at each registry.
pub(super) fn text(met: &Meeting, seat: Seat) -> String {
    let mut text = String::from(
        "# The registries of the demo that runs. Keep this in a file that only you can write, and name it:\n\
         # countersign --config FILE orders\n",
    );
    for registry in &met.registries {
        // Writing to a string doesn't fail.
        let _ = write!(
            text,
            "\n[[profiles]]\nname = \"{}\"\nurl = \"{}\"\nenvironment = \"practice\"\noperator = \"{}\"\n",
            registry.name, registry.url, seat.login
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cli::demo::meeting::Address, config::Config, sandbox::SEATS};
    use std::path::Path;

    #[test]
    fn what_is_written_is_a_configuration() {
        let address = |name: &str, port: u16| Address { name: name.to_owned(), url: format!("http://127.0.0.1:{port}") };
        let met = Meeting { registries: vec![address("CHE01", 40_123), address("GHA01", 40_124)], kept: None };
        for seat in SEATS {
            let config = Config::parse(&text(&met, seat), Path::new("/demo.toml")).unwrap();
            let profiles: Vec<_> =
                config.profiles.iter().map(|profile| (profile.name.as_str(), profile.operator.as_deref())).collect();
            assert_eq!(profiles, [("CHE01", Some(seat.login)), ("GHA01", Some(seat.login))]);
        }
    }
}
