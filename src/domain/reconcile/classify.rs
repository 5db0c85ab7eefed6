//! From a segment to findings: which kinds of discrepancy what the two books say of it amounts to.
//! Who holds the ITMOs goes first: where the books contradict each other in that, the rest is not compared.
//! Must not know: transfers in flight, and other segments.

use super::{
    book::Book,
    cause::Cause,
    code::Code,
    disjoint::Overlap,
    field::{Field, Said},
    finding::Finding,
    position::Attributes,
    segment::{Relation, Segment},
};
use crate::domain::{AccountId, RegistryId, authorization::AuthorizationState};
use jiff::Timestamp;

/// The two registries and the moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    pub(super) ours: RegistryId,
    pub(super) theirs: RegistryId,
    pub(super) at: Timestamp,
}

/// A difference in who holds ITMOs, or in whether a book has them: what a transfer in flight may explain.
pub(super) struct Held {
    pub(super) finding: Finding,
    pub(super) holders: [Option<RegistryId>; 2],
}

/// What a segment amounts to.
#[derive(Default)]
pub(super) struct Classified {
    pub(super) held: Option<Held>,
    pub(super) others: Vec<Finding>,
}

pub(super) fn segment(segment: &Segment, sides: Sides) -> Classified {
    let mut classified = Classified::default();
    let mut held = |code, said| {
        let finding = Finding { account: account(segment), ..Finding::units(code, segment.block, sides.at).saying(said) };
        let holder = |said: &Option<std::sync::Arc<Attributes>>| said.as_ref().map(|said| said.holder);
        classified.held = Some(Held { finding, holders: [holder(&segment.ours), holder(&segment.theirs)] });
    };
    let (ours, theirs) = (segment.ours.as_deref(), segment.theirs.as_deref());
    let one = |is_ours| {
        let said = if is_ours { ours } else { theirs };
        said.map(|said| Said::one(Field::Holder, is_ours, said.holder))
    };
    match segment.relation() {
        Relation::Equal => {}
        Relation::OursOnly => held(Code::D02, one(true).into_iter().collect::<Vec<_>>()),
        Relation::TheirsOnly => held(Code::D01, one(false).into_iter().collect()),
        Relation::Neither => held(Code::D04, Vec::new()),
        Relation::Differ(said) => match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours.holder != theirs.holder => held(holder(ours, theirs, sides), said),
            (Some(ours), Some(theirs)) => classified.others = attributes(segment, (ours, theirs), said, sides),
            _ => {}
        },
    }
    classified.others.extend(both(segment, sides));
    classified
}

/// Two lines of one book about the same ITMOs.
pub(super) fn overlap(overlap: &Overlap, sides: Sides) -> Option<Finding> {
    let is_ours = match overlap.book {
        Book::Ours => true,
        Book::Theirs => false,
        // The last agreed state was made from books that agreed; it is only read to say who moved.
        Book::Agreed => return None,
    };
    let finding = Finding::units(Code::D08, overlap.block, sides.at).saying([twice(overlap, is_ours)]);
    Some(Finding { account: overlap.first.account.clone(), ..finding })
}

/// Where the two lines have the ITMOs: in which accounts, or at which holders where the book names no accounts.
fn twice(overlap: &Overlap, is_ours: bool) -> Said {
    let (first, second) = (&overlap.first, &overlap.second);
    match (&first.account, &second.account) {
        (None, None) if first.holder == second.holder => {
            Said::one(Field::Holder, is_ours, format!("{} in two lines", first.holder))
        }
        (None, None) => Said::one(Field::Holder, is_ours, format!("{} and {}", first.holder, second.holder)),
        _ => {
            let place = |said: &Attributes| said.account.as_ref().map_or_else(|| said.holder.to_string(), AccountId::to_string);
            Said::one(Field::Account, is_ours, format!("{} and {}", place(first), place(second)))
        }
    }
}

fn account(segment: &Segment) -> Option<AccountId> {
    let said = segment.ours.as_deref().and_then(|said| said.account.clone());
    said.or_else(|| segment.theirs.as_deref().and_then(|said| said.account.clone()))
}

