//! Postings about accounts: opened, given another state, represented.
//! A closed account holds nothing and expects nothing, and stays closed.
//! Must not know: who may ask for it.

use super::{Applied, Applying, approaches::no_word, read, refuse};
use crate::{
    domain::{AccountId, AccountKind, AccountState, ApproachId, Metric, PartyCode, Quantity, Series},
    sandbox::book,
    wire::ledger::{self, Representatives},
};
use jiff::{Timestamp, tz::TimeZone};
use rusqlite::params;

impl Applying<'_> {
    /// Opens an account.
    pub(super) fn account(&mut self, account: &ledger::Account) -> Applied {
        let ledger::Account { id, kind, holder_kind, party, state, approaches, metric, .. } = account;
        read::<AccountId>(id)?;
        read::<PartyCode>(party)?;
        let Some(word) = AccountKind(*kind).word().filter(|_| AccountKind(*kind).label().is_some()) else {
            return refuse(format!("{kind} is no account type"));
        };
        if !matches!(holder_kind.as_str(), "party" | "entity") {
            return no_word("kind of holder", holder_kind);
        }
        if AccountState::of_word(state) == AccountState::Unrecognised {
            return no_word("state of an account", state);
        }
        if metric.as_deref().is_some_and(|metric| !matches!(metric, "GHG" | "non-GHG")) {
            return no_word("metric", metric.as_deref().unwrap_or_default());
        }
        for approach in approaches {
            if read::<ApproachId>(approach).and_then(|_| Ok(book::approach(self.book, approach)?))?.is_none() {
                return refuse(format!("there is no cooperative approach {approach}"));
            }
        }
        if book::account(self.book, id)?.is_some() {
            return refuse(format!("there is an account {id} already"));
        }
        self.write_account(account, word)
    }

    fn write_account(&self, account: &ledger::Account, word: &str) -> Applied {
        let (last_act, year) = account.last_act.map_or((0, 0), |at| (at.as_millisecond(), year(at)));
        let (cause, since) = account.lock.as_ref().map(|lock| (&lock.cause, lock.since.as_millisecond())).unzip();
        let sql = "INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, 1, ?, ?)";
        self.prepare(sql)?.execute(params![
            account.id,
            account.name,
            account.kind,
            word,
            account.holder,
            account.holder_kind,
            account.party,
            account.state,
            last_act,
            year,
            account.opened.map(Timestamp::as_millisecond),
            account.approaches.join(" "),
            account.metric,
            cause,
            since,
        ])?;
        Ok(())
    }

    /// Gives an account another state.
    pub(super) fn account_state(&mut self, change: &ledger::AccountState) -> Applied {
        use AccountState as S;
        let ledger::AccountState { account: id, state, lock } = change;
        let account = self.existing(id)?;
        let to = S::of_word(state);
        let legal = match account.state {
            S::Requested => matches!(to, S::Open | S::Closed),
            S::Open => matches!(to, S::BlockedOut | S::Suspended | S::Closed),
            S::BlockedOut => matches!(to, S::Open | S::Suspended | S::Closed),
            S::Suspended => matches!(to, S::Open | S::BlockedOut | S::Closed),
            S::Closed | S::Unrecognised => false,
        };
        if !legal {
            return refuse(format!("account {id} is {}; it can't become \"{state}\"", account.state.word()));
        }
        if to == S::Closed && self.is_used(&account)? {
            return refuse(format!("account {id} holds or expects ITMOs; it can't be closed before they are elsewhere"));
        }
        let (cause, since) = lock.as_ref().map(|lock| (&lock.cause, lock.since.as_millisecond())).unzip();
        let opened = (account.state == S::Requested && to == S::Open).then_some(self.at);
        let sql = "UPDATE accounts SET state = ?, lock_cause = ?, lock_since = ?, opened = coalesce(opened, ?) WHERE id = ?";
        self.prepare(sql)?.execute(params![state, cause, since, opened, id])?;
        self.touched.insert(id.clone());
        Ok(())
    }

    /// Whether an account holds or expects anything.
    fn is_used(&self, account: &book::Account) -> Applied<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM blocks WHERE account = ?)";
        Ok(account.held > Quantity::ZERO || self.prepare(sql)?.query_row([account.id.as_str()], |row| row.get(0))?)
    }

    /// Says who represents an account.
    pub(super) fn representatives(&mut self, said: &Representatives) -> Applied {
        let Representatives { account, people } = said;
        self.existing(account)?;
        self.prepare("DELETE FROM representatives WHERE account = ?")?.execute([account])?;
        for person in people {
            if person.name.trim().is_empty() {
                return refuse("a representative has a name");
            }
            if !matches!(person.role.as_str(), "primary" | "secondary" | "viewer") {
                return no_word("role of a representative", &person.role);
            }
            let sql = "INSERT OR IGNORE INTO representatives VALUES (?, ?, ?)";
            if self.prepare(sql)?.execute((account, &person.name, &person.role))? == 0 {
                return refuse(format!("{} is named twice for account {account}", person.name));
            }
        }
        if !self.opening {
            self.touched.insert(account.clone());
        }
        Ok(())
    }

    /// An account that must be there.
    pub(super) fn existing(&self, id: &str) -> Applied<book::Account> {
        match book::account(self.book, id)? {
            Some(account) => Ok(account),
            None => refuse(format!("there is no account {id}")),
        }
    }

    /// An account that ITMOs of a series and metric may come into.
    pub(super) fn receiving(&self, id: &str, series: Series, metric: Metric) -> Applied<book::Account> {
        let account = self.existing(id)?;
        may_receive(&account, series, metric)?;
        Ok(account)
    }
}

/// Whether ITMOs of a series and metric may come into an account: it is open or was, is not closed, and is not for others only.
pub(super) fn may_receive(account: &book::Account, series: Series, metric: Metric) -> Applied {
    let book::Account { id, state, approaches, .. } = account;
    if matches!(state, AccountState::Requested | AccountState::Closed | AccountState::Unrecognised) {
        return refuse(format!("account {id} is {}; no ITMOs can come into it", state.word()));
    }
    if !approaches.is_empty() && !approaches.contains(&series.approach) {
        return refuse(format!("account {id} is not for ITMOs of {}", series.approach));
    }
    if account.metric != metric {
        let (is, not) = match account.metric {
            Metric::Ghg => ("GHG", "another metric"),
            Metric::NonGhg => ("a metric other than GHG", "GHG"),
        };
        return refuse(format!("account {id} is for ITMOs measured in {is}, not in {not} (2/CMA.3, annex, paragraph 9)"));
    }
    Ok(())
}

fn year(at: Timestamp) -> i16 {
    at.to_zoned(TimeZone::UTC).year()
}
