//! Postings about whom an account trusts: the whole list at once.
//! An account that keeps a list trusts nobody else; an account that keeps none is not bound by one.
//! Must not know: who may ask for it, and which orders the list stops.

use super::{Applied, Applying, read, refuse};
use crate::{
    domain::{AccountId, RegistryId},
    wire::ledger::TrustedAccounts,
};
use rusqlite::params;

impl Applying<'_> {
    /// Says whom an account trusts.
    pub(super) fn trusted_accounts(&mut self, said: &TrustedAccounts) -> Applied {
        let TrustedAccounts { account, trusted } = said;
        self.existing(account)?;
        self.prepare("INSERT OR IGNORE INTO trust_lists VALUES (?)")?.execute([account])?;
        self.prepare("DELETE FROM trusted_accounts WHERE account = ?")?.execute([account])?;
        for entry in trusted {
            read::<RegistryId>(&entry.registry)?;
            read::<AccountId>(&entry.account)?;
            let (entered, from) = (entry.entered.as_millisecond(), entry.counts_from.as_millisecond());
            if from < entered {
                return refuse(format!("{} can't count before it is entered in the list of {account}", entry.account));
            }
            let sql = "INSERT OR IGNORE INTO trusted_accounts VALUES (?, ?, ?, ?, ?)";
            if self.prepare(sql)?.execute(params![account, entry.registry, entry.account, entered, from])? == 0 {
                return refuse(format!("{} is named twice in the list of {account}", entry.account));
            }
        }
        if !self.opening {
            self.touched.insert(account.clone());
        }
        Ok(())
    }
}
