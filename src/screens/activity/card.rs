//! One thing this console has done as a page: everything that is known of it, the request id for the registry's support included.
//! It is kept while it is looked at, also when the record has no more room for it.
//! Must not know: who keeps the record.

use super::told;
use crate::{
    app::{
        Action, Activity, Desk, RequestId, StreamState,
        activity::{End, Entry, Request, Sent, What},
    },
    registry::{Outcome, Problem, ProblemKind, Reply},
    screens::{
        screen::{Absence, Freshness, Screen},
        scroll::{self, Scroll},
    },
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, Theme, detail::Item, theme::Role},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::sync::Arc;

/// State of the page.
#[derive(Debug)]
pub struct ActivityCard {
    number: u64,
    entry: Option<(Arc<Entry>, String)>,
    scroll: Scroll,
}

impl ActivityCard {
    /// The page of the entry with this number.
    pub fn of(number: u64) -> Self {
        Self { number, entry: None, scroll: Scroll::default() }
    }

    fn items(&self) -> Vec<Item<'static>> {
        let Some((entry, profile)) = &self.entry else { return Vec::new() };
        let (role, _, word) = told::outcome(entry);
        let mut items = vec![
            Item::Section("What".into()),
            field(kind(entry), told::what(entry)),
            Item::field("Outcome", role, word),
            field("Began", format!("{} UTC", time::second(entry.at))),
            field("Registry", profile.clone()),
        ];
        match &entry.what {
            What::Request(request) => items.extend(of_request(entry, request)),
            What::Stream(state) => items.extend(stream(state)),
            What::Refused(_) => items.push(text("Nothing was asked of the registry, and nothing was sent.")),
        }
        items
    }
}

fn field(label: &'static str, value: String) -> Item<'static> {
    Item::field(label, Role::Text, Safe::ours(value))
}

fn text(sentence: &'static str) -> Item<'static> {
    Item::Text(vec![Span::text(sentence)])
}

fn kind(entry: &Entry) -> &'static str {
    match &entry.what {
        What::Request(Request { sent: Sent::Read(_), .. }) => "Question",
        What::Request(Request { sent: Sent::Act(..), .. }) => "Act",
        What::Refused(_) => "Not done",
        What::Stream(_) => "Change stream",
    }
}

fn of_request(entry: &Entry, request: &Request) -> Vec<Item<'static>> {
    let mut items = Vec::new();
    if let Some(took) = told::took(entry) {
        items.push(field("Took", took));
    }
    items.push(field("Number here", request.number.0.to_string()));
    match (&request.sent, request.call) {
        (Sent::Read(_), Some(call)) => items.push(field("Request id", call.to_string())),
        (Sent::Read(_), None) => items.push(Item::field("Request id", Role::Dim, "not sent, or not known yet")),
        (Sent::Act(words, key), _) => {
            items.push(field("Key", key.to_string()));
            if let Some(sha256) = words.sha256 {
                items.push(field("Text", format!("sha256:{sha256}")));
            }
            if let Some(reason) = &words.reason {
                items.push(Item::field("Reason", Role::Text, Untrusted::new(reason.clone()).gate(Kind::Prose)));
            }
        }
    }
    match &request.end {
        End::Failed(found) => items.extend(problem(found)),
        End::Acted(Outcome::Done(receipt)) => {
            items.push(Item::Section("The registry's receipt".into()));
            items.push(Item::field("Entry", Role::Text, Safe::number(receipt.entry)));
            items.push(field("At", format!("{} UTC", time::second(receipt.at))));
            if !receipt.subject.is_empty() {
                items.push(Item::field("About", Role::Text, receipt.subject.gate(Kind::Critical)));
            }
            items.push(Item::field("Says", Role::Text, receipt.said.gate(Kind::Prose)));
        }
        End::Acted(Outcome::Unknown(_)) => {
            items.push(Item::Section("What came of it".into()));
            items.push(text(
                "It was sent and no answer came. Only asking for its key tells; it is never sent again under another.",
            ));
        }
        End::Acted(Outcome::Contradicted(_, why)) => {
            items.push(Item::Section("What came of it".into()));
            let said = told::gated(format!("{why}. It does not count as done."));
            items.push(Item::field("Alarm", Role::Danger, Safe::ours(said)));
        }
        End::Acted(Outcome::Queued(_)) | End::Waiting | End::Answered | End::Cancelled => {}
    }
    items
}

fn problem(problem: &Problem) -> Vec<Item<'static>> {
    let mut items = vec![
        Item::Section("The problem".into()),
        Item::field("What happened", Role::Danger, Safe::ours(told::gated(problem.what()))),
        field("Not done", problem.not_done().to_owned()),
        field("To try", told::gated(problem.advice())),
    ];
    if let ProblemKind::Invalid(fields) = &problem.kind {
        for refused in fields {
            let spans =
                vec![Span::text(refused.field.gate(Kind::Name)), Span::text(": "), Span::text(refused.why.gate(Kind::Prose))];
            items.push(Item::Field("Refused".into(), spans));
        }
    }
    if let Some(said) = &problem.said {
        items.push(Item::field("It says", Role::Text, said.gate(Kind::Prose)));
    }
    if let Some(request) = &problem.request {
        items.push(field("Request id", told::gated(request.clone())));
    }
    items
}

fn stream(state: &StreamState) -> Vec<Item<'static>> {
    match state {
        StreamState::Live { gap: true } => {
            vec![text("What changed before was not told; what is shown was asked for again.")]
        }
        StreamState::Live { gap: false } => vec![text("It goes on where it ended: nothing is missing in between.")],
        StreamState::None => vec![text("What is shown is as old as its age says; refresh asks again.")],
        StreamState::Broken { since, problem: found, next_try } => {
            let next = next_try.map_or_else(|| "when you refresh".to_owned(), |at| format!("{} UTC", time::second(at)));
            let mut items = vec![field("Broken since", format!("{} UTC", time::second(*since))), field("Tried again", next)];
            items.extend(problem(found));
            items
        }
    }
}

impl Screen for ActivityCard {
    fn title(&self) -> String {
        format!("Activity, entry {}", self.number)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        self.entry.is_none().then(|| Absence::Waiting(format!("entry {}", self.number)))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::default()
    }

    fn open(&mut self, _desk: &mut Desk<'_>) {}

    fn refresh(&mut self, _desk: &mut Desk<'_>) {}

    fn give_up(&mut self, _desk: &mut Desk<'_>) {}

    fn answer(&mut self, _request: RequestId, _answer: &Result<Reply, Problem>, _desk: &mut Desk<'_>) -> bool {
        false
    }

    fn fit(&mut self, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {}

    fn in_flight(&self) -> usize {
        0
    }

    fn turn(&mut self, action: Action, _now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        let limit = scroll::limit(&self.items(), body);
        self.scroll.turn(action, limit, body.height);
    }

    fn subject(&self) -> Option<String> {
        self.entry.as_ref().and_then(|(entry, _)| told::id(entry))
    }

    fn subject_is_loaded(&self) -> bool {
        self.entry.is_some()
    }

    fn watch(&mut self, activity: &Activity) {
        let found = activity.shared().into_iter().find(|entry| entry.number == self.number);
        if let Some(entry) = found {
            let profile = activity.name(entry.profile).to_owned();
            self.entry = Some((entry, profile));
        }
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        scroll::paint(&self.items(), self.scroll, theme, area, buffer)
    }
}
