//! How the screens of reconciliation runs behave under the hand: beginning a run and following it, from a difference to its case, and
//! what is said of a result that does not hold.

use super::{
    book::now,
    cases::{NEW, PROPOSED},
    desk::Desk,
    runs::{self, BEFORE, BROKEN, DIFFERS, GOES_ON, OWN},
    scenes_runs::at,
};
use countersign::{
    app::{Action, Timer, why::Refusal},
    console::allowed,
    domain::reconcile::RunId,
    registry::{
        Act, Deed, Echo, Outcome, Read, Receipt, Reply, Word,
        run::{Run, RunState, TierState},
    },
    text::Untrusted,
};

/// Whether the head line names this page; of a list also how many rows it has.
fn is_on(desk: &Desk, title: &str) -> bool {
    desk.head().trim_start().starts_with(title)
}

fn id(run: &str) -> RunId {
    run.parse().unwrap()
}

#[test]
fn runs_are_one_key_from_the_board_and_back() {
    let mut desk = at("go.reconciliation", "R");
    assert!(is_on(&desk, "Reconciliation runs"), "{}", desk.head());
    desk.press("esc");
    assert!(is_on(&desk, "Reconciliation: "), "{}", desk.head());
    let mut desk = at("go.accounts", "g d");
    assert!(is_on(&desk, "Reconciliation runs"), "{}", desk.head());
    desk.press("esc");
    assert!(is_on(&desk, "Reconciliation: "), "the board is above the runs: {}", desk.head());
}

#[test]
fn a_run_is_found_by_its_id_in_any_spelling() {
    for (command, run) in [(format!("run {DIFFERS}"), DIFFERS), (format!("jump «{}».", BROKEN.to_lowercase()), BROKEN)] {
        let desk = at(&command, "");
        assert!(is_on(&desk, &format!("Run {run}")), "{command}: {}", desk.head());
    }
}

#[test]
fn the_newest_run_comes_first_and_the_list_is_narrowed_by_a_key() {
    let mut desk = at("go.runs", "");
    let first = desk.screen().lines().find(|line| line.contains("-R-2026-")).unwrap().to_owned();
    assert!(first.contains(GOES_ON), "{first}");
    desk.press("o");
    let screen = desk.screen();
    assert!(screen.contains(DIFFERS) && !screen.contains(BROKEN) && screen.contains("state:differs"), "{screen}");
}

/// Begins a run with these keys and gives the deed that is sent.
fn begun(desk: &mut Desk, keys: &str) -> Deed {
    desk.press(keys);
    desk.type_text("the daily look");
    desk.press("enter");
    assert!(desk.screen().contains("It only reads"), "{}", desk.screen());
    desk.press("enter");
    assert!(desk.acts.is_empty(), "Enter alone is a no");
    desk.press(keys);
    desk.type_text("the daily look");
    desk.press("enter tab enter");
    let Act::Alone { deed, reason } = desk.acts[0].1.act() else { panic!("{:?}", desk.acts) };
    assert_eq!(reason, "the daily look");
    deed.clone()
}

#[test]
fn a_run_is_begun_by_one_person_after_a_yes_and_then_followed() {
    let ghana = || Some("GHA01".parse().unwrap());
    for (command, keys, before, peer) in [
        ("go.runs", "x w", "", None),
        ("go.runs", "x n", "j j", ghana()),
        (&*format!("run {BEFORE}"), "x n", "", ghana()),
        (&*format!("run {OWN}"), "x n", "", None),
    ] {
        let mut desk = at(command, before);
        assert_eq!(begun(&mut desk, keys), Deed::Reconcile(peer), "{command} {keys}");
        let key = desk.acts[0].1.key();
        let subject = Untrusted::new(GOES_ON);
        desk.outcome(Ok(Outcome::Done(Receipt {
            key,
            entry: 9,
            at: now(),
            said: Untrusted::new("begun"),
            subject,
            echo: Echo::default(),
        })));
        assert!(is_on(&desk, &format!("Run {GOES_ON}")), "the run is followed: {}", desk.screen());
    }
    let mut desk = at("go.peers", "/");
    desk.type_text("GHA01");
    desk.press("enter");
    assert_eq!(begun(&mut desk, "x b"), Deed::Reconcile(ghana()));
}

