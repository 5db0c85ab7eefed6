//! C: two persons, enough signatures, limits, windows, delays, and that what is sent is what was approved.
//! Persons are compared by exact octets of their ids; no setting lets one person do both (promise 2).
//! Must not know: how a person proved who they are.

use super::{
    Facts, Unproven, Verdict,
    part::{moment, safe, value},
};
use crate::domain::Quantity;
use jiff::Timestamp;
use std::fmt::Write as _;

/// No policy asks for fewer.
const FEWEST_SIGNATURES: u32 = 2;

pub(super) fn persons(facts: &Facts, _: Timestamp) -> Verdict {
    let control = &facts.control;
    let Some(initiator) = &control.initiator else { return Verdict::unknown("it is not known who ordered this") };
    let Some(approver) = &control.approver else { return Verdict::unknown("nobody has approved it yet") };
    let values = vec![("ordered by", safe(initiator)), ("approved by", safe(approver))];
    Verdict::judge(initiator != approver, values, "Another person must approve it. The one who ordered it never can.")
}

pub(super) fn signatures(facts: &Facts, _: Timestamp) -> Verdict {
    if let Some(Unproven::Signatures(why)) = &facts.control.unproven {
        let hint = "Two persons there must sign it, by the roster pinned here. If they did, their registry did not send it.";
        return Verdict::judge(false, value("evidence", safe(why)), hint);
    }
    let Some(found) = facts.control.signatures else { return Verdict::unknown("nobody has signed it yet") };
    let Some(policy) = facts.control.signatures_needed else { return Verdict::unknown("no policy of signatures is in force") };
    let needed = policy.max(FEWEST_SIGNATURES);
    let values = vec![("signed", found.to_string()), ("needed", needed.to_string())];
    let missing = needed.saturating_sub(found);
    Verdict::judge(found >= needed, values, format!("{missing} more of the people who may approve must do so."))
}

pub(super) fn limit(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(left) = facts.control.limit_left else { return Verdict::unknown("no limit is in force") };
    let Some(asked) = total(facts) else { return Verdict::unknown("the total of the units is not known") };
    let values = vec![("asked", asked.to_string()), ("left today", left.to_string())];
    Verdict::judge(
        asked <= left,
        values,
        "Order less, wait for the next day, or have the limit raised, which takes two persons and a delay.",
    )
}

/// The total of all well-formed spans; `None` when one is not, or when it does not fit.
pub(super) fn total(facts: &Facts) -> Option<Quantity> {
    let sizes: Option<Vec<Quantity>> = facts.units.spans.iter().map(|named| Some(named.span()?.quantity())).collect();
    Quantity::total(sizes?)
}

pub(super) fn window(facts: &Facts, now: Timestamp) -> Verdict {
    let Some((from, until)) = facts.control.window else { return Verdict::unknown("no execution window is in force") };
    let values = vec![("window from", moment(from)), ("until", moment(until)), ("now", moment(now))];
    Verdict::judge(from <= now && now < until, values, format!("The window is closed. Orders wait and go out from {from}."))
}

pub(super) fn cooling(facts: &Facts, now: Timestamp) -> Verdict {
    let Some(until) = facts.control.cooling_until else { return Verdict::unknown("no delay after changes is known") };
    let hint = format!("Something about contact, key, account or representatives changed. Wait until {until}.");
    Verdict::judge(until <= now, value("delay until", until), hint)
}

pub(super) fn digest(facts: &Facts, _: Timestamp) -> Verdict {
    if let Some(Unproven::Content(why)) = &facts.control.unproven {
        let hint = "What is proposed is not what two persons signed. Don't accept it; speak to their security contact.";
        return Verdict::judge(false, value("evidence", safe(why)), hint);
    }
    let Some(approved) = facts.control.approved_digest else { return Verdict::unknown("nothing has been approved yet") };
    let Some(sent) = facts.control.digest else { return Verdict::unknown("the content to send is not known here") };
    let values = vec![("approved", hex(approved)), ("to send", hex(sent))];
    Verdict::judge(
        approved == sent,
        values,
        "The content is not what was approved. Don't send it; order it again and find out who changed it.",
    )
}

/// A digest as people compare it.
pub(super) fn hex(digest: [u8; 32]) -> String {
    digest.iter().fold(String::new(), |mut text, octet| {
        // Writing to a string can't fail.
        let _ = write!(text, "{octet:02x}");
        text
    })
}

pub(super) fn approval(facts: &Facts, now: Timestamp) -> Verdict {
    let Some(until) = facts.control.approval_expires else { return Verdict::unknown("nothing has been approved yet") };
    let values = vec![("approval until", moment(until)), ("now", moment(now))];
    Verdict::judge(now < until, values, "The approval is too old. Have it approved again.")
}

pub(super) fn cases(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(cases) = &facts.control.cases else { return Verdict::unknown("security cases are not shown here") };
    let first = cases.first().map_or_else(|| "none".to_owned(), safe);
    let values = vec![("open cases", cases.len().to_string()), ("first", first)];
    Verdict::judge(cases.is_empty(), values, "Close the case first. Until then nothing moves that it concerns.")
}
