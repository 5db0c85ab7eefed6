//! What stands on the page of a message: what to do next, the table of its delivery, who is left out and why, who signed, and the text.
//! The table is one line a recipient, so that it can be gone through with the cursor.
//! Must not know: how keys are set; it is told what they are called.

use crate::{
    app::{Action, KeyNames},
    registry::book::{Broadcast, Delivery},
    screens::{Did, Place, awaited::said, broadcasts::state, contact_words::moment, linked::Linked},
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// Cells for who it is and in which role.
const WHO: usize = 31;
/// Cells for a mail address of the usual length.
const MAIL: usize = 27;

/// The page.
pub(super) fn page(of: &Broadcast, keys: &KeyNames, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    let (role, word) = state(of);
    page.section("Message");
    page.field("Subject", Role::Title, Safe::from(Untrusted::new(of.message.subject()).gate(Kind::Prose)));
    page.field("To list", Role::Text, Safe::ours(format!("{}, {}", of.list, of.message.label().word())));
    let by = of.by.gate(Kind::Name);
    page.field("Written", Role::Text, Safe::ours(format!("{} by {by}", time::full(of.at))));
    page.field("State", role, Safe::ours(word));
    page.add(said(Role::Dim, next(of, keys)));
    page.section("Delivery, by mail");
    of.deliveries.iter().for_each(|delivery| line(delivery, now, &mut page));
    if !of.left_out.is_empty() {
        page.section("Left out");
    }
    for one in &of.left_out {
        let value = vec![
            Span::text(Safe::ours(format!("{:<WHO$}", format!("{}, {}", one.who, one.role.word())))),
            Span::new(Role::Warn, Safe::ours(format!("  {}", one.why.sentence()))),
        ];
        page.lead(Item::Field(Safe::ours(one.registry.to_string()), value), Did::Go(Place::Contact(one.who.clone())));
    }
    page.section("Signed by");
    for (person, _) in &of.signatures {
        page.field(Safe::ours(person.to_string()), Role::Ok, "over exactly the text below");
    }
    if !of.is_ready() {
        page.add(said(Role::Pending, "Another person signs it too, before it may go out (F01)."));
    }
    page.section("Text");
    for text in of.message.signed_text().lines() {
        let shown = Untrusted::new(text).gate(Kind::Prose);
        page.add(Item::Exact(vec![Span::text(Safe::from(shown))]));
    }
    page.field("Digest", Role::Dim, Safe::ours(format!("sha256:{}", of.sha256)));
    page
}

/// What is to be done next.
fn next(of: &Broadcast, keys: &KeyNames) -> String {
    let key = |action| keys.get(action);
    match (of.is_ready(), of.deliveries.iter().any(|to| to.sent.is_some())) {
        (false, _) => format!("{} shows it whole to whoever signs it too; nothing goes out before.", key(Action::BroadcastRead)),
        (true, false) => format!(
            "{} writes the draft for the office's mail; {} says that it was sent.",
            key(Action::BroadcastSave),
            key(Action::BroadcastSent)
        ),
        (true, true) => format!(
            "{} says that who the cursor is on answered, {} that it came back.",
            key(Action::BroadcastAnswered),
            key(Action::BroadcastReturned)
        ),
    }
}

fn line(delivery: &Delivery, now: Timestamp, page: &mut Linked) {
    let to = &delivery.to;
    let at = |at: Option<Timestamp>| at.map(|at| moment(at, now));
    let (role, word) = match (at(delivery.answered), at(delivery.returned), at(delivery.sent)) {
        (Some(answered), ..) => (Role::Ok, format!("answered {answered}")),
        (None, Some(returned), _) => (Role::Danger, format!("came back {returned}")),
        (None, None, Some(sent)) => (Role::Pending, format!("sent {sent}, no answer")),
        (None, None, None) => (Role::Dim, "not sent".to_owned()),
    };
    let value = vec![
        Span::text(Safe::ours(format!("{:<WHO$}", format!("{}, {}", to.who, to.role.word())))),
        Span::new(Role::Dim, Safe::ours(format!("  {:<MAIL$}  ", to.mail))),
        Span::new(role, Safe::ours(word)),
    ];
    page.lead(Item::Field(Safe::ours(to.registry.to_string()), value), Did::Go(Place::Contact(to.who.clone())));
}
