//! The sections of a transfer's page below its head: what waits to be sent, what may be done, units, checks, ledger, order.
//! Each says what it is even when there is nothing in it.
//! Must not know: where on the screen they stand.

use crate::{
    domain::BlockRange,
    registry::{
        book::{CheckResult, EntrySummary},
        traffic::{AllowedAct, CheckRun, CheckTime, Permission, Sending, SendingKind, Transfer, TransferAct},
    },
    screens::{findings, proof::Proof, words},
    text::{Kind, number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::{SignedDuration, Timestamp};

fn ours(text: impl Into<String>) -> Safe<'static> {
    Safe::ours(text.into())
}

fn dim(text: impl Into<String>) -> Span<'static> {
    Span::new(Role::Dim, ours(text))
}

/// What is still to be sent, with the attempts so far; nothing when nothing waits.
pub fn outbox(transfer: &Transfer, now: Timestamp) -> Vec<Item<'static>> {
    if transfer.outbox.is_empty() {
        return Vec::new();
    }
    let line = |sending: &Sending| {
        let attempts = match sending.attempts {
            0 => "not tried yet".to_owned(),
            1 => "tried once".to_owned(),
            many => format!("tried {many} times"),
        };
        let next = match sending.next {
            None => Span::new(Role::Blocked, ", held until somebody sends it again"),
            Some(next) if next <= now => Span::new(Role::Pending, ", being sent"),
            Some(next) => {
                let left = next.duration_since(now).max(SignedDuration::ZERO);
                Span::new(Role::Pending, ours(format!(", again in {}, {} UTC", time::span(left), time::minute(next))))
            }
        };
        let failure = sending.failure.as_ref().map(|why| Span::new(Role::Warn, ours(format!(": {}", why.gate(Kind::Name)))));
        let label = words::word(&sending.kind, SendingKind::word);
        Item::Field(label, [Span::text(ours(attempts)), next].into_iter().chain(failure).collect())
    };
    std::iter::once(Item::Section("Still to be sent".into())).chain(transfer.outbox.iter().map(line)).collect()
}

/// Every act there is for it, those that may be done first. What the registry allows and the console bars is no offer: nothing is
/// accepted on evidence that does not hold.
pub fn acts(transfer: &Transfer, proof: &Proof) -> Vec<Item<'static>> {
    let mut items = vec![Item::Section("What may be done now".into())];
    if transfer.allowed.is_empty() {
        items.push(Item::Text(vec![dim("The registry names no act for it.")]));
        return items;
    }
    let barred = |act: &AllowedAct| proof.doubt().filter(|_| act.act.is(&TransferAct::Accept) && act.is_allowed());
    let (may, not): (Vec<&AllowedAct>, Vec<&AllowedAct>) =
        transfer.allowed.iter().partition(|act| act.is_allowed() && barred(act).is_none());
    items.extend(may.into_iter().chain(not).map(|of| act(of, barred(of))));
    items
}

fn act(act: &AllowedAct, barred: Option<&'static str>) -> Item<'static> {
    let persons = match act.persons {
        1 => "1 person ".to_owned(),
        many => format!("{many} persons"),
    };
    let known = |act: &TransferAct| Safe::ours(words::act(act.word()));
    let label = act.act.known().map_or_else(|| words::word(&act.act, TransferAct::word), known);
    let (role, may, what) = match &act.permission {
        Permission::Allowed if barred.is_some() => (Role::Blocked, "barred here  ", dim(barred.unwrap_or_default())),
        Permission::Allowed => {
            let does = act.act.known().map_or("an act this console does not know", |act| does(*act));
            (Role::Ok, "may be done  ", Span::text(does))
        }
        Permission::Refused(why) if why.is_empty() => (Role::Blocked, "not now      ", dim("no reason was given")),
        Permission::Refused(why) => (Role::Blocked, "not now      ", Span::new(Role::Dim, why.gate(Kind::Name))),
    };
    Item::Field(label, vec![Span::new(role, may), Span::text(ours(format!("{persons}  "))), what])
}

/// What an act does, in a few words.
fn does(act: TransferAct) -> &'static str {
    match act {
        TransferAct::Approve => "lets the order go out",
        TransferAct::Withdraw => "takes the order back",
        TransferAct::Terminate => "ends it before it is final",
        TransferAct::CompleteByHand => "completes it on their signed word",
        TransferAct::Rebook => "books the units back",
        TransferAct::Accept => "takes it in",
        TransferAct::Reject => "refuses it",
        TransferAct::DropIncoming => "drops the provisional credit",
        TransferAct::GiveUp => "renounces the units for good",
        TransferAct::Ask => "asks them how it stands there",
        TransferAct::Pull => "fetches their copies of the messages",
        TransferAct::Resend => "sends the same octets again",
    }
}

