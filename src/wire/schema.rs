//! How the ids of the API are spelled, for its OpenAPI document: one schema for each kind of id.
//! Descriptions only: nothing is read or written through these types; `domain` decides what an id is, and a test compares the two.
//! Must not know: which thing an id stands for.
//!
//! A member or parameter names its spelling with `schema(value_type = schema::AccountId)`.

use utoipa::ToSchema;

/// A Party to the Paris Agreement: three capital letters.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, pattern = r"^[A-Z]{3}$", examples("GHA"))]
pub struct PartyCode(());

/// A Party's ITMO registry: Party code and two digits.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, pattern = r"^[A-Z]{3}[0-9]{2}$", examples("CHE01"))]
pub struct RegistryId(());

/// A cooperative approach: `CA` and four digits.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, pattern = r"^CA[0-9]{4}$", examples("CA0007"))]
pub struct ApproachId(());

/// An account. Exact octets: two ids are the same account only if every octet agrees.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, pattern = r"^[A-Za-z0-9./_-]{1,64}$", examples("CHE01-100-0001"))]
pub struct AccountId(());

/// An authorization, as numbered by the Party that gave it.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, pattern = r"^[A-Za-z0-9./-]+( [A-Za-z0-9./-]+)*$", max_length = 64)]
pub struct AuthorizationId(());

/// A transfer or an order: the registry that began it, the year, and its number.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, pattern = r"^[A-Z]{3}[0-9]{2}-[1-9][0-9]{3}-([0-9]{6}|[1-9][0-9]{6,8})$", examples("GHA01-2026-000123"))]
pub struct TransferId(());

/// A reconciliation run: the registry that opened it, `R`, the year, and its number.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, pattern = r"^[A-Z]{3}[0-9]{2}-R-[1-9][0-9]{3}-([0-9]{6}|[1-9][0-9]{6,8})$", examples("CHE01-R-2026-000001"))]
pub struct RunId(());

/// A calendar year.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, pattern = r"^[2-8][0-9]{3}$", examples("2026"))]
pub struct Year(());

/// An ITMO, variant A: cooperative approach, registry, first transferring Party, serial, vintage
/// (decision 6/CMA.4, annex I, paragraph 5).
#[derive(Debug, ToSchema)]
#[schema(
    value_type = String,
    pattern = r"^CA[0-9]{4}-[A-Z]{3}[0-9]{2}-[A-Z]{3}-[1-9][0-9]{0,19}-(202[1-9]|20[3-9][0-9]|2[1-9][0-9]{2}|[3-9][0-9]{3})$",
    examples("CA0001-CHE01-THA-1916-2022")
)]
pub struct ItmoId(());

/// The version of something that can be changed, quoted: what `ETag` says and `If-Match` repeats.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, pattern = r#"^"(0|[1-9][0-9]{0,19})"$"#, examples("\"1\""))]
pub struct EntityTag(());

/// Why something is asked for or done: one line that says something, without control characters.
#[derive(Debug, ToSchema)]
#[schema(
    value_type = String,
    min_length = 1,
    max_length = 500,
    pattern = r"^[^\x00-\x1F\x7F-\x9F]*[^\s\x00-\x1F\x7F-\x9F][^\x00-\x1F\x7F-\x9F]*$",
    examples("as agreed in letter 14")
)]
pub struct Why(());
