//! The units of an action, cut into parts that share authorization, metric and first-transfer status.
//! Before sending the book's word counts; for what a peer offers, or what is to be issued, the stated attributes do.
//! Must not know: which check asks.

use super::{Facts, Lookup, Occasion, Verdict, finding::Values};
use crate::{
    domain::{AuthorizationId, Metric, Quantity, Series, authorization::Authorization, transfer::Action},
    text::{Kind, Untrusted, time},
};
use jiff::Timestamp;

/// Units of one series under one authorization.
pub(super) struct Part<'a> {
    pub series: Series,
    pub authorization: &'a AuthorizationId,
    pub version: u32,
    pub metric: Metric,
    pub quantity: Quantity,
    pub first_transferred: bool,
}

pub(super) const NO_UNITS: &str = "no units are named";
const NOT_LOOKED_UP: &str = "neither the book nor the message says what the units are";

/// The parts of all spans.
///
/// # Errors
/// Why they can't be told.
pub(super) fn parts(facts: &Facts) -> Result<Vec<Part<'_>>, &'static str> {
    let mut parts = Vec::new();
    // What is to be issued is in no book yet.
    let issue = matches!(facts.action, Action::Issue { .. });
    for named in &facts.units.spans {
        let span = named.span().ok_or("a span of units is not well formed")?;
        let from_book = || named.held.as_ref().filter(|_| facts.occasion != Occasion::Receiving && !issue);
        match (&named.stated, from_book()) {
            (_, Some(blocks)) => {
                for block in blocks.iter().filter(|block| block.series == span.series) {
                    let Some(shared) = block.range.intersect(span.range) else { continue };
                    parts.push(Part {
                        series: span.series,
                        authorization: &block.authorization,
                        version: block.authorization_version,
                        metric: block.metric,
                        quantity: shared.quantity(),
                        first_transferred: block.first_transferred.is_some(),
                    });
                }
            }
            (Some(stated), None) => parts.push(Part {
                series: span.series,
                authorization: &stated.authorization,
                version: stated.authorization_version,
                metric: stated.metric,
                quantity: span.quantity(),
                first_transferred: stated.first_transferred.is_some(),
            }),
            (None, None) => return Err(NOT_LOOKED_UP),
        }
    }
    if parts.is_empty() { Err(NO_UNITS) } else { Ok(parts) }
}

/// Judges each part with its authorization; the worst verdict counts.
pub(super) fn for_each_authorization(facts: &Facts, judge: impl Fn(&Part<'_>, &Authorization) -> Verdict) -> Verdict {
    for_each_part(facts, |part| match authorization(facts, part.authorization) {
        Lookup::Found(found) => judge(part, found),
        Lookup::Missing => Verdict::unknown("the authorization does not exist here (Z01)"),
        Lookup::Unknown(reason) => Verdict::unknown(reason),
    })
}

/// Judges each part; the worst verdict counts.
pub(super) fn for_each_part(facts: &Facts, judge: impl Fn(&Part<'_>) -> Verdict) -> Verdict {
    match parts(facts) {
        Ok(parts) => Verdict::worst(parts.iter().map(judge), NO_UNITS),
        Err(reason) => Verdict::unknown(reason),
    }
}

/// What is known of an authorization.
pub(super) fn authorization<'a>(facts: &'a Facts, id: &AuthorizationId) -> &'a Lookup<Authorization> {
    let found = facts.authorizations.iter().find(|(known, _)| known == id);
    found.map_or(&Lookup::Unknown("the authorization was not looked up"), |(_, found)| found)
}

/// Text from outside as it may stand among the values.
pub(super) fn safe(text: &Untrusted) -> String {
    text.gate(Kind::Critical).to_string()
}

/// A moment as it may stand among the values, to the second. What holds without limit has no digits.
pub(super) fn moment(at: Timestamp) -> String {
    match at {
        at if at == Timestamp::MIN => "the beginning".to_owned(),
        at if at == Timestamp::MAX => "further notice".to_owned(),
        at => format!("{} UTC", time::second(at)),
    }
}

/// One value.
pub(super) fn value(name: &'static str, value: impl ToString) -> Values {
    vec![(name, value.to_string())]
}
