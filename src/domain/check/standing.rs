//! What already stands against moving a block, before there is any order: the checks that the block alone can decide.
//! A console shows it where it shows the block; the registry evaluates the same checks again, with all others, on every order.
//! Must not know: screens, and who would move the block where.

use super::{
    AccountFacts, CheckId, ControlFacts, Facts, Finding, LinkFacts, Lookup, MessageFacts, Occasion, Outcome, SpanFacts,
    UnitFacts, evaluate_one,
};
use crate::domain::{
    Block,
    transfer::{Action, BlockSpan, Deadlines},
};
use jiff::Timestamp;

/// The checks that need no more than the block: not locked, not frozen, not used up.
const OF_THE_BLOCK: [CheckId; 3] = [CheckId::B08, CheckId::B09, CheckId::B10];

/// Why the facts of an order are not known here.
const NO_ORDER: &str = "there is no order";

/// What stands against moving a block; empty when the block itself is free.
pub fn against_moving(block: &Block, now: Timestamp) -> Vec<Finding> {
    let facts = facts(block);
    let findings = OF_THE_BLOCK.iter().map(|check| evaluate_one(*check, &facts, now));
    findings.filter(|finding| finding.outcome == Outcome::Fail).collect()
}

fn facts(block: &Block) -> Facts {
    let span = BlockSpan { series: block.series, range: block.range };
    let unknown = || Lookup::Unknown(NO_ORDER);
    Facts {
        occasion: Occasion::Local,
        action: Action::InternalTransfer { to: block.account.clone(), party_changes: false },
        registry: block.holding_registry,
        peer: None,
        deadlines: Deadlines::DEFAULT,
        link: LinkFacts::default(),
        message: MessageFacts::default(),
        units: UnitFacts {
            spans: vec![SpanFacts::of(span, Some(vec![block.clone()]))],
            disputed: block.disputed.map(|case| (span, case)).into_iter().collect(),
            ..UnitFacts::default()
        },
        accounts: AccountFacts { sending: unknown(), receiving: unknown(), trust: None, holder: None },
        authorizations: Vec::new(),
        approaches: Vec::new(),
        intended: None,
        ndc_period: None,
        export_left: None,
        control: ControlFacts::default(),
        answer: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BlockState, Lock, check::tests::sample::block};
    use crate::text::Untrusted;

    #[test]
    fn each_state_of_a_block_is_named_by_the_check_that_would_refuse_it() {
        let now: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
        for (state, expected) in [
            (BlockState::Available, vec![]),
            (BlockState::Reserved, vec![CheckId::B08]),
            (BlockState::InFlightOut, vec![CheckId::B08]),
            (BlockState::InFlightIn, vec![CheckId::B08]),
            (BlockState::FrozenReconciliation, vec![CheckId::B09]),
            (BlockState::FrozenAdministration, vec![CheckId::B09]),
            (BlockState::Used, vec![CheckId::B10]),
            (BlockState::Cancelled, vec![CheckId::B10]),
            (BlockState::Unrecognised, vec![CheckId::B08]),
        ] {
            let lock = Some(Lock::of_cause(Untrusted::new("GHA01-2026-000001"), now));
            let free = matches!(state, BlockState::Available | BlockState::Used | BlockState::Cancelled);
            let block = Block { state, lock: lock.filter(|_| !free), ..block(1, 100) };
            let found: Vec<CheckId> = against_moving(&block, now).into_iter().map(|finding| finding.check).collect();
            assert_eq!(found, expected, "{state:?}");
        }
    }

    #[test]
    fn a_block_that_stands_in_an_open_case_is_free_and_in_no_new_order() {
        let disputed = Some("GHA01-CASE-000012".parse().unwrap());
        let found = against_moving(&Block { disputed, ..block(1, 100) }, "2026-11-22T00:00:00Z".parse().unwrap());
        assert_eq!(found.iter().map(|finding| finding.check).collect::<Vec<_>>(), [CheckId::B09]);
    }
}
