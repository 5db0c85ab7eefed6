//! One line of the journal: everything it says, whose act it is, and how it stands in the chain.
//! What is uncertain is said in the first line of the page, with what to do about it.
//! Must not know: how the journal is read.

use super::view;
use crate::{
    app::Action,
    evidence::journal::Digest,
    registry::{
        Read, Reply,
        journal::{Closing, JournalLine},
        sheet,
    },
    screens::{
        linked::Linked,
        paper::{Paper, Sheet},
        screen::Did,
    },
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// The page of a line.
pub type JournalCard = Sheet<JournalLine>;

impl Paper for JournalLine {
    type Id = u64;
    const ONE: &'static str = "line";
    const LIST: sheet::Sheet = sheet::Sheet::Journal;

    fn ask(number: &u64) -> Read {
        Read::JournalLine(*number)
    }

    fn of(reply: Reply) -> Option<Box<Self>> {
        if let Reply::JournalLine(line) = reply { Some(line) } else { None }
    }

    fn page(&self, now: Timestamp) -> Linked {
        let mut page = Linked::default();
        if self.row.open {
            page.section("Uncertain");
            page.add(Item::Text(vec![Span::new(
                Role::Danger,
                "This may have been sent, and nobody has written down what came of it. Don't do it again: ask its registry first.",
            )]));
        }
        self.said(now, &mut page);
        self.chained(&mut page);
        page.section("The line itself");
        page.add(Item::Exact(vec![Span::text(self.text.gate(Kind::Prose))]));
        page
    }

    fn perform(&self, action: Action) -> Did {
        if action == Action::JournalDigest { Did::Copy(self.row.digest.to_string()) } else { Did::Nothing }
    }
}

impl JournalLine {
    fn said(&self, now: Timestamp, page: &mut Linked) {
        let row = &self.row;
        let (role, _, word) = view::look(row);
        page.section("What was written");
        page.field("Line", Role::Text, Safe::number(row.seq));
        page.field("At", Role::Text, Safe::ours(format!("{} ({})", time::full(row.at), time::age(row.at, now))));
        page.field("Kind", role, word);
        page.field("What", Role::Text, row.what.gate(Kind::Prose));
        for (label, text) in [
            ("Person", &row.person),
            ("Station", &row.station),
            ("Profile", &row.profile),
            ("About", &row.object),
            ("Act", &row.act),
            ("Session", &self.session),
        ] {
            field(page, label, text);
        }
        if let Some(digest) = self.about {
            page.field("Its SHA-256", Role::Text, Safe::ours(digest.to_string()));
        }
        if let Some(floor) = self.floor {
            page.field(
                "Not before",
                Role::Text,
                Safe::ours(format!("{}, as a registry or a signed text told", time::full(floor))),
            );
        }
    }

    fn chained(&self, page: &mut Linked) {
        page.section("Its place in the chain");
        page.field("Digest", Role::Text, Safe::ours(self.row.digest.to_string()));
        let before = if self.previous == Digest::default() {
            "none: this is the first".into()
        } else {
            Safe::ours(self.previous.to_string())
        };
        page.lead(Item::field("Line before", Role::Text, before), prior(self.row.seq));
        page.field("File", Role::Text, Safe::ours(format!("{}, line {}", self.file, self.place)));
        match &self.closed {
            None => page.field("Closed", Role::Pending, "not yet: it is closed when the day or the run ends"),
            Some(closed) => closing(closed, page),
        }
        match &self.breach {
            None => page.field("The journal", Role::Ok, "every line up to the newest follows the one before"),
            Some(breach) => {
                page.field("The journal", Role::Danger, Safe::ours(format!("is broken further on: {breach}")));
            }
        }
    }
}

fn closing(closed: &Closing, page: &mut Linked) {
    page.field("Closed", Role::Text, Safe::ours(format!("{} by {}", time::full(closed.at), closed.manifest)));
    let (role, says) = match (&closed.station, closed.signed) {
        (Some(station), true) => (Role::Ok, format!("by {station}; `countersign journal verify` checks it")),
        (Some(station), false) => (Role::Warn, format!("not by {station}; the next manifest that is signed carries it")),
        (None, _) => (Role::Dim, "no: there is no key of a station".to_owned()),
    };
    page.field("Signed", role, Safe::ours(Untrusted::new(says).gate(Kind::Name).to_string()));
}

fn field(page: &mut Linked, label: &'static str, text: &Untrusted) {
    if !text.is_empty() {
        page.field(label, Role::Text, text.gate(Kind::Name));
    }
}

fn prior(seq: u64) -> Did {
    match seq.checked_sub(1) {
        None | Some(0) => Did::Nothing,
        Some(number) => Did::Go(crate::screens::Place::JournalLine(number)),
    }
}
