//! Everything a case of reconciliation is judged by: its story, the roster and the policy, each fetched and then verified here.
//! Who proposed and who confirmed comes from the signed texts alone; what the registry counts is believed in nothing.
//! Must not know: what a screen does with the verdict.

use super::case::{Doubt, GuardTexts, guards};
use crate::{
    app::{Desk, Remote, RequestId, Signer},
    domain::case::{CaseId, Event},
    evidence::{
        confirmation::ConfirmationText,
        digest::Digest,
        edition::Edition,
        policy::PolicyText,
        resolution::ResolutionText,
        roster::RosterText,
        signed::{NotSigned, Signed},
        standing::{self, Guard, Matter, Objection, Settlement, judge_resolution},
    },
    registry::{
        Problem, Read, Reply,
        book::GuardedText,
        case::{CaseInFull, Told},
    },
};
use jiff::Timestamp;

/// What is fetched to judge a case.
#[derive(Debug)]
pub struct Dossier {
    id: CaseId,
    case: Remote<Box<CaseInFull>>,
    guards: GuardTexts,
}

/// Roster and policy as they were verified, and what became of the resolution that was proposed last.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The roster in force.
    pub roster: RosterText,
    /// The policy in force.
    pub policy: PolicyText,
    /// The resolution that was proposed last and what was said about it.
    pub resolution: Option<Resolved>,
    /// The versions before those in force.
    earlier: Vec<Edition>,
}

/// A resolution and the words about it.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The resolution as it was proposed.
    pub text: Signed<ResolutionText>,
    /// What was said, in the order in which it was taken.
    pub words: Vec<Signed<ConfirmationText>>,
    /// How it stands.
    pub settlement: Settlement,
}

impl Dossier {
    /// The dossier of a case, not asked for yet.
    pub fn of(id: CaseId) -> Self {
        Self { id, case: Remote::default(), guards: GuardTexts::default() }
    }

    /// The case's id.
    pub fn id(&self) -> CaseId {
        self.id
    }

    /// The case.
    pub fn case(&self) -> &Remote<Box<CaseInFull>> {
        &self.case
    }

    /// Whether nothing was asked for yet, or not all came.
    pub fn is_missing(&self) -> bool {
        self.case.is_missing() || self.guards.is_missing()
    }

    /// Asks for everything again.
    pub fn ask(&mut self, desk: &mut Desk<'_>) {
        self.case.ask(Read::Case(self.id), desk);
        self.guards.ask(desk);
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.case.give_up(desk);
        self.guards.give_up(desk);
    }

    /// Takes an answer, if it is one of the dossier's.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &Desk<'_>) -> bool {
        if self.case.awaits(request) {
            let case = |reply| if let Reply::Case(case) = reply { Some(case) } else { None };
            self.case.take(answer.clone().map(case), desk.now);
            return true;
        }
        self.guards.answer(request, answer, desk)
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        usize::from(self.case.is_asking()) + self.guards.in_flight()
    }

    /// Roster, policy and resolution, once everything is here: verified, or why they do not hold.
    pub fn verified(&self, now: Timestamp) -> Option<Result<Verified, Doubt>> {
        let (case, (roster, policy)) = (self.case.value()?, self.guards.both()?);
        Some(verify(case, roster, policy, now))
    }
}

/// Verifies a case.
///
/// # Errors
/// [`Doubt`] says why it can't be judged, or that a text in it is none.
pub fn verify(
    case: &CaseInFull,
    roster: Option<&GuardedText>,
    policy: Option<&GuardedText>,
    now: Timestamp,
) -> Result<Verified, Doubt> {
    let (roster, policy) = guards(roster, policy, now)?;
    let earlier = before(roster.edition(), roster.roster().previous).into_iter();
    let earlier = earlier.chain(before(policy.edition(), policy.policy().previous)).collect();
    let mut verified = Verified { roster, policy, resolution: None, earlier };
    let newest = case.story.iter().rposition(|told| matches!(told.event, Event::Proposed { .. }));
    let mut since = case.story.get(newest.unwrap_or(case.story.len())..).unwrap_or_default().iter();
    let Some(proposed) = since.next() else { return Ok(verified) };
    let text = resolution(proposed).map_err(Doubt::Resolution)?;
    let words = since.filter_map(confirmation).collect::<Result<Vec<_>, _>>().map_err(Doubt::Resolution)?;
    let settlement = judge_resolution(&Matter { resolution: &text, words: &words, guard: verified.guards() }, now);
    verified.resolution = Some(Resolved { text, words, settlement });
    Ok(verified)
}

/// The version before one, by the digest that it names.
fn before(edition: Edition, previous: Option<Digest>) -> Option<Edition> {
    let version = std::num::NonZeroU32::new(edition.version.get().checked_sub(1)?)?;
    Some(Edition { version, sha256: previous? })
}

fn resolution(told: &Told) -> Result<Signed<ResolutionText>, NotSigned> {
    let Some(taken) = &told.text else { return Signed::resolution("", "", "") };
    let signed = &taken.signed;
    Signed::resolution(signed.text.octets(), signed.signature.octets(), signed.station_signature.octets())
}

fn confirmation(told: &Told) -> Option<Result<Signed<ConfirmationText>, NotSigned>> {
    let signed = &told.text.as_ref()?.signed;
    Some(Signed::confirmation(signed.text.octets(), signed.signature.octets(), signed.station_signature.octets()))
}

impl Verified {
    /// The rules in force.
    pub fn guards(&self) -> Guard<'_> {
        Guard { roster: &self.roster, policy: &self.policy, earlier: &self.earlier }
    }

    /// Whether somebody may propose a resolution now.
    ///
    /// # Errors
    /// The [`Objection`] the registry would have.
    pub fn may_propose(&self, signer: &Signer, now: Timestamp) -> Result<(), Objection> {
        standing::may_propose(self.guards(), (&signer.person, &signer.station), now)
    }

    /// Whether somebody may decline the resolution that waits, or take it back.
    pub fn may_decline(&self, signer: &Signer, now: Timestamp) -> bool {
        standing::may_decline(self.guards(), &signer.person, now).is_ok()
    }

    /// Whether somebody may confirm the resolution that waits; nothing when none does.
    pub fn may_confirm(&self, signer: &Signer, now: Timestamp) -> Option<Result<(), Objection>> {
        let resolved = self.resolution.as_ref()?;
        let matter = Matter { resolution: &resolved.text, words: &resolved.words, guard: self.guards() };
        Some(standing::may_confirm(&matter, (&signer.person, &signer.station), now))
    }
}
