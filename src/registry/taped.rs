//! A decorator that records what was asked and answered, for bug reports and tests.
//! Must not know: which registry it listens to.
