//! The people of a practice registry, their logins and their roles, and the one table that says which role may do what.
//! They are invented and their passphrase is public: this is no security. Two logins may belong to one person, and four eyes are judged by person.
//! Must not know: sessions, and what an act does.

use crate::evidence::roster::Role;

/// The passphrase of every practice person. It protects nothing and is meant to be known.
pub const PRACTICE_PASSPHRASE: &str = "practice";

/// The login of the person who initiates.
pub(super) const INITIATOR: &str = "amina.k";

/// What people do in a registry, besides reading. Everything in it is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Suspend an account.
    FreezeAccount,
    /// Freeze blocks.
    FreezeBlocks,
    /// Submit an order.
    Submit,
    /// Approve another person's order.
    Approve,
    /// Release an order that others approved, after its cooling-off (F19).
    Release,
    /// Reject an order.
    Reject,
    /// Withdraw an order of one's own.
    Withdraw,
    /// Reject an incoming transfer.
    RejectTransfer,
    /// Terminate a transfer of this registry before it is final.
    Terminate,
    /// Ask a peer how it sees a transfer.
    AskStatus,
    /// Send a message again, octet by octet.
    Resend,
    /// Ask a peer for a message as it keeps it.
    Pull,
    /// Ask a peer whether it is there.
    Ping,
    /// Ask a peer what it publishes of its own people.
    AskContacts,
    /// Suspend the link to a peer.
    SuspendLink,
    /// Submit an order about what is guarded and not operated, such as a link.
    SubmitGuarding,
    /// Approve such an order of another person.
    ApproveGuarding,
    /// Stop an order, also one that is approved and waits for its time.
    Stop,
    /// Take an account off another one's list of trusted accounts.
    RemoveTrusted,
    /// Propose a version of the roster or policy, or sign one that another officer proposed.
    Guard,
    /// End a key: one's own, or as an officer anybody's.
    Revoke,
    /// Take a case of reconciliation, or give it to somebody.
    OwnCase,
    /// Write something down about a case.
    NoteCase,
    /// Freeze the ITMOs of a case.
    FreezeCase,
    /// Ask a counterpart for what it keeps of a transfer that this book lost.
    AskArchive,
    /// Propose how a case is resolved.
    ProposeResolution,
    /// Confirm the resolution another person proposed.
    ConfirmResolution,
    /// Decline a resolution, or take one's own back.
    DeclineResolution,
    /// Begin a reconciliation run.
    Reconcile,
    /// Propose a change of contacts, or record that they were verified.
    ProposeContact,
    /// Confirm such a change of another person.
    ConfirmContact,
    /// End a change of contacts within its delay, or suspend a contact.
    StopContact,
    /// Record whom they called.
    RecordAttempt,
    /// Record that a bundle of contacts was compared.
    RecordBundle,
    /// Write a message to a list, or sign the one of another person.
    Broadcast,
    /// Say what became of a message with its recipients.
    MarkDelivery,
    /// Erase a person from the directory of contacts.
    EraseContact,
    /// Tell of what only a console notices.
    TellAlarm,
    /// Acknowledge an incident.
    Acknowledge,
}

impl Deed {
    /// Every deed.
    pub(super) const ALL: [Self; 39] = [
        Self::FreezeAccount,
        Self::FreezeBlocks,
        Self::Submit,
        Self::Approve,
        Self::Release,
        Self::Reject,
        Self::Withdraw,
        Self::RejectTransfer,
        Self::Terminate,
        Self::AskStatus,
        Self::Resend,
        Self::Pull,
        Self::Ping,
        Self::AskContacts,
        Self::SuspendLink,
        Self::SubmitGuarding,
        Self::ApproveGuarding,
        Self::Stop,
        Self::RemoveTrusted,
        Self::Guard,
        Self::Revoke,
        Self::OwnCase,
        Self::NoteCase,
        Self::FreezeCase,
        Self::AskArchive,
        Self::ProposeResolution,
        Self::ConfirmResolution,
        Self::DeclineResolution,
        Self::Reconcile,
        Self::ProposeContact,
        Self::ConfirmContact,
        Self::StopContact,
        Self::RecordAttempt,
        Self::RecordBundle,
        Self::Broadcast,
        Self::MarkDelivery,
        Self::EraseContact,
        Self::TellAlarm,
        Self::Acknowledge,
    ];

