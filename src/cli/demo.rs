//! `countersign demo`: the console on two practice registries that live as long as it does.
//! They start after the first frame; nothing in them is real.
//! Must not know: how a practice registry works.

use super::{Global, start};
use crate::{
    console::ProfileCard,
    registry::{Access, Environment},
    runtime::RegistryMaker,
};
use std::{path::PathBuf, process::ExitCode};

/// What the practice registries are like.
#[derive(Debug, clap::Args)]
pub(super) struct Demo {
    /// Where the invented books begin: the same seed gives the same books
    #[arg(long, default_value_t = 7, value_name = "N")]
    seed: u64,
    /// How many accounts each registry has
    #[arg(long, default_value_t = 1_200, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    accounts: u64,
    /// How many ITMO blocks each registry holds
    #[arg(long, default_value_t = 20_000, value_name = "N", value_parser = clap::value_parser!(u64).range(..=20_000_000))]
    blocks: u64,
    /// Keep the registries' files in this folder [default: a temporary one that goes with the console]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Let every answer come this much later, to practise on slow links
    #[arg(long, default_value_t = 0, value_name = "N")]
    delay_ms: u64,
}

/// Opens the console on the practice registries.
pub(super) fn run(global: &Global, demo: &Demo) -> ExitCode {
    let profiles = ["CHE01", "GHA01"].map(|name| ProfileCard {
        name: name.to_owned(),
        environment: Environment::Practice,
        access: Access::of_profile(global.read_only),
    });
    start::run(global, start::Profiles { cards: profiles.into(), registries: practice(demo), journal: None })
}

/// The practice registries, each started when it is asked first.
fn practice(_demo: &Demo) -> Vec<RegistryMaker> {
    Vec::new()
}
