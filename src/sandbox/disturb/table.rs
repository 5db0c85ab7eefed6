//! The table of disturbances: name, argument, what happens, and which stuck cases it can lead to.
//! It is what `countersign sandbox faults` prints and what docs/practice.md repeats; a test compares them.
//! Must not know: how a disturbance is made.

/// One disturbance, described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// Its name.
    pub name: &'static str,
    /// The form of its argument; empty when it takes none.
    pub argument: &'static str,
    /// What happens.
    pub does: &'static str,
}

/// Every disturbance.
pub const TABLE: [Described; 15] = [
    row("latency", "MS", "every answer to the counterpart comes so many milliseconds later"),
    row("error-500", "every:N", "every N-th request of the counterpart is answered with status 500 and not looked at"),
    row("cut", "OCTET", "the connection breaks at this octet of every answer to the counterpart; the message was processed"),
    row("lose-request", "KIND[:N]", "the N-th message of this kind (the next, without N) never arrives here"),
    row("lose-answer", "KIND[:N]", "the N-th message of this kind is processed here, and the answer is lost"),
    row("double", "KIND", "messages of this kind are sent twice"),
    row("reorder", "", "every message is delivered once more, after the one that follows it"),
    row("silent", "", "connections are accepted, and nothing is ever answered on them"),
    row("queue-stopped", "", "nothing is sent: the outbox fills"),
    row("clock-skew", "SECONDS", "the registry's clock is wrong by so much; negative is slow"),
    row("key-rotated", "", "messages are signed with a second key that nobody was told of"),
    row("maintenance", "", "the counterpart is told that the registry is in maintenance"),
    row("version", "VERSION", "the registry speaks only this version of the communication API, such as 2.0"),
    row(
        "altered-orders",
        "",
        "the registry lies to its own people: orders that move ITMOs are shown as if these went to another account; the book is right",
    ),
    row(
        "crash",
        "STAGE:N",
        "the process kills itself the N-th time it is before-commit, after-commit, before-send or after-answer; only when it \
         serves alone, and only from its start",
    ),
];

const fn row(name: &'static str, argument: &'static str, does: &'static str) -> Described {
    Described { name, argument, does }
}
