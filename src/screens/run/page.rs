//! What stands on the page of a run: how it went, what it found, what became of it since the last run, sums, signatures.
//! What is not there yet says what it waits for; nothing is left blank.
//! Must not know: keys.

use super::{
    course,
    judged::{Judged, Verdict},
};
use crate::{
    app::Remote,
    domain::Quantity,
    domain::reconcile::{Became, Change, Code, Finding, Subject, TotalKey, since},
    evidence::reconciliation::about,
    registry::{
        Word,
        book::Veil,
        run::{BothTotals, Run},
        traffic::Peer,
    },
    screens::{
        Did, Place,
        awaited::{awaited, said},
        linked::Linked,
        runs, words,
    },
    text::{
        Kind, Untrusted,
        number::{counted, grouped},
        time,
    },
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// So many differences and sums are named; the differences side by side and `countersign runs show` have all.
const NAMED: usize = 12;

/// What the page is made of.
pub struct Shown<'a> {
    /// The run.
    pub run: &'a Run,
    /// The run before it.
    pub previous: &'a Remote<Box<Run>>,
    /// The counterpart.
    pub peer: &'a Remote<Box<Peer>>,
    /// What was found of what was signed.
    pub judged: Option<&'a Judged>,
    /// When it is.
    pub now: Timestamp,
}

/// The page.
pub fn of(shown: &Shown<'_>) -> Linked {
    let mut page = head(shown.run, shown.now);
    course::items(shown.run, shown.now).into_iter().for_each(|item| page.add(item));
    if shown.run.summary.has_result() {
        kinds(shown.run, &mut page);
    }
    match &shown.run.veil {
        Some(veil) => kept_back(veil, &mut page),
        None => {
            if shown.run.summary.has_result() {
                changes(shown, &mut page);
            }
            totals(shown.run, &mut page);
        }
    }
    signed(shown, &mut page);
    exchange(shown.run, &mut page);
    page
}

fn text(role: Role, words: impl Into<String>) -> Span<'static> {
    Span::new(role, Safe::ours(words.into()))
}

fn head(run: &Run, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    let summary = &run.summary;
    page.section("Run");
    match summary.peer {
        Some(peer) => {
            let with = Item::field("Between us and", Role::Text, Safe::ours(peer.to_string()));
            page.lead(with, Did::Go(Place::Peer(peer)));
        }
        None => page.field("Within", Role::Text, "this registry: the book against its ledger, authorizations and locks"),
    }
    let (role, _, result) = runs::result(summary);
    page.field("Result", role, result);
    if let Some(why) = &summary.why {
        page.field("", Role::Danger, why.gate(Kind::Prose));
        page.field("", Role::Text, "Nothing was changed by it. Begin it again once the cause is out of the way.");
    }
    page.field("Moment", Role::Text, Safe::ours(format!("{} UTC ({})", time::second(summary.at), time::age(summary.at, now))));
    let by = match &summary.by {
        Some(by) => format!("by {}", by.gate(Kind::Name)),
        None => "by the counterpart".to_owned(),
    };
    let so_far = now.duration_since(summary.begun);
    let took = match summary.ended {
        Some(ended) => format!(", took {}", time::span(ended.duration_since(summary.begun))),
        None if so_far.is_negative() => String::new(),
        None => format!(", goes on for {}", time::span(so_far)),
    };
    page.field("Begun", Role::Text, Safe::ours(format!("{} {by}{took}", time::second(summary.begun))));
    page.field("Why", Role::Text, run.reason.gate(Kind::Prose));
    if summary.has_result() {
        let compared = match summary.peer {
            Some(_) => "that both books have and agree on",
            None => "looked at",
        };
        page.field("ITMOs", Role::Text, Safe::ours(format!("{} {compared}", grouped(summary.units.count()))));
    }
    page
}

/// Why nothing more of what it found is shown, and which order's review lifts that (F07).
fn kept_back(veil: &Veil, page: &mut Linked) {
    page.section("Findings and sums");
    let to = veil.order.map_or(Did::Nothing, |order| Did::Go(Place::Order(order)));
    page.lead(said(Role::Warn, veil.sentence()), to);
}

