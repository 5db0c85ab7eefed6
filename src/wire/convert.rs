//! From wire to domain and back: parse, don't validate. What does not parse names the place.
//! Must not know: HTTP.
