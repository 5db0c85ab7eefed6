//! Z: the authorizations and cooperative approaches the units stand under, and the policy on what may leave the country.
//! Units are judged by the authorization each of them was created under; the worst finding counts.
//! Must not know: who gave an authorization, and how it is changed.

use super::{
    Facts, Lookup, Occasion, Verdict,
    control::total,
    part::{Part, authorization, for_each_authorization, for_each_part, parts, value},
};
use crate::{
    domain::{
        ApproachId, HolderKind, PartyCode, Quantity,
        approach::{Approach, ApproachState, InitialReport},
        authorization::{Authorization, AuthorizationState, Use},
        transfer::{Action, Record},
    },
    text::Kind,
};
use jiff::Timestamp;

pub(super) fn in_force(facts: &Facts, _: Timestamp) -> Verdict {
    for_each_part(facts, |part| match authorization(facts, part.authorization) {
        Lookup::Unknown(reason) => Verdict::unknown(reason),
        Lookup::Missing => {
            let values = value("authorization", part.authorization);
            Verdict::fail(values, "It is not in this registry. Wait until it is published, and compare its id.")
        }
        Lookup::Found(found) => {
            let in_force = match found.state {
                AuthorizationState::Issued => true,
                AuthorizationState::Exhausted => !is_first_transfer(facts, part, found),
                // What was first transferred before stays what it is (decision 4/CMA.6).
                AuthorizationState::Expired | AuthorizationState::Revoked => part.first_transferred,
                AuthorizationState::Draft | AuthorizationState::Suspended => false,
            };
            let version = (1..=found.version).contains(&part.version);
            let values = vec![
                ("authorization", part.authorization.to_string()),
                ("state", found.state.word().to_owned()),
                ("version named", part.version.to_string()),
                ("version in force", found.version.to_string()),
            ];
            let hint = if in_force { "Name a version that exists." } else { "Wait until it is in force, or name other units." };
            Verdict::judge(in_force && version, values, hint)
        }
    })
}

pub(super) fn purpose(facts: &Facts, _: Timestamp) -> Verdict {
    let intended = match &facts.action {
        Action::UseTowardsNdc { .. } => Some(Use::Ndc),
        Action::UseForOimp { .. } => Some(facts.intended.filter(|use_| *use_ != Use::Ndc).unwrap_or(Use::Oimp)),
        _ => facts.intended,
    };
    let Some(intended) = intended else { return Verdict::unknown("no use is named") };
    for_each_authorization(facts, |_, found| {
        let values = vec![("authorized for", found.purpose.word().to_owned()), ("to be used for", intended.word().to_owned())];
        Verdict::judge(found.purpose.covers(intended), values, "Name units that are authorized for this use.")
    })
}

pub(super) fn definition(facts: &Facts, _: Timestamp) -> Verdict {
    for_each_authorization(facts, |_, found| {
        let chosen = found.first_transfer_oimp;
        let said = chosen.is_some_and(|chosen| crate::domain::authorization::FirstTransferDefinition::FOR_OIMP.contains(&chosen));
        let values = vec![
            ("purpose", found.purpose.word().to_owned()),
            ("first transfer", chosen.map_or("not said", |chosen| chosen.word()).to_owned()),
        ];
        let hint = "The first transferring Party must say what the first transfer is. Ask its contact.";
        Verdict::judge(said || !found.purpose.includes_oimp(), values, hint)
    })
}

pub(super) fn quantity(facts: &Facts, _: Timestamp) -> Verdict {
    let all = parts(facts).unwrap_or_default();
    for_each_authorization(facts, |part, found| {
        let Some(most) = found.quantity else { return Verdict::pass(value("authorized", "no maximum")) };
        let counts = |other: &&Part<'_>| other.authorization == part.authorization && is_first_transfer(facts, other, found);
        let new = Quantity::total(all.iter().filter(counts).map(|other| other.quantity));
        let after = new.and_then(|new| found.consumed.plus(new));
        let asked = new.map_or_else(|| "more than 64 bits hold".to_owned(), |new| new.to_string());
        let values = vec![("authorized", most.to_string()), ("first transferred", found.consumed.to_string()), ("asked", asked)];
        let nothing_new = new == Some(Quantity::ZERO);
        let left = found.left().unwrap_or(Quantity::ZERO);
        Verdict::judge(
            nothing_new || after.is_some_and(|after| after <= most),
            values,
            format!("{left} are left under it. Order no more than that."),
        )
    })
}

/// Whether the action is the first transfer of these units.
fn is_first_transfer(facts: &Facts, part: &Part<'_>, found: &Authorization) -> bool {
    facts.action.records(part.first_transferred, found.first_transfer()).is_some_and(Record::is_first_transfer)
}

pub(super) fn party(facts: &Facts, _: Timestamp) -> Verdict {
    let acquiring: Option<PartyCode> = match facts.occasion {
        Occasion::Receiving => Some(facts.registry.party()),
        _ => facts.action.goes_to().map(|registry| registry.party()),
    };
    let Some(acquiring) = acquiring else { return Verdict::unknown("no other Party takes part") };
    for_each_authorization(facts, |part, found| {
        let values = vec![("authorization", part.authorization.to_string()), ("acquiring Party", acquiring.to_string())];
        // Units that come home to their first transferring Party need nobody's leave.
        let allowed = found.allows_party(acquiring) || acquiring == found.party;
        Verdict::judge(
            allowed,
            values,
            "This authorization does not allow that Party. Name other units, or ask for a new version.",
        )
    })
}

