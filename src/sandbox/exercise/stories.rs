//! How each case of the catalogue comes about, step by step: the only place that knows.
//! A story ends when the two registries stand as the catalogue says; nothing is written into a book but by the protocol and by people.
//! Must not know: which books are on the table.

use super::{
    plan::Plan,
    stage::{Fate, Stage, StageProblem},
};
use crate::{
    domain::transfer::Side::{Acquiring, Transferring},
    sandbox::comm,
};
use jiff::SignedDuration;

/// A story: its plan has been prepared in both books.
pub(in crate::sandbox) type Story = fn(&mut Stage<'_>, &Plan) -> Result<(), StageProblem>;

const fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

const MINUTE: SignedDuration = SignedDuration::from_secs(60);

/// The story of a case, and how long before its end it begins.
pub(in crate::sandbox) fn story(number: u8) -> Option<(SignedDuration, Story)> {
    let story: (SignedDuration, Story) = match number {
        1 => (hours(60), awaiting_approval),
        2 => (hours(5), queue_stopped),
        3 => (hours(3), no_answer),
        4 => (hours(2), answer_lost),
        5 => (hours(20), no_decision),
        6 => (hours(30), no_decision),
        7 => (hours(2), rejection_lost),
        8 => (hours(28), accept_crossed_timeout),
        9 => (hours(27), lost_final),
        10 => (hours(4), finalised_and_dropped),
        11 => (hours(6), completed_there_only),
        13 => (hours(8), duplicate_id),
        14 => (hours(8), same_blocks_twice),
        15 => (hours(3), key_rotated),
        16 => (hours(3), key_expired),
        17 | 19 => (hours(3), rejected_by_a_check),
        20 => (hours(5), approach_suspended),
        21 => (hours(3), account_blocked),
        22 => (hours(26), frozen_blocks),
        25 => (hours(9), queue_growth),
        26 => (hours(9), restored_backup),
        27 => (hours(3), clock_skew),
        28 => (hours(0), year_boundary),
        29 => (hours(3), suspected_fraud),
        _ => return None,
    };
    Some(story)
}

fn awaiting_approval(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.submit(plan, 0, plan.order(0, plan.quantity))
}

/// Ordered, approved, proposed and receipted.
fn receipted(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.ordered(plan, 0, plan.order(0, plan.quantity))?;
    stage.exchange(Transferring, Fate::Arrives)
}

/// Receipted, and accepted by two persons there; the acceptance is still to be sent.
fn accepted(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    receipted(stage, plan)?;
    stage.wait(hours(1));
    stage.accept_by_two(plan)
}

fn queue_stopped(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.ordered(plan, 0, plan.order(0, plan.quantity))
}

fn no_answer(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.ordered(plan, 0, plan.order(0, plan.quantity))?;
    for pause in [MINUTE, MINUTE * 5, MINUTE * 20] {
        stage.exchange(Transferring, Fate::Lost)?;
        stage.wait(pause);
    }
    Ok(())
}

fn answer_lost(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.ordered(plan, 0, plan.order(0, plan.quantity))?;
    stage.exchange(Transferring, Fate::AnswerLost)
}

fn no_decision(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    receipted(stage, plan)
}

fn rejection_lost(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.ordered(plan, 0, plan.order(0, plan.quantity))?;
    stage.suspend_account(Acquiring, &plan.acquiring_account(), "Holder under review")?;
    stage.exchange(Transferring, Fate::AnswerLost)
}

fn accept_crossed_timeout(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    accepted(stage, plan)?;
    stage.exchange(Acquiring, Fate::Lost)?;
    stage.wait(hours(24));
    stage.at(Transferring, comm::tick)?;
    stage.exchange(Transferring, Fate::Lost)
}

fn lost_final(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    accepted(stage, plan)?;
    stage.exchange(Acquiring, Fate::Arrives)?;
    stage.exchange(Transferring, Fate::Lost)
}

fn finalised_and_dropped(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    lost_final(stage, plan)?;
    stage.wait(hours(1));
    stage.drop_by_two(plan)?;
    stage.at(Transferring, |desk| comm::resend(desk, &plan.id(0)?).map_err(StageProblem::from))?;
    stage.settle()
}

fn completed_there_only(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    accepted(stage, plan)?;
    stage.back_up(Transferring)?;
    stage.exchange(Acquiring, Fate::Arrives)?;
    stage.exchange(Transferring, Fate::Arrives)?;
    stage.restore(Transferring)
}

fn duplicate_id(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.back_up(Transferring)?;
    accepted(stage, plan)?;
    stage.exchange(Acquiring, Fate::Arrives)?;
    stage.exchange(Transferring, Fate::Arrives)?;
    stage.restore(Transferring)?;
    stage.wait(hours(1));
    stage.ordered(plan, 0, plan.order(plan.quantity, plan.quantity / 2))?;
    stage.exchange(Transferring, Fate::Arrives)
}

fn same_blocks_twice(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.back_up(Transferring)?;
    accepted(stage, plan)?;
    stage.restore(Transferring)?;
    stage.wait(hours(1));
    stage.ordered(plan, 1, plan.order(0, plan.quantity))?;
    stage.exchange(Transferring, Fate::Arrives)
}

fn key_rotated(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.sign_with_generation(Transferring, 2);
    stage.ordered(plan, 0, plan.order(0, plan.quantity))?;
    stage.exchange(Transferring, Fate::Arrives)
}

fn key_expired(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.sign_with_generation(Transferring, 3);
    stage.know_expired_key(plan.transferring, 3)?;
    stage.ordered(plan, 0, plan.order(0, plan.quantity))?;
    stage.exchange(Transferring, Fate::Arrives)
}

/// The authorization is another one there, or missing: the plan was prepared so.
fn rejected_by_a_check(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    receipted(stage, plan)
}

fn approach_suspended(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    accepted(stage, plan)?;
    stage.move_approach(Transferring, plan, "suspended")?;
    stage.exchange(Acquiring, Fate::Arrives)?;
    stage.exchange(Transferring, Fate::Arrives)
}

fn account_blocked(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.suspend_account(Acquiring, &plan.acquiring_account(), "Holder under review")?;
    receipted(stage, plan)
}

fn frozen_blocks(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.freeze_blocks(plan)?;
    stage.wait(hours(2));
    match stage.submit(plan, 0, plan.order(0, plan.quantity)) {
        Err(StageProblem::Refused(_)) => Ok(()),
        Err(problem) => Err(problem),
        Ok(()) => Err(StageProblem::Story("an order for frozen units was taken".to_owned())),
    }
}

fn queue_growth(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    let part = plan.quantity / 12;
    for at in 0..12_u32 {
        stage.ordered(plan, at, plan.order(u64::from(at) * part, part))?;
        for sent in stage.due(Transferring)? {
            stage.send(Transferring, &sent, Fate::Lost)?;
        }
        stage.wait(MINUTE * 40);
    }
    Ok(())
}

fn restored_backup(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.back_up(Acquiring)?;
    completed(stage, plan)?;
    stage.restore(Acquiring)
}

fn clock_skew(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.transferring.skew = MINUTE * 11;
    stage.ordered(plan, 0, plan.order(0, plan.quantity))?;
    stage.exchange(Transferring, Fate::Arrives)
}

fn year_boundary(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    stage.now = last_new_year(plan)?.saturating_sub(hours(3)).unwrap_or(stage.now);
    accepted(stage, plan)?;
    stage.now = last_new_year(plan)?.saturating_sub(SignedDuration::from_secs(2)).unwrap_or(stage.now);
    stage.exchange(Acquiring, Fate::Arrives)?;
    stage.wait(SignedDuration::from_secs(4));
    stage.exchange(Transferring, Fate::Arrives)
}

fn last_new_year(plan: &Plan) -> Result<jiff::Timestamp, StageProblem> {
    let year = plan.ends.to_zoned(jiff::tz::TimeZone::UTC).year();
    format!("{year}-01-01T00:00:00Z").parse().map_err(|_| StageProblem::Story("no new year".to_owned()))
}

fn suspected_fraud(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    accepted(stage, plan)?;
    stage.suspend_account(Transferring, &plan.transferring_account(), "Suspected account takeover")?;
    stage.exchange(Acquiring, Fate::Arrives)?;
    stage.exchange(Transferring, Fate::Arrives)
}

/// Nothing goes wrong.
pub(in crate::sandbox) fn completed(stage: &mut Stage<'_>, plan: &Plan) -> Result<(), StageProblem> {
    accepted(stage, plan)?;
    stage.exchange(Acquiring, Fate::Arrives)?;
    stage.exchange(Transferring, Fate::Arrives)
}
