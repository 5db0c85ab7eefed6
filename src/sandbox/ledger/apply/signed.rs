//! Postings about signed texts: an order's text, statements about it, how far it is, and versions of roster and policy.
//! Nothing of them is ever changed or removed (F35): a later word stands beside the earlier one.
//! Must not know: whether a signature is good, and who may sign.

use super::{Applied, Applying, Trouble, approaches::no_word, refuse};
use crate::{
    evidence::digest::Digest,
    sandbox::book,
    wire::ledger::{Guarded, GuardedWithdrawn, OrderProgress, OrderStatement, OrderText, Revocation},
};
use rusqlite::{ErrorCode, Params, params};

impl Applying<'_> {
    /// Writes a row that was not there. The tables refuse a known id by themselves; that is said as a sentence.
    fn once(&self, sql: &str, values: impl Params, why: impl FnOnce() -> String) -> Applied {
        match self.prepare(sql)?.execute(values) {
            Ok(_) => Ok(()),
            Err(problem) if problem.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => refuse(why()),
            Err(problem) => Err(problem.into()),
        }
    }

    /// Writes the text of an order beside it.
    pub(super) fn order_text(&self, said: &OrderText) -> Applied {
        let OrderText { order, login, session, order_id, person, station, signed } = said;
        if book::order(self.book, order)?.is_none() {
            return refuse(format!("there is no order {order}"));
        }
        let sha256 = Digest::of(signed.text.as_bytes()).to_string();
        let sql = "INSERT INTO order_texts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
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
        let why = || format!("order {order} has a text already, or its text belongs to another order");
        self.once(sql, values, why)
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
        let sql = "INSERT INTO statements
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
        self.once(sql, values, || "this statement is in the book already".to_owned())
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

    /// Takes a version out that waits. The ledger keeps who proposed and who withdrew it; proposed again, it begins without signatures.
    pub(super) fn guarded_withdrawn(&self, said: &GuardedWithdrawn) -> Applied {
        let GuardedWithdrawn { kind, version, sha256 } = said;
        let sql = "DELETE FROM guarded WHERE kind = ? AND version = ? AND sha256 = ? AND since IS NULL";
        if self.prepare(sql)?.execute(params![kind, version, sha256])? == 0 {
            return refuse(format!("no such version of the {kind} waits"));
        }
        Ok(())
    }

    /// Writes that a key was ended by one person.
    pub(super) fn revocation(&self, said: &Revocation) -> Applied {
        let Revocation { login, signed } = said;
        let sha256 = Digest::of(signed.text.as_bytes()).to_string();
        let sql = "INSERT INTO revocations VALUES (?, ?, ?, ?, ?)";
        let values = params![sha256, login, signed.text, signed.signature, self.at];
        self.once(sql, values, || "this revocation is in the book already".to_owned())
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
