//! Lines, sums and transfers in the words of the communication API, and back.
//! A word, an id or a range that is none makes the whole step unreadable: half-read books would look like differences.
//! Must not know: where lines come from, and what is compared.

use crate::{
    domain::{
        BlockRange, ItmoId, Metric, Quantity, RegistryId,
        authorization::AuthorizationState,
        reconcile::{AccountClass, Amount, Attributes, InFlight, Position, Recent, Total, TotalKey, TransferRecord, Underlying},
        transfer::{InState, OutState, TransferId},
    },
    text::Untrusted,
    wire::{
        BigNumber,
        comm::reconcile::{Line, Record, RunTotal},
        ledger::Span,
    },
};

/// The word for ITMOs that have not been first transferred.
const NOT_YET: &str = "not-yet";

/// The line of a position. How ids are spelled and whether evidence is at hand is no part of what registries exchange of lines.
pub(super) fn line(position: &Position) -> Line {
    let said = &position.attributes;
    let text = |text: &Option<Untrusted>| text.as_ref().map(|text| text.octets().to_owned());
    Line {
        first: position.block.first_id().to_string(),
        last: position.block.last_id().to_string(),
        holder: said.holder.to_string(),
        account: said.account.as_ref().map(ToString::to_string),
        class: said.class.map(|class| class.word().to_owned()),
        authorization: said.authorization.as_ref().map(ToString::to_string),
        authorization_version: said.authorization_version,
        authorization_state: said.authorization_state.map(|state| state.word().to_owned()),
        metric: said.metric.map(|metric| metric.word().to_owned()),
        tonnes: said.amount.map(|amount| BigNumber(amount.tonnes.count())),
        non_ghg: text(&said.non_ghg),
        gwp: text(&said.gwp),
        mitigation_type: text(&said.mitigation_type),
        sector: text(&said.sector),
        activity_type: text(&said.activity_type),
        underlying: said.underlying.as_ref().map(|units| units.units.octets().to_owned()),
        underlying_marked: said.underlying_marked,
        first_transferred: said.first_transferred.map(|day| day.map_or_else(|| NOT_YET.to_owned(), |day| day.to_string())),
    }
}

/// The position a line says; `None` when a part of it does not read.
pub(super) fn position(line: &Line) -> Option<Position> {
    let block = range(&line.first, &line.last)?;
    let text = |text: &Option<String>| text.clone().map(Untrusted::new);
    let first_transferred = match line.first_transferred.as_deref() {
        None => None,
        Some(NOT_YET) => Some(None),
        Some(day) => Some(Some(day.parse().ok()?)),
    };
    let attributes = Attributes {
        account: read_if(line.account.as_deref(), |text| text.parse().ok())?,
        class: read_if(line.class.as_deref(), AccountClass::of_word)?,
        authorization: read_if(line.authorization.as_deref(), |text| text.parse().ok())?,
        authorization_version: line.authorization_version,
        authorization_state: read_if(line.authorization_state.as_deref(), AuthorizationState::of_word)?,
        metric: read_if(line.metric.as_deref(), Metric::of_word)?,
        amount: line.tonnes.map(|tonnes| Amount { of: block.range, tonnes: Quantity::new(tonnes.0) }),
        non_ghg: text(&line.non_ghg),
        gwp: text(&line.gwp),
        mitigation_type: text(&line.mitigation_type),
        sector: text(&line.sector),
        activity_type: text(&line.activity_type),
        underlying: line.underlying.clone().map(|units| Underlying { of: block.range, units: Untrusted::new(units) }),
        underlying_marked: line.underlying_marked,
        first_transferred,
        ..Attributes::held_by(line.holder.parse().ok()?)
    };
    Some(Position::new(block, attributes))
}

/// Consecutive ITMOs by their first and last id.
pub(super) fn range(first: &str, last: &str) -> Option<BlockRange> {
    let id = |text: &str| text.parse::<ItmoId>().ok();
    BlockRange::of(id(first)?, id(last)?).ok()
}

/// `Some(None)` for what is not said, `None` for what does not read.
#[allow(clippy::option_option)]
fn read_if<T>(text: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    match text {
        None => Some(None),
        Some(text) => read(text).map(Some),
    }
}

/// A sum. Tonnes are compared with the lines.
pub(super) fn total(key: &TotalKey, total: &Total) -> RunTotal {
    RunTotal {
        approach: key.approach.to_string(),
        party: key.party.to_string(),
        vintage: key.vintage.year(),
        metric: key.metric.map(|metric| metric.word().to_owned()),
        holder: key.holder.to_string(),
        class: key.class.map(|class| class.word().to_owned()),
        units: BigNumber(u64::try_from(total.units).unwrap_or(u64::MAX)),
    }
}

/// A transfer as one side's history says it; `None` when a part of it does not read.
pub(super) fn record(record: &Record) -> Option<TransferRecord> {
    let (id, quantity) = (record.transfer.parse().ok()?, Quantity::new(record.quantity.0));
    let said = match record.side.as_str() {
        "transferring" => TransferRecord::sent(id, quantity, OutState::of_word(&record.state)?, record.at, record.evidence),
        "acquiring" => TransferRecord::received(id, quantity, InState::of_word(&record.state)?, record.at, record.evidence),
        _ => return None,
    };
    Some(TransferRecord { reported: !record.unreported, ..said })
}

/// A transfer that one side has on its way, as the comparison takes it.
pub(super) fn in_flight(record: &Record, from: RegistryId, to: RegistryId) -> Option<InFlight> {
    let state = OutState::of_word(&record.state).map(OutState::word).or(InState::of_word(&record.state).map(InState::word))?;
    let transfer: TransferId = record.transfer.parse().ok()?;
    let blocks = record.spans.iter().map(|span: &Span| range(&span.first, &span.last)).collect::<Option<Vec<_>>>()?;
    let transfer = Recent { transfer, from, to, quantity: Quantity::new(record.quantity.0), state, at: record.at };
    Some(InFlight { transfer, blocks, finalised: record.finalised })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back_as_it_went_and_a_strange_one_does_not_read() {
        let full = Line {
            first: "CA0007-CHE01-CHE-1-2023".into(),
            last: "CA0007-CHE01-CHE-40-2023".into(),
            holder: "GHA01".into(),
            account: Some("GHA01-100-0001".into()),
            class: Some("holding".into()),
            authorization: Some("AUTH-1".into()),
            authorization_version: Some(2),
            authorization_state: Some("issued".into()),
            metric: Some("GHG".into()),
            tonnes: Some(BigNumber(40)),
            sector: Some("Energy".into()),
            underlying: Some("NA".into()),
            underlying_marked: Some(true),
            first_transferred: Some("2026-03-01".into()),
            ..Line::default()
        };
        assert_eq!(line(&position(&full).unwrap()), full);
        let not_yet = Line { first_transferred: Some(NOT_YET.into()), ..full.clone() };
        assert_eq!(line(&position(&not_yet).unwrap()), not_yet);
        let strange = [
            Line { last: "CA0007-CHE01-CHE-40-2024".into(), ..full.clone() },
            Line { holder: "nobody".into(), ..full.clone() },
            Line { class: Some("lent".into()), ..full.clone() },
            Line { metric: Some("tons".into()), ..full.clone() },
            Line { first_transferred: Some("soon".into()), ..full.clone() },
        ];
        assert!(strange.iter().all(|line| position(line).is_none()));
    }
}
