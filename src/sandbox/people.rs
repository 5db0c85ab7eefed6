//! The people of a practice registry.
//! They are invented and their passphrase is public: this is no security. Each has one role, so that four eyes are four eyes.
//! Must not know: sessions.

/// The passphrase of every practice person. It protects nothing and is meant to be known.
pub const PRACTICE_PASSPHRASE: &str = "practice";

/// The login of the person who initiates.
pub(super) const INITIATOR: &str = "amina.k";

/// A practice person.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// The login.
    pub login: &'static str,
    /// The name.
    pub name: &'static str,
    /// The one role: practice people hold no two, so that four eyes are four eyes.
    pub role: &'static str,
}

impl Person {
    /// Whether the person may do what reduces risk, such as freezing an account (F15). Support staff only read.
    pub(super) fn may_freeze(&self) -> bool {
        self.role != "support"
    }
}

/// Everybody.
pub(super) const PEOPLE: [Person; 5] = [
    Person { login: INITIATOR, name: "Amina Kessie", role: "initiator" },
    Person { login: "luc.b", name: "Luc Bernasconi", role: "approver" },
    Person { login: "sofia.m", name: "Sofia Marques", role: "support" },
    Person { login: "ines.r", name: "Inès Rochat", role: "security-officer" },
    Person { login: "tomas.w", name: "Tomas Widmer", role: "security-officer" },
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
