//! Somebody else's word about their people – what a counterpart answered, or a bundle in a file – beside ours, line by line.
//! The newest verified word counts, never the newest edited one; a person decides each conflict; what is taken becomes proposals, read and signed one by one.
//! Must not know: how it came, or what the registry does with a proposal.

mod course;
mod driven;
mod form;
mod heard;
mod page;

use super::{
    case::{GuardTexts, guards},
    form::Form,
    handed::{Handed, RECORD_AWAITED},
    linked::{Linked, Reading},
    screen::Did,
    whole::dwell,
    writing::NO_OPERATOR,
};
use crate::{
    app::{Desk, KeyNames, Remote, Signer, why::Refusal},
    domain::{
        Environment, RegistryId,
        contact::{Entry, Import, Takeover, Through, import, takeover},
    },
    evidence::digest::Digest,
    registry::{
        BundleFile, ProblemKind, Recording, Unsigned,
        book::{Contacts, HeardContacts, RecordedBundle},
    },
};
use course::Course;
use form::{Lack, Row};
use heard::Heard;
use jiff::Timestamp;
use ratatui::layout::Rect;
use std::path::PathBuf;

/// Why nothing is signed where it did not.
const UNRECORDED: &str = "The registry has not recorded that this was compared, and that comes first. Nothing was signed. Go back to the form \
                          and end it again.";

/// Whose word it is, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// What this counterpart answered last.
    Peer(RegistryId),
    /// A bundle in this file.
    File(PathBuf),
}

/// What is handed over to the console at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Handing {
    Nothing,
    Record,
    Sign,
}

/// State of the screen.
#[derive(Debug)]
pub struct TakeOver {
    source: Source,
    contacts: Remote<Box<Contacts>>,
    answer: Remote<Option<Box<HeardContacts>>>,
    file: Remote<Box<Result<BundleFile, String>>>,
    bundles: Remote<Vec<RecordedBundle>>,
    rules: GuardTexts,
    environment: Option<Environment>,
    signer: Option<Signer>,
    seed: [u8; 16],
    /// Their word and the comparison, or why there is none.
    compared: Option<Result<Compared, String>>,
    form: Form<Row>,
    ways: Vec<Through>,
    mistake: Option<Lack>,
    reading: Reading,
    /// The proposals while they are read and signed.
    course: Option<Course>,
    /// The same before the comparison is recorded.
    next: Option<Course>,
    handing: Handing,
    /// What became of having it recorded that this was compared: nothing is proposed before that is done.
    recorded: Handed,
    /// What was compared, by its digest: another word is recorded anew.
    compared_of: Option<Digest>,
    now: Timestamp,
    area: Rect,
    keys: KeyNames,
}

/// Their word, compared with ours.
#[derive(Debug)]
struct Compared {
    heard: Heard,
    import: Import,
}

impl TakeOver {
    /// The comparison with this word; nothing is asked for yet.
    pub fn of(source: Source) -> Self {
        Self {
            source,
            contacts: Remote::default(),
            answer: Remote::default(),
            file: Remote::default(),
            bundles: Remote::default(),
            rules: GuardTexts::default(),
            environment: None,
            signer: None,
            seed: [0; 16],
            compared: None,
            form: Form::default(),
            ways: Vec::new(),
            mistake: None,
            reading: Reading::default(),
            course: None,
            next: None,
            handing: Handing::Nothing,
            recorded: Handed::Not,
            compared_of: None,
            now: Timestamp::UNIX_EPOCH,
            area: Rect::default(),
            keys: KeyNames::default(),
        }
    }

    /// Their word, once it is here and known to be theirs.
    fn heard(&self) -> Option<Result<Heard, String>> {
        let contacts = self.contacts.value()?;
        match &self.source {
            Source::Peer(_) => Some(Ok(Heard::of_answer(self.answer.value()?.as_ref()?))),
            Source::File(_) => {
                // A registry that does not keep what was compared says so, and then nothing was taken before.
                let before = self.bundles.value().map(Vec::as_slice);
                let before = before.or(self.keeps_none().then_some(&[]))?;
                let (file, environment) = (self.file.value()?, self.environment?);
                Some(
                    file.as_ref()
                        .as_ref()
                        .map_err(Clone::clone)
                        .and_then(|file| Heard::of_file(file, contacts, environment, before)),
                )
            }
        }
    }

    /// Compares anew, with what has come. What is being signed is not touched.
    fn reckon(&mut self) {
        let (Some(heard), Some(contacts)) = (self.heard(), self.contacts.value()) else { return };
        self.compared = Some(heard.map(|heard| {
            let import = import(&contacts.directory, &heard.directory, heard.taken.from, self.now.max(contacts.as_of));
            let taken = heard.taken.compared(&import, &heard.directory);
            Compared { heard: Heard { taken, ..heard }, import }
        }));
        let of = self.comparison().map(|of| of.heard.taken.sha256);
        if of.is_some() && std::mem::replace(&mut self.compared_of, of) != of {
            self.recorded = Handed::Not;
        }
        self.shape();
    }

    fn comparison(&self) -> Option<&Compared> {
        self.compared.as_ref()?.as_ref().ok()
    }

