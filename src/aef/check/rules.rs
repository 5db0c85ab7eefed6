//! The rules that look at more than one cell of a row: what an action type or a metric demands and forbids elsewhere, and what the ids
//! say of the columns beside them (4/CMA.6 annex II, tables 2 to 4).
//! Must not know: other rows.

use super::{
    breach::{Breach, Fault},
    rows::Row,
};
use crate::{
    aef::{
        format::{ACTION_SUBTYPES, ACTION_TYPES, Field, METRICS, PURPOSES, Table, subtypes_of},
        value::{self, Ids},
    },
    domain::block::Series,
};

/// What is wrong within a row.
pub(super) fn judge(row: &Row<'_>) -> Vec<Breach> {
    let mut found = Vec::new();
    match row.columns.table {
        Table::Authorizations => {
            metric(row, false, &mut found);
            purpose(row, &mut found);
        }
        Table::Actions => {
            metric(row, true, &mut found);
            underlying(row, &mut found);
            ids(row, &mut found);
            action(row, &mut found);
        }
        Table::Holdings => {
            metric(row, true, &mut found);
            underlying(row, &mut found);
            ids(row, &mut found);
        }
        Table::Submission | Table::Entities => {}
    }
    found
}

/// A column that must say something now.
fn demand(row: &Row<'_>, field: Field, because: &'static str, found: &mut Vec<Breach>) {
    if !row.says(field) && row.columns.place(field).is_some() {
        found.push(row.breach(field, Fault::Demanded { because }));
    }
}

/// A column that has nothing to say now.
fn forbid(row: &Row<'_>, field: Field, because: &'static str, found: &mut Vec<Breach>) {
    if row.says(field) {
        found.push(row.breach(field, Fault::OutOfPlace { because }));
    }
}

fn metric(row: &Row<'_>, has_quantity: bool, found: &mut Vec<Breach>) {
    let columns: &[Field] = if has_quantity { &[Field::NonGhgMetric, Field::NonGhgQuantity] } else { &[Field::NonGhgMetric] };
    for field in columns {
        match row.word(Field::Metric, &METRICS) {
            Some("GHG") => forbid(row, *field, "the metric is GHG", found),
            Some(_) => demand(row, *field, "the metric is not GHG", found),
            None => {}
        }
    }
}

/// 2/CMA.3 annex, paragraph 2(b): whoever authorizes for other purposes says which, and what the first transfer is.
fn purpose(row: &Row<'_>, found: &mut Vec<Breach>) {
    match row.word(Field::Purpose, &PURPOSES) {
        Some("NDC") => {
            forbid(row, Field::OimpAuthorized, "the purpose is NDC alone", found);
            forbid(
                row,
                Field::FirstTransferDefinition,
                "the purpose is NDC alone; its first transfer is the international one",
                found,
            );
        }
        Some(purpose) => {
            if purpose.contains("IMP") {
                demand(row, Field::OimpAuthorized, "the purpose covers other international mitigation purposes", found);
            }
            demand(
                row,
                Field::FirstTransferDefinition,
                "the purpose covers more than NDCs (2/CMA.3 annex, paragraph 2(b))",
                found,
            );
        }
        None => {}
    }
}

fn underlying(row: &Row<'_>, found: &mut Vec<Breach>) {
    for field in [Field::UnderlyingFirst, Field::UnderlyingLast] {
        if row.says(Field::UnderlyingRegistry) {
            demand(row, field, "the row names an underlying unit registry", found);
        } else {
            forbid(row, field, "the row names no underlying unit registry", found);
        }
    }
}

/// What the ids say of quantity and of the columns that repeat parts of them. Of the registry they say nothing: in holdings and
/// actions the column names the one that holds or acts.
fn ids(row: &Row<'_>, found: &mut Vec<Breach>) {
    let ids = match row.ids() {
        Ok(Some(ids)) => ids,
        Ok(None) => return,
        Err((field, why)) => return found.push(row.breach(field, Fault::Cell(why))),
    };
    let Ids { block, .. } = ids;
    let Series { approach, party, vintage, .. } = block.series;
    let repeats = [
        (Field::Approach, approach.to_string()),
        (Field::FirstTransferringParty, party.to_string()),
        (Field::Vintage, vintage.to_string()),
    ];
    for (field, said) in repeats {
        if row.text(field).is_some_and(|text| text != said) {
            found.push(row.breach(field, Fault::NotTheIds { said }));
        }
    }
    // An ITMO of another metric is a unit of it or a tonne, as the Parties agreed: its ids count one of the two.
    let quantity = |field| value::quantity(row.cell(field)).ok().flatten();
    let is_ghg = row.word(Field::Metric, &METRICS) == Some("GHG");
    let counted = if is_ghg { Field::Tonnes } else { Field::NonGhgQuantity };
    let is_other = |said| said != block.quantity();
    if quantity(counted).is_some_and(is_other) && quantity(Field::Tonnes).is_none_or(is_other) {
        found.push(
            row.breach(counted, Fault::Quantity { counted: block.range.last().number() - block.range.first().number() + 1 }),
        );
    }
}

/// What an action of a type says.
fn action(row: &Row<'_>, found: &mut Vec<Breach>) {
    let Some(kind) = row.word(Field::ActionType, &ACTION_TYPES) else { return };
    let subtype = row.word(Field::ActionSubtype, &ACTION_SUBTYPES);
    if subtype.is_some_and(|subtype| !subtypes_of(kind).contains(&subtype)) {
        found.push(row.breach(Field::ActionSubtype, Fault::Subtype));
    }
    if kind == "Acquisition" {
        demand(row, Field::TransferringParty, "the action is an acquisition", found);
    } else {
        forbid(row, Field::TransferringParty, "only an acquisition has a transferring Party", found);
    }
    let to_fund = subtype.is_some_and(|subtype| subtype.contains("Adaptation Fund"));
    match (kind, subtype) {
        ("First transfer", None | Some("First transfer to another Party")) => {
            demand(row, Field::AcquiringParty, "the action is a first transfer to another Party", found);
        }
        ("Transfer", _) if !to_fund => demand(row, Field::AcquiringParty, "the action is a transfer", found),
        ("First transfer" | "Transfer", _) => {}
        _ => forbid(row, Field::AcquiringParty, "only a first transfer or a transfer has an acquiring Party", found),
    }
    used(row, kind, subtype, found);
}

/// Who used or cancelled, and for what.
fn used(row: &Row<'_>, kind: &str, subtype: Option<&str>, found: &mut Vec<Breach>) {
    let ends = matches!(kind, "Use" | "Cancellation" | "Voluntary Cancellation");
    let first_by_use = kind == "First transfer" && subtype == Some("Use or cancellation");
    if ends || first_by_use {
        if !row.says(Field::UsingParty) && !row.says(Field::UsingEntity) {
            demand(row, Field::UsingParty, "no authorized entity is named either", found);
        }
    } else {
        forbid(row, Field::UsingParty, "nothing is used or cancelled", found);
        forbid(row, Field::UsingEntity, "nothing is used or cancelled", found);
    }
    if !(ends || kind == "First transfer") {
        forbid(row, Field::OimpPurpose, "only a first transfer, a use or a cancellation has such a purpose", found);
    }
    match kind {
        "Use" if !row.says(Field::OimpPurpose) => {
            demand(row, Field::NdcYear, "no other international mitigation purpose is named either", found);
        }
        "Use" => forbid(row, Field::NdcYear, "the ITMOs are used towards another purpose", found),
        _ => forbid(row, Field::NdcYear, "only a use is towards an NDC", found),
    }
}
