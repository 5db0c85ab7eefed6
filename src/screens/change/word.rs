//! What the second person says of a change of contacts: how and through which old way they made sure, what shows it, what was said.
//! It becomes a text that names the change by the digest of the text that was read (F05, F14).
//! Must not know: keys, or how it is painted.

use crate::{
    domain::contact::{Directory, Method, Through},
    evidence::{
        contact_change::{ChangeText, Confirmation, ConfirmationText},
        lines::Prose,
        moment::Moment,
    },
    screens::{
        contact_words::no_way,
        form::{Form, Row as Asks},
        propose::way_words,
    },
};
use jiff::Timestamp;

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// How it was made sure.
    Method,
    /// Through which old way.
    Through,
    /// The paper that shows it.
    Evidence,
    /// What was said.
    Said,
}

/// The form of a confirmation, as far as it is filled in.
#[derive(Debug)]
pub(super) struct Asked {
    pub form: Form<Row>,
    pub mistake: Option<(Row, String)>,
    ways: Vec<Through>,
}

/// Who says it, and when the change was proposed.
pub(super) struct Saying<'a> {
    pub text: &'a ChangeText,
    pub directory: &'a Directory,
    pub proposed: Timestamp,
    pub person: &'a crate::domain::PersonId,
}

impl Asked {
    /// An empty form for a change.
    pub fn of(text: &ChangeText, directory: &Directory, times: (Timestamp, Timestamp)) -> Self {
        let ways = directory.ways(&text.entries(), times);
        let mut form = Form::default();
        let methods = Method::ALL.iter().map(|(_, word)| (*word).to_owned()).collect();
        let rows = vec![
            Asks::choice(Row::Method, "Made sure by", methods),
            Asks::choice(Row::Through, "Through", way_words(&ways)),
            Asks::exact(Row::Evidence, "Evidence", "reference of a note or letter that shows it; may be empty"),
            Asks::prose(Row::Said, "What was said", "whom you reached and what they said"),
        ];
        form.ask(rows, |_| false);
        Self { form, mistake: None, ways }
    }

    /// The confirmation, as the text that is signed; else what is wrong stands in its row.
    pub fn text(&mut self, saying: &Saying<'_>, now: Timestamp) -> Option<ConfirmationText> {
        match self.written(saying, now) {
            Ok(text) => Some(text),
            Err((row, why)) => {
                self.form.go_to(row);
                self.mistake = Some((row, why));
                None
            }
        }
    }

    fn written(&self, saying: &Saying<'_>, now: Timestamp) -> Result<ConfirmationText, (Row, String)> {
        let lack = |row, why: &str| (row, why.to_owned());
        let method = self.form.chosen(Row::Method).and_then(|at| Method::ALL.get(at)).map(|(method, _)| *method);
        let method = method.ok_or_else(|| lack(Row::Method, "choose how you made sure"))?;
        let through = match self.form.chosen(Row::Through) {
            Some(0) => None,
            Some(at) => self.ways.get(at - 1).cloned(),
            None => return Err(lack(Row::Through, "choose the old channel you asked through, or that there was none")),
        };
        let Saying { text, directory, proposed, person } = saying;
        let confirmed = directory.confirmed_through(&text.entries(), through.as_ref(), (*proposed, now));
        confirmed.map_err(|why| (Row::Through, no_way(why)))?;
        let evidence = match self.form.text(Row::Evidence) {
            "" => None,
            typed => Some(typed.parse().map_err(|why| (Row::Evidence, format!("{why}")))?),
        };
        let change = text.change();
        let said = Confirmation {
            proposal: change.id,
            change_sha256: text.sha256(),
            registry: change.registry,
            environment: change.environment,
            method,
            through,
            evidence,
            reason: self.said()?,
            made: Moment::of(now),
            person: (*person).clone(),
        };
        said.write().map_err(|why| (Row::Said, format!("it can't be written as a confirmation: {why}")))
    }

    fn said(&self) -> Result<Prose, (Row, String)> {
        let typed = self.form.text(Row::Said);
        if typed.is_empty() {
            return Err((Row::Said, "say what was said: it is part of what is signed (F20)".to_owned()));
        }
        let why = "it has a character that could not be shown as it is, or a space too many (T17)";
        Prose::new(typed).map_err(|_| (Row::Said, why.to_owned()))
    }
}
