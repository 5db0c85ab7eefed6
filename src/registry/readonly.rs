//! A decorator that refuses every write: the second lock behind the missing capability.
//! Must not know: which registry it guards.
