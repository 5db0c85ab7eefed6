//! What one book says wrongly of itself: each code as a slip in the database, or a person who was alone, would leave it.
//! Only our book is altered; what the transfer left behind there is what is wrong.
//! Must not know: the order in which codes are found.

use super::{super::exercise::StageProblem, site::Site};
use crate::{
    domain::reconcile::{Code, Field},
    wire::{
        BigNumber,
        ledger::{Account, Authorization, Lock, Posting},
    },
};
use rusqlite::params;

/// Alters our book for a code within one registry; others change nothing here.
pub(super) fn alter(site: &Site<'_>, code: Code) -> Result<(), StageProblem> {
    if !site.is_ours {
        return Ok(());
    }
    match code {
        Code::W1 | Code::W2 | Code::W3 | Code::W4 | Code::W5 | Code::W11 => blocks(site, code),
        Code::W6 | Code::W7 | Code::W8 | Code::W10 => claims(site, code),
        Code::W9 => left_a_terminal_account(site),
        Code::W12 => {
            let year = site.plan.ends.to_zoned(jiff::tz::TimeZone::UTC).year() - 1;
            let sql = "INSERT OR REPLACE INTO year_ends (year, sha256) VALUES (?, ?)";
            site.change(sql, params![year, "0".repeat(64)])
        }
        Code::W13 => {
            let sql = "UPDATE entries SET digest = zeroblob(32) WHERE seq = (SELECT max(seq) FROM entries)";
            site.force("entries_stay", sql, [])
        }
        Code::W14 => one_person_alone(site),
        _ => Ok(()),
    }
}

/// Rows of blocks. As many ITMOs as were transferred stayed behind, with the serials after those.
fn blocks(site: &Site<'_>, code: Code) -> Result<(), StageProblem> {
    let (approach, last) = (site.approach(), site.last());
    match code {
        Code::W1 => site.copy((2 * last + 1, 2 * last + 500)),
        Code::W2 => site.copy((last + 11, last + 40)),
        Code::W3 => site.change("DELETE FROM blocks WHERE approach = ?", [&approach]),
        Code::W4 => {
            let other = format!("{}-100-E000", site.here);
            site.change("UPDATE blocks SET account = ?2 WHERE approach = ?1", [&approach, &other])
        }
        Code::W5 => {
            // No statement of this program can write such a row; a repair by hand could.
            site.book.execute_batch("PRAGMA ignore_check_constraints = ON")?;
            let done = site.change("UPDATE blocks SET quantity = quantity + 1 WHERE approach = ?", [&approach]);
            site.book.execute_batch("PRAGMA ignore_check_constraints = OFF")?;
            done
        }
        // An order that was over before its lock was written: nobody has one of this number.
        _ => {
            let (state, cause) = ("reserved".to_owned(), format!("{}-2021-000001", site.here));
            let spans = vec![site.plan.span(site.plan.quantity, site.plan.quantity)];
            site.enter(vec![Posting::Lock(Lock { spans, state, cause })])
        }
    }
}

/// What blocks rest on.
fn claims(site: &Site<'_>, code: Code) -> Result<(), StageProblem> {
    let (approach, authorization) = (site.approach(), site.plan.authorization());
    match code {
        Code::W6 => site.change("UPDATE authorizations SET approach = 'CA9999' WHERE id = ?", [&authorization]),
        // A version in which somebody dropped two zeros and more.
        Code::W7 => {
            let typed = Authorization { version: 2, quantity: Some(BigNumber(100)), ..site.authorized()? };
            site.enter(vec![Posting::Authorization(typed)])
        }
        Code::W8 => site.change("UPDATE blocks SET first_transferred = NULL WHERE approach = ?", [&approach]),
        _ => site.record((site.plan.quantity, site.plan.quantity), Field::UnderlyingMarked, "no"),
    }
}

/// ITMOs that had been cancelled are free again: an account of cancellation, and two events that can't follow each other.
fn left_a_terminal_account(site: &Site<'_>) -> Result<(), StageProblem> {
    let terminal = format!("{}-300-E000", site.here);
    let account = site.plan.transferring_account();
    let (opened, people) = site.plan.account(terminal.clone(), site.here, site.plan.ends);
    let opened = Account { kind: 300, name: "Cancellation – practice".to_owned(), ..opened };
    site.enter(vec![Posting::Account(opened), Posting::Representatives(people)])?;
    for (n, account) in [(9_001, &terminal), (9_002, &account)] {
        let sql = "INSERT INTO life SELECT (SELECT max(seq) FROM entries), ?2, approach, registry, party, vintage, first, last, 'move', \
                   ?3, 'available', NULL FROM blocks WHERE approach = ?1";
        site.change(sql, params![site.approach(), n, account])?;
    }
    Ok(())
}

/// The approval of the transfer's order is the initiator's own.
fn one_person_alone(site: &Site<'_>) -> Result<(), StageProblem> {
    let transfer = site.transfer()?;
    site.change("UPDATE orders SET decided_by = by WHERE id = ?", [&transfer])?;
    let signed = "SELECT count(*) FROM order_texts WHERE order_id = ?";
    let signed: i64 = site.book.query_row(signed, [&transfer], |row| row.get(0))?;
    if signed == 0 {
        return Ok(());
    }
    let sql = "UPDATE statements SET person = (SELECT person FROM order_texts WHERE order_id = ?1) \
               WHERE order_id = ?1 AND kind = 'approve'";
    site.force("statements_stay", sql, [&transfer])
}
