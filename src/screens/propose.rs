//! A proposed change of contacts: a form, what would change line by line, then the whole text, which is read before it is signed (F09, F14).
//! Nothing is lost by leaving: the form stands as it was left until the change is signed. Nothing is sent before that.
//! Must not know: where keys are, or what the registry does with a change.

mod before;
mod choices;
mod draft;
mod entries;
mod offices;
mod rows;
mod task;
mod ties;
mod view;

pub use rows::way_words;
pub use task::{About, Task};

use super::{
    case::{GuardTexts, guards},
    contact_diff,
    contact_form::{Form, Typed as Keyed},
    linked::{Linked, Reading},
    screen::{Absence, Did, Freshness, Screen},
    whole::{REST, Whole, dwell},
};
use crate::{
    app::{Action, Desk, Key, Remote, RequestId, Signer, Timer, looked::Looked, why::Refusal},
    domain::contact::{Directory, Entry},
    evidence::{moment::Moment, policy::PolicyText},
    registry::{ContactDraft, Problem, Read, Reply, Review, Unsigned, book::Contacts},
    ui::{Theme, detail::Item},
};
use choices::Choices;
use draft::Hand;
use entries::{Lack, Typed};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use task::Row;

/// What a new proposal is about, and what is chosen already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposing {
    /// What it is about.
    pub about: About,
    /// What is proposed, where the key that led here said so.
    pub task: Option<Task>,
}

/// State of the screen.
#[derive(Debug)]
pub struct Propose {
    proposing: Proposing,
    contacts: Remote<Box<Contacts>>,
    rules: GuardTexts,
    signer: Option<Signer>,
    seed: [u8; 16],
    form: Form<Row>,
    choices: Choices,
    mistake: Option<Lack>,
    reading: Reading,
    /// The whole text, once the form is complete and while it is read.
    text: Option<Box<Whole<ContactDraft>>>,
    /// Whether that text was handed over to be signed. It stays, so that a wrong passphrase loses nothing.
    handed_over: bool,
    now: Timestamp,
    area: Rect,
}

impl Propose {
    /// A new proposal.
    pub fn of(proposing: Proposing) -> Self {
        Self {
            proposing,
            contacts: Remote::default(),
            rules: GuardTexts::default(),
            signer: None,
            seed: [0; 16],
            form: Form::default(),
            choices: Choices::default(),
            mistake: None,
            reading: Reading::default(),
            text: None,
            handed_over: false,
            now: Timestamp::UNIX_EPOCH,
            area: Rect::default(),
        }
    }

    fn directory(&self) -> Option<&Directory> {
        self.contacts.value().map(|contacts| &contacts.directory)
    }

    fn task(&self) -> Option<Task> {
        let tasks = Task::of(&self.proposing.about);
        match self.form.chosen(Row::Task) {
            Some(at) => tasks.get(at).copied(),
            None => self.proposing.task,
        }
    }

    /// The policy in force, once it was verified.
    fn policy(&self, now: Timestamp) -> Option<PolicyText> {
        let (roster, policy) = self.rules.both()?;
        guards(roster, policy, now).ok().map(|(_, policy)| policy)
    }

    /// What is proposed as far as it is typed; nothing before something is chosen.
    fn entries(&self, now: Timestamp) -> Option<Result<Vec<Entry>, Lack>> {
        let (directory, task) = (self.directory()?, self.task()?);
        let (about, form, choices) = (&self.proposing.about, &self.form, &self.choices);
        // Times in a signed text are whole seconds.
        let now = Moment::of(now).timestamp();
        Some(Typed { about, form, directory, choices, now }.entries(task))
    }

