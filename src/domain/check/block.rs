//! B: the units: whether they are named well, held by the account, free, and what the book says they are.
//! Every serial of every span is looked at; a finding names the first that breaks the rule.
//! Must not know: how the book is searched.

use super::{
    Facts, Lookup, Occasion, SpanFacts, Stated, Verdict,
    control::total,
    finding::Values,
    part::{NO_UNITS, authorization, for_each_part, safe, value},
};
use crate::domain::{
    Block, BlockState, ItmoId, Metric, Quantity, SerialSet,
    transfer::{Action, BlockSpan, PickProblem, Picks},
};
use jiff::Timestamp;

const BOOK_CLOSED: &str = "the book was not looked at";
const MALFORMED: &str = "a span is not well formed";

fn for_each(facts: &Facts, judge: impl Fn(&SpanFacts) -> Verdict) -> Verdict {
    Verdict::worst(facts.units.spans.iter().map(judge), NO_UNITS)
}

/// Judges each span with what the book holds there.
fn for_each_held(facts: &Facts, judge: impl Fn(BlockSpan, &[Block]) -> Verdict) -> Verdict {
    for_each(facts, |named| match (named.span(), &named.held) {
        (None, _) => Verdict::unknown(MALFORMED),
        (_, None) => Verdict::unknown(BOOK_CLOSED),
        (Some(span), Some(held)) => judge(span, held),
    })
}

/// Fails with the first block of the book that must not be among the units.
fn none_that(facts: &Facts, bad: impl Fn(&Block) -> bool, values: impl Fn(&Block) -> Values, hint: &'static str) -> Verdict {
    for_each_held(facts, |span, held| match held.iter().find(|block| shares(block, span) && bad(block)) {
        Some(block) => Verdict::fail(values(block), hint),
        None => Verdict::pass(value("blocks", held.len())),
    })
}

fn shares(block: &Block, span: BlockSpan) -> bool {
    block.series == span.series && block.range.overlaps(span.range)
}

fn block_values(block: &Block) -> Values {
    vec![("first", block.first_id().to_string()), ("last", block.last_id().to_string()), ("state", block.state.word().to_owned())]
}

pub(super) fn named(facts: &Facts, _: Timestamp) -> Verdict {
    let count = facts.units.spans.len();
    let values = vec![("spans", count.to_string()), ("most", Picks::MOST.to_string())];
    let hint = if count == 0 { "Name the units." } else { "Make several transfers of it." };
    Verdict::judge((1..=Picks::MOST).contains(&count), values, hint)
}

pub(super) fn in_order(facts: &Facts, _: Timestamp) -> Verdict {
    for_each(facts, |named| {
        let holds = named.first.serial() <= named.last.serial();
        Verdict::judge(holds, ends(&named.first, &named.last), "Exchange the two ends of the span.")
    })
}

pub(super) fn same_prefix(facts: &Facts, _: Timestamp) -> Verdict {
    for_each(facts, |named| {
        let holds = named.first.series() == named.last.series();
        Verdict::judge(
            holds,
            ends(&named.first, &named.last),
            "Make a span of its own for each approach, registry, Party and vintage.",
        )
    })
}

fn ends(first: &ItmoId, last: &ItmoId) -> Values {
    vec![("first", first.to_string()), ("last", last.to_string())]
}

pub(super) fn size(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(stated) = facts.units.stated else { return Verdict::unknown("no quantity is stated") };
    if facts.units.spans.iter().any(|named| named.span().is_none()) {
        return Verdict::unknown(MALFORMED);
    }
    let found = total(facts);
    let in_words = found.map_or_else(|| "more than 64 bits hold".to_owned(), |found| found.to_string());
    let values = vec![("stated", stated.to_string()), ("in the spans", in_words)];
    Verdict::judge(found == Some(stated), values, "Correct the quantity or the serials, whichever is wrong.")
}

pub(super) fn columns(facts: &Facts, _: Timestamp) -> Verdict {
    for_each(facts, |named| {
        let Some(columns) = named.columns else { return Verdict::unknown("there are no columns beside the ids") };
        let values = vec![("id", named.first.to_string()), ("columns", ItmoId::of(columns, named.first.serial()).to_string())];
        Verdict::judge(named.first.series() == columns, values, "Correct the columns or the ids, whichever are wrong.")
    })
}

