//! One of the two files: read, with its name, and whose it is.
//! Whose it is follows from what it says, and is never guessed where it says more than one thing.
//! Must not know: the other file.

use crate::{
    aef::{self, FileProblem, Given, Tables},
    domain::{PartyCode, RegistryId},
    text::{Kind, Untrusted},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::{collections::BTreeSet, fs, path::Path};

/// Whose a file is, as far as it was said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) registry: Option<RegistryId>,
    pub(super) party: Option<PartyCode>,
}

/// A file.
pub(super) struct File {
    /// Its name, safe for the terminal.
    pub(super) name: String,
    pub(super) tables: Tables,
    asked: Asked,
}

impl File {
    pub(super) fn read(path: &Path, asked: Asked) -> Result<Self, String> {
        let name = Untrusted::new(path.to_string_lossy()).gate(Kind::Name).to_string();
        let unread = |why: String| format!("{name} was not read: {why}. Nothing was compared.");
        let file = fs::File::open(path).map_err(|error| unread(FileProblem::from(error).to_string()))?;
        let tables = aef::read(file, Given { holder: asked.registry })
            .map_err(|problem| unread(Untrusted::new(problem.to_string()).gate(Kind::Name).to_string()))?;
        Ok(Self { name, tables, asked })
    }

    /// The registry it is of; a sentence when it lists holdings of several.
    pub(super) fn registry(&self, option: &str) -> Result<RegistryId, String> {
        let holders: BTreeSet<RegistryId> = self.tables.holdings.sayings().iter().map(|said| said.holder).collect();
        let listed: Vec<String> = holders.iter().map(ToString::to_string).collect();
        match (self.asked.registry, holders.first(), holders.len()) {
            (Some(registry), ..) => Ok(registry),
            (None, Some(registry), 1) => Ok(*registry),
            (None, None, _) => {
                Err(format!("{} has no row of holdings; name its registry with {option}. Nothing was compared.", self.name))
            }
            _ => Err(format!(
                "{} lists ITMOs that are held in {}; name the registry whose book it is with {option}. Nothing was compared.",
                self.name,
                listed.join(", ")
            )),
        }
    }

    /// The Party its actions are of.
    pub(super) fn party(&self, option: &str) -> Result<PartyCode, String> {
        let known = self.asked.party.or(self.tables.party).or(self.asked.registry.map(RegistryId::party));
        let held = || self.tables.holdings.iter().next().map(|line| line.attributes.holder.party());
        known.or_else(held).ok_or_else(|| {
            format!(
                "Nothing in {} says which Party reports these actions; name it with {option}. Nothing was compared.",
                self.name
            )
        })
    }

    /// The end of the year it reports, in UTC.
    pub(super) fn moment(&self) -> Option<Timestamp> {
        let last = Date::new(self.tables.year?, 12, 31).ok()?;
        Some(last.at(23, 59, 59, 999_000_000).to_zoned(TimeZone::UTC).ok()?.timestamp())
    }
}