    /// Asks for the rows that what was chosen needs, with what can be chosen in each, and with what is there of the entry that is meant.
    fn shape(&mut self, changed: Option<Row>, now: Timestamp) {
        let Some(directory) = self.contacts.value().map(|contacts| &contacts.directory) else { return };
        let (about, task) = (&self.proposing.about, self.task());
        let mut choices = Choices::of(about, task, directory, now);
        choices.ways = std::mem::take(&mut self.choices.ways);
        let before = task.and_then(|task| before::entry((about, task), (&self.form, &choices), directory, now));
        let names_another = |task: Task| changed.is_some_and(|row| row.names_entry(task));
        self.form.ask(rows::rows(about, task, before.as_ref(), &choices), |row| match task {
            _ if changed == Some(Row::Task) => row.is_common(),
            Some(task) if names_another(task) => row.is_common() || row.names_entry(task),
            _ => true,
        });
        self.choices = choices;
        let entries = self.entries(now).and_then(Result::ok);
        let Some(directory) = self.contacts.value().map(|contacts| &contacts.directory) else { return };
        let ways = entries.map(|entries| directory.ways(&entries, (now, now))).unwrap_or_default();
        if ways != self.choices.ways {
            self.choices.ways = ways;
            let rows = rows::rows(&self.proposing.about, task, before.as_ref(), &self.choices);
            self.form.ask(rows, |_| true);
        }
    }

    /// Writes the change of what was typed, and shows it to be read; or says what is missing, in its row.
    fn write(&mut self, desk: &mut Desk<'_>) -> Did {
        let none = "This profile names no operator, so nobody can sign here. Enrol a key and name it in the configuration.";
        let Some(signer) = &self.signer else { return Did::Refuse(Refusal::NotNow(none.to_owned())) };
        let (roster, policy) = match self.rules.both().map(|(roster, policy)| guards(roster, policy, desk.now)) {
            Some(Ok(rules)) => rules,
            Some(Err(doubt)) => return Did::Refuse(Refusal::NotNow(format!("{doubt}."))),
            None => return Did::Refuse(Refusal::NotLoaded),
        };
        let (Some(entries), Some(task), Some(directory)) = (self.entries(desk.now), self.task(), self.directory()) else {
            return Did::Refuse(Refusal::NotLoaded);
        };
        let hand = Hand { signer, now: desk.now, seed: self.seed, roster: &roster };
        let written = entries.and_then(|entries| {
            let text = draft::text(task, (&self.form, &self.choices), (directory, entries.clone()), &hand)?;
            Ok((text, contact_diff::items(directory, &entries)))
        });
        match written {
            Ok((text, differs)) => {
                let mut heading = vec![Item::Section("What changes".into())];
                heading.extend(differs);
                heading.push(Item::Section("The change, exactly as you will sign it".into()));
                let review = Review::of_own_change(&text, dwell(Some(policy.policy())));
                let over = "This is all of it. Sign it, or go back to the form.";
                self.text = Some(Box::new(Whole::reading(review, heading, over, desk).with_heading_from(0)));
                self.mistake = None;
            }
            Err(lack) => {
                self.form.go_to(lack.0);
                self.mistake = Some(lack);
            }
        }
        Did::Divided
    }

    /// The change, read whole, to be signed.
    fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        let none = || Refusal::NotNow("Fill the form in to its last row first; then the whole change is shown.".to_owned());
        self.text.as_ref().ok_or_else(none)?.reviewed(now).map(Unsigned::Contact)
    }

    /// The form above, what would come of it below.
    fn parts(&self, area: Rect) -> (Rect, Rect) {
        let most = area.height - area.height / 3;
        let height = self.form.height(self.mistake.is_some(), most);
        (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
    }

    fn outcome(&self) -> Linked {
        view::outcome(self, self.now)
    }
}

