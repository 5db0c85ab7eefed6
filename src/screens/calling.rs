//! What a call is about: which counterpart, which kind of problem, how bad it is, and the transfer or registry it belongs to.
//! Whoever shows a problem says what kind it is; whom that leads to is the directory's to say, at the moment of the call.
//! Must not know: who answers.

use super::{Did, Place};
use crate::{
    app::why::Refusal,
    domain::{
        ApproachId, RegistryId,
        case::{CaseId, approach_of, transfer_of},
        check::LinkState,
        contact::{CardId, Directory, Matter, Role, Severity, Subject, Topic, Trial},
        reconcile::{Code, Gravity},
        transfer::{InState, OutState, TransferId},
    },
    registry::traffic::{Incident, IncidentKind, MessageSummary, PeerSummary, TransferState, TransferSummary, Verdict},
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What a call is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calling {
    /// The counterpart.
    pub registry: RegistryId,
    /// The kind of problem, and the cooperative approaches it concerns where the problem says so.
    pub subject: Subject,
    /// How bad it is.
    pub severity: Severity,
    /// From when it is at least of high severity, such as when a step is overdue.
    pub urgent_from: Option<Timestamp>,
    /// What it belongs to.
    pub about: Matter,
    /// Why it is made, as a clause.
    pub why: &'static str,
    /// Who is to be called; without one it is whose turn it is.
    pub whom: Option<CardId>,
    /// The transfer that tells the cooperative approaches it concerns, where the problem itself does not.
    pub through: Option<TransferId>,
}

impl Calling {
    /// How bad it is at a time.
    pub fn severity_at(&self, now: Timestamp) -> Severity {
        match self.urgent_from {
            Some(from) if from <= now => self.severity.max(Severity::High),
            _ => self.severity,
        }
    }

    fn plain(registry: RegistryId, topic: Topic, severity: Severity, why: &'static str) -> Self {
        let (subject, about) = (Subject::from(topic), Matter::Registry(registry));
        Self { registry, subject, severity, urgent_from: None, about, why, whom: None, through: None }
    }

    /// About a transfer that is still to be looked up.
    fn through(self, transfer: Option<TransferId>) -> Self {
        let about = transfer.map_or(self.about, Matter::Transfer);
        Self { about, through: transfer, ..self }
    }

    fn concerning(mut self, approaches: BTreeSet<ApproachId>) -> Self {
        self.subject.approaches = approaches;
        self
    }

    /// About a transfer; none when no other registry takes part in it.
    pub fn of_transfer(transfer: &TransferSummary) -> Option<Self> {
        let registry = transfer.counterpart()?;
        let (severity, why) = match transfer.state.known() {
            Some(TransferState::Transferring(OutState::InDoubt) | TransferState::Acquiring(InState::InDoubt)) => {
                (Severity::Critical, "the transfer is in doubt")
            }
            Some(state) if state.is_final() => (Severity::Normal, "a question about a transfer that is over"),
            _ => (Severity::Normal, "the transfer does not move"),
        };
        let about = Matter::Transfer(transfer.id);
        // What whoever decides is to type again (F07) leads no call: the page would tell it.
        let kinds = if transfer.hides_units() { &BTreeSet::new() } else { &transfer.kinds };
        let plain = Self::plain(registry, Topic::Operations, severity, why);
        let calling = plain.concerning(kinds.iter().map(|(approach, _)| *approach).collect());
        Some(Self { urgent_from: transfer.due, about, ..calling })
    }

    /// About a message; none when nobody knows from whom it is.
    pub fn of_message(message: &MessageSummary) -> Option<Self> {
        let registry = message.peer?;
        let (topic, severity, why) = match message.verdict {
            Verdict::Good => (Topic::Operations, Severity::Normal, "a question about a message"),
            Verdict::Quarantined(_) => (Topic::Security, Severity::High, "a message was kept aside"),
        };
        Some(Self::plain(registry, topic, severity, why).through(message.transfer))
    }

    /// About an incident; none when it concerns no counterpart.
    pub fn of_incident(incident: &Incident) -> Option<Self> {
        let registry = incident.peer?;
        let (topic, severity, why) = match incident.kind.known() {
            Some(IncidentKind::Forged) => (Topic::Security, Severity::Critical, "a message was forged or altered"),
            Some(IncidentKind::Evidence) => (Topic::Security, Severity::High, "a proposal without two persons' word"),
            Some(IncidentKind::Altered) => (Topic::Security, Severity::High, "what was shown is not what was signed"),
            Some(IncidentKind::Disagreement) => (Topic::Reconciliation, Severity::High, "the two books contradict each other"),
            Some(IncidentKind::Clock) => (Topic::Infrastructure, Severity::Normal, "the clocks differ"),
            _ => (Topic::Operations, Severity::High, "the other registry does not keep to the protocol"),
        };
        Some(Self::plain(registry, topic, severity, why).through(incident.transfer))
    }

    /// About a case with a counterpart, which names what it is about; none where the book was compared with itself. What is late is urgent.
    pub fn of_case<'n>(
        id: CaseId,
        peer: Option<RegistryId>,
        code: Option<Code>,
        names: impl IntoIterator<Item = &'n str>,
        due: Timestamp,
    ) -> Option<Self> {
        let topic = match code {
            // Messages that are missing, or say another state: whoever operates the registry finds them.
            Some(Code::D13 | Code::D14 | Code::D21) => Topic::Operations,
            // What was authorized is settled by who authorizes.
            Some(Code::D05 | Code::D15 | Code::D18) => Topic::Authorization,
            _ => Topic::Reconciliation,
        };
        let (severity, why) = match code.map(Code::gravity) {
            Some(Gravity::Critical) => (Severity::Critical, "the two books contradict each other"),
            Some(Gravity::High) => (Severity::High, "ITMOs are in doubt between the two books"),
            None => (Severity::High, "the two books differ"),
            Some(Gravity::Medium | Gravity::Low) => (Severity::Normal, "the two books differ"),
            Some(Gravity::Note) => (Severity::Low, "a question about how the two books are written"),
        };
        let urgent_from = (severity >= Severity::Normal).then_some(due);
        let names: Vec<&str> = names.into_iter().collect();
        let approaches = names.iter().copied().filter_map(approach_of).collect();
        let through = names.iter().copied().find_map(transfer_of);
        let calling = Self::plain(peer?, topic, severity, why).concerning(approaches);
        Some(Self { urgent_from, about: Matter::Case(id), through, ..calling })
    }

    /// About a counterpart and the link to it.
    pub fn of_peer(peer: &PeerSummary) -> Self {
        let (topic, severity, why) = match peer.state.known() {
            Some(LinkState::SuspendedSecurity) => (Topic::Security, Severity::Critical, "the link is suspended for security"),
            Some(LinkState::Degraded) => (Topic::Infrastructure, Severity::High, "the link fails"),
            Some(LinkState::SuspendedPlanned) => (Topic::Infrastructure, Severity::Normal, "the link is closed for a time"),
            _ => (Topic::Operations, Severity::Normal, "a question to the other registry"),
        };
        Self::plain(peer.registry, topic, severity, why)
    }

    /// To somebody, to see whether they answer.
    ///
    /// # Errors
    /// [`Refusal`] says why nobody would be called: then there is nothing to test.
    pub fn of_test(directory: &Directory, whom: &CardId, now: Timestamp) -> Result<Self, Refusal> {
        let no_test = |why| Refusal::NotNow(format!("There is nothing to test: {why}."));
        let Trial { registry, topic } = directory.trial(whom, now).map_err(no_test)?;
        let plain = Self::plain(registry, topic, Severity::High, "a response test: nothing but whether they answer");
        Ok(Self { about: Matter::Test, whom: Some(whom.clone()), ..plain })
    }

    /// To a registry, about what somebody there is called for; about operations where that is not known.
    pub fn of_contact(registry: RegistryId, role: Option<Role>) -> Self {
        let leads = |topic: &Topic| topic.roles().first().copied() == role;
        let topic = Topic::ALL.iter().map(|(topic, _)| *topic).find(leads).unwrap_or(Topic::Operations);
        Self::plain(registry, topic, Severity::Normal, "a question to the other registry")
    }
}

/// Goes to whom to call about it.
pub fn go(calling: Option<Calling>) -> Did {
    calling.map_or(Did::Nothing, |calling| Did::Go(Place::Calls(Box::new(calling))))
}
