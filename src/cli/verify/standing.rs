//! How an order stands after the statements that were given with it, by the judge that registries ask too.
//! Without roster and policy nobody can say whether it is approved; then only its signatures are judged.
//! Must not know: how the judge counts.

use super::{Rules, judgement::Judgement, signed::Read};
use crate::evidence::{
    order::OrderText,
    signed::Signed,
    standing::{self, Case, Guard, Objection, Standing, State},
    statement::StatementText,
};
use jiff::Timestamp;

/// Judges every order, with the statements about it.
pub(super) fn judge(orders: &[Read<OrderText>], statements: &[Read<StatementText>], rules: &Rules, judgement: &mut Judgement) {
    for order in orders {
        let digest = order.signed.text.sha256();
        let about: Vec<_> = statements.iter().filter(|said| said.signed.text.statement().order_sha256 == digest).collect();
        judgement.about(&order.name, format_args!("as it stands, with {} statements", about.len()));
        let said: Vec<Signed<StatementText>> = about.iter().map(|read| read.signed.clone()).collect();
        let Some(in_force) = rules.in_force(&order.signed, &said) else {
            judgement.says("whether it is approved takes --roster and --policy");
            continue;
        };
        let at = rules.at.unwrap_or_else(|| newest(&order.signed, &said));
        // Whether another order was to take this one's place, the files given say.
        let superseded = orders.iter().any(|other| other.signed.text.order().supersedes == Some(order.signed.text.order().id));
        let guard = Guard { roster: in_force.roster, policy: in_force.policy, earlier: &in_force.earlier };
        let case = Case { order: &order.signed, statements: &said, guard, superseded };
        let (roster, policy) = (in_force.roster.edition().version, in_force.policy.edition().version);
        judgement.says(format_args!("judged by roster v{roster} and policy v{policy}"));
        told(&standing::judge(&case, at), &about, at, judgement);
    }
    for said in statements {
        let named = said.signed.text.statement().order_sha256;
        if !orders.iter().any(|order| order.signed.text.sha256() == named) {
            judgement.about(&said.name, "the order it is about is not among the files");
        }
    }
}

/// When the newest of the texts was made.
fn newest(order: &Signed<OrderText>, said: &[Signed<StatementText>]) -> Timestamp {
    let made = said.iter().map(|said| said.text.statement().made.timestamp());
    made.chain([order.text.order().id.made()]).max().unwrap_or_default()
}

fn told(standing: &Standing, about: &[&Read<StatementText>], at: Timestamp, judgement: &mut Judgement) {
    for (place, objection) in &standing.discounted {
        let name = about.get(*place).map_or("a statement", |read| read.name.as_str());
        if let Objection::TakenBack(person) = objection {
            // Nothing is wrong with either word: the later one counts.
            judgement.says(format_args!("{name} counts no more: {person} took the approval back (F22)"));
            continue;
        }
        judgement.fails(format_args!("{name} does not count: {objection} ({})", objection.rule()));
    }
    let approvals: Vec<String> = standing.approvals.iter().map(ToString::to_string).collect();
    let count = format!("{} of {} approvals", approvals.len(), standing.needed());
    let by = if approvals.is_empty() { String::new() } else { format!(" by {}", approvals.join(", ")) };
    let how = match &standing.state {
        State::Void(objection) => return judgement.fails(format_args!("void: {objection} ({})", objection.rule())),
        State::Cooling { until } => format!("cooling until {until}"),
        State::Closed { opens } => format!("approved, carried out from {opens}"),
        State::Rejected(end) => format!("rejected by {} because: {}", end.by, end.reason),
        State::Withdrawn(end) => format!("withdrawn by {} because: {}", end.by, end.reason),
        State::Stopped(end) => format!("stopped by {} because: {}", end.by, end.reason),
        State::Expired { since } => format!("expired since {since}"),
        State::Waiting { .. } | State::Unreleased | State::Approved | State::Superseded => standing.state.word().to_owned(),
    };
    judgement.holds(format_args!("at {at}: {how}; {count}{by}"));
}
