//! Of an approval and a withdrawal, or of two approvals at once, exactly one decides the order (F22, T31).

use crate::desk::{AMINA, Desk, ESI, LUC, Who, stated};
use countersign::evidence::{
    order::OrderText,
    statement::StatementKind::{self, Approve, Withdraw},
};

const ROUNDS: u32 = 20;

async fn both(desk: &Desk, (id, text): (&str, &OrderText), said: [(Who, StatementKind); 2]) -> [u16; 2] {
    let [(one, a), (other, b)] = said;
    let first = stated(one, &desk.statement(one, a, text).await);
    let second = stated(other, &desk.statement(other, b, text).await);
    let (first, second) = tokio::join!(desk.state(one, id, &first), desk.state(other, id, &second));
    [first.status.as_u16(), second.status.as_u16()]
}

/// F22, T31.
#[tokio::test]
async fn of_an_approval_and_a_withdrawal_exactly_one_wins() {
    let desk = Desk::new().await;
    for round in 0..ROUNDS {
        let (id, text) = desk.submitted(AMINA).await;
        let order = if round % 2 == 0 { [(LUC, Approve), (AMINA, Withdraw)] } else { [(AMINA, Withdraw), (LUC, Approve)] };
        let mut answers = both(&desk, (&id, &text), order).await;
        let state = desk.served(&id).await.state;
        let winner = order[usize::from(answers[0] != 200)].1;
        assert_eq!(state, if winner == Approve { "executed" } else { "withdrawn" }, "round {round}: {answers:?}");
        answers.sort_unstable();
        assert_eq!(answers, [200, 409], "round {round}");
    }
}

/// T31.
#[tokio::test]
async fn of_two_approvals_one_executes() {
    let desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    let mut answers = both(&desk, (&id, &text), [(LUC, Approve), (ESI, Approve)]).await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 409]);
    assert_eq!(desk.served(&id).await.state, "executed");
}
