//! One person, desk or registry of the directory as a page: everything that is known, by whose word, and what of it counts now.
//! What nobody verified, what waits and what was ended stays on the page with its reason; whom to call now is said first.
//! Must not know: how a call goes, or how a change is proposed.

mod compared;
mod person;
mod registry;

use super::{
    Place, Source,
    calling::{self, Calling},
    contacts::to_the_minute,
    linked::{Linked, Reading},
    propose::{About, Proposing, Task},
    screen::{Absence, Did, Freshness, Screen},
};
use crate::{
    app::{
        Action, Desk, KeyNames, Remote, RequestId, Timer,
        confirm::{Answer, Intent},
        pins::Known,
        why::Refusal,
    },
    domain::{
        RegistryId,
        contact::{AssignmentState, CardId, Matter, ResponseTest, Role},
    },
    registry::{
        Deed, Problem, Read, Reply,
        book::{Contacts, Overview, RecordedAttempt, RecordedBundle},
        sheet::Sheet,
    },
    text::{Kind, Shown, Untrusted},
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// Whose page it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A person's or a desk's.
    Card(CardId),
    /// A registry's.
    Registry(RegistryId),
}

/// State of such a page.
#[derive(Debug)]
pub struct ContactPage {
    whose: Whose,
    contacts: Remote<Box<Contacts>>,
    /// The response tests, for the card of a person or a desk.
    tests: Remote<Vec<RecordedAttempt>>,
    /// How the links stand, for the page of a registry.
    overview: Remote<Box<Overview>>,
    /// What was compared of it, for the page of a registry.
    bundles: Remote<Vec<RecordedBundle>>,
    /// What stands on it, as reckoned last.
    page: Linked,
    reading: Reading,
    keys: KeyNames,
    /// The registry of the profile, once it has said which it is.
    known: Option<RegistryId>,
}

impl ContactPage {
    /// The page, not asked for yet.
    pub fn of(whose: Whose) -> Self {
        let (contacts, tests) = (Remote::default(), Remote::default());
        let (overview, bundles) = (Remote::default(), Remote::default());
        Self {
            whose,
            contacts,
            tests,
            overview,
            bundles,
            page: Linked::default(),
            reading: Reading::default(),
            keys: KeyNames::default(),
            known: None,
        }
    }

    fn reckon(&mut self, desk: &mut Desk<'_>) {
        let Some(contacts) = self.contacts.value() else { return };
        self.page = match &self.whose {
            Whose::Card(who) => {
                let attempts = self.tests.value().map(|tests| tests.iter().map(|recorded| &recorded.attempt));
                let test = attempts.map(|attempts| ResponseTest::of(attempts, who));
                person::page(&contacts.directory, who, test, desk.now)
            }
            Whose::Registry(registry) => {
                let links = self.overview.value().map(|overview| overview.links.as_slice());
                let bundles = self.bundles.value().map(Vec::as_slice);
                let around = registry::Around { own: self.known, links, bundles, keys: &self.keys };
                registry::page(&contacts.directory, *registry, &around, desk.now)
            }
        };
        desk.wake(Timer::Reading, to_the_minute(desk.now));
    }

    /// The registry it belongs to.
    fn registry(&self) -> Option<RegistryId> {
        match &self.whose {
            Whose::Registry(registry) => Some(*registry),
            Whose::Card(who) => {
                let (contacts, at) = (self.contacts.value()?, self.contacts.as_of()?);
                contacts.directory.registries_of(who, at).first().copied()
            }
        }
    }

    /// The card of a person or a desk, if it is one.
    fn card(&self) -> Result<&CardId, Refusal> {
        match &self.whose {
            Whose::Card(who) => Ok(who),
            Whose::Registry(_) => Err(Refusal::NotNow("Open the card of a person or a desk first.".to_owned())),
        }
    }

    fn test(&self) -> Result<Calling, Refusal> {
        let (contacts, at) = self.contacts.value().zip(self.contacts.as_of()).ok_or(Refusal::NotLoaded)?;
        Calling::of_test(&contacts.directory, self.card()?, at)
    }

    fn call(&self) -> Option<Calling> {
        let registry = self.registry()?;
        Some(Calling::of_contact(registry, self.role()))
    }

    /// The first role they hold.
    fn role(&self) -> Option<Role> {
        match (&self.whose, self.contacts.value(), self.contacts.as_of()) {
            (Whose::Card(who), Some(contacts), Some(at)) => {
                let mut held = contacts.directory.assignments().map(|(assignment, _)| assignment);
                held.find(|assignment| assignment.who == *who && assignment.is_in_force(at)).map(|assignment| assignment.role)
            }
            _ => None,
        }
    }
}

/// What it is to erase somebody.
fn erasure(who: &CardId, whom: Shown) -> Intent {
    Intent {
        deed: Deed::EraseContact(who.clone()),
        what: format!(
            "Everything of {who} is gone: card, numbers, keys, roles, the texts of changes about them, attempts to reach them."
        ),
        whom,
        undo: "It can't be undone, and the id does not come back. The log of changes still verifies.",
        answer: Answer::Words(who.to_string()),
    }
}

