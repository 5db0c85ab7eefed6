//! The accounts of the registry, as a list.
//! Find looks in the names as they are shown, behind the gate: what can't be seen can't be found by accident.
//! Must not know: what opening an account shows.

mod view;

pub use view::paint;

use crate::{
    app::{Listed, Table},
    domain::AccountSummary,
    registry::{
        Page, Query, Read, Reply,
        query::{ACCOUNT_FIELDS, Field},
    },
    text::Kind,
};

/// State of the accounts screen.
#[derive(Debug, Default)]
pub struct Accounts {
    /// The list.
    pub list: Table<AccountSummary>,
}

impl Listed for AccountSummary {
    const ONE: &'static str = "account";
    const MANY: &'static str = "accounts";
    const FIELDS: &'static [Field] = ACCOUNT_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Accounts(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        match reply {
            Reply::Accounts(page) => Some(page),
            _ => None,
        }
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        let holder = self.holder.name.gate(Kind::Name);
        let name = self.name.gate(Kind::Name);
        format!("{} {holder} {name} {} {} {}", self.id, self.holder.party, self.state.word(), self.held)
    }
}
