//! What accounts and the whole registry hold, and what of it is locked: added up from the rows that come and go.
//! A provisional credit is in no sum. A sum that does not fit is refused, never rounded.
//! Must not know: why rows come and go.

use super::{Applied, Applying, Trouble, refuse};
use crate::{domain::BlockState, sandbox::book::Held};
use rusqlite::{OptionalExtension, Row, params};

impl Applying<'_> {
    /// A row came.
    pub(super) fn add(&mut self, row: &Held) {
        self.count(row, 1);
    }

    /// A row went.
    pub(super) fn subtract(&mut self, row: &Held) {
        self.count(row, -1);
    }

    fn count(&mut self, row: &Held, sign: i128) {
        let account = row.account.as_str();
        if !self.opening && !self.touched.contains(account) {
            self.touched.insert(account.to_owned());
        }
        if row.state == BlockState::InFlightIn {
            return;
        }
        let quantity = sign * i128::from(row.span.quantity().count());
        let locked = if row.lock.is_some() { quantity } else { 0 };
        let series = row.span.series;
        let totals = self.totals.entry((series.approach, series.vintage)).or_default();
        for (total, change) in totals.iter_mut().zip([sign, quantity, locked]) {
            *total += change;
        }
        match self.sums.get_mut(account) {
            Some(sums) => *sums = (sums.0 + quantity, sums.1 + locked),
            None => drop(self.sums.insert(account.to_owned(), (quantity, locked))),
        }
    }

    /// Writes the posting's sums.
    pub(super) fn write_sums(&mut self) -> Applied {
        let mut update = self.prepare("UPDATE accounts SET held = ?, locked = ? WHERE id = ?")?;
        let mut select = self.prepare("SELECT held, locked FROM accounts WHERE id = ?")?;
        for (account, (held, locked)) in std::mem::take(&mut self.sums) {
            let before: (i64, i64) = select.query_row([&account], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let after = |before: i64, change: i128| i64::try_from(i128::from(before) + change);
            let (Ok(held), Ok(locked)) = (after(before.0, held), after(before.1, locked)) else {
                return refuse(format!("account {account} would hold more ITMOs than this registry can count"));
            };
            update.execute(params![held, locked, account])?;
        }
        Ok(())
    }

    /// Writes what the posting changes in what the whole registry holds. What it holds none of has no row.
    pub(super) fn write_totals(&mut self) -> Applied {
        for ((approach, vintage), change) in std::mem::take(&mut self.totals) {
            let (approach, vintage) = (approach.to_string(), vintage.year());
            let sql = "SELECT blocks, held, locked FROM holdings WHERE approach = ? AND vintage = ?";
            let read = |row: &Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?]);
            let before: Option<[i64; 3]> = self.prepare(sql)?.query_row((&approach, vintage), read).optional()?;
            let pairs = before.unwrap_or_default().into_iter().zip(change);
            let after: Result<Vec<i64>, _> = pairs.map(|(before, change)| i64::try_from(i128::from(before) + change)).collect();
            match after.as_deref() {
                Ok([0, ..]) => {
                    let sql = "DELETE FROM holdings WHERE approach = ? AND vintage = ?";
                    self.prepare(sql)?.execute((&approach, vintage))?;
                }
                Ok([blocks, held, locked]) => {
                    let sql = "INSERT OR REPLACE INTO holdings VALUES (?, ?, ?, ?, ?)";
                    self.prepare(sql)?.execute(params![approach, vintage, blocks, held, locked])?;
                }
                _ => return refuse(format!("this registry would hold more ITMOs of {approach} than it can count")),
            }
        }
        Ok(())
    }

    /// Counts ITMOs as first transferred under an authorization; fewer where they were counted wrongly.
    pub(super) fn consume(&self, authorization: &str, quantity: i128) -> Applied {
        let mut select = self.prepare("SELECT quantity FROM consumed WHERE authorization = ?")?;
        let before: Option<i64> = select.query_row([authorization], |row| row.get(0)).optional()?;
        let after = i64::try_from(i128::from(before.unwrap_or(0)) + quantity);
        let after = after.map_err(|_| Trouble::Why(format!("authorization {authorization} would be used beyond counting")))?;
        self.prepare("INSERT OR REPLACE INTO consumed VALUES (?, ?)")?.execute(params![authorization, after])?;
        Ok(())
    }
}