fn kinds(run: &Run, page: &mut Linked) {
    page.section("What it found");
    if run.summary.kinds.is_empty() {
        return page.add(said(Role::Ok, "Nothing."));
    }
    for kind in &run.summary.kinds {
        let to = Did::Go(Place::Differences(run.summary.id));
        let many = format!("{} × ", grouped(kind.count));
        let units = match kind.units {
            None | Some(Quantity::ZERO) => String::new(),
            Some(units) => format!("   {}", counted(units.count(), "ITMO")),
        };
        let item = match &kind.code {
            Word::Known(code) => {
                let (role, _) = words::gravity(code.gravity());
                let words = vec![text(Role::Dim, many), text(role, code.spec().name), text(Role::Text, units)];
                Item::Field(Safe::ours(code.id()), words)
            }
            Word::Unrecognised(word) => Item::Field(Safe::from(word.gate(Kind::Name)), vec![text(Role::Warn, many + &units)]),
        };
        page.lead(item, to);
    }
}

/// What became of each difference since the run before.
fn changes(shown: &Shown<'_>, page: &mut Linked) {
    let Some(previous) = shown.run.previous else {
        page.section("Since the run before");
        return page.add(said(Role::Dim, "There is no earlier run with a result to compare with."));
    };
    page.section("Since the run before");
    page.lead(Item::field("Compared with", Role::Text, Safe::ours(previous.to_string())), Did::Go(Place::Run(previous)));
    let Some(before) = shown.previous.value() else { return page.add(awaited(shown.previous)) };
    let changes = since(&before.found, &shown.run.found);
    if changes.is_empty() {
        return page.add(said(Role::Ok, "Neither run found anything to act on."));
    }
    for change in changes.iter().take(NAMED) {
        page.add(changed(change));
    }
    if changes.len() > NAMED {
        page.add(said(Role::Dim, format!("and {} more", grouped((changes.len() - NAMED) as u64))));
    }
}

