//! Every discrepancy that can be planted, from found to resolved, over real HTTP: a run finds it and only it, two persons at each registry
//! resolve the case, or three where a difference is accepted, what corrects it is done, and the next run passes. The tables say by which kind
//! each ends: a book that is not its ledger is made again from it; a record that is wrong in the ledger ends by a new entry.

use super::{
    correcting::entries,
    resolving::{CHE, Desk, Desks, GHA, codes},
};
use countersign::{
    domain::{
        case::ResolutionKind::{
            self, Accepted, Cleared, CorrectingOrder, CounterpartError, Imported, Recorded, Resent, Restored, Revised,
        },
        reconcile::Code,
    },
    evidence::digest::Digest,
    sandbox::Planted,
    wire::{
        BigNumber,
        admin::{Block, Page, order::Checks, reconcile::Run, transfer::Transfer},
        ledger::{Act as WrittenAct, Posting, Span},
        order::{Destination, OrderAct, ToAccount, TransferDecision, TransferOrder},
    },
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tokio::task::JoinSet;

/// So many pairs run at the same time: most of what a run takes is waiting for its moment.
const AT_ONCE: usize = 12;

/// What people do besides, at a registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Nothing,
    /// Send the last message again.
    Resend(usize),
    /// Have the Completion shown once more by the counterpart.
    Pull(usize),
}