#[test]
fn a_run_that_goes_on_is_asked_for_again_until_it_is_over() {
    let mut desk = at(&format!("run {GOES_ON}"), "");
    let asks = |desk: &Desk| desk.asked.iter().filter(|(_, ask)| *ask == Read::Run(id(GOES_ON))).count();
    assert!(desk.screen().contains("12 of 40 parts"), "{}", desk.screen());
    desk.prompt = false;
    assert!(desk.fire(Timer::Reading), "it comes back by itself");
    assert_eq!(asks(&desk), 1);
    desk.answer_all();
    assert_eq!(allowed(Action::RunDifferences, &desk.state), Err(Refusal::NotNow("The run is not over yet.".into())));
    assert!(desk.fire(Timer::Reading));
    let (ticket, _) = desk.asked.iter().find(|(_, ask)| *ask == Read::Run(id(GOES_ON))).cloned().unwrap();
    desk.asked.clear();
    let mut over = runs::run(id(GOES_ON), false).unwrap();
    over.summary.state = Word::Known(RunState::Failed);
    desk.send(countersign::console::Message::Answer(ticket, Ok(Reply::Run(over))));
    assert!(!desk.timers.contains_key(&Timer::Reading), "nothing wakes the console for a run that is over");
}

#[test]
fn from_a_difference_it_is_one_key_to_its_case_and_to_the_transfer_it_came_from() {
    let on = |keys: &str| at(&format!("run {DIFFERS}"), keys);
    let case = |id: &str| format!("Case {id}");
    let transfer = |id: &str| format!("Transfer {id}");
    for (keys, expected) in [
        ("d c", case(NEW)),
        ("d enter", case(NEW)),
        ("d t", transfer("CHE01-2026-004109")),
        ("d b", "Block of CA0007-CHE01-CHE-120001-2023".to_owned()),
        // What only a third registry knows comes between the two differences that have a case.
        ("d ] ] c", case(PROPOSED)),
        ("d end t", transfer("CHE01-2026-004118")),
        ("d end [ [ [ [ c", case(NEW)),
        ("d v g g b", "Block of CA0007-CHE01-CHE-100001-2023".to_owned()),
    ] {
        let desk = on(keys);
        assert!(is_on(&desk, &expected), "{keys}: {}", desk.head());
    }
    let desk = on("d end");
    assert_eq!(allowed(Action::DifferenceCase, &desk.state), Err(Refusal::AboutNo("case")));
    assert_eq!(allowed(Action::DifferenceBlock, &desk.state), Err(Refusal::AboutNo("ITMOs")));
    assert_eq!(allowed(Action::NextPart, &desk.state), Err(Refusal::NoParts));
}

#[test]
fn equal_stretches_fold_and_unfold_and_the_cursor_stays() {
    let mut desk = at(&format!("run {DIFFERS}"), "d");
    assert!(desk.screen().contains("2 equal segments"), "{}", desk.screen());
    desk.press("v");
    let screen = desk.screen();
    assert!(!screen.contains("equal segments") && screen.contains("110 001 – 120 000"), "{screen}");
    desk.press("c");
    assert!(is_on(&desk, &format!("Case {NEW}")), "{}", desk.head());
    desk.press("esc esc");
    assert!(desk.screen().contains("2 equal segments"), "back folds first: {}", desk.screen());
}

#[test]
fn a_result_that_was_altered_after_it_was_signed_is_said_to_fail() {
    let mut desk = at(&format!("run {DIFFERS}"), "end");
    let holds = desk.screen();
    assert!(holds.contains("signature verified here with its key"), "{holds}");
    assert!(holds.contains(", which is ours by"), "of our own key nobody else can tell: {holds}");
    desk.prompt = false;
    desk.press("r");
    let (ticket, _) = desk.asked.iter().find(|(_, ask)| *ask == Read::Run(id(DIFFERS))).cloned().unwrap();
    let answer = Ok(Reply::Run(runs::run(id(DIFFERS), true).unwrap()));
    desk.send(countersign::console::Message::Answer(ticket, answer));
    let fails = desk.screen();
    assert!(fails.contains("its signature is not over this text"), "{fails}");
    assert!(fails.contains("compares another number of ITMOs"), "{fails}");
    assert!(!fails.contains("verified here"), "{fails}");
}

#[test]
fn a_run_without_a_result_has_nothing_to_compare_and_says_what_to_do() {
    let desk = at(&format!("run {BROKEN}"), "");
    assert!(desk.screen().contains("came to no result"), "{}", desk.screen());
    let Err(Refusal::NotNow(why)) = allowed(Action::RunDifferences, &desk.state) else { panic!("it is refused") };
    assert!(why.contains("Begin another one"), "{why}");
}

