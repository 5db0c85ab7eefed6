//! The directory of contacts in the books of these tests: six offices between Accra and Port Vila, with what goes wrong in each.
//! It is a Sunday, so whoever is not at a duty desk is at home; what changed lately and what is overdue stands in it too.

use super::book::now;
use countersign::{
    domain::{
        RegistryId,
        calendar::Weekdays,
        contact::{
            Absence, Act, Address, Assignment, AssignmentState, Attempt, Card, CardId, CardKind, Change, Channel, ContactKey,
            ContactKeyKind, Directory, Entry, EscalationChain, KeyOwner, Matter, Method, Organisation, OrganisationKind, Record,
            RegistryEntry, Role, Rung, Scope, Severity, Standing, Term, Topic, Verification, Verifiers, When, WorkingHours,
        },
    },
    evidence::contacts::TakenBundle,
    registry::{
        BundleFile, Read, Reply,
        book::{Broadcast, Broadcasts, ContactInFull, ContactProposal, Contacts, HeardContacts, RecordedAttempt, RecordedBundle},
        broadcast_list::broadcast_page,
        change_list::change_page,
        contact_list::contact_page,
    },
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// The directory and what was tried.
#[derive(Clone)]
pub struct People {
    pub directory: Directory,
    pub attempts: Vec<RecordedAttempt>,
    /// What was proposed, the newest last.
    pub proposals: Vec<ContactProposal>,
    /// What the counterpart in Accra said last.
    pub heard: Option<HeardContacts>,
    /// The bundle in every file.
    pub file: Option<Result<BundleFile, String>>,
    /// What was compared, the newest first.
    pub bundles: Vec<RecordedBundle>,
    /// Messages to lists, the newest first.
    pub broadcasts: Vec<Broadcast>,
}

fn days(days: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_hours(24 * days)).unwrap()
}

fn verified(days_ago: i64) -> Standing {
    let by = Verifiers::two("amina.k".parse().unwrap(), "luc.b".parse().unwrap()).unwrap();
    let evidence = Some("CB/2026/7".parse().unwrap());
    let verified = Some(Verification { at: days(-days_ago), method: Method::CallBack, by, evidence });
    Standing { verified, edited: days(-days_ago) }
}

fn unverified() -> Standing {
    Standing { verified: None, edited: days(-1) }
}

/// Registry, organisation, name, zone, what begins telephone numbers, and the administrator, the alternate, and security.
type Office = (&'static str, &'static str, &'static str, &'static str, &'static str, [&'static str; 3]);

const OFFICES: [Office; 6] = [
    (
        "CHE01",
        "che",
        "Federal Office for the Environment",
        "Europe/Zurich",
        "+41",
        ["Amina Keller", "Luc Bernasconi", "Inès Rochat"],
    ),
    (
        "GHA01",
        "gha",
        "Environmental Protection Authority",
        "Africa/Accra",
        "+233",
        ["Kwame Mensah", "Akosua Boateng", "Yaw Darko"],
    ),
    (
        "SGP01",
        "sgp",
        "National Climate Change Registry",
        "Asia/Singapore",
        "+65",
        ["Tan Wei Ling", "Muhammad Iskandar", "Priya Nair"],
    ),
    (
        "SWE01",
        "swe",
        "Energimyndigheten",
        "Europe/Stockholm",
        "+46",
        ["Åsa Lindqvist", "Björn \u{1b}[31mNyström\u{1b}[0m", "Karin \u{202e}grebÖ"],
    ),
    (
        "THA01",
        "tha",
        "Greenhouse Gas Management Organization",
        "Asia/Bangkok",
        "+66",
        ["สมชาย ใจดี", "Malee Srisuk", "Anan Chaiyasit"],
    ),
    ("VUT01", "vut", "Department of Climate Change", "Pacific/Efate", "+678", ["Moses Kalo", "Leiwia Tari", "Jean-Marc Vira"]),
];

const SEATS: [(&str, Role); 3] = [
    ("Registry system administrator", Role::Administrator),
    ("Alternate administrator", Role::AlternateAdministrator),
    ("Security incidents", Role::Security),
];

impl Default for People {
    fn default() -> Self {
        let mut people = Self {
            directory: Directory::default(),
            attempts: Vec::new(),
            proposals: Vec::new(),
            heard: None,
            file: None,
            bundles: Vec::new(),
            broadcasts: Vec::new(),
        };
        for office in &OFFICES {
            people.add_office(office);
        }
        people.go_wrong();
        people
    }
}

impl People {
    /// What a registry answers.
    pub fn contacts(&self) -> Contacts {
        Contacts {
            directory: self.directory.clone(),
            proposals: self.proposals.clone(),
            unread: Vec::new(),
            revision: 40,
            as_of: now(),
        }
    }

