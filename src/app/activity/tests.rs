//! What is in the log, and in what order.

use super::*;
use crate::{
    app::{Epoch, Tickets},
    registry::{Access, Act, Authorised, Challenge, Deed, ProblemKind},
};
use jiff::SignedDuration;
use uuid::Uuid;

fn at(ms: i64) -> Timestamp {
    let begun: Timestamp = "2026-11-22T09:14:00Z".parse().unwrap();
    begun.checked_add(SignedDuration::from_millis(ms)).unwrap()
}

fn ticket(request: u64) -> Ticket {
    Ticket { profile: ProfileId(1), epoch: Epoch(1), request: RequestId(request) }
}

fn asked(activity: &mut Activity, request: u64, ms: i64) {
    activity.note(&Effect::Ask { ticket: ticket(request), ask: Read::Standing }, at(ms));
}

/// Number, duration in milliseconds and end of every request, newest first.
fn requests(activity: &Activity) -> Vec<(u64, Option<u128>, End)> {
    let request = |entry: &Entry| match &entry.what {
        What::Request(request) => Some((request.number.0, request.took.map(|took| took.as_millis()), request.end.clone())),
        _ => None,
    };
    activity.newest_first().filter_map(request).collect()
}

#[test]
fn a_question_is_followed_to_its_end() {
    let (mut activity, offline) = (Activity::default(), Problem::of(ProblemKind::Offline));
    for request in 1..=4 {
        asked(&mut activity, request, request as i64);
    }
    let call = CallId(Uuid::from_u128(5));
    activity.measured(RequestId(1), call, Duration::from_millis(30));
    activity.end(RequestId(1), End::Answered, at(90));
    activity.end(RequestId(2), End::Failed(offline.clone()), at(12));
    activity.note(&Effect::Cancel(RequestId(3)), at(8));
    let expected = [
        (4, None, End::Waiting),
        (3, Some(5), End::Cancelled),
        (2, Some(10), End::Failed(offline)),
        (1, Some(30), End::Answered),
    ];
    assert_eq!(requests(&activity), expected);
    let oldest = activity.newest_first().last().unwrap();
    assert_eq!((oldest.at, oldest.profile), (at(1), ProfileId(1)));
    let What::Request(request) = &oldest.what else { panic!("{oldest:?}") };
    assert_eq!((request.call, &request.sent), (Some(call), &Sent::Read(Read::Standing)));
}

#[test]
fn what_is_over_stays_as_it_is_and_what_is_unknown_is_no_matter() {
    let mut activity = Activity::default();
    asked(&mut activity, 1, 0);
    activity.note(&Effect::Cancel(RequestId(1)), at(5));
    activity.end(RequestId(1), End::Answered, at(9));
    activity.note(&Effect::Cancel(RequestId(77)), at(9));
    activity.measured(RequestId(77), CallId(Uuid::nil()), Duration::ZERO);
    assert_eq!(requests(&activity), [(1, Some(5), End::Cancelled)]);
    asked(&mut activity, 2, 100);
    activity.end(RequestId(2), End::Answered, at(50));
    assert_eq!(requests(&activity)[0], (2, Some(0), End::Answered), "a clock that was set back");
}

#[test]
fn an_act_stands_with_its_key_and_its_outcome() {
    let mut activity = Activity::default();
    let deed = Deed::FreezeAccount { account: "GHA01-100-0045".parse().unwrap(), version: 7 };
    let act = Act::Alone { deed, reason: "suspected".into() };
    let confirmed = Challenge::new(act.clone(), "freeze").accept("freeze").unwrap();
    let (access, key) = (Access::of_profile(false), IdempotencyKey(Uuid::from_u128(9)));
    let authorised = Authorised::new(confirmed, access.capability().unwrap(), key);
    activity.note(&Effect::Act { ticket: ticket(1), act: Box::new(authorised) }, at(0));
    activity.end(RequestId(1), End::Acted(Outcome::Unknown(key)), at(30_000));
    assert_eq!(requests(&activity), [(1, Some(30_000), End::Acted(Outcome::Unknown(key)))]);
    let Some(Entry { what: What::Request(request), .. }) = activity.newest_first().next() else { panic!("{activity:?}") };
    assert_eq!(request.sent, Sent::Act(Box::new(act.in_words()), key));
}

#[test]
fn refusals_and_turns_of_the_stream_stand_among_the_requests() {
    let mut activity = Activity::default();
    asked(&mut activity, 1, 0);
    activity.refused(ProfileId(1), Refusal::NoRow, at(1));
    activity.streamed(ProfileId(1), StreamState::None, at(2));
    activity.note(&Effect::Repaint, at(3));
    let whats: Vec<&What> = activity.newest_first().map(|entry| &entry.what).take(2).collect();
    assert_eq!(whats, [&What::Stream(StreamState::None), &What::Refused(Refusal::NoRow)]);
    assert_eq!(activity.newest_first().len(), 3);
}

#[test]
fn only_the_last_thousand_are_kept() {
    let (mut activity, mut tickets) = (Activity::default(), Tickets::default());
    for ms in 0..1_500 {
        activity.note(&Effect::AskAside { ticket: tickets.issue_for(ProfileId(2)), ask: Read::Standing }, at(ms));
    }
    assert_eq!((activity.newest_first().len(), activity.forgotten()), (KEPT, 500));
    assert_eq!(activity.newest_first().map(|entry| entry.at).collect::<Vec<_>>()[..2], [at(1_499), at(1_498)]);
    activity.end(RequestId(3), End::Answered, at(2_000));
    assert!(requests(&activity).iter().all(|(_, _, end)| *end == End::Waiting), "what is forgotten takes no end");
}