pub(super) fn entity(facts: &Facts, _: Timestamp) -> Verdict {
    let acting = match facts.occasion {
        Occasion::Receiving => &facts.accounts.receiving,
        _ if matches!(facts.action, Action::Issue { .. }) => &facts.accounts.receiving,
        _ => &facts.accounts.sending,
    };
    let holder = match acting {
        Lookup::Found(account) => &account.holder,
        Lookup::Missing => return Verdict::unknown("the account does not exist here (A01, A05)"),
        Lookup::Unknown(reason) => return Verdict::unknown(reason),
    };
    let name = holder.name.gate(Kind::Name).to_string();
    if holder.kind == HolderKind::Party {
        return Verdict::pass(value("Party", name));
    }
    for_each_authorization(facts, |_, found| {
        if found.entities.is_empty() {
            return Verdict::unknown("the authorization names no entities");
        }
        let hint = "The holder is not named in the authorization. Ask the Party for a version that names it.";
        Verdict::judge(found.entities.contains(&holder.name), value("entity", &name), hint)
    })
}

pub(super) fn approach(facts: &Facts, _: Timestamp) -> Verdict {
    for_each_approach(facts, |found| {
        let values = vec![("approach", found.id.to_string()), ("state", found.state.word().to_owned())];
        Verdict::judge(
            found.state == ApproachState::Active,
            values,
            "Wait until the Parties have made it active, and ask them when.",
        )
    })
}

pub(super) fn report(facts: &Facts, _: Timestamp) -> Verdict {
    for_each_approach(facts, |found| {
        let values = vec![("approach", found.id.to_string()), ("initial report", found.initial_report.word().to_owned())];
        Verdict::judge(
            found.initial_report != InitialReport::Draft,
            values,
            "Nothing moves before the Party has submitted its initial report.",
        )
    })
}

fn for_each_approach(facts: &Facts, judge: impl Fn(&Approach) -> Verdict) -> Verdict {
    let mut ids: Vec<ApproachId> = facts.units.spans.iter().map(|named| named.first.series().approach).collect();
    ids.sort_unstable();
    ids.dedup();
    let one = |id: ApproachId| match facts.approaches.iter().find(|(known, _)| *known == id).map(|(_, found)| found) {
        None => Verdict::unknown("the cooperative approach was not looked up"),
        Some(Lookup::Unknown(reason)) => Verdict::unknown(reason),
        Some(Lookup::Missing) => {
            Verdict::fail(value("approach", id), "This registry does not know the approach. Enter it first.")
        }
        Some(Lookup::Found(found)) => judge(found),
    };
    Verdict::worst(ids.into_iter().map(one), super::part::NO_UNITS)
}

pub(super) fn classification(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(called) = facts.message.record else { return Verdict::unknown("the registry records the action by itself") };
    for_each_authorization(facts, |part, found| {
        let due = facts.action.records(part.first_transferred, found.first_transfer());
        let values = vec![
            ("called", called.action.to_owned()),
            ("is", due.map_or("nothing to record", |due| due.action).to_owned()),
            ("first transferred before", if part.first_transferred { "yes" } else { "no" }.to_owned()),
        ];
        let agrees = called.is_first_transfer() == due.is_some_and(Record::is_first_transfer);
        Verdict::judge(agrees, values, "Correct the action type, or split the transfer: units first transferred before go apart.")
    })
}

pub(super) fn year(facts: &Facts, _: Timestamp) -> Verdict {
    let Action::UseTowardsNdc { year } = &facts.action else { return Verdict::unknown("this is no use towards a contribution") };
    for_each_part(facts, |part| {
        let mut values = vec![("year", year.to_string()), ("vintage", part.series.vintage.to_string())];
        if *year < part.series.vintage {
            return Verdict::fail(values, "Outcomes can't be used for a year before they occurred. Choose a later year.");
        }
        let Some((from, to)) = facts.ndc_period else {
            return Verdict::unknown("the period of the contribution is not known here");
        };
        values.push(("period", format!("{from} – {to}")));
        Verdict::judge((from..=to).contains(year), values, "Choose a year within the period of the contribution.")
    })
}

pub(super) fn nothing_deducted(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(ordered) = facts.units.ordered else { return Verdict::unknown("the order names no quantity of its own") };
    let Some(found) = total(facts) else { return Verdict::unknown("the total of the units is not known") };
    let values = vec![("ordered", ordered.to_string()), ("moves", found.to_string())];
    Verdict::judge(
        ordered == found,
        values,
        "Name exactly the units that were ordered. Order cancellations and shares of proceeds by themselves.",
    )
}

pub(super) fn export(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(left) = facts.export_left else { return Verdict::unknown("no export limit of the Party is known") };
    let Some(asked) = total(facts) else { return Verdict::unknown("the total of the units is not known") };
    let values = vec![("asked", asked.to_string()), ("left", left.to_string())];
    Verdict::judge(asked <= left, values, "Order less, or wait for the Party's next period.")
}
