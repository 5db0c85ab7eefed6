//! A band: from which amount on an action asks for how many approvals, and for what else (F18).
//! It asks for at least one approval besides the initiator's word; no band can be written that does not.
//! Must not know: the other bands.

use crate::{
    domain::{Quantity, calendar::CoolingOff},
    evidence::{
        order::{ActKind, Destination},
        statement::RekeyField,
    },
};
use std::{collections::BTreeSet, fmt, num::NonZeroU8, str::FromStr};

/// Which orders a band is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Action(Option<&'static str>);

/// A word that is no action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a band is for any, or for the action of an order such as first-transfer")]
pub struct NotAnAction;

impl Action {
    /// Every action.
    pub const ANY: Self = Self(None);

    /// Its word.
    pub fn word(self) -> &'static str {
        self.0.unwrap_or("any")
    }

    /// Whether an order's action is meant.
    pub fn is(self, action: &str) -> bool {
        self.0.is_none_or(|word| word == action)
    }
}

impl FromStr for Action {
    type Err = NotAnAction;

    fn from_str(text: &str) -> Result<Self, NotAnAction> {
        let acts = ActKind::ALL.iter().map(|(_, word)| *word);
        let known = Destination::WORDS.into_iter().chain(acts).find(|word| *word == text);
        match known {
            Some(word) => Ok(Self(Some(word))),
            None if text == "any" => Ok(Self::ANY),
            None => Err(NotAnAction),
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What is asked from an amount on. Written
/// `any from=0 approvals=1 rekey=quantity,units own-copy=yes release=no call=no cooling-off=none`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// For which orders.
    pub action: Action,
    /// From which amount on. A decision about a transfer has that of the transfer, any other order that moves nothing 0.
    pub from: Quantity,
    /// How many approvals, besides the initiator's word (F18).
    pub approvals: NonZeroU8,
    /// What the approver types again before seeing it (F07).
    pub rekey: BTreeSet<RekeyField>,
    /// Whether the approver compares their own copy of the document (F21).
    pub own_copy: bool,
    /// Whether a third person releases it after the cooling-off (F19).
    pub release: bool,
    /// Whether initiator and approver confirm it by telephone (F29).
    pub call: bool,
    /// How long it waits after it was approved (F14).
    pub cooling_off: CoolingOff,
}

/// A text that is no band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotABand {
    /// Not in the form of one.
    #[error("a band reads: any from=0 approvals=1 rekey=quantity,units own-copy=yes release=no call=no cooling-off=none")]
    Form,
    /// It asks for no approval, or for more than 9.
    #[error("a band asks for 1 to 9 approvals besides the initiator's word (F18)")]
    Approvals,
}

/// The most approvals a band asks for.
const MOST_APPROVALS: u8 = 9;

impl FromStr for Band {
    type Err = NotABand;

    fn from_str(text: &str) -> Result<Self, NotABand> {
        let words: Vec<&str> = text.split(' ').collect();
        let [action, from, approvals, rekey, own_copy, release, call, cooling_off] = words.as_slice() else {
            return Err(NotABand::Form);
        };
        let approvals: u8 = value(approvals, "approvals")?.parse().map_err(|_| NotABand::Form)?;
        let approvals = NonZeroU8::new(approvals).filter(|count| count.get() <= MOST_APPROVALS).ok_or(NotABand::Approvals)?;
        Ok(Self {
            action: action.parse().map_err(|_| NotABand::Form)?,
            from: Quantity::new(value(from, "from")?.parse().map_err(|_| NotABand::Form)?),
            approvals,
            rekey: fields(value(rekey, "rekey")?)?,
            own_copy: yes(value(own_copy, "own-copy")?)?,
            release: yes(value(release, "release")?)?,
            call: yes(value(call, "call")?)?,
            cooling_off: value(cooling_off, "cooling-off")?.parse().map_err(|_| NotABand::Form)?,
        })
    }
}

/// What the order of a band's row in a draft is judged by: its action, then its amount.
pub(super) fn order(row: &str) -> (String, u64) {
    let mut words = row.split(' ');
    let action = words.next().unwrap_or_default().to_owned();
    let from = words.next().and_then(|word| word.strip_prefix("from=")).and_then(|from| from.parse().ok());
    (action, from.unwrap_or_default())
}

fn value<'v>(part: &'v str, name: &str) -> Result<&'v str, NotABand> {
    part.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')).ok_or(NotABand::Form)
}

fn yes(word: &str) -> Result<bool, NotABand> {
    match word {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(NotABand::Form),
    }
}

fn fields(text: &str) -> Result<BTreeSet<RekeyField>, NotABand> {
    if text == "none" {
        return Ok(BTreeSet::new());
    }
    text.split(',').map(|word| RekeyField::of_word(word).ok_or(NotABand::Form)).collect()
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let yes = |holds| if holds { "yes" } else { "no" };
        let rekey: Vec<&str> = self.rekey.iter().map(|field| field.word()).collect();
        let rekey = if rekey.is_empty() { "none".to_owned() } else { rekey.join(",") };
        let (own_copy, release, call) = (yes(self.own_copy), yes(self.release), yes(self.call));
        write!(f, "{} from={} approvals={} rekey={rekey}", self.action, self.from.count(), self.approvals)?;
        write!(f, " own-copy={own_copy} release={release} call={call} cooling-off={}", self.cooling_off)
    }
}