/// A discrepancy between the two: how each registry resolves its case, and what is done.
type Between = (&'static str, Option<[ResolutionKind; 2]>, Act);

const BETWEEN: [Between; 22] = [
    ("D01", Some([Restored, Resent]), Act::Resend(GHA)),
    ("D02", Some([Resent, Restored]), Act::Resend(CHE)),
    ("D03", Some([Restored, CounterpartError]), Act::Nothing),
    ("D04", Some([Cleared, Resent]), Act::Resend(GHA)),
    ("D05", Some([Recorded, CounterpartError]), Act::Nothing),
    ("D06", Some([Restored, CounterpartError]), Act::Nothing),
    ("D07", None, Act::Nothing),
    ("D08", Some([Restored, CounterpartError]), Act::Nothing),
    ("D09", Some([Restored, CounterpartError]), Act::Nothing),
    ("D10", Some([Restored, CounterpartError]), Act::Nothing),
    ("D11", Some([CounterpartError, Recorded]), Act::Nothing),
    ("D12", Some([Recorded, CounterpartError]), Act::Nothing),
    ("D13", Some([CounterpartError, Restored]), Act::Nothing),
    ("D14", None, Act::Resend(GHA)),
    ("D15", Some([Recorded, CounterpartError]), Act::Nothing),
    ("D16", Some([Recorded, CounterpartError]), Act::Nothing),
    ("D17", Some([Revised, CounterpartError]), Act::Nothing),
    ("D18", Some([CorrectingOrder, CounterpartError]), Act::Nothing),
    ("D19", Some([Recorded, CounterpartError]), Act::Nothing),
    ("D20", Some([Cleared, Cleared]), Act::Nothing),
    ("D21", Some([Imported, CounterpartError]), Act::Pull(CHE)),
    ("D22", None, Act::Nothing),
];

/// How each discrepancy within a registry is resolved.
const WITHIN: [(&str, ResolutionKind); 14] = [
    ("W1", Restored),
    ("W2", Restored),
    ("W3", Restored),
    ("W4", Restored),
    ("W5", Restored),
    ("W6", Restored),
    ("W7", CorrectingOrder),
    ("W8", Restored),
    ("W9", Restored),
    ("W10", Recorded),
    ("W11", CorrectingOrder),
    ("W12", Revised),
    ("W13", Restored),
    ("W14", Restored),
];

/// The code as the other side calls it.
fn seen_from_there(code: &str) -> &str {
    match code {
        "D01" => "D02",
        "D02" => "D01",
        other => other,
    }
}

/// Every case is resolved so, and what corrects it is done.
async fn resolved(two: &Desks, kinds: [ResolutionKind; 2], act: Act) {
    // Whoever makes its book again does it before anything is sent to it.
    let first = if kinds[GHA] == Restored { GHA } else { CHE };
    for at in [first, 1 - first] {
        let desk = &two.desks[at];
        if at != first {
            done(two, act).await;
        }
        let cases = desk.open_cases().await;
        assert_eq!(cases.len(), 1, "{cases:?}");
        resolve(desk, &cases[0].id, kinds[at]).await;
        let now = desk.case(&cases[0].id).await;
        assert_eq!(now.state.word(), if kinds[at] == Accepted { "closed" } else { "agreed" });
    }
}

/// Resolves a case, and sees what that wrote: the ledger goes on from where it was, with an entry that corrects the record where it is the
/// record that is wrong, and with none where the book is not its ledger.
async fn resolve(desk: &Desk, case: &str, kind: ResolutionKind) {
    let before = desk.ledger().await;
    match kind {
        CorrectingOrder => desk.resolve_by_order(case).await,
        _ => drop(desk.resolve(case, kind).await),
    }
    let after = desk.ledger().await;
    assert!(after.len() > before.len() && after.starts_with(&before), "{case}: the ledger was only appended to");
    let new = entries(&after[before.len()..]);
    let corrects = |(kind, act): &&(String, WrittenAct)| {
        let is_order =
            act.postings.iter().any(|posting| matches!(posting, Posting::OrderState(order) if order.state == "executed"));
        kind == "case-corrected" || is_order
    };
    let corrections: Vec<_> = new.iter().filter(corrects).collect();
    assert_eq!(corrections.len(), usize::from(matches!(kind, Recorded | Revised | CorrectingOrder)), "{case}: {new:?}");
    assert!(corrections.iter().all(|(_, act)| act.by.len() == 2), "{case}: two persons: {corrections:?}");
}

async fn done(two: &Desks, act: Act) {
    let (at, path, body) = match act {
        Act::Nothing => return,
        Act::Resend(at) => (at, "resend", json!({ "reason": "what did not arrive" })),
        Act::Pull(at) => (at, "pull", json!({ "sequence": 5, "reason": "the receipt is missing" })),
    };
    let transfer = two.desks[at].transfer().await;
    two.desks[at].act(0, &format!("transfers/{transfer}/{path}"), &body).await;
    if matches!(act, Act::Resend(_)) {
        two.desks[CHE].completed(&transfer).await;
        two.desks[GHA].completed(&transfer).await;
    } else {
        two.desks[at].was_told(&transfer, "copy").await;
    }
}

/// One discrepancy between the two, from planted to a run that passes.
async fn between((id, kinds, act): Between) {
    let code = Code::of_id(id).unwrap();
    let two = Desks::with(&[id.parse::<Planted>().unwrap()]).await;
    let found = two.run().await;
    assert_eq!((codes(&found[CHE]), codes(&found[GHA])), (vec![id], vec![seen_from_there(id)]), "{:#?}", found[CHE].found);
    let is_note = code.gravity().weight() == 0;
    assert!(found.iter().all(|run| run.summary.state == if is_note { "passed" } else { "differs" }), "{id}");
    match kinds {
        Some(kinds) => resolved(&two, kinds, act).await,
        None => done(&two, act).await,
    }
    let again = two.run().await;
    for (run, desk) in again.iter().zip(&two.desks) {
        assert_eq!(run.result.as_ref().unwrap().signatures.len(), 2, "{id}");
        if is_note {
            assert_eq!(codes(run), [id], "a note stays one");
        } else {
            assert_eq!((run.summary.state.as_str(), codes(run)), ("passed", vec![]), "{id}: {:#?}", run.found);
        }
        over(desk, id).await;
    }
}

/// What nobody can correct yet is lived with: three persons at each registry accept it until a day. A run still finds it, and opens no case.
#[tokio::test]
async fn three_persons_accept_a_difference_that_runs_go_on_finding() {
    let two = Desks::with(&["D05".parse().unwrap()]).await;
    two.run().await;
    resolved(&two, [Accepted, Accepted], Act::Nothing).await;
    for (run, desk) in two.run().await.iter().zip(&two.desks) {
        assert_eq!(codes(run), ["D05"]);
        assert_eq!(desk.open_cases().await, vec![]);
    }
}

/// Nothing is open any more, nothing stays frozen, and the book is what its ledger makes: nothing edited it. Of a note nobody does anything.
async fn over(desk: &Desk, id: &str) {
    assert_eq!(desk.open_cases().await, vec![], "{id}");
    assert!(desk.board().await.cases.iter().all(|case| !case.frozen), "{id}");
    let is_note = Code::of_id(id).unwrap().gravity().weight() == 0;
    assert!(is_note || desk.is_whole().await, "{id}: the book is not what its ledger makes");
}

/// One discrepancy within a registry.
async fn within((id, kind): (&str, ResolutionKind)) {
    let two = Desks::with(&[id.parse::<Planted>().unwrap()]).await;
    let desk = &two.desks[CHE];
    let found: Run = desk.run_within().await;
    assert_eq!(codes(&found), [id], "{:#?}", found.found);
    assert_eq!(two.desks[GHA].run_within().await.summary.state, "passed", "{id}: the other book is as it should be");
    let cases = desk.open_cases().await;
    assert_eq!(cases.len(), 1, "{id}: {cases:?}");
    resolve(desk, &cases[0].id, kind).await;
    let again = desk.run_within().await;
    assert_eq!((again.summary.state.as_str(), codes(&again)), ("passed", vec![]), "{id}: {:#?}", again.found);
    over(desk, id).await;
}

/// Where an entry let ITMOs out of a terminal account, making the book again from its ledger would let them out again: they go back by a new
/// entry of two persons, which no order could undo.
#[tokio::test]
async fn what_left_a_terminal_account_goes_back_by_a_new_entry() {
    let two = Desks::with(&["W9".parse().unwrap()]).await;
    let desk = &two.desks[CHE];
    let found = desk.run_within().await;
    assert_eq!(codes(&found), ["W9"], "{:#?}", found.found);
    let case = desk.open_cases().await[0].id.clone();
    let account = desk.case(&case).await.found.account.unwrap().to_string();
    let held = async || desk.get::<Page<Block>>(&format!("blocks?filter=account:{account}")).await.items;
    assert_eq!(held().await, vec![], "they are out");
    resolve(desk, &case, Recorded).await;
    let back = held().await;
    assert!(!back.is_empty() && back.iter().all(|block| block.state == "cancelled" && block.lock.is_none()), "{back:?}");
    let again = desk.run_within().await;
    assert_eq!((again.summary.state.as_str(), codes(&again)), ("passed", vec![]), "{:#?}", again.found);
    assert_eq!(desk.open_cases().await, vec![]);
}

/// Runs so many at the same time, and fails with the first that does.
pub async fn all<F: Future<Output = ()> + Send + 'static>(each: impl IntoIterator<Item = F>) {
    let mut running = JoinSet::new();
    for one in each {
        if running.len() >= AT_ONCE {
            running.join_next().await.unwrap().unwrap();
        }
        running.spawn(one);
    }
    running.join_all().await;
}