impl Screen for ContactPage {
    fn title(&self) -> String {
        match &self.whose {
            Whose::Card(who) => format!("Contact {who}"),
            Whose::Registry(registry) => format!("Contacts of {registry}"),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.contacts, || "the directory of contacts".to_owned())
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.contacts.is_missing() { self.refresh(desk) } else { self.reckon(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
        match self.whose {
            Whose::Registry(_) => {
                self.overview.ask(Read::Overview, desk);
                self.bundles.ask(Read::ContactBundles, desk);
            }
            Whose::Card(_) => self.tests.ask(Read::ContactAttempts(Some(Matter::Test)), desk),
        }
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
        self.overview.give_up(desk);
        self.bundles.give_up(desk);
        self.tests.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.contacts.answer(request, answer, desk.now)
            || self.tests.answer(request, answer, desk.now)
            || self.overview.answer(request, answer, desk.now)
            || self.bundles.answer(request, answer, desk.now);
        if mine {
            self.reckon(desk);
        }
        mine
    }

    fn fit(&mut self, _now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.reading.fit(body);
    }

    fn names(&mut self, key: &dyn Fn(Action) -> Option<String>) {
        self.keys = KeyNames::of(&[Action::ContactTheirs, Action::ContactImport], key);
    }

    fn knows(&mut self, known: &Known) {
        self.known = known.registry;
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.reckon(desk);
    }

    fn in_flight(&self) -> usize {
        [self.contacts.is_asking(), self.overview.is_asking(), self.bundles.is_asking(), self.tests.is_asking()]
            .into_iter()
            .filter(|asking| *asking)
            .count()
    }

    fn turn(&mut self, action: Action, _now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.reading.fit(body);
        self.reading.turn(&self.page, action);
    }

    fn subject(&self) -> Option<String> {
        Some(match &self.whose {
            Whose::Card(who) => who.to_string(),
            Whose::Registry(registry) => registry.to_string(),
        })
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        matches!(self.whose, Whose::Card(_)).then_some(Sheet::Contacts)
    }

    /// An office is whoever belongs to it.
    fn command(&self) -> Option<String> {
        match &self.whose {
            Whose::Card(_) => None,
            Whose::Registry(registry) => Some(format!("contacts list --filter registry:{registry}")),
        }
    }

    fn subject_is_loaded(&self) -> bool {
        self.contacts.value().is_some()
    }

    fn open_selected(&self) -> Did {
        self.reading.follow(&self.page)
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        self.contacts.value().ok_or(Refusal::NotLoaded)?;
        match action {
            Action::NextPart | Action::PriorPart => Ok(()),
            Action::ContactCall => self.call().map(drop).ok_or(Refusal::AboutNo("registry")),
            Action::ContactTheirs => self.registry().map(drop).ok_or(Refusal::AboutNo("registry")),
            Action::ContactRegistry if matches!(self.whose, Whose::Registry(_)) => Err(Refusal::NothingToOpen),
            Action::ContactRegistry => self.registry().map(drop).ok_or(Refusal::AboutNo("registry")),
            Action::ContactPropose | Action::ContactChanges | Action::ContactUpkeep | Action::ContactBroadcasts => Ok(()),
            Action::ContactVerify => self.card().map(drop),
            Action::ContactTest => self.test().map(drop),
            _ => Err(Refusal::NotNow("This works in the list of contacts.".to_owned())),
        }
    }

    fn intent(&self, action: Action, follows: bool) -> Result<Intent, Refusal> {
        let contacts = self.contacts.fresh(follows)?;
        let who = self.card()?;
        let directory = &contacts.directory;
        let (card, _) = directory.card(who).ok_or(Refusal::NotLoaded)?;
        let whom = Untrusted::new(format!("{who} {}", card.name.gate(Kind::Name))).gate(Kind::Prose);
        if action == Action::ContactErase {
            return Ok(erasure(who, whom));
        }
        let mut roles = directory.assignments().map(|(assignment, _)| assignment).filter(|assignment| assignment.who == *who);
        if !roles.any(|assignment| assignment.state == AssignmentState::Active) {
            return Err(Refusal::NotNow("This contact holds no role that could be suspended.".to_owned()));
        }
        Ok(Intent {
            deed: Deed::SuspendContact(who.clone()),
            what: format!("Every role of {who} is out of force, at once: nobody is led to them any more."),
            whom,
            undo: "Giving a role back takes two persons and the delay.",
            answer: Answer::Words(who.to_string()),
        })
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        match action {
            Action::NextPart | Action::PriorPart => {
                self.reading.part(&self.page, action == Action::NextPart);
                Did::Nothing
            }
            Action::ContactCall => calling::go(self.call()),
            Action::ContactTest => calling::go(self.test().ok()),
            Action::ContactTheirs => {
                self.registry().map_or(Did::Nothing, |registry| Did::Go(Place::TakeOver(Box::new(Source::Peer(registry)))))
            }
            Action::ContactPropose | Action::ContactVerify => {
                let about = match &self.whose {
                    Whose::Card(who) => About::Card(who.clone()),
                    Whose::Registry(registry) => About::Registry(*registry),
                };
                let task = (action == Action::ContactVerify).then_some(Task::Verify);
                Did::Go(Place::Propose(Box::new(Proposing { about, task })))
            }
            Action::ContactChanges => Did::Go(Place::ContactChanges),
            Action::ContactUpkeep => Did::Go(Place::Upkeep),
            Action::ContactBroadcasts => Did::Go(Place::Broadcasts),
            Action::ContactRegistry => self.registry().map_or(Did::Nothing, |registry| Did::Go(Place::ContactsOf(registry))),
            _ => Did::Nothing,
        }
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.contacts.value()?;
        self.reading.paint(&self.page, theme, area, buffer)
    }
}
