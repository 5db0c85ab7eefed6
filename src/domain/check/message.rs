//! M: the message or order as written: schema, sequence, spelling, dates, and columns that depend on the action type.
//! Values are compared octet for octet with the common nomenclature; a value with another spelling is another value.
//! Must not know: how the message is parsed.

use super::{
    Facts, Verdict,
    part::{moment, safe, value},
};
use crate::{
    domain::{
        ApproachId, AuthorizationId, PartyCode, Quantity, RegistryId, Vintage,
        nomenclature::Nomenclature,
        transfer::{Action, Record},
    },
    text::{Kind, Untrusted},
};
use jiff::Timestamp;

pub(super) fn schema(facts: &Facts, _: Timestamp) -> Verdict {
    match &facts.message.schema {
        None => Verdict::unknown("there is no message yet"),
        Some(Ok(())) => Verdict::pass(Vec::new()),
        Some(Err(why)) => Verdict::fail(
            value("problem", why.gate(Kind::Prose)),
            "Compare the versions of both registries, and tell its contact.",
        ),
    }
}

pub(super) fn id_is_new(facts: &Facts, _: Timestamp) -> Verdict {
    let (Some(id), Some(new)) = (facts.message.id, facts.message.id_is_new) else {
        return Verdict::unknown("the transfer has no id yet");
    };
    Verdict::judge(
        new,
        value("transfer", id),
        "Another transfer has this id. Don't send; look at that transfer, and tell security.",
    )
}

pub(super) fn sequence(facts: &Facts, _: Timestamp) -> Verdict {
    let Some((found, expected)) = facts.message.sequence else { return Verdict::unknown("there is no message yet") };
    let values = vec![("message", found.to_string()), ("due", expected.to_string())];
    Verdict::judge(found == expected, values, "The messages are out of order. Query the peer's status before anything else.")
}

pub(super) fn values(facts: &Facts, _: Timestamp) -> Verdict {
    let shipped = Nomenclature::shipped();
    let wrong = facts.message.values.iter().find(|(table, value)| !shipped.lists(table, value.octets()));
    match wrong {
        Some((table, found)) => {
            let values = vec![("table", (*table).to_owned()), ("value", found.gate(Kind::Name).to_string())];
            Verdict::fail(
                values,
                format!("Use a value of table {table} as it is spelled there, publication of {}.", shipped.dated()),
            )
        }
        None => Verdict::pass(value("values", facts.message.values.len())),
    }
}

pub(super) fn subtype(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(record) = facts.message.record else { return Verdict::unknown("the registry records the action by itself") };
    let shipped = Nomenclature::shipped();
    let fits = match record.subtype {
        Some(subtype) => shipped.allows(record.action, subtype),
        None => shipped.subtypes(record.action).is_empty(),
    };
    let values = vec![("type", record.action.to_owned()), ("subtype", record.subtype.unwrap_or("none").to_owned())];
    Verdict::judge(fits, values, "Choose a subtype that table 26(b) has for this action type.")
}

pub(super) fn parties(facts: &Facts, _: Timestamp) -> Verdict {
    let wrong = facts.message.parties.iter().find(|text| text.octets().parse::<PartyCode>().is_err());
    known("Party", &facts.message.parties, wrong, "Write the Party as three capital letters, such as CHE.")
}

pub(super) fn approaches(facts: &Facts, _: Timestamp) -> Verdict {
    let message = &facts.message;
    let read = |text: &Untrusted| text.octets().parse::<ApproachId>().ok();
    let list = message.known_approaches.as_ref();
    let good = |text: &&Untrusted| read(text).is_some_and(|id| list.is_none_or(|list| list.contains(&id)));
    let wrong = message.approaches.iter().find(|text| !good(text));
    if wrong.is_none() && list.is_none() {
        return Verdict::unknown("the list of known cooperative approaches is not here");
    }
    known("approach", &message.approaches, wrong, "Write it like CA0007, and enter the approach in this registry first.")
}

pub(super) fn registries(facts: &Facts, _: Timestamp) -> Verdict {
    let message = &facts.message;
    let read = |text: &Untrusted| text.octets().parse::<RegistryId>().ok();
    let list = message.known_registries.as_ref();
    let good = |text: &&Untrusted| read(text).is_some_and(|id| list.is_none_or(|list| list.contains(&id)));
    let wrong = message.registries.iter().find(|text| !good(text));
    if wrong.is_none() && list.is_none() {
        return Verdict::unknown("the list of known registries is not here");
    }
    known("registry", &message.registries, wrong, "Write it like CHE01, and enter the registry in the directory first.")
}