/// Two books of one registry can only name different holders; two registries can contradict each other about themselves.
fn holder(ours: &Attributes, theirs: &Attributes, sides: Sides) -> Code {
    let each = (ours.holder == sides.ours, theirs.holder == sides.theirs);
    match each {
        _ if sides.ours == sides.theirs => Code::D10,
        (true, true) => Code::D03,
        (false, false) => Code::D04,
        _ => Code::D10,
    }
}

/// One finding for each kind among the attributes that differ.
fn attributes(segment: &Segment, said: (&Attributes, &Attributes), all: Vec<Said>, sides: Sides) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for one in all {
        let Some(code) = kind(&one, said) else { continue };
        match found.iter_mut().find(|finding| finding.code == code) {
            Some(finding) => finding.said.push(one),
            None => found.push(Finding::units(code, segment.block, sides.at).saying([one])),
        }
    }
    // A line that has one ITMO more than its counterpart meets the next line's attributes there: the border is wrong, not they.
    let moved = segment.reaches && segment.block.quantity().count() == 1;
    if moved && !found.is_empty() && found.iter().all(|finding| finding.code.gravity() <= Code::D06.gravity()) {
        let said = found.into_iter().flat_map(|finding| finding.said);
        let finding = Finding::units(Code::D06, segment.block, sides.at).saying(said);
        found = vec![Finding { cause: Some(Cause::OffByOne), ..finding }];
    }
    for finding in &mut found {
        finding.account = account(segment);
    }
    found
}

fn kind(said: &Said, (ours, theirs): (&Attributes, &Attributes)) -> Option<Code> {
    if said.is_spelling() {
        return Some(Code::D22);
    }
    Some(match said.field {
        Field::Amount => Code::D05,
        Field::Account => Code::D10,
        Field::Class => Code::D11,
        Field::FirstTransferred => first_transfer(ours, theirs),
        Field::AuthorizationState => return in_force(ours, theirs),
        // What is said of marks and evidence counts on each side alone: see `both`.
        Field::UnderlyingMarked | Field::Evidence => return None,
        _ => Code::D12,
    })
}

fn first_transfer(ours: &Attributes, theirs: &Attributes) -> Code {
    match (ours.first_transferred.flatten(), theirs.first_transferred.flatten()) {
        (Some(ours), Some(theirs)) if ours.year() != theirs.year() => Code::D16,
        (Some(_), Some(_)) => Code::D12,
        _ => Code::D15,
    }
}

/// An authorization that is used up or that has run out is a difference of documents; one that is suspended or taken back is more.
fn in_force(ours: &Attributes, theirs: &Attributes) -> Option<Code> {
    let stopped = |said: &Attributes| {
        said.authorization_state.is_some_and(|state| matches!(state, AuthorizationState::Suspended | AuthorizationState::Revoked))
    };
    Some(if stopped(ours) != stopped(theirs) { Code::D18 } else { Code::D12 })
}

/// What is found in ITMOs that both books have, whether they agree otherwise or not: other borders, missing marks and evidence.
fn both(segment: &Segment, sides: Sides) -> Vec<Finding> {
    let (Some(ours), Some(theirs)) = (segment.ours.as_deref(), segment.theirs.as_deref()) else { return Vec::new() };
    let mut found = Vec::new();
    if segment.borders > 0 {
        let finding = Finding::units(Code::D07, segment.block, sides.at);
        found.push(Finding { cause: Some(Cause::Borders(segment.borders)), ..finding });
    }
    let says_no = |field, said: (Option<bool>, Option<bool>), code| {
        let no = |said: Option<bool>, is_ours| (said == Some(false)).then(|| Said::one(field, is_ours, "no"));
        let said: Vec<Said> = [no(said.0, true), no(said.1, false)].into_iter().flatten().collect();
        (!said.is_empty()).then(|| Finding::units(code, segment.block, sides.at).saying(said))
    };
    found.extend(says_no(Field::UnderlyingMarked, (ours.underlying_marked, theirs.underlying_marked), Code::D19));
    found.extend(says_no(Field::Evidence, (ours.evidence, theirs.evidence), Code::D21));
    for finding in &mut found {
        finding.account = account(segment);
    }
    found
}
