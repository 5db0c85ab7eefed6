//! Answers about the papers of a registry: what binds an account, lives, authorizations, approaches, orders, entries.
//! What came must be what was asked for, by its id.
//! Must not know: how the octets came.

use super::json;
use crate::{
    domain::{AccountId, ApproachId, AuthorizationId, ItmoId, case::CaseId},
    registry::{
        Query, Reply,
        book::{CheckFinding, GuardedVersion, OrderId, ReportWindow},
        case_list::case_page,
        wired,
    },
    wire::{
        admin::{
            ledger::{Life, Representatives},
            order::Checks,
        },
        convert::{self, Misfit, Place},
    },
};

const ROOT: Place<'static> = Place::ROOT;
const ANOTHER_ACCOUNT: &str = "it is another account";

pub(super) fn overview(octets: &[u8]) -> Result<Reply, Misfit> {
    Ok(Reply::Overview(Box::new(wired::overview(json(octets)?, &ROOT)?)))
}

pub(super) fn board(octets: &[u8]) -> Result<Reply, Misfit> {
    Ok(Reply::Cases(Box::new(wired::board(json(octets)?, &ROOT)?)))
}

pub(super) fn case_rows(asked: &Query, octets: &[u8]) -> Result<Reply, Misfit> {
    let board = wired::board(json(octets)?, &ROOT)?;
    let page = case_page(&board, asked).ok_or_else(|| ROOT.misfit("the list goes on from nowhere"))?;
    Ok(Reply::CaseRows(page))
}

pub(super) fn case(asked: CaseId, octets: &[u8]) -> Result<Reply, Misfit> {
    let full = wired::case_in_full(json(octets)?, &ROOT)?;
    same(&asked, &full.case.id, "id", "it is another case")?;
    Ok(Reply::Case(Box::new(full)))
}

pub(super) fn checks(octets: &[u8]) -> Result<Vec<CheckFinding>, Misfit> {
    let Checks { findings, .. } = json(octets)?;
    Ok(findings.into_iter().map(wired::finding).collect())
}

pub(super) fn representatives(asked: &AccountId, octets: &[u8]) -> Result<Reply, Misfit> {
    let answer: Representatives = json(octets)?;
    same(asked.as_str(), answer.account.as_str(), "account", ANOTHER_ACCOUNT)?;
    Ok(Reply::Representatives(answer.people.into_iter().map(wired::representative).collect()))
}

pub(super) fn account_rules(asked: &AccountId, octets: &[u8]) -> Result<Reply, Misfit> {
    let rules = wired::account_rules(json(octets)?, &ROOT)?;
    same(asked, &rules.account, "account", ANOTHER_ACCOUNT)?;
    Ok(Reply::AccountRules(Box::new(rules)))
}

pub(super) fn account_locks(asked: &AccountId, octets: &[u8]) -> Result<Reply, Misfit> {
    let locks = wired::account_locks(json(octets)?, &ROOT)?;
    same(asked, &locks.account, "account", ANOTHER_ACCOUNT)?;
    Ok(Reply::AccountLocks(Box::new(locks)))
}

pub(super) fn account_life(asked: &AccountId, octets: &[u8]) -> Result<Reply, Misfit> {
    let life: Life = json(octets)?;
    same(asked.as_str(), life.of.as_str(), "of", ANOTHER_ACCOUNT)?;
    Ok(Reply::AccountLife(wired::life(life.items, &ROOT)?))
}

pub(super) fn block_life(asked: &ItmoId, octets: &[u8]) -> Result<Reply, Misfit> {
    let life: Life = json(octets)?;
    same(asked, &ROOT.parse("of", &life.of)?, "of", "it is another ITMO")?;
    Ok(Reply::BlockLife(wired::life(life.items, &ROOT)?))
}

pub(super) fn authorization(asked: &AuthorizationId, octets: &[u8]) -> Result<Reply, Misfit> {
    let full = wired::authorization(json(octets)?, &ROOT)?;
    same(asked, &full.summary.id, "summary", "it is another authorization")?;
    Ok(Reply::Authorization(Box::new(full)))
}

pub(super) fn approach(asked: &ApproachId, octets: &[u8]) -> Result<Reply, Misfit> {
    let full = wired::approach(json(octets)?, &ROOT)?;
    same(asked, &full.summary.id, "summary", "it is another cooperative approach")?;
    Ok(Reply::Approach(Box::new(full)))
}

pub(super) fn order(asked: &OrderId, octets: &[u8]) -> Result<Reply, Misfit> {
    let order = wired::order(json(octets)?, &ROOT)?;
    same(asked, &order.id, "order", "it is another order")?;
    Ok(Reply::Order(Box::new(order)))
}

pub(super) fn entry(asked: u64, octets: &[u8]) -> Result<Reply, Misfit> {
    let entry = wired::entry(json(octets)?, &ROOT)?;
    same(&asked, &entry.summary.entry, "summary", "it is another entry")?;
    Ok(Reply::Entry(Box::new(entry)))
}

pub(super) fn report(asked: i16, octets: &[u8]) -> Result<Reply, Misfit> {
    Ok(Reply::Report(Box::new(wired::report(asked, json(octets)?, &ROOT)?)))
}

pub(super) fn reported_actions(asked: ReportWindow, octets: &[u8]) -> Result<Reply, Misfit> {
    Ok(Reply::ReportedActions(wired::report_rows(asked, json(octets)?, &ROOT, wired::reported_action)?))
}

pub(super) fn reported_holdings(asked: ReportWindow, octets: &[u8]) -> Result<Reply, Misfit> {
    Ok(Reply::ReportedHoldings(wired::report_rows(asked, json(octets)?, &ROOT, convert::block)?))
}

pub(super) fn guarded(asked: GuardedVersion, octets: &[u8]) -> Result<Reply, Misfit> {
    let text = wired::guarded_text(json(octets)?, &ROOT)?;
    if let GuardedVersion::Number(version) = asked {
        same(&version, &text.version, "version", "it is another version")?;
    }
    Ok(Reply::Guarded(Some(Box::new(text))))
}

/// Whether what came is what was asked for.
fn same<T: PartialEq + ?Sized>(asked: &T, got: &T, at: &'static str, otherwise: &'static str) -> Result<(), Misfit> {
    if asked == got { Ok(()) } else { Err(ROOT.field(at).misfit(otherwise)) }
}