#[tokio::test]
async fn each_discrepancy_between_registries_is_found_resolved_by_two_and_gone() {
    let every: Vec<&str> = Planted::every().map(Code::id).filter(|id| id.starts_with('D')).collect();
    assert_eq!(every, BETWEEN.map(|(id, ..)| id), "every code has a line");
    all(BETWEEN.map(between)).await;
}

#[tokio::test]
async fn each_discrepancy_within_a_registry_is_found_resolved_by_two_and_gone() {
    let every: Vec<&str> = Planted::every().map(Code::id).filter(|id| id.starts_with('W')).collect();
    assert_eq!(every, WITHIN.map(|(id, _)| id), "every code has a line");
    all(WITHIN.map(within)).await;
}

#[tokio::test]
async fn a_case_is_only_resolved_in_a_way_that_can_correct_it() {
    let two = Desks::with(&["D10".parse().unwrap(), "D17".parse().unwrap()]).await;
    two.run().await;
    let desk = &two.desks[GHA];
    let cases = desk.open_cases().await;
    let of = |code: &str| cases.iter().find(|case| case.code == code).unwrap().id.clone();
    let (account, report) = (of("D10"), of("D17"));
    for (case, kind) in [(&account, Recorded), (&account, Revised), (&report, Recorded)] {
        desk.own(case).await;
        let said = desk.refused_resolution(case, kind).await;
        assert!(said.contains("can't be resolved as"), "{said}");
    }
    // Ghana's report has the transfer; it is Switzerland's that does not.
    let text = desk.proposed(&report, Revised).await;
    let said = desk.refused(1, &format!("cases/{report}/confirmations"), &desk.confirmation(1, &text).await).await;
    assert!(said.contains("not this registry's report"), "{said}");
    assert_eq!(desk.case(&report).await.state.word(), "proposed", "nothing was changed");
}