pub(super) fn authorizations(facts: &Facts, _: Timestamp) -> Verdict {
    let wrong = facts.message.authorizations.iter().find(|text| text.octets().parse::<AuthorizationId>().is_err());
    known("authorization", &facts.message.authorizations, wrong, "Write it with letters, digits, inner spaces or - . / only.")
}

fn known(name: &'static str, all: &[Untrusted], wrong: Option<&Untrusted>, hint: &str) -> Verdict {
    match wrong {
        Some(text) => Verdict::fail(value(name, safe(text)), hint),
        None => Verdict::pass(value(name, all.len())),
    }
}

pub(super) fn dates(facts: &Facts, now: Timestamp) -> Verdict {
    let skew = facts.deadlines.skew;
    let message = &facts.message;
    if let Some(created) = message.created.filter(|created| created.duration_since(now) > skew) {
        let values = vec![("made", moment(created)), ("now", moment(now))];
        return Verdict::fail(values, "The message is from the future. Compare clocks with the peer's contact.");
    }
    if let Some(expires) = message.expires.filter(|expires| now.duration_since(*expires) > skew) {
        let values = vec![("expired", moment(expires)), ("now", moment(now))];
        return Verdict::fail(values, "The message came too late. The sender must begin a new transfer.");
    }
    let this_year = now.to_zoned(jiff::tz::TimeZone::UTC).year();
    let ahead = |vintage: Vintage| i32::from(vintage.year()) > i32::from(this_year);
    let vintages = facts.units.spans.iter().map(|named| named.first.series().vintage);
    if let Some(vintage) = vintages.into_iter().find(|vintage| ahead(*vintage)) {
        let values = vec![("vintage", vintage.to_string()), ("this year", this_year.to_string())];
        return Verdict::fail(values, "Outcomes of a year to come don't exist yet. Correct the vintage.");
    }
    Verdict::pass(value("now", moment(now)))
}

pub(super) fn quantity(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(written) = &facts.message.quantity else { return Verdict::unknown("no quantity is written; the serials say it") };
    // A unit is an integer whatever it measures; the amount in another metric than GHG is the block's own text.
    let read = Quantity::parse(written.octets());
    let hint = "Write a whole number of units above zero.";
    Verdict::judge(read.is_ok_and(|quantity| quantity > Quantity::ZERO), value("quantity", safe(written)), hint)
}

pub(super) fn columns(facts: &Facts, _: Timestamp) -> Verdict {
    let message = &facts.message;
    let Some(record) = message.record else { return Verdict::unknown("the registry fills the columns by itself") };
    let given = |text: &Option<Untrusted>| text.as_ref().is_some_and(|text| !matches!(text.octets(), "" | "NA"));
    let is = |action: &str| record.action == action;
    let moves = matches!(record.subtype, Some("First transfer to another Party")) || is("Transfer");
    let purpose_allowed = is("Use") || is("First transfer") || is("Cancellation") || is("Voluntary Cancellation");
    let rules = [
        ("transferring Party", given(&message.transferring), is("Acquisition"), is("Acquisition")),
        ("acquiring Party", given(&message.acquiring), moves, moves),
        ("calendar year", given(&message.year), is("Use") && is_ndc(&facts.action), is("Use")),
        ("purpose", given(&message.purpose), matches!(facts.action, Action::UseForOimp { .. }), purpose_allowed),
    ];
    let wrong = rules.into_iter().find(|(_, given, needed, allowed)| (*needed && !given) || (*given && !allowed));
    match wrong {
        Some((column, given, ..)) => {
            let state = if given { "given" } else { "missing" };
            let values = vec![("type", record.action.to_owned()), ("column", column.to_owned()), ("it is", state.to_owned())];
            let hint = if given { "Leave the column empty, or write NA." } else { "Fill the column." };
            Verdict::fail(values, hint)
        }
        None => Verdict::pass(type_values(record)),
    }
}

fn is_ndc(action: &Action) -> bool {
    matches!(action, Action::UseTowardsNdc { .. })
}

fn type_values(record: Record) -> super::finding::Values {
    value("type", record.action)
}
