//! A person sits down at a desk of the demo: the console on both registries, with this person's key, station and journal.
//! What is at one desk is at no other.
//! Must not know: where the registries run.

use super::{REGISTRIES, entrance::Entrance, folder::Folder};
use crate::{
    app::{Signer, practice::PracticeDesk},
    cli::{Global, start},
    config::{Config, KeyPlace, Signing},
    console::ProfileCard,
    domain::person::{NotAPersonId, NotAStationId},
    registry::{Access, Environment},
    sandbox::{SEATS, Seat},
};
use std::{path::Path, process::ExitCode, sync::Arc};

/// Who sits where.
pub(super) struct Sitting<'a> {
    /// The desk.
    pub(super) seat: Seat,
    /// The way to the registries.
    pub(super) entrance: Arc<Entrance>,
    /// The folder of keys and journal. The keys are there once the registries are.
    pub(super) folder: &'a Folder,
    /// Which registry to begin with.
    pub(super) first: usize,
    /// Where each registry is, in the order of [`REGISTRIES`].
    pub(super) addresses: Vec<String>,
}

/// Opens the console until it ends.
///
/// # Errors
/// A sentence, when the desk can't be made.
pub(super) fn sit(global: &Global, config: &Config, sitting: Sitting<'_>) -> Result<ExitCode, String> {
    let Sitting { seat, entrance, folder, first, addresses } = sitting;
    let signing = signing(folder.path(), seat)?;
    let initiator = (seat != Seat::initiator()).then(|| signer_of(Seat::initiator())).transpose()?;
    let guide = |address: String| PracticeDesk {
        who: start::signer(&signing),
        seat: seat.called,
        initiator: initiator.clone(),
        others: SEATS.iter().skip(1).map(|other| other.called).filter(|other| *other != seat.called).collect(),
        address,
    };
    let cards = REGISTRIES.iter().zip(addresses).map(|(name, address)| ProfileCard {
        name: (*name).to_owned(),
        environment: Environment::Practice,
        access: Access::of_profile(global.read_only),
        theme: None,
        signer: Some(start::signer(&signing)),
        ticket: None,
        practice: Some(guide(address)),
    });
    let profiles = start::Profiles {
        cards: cards.collect(),
        registries: entrance.makers(global.read_only),
        keys: REGISTRIES.iter().map(|_| Some(start::keys(signing.clone()))).collect(),
        first,
        journal: folder.path().to_owned(),
        // Registries that go with the console have nothing new next time.
        seen: folder.kept().map(|kept| kept.join("seen.json")),
    };
    Ok(start::run(global, config, profiles))
}

/// Who sits at a desk, at which station.
fn signer_of(seat: Seat) -> Result<Signer, String> {
    Ok(Signer {
        person: seat.person().parse().map_err(|problem: NotAPersonId| problem.to_string())?,
        station: seat.station.parse().map_err(|problem: NotAStationId| problem.to_string())?,
    })
}

fn signing(folder: &Path, seat: Seat) -> Result<Signing, String> {
    let key = |kind: &str, name: &str| KeyPlace::File(folder.join(kind).join(format!("{name}.key")));
    let Signer { person, station } = signer_of(seat)?;
    Ok(Signing { key: key("keys", seat.person()), station_key: key("stations", seat.station), person, station })
}
