//! What a run says of a case: findings of one kind with one cause are one sighting, because a case has one root cause, not one segment.
//! What should clear by itself is no case until it did not.
//! Must not know: which cases there are.

use crate::{
    domain::{
        AccountId, ApproachId, BlockRange, Quantity, RegistryId,
        reconcile::{Code, Finding, Mover, Said, Subject},
        transfer::TransferId,
        words::words,
    },
    text::Untrusted,
};
use jiff::Timestamp;
use std::collections::HashMap;

/// The most runs of ITMOs one case names; what is beyond is a further case.
const MOST_BLOCKS: usize = 200;

/// A difference as a run found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The run.
    pub run: Untrusted,
    /// The counterpart; none is a run within the registry.
    pub peer: Option<RegistryId>,
    /// Its kind.
    pub code: Code,
    /// What it is about.
    pub about: About,
    /// How many ITMOs; 0 when it is not about ITMOs.
    pub quantity: Quantity,
    /// The account the ITMOs are in: ours, else theirs.
    pub account: Option<AccountId>,
    /// What each side says.
    pub said: Vec<Said>,
    /// Whose book moved since both agreed.
    pub mover: Option<Mover>,
    /// What probably led to it, with the arithmetic.
    pub cause: Option<Untrusted>,
    /// The snapshot it was first found in.
    pub since: Timestamp,
}

impl Sighting {
    /// The transfer that the counterpart has and this registry does not know, with the counterpart: what is lost where a backup without it
    /// was restored. A transfer that both know is none.
    pub fn lost_transfer(&self) -> Option<(TransferId, RegistryId)> {
        let About::Other { thing: Thing::Transfer, name } = &self.about else { return None };
        let alone = self.said.iter().all(|said| said.ours.is_none()) && self.said.iter().any(|said| said.theirs.is_some());
        let transfer = name.octets().parse().ok().filter(|_| self.code == Code::D13 && alone)?;
        Some((transfer, self.peer?))
    }
}

/// What a case is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Runs of ITMOs, ascending; never none.
    Units(Vec<BlockRange>),
    /// Something else.
    Other {
        /// What kind of thing.
        thing: Thing,
        /// Its id or name.
        name: Untrusted,
    },
}

/// What a case can be about besides ITMOs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A transfer.
    Transfer,
    /// An order.
    Order,
    /// An authorization.
    Authorization,
    /// A sum.
    Total,
    /// The two extracts.
    Snapshot,
    /// An entry of the ledger.
    Entry,
    /// The report of a year.
    Report,
}

words!(
    Thing, "kind of thing",
    Transfer "transfer",
    Order "order",
    Authorization "authorization",
    Total "total",
    Snapshot "snapshot",
    Entry "entry",
    Report "report",
);

impl About {
    /// The runs of ITMOs, none if it is about something else.
    pub fn blocks(&self) -> &[BlockRange] {
        if let Self::Units(blocks) = self { blocks } else { &[] }
    }

    /// Each thing it is about, as a signed text names it: `units CA0007-CHE01-CHE-1-10-2023`, `transfer CHE01-2026-000044`.
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::Units(blocks) => blocks.iter().map(|block| format!("units {block}")).collect(),
            Self::Other { thing, name } => vec![format!("{} {}", thing.word(), name.octets())],
        }
    }

    /// Whether two sightings of one kind are of the same difference: they share an ITMO, or name the same thing.
    pub fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Units(ours), Self::Units(theirs)) => {
                let shares = |a: &BlockRange, b: &BlockRange| a.series == b.series && a.range.overlaps(b.range);
                ours.iter().any(|a| theirs.iter().any(|b| shares(a, b)))
            }
            _ => self == other,
        }
    }

    /// What a case about one finding is about.
    pub fn of(subject: &Subject) -> Self {
        let (thing, name) = match subject {
            Subject::Units(block) => return Self::Units(vec![*block]),
            Subject::Transfer(id) => (Thing::Transfer, id.to_string()),
            Subject::Order(id) => (Thing::Order, id.to_string()),
            Subject::Authorization(id) => (Thing::Authorization, id.to_string()),
            Subject::Total(key) => {
                let class = key.class.map_or("any", |class| class.word());
                (Thing::Total, format!("{} {} {} held by {} {class}", key.approach, key.party, key.vintage, key.holder))
            }
            Subject::Snapshot => (Thing::Snapshot, "both".to_owned()),
            Subject::Entry(number) => (Thing::Entry, number.to_string()),
            Subject::Report(year) => (Thing::Report, year.to_string()),
        };
        Self::Other { thing, name: Untrusted::new(name) }
    }
}

/// The cooperative approach of what a case is about, by one of its names; none where the name does not say it.
pub fn approach_of(name: &str) -> Option<ApproachId> {
    let (thing, id) = name.split_once(' ')?;
    let between = if thing == "units" {
        '-'
    } else if thing == Thing::Total.word() {
        ' '
    } else {
        return None;
    };
    id.split(between).next()?.parse().ok()
}

/// The transfer that a case is about, by one of its names; none where it is about something else.
pub fn transfer_of(name: &str) -> Option<TransferId> {
    let (thing, id) = name.split_once(' ')?;
    if thing == Thing::Transfer.word() { id.parse().ok() } else { None }
}

/// The sightings of a run at a time. Findings that are of one kind, with one cause, in one account and series, are one.
pub fn gather(findings: &[Finding], run: &Untrusted, peer: Option<RegistryId>, at: Timestamp) -> Vec<Sighting> {
    let mut sightings: Vec<Sighting> = Vec::new();
    let mut newest: HashMap<_, usize> = HashMap::new();
    for finding in findings.iter().filter(|finding| is_a_case(finding, at)) {
        let new = of_finding(finding, run, peer);
        let root = (new.code, finding.block().map(|block| block.series), new.account.clone(), new.cause.clone());
        let known = newest.get(&root).and_then(|at| sightings.get_mut(*at)).filter(|known| known.takes(&new));
        match known {
            Some(known) => known.join(new),
            None => {
                newest.insert(root, sightings.len());
                sightings.push(new);
            }
        }
    }
    sightings
}

/// Whether somebody must look at it: it is more than a note, and nothing says that it will clear by itself.
fn is_a_case(finding: &Finding, at: Timestamp) -> bool {
    finding.is_discrepancy() && finding.clears_at.is_none_or(|due| due <= at)
}

fn of_finding(finding: &Finding, run: &Untrusted, peer: Option<RegistryId>) -> Sighting {
    Sighting {
        run: run.clone(),
        peer,
        code: finding.code,
        about: About::of(&finding.subject),
        quantity: finding.quantity,
        account: finding.account.clone(),
        said: finding.said.clone(),
        mover: finding.mover,
        cause: finding.cause.as_ref().map(|cause| Untrusted::new(cause.sentence())),
        since: finding.since,
    }
}

impl Sighting {
    /// Whether another sighting with the same root is part of the same case.
    fn takes(&self, other: &Self) -> bool {
        (1..MOST_BLOCKS).contains(&self.about.blocks().len()) && self.said == other.said
    }

    /// Takes another sighting of the same case in.
    pub(super) fn join(&mut self, other: Self) {
        if let (About::Units(blocks), About::Units(more)) = (&mut self.about, other.about) {
            blocks.extend(more);
            blocks.sort_unstable();
            blocks.dedup();
            let sum = blocks.iter().fold(0, |sum: u64, block| sum.saturating_add(block.quantity().count()));
            self.quantity = Quantity::new(sum);
            self.since = self.since.min(other.since);
        }
    }
}
