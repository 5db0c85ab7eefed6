//! What one book says of a run of ITMOs: who holds it, in what kind of account, and with which attributes.
//! A book also has lines of what left it: the holder is then the registry the ITMOs went to. That is how a double holding shows.
//! Must not know: the other book.

use crate::{
    domain::{
        AccountId, AccountKind, AuthorizationId, Block, BlockRange, BlockState, Metric, Quantity, RegistryId, SerialRange,
        authorization::AuthorizationState, words,
    },
    text::{Untrusted, number::grouped},
};
use jiff::civil::Date;
use std::{fmt, sync::Arc};

/// What may still become of ITMOs, as both registries can say it of each other's accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountClass {
    /// Held, and able to move.
    Holding,
    /// Used towards a contribution or another purpose. Never leaves.
    Used,
    /// Cancelled. Never leaves.
    Cancelled,
}

words!(AccountClass, "account class", Holding "holding", Used "used", Cancelled "cancelled");

impl AccountClass {
    /// Whether nothing may leave an account of this class.
    pub fn is_terminal(self) -> bool {
        self != Self::Holding
    }

    /// The class of a type of account; `None` for a code the console does not know.
    pub fn of(kind: AccountKind) -> Option<Self> {
        match kind.word()? {
            "holding" => Some(Self::Holding),
            "cancellation" => Some(Self::Cancelled),
            _ => Some(Self::Used),
        }
    }
}

/// The tonnes of CO2 equivalent a block of another metric stands for. They belong to the block as a whole, since nobody says how
/// they divide among its units; so blocks with an amount are compared whole and never joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    /// The block's serials.
    pub of: SerialRange,
    /// The tonnes of CO2 equivalent.
    pub tonnes: Quantity,
}

/// `12 000 for serials 1 to 12 000`, in letters that every terminal has.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, last] = [self.of.first(), self.of.last()].map(|serial| grouped(serial.number()));
        write!(f, "{} for serials {first} to {last}", self.tonnes)
    }
}

impl Amount {
    /// The tonnes of an amount of exactly these serials, from what [`Amount`] writes of it; `None` of any other text.
    pub fn written(text: &str, of: SerialRange) -> Option<Quantity> {
        let (tonnes, _) = text.split_once(" for ")?;
        let digits: String = tonnes.chars().filter(char::is_ascii_digit).collect();
        let tonnes = Quantity::new(digits.parse().ok()?);
        (Self { of, tonnes }.to_string() == text).then_some(tonnes)
    }
}

/// What a book says of each ITMO of a line. What it does not say is `None` and is compared with nothing: an extract that leaves a
/// column out does not differ in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attributes {
    /// The registry that holds the ITMOs, by this book.
    pub holder: RegistryId,
    /// The account there.
    pub account: Option<AccountId>,
    /// The class of the account.
    pub class: Option<AccountClass>,
    /// The authorization.
    pub authorization: Option<AuthorizationId>,
    /// The authorization's version, from 1.
    pub authorization_version: Option<u32>,
    /// Whether the authorization is in force.
    pub authorization_state: Option<AuthorizationState>,
    /// What the units measure.
    pub metric: Option<Metric>,
    /// The amount, for blocks of another metric than GHG.
    pub amount: Option<Amount>,
    /// The unit of another metric, as spelled.
    pub non_ghg: Option<Untrusted>,
    /// The values of the global warming potential that were applied, as spelled.
    pub gwp: Option<Untrusted>,
    /// The mitigation type, as spelled.
    pub mitigation_type: Option<Untrusted>,
    /// The sector, as spelled.
    pub sector: Option<Untrusted>,
    /// The activity type, as spelled.
    pub activity_type: Option<Untrusted>,
    /// The underlying units, as spelled. Only compared where the blocks are the same: a part of a block spells a part of the units.
    pub underlying: Option<Underlying>,
    /// Whether the underlying registry shows the units as retired or marked.
    pub underlying_marked: Option<bool>,
    /// When the ITMOs were first transferred; `Some(None)` when they have not been.
    pub first_transferred: Option<Option<Date>>,
    /// Whether signed message and receipt of the last transfer are at hand.
    pub evidence: Option<bool>,
    /// How the ids are spelled, by the name of the dialect.
    pub dialect: Option<&'static str>,
}

/// The underlying units of a block as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Underlying {
    /// The block's serials.
    pub of: SerialRange,
    /// Registry and unit numbers, as spelled.
    pub units: Untrusted,
}

impl Attributes {
    /// Of ITMOs of which a book says no more than who holds them.
    pub fn held_by(holder: RegistryId) -> Self {
        Self {
            holder,
            account: None,
            class: None,
            authorization: None,
            authorization_version: None,
            authorization_state: None,
            metric: None,
            amount: None,
            non_ghg: None,
            gwp: None,
            mitigation_type: None,
            sector: None,
            activity_type: None,
            underlying: None,
            underlying_marked: None,
            first_transferred: None,
            evidence: None,
            dialect: None,
        }
    }

    /// Of a block in a registry's book.
    pub fn of(block: &Block) -> Self {
        let class = match block.state {
            BlockState::Used => Some(AccountClass::Used),
            BlockState::Cancelled => Some(AccountClass::Cancelled),
            BlockState::Unrecognised => None,
            _ => Some(AccountClass::Holding),
        };
        Self {
            account: Some(block.account.clone()),
            class,
            authorization: Some(block.authorization.clone()),
            authorization_version: Some(block.authorization_version),
            metric: Some(block.metric),
            non_ghg: (block.metric == Metric::NonGhg).then(|| block.non_ghg.clone()),
            mitigation_type: Some(block.mitigation_type.clone()),
            sector: Some(block.sector.clone()),
            activity_type: Some(block.activity_type.clone()),
            first_transferred: Some(block.first_transferred),
            ..Self::held_by(block.holding_registry)
        }
    }
}

/// A line of a book: a run of ITMOs and what the book says of them. Lines with the same attributes share them, so that a million
/// lines cost little and compare fast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The ITMOs.
    pub block: BlockRange,
    /// What is said of them.
    pub attributes: Arc<Attributes>,
}

impl Position {
    /// A line.
    pub fn new(block: BlockRange, attributes: impl Into<Arc<Attributes>>) -> Self {
        Self { block, attributes: attributes.into() }
    }

    /// Of a block in a registry's book.
    pub fn of(block: &Block) -> Self {
        Self::new(BlockRange { series: block.series, range: block.range }, Attributes::of(block))
    }
}
