//! What `countersign sandbox serve` is told, and what becomes of it: the options of one registry or two.
//! What does not fit together is refused before anything is opened.
//! Must not know: how a registry runs.

use super::{fault::Fault, next};
use crate::{
    domain::RegistryId,
    sandbox::{Level, Options, PeerAddress},
};
use clap::Args;
use jiff::{SignedDuration, Timestamp};
use std::{net::SocketAddr, path::PathBuf, str::FromStr, time::Duration};

/// The registries that `--pair` serves.
const PAIR: [&str; 2] = ["CHE01", "GHA01"];

/// What `sandbox serve` is told.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Id of the registry: three letters of the Party and two digits; twice for two registries that know each other [default: CHE01]
    #[arg(long, value_name = "ID")]
    registry: Vec<RegistryId>,
    /// Serve CHE01 and GHA01, which know each other
    #[arg(long, conflicts_with = "registry")]
    pair: bool,
    /// Where the invented book begins; the same seed gives the same book
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// How many accounts
    #[arg(long, default_value_t = 1_200, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    accounts: u64,
    /// How many ITMO blocks
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(..=20_000_000))]
    blocks: u64,
    /// Folder that keeps the books; without it they go when the registries stop
    #[arg(long)]
    data: Option<PathBuf>,
    /// Loopback address to listen on; port 0 takes a free one; a second registry takes the next port
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Where a counterpart registry is reached, such as GHA01=http://127.0.0.1:8081; may be given again
    #[arg(long, value_name = "ID=URL")]
    peer: Vec<Peer>,
    /// Leave out the past: no transfers but those that are made now
    #[arg(long)]
    no_history: bool,
    /// Accept incoming transfers whose checks pass without asking people
    #[arg(long)]
    accept_automatically: bool,
    /// How far approvals are verified: a1 by login, a2 by signature, a3 at the counterpart too
    #[arg(long, default_value = "a3", value_name = "LEVEL")]
    assurance: Level,
    /// Milliseconds every answer waits, as if the link were slow
    #[arg(long, default_value_t = 0)]
    delay_ms: u64,
    /// Seconds the clock is wrong by; negative is slow
    #[arg(long, default_value_t = 0, allow_negative_numbers = true, value_name = "N",
          value_parser = clap::value_parser!(i64).range(-315_576_000..=315_576_000))]
    clock_offset_s: i64,
    /// Let something go wrong, here or at one of two registries (`sandbox faults` lists what); may be given again
    #[arg(long, value_name = "[ID:]NAME[=ARG]")]
    fault: Vec<Fault>,
}

/// A counterpart registry and where it is.
#[derive(Clone, Debug)]
struct Peer(RegistryId, PeerAddress);

impl FromStr for Peer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (id, url) = text.split_once('=').ok_or("a peer reads like GHA01=http://127.0.0.1:8081")?;
        let id = id.parse().map_err(|problem: crate::domain::IdProblem| problem.to_string())?;
        Ok(Self(id, url.parse().map_err(|problem: crate::sandbox::NotAPeerAddress| problem.to_string())?))
    }
}

impl ServeArgs {
    /// The options of the registries, one or two.
    pub(super) fn options(self) -> Result<Vec<Options>, String> {
        let pair = || PAIR.iter().filter_map(|id| id.parse().ok()).collect();
        let registries: Vec<RegistryId> = match self.registry.as_slice() {
            _ if self.pair => pair(),
            [] => pair().into_iter().take(1).collect(),
            [a, b] if a == b => return Err(format!("{a} can't be served twice; give two different registries.")),
            [_] | [_, _] => self.registry.clone(),
            _ => return Err("One process serves one registry or two; start another process for more.".to_owned()),
        };
        if let Some(stranger) = self.fault.iter().filter_map(Fault::at).find(|id| !registries.contains(id)) {
            return Err(format!("{stranger} is not served here, so nothing can go wrong there."));
        }
        let listens = [Some(self.listen), next(self.listen)];
        // The pasts of two that are started together lead up to one moment; one alone keeps to the last midnight.
        let begun = (registries.len() == 2).then(Timestamp::now);
        let pairs = registries.into_iter().zip(listens);
        let options = pairs.map(|(registry, listen)| {
            let listen = listen.ok_or("There is no port after 65535 for the second registry.")?;
            Ok(Options { as_of: begun, ..self.of(registry, listen) })
        });
        options.collect()
    }

