//! What the orders that wait for one person would be told by where nothing names them: in the sums of an account, in what two books say of
//! their ITMOs, in free text.
//! Where that can't be asked for, everything that could tell it is kept back.
//! Must not know: how orders are asked for, or which answers tell a value.

use super::open::Open;
use crate::{
    domain::{AccountId, ApproachId, BlockRange, Vintage, transfer::TransferId},
    registry::book::{OrderId, Telling, Veil},
};

/// The values of one order, and what of them is kept back.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    /// What is kept back.
    pub veil: Veil,
    /// The account at our end, whose locked ITMOs they are.
    pub account: AccountId,
    /// Which ITMOs.
    pub runs: Vec<BlockRange>,
    /// What tells it in free text.
    pub telling: Telling,
}

/// The values of all of them.
pub(super) enum Values {
    /// They could not be asked for.
    Unknown,
    /// These.
    Known(Vec<Waiting>),
}

impl Values {
    /// Those of one order, if it has any.
    pub fn of(waiting: Option<Waiting>) -> Self {
        Self::Known(waiting.into_iter().collect())
    }

    /// Whether how many ITMOs of an account are locked tells how many some order is about.
    pub fn locked_in(&self, account: &AccountId) -> bool {
        self.any(|it| it.veil.hides_units() && it.account == *account)
    }

    /// The same of what is held of a cooperative approach and vintage.
    pub fn locked_of(&self, approach: ApproachId, vintage: Vintage) -> bool {
        let is_of = |run: &BlockRange| (run.series.approach, run.series.vintage) == (approach, vintage);
        self.any(|it| it.veil.hides_units() && it.runs.iter().any(is_of))
    }

    /// What is kept back of ITMOs, if an order is about some of them.
    pub fn about_units(&self, units: &BlockRange) -> Option<Veil> {
        let meets = |run: &BlockRange| run.series == units.series && run.range.overlaps(units.range);
        self.first(|it| it.veil.hides_units() && it.runs.iter().any(meets))
    }

    /// What is kept back of a text that says a value.
    pub fn said_in(&self, text: &str) -> Option<Veil> {
        if text.trim().is_empty() {
            return None;
        }
        self.first(|it| {
            (it.veil.hides_units() && it.telling.says_units(text)) || (it.veil.hides_accounts() && it.telling.says_accounts(text))
        })
    }

    fn any(&self, is_so: impl Fn(&Waiting) -> bool) -> bool {
        self.first(is_so).is_some()
    }

    fn first(&self, is_so: impl Fn(&Waiting) -> bool) -> Option<Veil> {
        match self {
            Self::Unknown => Some(super::open::unknown()),
            Self::Known(all) => all.iter().find(|it| is_so(it)).map(|it| it.veil.clone()),
        }
    }
}

impl Open {
    /// The orders that wait for the viewer and have values that are kept back, each by its own number; `None` where nobody can say.
    pub fn orders(&self) -> Option<Vec<(OrderId, Veil)>> {
        let Self::Known(veils) = self else { return None };
        let own = |(id, veil): (&TransferId, &Veil)| (veil.order == Some(*id)).then(|| (*id, veil.clone()));
        Some(veils.iter().filter_map(own).filter(|(_, veil)| veil.hides_units() || veil.hides_accounts()).collect())
    }
}
