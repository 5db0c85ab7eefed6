//! Acts of one person: they take risk away or change nothing, so nobody waits for a second person (F15).
//! Each names exactly what it is about; the reason is given beside it, for all of them alike (F20).
//! Must not know: how an act is confirmed or sent.

use super::{alarm::ToldAlarm, book::Guarded, traffic::IncidentId, words::InWords};
use crate::{
    domain::{
        AccountId, BlockRange, RegistryId,
        case::{CaseId, Mark},
        contact::{Attempt, CardId, DeliveryMark},
        transfer::TransferId,
    },
    evidence::{
        contacts::{BundleForm, TakenBundle},
        digest::Digest,
    },
};
use uuid::Uuid;

/// What is said of a suspension.
const SUSPENDED: [&str; 4] = ["suspend", "suspending", "is suspended", "was not suspended"];

/// What is said of an acknowledgement.
const ACKNOWLEDGED: [&str; 4] = ["acknowledge", "acknowledging", "is acknowledged", "was not acknowledged"];

/// What one person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Stops everything from leaving or entering an account.
    FreezeAccount {
        /// The account.
        account: AccountId,
        /// Its version when it was read; the registry refuses if it has changed.
        version: u64,
    },
    /// Stops ITMOs that are free from moving.
    FreezeBlocks(BlockRange),
    /// Takes an account out of the list of those another one trusts (F16).
    RemoveTrusted {
        /// The account whose list it is.
        account: AccountId,
        /// The account that is not trusted any more.
        other: AccountId,
    },
    /// Asks the counterpart how a transfer stands there.
    AskStatus(TransferId),
    /// Sends the last message of a transfer again, octet by octet.
    Resend(TransferId),
    /// Asks the counterpart for a message of a transfer as it is kept there.
    Pull {
        /// The transfer.
        transfer: TransferId,
        /// The message's place in the conversation, from 1.
        sequence: u8,
    },
    /// Ends an outgoing transfer before it is final.
    Terminate(TransferId),
    /// Rejects an incoming transfer.
    RejectTransfer {
        /// The transfer.
        transfer: TransferId,
        /// SHA-256 of the proposal that was read; the registry refuses if it holds another one.
        proposal: Digest,
    },
    /// Asks a counterpart whether it is there.
    Ping(RegistryId),
    /// Asks a counterpart what it publishes of its own people.
    AskContacts(RegistryId),
    /// Suspends the link to a counterpart.
    SuspendLink(RegistryId),
    /// Takes a case of reconciliation: whoever does it looks after it from now on.
    OwnCase(CaseId),
    /// Writes the reason down in a case.
    NoteCase {
        /// The case.
        case: CaseId,
        /// What the note marks, if it marks anything.
        mark: Option<Mark>,
    },
    /// Freezes what of a case is free.
    FreezeCase(CaseId),
    /// Asks the counterpart for every message it keeps of the transfer that a case says this book lost.
    AskArchive(CaseId),
    /// Ends a proposed change of contacts, or a confirmed one whose delay is not over (F14, F15).
    CancelContactChange(Uuid),
    /// Takes every role of a contact out of force (F15).
    SuspendContact(CardId),
    /// Erases a person or a desk from the directory: everything personal, for good. A security officer's.
    EraseContact(CardId),
    /// Records an attempt to reach a contact; the reason says what was said, or why it was tried.
    RecordAttempt(Box<Attempt>),
    /// Records that a bundle of contacts, or a counterpart's answer, was compared with the directory.
    RecordBundle(Box<TakenBundle>),
    /// Writes down what became of a message to a list with one recipient, or with all of whom it was not said yet.
    MarkDelivery {
        /// The message.
        broadcast: Uuid,
        /// With whom.
        who: Option<CardId>,
        /// What became of it.
        mark: DeliveryMark,
    },
    /// Compares the books with a counterpart, or this registry's book with itself. It only reads.
    Reconcile(Option<RegistryId>),
    /// Takes back a version of the roster or the policy that waits for a second officer.
    WithdrawVersion {
        /// Which of the two.
        guarded: Guarded,
        /// SHA-256 of the version as it was read.
        sha256: Digest,
    },
    /// Acknowledges an incident; the reason says what was found or done. A security officer's.
    Acknowledge(IncidentId),
    /// Tells the registry of what only this console noticed; the reason is its sentence.
    TellAlarm(Box<ToldAlarm>),
}

/// What is recorded by one key, since it only adds to what is known: nobody is asked once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recording {
    /// That somebody was called.
    Attempt(Attempt),
    /// That a bundle was compared.
    Bundle(TakenBundle),
    /// What became of a message with its recipients.
    Delivery {
        /// The message.
        broadcast: Uuid,
        /// With whom; without it, with all of whom it was not said yet.
        who: Option<CardId>,
        /// What became of it.
        mark: DeliveryMark,
    },
    /// What only this console noticed.
    Alarm(ToldAlarm),
}