    fn of(&self, registry: RegistryId, listen: SocketAddr) -> Options {
        let mut options = Options {
            history: !self.no_history,
            seed: self.seed,
            accounts: self.accounts,
            blocks: self.blocks,
            data: self.data.clone(),
            delay: Duration::from_millis(self.delay_ms),
            listen,
            peers: self.peer.iter().map(|Peer(id, address)| (*id, address.clone())).collect(),
            automatic_acceptance: self.accept_automatically,
            level: self.assurance,
            clock_offset: SignedDuration::from_secs(self.clock_offset_s),
            ..Options::of(registry)
        };
        self.fault.iter().for_each(|fault| fault.add_to(&mut options));
        options
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        serve: ServeArgs,
    }

    fn options(arguments: &str) -> Result<Vec<Options>, String> {
        let words = ["serve"].into_iter().chain(arguments.split_whitespace());
        Line::try_parse_from(words).map_err(|problem| problem.to_string())?.serve.options()
    }

    #[test]
    fn one_registry_or_two() {
        let ids = |arguments| options(arguments).map(|all| all.iter().map(|one| one.registry.to_string()).collect::<Vec<_>>());
        assert_eq!(ids("").unwrap(), ["CHE01"]);
        assert_eq!(ids("--registry GHA01").unwrap(), ["GHA01"]);
        assert_eq!(ids("--pair").unwrap(), ["CHE01", "GHA01"]);
        assert_eq!(ids("--registry THA01 --registry SWE01").unwrap(), ["THA01", "SWE01"]);
        assert!(ids("--registry THA01 --registry THA01").is_err());
        assert!(ids("--registry THA01 --registry SWE01 --registry GHA01").is_err());
        assert!(ids("--pair --registry THA01").is_err());
    }

    #[test]
    fn the_second_takes_the_next_port() {
        let ports = |arguments| options(arguments).map(|all| all.iter().map(|one| one.listen.port()).collect::<Vec<_>>());
        assert_eq!(ports("--pair").unwrap(), [0, 0]);
        assert_eq!(ports("--pair --listen 127.0.0.1:8080").unwrap(), [8080, 8081]);
        assert!(ports("--pair --listen 127.0.0.1:65535").is_err());
        assert_eq!(ports("--listen 127.0.0.1:65535").unwrap(), [65535]);
    }

    #[test]
    fn faults_are_where_they_were_put() {
        let both = "--pair --fault silent --fault GHA01:lose-answer=final:2 --fault CHE01:crash=before-send:1";
        let all = options(both).unwrap();
        let faults = all.iter().map(|one| one.faults.iter().map(ToString::to_string).collect::<Vec<_>>()).collect::<Vec<_>>();
        assert_eq!(faults, [vec!["silent"], vec!["silent", "lose-answer=final:2"]]);
        assert!(all[0].crash.is_some() && all[1].crash.is_none());
        assert!(options("--fault GHA01:silent").unwrap_err().contains("GHA01"));
        assert!(options("--fault silnt").unwrap_err().contains("did you mean silent?"));
        assert!(options("--fault crash=before-lunch:1").is_err());
    }

    #[test]
    fn the_level_is_the_highest_unless_said_otherwise() {
        let level = |arguments| options(arguments).map(|all| all[0].level);
        assert_eq!(level("").unwrap(), Level::A3);
        assert_eq!(level("--assurance a2").unwrap(), Level::A2);
        assert!(level("--assurance a0").unwrap_err().contains("a1, a2 or a3"));
    }

    #[test]
    fn peers_and_the_clock_are_read() {
        let one = options("--peer GHA01=http://127.0.0.1:8081 --clock-offset-s -90").unwrap().remove(0);
        assert_eq!(one.peers[0].1.to_string(), "http://127.0.0.1:8081");
        assert_eq!(one.clock_offset, SignedDuration::from_secs(-90));
        for wrong in ["--peer GHA01", "--peer GHA=http://127.0.0.1:1", "--peer GHA01=http://example.org"] {
            assert!(options(wrong).is_err(), "{wrong}");
        }
    }
}
