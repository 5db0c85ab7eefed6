//! A case whose texts were read strictly and verified: what the registry said of it was compared with what was signed.
//! Who may say what about it is asked of the one judge, so that a key is greyed for the reason for which a registry would refuse.
//! Must not know: how the texts came.

use super::Doubt;
use crate::{
    app::Signer,
    domain::{Environment, PersonId, RegistryId},
    evidence::{
        digest::Digest,
        edition::Edition,
        officers::{self, NEEDED},
        order::{Body, OrderText},
        policy::PolicyText,
        roster::RosterText,
        signed::Signed,
        sshsig::{Namespace, SshSignature},
        standing::{self, Case, Guard, Objection, Standing, State},
        statement::{RekeyField, StatementKind, StatementText},
    },
    registry::book::{GuardedText, OrderInFull, OrderState, OrderedAct, ReceivedText},
    wire::convert::order_text,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// A case that was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The order as its initiator signed it.
    pub order: Signed<OrderText>,
    /// What was said about it and can be read, in the order in which the registry took it.
    pub statements: Vec<Signed<StatementText>>,
    /// How many statements can't be read.
    pub unreadable: usize,
    /// The roster in force.
    pub roster: RosterText,
    /// The policy in force.
    pub policy: PolicyText,
    /// Whether the registry says that it has carried it out.
    is_done: bool,
    /// The roster and the policy it names, if others are in force now; their digests are those that the chain names.
    earlier: Vec<Edition>,
}

impl Judged {
    /// The case for the judge.
    pub fn case(&self) -> Case<'_> {
        let guard = Guard { roster: &self.roster, policy: &self.policy, earlier: &self.earlier };
        Case { order: &self.order, statements: &self.statements, guard, superseded: false }
    }

    /// How the order stands now.
    pub fn standing(&self, now: Timestamp) -> Standing {
        standing::judge(&self.case(), now)
    }

    /// What agreeing to it is now: approving it, or releasing it once it has all its approvals and has cooled off; that it is once it was
    /// released, too, so that whoever looks at it then is told so (F19).
    pub fn agreeing(&self, now: Timestamp) -> StatementKind {
        let standing = self.standing(now);
        let releases = standing.state == State::Unreleased || standing.released.is_some();
        if releases { StatementKind::Release } else { StatementKind::Approve }
    }

    /// What of it a person must not be shown before they have typed it again (F07).
    pub fn unseen(&self, standing: &Standing, person: &PersonId, now: Timestamp) -> BTreeSet<RekeyField> {
        standing::unseen_of(&self.case(), standing, person, now)
    }

    /// Who in the roster may agree to it now, each at a station that is not the initiator's; nobody where nothing more is to be agreed to.
    pub fn who_may_agree(&self, now: Timestamp) -> Vec<&PersonId> {
        let (case, standing, kind) = (self.case(), self.standing(now), self.agreeing(now));
        let roster = self.roster.roster();
        let is_awaited = !self.is_done && matches!(standing.state, State::Waiting { .. } | State::Unreleased);
        let may = |person: &PersonId| {
            roster.stations.iter().any(|at| standing::may(&case, &standing, kind, (person, &at.id), now).is_ok())
        };
        roster.persons.iter().map(|row| &row.id).filter(|person| is_awaited && may(person)).collect()
    }

    /// Whether somebody may say something about it now. Of what the registry has carried out nothing can be said any more: no text ends it.
    ///
    /// # Errors
    /// The [`Objection`] the registry would have.
    pub fn may(&self, kind: StatementKind, signer: &Signer, now: Timestamp) -> Result<(), Objection> {
        if self.is_done {
            return Err(Objection::Ended("carried out"));
        }
        standing::may(&self.case(), &self.standing(now), kind, (&signer.person, &signer.station), now)
    }
}

/// The roster and the policy in force, read strictly and signed by their officers; or why they are not.
pub type Guards = Result<(RosterText, PolicyText), Doubt>;

/// Verifies a case.
///
/// # Errors
/// [`Doubt`] says why it does not hold, or can't be judged.
pub fn verify(shown: &OrderInFull, guards: &Guards, now: Timestamp) -> Result<Judged, Doubt> {
    let given = shown.signed.as_ref().ok_or(Doubt::Unsigned)?;
    let (roster, policy) = guards.clone()?;
    let ReceivedText { text, signature, station_signature } = &given.order;
    let order = Signed::order(text.octets(), signature.octets(), station_signature.octets()).map_err(Doubt::Order)?;
    at_home("order", (order.text.order().registry, order.text.order().environment), &roster)?;
    order_text::act(order.text.order()).map_err(Doubt::Binding)?;
    let statements: Vec<Result<_, _>> = given.statements.iter().map(read).collect();
    let unreadable = statements.iter().filter(|read| read.is_err()).count();
    let statements = statements.into_iter().filter_map(Result::ok).collect();
    let earlier = earlier(&order, &roster, &policy);
    let is_done = shown.state.is(&OrderState::Executed);
    let judged = Judged { order, statements, unreadable, roster, policy, is_done, earlier };
    if let State::Void(objection) = judged.standing(now).state {
        return Err(Doubt::Initiator(objection));
    }
    same(shown, &judged.order.text, given.count.sha256)?;
    Ok(judged)
}

