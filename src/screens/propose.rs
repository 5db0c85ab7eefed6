//! A proposed change of contacts: a form, what would change line by line, then the whole text, which is read before it is signed (F09, F14).
//! Which rows there are, and what stands in them already, follows from what is proposed about whom.
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
    Place,
    case::{GuardTexts, guards},
    contact_diff,
    form::Form,
    linked::Linked,
    screen::{Absence, Did, Freshness},
    whole::{Whole, dwell},
    writing::{Draft, Hand, NotWritten, Writes, Writing},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, why::Refusal},
    domain::contact::{Directory, Entry},
    evidence::{moment::Moment, policy::PolicyText},
    registry::{ContactDraft, Problem, Read, Receipt, Reply, Review, Reviewed, Unsigned, book::Contacts},
    ui::detail::Item,
};
use choices::Choices;
use entries::{Lack, Typed};
use jiff::Timestamp;
use task::Row;

/// The screen of a proposed change of contacts.
pub type Propose = Writing<Proposal>;

/// What a new proposal is about, and what is chosen already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposing {
    /// What it is about.
    pub about: About,
    /// What is proposed, where the key that led here said so.
    pub task: Option<Task>,
}

/// A proposed change of contacts, with the directory it changes.
#[derive(Debug)]
pub struct Proposal {
    proposing: Proposing,
    contacts: Remote<Box<Contacts>>,
    rules: GuardTexts,
    choices: Choices,
}

impl Propose {
    /// A new proposal.
    pub fn of(proposing: Proposing) -> Self {
        let (contacts, rules) = (Remote::default(), GuardTexts::default());
        Self::new(Proposal { proposing, contacts, rules, choices: Choices::default() }, Form::default())
    }
}

impl Proposal {
    fn directory(&self) -> Option<&Directory> {
        self.contacts.value().map(|contacts| &contacts.directory)
    }

    fn task(&self, form: &Form<Row>) -> Option<Task> {
        let tasks = Task::of(&self.proposing.about);
        match form.chosen(Row::Task) {
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
    fn entries(&self, form: &Form<Row>, now: Timestamp) -> Option<Result<Vec<Entry>, Lack>> {
        let (directory, task) = (self.directory()?, self.task(form)?);
        let (about, choices) = (&self.proposing.about, &self.choices);
        // Times in a signed text are whole seconds.
        let now = Moment::of(now).timestamp();
        Some(Typed { about, form, directory, choices, now }.entries(task))
    }

    /// Asks for the rows that what was chosen needs, with what can be chosen in each, and with what is there of the entry that is meant.
    fn shape(&mut self, changed: Option<Row>, form: &mut Form<Row>, now: Timestamp) {
        let task = self.task(form);
        let Some(directory) = self.contacts.value().map(|contacts| &contacts.directory) else { return };
        let about = &self.proposing.about;
        let mut choices = Choices::of(about, task, directory, now);
        choices.ways = std::mem::take(&mut self.choices.ways);
        let before = task.and_then(|task| before::entry((about, task), (form, &choices), directory, now));
        let names_another = |task: Task| changed.is_some_and(|row| row.names_entry(task));
        form.ask(rows::rows(about, task, before.as_ref(), &choices), |row| match task {
            _ if changed == Some(Row::Task) => row.is_common(),
            Some(task) if names_another(task) => row.is_common() || row.names_entry(task),
            _ => true,
        });
        self.choices = choices;
        let entries = self.entries(form, now).and_then(Result::ok);
        let Some(directory) = self.contacts.value().map(|contacts| &contacts.directory) else { return };
        let ways = entries.map(|entries| directory.ways(&entries, (now, now))).unwrap_or_default();
        if ways != self.choices.ways {
            self.choices.ways = ways;
            let rows = rows::rows(&self.proposing.about, task, before.as_ref(), &self.choices);
            form.ask(rows, |_| true);
        }
    }
}

impl Writes for Proposal {
    type Row = Row;
    type Text = ContactDraft;
    const SIGNS: Action = Action::ProposeSign;
    const WHAT: &'static str = "change";
    const IS_NOTED: bool = true;

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

    fn open(&mut self, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        if self.contacts.is_missing() || self.rules.is_missing() {
            self.refresh(desk);
        }
        self.shape(None, &mut draft.form, desk.now);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
        self.rules.ask(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
        self.rules.give_up(desk);
    }

    fn answer(
        &mut self,
        request: RequestId,
        answer: &Result<Reply, Problem>,
        draft: &mut Draft<Row>,
        desk: &mut Desk<'_>,
    ) -> bool {
        if self.contacts.answer(request, answer, desk.now) {
            self.shape(None, &mut draft.form, desk.now);
            return true;
        }
        self.rules.answer(request, answer, desk)
    }

    fn in_flight(&self) -> usize {
        usize::from(self.contacts.is_asking()) + self.rules.in_flight()
    }

    fn subject(&self, _draft: &Draft<Row>) -> Option<String> {
        match &self.proposing.about {
            About::Card(who) => Some(who.to_string()),
            About::Registry(registry) => Some(registry.to_string()),
            About::Directory => None,
        }
    }

    fn subject_is_loaded(&self) -> bool {
        self.contacts.value().is_some()
    }

    fn changed(&mut self, row: Row, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        // What is wrong in a row here can follow from another.
        draft.mistake = None;
        self.shape(Some(row), &mut draft.form, desk.now);
    }

    fn outcome(&self, draft: &Draft<Row>) -> Linked {
        view::outcome(self, draft)
    }

    fn write(&self, draft: &Draft<Row>, hand: Hand<'_>, desk: &mut Desk<'_>) -> Result<Whole<ContactDraft>, NotWritten<Row>> {
        let form = &draft.form;
        let (roster, policy) = self.rules.both().ok_or(Refusal::NotLoaded)?;
        let rules = guards(roster, policy, desk.now);
        let (roster, policy) = rules.map_err(|doubt| Refusal::NotNow(format!("{doubt}.")))?;
        let task = self.task(form).ok_or(Refusal::NotLoaded)?;
        let directory = self.directory().ok_or(Refusal::NotLoaded)?;
        let entries = self.entries(form, desk.now).ok_or(Refusal::NotLoaded)??;
        let text = draft::text(task, (form, &self.choices), (directory, entries.clone()), (hand, &roster))?;
        let mut heading = vec![Item::Section("What changes".into())];
        heading.extend(contact_diff::items(directory, &entries));
        heading.push(Item::Section("The change, exactly as you will sign it".into()));
        let takes_two = directory.takes_two(task.kind(), &entries, desk.now);
        let review = Review::of_own_change((&text, takes_two), dwell(Some(policy.policy())));
        let over = "This is all of it. Sign it, or go back to the form.";
        Ok(Whole::reading(review, heading, over, desk).with_heading_from(0))
    }

    fn unsigned(text: Reviewed<ContactDraft>) -> Unsigned {
        Unsigned::Contact(text)
    }

    fn page_of(&self, name: &str) -> Option<Place> {
        name.parse().ok().map(Place::ContactChange)
    }

    /// The registry has it: its page says who is still needed.
    fn receipt(&self, receipt: &Receipt) -> Did {
        self.page_of(receipt.subject.octets()).map_or(Did::Nothing, Did::Go)
    }

    fn begin_anew(&mut self, draft: &mut Draft<Row>) {
        (draft.form, self.choices) = (Form::default(), Choices::default());
        self.shape(Some(Row::Task), &mut draft.form, draft.now);
    }
}