    /// Whether something of it may be proposed.
    fn has_something(&self) -> bool {
        self.comparison().is_some_and(|of| of.import.taken().next().or(of.import.conflicts().next()).is_some())
    }

    /// What would be proposed, as far as conflicts are decided.
    fn plan(&self) -> Option<Takeover> {
        let (of, contacts) = (self.comparison()?, self.contacts.value()?);
        let theirs =
            of.import.conflicts().enumerate().filter(|(at, _)| self.form.chosen(Row::Conflict(*at)) == Some(form::THEIRS));
        let keys = of.import.taken().chain(theirs.map(|(_, conflict)| conflict)).map(|difference| &difference.key);
        let wanted: Vec<Entry> = keys.filter_map(|key| of.heard.directory.entry(key).cloned()).collect();
        Some(takeover(&contacts.directory, wanted, &form::waiting(contacts)))
    }

    /// Asks for the rows that the comparison needs.
    fn shape(&mut self) {
        if !self.has_something() {
            return self.form.ask(Vec::new(), |_| true);
        }
        let conflicts = self.comparison().map_or(0, |of| of.import.conflicts().count());
        // A way depends on what is decided, and what is decided is in the form already.
        self.form.ask(form::rows(conflicts, &self.ways), |_| true);
        let ways = self.plan().zip(self.contacts.value()).map(|(plan, contacts)| {
            let risky = plan.proposals.into_iter().flat_map(|batch| batch.entries);
            let risky: Vec<Entry> =
                risky.filter(|entry| contacts.directory.needs_old_way(std::slice::from_ref(entry), self.now)).collect();
            if risky.is_empty() { Vec::new() } else { contacts.directory.ways(&risky, (self.now, self.now)) }
        });
        let ways = ways.unwrap_or_default();
        if ways != self.ways {
            self.ways = ways;
            self.form.ask(form::rows(conflicts, &self.ways), |_| true);
        }
    }

    /// Writes the proposals, and shows the first to be read; or says what is missing, in its row.
    fn write(&mut self, desk: &mut Desk<'_>) -> Did {
        let Some(signer) = &self.signer else { return Did::Refuse(Refusal::NotNow(NO_OPERATOR.to_owned())) };
        let (roster, policy) = match self.rules.both().map(|(roster, policy)| guards(roster, policy, desk.now)) {
            Some(Ok(rules)) => rules,
            Some(Err(doubt)) => return Did::Refuse(Refusal::NotNow(format!("{doubt}."))),
            None => return Did::Refuse(Refusal::NotLoaded),
        };
        let (Some(plan), Some(of), Some(contacts)) = (self.plan(), self.comparison(), self.contacts.value()) else {
            return Did::Refuse(Refusal::NotLoaded);
        };
        let conflicts = of.import.conflicts().count();
        let grounds = form::grounds(&self.form, &self.ways, conflicts, (&roster, signer), of.heard.taken.source());
        let texts = grounds.and_then(|grounds| form::texts(&grounds, &plan, &contacts.directory, (desk.now, self.seed)));
        match texts {
            Ok(texts) => {
                self.mistake = None;
                let course = Course::of(texts, contacts.directory.clone(), dwell(Some(policy.policy())), desk);
                if self.recorded.is_over() {
                    self.course = course;
                    return Did::Divided;
                }
                self.next = course;
                self.record()
            }
            Err(lack) => {
                self.form.go_to(lack.0);
                self.mistake = Some(lack);
                Did::Divided
            }
        }
    }

    /// Has it recorded that this was compared.
    fn record(&mut self) -> Did {
        let Some(of) = self.comparison() else { return Did::Refuse(Refusal::NotLoaded) };
        let reason = match self.form.text(Row::Reason) {
            "" => "looked through".to_owned(),
            reason => reason.to_owned(),
        };
        let taken = of.heard.taken.clone();
        (self.handing, self.recorded) = (Handing::Record, Handed::Given(taken.sha256));
        let recording = Recording::Bundle(taken);
        Did::Record(Box::new(recording), reason)
    }

    fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        let none = || Refusal::NotNow("Fill the form in to its last row first; then each proposal is shown whole.".to_owned());
        let text = self.course.as_ref().ok_or_else(none)?.reviewed(now)?;
        match self.recorded {
            Handed::Done => Ok(Unsigned::Contact(text)),
            // A registry that keeps no record of what was compared is no reason to propose nothing.
            _ if self.keeps_none() => Ok(Unsigned::Contact(text)),
            Handed::Given(_) | Handed::Over(_) => Err(Refusal::NotNow(RECORD_AWAITED.to_owned())),
            Handed::Not => Err(Refusal::NotNow(UNRECORDED.to_owned())),
        }
    }

    /// Whether the registry keeps nothing of what was compared.
    fn keeps_none(&self) -> bool {
        self.bundles.problem().is_some_and(|problem| problem.kind == ProblemKind::Missing)
    }

    /// The form above, the comparison below.
    fn parts(&self, area: Rect) -> (Rect, Rect) {
        let height = if self.form.is_empty() {
            0
        } else {
            self.form.height(self.mistake.as_ref().map(|(_, why)| why.as_str()), area, area.height / 2)
        };
        (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
    }

    fn page(&self) -> Linked {
        page::page(self)
    }
}