impl From<Recording> for Deed {
    fn from(recording: Recording) -> Self {
        match recording {
            Recording::Attempt(attempt) => Self::RecordAttempt(Box::new(attempt)),
            Recording::Bundle(bundle) => Self::RecordBundle(Box::new(bundle)),
            Recording::Delivery { broadcast, who, mark } => Self::MarkDelivery { broadcast, who, mark },
            Recording::Alarm(told) => Self::TellAlarm(Box::new(told)),
        }
    }
}

impl Deed {
    /// What it is about: two acts on the same thing are not under way at once.
    pub fn subject(&self) -> String {
        match self {
            Self::FreezeAccount { account, .. } => account.to_string(),
            Self::FreezeBlocks(range) => range.first_id().to_string(),
            Self::RemoveTrusted { account, .. } => account.to_string(),
            Self::AskStatus(transfer) | Self::Resend(transfer) | Self::Terminate(transfer) => transfer.to_string(),
            Self::Pull { transfer, .. } | Self::RejectTransfer { transfer, .. } => transfer.to_string(),
            Self::Ping(peer) | Self::AskContacts(peer) | Self::SuspendLink(peer) => peer.to_string(),
            Self::OwnCase(case) | Self::NoteCase { case, .. } | Self::FreezeCase(case) | Self::AskArchive(case) => {
                case.to_string()
            }
            Self::CancelContactChange(id) => id.to_string(),
            Self::SuspendContact(card) | Self::EraseContact(card) => card.to_string(),
            Self::RecordAttempt(attempt) => attempt.who.to_string(),
            Self::RecordBundle(bundle) => bundle.mark(),
            Self::MarkDelivery { broadcast, .. } => broadcast.to_string(),
            Self::Reconcile(peer) => compared(*peer),
            Self::WithdrawVersion { guarded, .. } => guarded.word().to_owned(),
            Self::Acknowledge(id) => format!("incident {id}"),
            Self::TellAlarm(told) => format!("alarm of {} about {}", told.at, told.about),
        }
    }

    /// The act in words.
    pub fn in_words(&self, reason: &str) -> InWords {
        let [what, doing, done, not_done] = self.sayings();
        InWords { subject: self.subject(), what, doing, done, not_done, reason: Some(reason.to_owned()), sha256: None }
    }

    /// What is to be done, what is being done, what was done, and what was not.
    fn sayings(&self) -> [String; 4] {
        match self {
            Self::FreezeAccount { account, version } => [
                format!("freeze account {account} at version {version}"),
                format!("freezing account {account}"),
                format!("account {account} is frozen"),
                format!("account {account} was not frozen"),
            ],
            Self::FreezeBlocks(range) => {
                let ids = format!("{} to {}", range.first_id(), range.last_id());
                [
                    format!("freeze {} ITMOs, {ids}", range.quantity().count()),
                    format!("freezing ITMOs {ids}"),
                    format!("ITMOs {ids} are frozen"),
                    format!("ITMOs {ids} were not frozen"),
                ]
            }
            Self::RemoveTrusted { account, other } => [
                format!("take account {other} out of the trusted accounts of {account}"),
                format!("taking account {other} out of the trusted accounts of {account}"),
                format!("account {account} does not trust {other} any more"),
                format!("account {account} still trusts {other}"),
            ],
            Self::AskStatus(id) => {
                asked("the counterpart", &format!("how transfer {id} stands"), "its answer comes with the transfer's messages")
            }
            Self::Resend(id) => sent_again(*id),
            Self::Pull { transfer, sequence } => {
                let what = format!("for message {sequence} of transfer {transfer}");
                asked("the counterpart", &what, "its copy comes into the archive")
            }
            Self::Terminate(id) => {
                let said = ["terminate", "terminating", "is terminated and its units are free", "was not terminated"];
                verbs(&format!("transfer {id}"), said)
            }
            Self::RejectTransfer { transfer, proposal } => rejected(*transfer, *proposal),
            Self::Ping(peer) => asked(&peer.to_string(), "whether it is there", "its answer shows on its page"),
            Self::AskContacts(peer) => asked(&peer.to_string(), "whom to call there", "its answer stands beside the directory"),
            Self::SuspendLink(peer) => verbs(&format!("the link to {peer}"), SUSPENDED),
            Self::WithdrawVersion { guarded, sha256 } => taken_back(guarded.word(), *sha256),
            Self::CancelContactChange(id) => {
                verbs(&format!("change {id} of contacts"), ["end", "ending", "is ended", "was not ended"])
            }
            Self::SuspendContact(card) => verbs(&format!("contact {card}"), SUSPENDED),
            Self::EraseContact(card) => verbs(&format!("contact {card}"), ["erase", "erasing", "is erased", "was not erased"]),
            Self::RecordAttempt(attempt) => recorded(attempt),
            Self::RecordBundle(bundle) => compared_with_ours(bundle),
            Self::MarkDelivery { broadcast, who, mark } => delivered(*broadcast, who.as_ref(), *mark),
            Self::OwnCase(case) => owned(*case),
            Self::NoteCase { case, mark } => noted(*case, *mark),
            Self::FreezeCase(case) => frozen(*case),
            Self::AskArchive(case) => {
                asked("the counterpart", &format!("for the messages of case {case}"), "its copies come into the archive")
            }
            Self::Acknowledge(id) => verbs(&format!("incident {id}"), ACKNOWLEDGED),
            Self::TellAlarm(told) => told_of(told),
            Self::Reconcile(peer) => verbs(&compared(*peer), ["begin", "beginning", "is begun", "was not begun"]),
        }
    }
}

