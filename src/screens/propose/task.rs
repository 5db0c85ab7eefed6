//! What can be proposed about a contact or a registry, each with the kind of change it is and the rows it asks for.
//! Another number is added and an old one ended in two changes: one that replaces would end the old number before the new one counts.
//! Must not know: what was typed.

use crate::domain::{
    RegistryId,
    contact::{CardId, ProposalKind},
};

/// What a proposal is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A person or a desk.
    Card(CardId),
    /// A registry and who runs it.
    Registry(RegistryId),
    /// The directory: somebody new, an organisation, a list.
    Directory,
}

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Another number or address.
    AddChannel,
    /// A number or address that is theirs no more.
    EndChannel,
    /// Another name, title, languages, hours, deputy.
    Card,
    /// That they are away.
    Absence,
    /// Another name, address, languages, hours, holidays of an office.
    Office,
    /// Another switchboard of an office.
    Switchboard,
    /// A new organisation.
    NewOffice,
    /// Who runs a registry, where it answers, what it can do.
    Registry,
    /// Whom a registry wants to be called, for a topic and a severity.
    Chain,
    /// A new distribution list.
    NewList,
    /// Who is on a distribution list.
    List,
    /// A new key.
    AddKey,
    /// A key that ends now.
    EndKey,
    /// Another role.
    AddRole,
    /// For what part of a registry's work a role is held.
    Scope,
    /// A role that counts again.
    RestoreRole,
    /// A role that is taken back.
    EndRole,
    /// Somebody new.
    Onboard,
    /// They leave.
    Offboard,
    /// Everything that counts is still right.
    Verify,
}

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// What is proposed.
    Task,
    /// Which of what is there.
    Which,
    /// What kind of channel.
    ChannelKind,
    /// The number or address.
    Address,
    /// The id of a new card, organisation or list.
    Id,
    /// A person or a desk.
    CardKind,
    /// Where they work, or who runs a registry.
    Organisation,
    /// What an organisation is.
    OfficeKind,
    /// The Party it belongs to.
    Party,
    /// The registries it runs or works for.
    Registries,
    /// The number of its switchboard.
    Switchboard,
    /// Its postal address.
    Postal,
    /// Its page.
    Web,
    /// Its public holidays.
    Holidays,
    /// The address of the communication API.
    Production,
    /// The same for tests.
    Test,
    /// The version of the communication standards.
    Version,
    /// What a registry can do.
    Features,
    /// The page that says how it is.
    StatusPage,
    /// When it is maintained.
    Maintenance,
    /// The topic of a chain or a list.
    Topic,
    /// The severity from which on a chain holds.
    Severity,
    /// The steps of a chain.
    Steps,
    /// The roles that are on a list.
    Roles,
    /// The most confidential label of a list.
    Ceiling,
    /// The cooperative approaches and topics that a role is for.
    Scope,
    /// The name.
    Name,
    /// What they do.
    Title,
    /// The languages they speak.
    Languages,
    /// When they work.
    Hours,
    /// Who stands in.
    Deputy,
    /// From which day on.
    From,
    /// Until which day.
    Until,
    /// What kind of key.
    KeyKind,
    /// The fingerprint.
    Fingerprint,
    /// The role.
    Role,
    /// The registry it is held for.
    Registry,
    /// The focal point that nominated.
    Nominator,
    /// The paper it rests on.
    Basis,
    /// How it was made sure.
    Method,
    /// Through which old way.
    Through,
    /// Why.
    Reason,
}