impl Screen for Propose {
    fn title(&self) -> String {
        match &self.proposing.about {
            About::Card(who) => format!("Change of contact {who}"),
            About::Registry(registry) => format!("Change of contacts of {registry}"),
            About::Directory => "Change of contacts".to_owned(),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        let what = || "the directory of contacts, the roster and the policy".to_owned();
        Absence::of_value(&self.contacts, what).or_else(|| self.rules.problem().map(Absence::Trouble))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.contacts.is_missing() || self.rules.is_missing() {
            self.refresh(desk);
        }
        self.shape(None, desk.now);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
        self.rules.ask(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
        self.rules.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.contacts.awaits(request) {
            let contacts = |reply| if let Reply::Contacts(contacts) = reply { Some(contacts) } else { None };
            self.contacts.take(answer.clone().map(contacts), desk.now);
            self.shape(None, desk.now);
            return true;
        }
        self.rules.answer(request, answer, desk)
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        let moved = self.area != body;
        (self.now, self.area) = (now, body);
        self.reading.fit(self.parts(body).1);
        if moved && self.text.is_some() {
            desk.wake(Timer::Reading, REST);
        }
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        if let Some(whole) = &mut self.text {
            whole.look(self.area, desk);
        }
    }

    fn in_flight(&self) -> usize {
        usize::from(self.contacts.is_asking()) + self.rules.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        (self.now, self.area) = (now, body);
        if let Some(whole) = &mut self.text {
            return whole.turn(action, body, desk);
        }
        let page = self.outcome();
        self.reading.fit(self.parts(body).1);
        self.reading.turn(&page, action);
    }

    fn step_back(&mut self) -> bool {
        if std::mem::take(&mut self.handed_over) {
            // The next change begins empty (F36), under an id of its own.
            (self.form, self.choices) = (Form::default(), Choices::default());
            self.shape(Some(Row::Task), self.now);
            self.seed.iter_mut().for_each(|octet| *octet = octet.wrapping_mul(31).wrapping_add(17));
        }
        self.text.take().is_some()
    }

    fn subject(&self) -> Option<String> {
        match &self.proposing.about {
            About::Card(who) => Some(who.to_string()),
            About::Registry(registry) => Some(registry.to_string()),
            About::Directory => None,
        }
    }

    fn subject_is_loaded(&self) -> bool {
        self.contacts.value().is_some()
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn handed_over(&mut self) {
        self.handed_over = true;
    }

    fn seeded(&mut self, seed: [u8; 16]) {
        self.seed = seed;
    }

    fn is_typing(&self, _now: Timestamp) -> bool {
        self.text.is_none()
    }

    fn typed(&mut self, key: Key, desk: &mut Desk<'_>) -> Option<Did> {
        if self.text.is_some() {
            return None;
        }
        self.now = desk.now;
        Some(match self.form.typed(key)? {
            Keyed::Nothing => Did::Divided,
            Keyed::Changed(row) => {
                self.mistake = None;
                self.shape(Some(row), desk.now);
                Did::Divided
            }
            Keyed::Ended => self.write(desk),
            Keyed::Refused(problem) => Did::Refuse(problem.into()),
        })
    }

    fn pasted(&mut self, text: &str, desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        if self.text.is_some() {
            return None;
        }
        let pasted = self.form.pasted(text);
        self.shape(None, desk.now);
        Some(pasted)
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::ProposeSign => self.unsigned(self.now).map(drop),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        if action != Action::ProposeSign {
            return Did::Nothing;
        }
        match self.unsigned(desk.now) {
            Ok(unsigned) => {
                let what = format!("read to its end on {}x{}", self.area.width, self.area.height);
                desk.note(Looked::review(self.title(), unsigned.sha256(), what));
                Did::Sign(Box::new(unsigned))
            }
            Err(refusal) => Did::Refuse(refusal),
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        if let Some(whole) = &self.text {
            let after = "Handed over to be signed; going back begins an empty form (F36).";
            return whole.paint(self.handed_over.then_some(after), now, theme, area, buffer);
        }
        let (form, below) = self.parts(area);
        let mistake = self.mistake.as_ref().map(|(row, why)| (*row, why.as_str()));
        let cursor = self.form.paint(mistake, theme, form, buffer);
        let _ = self.reading.paint(&self.outcome(), theme, below, buffer);
        cursor
    }
}
