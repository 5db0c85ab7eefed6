//! A small directory for tests: an office in Accra with three people and a desk, in short words.
//! Everything in it is verified by two persons on 2026-11-02 and counts.
//! Must not know: what is tested.

use super::*;
use crate::{
    domain::{RegistryId, calendar::Weekdays},
    text::Untrusted,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// When everything in it was verified.
pub const VERIFIED: &str = "2026-11-02T09:00:00Z";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn id(text: &str) -> CardId {
    text.parse().unwrap()
}

pub fn gha() -> RegistryId {
    "GHA01".parse().unwrap()
}

pub fn term(from: &str, to: &str) -> Term {
    Term::new(at(from), at(to)).unwrap()
}

pub fn hours(zone: &str, weekdays: &str, hours: &str) -> WorkingHours {
    let weekdays = weekdays.parse().unwrap();
    WorkingHours { zone: zone.parse().unwrap(), weekdays, hours: hours.parse().unwrap(), on_holidays: false }
}

pub fn verified(at: Timestamp) -> Standing {
    let by = Verifiers::two("amina.k".parse().unwrap(), "luc.b".parse().unwrap()).unwrap();
    let evidence = Some("CB/2026/7".parse().unwrap());
    Standing { verified: Some(Verification { at, method: Method::CallBack, by, evidence }), edited: at }
}

pub fn organisation(id: &str, zone: &str, registry: &str) -> Organisation {
    Organisation {
        id: id.parse().unwrap(),
        party: Some(registry[..3].parse().unwrap()),
        kind: OrganisationKind::Operator,
        name: Untrusted::new("Environmental Protection Authority"),
        registries: BTreeSet::from([registry.parse().unwrap()]),
        postal: Untrusted::new("P. O. Box M326, Accra"),
        web: Untrusted::new("https://epa.example"),
        switchboard: Some("+233302664697".parse().unwrap()),
        languages: BTreeSet::from(["en".parse().unwrap()]),
        hours: WorkingHours {
            zone: zone.parse().unwrap(),
            weekdays: Weekdays::MONDAY_TO_FRIDAY,
            hours: "08:00-17:00".parse().unwrap(),
            on_holidays: false,
        },
        holidays: BTreeSet::from(["2026-12-04".parse().unwrap()]),
    }
}

pub fn card(id: &str, organisation: &str) -> Card {
    Card {
        id: id.parse().unwrap(),
        kind: CardKind::Person,
        organisation: organisation.parse().unwrap(),
        name: Untrusted::new(format!("Name of {id}")),
        title: Untrusted::new("Registry system administrator"),
        languages: BTreeSet::from(["en".parse().unwrap(), "tw".parse().unwrap()]),
        hours: None,
        deputy: None,
    }
}

pub fn duty(owner: &str, phone: &str) -> Channel {
    Channel { owner: id(owner), address: Address::Duty(phone.parse().unwrap()), since: at("2026-01-01T00:00:00Z"), ended: None }
}

pub fn mail(owner: &str, address: &str) -> Channel {
    Channel { address: Address::Mail(address.parse().unwrap()), ..duty(owner, "+233302664697") }
}

pub fn assignment(who: &str, role: Role, registry: &str) -> Assignment {
    Assignment {
        who: id(who),
        role,
        registry: registry.parse().unwrap(),
        scope: Scope::EVERYTHING,
        term: term("2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"),
        basis: "NFP/2026/14".parse().unwrap(),
        nominated_by: None,
        state: AssignmentState::Active,
    }
}

impl Directory {
    /// Puts an entry in that was verified when all were.
    pub fn add(&mut self, entry: Entry) -> &mut Self {
        self.set(Record { entry, standing: verified(at(VERIFIED)) });
        self
    }

    /// Somebody of an organisation with a telephone.
    pub fn add_person(&mut self, person: Card, phone: &str) -> &mut Self {
        let channel = duty(person.id.as_str(), phone);
        self.add(Entry::Card(person)).add(Entry::Channel(channel))
    }
}

/// An office in Accra: `gha-1` and `gha-2` administer, `gha-3` is for security, `gha-desk` is there at any hour.
pub fn accra() -> Directory {
    let mut directory = Directory::default();
    directory.add(Entry::Organisation(organisation("gha-epa", "Africa/Accra", "GHA01")));
    for (person, phone) in [("gha-1", "+233200000001"), ("gha-2", "+233200000002"), ("gha-3", "+233200000003")] {
        directory.add_person(card(person, "gha-epa"), phone);
        directory.add(Entry::Channel(mail(person, &format!("{person}@epa.example"))));
    }
    let always = WorkingHours { on_holidays: true, ..hours("Africa/Accra", "mon,tue,wed,thu,fri,sat,sun", "00:00-24:00") };
    directory.add_person(Card { kind: CardKind::Desk, hours: Some(always), ..card("gha-desk", "gha-epa") }, "+233200000009");
    for (who, role) in [
        ("gha-1", Role::Administrator),
        ("gha-2", Role::AlternateAdministrator),
        ("gha-3", Role::Security),
        ("gha-desk", Role::Technical),
    ] {
        directory.add(Entry::Assignment(assignment(who, role, "GHA01")));
    }
    directory
}

/// A directory with an entry of every kind.
pub fn whole() -> Directory {
    let mut directory = accra();
    let registry = RegistryEntry {
        registry: gha(),
        operator: "gha-epa".parse().unwrap(),
        production: Untrusted::new("https://registry.epa.example/comm/v1"),
        test: Untrusted::new(""),
        version: Untrusted::new("1.0"),
        features: BTreeSet::from([Feature::Push, Feature::Receipts]),
        status_page: Untrusted::new("https://status.epa.example"),
        maintenance: BTreeSet::from([term("2026-12-05T22:00:00Z", "2026-12-06T02:00:00Z")]),
    };
    let key = |owner, fingerprint: &str| ContactKey {
        owner,
        kind: ContactKeyKind::OpenPgp,
        fingerprint: fingerprint.repeat(20).parse().unwrap(),
        term: term("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    };
    let away =
        Absence { who: id("gha-1"), term: term("2026-12-07T00:00:00Z", "2026-12-12T00:00:00Z"), deputy: Some(id("gha-2")) };
    let rungs = vec![
        Rung { role: Role::Security, wait: 5, when: When::Always },
        Rung { role: Role::Administrator, wait: 15, when: When::OfficeHours },
    ];
    let chain = EscalationChain { registry: gha(), topic: Topic::Security, severity: Severity::High, rungs };
    let roles = BTreeSet::from([Role::Security]);
    let list = DistributionList { id: "security".parse().unwrap(), topic: Topic::Security, roles, ceiling: Tlp::AmberStrict };
    let scoped = Assignment {
        scope: ["CA0001", "CA0007", "authorization"].into_iter().map(|part| part.parse::<ScopePart>().unwrap()).collect(),
        nominated_by: Some(id("gha-2")),
        ..assignment("gha-2", Role::Authorization, "GHA01")
    };
    directory
        .add(Entry::Registry(registry))
        .add(Entry::Key(key(KeyOwner::Registry(gha()), "AB")))
        .add(Entry::Key(key(KeyOwner::Card(id("gha-1")), "CD")))
        .add(Entry::Absence(away))
        .add(Entry::Chain(chain))
        .add(Entry::List(list))
        .add(Entry::Assignment(scoped));
    let named = Card {
        name: Untrusted::new("Kwame Mensah-Ọ̀ṣọ́"),
        title: Untrusted::new(""),
        deputy: Some(id("gha-3")),
        ..card("gha-2", "gha-epa")
    };
    directory.set(Record { entry: Entry::Card(named), standing: Standing { verified: None, edited: at(VERIFIED) } });
    directory
}
