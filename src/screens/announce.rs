//! A new message to a list: a form, who gets it by their role and who is left out and why, and the text, which is read whole before it is signed.
//! Nothing is sent: once it is signed, the office's own mail gets a draft of it.
//! Must not know: where keys are, or what the registry does with the message.

mod preview;

use super::{
    Did, Place,
    form::{Form, Row as Asked},
    linked::Linked,
    screen::{Absence, Freshness},
    whole::{Whole, dwell},
    writing::{self, Draft, Hand, NotWritten, Writes, Writing},
};
use crate::{
    app::{Action, Desk, Remote, RequestId},
    domain::contact::{DistributionList, Tlp, recipients},
    registry::{ContactDraft, Problem, Read, Receipt, Reply, Review, Reviewed, Unsigned, book::Contacts},
    ui::detail::Item,
    wire::contact::mail::{Broadcast, NotABroadcast},
};

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The list that gets it.
    List,
    /// How far it may travel.
    Label,
    /// What it is about.
    Subject,
    /// What it says.
    Text,
    /// The file that says it instead.
    File,
}

/// What is missing, and in which row.
type Lack = writing::Lack<Row>;

/// The screen of a new message to a list.
pub type Announce = Writing<Message>;

/// A new message to a list, with the directory of those who may get it.
#[derive(Debug, Default)]
pub struct Message {
    contacts: Remote<Box<Contacts>>,
    file: Remote<Box<Result<String, String>>>,
}

impl Default for Announce {
    fn default() -> Self {
        Self::new(Message::default(), Form::default())
    }
}

impl Message {
    fn lists(&self) -> Vec<&DistributionList> {
        self.contacts.value().map(|there| there.directory.lists().map(|(list, _)| list).collect()).unwrap_or_default()
    }

    fn list(&self, form: &Form<Row>) -> Option<&DistributionList> {
        form.chosen(Row::List).and_then(|at| self.lists().get(at).copied())
    }

    fn shape(&self, form: &mut Form<Row>) {
        let name = |list: &&DistributionList| format!("{}, about {}, up to {}", list.id, list.topic.word(), list.ceiling.word());
        let lists = self.lists().iter().map(name).collect();
        let labels = Tlp::ALL.iter().map(|(_, word)| (*word).to_owned()).collect();
        let rows = vec![
            Asked::choice(Row::List, "To list", lists),
            Asked::choice(Row::Label, "Label", labels),
            Asked::prose(Row::Subject, "Subject", "one line, such as Closed on Saturday"),
            Asked::prose(Row::Text, "Text", "one paragraph; for more, name a file in the next row"),
            Asked::exact(Row::File, "Or a file", "a file with the text instead, such as /home/me/notice.txt"),
        ];
        form.ask(rows, |_| true);
    }

    /// The text of the message, as typed or as the file has it.
    fn body(&self, form: &Form<Row>) -> Result<String, Lack> {
        if form.text(Row::File).is_empty() {
            return match form.text(Row::Text) {
                "" => Err((Row::Text, "write what it says, or name a file that does".to_owned())),
                text => Ok(text.to_owned()),
            };
        }
        // What was read before says nothing of the path that stands there now.
        match self.file.value().filter(|_| !self.file.is_asking()).map(Box::as_ref) {
            Some(Ok(text)) => Ok(text.clone()),
            Some(Err(why)) => Err((Row::File, why.clone())),
            None => Err((Row::File, "the file is being read".to_owned())),
        }
    }

    /// The message as far as it is written.
    fn message(&self, form: &Form<Row>) -> Result<Broadcast, Lack> {
        self.list(form).ok_or_else(|| (Row::List, "choose who gets it".to_owned()))?;
        let label = label(form).ok_or_else(|| (Row::Label, "choose how far it may travel".to_owned()))?;
        let body = self.body(form)?;
        Broadcast::new(label, form.text(Row::Subject), &body).map_err(|why| {
            let row = if why == NotABroadcast::Subject { Row::Subject } else { Row::Text };
            (row, why.to_string())
        })
    }
}

fn label(form: &Form<Row>) -> Option<Tlp> {
    form.chosen(Row::Label).and_then(|at| Tlp::ALL.get(at)).map(|(label, _)| *label)
}

impl Writes for Message {
    type Row = Row;
    type Text = ContactDraft;
    const SIGNS: Action = Action::AnnounceSign;
    const WHAT: &'static str = "message";
    const IS_NOTED: bool = true;

    fn title(&self) -> String {
        "A new message to a list".to_owned()
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.contacts, || "the directory of contacts".to_owned())
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn open(&mut self, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        if self.contacts.is_missing() {
            self.refresh(desk);
        }
        self.shape(&mut draft.form);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
        self.file.give_up(desk);
    }

    fn answer(
        &mut self,
        request: RequestId,
        answer: &Result<Reply, Problem>,
        draft: &mut Draft<Row>,
        desk: &mut Desk<'_>,
    ) -> bool {
        let listed = self.contacts.answer(request, answer, desk.now);
        if listed {
            self.shape(&mut draft.form);
        }
        listed || self.file.answer(request, answer, desk.now)
    }

    fn in_flight(&self) -> usize {
        usize::from(self.contacts.is_asking()) + usize::from(self.file.is_asking())
    }

    fn subject(&self, draft: &Draft<Row>) -> Option<String> {
        self.list(&draft.form).map(|list| list.id.to_string())
    }

    fn subject_is_loaded(&self) -> bool {
        self.contacts.value().is_some()
    }

    fn changed(&mut self, row: Row, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        // What is wrong in a row here can follow from another.
        draft.mistake = None;
        let path = draft.form.text(Row::File);
        if row == Row::File && !path.is_empty() {
            self.file.ask(Read::TextFile(path.into()), desk);
        }
    }

    fn outcome(&self, draft: &Draft<Row>) -> Linked {
        preview::page(self, draft)
    }

    fn write(&self, draft: &Draft<Row>, hand: Hand<'_>, desk: &mut Desk<'_>) -> Result<Whole<ContactDraft>, NotWritten<Row>> {
        let nobody = || (Row::List, "choose who gets it".to_owned());
        let (list, contacts) = self.list(&draft.form).zip(self.contacts.value()).ok_or_else(nobody)?;
        let message = self.message(&draft.form)?;
        let to = recipients(&contacts.directory, list, message.label(), desk.now);
        to.map_err(|why| (Row::Label, why.to_string()))?;
        let id = hand.id().ok_or_else(|| (Row::List, "this computer's clock gives no id for a message".to_owned()))?;
        let heading = vec![Item::Section("The message, exactly as you will sign it".into())];
        let over = "This is all of it. Sign it, or go back to the form.";
        let review = Review::of_own_message(&message, (id, list.id.clone()), hand.signer.person.clone(), dwell(None));
        Ok(Whole::reading(review, heading, over, desk))
    }

    fn unsigned(text: Reviewed<ContactDraft>) -> Unsigned {
        Unsigned::Contact(text)
    }

    fn begin_anew(&mut self, draft: &mut Draft<Row>) {
        draft.form = Form::default();
        self.shape(&mut draft.form);
    }

    fn page_of(&self, name: &str) -> Option<Place> {
        name.parse().ok().map(Place::Broadcast)
    }

    /// The registry has it: its page is where it goes on.
    fn receipt(&self, receipt: &Receipt) -> Did {
        self.page_of(receipt.subject.octets()).map_or(Did::Nothing, Did::Go)
    }
}