fn changed(change: &Change<'_>) -> Item<'static> {
    let (role, word) = match change.became {
        Became::New => (Role::Danger, "new".to_owned()),
        Became::Grown(was) => (Role::Danger, format!("grown from {}", grouped(was.count()))),
        Became::Shrunk(was) => (Role::Warn, format!("shrunk from {}", grouped(was.count()))),
        Became::Still => (Role::Warn, format!("still there, run {}", change.finding.runs)),
        Became::Gone => (Role::Ok, "gone".to_owned()),
    };
    let Finding { code, quantity, .. } = change.finding;
    let units = if quantity.count() == 0 { String::new() } else { format!("   {}", counted(quantity.count(), "ITMO")) };
    // Ids are not broken in the middle: two of them in full do not fit into a line of 80 columns.
    let what = match &change.finding.subject {
        Subject::Units(block) => words::run(*block),
        other => Safe::ours(about(other)),
    };
    let spans = vec![text(role, word), text(Role::Text, units), text(Role::Text, "\n"), Span::new(Role::Dim, what)];
    Item::Field(Safe::ours(Code::id(*code)), spans)
}

/// The sums that differ, and how many are equal.
fn totals(run: &Run, page: &mut Linked) {
    if run.totals.is_empty() {
        return;
    }
    page.section("Sums of both books");
    let differs = |both: &&BothTotals| both.ours != both.theirs;
    let unequal = run.totals.iter().filter(differs).count();
    let shown: Vec<&BothTotals> = run.totals.iter().filter(differs).take(NAMED).collect();
    let widest = |of: fn(&BothTotals) -> u64| shown.iter().map(|both| grouped(of(both)).len()).max().unwrap_or(0);
    let (ours, theirs) = (widest(|both| both.ours), widest(|both| both.theirs));
    for both in &shown {
        let difference = i128::from(both.ours) - i128::from(both.theirs);
        let sign = if difference < 0 { "−" } else { "+" };
        let by = grouped(u64::try_from(difference.unsigned_abs()).unwrap_or(u64::MAX));
        let spans = vec![
            text(Role::DiffOurs, format!("{:>ours$}", grouped(both.ours))),
            text(Role::Dim, " ours   "),
            text(Role::DiffTheirs, format!("{:>theirs$}", grouped(both.theirs))),
            text(Role::Dim, " theirs   "),
            text(Role::Warn, format!("{sign}{by}")),
        ];
        page.add(Item::Field(Safe::ours(key(&both.key)), spans));
    }
    if unequal > NAMED {
        page.add(said(Role::Dim, format!("and {} more that differ", grouped((unequal - NAMED) as u64))));
    }
    let equal = (run.totals.len() - unequal) as u64;
    let equal = equal.saturating_add(run.more_totals);
    page.add(said(
        Role::Dim,
        match equal {
            0 => "No sum is equal.".to_owned(),
            1 => "One sum is equal.".to_owned(),
            many => format!("{} sums are equal.", grouped(many)),
        },
    ));
}

fn key(key: &TotalKey) -> String {
    let class = key.class.map_or("", |class| class.word());
    format!("{} {} {}, at {} {class}", key.approach, key.party, key.vintage, key.holder).trim_end().to_owned()
}

fn signed(shown: &Shown<'_>, page: &mut Linked) {
    page.section("What was signed");
    let Some(judged) = shown.judged else {
        let words = match shown.run.summary.state.known() {
            Some(state) if !state.is_over() => "Nothing yet: both sign when the run comes to a result.",
            _ => "Nothing: only a run that comes to a result is signed, a pass like any other.",
        };
        return page.add(said(Role::Dim, words));
    };
    match &judged.text {
        Ok(sha256) => {
            page.field("Text", Role::Ok, "reads, and says of this run what the registry says");
            page.field("SHA-256", Role::Dim, Safe::ours(sha256.to_string()));
        }
        Err(why) => page.field("Text", Role::Danger, Untrusted::new(why.clone()).gate(Kind::Prose)),
    }
    for (registry, verdict) in &judged.signatures {
        let (role, words) = match verdict {
            Verdict::Holds(print) => (Role::Ok, format!("signature verified here with its key {print}")),
            Verdict::Ours(print) => {
                (Role::Text, format!("signature good over this text, with the key {print}, which is ours by our registry's word"))
            }
            Verdict::Open(print) => {
                (Role::Pending, format!("signature good over this text, with the key {print}; whose it is, nobody here says"))
            }
            Verdict::Unjudged => (Role::Pending, "the counterpart's keys are being asked for".to_owned()),
            Verdict::Fails(why) => (Role::Danger, (*why).to_owned()),
        };
        page.field(Safe::ours(registry.to_string()), role, Safe::ours(words));
    }
    if shown.peer.problem().is_some() {
        page.add(awaited(shown.peer));
    }
}

fn exchange(run: &Run, page: &mut Linked) {
    if run.summary.peer.is_none() {
        return;
    }
    page.section("Exchange");
    page.field("We said", Role::Text, Safe::ours(format!("{} octets", grouped(run.sent))));
    page.field("They said", Role::Text, Safe::ours(format!("{} octets", grouped(run.received))));
    let digest = |digest: Option<crate::evidence::digest::Digest>| match digest {
        Some(digest) => (Role::Dim, Safe::ours(digest.to_string())),
        None => (Role::Pending, "not yet".into()),
    };
    for (label, value) in [("We committed to", run.commitment), ("They committed to", run.peer_commitment)] {
        let (role, value) = digest(value);
        page.field(label, role, value);
    }
    match run.ancestor {
        Some(ancestor) => {
            let item = Item::field("Held against", Role::Text, Safe::ours(format!("{ancestor}, the last that passed")));
            page.lead(item, Did::Go(Place::Run(ancestor)));
        }
        None => page.field("Held against", Role::Dim, "no earlier run has passed, so nobody can say who moved since"),
    }
}
