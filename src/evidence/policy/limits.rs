//! How much may move: by one order, and in one day out of an account, to a counterpart, and out of the registry (F17, C03).
//! The lowest limit applies, and nothing that an account's holder sets can raise it.
//! Must not know: how what has moved is counted, or what day it is.

use crate::domain::Quantity;

/// The limits of a policy; none limits nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// By one order.
    pub order: Option<Quantity>,
    /// Out of one account in one day of the registry's zone.
    pub account_day: Option<Quantity>,
    /// To one counterpart registry in one day.
    pub counterpart_day: Option<Quantity>,
    /// Out of all accounts of the registry in one day.
    pub registry_day: Option<Quantity>,
}

/// What has moved today, and what else limits it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Out of the account.
    pub account: Quantity,
    /// To the counterpart registry; nothing when the order goes to none.
    pub counterpart: Option<Quantity>,
    /// Out of all accounts.
    pub registry: Quantity,
    /// What the holder lets move out of the account in one day.
    pub holders_own: Option<Quantity>,
}

/// Which limit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Of one order.
    Order,
    /// Of the account's day.
    AccountDay,
    /// Of the counterpart's day.
    CounterpartDay,
    /// Of the registry's day.
    RegistryDay,
    /// The holder's own.
    Holder,
}

impl Limit {
    /// What it limits, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Order => "one order",
            Self::AccountDay => "the account's day",
            Self::CounterpartDay => "the counterpart's day",
            Self::RegistryDay => "the registry's day",
            Self::Holder => "the account holder's day",
        }
    }
}

impl Limits {
    /// How much an order may still move, and which limit says so: the lowest. `None` when nothing limits it.
    pub fn left(&self, moved: &Moved) -> Option<(Quantity, Limit)> {
        let rest = |limit: Option<Quantity>, used: Quantity| limit.map(|most| most.minus(used).unwrap_or(Quantity::ZERO));
        let limits = [
            (self.order, Limit::Order),
            (rest(self.account_day, moved.account), Limit::AccountDay),
            (moved.counterpart.and_then(|used| rest(self.counterpart_day, used)), Limit::CounterpartDay),
            (rest(self.registry_day, moved.registry), Limit::RegistryDay),
            (rest(moved.holders_own, moved.account), Limit::Holder),
        ];
        limits.into_iter().filter_map(|(left, limit)| Some((left?, limit))).min_by_key(|(left, _)| *left)
    }
}
