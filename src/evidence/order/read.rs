//! Reads an order's text strictly, key by key in its order.
//! What is said twice must agree: words with figures (F11), sums with units, cooperative approaches with units.
//! Must not know: whether what is asked for may be done.

use super::{Act, ActKind, Body, Destination, MAGIC, Movement, Order, PurposeWord, SourceDocument, Units, WIRE_PROFILE};
use crate::{
    domain::{ApproachId, AuthorizationId, BlockRange, Metric, RegistryId, Vintage},
    evidence::lines::{LineProblem, Lines},
    text::words,
};
use std::{collections::BTreeSet, fmt::Display, str::FromStr};

type Read<T> = Result<T, LineProblem>;

/// The order that a text says.
pub(super) fn order(octets: &[u8]) -> Read<Order> {
    let mut lines = Lines::open(octets, MAGIC)?;
    let id = lines.take_as("order-id")?;
    let supersedes = lines.take_if("supersedes")?;
    if supersedes == Some(id) {
        return Err(lines.wrong("an order can't take the place of itself"));
    }
    let action = lines.take("action")?;
    if ActKind::of_word(action).is_none() && !Destination::WORDS.contains(&action) {
        return Err(lines.wrong("no such action"));
    }
    let registry = lines.take_as("registry")?;
    let environment = lines.take_as("environment")?;
    let mut body = match ActKind::of_word(action) {
        Some(kind) => Body::Act(act(&mut lines, kind)?),
        None => Body::Movement(Box::new(movement(&mut lines, action, registry)?)),
    };
    if let Body::Act(act) = &mut body {
        act.source = source(&mut lines)?;
    }
    let reason = lines.take_prose("reason")?;
    if lines.take("wire-profile")? != WIRE_PROFILE {
        return Err(lines.wrong("no such profile"));
    }
    let wire_sha256 = lines.take_as("wire-sha256")?;
    let policy = lines.take_as("policy")?;
    let roster = lines.take_as("roster")?;
    let not_before = lines.take_as("not-before")?;
    let not_after = lines.take_as("not-after")?;
    if not_after <= not_before {
        return Err(lines.wrong("an order ends after it begins"));
    }
    let (initiator, station) = initiator(&mut lines)?;
    lines.end()?;
    Ok(Order {
        id,
        supersedes,
        registry,
        environment,
        body,
        reason,
        wire_sha256,
        policy,
        roster,
        not_before,
        not_after,
        initiator,
        station,
    })
}

fn movement(lines: &mut Lines<'_>, action: &str, own: RegistryId) -> Read<Movement> {
    let transferring_party = lines.take_as("transferring-party")?;
    let transferring_account = lines.take_as("transferring-account")?;
    let acquiring_party = lines.take_as("acquiring-party")?;
    let registry: RegistryId = lines.take_as("acquiring-registry")?;
    let acquiring_account = lines.take_as("acquiring-account")?;
    if registry == own && acquiring_account == transferring_account {
        return Err(lines.wrong("the account that the ITMOs leave is the one they go to"));
    }
    let approaches: BTreeSet<ApproachId> = each(lines, "cooperative-approach", " ")?;
    let units = units(lines, &approaches)?;
    quantity(lines, &units)?;
    let metric = Metric::of_word(lines.take("metric")?).ok_or_else(|| lines.wrong("a metric is GHG or non-GHG"))?;
    let authorizations: BTreeSet<AuthorizationId> = each(lines, "authorization", ", ")?;
    let year: Option<Vintage> = lines.take_if("calendar-year")?;
    let purpose: Option<PurposeWord> = lines.take_if("purpose")?;
    let to = Destination::of(action, (own, registry), year, purpose).map_err(|why| lines.wrong(why))?;
    let corrects = lines.take_if("corrects")?;
    let source = source(lines)?.ok_or_else(|| lines.wrong("an order that moves ITMOs names the document it rests on (F21)"))?;
    Ok(Movement {
        transferring_party,
        transferring_account,
        acquiring_party,
        to,
        acquiring_account,
        units,
        metric,
        authorizations,
        corrects,
        source,
    })
}

fn units(lines: &mut Lines<'_>, approaches: &BTreeSet<ApproachId>) -> Read<Units> {
    let runs = lines.take_numbered("units")?;
    let runs: Vec<BlockRange> = runs.into_iter().map(|run| lines.read(run)).collect::<Read<_>>()?;
    let units = Units::new(runs).map_err(|why| lines.wrong(why))?;
    if units.approaches() != *approaches {
        return Err(lines.wrong("the cooperative approaches of the units are not those that were named"));
    }
    Ok(units)
}

fn quantity(lines: &mut Lines<'_>, units: &Units) -> Read<()> {
    let figures: u64 = lines.take_number("quantity")?;
    if figures != units.quantity().count() {
        return Err(lines.wrong("the units add up to another quantity"));
    }
    if words::number(lines.take("quantity-words")?) != Some(figures) {
        return Err(lines.wrong("the words do not say what the figures say (F11)"));
    }
    Ok(())
}

fn act(lines: &mut Lines<'_>, kind: ActKind) -> Read<Act> {
    let leaves = lines.take_numbered_prose("act")?;
    let leaf = |leaf: &crate::evidence::lines::Prose| leaf.as_str().parse().map_err(|why| lines.wrong(why));
    let leaves = leaves.iter().map(leaf).collect::<Read<_>>()?;
    Ok(Act { kind, leaves, source: None })
}

fn source(lines: &mut Lines<'_>) -> Read<Option<SourceDocument>> {
    let value = lines.take_prose("source-document")?;
    match value.as_str() {
        "none" => Ok(None),
        document => lines.read(document).map(Some),
    }
}

fn initiator<P, S>(lines: &mut Lines<'_>) -> Read<(P, S)>
where
    P: FromStr<Err: Display> + Display,
    S: FromStr<Err: Display> + Display,
{
    let value = lines.take("initiator")?;
    let parts = value.strip_prefix("person:").and_then(|rest| rest.split_once(" station:"));
    let (person, station) = parts.ok_or_else(|| lines.wrong("an initiator reads like person:amina.k station:ONL-2"))?;
    Ok((lines.read(person)?, lines.read(station)?))
}

/// Several values in one line, ascending, each once, at least one.
fn each<T: FromStr<Err: Display> + Display + Ord>(lines: &mut Lines<'_>, key: &str, between: &str) -> Read<BTreeSet<T>> {
    let value = lines.take(key)?;
    let values: Vec<T> = value.split(between).map(|one| lines.read(one)).collect::<Read<_>>()?;
    if !values.is_sorted_by(|one, next| one < next) {
        return Err(lines.wrong("values stand in ascending order, each once"));
    }
    Ok(values.into_iter().collect())
}