/// Which ITMOs, exactly, and which of them are in neither book.
pub fn units(transfer: &Transfer) -> Vec<Item<'static>> {
    let line = |span: &BlockRange| {
        let ids = format!("{} to {}", span.first_id(), span.last_id());
        Item::field(ours(grouped(span.quantity().count())), Role::Text, ours(ids))
    };
    let mut items = vec![Item::Section("Units".into())];
    if transfer.summary.hides_units() {
        items.push(Item::field("ITMOs", Role::Dim, words::TYPE_AGAIN));
        return items;
    }
    items.extend(transfer.picks.spans().iter().map(line));
    if !transfer.in_transit.is_empty() {
        items.push(Item::Text(vec![Span::new(Role::Warn, "In transit: out of this book, and not known to have arrived")]));
        items.extend(transfer.in_transit.iter().map(line));
    }
    items
}

/// Every run of checks: in few lines, or each check with its rule and values.
pub fn checks(transfer: &Transfer, in_full: bool) -> Vec<Item<'static>> {
    if transfer.summary.veil.is_some() {
        return vec![Item::Section("Checks".into()), Item::Text(vec![dim(words::CHECKS_LATER)])];
    }
    if transfer.checks.is_empty() {
        return vec![Item::Section("Checks".into()), Item::Text(vec![dim("None were made.")])];
    }
    let mut items: Vec<Item<'static>> = transfer.checks.iter().flat_map(|run| run_of(run, in_full)).collect();
    if !in_full {
        items.push(Item::Text(vec![dim("The key of the checks again shows each with its rule and its values.")]));
    }
    items
}

fn run_of(run: &CheckRun, in_full: bool) -> Vec<Item<'static>> {
    let count = |result: CheckResult| run.count(result);
    let (pass, fail, open) = (count(CheckResult::Pass), count(CheckResult::Fail), count(CheckResult::NotEvaluated));
    let when = words::word(&run.when, CheckTime::word);
    let head = ours(format!("Checks when {}", when.as_str()));
    let failed = Span::new(if fail > 0 { Role::Danger } else { Role::Text }, ours(format!("{fail} fail")));
    let sum = vec![
        dim(format!("{}   ", time::full(run.at))),
        Span::text(ours(format!("{pass} pass, "))),
        failed,
        Span::text(ours(format!(", {open} not evaluated"))),
    ];
    let mut items = vec![Item::Section(head), Item::Text(sum)];
    if in_full {
        items.extend(findings::items(&run.findings));
    } else {
        items.extend(findings::in_few_lines(&run.findings));
    }
    items
}

/// The ledger's entries that touched it.
pub fn entries(transfer: &Transfer) -> Vec<Item<'static>> {
    let mut items = vec![Item::Section("Ledger entries".into())];
    if transfer.entries.is_empty() {
        items.push(Item::Text(vec![dim("None touched it.")]));
    }
    items.extend(transfer.entries.iter().map(entry));
    items
}

fn entry(entry: &EntrySummary) -> Item<'static> {
    let names: Vec<String> = entry.by.iter().map(|name| name.gate(Kind::Name).to_string()).collect();
    let by = if names.is_empty() { "by rule".to_owned() } else { format!("by {}", names.join(" and ")) };
    let mut spans = vec![
        dim(format!("{}  ", time::full(entry.at))),
        Span::text(entry.kind.gate(Kind::Name)),
        Span::text(ours(format!("  {by}"))),
    ];
    if !entry.reason.is_empty() {
        spans.push(dim(format!("  {}", entry.reason.gate(Kind::Name))));
    }
    spans.push(dim(format!("\n{}", entry.digest)));
    Item::Field(ours(grouped(entry.entry)), spans)
}

/// What was ordered, besides what the head says.
pub fn order(transfer: &Transfer) -> Vec<Item<'static>> {
    let summary = &transfer.summary;
    let mut items = vec![Item::Section("Order".into())];
    let mut field = |label: &'static str, value: Safe<'static>| items.push(Item::field(label, Role::Text, value));
    field("Begun", ours(time::full(summary.begun)));
    for (label, end) in [("From", &summary.from), ("To", &summary.to)] {
        let hidden = summary.hides_accounts();
        field(label, if hidden { words::TYPE_AGAIN.into() } else { ours(end.account.to_string()) });
    }
    field("Action", summary.action.gate(Kind::Name).into());
    if !summary.subtype.is_empty() {
        field("Subtype", summary.subtype.gate(Kind::Name).into());
    }
    if let Some(year) = transfer.year {
        field("Towards the NDC of", ours(year.to_string()));
    }
    if let Some(purpose) = &transfer.purpose {
        field("Purpose", purpose.gate(Kind::Name).into());
    }
    if let Some(corrects) = transfer.corrects {
        field("Corrects", ours(corrects.to_string()));
    }
    if let Some(order) = transfer.order {
        field("Ordered as", ours(order.to_string()));
    }
    items
}
