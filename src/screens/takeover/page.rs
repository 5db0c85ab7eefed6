//! What the other word comes to beside ours: whose it is, then every entry that differs, with its lines and what is made of it.
//! What is not taken stands there with its reason; nothing but what both say alike is left out.
//! Must not know: how keys decide a conflict.

use super::{Source, TakeOver};
use crate::{
    app::Action,
    domain::contact::{Difference, Takeover, Verdict},
    evidence::contacts::BundleForm,
    registry::ProblemKind,
    screens::{
        Did, Place,
        awaited::said,
        contact_diff,
        contact_words::{ago, key_words},
        linked::Linked,
    },
    text::{Kind, number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// The page.
pub(super) fn page(of: &TakeOver) -> Linked {
    let mut page = Linked::default();
    match &of.compared {
        None => waits(of, &mut page),
        Some(Err(why)) => {
            page.section("It is not compared");
            page.add(said(Role::Danger, why.clone()));
            page.add(said(Role::Text, "Nothing of it was taken, and nothing here is other than before."));
        }
        Some(Ok(compared)) => {
            whose(of, &mut page);
            let plan = of.plan().unwrap_or_default();
            outcome(of, &plan, &mut page);
            let all = &compared.import.differences;
            let conflicts: Vec<&Difference> = compared.import.conflicts().collect();
            group(of, "Conflicts: a person decides each", &conflicts, &mut page);
            let taken: Vec<&Difference> = compared.import.taken().collect();
            group(of, "Taken, once it is proposed and confirmed", &taken, &mut page);
            let stays = |one: &&Difference| !one.verdict.is_taken() && !matches!(one.verdict, Verdict::Same | Verdict::Conflict);
            let stay: Vec<&Difference> = all.iter().filter(stays).collect();
            group(of, "Kept as it is here", &stay, &mut page);
            self::kept(of, &mut page);
        }
    }
    page
}

/// Why there is nothing yet.
fn waits(of: &TakeOver, page: &mut Linked) {
    match &of.source {
        Source::Peer(registry) => match of.answer.problem() {
            None if of.answer.value().is_some() => {
                page.section("Nothing was heard yet");
                page.add(said(Role::Text, format!("{registry} was never asked whom to call there, or has not answered yet.")));
                let key = of.keys.get(Action::TakeOverAsk);
                let words = format!("{key} asks it: a signed question. Its answer comes here as soon as it is verified.");
                page.add(said(Role::Text, words));
            }
            Some(problem) => page.add(said(Role::Warn, format!("It can't be had: {}. {}", problem.what(), problem.advice()))),
            None => page.add(said(Role::Pending, "It is being asked for.")),
        },
        Source::File(_) => match of.bundles.problem() {
            Some(problem) if problem.kind != ProblemKind::Missing => {
                let why = format!("What was taken before can't be had: {}. {}", problem.what(), problem.advice());
                page.add(said(Role::Warn, why));
            }
            _ => page.add(said(Role::Pending, "The file is being read.")),
        },
    }
}

/// Whose word it is, and how it came.
fn whose(of: &TakeOver, page: &mut Linked) {
    let Some(compared) = of.comparison() else { return };
    let (heard, taken) = (&compared.heard, &compared.heard.taken);
    page.section("Their word");
    let what = match taken.form {
        BundleForm::Bundle(number) => format!("bundle {number} of {}", taken.from),
        BundleForm::Answer => format!("the answer of {}", taken.from),
    };
    let when = format!("{what}, {}, {}, {}", time::full(taken.said), ago(taken.said, of.now), taken.label.word());
    page.field("Said", Role::Text, Safe::ours(when));
    page.field("Signed by", Role::Text, Safe::ours(heard.signed_by.clone()));
    let same = compared.import.differences.iter().filter(|one| one.verdict == Verdict::Same).count();
    let count = |of: usize| grouped(of as u64);
    let unread = if heard.unread == 0 { String::new() } else { format!("; {} can't be read here", count(heard.unread)) };
    let entries = format!("{}, of which {} are the same here{unread}", count(compared.import.differences.len()), count(same));
    page.field("Entries", Role::Text, Safe::ours(entries));
}

/// By which digest it is kept, and whether it was compared before.
fn kept(of: &TakeOver, page: &mut Linked) {
    let Some(taken) = of.comparison().map(|compared| &compared.heard.taken) else { return };
    page.section("How it is kept");
    page.field("Digest", Role::Text, Safe::ours(taken.mark()));
    let before = of.bundles.value().and_then(|all| all.iter().find(|one| one.bundle.sha256 == taken.sha256));
    if let Some(before) = before {
        let by = before.by.gate(Kind::Name);
        page.field("Compared", Role::Ok, Safe::ours(format!("already, {} by {by}", ago(before.at, of.now))));
    }
}

/// What would be proposed.
fn outcome(of: &TakeOver, plan: &Takeover, page: &mut Linked) {
    if !of.has_something() {
        page.field("Comes to", Role::Ok, "nothing of it is newer and verified: everything stays as it is here");
        if !of.recorded.is_over() {
            page.field("", Role::Text, "x r records that it was looked through");
        }
        return;
    }
    let proposals = plan.proposals.len();
    let words = match proposals {
        0 => "nothing is proposed, as the conflicts are decided now".to_owned(),
        1 => "one proposal, which another person confirms (F01, F14)".to_owned(),
        many => format!("{many} proposals, each confirmed by another person (F01, F14)"),
    };
    page.field("Comes to", Role::Text, Safe::ours(words));
    for (key, why) in &plan.later {
        page.field(Safe::ours(key_words(key)), Role::Pending, Safe::ours(why.word()));
    }
}

/// Entries of one fate, each with the lines in which it differs.
fn group(of: &TakeOver, title: &'static str, all: &[&Difference], page: &mut Linked) {
    if all.is_empty() {
        return;
    }
    page.section(title);
    for (nth, one) in all.iter().enumerate() {
        let number = if one.verdict == Verdict::Conflict { format!("{} ", nth + 1) } else { String::new() };
        let role = match one.verdict {
            Verdict::Conflict => Role::Danger,
            verdict if verdict.is_taken() => Role::Ok,
            Verdict::Older => Role::Dim,
            _ => Role::Warn,
        };
        let head = vec![
            Span::new(Role::Accent, Safe::ours(format!("{number}{}", key_words(&one.key)))),
            Span::new(role, Safe::ours(format!("   {}", one.verdict.word()))),
            Span::new(
                Role::Dim,
                Safe::ours(format!("   verified: theirs {}, ours {}", when(one.theirs, of.now), when(one.ours, of.now))),
            ),
        ];
        // While the form has the keys, Enter goes on in it.
        let leads = one
            .key
            .card()
            .filter(|_| of.form.is_empty())
            .filter(|card| of.contacts.value().is_some_and(|there| there.directory.card(card).is_some()));
        let to = leads.map_or(Did::Nothing, |card| Did::Go(Place::Contact(card.clone())));
        page.lead(Item::Text(head), to);
        for line in &one.lines {
            line.ours
                .iter()
                .filter_map(|ours| contact_diff::line("-", Role::Danger, line.field, ours))
                .for_each(|item| page.add(item));
            contact_diff::line("+", Role::Ok, line.field, &line.theirs).into_iter().for_each(|item| page.add(item));
        }
    }
}

fn when(at: Option<Timestamp>, now: Timestamp) -> String {
    at.map_or_else(|| "never".to_owned(), |at| ago(at, now))
}
