//! What is checked when an authorization, or a new version of one, is to be recorded.
//! A version is exactly one above the last, and what units already stand on – approach, Party, metric – never changes.
//! Must not know: the units under the authorization beyond how many were first transferred.

use super::finding::found;
use crate::{
    domain::{
        ApproachId, AuthorizationId, PartyCode, Vintage,
        approach::{ApproachState, InitialReport},
        authorization::{FirstTransferDefinition, Purpose},
        check::{CheckId, Verdict},
        nomenclature::Nomenclature,
    },
    sandbox::{book, desk::Desk, fault::StoreProblem},
    text::{Kind, Untrusted},
    wire::{comm::Finding, ledger::Authorization},
};
use jiff::tz::TimeZone;

/// Text from outside as it may stand among values.
pub(super) fn shown(text: &str) -> String {
    Untrusted::new(text).gate(Kind::Critical).to_string()
}

/// The findings.
pub(super) fn findings(desk: &Desk<'_>, asked: &Authorization) -> Result<Vec<Finding>, StoreProblem> {
    let mut findings = vec![
        found(CheckId::M04, values(asked)),
        found(CheckId::M06, parties(asked)),
        found(CheckId::M09, dates(desk, asked)),
        found(
            CheckId::M10,
            judge(
                asked.id.parse::<AuthorizationId>().is_ok(),
                "authorization",
                &asked.id,
                "Write it with letters, digits, inner spaces or - . / only.",
            ),
        ),
        found(CheckId::B16, timeframe(asked)),
        found(CheckId::Z01, version(desk, asked)?),
        found(CheckId::Z03, definition(asked)),
        found(CheckId::Z04, quantity(desk, asked)?),
    ];
    findings.extend(approach(desk, asked)?);
    Ok(findings)
}

fn judge(holds: bool, name: &'static str, value: &str, hint: &str) -> Verdict {
    Verdict::judge(holds, vec![(name, shown(value))], hint)
}

/// Every word is in its table, spelled exactly so.
fn values(asked: &Authorization) -> Verdict {
    let shipped = Nomenclature::shipped();
    let definition = asked.first_transfer.as_deref().map(|word| ("49(b)", word));
    let words = [
        ("12(b)", asked.metric.as_str()),
        ("15(b)", asked.sector.as_str()),
        ("16(b)", asked.purpose.as_str()),
        ("36(b)", asked.mitigation_type.as_str()),
        ("51(b)", asked.activity_type.as_str()),
    ];
    let wrong = words.into_iter().chain(definition).find(|(table, word)| !shipped.lists(table, word));
    match wrong {
        Some((table, word)) => Verdict::fail(
            vec![("table", table.to_owned()), ("value", shown(word))],
            format!("Use a value of table {table} as it is spelled there."),
        ),
        None => Verdict::pass(vec![("values", "all in their tables".to_owned())]),
    }
}

fn parties(asked: &Authorization) -> Verdict {
    let all = std::iter::once(&asked.party).chain(&asked.parties);
    let wrong = all.into_iter().find(|party| party.parse::<PartyCode>().is_err());
    match wrong {
        Some(party) => judge(false, "Party", party, "Write the Party as three capital letters, such as CHE."),
        None => judge(true, "Party", &asked.party, ""),
    }
}

fn dates(desk: &Desk<'_>, asked: &Authorization) -> Verdict {
    let today = desk.now.to_zoned(TimeZone::UTC).date();
    let values = vec![("given", asked.date.to_string()), ("today", today.to_string())];
    Verdict::judge(asked.date <= today, values, "An authorization that is still to be given can't be recorded.")
}

fn timeframe(asked: &Authorization) -> Verdict {
    let Some((from, to)) = asked.timeframe else { return Verdict::pass(vec![("timeframe", "none".to_owned())]) };
    let holds = from <= to && Vintage::new(from).is_ok() && Vintage::new(to).is_ok();
    let values = vec![("from", from.to_string()), ("to", to.to_string())];
    Verdict::judge(holds, values, "Name two years from 2021 on, the earlier one first.")
}

