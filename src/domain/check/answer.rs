//! R: what the peer answered, and whether its state can stand beside ours.
//! Only a signed answer that names the digest of what we sent says anything.
//! Must not know: how signatures are verified.

use super::{
    AnswerFacts, BothStates, Facts, Verdict,
    control::hex,
    part::{moment, value},
};
use crate::domain::transfer::{InState as In, OutState as Out};
use jiff::Timestamp;

const NO_ANSWER: &str = "there is no answer yet";

fn with_answer(facts: &Facts, judge: impl Fn(&AnswerFacts) -> Verdict) -> Verdict {
    facts.answer.as_ref().map_or(Verdict::unknown(NO_ANSWER), judge)
}

pub(super) fn signed(facts: &Facts, _: Timestamp) -> Verdict {
    with_answer(facts, |answer| match (&answer.signature, answer.echoed) {
        (None, _) => Verdict::unknown("the signature was not verified here"),
        (Some(Err(why)), _) => Verdict::fail(
            value("signature", why.gate(crate::text::Kind::Prose)),
            "Don't act on this answer. Query the peer's status, and compare its key over a second channel.",
        ),
        (Some(Ok(())), echoed) => {
            let named = echoed.map_or_else(|| "none".to_owned(), hex);
            let values = vec![("sent", hex(answer.digest)), ("answer names", named)];
            Verdict::judge(
                echoed == Some(answer.digest),
                values,
                "The answer is to something else. Don't act on it; query the peer's status.",
            )
        }
    })
}

pub(super) fn time(facts: &Facts, now: Timestamp) -> Verdict {
    with_answer(facts, |answer| {
        let Some(answered) = answer.answered else { return Verdict::unknown("the answer has no time") };
        let skew = facts.deadlines.skew;
        let plausible = answered.duration_since(answer.sent) >= -skew && answered.duration_since(now) <= skew;
        let values = vec![("sent", moment(answer.sent)), ("answered", moment(answered)), ("now", moment(now))];
        Verdict::judge(plausible, values, "The peer's clock or the answer is wrong. Compare clocks with its contact.")
    })
}

pub(super) fn states(facts: &Facts, _: Timestamp) -> Verdict {
    with_answer(facts, |answer| {
        let Some(BothStates { out, incoming }) = answer.states else { return Verdict::unknown("the peer's state is not known") };
        let values = vec![("transferring", out.word().to_owned()), ("acquiring", incoming.word().to_owned())];
        let hint =
            "The two books disagree. Query the peer's status; if it stays so, freeze the units and open a case with its contact.";
        Verdict::judge(agree(out, incoming), values, hint)
    })
}

/// Whether the two states can stand beside each other while messages are under way.
fn agree(out: Out, incoming: In) -> bool {
    let open = matches!(out, Out::Proposed | Out::Terminated | Out::Cancelled);
    match incoming {
        In::Received => open,
        In::Accepted | In::InDoubt => open || matches!(out, Out::AcceptedByPeer | Out::FinalisedOut),
        In::FinalReceived => out == Out::FinalisedOut,
        In::Completed => matches!(out, Out::FinalisedOut | Out::Completed),
        In::Rejected => open || out == Out::Rejected,
        In::Terminated | In::Cancelled => open || out == Out::AcceptedByPeer,
    }
}

pub(super) fn hub(facts: &Facts, _: Timestamp) -> Verdict {
    with_answer(facts, |answer| match answer.hub_accepted {
        None => Verdict::unknown("no hub takes part"),
        Some(taken) => Verdict::judge(
            taken,
            value("hub", if taken { "taken" } else { "refused" }),
            "Ask the hub why, before anything else is sent.",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each acquiring state, the transferring states that can stand beside it.
    const TABLE: [(In, &[Out]); 8] = [
        (In::Received, &[Out::Proposed, Out::Terminated, Out::Cancelled]),
        (In::Accepted, &[Out::Proposed, Out::AcceptedByPeer, Out::FinalisedOut, Out::Terminated, Out::Cancelled]),
        (In::FinalReceived, &[Out::FinalisedOut]),
        (In::Completed, &[Out::FinalisedOut, Out::Completed]),
        (In::Rejected, &[Out::Proposed, Out::Rejected, Out::Terminated, Out::Cancelled]),
        (In::Terminated, &[Out::Proposed, Out::AcceptedByPeer, Out::Terminated, Out::Cancelled]),
        (In::Cancelled, &[Out::Proposed, Out::AcceptedByPeer, Out::Terminated, Out::Cancelled]),
        (In::InDoubt, &[Out::Proposed, Out::AcceptedByPeer, Out::FinalisedOut, Out::Terminated, Out::Cancelled]),
    ];

    #[test]
    fn every_pair_of_states_agrees_or_does_not() {
        assert_eq!(TABLE.len(), In::ALL.len());
        for (incoming, beside) in TABLE {
            for (out, _) in Out::ALL {
                assert_eq!(agree(*out, incoming), beside.contains(out), "{out:?} beside {incoming:?}");
            }
        }
    }
}
