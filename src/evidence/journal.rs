//! The journal's lines and their chain: intent before the act, outcome after it (promise 7).
//! Must not know: files. The runtime writes the lines and syncs them.
