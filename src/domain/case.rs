//! A case: one discrepancy from the run that found it to the one that finds it no more, and what people did about it in between.
//! It is what its events add up to, and no event is ever changed. Registry and console fold the same events to the same case.
//! Must not know: who may do what, where events are kept, and how a run finds things.

mod ageing;
mod event;
mod id;
mod resolution;
mod sighting;
mod sort;
mod state;
mod trend;

#[cfg(test)]
mod tests;

pub use ageing::{Ageing, ageing};
pub use event::{Event, Mark};
pub use id::{CaseId, NotACaseId};
pub use resolution::{Resolution, ResolutionKind};
pub use sighting::{About, Sighting, Thing, approach_of, gather, transfer_of};
pub use sort::{Step, sort};
pub use state::{Closing, Proposal, Stage, State};
pub use trend::{Lived, PLAN_OF_MEASURES, Trend, WEEKS};

use super::{PersonId, Quantity, reconcile};
use jiff::Timestamp;

/// A case as its events leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// What was found, as the newest run that found it said.
    pub found: Sighting,
    /// Where it is.
    pub state: State,
    /// Who looks after it.
    pub owner: Option<PersonId>,
    /// Whether its ITMOs are frozen by it.
    pub frozen: bool,
    /// How many notes were written about it.
    pub notes: u32,
    /// When it was opened, or came back.
    pub opened: Timestamp,
    /// When it was closed, if it is.
    pub closed: Option<Timestamp>,
    /// How many runs found it.
    pub runs: u32,
    /// How often it came back after it was closed.
    pub reopened: u32,
}

/// Why an event can't happen to a case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPossible {
    /// It is over.
    #[error("the case is closed; a run that finds the difference again opens it again")]
    Closed,
    /// Nothing was found yet.
    #[error("a case begins with what a run found")]
    Unfound,
    /// Nobody owns it.
    #[error("nobody owns the case; take it first")]
    NotOwned,
    /// It has that owner.
    #[error("{0} owns the case already")]
    Owned(PersonId),
    /// Its ITMOs are frozen.
    #[error("the ITMOs of the case are frozen already")]
    Frozen,
    /// They are not.
    #[error("the case froze nothing that could be released")]
    NotFrozen,
    /// It is not about ITMOs.
    #[error("the case is not about ITMOs, so there is nothing to freeze")]
    NoUnits,
    /// A resolution waits.
    #[error("a resolution is proposed already; confirm it or decline it first")]
    Proposed,
    /// None waits.
    #[error("no resolution waits for anybody")]
    NotProposed,
    /// What is wrong is of another kind.
    #[error("{} can't be resolved as {}: {}", .1.id(), .0.word(), .0.meaning())]
    Unsuited(ResolutionKind, reconcile::Code),
    /// It is about another text.
    #[error("another resolution is proposed than the one this is about (F05)")]
    OtherProposal,
    /// The person who proposed it.
    #[error("{0} proposed this resolution and never counts as its second person (F01)")]
    Proposer(PersonId),
    /// Who confirmed already.
    #[error("{0} counts once, whatever keys or logins they use (F02)")]
    Again(PersonId),
    /// What is accepted is accepted for a time to come.
    #[error("a difference is accepted until a time that has not come yet")]
    Past,
}

impl Case {
    /// A new case of what a run found.
    pub fn open(id: CaseId, found: Sighting, at: Timestamp) -> Self {
        let (state, owner, closed) = (State::New, None, None);
        Self { id, found, state, owner, frozen: false, notes: 0, opened: at, closed, runs: 1, reopened: 0 }
    }

    /// The case after an event.
    ///
    /// # Errors
    /// [`NotPossible`]; the case is then as it was.
    pub fn after(&self, event: &Event, at: Timestamp) -> Result<Self, NotPossible> {
        let mut next = self.clone();
        match event {
            Event::Found(found) => next.again(found.clone(), at),
            Event::Gone { .. } => next.gone(at)?,
            Event::Owned { owner, .. } => next.own(owner)?,
            Event::Noted { .. } => {
                next.notes = next.notes.saturating_add(1);
                if next.state == State::Triaged {
                    next.state = State::Analysis;
                }
            }
            Event::Frozen { .. } => next.freeze()?,
            Event::Proposed { by, resolution, sha256 } => next.propose(by, resolution, *sha256, at)?,
            Event::Confirmed { by, sha256 } => next.confirm(by, *sha256, at)?,
            Event::Declined { sha256, .. } => next.decline(*sha256)?,
        }
        Ok(next)
    }

