//! One entry of the ledger: what it says of itself, its place in the chain, and its line octet for octet.
//! The line is the evidence: its digest was compared with the entry's when it was read, and it is shown as it was written.
//! Must not know: what an entry does to the book.

use super::{
    Place, life,
    linked::Linked,
    paper::{Paper, Sheet},
    screen::Did,
};
use crate::{
    app::Action,
    evidence::digest::Digest,
    registry::{Read, Reply, book::Entry, sheet},
    text::{Kind, number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// The page of an entry.
pub type EntryCard = Sheet<Entry>;

impl Paper for Entry {
    type Id = u64;
    const ONE: &'static str = "entry";
    const LIST: sheet::Sheet = sheet::Sheet::Ledger;

    fn ask(number: &u64) -> Read {
        Read::Entry(*number)
    }

    fn of(reply: Reply) -> Option<Box<Self>> {
        if let Reply::Entry(entry) = reply { Some(entry) } else { None }
    }

    fn page(&self, now: Timestamp) -> Linked {
        let summary = &self.summary;
        let mut page = Linked::default();
        page.section("What was recorded");
        page.field("Entry", Role::Text, Safe::number(summary.entry));
        let at = format!("{} ({})", time::full(summary.at), time::age(summary.at, now));
        page.field("At", Role::Text, Safe::ours(at));
        page.field("Kind", Role::Text, summary.kind.gate(Kind::Name));
        page.field("Who", Role::Text, Safe::ours(life::by(&summary.by)));
        page.field("Reason", Role::Text, summary.reason.gate(Kind::Prose));
        page.section("Its place in the chain");
        page.field("Digest", Role::Text, Safe::ours(summary.digest.to_string()));
        page.lead(Item::field("Entry before", Role::Text, before(self)), prior(self));
        page.field("Its line", Role::Ok, "has that digest: compared when it was read");
        if let Some(veil) = &self.veil {
            page.section("Its line is kept back");
            let to = veil.order.map_or(Did::Nothing, |order| Did::Go(Place::Order(order)));
            page.lead(Item::Text(vec![Span::new(Role::Warn, Safe::ours(veil.sentence()))]), to);
            return page;
        }
        let octets = self.line.octets().len() as u64;
        page.section(Safe::ours(format!("Its line, {} octets", grouped(octets))));
        page.add(Item::Exact(vec![Span::text(self.line.gate(Kind::Prose))]));
        page
    }

    fn perform(&self, action: Action) -> Did {
        if action == Action::EntryDigest { Did::Copy(self.summary.digest.to_string()) } else { Did::Nothing }
    }
}

fn prior(entry: &Entry) -> Did {
    match entry.summary.entry.checked_sub(1) {
        None | Some(0) => Did::Nothing,
        Some(number) => Did::Go(Place::Entry(number)),
    }
}

fn before(entry: &Entry) -> Safe<'static> {
    if entry.previous == Digest::default() { "none: this is the first".into() } else { Safe::ours(entry.previous.to_string()) }
}
