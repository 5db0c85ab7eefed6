//! Parameters that operations share: those of lists, and the headers of acts.
//! The fields of a list come from the table that console and registry read filters by, so that no field is left out.
//! Must not know: which operation takes them.

use crate::{
    registry::query::{
        ACCOUNT_FIELDS, APPROACH_FIELDS, AUTHORIZATION_FIELDS, BLOCK_FIELDS, ENTRY_FIELDS, Field, FieldKind, INCIDENT_FIELDS,
        MESSAGE_FIELDS, ORDER_FIELDS, PEER_FIELDS, RUN_FIELDS, TRANSFER_FIELDS,
    },
    wire::schema,
};
use utoipa::{
    IntoParams,
    openapi::{
        KnownFormat, ObjectBuilder, Ref, RefOr, Required, Schema, SchemaFormat, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};
use uuid::Uuid;

/// In `params(…)`: the headers of an act that happens once, and only on the version it was decided on.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code, reason = "describes; the handler takes receipts::Asked and extract::Version")]
pub(in crate::sandbox) struct ActHeaders {
    /// Under one key an act happens once, however often it is sent. After a timeout, send the same again or ask `GET /admin/v1/acts/{key}`.
    #[param(rename = "Idempotency-Key")]
    key: Uuid,
    /// The `ETag` of what is acted on, as it was when the act was decided.
    #[param(rename = "If-Match", value_type = schema::EntityTag)]
    version: String,
}

/// In `params(…)`: the header of an act that happens once and is decided on nothing that has a version.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code, reason = "describes; the handler takes receipts::Asked")]
pub(in crate::sandbox) struct KeyHeader {
    /// Under one key an act happens once, however often it is sent. After a timeout, send the same again or ask `GET /admin/v1/acts/{key}`.
    #[param(rename = "Idempotency-Key")]
    key: Uuid,
}

/// In `params(…)`: the parameters of a list, one type for each.
macro_rules! lists {
    ($($name:ident $fields:ident $key:literal),+ $(,)?) => {$(
        #[doc = concat!("In `params(…)`: the parameters of the list whose fields are `", stringify!($fields), "`.")]
        pub(in crate::sandbox) struct $name;

        impl IntoParams for $name {
            fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
                list($fields, $key)
            }
        }
    )+};
}

lists!(
    AccountList ACCOUNT_FIELDS "AccountId",
    BlockList BLOCK_FIELDS "ItmoId",
    TransferList TRANSFER_FIELDS "TransferId",
    OrderList ORDER_FIELDS "TransferId",
    AuthorizationList AUTHORIZATION_FIELDS "AuthorizationId",
    ApproachList APPROACH_FIELDS "ApproachId",
    PeerList PEER_FIELDS "RegistryId",
    MessageList MESSAGE_FIELDS "BigNumber",
    IncidentList INCIDENT_FIELDS "BigNumber",
    EntryList ENTRY_FIELDS "BigNumber",
    RunList RUN_FIELDS "RunId",
);

/// The parameters of a list with these fields, whose rows have keys of this schema.
fn list(fields: &[Field], key: &str) -> Vec<Parameter> {
    let sortable: Vec<&str> = fields.iter().filter(|field| field.sortable).map(|field| field.name).collect();
    let whole = |least: u32, most: u32, usual: u32| {
        let schema = ObjectBuilder::new().schema_type(Type::Integer).format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)));
        schema.minimum(Some(least)).maximum(Some(most)).default(Some(usual.into()))
    };
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let reference = |name: &str| RefOr::Ref(Ref::from_schema_name(name));
    vec![
        query("filter", &filter(fields), text().max_length(Some(1_000))),
        query(
            "sort",
            "A sortable field; `-` before it puts the greatest first. Without it rows come by id.",
            text().pattern(Some(format!("^-?({})$", sortable.join("|")))),
        ),
        query("limit", "At most so many rows.", whole(1, 1_000, 200)),
        query("offset", "Begin at the n-th row, from 0. At most one of `offset`, `cursor` and `around`.", reference("BigNumber")),
        query(
            "cursor",
            "Go on where a page ended: its `next`, with the same filter and sort.",
            text().pattern(Some("^([0-9a-f]{2})+$")).max_length(Some(8_192)),
        ),
        query("around", "The window, aligned to `limit`, that holds the row with this key.", reference(key)),
    ]
}

fn query(name: &str, description: &str, schema: impl Into<RefOr<Schema>>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(schema))
        .build()
}

/// What a filter of the list can say.
fn filter(fields: &[Field]) -> String {
    let mut text =
        "Which rows: terms separated by white space, every one must hold; `-` before a term negates it. Fields:\n".to_owned();
    for Field { name, kind, doc, .. } in fields {
        let values = match kind {
            FieldKind::Text => "contained text".to_owned(),
            FieldKind::Exact => "exactly".to_owned(),
            FieldKind::Choice(words) => words.join(", "),
            FieldKind::Number => "number or range".to_owned(),
            FieldKind::YesNo => "yes or no".to_owned(),
            FieldKind::Serials => "serial or range".to_owned(),
            FieldKind::Age => "length of time or range: >1d, <2h, 30m..4h".to_owned(),
        };
        text.push_str(&format!("\n- `{name}`: {doc} ({values})"));
    }
    text
}