    /// Whether it is not over.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, State::Closed(_))
    }

    /// Whether its ITMOs can't be named in new orders (B09). Once a correction by orders is agreed, they can: that is how books are
    /// corrected.
    pub fn keeps_from_orders(&self) -> bool {
        let corrected = matches!(&self.state, State::Agreed(proposal) if proposal.resolution == Resolution::CorrectingOrder);
        self.is_open() && !corrected
    }

    /// The proposal that waits or is agreed.
    pub fn proposal(&self) -> Option<&Proposal> {
        match &self.state {
            State::Proposed(proposal) | State::Agreed(proposal) => Some(proposal),
            _ => None,
        }
    }

    /// Units × age × kind: what comes first on a board.
    pub fn severity(&self, now: Timestamp) -> u128 {
        reconcile::severity(self.found.code, self.found.quantity, self.found.since, now)
    }

    /// How many ITMOs it is about.
    pub fn quantity(&self) -> Quantity {
        self.found.quantity
    }

    fn must_be_open(&self) -> Result<(), NotPossible> {
        if self.is_open() { Ok(()) } else { Err(NotPossible::Closed) }
    }

    /// Found again: a closed case comes back, unless the difference is accepted and its time is not over.
    fn again(&mut self, found: Sighting, at: Timestamp) {
        self.found = found;
        self.runs = self.runs.saturating_add(1);
        let accepted = matches!(self.state, State::Closed(Closing::Accepted(until)) if at < until);
        if !self.is_open() && !accepted {
            self.reopened = self.reopened.saturating_add(1);
            self.closed = None;
            self.opened = at;
            self.state = if self.owner.is_some() { State::Triaged } else { State::New };
        }
    }

    fn gone(&mut self, at: Timestamp) -> Result<(), NotPossible> {
        self.must_be_open()?;
        let closing = if matches!(self.state, State::Agreed(_)) { Closing::Intervention } else { Closing::Pass };
        self.close(closing, at);
        Ok(())
    }

    /// Nothing stays frozen for a case that is over.
    fn close(&mut self, closing: Closing, at: Timestamp) {
        self.state = State::Closed(closing);
        self.closed = Some(at);
        self.frozen = false;
    }

    fn own(&mut self, owner: &PersonId) -> Result<(), NotPossible> {
        self.must_be_open()?;
        if self.owner.as_ref() == Some(owner) {
            return Err(NotPossible::Owned(owner.clone()));
        }
        self.owner = Some(owner.clone());
        if self.state == State::New {
            self.state = State::Triaged;
        }
        Ok(())
    }

    fn freeze(&mut self) -> Result<(), NotPossible> {
        self.must_be_open()?;
        match (&self.found.about, self.frozen) {
            (_, true) => Err(NotPossible::Frozen),
            (About::Other { .. }, false) => Err(NotPossible::NoUnits),
            (About::Units(_), false) => {
                self.frozen = true;
                Ok(())
            }
        }
    }

    fn propose(&mut self, by: &PersonId, resolution: &Resolution, sha256: [u8; 32], at: Timestamp) -> Result<(), NotPossible> {
        self.must_be_open()?;
        match (&self.state, resolution) {
            (State::Proposed(_), _) => return Err(NotPossible::Proposed),
            _ if self.owner.is_none() => return Err(NotPossible::NotOwned),
            (_, Resolution::Accepted(until)) if *until <= at => return Err(NotPossible::Past),
            (_, Resolution::Released) if !self.frozen => return Err(NotPossible::NotFrozen),
            (_, resolution) if !resolution.kind().suits(self.found.code) => {
                return Err(NotPossible::Unsuited(resolution.kind(), self.found.code));
            }
            _ => {}
        }
        let (resolution, by) = (resolution.clone(), by.clone());
        self.state = State::Proposed(Proposal { resolution, by, sha256, confirmed: Vec::new() });
        Ok(())
    }

    /// What waits, if it is what was meant.
    fn proposed(&self, sha256: [u8; 32]) -> Result<Proposal, NotPossible> {
        match &self.state {
            State::Proposed(proposal) if proposal.sha256 == sha256 => Ok(proposal.clone()),
            State::Proposed(_) => Err(NotPossible::OtherProposal),
            _ => Err(NotPossible::NotProposed),
        }
    }

    fn confirm(&mut self, by: &PersonId, sha256: [u8; 32], at: Timestamp) -> Result<(), NotPossible> {
        let mut proposal = self.proposed(sha256)?;
        if proposal.by == *by {
            return Err(NotPossible::Proposer(by.clone()));
        }
        if proposal.confirmed.contains(by) {
            return Err(NotPossible::Again(by.clone()));
        }
        proposal.confirmed.push(by.clone());
        if proposal.missing() > 0 {
            self.state = State::Proposed(proposal);
            return Ok(());
        }
        match proposal.resolution {
            Resolution::Accepted(until) if until <= at => return Err(NotPossible::Past),
            Resolution::Accepted(until) => self.close(Closing::Accepted(until), at),
            Resolution::Released => {
                self.frozen = false;
                self.state = State::Analysis;
            }
            Resolution::CorrectingOrder => {
                self.frozen = false;
                self.state = State::Agreed(proposal);
            }
            _ => self.state = State::Agreed(proposal),
        }
        Ok(())
    }

    fn decline(&mut self, sha256: [u8; 32]) -> Result<(), NotPossible> {
        self.proposed(sha256)?;
        self.state = State::Analysis;
        Ok(())
    }
}
