//! The usual office of a practice registry: an administrator, an alternate, security, a focal point, and a duty desk at any hour.
//! All of it is verified, the critical roles by two persons, so that what the cases change stands out.
//! Must not know: what goes wrong where.

use crate::{
    domain::{
        RegistryId,
        calendar::Weekdays,
        contact::{
            Address, Assignment, AssignmentState, Card, CardId, CardKind, Channel, Directory, Entry, Feature, Method,
            Organisation, OrganisationKind, Record, RegistryEntry, Role, Scope, Standing, Term, Verification, Verifiers,
            WorkingHours,
        },
    },
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// An office.
pub(super) struct Office {
    /// Its registry.
    pub registry: &'static str,
    /// Its organisation's id, and what begins the ids of its cards.
    pub id: &'static str,
    name: &'static str,
    zone: &'static str,
    hours: &'static str,
    /// What begins its telephone numbers.
    code: &'static str,
    languages: &'static str,
    /// The administrator, the alternate, security, the focal point.
    people: [&'static str; 4],
}

const fn office(
    [registry, id, name]: [&'static str; 3],
    [zone, hours, code, languages]: [&'static str; 4],
    people: [&'static str; 4],
) -> Office {
    Office { registry, id, name, zone, hours, code, languages, people }
}

/// Every office, by registry.
pub(super) const OFFICES: [Office; 12] = [
    office(
        ["CHE01", "che", "Federal Office for the Environment (practice)"],
        ["Europe/Zurich", "08:00-17:00", "+41", "de,en,fr"],
        ["Amina Kessie", "Jonas Huber", "Inès Rochat", "Regula Ammann"],
    ),
    office(
        ["GEO01", "geo", "Ministry of Environment Protection (practice)"],
        ["Asia/Tbilisi", "10:00-18:00", "+995", "en,ka"],
        ["Nino Beridze", "Giorgi Kapanadze", "Tamar Lomidze", "Levan Gelashvili"],
    ),
    office(
        ["GHA01", "gha", "Environmental Protection Authority (practice)"],
        ["Africa/Accra", "08:00-17:00", "+233", "en,tw"],
        ["Kwame Mensah", "Akosua Boateng", "Yaw Darko", "Efua Sackey"],
    ),
    office(
        ["JPN01", "jpn", "Registry Office of the Joint Crediting Mechanism (practice)"],
        ["Asia/Tokyo", "09:00-18:00", "+81", "en,ja"],
        ["佐藤 花子", "鈴木 一郎", "高橋 健", "田中 優子"],
    ),
    office(
        ["MAR01", "mar", "Agence du registre (practice)"],
        ["Africa/Casablanca", "09:00-17:00", "+212", "ar,fr"],
        ["Salma Bennani", "Youssef El Amrani", "Driss Tazi", "Khadija Alaoui"],
    ),
    office(
        ["MWI01", "mwi", "Environmental Affairs Department (practice)"],
        ["Africa/Blantyre", "07:30-17:00", "+265", "en,ny"],
        ["Chikondi Banda", "Thoko Phiri", "Limbani Mwale", "Mphatso Chirwa"],
    ),
    office(
        ["SGP01", "sgp", "National Climate Change Registry (practice)"],
        ["Asia/Singapore", "08:30-18:00", "+65", "en,ms,zh"],
        ["Tan Wei Ling", "Muhammad Iskandar", "Priya Nair", "Lim Boon Keng"],
    ),
    office(
        ["SWE01", "swe", "Energimyndigheten (practice)"],
        ["Europe/Stockholm", "08:00-16:30", "+46", "en,sv"],
        ["Åsa Lindqvist", "Björn Nyström", "Karin Öberg", "Lars Ekdahl"],
    ),
    office(
        ["THA01", "tha", "Greenhouse Gas Management Organization (practice)"],
        ["Asia/Bangkok", "08:30-16:30", "+66", "en,th"],
        ["สมชาย ใจดี", "Malee Srisuk", "Anan Chaiyasit", "Pimchanok Wong"],
    ),
    office(
        ["VUT01", "vut", "Department of Climate Change (practice)"],
        ["Pacific/Efate", "07:30-16:30", "+678", "bi,en,fr"],
        ["Moses Kalo", "Leiwia Tari", "Jean-Marc Vira", "Anna Bule"],
    ),
    office(
        ["XDE01", "xde", "Office nobody has verified (practice)"],
        ["Pacific/Honolulu", "08:00-16:00", "+1808", "en"],
        ["Someone There", "Another There", "A Third There", "A Fourth There"],
    ),
    office(
        ["XIR01", "xir", "International registry, service desk (practice)"],
        ["Europe/Berlin", "08:00-16:00", "+49", "en"],
        ["Marta Vogel", "Pieter de Wit", "Ngozi Eze", "Ana Duarte"],
    ),
];

/// The seat of each of the four, with the roles that it has.
const SEATS: [(&str, &[Role]); 4] = [
    ("Registry system administrator", &[Role::Administrator, Role::Reconciliation]),
    ("Alternate administrator", &[Role::AlternateAdministrator, Role::Authorization]),
    ("Security incidents", &[Role::Security]),
    ("National focal point", &[Role::NationalFocalPoint]),
];

/// The directory while it is made.
pub(super) struct Folk {
    pub directory: Directory,
    /// The day everything is reckoned from.
    pub as_of: Timestamp,
}

impl Folk {
    pub fn new(as_of: Timestamp) -> Self {
        Self { directory: Directory::default(), as_of }
    }

    /// So many days before the day the book was made, or after it.
    pub fn day(&self, days: i64) -> Timestamp {
        self.as_of.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(self.as_of)
    }

    /// A standing that was made sure of so many days ago, by two persons or by one.
    pub fn verified(&self, days_ago: i64, by_two: bool) -> Option<Standing> {
        let at = self.day(-days_ago).saturating_add(SignedDuration::from_hours(9)).ok()?;
        let (first, second) = ("amina-kessie".parse().ok()?, "luc-bernasconi".parse().ok()?);
        let by = if by_two { Verifiers::two(first, second).ok()? } else { Verifiers::one(first) };
        let evidence = Some("CB/2026/7".parse().ok()?);
        Some(Standing { verified: Some(Verification { at, method: Method::CallBack, by, evidence }), edited: at })
    }

    /// A standing that nobody has made sure of.
    pub fn unverified(&self) -> Standing {
        Standing { verified: None, edited: self.day(-30) }
    }

    pub fn put(&mut self, entry: Entry, standing: Standing) {
        self.directory.set(Record { entry, standing });
    }

    /// Somebody's own term: since long ago, for years to come.
    pub fn term(&self) -> Option<Term> {
        Term::new(self.day(-400), self.day(700)).ok()
    }

    /// An office with everybody in it.
    pub fn add_office(&mut self, office: &Office) -> Option<()> {
        let registry: RegistryId = office.registry.parse().ok()?;
        let standing = if office.id == "xde" { self.unverified() } else { self.verified(30, true)? };
        self.put(Entry::Organisation(organisation(office, registry)?), standing.clone());
        self.put(Entry::Registry(described(office, registry)?), standing.clone());
        for (n, ((title, roles), name)) in (1_u8..).zip(SEATS.iter().zip(office.people)) {
            let id = format!("{}-{n}", office.id);
            let card = Card { deputy: deputy(office, n), ..card(office, &id, name, title)? };
            self.put(Entry::Card(card), standing.clone());
            let number = format!("{}5550{n}", office.code);
            self.channel(&id, Address::Mobile(format!("{number}01").parse().ok()?), standing.clone())?;
            self.channel(&id, Address::Desk(format!("{number}02").parse().ok()?), standing.clone())?;
            self.channel(&id, Address::Mail(format!("{id}@registry-{}.example", office.id).parse().ok()?), standing.clone())?;
            for role in *roles {
                self.role(office, &id, *role, standing.clone())?;
            }
        }
        self.add_desk(office, standing)
    }

    /// The duty desk of an office, where somebody sits at any hour.
    fn add_desk(&mut self, office: &Office, standing: Standing) -> Option<()> {
        let id = format!("{}-desk", office.id);
        let always = WorkingHours {
            zone: office.zone.parse().ok()?,
            weekdays: "mon,tue,wed,thu,fri,sat,sun".parse().ok()?,
            hours: "00:00-24:00".parse().ok()?,
            on_holidays: true,
        };
        let desk = card(office, &id, "Duty desk", "APIs, certificates and connectivity, at any hour")?;
        self.put(Entry::Card(Card { kind: CardKind::Desk, hours: Some(always), ..desk }), standing.clone());
        self.channel(&id, Address::Duty(format!("{}5550901", office.code).parse().ok()?), standing.clone())?;
        self.channel(&id, Address::Mail(format!("duty@registry-{}.example", office.id).parse().ok()?), standing.clone())?;
        self.role(office, &id, Role::Technical, standing.clone())?;
        self.role(office, &id, Role::ChangeManagement, standing)
    }

    /// A channel that somebody has had for long.
    pub fn channel(&mut self, owner: &str, address: Address, standing: Standing) -> Option<()> {
        let channel = Channel { owner: owner.parse().ok()?, address, since: self.day(-400), ended: None };
        self.put(Entry::Channel(channel), standing);
        Some(())
    }

    /// A role that somebody holds.
    pub fn role(&mut self, office: &Office, who: &str, role: Role, standing: Standing) -> Option<()> {
        let focal_point = format!("{}-4", office.id);
        let assignment = Assignment {
            who: who.parse().ok()?,
            role,
            registry: office.registry.parse().ok()?,
            scope: Scope::EVERYTHING,
            term: self.term()?,
            basis: "NFP/2025/14".parse().ok()?,
            nominated_by: if who == focal_point { None } else { Some(focal_point.parse().ok()?) },
            state: AssignmentState::Active,
        };
        self.put(Entry::Assignment(assignment), standing);
        Some(())
    }

    /// Changes what the directory says of a card.
    pub fn edit_card(&mut self, id: &str, edit: impl FnOnce(&mut Card)) -> Option<()> {
        let (card, standing) = self.directory.card(&id.parse::<CardId>().ok()?)?;
        let (mut card, standing) = (card.clone(), standing.clone());
        edit(&mut card);
        self.put(Entry::Card(card), standing);
        Some(())
    }
}

/// The administrator and the alternate stand in for each other.
fn deputy(office: &Office, n: u8) -> Option<CardId> {
    let other = match n {
        1 => 2,
        2 => 1,
        _ => return None,
    };
    format!("{}-{other}", office.id).parse().ok()
}

fn languages(office: &Office) -> Option<BTreeSet<crate::domain::contact::Language>> {
    office.languages.split(',').map(|language| language.parse().ok()).collect()
}

fn organisation(office: &Office, registry: RegistryId) -> Option<Organisation> {
    let is_hub = office.id == "xir";
    Some(Organisation {
        id: office.id.parse().ok()?,
        party: if is_hub { None } else { Some(registry.party()) },
        kind: if is_hub { OrganisationKind::Hub } else { OrganisationKind::Operator },
        name: Untrusted::new(office.name),
        registries: BTreeSet::from([registry]),
        postal: Untrusted::new("1 Practice Road"),
        web: Untrusted::new(format!("https://registry-{}.example", office.id)),
        switchboard: Some(format!("{}5550000", office.code).parse().ok()?),
        languages: languages(office)?,
        hours: WorkingHours {
            zone: office.zone.parse().ok()?,
            weekdays: Weekdays::MONDAY_TO_FRIDAY,
            hours: office.hours.parse().ok()?,
            on_holidays: false,
        },
        holidays: BTreeSet::new(),
    })
}

fn described(office: &Office, registry: RegistryId) -> Option<RegistryEntry> {
    Some(RegistryEntry {
        registry,
        operator: office.id.parse().ok()?,
        production: Untrusted::new(format!("https://registry-{}.example/comm/v1", office.id)),
        test: Untrusted::new(""),
        version: Untrusted::new("1.0"),
        features: BTreeSet::from([Feature::Push, Feature::Receipts]),
        status_page: Untrusted::new(format!("https://status.registry-{}.example", office.id)),
        maintenance: BTreeSet::new(),
    })
}

fn card(office: &Office, id: &str, name: &str, title: &str) -> Option<Card> {
    Some(Card {
        id: id.parse().ok()?,
        kind: CardKind::Person,
        organisation: office.id.parse().ok()?,
        name: Untrusted::new(name),
        title: Untrusted::new(title),
        languages: languages(office)?,
        hours: None,
        deputy: None,
    })
}
