//! The catalogue of stuck transfers: what an operator sees, what is behind it, and whether this protocol lets it happen.
//! Each case that can happen can be staged, and leaves both registries in exactly the states written here.
//! Must not know: how a case is staged.

/// A case of the catalogue.
#[derive(Debug)]
pub struct Case {
    /// Its number in the catalogue of stuck transfers.
    pub number: u8,
    /// Its name, as `--fault` takes it.
    pub name: &'static str,
    /// What an operator sees.
    pub symptom: &'static str,
    /// What is behind it.
    pub cause: &'static str,
    /// What resolves it.
    pub way_out: &'static str,
    /// What it leaves behind, or why it can't happen here.
    pub leaves: Result<Leaves, &'static str>,
}

/// The states a staged case leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaves {
    /// At the transferring registry; none when it has no such transfer.
    pub transferring: Option<&'static str>,
    /// At the acquiring registry; none when it has no such transfer.
    pub acquiring: Option<&'static str>,
}

const fn leaves(transferring: &'static str, acquiring: &'static str) -> Result<Leaves, &'static str> {
    Ok(Leaves { transferring: Some(transferring), acquiring: Some(acquiring) })
}

const fn leaves_here(transferring: &'static str) -> Result<Leaves, &'static str> {
    Ok(Leaves { transferring: Some(transferring), acquiring: None })
}

const fn case(
    number: u8,
    name: &'static str,
    symptom: &'static str,
    cause: &'static str,
    way_out: &'static str,
    leaves: Result<Leaves, &'static str>,
) -> Case {
    Case { number, name, symptom, cause, way_out, leaves }
}

/// All 29, in the catalogue's order.
pub static CASES: [Case; 29] = [
    case(
        1,
        "awaiting-approval",
        "an order has waited for its second person for two and a half days",
        "the approver is away",
        "find another approver, or let the order expire",
        leaves_here("awaiting-approval"),
    ),
    case(
        2,
        "never-sent",
        "approved and proposed in our book, and never sent",
        "the queue was stopped between approval and sending; approval and proposal are one step here, so the message is what waits",
        "start the queue, or terminate",
        leaves_here("proposed"),
    ),
    case(
        3,
        "no-answer",
        "proposed, and the counterpart can't be reached",
        "their server is down, or the way to it",
        "wait for the retries; call their technical contact",
        leaves_here("proposed"),
    ),
    case(
        4,
        "answer-lost",
        "proposed, and no answer came back",
        "they may or may not have it; here they do",
        "ask for their status; send the same octets again",
        leaves("proposed", "received"),
    ),
    case(
        5,
        "no-decision",
        "receipted twenty hours ago, and nobody has decided",
        "it waits for two persons there",
        "call them; terminate at the deadline",
        leaves("proposed", "received"),
    ),
    case(
        6,
        "clean-up-missed",
        "proposed for more than a day, and nobody cleaned up",
        "the clean-up ran neither here nor there",
        "terminate, and compare the states of both",
        leaves("proposed", "received"),
    ),
    case(
        7,
        "rejection-lost",
        "they say rejected, we still say proposed",
        "their signed rejection was lost",
        "send the same proposal again: the answer is their rejection",
        leaves("proposed", "rejected"),
    ),
    case(
        8,
        "accept-crossed-timeout",
        "they say accepted, we say cancelled",
        "their acceptance crossed our time-out, and our termination was lost",
        "send the termination again: they give up the provisional credit",
        leaves("cancelled", "accepted"),
    ),
    case(
        9,
        "lost-final",
        "final here for 26 hours, and they still say accepted",
        "our final message was lost after the units had left our book",
        "send the final message again; it can only go forward",
        leaves("finalised-out", "accepted"),
    ),
    case(
        10,
        "finalised-and-dropped",
        "final here, and cancelled there: the units are nowhere",
        "two persons there gave up the provisional credit by hand while our final message was on its way",
        "freeze; they complete by hand on our signed final message, or renounce for good and we book the units back",
        leaves("in-doubt", "cancelled"),
    ),
    case(
        11,
        "completed-there-only",
        "completed there, and not final here",
        "this registry was restored from a backup taken just before it made the transfer final",
        "their copy of our signed final message is the evidence: complete by hand here",
        leaves("proposed", "completed"),
    ),
    case(
        12,
        "different-account",
        "both completed, with another account or quantity",
        "a mapping or rounding error",
        "a correction",
        Err("acceptance and completion name account and quantity, and both must equal the proposal's (R03)"),
    ),
    case(
        13,
        "duplicate-id",
        "two transfers under one id",
        "this registry was restored from a backup and gave a number again",
        "they refuse the later one with a conflict; security review, and a new order under a new number",
        leaves("proposed", "completed"),
    ),
    case(
        14,
        "same-blocks-twice",
        "the same units in two transfers that are under way",
        "this registry was restored from a backup and proposed units again that are already on their way",
        "they reject the later one (B14); the first is accepted there and unknown here: complete it with their signed copy",
        leaves("rejected", "rejected"),
    ),
    case(
        15,
        "unknown-key",
        "they refuse our signature",
        "we sign with a new key that they do not know",
        "have the new key verified out of band by two persons there, then send again",
        leaves_here("proposed"),
    ),
    case(
        16,
        "key-expired",
        "they refuse our signature, and the key is the old one",
        "the key's time has run out in their directory",
        "emergency key procedure with their security contact",
        leaves_here("proposed"),
    ),
    case(
        17,
        "nomenclature-skew",
        "they reject a word",
        "an authorization of ours uses a word of another issue of the common nomenclature",
        "agree on the issue; new version of the authorization",
        leaves("rejected", "rejected"),
    ),
    case(
        18,
        "unreadable-id",
        "an id that they can't read",
        "another spelling of ITMO ids",
        "adapter",
        Err("ids are typed and have one spelling between registries; any other is refused as M01 before there is a transfer"),
    ),
    case(
        19,
        "authorization-missing",
        "they reject: they do not have the authorization",
        "it was published here and not there yet",
        "wait until they have it, then order again",
        leaves("rejected", "rejected"),
    ),
    case(
        20,
        "approach-suspended",
        "terminated by ourselves just before it became final",
        "the cooperative approach was suspended while the transfer was under way",
        "nothing is lost: order again when it is active",
        leaves("terminated", "terminated"),
    ),
    case(
        21,
        "account-blocked",
        "they reject: the acquiring account is suspended",
        "an administrator's act there",
        "call them; another account",
        leaves("rejected", "rejected"),
    ),
    case(
        22,
        "frozen-blocks",
        "an order is refused: its units are frozen by a reconciliation (B09)",
        "an open discrepancy",
        "resolve the discrepancy first",
        Ok(Leaves { transferring: None, acquiring: None }),
    ),
    case(
        23,
        "hub-unavailable",
        "the hub is down",
        "an outage there",
        "wait",
        Err("the two registries talk to each other; no hub is on the way"),
    ),
    case(24, "hub-disagrees", "the hub says otherwise", "a lost notification", "three-way status", Err("no hub keeps a record")),
    case(
        25,
        "queue-growth",
        "a dozen transfers wait in the outbox for one counterpart",
        "the counterpart has been unreachable since the morning",
        "suspend the link before more are ordered; call them",
        leaves_here("proposed"),
    ),
    case(
        26,
        "restored-backup",
        "completed here, unknown there",
        "the counterpart was restored from a backup taken before it got our proposal",
        "replay from our archive, by digest; then reconcile in full",
        leaves_here("completed"),
    ),
    case(
        27,
        "clocks-apart",
        "they refuse: our clock and theirs are eleven minutes apart",
        "time synchronisation failed on one side",
        "put the clock right; send again",
        leaves_here("proposed"),
    ),
    case(
        28,
        "year-boundary",
        "final on 31 December, recorded on 1 January",
        "two seconds",
        "agree on the reporting year; explain it in the agreed electronic format",
        leaves("completed", "completed"),
    ),
    case(
        29,
        "suspected-fraud",
        "an account was frozen while its transfer was under way",
        "suspected account takeover",
        "the transfer stopped before it was final; two persons release",
        leaves("terminated", "terminated"),
    ),
];

/// The case of a name or number.
pub fn case_of(text: &str) -> Option<&'static Case> {
    CASES.iter().find(|case| case.name == text || case.number.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_one_to_one() {
        for (at, case) in CASES.iter().enumerate() {
            assert_eq!(usize::from(case.number), at + 1);
            assert_eq!(case_of(case.name).map(|c| c.number), Some(case.number));
            assert_eq!(case_of(&case.number.to_string()).map(|c| c.name), Some(case.name));
        }
        assert!(case_of("").is_none() && case_of("0").is_none() && case_of("30").is_none() && case_of("lost").is_none());
    }
}