/// Exactly one above the last version, and the same in what units stand on.
fn version(desk: &Desk<'_>, asked: &Authorization) -> Result<Verdict, StoreProblem> {
    let last = book::authorization_said(desk.book, &asked.id, None)?;
    let next = last.as_ref().map_or(Some(1), |last| last.version.checked_add(1));
    let mut values = vec![
        ("version", asked.version.to_string()),
        ("version in force", last.as_ref().map_or_else(|| "none".to_owned(), |last| last.version.to_string())),
    ];
    if next != Some(asked.version) {
        return Ok(Verdict::fail(values, "Name the version after the one in force; the first is 1."));
    }
    let Some(last) = last else { return Ok(Verdict::pass(values)) };
    if last.state == "revoked" {
        values.push(("state", last.state));
        return Ok(Verdict::fail(values, "A revoked authorization has no further versions. Give a new one."));
    }
    let pairs = [
        ("approach", &last.approach, &asked.approach),
        ("Party", &last.party, &asked.party),
        ("metric", &last.metric, &asked.metric),
    ];
    Ok(match pairs.into_iter().find(|(_, last, asked)| last != asked) {
        Some((name, last, asked)) => {
            values.extend([(name, shown(last)), ("asked", shown(asked))]);
            Verdict::fail(values, "Units stand on it; a version can't change it. Give a new authorization.")
        }
        None => Verdict::pass(values),
    })
}

fn definition(asked: &Authorization) -> Verdict {
    let Some(purpose) = Purpose::of_word(&asked.purpose) else {
        return Verdict::unknown("the purpose is not in its table (M04)");
    };
    let chosen = asked.first_transfer.as_deref().and_then(FirstTransferDefinition::of_word);
    let said = chosen.is_some_and(|chosen| FirstTransferDefinition::FOR_OIMP.contains(&chosen));
    let values = vec![
        ("purpose", purpose.word().to_owned()),
        ("first transfer", asked.first_transfer.as_deref().map_or_else(|| "not said".to_owned(), shown)),
    ];
    Verdict::judge(
        said || !purpose.includes_oimp(),
        values,
        "Say what the first transfer is: Authorisation, Issuance, or Use or Cancellation.",
    )
}

/// A maximum is never below what has been first transferred already.
fn quantity(desk: &Desk<'_>, asked: &Authorization) -> Result<Verdict, StoreProblem> {
    let consumed = book::consumed(desk.book, &asked.id)?.count();
    let most = asked.quantity.map(|most| most.0);
    let values = vec![
        ("authorized", most.map_or_else(|| "no maximum".to_owned(), |most| most.to_string())),
        ("first transferred", consumed.to_string()),
    ];
    let fits = most.is_none_or(|most| most >= consumed && most >= 1 && i64::try_from(most).is_ok());
    Ok(Verdict::judge(fits, values, "Name a maximum above zero and not below what has been first transferred under it."))
}

/// The approach is known, active and reported, and the Party takes part in it.
fn approach(desk: &Desk<'_>, asked: &Authorization) -> Result<Vec<Finding>, StoreProblem> {
    let known = asked.approach.parse::<ApproachId>().ok();
    let known = known.map(|id| book::approach(desk.book, &id.to_string())).transpose()?.flatten();
    let hint = "Write it like CA0007, and enter the approach in this registry first.";
    let mut findings = vec![found(CheckId::M07, judge(known.is_some(), "approach", &asked.approach, hint))];
    let Some(known) = known else { return Ok(findings) };
    let state = vec![("approach", known.id.to_string()), ("state", known.state.word().to_owned())];
    let report = vec![("approach", known.id.to_string()), ("initial report", known.initial_report.word().to_owned())];
    let takes_part = asked.party.parse().is_ok_and(|party| known.parties.contains(&party));
    let parties = vec![("Party", shown(&asked.party)), ("approach", known.id.to_string())];
    let verdicts = [
        (CheckId::Z05, Verdict::judge(takes_part, parties, "Only a participating Party of the approach authorizes under it.")),
        (
            CheckId::Z07,
            Verdict::judge(known.state == ApproachState::Active, state, "Wait until the Parties have made it active."),
        ),
        (
            CheckId::Z08,
            Verdict::judge(
                known.initial_report != InitialReport::Draft,
                report,
                "Nothing is authorized before the Party has submitted its initial report (2/CMA.3, annex, paragraph 18).",
            ),
        ),
    ];
    findings.extend(verdicts.into_iter().map(|(check, verdict)| found(check, verdict)));
    Ok(findings)
}