/// B09, and what the console shows of it: a block in an open case is free in the book and in no new order.
#[tokio::test]
async fn what_stands_in_an_open_case_is_shown_as_disputed_and_is_in_no_new_order() {
    let two = Desks::with(&["D10".parse().unwrap()]).await;
    let desk = &two.desks[CHE];
    let disputed = async || desk.get::<Page<Block>>("blocks?filter=disputed:yes").await.items;
    assert_eq!(disputed().await, vec![], "nothing is disputed before anybody looked");
    two.run().await;
    let case = desk.open_cases().await[0].id.clone();
    let [block] = <[Block; 1]>::try_from(disputed().await).unwrap();
    assert_eq!((block.case.as_deref(), block.state.as_str(), block.lock.clone()), (Some(case.as_str()), "available", None));
    let act = OrderAct::Transfer(TransferOrder {
        from: block.account.clone(),
        to: Destination::Internal(ToAccount { account: "CHE01-100-0001".to_owned() }),
        spans: vec![Span { first: block.first.clone(), last: block.last.clone() }],
        quantity: BigNumber(12_000),
        corrects: None,
        reason: "somewhere else".to_owned(),
    });
    let checks: Checks = desk.checked(&act).await;
    let frozen = checks.findings.iter().find(|finding| finding.id == "B09").unwrap();
    assert!(!checks.passes && format!("{frozen:?}").contains(&case), "{frozen:?}");
    resolved(&two, [Restored, CounterpartError], Act::Nothing).await;
    assert_eq!(two.run().await[CHE].summary.state, "passed");
    assert_eq!(disputed().await, vec![], "it is over");
}

/// What goes wrong after real traffic: staged on a pair that runs, found, and brought to an end by what the protocol allows.
#[tokio::test]
async fn what_goes_wrong_after_real_traffic_is_found_and_resolved_too() {
    tokio::join!(lost_final(), crash_between_debit_and_credit(), restored_backup());
}

/// An exercise staged at both so many hours ago; its transfer.
async fn staged(two: &Desks, name: &str, hours: i64) -> String {
    let body = json!({ "exercise": name, "as_of": Timestamp::now() - SignedDuration::from_hours(hours) });
    let mut transfer = String::new();
    for desk in &two.desks {
        transfer = desk.practise("exercises", &body).await["transfer"].as_str().unwrap().to_owned();
    }
    transfer
}

