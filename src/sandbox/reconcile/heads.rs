//! The heads of both frozen books, as each registry said its own before anything of them was exchanged.
//! They say when the snapshots were taken, and whether the histories need to be exchanged at all.
//! Must not know: what is in the books.

use super::{frozen, parts::Between, recorded::RunRow};
use crate::{
    sandbox::{comm::CommProblem, fault::StoreProblem},
    wire::comm::reconcile::Sums,
};
use jiff::Timestamp;

pub(super) fn peer_sums(run: &RunRow) -> Result<Sums, CommProblem> {
    let sums = run.peer_sums.as_deref().and_then(|text| serde_json::from_str(text).ok());
    Ok(sums.ok_or(StoreProblem::Row("the counterpart's sums"))?)
}

/// The moments of both snapshots, as their heads say them: this registry's, and the counterpart's.
pub(super) fn moments(of: Between<'_>, run: &RunRow) -> Result<[Timestamp; 2], CommProblem> {
    Ok([frozen::sums(of.book, of.run, of.here)?.at, peer_sums(run)?.at])
}

/// Whether both histories say the same outcomes, so that they were not exchanged.
pub(super) fn is_history_equal(of: Between<'_>, run: &RunRow) -> Result<bool, CommProblem> {
    Ok(frozen::sums(of.book, of.run, of.here)?.outcomes == peer_sums(run)?.outcomes)
}
