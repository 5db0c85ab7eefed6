//! Bundles that were compared, from the wire and to it.
//! Numbers are counted here and nowhere trusted: what came of a bundle is said by the proposals.
//! Must not know: what a bundle says.

use super::word;
use crate::{
    domain::contact::Tlp,
    evidence::contacts::{BundleForm, TakenBundle},
    text::Untrusted,
    wire::{
        BigNumber,
        admin::contact_bundle as wire,
        convert::{Misfit, Place},
    },
};
use std::num::NonZeroU32;

/// A bundle that was compared; the reason stays beside it.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be.
pub fn bundle(said: &wire::RecordBundle, at: &Place<'_>) -> Result<TakenBundle, Misfit> {
    let count = |field: &'static str, number: &BigNumber| {
        u32::try_from(number.0).map_err(|_| at.field(field).misfit("it is too large a number"))
    };
    let form = match &said.number {
        None => BundleForm::Answer,
        Some(number) => {
            let number = NonZeroU32::new(count("number", number)?);
            BundleForm::Bundle(number.ok_or_else(|| at.field("number").misfit("numbers begin with 1"))?)
        }
    };
    Ok(TakenBundle {
        from: at.parse("from", &said.from)?,
        form,
        sha256: at.parse("sha256", &said.sha256)?,
        said: said.said,
        label: word(at, "label", &said.label, Tlp::of_word)?,
        key: Untrusted::new(said.key.clone()),
        entries: count("entries", &said.entries)?,
        newer: count("newer", &said.newer)?,
        conflicts: count("conflicts", &said.conflicts)?,
    })
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
        reason: reason.to_owned(),
    }
}
