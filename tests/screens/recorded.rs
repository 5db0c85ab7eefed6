//! What was compared is recorded by the registry before anything of it is proposed; what it did not record can be recorded again.

use super::{
    desk::Desk,
    review::{enter, read},
    taking_over::{act, compared, number, proposed, says, verified},
};
use countersign::{
    app::Timer,
    registry::{Act, Deed, Problem, ProblemKind},
};

#[test]
fn nothing_is_proposed_before_it_is_recorded_that_this_was_compared() {
    let mut desk = compared((120, 45), |theirs| theirs.set(number(verified())));
    enter(&mut desk, "CB/2026/41");
    desk.press("right enter right right enter");
    enter(&mut desk, "the half-yearly look");
    let record = |desk: &Desk| matches!(act(desk), Act::Alone { deed: Deed::RecordBundle(_), .. });
    assert!(record(&desk), "{}", desk.screen());
    read(&mut desk);
    desk.press("x s");
    says(&desk, "not known yet whether the registry recorded");
    desk.outcome(Err(Problem::of(ProblemKind::Offline)));
    assert!(!desk.screen().contains("not known yet"), "{}", desk.screen());
    desk.press("esc x s");
    says(&desk, "The registry has not recorded that this was compared");
    assert!(desk.acts.is_empty(), "{}", desk.screen());
    // The form stands as it was, and its end has it recorded again.
    desk.press("esc esc enter");
    assert!(record(&desk), "{}", desk.screen());
    desk.let_it_be_done();
    read(&mut desk);
    // This page is newer than the one that was read before, and has its own time.
    desk.later(60_000);
    desk.fire(Timer::Reading);
    desk.press("x s");
    proposed(&desk);
}
