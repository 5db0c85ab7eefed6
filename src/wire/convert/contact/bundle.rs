//! Bundles that were compared, from the wire and to it.
//! Numbers are counted here and nowhere trusted: what came of a bundle is said by the proposals.
//! Must not know: what a bundle says.

use super::word;
use crate::{
    domain::{
        RegistryId,
        contact::{Speaker, Tlp},
    },
    evidence::contacts::{BundleForm, Share, TakenBundle},
    text::Untrusted,
    wire::{
        BigNumber,
        admin::contact_bundle as wire,
        convert::{Misfit, Place},
    },
};
use std::{collections::BTreeMap, num::NonZeroU32};

/// A bundle that was compared; the reason stays beside it.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be.
pub fn bundle(said: &wire::RecordBundle, at: &Place<'_>) -> Result<TakenBundle, Misfit> {
    let count = |field: &'static str, number: &BigNumber| counted(at, field, number);
    let form = match &said.number {
        None => BundleForm::Answer,
        Some(number) => {
            let number = NonZeroU32::new(count("number", number)?);
            BundleForm::Bundle(number.ok_or_else(|| at.field("number").misfit("numbers begin with 1"))?)
        }
    };
    let from = at.parse("from", &said.from)?;
    Ok(TakenBundle {
        from,
        form,
        sha256: at.parse("sha256", &said.sha256)?,
        said: said.said,
        label: word(at, "label", &said.label, Tlp::of_word)?,
        key: Untrusted::new(said.key.clone()),
        entries: count("entries", &said.entries)?,
        newer: count("newer", &said.newer)?,
        conflicts: count("conflicts", &said.conflicts)?,
        about: about(from, &said.about, at)?,
    })
}

fn counted(at: &Place<'_>, field: &'static str, number: &BigNumber) -> Result<u32, Misfit> {
    u32::try_from(number.0).map_err(|_| at.field(field).misfit("it is too large a number"))
}

/// What it says of each registry: a hub alone speaks of several.
fn about(from: Speaker, said: &[wire::BundleShare], at: &Place<'_>) -> Result<BTreeMap<RegistryId, Share>, Misfit> {
    if from != Speaker::Hub && !said.is_empty() {
        return Err(at.field("about").misfit("a registry speaks of itself alone"));
    }
    let mut about = BTreeMap::new();
    for (registry, share) in at.each("about", said.to_vec(), share)? {
        if about.insert(registry, share).is_some() {
            return Err(at.field("about").misfit("each registry stands there once"));
        }
    }
    Ok(about)
}

fn share(said: wire::BundleShare, at: &Place<'_>) -> Result<(RegistryId, Share), Misfit> {
    let (entries, newer) = (counted(at, "entries", &said.entries)?, counted(at, "newer", &said.newer)?);
    Ok((at.parse("registry", &said.registry)?, Share { entries, newer, conflicts: counted(at, "conflicts", &said.conflicts)? }))
}

/// A bundle that was compared, for the wire.
pub fn bundle_to_wire(bundle: &TakenBundle, reason: &str) -> wire::RecordBundle {
    wire::RecordBundle {
        from: bundle.from.to_string(),
        number: match bundle.form {
            BundleForm::Bundle(number) => Some(BigNumber(number.get().into())),
            BundleForm::Answer => None,
        },
        sha256: bundle.sha256.to_string(),
        said: bundle.said,
        label: bundle.label.word().to_owned(),
        key: bundle.key.octets().to_owned(),
        entries: BigNumber(bundle.entries.into()),
        newer: BigNumber(bundle.newer.into()),
        conflicts: BigNumber(bundle.conflicts.into()),
        about: bundle.about.iter().map(share_to_wire).collect(),
        reason: reason.to_owned(),
    }
}

fn share_to_wire((registry, share): (&RegistryId, &Share)) -> wire::BundleShare {
    wire::BundleShare {
        registry: registry.to_string(),
        entries: BigNumber(share.entries.into()),
        newer: BigNumber(share.newer.into()),
        conflicts: BigNumber(share.conflicts.into()),
    }
}
