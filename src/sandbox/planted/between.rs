//! What two books say differently of the same ITMOs: each code as its natural cause would leave them.
//! A half that the other registry plants is left to it, so that both agree on what is wrong although they start apart.
//! Must not know: the order in which codes are found.

use super::{super::exercise::StageProblem, site::Site};
use crate::domain::reconcile::Code;
use rusqlite::params;

/// Alters a book for a code between two registries; others change nothing here.
pub(super) fn alter(site: &Site<'_>, code: Code) -> Result<(), StageProblem> {
    match code {
        Code::D01 | Code::D02 | Code::D03 | Code::D13 | Code::D17 | Code::D20 | Code::D21 => records(site, code),
        Code::D06 | Code::D07 | Code::D08 | Code::D09 => ranges(site, code),
        Code::D05 | Code::D11 | Code::D19 => remarks(site, code),
        Code::D10 | Code::D12 | Code::D15 | Code::D16 | Code::D18 | Code::D22 => attributes(site, code),
        _ => Ok(()),
    }
}

/// Messages, backups and states that are not what they were.
fn records(site: &Site<'_>, code: Code) -> Result<(), StageProblem> {
    let (transfer, approach) = (site.transfer()?, site.approach());
    let transferring = site.plan.transferring == site.here;
    match (code, site.is_ours) {
        // The acquiring registry's tables lost everything about the transfer, whose Final never came.
        (Code::D01 | Code::D02, _) if !transferring => {
            site.change("DELETE FROM blocks WHERE approach = ?", [&approach])?;
            site.change("DELETE FROM transfer_spans WHERE transfer = ?", [&transfer])?;
            site.change("DELETE FROM transfers WHERE id = ?", [&transfer])
        }
        // The transferring registry restored a backup from between acceptance and Final: its debit is gone.
        (Code::D03, true) => {
            site.change("UPDATE transfers SET state = 'accepted-by-peer' WHERE id = ?", [&transfer])?;
            site.copy((1, site.last()))
        }
        (Code::D13, false) => site.change("UPDATE transfers SET state = 'terminated' WHERE id = ?", [&transfer]),
        (Code::D17, true) => site.change("INSERT INTO left_out_of_reports (transfer) VALUES (?)", [&transfer]),
        // Their next snapshot is dated by the clock on the wall, an hour ahead of UTC.
        (Code::D20, false) => site.change("INSERT INTO misdated_snapshots (seconds) VALUES (3600)", []),
        (Code::D21, true) => {
            let sql = "DELETE FROM messages WHERE transfer = ? AND kind = 'completion'";
            site.force("messages_last", sql, [&transfer])
        }
        _ => Ok(()),
    }
}

/// Blocks that begin, end or are called otherwise in our book.
fn ranges(site: &Site<'_>, code: Code) -> Result<(), StageProblem> {
    if !site.is_ours {
        return Ok(());
    }
    let (approach, last) = (site.approach(), site.last());
    match code {
        Code::D06 => site.change("UPDATE blocks SET last = last - 1, quantity = quantity - 1 WHERE approach = ?", [&approach]),
        Code::D07 => {
            let half = last / 2;
            site.change("UPDATE blocks SET last = ?2, quantity = ?2 WHERE approach = ?1", params![approach, half])?;
            site.copy((half + 1, last))
        }
        Code::D08 => site.copy((11, last)),
        _ => {
            let other = format!("{}99", site.plan.transferring.party());
            site.change("UPDATE blocks SET registry = ?2 WHERE approach = ?1", [&approach, &other])?;
            site.change("UPDATE transfer_spans SET registry = ?2 WHERE approach = ?1", [&approach, &other])
        }
    }
}

/// What the books say of the ITMOs beside their blocks.
fn remarks(site: &Site<'_>, code: Code) -> Result<(), StageProblem> {
    let all = (1, site.last());
    match (code, site.is_ours) {
        (Code::D05, true) => site.remark(all, "amount (t CO2 eq)", "12000"),
        (Code::D05, false) => site.remark(all, "amount (t CO2 eq)", "11940"),
        // A notification of use that the holder's book does not show.
        (Code::D11, true) => site.remark(all, "account class", "holding"),
        (Code::D11, false) => site.remark(all, "account class", "used"),
        (Code::D19, true) => site.remark(all, "underlying units marked", "no"),
        _ => Ok(()),
    }
}

/// What our book says otherwise of the ITMOs.
fn attributes(site: &Site<'_>, code: Code) -> Result<(), StageProblem> {
    if !site.is_ours {
        return Ok(());
    }
    let (approach, authorization) = (site.approach(), site.plan.authorization());
    match code {
        Code::D10 => {
            let other = format!("{}-100-E000", site.here);
            site.change("UPDATE transfers SET to_account = ?2 WHERE id = ?1", [&site.transfer()?, &other])
        }
        Code::D12 => site.change("UPDATE blocks SET authorization_version = 2 WHERE approach = ?", [&approach]),
        Code::D15 => site.change("UPDATE blocks SET first_transferred = NULL WHERE approach = ?", [&approach]),
        Code::D16 => {
            let sql = "UPDATE blocks SET first_transferred = date(first_transferred, '-1 year') WHERE approach = ?";
            site.change(sql, [&approach])
        }
        Code::D18 => site.change("UPDATE authorizations SET state = 'suspended' WHERE id = ?", [&authorization]),
        _ => site.change("UPDATE authorizations SET sector = upper(sector) WHERE id = ?", [&authorization]),
    }
}