async fn lost_final() {
    let two = Desks::with(&[]).await;
    staged(&two, "lost-final", 0).await;
    let found = two.run().await;
    assert_eq!((codes(&found[CHE]), codes(&found[GHA])), (vec!["D04"], vec!["D04"]));
    resolved(&two, [Cleared, Resent], Act::Resend(GHA)).await;
    passes(&two).await;
}

/// The transferring registry crashed after its Final had gone and before its debit was written: the acquiring one has completed. On the
/// same day it is in flight; its two persons complete it on the counterpart's signed word before anything else is to be resolved.
async fn crash_between_debit_and_credit() {
    let two = Desks::with(&[]).await;
    let transfer = staged(&two, "completed-there-only", 0).await;
    let found = two.run().await;
    assert_eq!((codes(&found[CHE]), codes(&found[GHA])), (vec!["D14"], vec!["D14"]));
    let desk = &two.desks[GHA];
    desk.act(0, &format!("transfers/{transfer}/ask"), &json!({ "reason": "how does it stand there" })).await;
    desk.was_told(&transfer, "status").await;
    let reason = "their signed status names our Final";
    let known: Transfer = desk.get(&format!("transfers/{transfer}")).await;
    let quantity = known.summary.quantity;
    let proposal = known.messages.iter().find(|rung| rung.kind == "proposal").unwrap().digest.clone();
    let decision = TransferDecision { transfer: transfer.clone(), quantity, proposal, reason: reason.to_owned() };
    desk.order(&OrderAct::CompleteByHand(decision), reason).await;
    desk.completed(&transfer).await;
    // What its archive lacks since the crash is obtained once more: the Final it signed itself, and the Completion.
    for sequence in [4, 5] {
        let body = json!({ "sequence": sequence, "reason": "lost in the crash" });
        desk.act(0, &format!("transfers/{transfer}/pull"), &body).await;
        desk.was_told_times(&transfer, "copy", sequence - 3).await;
    }
    passes(&two).await;
}

/// The acquiring registry was restored from a backup that knows nothing of the transfer, ledger and all. The counterpart's archive has every
/// message with the signature it was written with; two persons who compared them bring back what they prove.
async fn restored_backup() {
    let two = Desks::with(&[]).await;
    staged(&two, "restored-backup", 30).await;
    let found = two.run().await;
    assert_eq!((codes(&found[CHE]), codes(&found[GHA])), (vec!["D01", "D13"], vec!["D02", "D13"]));
    let [here, there] = &two.desks;
    let known = here.case_of("D13").await;
    let transfer = known.about.strip_prefix("transfer ").unwrap();
    here.act(0, &format!("cases/{}/archive", known.id), &json!({ "reason": "we were restored from a backup" })).await;
    here.was_told_times(transfer, "copy", 5).await;
    let before = here.ledger().await;
    let refused = here.replay_refused(&known.id, Digest::of("another completion")).await;
    assert!(refused.contains("does not name the counterpart's copy of the completion"), "{refused}");
    here.replayed(&known.id, here.copied(transfer, 5).await).await;
    let after = here.ledger().await;
    assert!(after.starts_with(&before), "the ledger was only appended to");
    let new = entries(&after[before.len()..]);
    let replayed: Vec<_> = new.iter().filter(|(kind, _)| kind == "transfer-replayed").collect();
    assert_eq!(replayed.iter().map(|(_, act)| act.by.len()).collect::<Vec<_>>(), [2], "{new:?}");
    for case in there.open_cases().await {
        there.resolve(&case.id, CounterpartError).await;
    }
    passes(&two).await;
}

/// The next run finds nothing, and nothing is open any more.
pub async fn passes(two: &Desks) {
    for (run, desk) in two.run().await.iter().zip(&two.desks) {
        assert_eq!((run.summary.state.as_str(), codes(run)), ("passed", vec![]), "{:#?}", run.found);
        over(desk, "D04").await;
    }
}
