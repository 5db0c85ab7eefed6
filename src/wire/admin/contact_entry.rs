//! An entry of the directory of contacts: organisations, registries, persons and desks, roles, channels, keys, chains, lists.
//! Each is a kind with its members; by what right it stands there is beside it.
//! Must not know: which entry counts, or who may be called.

#[cfg(feature = "sandbox")]
use crate::wire::schema;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Something the directory says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ContactEntry {
    /// An organisation.
    Organisation(Box<ContactOrganisation>),
    /// A registry, as its operator describes it.
    Registry(Box<ContactRegistry>),
    /// A person or a desk.
    Card(Box<ContactCard>),
    /// That somebody is away.
    Absence(ContactAbsence),
    /// A role that somebody holds.
    Role(ContactRole),
    /// A way to reach somebody.
    Channel(ContactChannel),
    /// A key, by its fingerprint.
    Key(ContactKey),
    /// Whom a registry wants to be called.
    Chain(ContactChain),
    /// A distribution list.
    List(ContactList),
}

/// From when until when; the end is no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactTerm {
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
}

/// When somebody works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactHours {
    /// A name of the IANA database of time zones.
    pub zone: String,
    /// The days of the week, such as `mon,tue,wed,thu,fri`.
    pub weekdays: String,
    /// The hours, such as `08:00-17:00`.
    pub open: String,
    /// Whether also on the organisation's holidays.
    pub on_holidays: bool,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactOrganisation {
    /// Its id.
    pub id: String,
    /// The Party it belongs to; none for a hub or the secretariat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = schema::PartyCode))]
    pub party: Option<String>,
    /// `operator`, `ministry`, `contractor`, `hub` or `secretariat`.
    pub kind: String,
    /// Its legal name.
    pub name: String,
    /// The registries it runs or works for.
    #[cfg_attr(feature = "sandbox", schema(value_type = Vec<schema::RegistryId>))]
    pub registries: Vec<String>,
    /// Its postal address on one line; may be empty.
    pub postal: String,
    /// Its page; may be empty.
    pub web: String,
    /// Its switchboard, as it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub switchboard: Option<String>,
    /// The languages spoken there, by ISO 639.
    pub languages: Vec<String>,
    /// When its office is open.
    pub hours: ContactHours,
    /// Its public holidays.
    pub holidays: Vec<Date>,
}

/// A registry, as its operator describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactRegistry {
    /// Its id.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// The organisation that runs it.
    pub operator: String,
    /// The address of its communication API; may be empty. Shown, never fetched.
    pub production: String,
    /// The same for tests; may be empty.
    pub test: String,
    /// The version of the communication standards it speaks; may be empty.
    pub version: String,
    /// `push`, `pull`, `receipts`, `partial-acceptance`.
    pub features: Vec<String>,
    /// A page that says how it is; may be empty.
    pub status_page: String,
    /// When it is maintained.
    pub maintenance: Vec<ContactTerm>,
}

/// A person or a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactCard {
    /// Its id; it is not made of the name.
    pub id: String,
    /// `person` or `desk`.
    pub kind: String,
    /// Where they work.
    pub organisation: String,
    /// The name.
    pub name: String,
    /// What they do there, in their own words; may be empty.
    pub title: String,
    /// The languages they speak, by ISO 639.
    pub languages: Vec<String>,
    /// When they work, if not when the office is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub hours: Option<ContactHours>,
    /// Who stands in when they are away and the absence names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub deputy: Option<String>,
}

/// That somebody is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactAbsence {
    /// Who is away.
    pub card: String,
    /// From when until when.
    pub term: ContactTerm,
    /// Who stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub deputy: Option<String>,
}

/// A role that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactRole {
    /// Who.
    pub card: String,
    /// The role, such as `administrator`.
    pub role: String,
    /// For which registry.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// The cooperative approaches it is for; none means all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Vec<schema::ApproachId>))]
    pub approaches: Option<Vec<String>>,
    /// The topics it is for, such as `infrastructure`; none means all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub topics: Option<Vec<String>>,
    /// From when until when.
    pub term: ContactTerm,
    /// The letter of nomination.
    pub basis: String,
    /// The focal point that nominated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub nominated_by: Option<String>,
    /// `proposed`, `nominated`, `active`, `suspended`, `expired` or `revoked`.
    pub state: String,
}

/// A way to reach somebody. Another address is another channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactChannel {
    /// Whom it reaches.
    pub card: String,
    /// `duty`, `mobile`, `desk`, `mail` or `messaging`.
    pub kind: String,
    /// The number or the address.
    pub address: String,
    /// Since when it is theirs.
    pub since: Timestamp,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub ended: Option<Timestamp>,
}

/// A key, by its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactKey {
    /// Whose: the id of a card or of a registry.
    pub owner: String,
    /// `openpgp`, `x509` or `ssh`.
    pub kind: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// When it may be used.
    pub term: ContactTerm,
}

/// Whom a registry wants to be called, in which order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactChain {
    /// The registry.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// The topic.
    pub topic: String,
    /// From this severity up: `low`, `normal`, `high` or `critical`.
    pub severity: String,
    /// The steps, in their order.
    pub steps: Vec<ContactStep>,
}

/// A step of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactStep {
    /// The role that is called.
    pub role: String,
    /// How many minutes to wait for an answer.
    pub wait: u16,
    /// `always`, `office-hours` or `out-of-hours`.
    pub when: String,
}

/// A distribution list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactList {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub topic: String,
    /// The roles on it.
    pub roles: Vec<String>,
    /// The most confidential label that a message to it may have.
    pub ceiling: String,
}

/// An entry, and by what right it stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactRecord {
    /// The entry.
    pub entry: ContactEntry,
    /// When it was last edited. It decides nothing.
    pub edited: Timestamp,
    /// That somebody made sure of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub verified: Option<ContactVerification>,
}

/// That somebody made sure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactVerification {
    /// When.
    pub at: Timestamp,
    /// `call-back`, `signed-message`, `video` or `in-person`.
    pub method: String,
    /// Who: one person, or two different ones.
    #[cfg_attr(feature = "sandbox", schema(min_items = 1, max_items = 2))]
    pub by: Vec<String>,
    /// The paper that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub evidence: Option<String>,
}

/// The name of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ContactEntryKey {
    /// An organisation by its id.
    Organisation(String),
    /// A registry by its id.
    Registry(String),
    /// A card by its id.
    Card(String),
    /// An absence by who is away and since when.
    Absence {
        /// Who.
        card: String,
        /// Since when.
        from: Timestamp,
    },
    /// A role by person, role, registry and beginning.
    Role {
        /// Who.
        card: String,
        /// The role.
        role: String,
        /// For which registry.
        registry: String,
        /// Since when.
        from: Timestamp,
    },
    /// A channel by person and address.
    Channel {
        /// Whose.
        card: String,
        /// The kind.
        kind: String,
        /// The address.
        address: String,
    },
    /// A key by owner and fingerprint.
    Key {
        /// Whose.
        owner: String,
        /// The fingerprint.
        fingerprint: String,
    },
    /// A chain by registry, topic and severity.
    Chain {
        /// The registry.
        registry: String,
        /// The topic.
        topic: String,
        /// The severity.
        severity: String,
    },
    /// A list by its id.
    List(String),
}