/// What a reconciliation is called that is to be begun.
fn compared(peer: Option<RegistryId>) -> String {
    peer.map_or_else(|| "the reconciliation of our own book".to_owned(), |peer| format!("a reconciliation with {peer}"))
}

/// What is said of an alarm that the registry is told of.
fn told_of(told: &ToldAlarm) -> [String; 4] {
    let about = &told.about;
    [
        told.what(),
        format!("telling the registry of the alarm about {about}"),
        format!("the registry knows of the alarm about {about}"),
        format!("the registry was not told of the alarm about {about}"),
    ]
}

/// What is said of a version that is taken back.
fn taken_back(word: &str, sha256: Digest) -> [String; 4] {
    [
        format!("take back the version of the {word} that waits, sha256:{sha256}"),
        format!("taking back the version of the {word} that waits"),
        format!("the version of the {word} is proposed no more"),
        format!("the version of the {word} was not taken back"),
    ]
}

/// What is said of a question: whom it goes to, what it asks, and what comes of it later.
fn asked(whom: &str, what: &str, comes: &str) -> [String; 4] {
    [
        format!("ask {whom} {what}"),
        format!("asking {whom} {what}"),
        format!("{whom} is asked {what}; {comes}"),
        format!("{whom} was not asked {what}"),
    ]
}

/// What is said of sending a transfer's last message again.
fn sent_again(id: TransferId) -> [String; 4] {
    [
        format!("send the last message of transfer {id} again"),
        format!("sending the last message of transfer {id} again"),
        format!("the last message of transfer {id} is on its way again"),
        format!("nothing of transfer {id} was sent again"),
    ]
}

/// What is said of something that happens to one thing.
fn verbs(what: &str, [verb, doing, done, not_done]: [&str; 4]) -> [String; 4] {
    [format!("{verb} {what}"), format!("{doing} {what}"), format!("{what} {done}"), format!("{what} {not_done}")]
}

/// What is said of rejecting what a counterpart proposes.
fn rejected(id: TransferId, proposal: Digest) -> [String; 4] {
    let [what, doing, done, not_done] =
        verbs(&format!("transfer {id}"), ["reject", "rejecting", "is rejected", "was not rejected"]);
    [format!("{what}, proposal sha256:{proposal}"), doing, done, not_done]
}

/// What is said of taking a case.
fn owned(case: CaseId) -> [String; 4] {
    [
        format!("take case {case}"),
        format!("taking case {case}"),
        format!("case {case} is yours"),
        format!("case {case} was not taken"),
    ]
}

/// What is said of freezing what a case is about.
fn frozen(case: CaseId) -> [String; 4] {
    verbs(&format!("the ITMOs of case {case}"), ["freeze", "freezing", "are frozen", "were not frozen"])
}

/// What is said of a note in a case.
fn noted(case: CaseId, mark: Option<Mark>) -> [String; 4] {
    let mark = mark.map_or_else(String::new, |mark| format!(", marked {}", mark.word()));
    [
        format!("write a note in case {case}{mark}"),
        format!("writing a note in case {case}"),
        format!("the note stands in case {case}"),
        format!("nothing was written in case {case}"),
    ]
}

/// What is said of an attempt to reach somebody.
fn recorded(attempt: &Attempt) -> [String; 4] {
    let Attempt { who, address, about, result, .. } = attempt;
    [
        format!("record an attempt to reach {who} at {address} about {about}: {}", result.word()),
        format!("recording an attempt to reach {who}"),
        format!("the attempt to reach {who} is recorded"),
        format!("the attempt to reach {who} was not recorded"),
    ]
}

/// What is said of a bundle that was compared.
fn compared_with_ours(bundle: &TakenBundle) -> [String; 4] {
    let what = match bundle.form {
        BundleForm::Bundle(number) => format!("that bundle {number} of {} was compared", bundle.from),
        BundleForm::Answer => format!("that the answer of {} was compared", bundle.from),
    };
    [
        format!("record {what}: {} newer, {} in conflict, {}", bundle.newer, bundle.conflicts, bundle.mark()),
        format!("recording {what}"),
        format!("it is recorded {what}"),
        format!("it was not recorded {what}"),
    ]
}

/// What is said of a delivery that is written down.
fn delivered(broadcast: Uuid, who: Option<&CardId>, mark: DeliveryMark) -> [String; 4] {
    let whom = who.map_or_else(|| "to all it was not said of yet".to_owned(), ToString::to_string);
    let what = format!("that message {broadcast} was {}, {whom}", mark.word());
    [
        format!("write down {what}"),
        format!("writing down {what}"),
        format!("it is written down that the message was {}, {whom}", mark.word()),
        format!("it was not written down {what}"),
    ]
}
