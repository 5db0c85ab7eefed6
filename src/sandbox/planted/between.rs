//! What two books say differently of the same ITMOs: each code as its natural cause would leave them.
//! A half that the other registry plants is left to it, so that both agree on what is wrong although they start apart.
//! Must not know: the order in which codes are found.

use super::{super::exercise::StageProblem, site::Site};
use crate::{
    domain::reconcile::{Code, Field},
    wire::ledger::{Authorization, Posting, Reported},
};
use jiff::{Span, tz::TimeZone};
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
        (Code::D17, true) => site.enter(vec![Posting::Reported(Reported { transfer, reported: false })]),
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
    let all = (0, site.plan.quantity);
    match (code, site.is_ours) {
        (Code::D05, true) => site.record(all, Field::Amount, "12000"),
        (Code::D05, false) => site.record(all, Field::Amount, "11940"),
        // A notification of use that the holder's book does not show.
        (Code::D11, true) => site.record(all, Field::Class, "holding"),
        (Code::D11, false) => site.record(all, Field::Class, "used"),
        (Code::D19, true) => site.record(all, Field::UnderlyingMarked, "no"),
        _ => Ok(()),
    }
}

/// What our book says otherwise of the ITMOs.
fn attributes(site: &Site<'_>, code: Code) -> Result<(), StageProblem> {
    if !site.is_ours {
        return Ok(());
    }
    let (all, authorization) = ((0, site.plan.quantity), site.plan.authorization());
    match code {
        Code::D10 => {
            let other = format!("{}-100-E000", site.here);
            site.change("UPDATE transfers SET to_account = ?2 WHERE id = ?1", [&site.transfer()?, &other])
        }
        // Somebody took an amendment for one that covers these ITMOs too.
        Code::D12 => {
            let amended = Authorization { version: 2, terms: "Amended for practice.".to_owned(), ..site.authorized()? };
            let under = site.recorded(all, Field::AuthorizationVersion, "2");
            site.enter(vec![Posting::Authorization(amended), under])
        }
        Code::D15 => site.record(all, Field::FirstTransferred, "not yet"),
        Code::D16 => {
            let day = site.plan.ends.to_zoned(TimeZone::UTC).date();
            let before = day.checked_sub(Span::new().years(1)).map_err(|_| StageProblem::Story("no year before".to_owned()))?;
            site.record(all, Field::FirstTransferred, &before.to_string())
        }
        Code::D18 => {
            let suspended = Authorization { state: "suspended".to_owned(), ..site.authorized()? };
            site.enter(vec![Posting::Authorization(suspended)])
        }
        _ => site.change("UPDATE authorizations SET sector = upper(sector) WHERE id = ?", [&authorization]),
    }
}
