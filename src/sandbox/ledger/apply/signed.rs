//! Postings about signed texts: an order's text, statements about it, how far it is, and versions of roster and policy.
//! Nothing of them is ever changed or removed (F35): a later word stands beside the earlier one.
//! Must not know: whether a signature is good, and who may sign.

use super::{Applied, Applying, Trouble, approaches::no_word, refuse};
use crate::{
    evidence::digest::Digest,
    sandbox::book,
    wire::ledger::{Guarded, OrderProgress, OrderStatement, OrderText, Revocation},
};
use rusqlite::params;

impl Applying<'_> {
    /// Writes the text of an order beside it.
    pub(super) fn order_text(&self, said: &OrderText) -> Applied {
        let OrderText { order, login, session, order_id, person, station, signed } = said;
        if book::order(self.book, order)?.is_none() {
            return refuse(format!("there is no order {order}"));
        }
        let sha256 = Digest::of(signed.text.as_bytes()).to_string();
        let sql = "INSERT OR IGNORE INTO order_texts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = params![
            order,
            login,
            session,
            order_id.to_string(),
            sha256,
            person,
            station,
            signed.text,
            signed.signature,
            signed.station_signature,
            self.at
        ];
        if self.prepare(sql)?.execute(values)? == 0 {
            return refuse(format!("order {order} has a text already, or its text belongs to another order"));
        }
        Ok(())
    }

    /// Writes a statement about an order after the ones before it.
    pub(super) fn statement(&self, said: &OrderStatement) -> Applied {
        let OrderStatement { order, login, session, kind, person, station, seq, signed } = said;
        if !matches!(kind.as_str(), "approve" | "reject" | "withdraw" | "withdraw-approval" | "release" | "stop") {
            return no_word("kind of statement", kind);
        }
        if book::order_text(self.book, order)?.is_none() {
            return refuse(format!("the order {order} has no signed text"));
        }
        let seq = i64::try_from(*seq).map_err(|_| Trouble::Why("the statement's number is too great".to_owned()))?;
        let sha256 = Digest::of(signed.text.as_bytes()).to_string();
        let sql = "INSERT OR IGNORE INTO statements
                   SELECT ?1, (SELECT count(*) + 1 FROM statements WHERE order_id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12";
        let values = params![
            order,
            login,
            session,
            kind,
            person,
            station,
            seq,
            sha256,
            signed.text,
            signed.signature,
            signed.station_signature,
            self.at
        ];
        if self.prepare(sql)?.execute(values)? == 0 {
            return refuse("this statement is in the book already".to_owned());
        }
        Ok(())
    }

    /// Says how far an order is.
    pub(super) fn order_progress(&self, said: &OrderProgress) -> Applied {
        let OrderProgress { order: id, state, approvals, needed, until } = said;
        if !matches!(state.as_str(), "submitted" | "approved") {
            return no_word("state of an open order", state);
        }
        if state == "submitted" && until.is_some() {
            return refuse(format!("order {id} has no time to be executed before it is approved"));
        }
        let Some(order) = book::order(self.book, id)? else { return refuse(format!("there is no order {id}")) };
        if !order.is_open() {
            return refuse(format!("order {id} is {} already; an order is decided once", order.state));
        }
        let approvals =
            serde_json::to_string(approvals).map_err(|_| Trouble::Why("the approvals can't be written".to_owned()))?;
        let sql = "UPDATE orders SET state = ?, approvals = ?, needed = ?, cooling_until = ?, entry = ? WHERE id = ?";
        let until = until.map(jiff::Timestamp::as_millisecond);
        self.prepare(sql)?.execute(params![state, approvals, needed, until, self.seq, id])?;
        Ok(())
    }

    /// Writes that a key was ended by one person.
    pub(super) fn revocation(&self, said: &Revocation) -> Applied {
        let Revocation { login, signed } = said;
        let sha256 = Digest::of(signed.text.as_bytes()).to_string();
        let sql = "INSERT OR IGNORE INTO revocations VALUES (?, ?, ?, ?, ?)";
        if self.prepare(sql)?.execute(params![sha256, login, signed.text, signed.signature, self.at])? == 0 {
            return refuse("this revocation is in the book already");
        }
        Ok(())
    }

    /// Writes a version of the roster or policy, with the signatures it has now.
    pub(super) fn guarded(&self, said: &Guarded) -> Applied {
        let Guarded { kind, version, text, signatures, in_force } = said;
        if !matches!(kind.as_str(), "roster" | "policy") {
            return no_word("kind of guarded text", kind);
        }
        let sha256 = Digest::of(text.as_bytes()).to_string();
        let sql = "SELECT coalesce(max(version), 0) FROM guarded WHERE kind = ? AND since IS NOT NULL";
        let newest: u32 = self.prepare(sql)?.query_row([kind], |row| row.get(0))?;
        if newest.checked_add(1) != Some(*version) {
            return refuse(format!("version {version} of the {kind} does not follow version {newest}"));
        }
        let signatures =
            serde_json::to_string(signatures).map_err(|_| Trouble::Why("the signatures can't be written".to_owned()))?;
        let sql = "INSERT INTO guarded VALUES (?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (kind, version, sha256) DO UPDATE SET signatures = excluded.signatures, since = excluded.since";
        let since = in_force.then_some(self.at);
        self.prepare(sql)?.execute(params![kind, version, sha256, text, signatures, self.at, since])?;
        Ok(())
    }
}
