//! Who would get the message, by their role, and who holds a role of the list and gets nothing, and why; then the text as far as it is written.
//! A label above the list's ceiling leaves everybody out, and says so.
//! Must not know: how keys change the form.

use super::{Message, Row, label};
use crate::{
    domain::contact::{Recipients, recipients},
    screens::{awaited::said, linked::Linked, writing::Draft},
    text::{Kind, Untrusted},
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// Cells for who it is and in which role.
const WHO: usize = 31;

/// The page below the form.
pub(super) fn page(of: &Message, draft: &Draft<Row>) -> Linked {
    let form = &draft.form;
    let mut page = Linked::default();
    let (Some(list), Some(label), Some(contacts)) = (of.list(form), label(form), of.contacts.value()) else {
        let words = "Left and right choose the list and the label; Enter and Tab go to the next row, Shift-Tab back. Who gets it follows \
                     from roles. Nothing is sent: once it is signed, the office's own mail gets a draft of it.";
        page.add(said(Role::Dim, words));
        return page;
    };
    match recipients(&contacts.directory, list, label, draft.now) {
        Ok(to) => told(&to, &mut page),
        Err(why) => {
            page.section("Nobody gets it");
            page.add(said(Role::Danger, format!("{why}.")));
        }
    }
    if label.takes_two() {
        let words = format!("{} takes two persons: another one signs it too, before it may go out (F01).", label.word());
        page.add(said(Role::Warn, words));
    }
    page.section("Text");
    match of.message(form) {
        Ok(message) => {
            for line in message.signed_text().lines() {
                let shown = Untrusted::new(line).gate(Kind::Prose);
                page.add(Item::Exact(vec![Span::text(Safe::from(shown))]));
            }
        }
        Err((_, why)) => page.add(said(Role::Pending, format!("Still to do: {why}."))),
    }
    page
}

fn told(to: &Recipients, page: &mut Linked) {
    page.section(Safe::ours(format!("{} get it", to.to.len())));
    for one in &to.to {
        let value = vec![
            Span::text(Safe::ours(format!("{:<WHO$}", format!("{}, {}", one.who, one.role.word())))),
            Span::new(Role::Dim, Safe::ours(format!("  {}", one.mail))),
        ];
        page.add(Item::Field(Safe::ours(one.registry.to_string()), value));
    }
    if to.left_out.is_empty() {
        return;
    }
    page.section("Left out");
    for one in &to.left_out {
        let value = vec![
            Span::text(Safe::ours(format!("{:<WHO$}", format!("{}, {}", one.who, one.role.word())))),
            Span::new(Role::Warn, Safe::ours(format!("  {}", one.why.sentence()))),
        ];
        page.add(Item::Field(Safe::ours(one.registry.to_string()), value));
    }
}
