//! What holds across the parts: states by the calendar, changes under guard, routes, recipients, imports and the proposals they come to.

mod deputies;
mod guard;
mod imports;
mod proposals;
mod risks;
mod routes;
mod takeovers;
mod undoing;
