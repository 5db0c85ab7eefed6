//! What holds across the parts: states by the calendar, changes under guard, routes, recipients, imports.

mod guard;
mod imports;
mod proposals;
mod routes;
