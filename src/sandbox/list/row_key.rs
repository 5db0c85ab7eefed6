//! What identifies a row of a list, as a client writes it in `around`.
//! A block is found by any of its ITMOs, because people read ids from filings and not from our list.
//! Must not know: SQL, and where the row stands.

/// What a row is identified by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum RowKey {
    /// An account id in the column `id`.
    Account,
    /// An ITMO id.
    Itmo,
    /// The id of a transfer or an order in the column `id`.
    Transfer,
    /// A registry id in the column `id`.
    Registry,
    /// A cooperative approach in the column `id`.
    Approach,
    /// The id of a reconciliation run in the column `id`.
    Run,
    /// Another id in the column `id`.
    Id,
    /// A number in this column.
    Number(&'static str),
}

impl RowKey {
    /// How it is said to a client that wrote something else.
    pub(in crate::sandbox) fn expected(self) -> &'static str {
        match self {
            Self::Account => "an account id",
            Self::Itmo => "the first ITMO id of a block",
            Self::Transfer => "an id such as GHA01-2026-000123",
            Self::Registry => "a registry id",
            Self::Approach => "a cooperative approach id",
            Self::Run => "an id such as CHE01-R-2026-000001",
            Self::Id => "an id",
            Self::Number(_) => "a number",
        }
    }
}