    /// The answer to a question about people; none when there is nothing of it.
    pub fn answer(&self, ask: &Read) -> Option<Reply> {
        Some(match ask {
            Read::Contacts => Reply::Contacts(Box::new(self.contacts())),
            Read::ChangeRows(query) => Reply::ChangeRows(change_page(&self.contacts(), query)?),
            Read::ContactRows(query) => Reply::ContactRows(contact_page(&self.contacts(), query)?),
            Read::Contact(who) => Reply::Contact(Box::new(ContactInFull::of(self.directory.clone(), who, now())?)),
            Read::ContactAttempts(about) => Reply::ContactAttempts(self.attempts_about(about.as_ref())),
            Read::HeardContacts(registry) => {
                Reply::HeardContacts(self.heard.clone().filter(|heard| heard.registry == *registry).map(Box::new))
            }
            Read::ContactChange(id) => {
                Reply::ContactChange(self.proposals.iter().find(|proposal| proposal.id == *id).cloned().map(Box::new))
            }
            Read::Broadcasts => Reply::Broadcasts(self.broadcasts.clone()),
            Read::BroadcastRows(query) => Reply::BroadcastRows(broadcast_page(&self.all_broadcasts(), query)?),
            Read::Broadcast(id) => Reply::Broadcast(self.broadcasts.iter().find(|one| one.id == *id).cloned().map(Box::new)),
            Read::TextFile(path) => Reply::TextFile(Box::new(match path.to_str() {
                Some("/home/amina/notice.txt") => Ok("The link is closed.\n\nCall our desk.\n".to_owned()),
                _ => Err("there is no such file".to_owned()),
            })),
            Read::ContactBundles => Reply::ContactBundles(self.bundles.clone()),
            Read::Bundle(_) => Reply::Bundle(Box::new(self.file.clone()?)),
            _ => return None,
        })
    }

    fn all_broadcasts(&self) -> Broadcasts {
        Broadcasts { all: self.broadcasts.clone(), revision: 40, as_of: now() }
    }

    /// What was tried about a matter, or at all.
    pub fn attempts_about(&self, about: Option<&Matter>) -> Vec<RecordedAttempt> {
        let of_it = |tried: &&RecordedAttempt| about.is_none_or(|about| tried.attempt.about == *about);
        self.attempts.iter().filter(of_it).cloned().collect()
    }

    /// Records an attempt.
    pub fn record(&mut self, attempt: Attempt, reason: &str) {
        let (reason, by, at) = (Untrusted::new(reason), Untrusted::new("amina.k"), attempt.ended);
        self.attempts.insert(0, RecordedAttempt { attempt, reason, by, at, entry: 4_711 });
    }

    /// Records that a bundle was compared.
    pub fn compare(&mut self, bundle: TakenBundle, reason: &str) {
        let (reason, by) = (Untrusted::new(reason), Untrusted::new("amina.k"));
        self.bundles.insert(0, RecordedBundle { bundle, reason, by, at: now(), entry: 4_711, proposals: Vec::new() });
    }

    pub fn put(&mut self, entry: Entry, standing: Standing) {
        self.directory.set(Record { entry, standing });
    }

    pub fn channel(&mut self, owner: &str, address: Address, standing: Standing) {
        let channel = Channel { owner: id(owner), address, since: days(-400), ended: None };
        self.put(Entry::Channel(channel), standing);
    }

    fn role(&mut self, who: &str, role: Role, registry: RegistryId, standing: Standing) {
        let term = Term::new(days(-400), days(700)).unwrap();
        let nominated_by = None;
        let (basis, state) = ("NFP/2026/14".parse().unwrap(), AssignmentState::Active);
        let assignment = Assignment { who: id(who), role, registry, scope: Scope::EVERYTHING, term, basis, nominated_by, state };
        self.put(Entry::Assignment(assignment), standing);
    }

