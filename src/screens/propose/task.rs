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
    /// The directory: somebody new.
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
    /// Other hours of the office.
    Office,
    /// A new key.
    AddKey,
    /// A key that ends now.
    EndKey,
    /// Another role.
    AddRole,
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
    /// The id of a new card.
    Id,
    /// A person or a desk.
    CardKind,
    /// Where they work.
    Organisation,
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
                Self::RestoreRole,
                Self::EndRole,
                Self::AddKey,
                Self::EndKey,
                Self::Verify,
                Self::Offboard,
                Self::Onboard,
            ],
            About::Registry(_) => &[Self::Onboard, Self::Office, Self::AddKey, Self::EndKey],
            About::Directory => &[Self::Onboard],
        }
    }

    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::AddChannel => "another number or address",
            Self::EndChannel => "a number or address ends",
            Self::Card => "name, title, languages, hours, deputy",
            Self::Absence => "they are away",
            Self::Office => "the hours of the office",
            Self::AddKey => "a new key",
            Self::EndKey => "a key ends now",
            Self::AddRole => "another role",
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
            Self::AddChannel | Self::EndChannel | Self::Card | Self::Absence | Self::Office => ProposalKind::Change,
            Self::AddKey | Self::EndKey => ProposalKind::KeyChange,
            Self::AddRole | Self::RestoreRole | Self::EndRole => ProposalKind::RoleChange,
            Self::Onboard => ProposalKind::Onboarding,
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
            Self::Office => &[R::Hours],
            Self::AddKey => &[R::KeyKind, R::Fingerprint, R::Until],
            Self::AddRole => &[R::Role, R::Registry, R::Until, R::Nominator],
            Self::Onboard => &[
                R::Organisation,
                R::Id,
                R::CardKind,
                R::Name,
                R::Title,
                R::Languages,
                R::Role,
                R::Registry,
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
    /// Whether every proposal has it.
    pub fn is_common(self) -> bool {
        matches!(self, Self::Task | Self::Basis | Self::Method | Self::Through | Self::Reason)
    }
}