    /// The deed's word, as the content of a receipt has it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::FreezeAccount => "freeze",
            Self::FreezeBlocks => "freeze-blocks",
            Self::Submit => "submit",
            Self::Approve => "approve",
            Self::Release => "release",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::RejectTransfer => "reject-transfer",
            Self::Terminate => "terminate",
            Self::AskStatus => "ask-status",
            Self::Resend => "resend",
            Self::Pull => "pull",
            Self::Ping => "ping",
            Self::AskContacts => "ask-contacts",
            Self::SuspendLink => "suspend-link",
            Self::SubmitGuarding => "submit-guarding",
            Self::ApproveGuarding => "approve-guarding",
            Self::Stop => "stop",
            Self::RemoveTrusted => "remove-trusted",
            Self::Guard => "guard",
            Self::Revoke => "revoke",
            Self::OwnCase => "own-case",
            Self::NoteCase => "note-case",
            Self::FreezeCase => "freeze-case",
            Self::AskArchive => "ask-archive",
            Self::ProposeResolution => "propose-resolution",
            Self::ConfirmResolution => "confirm-resolution",
            Self::DeclineResolution => "decline-resolution",
            Self::Reconcile => "reconcile",
            Self::ProposeContact => "propose-contact",
            Self::ConfirmContact => "confirm-contact",
            Self::StopContact => "stop-contact",
            Self::RecordAttempt => "record-attempt",
            Self::RecordBundle => "record-bundle",
            Self::Broadcast => "broadcast",
            Self::MarkDelivery => "mark-delivery",
            Self::EraseContact => "erase-contact",
            Self::TellAlarm => "tell-alarm",
            Self::Acknowledge => "acknowledge",
        }
    }

    /// The roles that may do it. What reduces risk is open to more of them than what raises it (F15).
    pub(super) fn roles(self) -> &'static [Role] {
        use Role::{Approver, Auditor, Initiator, Releaser, SecurityOfficer, Support};
        match self {
            Self::Stop => &[Initiator, Approver, Releaser, Support, SecurityOfficer],
            Self::ProposeContact
            | Self::StopContact
            | Self::RecordAttempt
            | Self::RecordBundle
            | Self::Broadcast
            | Self::MarkDelivery => &[Initiator, Approver, Support, SecurityOfficer],
            Self::ConfirmContact => &[Initiator, Approver, SecurityOfficer],
            // Whose key it is, or whether they guard, is judged by the roster.
            Self::Revoke | Self::TellAlarm => &[Initiator, Approver, Releaser, Support, SecurityOfficer, Auditor],
            Self::FreezeAccount | Self::FreezeBlocks | Self::RemoveTrusted | Self::FreezeCase => {
                &[Initiator, Approver, SecurityOfficer]
            }
            Self::Submit | Self::ProposeResolution => &[Initiator],
            Self::Withdraw => &[Initiator, SecurityOfficer],
            Self::Approve | Self::ConfirmResolution => &[Approver],
            Self::Release => &[Releaser],
            Self::Reject => &[Approver, Releaser, SecurityOfficer],
            Self::RejectTransfer | Self::Terminate | Self::DeclineResolution => &[Initiator, Approver],
            Self::AskStatus | Self::Resend | Self::Pull | Self::OwnCase | Self::AskArchive => &[Initiator, Approver, Support],
            Self::Ping | Self::AskContacts | Self::NoteCase | Self::Reconcile => &[Initiator, Approver, Support, SecurityOfficer],
            Self::SuspendLink => &[Initiator, Approver, SecurityOfficer],
            // What guards the operation is not for those who operate; it takes two all the same (F15).
            Self::SubmitGuarding | Self::ApproveGuarding | Self::Guard | Self::EraseContact | Self::Acknowledge => {
                &[SecurityOfficer]
            }
        }
    }
}

