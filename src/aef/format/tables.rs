//! The columns of each table in their order, with what each needs and its form.
//! A column that a rule decides about is marked so, and is neither required nor free here.
//! Must not know: rules that look at more than one cell.

use super::{
    column::Field,
    need::{Form, Need},
    words::{
        ACTION_SUBTYPES, ACTION_TYPES, ACTIVITY_TYPES, FIRST_TRANSFERS, METRICS, MITIGATION_TYPES, PURPOSES, SECTORS,
        UNDERLYING_REGISTRIES,
    },
};

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub field: Field,
    /// Whether it must say something.
    pub need: Need,
    /// How it is written.
    pub form: Form,
}

const fn required(field: Field, form: Form) -> Entry {
    Entry { field, need: Need::Required, form }
}

const fn optional(field: Field, form: Form) -> Entry {
    Entry { field, need: Need::Optional, form }
}

const fn by_row(field: Field, form: Form) -> Entry {
    Entry { field, need: Need::ByRow, form }
}

const fn blank(field: Field) -> Entry {
    Entry { field, need: Need::LeftBlank, form: Form::Text }
}

const METRIC: Form = Form::Word(&METRICS, "GHG, non-GHG");
const SECTOR: Form = Form::Words(&SECTORS, "the sectors of the common nomenclature, table 15(b)");
const ACTIVITY: Form = Form::Words(&ACTIVITY_TYPES, "the activity types of the common nomenclature, table 51(b)");
const PURPOSE: Form = Form::Word(&PURPOSES, "NDC, OIMP, IMP, OP, NDC and OIMP, NDC and IMP, NDC and OP");
const FIRST_TRANSFER: Form = Form::Word(&FIRST_TRANSFERS, "Authorisation, Issuance, Use or Cancellation");
const MITIGATION: Form = Form::Word(&MITIGATION_TYPES, "Emission reductions, Removals, Emission reductions and removals");
const UNDERLYING: Form = Form::Word(&UNDERLYING_REGISTRIES, "the underlying unit registries of the nomenclature, table 31(b)");
const ACTION: Form = Form::Word(&ACTION_TYPES, "the action types of the common nomenclature, table 25(b)");
const SUBTYPE: Form = Form::Word(&ACTION_SUBTYPES, "the action subtypes of the common nomenclature, table 26(b)");

pub(super) const SUBMISSION: [Entry; 9] = [
    required(Field::Party, Form::Party),
    required(Field::SubmissionVersion, Form::Version),
    required(Field::ReportedYear, Form::Year),
    required(Field::SubmissionDate, Form::Date),
    blank(Field::ReviewStatus),
    blank(Field::SubmissionCheck),
    required(Field::NdcFirstYear, Form::Year),
    required(Field::NdcLastYear, Form::Year),
    blank(Field::ReviewReport),
];

pub(super) const AUTHORIZATIONS: [Entry; 19] = [
    required(Field::Authorization, Form::Authorization),
    required(Field::AuthorizationDate, Form::Date),
    required(Field::Approach, Form::Approach),
    required(Field::AuthorizationVersion, Form::Whole),
    optional(Field::AuthorizedQuantity, Form::Whole),
    required(Field::Metric, METRIC),
    optional(Field::Gwp, Form::Text),
    by_row(Field::NonGhgMetric, Form::Text),
    required(Field::Sectors, SECTOR),
    optional(Field::ActivityType, ACTIVITY),
    required(Field::Purpose, PURPOSE),
    optional(Field::AuthorizedParties, Form::Parties),
    optional(Field::AuthorizedEntities, Form::Text),
    by_row(Field::OimpAuthorized, Form::Text),
    optional(Field::Timeframe, Form::Timeframe),
    optional(Field::Terms, Form::Text),
    blank(Field::Documentation),
    by_row(Field::FirstTransferDefinition, FIRST_TRANSFER),
    optional(Field::MoreInformation, Form::Text),
];

pub(super) const ACTIONS: [Entry; 27] = [
    required(Field::ActionDate, Form::Moment),
    required(Field::ActionType, ACTION),
    optional(Field::ActionSubtype, SUBTYPE),
    required(Field::Approach, Form::Approach),
    required(Field::Authorization, Form::Authorization),
    required(Field::FirstTransferringParty, Form::Party),
    required(Field::Registry, Form::Registry),
    required(Field::FirstId, Form::Itmo),
    required(Field::LastId, Form::Itmo),
    optional(Field::UnderlyingRegistry, UNDERLYING),
    by_row(Field::UnderlyingFirst, Form::Text),
    by_row(Field::UnderlyingLast, Form::Text),
    required(Field::Metric, METRIC),
    optional(Field::Gwp, Form::Text),
    by_row(Field::NonGhgMetric, Form::Text),
    required(Field::Tonnes, Form::Whole),
    by_row(Field::NonGhgQuantity, Form::Whole),
    required(Field::MitigationType, MITIGATION),
    required(Field::Vintage, Form::Vintage),
    by_row(Field::TransferringParty, Form::Party),
    by_row(Field::AcquiringParty, Form::Party),
    by_row(Field::OimpPurpose, Form::Text),
    by_row(Field::UsingParty, Form::Party),
    by_row(Field::UsingEntity, Form::Text),
    by_row(Field::NdcYear, Form::Year),
    blank(Field::ActionCheck),
    optional(Field::MoreInformation, Form::Text),
];

pub(super) const HOLDINGS: [Entry; 16] = [
    required(Field::Approach, Form::Approach),
    required(Field::Authorization, Form::Authorization),
    required(Field::FirstTransferringParty, Form::Party),
    required(Field::Registry, Form::Registry),
    required(Field::FirstId, Form::Itmo),
    required(Field::LastId, Form::Itmo),
    optional(Field::UnderlyingRegistry, UNDERLYING),
    by_row(Field::UnderlyingFirst, Form::Text),
    by_row(Field::UnderlyingLast, Form::Text),
    required(Field::Metric, METRIC),
    optional(Field::Gwp, Form::Text),
    by_row(Field::NonGhgMetric, Form::Text),
    required(Field::Tonnes, Form::Whole),
    by_row(Field::NonGhgQuantity, Form::Whole),
    required(Field::MitigationType, MITIGATION),
    required(Field::Vintage, Form::Vintage),
];

pub(super) const ENTITIES: [Entry; 8] = [
    required(Field::EntityDate, Form::Date),
    required(Field::EntityName, Form::Text),
    required(Field::EntityCountry, Form::Text),
    required(Field::EntityNumber, Form::Text),
    required(Field::Approach, Form::Approach),
    optional(Field::EntityConditions, Form::Text),
    optional(Field::EntityChanges, Form::Text),
    optional(Field::MoreInformation, Form::Text),
];