    fn add_office(&mut self, (registry, short, name, zone, code, people): &Office) {
        let registry: RegistryId = registry.parse().unwrap();
        let hours = WorkingHours {
            zone: zone.parse().unwrap(),
            weekdays: Weekdays::MONDAY_TO_FRIDAY,
            hours: "08:00-17:00".parse().unwrap(),
            on_holidays: false,
        };
        let organisation = Organisation {
            id: short.parse().unwrap(),
            party: Some(registry.party()),
            kind: OrganisationKind::Operator,
            name: Untrusted::new(*name),
            registries: BTreeSet::from([registry]),
            postal: Untrusted::new("P. O. Box 7"),
            web: Untrusted::new(format!("https://{short}.example")),
            switchboard: Some(format!("{code}5550000").parse().unwrap()),
            languages: BTreeSet::from(["en".parse().unwrap()]),
            hours: hours.clone(),
            holidays: BTreeSet::from([if *short == "tha" { "2026-11-23" } else { "2026-12-04" }.parse().unwrap()]),
        };
        self.put(Entry::Organisation(organisation), verified(30));
        let described = RegistryEntry {
            registry,
            operator: short.parse().unwrap(),
            production: Untrusted::new(format!("https://registry.{short}.example/comm/v1")),
            test: Untrusted::default(),
            version: Untrusted::new("1.0"),
            features: BTreeSet::new(),
            status_page: Untrusted::default(),
            maintenance: BTreeSet::new(),
        };
        self.put(Entry::Registry(described), verified(30));
        for (n, ((title, role), name)) in (1..).zip(SEATS.iter().zip(people)) {
            let who = format!("{short}-{n}");
            self.card(&who, short, CardKind::Person, name, title, None);
            self.channel(&who, Address::Mobile(format!("{code}5550{n}01").parse().unwrap()), verified(30));
            self.channel(&who, Address::Mail(format!("{who}@{short}.example").parse().unwrap()), verified(30));
            self.role(&who, *role, registry, verified(30));
        }
        if *short != "vut" {
            let always = WorkingHours {
                weekdays: "mon,tue,wed,thu,fri,sat,sun".parse().unwrap(),
                hours: "00:00-24:00".parse().unwrap(),
                on_holidays: true,
                ..hours
            };
            let desk = format!("{short}-desk");
            self.card(&desk, short, CardKind::Desk, "Duty desk", "APIs and connectivity, at any hour", Some(always));
            self.channel(&desk, Address::Duty(format!("{code}5550901").parse().unwrap()), verified(30));
            self.role(&desk, Role::Technical, registry, verified(30));
        }
    }

    fn card(&mut self, who: &str, organisation: &str, kind: CardKind, name: &str, title: &str, hours: Option<WorkingHours>) {
        let card = Card {
            id: id(who),
            kind,
            organisation: organisation.parse().unwrap(),
            name: Untrusted::new(name),
            title: Untrusted::new(title),
            languages: BTreeSet::from(["en".parse().unwrap()]),
            hours,
            deputy: None,
        };
        self.put(Entry::Card(card), verified(30));
    }

    fn go_wrong(&mut self) {
        let gha: RegistryId = "GHA01".parse().unwrap();
        // Ghana has told its own chain, and a number of its alternate administrator was changed two days ago.
        let rungs = [(Role::Administrator, 10), (Role::AlternateAdministrator, 10), (Role::Technical, 15), (Role::Security, 15)];
        let rungs = rungs.into_iter().map(|(role, wait)| Rung { role, wait, when: When::Always }).collect();
        let chain = EscalationChain { registry: gha, topic: Topic::Operations, severity: Severity::High, rungs };
        self.put(Entry::Chain(chain), verified(30));
        self.channel("gha-2", Address::Duty("+233555777".parse().unwrap()), verified(2));
        let owner = id("gha-2");
        let key = countersign::domain::contact::EntryKey::Channel(owner, Address::Duty("+233555777".parse().unwrap()));
        self.directory.changes.push(Change {
            at: days(-2),
            key,
            act: Act::Add,
            requested_by: "amina.k".parse().unwrap(),
            confirmed_by: Some("luc.b".parse().unwrap()),
            basis: "CB/2026/9".parse().unwrap(),
            counts_from: "2026-11-26T12:00:00Z".parse().unwrap(),
            cancelled: None,
        });
        let key = ContactKey {
            owner: KeyOwner::Registry(gha),
            kind: ContactKeyKind::Ssh,
            fingerprint: format!("SHA256:{}", "k".repeat(43)).parse().unwrap(),
            term: Term::new(days(-100), days(265)).unwrap(),
        };
        self.put(Entry::Key(key), verified(30));
        // Somebody is on leave and the desk stands in; somebody was not verified for long; somebody never was.
        let absence = Absence { who: id("gha-1"), term: Term::new(days(-1), days(6)).unwrap(), deputy: Some(id("gha-desk")) };
        self.put(Entry::Absence(absence), verified(1));
        let standing = |who: &str| countersign::domain::contact::EntryKey::Card(id(who));
        let overdue = self.directory.entries[&standing("swe-1")].entry.clone();
        self.put(overdue, verified(110));
        let never = self.directory.entries[&standing("swe-2")].entry.clone();
        self.put(never, unverified());
    }
}

pub fn id(text: &str) -> CardId {
    text.parse().unwrap()
}