pub(super) fn overlap(facts: &Facts, _: Timestamp) -> Verdict {
    let spans: Option<Vec<BlockSpan>> = facts.units.spans.iter().map(SpanFacts::span).collect();
    let Some(mut spans) = spans else { return Verdict::unknown(MALFORMED) };
    spans.sort_unstable();
    let twice = spans.iter().zip(spans.iter().skip(1)).find(|(a, b)| a.series == b.series && a.range.overlaps(b.range));
    match twice {
        Some((a, b)) => Verdict::fail(ends(&b.first_id(), &a.last_id()), PickProblem::Overlap(*a, *b).to_string()),
        None if spans.is_empty() => Verdict::unknown(NO_UNITS),
        None => Verdict::pass(value("spans", spans.len())),
    }
}

pub(super) fn held(facts: &Facts, _: Timestamp) -> Verdict {
    let Lookup::Found(account) = &facts.accounts.sending else {
        return Verdict::unknown("the account that the units leave is not known (A01)");
    };
    for_each_held(facts, |span, held| {
        let mine = held.iter().filter(|block| shares(block, span) && block.account == account.id);
        let there: SerialSet = mine.filter_map(|block| block.range.intersect(span.range)).collect();
        let gap = SerialSet::from_iter([span.range]).difference(&there);
        let values = vec![
            ("account", account.id.to_string()),
            ("held", there.quantity().unwrap_or(Quantity::ZERO).to_string()),
            ("asked", span.quantity().to_string()),
        ];
        match gap.ranges().first() {
            None => Verdict::pass(values),
            Some(range) => {
                let first = ItmoId::of(span.series, range.first());
                Verdict::fail(values, format!("The account does not hold {first}. Name only units that it holds."))
            }
        }
    })
}

pub(super) fn locked(facts: &Facts, _: Timestamp) -> Verdict {
    let own = facts.units.own_lock.as_ref();
    let other = |block: &Block| match (&block.lock, block.state) {
        (_, BlockState::Unrecognised) => true,
        (_, BlockState::FrozenReconciliation | BlockState::FrozenAdministration) => false,
        (Some(lock), _) => Some(&lock.cause) != own,
        (None, state) => matches!(state, BlockState::Reserved | BlockState::InFlightOut | BlockState::InFlightIn),
    };
    let values = |block: &Block| {
        let mut values = block_values(block);
        values.extend(block.lock.as_ref().map(|lock| ("locked by", safe(&lock.cause))));
        values
    };
    none_that(facts, other, values, "Wait until the other transfer is over, or withdraw it, and then order again.")
}

pub(super) fn frozen(facts: &Facts, _: Timestamp) -> Verdict {
    if let Some((span, case)) = facts.units.disputed.first() {
        let values =
            vec![("first", span.first_id().to_string()), ("last", span.last_id().to_string()), ("case", case.to_string())];
        return Verdict::fail(values, "A case of reconciliation is open about them. Have it resolved, and then order again.");
    }
    let bad = |block: &Block| matches!(block.state, BlockState::FrozenReconciliation | BlockState::FrozenAdministration);
    none_that(facts, bad, block_values, "Close the discrepancy, or have two persons release the freeze, and then order again.")
}

pub(super) fn spent(facts: &Facts, _: Timestamp) -> Verdict {
    let bad = |block: &Block| matches!(block.state, BlockState::Used | BlockState::Cancelled);
    none_that(facts, bad, block_values, "Used and cancelled units never move again. Name other units.")
}

pub(super) fn metric(facts: &Facts, _: Timestamp) -> Verdict {
    let mut seen: Option<Metric> = None;
    let one = for_each_part(facts, |part| Verdict::pass(value("metric", metric_word(part.metric))));
    for part in super::part::parts(facts).unwrap_or_default() {
        if *seen.get_or_insert(part.metric) != part.metric {
            let values = vec![("metrics", "GHG and non-GHG".to_owned())];
            return Verdict::fail(values, "Make one transfer for each metric.");
        }
    }
    let part_of = facts.units.spans.iter().find_map(|named| {
        let span = named.span()?;
        named.held.as_ref()?.iter().find(|block| shares(block, span) && !is_whole(facts, block)).cloned()
    });
    match part_of {
        Some(block) => Verdict::fail(
            block_values(&block),
            "Nobody says how the amount of this metric divides among the units. Move the whole block.",
        ),
        None => one,
    }
}

/// Whether a block can be cut, or its every unit is named.
fn is_whole(facts: &Facts, block: &Block) -> bool {
    let spans = facts.units.spans.iter().filter_map(SpanFacts::span).filter(|span| span.series == block.series);
    block.metric == Metric::Ghg || spans.map(|span| span.range).collect::<SerialSet>().covers(block.range)
}

fn metric_word(metric: Metric) -> &'static str {
    match metric {
        Metric::Ghg => "GHG",
        Metric::NonGhg => "non-GHG",
    }
}