impl Task {
    /// Everything that can be proposed about it, in the order in which it is offered.
    pub fn of(about: &About) -> &'static [Self] {
        match about {
            About::Card(_) => &[
                Self::AddChannel,
                Self::EndChannel,
                Self::Card,
                Self::Absence,
                Self::AddRole,
                Self::Scope,
                Self::RestoreRole,
                Self::EndRole,
                Self::AddKey,
                Self::EndKey,
                Self::Verify,
                Self::Office,
                Self::Switchboard,
                Self::Offboard,
                Self::Onboard,
            ],
            About::Registry(_) => &[
                Self::Onboard,
                Self::Office,
                Self::Switchboard,
                Self::Registry,
                Self::Chain,
                Self::AddKey,
                Self::EndKey,
                Self::NewOffice,
                Self::NewList,
                Self::List,
            ],
            About::Directory => &[Self::Onboard, Self::NewOffice, Self::NewList, Self::List],
        }
    }

    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::AddChannel => "another number or address",
            Self::EndChannel => "a number or address ends",
            Self::Card => "name, title, languages, hours, deputy",
            Self::Absence => "they are away",
            Self::Office => "their office: hours, holidays, name, address",
            Self::Switchboard => "the switchboard of their office",
            Self::NewOffice => "a new organisation",
            Self::Registry => "the registry: who runs it, where it answers",
            Self::Chain => "whom to call: a chain of escalation",
            Self::NewList => "a new distribution list",
            Self::List => "who is on a distribution list",
            Self::AddKey => "a new key",
            Self::EndKey => "a key ends now",
            Self::AddRole => "another role",
            Self::Scope => "a role: for which cooperative approaches and topics",
            Self::RestoreRole => "a role counts again",
            Self::EndRole => "a role is taken back",
            Self::Onboard => "somebody new",
            Self::Offboard => "they leave: roles, channels and keys end",
            Self::Verify => "everything that counts is still right",
        }
    }

    /// The kind of change it is.
    pub fn kind(self) -> ProposalKind {
        match self {
            Self::AddChannel | Self::EndChannel | Self::Card | Self::Absence => ProposalKind::Change,
            Self::Office | Self::Switchboard | Self::Registry => ProposalKind::Change,
            Self::Chain | Self::NewList | Self::List => ProposalKind::Change,
            Self::AddKey | Self::EndKey => ProposalKind::KeyChange,
            Self::AddRole | Self::Scope | Self::RestoreRole | Self::EndRole => ProposalKind::RoleChange,
            Self::Onboard | Self::NewOffice => ProposalKind::Onboarding,
            Self::Offboard => ProposalKind::Offboarding,
            Self::Verify => ProposalKind::Verification,
        }
    }

    /// The rows it asks for, besides those that every proposal has.
    pub fn rows(self) -> &'static [Row] {
        use Row as R;
        match self {
            Self::AddChannel => &[R::ChannelKind, R::Address],
            Self::EndChannel | Self::EndKey | Self::RestoreRole | Self::EndRole => &[R::Which],
            Self::Card => &[R::Name, R::Title, R::Languages, R::Hours, R::Deputy],
            Self::Absence => &[R::From, R::Until, R::Deputy],
            Self::Office => &[R::Hours, R::Holidays, R::Name, R::Postal, R::Web, R::Languages],
            Self::Switchboard => &[R::Switchboard],
            Self::NewOffice => &[
                R::Id,
                R::OfficeKind,
                R::Party,
                R::Registries,
                R::Name,
                R::Switchboard,
                R::Hours,
                R::Holidays,
                R::Postal,
                R::Web,
                R::Languages,
            ],
            Self::Registry => &[R::Organisation, R::Production, R::Test, R::Version, R::Features, R::StatusPage, R::Maintenance],
            Self::Chain => &[R::Topic, R::Severity, R::Steps],
            Self::NewList => &[R::Id, R::Topic, R::Roles, R::Ceiling],
            Self::List => &[R::Which, R::Topic, R::Roles, R::Ceiling],
            Self::Scope => &[R::Which, R::Scope],
            Self::AddKey => &[R::KeyKind, R::Fingerprint, R::Until],
            Self::AddRole => &[R::Role, R::Registry, R::Scope, R::Until, R::Nominator],
            Self::Onboard => &[
                R::Organisation,
                R::Id,
                R::CardKind,
                R::Name,
                R::Title,
                R::Languages,
                R::Role,
                R::Registry,
                R::Scope,
                R::Until,
                R::Nominator,
                R::ChannelKind,
                R::Address,
            ],
            Self::Offboard | Self::Verify => &[],
        }
    }
}

impl Row {
    /// Whether it says which entry is meant, of which the rows of a task show what is there.
    pub fn names_entry(self, task: Task) -> bool {
        match task {
            Task::Chain => matches!(self, Self::Topic | Self::Severity),
            Task::List | Task::Scope => self == Self::Which,
            _ => false,
        }
    }

    /// Whether every proposal has it.
    pub fn is_common(self) -> bool {
        matches!(self, Self::Task | Self::Basis | Self::Method | Self::Through | Self::Reason)
    }
}
