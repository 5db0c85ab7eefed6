//! Four eyes enforced by the registry itself: whatever a client leaves out or makes up, two persons stand behind what is executed (A2).
//! Every attack goes straight to the API, as a modified console would; each names the rule or threat it is about.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]
#![cfg(feature = "sandbox")]

#[path = "four_eyes_api/alarms.rs"]
mod alarms;
#[path = "four_eyes_api/attacks.rs"]
mod attacks;
#[path = "two_registries/book.rs"]
#[allow(dead_code, reason = "the book of another test, of which this one needs a part")]
mod book;
#[path = "four_eyes_api/broadcasts.rs"]
mod broadcasts;
#[path = "practice_registry/client.rs"]
#[allow(dead_code, reason = "the client of another test, of which this one needs a part")]
mod client;
#[path = "four_eyes_api/contacts.rs"]
mod contacts;
#[path = "four_eyes_api/contacts_erased.rs"]
mod contacts_erased;
#[path = "four_eyes_api/contacts_kept.rs"]
mod contacts_kept;
#[path = "four_eyes_api/contacts_offices.rs"]
mod contacts_offices;
#[path = "four_eyes_api/cooling.rs"]
mod cooling;
#[path = "four_eyes_api/decisions.rs"]
mod decisions;
#[path = "four_eyes_api/desk.rs"]
mod desk;
#[path = "four_eyes_api/guarding.rs"]
mod guarding;
#[path = "four_eyes_api/hours.rs"]
mod hours;
#[path = "four_eyes_api/life.rs"]
mod life;
#[path = "four_eyes_api/limits.rs"]
mod limits;
#[path = "four_eyes_api/movement.rs"]
mod movement;
#[path = "four_eyes_api/pair.rs"]
mod pair;
#[path = "four_eyes_api/queue.rs"]
mod queue;
#[path = "four_eyes_api/quorum.rs"]
mod quorum;
#[path = "four_eyes_api/races.rs"]
mod races;
#[path = "four_eyes_api/releasing.rs"]
mod releasing;
#[path = "four_eyes_api/revoking.rs"]
mod revoking;
#[path = "four_eyes_api/trust.rs"]
mod trust;
#[path = "four_eyes_api/versions.rs"]
mod versions;
