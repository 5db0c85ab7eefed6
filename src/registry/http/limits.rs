//! What a request may cost: time, octets, tries.
//! No server can make it cost more (T13), and an act is never tried twice (T04).
//! Must not know: which registry is asked.

use std::time::Duration;

/// The limits of one registry's requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For making a connection, name look-up and TLS included. Shorter than the other two, so that a registry that can't be reached is
    /// told from one that does not answer.
    pub connect: Duration,
    /// For a question in all: sign-in, tries and pauses, to the last octet of the answer.
    pub read: Duration,
    /// For an act, to the last octet of the receipt.
    pub write: Duration,
    /// Octets of an answer.
    pub octets: usize,
    /// How often a question is asked again after a failure that may pass. Acts never are.
    pub retries: u8,
    /// The pause before the first retry; it doubles for each further one.
    pub pause: Duration,
    /// The longest time a registry may ask to wait before a retry; if it asks for more, the operator is told instead.
    pub patience: Duration,
    /// The longest silence of a change stream. A live one says every 30 seconds that it is there, so one that says nothing for three
    /// times as long is dead.
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            read: Duration::from_secs(10),
            write: Duration::from_secs(30),
            octets: 8 << 20,
            retries: 2,
            pause: Duration::from_millis(150),
            patience: Duration::from_secs(3),
            silence: Duration::from_secs(90),
        }
    }
}
