//! A case for a command: fetched with roster and policy and verified here, and who signs at this computer.
//! What the registry counts is believed in nothing: who proposed and who confirmed comes from the signed texts.
//! Must not know: what is said about the case.

use crate::{
    app::Signer,
    cli::{guarded::acting::Desk, status::End},
    config::Signing,
    domain::case::{Case, CaseId},
    registry::{
        Problem, Read, Reply,
        book::{Guarded, GuardedText, GuardedVersion},
    },
    screens::dossier::{self, Verified},
};
use jiff::Timestamp;

/// A case, with the rules it was verified by.
pub(super) struct Fetched {
    pub case: Case,
    pub verified: Verified,
}

impl Fetched {
    /// Asks the registry for a case and verifies it.
    pub async fn of(desk: &Desk, id: CaseId) -> Result<Self, End> {
        let case = match desk.registry.read(Read::Case(id)).await {
            Ok(Reply::Case(case)) => case,
            Ok(_) => return Err(End::from(&Problem::of_other_answer())),
            Err(problem) => return Err(End::from(&problem)),
        };
        let (roster, policy) = (guard(desk, Guarded::Roster).await?, guard(desk, Guarded::Policy).await?);
        let verified = dossier::verify(&case, roster.as_deref(), policy.as_deref(), Timestamp::now());
        let verified =
            verified.map_err(|doubt| End::Refused(format!("The case can't be judged: {doubt}. Nothing was signed.")))?;
        Ok(Self { case: case.case, verified })
    }
}

async fn guard(desk: &Desk, which: Guarded) -> Result<Option<Box<GuardedText>>, End> {
    match desk.registry.read(Read::Guarded(which, GuardedVersion::InForce)).await {
        Ok(Reply::Guarded(text)) => Ok(text),
        Ok(_) => Err(End::from(&Problem::of_other_answer())),
        Err(problem) => Err(End::from(&problem)),
    }
}

/// Who signs, at which station, by the profile.
///
/// # Errors
/// That the profile does not say it.
pub(super) fn signing(desk: &Desk) -> Result<(Signing, Signer), End> {
    let signing = desk.signing().cloned().ok_or_else(|| {
        let why =
            "The profile does not say who signs, and at which station: say it under [profiles.signing]. Nothing was signed.";
        End::NotBegun(why.into())
    })?;
    let signer = Signer { person: signing.person.clone(), station: signing.station.clone() };
    Ok((signing, signer))
}