/// A login of a practice person.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// The login.
    pub login: &'static str,
    /// Who it is: logins of one person have the same, whatever their roles.
    pub person: &'static str,
    /// The name.
    pub name: &'static str,
    /// What the login is for: one role, so that a person who has two must sign in anew to use the other.
    pub role: Role,
}

impl Person {
    /// Whether the login's role allows a deed.
    pub(super) fn may(&self, deed: Deed) -> bool {
        deed.roles().contains(&self.role)
    }

    /// Whether two logins belong to one person (F01, F02).
    pub(super) fn is(&self, other: &Self) -> bool {
        self.person == other.person
    }
}

/// Everybody. Amina Kessie has two logins, so that practice can show that the second one helps her nothing.
pub(super) const PEOPLE: [Person; 10] = [
    Person { login: INITIATOR, person: "amina-kessie", name: "Amina Kessie", role: Role::Initiator },
    Person { login: "jonas.h", person: "jonas-huber", name: "Jonas Huber", role: Role::Initiator },
    Person { login: "luc.b", person: "luc-bernasconi", name: "Luc Bernasconi", role: Role::Approver },
    Person { login: "esi.o", person: "esi-owusu", name: "Esi Owusu", role: Role::Approver },
    Person { login: "amina.k2", person: "amina-kessie", name: "Amina Kessie", role: Role::Approver },
    Person { login: "rosa.k", person: "rosa-keller", name: "Rosa Keller", role: Role::Releaser },
    Person { login: "sofia.m", person: "sofia-marques", name: "Sofia Marques", role: Role::Support },
    Person { login: "ines.r", person: "ines-rochat", name: "Inès Rochat", role: Role::SecurityOfficer },
    Person { login: "tomas.w", person: "tomas-widmer", name: "Tomas Widmer", role: Role::SecurityOfficer },
    Person { login: "nadia.t", person: "nadia-tembo", name: "Nadia Tembo", role: Role::Auditor },
];

/// The person with this login.
pub(super) fn person(login: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.login == login)
}

/// The registry's name, plainly marked as practice.
pub(super) fn registry_name(registry: crate::domain::RegistryId) -> String {
    let country = match registry.party().as_str() {
        "CHE" => "Swiss",
        "GHA" => "Ghanaian",
        "THA" => "Thai",
        "VUT" => "Vanuatu",
        "GEO" => "Georgian",
        "MWI" => "Malawian",
        "MAR" => "Moroccan",
        "SWE" => "Swedish",
        "SGP" => "Singapore",
        "JPN" => "Japanese",
        other => return format!("{other} ITMO registry (practice)"),
    };
    format!("{country} ITMO registry (practice)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_its_row_says_and_nothing_else() {
        // Columns in the order of `Deed::ALL`.
        for (role, row) in [
            (Role::Initiator, "ffs---wrtaRmpKl--sr-konfap-dcpcsabmd-t-"),
            (Role::Approver, "ff-a-j-rtaRmpKl--sr-konfa-cdcpcsabmd-t-"),
            (Role::Releaser, "----ej-----------s--k----------------t-"),
            (Role::Support, "---------aRmpK---s--kon-a---cp-sabmd-t-"),
            (Role::SecurityOfficer, "ff---jw-----pKlsasrgk-nf----cpcsabmdetA"),
            (Role::Auditor, "--------------------k----------------t-"),
        ] {
            assert_eq!(row.len(), Deed::ALL.len(), "{}", role.word());
            for (deed, mark) in Deed::ALL.into_iter().zip(row.chars()) {
                assert_eq!(deed.roles().contains(&role), mark != '-', "{} {}", role.word(), deed.word());
            }
        }
    }

    #[test]
    fn no_login_submits_and_approves_and_one_person_has_two() {
        for person in &PEOPLE {
            assert!(!(person.may(Deed::Submit) && person.may(Deed::Approve)), "{}", person.login);
            assert_eq!(super::person(person.login).unwrap(), person, "logins are different");
        }
        let (first, second) = (person("amina.k").unwrap(), person("amina.k2").unwrap());
        assert!(first.is(second) && first.login != second.login);
        assert!(first.may(Deed::Submit) && second.may(Deed::Approve));
        assert!(!first.is(person("luc.b").unwrap()));
    }
}
