//! Discrepancies, from the wire and to it.
//! A kind or a field that is not known does not read: what it means must be known before anybody acts on it.
//! Must not know: runs, and what became of a discrepancy.

use super::{Misfit, Place, metric, range};
use crate::{
    domain::{
        Quantity, Vintage,
        reconcile::{AccountClass, Cause, Code, Field, Finding, Mover, Recent, Said, Subject, TotalKey},
        transfer::{InState, OutState},
    },
    text::Untrusted,
    wire::{BigNumber, admin::reconcile as wire},
};

/// A discrepancy.
///
/// # Errors
/// [`Misfit`] for a kind, a field, a number or an id that is none.
pub fn discrepancy(found: wire::Discrepancy, at: &Place<'_>) -> Result<Finding, Misfit> {
    Ok(Finding {
        code: code("code", &found.code, at)?,
        subject: subject(found.subject, &at.field("subject"))?,
        account: at.parse_if("account", found.account.as_deref())?,
        quantity: Quantity::new(found.quantity.0),
        said: at.each("said", found.said, said)?,
        mover: found.mover.map(|word| mover(&word, at)).transpose()?,
        cause: found.cause.map(|known| cause(known, &at.field("cause"))).transpose()?,
        otherwise: found.otherwise.map(|id| code("otherwise", &id, at)).transpose()?,
        clears_at: found.clears_at,
        since: found.since,
        runs: found.runs,
    })
}

fn code(name: &'static str, id: &str, at: &Place<'_>) -> Result<Code, Misfit> {
    Code::of_id(id).ok_or_else(|| at.field(name).misfit("is no kind of discrepancy this console knows"))
}

/// What a discrepancy is about.
///
/// # Errors
/// [`Misfit`] for an id or a range that is none.
pub fn subject(subject: wire::Subject, at: &Place<'_>) -> Result<Subject, Misfit> {
    Ok(match subject {
        wire::Subject::Units(units) => Subject::Units(range(&units.first, &units.last, &at.field("units"))?),
        wire::Subject::Transfer(id) => Subject::Transfer(at.parse("transfer", &id)?),
        wire::Subject::Order(id) => Subject::Order(at.parse("order", &id)?),
        wire::Subject::Authorization(id) => Subject::Authorization(at.parse("authorization", &id)?),
        wire::Subject::Total(key) => Subject::Total(total(&key, &at.field("total"))?),
        wire::Subject::Snapshot(_) => Subject::Snapshot,
        wire::Subject::Entry(entry) => Subject::Entry(entry.0),
        wire::Subject::Report(year) => Subject::Report(year),
    })
}

/// What is summed together.
///
/// # Errors
/// [`Misfit`] for an id or a word that is none.
pub fn total(key: &wire::TotalKey, at: &Place<'_>) -> Result<TotalKey, Misfit> {
    let class = |word: &String| AccountClass::of_word(word).ok_or_else(|| at.field("class").misfit("is no account class"));
    Ok(TotalKey {
        approach: at.parse("approach", &key.approach)?,
        party: at.parse("party", &key.party)?,
        vintage: Vintage::new(key.vintage).map_err(|why| at.field("vintage").misfit(why))?,
        metric: key.metric.as_deref().map(|word| metric(word, at)).transpose()?,
        holder: at.parse("holder", &key.holder)?,
        class: key.class.as_ref().map(class).transpose()?,
    })
}

/// What each side says of one field.
///
/// # Errors
/// [`Misfit`] for a field this console does not know.
pub fn said(said: wire::Said, at: &Place<'_>) -> Result<Said, Misfit> {
    let field = Field::of_word(&said.field).ok_or_else(|| at.field("field").misfit("is no field this console knows"))?;
    Ok(Said { field, ours: said.ours.map(Untrusted::new), theirs: said.theirs.map(Untrusted::new) })
}

fn mover(word: &str, at: &Place<'_>) -> Result<Mover, Misfit> {
    let every = [Mover::Ours, Mover::Theirs, Mover::Both, Mover::Nobody];
    let found = every.into_iter().find(|mover| mover_word(*mover) == word);
    found.ok_or_else(|| at.field("mover").misfit("is ours, theirs, both or nobody"))
}

fn mover_word(mover: Mover) -> &'static str {
    match mover {
        Mover::Ours => "ours",
        Mover::Theirs => "theirs",
        Mover::Both => "both",
        Mover::Nobody => "nobody",
    }
}

fn cause(cause: wire::Cause, at: &Place<'_>) -> Result<Cause, Misfit> {
    Ok(match cause {
        wire::Cause::Transfers(sum) => {
            let units = i128::from(sum.difference.0);
            let difference = if sum.more { units } else { -units };
            Cause::Transfers { difference, items: at.each("items", sum.items, recent)? }
        }
        wire::Cause::OffByOne(_) => Cause::OffByOne,
        wire::Cause::IdPart(word) => {
            Cause::IdPart(Field::of_word(&word).ok_or_else(|| at.misfit("names no part of an id this console knows"))?)
        }
        wire::Cause::Borders(count) => Cause::Borders(count.0),
    })
}

fn recent(moved: wire::Moved, at: &Place<'_>) -> Result<Recent, Misfit> {
    let (out, inward) = (OutState::of_word(&moved.state), InState::of_word(&moved.state));
    let state = out.map(OutState::word).or_else(|| inward.map(InState::word));
    Ok(Recent {
        transfer: at.parse("transfer", &moved.transfer)?,
        from: at.parse("from", &moved.from)?,
        to: at.parse("to", &moved.to)?,
        quantity: Quantity::new(moved.quantity.0),
        state: state.ok_or_else(|| at.field("state").misfit("is no state of a transfer this console knows"))?,
        at: moved.at,
    })
}

