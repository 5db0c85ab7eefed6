//! The document as the code has it: what is said once for the whole API, and what every route says of itself.
//! It is put together of the same lines that the router is, so that no route can be left out.
//! Must not know: what any route does.

use super::complete;
use crate::{
    sandbox::server,
    wire::{BigNumber, problem, schema},
};
use serde_json::Value;
use utoipa::OpenApi;

/// What is said once for the whole API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "ITMO registry",
        version = "1.0",
        description = "What a console needs of a registry of internationally transferred mitigation outcomes, and what registries say to each \
                       other. The practice registries of Countersign serve it; any registry can. Serials, quantities and counts are strings \
                       of digits, times are RFC 3339 in UTC, unknown members are refused, refusals are RFC 9457 problems with stable types.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    security(("bearer" = [])),
    tags(
        (name = "document", description = "This document."),
        (name = "session", description = "Signing in and out; who the registry is."),
        (name = "overview", description = "What needs somebody, and what the whole registry holds."),
        (name = "accounts", description = "Accounts, what they hold, and freezing them."),
        (name = "blocks", description = "ITMO blocks."),
        (name = "transfers", description = "Transfers, with both sides, and what one person may do about them."),
        (name = "messages", description = "The archive of messages between registries."),
        (name = "incidents", description = "Incidents: what the registry met, or a console told it, and who acknowledged it."),
        (name = "peers", description = "Counterpart registries and the links to them."),
        (name = "reconciliations", description = "Reconciliation runs: begun, followed, read with what they found and what was signed."),
        (name = "authorizations", description = "Authorizations and cooperative approaches."),
        (name = "orders", description = "What takes two persons."),
        (name = "guarded", description = "Who may do what, and what it takes: the roster and the policy, as their officers signed them."),
        (name = "reconciliation", description = "What books differ in: the board of cases, and how they are resolved by two."),
        (name = "contacts", description = "Whom to call at a counterpart: the directory, its changes under guard, and who was called."),
        (name = "ledger", description = "The ledger, its export and its verification."),
        (name = "reports", description = "What a year's tables of the agreed electronic format are made of."),
        (name = "changes", description = "What changes, as it changes."),
        (
            name = "lists",
            description = "Every order is total: rows that are equal in a sort follow by id. At most one of `offset`, `cursor` and `around`; \
                           any other parameter, or one given twice, is refused. All of one page is from one state of the book."
        ),
        (name = "acts", description = "What was done under an idempotency key."),
        (name = "practice", description = "What can be made to go wrong in practice environments."),
        (
            name = "communication",
            description = "What two registries say to each other. There is no session: every request and every answer is signed \
                           (RFC 9421, Ed25519, over an RFC 9530 digest), in the one profile of `docs/api/signatures.md`; the order of \
                           messages and what is looked at is in `docs/api/comm.md`."
        )
    ),
    components(schemas(
        BigNumber,
        problem::ProblemDocument,
        schema::PartyCode,
        schema::RegistryId,
        schema::ApproachId,
        schema::AccountId,
        schema::AuthorizationId,
        schema::ItmoId,
        schema::TransferId,
        schema::EntityTag,
        schema::Year
    ))
)]
struct Whole;

/// The document as the code has it, without examples.
pub fn openapi() -> Value {
    let mut document = Whole::openapi();
    document.merge(server::described());
    // A document of strings, numbers and lists always becomes JSON.
    let mut document = serde_json::to_value(document).unwrap_or_default();
    complete::complete(&mut document);
    document
}
