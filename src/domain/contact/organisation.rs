//! Who runs registries and hubs, and when their offices are open.
//! Hours are those of the place, by its zone: whoever asks from elsewhere reckons the same moment.
//! Must not know: who works there.

use super::{Language, OrganisationId, Phone};
use crate::{
    domain::{
        PartyCode, RegistryId,
        calendar::{Calendar, Hours, Weekdays, Zone},
        words,
    },
    text::Untrusted,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganisationKind {
    /// Runs a registry.
    Operator,
    /// A ministry, such as the one of the national focal point.
    Ministry,
    /// Works for an operator.
    Contractor,
    /// Connects registries.
    Hub,
    /// The secretariat of the Convention.
    Secretariat,
}

words!(
    OrganisationKind, "kind of organisation",
    Operator "operator",
    Ministry "ministry",
    Contractor "contractor",
    Hub "hub",
    Secretariat "secretariat",
);

/// When somebody works.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkingHours {
    /// Where.
    pub zone: Zone,
    /// On which days of the week.
    pub weekdays: Weekdays,
    /// From when until when.
    pub hours: Hours,
    /// Whether also on the organisation's holidays, as a duty desk does.
    pub on_holidays: bool,
}

impl WorkingHours {
    /// The calendar of these hours, with the organisation's holidays where they count.
    pub fn calendar(&self, holidays: &BTreeSet<Date>) -> Calendar {
        let holidays = if self.on_holidays { BTreeSet::new() } else { holidays.clone() };
        Calendar { zone: self.zone.clone(), weekdays: self.weekdays, holidays }
    }
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// The Party it belongs to; none for a hub or the secretariat.
    pub party: Option<PartyCode>,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its legal name.
    pub name: Untrusted,
    /// The registries it runs or works for.
    pub registries: BTreeSet<RegistryId>,
    /// Its postal address, on one line; may be empty.
    pub postal: Untrusted,
    /// Its page; may be empty. Never fetched.
    pub web: Untrusted,
    /// Its switchboard, as it is published: the number to call back that nobody told by mail.
    pub switchboard: Option<Phone>,
    /// The languages spoken there.
    pub languages: BTreeSet<Language>,
    /// When its office is open.
    pub hours: WorkingHours,
    /// Its public holidays.
    pub holidays: BTreeSet<Date>,
}
