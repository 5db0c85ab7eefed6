//! The queue as a page: what the viewer may approve first, what is wrong before anything else, and what waits for others with the reason.
//! Every row leads on: to its review where the viewer may approve it, else to its page.
//! Must not know: how the queue is ordered.

use super::queue::{Verdict, Waiting};
use crate::{
    screens::{linked::Linked, place::Place, screen::Did},
    text::{number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::{SignedDuration, Timestamp};

/// The page.
pub(super) fn page(queue: &[Waiting], total: u64, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    if queue.is_empty() {
        page.add(said(Role::Ok, "No order waits for another person."));
        return page;
    }
    type Part = (&'static str, fn(&Verdict) -> bool);
    let parts: [Part; 4] = [
        ("ALARM: what the registry shows is not what was signed", |verdict| matches!(verdict, Verdict::Wrong(_))),
        ("For you to review", |verdict| *verdict == Verdict::Mine),
        ("For others", |verdict| matches!(verdict, Verdict::NotMine(_))),
        ("Being verified", |verdict| *verdict == Verdict::Asked),
    ];
    for (title, is_of) in parts {
        let rows: Vec<&Waiting> = queue.iter().filter(|one| is_of(&one.verdict)).collect();
        if rows.is_empty() {
            continue;
        }
        page.section(Safe::ours(format!("{title}: {}", rows.len())));
        rows.into_iter().for_each(|row| line(row, now, &mut page));
    }
    let more = usize::try_from(total).unwrap_or(usize::MAX).saturating_sub(queue.len());
    if more > 0 {
        page.add(said(Role::Warn, format!("{more} more that end later are in the list of orders.")));
    }
    page
}

fn said(role: Role, sentence: impl Into<String>) -> Item<'static> {
    Item::Text(vec![Span::new(role, Safe::ours(sentence.into()))])
}

fn line(row: &Waiting, now: Timestamp, page: &mut Linked) {
    let (role, ends) = ends(row.expires.duration_since(now));
    let mut spans =
        vec![Span::new(role, Safe::ours(format!("{ends:<15}"))), Span::new(Role::Text, Safe::ours(row.action.clone()))];
    if row.quantity.count() > 0 && !row.hides_quantity {
        spans.push(Span::new(Role::Accent, Safe::ours(format!("  {} ITMOs", grouped(row.quantity.count())))));
    }
    if let Some(to) = &row.to {
        spans.push(Span::new(Role::Text, Safe::ours(format!("  to {to}"))));
    }
    spans.push(Span::new(Role::Dim, Safe::ours(format!("  by {}", row.by))));
    if let Some((have, needed)) = row.count {
        spans.push(Span::new(Role::Pending, Safe::ours(format!("  {have} of {needed} approvals"))));
    }
    match &row.verdict {
        Verdict::Wrong(why) => spans.push(Span::new(Role::Danger, Safe::ours(format!("  {why}")))),
        Verdict::NotMine(why) => spans.push(Span::new(Role::Blocked, Safe::ours(format!("  {why}")))),
        Verdict::Mine | Verdict::Asked => {}
    }
    let to = if row.verdict == Verdict::Mine { Place::Review(row.id) } else { Place::Order(row.id) };
    page.lead(Item::Field(Safe::ours(row.id.to_string()), spans), Did::Go(to));
}

/// Until when it can be approved.
fn ends(left: SignedDuration) -> (Role, String) {
    if left <= SignedDuration::ZERO {
        return (Role::Danger, "expired".to_owned());
    }
    let role = if left < SignedDuration::from_hours(4) { Role::Warn } else { Role::Text };
    (role, format!("ends in {}", time::span(left)))
}
