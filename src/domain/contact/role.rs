//! What a contact is there for, and what a call is about.
//! Each role is defined in words: names without definitions are understood differently by every registry.
//! Must not know: who holds a role.

use crate::domain::words;

/// What somebody is nominated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Nominates and withdraws registry system administrators.
    NationalFocalPoint,
    /// The first contact in operation; confirms changes of contacts.
    Administrator,
    /// The same while the first is absent.
    AlternateAdministrator,
    /// APIs, certificates, connectivity.
    Technical,
    /// Fraud, requests to freeze, compromised keys; at any hour.
    Security,
    /// Cases of discrepancies.
    Reconciliation,
    /// Questions about cooperative approaches and authorizations.
    Authorization,
    /// Notices of releases, windows for tests.
    ChangeManagement,
    /// Mail of the working group on communication standards.
    Standards,
    /// Data protection and law.
    Legal,
    /// The service desk of the secretariat or of a hub.
    ServiceDesk,
    /// Published to everybody.
    Public,
}

words!(
    Role, "role",
    NationalFocalPoint "national-focal-point",
    Administrator "administrator",
    AlternateAdministrator "alternate-administrator",
    Technical "technical",
    Security "security",
    Reconciliation "reconciliation",
    Authorization "authorization",
    ChangeManagement "change-management",
    Standards "communication-standards",
    Legal "legal",
    ServiceDesk "service-desk",
    Public "public",
);

impl Role {
    /// What it is called where there is little room: at most fourteen letters, and like no other.
    pub fn short(self) -> &'static str {
        match self {
            Self::NationalFocalPoint => "focal point",
            Self::Administrator => "admin",
            Self::AlternateAdministrator => "alternate",
            Self::Reconciliation => "reconcil.",
            Self::Authorization => "authoriz.",
            Self::ChangeManagement => "changes",
            Self::Standards => "standards",
            Self::ServiceDesk => "desk",
            other => other.word(),
        }
    }

    /// What who holds it may be asked for.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::NationalFocalPoint => "nominates and withdraws registry system administrators",
            Self::Administrator => "first contact in operation; confirms changes of contacts",
            Self::AlternateAdministrator => "the same, while the administrator is absent",
            Self::Technical => "APIs, certificates and connectivity",
            Self::Security => "fraud, requests to freeze, compromised keys; at any hour",
            Self::Reconciliation => "cases of discrepancies",
            Self::Authorization => "cooperative approaches and authorizations",
            Self::ChangeManagement => "notices of releases, windows for tests",
            Self::Standards => "the working group on communication standards",
            Self::Legal => "data protection and law",
            Self::ServiceDesk => "incidents of the hub or of the secretariat's platform",
            Self::Public => "published to everybody",
        }
    }

    /// Whether a wrong contact in this role could let a thief through: two persons verify it, and it is attested every three months.
    pub fn is_critical(self) -> bool {
        matches!(self, Self::NationalFocalPoint | Self::Administrator | Self::AlternateAdministrator | Self::Security)
    }

    /// How many holders a registry must have.
    pub fn fewest(self) -> usize {
        match self {
            Self::Standards | Self::Legal | Self::Public | Self::ServiceDesk => 0,
            _ => 1,
        }
    }
}

/// What a call, a list or a chain of escalation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A transfer that does not move, a question about an account.
    Operations,
    /// Connection, certificates, maintenance.
    Infrastructure,
    /// Fraud, freezing, compromised keys.
    Security,
    /// Discrepancies.
    Reconciliation,
    /// Cooperative approaches and authorizations.
    Authorization,
    /// Changes of contacts.
    Contacts,
    /// Releases and tests.
    Changes,
    /// Communication standards.
    Standards,
}

words!(
    Topic, "topic",
    Operations "operations",
    Infrastructure "infrastructure",
    Security "security",
    Reconciliation "reconciliation",
    Authorization "authorization",
    Contacts "contacts",
    Changes "changes",
    Standards "standards",
);

impl Topic {
    /// The roles that are called in this order where a registry has told no chain of its own.
    pub fn roles(self) -> &'static [Role] {
        use Role as R;
        match self {
            Self::Operations => &[R::Administrator, R::AlternateAdministrator, R::Technical, R::ServiceDesk],
            Self::Infrastructure => &[R::Technical, R::Administrator, R::AlternateAdministrator, R::ServiceDesk],
            Self::Security => &[R::Security, R::Administrator, R::AlternateAdministrator, R::NationalFocalPoint],
            Self::Reconciliation => &[R::Reconciliation, R::Administrator, R::AlternateAdministrator],
            Self::Authorization => &[R::Authorization, R::Administrator, R::NationalFocalPoint],
            Self::Contacts => &[R::Administrator, R::AlternateAdministrator, R::NationalFocalPoint],
            Self::Changes => &[R::ChangeManagement, R::Technical, R::Administrator],
            Self::Standards => &[R::Standards, R::ChangeManagement],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_and_topic_says_what_it_is() {
        for (role, word) in Role::ALL {
            assert_eq!((Role::of_word(word), role.word()), (Some(*role), *word));
            assert!(!role.meaning().is_empty());
            assert!(!role.is_critical() || role.fewest() == 1, "{word} is critical and may be missing");
        }
        for (topic, word) in Topic::ALL {
            assert_eq!(Topic::of_word(word), Some(*topic));
            let roles = topic.roles();
            assert!(!roles.is_empty() && roles.iter().enumerate().all(|(at, role)| !roles[..at].contains(role)), "{word}");
        }
    }
}