/// A discrepancy, for the wire.
pub fn discrepancy_to_wire(finding: &Finding) -> wire::Discrepancy {
    wire::Discrepancy {
        code: finding.code.id().to_owned(),
        subject: subject_to_wire(&finding.subject),
        account: finding.account.as_ref().map(ToString::to_string),
        quantity: BigNumber(finding.quantity.count()),
        said: finding.said.iter().map(said_to_wire).collect(),
        mover: finding.mover.map(|mover| mover_word(mover).to_owned()),
        cause: finding.cause.as_ref().map(cause_to_wire),
        otherwise: finding.otherwise.map(|code| code.id().to_owned()),
        clears_at: finding.clears_at,
        since: finding.since,
        runs: finding.runs,
    }
}

/// What a discrepancy is about, for the wire.
pub fn subject_to_wire(subject: &Subject) -> wire::Subject {
    match subject {
        Subject::Units(block) => {
            wire::Subject::Units(wire::Units { first: block.first_id().to_string(), last: block.last_id().to_string() })
        }
        Subject::Transfer(id) => wire::Subject::Transfer(id.to_string()),
        Subject::Order(id) => wire::Subject::Order(id.to_string()),
        Subject::Authorization(id) => wire::Subject::Authorization(id.to_string()),
        Subject::Total(key) => wire::Subject::Total(wire::TotalKey {
            approach: key.approach.to_string(),
            party: key.party.to_string(),
            vintage: key.vintage.year(),
            metric: key.metric.map(|metric| metric.word().to_owned()),
            holder: key.holder.to_string(),
            class: key.class.map(|class| class.word().to_owned()),
        }),
        Subject::Snapshot => wire::Subject::Snapshot("both".to_owned()),
        Subject::Entry(entry) => wire::Subject::Entry(BigNumber(*entry)),
        Subject::Report(year) => wire::Subject::Report(*year),
    }
}

/// What each side says of one field, for the wire.
pub fn said_to_wire(said: &Said) -> wire::Said {
    let text = |text: &Option<Untrusted>| text.as_ref().map(|text| text.octets().to_owned());
    wire::Said { field: said.field.word().to_owned(), ours: text(&said.ours), theirs: text(&said.theirs) }
}

fn cause_to_wire(cause: &Cause) -> wire::Cause {
    let moved = |recent: &Recent| wire::Moved {
        transfer: recent.transfer.to_string(),
        from: recent.from.to_string(),
        to: recent.to.to_string(),
        quantity: BigNumber(recent.quantity.count()),
        state: recent.state.to_owned(),
        at: recent.at,
    };
    match cause {
        Cause::Transfers { difference, items } => wire::Cause::Transfers(wire::Sum {
            more: *difference >= 0,
            difference: BigNumber(u64::try_from(difference.unsigned_abs()).unwrap_or(u64::MAX)),
            items: items.iter().map(moved).collect(),
        }),
        Cause::OffByOne => wire::Cause::OffByOne("serial".to_owned()),
        Cause::IdPart(field) => wire::Cause::IdPart(field.word().to_owned()),
        Cause::Borders(count) => wire::Cause::Borders(BigNumber(*count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::BlockRange;

    #[test]
    fn a_finding_comes_back_as_it_went() {
        let id = |text: &str| text.parse().unwrap();
        let block = BlockRange::of(id("CA0007-CHE01-CHE-1-2023"), id("CA0007-CHE01-CHE-40-2023")).unwrap();
        let at = "2026-11-28T08:00:00Z".parse().unwrap();
        let recent = Recent {
            transfer: "CHE01-2026-000044".parse().unwrap(),
            from: "CHE01".parse().unwrap(),
            to: "GHA01".parse().unwrap(),
            quantity: Quantity::new(40),
            state: "finalised-out",
            at,
        };
        let finding = Finding {
            cause: Some(Cause::Transfers { difference: -40, items: vec![recent] }),
            otherwise: Some(Code::D02),
            clears_at: Some(at),
            mover: Some(Mover::Theirs),
            ..Finding::units(Code::D14, block, at).saying([Said::one(Field::Holder, true, "CHE01")])
        };
        let subjects = [
            finding.subject.clone(),
            Subject::Snapshot,
            Subject::Entry(7),
            Subject::Report(2025),
            Subject::Transfer("CHE01-2026-000044".parse().unwrap()),
        ];
        for subject in subjects {
            let finding = Finding { subject, ..finding.clone() };
            let text = serde_json::to_string(&discrepancy_to_wire(&finding)).unwrap();
            assert_eq!(discrepancy(serde_json::from_str(&text).unwrap(), &Place::ROOT).unwrap(), finding, "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_named_by_its_place() {
        let at = "2026-11-28T08:00:00Z".parse().unwrap();
        let good = discrepancy_to_wire(&Finding::new(Code::D20, Subject::Snapshot, Quantity::ZERO, at));
        let strange = wire::Discrepancy { code: "X99".into(), ..good.clone() };
        assert_eq!(discrepancy(strange, &Place::ROOT).unwrap_err().at, "code");
        let said = wire::Said { field: "colour".into(), ours: None, theirs: None };
        let strange = wire::Discrepancy { said: vec![said], ..good };
        assert_eq!(discrepancy(strange, &Place::ROOT).unwrap_err().at, "said[0].field");
    }
}
