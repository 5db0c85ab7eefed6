//! A simulation of two registries: the real engine and the real books under a clock and a network that a seed decides.
//! Thousands of schedules of losses, doubles, delays and crashes; a seed that ever failed stays here as a test.
//! Must not know: HTTP.

mod invariants;
mod world;