pub(super) fn attributes(facts: &Facts, _: Timestamp) -> Verdict {
    for_each(facts, |named| {
        let Some(stated) = &named.stated else { return Verdict::unknown("no attributes are stated; the book's are used") };
        let Some(span) = named.span() else { return Verdict::unknown(MALFORMED) };
        let Some(held) = &named.held else { return Verdict::unknown(BOOK_CLOSED) };
        let mut of_span = held.iter().filter(|block| shares(block, span)).peekable();
        if of_span.peek().is_none() {
            return Verdict::unknown("this registry's book has never had these units");
        }
        match of_span.find_map(|block| difference(stated, block)) {
            Some(values) => {
                Verdict::fail(values, "What is stated is not what the book says. Correct the message, or open a case.")
            }
            None => Verdict::pass(value("authorization", &stated.authorization)),
        }
    })
}

/// The first attribute in which the two differ.
fn difference(stated: &Stated, block: &Block) -> Option<Values> {
    let pairs = [
        ("authorization", stated.authorization.to_string(), block.authorization.to_string()),
        ("version", stated.authorization_version.to_string(), block.authorization_version.to_string()),
        ("metric", metric_word(stated.metric).to_owned(), metric_word(block.metric).to_owned()),
        ("mitigation type", safe(&stated.mitigation_type), safe(&block.mitigation_type)),
        ("first transfer", format!("{:?}", stated.first_transferred), format!("{:?}", block.first_transferred)),
        ("underlying", safe(&stated.underlying), safe(&block.underlying)),
    ];
    let different = pairs.into_iter().find(|(_, stated, book)| stated != book);
    different.map(|(name, stated, book)| vec![("attribute", name.to_owned()), ("stated", stated), ("book", book)])
}

pub(super) fn at_hub(facts: &Facts, _: Timestamp) -> Verdict {
    match facts.units.at_hub {
        None => Verdict::unknown("no hub can be asked"),
        Some(there) => Verdict::judge(
            there,
            value("hub", if there { "has them" } else { "differs" }),
            "Have the hub and this book compared first.",
        ),
    }
}

pub(super) fn elsewhere(facts: &Facts, _: Timestamp) -> Verdict {
    let here = (facts.occasion == Occasion::Receiving || matches!(facts.action, Action::Issue { .. })).then(|| {
        for_each_held(facts, |span, held| match held.iter().find(|block| shares(block, span)) {
            Some(block) => {
                Verdict::fail(block_values(block), "This book has the units already. Refuse, and open a case of double holding.")
            }
            None => Verdict::pass(value("in this book", "none")),
        })
    });
    let reconciled = facts.units.elsewhere.as_ref().map(|seen| {
        for_each(facts, |named| {
            let Some(span) = named.span() else { return Verdict::unknown(MALFORMED) };
            let double = seen.iter().find(|other| other.series == span.series && other.range.overlaps(span.range));
            let values =
                double.map_or_else(|| value("seen elsewhere", "none"), |other| ends(&other.first_id(), &other.last_id()));
            Verdict::judge(double.is_none(), values, "Another book has them too. Close the discrepancy first.")
        })
    });
    Verdict::worst(here.into_iter().chain(reconciled), "no reconciliation has looked at these units yet")
}

pub(super) fn underlying(facts: &Facts, _: Timestamp) -> Verdict {
    match facts.units.underlying_confirmed {
        None => Verdict::unknown("no underlying registry can be asked"),
        Some(confirmed) => {
            let values = value("underlying registry", if confirmed { "confirms" } else { "denies" });
            Verdict::judge(confirmed, values, "Ask the underlying registry which units stand behind these.")
        }
    }
}

pub(super) fn vintage(facts: &Facts, _: Timestamp) -> Verdict {
    for_each_part(facts, |part| {
        let vintage = part.series.vintage;
        let mut values = value("vintage", vintage);
        if let Some((from, to)) = facts.ndc_period.filter(|(from, to)| !(*from..=*to).contains(&vintage)) {
            values.push(("contribution's period", format!("{from} – {to}")));
            return Verdict::fail(values, "Outcomes of this vintage don't count in this period. Name other units.");
        }
        let found = match authorization(facts, part.authorization) {
            Lookup::Found(found) => found,
            Lookup::Missing => return Verdict::unknown("the authorization does not exist here (Z01)"),
            Lookup::Unknown(reason) => return Verdict::unknown(reason),
        };
        values.extend(found.timeframe.map(|(from, to)| ("authorized", format!("{from} – {to}"))));
        Verdict::judge(found.covers_vintage(vintage), values, "The authorization does not cover this vintage. Name other units.")
    })
}
