//! Scenarios as operators live them: CHE01 and GHA01 at level A3, and people at desks of their own before CHE01, each with a console, a
//! key, a station and a journal. What no console can do is done straight at the API, as a modified one would.
//! Each test names its scenario; docs/rules.md says what they are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]
#![cfg(feature = "sandbox")]

#[path = "scenarios/alarming.rs"]
mod alarming;
#[path = "pty/allowlist.rs"]
mod allowlist;
#[path = "two_registries/book.rs"]
#[allow(dead_code, reason = "the book of another test, of which this one needs a part")]
mod book;
#[path = "scenarios/breaking.rs"]
mod breaking;
#[path = "practice_registry/client.rs"]
#[allow(dead_code, reason = "the client of another test, of which this one needs a part")]
mod client;
#[path = "scenarios/contradicted.rs"]
mod contradicted;
#[path = "scenarios/cooling.rs"]
mod cooling;
#[path = "scenarios/cut_off.rs"]
mod cut_off;
#[path = "scenarios/deceiving.rs"]
mod deceiving;
#[path = "four_eyes_api/desk.rs"]
#[allow(dead_code, reason = "the desk of another test, of which this one needs a part")]
mod desk;
#[path = "pty/driver.rs"]
#[allow(dead_code)]
mod driver;
#[path = "scenarios/hands.rs"]
mod hands;
#[path = "end_to_end/desk.rs"]
#[allow(dead_code, reason = "the homes of another test, of which this one needs a part")]
mod home;
#[path = "scenarios/incoming.rs"]
mod incoming;
#[path = "scenarios/initiating.rs"]
mod initiating;
#[path = "scenarios/killed_registry.rs"]
mod killed_registry;
#[path = "scenarios/late.rs"]
mod late;
#[path = "pty/liar.rs"]
#[allow(dead_code, reason = "the liar of another test, of which this one needs a part")]
mod liar;
#[path = "four_eyes_api/movement.rs"]
mod movement;
#[path = "scenarios/opened.rs"]
mod opened;
#[path = "scenarios/own_orders.rs"]
mod own_orders;
#[path = "scenarios/packing.rs"]
mod packing;
#[path = "scenarios/persons.rs"]
mod persons;
#[path = "pty/proxy.rs"]
#[allow(dead_code)]
mod proxy;
#[path = "scenarios/queueing.rs"]
mod queueing;
#[path = "scenarios/releasing.rs"]
mod releasing;
#[path = "scenarios/reviewing.rs"]
mod reviewing;
#[path = "scenarios/site.rs"]
mod site;
#[path = "scenarios/speaking.rs"]
mod speaking;
#[path = "scenarios/swapped_number.rs"]
mod swapped_number;
#[path = "scenarios/times.rs"]
mod times;
#[path = "scenarios/trusting.rs"]
mod trusting;
#[path = "four_eyes_api/versions.rs"]
#[allow(dead_code, reason = "the versions of another test, of which this one needs a part")]
mod versions;
