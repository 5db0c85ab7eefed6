//! `countersign contacts ask`: has the registry ask a counterpart whom to call there.
//! It changes nothing, so nobody reads or signs a text for it; the answer stands beside the directory.
//! Must not know: what the counterpart answers.

use crate::{
    cli::{Global, guarded::acting::Desk, status::End},
    domain::RegistryId,
    registry::Deed,
};
use clap::Args;

/// A counterpart to be asked.
#[derive(Debug, Args)]
pub(in crate::cli) struct Ask {
    /// The counterpart
    registry: RegistryId,
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: String,
}

impl Ask {
    /// Asks.
    pub async fn done(&self, global: &Global) -> End {
        let desk = match Desk::of(global) {
            Ok(desk) => desk,
            Err(sentence) => return End::NotBegun(sentence),
        };
        desk.alone(Deed::AskContacts(self.registry), self.reason.trim().to_owned()).await
    }
}
