//! What would come of a proposal while it is written: every line that differs, who has to agree, and from when it would count.
//! What is still missing stands there in the place of all that.
//! Must not know: how keys change the form.

use super::{
    Proposal,
    entries::Lack,
    task::{Row, Task},
};
use crate::{
    domain::contact::{Directory, Entry, counts_from},
    evidence::policy::PolicyText,
    screens::{awaited::said, contact_diff, contact_words, form::Form, linked::Linked, writing::Draft},
    text::time,
    ui::{Safe, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// What stands below the form.
pub(super) fn outcome(page: &Proposal, draft: &Draft<Row>) -> Linked {
    let Draft { form, now, .. } = draft;
    let mut linked = Linked::default();
    match page.entries(form, *now) {
        None => {
            let words = "Left and right choose what is proposed; Enter and Tab go to the next row, Shift-Tab back. Nothing is sent \
                         before you have read the whole change and signed it, and nothing counts before another person has confirmed it.";
            linked.add(said(Role::Dim, words));
            linked.section("What can be proposed");
            Task::of(&page.proposing.about).iter().for_each(|task| linked.add(said(Role::Text, task.words())));
        }
        Some(Err(lack)) => missing(form, &lack, &mut linked),
        Some(Ok(entries)) => {
            let Some(directory) = page.directory() else { return linked };
            linked.section("What changes");
            contact_diff::items(directory, &entries).into_iter().for_each(|item| linked.add(item));
            follows(page, (form, *now), &entries, &mut linked);
        }
    }
    linked
}

fn missing(form: &Form<Row>, (row, why): &Lack, linked: &mut Linked) {
    linked.section("Still to do");
    linked.field(form.label(*row), Role::Pending, Safe::ours(why.clone()));
}

/// Who has to agree, and when it counts.
fn follows(page: &Proposal, (form, now): (&Form<Row>, Timestamp), entries: &[Entry], linked: &mut Linked) {
    let (Some(directory), Some(task)) = (page.directory(), page.task(form)) else { return };
    linked.section("What it takes");
    if directory.takes_two(task.kind(), entries, now) {
        linked.add(said(
            Role::Text,
            "Another person reads all of it and confirms it with a signature of their own, within seven days (F01, F14).",
        ));
    } else {
        linked.add(said(Role::Ok, "Your word is enough: nobody in a critical role is concerned. It counts at once."));
    }
    if !directory.raises_risk(entries) {
        return;
    }
    let words = match (directory.needs_old_way(entries, now), page.choices.ways.is_empty()) {
        (true, false) => {
            (Role::Warn, "It could lead a call astray: both of you ask through an old channel, never through a new one (F14).")
        }
        (true, true) => (
            Role::Danger,
            "It could lead a call astray, and no old channel of theirs is known that is verified and counts. So this can't be \
             proposed (F14); verify one first.",
        ),
        (false, _) => (
            Role::Warn,
            "Nothing is known of this registry yet, so nobody can be asked through an old channel: make sure of it by a way \
             that is published, and say on which paper.",
        ),
    };
    linked.add(said(words.0, words.1));
    linked.add(counts(page.policy(now).as_ref(), directory, entries, now));
    linked.add(said(
        Role::Text,
        "Until then nobody is called on it, check C05 fails for transfers to them, and any one person can end it (F15).",
    ));
}

/// From when it would count, if it were confirmed now.
fn counts(policy: Option<&PolicyText>, directory: &Directory, entries: &[Entry], now: Timestamp) -> Item<'static> {
    let Some(policy) = policy.map(PolicyText::policy) else {
        return said(Role::Pending, "From when it counts is not known before the policy is here.");
    };
    let of_entry = |entry: &Entry| counts_from(directory.entry(&entry.key()), entry, &policy.calendar, policy.trusted_delay, now);
    let latest = entries.iter().filter_map(of_entry).max().filter(|from| *from > now);
    match latest {
        Some(from) => {
            let ahead = contact_words::ahead(from, now);
            said(Role::Text, format!("Confirmed now, it would count from {} on, {ahead}.", time::full(from)))
        }
        None => said(Role::Text, "It would count at once."),
    }
}
