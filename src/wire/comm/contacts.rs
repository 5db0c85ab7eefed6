//! What a registry tells its counterparts of its own people: whom they may call.
//! It is a word like any other answer: whoever takes it over has two persons look at it first.
//! Must not know: which entry counts at the reader's.

use crate::wire::admin::contacts::ContactRecord;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET /comm/v1/contacts`: the verified part of the directory that is about the registry that answers, without what does not count yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Contacts))]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// The registry that answers.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// How far it may travel: `TLP:CLEAR`, `TLP:GREEN`, `TLP:AMBER`, `TLP:AMBER+STRICT` or `TLP:RED`.
    pub label: String,
    /// The entries.
    pub records: Vec<ContactRecord>,
    /// When it was asked.
    pub at: Timestamp,
}