/// The page of the run that goes on, after the registry has told this of it.
fn told(change: impl FnOnce(&mut Run)) -> String {
    let mut desk = at(&format!("run {GOES_ON}"), "");
    desk.prompt = false;
    assert!(desk.fire(Timer::Reading));
    let (ticket, _) = desk.asked.iter().find(|(_, ask)| *ask == Read::Run(id(GOES_ON))).cloned().unwrap();
    let mut run = runs::run(id(GOES_ON), false).unwrap();
    change(&mut run);
    desk.send(countersign::console::Message::Answer(ticket, Ok(Reply::Run(run))));
    desk.screen().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A run of which no tier has begun.
fn early(run: &mut Run, state: RunState) {
    run.summary.state = Word::Known(state);
    for tier in &mut run.tiers {
        (tier.state, tier.done, tier.of, tier.ended) = (Word::Known(TierState::Waiting), 0, 0, None);
    }
}

#[test]
fn each_step_of_a_run_says_whether_it_is_done_goes_on_or_is_to_come() {
    let agreeing = told(|run| {
        early(run, RunState::Agreeing);
        run.commitment = None;
        run.summary.at = now() + jiff::SignedDuration::from_secs(5);
    });
    let frozen = told(|run| {
        early(run, RunState::Frozen);
        run.summary.at = now() - jiff::SignedDuration::from_secs(2);
    });
    let waits = told(|run| {
        run.summary.state = Word::Known(RunState::History);
        for tier in &mut run.tiers[1..] {
            (tier.done, tier.state) = (0, Word::Known(TierState::Waiting));
        }
        (run.tiers[1].state, run.tiers[1].ended) = (Word::Known(TierState::NotNeeded), Some(now()));
    });
    let signing = told(|run| {
        run.summary.state = Word::Known(RunState::Signing);
        for tier in &mut run.tiers {
            (tier.state, tier.done, tier.ended) = (Word::Known(TierState::Done), tier.of, Some(now()));
        }
    });
    let failed = told(|run| run.summary.state = Word::Known(RunState::Failed));
    for (page, said) in [
        (&agreeing, "0 Moment under way both freeze their books at 2026-11-22 09:14:05 UTC, in 5.0 s"),
        (&agreeing, "1 Totals to come"),
        (&agreeing, "Nothing yet: both sign when the run comes to a result"),
        (&frozen, "0 Moment done our book is frozen as of 2026-11-22 09:13:58 UTC"),
        (&frozen, "1 Totals under way each side's sums must be those it committed to, for 2.0 s"),
        (&frozen, "2 Blocks to come"),
        (&waits, "2 Blocks not needed everything was equal one tier above"),
        (&waits, "3 History under way 0 of 130 transfers"),
        (&signing, "3 History done 130 of 130 transfers"),
        (&signing, "4 Result under way each signs the text that both made"),
        (&failed, "2 Blocks not reached 12 of 40 parts of the books"),
        (&failed, "3 History not reached"),
        (&failed, "4 Result not reached nothing was signed"),
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn a_filter_picks_segments_by_their_fields_and_passes_over_the_rest() {
    let mut desk = at(&format!("run {DIFFERS}"), "d /");
    desk.type_text("books:o");
    assert!(desk.screen().contains("books:ours-only"), "it is completed: {}", desk.screen());
    desk.press("tab enter");
    let screen = desk.screen();
    assert!(desk.head().contains("1 by books:ours-only") && screen.contains("190 001 – 190 010"), "{screen}");
    assert!(!screen.contains("120 001 – 132 500"), "{screen}");
    assert_eq!(allowed(Action::NextPart, &desk.state), Err(Refusal::NoParts), "nothing else is picked");
    desk.press("/");
    desk.type_text("nonsense:1");
    desk.press("enter");
    assert!(desk.screen().contains("nonsense"), "what can't be read is not sent: {}", desk.screen());
    desk.press("esc esc");
    assert!(!desk.head().contains("books:") && desk.screen().contains("120 001 – 132 500"), "{}", desk.screen());
    desk.press("/");
    desk.type_text("code:W14");
    desk.press("enter");
    assert!(desk.screen().contains("No segments match code:W14"), "{}", desk.screen());
}