pub(super) fn read(given: &ReceivedText) -> Result<Signed<StatementText>, crate::evidence::signed::NotSigned> {
    Signed::statement(given.text.octets(), given.signature.octets(), given.station_signature.octets())
}

/// Reads roster and policy, and holds that two security officers of that roster signed each. Many orders are judged by one reading.
///
/// # Errors
/// [`Doubt`] says what is missing or does not hold.
pub fn guards(roster: Option<&GuardedText>, policy: Option<&GuardedText>, now: Timestamp) -> Guards {
    let roster_given = roster.ok_or(Doubt::NoGuard("roster"))?;
    let policy_given = policy.ok_or(Doubt::NoGuard("policy"))?;
    let roster = RosterText::parse(roster_given.text.octets().as_bytes()).map_err(Doubt::Roster)?;
    let policy = PolicyText::parse(policy_given.text.octets().as_bytes()).map_err(Doubt::Policy)?;
    officers("roster", Namespace::Roster, roster_given, &roster, now)?;
    officers("policy", Namespace::Policy, policy_given, &roster, now)?;
    at_home("policy", (policy.policy().registry, policy.policy().environment), &roster)?;
    Ok((roster_given.without_revoked(roster), policy))
}

fn officers(
    what: &'static str,
    namespace: Namespace,
    given: &GuardedText,
    roster: &RosterText,
    now: Timestamp,
) -> Result<(), Doubt> {
    let signatures: Vec<SshSignature> =
        given.signatures.iter().filter_map(|armored| SshSignature::parse(armored.octets()).ok()).collect();
    let by = officers::judge(namespace, given.text.octets(), &signatures, roster.roster(), now).by.len();
    if by >= NEEDED { Ok(()) } else { Err(Doubt::Officers { what, by }) }
}

fn at_home(what: &'static str, (is_registry, is): (RegistryId, Environment), roster: &RosterText) -> Result<(), Doubt> {
    let (registry, environment) = (roster.roster().registry, roster.roster().environment);
    if (is_registry, is) == (registry, environment) {
        return Ok(());
    }
    Err(Doubt::Elsewhere { what, is_registry, is, registry, environment })
}

/// The version before the one in force is known by the digest that the one in force names; what was made under it counts (F26).
fn earlier(order: &Signed<OrderText>, roster: &RosterText, policy: &PolicyText) -> Vec<Edition> {
    let before = |edition: Edition, in_force: Edition, previous: Option<Digest>| {
        let is_before = edition.version.get() + 1 == in_force.version.get() && Some(edition.sha256) == previous;
        is_before.then_some(edition)
    };
    let order = order.text.order();
    let of_roster = before(order.roster, roster.edition(), roster.roster().previous);
    let of_policy = before(order.policy, policy.edition(), policy.policy().previous);
    of_roster.into_iter().chain(of_policy).collect()
}

/// Whether the registry shows what was signed: another account or quantity on its pages is a lie even if nobody signs it.
fn same(shown: &OrderInFull, signed: &OrderText, sha256: Digest) -> Result<(), Doubt> {
    if sha256 != signed.sha256() {
        return Err(Doubt::Shown("digest"));
    }
    match (&shown.act, &signed.order().body) {
        (OrderedAct::Transfer(shown), Body::Movement(signed)) => {
            let differs = [
                ("transferring account", shown.from != signed.transferring_account),
                ("acquiring account", *shown.to.account() != signed.acquiring_account),
                ("quantity", shown.quantity != signed.units.quantity()),
                ("range of ITMOs", shown.ranges != signed.units.runs()),
            ];
            differs.into_iter().find(|(_, differs)| *differs).map_or(Ok(()), |(what, _)| Err(Doubt::Shown(what)))
        }
        (OrderedAct::Transfer(_), Body::Act(_)) | (_, Body::Movement(_)) => Err(Doubt::Shown("act")),
        (OrderedAct::Decide { transfer, quantity, proposal, .. }, Body::Act(signed)) => {
            let decided = signed.decided().filter(|_| shown.act.kind().word() == signed.kind.word());
            let decided = decided.ok_or(Doubt::Shown("act"))?;
            let differs = [
                ("transfer", decided.transfer != *transfer),
                ("quantity", decided.quantity != *quantity),
                ("proposal", decided.proposal != *proposal),
            ];
            differs.into_iter().find(|(_, differs)| *differs).map_or(Ok(()), |(what, _)| Err(Doubt::Shown(what)))
        }
        (act, Body::Act(signed)) => {
            if act.kind().word() == signed.kind.word() {
                Ok(())
            } else {
                Err(Doubt::Shown("act"))
            }
        }
    }
}
