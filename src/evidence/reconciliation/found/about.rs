//! What a line of a result may be about, in its one spelling: a run of ITMOs, or a thing and its id.
//! Whatever else stood there would be signed by two registries and mean nothing to a third.
//! Must not know: what was found about it.

use crate::domain::{
    ApproachId, AuthorizationId, ItmoId, Metric, PartyCode, RegistryId, Vintage, reconcile::AccountClass, transfer::TransferId,
};
use std::str::FromStr;

/// What stands where a book does not say it.
const ANY: &str = "any";

/// Whether a text names something that can be found to differ.
pub(super) fn is_one(text: &str) -> bool {
    if text == "snapshots" {
        return true;
    }
    if let Some((first, last)) = text.split_once("..") {
        return run(first, last);
    }
    match text.split_once(' ') {
        Some(("transfer" | "order", id)) => written::<TransferId>(id),
        Some(("authorization", id)) => written::<AuthorizationId>(id),
        Some(("entry", number)) => written::<u64>(number),
        Some(("report", year)) => written::<u16>(year),
        Some(("total", key)) => total(key),
        _ => false,
    }
}

/// Whether it reads as a `T` and is written as a `T` is.
fn written<T: FromStr + ToString>(text: &str) -> bool {
    text.parse::<T>().is_ok_and(|value| value.to_string() == text)
}

fn run(first: &str, last: &str) -> bool {
    let (Ok(from), Ok(to)) = (first.parse::<ItmoId>(), last.parse::<ItmoId>()) else { return false };
    let in_order = from.series() == to.series() && from.serial() <= to.serial();
    in_order && from.to_string() == first && to.to_string() == last
}

/// Approach, first transferring Party, vintage, metric, registry that holds, class of account.
fn total(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    let [approach, party, vintage, metric, holder, class] = words.as_slice() else { return false };
    written::<ApproachId>(approach)
        && written::<PartyCode>(party)
        && written::<Vintage>(vintage)
        && (*metric == ANY || Metric::of_word(metric).is_some())
        && written::<RegistryId>(holder)
        && (*class == ANY || AccountClass::of_word(class).is_some())
}
